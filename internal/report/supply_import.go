package report

import (
	"bytes"
	"strconv"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// imported is one line of 导入: customer, product, cartons above 0.
type imported struct {
	customer, product string
	cartons           int
}

// imports lists the lines for the ordering system, in the order of 供货明细.
func imports(lines assist.SupplyLines, total bool) []imported {
	var list []imported
	for l := range lines.All() {
		n := l.Extra
		if total {
			n += l.Base
		}
		if n > 0 {
			list = append(list, imported{l.Licence, l.Barcode, n})
		}
	}
	return list
}

// importHeads are the columns of 导入.
var importHeads = []column.Header{column.CustomerCode, column.ProductCode, column.Cartons}

// importPage is 导入: the header in row 1, no title, codes as text.
func (s supplying) importPage(total bool) sheet.Page {
	list := imports(s.Plan.Lines, total)
	b := sheet.Block{Columns: heads(importHeads...), Long: sheet.Long{Count: len(list), Row: func(i int) []sheet.Value {
		x := list[i]
		return append(texts(x.customer, x.product), sheet.I(x.cartons))
	}}}
	b.Columns[0].Text, b.Columns[1].Text = true, true
	return sheet.Page{Name: "导入", Bare: true, Blocks: []sheet.Block{b}}
}

// SupplyCSV is 供货导入: the lines of 导入 as UTF-8 with BOM, lines ending in CRLF.
// A text that a spreadsheet would run as a formula gets an apostrophe in front.
func SupplyCSV(f assist.Facts, total bool) []byte {
	var w bytes.Buffer
	w.WriteString("\ufeff" + strings.Join(column.Texts(importHeads), ",") + "\r\n")
	for _, x := range imports(f.Plan.Lines, total) {
		w.WriteString(csvText(x.customer) + "," + csvText(x.product) + "," + strconv.Itoa(x.cartons) + "\r\n")
	}
	return w.Bytes()
}

// csvText quotes a text for a CSV that a spreadsheet may open.
func csvText(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		s = "'" + s
	}
	if strings.ContainsAny(s, "\",\r\n'") {
		s = `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	return s
}
