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
	taken := map[assist.Place]bool{} // rows of this run
	for j := range r.verdict.Others() {
		if j.Form == assist.WishForm && j.Outcome == assist.Filed {
			taken[j.Place] = true
		}
	}
	said := map[assist.Place][]assist.Finding{}
	say := func(w, other assist.Wish, used bool) {
		if taken[w.Place] {
			said[w.Place] = append(said[w.Place], check.WishBeside(w, other, used))
		}
	}
	leaving, inUse := r.leaving(), map[wishKey]assist.KeptWish{}
	for _, f := range r.files {
		for _, kept := range f.sub.Wishes {
			w := kept.Open()
			key := wishKey{w.Unit, w.Licence}
			if !taken[w.Place] {
				continue
			}
			if leaving[key] {
				said[w.Place] = append(said[w.Place], check.WishOfLeaver(w))
				continue
			}
			old, there := r.wishInUse(inUse, key)
			used, left := w, old
			if there && w.Applied < old.Applied {
				used, left, kept = old, w, old.Keep()
			}
			inUse[key] = kept
			if !there || used.Same(left) {
				continue
			}
			if fresh := taken[old.Place]; fresh || used.Place == old.Place {
				say(left, used, false)
				if fresh {
					say(used, left, true)
				}
			}
		}
	}
	r.verdict.ChangeOthers(func(j *assist.Judged) bool {
		j.Findings = append(j.Findings, said[j.Place]...)
		return len(said[j.Place]) > 0
	})
}

// wishInUse is the wish that a customer is supplied by so far: of the run's own, else the
// one on file.
func (r *pass) wishInUse(own map[wishKey]assist.KeptWish, of wishKey) (assist.Wish, bool) {
	if kept, ok := own[of]; ok {
		return kept.Open(), true
	}
	return r.h.WishOf(of.unit, of.licence)
}

// leaving are the customers of whom a row of this run takes the 退出.
func (r *pass) leaving() map[wishKey]bool {
	out := map[wishKey]bool{}
	for a := range r.verdict.Applications.All() {
		if a.Business == assist.Withdrawal && a.Verdict.Outcome == assist.Filed && !a.Verdict.Yields() {
			out[wishKey{a.Unit, a.Licence}] = true
		}
	}
	return out
}
