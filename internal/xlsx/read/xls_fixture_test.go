package read

import (
	"encoding/binary"
	"math"
	"unicode/utf16"
)

// biff writes the records of a small .xls, as [MS-XLS] describes them.
type biff struct{ b []byte }

func (w *biff) rec(typ uint16, data ...[]byte) {
	var all []byte
	for _, d := range data {
		all = append(all, d...)
	}
	w.b = binary.LittleEndian.AppendUint16(w.b, typ)
	w.b = binary.LittleEndian.AppendUint16(w.b, uint16(len(all)))
	w.b = append(w.b, all...)
}

func u16(v ...int) (b []byte) {
	for _, n := range v {
		b = binary.LittleEndian.AppendUint16(b, uint16(n))
	}
	return b
}

func u32(v int) []byte     { return binary.LittleEndian.AppendUint32(nil, uint32(v)) }
func f64(v float64) []byte { return binary.LittleEndian.AppendUint64(nil, math.Float64bits(v)) }

// wide gives a text as flags and UTF-16, narrow as flags and single bytes.
func wide(s string) []byte {
	b := []byte{1}
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}

func narrow(s string) []byte { return append([]byte{0}, s...) }

func units(s string) int { return len(utf16.Encode([]rune(s))) }

func bof(kind int) []byte { return append(u16(biff8, kind), make([]byte, 12)...) }

// xlsSheet is a sheet to be written: its records without BOF and EOF.
type xlsSheet struct {
	name   string
	hidden bool
	body   func(w *biff)
}

// workbookStream writes the globals and the sheets. globals adds records to
// the former.
func workbookStream(globals func(w *biff), sheets ...xlsSheet) []byte {
	var w biff
	w.rec(recBOF, bof(0x0005))
	if globals != nil {
		globals(&w)
	}
	var at []int // where each place of a sheet stands
	for _, s := range sheets {
		at = append(at, len(w.b)+4)
		state := 0
		if s.hidden {
			state = 1
		}
		w.rec(recSheet, u32(0), u16(state), []byte{byte(units(s.name))}, wide(s.name))
	}
	w.rec(recEOF)
	for i, s := range sheets {
		binary.LittleEndian.PutUint32(w.b[at[i]:], uint32(len(w.b)))
		w.rec(recBOF, bof(dtSheet))
		s.body(&w)
		w.rec(recEOF)
	}
	return w.b
}

// sstPiece is a part of the table of texts that must stay in one record; next
// begins with flags of its own.
func writeSST(w *biff, total, unique int, pieces ...[]byte) {
	for i, p := range pieces {
		if i == 0 {
			w.rec(recSST, u32(total), u32(unique), p)
		} else {
			w.rec(recContinue, p)
		}
	}
}

// xfs writes one cell style for each number format.
func xfs(w *biff, formats ...int) {
	for _, f := range formats {
		w.rec(recXF, u16(0, f), make([]byte, 16))
	}
}

// compound writes a compound file of version 3 with the streams named, each
// long enough to stand in sectors of its own.
func compound(streams ...rawPart) []byte {
	const sector = 512
	pad := func(b []byte, n int) []byte { return append(b, make([]byte, (n-len(b)%n)%n)...) }
	var body []byte
	var fat []uint32
	chain := func(b []byte) (first int) {
		first = len(fat)
		b = pad(b, sector)
		for i := range len(b) / sector {
			fat = append(fat, uint32(first+i+1))
		}
		fat[len(fat)-1] = 0xFFFFFFFE
		body = append(body, b...)
		return first
	}
	dir := dirEntry("Root Entry", 5, 1, -1, 0xFFFFFFFE, 0)
	for i, s := range streams {
		b := []byte(s.body)
		if len(b) < 4096 {
			b = append(b, make([]byte, 4096-len(b))...)
		}
		next := i + 2
		if i == len(streams)-1 {
			next = -1
		}
		dir = append(dir, dirEntry(s.name, 2, -1, next, chain(b), len(b))...)
	}
	dirAt := chain(dir)
	fatAt := len(fat)
	sectors := 1
	for len(fat)+sectors > sectors*sector/4 {
		sectors++
	}
	for range sectors {
		fat = append(fat, 0xFFFFFFFD)
	}
	for len(fat)%(sector/4) != 0 {
		fat = append(fat, 0xFFFFFFFF)
	}
	for _, v := range fat {
		body = binary.LittleEndian.AppendUint32(body, v)
	}
	head := append([]byte(magicOLE), make([]byte, 16)...)
	head = append(head, u16(0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0)...)
	for _, v := range []int{0, sectors, dirAt, 0, 4096, -2, 0, -2, 0} {
		head = append(head, u32(v)...)
	}
	for i := range 109 {
		v := -1
		if i < sectors {
			v = fatAt + i
		}
		head = append(head, u32(v)...)
	}
	return append(head, body...)
}

func dirEntry(name string, kind byte, child, next, start, size int) []byte {
	b := make([]byte, 64)
	for i, u := range utf16.Encode([]rune(name)) {
		binary.LittleEndian.PutUint16(b[2*i:], u)
	}
	b = append(b, u16(2*units(name)+2)...)
	b = append(b, kind, 1)
	for _, v := range []int{-1, next, child} {
		b = append(b, u32(v)...)
	}
	b = append(b, make([]byte, 36)...)
	b = append(b, u32(start)...)
	return append(b, append(u32(size), u32(0)...)...)
}
