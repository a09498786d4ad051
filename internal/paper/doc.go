// Package paper sets a printed document: it breaks lines after the rules of
// Chinese type, builds tables and charts, and turns pages, all as values. What
// comes out says where every character and line lies, in points from the top
// left corner of its page. Paper measures with package face and knows nothing
// of PDF; it chooses no word and computes no figure of a report.
//
// The layout keeps every character of its source: only line breaks, tabs and
// characters without ink or width are folded, as Tidy says.
package paper

import (
	"iter"
	"time"
)

// A Style is the page a document is set on.
type Style uint8

// The page styles.
const (
	Official Style = iota // upright A4 after GB/T 9704: 22 lines of 28 characters
	List                  // A4 on its side, for wide rolls and sheets
	Card                  // upright A4 with narrow margins, for forms and receipts
)

// A Doc is a document before it is set. The same Doc gives the same pages.
type Doc struct {
	Title   string    // in the file's properties; the page shows the Title block
	Author  string    // the unit that issues it, never a person
	Subject string    // what it is about, in the file's properties
	Created time.Time // of the facts printed, never now
	Style   Style
	Foot    string // printed at the left of each foot, such as the number of the list; may be empty
	Blocks  []Block
}

// A Block is one part of a document: Title, Heading, Paragraph, Note, Table,
// Index, Form, StackedBars, LineChart, PairBars, Shares, Signature, KeepTogether or
// PageBreak.
type Block interface{ block() }

// A Title is the centred name of the document (小标宋, 22 pt on Official).
type Title struct {
	Text string
	Sub  string // a smaller line below: the week, the unit; may be empty
}

// A Heading begins a section. The text carries its own number (一、 （一） 1.).
// It becomes a bookmark and never ends a page.
type Heading struct {
	Level int // 1 黑体, 2 宋体 bold, 3 宋体
	Text  string
}

// An Align is where text stands in its column.
type Align uint8

// The alignments. Auto is right for columns that hold numbers only, centred
// for columns of short texts of one length, else left.
const (
	Auto Align = iota
	Left
	Center
	Right
)

// A Paragraph is running text: first line indented by two characters, lines
// justified. A line break in the text begins a new paragraph.
type Paragraph struct {
	Text  string
	Plain bool // no indent, not justified: an address line such as 样城市局：
}

// A Note is a small line, such as 注：… below a table or 填报单位：… above one.
type Note struct {
	Text  string
	Right string // set at the right end of the same line, such as 单位：条
}

// A Column is one column of a Table.
type Column struct {
	Header string
	Group  string  // adjacent columns of one Group stand under one upper header cell
	Weight float64 // share of the table's width; 0: as wide as the contents ask
	Align  Align
}

// A Table is a ruled grid. Its header is repeated on each page, a row is kept
// on one page unless it is taller than a page.
type Table struct {
	Caption string // centred above; may be empty
	Unit    string // 单位：… at the right above; may be empty
	Columns []Column
	Rows    [][]string
	Long    Long           // further rows, behind those; a city's list has so many that nobody holds them
	Total   []string       // the 合计 row, bold; may be nil
	Size    float64        // type size in points; 0: the style's
	Label   int            // index of the column that names a row in Missing and in footnotes; choose one without personal data; negative: the row's number
	Onward  string         // said at the left above the header on each page the table goes on to; may be empty
	Empty   string         // said in place of rows when there are none; "" is 无
	Notes   []string       // small lines right below the table
	Marks   map[int]string // rows that are entries of the outline, of a list without headings
}

// Long is rows that are made when they are asked for, each time anew. The zero Long has none.
type Long struct {
	Count int
	Row   func(i int) []string // from 0
}

// Len is how many rows the table has.
func (t Table) Len() int { return len(t.Rows) + t.Long.Count }

// all yields the rows of the table, with their numbers from 0.
func (t Table) all() iter.Seq2[int, []string] {
	return func(yield func(int, []string) bool) {
		for i, row := range t.Rows {
			if !yield(i, row) {
				return
			}
		}
		for i := range t.Long.Count {
			if !yield(len(t.Rows)+i, t.Long.Row(i)) {
				return
			}
		}
	}
}

// An Index lists the headings of the document down to a level, each with the page on
// which it begins.
type Index struct {
	Caption string
	Depth   int // the lowest level listed; 0 is 1
}

// A Cell is one label and its value in a Form.
type Cell struct {
	Label  string  // may be empty: the value takes the whole cell
	Value  string  // printed in full, wrapped
	Weight float64 // share of the row's width; 0 is 1
	Lines  int     // least height, in lines
	Sign   string  // set in the cell's right bottom corner: （盖章） 年 月 日
}

// A Form is a ruled sheet of labels and values, row by row: the paper form of
// an application. Labels of one column line up when the weights do.
type Form struct {
	Caption string
	Rows    [][]Cell
	Size    float64 // type size in points; 0: the style's
	Label   string  // names the form in Missing and in footnotes
	Stays   bool    // on the page of what stands before it
}

// A Signature is the closing block, kept on one page: Fields as places to sign
// (制表人：＿＿＿＿), then unit and date at the right.
type Signature struct {
	Fields []string // 制表人：, 复核人：, 负责人：, each followed by a line to sign on
	Unit   string
	Date   string
}

// KeepTogether keeps its blocks on one page when they fit on one.
type KeepTogether struct{ Blocks []Block }

// A PageBreak begins a new page.
type PageBreak struct{}

func (Title) block()        {}
func (Heading) block()      {}
func (Paragraph) block()    {}
func (Note) block()         {}
func (Table) block()        {}
func (Index) block()        {}
func (Form) block()         {}
func (Signature) block()    {}
func (KeepTogether) block() {}
func (PageBreak) block()    {}
