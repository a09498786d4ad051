package check

import (
	"fmt"
	"slices"
	"strings"

	"bangfu/internal/assist"
)

// unused is C104 or C201 of a sheet of the city that was read and is not used:
// message says why, fix what is to be done.
func unused(code, sheetName, message, fix string) assist.Finding {
	f := fileFinding(code, sheetName, "", "", message)
	f.Fix, f.Turn = fix, assist.TurnCity
	return f
}

// onlyOne is what to do about several files of the city of one date.
const onlyOne = "请只留一份，写上新的填报日期，另存后重新放入收件箱"

// TwoRegisters is C201 of a 许可证状态 beside another of the same date.
func TwoRegisters(sheetName string) assist.Finding {
	return unused("C201", sheetName, "同一日期收到了几份许可证状态，都没有采用", onlyOne)
}

// OlderRegister is C201 of a 许可证状态 older than the one in force.
func OlderRegister(sheetName string, day, inForce assist.Date) assist.Finding {
	return unused("C201", sheetName, "日期 "+day.String()+" 早于现用的登记（"+inForce.String()+"），没有采用",
		"是旧表的不用处理；确是最新登记的，请写明填报日期后重新放入收件箱")
}

// FrozenPlan is C104 of a 货源计划 for a week that is final.
func FrozenPlan(sheetName string, week assist.Week) assist.Finding {
	return unused("C104", sheetName, week.String()+" 的供货表已定稿，这份计划没有采用", "请核对供货周；下一周的计划请写下一周的供货周")
}

// TwoPlans is C104 of a 货源计划 beside another of its week and date.
func TwoPlans(sheetName string, week assist.Week) assist.Finding {
	return unused("C104", sheetName, "同一日期收到了几份 "+week.String()+" 的货源计划，都没有采用", onlyOne)
}

// PlanWeeks tells which weeks a 货源计划 is for, with how many products each.
func PlanWeeks(plans []assist.SupplyPlan) string {
	var list []string
	for _, p := range plans {
		list = append(list, fmt.Sprintf("%s %d 个规格", p.Week, len(p.Products)))
	}
	return fmt.Sprintf("这份货源计划编了 %d 周：%s；请核对供货周", len(plans), strings.Join(list, "、"))
}

// OlderPlan tells that a 货源计划 which came later stands for one of a later 填报日期.
func OlderPlan(week assist.Week, day, before assist.Date, receipt string) string {
	return fmt.Sprintf("%s 现采用这一份（填报日期 %s），它比此前采用的一份（填报日期 %s，回执 %s）早；放错了旧表的，请把要用的一份另存一次（改 填报日期）再放", week, day, before, receipt)
}

// Undecided finds the registers and plans of the city's files that cannot be used:
// two of the same date for the same thing cannot be told apart, so neither is.
func Undecided(city []*assist.Submission) map[*assist.Submission]bool {
	type claim struct {
		assist.Claim
		day assist.Date
	}
	c := map[claim][]*assist.Submission{}
	add := func(form assist.Form, week assist.Week, sub *assist.Submission) {
		of := claim{assist.Claim{Form: form, Week: week}, sub.Reported}
		c[of] = append(c[of], sub)
	}
	for _, sub := range city {
		if len(sub.Register) > 0 && !refusedForm(sub, assist.RegisterForm) {
			add(assist.RegisterForm, assist.Week{}, sub)
		}
		weeks := map[assist.Week]bool{}
		for _, p := range sub.Plan {
			if !p.Week.IsZero() && !weeks[p.Week] && !refusedForm(sub, assist.PlanForm) {
				weeks[p.Week] = true
				add(assist.PlanForm, p.Week, sub)
			}
		}
	}
	out := map[*assist.Submission]bool{}
	for _, files := range c {
		for _, sub := range files {
			out[sub] = out[sub] || len(files) > 1
		}
	}
	return out
}

// refusedForm reports whether an S refuses the sheet of a form.
func refusedForm(sub *assist.Submission, f assist.Form) bool {
	return slices.ContainsFunc(sub.Tables, func(t assist.Table) bool { return t.Form == f && t.Refused })
}

// WentBack is N018 of a file that came before and that is not used, for the file of a
// receipt is in force in its place, or the city has said 作废 of it, or not yet said what
// holds: dropping it again changes nothing. ok is false for a file that is used.
func WentBack(t assist.Taken, inForce string) (back assist.Finding, ok bool) {
	f := fileFinding("N018", "", "", "", "现在采用的是回执 "+inForce+" 的那一份，这一份没有再采用")
	f.Fix = "要改回这一份，请另存一次（改 填报日期）再放入收件箱；不改回就不用处理"
	if t.Kind == assist.KindAdjustment {
		f.Fix = "要改回这一份，请把生效日期改为新的日子，另存一次（改 填报日期）再放入收件箱；不改回就不用处理"
	}
	switch {
	case t.InDoubt:
		f.Message, f.Fix = "这一份以前收过，有疑，还没有核实，再放一次不起作用", assist.SettleAdvice
	case len(t.Undecided) > 0 && inForce == "":
		f.Message, f.Fix = "这一份以前收过，与另一份是同一填报日期，没有采用，再放一次不起作用", "要用这一份，请另存一次（改 填报日期）再放入收件箱；不用就不用处理"
	case t.OutOfUse() && inForce == "":
		f.Message = "这一份以前收过，已作废，再放一次不起作用"
	}
	return f, inForce != "" || t.InDoubt || t.OutOfUse() || len(t.Undecided) > 0
}
