package history_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/history"
	"bangfu/internal/peer"
)

// twoYears are the entries of 104 weeks in which each of 11 units brings its 24
// customers again.
func twoYears(b *testing.B) (entries []assist.Entry, lastWeek int) {
	enter := func(kind, licence string, body, person any) {
		e := assist.Entry{Seq: int64(len(entries) + 1), At: time.Date(2026, 11, 26, 18, 0, len(entries), 0, assist.Zone), Kind: kind, Licence: licence}
		var err error
		if e.Body, err = json.Marshal(body); err == nil && person != nil {
			e.Person, err = json.Marshal(person)
		}
		if err != nil {
			b.Fatal(err)
		}
		entries = append(entries, e)
	}
	week := assist.Week{Year: 2026, Number: 48}
	for w := range 104 {
		lastWeek = len(entries)
		enter(history.KindRun, "", history.Run{Period: week, Week: week.Next()}, nil)
		for unit := range 11 {
			file := fmt.Sprintf("HZ-%02d-%04d-001", unit, w)
			enter(history.KindFile, "", history.File{Receipt: file, Unit: fmt.Sprint("县", unit), SHA: file, Kind: assist.KindApplication}, history.FilePerson{Name: "申请表.xlsx"})
			for row := range 24 {
				licence, place := fmt.Sprintf("1402%04d%04d", unit, row), assist.Place{Receipt: file, Sheet: "申请表", Row: row + 2}
				enter(history.KindApplication, licence, place, assist.Application{Licence: licence, Shop: "便民店", Operator: "某某"})
				enter(history.KindJudged, licence, history.Judged{Place: place, Form: assist.ApplicationForm, Unit: fmt.Sprint("县", unit), Codes: []string{"N101"}}, history.JudgedPerson{Clause: "五"})
			}
		}
		week = week.Next()
	}
	return entries, lastWeek
}

func folded(b *testing.B, h *history.History, entries []assist.Entry) []byte {
	if err := h.FoldOn((&book{list: entries}).entries()); err != nil {
		b.Fatal(err)
	}
	data, err := h.Snapshot()
	if err != nil {
		b.Fatal(err)
	}
	return data
}

// BenchmarkSnapshot folds a week onto the snapshot of 103, and takes the next
// one, beside folding them all; both come to the same.
func BenchmarkSnapshot(b *testing.B) {
	entries, last := twoYears(b)
	before := folded(b, history.New(), entries[:last])
	var ours, theirs []byte
	peer.Faster(b, "Fold", func() {
		h, err := history.OfSnapshot(before)
		if err != nil {
			b.Fatal(err)
		}
		ours = folded(b, h, entries[last:])
	}, func() { theirs = folded(b, history.New(), entries) })
	if !slices.Equal(ours, theirs) {
		b.Error("a snapshot and what came after it are not the whole")
	}
	b.ReportMetric(float64(len(entries)), "entries")
	b.ReportMetric(float64(len(before))/1e6, "MB")
}

// BenchmarkWeeks begins week after week on a ledger of so many files: what a week takes
// must not grow with the weeks before it.
func BenchmarkWeeks(b *testing.B) {
	for _, years := range []int{1, 10} {
		b.Run(fmt.Sprintf("%d years", years), func(b *testing.B) {
			h, week, seq := history.New(), assist.Week{Year: 2026, Number: 1}, int64(0)
			enter := func(kind string, body any) {
				seq++
				data, err := json.Marshal(body)
				if err == nil {
					err = h.Add(assist.Entry{Seq: seq, At: week.Monday().Time().Add(9 * time.Hour), Kind: kind, Body: data})
				}
				if err != nil {
					b.Fatal(err)
				}
			}
			next := func() {
				week = week.Next()
				enter(history.KindRun, history.Run{Period: week, Week: week.Next()})
				for n := range 44 {
					enter(history.KindFile, history.File{Receipt: fmt.Sprint(week, "-", n), Unit: fmt.Sprint(n), SHA: fmt.Sprint(seq)})
				}
			}
			for range 52 * years {
				next()
			}
			for b.Loop() {
				next()
			}
		})
	}
}
