package mark

import (
	"bytes"
	"fmt"
	"io"
	"slices"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// markSheet plans the edit of one sheet and sets it to run when the package
// is written.
func (w *workbook) markSheet(s *tab, m sheet.Marking, styles *styleSheet) error {
	if w.pkg.Part(s.part) == nil {
		return nil
	}
	table, marked := tableOf(m, s.name)
	remark := len(w.oldNames) > 0 && (marked || w.old.theirs(s.name)) // a clerk may have renamed a sheet
	if s.kind != "worksheet" || !marked && !remark {
		return w.leave(s)
	}
	survey, texts, err := w.survey(s.part, table.HeaderRow, w.old[s.name].problems(), styles)
	if err != nil {
		return err
	}
	e := w.newEdit(s, survey, styles)
	e.recall(w.old[s.name], texts)
	e.table, e.trim, e.clear = table, marked, remark && e.look
	e.collect()
	if len(table.Rows) > 0 {
		e.placeColumns(texts, remark)
		if e.result > 0 {
			e.filter, e.new.Problem = w.filterFor(s, e), e.problem
		}
	}
	w.veils(s, e)
	e.links = w.linksFor(s.name, e)
	if err := w.settleNotes(s, e); err != nil {
		return err
	}
	w.edit(s.part, e)
	return nil
}

// newEdit is an edit of a sheet that changes nothing yet.
func (w *workbook) newEdit(s *tab, survey *survey, styles *styleSheet) *sheetEdit {
	w.new[s.name] = &looks{}
	e := &sheetEdit{survey: survey, dead: w.pkg.Dead(s.part), styles: styles, look: styles.anyOurs(),
		show: map[int]bool{}, new: w.new[s.name]}
	if root := (ooxml.Piece{Raw: survey.root}); len(survey.root) > 0 {
		q := ooxml.Qualified(root.Raw)
		e.prefix = string(q[:len(q)-len(root.Name())])
	}
	return e
}

// recall takes up what an earlier receipt remembers, where the rows stand now.
func (e *sheetEdit) recall(old *looks, texts map[[2]int]string) {
	e.old = old.moved(movedRows(texts, old.problems()))
	e.filled = e.old.filled()
}

func tableOf(m sheet.Marking, name string) (sheet.TableMarks, bool) {
	for _, t := range m.Tables {
		if t.Sheet == name {
			return t, true
		}
	}
	return sheet.TableMarks{}, false
}

// survey reads a sheet once, with the texts of its header row and of the column
// where an earlier receipt put 问题.
func (w *workbook) survey(part string, header, problem int, styles *styleSheet) (*survey, map[[2]int]string, error) {
	r, err := w.pkg.Open(part)
	if err != nil {
		return nil, nil, err
	}
	defer r.Close()
	survey, err := surveySheet(r, func(row, col int) bool { return row == header || col == problem }, w.reach, styles.dxfFilled)
	if err != nil {
		return nil, nil, err
	}
	w.reach = survey.reach
	if survey.dated {
		w.pkg.Undate(part, w.base1904())
	}
	texts, err := w.resolve(survey)
	return survey, texts, err
}

// edit sets a sheet to be rewritten while the package is written.
func (w *workbook) edit(part string, e *sheetEdit) {
	w.pkg.Rewrite(part, func(out io.Writer) error {
		r, err := w.pkg.Open(part)
		if err != nil {
			return err
		}
		defer r.Close()
		return e.run(r, out)
	})
}

// collect sorts the marks of a table by row. Of several marks on one cell the
// gravest tone counts.
func (e *sheetEdit) collect() {
	e.cells, e.words = map[int][]paint{}, map[int]sheet.RowMark{}
	for _, c := range e.table.Cells {
		if col, row, ok := sheet.ParseAddress(e.survey.visible(c.Cell)); ok {
			e.cells[row] = addPaint(e.cells[row], paint{col, c.Tone, c.Code})
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

func addPaint(paints []paint, p paint) []paint {
	for i := range paints {
		if paints[i].col == p.col {
			paints[i].tone = stronger(paints[i].tone, p.tone)
			paints[i].code = paints[i].code || p.code
			return paints
		}
	}
	paints = append(paints, p)
	slices.SortFunc(paints, func(a, b paint) int { return a.col - b.col })
	return paints
}

// stronger is the graver of two tones; the tones stand in that order.
func stronger(a, b sheet.Tone) sheet.Tone {
	if a == sheet.Plain || b != sheet.Plain && b < a {
		return b
	}
	return a
}

// placeColumns finds the place of 结果 and 问题: where an earlier receipt put
// them, else behind the last header, where nothing stands.
func (e *sheetEdit) placeColumns(texts map[[2]int]string, remark bool) {
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
	if e.problem > lastColumn {
		e.result, e.problem = 0, 0
	}
}

// lastColumn is the last column of a sheet.
const lastColumn = 16384

// filterFor is the range of the filter over the table, "" where the sheet has
// a filter or a native table already: two of them bring the repair prompt.
func (w *workbook) filterFor(s *tab, e *sheetEdit) string {
	rels, err := w.pkg.Relations(s.part, false)
	if err != nil || e.survey.filter || len(rels.Find("table")) > 0 {
		return ""
	}
	w.undefine("_xlnm._FilterDatabase", s.index)
	h, last := e.table.HeaderRow, max(e.table.LastRow, e.table.HeaderRow+1)
	col := sheet.Column(e.problem)
	w.define(w.root.Make(fmt.Sprintf(`<definedName name="_xlnm._FilterDatabase" localSheetId="%d" hidden="1">%s</definedName>`, s.index,
		ooxml.Escaper.Replace(fmt.Sprintf("%s!$A$%d:$%s$%d", ooxml.Quoted(s.name), h, col, last)))))
	return "A" + fmt.Sprint(h) + ":" + sheet.Address(e.problem, last)
}

// settleNotes takes the old notes of a sheet off and puts the new ones on.
func (w *workbook) settleNotes(s *tab, e *sheetEdit) error {
	notes, err := w.openNotes(s.part, e.survey)
	if err != nil {
		return err
	}
	wanted := false
	for _, c := range e.table.Cells {
		notes.wish(e.survey.visible(c.Cell), c.Note)
		wanted = wanted || c.Note != ""
	}
	if wanted {
		if notes.rels, err = w.pkg.Relations(s.part, true); err != nil {
			return err
		}
	}
	if e.old != nil {
		notes.old = e.old.Boxes
	}
	drawing, err := notes.replaceNotes()
	e.new.Boxes = notes.new
	if err != nil || drawing == "" {
		return err
	}
	id := notes.rels.Link(ooxml.Transitional+"/vmlDrawing", drawing)
	e.drawing = fmt.Sprintf(`<%slegacyDrawing xmlns:r="%s" r:id="%s"/>`, e.prefix, ooxml.Transitional, id)
	return nil
}

// leave passes on a sheet that gets no mark. It only must not stay selected
// together with the 回执 sheet, since typing would go into both, nor name a
// part that is not there.
func (w *workbook) leave(s *tab) error {
	reach, isDated, err := w.reachIn(s.part, w.reach)
	if err != nil {
		return err
	}
	w.reach = reach
	if isDated {
		w.pkg.Undate(s.part, w.base1904())
	}
	dead := w.pkg.Dead(s.part)
	selected, err := w.selected(s)
	if err == nil && (selected || len(dead) > 0) {
		w.edit(s.part, &sheetEdit{survey: &survey{}, dead: dead})
	}
	return err
}

// selected reports whether a sheet says before its rows that it is selected.
func (w *workbook) selected(s *tab) (bool, error) {
	r, err := w.pkg.Open(s.part)
	if err != nil {
		return false, err
	}
	defer r.Close()
	var head bytes.Buffer
	if _, err := io.Copy(&head, io.LimitReader(r, 64<<10)); err != nil {
		return false, err
	}
	before, _, _ := bytes.Cut(head.Bytes(), []byte("sheetData"))
	return bytes.Contains(before, []byte("tabSelected")), nil
}
