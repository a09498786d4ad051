package assist_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"bangfu/internal/assist"
)

// drawFiles draws the files of some weeks, two units', of two forms, some refused.
func drawFiles(t *rapid.T) []assist.Taken {
	first := time.Date(2026, 11, 2, 9, 0, 0, 0, assist.Zone)
	var list []assist.Taken
	for n := range rapid.IntRange(0, 12).Draw(t, "files") {
		f := assist.Taken{
			Receipt: fmt.Sprintf("HZ-%03d", n), Unit: rapid.SampledFrom([]string{"甲", "乙"}).Draw(t, "unit"), At: first.AddDate(0, 0, n/2*4), // two come together
			Reported: assist.DateOf(first) + assist.Date(rapid.IntRange(0, 20).Draw(t, "day")), Refused: rapid.IntRange(0, 4).Draw(t, "refused") == 0,
		}
		for range rapid.IntRange(0, 2).Draw(t, "sheets") {
			f.Tables = append(f.Tables, assist.Table{Form: rapid.SampledFrom([]assist.Form{assist.ApplicationForm, assist.VisitForm}).Draw(t, "form"), Refused: rapid.IntRange(0, 4).Draw(t, "refused sheet") == 0})
		}
		list = append(list, f)
	}
	return list
}

// TestFilesAreFoundAsIfSought: by receipt, of the week, and what was sent later, as a
// search through all files finds them.
func TestFilesAreFoundAsIfSought(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := assist.Facts{Files: drawFiles(t), Period: assist.Week{Year: 2026, Number: rapid.IntRange(45, 48).Draw(t, "week")}}
		if rapid.Bool().Draw(t, "indexed") {
			f = f.Indexed()
		}
		var week, got []string
		for i, x := range f.Files {
			if found, ok := f.FileOf()(x.Receipt); !ok || found.Receipt != x.Receipt {
				t.Fatalf("%s: found %+v", x.Receipt, found)
			}
			if assist.WeekOf(assist.DateOf(x.At)) == f.Period {
				week = append(week, x.Receipt)
			}
			latest := assist.Date(0)
			for _, later := range f.Files[i+1:] {
				whole := slices.ContainsFunc(later.Tables, func(s assist.Table) bool { return s.Form == assist.VisitForm && !s.Refused })
				if later.At.After(x.At) && later.Unit == x.Unit && !later.Refused && whole {
					latest = max(latest, later.Reported)
				}
			}
			if sent := f.SentSince(assist.VisitForm)(x.Receipt); sent != latest {
				t.Fatalf("since %s: %s, want %s", x.Receipt, sent, latest)
			}
		}
		for x := range f.WeekFiles() {
			got = append(got, x.Receipt)
		}
		if !slices.Equal(got, week) {
			t.Fatalf("of the week: %v, want %v", got, week)
		}
		if _, ok := f.FileOf()("HZ-999"); ok || f.SentSince(assist.VisitForm)("HZ-999") != 0 {
			t.Fatal("a receipt that was never given is known")
		}
	})
}
