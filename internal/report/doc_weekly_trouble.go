package report

import (
	"fmt"
	"sort"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// How many waiting rows a report names.
const (
	mostOpen    = 5
	mostOpenOwn = 6 // of one unit
	mostNamed   = 3 // in a sentence
)

// mostLate is how many units that came late are named.
const mostLate = 12

// troubles is 五、存在问题: who did not report, what waits and for whom, and what
// is missing or old.
func (w *weekly) troubles() {
	w.head("五、存在问题")
	var lines []string
	add := func(s string) {
		if s != "" {
			lines = append(lines, tight(inPaper(s)))
		}
	}
	add(w.reportWords())
	add(w.openWords())
	add(w.overdueWords())
	for _, s := range append(w.registerWords(), w.standardWords()...) {
		add(s)
	}
	for _, x := range w.Faults {
		if x.Topic != assist.OfUnused && x.Topic != assist.OfMissing { // with these the report begins
			add(strings.TrimRight(x.Text, "。") + "。")
		}
	}
	none := "本周没有发现需要处理的问题。"
	if w.decided {
		none = "除上列事项外，没有发现其他需要处理的问题。"
	}
	w.list(lines, none)
	w.openTable()
}

// registerWords say that 许可证状态 is missing or old. The city's report begins
// with a missing one; a unit is told that it is not its errand.
func (w *weekly) registerWords() []string {
	switch {
	case w.unit != "":
		return w.registerNews()
	case !w.Register.Present():
		return nil
	}
	return w.registerNote()
}

// standardWords name the units whose dibao standard is older than
// 低保标准过期月数, by the day it came into force, and those without one.
func (w *weekly) standardWords() []string {
	aged, none := w.Terms.Standards(w.Today)
	days, old := agedByDay(aged)
	var parts, lines []string
	for _, d := range days {
		parts = append(parts, fmt.Sprintf("%s（%s起）", firstOf(old[d], 2, "个单位"), inProse(d)))
	}
	switch {
	case len(parts) > 0 && w.unit != "":
		lines = append(lines, fmt.Sprintf("标准可能已更新：低保标准%s起执行，由市局核对，县区不用处理。", inProse(days[0])))
	case len(parts) > 0:
		lines = append(lines, fmt.Sprintf("标准可能已更新：%s的低保标准已执行超过%d个月，由市局核对。", strings.Join(parts, "，"), w.Terms.Limit(assist.StandardMonths, w.Today).Int()))
	}
	if len(none) > 0 {
		lines = append(lines, "缺低保标准："+firstOf(none, 5, "个单位")+"，由市局在政策参数中补录。")
	}
	return lines
}

// reportWords names the units that came late. Who still may report is in no trouble: the
// table of units has it, and 六 the deadline.
func (w *weekly) reportWords() string {
	if w.unit != "" {
		return ""
	}
	var late []string
	for _, u := range w.units {
		if r := u.Report; r.State == assist.Late {
			late = append(late, fmt.Sprintf("%s（%s收到）", u.Unit, hourProse(r.First)))
		}
	}
	if len(late) == 0 {
		return ""
	}
	if len(late) > mostLate {
		return fmt.Sprintf("迟报的单位%d个，见一的“报送”一栏。", len(late))
	}
	return "迟报的单位：" + oneTail(late) + "。"
}

// overdueWords says in which units customers are overdue for a visit, to a unit
// which ones; the list that names them all is named. How many stands at the head.
func (w *weekly) overdueWords() string {
	late := only(w.Signals, func(s assist.Signal) bool { return s.Code == unvisited })
	if len(late) == 0 {
		return ""
	}
	by := counter{}
	var own []string
	for _, s := range late {
		by[s.Unit]++
		own = append(own, w.called(s.Licence))
	}
	who, list := unitsWords(by), "；名单见监督清单"+unvisited
	switch {
	case w.unit != "" && len(own) > mostNamed:
		who, list = strings.Join(own[:mostNamed], "、")+"等", "；名单见在册与待办“在册”的提醒"
	case w.unit != "":
		who, list = strings.Join(own, "、"), ""
	}
	if n := answeredOf(late); n > 0 {
		list += "；" + answeredWords(n, len(late))
	}
	return fmt.Sprintf("超期未走访（超过%d天）：%s%s。", w.Terms.Limit(assist.VisitDays, w.Today).Int(), who, list)
}

// unitsWords names the units with most customers, and how many each has; of a single one
// the number has been told.
func unitsWords(by counter) string {
	if len(by) == 1 {
		for unit, n := range by {
			return allOf(n) + "在" + unit
		}
	}
	marked := counter{} // a name may end in a digit
	for unit, n := range by {
		marked[unit+"（"] = n
	}
	return firstOf(strings.Split(marked.sorted("户）"), "、"), 3, "个单位")
}

// openRows are the rows somebody still has to act on, longest waiting first.
func (w *weekly) openRows() []assist.JudgedApplication {
	list := only(w.waitingAll(), isOpen)
	sort.SliceStable(list, func(i, j int) bool { return list[i].Verdict.Since < list[j].Verdict.Since })
	return list
}

// openWords counts what waits, and how much of it came in earlier weeks. The city is
// told by outcome and by whose turn it is, and what the counties do; a unit's report
// begins with what it does itself, and is told here what it need not do.
func (w *weekly) openWords() string {
	n := w.openCounts()
	county := n.county()
	all := county + n.city + n.operator
	if all == 0 {
		return ""
	}
	older := ""
	switch n := len(only(w.older, isOpen)); n {
	case 0:
	case all:
		older = "（往期）"
	default:
		older = fmt.Sprintf("（其中往期的%d户）", n)
	}
	others := []quantity{{"由市局处理", n.city}, {"由运维处理", n.operator}}
	if w.unit != "" {
		text := fmt.Sprintf("未办结的申请%d户%s，%s", all, older, namedTable(openCaption))
		if rest := inOrder("户", others...); rest != "" {
			text += "；" + rest + "，县区等候答复"
		}
		return text + "。"
	}
	outcomes := inOrder("户", quantity{"退回", n.returned + n.refused}, quantity{"待核", all - n.returned - n.refused})
	if n.refused > 0 {
		outcomes += fmt.Sprintf("，其中没有收下的文件和工作表中%d户", n.refused)
	}
	turns := inOrder("户", append([]quantity{{"由县区处理", county}}, others...)...)
	var do []string
	if n.returned+n.held > 0 {
		do = append(do, "县区按回执改正后重报或在核实说明中答复")
	}
	if n.expired > 0 {
		do = append(do, "县区把"+w.expiredWords(n.expired))
	}
	if n.city > 0 && w.cityDecision() == "" {
		confirm := "市局在待办_市局的“名单调整”中确认"
		if w.lacksTerms() {
			confirm += "或补录参数"
		}
		do = append(do, confirm)
	}
	if len(do) > 0 {
		do[0] = "请" + do[0]
		do[len(do)-1] += "。"
	}
	return fmt.Sprintf("未办结的申请%d户%s：%s；%s，%s。%s", all, older, outcomes, turns, namedTable(openCaption), strings.Join(do, "，"))
}

// isOpen reports whether somebody still has to act on a row.
func isOpen(r assist.JudgedApplication) bool { return r.Verdict.Outcome != assist.Ineligible }

// countyWords says what a county does about its open rows.
func (w *weekly) countyWords(n openCount) string {
	var parts []string
	if n.returned > 0 {
		parts = append(parts, fmt.Sprintf("退回%d户按回执改正后重报", n.returned))
	}
	if n.held > 0 {
		parts = append(parts, fmt.Sprintf("待核%d户在核实说明中答复", n.held))
	}
	if n.expired > 0 {
		parts = append(parts, w.expiredWords(n.expired))
	}
	return strings.Join(parts, "，")
}

// expiredWords say of n held rows that the county applies anew.
func (w *weekly) expiredWords(n int) string {
	return fmt.Sprintf("申请日期已过%d天、市局不能再确认的%d户按新的申请日期重新申请", w.confirmDays(), n)
}

// openLine is a line of the table of what waits: a row, or all that wait of one sheet
// that was refused.
type openLine struct {
	row  assist.JudgedApplication
	rows int
}

// openLines are the lines of openTable, longest waiting first.
func (w *weekly) openLines() []openLine {
	var lines []openLine
	at := map[assist.Place]int{} // by receipt and sheet
	for _, r := range w.openRows() {
		sheet := assist.Place{Receipt: r.Receipt, Sheet: r.Sheet}
		if i, known := at[sheet]; known && r.Verdict.Refused != "" {
			lines[i].rows++
			continue
		}
		if r.Verdict.Refused != "" {
			at[sheet] = len(lines)
		}
		lines = append(lines, openLine{r, 1})
	}
	return lines
}

// openCaption is the name of the table of what waits.
const openCaption = "未办结的申请"

// openTable lists the rows that wait, by licence; those of a refused sheet in one line.
func (w *weekly) openTable() {
	lines := w.openLines()
	if len(lines) == 0 {
		return
	}
	whose, most := []string{"县区", "许可证号"}, mostOpen
	if w.unit != "" {
		whose, most = []string{"许可证号", "经营者"}, mostOpenOwn
	}
	t := paper.Table{Columns: columns(append(whose, "结果", "规则与原因", "由谁处理", "自何时")...)}
	t.Columns[3].Weight, t.Columns[3].Align = 1, paper.Left
	for _, l := range lines[:min(len(lines), most)] {
		t.Rows = append(t.Rows, w.openCells(l))
	}
	named, rest := 0, 0
	for i, l := range lines {
		if i < most {
			named += l.rows
		} else {
			rest += l.rows
		}
	}
	if rest > 0 {
		t.Notes = []string{fmt.Sprintf("注：按等待时间先后列前%d户，其余%d户见%s。", named, rest, w.fullList())}
	}
	w.table(openCaption, "", t)
}

// openCells are a line as it is printed.
func (w *weekly) openCells(l openLine) []string {
	r := l.row
	name, operator, why := rowName(r), w.shown(r.Licence, r.Operator), reasonsOf(r)
	switch {
	case l.rows > 1:
		operator = ""
		name, why = fmt.Sprintf("%s%d户", r.Sheet, l.rows), refusalOf(r)+"，见回执"+r.Receipt
	case w.Erased[r.Licence]:
		why = gone
	}
	whose := []string{r.Unit, name}
	if w.unit != "" {
		whose = []string{name, operator}
	}
	return append(whose, string(r.Verdict.Outcome), why, string(r.Verdict.Turn()), r.Verdict.Since.String())
}

// fullList is the workbook that names all that wait.
func (w *weekly) fullList() string {
	if w.unit == "" {
		return "备案汇总表“退回与待核”"
	}
	return "在册与待办表“待办”"
}

// rowName names a row without personal data: its licence, else its place. What
// was typed in place of a licence may be anything.
func rowName(r assist.JudgedApplication) string {
	if len(r.Licence) == 12 {
		return r.Licence
	}
	return fmt.Sprintf("%s 第%d行", r.Receipt, r.Place.Row)
}
