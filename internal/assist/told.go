package assist

import "slices"

// Told are the row's findings as its unit reads them: none where another row stands
// for it; and while the row is with the unit, because it went back or is not eligible,
// nobody at the city looks at its questions.
func (j Judged) Told() []Finding {
	if j.Yields() {
		return nil
	}
	if j.Outcome != Returned && j.Outcome != Ineligible {
		return j.Findings
	}
	list := slices.Clone(j.Findings)
	for i, x := range list {
		if x.Waits() && x.Turn == TurnCity {
			list[i].Turn, list[i].Fix = TurnCounty, "这一行的其他问题解决以后，再由市局核实"
		}
	}
	return list
}
