package pdf

import (
	"testing"

	"bangfu/internal/face"
	"bangfu/internal/paper"
)

// The bars: a city report in 300 ms, a roll of 3,000 rows in 2 s, each file at
// most 1.5 MB.
func bench(b *testing.B, doc paper.Doc) {
	if _, err := face.Embedded(); err != nil {
		b.Fatal(err)
	}
	var pages paper.Pages
	var file []byte
	for b.Loop() {
		pages, file = drawn(b, doc)
	}
	b.ReportMetric(float64(len(file))/1e6, "MB")
	b.ReportMetric(float64(len(pages.Pages)), "pages")
}

func BenchmarkCityReport(b *testing.B) { bench(b, weekly()) }

func BenchmarkRollOf3000(b *testing.B) { bench(b, roll(3000)) }

func BenchmarkForm(b *testing.B) { bench(b, sheet()) }
