package xlsx

import "bangfu/internal/sheet"

// layBlock lays one table out: caption, header, rows, total.
func (w *writePlan) layBlock(b sheet.Block) {
	if b.Title != "" {
		w.across(b.Title, writeLook{role: writeRoleCaption}, 24)
	}
	spot := writeSpot{}
	if writeHasHeader(b) {
		spot.header = w.add(w.headerRow(b))
	}
	spot.first = len(w.rows) + 1
	short := w.shortColumns(b)
	for _, r := range b.Rows {
		w.add(w.bodyRow(b, r, writeRoleBody, short))
	}
	w.layEmpty(b, short)
	spot.last = len(w.rows)
	if b.Total != nil {
		spot.total = w.add(w.bodyRow(b, b.Total, writeRoleTotal, short))
	}
	w.spots = append(w.spots, spot)
}

func writeHasHeader(b sheet.Block) bool {
	for _, c := range b.Columns {
		if c.Header != "" {
			return true
		}
	}
	return false
}

// layEmpty says that there is no row, or offers ruled rows to be filled in.
func (w *writePlan) layEmpty(b sheet.Block, short []bool) {
	if len(b.Rows) > 0 {
		return
	}
	if b.Empty != "" {
		row := writeEven(max(len(b.Columns), 1), 24, writeLook{align: writeCentre, wrap: true})
		row.cells[0].value = sheet.S(b.Empty)
		row.spread(1, len(row.cells))
		w.add(row)
		return
	}
	if writeIsForm(b) {
		for range writeEntryRows {
			w.add(w.bodyRow(b, nil, writeRoleBody, short))
		}
	}
}

// writeIsForm reports whether people type into a block.
func writeIsForm(b sheet.Block) bool {
	for _, c := range b.Columns {
		if c.Text || len(c.Choices) > 0 || c.Note != "" {
			return true
		}
	}
	return false
}

func (w *writePlan) headerRow(b sheet.Block) writeRow {
	look := writeLook{role: writeRoleHeader, align: writeCentre, wrap: true}
	row, lines := writeRow{}, 1
	for i, c := range b.Columns {
		row.cells = append(row.cells, writeCell{value: sheet.S(c.Header), look: look})
		lines = max(lines, writeLines(c.Header, w.reach(b, i)))
	}
	w.stretch(b, &row)
	row.height = writeHeight(lines) + 6
	return row
}

// bodyRow lays out one row of values; a value past the last column is dropped
// nowhere: the row is as long as the longer of both.
func (w *writePlan) bodyRow(b sheet.Block, values []sheet.Value, role writeRole, short []bool) writeRow {
	n := max(len(b.Columns), len(values))
	row, lines := writeRow{cells: make([]writeCell, 0, n)}, 1
	for i := range n {
		var v sheet.Value
		if i < len(values) {
			v = values[i]
		}
		look := w.bodyLook(b, i, v, role, short)
		if v.Kind == sheet.Str {
			lines = max(lines, writeLines(v.Text, w.reach(b, i)))
		}
		row.cells = append(row.cells, writeCell{value: v, look: look})
	}
	w.stretch(b, &row)
	row.height = writeHeight(lines)
	return row
}

// writeCounter is the header of a column that only counts the rows: its
// numbers stand in the middle.
const writeCounter = "序号"

func (w *writePlan) bodyLook(b sheet.Block, i int, v sheet.Value, role writeRole, short []bool) writeLook {
	look := writeLook{role: role, kind: v.Kind, tone: v.Tone, wrap: true}
	if look.kind == sheet.Blank {
		look.kind = sheet.Str
	}
	if i < len(b.Columns) {
		c := b.Columns[i]
		look.text = c.Text
		look.open = w.page.Protected && (c.Text || len(c.Choices) > 0 || c.Note != "")
	}
	switch {
	case v.Kind == sheet.Int && i < len(b.Columns) && b.Columns[i].Header == writeCounter:
		look.align = writeCentre
	case v.Kind > sheet.Str && !look.text:
		look.align, look.wrap = writeRight, false
	case i < len(short) && short[i]:
		look.align = writeCentre
	}
	if role == writeRoleBody && i == 0 && w.writePairs(b) {
		look.role, look.align = writeRoleLabel, writeLeft
	}
	return look
}

// reach is the width a cell of a block has to itself.
func (w *writePlan) reach(b sheet.Block, i int) float64 {
	if i == 1 && w.writePairs(b) {
		return w.span(2, w.cols)
	}
	if i >= len(w.widths) {
		return writeTextWide
	}
	return w.widths[i]
}

// stretch spreads the values of a list of pairs to the page's last column.
func (w *writePlan) stretch(b sheet.Block, row *writeRow) {
	if !w.writePairs(b) {
		return
	}
	for len(row.cells) < w.cols {
		row.cells = append(row.cells, writeCell{look: row.cells[1].look})
	}
	row.spread(2, w.cols)
}

// shortColumns are the text columns whose values are short enough to be centred.
func (w *writePlan) shortColumns(b sheet.Block) []bool {
	const limit = 12
	short := make([]bool, len(b.Columns))
	for i, c := range b.Columns {
		short[i] = !c.Wrap && !w.writePairs(b)
		for _, r := range b.Rows {
			if i < len(r) && r[i].Kind == sheet.Str && writeWidth(r[i].Text) > limit {
				short[i] = false
				break
			}
		}
	}
	return short
}

// writeWidths gives every column of a page the width its content wants.
func writeWidths(p sheet.Page, cols int) []float64 {
	widths := make([]float64, cols)
	for _, b := range p.Blocks {
		pairs := len(b.Columns) == 2 && cols > 3
		for i, c := range b.Columns {
			if pairs && i == 1 {
				continue
			}
			widths[i] = max(widths[i], writeColumnWidth(b, i, c))
		}
	}
	for i := range widths {
		widths[i] = min(max(widths[i], writeNarrow), writeMostWide)
	}
	return writeRoomForTitle(p, widths)
}

// writeRoomForTitle widens a very narrow page to what stands above its tables.
func writeRoomForTitle(p sheet.Page, widths []float64) []float64 {
	if p.Bare {
		return widths
	}
	want := max(writeWidth(p.Title)*1.8, writeWidth(p.Left)+writeWidth(p.Right)+8)
	if len(p.Notes) > 0 {
		want = max(want, 60)
	}
	sum := 0.0
	for _, w := range widths {
		sum += w
	}
	if want = min(want, 90); sum < want {
		for i := range widths {
			widths[i] *= want / sum
		}
	}
	return widths
}

func writeColumnWidth(b sheet.Block, i int, c sheet.ColumnSpec) float64 {
	texts, numbers := 0.0, 0.0
	rows := b.Rows
	if b.Total != nil {
		rows = append(rows[:len(rows):len(rows)], b.Total)
	}
	for _, r := range rows {
		if i >= len(r) {
			continue
		}
		if r[i].Kind > sheet.Str {
			numbers = max(numbers, writeWidth(writeShown(r[i])))
		} else if texts < writeMostWide {
			texts = max(texts, writeWidth(r[i].Text))
		}
	}
	for _, choice := range c.Choices {
		texts = max(texts, min(writeWidth(choice), 24))
	}
	most := writeTextWide
	if c.Wrap {
		most = writeWrapWide
	}
	if c.Width > 0 {
		return max(c.Width, numbers+2)
	}
	return max(writeHeaderWidth(c.Header), min(texts, most)+2.4, numbers+2.6)
}

// writeHeaderWidth lets a long header stand on two lines.
func writeHeaderWidth(header string) float64 {
	w := writeWidth(header)
	if w > 12 {
		w = max(w/2+1, 10)
	}
	return w + 2.4
}
