package overview

import (
	"fmt"
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/history"
)

// Faults are what the city must mend for the weeks of some facts to be complete:
// doubts, what of its files was not used, what is missing.
func Faults(h *history.History, f assist.Facts, d assist.Deadlines) []assist.Fault {
	return faults(h, f.Indexed(), d) // each of them looks into the same files and rows
}

// faults are these, of facts that have an index.
func faults(h *history.History, f assist.Facts, d assist.Deadlines) []assist.Fault {
	list := slices.Concat(doubtFaults(h, f, d), plain(slipFaults(h, f)), unusedFaults(h, f), unexecutedFaults(h, f),
		plain(absentFaults(f)), plain(shiftedFaults(f)), plain(h.LargeChanges()), plain(misplacedFaults(f)))
	if len(f.Terms.Units) == 0 {
		list = append(list, assist.Fault{Text: assist.PolicyPath + " 的 " + assist.UnitTable + " 表里还没有单位，所以没有谁能报送：请填入各县区，下次运行会建好它们的收件箱"})
	}
	_, several := f.UndecidedOf(assist.RegisterForm, assist.Week{})
	if !f.Register.Present() && !several && h.Rejected(assist.RegisterForm) == "" { // of one that came its own sentence asks
		list = append(list, missing(assist.RegisterForm, assist.Week{}, "还没有许可证状态登记：请"+f.Terms.Office.LicensingDesk()+"把《许可证状态》放入 收件箱/市局"))
	}
	if _, several := f.UndecidedOf(assist.PlanForm, f.Week); f.Plan.State == assist.PlanMissing && !several {
		list = append(list, missing(assist.PlanForm, f.Week, "缺"+f.Week.String()+"货源计划："+planWanted(f)))
	}
	return slices.Concat(list, plain(leftFaults(f)), weekFaults(h, f), plain(lateFreezes(f)))
}

// Sentences are the faults as they are said to the operator.
func Sentences(list []assist.Fault) []string {
	texts := make([]string, len(list))
	for i, x := range list {
		texts[i] = x.Text
	}
	return texts
}

// plain are faults of which every paper says the same.
func plain(texts []string) []assist.Fault {
	list := make([]assist.Fault, len(texts))
	for i, s := range texts {
		list[i].Text = s
	}
	return list
}

// missing is the fault that nothing of a form came; a 货源计划 is that of a week.
func missing(form assist.Form, w assist.Week, text string) assist.Fault {
	return assist.Fault{Topic: assist.OfMissing, Form: form, Week: w, Text: text}
}

// slipFaults tell what of 参数 could not be used, until it is mended: what the last good
// reading said stands, for whom it concerns on the roll.
func slipFaults(h *history.History, f assist.Facts) []string {
	slips := h.Run().Slips
	if len(slips) == 0 {
		return nil
	}
	on := map[string]int{} // on the roll, by unit
	for x := range f.Roster.Enrolled() {
		on[x.Unit]++
	}
	return assist.SlipWords(slips, func(s assist.TermsSlip) int {
		n := 0
		for unit, k := range on {
			if s.Everybody || slices.Contains(s.Units, unit) {
				n += k
			}
		}
		return n
	})
}

// planWanted asks for the plan of the supply week by its cut-off, or at once after it.
func planWanted(f assist.Facts) string {
	by, late := f.Plan.AskedBy(f.At)
	if late != "" {
		late = "（" + late + "）"
	}
	return f.AskForPlan(by) + late
}

// Pressing reports whether there is a fault for which a run ends with status 1 also
// when it has entered nothing.
func Pressing(h *history.History, f assist.Facts) bool {
	return len(slipFaults(h, f))+len(unusedFaults(h, f))+len(weekFaults(h, f)) > 0
}

// inVain is the fault that what came under some receipts was not used.
func inVain(form assist.Form, text string, receipts ...string) assist.Fault {
	return assist.Fault{Topic: assist.OfUnused, Form: form, Receipts: receipts, Text: text}
}

// doubtFaults tell every doubt: whom it concerns, what holds meanwhile, and what
// is to be done; and, until their weeks are over, the plans that were frozen although
// there was one.
func doubtFaults(h *history.History, f assist.Facts, d assist.Deadlines) []assist.Fault {
	var list []assist.Fault
	for _, x := range f.Doubts {
		meanwhile := x.Meanwhile(f.Register.Day)
		if x.Kind == assist.PlanDoubt && x.Holds {
			meanwhile += "，到 " + assist.Clock(d.LatestOf(f.Terms, x.Week)) + " 仍未了结的按其中可用的行定稿"
		}
		list = append(list, assist.Fault{Topic: assist.OfDoubt, Doubt: x, Text: x.Sentence(f.Roster, f.Terms) + "。" + meanwhile + "。" + assist.SettleAdvice})
	}
	for _, w := range h.FrozenFrom(f.Period) {
		if b, _ := h.Frozen(w); b.Plan.Doubt != nil {
			list = append(list, assist.Fault{Text: frozenAsItIs(*b.Plan.Doubt, f, d)})
		}
	}
	return list
}

// frozenAsItIs tells that a plan was frozen although it was in doubt.
func frozenAsItIs(x assist.Doubt, f assist.Facts, d assist.Deadlines) string {
	return fmt.Sprintf("%s（回执 %s）的疑点到 %s 仍未了结，已按其中可用的行定稿：%s；涉及在册%s。不再改变；请核对供货表", x.Category(), x.Receipt, assist.Clock(d.LatestOf(f.Terms, x.Week)), x.What, x.Concerned(f.Roster, f.Terms))
}

// namedAtMost is how many licences a fault line names.
const namedAtMost = 10

// carriedFaults tell of the customers on the roll whose row of the register in
// force was left out (C201): the register before it still speaks for them.
func carriedFaults(h *history.History, f assist.Facts) []assist.Fault {
	var all assist.Doubt
	for _, row := range h.Register().Kept {
		if _, on := f.Roster.Find(row.Licence); on {
			all.Licences = append(all.Licences, row.Licence)
		}
	}
	for x := range f.Roster.Enrolled() { // with no row before it, by the form's own date
		l := x.Application.Licence
		if f.Register.Present() && f.Register.Silent(l) {
			all.Licences = append(all.Licences, l)
		}
	}
	if len(all.Licences) == 0 {
		return nil
	}
	return []assist.Fault{inVain(assist.RegisterForm, fmt.Sprintf("许可证状态（回执 %s）有几行没有采用（C201），有关的客户按上一次登记认定（没有上一次登记的，按申报的许可证有效期止），涉及在册%s：%s。请%s按回执改好后重新放入 收件箱/市局", h.Register().Receipt, all.Concerned(f.Roster, f.Terms), atMost(all.Licences), f.Terms.Office.LicensingDesk()), h.Register().Receipt)}
}

// absentFaults tell of the customers on the roll whom the register in force does
// not list: they get nothing, and so few as to raise no doubt are easily forgotten. The
// row of somebody erased went with him.
func absentFaults(f assist.Facts) []string {
	var all assist.Doubt
	for x := range f.Roster.Enrolled() {
		l := x.Application.Licence
		if _, listed := f.Register.Licences[l]; !listed && !f.Register.Silent(l) && !f.Erased[l] {
			all.Licences = append(all.Licences, l)
		}
	}
	if len(all.Licences) == 0 {
		return nil
	}
	slices.Sort(all.Licences)
	return []string{fmt.Sprintf("现用的许可证状态（%s）没有列出在册%s，按许可证不供货：%s。请%s核对：漏列的补上，不再经营的列入并写明状态，再放入 收件箱/市局", f.Register.Day, all.Concerned(f.Roster, f.Terms), atMost(all.Licences), f.Terms.Office.LicensingDesk())}
}

// rejectedFaults tell a register or a plan that an S refused and that has not come
// again: what was there before still holds.
func rejectedFaults(h *history.History, f assist.Facts) []assist.Fault {
	var list []assist.Fault
	if receipt := h.Rejected(assist.RegisterForm); receipt != "" {
		var all assist.Doubt
		for x := range f.Roster.Enrolled() {
			all.Licences = append(all.Licences, x.Application.Licence)
		}
		list = append(list, inVain(assist.RegisterForm, fmt.Sprintf("许可证状态（回执 %s）没有收下，%s认定在册%s。请%s按回执改好后重新放入 收件箱/市局", receipt, assist.StillRegistered(f.Register.Day), all.Concerned(f.Roster, f.Terms), f.Terms.Office.LicensingDesk()), receipt))
	}
	if receipt := h.Rejected(assist.PlanForm); receipt != "" {
		list = append(list, inVain(assist.PlanForm, "货源计划（回执 "+receipt+"）没有收下，没有采用其中任何一行。请"+f.Terms.Office.MarketingDesk()+"按回执改好后重新放入 收件箱/市局", receipt))
	}
	return list
}

// unusedFaults tell what of the city's files was not used, until they come again.
func unusedFaults(h *history.History, f assist.Facts) []assist.Fault {
	return slices.Concat(rejectedFaults(h, f), undecidedFaults(f), carriedFaults(h, f))
}

// undecidedFaults tell the registers and plans of which none is used, since several came
// for one day, until it is said which holds.
func undecidedFaults(f assist.Facts) []assist.Fault {
	var list []assist.Fault
	for _, u := range f.Undecided {
		list = append(list, inVain(u.Form, u.Sentence(f.Terms.Office), u.Receipts...))
	}
	return list
}
