package report

import (
	"fmt"
	"sort"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// nextSteps is 六、下一步工作: what falls due, who is to answer, and by when.
func (w *weekly) nextSteps() {
	w.head("六、下一步工作")
	var lines []string
	for _, s := range []string{w.dueWords(), w.lapsedWords(), w.answerWords(assist.TurnCounty), w.answerWords(assist.TurnCity), w.heldLimit(), w.silentDue(), w.unvisitedDue(), w.planDue(), w.nextDeadline()} {
		if s != "" {
			lines = append(lines, s)
		}
	}
	w.list(lines, "没有到期或等待处理的事项。")
	if w.unit != "" {
		w.dueTable()
	}
}

// due are those on the roll whose term ends within 到期提醒天数, first to end first.
func (w *weekly) due() []assist.Filing {
	days := w.Terms.Limit(assist.DueDays, w.Today).Int()
	list := only(w.enrolled, func(f assist.Filing) bool { return f.End <= w.Today+assist.Date(days) })
	sort.SliceStable(list, func(i, j int) bool { return list[i].End < list[j].End })
	return list
}

func (w *weekly) dueWords() string {
	days := w.Terms.Limit(assist.DueDays, w.Today).Int()
	list := w.due()
	if len(list) == 0 {
		return fmt.Sprintf("%d日内没有帮扶到期的客户。", days)
	}
	by := counter{}
	for _, f := range list {
		by[f.Unit]++
	}
	where := ""
	if w.unit == "" {
		where = "（" + perUnit(w.units, func(u string) int { return by[u] }, "户") + "）"
	}
	return fmt.Sprintf("%d日内（至%s）帮扶到期%d户%s，最早%s到期，请县区在到期前报送复核；到期未复核的退出，不再供货。", days, inProse(w.Today+assist.Date(days)), len(list), where, inProse(list[0].End))
}

// lapsedWords counts those whose term is over and whom a 复核 still revives.
func (w *weekly) lapsedWords() string {
	days := w.Terms.Limit(assist.RevivalDays, w.Today).Int()
	n := 0
	for _, f := range w.roster.Filings {
		if !f.On() && f.ExitReason == assist.ReasonLapsed && w.Today <= f.End+assist.Date(days) {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("已到期退出、到期后%d天内报复核仍可恢复的%d户，请县区核实是否继续帮扶。", days, n)
}

// answerWords says how many rows wait for somebody.
func (w *weekly) answerWords(turn assist.Turn) string {
	by := counter{}
	n, returned := 0, 0
	for _, r := range w.openRows() {
		if turnOf(r) == turn {
			n++
			by[r.Unit]++
			if r.Verdict.Outcome == assist.Returned {
				returned++
			}
		}
	}
	if n == 0 {
		return ""
	}
	where := ""
	if w.unit == "" {
		where = "（" + perUnit(w.units, func(u string) int { return by[u] }, "户") + "）"
	}
	if turn == assist.TurnCity {
		return fmt.Sprintf("等待市局确认或补录参数%d户%s，由市局在名单调整中填“确认”或补录参数。", n, where)
	}
	return fmt.Sprintf("等待县区处理%d户%s：退回%d户改正后重报，待核%d户在核实说明中答复。", n, where, returned, n-returned)
}

// heldLimit says when the longest waiting 待核 goes back unanswered.
func (w *weekly) heldLimit() string {
	days := w.Terms.Limit(assist.HoldDays, w.Today).Int()
	for _, r := range w.openRows() {
		if r.Verdict.Outcome == assist.Held && r.Verdict.Since != 0 {
			return fmt.Sprintf("最早的待核自%s起等待，满%d天（%s）仍未答复的退回。", inProse(r.Verdict.Since), days, inProse(r.Verdict.Since+assist.Date(days)))
		}
	}
	return ""
}

// silentDue asks the silent units for what is missing.
func (w *weekly) silentDue() string {
	var names []string
	for _, u := range w.units {
		if u.Report.State == assist.Silent {
			names = append(names, u.Unit)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return strings.Join(names, "、") + "补报本周资料；确无新增的，报送写明“本期无新增”的申请表。"
}

func (w *weekly) unvisitedDue() string {
	n := w.signalsOf(unvisited, "")
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("超过走访间隔的%d户由县区安排走访，名单见监督清单%s。", n, unvisited)
}

// planDue is the cut-off of the supply week, or of the next.
func (w *weekly) planDue() string {
	switch {
	case w.Plan.State == assist.PlanFinal || w.Plan.Cutoff.IsZero():
		return ""
	case w.At.After(w.Plan.Cutoff):
		return fmt.Sprintf("供货周%s的截止时间已过，收到货源计划后立即定稿。", w.Week)
	}
	return fmt.Sprintf("供货周%s的方案于%s截止后定稿，此前报送的申请、复核和名单调整计入本次方案。", w.Week, hourProse(w.Plan.Cutoff))
}

// nextDeadline is the next 报送截止, by date: the coming week's weekday of each
// unit once this week's has passed.
func (w *weekly) nextDeadline() string {
	by := map[assist.Date][]string{}
	var days []assist.Date
	for _, u := range w.Terms.Units {
		d := w.Period.On(u.Deadline)
		if d <= w.Today {
			d = w.Period.Next().On(u.Deadline)
		}
		if by[d] == nil {
			days = append(days, d)
		}
		by[d] = append(by[d], u.Name)
	}
	sort.Slice(days, func(i, j int) bool { return days[i] < days[j] })
	parts := make([]string, len(days))
	for i, d := range days {
		parts[i] = fmt.Sprintf("%s（%s）%s", inProse(d), weekday(d.Weekday()), strings.Join(by[d], "、"))
	}
	if len(parts) == 0 {
		return ""
	}
	if len(parts) == 1 && w.unit == "" {
		return fmt.Sprintf("下次报送截止：%s（%s）。", inProse(days[0]), weekday(days[0].Weekday()))
	}
	return "下次报送截止：" + strings.Join(parts, "；") + "。"
}

// dueTable lists the unit's own whose term ends soon.
func (w *weekly) dueTable() {
	list := w.due()
	if len(list) == 0 {
		return
	}
	t := paper.Table{Columns: columns("许可证号", "备案编号", "特殊标识", "帮扶截止日", "剩余天数")}
	for _, f := range list[:min(len(list), mostOpen)] {
		t.Rows = append(t.Rows, []string{f.Application.Licence, f.Number, f.Label(), f.End.String(), fmt.Sprint(int(f.End - w.Today))})
	}
	if n := len(list) - mostOpen; n > 0 {
		t.Notes = []string{fmt.Sprintf("注：另有%d户，见在册与待办表“60日内到期”。", n)}
	}
	w.table("即将到期的客户", "", t)
}
