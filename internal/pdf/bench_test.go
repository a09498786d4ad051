package pdf

import (
	"bytes"
	"testing"

	"github.com/jung-kurt/gofpdf"

	"bangfu/internal/face"
	"bangfu/internal/paper"
	"bangfu/internal/peer"
)

// bench lays and draws a document; the peer lets gofpdf alone put the same texts
// where they were laid: without rules, fills, bookmarks and what makes its
// file readable everywhere. The bars: a city report in 300 ms, a roll of 3,000
// rows in 2 s, each file at most 1.5 MB.
func bench(b *testing.B, doc paper.Doc) {
	faces, err := face.Embedded()
	if err != nil {
		b.Fatal(err)
	}
	var pages paper.Pages
	var file []byte
	peer.Beside(b, "gofpdf", func() { pages, file = drawn(b, doc) }, func() {
		pages, err := paper.Lay(doc, faces)
		if err != nil {
			b.Fatal(err)
		}
		plain(b, pages, faces)
	})
	b.ReportMetric(float64(len(file))/1e6, "MB")
	b.ReportMetric(float64(len(pages.Pages)), "pages")
}

// plain draws the texts of laid pages with gofpdf alone.
func plain(b *testing.B, pages paper.Pages, faces face.Set) {
	fonts, err := cut(pages, faces)
	if err != nil {
		b.Fatal(err)
	}
	c := newCanvas(fonts)
	c.file.SetCompression(true)
	for _, p := range pages.Pages {
		c.file.AddPageFormat("P", gofpdf.SizeType{Wd: p.Width, Ht: p.Height})
		for _, ink := range []paper.Ink{p.Ink(), p.Foot} {
			for _, r := range ink.Runs {
				c.file.SetFont(family(r.Face), "", r.Size)
				c.file.Text(r.X, r.Y, r.Text)
			}
		}
	}
	var file bytes.Buffer
	if err := c.file.Output(&file); err != nil || file.Len() == 0 {
		b.Fatal(file.Len(), err)
	}
}

func BenchmarkCityReport(b *testing.B) { bench(b, weekly()) }

func BenchmarkRollOf3000(b *testing.B) { bench(b, roll(3000)) }

func BenchmarkForm(b *testing.B) { bench(b, sheet()) }
