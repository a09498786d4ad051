package read

import (
	"context"
	"fmt"

	"bangfu/internal/sheet"
)

// The records of BIFF8 that say how a sheet looks.
const (
	recFont        = 0x0031
	recPane        = 0x0041
	recPalette     = 0x0092
	recMulBlank    = 0x00BE
	recMergedCells = 0x00E5
	recBlank       = 0x0201
	recWindow2     = 0x023E
)

// Look tells how the workbook looks; nil for a format that is returned as it
// came. What cannot be read of it is left out, since looks are no data.
func (b *Book) Look(ctx context.Context) (*sheet.BookLook, error) {
	if b.look == nil {
		return nil, nil
	}
	return b.look(ctx)
}

// look reads the looks of a .xls.
func (x *xls) look(ctx context.Context) (*sheet.BookLook, error) {
	w := &wardrobe{formats: map[int]string{}}
	for r, err := x.record(0); err == nil && r.typ != recEOF; r, err = x.record(r.next) {
		w.note(r)
	}
	l := &sheet.BookLook{Cells: w.looks(), Palette: w.palette}
	for _, at := range x.sheets {
		s, err := x.sheetLook(ctx, int(at))
		if err != nil {
			return nil, err
		}
		l.Sheets = append(l.Sheets, s)
	}
	return l, nil
}

// wardrobe is what the looks of a workbook are made of.
type wardrobe struct {
	fonts   []sheet.CellLook // their fonts alone
	formats map[int]string
	xfs     [][]byte
	palette []string
}

// note notes what a record of the globals tells of looks.
func (w *wardrobe) note(r record) {
	d := cursor{segs: [][]byte{r.data}}
	switch r.typ {
	case recFont:
		w.fonts = append(w.fonts, fontOf(&d))
	case recFormat:
		id, n := int(d.u16()), int(d.u16())
		if code := string(d.chars(nil, n, d.u8())); !d.short {
			w.formats[id] = code
		}
	case recXF:
		if len(r.data) >= 20 {
			w.xfs = append(w.xfs, r.data)
		} else {
			w.xfs = append(w.xfs, make([]byte, 20))
		}
	case recPalette:
		for n := d.u16(); n > 0 && !d.short; n-- {
			c := d.u32()
			w.palette = append(w.palette, fmt.Sprintf("%02X%02X%02X", c&0xFF, c>>8&0xFF, c>>16&0xFF))
		}
	}
}

func fontOf(d *cursor) sheet.CellLook {
	height, bits, ink, weight := d.u16(), d.u16(), d.u16(), d.u16()
	d.u16()
	under := d.u8()
	d.skip(3)
	n := int(d.u8())
	name := string(d.chars(nil, n, d.u8()))
	return sheet.CellLook{Font: name, Size: float64(height) / 20, Bold: weight >= 600, Italic: bits&2 != 0, StruckOut: bits&8 != 0,
		Underlined: under != 0, Ink: colour(int(ink))}
}

// colour is a number of the palette; those past it are a program's choice.
func colour(n int) sheet.Colour {
	if n > 63 {
		return sheet.Auto
	}
	return sheet.Colour(n)
}

// looks are the looks of the workbook by number.
func (w *wardrobe) looks() []sheet.CellLook {
	out := make([]sheet.CellLook, len(w.xfs))
	for i, xf := range w.xfs {
		out[i] = w.cellLook(xf)
	}
	return out
}

func (w *wardrobe) cellLook(xf []byte) sheet.CellLook {
	font := int(le16(xf))
	if font > 4 {
		font-- // there is no font 4
	}
	var l sheet.CellLook
	if font < len(w.fonts) {
		l = w.fonts[font]
	}
	l.FormatID = int(le16(xf[2:]))
	l.Format = w.formats[l.FormatID]
	l.Across, l.Wrap, l.Down = int(xf[6]&7), xf[6]&8 != 0, int(xf[6]>>4&7)
	lines, more, fill := le32(xf[10:]), le32(xf[14:]), le16(xf[18:])
	edge := func(kind, ink uint32) sheet.Edge {
		return sheet.Edge{Kind: int(kind & 15), Colour: colour(int(ink & 127))}
	}
	l.Left, l.Right = edge(lines, lines>>16), edge(lines>>4, lines>>23)
	l.Top, l.Bottom = edge(lines>>8, more), edge(lines>>12, more>>7)
	l.Pattern, l.Fore, l.Back = int(more>>26), colour(int(fill&127)), colour(int(fill>>7&127))
	return l
}

// sheetLook reads how one sheet looks.
func (x *xls) sheetLook(ctx context.Context, at int) (sheet.SheetLook, error) {
	l := sheet.SheetLook{Rows: map[int]sheet.RowLook{}}
	frozen := false
	r, err := x.record(at)
	for depth, n := 0, 0; err == nil; n++ {
		if n&0xFFF == 0 && ctx.Err() != nil {
			return l, ctx.Err()
		}
		switch {
		case r.typ == recBOF:
			depth++
		case r.typ == recEOF:
			depth--
		case depth == 1 && r.typ == recWindow2:
			frozen = len(r.data) > 1 && r.data[0]&8 != 0
		case depth == 1:
			noteLook(&l, r)
		}
		if depth == 0 {
			break
		}
		r, err = x.record(r.next)
	}
	if !frozen {
		l.Frozen = [2]int{}
	}
	return l, nil
}

// noteLook notes what a record of a sheet tells of its look.
func noteLook(l *sheet.SheetLook, r record) {
	d := cursor{segs: [][]byte{r.data}}
	row, col := int(d.u16()), int(d.u16())
	switch r.typ {
	case recColInfo: // first and last column, width
		width := float64(d.u16()) / 256
		d.u16()
		l.Columns = append(l.Columns, sheet.ColumnLook{From: row + 1, To: min(col, 255) + 1, Width: min(width, 255), Hidden: d.u16()&1 != 0})
	case recRow:
		d.u16()
		height := d.u16()
		d.u32()
		s := l.Rows[row+1]
		if s.Hidden = d.u16()&0x20 != 0; height&0x8000 == 0 {
			s.Height = min(float64(height)/20, 409)
		}
		if s.Hidden || s.Height > 0 {
			l.Rows[row+1] = s
		}
	case recMergedCells:
		for n, last := row, col; n > 0 && len(l.Merges) < mostMerges; n-- {
			top, bottom := last, int(d.u16())
			left, right := int(d.u16()), int(d.u16())
			if d.short {
				return
			}
			if last = int(d.u16()); top <= bottom && left <= right && right < 256 && (top < bottom || left < right) {
				l.Merges = append(l.Merges, [4]int{left + 1, top + 1, right + 1, bottom + 1})
			}
		}
	case recPane:
		l.Frozen = [2]int{min(row, 255), col}
	case recMulRK:
		dress(l, row, col, (len(r.data)-6)/6, func(i int) []byte { return r.data[4+6*i:] })
	case recMulBlank:
		if len(l.Rows) > mostDressed {
			return
		}
		dress(l, row, col, (len(r.data)-6)/2, func(i int) []byte { return r.data[4+2*i:] })
	case recFormula, recRString, recLabelSST, recNumber, recLabel, recBoolErr, recRK, recBlank:
		if len(r.data) >= 6 {
			dress(l, row, col, 1, func(int) []byte { return r.data[4:] })
		}
	}
}

// mostMerges is how many merged ranges of a sheet are kept, mostDressed how many
// rows have more than the looks of their values: enough for any form.
const (
	mostMerges  = 3000
	mostDressed = 20000
)

// dress notes the looks of cells beside each other.
func dress(l *sheet.SheetLook, row, col, n int, look func(i int) []byte) {
	s := l.Rows[row+1]
	for i := range max(n, 0) {
		s.Cells = append(s.Cells, sheet.Dressed{Col: col + i + 1, Look: int(le16(look(i)))})
	}
	l.Rows[row+1] = s
}
