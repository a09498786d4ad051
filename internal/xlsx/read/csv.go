package read

import (
	"context"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"

	"bangfu/internal/sheet"
)

const (
	csvChunk  = 64 << 10
	maxField  = 1 << 20
	csvSample = 64 << 10 // how much is looked at to find the separator
)

// csvFile is a CSV whose encoding and separator are known.
type csvFile struct {
	r    io.ReaderAt
	size int64
	enc  encoding
	sep  byte
	skip bool // the first line is Excel's sep=; and no row
}

func openCSV(ctx context.Context, r io.ReaderAt, size int64, name string, lim Limits) (*Book, error) {
	f := &csvFile{r: r, size: size}
	if end, _ := EndOf(r, size, name); end == EndZeros {
		return nil, errUnfilled
	}
	var err error
	if f.enc, err = findEncoding(ctx, r, size); err != nil {
		return nil, err
	}
	sample := make([]byte, csvSample)
	n, err := io.ReadFull(f.enc.decode(io.NewSectionReader(r, 0, size)), sample)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, err
	}
	f.sep, f.skip = separator(sample[:n])
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	title := strings.TrimSuffix(base, path.Ext(base))
	return &Book{format: "csv", sheets: []sheet.Info{{Name: title}}, scan: f.scan}, nil
}

// separators, the likeliest first.
const separators = ",\t;"

// separator finds what parts the fields: Excel's own sep= line says it,
// otherwise it is what occurs on most lines.
func separator(sample []byte) (sep byte, declared bool) {
	if len(sample) > 4 && strings.EqualFold(string(sample[:4]), "sep=") && strings.IndexByte(separators, sample[4]) >= 0 {
		return sample[4], true
	}
	var lines, total [len(separators)]int
	var onLine [len(separators)]bool
	quoted := false
	for _, c := range sample {
		if c == '"' {
			quoted = !quoted
		}
		if c == '\n' || c == '\r' {
			onLine = [len(separators)]bool{}
		}
		i := strings.IndexByte(separators, c)
		if quoted || i < 0 {
			continue
		}
		total[i]++
		if !onLine[i] {
			onLine[i] = true
			lines[i]++
		}
	}
	best := 0
	for i := 1; i < len(separators); i++ {
		if lines[i] > lines[best] || lines[i] == lines[best] && total[i] > total[best] {
			best = i
		}
	}
	return separators[best], false
}

// csvState is where the scan of a record stands.
type csvState uint8

const (
	fieldStart csvState = iota
	afterEqual          // = began the field: ="0123" may follow
	inField
	inQuotes
	afterQuote
)

// csvScan scans records byte by byte.
type csvScan struct {
	sep   byte
	emit  func(sheet.Row) bool
	state csvState
	cr    bool // the last byte was a CR that ended a record
	row   int
	col   int
	from  int  // where the field begins in line
	quote bool // the field was quoted
	line  []byte
	cells []sheet.Cell
	texts []textSpan
	kept  keeper
}

func (f *csvFile) scan(ctx context.Context, _ int, ext *sheet.Extent, emit func(sheet.Row) bool) error {
	s := &csvScan{sep: f.sep, emit: emit, row: 1, col: 1}
	if f.skip {
		s.row = 0
	}
	in := f.enc.decode(io.NewSectionReader(f.r, 0, f.size))
	buf := make([]byte, csvChunk)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := in.Read(buf)
		if err := s.feed(buf[:n]); err != nil {
			return err
		}
		if errors.Is(err, io.EOF) {
			return s.finish()
		}
		if err != nil {
			return err
		}
	}
}

func (s *csvScan) feed(b []byte) error {
	for i := 0; i < len(b); {
		if run := s.run(b[i:]); run > 0 {
			s.line = append(s.line, b[i:i+run]...)
			i += run
			continue
		}
		if err := s.step(b[i]); err != nil {
			return err
		}
		i++
	}
	if len(s.line)-s.from > maxField {
		return s.bad("一格内容超过 %d 字节，可能缺少引号", maxField)
	}
	return nil
}

// run measures the bytes that merely continue the field.
func (s *csvScan) run(b []byte) int {
	n := 0
	switch s.state {
	case inField:
		for n < len(b) && b[n] != s.sep && b[n] != '\n' && b[n] != '\r' && b[n] != 0 {
			n++
		}
	case inQuotes:
		for n < len(b) && b[n] != '"' && b[n] != 0 {
			n++
		}
	}
	return n
}

func (s *csvScan) step(c byte) error {
	if c == 0 {
		return notWorkbook("第 %d 行含有空字符，不是文本文件", s.row)
	}
	if s.cr && c == '\n' {
		s.cr = false
		return nil
	}
	s.cr = false
	switch {
	case s.state == inQuotes && c == '"':
		s.state = afterQuote
	case s.state == inQuotes:
		s.line = append(s.line, c)
	case c == s.sep:
		return s.endField()
	case c == '\n' || c == '\r':
		s.cr = c == '\r'
		return s.endRecord()
	case s.state == afterQuote && c == '"':
		s.line = append(s.line, c)
		s.state = inQuotes
	case s.state == afterQuote && c != ' ':
		return s.bad("第 %d 列引号之后还有文字，引号不配对", s.col)
	case s.state == afterQuote:
	case s.state == fieldStart && c == '"':
		s.state, s.quote = inQuotes, true
	case s.state == afterEqual && c == '"':
		s.line = s.line[:len(s.line)-1]
		s.state = inQuotes
	default:
		s.line = append(s.line, c)
		if s.state == fieldStart && c == '=' {
			s.state = afterEqual
		} else {
			s.state = inField
		}
	}
	return nil
}

func (s *csvScan) endField() error {
	from, to := s.from, len(s.line)
	if t := s.line[from:]; s.quote && len(t) > 3 && t[0] == '=' && t[1] == '"' && t[len(t)-1] == '"' {
		from, to = from+2, to-1 // ="0123" that was quoted once more
	}
	if to > from {
		if s.col > maxCol {
			return s.bad("列数超过 %d", maxCol)
		}
		if pictured(s.line[from:to]) {
			s.cells = append(s.cells, pictureCell(s.col, false))
		} else {
			s.texts = append(s.texts, textSpan{int32(len(s.cells)), int32(from), int32(to)})
			s.cells = append(s.cells, sheet.Cell{Col: s.col, Kind: sheet.Text})
		}
	}
	s.col++
	s.from, s.state, s.quote = len(s.line), fieldStart, false
	return nil
}

func (s *csvScan) endRecord() error {
	if err := s.endField(); err != nil {
		return err
	}
	number := s.row
	s.row++
	s.col, s.from = 1, 0
	if len(s.cells) == 0 || number == 0 {
		s.reset()
		return nil
	}
	if number > maxRow {
		return pastLimit("行数超过 %d 行", maxRow)
	}
	s.kept.give(s.cells, s.texts, s.line)
	ok := s.emit(sheet.Row{Number: number, Cells: s.cells})
	s.reset()
	if !ok {
		return errStopped
	}
	return nil
}

func (s *csvScan) reset() {
	s.cells, s.texts, s.line = s.cells[:0], s.texts[:0], s.line[:0]
}

func (s *csvScan) finish() error {
	if s.state == inQuotes {
		return s.bad("引号没有闭合，文件可能不完整")
	}
	return s.endRecord()
}

func (s *csvScan) bad(format string, args ...any) error {
	d := badData("第 "+strconv.Itoa(s.row)+" 行："+format, args...)
	d.Cell = strconv.Itoa(s.row)
	return d
}
