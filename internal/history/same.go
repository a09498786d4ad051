package history

import (
	"reflect"
	"unique"

	"bangfu/internal/assist"
)

// Every entry brings texts of its own, though most say what thousands say: of
// which file, sheet and unit a row is, and what somebody chose from a list. A
// history keeps one of each.

// one makes texts those that are kept already, where they say the same.
func one[T ~string](texts ...*T) {
	for _, t := range texts {
		*t = T(unique.Make(string(*t)).Value())
	}
}

// kept is a text where it is held already, when that says the same.
func kept(text, held string) string {
	if text == held {
		return held
	}
	return text
}

func oneJudged(j *assist.Judged) {
	one(&j.Receipt, &j.Sheet, &j.Unit, &j.Clause, &j.Refused, &j.By.Receipt, &j.By.Sheet)
	one(&j.Form)
	one(&j.Outcome)
	one(&j.Standing)
	for i := range j.Findings {
		f := &j.Findings[i]
		f.Licence = kept(f.Licence, j.Licence)
		one(&f.Code, &f.Sheet, &f.Fix, &f.Clause)
		one(&f.Level)
		one(&f.Turn)
	}
}

// oneChange shares the texts of a change with the row that asked for it.
func (h *History) oneChange(c *assist.Change) {
	one(&c.Kind)
	one(&c.Unit, &c.Reason, &c.By, &c.Source.Receipt, &c.Source.Sheet)
	var by assist.JudgedApplication
	if i, known := h.row[c.Source]; known {
		by = h.rows[i].Open()
		c.Licence = kept(c.Licence, by.Licence)
	}
	if f := c.Filing; f != nil {
		f.Unit = c.Unit
		one(&f.Clause, &f.SuspendedBy)
		f.Grounds = kept(f.Grounds, by.Verdict.Grounds)
	}
}

// filed is what an application of a licence says that was filed: the row it was filed by,
// when that says the same, for of most customers the row is all that was ever said.
func (h *History) filed(a *assist.Application, licence string) assist.KeptApplication {
	a.Licence = licence
	i, known := h.row[a.Place]
	if !known {
		return a.Keep()
	}
	row := *h.rows[i].Application.Open()
	row.Cells, row.Faults = a.Cells, a.Faults
	if reflect.DeepEqual(row, *a) {
		return h.rows[i].Application
	}
	return a.Keep()
}
