package sheet

import (
	"slices"
	"strings"
)

// Marking is everything that is put onto somebody's own workbook: a first
// sheet, and on each table coloured cells, notes and two columns.
type Marking struct {
	Receipt string // the receipt number
	Front   Page   // the 回执 sheet
	Tables  []TableMarks
}

// Veil is why a person does not see a mark at first.
type Veil uint8

// The veils.
const (
	RowHidden    Veil = iota + 1 // the row is hidden, not by a filter
	ColumnHidden                 // the column is hidden
	SheetHidden                  // the sheet is hidden
	Covered                      // a conditional format may lie over the fill
)

// Unseen is a mark that a person does not see at first.
type Unseen struct {
	Sheet string
	Row   int
	Cell  string // "" for the mark of a whole row
	Why   Veil
}

// Marked tells what the maker of a marked workbook has to say of it.
type Marked struct {
	Lost   []string // what of the workbook could not be kept, in plain Chinese
	Unseen []Unseen
}

// Named tells the same of the sheets by the names they had before Renamed.
func (m Marked) Named(names map[string]string) Marked {
	m.Unseen = slices.Clone(m.Unseen)
	for from, to := range names {
		for i := range m.Unseen {
			if m.Unseen[i].Sheet == to {
				m.Unseen[i].Sheet = from
			}
		}
	}
	return m
}

// Renamed is a marking whose sheets have other names; a name that is not there
// stays.
func (m Marking) Renamed(names map[string]string) Marking {
	m.Tables = slices.Clone(m.Tables)
	for i := range m.Tables {
		if name, ok := names[m.Tables[i].Sheet]; ok {
			m.Tables[i].Sheet = name
		}
	}
	m.Front = m.Front.linked(func(s Spot) Spot {
		if name, ok := names[s.Sheet]; ok {
			s.Sheet = name
		}
		return s
	})
	return m
}

// Alone is the 回执 sheet without the workbook that its links lead into.
func (m Marking) Alone() Page { return m.Front.linked(func(Spot) Spot { return Spot{} }) }

// linked is a page whose links lead elsewhere.
func (p Page) linked(to func(Spot) Spot) Page {
	p.Blocks = slices.Clone(p.Blocks)
	for i, b := range p.Blocks {
		p.Blocks[i].Rows = make([][]Value, len(b.Rows))
		for j, row := range b.Rows {
			p.Blocks[i].Rows[j] = slices.Clone(row)
			for k, v := range row {
				if v.Link != nil {
					p.Blocks[i].Rows[j][k] = v.To(to(*v.Link))
				}
			}
		}
	}
	return p
}

// TableMarks are the marks of one sheet.
type TableMarks struct {
	Sheet     string
	HeaderRow int // where 结果 and 问题 are put, behind the last header
	LastCol   int // the last column that has a header
	LastRow   int // the last row with a value
	Rows      []RowMark
	Cells     []CellMark
}

// RowMark fills the two columns behind the last header for one row.
type RowMark struct {
	Row     int
	Result  string // with a sign in front: ✗ 退回, ？ 待核, ✓ 备案
	Problem string
	Brief   string // the same without what to do, where one line is all the room; "" for Problem
	Tone    Tone
}

// CellMark fills one cell and puts a note onto it.
type CellMark struct {
	Cell string
	Tone Tone
	Note string // without our prefix; the writer adds Ours.Note
	Code bool   // the cell holds a code of digits: it becomes a text, so that a typed one keeps them all
}

// Ours is how our own marks are known again when a receipt is dropped back.
// Package xlsx writes them, package form skips them.
var Ours = struct {
	Sheet, Result, Problem string
	Note                   string // each note of ours begins with this
	ReceiptLabel           string // on the 回执 sheet, in column A; the number stands in column B
}{"回执", "结果", "问题", "【帮扶系统】", "回执号"}

// Fills are the colours of the tones (RGB hex), used for marks; a fill of one
// of them on a re-dropped cell is ours and is taken off.
var Fills = map[Tone]string{Bad: "FFC7CE", Wait: "FFEB9C", Hint: "DDEBF7", Good: "E2EFDA"}

// DarkFills are those of cells whose own type is so light that it could not be read on
// Fills; they are ours, too.
var DarkFills = map[Tone]string{Bad: "A3132B", Wait: "7F5A00", Hint: "1B4F7A", Good: "2E6B33"}

// Font and LineColour (RGB hex) are those of everything of ours a person reads.
const (
	Font       = "宋体"
	LineColour = "808080"
)

// IsReceiptNumber reports whether s has the form HZ-<代码>-<yyyymmdd>-<nnn>.
func IsReceiptNumber(s string) bool {
	p := strings.Split(s, "-")
	if len(p) != 4 || p[0] != "HZ" || p[1] == "" || len(p[2]) != 8 || len(p[3]) < 3 {
		return false
	}
	return strings.Trim(p[2]+p[3], "0123456789") == ""
}
