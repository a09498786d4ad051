package overview

import (
	"fmt"
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// shiftedFaults tell a register whose 经营者姓名 or 县区 differs from the roll for so
// many that the column may have been sorted by itself: new rows are judged by it.
func shiftedFaults(f assist.Facts) []string {
	var names, units assist.Doubt
	listed := 0
	for x := range f.Roster.Enrolled() {
		row, ok := f.Register.Licences.Of(x.Application.Licence)
		if !ok {
			continue
		}
		listed++
		if row.NamesAnother(x.Application.Operator) {
			names.Licences = append(names.Licences, row.Licence)
		}
		if unit, named := f.Terms.UnitCalled(row.UnitName); named && unit != x.Unit {
			units.Licences = append(units.Licences, row.Licence)
		}
	}
	var list []string
	for _, c := range []struct {
		about  assist.Doubt
		header column.Header
	}{{names, column.Operator}, {units, column.Unit}} {
		n := len(c.about.Licences)
		if !f.Terms.Alarming(n, listed, f.Today) {
			continue
		}
		slices.Sort(c.about.Licences)
		list = append(list, fmt.Sprintf("现用的许可证状态（%s）的%s与名册不同的，在册%s：%s。请%s核对这一列是不是单独排过序或错了行；有误的改好后重新放入 收件箱/市局", f.Register.Day, c.header, c.about.Concerned(f.Roster, f.Terms), atMost(c.about.Licences), f.Terms.Office.LicensingDesk()))
	}
	return list
}
