package audit

import (
	"fmt"

	"bangfu/internal/assist"
)

// unvisited is A105: on the roll in its term, and no visit for more than
// 走访间隔天, counted from the last visit, else from the start of assistance.
func unvisited(d *desk) []finding {
	type visit struct {
		day assist.Date
		at  assist.Place
	}
	last := map[string]visit{}
	for v := range d.Visits.All() {
		if old, ok := last[v.Licence]; v.Day <= d.to && (!ok || old.day <= v.Day) {
			last[v.Licence] = visit{v.Day, v.Place}
		}
	}
	most := d.limit(assist.VisitDays).Int()
	var list []finding
	for f := range d.enrolled() {
		if !f.Active(d.to) {
			continue
		}
		v, visited := last[f.Application.Licence]
		since, measure, basis := f.VisitSince(v.day), "备案以来未走访天数", "备案 "+f.Number+"，走访台账中没有记录"
		if visited {
			measure, basis = "距上次走访天数", "最近一次走访 "+v.at.Words()
		}
		gone := int(d.to - since)
		if gone <= most {
			continue
		}
		list = append(list, finding{
			Signal: assist.Signal{
				Unit: f.Unit, Licence: f.Application.Licence, Measure: measure, Value: fmt.Sprintf("%d 天", gone),
				Threshold: fmt.Sprintf("> %d 天", most), Span: days(since, d.to), Basis: basis,
			},
			facts: []string{f.Application.Licence, since.String(), fmt.Sprint(rounded(gone, most))},
			known: since + assist.Date(rounded(gone, most)),
			lasts: true,
		})
	}
	return list
}
