package sample

import (
	"bytes"
	"encoding/csv"
	"fmt"

	"golang.org/x/text/encoding/simplifiedchinese"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/form"
	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/write"
)

// salesCSV is a sales history as the old ordering system saves it: GB18030.
func (s *Story) salesCSV(unit string) ([]byte, error) {
	headers := form.Headers(assist.SalesForm)
	var plain bytes.Buffer
	w := csv.NewWriter(&plain)
	w.UseCRLF = true
	rows := [][]string{column.Texts(headers)}
	for _, v := range s.buyers(unit) {
		for sale := range v.buys.sales {
			var r []string
			for _, c := range saleRow(v.buys, sale, s.terms.Products).order(headers) {
				r = append(r, c.String())
			}
			rows = append(rows, r)
		}
	}
	if err := w.WriteAll(rows); err != nil {
		return nil, err
	}
	return simplifiedchinese.GB18030.NewEncoder().Bytes(plain.Bytes())
}

// exportHeaders are the columns of the ordering system's export, under its own names.
var exportHeaders = []struct {
	name string
	ours column.Header
}{
	{"客户编码", column.Licence}, {string(column.Shop), column.Shop}, {"订单日期", column.Ordered}, {"商品编码", column.Barcode}, {"商品名称", column.Product},
	{"数量(条)", column.Cartons}, {"批发价(元)", column.Wholesale}, {"金额(元)", column.Amount},
}

// perPage is after how many lines the export repeats its header.
const perPage = 120

// salesExport is a sales history as the ordering system exports it: title and
// period above, the header repeated, a 小计 below each customer, a 合计 at the end.
func (s *Story) salesExport(unit string) ([]byte, error) {
	e := &export{products: s.terms.Products}
	e.writeLine("大同市烟草公司" + unit + "营销部卷烟销售明细")
	e.writeLine(fmt.Sprintf("统计期间：%s 至 %s", storyMonday.AddMonths(-12), storyMonday-1))
	e.writeLine()
	e.header()
	for _, v := range s.buyers(unit) {
		for sale := range v.buys.sales {
			e.sale(v.buys, sale)
		}
		e.sum("小计", &e.part)
	}
	e.sum("合计", &e.whole)
	var out bytes.Buffer
	err := write.Sheets(&out, write.StreamedSheet{Name: "Sheet1", Rows: func(yield func([]sheet.Value) bool) {
		for _, r := range e.rows {
			if !yield(r) {
				return
			}
		}
	}})
	return out.Bytes(), err
}

// export is an export while it grows.
type export struct {
	products    assist.Catalogue
	rows        [][]sheet.Value
	lines       int
	part, whole total
}

type total struct {
	cartons int
	amount  assist.Fen
}

func (t *total) add(s assist.Sale) {
	t.cartons += s.Cartons
	t.amount += s.Wholesale * assist.Fen(s.Cartons)
}

func (e *export) writeLine(cells ...string) {
	var r []sheet.Value
	for _, c := range cells {
		r = append(r, text(c))
	}
	e.rows = append(e.rows, r)
}

func (e *export) header() {
	var cells []string
	for _, h := range exportHeaders {
		cells = append(cells, h.name)
	}
	e.writeLine(cells...)
}

func (e *export) sale(b buyer, s assist.Sale) {
	if e.lines++; e.lines%perPage == 0 {
		e.header()
	}
	v := saleRow(b, s, e.products)
	var r []sheet.Value
	for _, h := range exportHeaders {
		r = append(r, v[h.ours])
	}
	e.rows = append(e.rows, r)
	e.part.add(s)
	e.whole.add(s)
}

// sum writes a line of control totals and begins again.
func (e *export) sum(label string, t *total) {
	e.rows = append(e.rows, []sheet.Value{text(label), {}, {}, {}, {}, wholeNumber(t.cartons), {}, owed(t.amount)})
	*t = total{}
}
