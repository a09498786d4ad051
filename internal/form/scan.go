package form

import (
	"slices"
	"strings"
	"unicode/utf8"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// nothingNew are the words of a county that has nobody to report.
var nothingNew = []string{"本期无新增", "本月无新增", "本周无新增", "无新增"}

// saysNothing reports such words, alone or in a short sentence.
func saysNothing(s string) bool {
	const most = 12 // characters
	if len(s) > 4*most || !strings.Contains(s, "无") || utf8.RuneCountInString(s) > most {
		return false
	}
	text := compact(s)
	return slices.ContainsFunc(nothingNew, func(words string) bool { return strings.HasPrefix(text, words) })
}

// footers begin a line below a table that belongs to the paper, not to the data.
var footers = []string{"注:", "备注:", "说明:", "填表说明", "单位负责人", "负责人:", "审核人:", "经办人:", "联系人", string(column.Phone), "制表人", "填表人", "填报人", "填表日期", "填报日期", "填报单位", "分管领导", "主管领导", "以下空白", "(以下空白", "以下无", "(以下无"}

// rowSort of a row below the header.
type rowSort uint8

const (
	dataRow rowSort = iota
	blankRow
	totalRow
	headerRow
)

// sortOf tells what a row below the header is. Cells under our own columns and
// under headers that are none of the form's do not make a row.
func (l *layout) sortOf(r sheet.Row) rowSort {
	values, equal, known := 0, 0, 0
	first := ""
	var moved []sheet.Cell
	for _, c := range r.Cells {
		if c.Text == "" && c.Kind != sheet.Formula || l.ours[c.Col] {
			continue
		}
		i := l.columnOf(c.Col)
		if c.Kind == sheet.Text && blankText(c.Text) {
			continue
		}
		values++
		if first == "" {
			first = c.Text
		}
		switch {
		case c.Kind != sheet.Text:
		case l.isHeader(c):
			equal++
		case l.isNamed(c.Text):
			moved = append(moved, c)
		}
		if i >= 0 && l.form.Columns[i].Kind != Serial {
			known++
		}
	}
	switch {
	case equal+len(moved) >= 2 && (equal+len(moved))*5 >= values*4:
		l.moves(r.Number, moved)
		return headerRow
	case l.isTotal(r):
		return totalRow
	case l.leftBlank(r):
		l.noteBegun(r)
		return blankRow
	case values > 0 && (l.isFooter(r, first) || l.isWords(r)):
		l.pass(r)
		return blankRow
	case known == 0:
		return blankRow
	}
	return dataRow
}

// columnOf is the form's column of a sheet's column; -1 for none.
func (l *layout) columnOf(col int) int {
	if col < len(l.byCol) {
		return l.byCol[col] - 1
	}
	return -1
}

// isHeader reports a cell that repeats its header.
func (l *layout) isHeader(c sheet.Cell) bool {
	own, there := l.texts[c.Col]
	if !there || len(c.Text) > 60 {
		return false
	}
	if text := compact(c.Text); text == own[0] || text == own[1] {
		return true
	}
	name, _ := foldHeader(c.Text)
	i, _, ok := l.form.column(name)
	return ok && i == l.columnOf(c.Col)
}

// isNamed reports a text that is the header of some column of the form.
func (l *layout) isNamed(text string) bool {
	if len(text) > 60 {
		return false
	}
	name, _ := foldHeader(text)
	_, _, ok := l.form.column(name)
	return ok
}

// moves notes a header whose columns do not stand as in the first one: what
// lies below it would be read by the wrong names.
func (l *layout) moves(row int, moved []sheet.Cell) {
	if len(moved) == 0 || l.moved != nil {
		return
	}
	c := moved[0]
	l.moved = &sheet.Fault{Kind: sheet.HeaderMoved, Sheet: l.name, Row: row, Cell: sheet.Address(c.Col, row), Value: c.Text, Read: "第 " + itoa(l.last) + " 行"}
}

// totalWords are the labels of a total, and what they add up: 小计 what stands
// since the last total, 合计 and 总计 everything. 汇总 behind a name is the 小计 of
// Excel's 分类汇总.
var totalWords = []struct{ word, means string }{
	{"合计", "合计"}, {"小计", "小计"}, {"总计", "总计"}, {"共计", "合计"}, {"累计", "合计"}, {"总和", "合计"},
}

// The lengths, in characters, of a label and of a name with 汇总 behind it.
const (
	mostLabel   = 10
	mostGrouped = 30
	grouped     = "汇总"
)

// totalWord is 合计, 小计 or 总计 when a text is the label of a total; else "".
func totalWord(s string) string {
	if len(s) > 4*mostGrouped {
		return ""
	}
	s = strings.Trim(compact(s), ":()[]【】*-—")
	name, of := strings.CutSuffix(s, grouped)
	switch n := utf8.RuneCountInString(s); {
	case of && name == "":
		return "合计"
	case of && n <= mostGrouped:
		return "小计"
	case n > mostLabel:
		return ""
	}
	for _, w := range totalWords {
		if strings.HasSuffix(s, w.word) || strings.HasPrefix(s, w.word) {
			return w.means
		}
	}
	return ""
}

// addsUp is the word of a row that is a total by its formulas alone: it adds up
// rows of the table. From the first row on that is 合计, else 小计.
func (l *layout) addsUp(r sheet.Row) string {
	for _, c := range r.Cells {
		switch {
		case c.SumFrom == 0 || c.SumFrom >= r.Number || l.columnOf(c.Col) < 0:
		case c.SumFrom <= l.last+1:
			return "合计"
		default:
			return "小计"
		}
	}
	return ""
}

// isTotal reports a row whose only text is 合计, 小计 or 总计; numbers may stand beside it.
func (l *layout) isTotal(r sheet.Row) bool {
	if i := l.form.licence(); l.addsUp(r) != "" && i >= 0 && l.cols[i] > 0 && blankText(r.At(l.cols[i]).Text) {
		return true
	}
	found := false
	for _, c := range r.Cells {
		if c.Kind != sheet.Text || l.ours[c.Col] || blankText(c.Text) || dash(c.Text) || numeric(c.Text) {
			continue
		}
		if totalWord(c.Text) == "" {
			return false
		}
		found = true
	}
	return found
}

// numeric reports a text that is a number, perhaps with 户, 人 or 条 behind it.
func numeric(s string) bool {
	s = strings.TrimRight(strings.TrimPrefix(compact(s), "共"), "户人条元个")
	s = strings.TrimPrefix(s, "-")
	_, ok := decimal(s, 2)
	return ok && len(s) < licenceDigits
}

// isFooter reports a line such as 制表人：… below the data: it names no licence. Under
// 许可证号 it may itself hold a telephone number, or a date.
func (l *layout) isFooter(r sheet.Row, first string) bool {
	if i := l.form.licence(); i >= 0 && l.cols[i] > 0 {
		own := r.At(l.cols[i]).Text
		if digits := digitRun(compact(own)); digits >= licenceDigits || digits > 0 && own != first {
			return false
		}
	}
	if len(r.Cells) > 8 {
		return false
	}
	first = compact(first)
	return slices.ContainsFunc(footers, func(f string) bool { return strings.HasPrefix(first, f) })
}

// leftBlank reports a prefilled row that nobody filled in, and the words 本期无新增.
func (l *layout) leftBlank(r sheet.Row) bool {
	if len(r.Cells) <= 2 && saysNothing(r.Cells[0].Text) {
		return true
	}
	if l.prefilled {
		return l.untouched(r)
	}
	asked := 0
	for _, h := range l.form.Alive {
		col := l.cols[l.form.columnAt(h)]
		if col == 0 {
			continue
		}
		asked++
		if !blankCell(r.At(col)) {
			return false
		}
	}
	return asked > 0
}

// noteBegun keeps a blank row that somebody has begun to fill in.
func (l *layout) noteBegun(r sheet.Row) {
	for _, h := range l.form.Begun {
		if col := l.cols[l.form.columnAt(h)]; col > 0 && !blankCell(r.At(col)) {
			l.begun.add(sheet.Fault{Kind: sheet.RowUndecided, Sheet: l.name}, "第 "+itoa(r.Number)+" 行")
			return
		}
	}
}

// scan reads the rows below the header, keeps the account of them and hands
// on the data rows.
func scan(src Source, l *layout, t *assist.Table, each func(sheet.Row) error) error {
	data := 0
	for r, err := range src.Rows(l.sheet) {
		if err != nil {
			return err
		}
		if r.Number <= l.last || l.isVoid(r) {
			continue
		}
		t.LastRow = r.Number
		switch l.sortOf(r) {
		case headerRow:
			t.Headers++
		case totalRow:
			t.Totals++
		case dataRow:
			data++
			if err := each(r); err != nil {
				return err
			}
		}
	}
	l.close(t, data)
	return nil
}

// isVoid reports a row whose only values are blanks, or marks of our own: it is no
// end of a table, however far below it stands.
func (l *layout) isVoid(r sheet.Row) bool {
	return !slices.ContainsFunc(r.Cells, func(c sheet.Cell) bool { return !l.ours[c.Col] && !blankCell(c) })
}

// close completes the account: what is neither data, total nor header is blank.
func (l *layout) close(t *assist.Table, data int) {
	t.LastRow = max(t.LastRow, l.last)
	t.Read = t.LastRow - l.last
	t.Blank = t.Read - data - t.Totals - t.Headers
}
