package report

import (
	"fmt"
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// trendWeeks is how many weeks a trend shows.
const trendWeeks = 12

// A rollCount is everyone on a roll, and by class.
type rollCount struct {
	all     int
	classes assist.ByClass
}

// rollOn counts the roll at the end of a day, folded from the changes up to
// it, of one unit or of all ("").
func rollOn(changes []assist.Change, day assist.Date, unit string) rollCount {
	type member struct {
		unit  string
		class assist.Hardship
	}
	on := map[string]member{}
	for _, c := range changes {
		switch {
		case c.Day > day:
		case c.Kind == assist.Left:
			delete(on, c.Licence)
		case c.Filing != nil:
			on[c.Licence] = member{c.Filing.Unit, c.Filing.Open().Application.Hardship}
		}
	}
	var n rollCount
	for _, m := range on {
		if unit != "" && m.unit != unit {
			continue
		}
		n.all++
		n.classes.Count(m.class)
	}
	return n
}

// A supplyCount is what lines of a plan give, in cartons.
type supplyCount struct {
	extra               int
	base                int // 原供应量 of these customers
	customers, products int // with 帮扶加量 > 0
}

// supplied sums lines up.
func supplied(lines assist.SupplyLines) supplyCount {
	n := supplyCount{}
	customers, products := map[string]bool{}, map[string]bool{}
	for l := range lines.All() {
		n.extra += l.Extra
		if l.Extra > 0 {
			customers[l.Licence], products[l.Barcode] = true, true
		}
	}
	for l := range lines.All() {
		if customers[l.Licence] {
			n.base += l.Base
		}
	}
	n.customers, n.products = len(customers), len(products)
	return n
}

// suppliedBy sums a plan up less what was withdrawn of it.
func suppliedBy(p assist.WeekPlan) supplyCount { return supplied(p.Kept()) }

// planOf is the plan of a supply week, ok false when there is none.
func planOf(f assist.Facts, w assist.Week) (assist.WeekPlan, bool) {
	if w == f.Plan.Week && f.Plan.State != assist.PlanMissing {
		return f.Plan, true
	}
	for _, p := range f.Plans {
		if p.Week == w {
			return p, true
		}
	}
	return assist.WeekPlan{}, false
}

// comparing reports whether bars have anything to compare: more than one of a list
// has a figure.
func comparing[T any](list []T, figure func(T) int) bool {
	return len(only(list, func(x T) bool { return figure(x) > 0 })) > 1
}

// mostBars is how many units a chart has side by side, and greatBars how many of more: a
// chart of all would fill a page and leave most of the one before empty; the table has all.
const (
	mostBars  = 20
	greatBars = 15
)

// charted are the units of a chart of a figure, and its caption: of many those with most,
// greatest first.
func charted[T any](list []T, name string, figure func(T) int) (shown []T, caption string) {
	if len(list) <= mostBars {
		return list, "各县区" + name
	}
	shown = slices.Clone(list)
	slices.SortStableFunc(shown, func(a, b T) int { return figure(b) - figure(a) })
	return shown[:greatBars], fmt.Sprintf("%s最多的%d个县区", name, greatBars)
}

// trendLeast is of how many weeks a line shows where things go.
const trendLeast = 3

// trendOf is a line over the weeks up to one; ok is false when fewer than trendLeast
// weeks have a value.
func trendOf(figure paper.Figure, name string, last assist.Week, value func(assist.Week) int64) (paper.LineChart, bool) {
	c := paper.LineChart{Figure: figure}
	line := paper.Series{Name: name}
	known := 0
	for n := 1 - trendWeeks; n <= 0; n++ {
		w := last.Add(n)
		v := value(w)
		if v != paper.Absent {
			known++
		}
		c.Points = append(c.Points, fmt.Sprintf("%d周", w.Number))
		line.Values = append(line.Values, v)
	}
	c.Series = []paper.Series{line}
	return c, known >= trendLeast
}
