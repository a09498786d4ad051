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

func oneRow(r *assist.Row) { one(&r.Receipt, &r.Sheet, &r.Unit) }

func oneApplication(a *assist.Application) {
	oneRow(&a.Row)
	a.ShareTyped()
	one(&a.Business)
	one(&a.Cycle)
	one(&a.Hardship)
	one(&a.Market, &a.OrderDay, &a.Household, &a.Relation)
	for i := range a.Approvals {
		one(&a.Approvals[i].Opinion, &a.Approvals[i].Name)
	}
	for i := range a.Proofs {
		one(&a.Proofs[i])
	}
}

func oneJudged(j *assist.Judged) {
	one(&j.Receipt, &j.Sheet, &j.Unit, &j.Clause)
	one(&j.Form)
	one(&j.Outcome)
	one(&j.Standing)
	for i := range j.Findings {
		f := &j.Findings[i]
		one(&f.Code, &f.Sheet, &f.Fix, &f.Clause)
		one(&f.Level)
		one(&f.Turn)
	}
}

func oneVisit(v *assist.Visit) {
	oneRow(&v.Row)
	one(&v.Visitor, &v.Situation, &v.Problem, &v.Measure, &v.State)
	for i := range v.Services {
		one(&v.Services[i])
	}
}

func oneWish(w *assist.Wish) {
	oneRow(&w.Row)
	for i := range w.Products {
		one(&w.Products[i].Text, &w.Products[i].Barcode)
		one(&w.Products[i].Header)
	}
	for i := range w.Services {
		one(&w.Services[i])
	}
}

// filed is what an application of a licence says that was filed: the row it was filed by,
// when that says the same, for of most customers the row is all that was ever said.
func (h *History) filed(a *assist.Application, licence string) *assist.Application {
	a.Licence = licence
	i, known := h.row[a.Place]
	if !known {
		return a
	}
	row := *h.rows[i].Application
	row.Cells, row.Faults = a.Cells, a.Faults
	if reflect.DeepEqual(row, *a) {
		return h.rows[i].Application
	}
	return a
}
