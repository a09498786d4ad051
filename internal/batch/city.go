package batch

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/check"
	"bangfu/internal/history"
	"bangfu/internal/overview"
	"bangfu/internal/precheck"
)

// enterCity takes the city's own files into force, before any county's row is
// judged: what it says of earlier doubts, the register, 名单调整, 货源计划, and
// replies to signals.
func (s *Site) enterCity(ctx context.Context, r *pass) error {
	if err := r.enterSettlements(); err != nil {
		return err
	}
	register, err := s.register(ctx, r.h, r.terms)
	if err != nil {
		return err
	}
	r.late = map[string][]assist.Week{}
	r.register, r.unused, r.notes, r.undecided = register, map[*assist.Submission][]assist.Finding{}, map[string][]string{}, map[string][]assist.Claim{}
	var city []*assist.Submission
	for _, sub := range r.subs() {
		if sub.Unit == assist.City && !r.verdict.Refused[sub.Receipt] {
			city = append(city, sub)
		}
	}
	undecided := check.Undecided(city)
	for _, sub := range city {
		if err := r.enterCityFile(sub, !undecided[sub]); err != nil {
			return err
		}
		sub.Register = nil // what counts of it is the register in force
	}
	return nil
}

// enterCityFile enters one file of the city.
func (r *pass) enterCityFile(sub *assist.Submission, usable bool) error {
	if len(sub.Register) > 0 {
		if err := r.enterRegister(sub, usable); err != nil {
			return err
		}
	}
	if len(sub.Plan) > 0 {
		if err := r.enterPlans(sub, usable); err != nil {
			return err
		}
	}
	if len(sub.Adjustments) > 0 {
		rows, judged := check.Adjust(sub, r.h.Roster(), r.register, r.known(), r.terms, r.h.Ahead(r.today))
		r.verdict.Told, r.decided = append(r.verdict.Told, assist.KeepJudged(judged...)...), append(r.decided, rows...)
		for _, a := range rows {
			place, licence := a.Place, a.Licence
			if err := r.enter(history.KindAdjustment, licence, place, a); err != nil {
				return err
			}
		}
	}
	for _, p := range sub.Replies {
		place, licence := p.Place, p.Licence
		if err := r.enter(history.KindReply, licence, place, p); err != nil {
			return err
		}
	}
	return nil
}

// enterRegister enters a 许可证状态: the latest by date is the register, unless it
// is in doubt.
func (r *pass) enterRegister(sub *assist.Submission, usable bool) error {
	next, judged, ok := check.Register(sub, r.register, r.terms)
	r.verdict.Told = append(r.verdict.Told, judged...)
	if !ok {
		return nil
	}
	if next.Day == 0 {
		next.Day = r.today
	}
	place := sub.Register[0].Sheet
	doubt := r.compareRegister(sub, next)
	switch {
	case !usable:
		r.leaveUndecided(sub, assist.Claim{Form: assist.RegisterForm}, check.TwoRegisters(place))
		return nil
	case r.register.Present() && next.Day < r.register.Day:
		r.leave(sub, check.OlderRegister(place, next.Day, r.register.Day))
		return nil
	}
	var kept []assist.RegisterRow
	for _, k := range next.Licences {
		if row := k.Open(); row.Receipt != sub.Receipt {
			kept = append(kept, row)
		}
	}
	sortRegister(kept)
	if doubt == nil {
		r.register = next
	}
	return r.enter(history.KindRegister, "", history.Register{Receipt: sub.Receipt, SHA: sub.SHA, Day: next.Day, Mistyped: next.Mistyped, Doubt: doubt}, kept)
}

// enterPlans enters the weeks of a 货源计划.
func (r *pass) enterPlans(sub *assist.Submission, usable bool) error {
	plans, judged := check.Plan(sub, r.terms, r.today)
	r.verdict.Told = append(r.verdict.Told, assist.KeepJudged(judged...)...)
	if len(plans) == 0 && len(judged) > 0 && judged[0].Refused == "" {
		r.fault(overview.PlanWithoutWeek(sub.Receipt, r.terms.Office))
	}
	if len(plans) > 1 {
		r.notes[sub.Receipt] = append(r.notes[sub.Receipt], check.PlanWeeks(plans))
	}
	for _, p := range plans {
		if frozen, final := r.h.Frozen(p.Week); final {
			r.tellTooLate(p.Week, frozen.Plan.Source != nil)
			r.leave(sub, check.FrozenPlan(sub.Plan[0].Sheet, p.Week))
			r.late[sub.Receipt] = append(r.late[sub.Receipt], p.Week)
			continue
		}
		if !usable {
			r.leaveUndecided(sub, assist.Claim{Form: assist.PlanForm, Week: p.Week}, check.TwoPlans(sub.Plan[0].Sheet, p.Week))
			continue
		}
		r.tellOlder(sub, p.Week)
		if err := r.enter(history.KindPlan, "", p, nil); err != nil {
			return err
		}
	}
	return nil
}

// tellTooLate tells of a 货源计划 that came after its week was final. Of the week that is
// looked at, a fault names it beside the plan that was used: that is told once.
func (r *pass) tellTooLate(w assist.Week, named bool) {
	if named && w == r.period().Next() {
		r.tooLate = true
		return
	}
	r.fault(overview.PlanTooLate(w))
}

// tellOlder puts onto the receipt of a 货源计划 that the one it replaces is of a later day.
func (r *pass) tellOlder(sub *assist.Submission, w assist.Week) {
	old := r.h.Plan(w)
	if old == nil || sub.Reported == 0 {
		return
	}
	if t, known := r.h.File(old.Receipt); known && t.Reported > sub.Reported {
		r.notes[sub.Receipt] = append(r.notes[sub.Receipt], check.OlderPlan(w, sub.Reported, t.Reported, old.Receipt))
	}
}

// leave notes that a sheet of the city was read and is not used.
func (r *pass) leave(sub *assist.Submission, f assist.Finding) {
	r.unused[sub] = append(r.unused[sub], f)
}

// leaveUndecided notes that one of several files for one thing and day is not used.
func (r *pass) leaveUndecided(sub *assist.Submission, c assist.Claim, f assist.Finding) {
	r.leave(sub, f)
	r.undecided[sub.Receipt] = append(r.undecided[sub.Receipt], c)
}

// known is every licence that has applied so far or applies in this run.
func (r *pass) known() map[string]bool {
	known := map[string]bool{}
	for a := range r.h.Rows().All() {
		known[a.Licence] = true
	}
	for _, f := range r.files {
		for a := range f.sub.Applications.All() {
			known[a.Licence] = true
		}
	}
	return known
}

// register is the 许可证状态 in force: the archived original decoded again,
// with the rows of an earlier one that still count.
func (s *Site) register(ctx context.Context, h *history.History, terms assist.Terms) (assist.Register, error) {
	b := h.Register()
	if b.SHA == "" {
		return assist.Register{}, nil
	}
	if reg, ok := s.registers[b.Receipt]; ok {
		return reg, nil
	}
	data, err := s.stored(ctx, b.SHA)
	if err != nil {
		return assist.Register{}, fmt.Errorf("batch: register: %w", err)
	}
	file, _ := h.File(b.Receipt)
	f := &decoded{sub: &assist.Submission{Unit: assist.City, Name: string(assist.RegisterForm) + "." + file.Format, SHA: b.SHA}} // a CSV is known by its name alone
	if err := precheck.Decode(ctx, data, f.sub, s.rules(&pass{terms: terms})); err != nil {
		return assist.Register{}, fmt.Errorf("batch: register %s: %w", b.Receipt, err)
	}
	f.sub.SetReceipt(b.Receipt)
	reg := check.Reread(f.sub, b.Kept, b.Mistyped, terms)
	reg.Receipt, reg.Day = b.Receipt, b.Day
	s.registers = map[string]assist.Register{b.Receipt: reg}
	return reg, nil
}

// sortRegister puts rows of a register into the order of their licences.
func sortRegister(rows []assist.RegisterRow) {
	slices.SortFunc(rows, func(a, b assist.RegisterRow) int { return strings.Compare(a.Licence, b.Licence) })
}
