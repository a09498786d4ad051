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
// stands in quotation marks, 属实的, and how an answer is written again.
var toldOnly = regexp.MustCompile(`“[^”]*”|不?属实的|改写核实说明.*`)

// saysSo reports a text in which somebody answers 属实 or 不属实; our own advice,
// which may stand in the same cell, does not count.
func saysSo(text string) bool {
	if !strings.Contains(text, column.Attested) {
		return false
	}
	if said, quoted := strings.CutPrefix(compact(text), "“"); quoted && strings.HasPrefix(said, column.Attested) {
		return true // copied from the advice with its marks
	}
	return strings.Contains(toldOnly.ReplaceAllString(text, ""), column.Attested)
}

// elsewhere is where an answer stands on a row of 申请表 outside 核实说明, in
// words: in a column that is not read, such as our 问题, in 备注, or, where it names
// a rule, in any other; "" for nowhere.
func (l *layout) elsewhere(r sheet.Row) string {
	for _, c := range r.Cells {
		if c.Kind != sheet.Text || !saysSo(c.Text) || !l.isAnswer(c) {
			continue
		}
		if h := slices.IndexFunc(l.heads, func(h head) bool { return h.col == c.Col }); h >= 0 {
			return "“" + trim(l.heads[h].raw) + "”一列的 " + sheet.Address(c.Col, r.Number)
		}
		return "表外的 " + sheet.Address(c.Col, r.Number)
	}
	return ""
}

// isAnswer reports that 属实 in a cell of 申请表 can only be an answer that went astray.
func (l *layout) isAnswer(c sheet.Cell) bool {
	i := l.columnOf(c.Col)
	if i < 0 {
		return true
	}
	switch l.form.Columns[i].Header {
	case column.Answer:
		return false
	case column.Remark:
		return true
	}
	return ruleCode.MatchString(c.Text)
}

// astrayAnswers notes the answer on a row of another form, if any: in a column of our
// own, on our 回执 sheet beside the row's problem, or where it names a rule. Other
// words of a clerk may say 属实 of something else.
func (d *decoder) astrayAnswers(l *layout, r sheet.Row) {
	at, cell := d.answers[assist.Place{Sheet: l.name, Row: r.Number}], ""
	if i := slices.IndexFunc(r.Cells, l.straysIn); at == "" && i >= 0 {
		cell = sheet.Address(r.Cells[i].Col, r.Number)
		at = cell
	}
	if at == "" {
		return
	}
	l.astray.add(sheet.Fault{Kind: sheet.AnswerAstray, Sheet: l.name, Cell: cell}, at)
}

// straysIn reports an answer in a cell that is not read as one. On a form of the city's, a
// column of its own, such as 原因, may well speak of a rule.
func (l *layout) straysIn(c sheet.Cell) bool {
	i := l.columnOf(c.Col)
	return c.Kind == sheet.Text && (i < 0 || l.form.countys() || l.form.Columns[i].Header == column.Remark) && saysSo(c.Text) && (l.ours[c.Col] || ruleCode.MatchString(c.Text))
}

// ruleCode is the code of a rule that an answer speaks of.
var ruleCode = regexp.MustCompile(`[QVN]\d{3}`)

// answersInNotes reads what was typed into the notes (批注) of a sheet's cells.
func (d *decoder) answersInNotes(l *layout) {
	if d.src.Notes == nil {
		return
	}
	for cell, text := range d.src.Notes(l.sheet) {
		_, row, ok := sheet.ParseAddress(cell)
		if ok && row > l.last && saysSo(text) && l.isAnswerNote(text) {
			d.noteAnswer(l.name, row, "批注 "+cell)
		}
	}
}

// isAnswerNote reports that 属实 in a note answers us: below our own words, or of a rule by
// its code. On 申请表, where the row tells whether it is asked anything, a note that begins
// with it does so too. Other notes of a clerk may say 属实 of something else.
func (l *layout) isAnswerNote(text string) bool {
	begins := l.form == applicationForm && strings.HasPrefix(compact(text), column.Attested)
	return begins || strings.Contains(text, sheet.Ours.Note) || ruleCode.MatchString(text)
}

// noteAnswer keeps where a row of a sheet is answered.
func (d *decoder) noteAnswer(name string, row int, at string) {
	if d.answers == nil {
		d.answers = map[assist.Place]string{}
	}
	d.answers[assist.Place{Sheet: name, Row: row}] = at
}

// answersOnLists notes the answers on the sheets of our own 在册与待办 that are no form:
// what stands there was written by us, and nobody reads it.
func (d *decoder) answersOnLists(list []*tab) error {
	if d.sub.Paper != assist.TodoPaper {
		return nil
	}
	for _, t := range list {
		if t.taken || t.ours || t.folded == manualSheet {
			continue
		}
		astray := several{measure: "处"}
		for r, err := range d.src.Rows(t.index) {
			if err != nil {
				return err
			}
			for _, c := range r.Cells {
				if at := sheet.Address(c.Col, r.Number); c.Kind == sheet.Text && saysSo(c.Text) {
					astray.add(sheet.Fault{Kind: sheet.AnswerAstray, Sheet: t.name, Cell: at}, at)
				}
			}
		}
		if f, found := astray.fault(); found {
			f.Read = "工作表“" + t.name + "”的 " + f.Read
			d.sub.Faults = append(d.sub.Faults, f)
		}
	}
	return nil
}

// answersBeside reads what was typed into our own 回执 sheet: the answers that
// stand beside the problem they answer, and what stands under 填报值.
func (d *decoder) answersBeside(list []*tab) error {
	for _, t := range list {
		if t.folded != sheet.Ours.Sheet || !t.ours {
			continue
		}
		var at frontColumns
		for r, err := range d.src.Rows(t.index) {
			if err != nil {
				return err
			}
			if found := (frontColumns{under(r, "工作表"), under(r, "单元格"), under(r, "规则"), under(r, "填报值")}); found.sheet > 0 && found.cell > 0 {
				at = found
				continue
			}
			if at.sheet > 0 {
				d.noteBeside(t.name, r, at)
			}
		}
	}
	return nil
}

// frontColumns are columns of the table of findings on the 回执 sheet.
type frontColumns struct{ sheet, cell, code, value int }

// noteBeside notes 填报值 of a row of the 回执 sheet, and the answer that stands on it,
// if any.
func (d *decoder) noteBeside(front string, r sheet.Row, cols frontColumns) {
	name, at := r.At(cols.sheet).Text, r.At(cols.cell).Text
	_, row, ok := sheet.ParseAddress(at)
	if ok && cols.value > 0 && cols.code > 0 {
		where := "工作表“" + front + "”的 " + sheet.Address(cols.value, r.Number)
		d.sub.Beside = append(d.sub.Beside, assist.Beside{Sheet: name, Cell: at, Code: r.At(cols.code).Text, Value: r.At(cols.value).Text, At: where})
	}
	if !ok {
		row, _ = strconv.Atoi(strings.Trim(at, "第行 "))
	}
	ours := func(c sheet.Cell) bool { return c.Col == cols.value && r.At(cols.code).Text == "N017" } // the answer it speaks of
	i := slices.IndexFunc(r.Cells, func(c sheet.Cell) bool { return c.Kind == sheet.Text && saysSo(c.Text) && !ours(c) })
	if row == 0 || i < 0 {
		return
	}
	d.noteAnswer(name, row, "工作表“"+front+"”的 "+sheet.Address(r.Cells[i].Col, r.Number))
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
