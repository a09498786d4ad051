package templates_test

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/form"
	"bangfu/internal/xlsx/proof"
	"bangfu/internal/xlsx/write"
	"bangfu/templates"
)

var update = flag.Bool("update", false, "write the blank workbooks again")

func standard(t *testing.T) assist.Terms {
	t.Helper()
	terms, err := form.Standard(templates.Units, templates.Dibao, templates.Products)
	if err != nil {
		t.Fatal(err)
	}
	return terms
}

// The committed workbooks are what the tables of package form write.
func TestCommittedEqualGenerated(t *testing.T) {
	terms := standard(t)
	for _, w := range form.Workbooks {
		want, err := write.Write(form.Blank(w, "", terms, assist.Day(2026, 11, 2)))
		if err != nil {
			t.Fatal(err)
		}
		if *update {
			if err := os.WriteFile(string(w)+".xlsx", want, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		got, err := os.ReadFile(string(w) + ".xlsx")
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s.xlsx differs from what form.Blank writes; run: go test ./templates -update", w)
		}
		proof.Valid(t, string(w), got)
	}
}
