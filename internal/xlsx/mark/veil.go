package mark

import (
	"strings"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// coat is a conditional format: the ranges it lies over, and whether what it
// does there may hide a fill.
type coat struct {
	ranges [][4]int // left, top, right, bottom
	hides  bool
}

// coatOf is the conditional format of a tag.
func coatOf(tag []byte) coat {
	var c coat
	for ref := range strings.FieldsSeq(ooxml.Attr(tag, "sqref")) {
		from, to, ok := strings.Cut(ref, ":")
		if !ok {
			to = from
		}
		c1, r1, ok1 := sheet.ParseAddress(from)
		c2, r2, ok2 := sheet.ParseAddress(to)
		if ok1 && ok2 {
			c.ranges = append(c.ranges, [4]int{c1, r1, c2, r2})
		}
	}
	return c
}

// rule notes one rule of a conditional format; a format that does not say its
// fill cannot hide one.
func (c *coat) rule(tag []byte, filled func(dxf int) bool) {
	switch ooxml.Attr(tag, "type") {
	case "colorScale", "dataBar":
		c.hides = true
	default:
		c.hides = c.hides || ooxml.Attr(tag, "dxfId") != "" && filled(ooxml.AttrInt(tag, "dxfId"))
	}
}

// over reports whether a conditional format that hides fills lies over a cell.
func (s *survey) over(col, row int) bool {
	for _, c := range s.coats {
		for _, r := range c.ranges {
			if c.hides && col >= r[0] && col <= r[2] && row >= r[1] && row <= r[3] {
				return true
			}
		}
	}
	return false
}

// hidden reports a row that is hidden.
func (s *survey) hidden(row int) bool {
	h, ok := s.heights[row]
	return ok && h == 0
}

// filters reports whether a filter hides rows of a sheet: its own, or that of
// a native table on it.
func (w *workbook) filters(part string, survey *survey) bool {
	if survey.filtered {
		return true
	}
	rels, err := w.pkg.Relations(part, false)
	if err != nil {
		return false
	}
	for _, r := range rels.Find("table") {
		top, err := w.pkg.Tree(rels.Target(r))
		if err != nil {
			continue
		}
		if f := top.Root().Child("autoFilter"); f != nil && f.Child("filterColumn") != nil {
			return true
		}
	}
	return false
}

// veils finds the marks of faults that a person does not see at first. Rows
// that a filter hides are shown; of the rest the receipt tells.
func (w *workbook) veils(s *tab, e *sheetEdit) {
	filtered := w.filters(s.part, e.survey)
	see := func(row, col int, cell string) {
		if filtered && e.survey.hidden(row) {
			e.show[row] = true
		}
		if why := w.veil(s, e, row, col); why != 0 {
			w.unseen = append(w.unseen, sheet.Unseen{Sheet: s.name, Row: row, Cell: cell, Why: why})
		}
	}
	for _, c := range e.table.Cells {
		if col, row, ok := sheet.ParseAddress(e.survey.visible(c.Cell)); ok && c.Tone == sheet.Bad {
			see(row, col, c.Cell)
		}
	}
	for _, r := range e.table.Rows {
		if r.Tone == sheet.Bad {
			see(r.Row, 0, "")
		}
	}
}

// veil is what hides a mark, the widest first; column 0 stands for the row.
func (w *workbook) veil(s *tab, e *sheetEdit, row, col int) sheet.Veil {
	switch {
	case s.entry.Attr("state") == "hidden" || s.entry.Attr("state") == "veryHidden":
		return sheet.SheetHidden
	case e.survey.hidden(row) && !e.show[row]:
		return sheet.RowHidden
	case col > 0 && e.survey.width(col) == 0:
		return sheet.ColumnHidden
	case col > 0 && e.survey.over(col, row):
		return sheet.Covered
	}
	return 0
}
