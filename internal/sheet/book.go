package sheet

import (
	"fmt"
	"iter"
	"strings"
	"time"
)

// Book is a workbook that is to be written. The same Book gives the same bytes.
type Book struct {
	Title   string  // document property; no personal data
	Author  string  // document property: a unit, never a person
	Created string  // document property: RFC 3339 in UTC
	Type    float64 // size in points of the type whose digits the widths of columns count; 0 for 11
	Pages   []Page
}

// Page is one sheet of a Book: titles, then blocks one below the other.
type Page struct {
	Name      string
	Title     string   // large, centred over the columns; "" for none
	Left      string   // second line, left: 填报单位
	Right     string   // second line, right: 填报日期 and 单位
	Notes     []string // lines between the title and the first block
	Blocks    []Block
	Sign      []string // the signature line below: 单位负责人, 审核人, 制表人
	Portrait  bool     // landscape A4 unless set
	Bare      bool     // header in row 1, no title, no styling: a sheet for machines
	Protected bool
	Hidden    bool
	Chart     *Chart // drawn below the blocks
}

// Block is a table with a header row.
type Block struct {
	Title   string // a line above the header; "" for none
	Columns []ColumnSpec
	Rows    [][]Value
	Long    Long    // further rows, behind those; a city's list has so many that nobody holds them
	Total   []Value // the 合计 row; nil for none
	Empty   string  // what to say when there is no row, such as 本期无变更
	Filter  bool    // an auto-filter on the header
}

// Long is rows that are made when they are asked for, each time anew. The zero Long has none.
type Long struct {
	Count int
	Row   func(i int) []Value // from 0
}

// Len is how many rows the block has.
func (b Block) Len() int { return len(b.Rows) + b.Long.Count }

// Row is a row of the block, from 0.
func (b Block) Row(i int) []Value {
	if i < len(b.Rows) {
		return b.Rows[i]
	}
	return b.Long.Row(i - len(b.Rows))
}

// All yields the rows of the block.
func (b Block) All() iter.Seq[[]Value] {
	return func(yield func([]Value) bool) {
		for i := range b.Len() {
			if !yield(b.Row(i)) {
				return
			}
		}
	}
}

// ColumnSpec is a column of a Block.
type ColumnSpec struct {
	Header  Header
	Width   float64  // in characters; 0 lets the writer measure
	Wrap    bool     // long text
	Text    bool     // cells in text format, for codes a person types
	Choices []string // a drop-down list for the rows below the header
	Open    bool     // the list only offers: what is not on it may be typed
	Note    string   // what a clerk is told when the cell is selected (input message)
}

// ValueKind says how a Value is written.
type ValueKind uint8

// The kinds of a Value.
const (
	Blank   ValueKind = iota
	Str               // a text
	Int               // a whole number
	Money             // a number in fen, shown in yuan with two decimals
	Ratio             // a number in ten-thousandths, shown as a percentage with one decimal
	Dec               // a number in hundredths, shown with two decimals
	Day               // a calendar date: its serial number in Excel, shown as 2026-11-26
	Weekday           // the same, shown with its weekday: 2026-12-01 星期二
	Moment            // an instant: minutes since Excel's day 0, shown as 2026-11-26 18:00
	Fine              // a number in ten-thousandths, shown with four decimals
)

// Value is one value of a table to be written; a city's lists have a million of them.
type Value struct {
	Text string // of an Int: what it counts, shown behind it (38 天)
	N    int64
	Link *Spot // the cell of the workbook that a click leads to; nil for none
	Kind ValueKind
	Tone Tone
}

// Spot is a cell of a sheet.
type Spot struct{ Sheet, Cell string }

// Tone colours a cell; every tone has a sign too, since printers are grey.
type Tone uint8

// The tones.
const (
	Plain  Tone = iota
	Bad         // 退回
	Wait        // 待核
	Hint        // 提示
	Good        // 备案
	Strong      // bold
)

// S is a text, I a whole number, Fen an amount in 分, Percent a share in
// ten-thousandths, Hundredths a number with two decimals, Tenthousandths one with
// four, Counted a whole number with what it counts, Serial a calendar date, Dated one
// with its weekday, Clocked a wall-clock time of any zone.
func S(s string) Value                      { return Value{Kind: Str, Text: s} }
func I[T ~int | ~int64 | ~int32](n T) Value { return Value{Kind: Int, N: int64(n)} }
func Fen[T ~int64](n T) Value               { return Value{Kind: Money, N: int64(n)} }
func Percent(n int64) Value                 { return Value{Kind: Ratio, N: n} }
func Hundredths(n int64) Value              { return Value{Kind: Dec, N: n} }
func Tenthousandths(n int64) Value          { return Value{Kind: Fine, N: n} }
func Counted(n int64, what string) Value    { return Value{Kind: Int, N: n, Text: what} }
func Serial(n int64) Value                  { return Value{Kind: Day, N: n} }
func Dated(n int64) Value                   { return Value{Kind: Weekday, N: n} }
func Clocked(wall time.Time) Value {
	y, m, d := wall.Date()
	at := time.Date(y, m, d, wall.Hour(), wall.Minute(), 0, 0, time.UTC)
	return Value{Kind: Moment, N: int64(at.Sub(dayZero) / time.Minute)}
}

// dayZero is the day that Excel counts its dates from.
var dayZero = time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)

// With gives a value a tone.
func (v Value) With(t Tone) Value { v.Tone = t; return v }

// To gives a value a link to a cell.
func (v Value) To(s Spot) Value {
	v.Link = nil
	if s != (Spot{}) {
		v.Link = &s
	}
	return v
}

// String shows a value as a person reads it.
func (v Value) String() string {
	switch v.Kind {
	case Str:
		return v.Text
	case Int:
		return strings.TrimSpace(fmt.Sprint(v.N) + " " + v.Text)
	case Money, Dec:
		return Decimal(v.N, 2)
	case Fine:
		return Decimal(v.N, 4)
	case Ratio:
		return Decimal(tenth(v.N), 1) + "%"
	case Day:
		return dayZero.AddDate(0, 0, int(v.N)).Format(time.DateOnly)
	case Weekday:
		day := dayZero.AddDate(0, 0, int(v.N))
		return day.Format(time.DateOnly) + " 星期" + string([]rune("日一二三四五六")[day.Weekday()])
	case Moment:
		return dayZero.Add(time.Duration(v.N) * time.Minute).Format("2006-01-02 15:04")
	}
	return ""
}

// tenth is n ÷ 10, rounded half away from zero.
func tenth(n int64) int64 {
	if n < 0 {
		return -tenth(-n)
	}
	return (n + 5) / 10
}

// Decimal writes n with the given number of decimals: Decimal(-1250, 2) is -12.50.
func Decimal(n int64, places int) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	s := fmt.Sprintf("%0*d", places+1, n)
	if places == 0 {
		return sign + s
	}
	return sign + s[:len(s)-places] + "." + s[len(s)-places:]
}

// Chart is a native chart over columns of a page's list: its block with a filter, or its
// only one with a header.
type Chart struct {
	Title   string
	Labels  int   // column index (0-based) of the category names
	Series  []int // column indexes of the values
	Stacked bool
}
