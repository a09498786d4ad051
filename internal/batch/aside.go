package batch

import (
	"context"
	"fmt"
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/history"
	"bangfu/internal/inbox"
)

// owners says whose customer a licence is, as the run has left it so far.
func (r *pass) owners() assist.Owners {
	return assist.Owners{Terms: r.terms, Roster: r.h.Roster(), Register: r.register}
}

// enterSales brings the sales of this run into force, but for those of other
// units' customers: they are kept aside.
func (r *pass) enterSales() error {
	for _, f := range r.files {
		if !r.staged[f.arrived.sha] || r.verdict.Refused[f.sub.Receipt] {
			continue
		}
		if err := r.keepAside(f); err != nil {
			return err
		}
		if err := r.tellMonthsTwice(f); err != nil {
			return err
		}
		if _, err := r.tx.SwapSales(f.arrived.sha, f.sub.Receipt); err != nil {
			return err
		}
	}
	return nil
}

// keepAside keeps other units' customers out of a sales history under way.
func (r *pass) keepAside(f *decoded) error {
	owners := r.owners()
	others := slices.DeleteFunc(slices.Clone(f.sub.Sales.Licences), func(l string) bool { return owners.Has(f.sub.Unit, l) })
	if len(others) == 0 {
		return nil
	}
	if err := r.tx.Unstage(f.arrived.sha, others); err != nil {
		return err
	}
	return r.enter(history.KindAside, "", history.Aside{Receipt: f.sub.Receipt, Unit: f.sub.Unit, Licences: others}, nil)
}

// takeUp brings into force what lies aside of customers who have become their
// sender's, in the order in which it came.
func (s *Site) takeUp(ctx context.Context, r *pass) error {
	owners := r.owners()
	for _, a := range slices.Clone(r.h.Asides()) {
		own := slices.DeleteFunc(slices.Clone(a.Licences), func(l string) bool { return !owners.Has(a.Unit, l) })
		if len(own) == 0 {
			continue
		}
		if err := s.takeUpFrom(ctx, r, a, own); err != nil {
			return err
		}
		if err := r.enter(history.KindAside, "", history.Aside{Receipt: a.Receipt, Unit: a.Unit, Licences: own, Taken: true}, nil); err != nil {
			return err
		}
	}
	return nil
}

// takeUpFrom reads the sales of some customers from an original once more.
func (s *Site) takeUpFrom(ctx context.Context, r *pass, a history.Aside, own []string) error {
	t, _ := r.h.File(a.Receipt)
	sha := r.h.Original(t.SHA)
	f, err := s.decodeFile(ctx, r, arrived{Waiting: inbox.Waiting{Unit: a.Unit, Name: t.Name, Size: t.Size}, sha: sha}, func() ([]byte, error) { return s.original(r, sha) })
	if err != nil {
		return fmt.Errorf("batch: sales kept aside of %s: %w", a.Receipt, err)
	}
	for k := range f.months {
		if !slices.Contains(own, k.Licence) {
			delete(f.months, k)
		}
	}
	if err := r.tx.Stage(sha, f.months.All()); err != nil {
		return err
	}
	r.sold = nil // what was read before is out of date
	_, err = r.tx.SwapSales(sha, a.Receipt)
	return err
}
