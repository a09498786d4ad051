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
// days before VisitsFrom: as many as 看板 lists, and the one before, on whose day it
// ends the count of the others.
const latestVisits = assist.VisitsListed + 1

// VisitsFrom is the day from which every visit is remembered: the first of the year
// before the last run's. Of those before only what later years ask of them is: the
// latest, and the last word on each problem.
func (h *History) VisitsFrom() assist.Date {
	if h.whole || h.runAt.IsZero() {
		return 0
	}
	return visitsFrom(h.runAt)
}

func visitsFrom(at time.Time) assist.Date {
	return assist.Day(assist.DateOf(at).Year()-1, time.January, 1)
}

// VisitsCounted is how many visits of each unit and licence are not remembered but
// counted.
func (h *History) VisitsCounted() map[[2]string]int { return h.counted }

// newYear forgets, with the first run of a year, the visits that no run asks for any more.
func (h *History) newYear(at time.Time) {
	if h.whole || h.runAt.IsZero() || assist.DateOf(at).Year() == assist.DateOf(h.runAt).Year() {
		return
	}
	kept := wanted(h.visits, visitsFrom(at))
	for i, v := range h.visits {
		if !kept[i] {
			h.counted[[2]string{v.Unit, v.Licence}]++
		}
	}
	i := -1
	h.visits = slices.DeleteFunc(h.visits, func(assist.Visit) bool { i++; return !kept[i] })
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
