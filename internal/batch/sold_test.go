package batch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
)

// TestSalesAreReadInLots asks for the sales of five customers of three units of whom two are
// held at a time, but those of a unit together: each answer is that customer's, who asks in
// their order reads each lot once, and an error of any lot is told at the end: after it no
// more is read.
func TestSalesAreReadInLots(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		most  int
		asked string
		reads string // the lots as they were read
		knows bool   // whether planning need not read "甲" again
	}{
		{2, "甲 甲 乙 丙 丁 戊", "甲乙丙 丁戊", false},
		{1, "戊 甲 丁 己", "甲 丁戊", false},
		{5, "戊 甲 丁", "甲乙丙丁戊", true},
	} {
		var reads []string
		customers := func(yield func(unit, licence string) bool) {
			for who := range strings.FieldsSeq("东甲 东 西乙 东甲 西丙 南丁 南戊 西甲") {
				unit := who[:len("东")]
				if !yield(unit, strings.TrimPrefix(who, unit)) {
					return
				}
			}
		}
		s := soldTo(customers, span{}, c.most, func(some map[string]bool) (map[string]assist.History, error) {
			all := map[string]assist.History{}
			for licence := range some {
				all[licence] = assist.History{Licence: licence}
			}
			reads = append(reads, strings.Join(slices.SortedFunc(maps.Keys(some), func(a, b string) int {
				return strings.Index("甲乙丙丁戊", a) - strings.Index("甲乙丙丁戊", b)
			}), ""))
			if some["丁"] && c.most < 5 {
				return all, errors.New("the disk")
			}
			return all, nil
		})
		for licence := range strings.FieldsSeq(c.asked) {
			want := licence
			if licence == "己" {
				want = "" // nobody's
			}
			if got := s.history(licence).Licence; s.err == nil && got != want {
				t.Errorf("%d at a time: %q is told of %q", c.most, got, licence)
			}
		}
		if got := strings.Join(reads, " "); got != c.reads || s.knows("甲", 0) != c.knows {
			t.Errorf("%d at a time, asked for %s: read %s, want %s", c.most, c.asked, got, c.reads)
		}
		if told := fmt.Sprint(s.err); strings.HasPrefix(told, "the disk") != (c.most < 5) {
			t.Errorf("%d at a time: %s", c.most, told)
		}
		everybody := map[string]bool{}
		for h := range s.everybody() {
			everybody[h.Licence] = true
		}
		if s.err == nil && len(everybody) != 5 {
			t.Errorf("%d at a time: everybody is %v", c.most, everybody)
		}
	}
}

// TestAnEarlierWindowIsReadOfWhoNeedsIt asks for sales from January 2027 on: of 甲 these alone
// are read, of 乙 and 丙 those of the windows by which their applications are judged, too;
// what lies between only of 己, of whom nothing else is on file. What is held already is not
// read again.
func TestAnEarlierWindowIsReadOfWhoNeedsIt(t *testing.T) {
	t.Parallel()
	of := span{assist.Day(2027, 1, 1).Month(), map[string]window{}}
	of.with("甲", assist.Day(2027, 1, 1).Month(), assist.Day(2027, 12, 1).Month())
	of.with("乙", assist.Day(2023, 5, 1).Month(), assist.Day(2024, 4, 1).Month())
	of.with("乙", assist.Day(2022, 5, 1).Month(), assist.Day(2023, 4, 1).Month())
	of.with("丙", assist.Day(2026, 9, 1).Month(), assist.Day(2027, 8, 1).Month())
	of.with("己", assist.Day(2023, 5, 1).Month(), assist.Day(2024, 4, 1).Month())
	of.with("", assist.Day(2001, 1, 1).Month(), assist.Day(2001, 12, 1).Month())
	var reads []string
	from := reading{sales: func(_ context.Context, _ int64, from, to assist.Month, some map[string]bool) iter.Seq2[assist.SalesMonth, error] {
		var who []string
		for licence, asked := range some {
			if asked {
				who = append(who, licence)
			}
		}
		slices.Sort(who)
		reads = append(reads, fmt.Sprint(from, "–", to, " ", who))
		return func(yield func(assist.SalesMonth, error) bool) {
			for _, licence := range who {
				first, last := max(from, assist.Day(2020, 1, 1).Month()), cmp.Or(to, assist.Day(2027, 2, 1).Month())
				if licence == "己" {
					first, last = max(from, assist.Day(2025, 6, 1).Month()), min(last, assist.Day(2025, 8, 1).Month())
				}
				for m := first; m <= last; m++ {
					if !yield(assist.SalesMonth{Licence: licence, Month: m}, nil) {
						return
					}
				}
			}
		}
	}}
	everybody := map[string]bool{"甲": true, "乙": true, "丙": true, "丁": false, "己": true}
	all, err := from.soldBy(t.Context(), 0, of, everybody)
	if err != nil {
		t.Fatal(err)
	}
	reads = slices.DeleteFunc(reads, func(read string) bool { return strings.HasSuffix(read, "[]") }) // of nobody
	slices.Sort(reads[:3])
	if got, want := strings.Join(reads, "\n"), "2022-05–2024-04 [乙]\n2023-05–2024-04 [己]\n2026-09–2026-12 [丙]\n2027-01–0000-01 [丙 乙 己 甲]\n2024-05–2026-12 [己]"; got != want {
		t.Errorf("read\n%s\nwant\n%s", got, want)
	}
	var got []string
	for _, licence := range []string{"甲", "乙", "丙", "丁", "己"} {
		months := slices.Collect(all[licence].All())
		text := fmt.Sprint(licence, " ", len(months))
		if len(months) > 0 {
			text += fmt.Sprint(" ", months[0].Month, "…", months[len(months)-1].Month)
		}
		got = append(got, text)
	}
	if got, want := strings.Join(got, "，"), "甲 2 2027-01…2027-02，乙 26 2022-05…2027-02，丙 6 2026-09…2027-02，丁 0，己 3 2025-06…2025-08"; got != want {
		t.Errorf("they hold %s, want %s", got, want)
	}
	reads, from.known = nil, &sold{span: of, lots: 1, asked: []asked{{"丙", 0}, {"乙", 0}, {"己", 0}, {"甲", 0}}, all: all}
	if _, err := from.soldBy(t.Context(), 0, span{from: of.from}, everybody); err != nil || strings.Join(reads, "\n") != "2027-01–0000-01 [丙 乙 己]" {
		t.Errorf("read again: %s (%v)", reads, err)
	}
}
