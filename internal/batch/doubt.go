package batch

import (
	"fmt"
	"reflect"
	"slices"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/check"
	"bangfu/internal/history"
)

// enterSettlements enters what the city says of doubts it was told of, before any
// other of its files is taken: it had those in hand and none of the new ones.
func (r *pass) enterSettlements() error {
	open := slices.Clone(r.h.Doubts())
	for _, f := range r.files {
		if f.sub.Unit != assist.City || r.verdict.Refused[f.sub.Receipt] || len(f.sub.Settlements) == 0 {
			continue
		}
		rows, judged := check.Settle(f.sub, open, r.settledWords, r.terms)
		r.verdict.Rows = append(r.verdict.Rows, judged...)
		for _, row := range rows {
			about := func(d assist.Doubt) bool { return row.About(d) }
			for _, d := range open {
				if !about(d) {
					continue
				}
				body := history.Settlement{Place: row.Place, Doubted: d.Receipt, Kind: d.Kind, Week: d.Week, Action: row.Action}
				if err := r.enter(history.KindSettlement, "", body, history.SettlementPerson{Reason: row.Reason, By: row.By}); err != nil {
					return err
				}
			}
			open = slices.DeleteFunc(slices.Clone(open), about)
		}
	}
	return nil
}

// settledWords says what became of a file of the city that is not in doubt; "" when
// it is no register and no plan.
func (r *pass) settledWords(receipt string) string {
	t, ok := r.h.File(receipt)
	if !ok || t.Unit != assist.City || !slices.ContainsFunc(t.Tables, func(x assist.Table) bool { return x.Form == assist.RegisterForm || x.Form == assist.PlanForm }) {
		return ""
	}
	if action, on := r.h.Settled(receipt); action != "" {
		return fmt.Sprintf("这份文件的疑点已于 %s %s，不用再填", on, action)
	}
	return "这份文件没有待了结的疑点：本来没有，或已由后来的文件代替，或该周已定稿"
}

// compareRegister puts onto a register's receipt how it differs from the one in
// force, and says whether it is in doubt; nil when it is not.
func (r *pass) compareRegister(sub *assist.Submission, next assist.Register) *assist.Doubt {
	if !r.register.Present() {
		return nil
	}
	c := next.Compare(r.register, r.h.Roster(), r.today)
	lines := c.Lines(r.h.Roster(), r.terms)
	why := c.Doubt(r.terms, r.today)
	var doubt *assist.Doubt
	if why != "" && next.Day >= r.register.Day {
		doubt = &assist.Doubt{Receipt: sub.Receipt, Kind: assist.RegisterDoubt, What: lines[0] + "；" + why, Licences: c.Concerned(), Since: r.today}
	}
	r.notes[sub.Receipt] = append(r.notes[sub.Receipt], lines...)
	return doubt
}

// doubts lists what is in doubt.
func doubts(list ...*assist.Doubt) []assist.Doubt {
	var open []assist.Doubt
	for _, d := range list {
		if d != nil {
			open = append(open, *d)
		}
	}
	return open
}

// enterDoubts enters what is in doubt after the run, when that has changed.
func (r *pass) enterDoubts(list []assist.Doubt) error {
	if len(list) == 0 && len(r.h.Doubts()) == 0 || reflect.DeepEqual(list, r.h.Doubts()) {
		return nil
	}
	return r.enter(history.KindDoubts, "", history.Doubts{Doubts: list}, nil)
}

// doubtFaults tell every doubt: whom it concerns, what holds meanwhile, and what
// is to be done; and that a plan was frozen in spite of one.
func (s *Site) doubtFaults(f assist.Facts) []string {
	var list []string
	for _, d := range f.Doubts {
		meanwhile := "仍按 " + f.Register.Day.String() + " 的登记"
		switch {
		case d.Kind == assist.PlanDoubt && d.Holds:
			meanwhile = "草案照出，截单时间不定稿，到 " + clock(s.Settings.LatestOf(f.Terms, d.Week)) + " 仍未了结的按其中可用的行定稿"
		case d.Kind == assist.PlanDoubt:
			meanwhile = "仍用此前收到的计划"
		}
		list = append(list, d.Told(f.Roster, f.Terms)+"。"+meanwhile+"。"+assist.SettleAdvice)
	}
	if f.Plan.Doubt != nil && f.Plan.State == assist.PlanFinal {
		list = append(list, s.frozenAsItIs(*f.Plan.Doubt, f))
	}
	return list
}

// frozenAsItIs tells that a plan was frozen although it was in doubt.
func (s *Site) frozenAsItIs(d assist.Doubt, f assist.Facts) string {
	return fmt.Sprintf("%s（回执 %s）的疑点到 %s 仍未了结，已按其中可用的行定稿：%s；涉及在册%s。不再改变；请核对供货表", d.Category(), d.Receipt, clock(s.Settings.LatestOf(f.Terms, d.Week)), d.What, d.Concerned(f.Roster, f.Terms))
}

// namedAtMost is how many licences a fault line names.
const namedAtMost = 10

// carriedFaults tell of the customers on the roll whose row of the register in
// force was left out (C201): the register before it still speaks for them.
func carriedFaults(h *history.History, f assist.Facts) []string {
	var all assist.Doubt
	for _, row := range h.Register().Kept {
		if _, on := f.Roster.Find(row.Licence); on {
			all.Licences = append(all.Licences, row.Licence)
		}
	}
	for _, x := range f.Roster.Enrolled() { // with no row before it, by the form's own date
		l := x.Application.Licence
		if _, kept := f.Register.Licences[l]; f.Register.Left[l] && !kept {
			all.Licences = append(all.Licences, l)
		}
	}
	if len(all.Licences) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("许可证状态（回执 %s）有几行没有采用（C201），有关的客户按上一次登记认定（没有上一次登记的，按申报的许可证有效期止），涉及在册%s：%s。请%s按回执改好后重新投放", h.Register().Receipt, all.Concerned(f.Roster, f.Terms), atMost(all.Licences), f.Terms.Office.LicensingDesk())}
}

// absentFaults tell of the customers on the roll whom the register in force does
// not list: they get nothing, and so few as to raise no doubt are easily forgotten.
func absentFaults(f assist.Facts) []string {
	var all assist.Doubt
	for _, x := range f.Roster.Enrolled() {
		l := x.Application.Licence
		if _, listed := f.Register.Licences[l]; !listed && f.Register.Present() && !f.Register.Left[l] {
			all.Licences = append(all.Licences, l)
		}
	}
	if len(all.Licences) == 0 {
		return nil
	}
	slices.Sort(all.Licences)
	return []string{fmt.Sprintf("现用的许可证状态（%s）没有列出在册%s，按许可证不供货：%s。请%s核对：漏列的补上，不再经营的列入并写明状态，再重新投放", f.Register.Day, all.Concerned(f.Roster, f.Terms), atMost(all.Licences), f.Terms.Office.LicensingDesk())}
}

// rejectedFaults tell a register or a plan that an S refused and that has not come
// anew: what was there before still holds.
func rejectedFaults(h *history.History, f assist.Facts) []string {
	var list []string
	if receipt := h.Rejected(assist.RegisterForm); receipt != "" {
		var all assist.Doubt
		for _, x := range f.Roster.Enrolled() {
			all.Licences = append(all.Licences, x.Application.Licence)
		}
		meanwhile := "仍没有登记"
		if f.Register.Present() {
			meanwhile = "仍按 " + f.Register.Day.String() + " 的登记"
		}
		list = append(list, fmt.Sprintf("许可证状态（回执 %s）没有收下，%s认定在册%s。请%s按回执改好后重新放入 收件箱/市局", receipt, meanwhile, all.Concerned(f.Roster, f.Terms), f.Terms.Office.LicensingDesk()))
	}
	if receipt := h.Rejected(assist.PlanForm); receipt != "" {
		list = append(list, "货源计划（回执 "+receipt+"）没有收下，没有采用其中任何一行。请"+f.Terms.Office.MarketingDesk()+"按回执改好后重新放入 收件箱/市局")
	}
	return list
}

// standingFaults tell what of the city's files was not used, until they come anew.
func standingFaults(h *history.History, f assist.Facts) []string {
	return append(rejectedFaults(h, f), carriedFaults(h, f)...)
}

// clock is an instant as people read it.
func clock(t time.Time) string { return t.In(assist.Zone).Format("2006-01-02 15:04") }
