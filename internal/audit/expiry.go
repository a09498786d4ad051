package audit

import (
	"fmt"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// expiring is A107: on the roll, and the licence, the dibao certificate or the
// term ends within 到期提醒天数, or the licence or certificate has ended.
func expiring(d *desk) []finding {
	most := d.limit(assist.DueDays).Int()
	var list []finding
	for f := range d.enrolled() {
		for _, e := range d.ends(f) {
			left := int(e.day - d.to)
			if e.day == 0 || left > most {
				continue
			}
			value := fmt.Sprintf("剩余 %d 天", left)
			if left < 0 {
				value = fmt.Sprintf("已过 %d 天", -left)
			}
			list = append(list, finding{
				Signal: assist.Signal{
					Unit: f.Unit, Licence: f.Application.Licence, Measure: string(e.what), Value: value,
					Threshold: fmt.Sprintf("≤ %d 天", most), Span: e.day.String(), Basis: e.basis,
				},
				facts: []string{f.Application.Licence, string(e.what), e.day.String()},
				known: max(e.day-assist.Date(most), d.filed(f)),
				lasts: true,
			})
		}
	}
	return list
}

// end is one thing of a customer that runs out.
type end struct {
	what  column.Header
	day   assist.Date // the last day it is good for; 0 when unknown
	basis string
}

// ends lists what runs out: the licence by the register, where that says something.
func (d *desk) ends(f assist.Filing) []end {
	a := f.Application
	licence := end{column.LicenceEnd, a.LicenceEnd, a.Place.Words()}
	if !d.Register.Silent(a.Licence) {
		row, _ := d.Register.Licences.Of(a.Licence)
		licence.day, licence.basis = row.End, row.Place.Words()
	}
	list := []end{licence, {column.End, f.End, "备案 " + f.Number + "，" + a.Place.Words()}}
	if a.Hardship == assist.Dibao {
		list = append(list, end{column.DibaoEnd, a.DibaoEnd, a.Place.Words()})
	}
	return list
}
