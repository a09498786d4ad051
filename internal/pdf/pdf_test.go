package pdf

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"bangfu/internal/face"
	"bangfu/internal/paper"
)

var out = flag.String("out", "", "folder to write the sample documents into, to be looked at")

func drawn(t testing.TB, doc paper.Doc) (paper.Pages, []byte) {
	t.Helper()
	faces, err := face.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	pages, err := paper.Lay(doc, faces)
	if err != nil {
		t.Fatal(err)
	}
	file, err := Draw(pages, faces)
	if err != nil {
		t.Fatal(err)
	}
	return pages, file
}

func TestSameBytes(t *testing.T) {
	for name, doc := range map[string]paper.Doc{"weekly": weekly(), "roll": roll(60), "sheet": sheet()} {
		_, first := drawn(t, doc)
		_, second := drawn(t, doc)
		if !bytes.Equal(first, second) {
			t.Errorf("%s: two drawings differ", name)
		}
		if *out != "" {
			if err := os.WriteFile(filepath.Join(*out, name+".pdf"), first, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
