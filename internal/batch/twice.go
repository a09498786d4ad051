package batch

import (
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/check"
)

// tellMonthsTwice tells both sides when a sales history about to come into force
// holds customers' months that another of this run holds otherwise: the later
// file's count, and they are not added up. Of months that an earlier run took it tells
// what they say less.
func (r *pass) tellMonthsTwice(f *decoded) error {
	months := map[string][]string{} // by the receipt of the other file
	var less []check.LessSold
	for d, err := range r.tx.Displaces(f.arrived.sha) {
		if err != nil {
			return err
		}
		months[d.Source] = append(months[d.Source], d.Licence+" "+d.Month)
		if slices.ContainsFunc(r.files, func(g *decoded) bool { return g.sub.Receipt == d.Source }) {
			continue
		}
		if x := check.LessThan(d.Was, d.Is, r.terms.Products); x.Lost > 0 || x.Fewer > 0 || x.Cheaper > 0 {
			less = append(less, check.LessSold{Licence: d.Licence, Month: d.Month, Source: d.Source, Less: x})
		}
	}
	if len(less) > 0 {
		f.sub.Sales.Findings = append(f.sub.Sales.Findings, check.LostSales(f.sub, less))
	}
	for _, g := range r.files {
		same := months[g.sub.Receipt]
		if g == f || len(same) == 0 {
			continue
		}
		f.sub.Sales.Findings = append(f.sub.Sales.Findings, check.MonthsTwice(f.sub, g.sub.Receipt, same, true))
		g.sub.Sales.Findings = append(g.sub.Sales.Findings, check.MonthsTwice(g.sub, f.sub.Receipt, same, false))
	}
	return nil
}

// wishKey is a customer of a unit.
type wishKey struct{ unit, licence string }

// tellWishes tells each row of 帮扶申请表 of this run whose customer leaves by it, and each
// that is not the one its customer is supplied by, and of two of this run both. Where both
// ask for the same there is nothing to tell.
func (r *pass) tellWishes() {
	row := map[assist.Place]*assist.Judged{} // of this run, taken
	for j := range r.verdict.Others() {
		if j.Form == assist.WishForm && j.Outcome == assist.Filed {
			row[j.Place] = j
		}
	}
	say := func(w, other *assist.Wish, used bool) {
		if j := row[w.Place]; j != nil {
			j.Findings = append(j.Findings, check.WishBeside(*w, *other, used))
		}
	}
	leaving := r.leaving()
	inUse := r.wishesOnFile()
	for _, f := range r.files {
		for i := range f.sub.Wishes {
			w := &f.sub.Wishes[i]
			key := wishKey{w.Unit, w.Licence}
			old, there := inUse[key]
			if row[w.Place] == nil {
				continue
			}
			if leaving[key] {
				row[w.Place].Findings = append(row[w.Place].Findings, check.WishOfLeaver(*w))
				continue
			}
			used, left := w, old
			if there && w.Applied < old.Applied {
				used, left = old, w
			}
			inUse[key] = used
			if !there || used.Same(*left) {
				continue
			}
			if fresh := row[old.Place] != nil; fresh || used.Place == old.Place {
				say(left, used, false)
				if fresh {
					say(used, left, true)
				}
			}
		}
	}
}

// leaving are the customers of whom a row of this run takes the 退出.
func (r *pass) leaving() map[wishKey]bool {
	out := map[wishKey]bool{}
	for _, a := range r.verdict.Applications {
		if a.Business == assist.Withdrawal && a.Verdict.Outcome == assist.Filed && !a.Verdict.Yields() {
			out[wishKey{a.Unit, a.Licence}] = true
		}
	}
	return out
}

// wishesOnFile are the wishes of earlier runs of the customers of this one's.
func (r *pass) wishesOnFile() map[wishKey]*assist.Wish {
	onFile := map[wishKey]*assist.Wish{}
	for _, f := range r.files {
		for _, w := range f.sub.Wishes {
			if old, ok := r.h.WishOf(w.Unit, w.Licence); ok {
				onFile[wishKey{w.Unit, w.Licence}] = &old
			}
		}
	}
	return onFile
}
