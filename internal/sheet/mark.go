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

// Renamed is a marking whose sheets have other names; a name that is not there
// stays.
func (m Marking) Renamed(names map[string]string) Marking {
	m.Tables = slices.Clone(m.Tables)
	for i := range m.Tables {
		if name, ok := names[m.Tables[i].Sheet]; ok {
			m.Tables[i].Sheet = name
		}
	}
	return m
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
