// Package sheet holds a workbook as values: the cells that were read, the
// tables that are to be written, and the marks that go onto somebody's own
// workbook. It refuses to know how bytes become cells (the packages below xlsx do) and
// what a column means (package form does).
package sheet

import (
	"strconv"
)

// Header is what a column is called in the header row of its table. It is a
// type of its own so that no other text is taken for it.
type Header string

// Kind says what a cell holds.
type Kind uint8

// The kinds of a cell.
const (
	Empty   Kind = iota // nothing, or only formatting
	Text                // a text, as stored
	Number              // a number, as plain decimal text
	Bool                // TRUE or FALSE
	Date                // a number under a date format, as ISO text
	Error               // #N/A, #REF! and their like
	Formula             // a formula that has no stored value
	Picture             // a picture that fills its cell, as WPS and Excel embed them
)

// Cell is one cell that has a value.
//
// Text is the value in plain form: a number without exponent and with at most
// 15 significant digits ("185.5", "140221100001"); a date as "2026-11-02" or,
// with a time part, "2026-11-02 13:30:00"; a time of day alone as "13:30:00";
// a boolean as TRUE or FALSE; an error as Excel shows it; a picture as 图片.
type Cell struct {
	Col     int    // 1-based column: A is 1
	Text    string // the value in plain form
	SumFrom int    // the first of the several rows that a SUM or SUBTOTAL formula adds up; 0 for none
	Kind    Kind   // what Text is
	Formula bool   // the value is the stored result of a formula
	Wide    bool   // a number typed with more than 15 digits: its tail is lost
}

// Row is one row of a table that holds at least one value.
// Cells stand in ascending column order and are valid until the next row is read.
type Row struct {
	Number int // 1-based, as in the sheet
	Hidden bool
	Cells  []Cell
}

// At returns the cell of a 1-based column; an Empty one when there is none.
func (r Row) At(col int) Cell {
	for _, c := range r.Cells {
		if c.Col == col {
			return c
		}
		if c.Col > col {
			break
		}
	}
	return Cell{Col: col}
}

// Info describes one sheet of a workbook before its rows are read.
type Info struct {
	Name   string
	Hidden bool
}

// Extent is what a whole read of one sheet has seen besides the values.
type Extent struct {
	LastRow    int      // last row with a value; 0 for an empty sheet
	HiddenRows Spans    // rows with values that are hidden
	HiddenCols Spans    // columns that are hidden, up to the last with a value
	Tall       []string // merged cells of several rows, as ranges: the first hundred
}

// Spans are rows or columns by their numbers, ascending: the first and the last of each
// stretch. Of very many stretches the first are known, and how many all of them hold.
type Spans struct {
	First [][2]int // as many as anybody reads
	Count int      // rows or columns
}

// Add adds a stretch that comes after those that are known.
func (s *Spans) Add(from, to int) {
	const most = 100
	s.Count += to - from + 1
	switch last := len(s.First) - 1; {
	case last >= 0 && s.First[last][1]+1 == from:
		s.First[last][1] = to
	case last+1 < most:
		s.First = append(s.First, [2]int{from, to})
	}
}

// UpTo are the spans up to a number.
func (s Spans) UpTo(end int) (cut Spans) {
	for _, x := range s.First {
		if x[0] <= end {
			cut.Add(x[0], min(x[1], end))
		}
	}
	return cut
}

// Column turns a 1-based column number into letters: 1 is A, 28 is AB.
func Column(n int) string {
	var b [8]byte
	i := len(b)
	for n > 0 {
		n--
		i--
		b[i] = byte('A' + n%26)
		n /= 26
	}
	return string(b[i:])
}

// Address turns a 1-based column and row into an address such as B7.
func Address(col, row int) string { return Column(col) + strconv.Itoa(row) }

// ParseAddress is the inverse of Address; ok is false for anything that is
// not a plain address inside the largest sheet (XFD1048576).
func ParseAddress(a string) (col, row int, ok bool) {
	i := 0
	for i < len(a) && a[i] >= 'A' && a[i] <= 'Z' && i < 4 {
		col = col*26 + int(a[i]-'A') + 1
		i++
	}
	if i == 0 || i == len(a) || col > 16384 || a[i] == '0' {
		return 0, 0, false
	}
	for ; i < len(a); i++ {
		if a[i] < '0' || a[i] > '9' || row > 1048576 {
			return 0, 0, false
		}
		row = row*10 + int(a[i]-'0')
	}
	return col, row, row >= 1 && row <= 1048576
}
