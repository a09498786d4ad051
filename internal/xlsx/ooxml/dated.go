package ooxml

import "io"

// Undate lets a worksheet be read, and written, with numbers in place of cells
// of type d.
func (p *Package) Undate(name string, base1904 bool) {
	part := p.Part(name)
	if part == nil || part.undate {
		return
	}
	part.undate, part.base1904 = true, base1904
	if part.stream == nil {
		part.stream = p.copied(part)
	}
}

// undated reads a worksheet with numbers in place of cells of type d.
type undated struct {
	io.Closer
	scan     *Scanner
	base1904 bool
	out      []byte // told, but not yet fetched
	buf      []byte
	err      error
}

func newUndated(r io.ReadCloser, base1904 bool) *undated {
	return &undated{Closer: r, scan: Scan(r), base1904: base1904}
}

func (u *undated) Read(p []byte) (int, error) {
	for len(u.out) == 0 {
		if u.err != nil {
			return 0, u.err
		}
		u.fill()
	}
	n := copy(p, u.out)
	u.out = u.out[n:]
	return n, nil
}

// fill reads on for one chunk.
func (u *undated) fill() {
	const chunk = 32 << 10
	u.buf = u.buf[:0]
	for u.err == nil && len(u.buf) < chunk {
		var piece Piece
		if piece, u.err = u.scan.Next(); u.err != nil {
			break
		}
		if piece.Kind != OpenTag || u.scan.Name(piece, Main) != "c" || Attr(piece.Raw, "t") != "d" {
			u.buf = append(u.buf, piece.Raw...)
			continue
		}
		var cell *Node
		if cell, u.err = Element(u.scan, piece.Raw); u.err == nil {
			u.undate(cell)
			u.buf = append(u.buf, cell.Bytes()...)
		}
	}
	u.out = u.buf
}

// undate makes a cell of type d one of a number; what is no date stays as text.
func (u *undated) undate(cell *Node) {
	v := cell.Child("v")
	if v == nil {
		cell.Unset("t")
		return
	}
	m, ok := ParseMoment(v.Inner())
	if !ok {
		cell.Set("t", "str")
		return
	}
	cell.Unset("t")
	v.SetText(m.serial(u.base1904))
}
