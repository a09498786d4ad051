package proof

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"bangfu/internal/sheet"
)

const worksheetOrder = `sheetPr dimension sheetViews sheetFormatPr cols* sheetData sheetCalcPr sheetProtection protectedRanges scenarios
	autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting* dataValidations hyperlinks
	printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing
	legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst`

// worksheet checks one sheet and its notes.
func (v *validator) worksheet(part string) {
	root := v.trees[part]
	if root == nil || root.name.Space != mainSpace || root.name.Local != "worksheet" {
		v.fault(part, "is no worksheet")
		return
	}
	v.ordered(part, root, worksheetOrder)
	if len(root.all("sheetData")) != 1 {
		v.fault(part, "has no list of rows")
	}
	v.columns(part, root)
	v.rows(part, root)
	for _, list := range []string{"mergeCells", "dataValidations", "tableParts"} {
		v.counted(part, root.one(list), len(root.one(list).kids))
	}
	for _, list := range []string{"mergeCells", "hyperlinks", "cols", "conditionalFormatting"} {
		if l := root.all(list); len(l) > 0 && len(l[0].kids) == 0 {
			v.fault(part, "<%s> is empty", list)
		}
	}
	root.below(func(e *element) {
		if e.in(relSpace, "id") != "" {
			v.relationOf(part, e)
		}
	})
	v.notes(part, root)
}

// columns wants ranges of columns in order, and nothing else among them.
func (v *validator) columns(part string, root *element) {
	last := 0
	for _, c := range root.one("cols").kids {
		from, _ := strconv.Atoi(c.get("min"))
		to, _ := strconv.Atoi(c.get("max"))
		if c.name.Local != "col" || c.name.Space != mainSpace || from <= last || to < from || to > 16384 {
			v.fault(part, "<cols> holds %s %d–%d behind %d", c.name.Local, from, to, last)
		}
		v.format(part, c.get("style"))
		last = to
	}
}

// rows wants rows and cells in order, each once, of a known kind and format.
func (v *validator) rows(part string, root *element) {
	last := 0
	for _, r := range root.one("sheetData").kids {
		number, err := strconv.Atoi(r.get("r"))
		if err != nil {
			number = last + 1
		}
		if r.name.Local != "row" || number <= last {
			v.fault(part, "row %d stands behind row %d", number, last)
		}
		last = number
		v.format(part, r.get("s"))
		v.cells(part, r, number)
	}
}

func (v *validator) cells(part string, row *element, number int) {
	last := 0
	for _, c := range row.all("c") {
		col, at := last+1, number
		if ref := c.get("r"); ref != "" {
			col, at, _ = sheet.ParseAddress(ref)
		}
		if at != number || col <= last {
			v.fault(part, "cell %s stands in row %d behind column %d", c.get("r"), number, last)
		}
		last = col
		v.format(part, c.get("s"))
		v.ordered(part, c, "f v is extLst")
		if t := c.get("t"); !slices.Contains([]string{"", "n", "s", "str", "b", "e", "inlineStr"}, t) {
			v.fault(part, "cell %s is of the type %s", c.get("r"), t)
		}
	}
}

// format wants the number of a cell format to be in the list.
func (v *validator) format(part, id string) {
	if n, err := strconv.Atoi(id); err == nil && n >= max(v.formats, 1) {
		v.fault(part, "names the format %d of %d", n, v.formats)
	}
}

// notes wants each note once, by a known author, with one box, and each box
// under a number of its own.
func (v *validator) notes(part string, root *element) {
	noted := map[string]bool{}
	for _, r := range v.rels[part] {
		if r.kind != "comments" {
			continue
		}
		list := v.trees[r.target]
		authors := len(list.one("authors").all("author"))
		for _, c := range list.one("commentList").all("comment") {
			cell := c.get("ref")
			if by, err := strconv.Atoi(c.get("authorId")); noted[cell] || err != nil || by >= authors {
				v.fault(r.target, "the note on %s stands twice, or is by author %s of %d", cell, c.get("authorId"), authors)
			}
			noted[cell] = true
		}
	}
	boxes := map[string]int{}
	if l := root.all("legacyDrawing"); len(l) > 0 {
		boxes = v.boxes(v.relationOf(part, l[0]).target)
	}
	for cell := range noted {
		if boxes[cell] != 1 {
			v.fault(part, "the note on %s has %d boxes", cell, boxes[cell])
		}
	}
}

// boxes counts the boxes of notes by cell.
func (v *validator) boxes(part string) map[string]int {
	out, ids := map[string]int{}, map[string]bool{}
	if v.trees[part] == nil {
		v.fault(part, "is no drawing of notes")
		return out
	}
	v.trees[part].below(func(e *element) {
		if e.name.Space != vmlSpace || e.name.Local != "shape" && e.name.Local != "shapetype" {
			return
		}
		if id := e.get("id"); ids[id] {
			v.fault(part, "the shape %s stands twice", id)
		} else {
			ids[id] = true
		}
		if cell := boxCell(e); cell != "" {
			out[cell]++
		}
	})
	return out
}

// boxCell is the cell of a note's box, "" for another shape.
func boxCell(shape *element) string {
	var row, col string
	note := false
	shape.below(func(e *element) {
		if e.name.Space != excelSpace {
			return
		}
		switch e.name.Local {
		case "ClientData":
			note = e.get("ObjectType") == "Note"
		case "Row":
			row = strings.TrimSpace(e.text)
		case "Column":
			col = strings.TrimSpace(e.text)
		}
	})
	r, _ := strconv.Atoi(row)
	c, _ := strconv.Atoi(col)
	if !note {
		return ""
	}
	return fmt.Sprint(sheet.Address(c+1, r+1))
}
