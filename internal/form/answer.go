package form

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// toldOnly are the words of our own advice that say 属实 and are no answer: what
// stands in quotation marks, 属实的, and how an answer is written anew.
var toldOnly = regexp.MustCompile(`“[^”]*”|不?属实的|改写核实说明.*`)

// saysSo reports a text in which somebody answers 属实 or 不属实; our own advice,
// which may stand in the same cell, does not count.
func saysSo(text string) bool {
	const word = "属实"
	if !strings.Contains(text, word) {
		return false
	}
	if said, quoted := strings.CutPrefix(compact(text), "“"); quoted && strings.HasPrefix(said, word) {
		return true // copied from the advice with its marks
	}
	return strings.Contains(toldOnly.ReplaceAllString(text, ""), word)
}

// elsewhere is where an answer stands on a row of 申请表 outside 核实说明, in
// words: in a column that is not read, such as our 问题, or in 备注; "" for nowhere.
func (l *layout) elsewhere(r sheet.Row) string {
	for _, c := range r.Cells {
		i := l.columnOf(c.Col)
		if c.Kind != sheet.Text || i >= 0 && l.form.Columns[i].Header != column.Remark || !saysSo(c.Text) {
			continue
		}
		if h := slices.IndexFunc(l.heads, func(h head) bool { return h.col == c.Col }); h >= 0 {
			return "“" + trim(l.heads[h].raw) + "”一列的 " + sheet.Address(c.Col, r.Number)
		}
		return "表外的 " + sheet.Address(c.Col, r.Number)
	}
	return ""
}

// answersBeside finds the answers that stand on our own 回执 sheet, beside the
// problem they answer: where each is, by the sheet and row of the problem.
func (d *decoder) answersBeside(list []*tab) error {
	for _, t := range list {
		if t.folded != sheet.Ours.Sheet || !t.ours {
			continue
		}
		sheetCol, cellCol := 0, 0
		for r, err := range d.src.Rows(t.index) {
			if err != nil {
				return err
			}
			if s, c := under(r, "工作表"), under(r, "单元格"); s > 0 && c > 0 {
				sheetCol, cellCol = s, c
				continue
			}
			if sheetCol > 0 {
				d.beside(t.name, r, r.At(sheetCol).Text, r.At(cellCol).Text)
			}
		}
	}
	return nil
}

// beside notes the answer that stands on a row of the 回执 sheet, if any.
func (d *decoder) beside(front string, r sheet.Row, name, at string) {
	_, row, ok := sheet.ParseAddress(at)
	if !ok {
		row, _ = strconv.Atoi(strings.Trim(at, "第行 "))
	}
	i := slices.IndexFunc(r.Cells, func(c sheet.Cell) bool { return c.Kind == sheet.Text && saysSo(c.Text) })
	if row == 0 || i < 0 {
		return
	}
	if d.answers == nil {
		d.answers = map[assist.Place]string{}
	}
	d.answers[assist.Place{Sheet: name, Row: row}] = "工作表“" + front + "”的 " + sheet.Address(r.Cells[i].Col, r.Number)
}

// under is the column of a row that holds a text; 0 for none.
func under(r sheet.Row, text string) int {
	for _, c := range r.Cells {
		if compact(c.Text) == text {
			return c.Col
		}
	}
	return 0
}
