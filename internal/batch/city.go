package batch

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/check"
	"bangfu/internal/history"
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
	r.register, r.unused, r.notes = register, map[*assist.Submission][]assist.Finding{}, map[string][]string{}
	usable := r.unambiguous()
	for _, f := range r.files {
		if f.sub.Unit != assist.City || r.verdict.Refused[f.sub.Receipt] {
			continue
		}
		if err := r.enterCityFile(f.sub, usable[f.sub]); err != nil {
			return err
		}
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
		r.verdict.Rows, r.decided = append(r.verdict.Rows, judged...), append(r.decided, rows...)
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
	r.verdict.Rows = append(r.verdict.Rows, judged...)
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
		r.leave(sub, check.Unused("C201", place, "同一日期收到了几份许可证状态，都没有采用", "请只留一份，写明填报日期后重新投放"))
		return nil
	case r.register.Present() && next.Day < r.register.Day:
		r.leave(sub, check.Unused("C201", place, "日期 "+next.Day.String()+" 早于现用的登记（"+r.register.Day.String()+"），没有采用",
			"是旧表的不用处理；确是最新登记的，请写明填报日期后重新投放"))
		return nil
	}
	var kept []assist.RegisterRow
	for _, row := range next.Licences {
		if row.Receipt != sub.Receipt {
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
	r.verdict.Rows = append(r.verdict.Rows, judged...)
	if len(plans) > 1 {
		r.notes[sub.Receipt] = append(r.notes[sub.Receipt], weeksOf(plans))
	}
	for _, p := range plans {
		if _, frozen := r.h.Frozen(p.Week); frozen {
			r.fault(fmt.Sprintf("%s 的供货表已定稿，新收到的货源计划不再改变该周；请确认下一周的计划", p.Week))
			r.leave(sub, check.Unused("C104", sub.Plan[0].Sheet, p.Week.String()+" 的供货表已定稿，这份计划没有采用", "请核对供货周；下一周的计划请写下一周的供货周"))
			continue
		}
		if !usable {
			r.leave(sub, check.Unused("C104", sub.Plan[0].Sheet, "同一日期收到了几份 "+p.Week.String()+" 的货源计划，都没有采用", "请只留一份，写明填报日期后重新投放"))
			continue
		}
		if err := r.enter(history.KindPlan, "", p, nil); err != nil {
			return err
		}
	}
	return nil
}

// weeksOf tells which weeks a 货源计划 is for, with how many products each.
func weeksOf(plans []assist.SupplyPlan) string {
	var list []string
	for _, p := range plans {
		list = append(list, fmt.Sprintf("%s %d 个规格", p.Week, len(p.Products)))
	}
	return fmt.Sprintf("这份货源计划编了 %d 周：%s；请核对供货周", len(plans), strings.Join(list, "、"))
}

// leave notes that a sheet of the city was read and is not used.
func (r *pass) leave(sub *assist.Submission, f assist.Finding) {
	r.unused[sub] = append(r.unused[sub], f)
}

// unambiguous reports which registers and plans of this run may be used: two
// of the same date for the same thing cannot be told apart, so neither is.
func (r *pass) unambiguous() map[*assist.Submission]bool {
	claims := map[string][]*assist.Submission{}
	for _, f := range r.files {
		sub := f.sub
		if sub.Unit != assist.City {
			continue
		}
		if r.verdict.Refused[sub.Receipt] {
			continue
		}
		if len(sub.Register) > 0 && !refusedForm(sub, assist.RegisterForm) {
			claims["许可证状态 "+sub.Reported.String()] = append(claims["许可证状态 "+sub.Reported.String()], sub)
		}
		weeks := map[assist.Week]bool{}
		for _, p := range sub.Plan {
			if !p.Week.IsZero() && !weeks[p.Week] && !refusedForm(sub, assist.PlanForm) {
				weeks[p.Week] = true
				key := "货源计划 " + p.Week.String() + " " + sub.Reported.String()
				claims[key] = append(claims[key], sub)
			}
		}
	}
	usable := map[*assist.Submission]bool{}
	for _, f := range r.files {
		usable[f.sub] = true
	}
	for what, subs := range claims {
		if len(subs) < 2 {
			continue
		}
		names := ""
		for _, sub := range subs {
			usable[sub] = false
			names += " " + sub.Receipt
		}
		r.fault("本次收到两份无法分出先后的文件，都未采用：" + what + "（回执" + names + "）。请只留一份，或写明不同的填报日期后重新投放")
	}
	return usable
}

// refusedForm reports whether an S refuses the sheet of a form.
func refusedForm(sub *assist.Submission, f assist.Form) bool {
	return slices.ContainsFunc(sub.Tables, func(t assist.Table) bool { return t.Form == f && t.Refused })
}

// known is every licence that has applied so far or applies in this run.
func (r *pass) known() map[string]bool {
	known := map[string]bool{}
	for _, a := range r.h.Rows() {
		known[a.Licence] = true
	}
	for _, f := range r.files {
		for _, a := range f.sub.Applications {
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
	f := &decoded{sub: &assist.Submission{Unit: assist.City, SHA: b.SHA}}
	if err := precheck.Decode(ctx, data, f.sub, s.rules(&pass{terms: terms})); err != nil {
		return assist.Register{}, fmt.Errorf("batch: register %s: %w", b.Receipt, err)
	}
	f.number(b.Receipt)
	reg := check.Reread(f.sub, b.Kept, b.Mistyped, terms)
	reg.Receipt, reg.Day = b.Receipt, b.Day
	s.registers = map[string]assist.Register{b.Receipt: reg}
	return reg, nil
}

// sortRegister puts rows of a register into the order of their licences.
func sortRegister(rows []assist.RegisterRow) {
	slices.SortFunc(rows, func(a, b assist.RegisterRow) int { return strings.Compare(a.Licence, b.Licence) })
}
