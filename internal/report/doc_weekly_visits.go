package report

import (
	"fmt"
	"strings"

	"bangfu/internal/assist"
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
		if v.State == "处理中" {
			n.open++
		}
		for _, s := range v.Services {
			n.services[s]++
		}
	}
	n.customers = len(seen)
	return n
}

// followed is 四、走访与监督: the visits of the week and the signals.
func (w *weekly) followed() {
	w.head("四、走访与监督")
	now, last := w.visitsIn(w.Period, w.unit), w.visitsIn(w.Period.Add(-1), w.unit)
	w.say("%s", w.visitWords(now, last))
	w.say("%s", w.signalWords())
	if w.unit == "" {
		w.visitTable()
	}
	w.signalTable()
}

func (w *weekly) visitWords(now, last visitCount) string {
	text := fmt.Sprintf("本周走访%s，涉及%s。", figure{now.visits, last.visits, w.begun}.told("次"), figure{now.customers, last.customers, w.begun}.told("户"))
	var services []string
	for _, s := range assist.Services {
		if n := now.services[s]; n > 0 {
			services = append(services, fmt.Sprintf("%s%d次", s, n))
		}
	}
	if len(services) > 0 {
		text += "服务内容：" + strings.Join(services, "、") + "。"
	}
	if now.open > 0 {
		text += fmt.Sprintf("走访中反映的问题仍在处理的%d件。", now.open)
	}
	return text + fmt.Sprintf("超过走访间隔（%d天）未走访%d户。", w.Terms.Limit(assist.VisitDays, w.Today).Int(), w.signalsOf(unvisited, ""))
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

func (w *weekly) signalWords() string {
	if len(w.Signals) == 0 {
		return "本周没有监督信号。"
	}
	answered := 0
	for _, s := range w.Signals {
		if s.Reply != "" {
			answered++
		}
	}
	return fmt.Sprintf("监督信号%d条，已答复%d条，待答复%d条。信号是指标，不是结论，由内管科核查。", len(w.Signals), answered, len(w.Signals)-answered)
}

// visitTable is visits and signals by unit.
func (w *weekly) visitTable() {
	t := paper.Table{Columns: columns("县区", "本周", "上周", "走访户数", "处理中问题", "超期未走访", "其他信号"), Empty: noUnits}
	t.Columns[1].Group, t.Columns[2].Group = "走访次数", "走访次数"
	row := func(name, unit string) []string {
		now, last := w.visitsIn(w.Period, unit), w.visitsIn(w.Period.Add(-1), unit)
		late := w.signalsOf(unvisited, unit)
		return append(append([]string{name}, figure{now.visits, last.visits, w.begun}.cells()...),
			strs(now.customers, now.open, late, w.allSignals(unit)-late)...)
	}
	for _, u := range w.units {
		t.Rows = append(t.Rows, row(u.Unit, u.Unit))
	}
	t.Total = row(assist.Sum, "")
	w.table("各县区走访与监督情况", "次、户、条", t)
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

// signalTable is the signals by code, those that speak.
func (w *weekly) signalTable() {
	t := paper.Table{Columns: columns("信号", "指标", "条数", "已答复", "待答复")}
	t.Columns[1].Weight, t.Columns[1].Align = 1, paper.Left
	var all, done int
	for _, s := range signals {
		n, answered := 0, 0
		for _, x := range w.Signals {
			if x.Code == s.code {
				n++
				if x.Reply != "" {
					answered++
				}
			}
		}
		if n == 0 {
			continue
		}
		t.Rows = append(t.Rows, append([]string{s.code, s.name}, strs(n, answered, n-answered)...))
		all, done = all+n, done+answered
	}
	if len(t.Rows) == 0 {
		return
	}
	t.Total = append([]string{assist.Sum, ""}, strs(all, done, all-done)...)
	w.table("监督信号", "条", t)
}
