package audit

import (
	"fmt"
	"strings"

	"bangfu/internal/assist"
)

// ownOrders are the two ways in which A102 speaks of what a customer orders
// beyond its extra cartons, over the last weeks in which it took all of these.
var ownOrders = []struct {
	measure string
	run     func(full []outcome) []outcome
}{
	{"帮扶加量全部订足，自选订货为零", func(full []outcome) []outcome {
		return tail(full, func(o outcome) bool { return o.own == 0 })
	}},
	{"帮扶加量全部订足，自选订货逐周下降", falling},
}

// helpOnly is A102: in the last 未订购周数 weeks with supply every extra carton
// was taken, while what was ordered beyond them was nil, or fell week by week.
func helpOnly(d *desk, c customer) []finding {
	least := max(d.limit(assist.UnsoldWeeks).Int(), 2)
	full := tail(c.outcomes, func(o outcome) bool { return o.full })
	for _, own := range ownOrders {
		if run := own.run(full); len(run) >= least {
			return []finding{c.onlyHelp(own.measure, run, least)}
		}
	}
	return nil
}

// tail is the last weeks of a list that are all good.
func tail(list []outcome, good func(outcome) bool) []outcome {
	i := len(list)
	for i > 0 && good(list[i-1]) {
		i--
	}
	return list[i:]
}

// falling is the last weeks of a list in each of which less was ordered beyond
// the extra cartons than in the one before.
func falling(list []outcome) []outcome {
	i := max(len(list)-1, 0)
	for i > 0 && list[i-1].own > list[i].own {
		i--
	}
	return list[i:]
}

func (c customer) onlyHelp(measure string, run []outcome, least int) finding {
	licence, first, last := c.Application.Licence, run[0], run[len(run)-1]
	var own []string
	helped := 0
	for _, o := range run {
		own = append(own, fmt.Sprint(o.own))
		helped += o.supply.cartons
	}
	return finding{
		Signal: assist.Signal{
			Unit: c.Unit, Licence: licence, Measure: measure,
			Value:     fmt.Sprintf("帮扶加量 %d 条全部订购；各周自选 %s 条", helped, strings.Join(own, "、")),
			Threshold: fmt.Sprintf("≥ %d 个供货周", least), Span: weeks(first.week, last.week),
			Basis: planned(run) + "；" + sales(c.sources(first.week.Monday(), last.week.Sunday())),
		},
		facts: []string{licence, measure, first.week.String(), fmt.Sprint(rounded(len(run), least))},
		known: run[rounded(len(run), least)-1].week.Sunday(),
	}
}

// rounded is how much of a run its number stands on: whole spans of the
// threshold. A run that goes on is a new fact only after another such span.
func rounded(length, span int) int {
	if span <= 0 {
		return length
	}
	return max(length/span*span, 1)
}
