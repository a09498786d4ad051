package report

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/paper"
)

// mostDue is how many terms that end soon a unit's report lists.
const mostDue = 6

// nextSteps is 六、下一步工作: who is to answer, and by when, and what falls due; a unit's
// table of terms that end stands below what is said of them.
func (w *weekly) nextSteps() {
	w.head("六、下一步工作")
	var lines []string
	for _, s := range []string{w.heldLimit(), w.planDue(), w.nextDeadline(), w.endingPapers(), w.lapsedWords(), w.dueWords()} {
		if s != "" {
			lines = append(lines, s)
		}
	}
	w.list(lines, "没有到期或等待处理的事项。")
	if w.unit != "" {
		w.dueTable()
	}
}

// dueSoon are those on the roll whose term ends within 到期提醒天数, first to end first.
func (w *weekly) dueSoon() []assist.Filing {
	days := w.Terms.Limit(assist.DueDays, w.Today).Int()
	list := only(slices.Collect(w.Enrolled("")), func(f assist.Filing) bool { return f.End <= w.Today+assist.Date(days) })
	sort.SliceStable(list, func(i, j int) bool { return list[i].End < list[j].End })
	return list
}

func (w *weekly) dueWords() string {
	days := w.Terms.Limit(assist.DueDays, w.Today).Int()
	list := w.dueSoon()
	if len(list) == 0 {
		return ""
	}
	who := ""
	if w.unit != "" && len(list) > mostDue {
		who = "名单见在册与待办“在册”的提醒。"
	}
	return fmt.Sprintf("帮扶期即将到期%d户（%d日内，至%s），最早%s到期；到期前报送复核，未复核的退出。%s", len(list), days, inProse(w.Today+assist.Date(days)), monthDay(list[0].End), who)
}

// endingPapers names the unit's customers whose licence or certificate ends soon or has
// ended (A107), each with the day; terms are told of besides. The city has 监督清单.
func (w *weekly) endingPapers() string {
	if w.unit == "" {
		return ""
	}
	var parts []string
	for _, what := range []struct {
		header column.Header
		word   string
	}{{column.LicenceEnd, "许可证"}, {column.DibaoEnd, "低保证"}} {
		var names []string
		for _, s := range w.Signals {
			if s.Code == runsOut && s.Measure == string(what.header) {
				names = append(names, w.called(s.Licence, s.Span))
			}
		}
		if len(names) > 0 {
			parts = append(parts, what.word+"临近到期或已到期的："+firstOf(names, mostNamed, "户"))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return inPaper(strings.Join(parts, "；")) + "；请提醒客户办理延续或换证。"
}

// dueHeader is the head of a column of terms that end soon.
func (w *weekly) dueHeader() string {
	return fmt.Sprintf("%d日内到期", w.Terms.Limit(assist.DueDays, w.Today).Int())
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
	return fmt.Sprintf("已到期退出的%[2]d户，到期后%[1]d天内报送复核可恢复。", days, n)
}

// heldLimit says when the longest waiting 待核 goes back unanswered, once that
// is near.
func (w *weekly) heldLimit() string {
	days, warn := w.Terms.Limit(assist.HoldDays, w.Today).Int(), w.Terms.Limit(assist.HoldWarnDays, w.Today).Int()
	for _, r := range w.openRows() {
		if r.Verdict.Outcome == assist.Held && r.Verdict.Since != 0 && r.Verdict.Since+assist.Date(days-warn) <= w.Today {
			return fmt.Sprintf("最早的待核现等%s答复，满%d天（%s）仍未答复的退回。", r.Verdict.Turn(), days, inProse(r.Verdict.Since+assist.Date(days)))
		}
	}
	return ""
}

// planDue is the cut-off of the supply week. What is in doubt or missing the report
// begins with.
func (w *weekly) planDue() string {
	missing := w.Plan.State == assist.PlanMissing
	switch {
	case w.Plan.State == assist.PlanFinal || w.Plan.Cutoff.IsZero() || w.held():
		return ""
	case w.At.After(w.Plan.Cutoff) && missing && w.unit == "":
		return ""
	case w.At.After(w.Plan.Cutoff):
		return weekWord(w.Week) + "供货方案截止时间已过，收到货源计划后立即定稿。"
	}
	when := hourProse(w.Plan.Cutoff)
	if missing && w.unit == "" {
		when = ""
	}
	return fmt.Sprintf("%s供货方案%s截止后定稿，此前收到的申请、复核和名单调整计入。", weekWord(w.Week), when)
}

// nextDeadline is the next 报送截止, by date: this week's of a unit that has not
// reported and still may, else the coming week's weekday.
func (w *weekly) nextDeadline() string {
	by := map[string][]string{}
	var list []string // as dates, which sort
	shown := map[string]string{}
	for _, u := range w.units {
		terms, known := w.Terms.Unit(u.Unit)
		if !known {
			continue
		}
		d, hour := w.deadlineIn(terms), ""
		if r := u.Report; r.State == assist.Silent && !r.Past && !r.Deadline.IsZero() {
			d, hour = assist.DateOf(r.Deadline), r.Deadline.In(assist.Zone).Format("15:04")
		}
		key := d.String() + hour
		if by[key] == nil {
			list = append(list, key)
			shown[key] = fmt.Sprintf("%s（%s%s）", inProse(d), assist.WeekdayName(d.Weekday()), hour)
		}
		by[key] = append(by[key], u.Unit)
	}
	sort.Strings(list)
	parts := make([]string, len(list))
	for i, key := range list {
		if parts[i] = shown[key]; len(list) > 1 {
			parts[i] += firstOf(by[key], 5, "个单位")
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "下次报送截止：" + strings.Join(parts, "；") + "。"
}

// deadlineIn is the day of a unit's 报送截止 in the coming week, which 截止调整 may
// have moved.
func (w *weekly) deadlineIn(u assist.Unit) assist.Date {
	if c, moved := w.Terms.CutoffOf(w.Week.Next()); moved {
		return assist.DateOf(c.At)
	}
	return w.Period.Next().On(u.Deadline)
}

// dueTable lists the unit's own whose term ends soon, when they are few: the
// workbook lists all.
func (w *weekly) dueTable() {
	list := w.dueSoon()
	if len(list) == 0 || len(list) > mostDue {
		return
	}
	t := paper.Table{Columns: columns("许可证号", "经营者", "备案编号", "特殊标识", "帮扶截止日", "剩余天数")}
	for _, f := range list {
		t.Rows = append(t.Rows, []string{f.Application.Licence, w.operator(f.Application.Licence), f.Number, f.Label(), f.End.String(), fmt.Sprint(int(f.End - w.Today))})
	}
	w.table("即将到期的客户", "", t)
}
