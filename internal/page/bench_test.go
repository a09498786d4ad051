package page

import (
	"fmt"
	"testing"

	"bangfu/internal/assist"
)

// BenchmarkBoard draws the city's board over 3,300 customers, each with four
// products in the week's plan.
func BenchmarkBoard(b *testing.B) {
	d := board("")
	line := d.Facts.Plan.Lines[0]
	for i := range 3300 {
		licence := fmt.Sprintf("1401%08d", i)
		a := *d.Facts.Rows.Opened()[0].Application
		row := assist.JudgedApplication{Application: &a, Verdict: d.Facts.Rows.Opened()[0].Verdict}
		row.Licence, row.Verdict.Licence = licence, licence
		d.Facts.Rows = d.Facts.Rows.With(row)
		d.Facts.Roster.Fold(assist.Change{Day: d.Facts.Today, Kind: assist.Joined, Licence: licence, Unit: "甲", By: "县区审批", Filing: &assist.Filing{Unit: "甲", Application: row.Application, End: d.Facts.Today + 365}})
		for range 4 {
			line.Licence = licence
			d.Facts.Plan.Lines = append(d.Facts.Plan.Lines, line)
		}
	}
	for b.Loop() {
		out, err := d.HTML()
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(len(out)))
	}
}
