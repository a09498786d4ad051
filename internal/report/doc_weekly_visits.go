package report

import (
	"fmt"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/paper"
)

// unvisited is the signal of customers who were not visited in time.
const unvisited = "A105"

// A visitCount is the visits of a week.
type visitCount struct {
	visits, customers, open int // open: the problem is 处理中
	services                counter
}

// visitsIn counts the visits of a week, of one unit or of all ("").
func (w *weekly) visitsIn(week assist.Week, unit string) visitCount {
	n := visitCount{services: counter{}}
	seen := map[string]bool{}
	for _, v := range w.Visits {
		if assist.WeekOf(v.Day) != week || unit != "" && v.Unit != unit {
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
	text := fmt.Sprintf("本周走访%s，涉及%s。", figure{now.visits, last.visits, w.begun}.inWords("次"), figure{now.customers, last.customers, w.begun}.inWords("户"))
	var services []string
	for _, s := range column.Services {
		if n := now.services[s]; n > 0 {
			services = append(services, fmt.Sprintf("%s%d次", s, n))
		}
	}
	if len(services) > 0 {
		text += "服务内容：" + strings.Join(services, "、") + "。"
	}
	if now.open > 0 {
		text += fmt.Sprintf("反映的问题处理中%d件。", now.open)
	}
	return text + w.coverageWords()
}

// coverageWords counts the visits due, made in time and overdue (五.4).
func (w *weekly) coverageWords() string {
	if w.FollowUp == nil {
		return ""
	}
	return coverageOf(w.FollowUp.Total.Visiting, w.Terms.Limit(assist.VisitDays, w.Today).Int())
}

// coverageOf is the one way visits are told of: due = in time + overdue, beside
// those whom nobody has visited yet and nobody need have.
func coverageOf(v assist.Visiting, days int) string {
	return fmt.Sprintf("按%d天一次走访，%s%s。", days, dueWords(v, days), notDueWords(v, days))
}

// dueWords tells of those who were visited within the days, or are overdue.
func dueWords(v assist.Visiting, days int) string {
	switch {
	case v.Customers == 0:
		return "目前没有到期应走访的客户"
	case v.Overdue == 0:
		return fmt.Sprintf("应走访%d户，都在近%d天内走访过", v.Customers, days)
	case v.Covered == 0:
		return fmt.Sprintf("应走访%d户，都超期未走访", v.Customers)
	}
	return fmt.Sprintf("应走访%d户，其中按期走访%d户（%s）、超期未走访%d户", v.Customers, v.Covered, v.Coverage().Percent(), v.Overdue)
}

// notDueWords tells of those whose first visit is not due yet; "" without any.
func notDueWords(v assist.Visiting, days int) string {
	if v.NotDue == 0 {
		return ""
	}
	return fmt.Sprintf("；其余%d户备案未满%d天，尚未到期", v.NotDue, days)
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

// signalWords counts the signals by code and says what they measure.
func (w *weekly) signalWords() string {
	if len(w.Signals) == 0 {
		return "本周没有监督信号。"
	}
	var parts []string
	for _, s := range signals {
		if n := w.signalsOf(s.code, ""); n > 0 {
			parts = append(parts, fmt.Sprintf("%s %s%d条", s.code, s.name, n))
		}
	}
	answered := 0
	for _, s := range w.Signals {
		if s.Reply != "" {
			answered++
		}
	}
	return fmt.Sprintf("监督信号%d条（指标，不是结论）：%s；%s。", len(w.Signals), strings.Join(parts, "、"), answeredWords(answered, len(w.Signals)))
}

// unitTable is supply, visits and signals by unit.
func (w *weekly) unitTable() {
	t := paper.Table{Columns: columns("县区", "受益", "未供货", thisWeek, lastWeek, thisWeek, lastWeek, "超期未访", "其他信号", "由县区", "由市局", w.dueHeader()), Empty: noUnits}
	grouped(&t, 1, 3, "供货户数")
	grouped(&t, 3, 5, "帮扶加量")
	grouped(&t, 5, 7, "走访次数")
	grouped(&t, 7, 9, "监督信号")
	grouped(&t, 9, 11, "未办结申请")
	figuresFrom(&t, 1)
	u := newUnitTable(w)
	for _, x := range w.units {
		t.Rows = append(t.Rows, u.row(x.Unit, x.Unit))
	}
	t.Total = u.row(assist.Sum, "")
	w.table("各县区投放、走访与待办情况", "户、条、次", t)
}

// unitTable is what the table of units is made of.
type unitTable struct {
	*weekly
	now, before map[string][]assist.SupplyLine // of the plans, by unit; "" for all
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

func linesByUnit(lines []assist.SupplyLine) map[string][]assist.SupplyLine {
	by := map[string][]assist.SupplyLine{"": lines}
	for _, l := range lines {
		by[l.Unit] = append(by[l.Unit], l)
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
