package history

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"bangfu/internal/assist"
)

// detailWeeks is how many weeks the products of a 货源计划, how they were dealt and the
// names of the files are remembered: the files of a week are made from them, in the run
// that freezes it.
const detailWeeks = 26

// forgetDetails forgets them of the weeks before one; their entries have them.
func (h *History) forgetDetails(first assist.Week) {
	for w, f := range h.frozen {
		if w.Before(first) {
			f.Plan.Source, f.Plan.Rounds, f.Plan.Balance, f.Plan.Unserved, f.Outputs = nil, nil, nil, nil, nil
			h.frozen[w] = f
		}
	}
	for w, offers := range h.offers {
		if w.Before(first) {
			for i := range offers {
				offers[i].Plan.Products = nil
			}
		}
	}
}

// latestVisits is how many visits of a customer are remembered of each unit from the
// days before RememberedFrom: as many as 看板 lists, and the one before, on whose day it
// ends the count of the others.
const latestVisits = assist.VisitsListed + 1

// RememberedFrom is the day from which everything is remembered: the first of the year
// before the last run's. Of the visits before only what later years ask of them is: the
// latest, and the last word on each problem. Of the files before the rows are that live
// on, and those of 名单调整: the others are Forgotten.
func (h *History) RememberedFrom() assist.Date {
	if h.whole || h.runAt.IsZero() {
		return 0
	}
	return rememberedFrom(h.runAt)
}

func rememberedFrom(at time.Time) assist.Date {
	return assist.Day(assist.DateOf(at).Year()-1, time.January, 1)
}

// VisitsCounted is how many visits of each unit and licence are not remembered but
// counted.
func (h *History) VisitsCounted() map[[2]string]int { return h.counted }

// Forgotten reports whether what became of a file's rows, applications apart, may not
// all be remembered; the entries have it.
func (h *History) Forgotten(receipt string) bool {
	t, known := h.File(receipt)
	return known && assist.DateOf(t.At) < h.RememberedFrom()
}

// newYear forgets, with the first run of a year, what no run asks for any more.
func (h *History) newYear(at time.Time) {
	if h.whole || h.runAt.IsZero() || assist.DateOf(at).Year() == assist.DateOf(h.runAt).Year() {
		return
	}
	h.forgetVisits(at)
	h.forgetOthers(at)
}

// forgetOthers forgets the rows of files long past that no run prints or asks for again:
// a receipt is written again as long as one of its applications lives on, and a 名单调整
// is spoken of until another comes.
func (h *History) forgetOthers(at time.Time) {
	kept := map[string]bool{}
	for a := range h.rows.All() {
		if a.Verdict.LivesOn() {
			kept[a.Receipt] = true
		}
	}
	for _, t := range h.files {
		if assist.DateOf(t.At) >= rememberedFrom(at) {
			kept[t.Receipt] = true
		}
	}
	h.others = slices.DeleteFunc(h.others, func(k assist.KeptJudged) bool {
		j := k.Heading()
		return !kept[j.Receipt] && j.Form != assist.AdjustmentForm
	})
}

// forgetVisits forgets the visits that are only counted.
func (h *History) forgetVisits(at time.Time) {
	visits := slices.Collect(h.visits.All())
	kept := wanted(visits, rememberedFrom(at))
	for i, v := range visits {
		if !kept[i] {
			h.counted[[2]string{v.Unit, v.Licence}]++
		}
	}
	i := -1
	h.visits = slices.DeleteFunc(h.visits, func(assist.KeptVisit) bool { i++; return !kept[i] })
}

// wanted tells which visits are remembered: all from a day on; of those before, of each
// unit and licence, the latest and the last of each problem.
func wanted(visits []assist.Visit, from assist.Date) []bool {
	kept := make([]bool, len(visits))
	var earlier []int
	for i, v := range visits {
		if kept[i] = v.Day >= from; !kept[i] {
			earlier = append(earlier, i)
		}
	}
	slices.SortStableFunc(earlier, func(i, j int) int {
		a, b := visits[i], visits[j]
		return cmp.Or(strings.Compare(a.Unit, b.Unit), strings.Compare(a.Licence, b.Licence), cmp.Compare(a.Day, b.Day))
	})
	told := map[string]bool{}
	for n, later := len(earlier)-1, 0; n >= 0; n-- {
		v := visits[earlier[n]]
		if n == len(earlier)-1 || visits[earlier[n+1]].Unit != v.Unit || visits[earlier[n+1]].Licence != v.Licence {
			told, later = map[string]bool{}, 0
		}
		problem, has := v.Trouble()
		kept[earlier[n]] = later < latestVisits || has && !told[problem]
		told[problem], later = told[problem] || has, later+1
	}
	return kept
}

// numbersOf forgets the receipt numbers of other days than that of a run, which gives
// out no others.
func (h *History) numbersOf(at time.Time) {
	day := strings.ReplaceAll(assist.DateOf(at).String(), "-", "")
	for head := range h.receiptNumber {
		if !strings.HasSuffix(head, day) {
			delete(h.receiptNumber, head)
		}
	}
}
