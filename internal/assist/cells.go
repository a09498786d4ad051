package assist

import (
	"cmp"
	"encoding/binary"
	"iter"
	"slices"

	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// Cells are the values of a row as a person typed them, each under the canonical
// header of its column; a blank cell of an existing column has Text "". They
// are packed into one text, for a run holds the cells of everybody who waits or
// is on the roll, and a map for each row takes many times as much. The zero
// value has none. As JSON they are an object by header.
//
// The text begins with the number of the row that the addresses share. Each cell
// follows, in the order of numbered: the number of its header, its address and
// what was typed.
type Cells string

// numbered are the headers of the forms, and their numbers by header. Number 0
// stands before a header that no form has.
var (
	numbered = formHeaders()
	numberOf = numbers(numbered)
)

func formHeaders() []column.Header {
	list := []column.Header{""}
	for _, form := range []column.List{column.Application, column.Wish, column.Visit, column.Sales, column.Plan, column.Register, column.Adjustment, column.Settlement, column.Reply} {
		for _, c := range form {
			if !slices.Contains(list, c.Header) {
				list = append(list, c.Header)
			}
		}
	}
	return list
}

func numbers(headers []column.Header) map[column.Header]uint64 {
	by := make(map[column.Header]uint64, len(headers))
	for i, h := range headers {
		by[h] = uint64(i)
	}
	return by
}

// CellHeaders are the headers by whose numbers cells are packed: where cells are
// kept packed, these must be the same when they are read.
func CellHeaders() []string { return column.Texts(numbered) }

// How the address of a packed cell is written; from beforeColumn on it is the
// column, in the row that the addresses share.
const (
	noAddress    = 0
	spelt        = 1 // the address follows as a text
	beforeColumn = 1
)

// packCells packs the cells of a row.
func packCells(cells iter.Seq2[column.Header, Cell]) Cells {
	var p CellPacking
	for h, c := range cells {
		p.addSpelt(h, c)
	}
	return p.spelt()
}

// addSpelt is a cell of the row with its address as it is spelt.
func (p *CellPacking) addSpelt(h column.Header, c Cell) {
	p.list = append(p.list, typed{number: numberOf[h], header: h, Cell: c})
}

// spelt packs cells whose addresses are spelt: these share the row of the first
// cell that has one.
func (p *CellPacking) spelt() Cells {
	p.order()
	for i, x := range p.list {
		col, row, ok := sheet.ParseAddress(x.Addr)
		if ok && p.row == 0 {
			p.row = row
		}
		if ok && row == p.row {
			p.list[i].col = col
		}
	}
	return p.pack()
}

// CellPacking packs the cells of one row after another.
type CellPacking struct {
	row  int
	list []typed
	text []byte
}

// typed is a cell with its header and its column, which is 0 for one whose
// address is not in the row.
type typed struct {
	number uint64
	header column.Header
	col    int
	Cell
}

// Begin begins the row of a number.
func (p *CellPacking) Begin(row int) { p.row, p.list = row, p.list[:0] }

// Add is a cell of the row: its header, its column, and what was typed.
func (p *CellPacking) Add(h column.Header, col int, text string) {
	p.list = append(p.list, typed{numberOf[h], h, col, Cell{Text: text}})
}

// Cells are the cells of the row.
func (p *CellPacking) Cells() Cells {
	p.order()
	return p.pack()
}

func (p *CellPacking) order() {
	slices.SortFunc(p.list, func(a, b typed) int {
		return cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(a.header, b.header))
	})
}

func (p *CellPacking) pack() Cells {
	if len(p.list) == 0 {
		return ""
	}
	p.text = binary.AppendUvarint(p.text[:0], uint64(p.row))
	for _, x := range p.list {
		p.text = x.append(p.text)
	}
	return Cells(p.text)
}

func (x typed) append(b []byte) []byte {
	if b = binary.AppendUvarint(b, x.number); x.number == 0 {
		b = appendText(b, string(x.header))
	}
	switch {
	case x.col > 0:
		b = binary.AppendUvarint(b, uint64(x.col+beforeColumn))
	case x.Addr == "":
		b = append(b, noAddress)
	default:
		b = appendText(append(b, spelt), x.Addr)
	}
	return appendText(b, x.Text)
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// Of is the cell under a header; there is false when the sheet has no such column.
func (c Cells) Of(header column.Header) (cell Cell, there bool) {
	want := numberOf[header]
	for r := c.read(); r.next(); {
		if r.number == want && (want != 0 || r.header == string(header)) {
			return r.cell(), true
		}
		if r.number > want {
			break
		}
	}
	return Cell{}, false
}

// all are the cells by header, in the order of the forms.
func (c Cells) all() iter.Seq2[column.Header, Cell] {
	return func(yield func(column.Header, Cell) bool) {
		for r := c.read(); r.next(); {
			if !yield(r.of(), r.cell()) {
				return
			}
		}
	}
}

// Texts are what was typed under the headers, in the order of the forms; the texts are
// parts of the packed one.
func (c Cells) Texts() iter.Seq2[column.Header, string] {
	return func(yield func(column.Header, string) bool) {
		for r := c.read(); r.next(); {
			if !yield(r.of(), r.text) {
				return
			}
		}
	}
}

// cellReader reads packed cells one after the other.
type cellReader struct {
	rest   string
	row    int
	number uint64
	header string // of number 0
	where  uint64
	addr   string // spelt out
	text   string
}

func (c Cells) read() cellReader {
	r := cellReader{rest: string(c)}
	if c != "" {
		r.row = int(r.count())
	}
	return r
}

func (r *cellReader) next() bool {
	if r.rest == "" {
		return false
	}
	if r.number = r.count(); r.number == 0 {
		r.header = r.word()
	}
	if r.where = r.count(); r.where == spelt {
		r.addr = r.word()
	}
	r.text = r.word()
	return true
}

// of is the header of the cell.
func (r *cellReader) of() column.Header {
	if r.number == 0 {
		return column.Header(r.header)
	}
	return numbered[r.number]
}

func (r *cellReader) cell() Cell {
	switch r.where {
	case noAddress:
		return Cell{Text: r.text}
	case spelt:
		return Cell{r.addr, r.text}
	}
	return Cell{sheet.Address(int(r.where)-beforeColumn, r.row), r.text}
}

// count reads a number; most take one byte.
func (r *cellReader) count() uint64 {
	var n uint64
	for i := 0; i < len(r.rest); i++ {
		c := r.rest[i]
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			r.rest = r.rest[i+1:]
			return n
		}
	}
	r.rest = ""
	return 0
}

func (r *cellReader) word() string {
	n := min(int(r.count()), len(r.rest))
	w := r.rest[:n]
	r.rest = r.rest[n:]
	return w
}
