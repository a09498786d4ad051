package write

import (
	"bufio"
	"io"
	"strconv"
	"strings"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// rowWriter writes the rows of one sheet as excelize does.
type rowWriter struct {
	*bufio.Writer
	columns []string // A, B …
	styles  []int    // of the columns
	number  []byte
}

// rows writes the rows of one sheet into its part. An error of the writer stays in it and
// shows at the end.
func (w *bookFile) rows(to io.Writer, plan *layout) error {
	out := &rowWriter{Writer: bufio.NewWriterSize(to, 64<<10), styles: plan.styles}
	for i, row := range plan.rows {
		out.begin(i+1, row.height)
		for at, c := range row.laid().cells {
			id, err := w.styles.id(c.look)
			if err != nil {
				return err
			}
			out.cell(at, i+1, id, stored(c))
		}
		out.put(`</row>`)
	}
	return out.Flush()
}

func (w *rowWriter) put(pieces ...string) {
	for _, p := range pieces {
		w.WriteString(p)
	}
}

// integer writes a number, and float one with decimals.
func (w *rowWriter) integer(n int64) {
	w.number = strconv.AppendInt(w.number[:0], n, 10)
	w.Write(w.number)
}

func (w *rowWriter) float(x float64) {
	w.number = strconv.AppendFloat(w.number[:0], x, 'f', -1, 64)
	w.Write(w.number)
}

// begin opens a row.
func (w *rowWriter) begin(number int, height float64) {
	w.put(`<row r="`)
	w.integer(int64(number))
	if height > 0 {
		w.put(`" ht="`)
		w.float(height)
		w.put(`" customHeight="1`)
	}
	w.put(`">`)
}

// cell writes one cell; at is its column from 0.
func (w *rowWriter) cell(at, row, style int, value any) {
	for len(w.columns) <= at {
		w.columns = append(w.columns, sheet.Column(len(w.columns)+1))
	}
	w.put(`<c r="`, w.columns[at])
	w.integer(int64(row))
	if style == 0 && at < len(w.styles) {
		style = w.styles[at]
	}
	if style != 0 {
		w.put(`" s="`)
		w.integer(int64(style))
	}
	switch value := value.(type) {
	case nil:
		w.put(`">`)
	case string:
		w.text(value)
	case int64:
		w.put(`"><v>`)
		w.integer(value)
		w.put(`</v>`)
	case float64:
		w.put(`"><v>`)
		w.float(value)
		w.put(`</v>`)
	}
	w.put(`</c>`)
}

// white is what a reader may take from the ends of a text unless it is told to keep it.
const white = " \t\n\r"

// spelled are the signs that a text has in another spelling inside a cell.
var spelled = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;", "\t", "&#x9;", "\r", "&#xD;")

func (w *rowWriter) text(text string) {
	w.put(`" t="inlineStr"><is><t`)
	if strings.Trim(text, white) != text {
		w.put(` xml:space="preserve"`)
	}
	w.put(`>`, spelled.Replace(ooxml.Guard(text)), `</t></is>`)
}

// stored is what stands in the file for a cell's value.
func stored(c pageCell) any {
	v := c.value
	switch {
	case v.Kind == sheet.Blank || v.Kind == sheet.Str && v.Text == "":
		return nil
	case v.Kind == sheet.Str || c.look.text:
		return ooxml.Clean(v.String())
	case v.Kind == sheet.Int || v.Kind == sheet.Day || v.Kind == sheet.Weekday:
		return v.N
	case v.Kind == sheet.Moment:
		return days(v.N)
	case v.Kind == sheet.Ratio || v.Kind == sheet.Fine:
		return float64(v.N) / 10000
	}
	return float64(v.N) / 100
}

// days are minutes as days, in the ten decimals a workbook keeps and rounded up:
// what is less than the minute by a hair is shown as the minute before.
func days(minutes int64) float64 {
	const a, day = 10_000_000_000, 24 * 60
	whole, rest := minutes/day, minutes%day
	return float64(whole*a+(rest*a+day-1)/day) / a
}
