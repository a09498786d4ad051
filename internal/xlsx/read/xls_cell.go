package read

import (
	"math"

	"bangfu/internal/sheet"
)

// xlsRow gathers the cells of one row.
type xlsRow struct {
	*xls
	line  []byte
	cells []sheet.Cell
	texts []textSpan
	kept  keeper
}

// take gives the row out and begins the next one.
func (w *xlsRow) take(number int, hidden bool) sheet.Row {
	w.kept.give(w.cells, w.texts, w.line)
	r := sheet.Row{Number: number, Hidden: hidden, Cells: w.cells}
	w.cells, w.texts, w.line = w.cells[:0], w.texts[:0], w.line[:0]
	return r
}

// put adds a cell with the text appended to line[from:]; an empty text is no
// value.
func (w *xlsRow) put(p place, k sheet.Kind, from int, formula bool) {
	if from == len(w.line) {
		return
	}
	if k == sheet.Text && pictured(w.line[from:]) {
		w.line = w.line[:from]
		w.cells = append(w.cells, pictureCell(p.col()+1, formula))
		return
	}
	w.texts = append(w.texts, textSpan{int32(len(w.cells)), int32(from), int32(len(w.line))})
	w.cells = append(w.cells, sheet.Cell{Col: p.col() + 1, Kind: k, Formula: formula})
}

// cell reads the value of one cell.
func (w *xlsRow) cell(p place) error {
	r, err := w.record(p.offset())
	if err != nil {
		return err
	}
	d := cursor{segs: [][]byte{r.data}}
	d.u32() // row and column
	style := d.u16()
	from := len(w.line)
	switch r.typ {
	case recNumber:
		w.number(p, d.f64(), style, false)
	case recRK:
		w.number(p, rk(d.u32()), style, false)
	case recMulRK:
		d = cursor{segs: [][]byte{r.data[4+6*(p.col()-int(le16(r.data[2:]))):]}}
		style = d.u16()
		w.number(p, rk(d.u32()), style, false)
	case recLabelSST:
		text, ok := w.shared.text(int(d.u32()))
		if !ok {
			return w.bad(p, "引用的共享文字不存在")
		}
		switch {
		case pictured(text):
			w.cells = append(w.cells, pictureCell(p.col()+1, false))
		case text != "":
			w.cells = append(w.cells, sheet.Cell{Col: p.col() + 1, Kind: sheet.Text, Text: text})
		}
	case recLabel, recRString:
		d = cursor{segs: w.run(r)}
		d.skip(6)
		n := int(d.u16())
		w.line = d.chars(w.line, n, d.u8())
		w.put(p, sheet.Text, from, false)
	case recBoolErr:
		err = w.boolErr(p, d.u8(), d.u8() == 1, false)
	case recFormula, recFormula3, recFormula4:
		err = w.formula(p, r, &d, style)
	}
	if err == nil && d.short {
		err = w.bad(p, "的记录不完整")
	}
	return err
}

func (w *xlsRow) number(p place, v float64, style uint16, formula bool) {
	from := len(w.line)
	if c := w.classes.of(int(style)); c != noDate {
		line, ok := appendSerial(w.line, v, c, w.base1904)
		w.line = line
		if ok {
			w.put(p, sheet.Date, from, formula)
			return
		}
	}
	if math.IsNaN(v) || math.IsInf(v, 0) { // what Excel shows as an error
		w.line = append(w.line, "#NUM!"...)
		w.put(p, sheet.Error, from, formula)
		return
	}
	w.line = appendFloat(w.line, v)
	w.put(p, sheet.Number, from, formula)
	w.cells[len(w.cells)-1].Wide = math.Abs(v) >= wideFrom
}

// rk unpacks the short form of a number.
func rk(u uint32) float64 {
	v := math.Float64frombits(uint64(u&^3) << 32)
	if u&2 != 0 {
		v = float64(int32(u) >> 2)
	}
	if u&1 != 0 {
		v /= 100
	}
	return v
}

var xlsErrors = map[byte]string{
	0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}

func (w *xlsRow) boolErr(p place, v byte, isErr, formula bool) error {
	text, kind := "FALSE", sheet.Bool
	switch {
	case isErr:
		text, kind = xlsErrors[v], sheet.Error
		if text == "" {
			return w.bad(p, "的错误值不认识")
		}
	case v == 1:
		text = "TRUE"
	case v > 1:
		return w.bad(p, "的逻辑值不对")
	}
	from := len(w.line)
	w.line = append(w.line, text...)
	w.put(p, kind, from, formula)
	return nil
}

// formula reads the stored result of a formula; a text stands in a record of
// its own behind it.
func (w *xlsRow) formula(p place, r record, d *cursor, style uint16) error {
	bits := d.u64()
	if bits>>48 != 0xFFFF {
		w.number(p, math.Float64frombits(bits), style, true)
		return nil
	}
	switch byte(bits) {
	case 0:
		return w.formulaText(p, r)
	case 1, 2:
		return w.boolErr(p, byte(bits>>16), byte(bits) == 2, true)
	}
	return nil // an empty text
}

func (w *xlsRow) formulaText(p place, r record) error {
	for {
		next, err := w.record(r.next)
		if err != nil {
			return err
		}
		switch next.typ {
		case recString:
			d := cursor{segs: w.run(next)}
			n := int(d.u16())
			from := len(w.line)
			w.line = d.chars(w.line, n, d.u8())
			if d.short {
				return w.bad(p, "的公式结果不完整")
			}
			w.put(p, sheet.Text, from, true)
			return nil
		case recSharedFormula, recArray, recTable, recContinue:
			r = next
		default:
			return w.bad(p, "缺少公式的结果")
		}
	}
}

// What may stand between a formula and the text it gave.
const (
	recSharedFormula = 0x04BC
	recArray         = 0x0221
	recTable         = 0x0236
)

func (w *xlsRow) bad(p place, what string) error {
	at := sheet.Address(p.col()+1, p.row()+1)
	d := badData("单元格 %s %s", at, what)
	d.Cell = at
	return d
}
