package report

import (
	"fmt"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/paper"
)

// The signals that the reports tell of in words of their own.
const (
	unvisited = "A105" // was not visited in time
	runsOut   = "A107" // a licence, a certificate or a term ends soon
)

// A visitCount is the visits of a week.
type visitCount struct {
	visits, customers, open int // open: the problem is 处理中
	services                counter
}

// visitsIn counts the visits of a week, of one unit or of all ("").
func (w *weekly) visitsIn(week assist.Week, unit string) visitCount {
	n := visitCount{services: counter{}}
	seen := map[string]bool{}
	for v := range w.VisitsIn(unit).All() {
		if assist.WeekOf(v.Day) != week {
			continue
		}
		n.visits++
		seen[v.Licence] = true
		if v.State == column.ProblemOpen {
			n.open++
		}
		for _, s := range v.Services {
			n.services[s]++
		}
	}
	n.customers = len(seen)
	return n
}

// followed is 四、走访与监督: the visits of the week, the year so far, the signals.
func (w *weekly) followed() {
	w.head("四、走访与监督")
	now, last := w.visitsIn(w.Period, w.unit), w.visitsIn(w.Period.Add(-1), w.unit)
	w.say("%s", w.visitWords(now, last))
	if s := w.yearWords(); s != "" {
		w.say("%s", s)
	}
	w.say("%s", w.signalWords())
	if w.unit == "" {
		w.unitTable()
	}
}

func (w *weekly) visitWords(now, last visitCount) string {
	switch {
	case now.visits == 0 && w.begun && last.visits > 0:
		return fmt.Sprintf("本周没有走访（上周%d次，涉及%d户）。", last.visits, last.customers) + w.coverageWords()
	case now.visits == 0:
		return "本周没有走访。" + w.coverageWords()
	}
	text := fmt.Sprintf("本周走访%s，涉及%s。", w.inWords(figure{now.visits, last.visits, w.begun}, "次"), w.inWords(figure{now.customers, last.customers, w.begun}, "户"))
	times := make([]int, len(column.Services))
	for i, s := range column.Services {
		times[i] = now.services[s]
	}
	if s := servicesWords("", times, now.visits); s != "" {
		text += s + "。"
	}
	if now.open > 0 {
		text += fmt.Sprintf("反映的问题处理中%d件。", now.open)
	}
	return text + w.coverageWords()
}

// coverageWords counts the visits due and made in time (五.4); who is overdue stands in 五.
func (w *weekly) coverageWords() string {
	if w.FollowUp == nil {
		return ""
	}
	return coverageOf(w.FollowUp.Total.Visiting, w.Terms.Limit(assist.VisitDays, w.Today).Int(), "五")
}

// coverageOf is the one way visits are told of: who on the roll is due, and how many of
// these were visited in time; the rest is overdue, and told in another part. The roll is
// those due and those told of as not.
func coverageOf(v assist.Visiting, days int, part string) string {
	text := fmt.Sprintf("按%d天一次走访，", days)
	others := notDueWords(v, days)
	switch {
	case v.OnRoll() == 0:
		return text + "没有在册客户要走访。"
	case v.Customers == 0:
		return text + fmt.Sprintf("在册%d户目前没有到期应走访的（%s）。", v.OnRoll(), others)
	case others != "":
		others = "；" + others + "，不计入应走访"
	}
	return text + fmt.Sprintf("在册%d户中应走访%d户，%s%s。", v.OnRoll(), v.Customers, inTimeWords(v, days, part), others)
}

// inTimeWords tells how many of those due were visited within the days.
func inTimeWords(v assist.Visiting, days int, part string) string {
	switch {
	case v.Overdue == 0:
		return fmt.Sprintf("%s在近%d天内走访过", allOf(v.Customers), days)
	case v.Covered == 0:
		return allOf(v.Customers) + "已超期（见" + part + "）"
	}
	return fmt.Sprintf("其中按期走访%d户（%s），其余超期（见%s）", v.Covered, v.Coverage().Percent(), part)
}

// notDueWords tells why nobody need visit the others on the roll; "" without any.
func notDueWords(v assist.Visiting, days int) string {
	return inOrder("户", quantity{fmt.Sprintf("备案未满%d天的", days), v.NotDue}, quantity{"暂停帮扶的", v.Suspended}, quantity{"不在帮扶期内的", v.Outside})
}

func (w *weekly) signalsOf(code, unit string) int {
	n := 0
	for _, s := range w.Signals {
		if s.Code == code && (unit == "" || s.Unit == unit) {
			n++
		}
	}
	return n
}

// signalWords counts the signals by code and says what they measure. Who is overdue for
// a visit is told among the troubles.
func (w *weekly) signalWords() string {
	list := only(w.Signals, func(s assist.Signal) bool { return s.Code != unvisited })
	but := ""
	if len(list) < len(w.Signals) {
		but = "除走访超期（见五）外，"
	}
	if len(list) == 0 {
		return but + "本周没有监督信号。"
	}
	var parts []string
	for _, s := range signals {
		if n := len(only(list, func(x assist.Signal) bool { return x.Code == s.code })); n > 0 {
			parts = append(parts, fmt.Sprintf("%s %s%d条%s", s.code, s.name, n, w.endingWords(s.code, list)))
		}
	}
	return fmt.Sprintf("%s监督信号%d条（指标，不是结论）：%s；%s。", but, len(list), strings.Join(parts, "、"), answeredWords(answeredOf(list), len(list)))
}

// endingWords tell of A107 what ends, since it may be a licence, a certificate or a
// term; a unit's report tells of whom in 六. "" for another signal.
func (w *weekly) endingWords(code string, list []assist.Signal) string {
	switch {
	case code != runsOut:
		return ""
	case w.unit != "":
		return "（见六）"
	}
	of := func(h column.Header) int {
		return len(only(list, func(s assist.Signal) bool { return s.Code == code && s.Measure == string(h) }))
	}
	what := inOrder("条", quantity{"许可证", of(column.LicenceEnd)}, quantity{"低保证", of(column.DibaoEnd)}, quantity{"帮扶期", of(column.End)})
	if what == "" {
		return ""
	}
	return "（" + what + "）"
}

// answeredOf is how many of some signals have been answered.
func answeredOf(list []assist.Signal) int {
	return len(only(list, func(s assist.Signal) bool { return s.Reply != "" }))
}

// unitTable is supply, visits and signals by unit.
func (w *weekly) unitTable() {
	t := paper.Table{Columns: columns("县区", "受益", "未供货", weekWord(w.Week), weekWord(w.Week.Add(-1)), thisWeek, lastWeek, "超期未访", "其他信号", "由县区", "由市局", w.dueHeader()), Empty: noUnits}
	grouped(&t, 1, 3, "供货户数")
	grouped(&t, 3, 5, "帮扶加量")
	grouped(&t, 5, 7, "走访次数")
	grouped(&t, 7, 9, "监督信号")
	grouped(&t, 9, 11, "未办结申请")
	grouped(&t, 11, 12, "帮扶期")
	figuresFrom(&t, 1)
	u := newUnitTable(w)
	for _, x := range w.units {
		t.Rows = append(t.Rows, u.row(x.Unit, x.Unit))
	}
	t.Total = u.row(assist.Sum, "")
	if n := w.withdrawnWhole(); n > 0 {
		t.Notes = []string{fmt.Sprintf("注：定稿后全部撤销的%d户，既不计受益，也不计未供货。", n)}
	}
	w.table("各县区投放、走访与待办情况", "户、条、次", t)
}

// withdrawnWhole is how many customers of the supply week's plan have lost all that they
// were given.
func (w *weekly) withdrawnWhole() int {
	kept, gone := map[string]bool{}, map[string]bool{}
	for l := range w.Plan.Kept().All() {
		kept[l.Licence] = kept[l.Licence] || l.Extra > 0
	}
	for lost, cartons := range w.Plan.Lost() {
		if cartons > 0 && !kept[lost.Licence] {
			gone[lost.Licence] = true
		}
	}
	return len(gone)
}

// unitTable is what the table of units is made of.
type unitTable struct {
	*weekly
	now, before map[string]assist.SupplyLines // of the plans, by unit; "" for all
	unserved    counter
	county      counter // rows that wait for the county
	city        counter // and for the city or the operator
	due         counter // terms that end soon
	planned     bool
	frozen      bool // there is a plan of the supply week before
}

func newUnitTable(w *weekly) unitTable {
	u := unitTable{weekly: w, unserved: counter{}, county: counter{}, city: counter{}, due: counter{}, planned: w.Plan.State != assist.PlanMissing}
	u.now = linesByUnit(w.Plan.Kept())
	last, ok := planOf(w.Facts, w.Week.Add(-1))
	u.before, u.frozen = linesByUnit(last.Kept()), ok
	for _, x := range w.Plan.Unserved {
		u.unserved[x.Unit]++
		u.unserved[""]++
	}
	for _, r := range w.openRows() {
		by := u.city
		if r.Verdict.Turn() == assist.TurnCounty {
			by = u.county
		}
		by[r.Unit]++
		by[""]++
	}
	for _, f := range w.dueSoon() {
		u.due[f.Unit]++
		u.due[""]++
	}
	return u
}

func linesByUnit(lines assist.SupplyLines) map[string]assist.SupplyLines {
	by := map[string]assist.SupplyLines{"": lines}
	for _, l := range lines {
		unit := l.Open().Unit
		by[unit] = append(by[unit], l)
	}
	return by
}

func (u unitTable) row(name, unit string) []string {
	given := supplied(u.now[unit])
	row := []string{name, dash, dash, dash}
	if u.planned {
		row = append([]string{name}, wholeTexts(given.customers, u.unserved[unit], given.extra)...)
	}
	row = append(row, figure{before: supplied(u.before[unit]).extra, known: u.frozen}.earlier(""))
	now, last := u.visitsIn(u.Period, unit), u.visitsIn(u.Period.Add(-1), unit)
	late := u.signalsOf(unvisited, unit)
	row = append(row, figure{now.visits, last.visits, u.begun}.cells()...)
	return append(row, wholeTexts(late, u.allSignals(unit)-late, u.county[unit], u.city[unit], u.due[unit])...)
}

func (w *weekly) allSignals(unit string) int {
	n := 0
	for _, s := range w.Signals {
		if unit == "" || s.Unit == unit {
			n++
		}
	}
	return n
}
