package audit

import (
	"fmt"

	"bangfu/internal/assist"
)

// unsold is A106: in the last 未订购周数 weeks or more in which it was supplied, by the
// sales on file not one carton of the supplied products was ordered.
func unsold(d *desk, c customer) []finding {
	least := max(d.limit(assist.UnsoldWeeks).Int(), 1)
	if run := tail(c.outcomes, func(o outcome) bool { return o.helped <= 0 }); len(run) >= least {
		return []finding{d.unsoldRun(c, run, least)}
	}
	return nil
}

func (d *desk) unsoldRun(c customer, run []outcome, least int) finding {
	licence, first, last := c.Application.Licence, run[0], run[len(run)-1]
	cartons := 0
	for _, o := range run {
		cartons += o.supply.cartons
	}
	basis := fmt.Sprintf("%s；%s的销售历史收至 %s，其中没有这些规格的订货", planned(run), last.unit, d.sold.Last(last.unit))
	return finding{
		Signal: assist.Signal{
			Unit: c.Unit, Licence: licence, Measure: "连续供货而未订购的周数",
			Value: fmt.Sprintf("%d 周，帮扶加量 %d 条，订购 0 条", len(run), cartons), Threshold: fmt.Sprintf("≥ %d 周", least),
			Span: weeks(first.week, last.week), Basis: basis,
		},
		facts: []string{licence, first.week.String(), fmt.Sprint(rounded(len(run), least))},
		known: run[rounded(len(run), least)-1].week.Sunday(),
	}
}
