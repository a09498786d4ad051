package report

import (
	"fmt"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// basics is 一、基本情况: who is on the roll, and who came and went.
func (w *weekly) basics() {
	w.head("一、基本情况")
	w.say("截至%s，%s%s%s%s%s%s", inProse(w.Today), w.where(), w.rollWords(), w.suspendedWords(), w.movedWords(), w.steps(), w.renamedWords())
	if w.unit == "" {
		w.rollTable()
		w.rollByUnit()
	}
	w.rollTrend()
}

// rollWords is how many are on the roll, by class.
func (w *weekly) rollWords() string {
	all := w.figure(func(t assist.Tally) int { return t.Enrolled })
	if all.nothing() {
		return "没有在册的弱势群体客户。"
	}
	var names []string
	var list []figure
	for i, c := range classCounts(w.sum.Classes, w.sum.Enrolled) {
		names, list = append(names, c.what), append(list, w.figure(func(t assist.Tally) int { return classCounts(t.Classes, t.Enrolled)[i].n }))
	}
	text := "在册弱势群体客户" + w.inWords(all, "户")
	if classes := w.withFigures("户", names, list); classes != "" {
		text += "，其中" + classes
	}
	return text + "。"
}

// movedWords says how many came and left in the week.
func (w *weekly) movedWords() string {
	text := w.withFigures("户", []string{"新增", "退出"}, []figure{
		w.figure(func(t assist.Tally) int { return t.Joined }), w.figure(func(t assist.Tally) int { return t.Left })})
	if text == "" {
		return "本周名单没有增减。"
	}
	return "本周" + text + "。"
}

// suspendedWords says how many on the roll are suspended, and how many of these since this
// week.
func (w *weekly) suspendedWords() string {
	now, late := 0, 0
	begun := w.suspendedThisWeek()
	for f := range w.Enrolled("") {
		if !f.SuspendedOn(w.Today) {
			continue
		}
		if now++; begun[f.Application.Licence] {
			late++
		}
	}
	switch late {
	case 0:
		if now == 0 {
			return ""
		}
		return fmt.Sprintf("在册客户中%d户暂停帮扶。", now)
	case now:
		return fmt.Sprintf("在册客户中%d户暂停帮扶，%s是本周暂停的。", now, allOf(now))
	}
	return fmt.Sprintf("在册客户中%d户暂停帮扶，其中本周暂停%d户。", now, late)
}

// suspendedThisWeek are the licences whose assistance a change of the week has suspended.
func (w *weekly) suspendedThisWeek() map[string]bool {
	set := map[string]bool{}
	for _, c := range w.roster.Changes {
		if c.Kind == assist.Suspended && assist.WeekOf(c.Day) == w.Period {
			set[c.Licence] = true
		}
	}
	return set
}

// steps say why customers left in the week, by who decided, and who of the new ones came
// from another unit: to the city that it is one customer.
func (w *weekly) steps() string {
	why, came := counter{}, 0
	for m := range w.Movements(0) {
		switch {
		case assist.WeekOf(m.Change.Day) != w.Period || w.unit != "" && m.Unit != w.unit:
		case !m.In:
			why[m.Why()]++
		case m.Moved:
			came++
		}
	}
	text := ""
	if came > 0 {
		text = fmt.Sprintf("新增中由其他县区转入%d户", came)
		if w.unit == "" {
			text += "：原县区计退出，新县区计新增，全市是同一户"
		}
		text += "。"
	}
	if len(why) > 0 {
		text += "退出原因：" + why.sorted("户") + "。"
	}
	return text
}

// renamedWords name the units that got another name in the week: all tables have the new one.
func (w *weekly) renamedWords() string {
	var parts []string
	for _, u := range w.Terms.Units {
		if was := u.RenamedIn(w.Period); was != "" && (w.unit == "" || u.Name == w.unit) {
			parts = append(parts, was+"本周更名为"+u.Name)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, "，") + "。"
}

// noUnits stands in a table of units without one.
const noUnits = "没有报送单位：请在政策参数的“县区”表中填写"

// rollTable is the roll and the week's applications by unit.
func (w *weekly) rollTable() {
	t := paper.Table{Columns: columns("县区", "报送", thisWeek, lastWeek, "新增", "退出", thisWeek, lastWeek, "备案", "待核", "退回", "不符合"), Empty: noUnits}
	grouped(&t, 2, 4, "在册")
	grouped(&t, 4, 6, "名单变动")
	grouped(&t, 6, 8, "申请")
	grouped(&t, 8, 12, "审核结果")
	figuresFrom(&t, 2)
	for _, u := range w.units {
		t.Rows = append(t.Rows, w.rollRow(u, w.earlier[u.Unit], stateOfReport(u.Report)))
	}
	t.Total = w.rollRow(w.sum, w.earlier[assist.Sum], "")
	w.table("各县区在册与审核情况", "户", t)
}

// stateOfReport is 报送状态, of who still may report in time 未到期.
func stateOfReport(r assist.UnitReport) string {
	if r.State == assist.Silent && !r.Past {
		return "未到期"
	}
	return string(r.State)
}

func (w *weekly) rollRow(t, last assist.Tally, state string) []string {
	row := append([]string{t.Unit, state}, figure{t.Enrolled, last.Enrolled, w.begun}.cells()...)
	row = append(row, wholeTexts(t.Joined, t.Left)...)
	row = append(row, figure{t.Applications, last.Applications, w.begun}.cells()...)
	return append(row, wholeTexts(t.Filed, t.Held, t.Returned, t.Ineligible)...)
}

// rollByUnit is the roll of the units side by side, by class.
func (w *weekly) rollByUnit() {
	enrolled := func(t assist.Tally) int { return t.Enrolled }
	if !comparing(w.units, enrolled) {
		return
	}
	shown, caption := charted(w.units, "在册户数", enrolled)
	c := paper.StackedBars{Figure: w.numbers.figure(caption+"（按困难类别）", "户"), Classes: classNames(w.sum.Classes, w.sum.Enrolled)}
	for _, u := range shown {
		c.Bars = append(c.Bars, paper.Bar{Label: u.Unit, Values: classValues(u.Classes, u.Enrolled, len(c.Classes))})
	}
	w.put(c)
}

// rollTrend is the roll over the weeks since there is one.
func (w *weekly) rollTrend() {
	changes := w.roster.Changes
	if len(changes) == 0 {
		return
	}
	first := assist.WeekOf(changes[0].Day)
	c, ok := trendOf(paper.Figure{}, "在册", w.Period, func(week assist.Week) int64 {
		if week.Before(first) {
			return paper.Absent
		}
		return int64(rollOn(changes, week.Sunday(), w.unit).all)
	})
	if !ok {
		return
	}
	name := "近十二周在册户数"
	if w.unit != "" {
		name = "近十二周在册与供货户数"
		served, _ := trendOf(paper.Figure{}, "供货", w.Period, func(week assist.Week) int64 {
			return w.suppliedIn(week, func(n supplyCount) int { return n.customers })
		})
		c.Series = append(c.Series, served.Series...)
	}
	c.Figure = w.numbers.figure(name, "户")
	w.put(c)
}
