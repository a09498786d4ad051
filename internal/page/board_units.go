package page

import (
	"fmt"
	"slices"
	"strings"

	"bangfu/internal/assist"
)

// weeksShown is how many weeks a sparkline and the table of fairness reach back.
const weeksShown = 12

// unitLine is one unit at a look.
type unitLine struct {
	Name                                       string
	State                                      assist.ReportState
	Applied, Returned, Held, Filed, Ineligible int
	Enrolled, Extra, Visits                    int
	Waits                                      waited
	Last, LastPath                             string
	Trend                                      spark
}

// spark is a small chart of weekly figures, the last week last.
type spark struct {
	Points string // of its line, on 110 × 24
	Words  string // week by week
	Last   int
}

func (b Board) units() []unitLine {
	tallies, _ := assist.Tallies(b.Facts)
	extra, visits, weekly := b.extras(), b.visits(), b.weekly()
	var list []unitLine
	for _, t := range tallies {
		l := unitLine{
			Name: t.Unit, State: t.Report.State, Applied: t.Applications, Returned: t.Returned, Held: t.Held, Filed: t.Filed, Ineligible: t.Ineligible,
			Enrolled: t.Enrolled, Extra: extra[t.Unit], Visits: visits[t.Unit], Waits: b.waiting(t.Unit), Trend: b.spark(weekly[t.Unit]),
		}
		if last, ok := b.lastOf(t.Unit); ok {
			l.Last, l.LastPath = assist.Clock(last.At), b.Receipt(last)
		}
		list = append(list, l)
	}
	return list
}

// extras are the cartons of 帮扶加量 in the supply week, by unit.
func (b Board) extras() map[string]int {
	sum := map[string]int{}
	for l := range b.Facts.Plan.Lines.All() {
		sum[l.Unit] += l.Extra
	}
	return sum
}

// visits are those of the run's week, by unit.
func (b Board) visits() map[string]int {
	sum := map[string]int{}
	for v := range b.Facts.VisitsIn(b.Unit).All() {
		if assist.WeekOf(v.Day) == b.Facts.Period {
			sum[v.Unit]++
		}
	}
	return sum
}

// weekly are the rows of 申请表 by unit and week of taking.
func (b Board) weekly() map[string]map[assist.Week]int {
	fileOf := b.Facts.FileOf()
	sum := map[string]map[assist.Week]int{}
	for row := range b.Facts.RowsIn("") {
		if sum[row.Unit] == nil {
			sum[row.Unit] = map[assist.Week]int{}
		}
		file, _ := fileOf(row.Receipt)
		sum[row.Unit][assist.WeekOf(assist.DateOf(file.At))]++
	}
	return sum
}

// spark draws the figures of the last weeks.
func (b Board) spark(figures map[assist.Week]int) spark {
	var s spark
	most := 1
	for _, n := range figures {
		most = max(most, n)
	}
	var points, words []string
	for i := range weeksShown {
		w := b.Facts.Period.Add(i - weeksShown + 1)
		s.Last = figures[w]
		points = append(points, fmt.Sprintf("%d,%d", i*10, 22-20*s.Last/most))
		words = append(words, fmt.Sprintf("%s %d", w, s.Last))
	}
	s.Points, s.Words = strings.Join(points, " "), strings.Join(words, "，")
	return s
}

// lastOf is the file that a unit sent last.
func (b Board) lastOf(unit string) (assist.Taken, bool) {
	for _, t := range slices.Backward(b.Facts.Files) {
		if t.Unit == unit {
			return t, true
		}
	}
	return assist.Taken{}, false
}

// waited is how many rows of a unit wait, and for whom.
type waited struct{ city, county int }

// String says so in words.
func (w waited) String() string {
	var parts []string
	if w.county > 0 {
		parts = append(parts, fmt.Sprintf("等县区 %d", w.county))
	}
	if w.city > 0 {
		parts = append(parts, fmt.Sprintf("等市局 %d", w.city))
	}
	if parts == nil {
		return "无"
	}
	return strings.Join(parts, "，")
}

// waiting counts the 待核 rows of a unit; one that the city must answer waits for
// the city.
func (b Board) waiting(unit string) waited {
	var w waited
	for row := range b.Facts.LastRows(unit) {
		if row.Verdict.Outcome != assist.Held {
			continue
		}
		if ofCity(row.Verdict) {
			w.city++
		} else {
			w.county++
		}
	}
	return w
}

// ofCity reports whether a question of the row is the city's to answer.
func ofCity(j assist.Judged) bool {
	return slices.ContainsFunc(j.Findings, func(f assist.Finding) bool { return f.Level == assist.LevelHold && f.Turn == assist.TurnCity })
}
