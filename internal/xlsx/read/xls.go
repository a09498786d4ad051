package read

import (
	"bytes"
	"context"
	"io"
	"slices"

	"bangfu/internal/sheet"
)

// The records of BIFF8 that matter.
const (
	recEOF      = 0x000A
	recFormula  = 0x0006
	recFormula3 = 0x0206 // numbers of Excel 3 and 4 that other programs still write
	recFormula4 = 0x0406
	recDateMode = 0x0022
	recFilePass = 0x002F
	recContinue = 0x003C
	recColInfo  = 0x007D
	recSheet    = 0x0085
	recMulRK    = 0x00BD
	recRString  = 0x00D6
	recXF       = 0x00E0
	recSST      = 0x00FC
	recLabelSST = 0x00FD
	recNumber   = 0x0203
	recLabel    = 0x0204
	recBoolErr  = 0x0205
	recString   = 0x0207
	recRow      = 0x0208
	recRK       = 0x027E
	recFormat   = 0x041E
	recBOF      = 0x0809

	biff8     = 0x0600
	dtSheet   = 0x0010
	bigStream = 0xFFFFFFFF
)

// xls is the workbook stream of a .xls and what its sheets share.
type xls struct {
	b        []byte
	sheets   []uint32 // where each begins
	base1904 bool
	shared   *shared
	classes  classes
}

// record is one record; its data aliases the stream.
type record struct {
	typ  uint16
	data []byte
	next int // where the following one begins
}

// record reads the record at a place.
func (x *xls) record(at int) (record, error) {
	if at < 0 || at+4 > len(x.b) {
		return record{}, badData("工作簿的记录在中途断开")
	}
	n := at + 4 + int(le16(x.b[at+2:]))
	if n > len(x.b) {
		return record{}, badData("工作簿的记录在中途断开")
	}
	return record{le16(x.b[at:]), x.b[at+4 : n], n}, nil
}

// run collects a record's data and that of the CONTINUE records behind it.
func (x *xls) run(r record) [][]byte {
	out := [][]byte{r.data}
	for {
		c, err := x.record(r.next)
		if err != nil || c.typ != recContinue {
			return out
		}
		out, r = append(out, c.data), c
	}
}

func openXLS(ctx context.Context, r io.ReaderAt, size int64, lim Limits) (*Book, error) {
	file, err := readWhole(ctx, r, size)
	if err != nil {
		return nil, err
	}
	o, err := readOLE(file)
	if err != nil {
		return nil, err
	}
	if o.has("encryptedpackage") && o.has("encryptioninfo") {
		return openUnlocked(ctx, o, lim)
	}
	stream, err := o.workbook()
	if err != nil {
		return nil, err
	}
	x := &xls{b: stream}
	b := &Book{format: "xls", scan: x.scan, look: x.look}
	if err := x.globals(ctx, b); err != nil {
		return nil, err
	}
	if o.has(summaryStream) {
		b.modified = o.saved()
	}
	return b, nil
}

// openUnlocked opens the workbook inside a package that the built-in password
// opens. It comes back as a new .xlsx.
func openUnlocked(ctx context.Context, o *ole, lim Limits) (*Book, error) {
	plain, err := o.unlock(ctx)
	if err != nil {
		return nil, err
	}
	c, err := openContainer(bytes.NewReader(plain), int64(len(plain)), lim.UnpackedBytes)
	if err != nil {
		return nil, err
	}
	b, err := openPack(ctx, c)
	if err == nil {
		b.format = "locked"
	}
	return b, err
}

// globals reads the first substream: sheets, strings, formats.
func (x *xls) globals(ctx context.Context, b *Book) error {
	r, err := x.record(0)
	if err != nil || r.typ&0xFF != 9 || len(r.data) < 4 {
		return notWorkbook("工作簿的开头不对，文件已损坏")
	}
	if r.typ != recBOF || le16(r.data) != biff8 {
		return foreign("Excel 5.0/95 的 .xls", "内容是 Excel 97 以前的工作簿")
	}
	custom := map[int]dateClass{}
	var formats []int
	for r.typ != recEOF {
		if r, err = x.record(r.next); err != nil {
			return notWorkbook("工作簿的全局记录不完整，文件已损坏")
		}
		if err := x.global(ctx, r, b, custom, &formats); err != nil {
			return err
		}
	}
	for _, id := range formats {
		x.classes = append(x.classes, classOf(id, custom))
	}
	if len(x.sheets) == 0 {
		return notWorkbook("工作簿里没有工作表")
	}
	return nil
}

func (x *xls) global(ctx context.Context, r record, b *Book, custom map[int]dateClass, formats *[]int) (err error) {
	d := cursor{segs: [][]byte{r.data}}
	switch r.typ {
	case recFilePass:
		return x.unlock(r)
	case recDateMode:
		x.base1904 = d.u16() == 1
	case recSheet:
		at, state := d.u32(), d.u16()
		n := d.u8()
		b.sheets = append(b.sheets, sheet.Info{Name: string(d.chars(nil, int(n), d.u8())), Hidden: state&3 != 0})
		if x.sheets = append(x.sheets, at); len(x.sheets) > maxSheets {
			return pastLimit("工作表超过上限 %d 张", maxSheets)
		}
	case recFormat:
		id := int(d.u16())
		n := int(d.u16())
		custom[id] = formatClass(string(d.chars(nil, n, d.u8())))
	case recXF:
		d.u16()
		*formats = append(*formats, int(d.u16()))
	case recSST:
		x.shared, err = readSST(ctx, x.run(r))
	}
	if d.short {
		return notWorkbook("工作簿的全局记录不完整，文件已损坏")
	}
	return err
}

// place is where a cell's record stands: row, column and offset in one number
// that sorts by row and column.
type place uint64

func newPlace(row, col, at int) place { return place(row)<<40 | place(col)<<32 | place(at) }

func (p place) row() int    { return int(p >> 40) }
func (p place) col() int    { return int(p >> 32 & 0xFF) }
func (p place) offset() int { return int(p & bigStream) }

// layout is what a first pass over a sheet finds.
type layout struct {
	cells  []place
	hidden map[int]bool // rows, from 0
	cols   sheet.Spans  // hidden columns
}

// scan streams one sheet: its records may stand in any order.
func (x *xls) scan(ctx context.Context, i int, ext *sheet.Extent, emit func(sheet.Row) bool) error {
	l, err := x.layout(ctx, int(x.sheets[i]))
	if err != nil {
		return err
	}
	if !slices.IsSorted(l.cells) {
		slices.Sort(l.cells)
	}
	w := &xlsRow{xls: x}
	maxCol := -1
	for n, p := range l.cells {
		if n&0xFFF == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if n > 0 && p>>32 == l.cells[n-1]>>32 {
			d := badData("单元格 %s 重复", sheet.Address(p.col()+1, p.row()+1))
			d.Cell = sheet.Address(p.col()+1, p.row()+1)
			return d
		}
		if err := w.cell(p); err != nil {
			return err
		}
		if n+1 < len(l.cells) && l.cells[n+1].row() == p.row() || len(w.cells) == 0 {
			continue
		}
		maxCol = max(maxCol, w.cells[len(w.cells)-1].Col-1)
		if !emit(w.take(p.row()+1, l.hidden[p.row()])) {
			return errStopped
		}
	}
	ext.HiddenCols = l.cols.UpTo(maxCol + 1)
	return nil
}

// oldCells are the records in which Excel 2 kept a value: another layout, which
// has no place in a workbook of Excel 97 and later.
var oldCells = map[uint16]bool{
	0x0002: true, // INTEGER
	0x0003: true, // NUMBER
	0x0004: true, // LABEL
	0x0005: true, // BOOLERR
	0x0007: true, // STRING
}

// layout walks over the records of a sheet to its end.
func (x *xls) layout(ctx context.Context, at int) (layout, error) {
	l := layout{hidden: map[int]bool{}}
	r, err := x.record(at)
	if err != nil || r.typ != recBOF || len(r.data) < 4 {
		return l, badData("工作表的开头不对")
	}
	rows := le16(r.data[2:]) == dtSheet
	for depth, n := 1, 0; depth > 0; n++ {
		if n&0xFFF == 0 && ctx.Err() != nil {
			return l, ctx.Err()
		}
		start := r.next
		if r, err = x.record(start); err != nil {
			return l, err
		}
		switch {
		case r.typ == recBOF:
			depth++
		case r.typ == recEOF:
			depth--
		case rows && depth == 1:
			if err := l.note(r, start); err != nil {
				return l, err
			}
		}
	}
	return l, nil
}

// note keeps what a record tells about the layout.
func (l *layout) note(r record, at int) error {
	d := cursor{segs: [][]byte{r.data}}
	row, col := int(d.u16()), int(d.u16())
	cols := 1
	switch r.typ {
	case recRow:
		if len(r.data) >= 16 && le16(r.data[12:])&0x20 != 0 {
			l.hidden[row] = true
		}
		return nil
	case recColInfo: // first and last column instead of a cell
		if len(r.data) >= 10 && le16(r.data[8:])&1 != 0 {
			l.cols.Add(row+1, max(row, col)+1)
		}
		return nil
	case recMulRK:
		cols = (len(r.data) - 6) / 6
		if cols < 1 || (len(r.data)-6)%6 != 0 || col+cols-1 != int(le16(r.data[len(r.data)-2:])) {
			return badData("第 %d 行的数值记录不完整", row+1)
		}
	case recFormula, recFormula3, recFormula4, recRString, recLabelSST, recNumber, recLabel, recBoolErr, recRK:
	default:
		if oldCells[r.typ] {
			return badData("第 %d 行的单元格是 Excel 2.x 的记录（0x%04X）", row+1, r.typ)
		}
		return nil
	}
	if d.short || col+cols > 256 {
		return badData("单元格记录不完整")
	}
	for i := range cols {
		l.cells = append(l.cells, newPlace(row, col+i, at))
	}
	return nil
}
