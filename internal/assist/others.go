package assist

import "slices"

// ReturnedOthers are a unit's rows of the forms other than 申请表 that went back, in
// whatever week, but for those whose receipt has come back since, and those that a
// later sheet of the form stands for: one of the same 填报日期 or later, or one with
// the customer's row. The empty unit is every unit.
func (f Facts) ReturnedOthers(unit string) []Judged {
	fileOf, back := f.FileOf(), f.CameBack()
	var list []Judged
	sent := map[[3]string]string{} // by unit, form and licence: the last receipt with a row
	for _, i := range slices.Backward(f.looked().said().in(unit)) {
		row := f.otherHeading(i)
		key := [3]string{row.Unit, string(row.Form), row.Licence}
		later, again := sent[key]
		if !again {
			sent[key] = row.Receipt
		}
		sentAgain := row.Licence != "" && again && later != row.Receipt
		if row.Outcome != Returned || sentAgain || back(row.Receipt) || f.sentWhole(row) {
			continue
		}
		if t, _ := fileOf(row.Receipt); !t.Refused || !t.Misplaced() {
			list = append(list, f.Others.row(i))
		}
	}
	slices.Reverse(list)
	return list
}

// sentWhole reports whether the unit has sent a whole sheet of the row's form since,
// of the same 填报日期 or later.
func (f Facts) sentWhole(row Heading) bool {
	file, _ := f.FileOf()(row.Receipt)
	later := f.sentSince(row.Form)(row.Receipt)
	return later != 0 && later >= file.Reported
}

// SinceOf is the day since which a row of another form waits.
func (f Facts) SinceOf(row Judged) Date {
	if file, known := f.FileOf()(row.Receipt); row.Since == 0 && known {
		return DateOf(file.At)
	}
	return row.Since
}
