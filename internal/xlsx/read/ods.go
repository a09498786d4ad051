package read

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"bangfu/internal/sheet"
)

// The parts of an OpenDocument workbook.
const (
	odsContent  = "content.xml"
	odsMeta     = "meta.xml"
	odsManifest = "meta-inf/manifest.xml"
	odsType     = "application/vnd.oasis.opendocument.spreadsheet"
)

// The namespaces of OpenDocument that are read.
const (
	odfPrefix = "urn:oasis:names:tc:opendocument:xmlns:"
	nsTable   = odfPrefix + "table:1.0"
	nsText    = odfPrefix + "text:1.0"
	nsOffice  = odfPrefix + "office:1.0"
	nsStyle   = odfPrefix + "style:1.0"
	nsDraw    = odfPrefix + "drawing:1.0"
	nsList    = odfPrefix + "manifest:1.0"
	nsDublin  = "http://purl.org/dc/elements/1.1/"
	nsCalcExt = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
)

// is reports an element of a namespace.
func is(e xml.StartElement, space, local string) bool {
	return e.Name.Local == local && e.Name.Space == space
}

// ods is an opened .ods: its tables stand one behind the other in one part.
type ods struct {
	*container
	limit  int64 // bytes of text that repeated cells may grow to
	hidden map[string]bool
}

// spreadsheet reports an OpenDocument workbook, by what its first part says.
func (c *container) spreadsheet(ctx context.Context) bool {
	p, err := c.open(ctx, "mimetype")
	if err != nil {
		return false
	}
	text, err := io.ReadAll(io.LimitReader(p, int64(len(odsType))))
	return err == nil && string(text) == odsType
}

// openODS reads what stands before the tables. An encrypted document is told as
// one with a password.
func openODS(ctx context.Context, c *container, lim Limits) (*Book, error) {
	o := &ods{container: c, limit: lim.UnpackedBytes, hidden: map[string]bool{}}
	if err := o.plain(ctx); err != nil {
		return nil, err
	}
	b := &Book{format: "ods", scan: o.scan}
	names := map[string]bool{}
	err := o.walk(ctx, odsContent, func(d *xml.Decoder, e xml.StartElement) error {
		switch {
		case is(e, nsStyle, "style"):
			return o.style(d, e)
		case is(e, nsTable, "dde-links"): // tables of other files
			return d.Skip()
		case is(e, nsTable, "table"):
			name := attrOf(e, nsTable, "name")
			if name == "" || names[strings.ToLower(name)] {
				return notWorkbook("工作表名称为空或重复")
			}
			if names[strings.ToLower(name)] = true; len(names) > maxSheets {
				return pastLimit("工作表超过上限 %d 张", maxSheets)
			}
			b.sheets = append(b.sheets, sheet.Info{Name: name, Hidden: o.hidden[attrOf(e, nsTable, "style-name")]})
			return d.Skip()
		}
		return nil
	})
	if err == nil && len(b.sheets) == 0 {
		err = notWorkbook("工作簿里没有工作表")
	}
	if err != nil {
		return nil, err
	}
	b.modified = o.saved(ctx)
	return b, nil
}

// plain refuses an encrypted document.
func (o *ods) plain(ctx context.Context) error {
	if !o.has(odsManifest) {
		return nil
	}
	return o.walk(ctx, odsManifest, func(_ *xml.Decoder, e xml.StartElement) error {
		if is(e, nsList, "encryption-data") {
			return errLocked
		}
		return nil
	})
}

// saved is when the document says it was saved last; zero when it does not.
func (o *ods) saved(ctx context.Context) (t time.Time) {
	if !o.has(odsMeta) {
		return t
	}
	_ = o.walk(ctx, odsMeta, func(d *xml.Decoder, e xml.StartElement) error { // none, or not a time: zero
		var text string
		if is(e, nsDublin, "date") && d.DecodeElement(&text, &e) == nil {
			t, _ = time.Parse("2006-01-02T15:04:05", strings.TrimSuffix(text[:min(len(text), 19)], "Z")) // not a time: zero
		}
		return nil
	})
	return t
}

// style notes the styles of tables that are not shown.
func (o *ods) style(d *xml.Decoder, e xml.StartElement) error {
	name := attrOf(e, nsStyle, "name")
	return inside(d, func(e xml.StartElement) error {
		if is(e, nsStyle, "table-properties") && attrOf(e, nsTable, "display") == "false" {
			o.hidden[name] = true
		}
		return nil
	})
}

// walk calls for each element of a part; whoever takes an element whole reads it
// to its end.
func (o *ods) walk(ctx context.Context, part string, each func(*xml.Decoder, xml.StartElement) error) error {
	p, err := o.open(ctx, part)
	if err != nil {
		return err
	}
	d := xml.NewDecoder(p)
	for {
		t, err := d.Token()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return xmlDamage(ctx, part, err)
		}
		if e, ok := t.(xml.StartElement); ok {
			if err := each(d, e); err != nil {
				return xmlDamage(ctx, part, err)
			}
		}
	}
}

// xmlDamage makes a damage of what the decoder says of a part.
func xmlDamage(ctx context.Context, part string, err error) error {
	var d *sheet.Damage
	if errors.As(err, &d) || ctx.Err() != nil || errors.Is(err, errStopped) {
		return err
	}
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) || errors.Is(err, io.ErrUnexpectedEOF) {
		return badData("文件内容残缺或写法不对（%s）", part)
	}
	return err
}

// inside calls for each element inside the one that has begun, up to its end.
func inside(d *xml.Decoder, each func(xml.StartElement) error) error {
	for depth := 1; depth > 0; {
		t, err := d.Token()
		if err != nil {
			return err
		}
		switch e := t.(type) {
		case xml.StartElement:
			depth++
			if err := each(e); err != nil {
				return err
			}
		case xml.EndElement:
			depth--
		}
	}
	return nil
}

// attrOf is an attribute of a namespace; "" when there is none.
func attrOf(e xml.StartElement, space, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == space {
			return a.Value
		}
	}
	return ""
}

// timesOf is how often an element stands there: 1, or what it says.
func timesOf(e xml.StartElement, space, name string) int {
	n, err := strconv.Atoi(attrOf(e, space, name))
	if err != nil || n < 1 {
		return 1
	}
	return n
}

// unseen reports an element that is hidden or filtered out.
func unseen(e xml.StartElement) bool {
	v := attrOf(e, nsTable, "visibility")
	return v == "collapse" || v == "filter"
}

// odsTable is one table being streamed.
type odsTable struct {
	*ods
	d      *xml.Decoder
	emit   func(sheet.Row) bool
	ext    *sheet.Extent
	row    int         // number of the last one
	col    int         // number of the last column described
	unseen sheet.Spans // hidden columns
	widest int
	grown  int64
}

// scan streams one table. The tables before it are passed over.
func (o *ods) scan(ctx context.Context, i int, ext *sheet.Extent, emit func(sheet.Row) bool) error {
	at := -1
	return o.walk(ctx, odsContent, func(d *xml.Decoder, e xml.StartElement) error {
		if is(e, nsTable, "dde-links") {
			return d.Skip()
		}
		if !is(e, nsTable, "table") {
			return nil
		}
		if at++; at != i {
			return d.Skip()
		}
		t := &odsTable{ods: o, d: d, emit: emit, ext: ext}
		if err := t.read(); err != nil {
			return err
		}
		ext.HiddenCols = t.unseen.UpTo(t.widest)
		return nil
	})
}

// read reads the table that has begun to its end: rows may stand in groups.
func (t *odsTable) read() error {
	for depth := 1; depth > 0; {
		token, err := t.d.Token()
		if err != nil {
			return err
		}
		switch e := token.(type) {
		case xml.EndElement:
			depth--
		case xml.StartElement:
			switch {
			case is(e, nsTable, "table-row"):
				err = t.readRow(e)
			case is(e, nsTable, "table-column"):
				t.column(e)
				err = t.d.Skip()
			case e.Name.Space == nsTable && slices.Contains(odsGroups, e.Name.Local):
				depth++
			default:
				err = t.d.Skip()
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// odsGroups are the elements that hold rows or columns together.
var odsGroups = []string{"table-header-rows", "table-rows", "table-row-group", "table-columns", "table-header-columns", "table-column-group"}

func (t *odsTable) column(e xml.StartElement) {
	times := min(timesOf(e, nsTable, "number-columns-repeated"), maxCol)
	if unseen(e) {
		t.unseen.Add(t.col+1, t.col+times)
	}
	t.col += times
}

// readRow reads the row that has begun, and gives it out as often as it stands
// there when it has a value.
func (t *odsTable) readRow(e xml.StartElement) error {
	times, hidden := timesOf(e, nsTable, "number-rows-repeated"), unseen(e)
	cells, err := t.cells()
	if err != nil {
		return err
	}
	if len(cells) == 0 {
		t.row += min(times, maxRow)
		return nil
	}
	t.widest = max(t.widest, cells[len(cells)-1].Col)
	for range times {
		if t.row++; t.row > maxRow {
			return badData("行号 %d 超出范围", t.row)
		}
		for _, c := range cells {
			t.grown += int64(len(c.Text)) + 16
		}
		if t.grown > t.limit {
			return pastLimit("重复的行和单元格展开后超过上限 %d 字节", t.limit)
		}
		if !t.emit(sheet.Row{Number: t.row, Hidden: hidden, Cells: slices.Clone(cells)}) {
			return errStopped
		}
	}
	return nil
}

// cells reads the cells of the row that has begun: those with a value.
func (t *odsTable) cells() ([]sheet.Cell, error) {
	var cells []sheet.Cell
	col := 0
	for {
		token, err := t.d.Token()
		if err != nil {
			return nil, err
		}
		switch e := token.(type) {
		case xml.EndElement:
			return cells, nil
		case xml.StartElement:
			if !is(e, nsTable, "table-cell") && !is(e, nsTable, "covered-table-cell") {
				if err := t.d.Skip(); err != nil {
					return nil, err
				}
				continue
			}
			c, err := t.cell(e, col+1)
			if err != nil {
				return nil, err
			}
			for n := timesOf(e, nsTable, "number-columns-repeated"); n > 0; n-- {
				if col++; c.Kind == sheet.Empty {
					col += min(n, maxCol) - 1
					break
				}
				if col > maxCol {
					return nil, badData("第 %d 行的单元格超出最后一列", t.row+1)
				}
				c.Col = col
				cells = append(cells, c)
			}
		}
	}
}

// cell reads the cell that has begun. What it is called in its text counts only
// where it has no value of its own.
func (t *odsTable) cell(e xml.StartElement, col int) (sheet.Cell, error) {
	if n := timesOf(e, nsTable, "number-rows-spanned"); n > 1 && len(t.ext.Tall) < mostTall {
		across := timesOf(e, nsTable, "number-columns-spanned")
		t.ext.Tall = append(t.ext.Tall, sheet.Address(col, t.row+1)+":"+sheet.Address(col+across-1, t.row+n))
	}
	text, err := t.paragraphs()
	if err != nil {
		return sheet.Cell{}, err
	}
	c := sheet.Cell{Formula: attrOf(e, nsTable, "formula") != ""}
	if err := t.value(&c, e, text, col); err != nil {
		return c, err
	}
	if c.Text == "" && c.Kind != sheet.Formula {
		c.Kind = sheet.Empty
	}
	return c, nil
}

// mostTall is how many merged cells anybody reads.
const mostTall = 100

// value fills in kind and text of a cell.
func (t *odsTable) value(c *sheet.Cell, e xml.StartElement, text string, col int) error {
	kind := attrOf(e, nsOffice, "value-type")
	if attrOf(e, nsCalcExt, "value-type") == "error" { // LibreOffice names an error beside the type of the value
		c.Kind, c.Text = sheet.Error, text
		return nil
	}
	ok := true
	switch kind {
	case "float", "percentage", "currency":
		var line []byte
		c.Kind = sheet.Number
		line, c.Wide, ok = appendNumber(nil, []byte(attrOf(e, nsOffice, "value")))
		c.Text = string(line)
	case "date":
		c.Kind = sheet.Date
		c.Text, ok = isoDate(attrOf(e, nsOffice, "date-value"))
	case "time":
		c.Kind = sheet.Date
		c.Text, ok = isoDate(attrOf(e, nsOffice, "time-value"))
	case "boolean":
		c.Kind, c.Text = sheet.Bool, strings.ToUpper(attrOf(e, nsOffice, "boolean-value"))
		ok = c.Text == "TRUE" || c.Text == "FALSE"
	default: // a text, or nothing
		if v := attrOf(e, nsOffice, "string-value"); v != "" {
			text = v
		}
		c.Kind, c.Text = sheet.Text, text
		if text == "" && c.Formula && kind == "" {
			c.Kind = sheet.Formula
		}
	}
	if !ok {
		at := sheet.Address(col, t.row+1)
		d := badData("单元格 %s 的值不对", at)
		d.Cell = at
		return d
	}
	return nil
}

// paragraphs is the text of the cell that has begun, a line a paragraph; what a
// note says is not part of it.
func (t *odsTable) paragraphs() (string, error) {
	var text bytes.Buffer
	first, skip := true, 0
	for depth := 1; depth > 0; {
		token, err := t.d.Token()
		if err != nil {
			return "", err
		}
		switch e := token.(type) {
		case xml.CharData:
			if depth > 1 && skip == 0 {
				text.Write(e)
			}
		case xml.EndElement:
			if depth--; depth < skip {
				skip = 0
			}
		case xml.StartElement:
			depth++
			switch {
			case is(e, nsOffice, "annotation"), is(e, nsTable, "shapes"), is(e, nsDraw, "frame"):
				if skip == 0 {
					skip = depth
				}
			case skip > 0:
			case is(e, nsText, "p"):
				if !first {
					text.WriteByte('\n')
				}
				first = false
			case is(e, nsText, "s"):
				text.WriteString(strings.Repeat(" ", min(timesOf(e, nsText, "c"), maxSpaces)))
			case is(e, nsText, "tab"):
				text.WriteByte('\t')
			case is(e, nsText, "line-break"):
				text.WriteByte('\n')
			}
			if text.Len() > maxToken {
				return "", pastLimit("文件里的 %s 有一段文字超过 %d 字节", odsContent, maxToken)
			}
		}
	}
	return text.String(), nil
}

// maxSpaces bounds the blanks that one element stands for.
const maxSpaces = 1000
