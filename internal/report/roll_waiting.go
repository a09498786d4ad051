package report

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// waiting is 退回与待核: the week's rows that are not filed, then older rows that
// still wait, a line a finding.
func (r rolling) waiting() sheet.Page {
	p := r.page("退回与待核", "退回、待核与不符合申请明细", "条")
	week, older := r.unfiled("")
	if note := waitingNote(week, older); note != "" {
		p.Notes = append(p.Notes, note)
	}
	p.Notes = append(p.Notes, r.refusedFiles("")...)
	b := sheet.Block{Empty: "本周无退回、待核或不符合的申请", Filter: true,
		Columns: narrow(heads(column.Unit, column.Licence, long(column.Shop), column.Operator, column.Business, column.Hardship, column.Outcome, column.Rule, column.Cell, long(column.Trouble), long(column.Fix), column.Turn, column.Since, long(column.Source), column.ThisWeek),
			map[column.Header]float64{column.Shop: 16, column.Trouble: 38, column.Fix: 38, column.Source: 22})}
	for _, row := range week {
		b.Rows = append(b.Rows, r.waitingRows(row, "是")...)
	}
	for _, row := range older {
		b.Rows = append(b.Rows, r.waitingRows(row, "")...)
	}
	p.Blocks = []sheet.Block{b}
	return p
}

// waitingNote counts what is listed, the week's rows and older ones; "" when nothing is.
func waitingNote(week, older []assist.JudgedApplication) string {
	if len(week)+len(older) == 0 {
		return ""
	}
	note := "本周 " + customersOf(week) + "，一条问题一行"
	if len(older) > 0 {
		note += "；往期仍未办结的 " + customersOf(older) + "列在其后，不计入本周申请（“本周”列为空）"
	}
	return note + "。"
}

// customersOf counts rows as customers, as 汇总 does: those that are nobody's apart.
func customersOf(rows []assist.JudgedApplication) string {
	nobodys := len(only(rows, func(row assist.JudgedApplication) bool { return row.Nobodys() }))
	words := fmt.Sprintf("%d 户", len(rows)-nobodys)
	if nobodys > 0 {
		words += fmt.Sprintf("（另有 %d 行不知道是哪位客户）", nobodys)
	}
	return words
}

// unfiled are the week's rows of a unit, or of all (""), that were not filed, and
// older ones that wait or went back and have not been replaced; of somebody erased
// nothing is asked any more.
func (r rolling) unfiled(unit string) (week, older []assist.JudgedApplication) {
	counted := map[assist.Place]bool{}
	for row := range r.WeekRows(unit) {
		counted[row.Place] = true
		if row.Verdict.Outcome != assist.Filed {
			week = append(week, row)
		}
	}
	for row := range r.LastRows(unit) {
		if !counted[row.Place] && !r.erased[row.Licence] && (row.Verdict.Outcome == assist.Held || row.Verdict.Outcome == assist.Returned) {
			older = append(older, row)
		}
	}
	r.sortRows(week)
	r.sortRows(older)
	return week, older
}

// sortRows sorts by unit, else as taken.
func (r rolling) sortRows(rows []assist.JudgedApplication) {
	sort.SliceStable(rows, func(i, j int) bool { return r.rank(rows[i].Unit) < r.rank(rows[j].Unit) })
}

// waitingRows is a line for each finding that keeps a row from being filed.
func (r rolling) waitingRows(row assist.JudgedApplication, week string) [][]sheet.Value {
	var lines [][]sheet.Value
	add := func(x assist.Finding) { lines = append(lines, r.waitingRow(row, x, week)) }
	own := ordered(row.Verdict.Told())
	if !slices.ContainsFunc(own, func(x assist.Finding) bool { return x.Level == assist.LevelReturn }) && row.Verdict.Refused != "" && !r.erased[row.Licence] {
		add(r.refusalOf(row))
	}
	for _, x := range own {
		if x.Keeps() {
			add(x)
		}
	}
	switch {
	case len(lines) > 0:
	case r.erased[row.Licence]:
		add(assist.Finding{Message: "个人信息" + gone + "，原因不再列出", Fix: "不用处理"})
	default:
		add(r.refusalOf(row))
	}
	return lines
}

// refusalOf is why the sheet or file of a row was refused, told of the row.
func (r rolling) refusalOf(row assist.JudgedApplication) assist.Finding {
	why := assist.Finding{Message: "所在工作表或文件被整份退回", Fix: "按回执改好后重新报送", Turn: assist.TurnCounty}
	file, _ := r.FileOf()(row.Receipt)
	x, told := file.Refusal(row.Place.Sheet)
	if !told {
		return why
	}
	why.Code, why.Cell, why.Message = x.Code, x.Cell, why.Message+"："+strings.TrimRight(x.Message, "。")
	if x.Fix != "" {
		why.Fix = x.Fix
	}
	return why
}

func (r rolling) waitingRow(row assist.JudgedApplication, x assist.Finding, week string) []sheet.Value {
	v := row.Verdict
	own := func(s string) string { return r.shown(row.Licence, s) }
	line := texts(row.Unit, licenceOf(row), own(row.Shop), own(row.Operator), own(string(row.Business)), own(string(row.Hardship)))
	line = append(line, sheet.S(string(v.Outcome)).With(signed[v.Outcome].tone))
	return slices.Concat(line, texts(x.Code, x.Cell, counted(x), x.Fix, string(x.Turn)), dates(v.Since), texts(row.Place.Words(), week))
}

// licenceOf is the licence of a row, else what was typed for it.
func licenceOf(row assist.JudgedApplication) string {
	if row.Licence == "" {
		return shortened(row.Text(column.Licence), 40)
	}
	return row.Licence
}

// refusedFiles names the files, and then the sheets of other files, of one unit or of
// all, of which nothing was taken and in whose place nothing has come, in whatever week
// they came, and says what to do.
func (r rolling) refusedFiles(unit string) []string {
	return append(r.refusedOf(unit, func(assist.Taken) bool { return true }), r.astrayFiles(unit)...)
}

// refusedOf names those that count, of one unit or of all.
func (r rolling) refusedOf(unit string, counts func(assist.Taken) bool) []string {
	whose := func(t assist.Taken) string {
		if unit == "" {
			return t.Unit + " " + t.Receipt
		}
		return t.Receipt
	}
	do, move := "请按回执改好，重新放入 收件箱/"+unit, "请放入它所属单位的收件箱；填报单位写错的，按回执改好，重新放入 收件箱/"+unit
	if unit == "" {
		do, move = "由报送单位按回执改好，重新放入收件箱", "由报送单位放入它所属单位的收件箱；填报单位写错的，按回执改好再放"
	}
	var notes, names []string
	for _, x := range only(r.OpenSheets(unit), func(x assist.RefusedSheet) bool { return counts(x.Taken) }) {
		names = append(names, whose(x.Taken)+" "+x.Sheet+rowsWord(x.Rows()))
	}
	open := only(r.OpenRefusals(unit), counts)
	for _, g := range []struct {
		what, do string
		of       []assist.Taken
	}{
		{"整份退回的文件", do, only(open, func(t assist.Taken) bool { return !t.Misplaced() })},
		{"不是本文件夹的文件", move, only(open, assist.Taken.Misplaced)},
	} {
		files := make([]string, len(g.of))
		for i, t := range g.of {
			files[i] = whose(t) + rowsWord(t.RefusedRows())
		}
		if len(files) > 0 {
			notes = append(notes, fmt.Sprintf("另有%s %d 份，没有收下任何一行：%s。%s%s。", g.what, len(files), strings.Join(files, "、"), g.do, r.givenUp(g.of)))
		}
	}
	if len(names) > 0 {
		notes = append(notes, fmt.Sprintf("另有没有收下的工作表 %d 张，上面的行一行都没有登记：%s。%s。", len(names), strings.Join(names, "、"), do))
	}
	return notes
}

// rowsWord is how many rows of a file or sheet nobody has judged; "" when that is not known.
func rowsWord(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("（%d 行）", n)
}

// astrayFiles tells a unit of the files that say they are its own and lie in another
// folder: their receipts went to that folder's unit.
func (r rolling) astrayFiles(unit string) []string {
	if unit == "" {
		return nil
	}
	var notes []string
	for _, t := range r.Astray(unit) {
		notes = append(notes, fmt.Sprintf("另有一份写明是本单位的文件放在 收件箱/%s（回执 %s，%s收到），没有收下：确是本单位的，请放入 收件箱/%s。", t.Unit, t.Receipt, inProse(assist.DateOf(t.At)), unit))
	}
	return notes
}

// givenUp says how a refused file of an earlier week is done with that is not sent again.
func (r rolling) givenUp(open []assist.Taken) string {
	if slices.ContainsFunc(open, func(t assist.Taken) bool { return assist.WeekOf(assist.DateOf(t.At)).Before(r.Period) }) {
		return "；已用别的文件报过或不再报的，由市局在待办_市局的“待确认”里填作废"
	}
	return ""
}
