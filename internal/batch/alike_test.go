package batch

import (
	"slices"
	"testing"

	"bangfu/internal/assist"
)

// TestTwoFilesOfOneNameEachHaveTheirLine drops two files whose names are one in
// NFC: JSON and 收件情况 tell of both, and of each what became of it.
func TestTwoFilesOfOneNameEachHaveTheirLine(t *testing.T) {
	t.Parallel()
	b := newTown(t, 2)
	whole := b.book(pingcheng, "2026-11-20", map[assist.Form][]cells{assist.ApplicationForm: {b.customer(pingcheng, 0, "2026-11-16")}})
	b.drop(pingcheng, "é.xlsx", whole[:len(whole)/2]) // half a file
	b.drop(pingcheng, "e\u0301.xlsx", whole)
	var got []string
	for _, f := range b.run("2026-11-23 09:00").Files {
		got = append(got, f.Name+" "+f.State)
	}
	slices.Sort(got)
	if want := []string{"é.xlsx taken", "é（同名第2份）.xlsx unreadable"}; !slices.Equal(got, want) {
		t.Errorf("JSON: %v, want %v", got, want)
	}
	var lines []string
	for _, r := range b.table(b.Place.Sightings(pingcheng), "收件情况", "文件名", "状态") {
		lines = append(lines, r["文件名"]+" "+r["状态"])
	}
	slices.Sort(lines)
	if want := []string{"é.xlsx 已收", "é（同名第2份）.xlsx 未受理，文件还在收件箱"}; !slices.Equal(lines, want) {
		t.Errorf("收件情况: %v, want %v", lines, want)
	}
}
