package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// longWait is after how many days a question to the city is a decision overdue.
const longWait = 14

// decisions is the head of the report: what somebody must decide or do, with
// its number and where; what stands here is not said again below.
func (w *weekly) decisions() {
	name, list := "需要决定和督办的事项", append([]string{w.doubtDecision()}, w.unusedDecisions()...)
	list = append(list, w.begunDecision(), w.planDecision(), w.silentDecision(), w.refusalDecision(), w.registerDecision(), w.cityDecision())
	list = append(append(list, w.withdrawDecisions()...), w.shortDecision(), w.visitDecision())
	if w.unit != "" {
		name, list = "本县区需要办理的事项", append([]string{w.silentDecision(), w.refusalDecision(), w.countyDecision()}, w.withdrawDecisions()...)
		list = append(list, w.ownDoubts(), w.visitDecision())
	}
	var lines []string
	for _, s := range list {
		if s != "" {
			lines = append(lines, tight(inPaper(s)))
		}
	}
	if len(lines) == 0 {
		return
	}
	w.decided = true
	w.put(paper.Heading{Level: 2, Text: name})
	w.list(lines, "")
}

// doubtDecision asks for a word on what of the city is in doubt; what is wrong
// with it, and whom that concerns, is told among the troubles.
func (w *weekly) doubtDecision() string {
	var parts []string
	for _, d := range w.Doubts {
		parts = append(parts, fmt.Sprintf("%s（%s）", d.Category(), d.Receipt))
	}
	if len(parts) == 0 {
		return ""
	}
	return fmt.Sprintf("有疑%d件：%s；请在待办_市局的“待确认”中填确认或作废（见五）。", len(parts), strings.Join(parts, "、"))
}

// ownDoubts tells a unit whose licences to look at while a register is in doubt, and what
// holds meanwhile. A plan in doubt is no errand of a county: that there is only a draft is
// told in 三.
func (w *weekly) ownDoubts() string {
	var parts []string
	for _, d := range w.Doubts {
		if d.Kind == assist.RegisterDoubt && len(d.Licences) > 0 {
			who := strings.Join(w.calledAll(d.Licences[:min(len(d.Licences), mostNamed)]), "、")
			if len(d.Licences) > mostNamed {
				who += "等"
			}
			parts = append(parts, fmt.Sprintf("%s有疑，市局核实前%s，涉及%d户：%s。请协助核对这些客户的许可证。", d.Category(), assist.StillRegistered(w.Register.Day), len(d.Licences), who))
		}
	}
	return strings.Join(parts, "")
}

// held reports whether the supply week's plan waits for a word on a doubt.
func (w *weekly) held() bool {
	return w.Plan.State == assist.PlanDraft && w.Plan.Doubt != nil && w.Plan.Doubt.Holds
}

// unusedDecisions tell what the city itself has sent, and what of it was not taken or not
// executed; of a plan that is asked for below it is told there.
func (w *weekly) unusedDecisions() []string {
	var list []string
	asked := w.Plan.State == assist.PlanMissing || w.Misses(assist.PlanForm, w.Period)
	plan := w.UnusedPlan()
	for _, u := range w.Unused() {
		if !asked || u.Form != assist.PlanForm || !u.Under(plan) {
			list = append(list, strings.TrimRight(u.Text, "。")+"。")
		}
	}
	told := func(receipt string) bool { return receipt == plan || w.UnusedUnder(receipt) }
	for _, s := range w.refusedOf(assist.City, func(t assist.Taken) bool { return !t.Misplaced() && !told(t.Receipt) }) {
		list = append(list, strings.TrimPrefix(s, "另有"))
	}
	return list
}

// begunDecision asks the marketing centre for the missing 货源计划 of the week that has
// begun: it is frozen as soon as it comes.
func (w *weekly) begunDecision() string {
	if !w.Misses(assist.PlanForm, w.Period) {
		return ""
	}
	return fmt.Sprintf("缺第%d周货源计划（该周已经开始）：%s，收到后即按截止时的名册定稿。", w.Period.Number, w.AskForPlan("尽快"))
}

// planDecision asks the marketing centre for a missing 货源计划.
func (w *weekly) planDecision() string {
	if _, several := w.UndecidedOf(assist.PlanForm, w.Week); several || w.Plan.State != assist.PlanMissing {
		return ""
	}
	by := ""
	switch {
	case w.Plan.Cutoff.IsZero():
	case w.At.After(w.Plan.Cutoff):
		by = "（" + hourProse(w.Plan.Cutoff) + "截止，已过）"
	default:
		by = "（" + hourProse(w.Plan.Cutoff) + "截止）"
	}
	return fmt.Sprintf("缺第%d周货源计划%s：%s，收到后才能安排供货。", w.Week.Number, by, w.AskForPlan(""))
}

// silentDecision names the units whose deadline has passed without a file.
func (w *weekly) silentDecision() string {
	silent := only(w.units, func(u assist.Tally) bool { return u.Report.State == assist.Silent && u.Report.Past })
	var names []string
	var deadlines []time.Time
	for _, u := range silent {
		names = append(names, fmt.Sprintf("%s（%s截止）", u.Unit, hourProse(u.Report.Deadline)))
		deadlines = append(deadlines, u.Report.Deadline)
	}
	switch {
	case len(names) == 0:
		return ""
	case w.unit != "":
		return "本周未报送，报送截止" + hourProse(silent[0].Report.Deadline) + "，已过截止：请尽快补报，没有新增的写“本期无新增”。"
	case len(names) == len(w.units) && len(names) > 1:
		return fmt.Sprintf("%d个单位都未报（%s截止），请督促补报。", len(names), hoursProse(deadlines))
	}
	return fmt.Sprintf("未报%d个单位：%s，请督促补报。", len(names), oneTail(names))
}

// hoursProse is instants, each once, the first first.
func hoursProse(list []time.Time) string {
	slices.SortFunc(list, time.Time.Compare)
	var words []string
	for _, t := range slices.CompactFunc(list, time.Time.Equal) {
		words = append(words, hourProse(t))
	}
	return strings.Join(words, "、")
}

// refusalDecision asks a unit for the files and sheets of which nothing was taken; the city
// is told which unit has to send them again. Its own files its report begins with, and what
// lies in a wrong folder is told among the faults.
func (w *weekly) refusalDecision() string {
	notes := w.refusedFiles(w.unit)
	if w.unit == "" {
		notes = w.refusedOf("", func(t assist.Taken) bool { return t.Unit != assist.City && !t.Misplaced() })
	}
	return strings.TrimPrefix(strings.Join(notes, ""), "另有")
}

// cityDecision counts what has waited for the city for longer than longWait; what can
// no longer be confirmed it does not ask to confirm.
func (w *weekly) cityDecision() string {
	n, late, first := 0, 0, assist.Date(0)
	for _, r := range w.openRows() {
		since := r.Verdict.WaitsSince()
		if r.Verdict.Turn() != assist.TurnCity || since == 0 || w.Today-since <= longWait {
			continue
		}
		if n++; first == 0 || since < first {
			first = since
		}
		if w.tooLate(r) {
			late++
		}
	}
	if n == 0 {
		return ""
	}
	from := "自" + inProse(first) + "起"
	if n > 1 {
		from = "最早" + from
	}
	return fmt.Sprintf("等市局答复超过%d天的%d户，%s%s。", longWait, n, from, w.confirmWords(n, late))
}

// tooLate reports whether a 确认 can no longer settle a row.
func (w *weekly) tooLate(r assist.JudgedApplication) bool {
	return confirmable(r.Verdict) && r.Applied != 0 && w.Today > r.Applied+assist.Date(w.confirmDays())
}

// confirmWords say what the city does about n rows, of which for some a 确认 comes too late.
func (w *weekly) confirmWords(n, late int) string {
	ask, mend := "：请在待办_市局的“名单调整”中确认", "申请日期已过%d天，不能再确认，请补录参数或更新许可证状态"
	if w.lacksTerms() {
		ask += "，或补录参数"
	}
	switch late {
	case 0:
		return ask
	case n:
		return "：" + fmt.Sprintf(mend, w.confirmDays())
	}
	return ask + fmt.Sprintf("；其中%d户", late) + fmt.Sprintf(mend, w.confirmDays())
}

// missingTerms is the rule by which a row waits for a parameter.
const missingTerms = "Q309"

// lacksTerms reports whether some row waits for the city since a parameter is missing.
func (w *weekly) lacksTerms() bool {
	return slices.ContainsFunc(w.openRows(), func(r assist.JudgedApplication) bool {
		_, lacks := reasonsFor(r.Verdict)[missingTerms]
		return lacks && r.Verdict.Turn() == assist.TurnCity
	})
}

// countyDecision says what the unit's own open rows need.
func (w *weekly) countyDecision() string {
	words := w.countyWords(w.openCounts())
	if words == "" {
		return ""
	}
	return words + "（见五）。"
}

// shortDecision names the products of which there is too little, the shortest first.
func (w *weekly) shortDecision() string {
	short := only(w.offered(), func(b assist.Balance) bool { return b.Given < b.Asked })
	if len(short) == 0 {
		return ""
	}
	lack := 0
	for _, b := range short {
		lack += b.Asked - b.Given
	}
	do := "请" + w.Terms.Office.MarketingDesk() + "在定稿前核定可用量"
	if w.Plan.State == assist.PlanFinal {
		do = "分配经过见供货表“分配过程”"
	}
	return fmt.Sprintf("货源不足%d个规格，共少%d条：%s；%s。", len(short), lack, worstShort(short), do)
}

// registerDecision asks the licensing section for the register that was never sent.
func (w *weekly) registerDecision() string {
	if _, several := w.UndecidedOf(assist.RegisterForm, assist.Week{}); several || w.Register.Present() {
		return ""
	}
	return "缺许可证状态登记：请" + w.Terms.Office.LicensingDesk() + "放入收件箱/市局；收到前，许可证是否有效只按申请表填写的有效期判断。"
}

// visitDecision counts the visits that are overdue; of whom is told in 五.
func (w *weekly) visitDecision() string {
	n := w.signalsOf(unvisited, "")
	switch {
	case n == 0:
		return ""
	case w.unit == "":
		return fmt.Sprintf("超期未走访%d户（见五）：请督促县区走访并报送走访台账。", n)
	}
	return fmt.Sprintf("超期未走访%d户（见五）：请尽快走访并报送走访台账。", n)
}

// openCount is the open rows by who acts next: of the county's those returned, those
// held, of the held those that the city can no longer confirm, and of the returned those
// of files and sheets that were refused whole, which are asked for as such.
type openCount struct{ returned, held, expired, refused, city, operator int }

func (n openCount) county() int { return n.returned + n.held + n.expired + n.refused }

func (w *weekly) openCounts() openCount {
	asked := w.refusalsOpen()
	var n openCount
	for _, r := range w.openRows() {
		switch turn := r.Verdict.Turn(); {
		case turn == assist.TurnCity:
			n.city++
		case turn == assist.TurnOperator:
			n.operator++
		case r.Verdict.Refused != "" && asked[r.Receipt]:
			n.refused++
		case r.Verdict.Outcome == assist.Returned:
			n.returned++
		case slices.ContainsFunc(r.Verdict.Findings, assist.Finding.Expired):
			n.expired++
		default:
			n.held++
		}
	}
	return n
}
