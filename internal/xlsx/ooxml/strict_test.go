package ooxml

import (
	"io"
	"strings"
	"testing"
)

func TestTransitAcrossChunks(t *testing.T) {
	const strict, plain = `<a x="http://purl.oclc.org/ooxml/spreadsheetml/main">`, `<a x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`
	for pad := transitChunk - len(strict); pad <= transitChunk; pad++ {
		for _, fill := range []string{"字", "<"} {
			before := strings.Repeat(fill, pad/len(fill))
			b, err := io.ReadAll(&transitional{r: io.NopCloser(strings.NewReader(before + strict + before + strict))})
			if want := before + plain + before + plain; err != nil || string(b) != want {
				t.Fatalf("pad %d of %s: %v, %d bytes, want %d", pad, fill, err, len(b), len(want))
			}
		}
	}
}

// The way to a part starts at the folder of the part that leads there.
func TestWay(t *testing.T) {
	for _, w := range []struct{ from, target, want string }{
		{"xl/worksheets", "xl/worksheets/a.xml", "a.xml"}, {"xl/worksheets", "xl/comments1.xml", "../comments1.xml"},
		{"xl/worksheets", "xl/worksheets2/a.xml", "../worksheets2/a.xml"}, {"a/b", "xl/comments1.xml", "../../xl/comments1.xml"},
		{".", "xl/workbook.xml", "xl/workbook.xml"}, {"/xl", "xl/styles.xml", "../xl/styles.xml"},
	} {
		if got := way(w.from, w.target); got != w.want {
			t.Errorf("from %s to %s: %s, want %s", w.from, w.target, got, w.want)
		}
	}
}
