package read

import (
	"strconv"
	"strings"

	"bangfu/internal/sheet"
)

const (
	maxCol = 16384
	maxRow = 1048576
)

// rowScan streams the rows of one worksheet part.
type rowScan struct {
	x        *xmlScan
	strings  *shared
	classes  classes
	base1904 bool
	emit     func(sheet.Row) bool

	row    sheet.Row
	digits []byte // the row's number, as its cells bear it
	cells  []sheet.Cell
	width  int    // bytes of their texts
	kept   keeper // holds their texts
	value  []byte // the content of v
	text   []byte // the text of the cell, when it is not what the file says byte for byte
	rule   []byte // how the formula begins

	lastRow, lastCol int         // last ones seen, with a value or not
	hidden           sheet.Spans // columns
	maxCol           int         // last column with a value
	tall             []string    // merged cells of several rows
}

// readSheet reads a worksheet part to its end.
func (s *rowScan) readSheet(ext *sheet.Extent) error {
	if s.x.next() != tokStart {
		return s.x.wrongRoot()
	}
	if !s.x.is("worksheet") {
		return s.rowless()
	}
	seen := false
	for {
		switch s.x.next() {
		case tokFail:
			return s.x.err
		case tokEOF:
			ext.HiddenCols, ext.Tall = s.hidden.UpTo(s.maxCol), s.tall
			if !seen {
				return badData("工作表没有数据区（sheetData）")
			}
			return nil
		case tokStart:
			err := s.section(&seen)
			if err != nil {
				return err
			}
		}
	}
}

// rowless reads a sheet that has no rows of its own to its end.
func (s *rowScan) rowless() error {
	if !s.x.is("chartsheet") && !s.x.is("dialogsheet") && !(s.x.ns == nsMacro && string(s.x.local) == "macrosheet") {
		return s.x.wrongRoot()
	}
	for {
		switch s.x.next() {
		case tokFail:
			return s.x.err
		case tokEOF:
			return nil
		}
	}
}

// section reads one child of the worksheet.
func (s *rowScan) section(seen *bool) error {
	switch {
	case s.x.is("sheetData"):
		if *seen {
			return badData("工作表有两个数据区（sheetData）")
		}
		*seen = true
		return s.rows()
	case s.x.is("cols"):
		return s.columns()
	case s.x.is("mergeCells"):
		return s.merges()
	case !s.x.skip():
		return s.x.err
	}
	return nil
}

// children lets each child of the element that has begun be looked at.
func (s *rowScan) children(look func()) error {
	for {
		switch s.x.next() {
		case tokFail, tokEOF:
			return s.x.err
		case tokEnd:
			return nil
		case tokStart:
			look()
			if !s.x.skip() {
				return s.x.err
			}
		}
	}
}

func (s *rowScan) columns() error {
	return s.children(func() {
		if s.x.is("col") && attrTrue(s.x.attr("hidden")) {
			from := max(1, attrInt(s.x.attr("min"), 1))
			s.hidden.Add(from, max(from, min(maxCol, attrInt(s.x.attr("max"), from))))
		}
	})
}

// merges notes the merged cells of several rows, as many as anybody reads.
func (s *rowScan) merges() error {
	const most = 100
	return s.children(func() {
		if ref := string(s.x.attr("ref")); s.x.is("mergeCell") && len(s.tall) < most && isTall(ref) {
			s.tall = append(s.tall, ref)
		}
	})
}

// isTall reports a range of more than one row.
func isTall(ref string) bool {
	from, to, _ := strings.Cut(ref, ":")
	_, first, ok := sheet.ParseAddress(from)
	_, last, end := sheet.ParseAddress(to)
	return ok && end && first < last
}

func (s *rowScan) rows() error {
	for {
		if s.quickRow() {
			if err := s.readRow(); err != nil {
				return err
			}
			continue
		}
		switch s.x.next() {
		case tokFail, tokEOF:
			return s.x.err
		case tokEnd:
			return nil
		case tokText:
			if !allSpace(s.x.text) {
				return s.x.failed("行与行之间有文字")
			}
		case tokStart:
			if !s.x.is("row") {
				if err := s.extra(); err != nil {
					return err
				}
				continue
			}
			if err := s.readRow(); err != nil {
				return err
			}
		}
	}
}

// extra passes over an element that is allowed where rows or cells stand, and
// refuses all others: they might hide a row.
func (s *rowScan) extra() error {
	if !s.x.is("extLst") {
		return s.x.failed("数据区内有不认识的标签")
	}
	if !s.x.skip() {
		return s.x.err
	}
	return nil
}

func (s *rowScan) readRow() error {
	if err := s.beginRow(); err != nil {
		return err
	}
	for {
		if s.width > maxToken {
			return pastLimit("第 %d 行的文字超过 %d 字节", s.row.Number, maxToken)
		}
		if done, err := s.quickCell(); err != nil {
			return err
		} else if done {
			continue
		}
		if s.quickRowEnd() {
			return s.endRow()
		}
		switch s.x.next() {
		case tokFail, tokEOF:
			return s.x.err
		case tokEnd:
			return s.endRow()
		case tokText:
			if !allSpace(s.x.text) {
				return s.x.failed("单元格之间有文字")
			}
		case tokStart:
			if !s.x.is("c") {
				if err := s.extra(); err != nil {
					return err
				}
				continue
			}
			if err := s.readCell(); err != nil {
				return err
			}
		}
	}
}

func (s *rowScan) beginRow() error {
	n := s.lastRow + 1
	hidden := false
	for _, a := range s.x.attrs {
		switch string(a.name) {
		case "r":
			var err error
			if n, err = strconv.Atoi(string(a.value)); err != nil {
				return badData("行号“%.20s”不是数字", a.value)
			}
		case "hidden":
			hidden = attrTrue(a.value)
		}
	}
	if n < 1 || n > maxRow {
		return badData("行号 %d 超出范围", n)
	}
	if n <= s.lastRow {
		d := badData("第 %d 行排在第 %d 行之后，行号重复或颠倒", n, s.lastRow)
		d.Cell = strconv.Itoa(n)
		return d
	}
	s.lastRow, s.lastCol = n, 0
	s.row = sheet.Row{Number: n, Hidden: hidden}
	s.digits = strconv.AppendInt(s.digits[:0], int64(n), 10)
	s.cells, s.width = s.cells[:0], 0
	return nil
}

// endRow gives the row out if it has a value.
func (s *rowScan) endRow() error {
	if len(s.cells) == 0 {
		return nil
	}
	s.maxCol = max(s.maxCol, s.cells[len(s.cells)-1].Col)
	s.row.Cells = s.cells
	if !s.emit(s.row) {
		return errStopped
	}
	return nil
}

// column reads a cell reference, which has to be of this row. Small letters are
// taken, as Excel, LibreOffice and openpyxl take them.
func (s *rowScan) column(ref []byte) (int, error) {
	col, i := 0, 0
	for i < len(ref) && i < 3 && isLetter(ref[i]) {
		col = col*26 + int(ref[i]&^0x20-'A') + 1
		i++
	}
	if i == 0 || col > maxCol || string(ref[i:]) != string(s.digits) {
		d := badData("第 %d 行里的单元格地址“%.20s”不对", s.row.Number, ref)
		d.Cell = string(s.digits)
		return 0, d
	}
	if col <= s.lastCol {
		d := badData("单元格 %s 重复，或同一行的单元格次序颠倒", ref)
		d.Cell = string(ref)
		return 0, d
	}
	return col, nil
}

func isLetter(c byte) bool { return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' }

// failed is fail for callers that return the error.
func (x *xmlScan) failed(what string) error {
	x.fail(what)
	return x.err
}
