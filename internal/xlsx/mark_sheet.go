package xlsx

import (
	"bytes"
	"fmt"
	"io"
	"slices"

	"bangfu/internal/sheet"
)

// markSheet plans the edit of one sheet and sets it to run when the package
// is written. remark says that the workbook carried marks of ours before.
func (w *markWorkbook) markSheet(s *markSheet, m sheet.Marking, styles *markStyles, remark bool) error {
	if w.pkg.part(s.part) == nil {
		return nil
	}
	table, marked := markTableOf(m, s.name)
	if s.kind != "worksheet" || !marked && !remark {
		return w.unselect(s)
	}
	survey, texts, err := w.survey(s.part, table.HeaderRow)
	if err != nil {
		return err
	}
	e := &markEdit{survey: survey, styles: styles, table: table, trim: marked, clear: remark && styles.anyOurs()}
	if root := (markPiece{raw: survey.root}); len(survey.root) > 0 {
		q := markQualified(root.raw)
		e.prefix = string(q[:len(q)-len(root.name())])
	}
	e.collect()
	if len(table.Rows) > 0 {
		e.placeColumns(texts, remark)
		if e.result > 0 {
			e.filter = w.filterFor(s, e)
		}
	}
	if err := w.settleNotes(s, e); err != nil {
		return err
	}
	w.edit(s.part, e)
	return nil
}

func markTableOf(m sheet.Marking, name string) (sheet.TableMarks, bool) {
	for _, t := range m.Tables {
		if t.Sheet == name {
			return t, true
		}
	}
	return sheet.TableMarks{}, false
}

// survey reads a sheet once, with the texts of its header row.
func (w *markWorkbook) survey(part string, header int) (*markSurvey, map[[2]int]string, error) {
	r, err := w.pkg.open(part)
	if err != nil {
		return nil, nil, err
	}
	defer r.Close()
	survey, err := markSurveySheet(r, func(row, _ int) bool { return row == header })
	if err != nil {
		return nil, nil, err
	}
	texts, err := w.resolve(survey)
	return survey, texts, err
}

// edit sets a sheet to be rewritten while the package is written.
func (w *markWorkbook) edit(part string, e *markEdit) {
	w.pkg.part(part).stream = func(out io.Writer) error {
		r, err := w.pkg.open(part)
		if err != nil {
			return err
		}
		defer r.Close()
		return e.run(r, out)
	}
}

// collect sorts the marks of a table by row. Of several marks on one cell the
// gravest tone counts.
func (e *markEdit) collect() {
	e.cells, e.words = map[int][]markPaint{}, map[int]sheet.RowMark{}
	for _, c := range e.table.Cells {
		if col, row, ok := sheet.ParseAddress(c.Cell); ok {
			e.cells[row] = markAddPaint(e.cells[row], markPaint{col, c.Tone})
			e.order = append(e.order, row)
		}
	}
	for _, r := range e.table.Rows {
		e.words[r.Row] = r
		e.order = append(e.order, r.Row)
	}
	if len(e.table.Rows) > 0 {
		e.order = append(e.order, e.table.HeaderRow)
	}
	slices.Sort(e.order)
	e.order = slices.Compact(e.order)
}

func markAddPaint(paints []markPaint, p markPaint) []markPaint {
	for i := range paints {
		if paints[i].col == p.col {
			paints[i].tone = markGraver(paints[i].tone, p.tone)
			return paints
		}
	}
	paints = append(paints, p)
	slices.SortFunc(paints, func(a, b markPaint) int { return a.col - b.col })
	return paints
}

// markGraver is the graver of two tones; the tones stand in that order.
func markGraver(a, b sheet.Tone) sheet.Tone {
	if a == sheet.Plain || b != sheet.Plain && b < a {
		return b
	}
	return a
}

// placeColumns finds the place of 结果 and 问题: where an earlier receipt put
// them, else behind the last header, where nothing stands.
func (e *markEdit) placeColumns(texts map[[2]int]string, remark bool) {
	if remark {
		for at, text := range texts {
			switch text {
			case sheet.Ours.Result:
				e.result = max(e.result, at[1])
			case sheet.Ours.Problem:
				e.problem = max(e.problem, at[1])
			}
		}
	}
	if e.result > 0 && e.problem > 0 {
		e.wipe = true
		return
	}
	last := max(e.table.LastRow, e.survey.lastRow)
	e.result = e.survey.freeFrom(max(e.table.LastCol, e.result, e.problem)+1, e.table.HeaderRow, last)
	e.problem = e.result + 1
	if e.problem > markLastCol {
		e.result, e.problem = 0, 0
	}
}

// markLastCol is the last column of a sheet.
const markLastCol = 16384

// filterFor is the range of the filter over the table, "" where the sheet has
// a filter or a native table already: two of them bring the repair prompt.
func (w *markWorkbook) filterFor(s *markSheet, e *markEdit) string {
	rels, err := w.pkg.relations(s.part, false)
	if err != nil || e.survey.filter || len(rels.find("table")) > 0 {
		return ""
	}
	w.undefine("_xlnm._FilterDatabase", s.index)
	h, last := e.table.HeaderRow, max(e.table.LastRow, e.table.HeaderRow+1)
	col := sheet.Column(e.problem)
	w.define(markNew(fmt.Sprintf(`<definedName name="_xlnm._FilterDatabase" localSheetId="%d" hidden="1">%s</definedName>`, s.index,
		writeEscaper.Replace(fmt.Sprintf("%s!$A$%d:$%s$%d", writeQuoted(s.name), h, col, last)))))
	return "A" + fmt.Sprint(h) + ":" + sheet.Address(e.problem, last)
}

// settleNotes takes the old notes of a sheet off and puts the new ones on.
func (w *markWorkbook) settleNotes(s *markSheet, e *markEdit) error {
	notes, err := w.openNotes(s.part, e.survey)
	if err != nil {
		return err
	}
	wanted := false
	for _, c := range e.table.Cells {
		notes.wish(c.Cell, c.Note)
		wanted = wanted || c.Note != ""
	}
	if wanted {
		if notes.rels, err = w.pkg.relations(s.part, true); err != nil {
			return err
		}
	}
	drawing, err := notes.settle()
	if err != nil || drawing == "" {
		return err
	}
	id := notes.rels.link(markTransitional+"/vmlDrawing", drawing)
	e.drawing = fmt.Sprintf(`<%slegacyDrawing xmlns:r="%s" r:id="%s"/>`, e.prefix, markTransitional, id)
	return nil
}

// unselect makes sure that a sheet that is otherwise left alone is not
// selected together with the 回执 sheet: typing would go into both.
func (w *markWorkbook) unselect(s *markSheet) error {
	r, err := w.pkg.open(s.part)
	if err != nil {
		return err
	}
	defer r.Close()
	var head bytes.Buffer
	if _, err := io.Copy(&head, io.LimitReader(r, 64<<10)); err != nil {
		return err
	}
	before, _, _ := bytes.Cut(head.Bytes(), []byte("sheetData"))
	if bytes.Contains(before, []byte("tabSelected")) {
		w.edit(s.part, &markEdit{survey: &markSurvey{}})
	}
	return nil
}
