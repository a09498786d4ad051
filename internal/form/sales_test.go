package form

import (
	"errors"
	"fmt"
	"iter"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

const salesHead = "许可证号|客户名称|订货日期|卷烟条码|卷烟名称|数量|批发价|零售价|金额"

// saleText writes a sales row on one line.
func saleText(r assist.SaleRow) string {
	s := spaced(r.Place.Row, r.Total, r.Licence, r.Sale.Day, r.Sale.Barcode, r.Sale.Cartons, r.Sale.Wholesale, r.Sale.Retail, r.Amount)
	for _, f := range r.Faults {
		s += strings.TrimRight(fmt.Sprintf(" ✗%s %s %s", kindNames[sheet.FaultKind(f.Kind)], f.Header, f.Read), " ")
	}
	return strings.Join(strings.Fields(s), " ")
}

func TestSalesRows(t *testing.T) {
	for _, c := range []struct{ name, row, want string }{
		{"clean", "140213100001|便民|2026-10-30|6901028046893|云烟(硬紫)|3|114.5|130|343.5", "2  140213100001 2026-10-30 6901028046893 3 11450 13000 34350"},
		{"numbers and a date cell", "=140213100001||@2026-10-30|=6901028046893||=3|=114.5|=130|=343.5", "2  140213100001 2026-10-30 6901028046893 3 11450 13000 34350"},
		{"dots, 条, commas, tails", "140213100001.0||2026.9.3|6901028046893.0||12条|￥1,114.50|130.0|", "2  140213100001 2026-09-03 6901028046893 12 111450 13000 -1"},
		{"serial date", "140213100001||=46325|6901028046893||3", "2  140213100001 2026-10-30 6901028046893 3 0 0 -1"},
		{"- for empty", "140213100001|-|20261030|6901028046893|—|3|-|/|无", "2  140213100001 2026-10-30 6901028046893 3 0 0 -1"},
		{"return", "140213100001||2026-10-30|6901028046893||-2|114.5||-229", "2  140213100001 2026-10-30 6901028046893 -2 11450 0 -22900"},
		{"name instead of barcode", "140213100001||2026-10-30|云烟（硬紫）||3", "2  140213100001 2026-10-30 6901028046893 3 0 0 -1"},
		{"name beside a bad barcode", "140213100001||2026-10-30|53012345|玉溪(硬)|3", "2  140213100001 2026-10-30 6901028316866 3 0 0 -1 ✗byname 卷烟条码 6901028316866"},
		{"the name of another product", "140213100001||2026-10-30|6901028046893|玉溪(硬)|3", "2  140213100001 2026-10-30 6901028046893 3 0 0 -1 ✗differs 卷烟名称 云烟(硬紫)"},
		{"name beside no barcode", "140213100001||2026-10-30||玉溪(硬)|3", "2  140213100001 2026-10-30 6901028316866 3 0 0 -1"},
		{"pack barcode", "140213100001||2026-10-30|6901028046886||3", "2  140213100001 2026-10-30 6901028046893 3 0 0 -1"},
		{"unknown 69 code is kept", "140213100001||2026-10-30|6901028000659||3", "2  140213100001 2026-10-30 6901028000659 3 0 0 -1"},
		{"no product", "140213100001||2026-10-30|53012345|红河|3", "2  140213100001 2026-10-30  3 0 0 -1 ✗product 卷烟条码"},
		{"only an unknown name", "140213100001||2026-10-30||红河|3", "2  140213100001 2026-10-30  3 0 0 -1 ✗product 卷烟名称"},
		{"nothing for a product", "140213100001||2026-10-30|||3", "2  140213100001 2026-10-30  3 0 0 -1 ✗missing 卷烟条码"},
		{"folded", "１４０２１３１００００１||2026-10-30␣|6901028046893||３", "2  140213100001 2026-10-30 6901028046893 3 0 0 -1 ✗folded 许可证号 140213100001 ✗folded 订货日期 2026-10-30 ✗folded 数量 3"},
		{"bad everywhere", "1.40213E+11||10-30|6901028046893||2.5|x|1万|#N/A", "2   6901028046893 0 0 0 -1 ✗licence 许可证号 按科学计数法保存，后面的数字已丢失 ✗date 订货日期 ✗signed 数量 ✗amount 批发价 ✗wan 零售价 ✗error 金额"},
		{"blank required", "140213100001|||6901028046893||", "2  140213100001  6901028046893 0 0 0 -1 ✗missing 订货日期 ✗missing 数量"},
		{"合计", "合计|||||=3|||343.5", "2 合计   3 0 0 34350"},
		{"合计 with blanks for the eye", "合计␣|␣|␣|␣||=3|||343.5", "2 合计   3 0 0 34350"},
		{"小计 of a customer", "140213100001||小计|||3", "2 小计   3 0 0 -1"},
		{"小计 of an order", "140213100001|便民|2026-10-30|小计||3", "2 小计 3 0 0 -1"},
		{"本页小计：", "|本页小计：||||3条", "2 小计   3 0 0 -1"},
		{"总计 that is no number", "总　计|||||很多", "2 总计   0 0 0 -1 ✗control 数量"},
		{"总计 without a number", "总计||||||||343.5", "2 总计   0 0 0 34350"},
		{"a shop called 合计 is a sale", "140213100001|合计|2026-10-30|6901028046893||3", "2  140213100001 2026-10-30 6901028046893 3 0 0 -1"},
	} {
		sub, sales := decodeText(t, "== 销售历史\n"+salesHead+"\n"+c.row)
		if len(sales) != 1 {
			t.Fatalf("%s: %d rows, faults %s", c.name, len(sales), told(sub.Faults))
		}
		same(t, c.name, saleText(sales[0]), strings.Join(strings.Fields(c.want), " "))
	}
}

// An export as it comes: titles, the header again, gaps, totals, other headers.
func TestSalesExport(t *testing.T) {
	sub, sales := decodeText(t, `
== 查询结果
销售明细查询|||||制表：李四
2025-09 至 2026-10
商品编码|商品名称|订单日期|客户编码|订购量（条）|备注
6901028046893|云烟(硬紫)|2026-10-29|140213100001|3|
6901028316866|玉溪(硬)|2026-10-29|140213100001|2|
小计||||5|

商品编码|商品名称|订单日期|客户编码|订购量（条）|备注
6901028046893|云烟(硬紫)|2026-10-30|140213100002|1|
合计||||6|`)
	same(t, "faults", told(sub.Faults), "")
	var lines []string
	for _, r := range sales {
		lines = append(lines, saleText(r))
	}
	same(t, "rows", strings.Join(lines, "\n"), `
4 140213100001 2026-10-29 6901028046893 3 0 0 -1
5 140213100001 2026-10-29 6901028316866 2 0 0 -1
6 小计 5 0 0 -1
9 140213100002 2026-10-30 6901028046893 1 0 0 -1
10 合计 6 0 0 -1`)
	g := sub.Tables[0]
	same(t, "account", spaced(g.HeaderRow, g.LastCol, g.LastRow, g.Read, g.Blank, g.Totals, g.Headers, g.Rows(), sub.Kind), "3 6 10 7 1 2 1 3 sales")
}

// A row answers for its cells while the sink has it.
func TestSalesCells(t *testing.T) {
	var got []string
	var sub assist.Submission
	src := book("== 销售历史\n数量(条)|许可证号|日期|条码\n3条|140213100001|2026.9.3|6901028046893\n|x|y|z")
	err := Decode(src, Context{Terms: assist.Terms{Products: testProducts()}}, &sub, func(r assist.SaleRow) error {
		got = append(got, spaced(r.Cells("数量"), r.Cells("订货日期"), r.Cells("金额")))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "cells", strings.Join(got, "\n"), "{A2 3条} {C2 2026.9.3} { }\n{A3 } {C3 y} { }")
}

func TestSinkErrorEndsDecoding(t *testing.T) {
	full := errors.New("disk full")
	var sub assist.Submission
	err := Decode(book("== 销售历史\n"+salesHead+"\n140213100001||2026-10-30|6901028046893||3"), Context{}, &sub, func(assist.SaleRow) error { return full })
	if !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
}

// manySales is a clean sales history of n rows that costs nothing to read.
func manySales(n int) Source {
	head := textRow(salesHead, 1)
	var licences, days []string
	for i := range 500 {
		licences = append(licences, fmt.Sprintf("1402131%05d", i))
	}
	for i := range 28 {
		days = append(days, fmt.Sprintf("2026-10-%02d", i+1))
	}
	codes, amounts := []string{"6901028046893", "6901028316866"}, []string{"343.5", "597.84"}
	cells := textRow("140213100001|便民商店|@2026-10-30|6901028046893|云烟(硬紫)|=3|=114.5|=130|=343.5", 2).Cells
	return Source{
		Sheets: []sheet.Info{{Name: "销售历史"}},
		Rows: func(int) iter.Seq2[sheet.Row, error] {
			return func(yield func(sheet.Row, error) bool) {
				if !yield(head, nil) {
					return
				}
				for i := range n {
					cells[0].Text, cells[2].Text, cells[3].Text, cells[8].Text = licences[i%500], days[i/1000%28], codes[i%2], amounts[i%2]
					if !yield(sheet.Row{Number: i + 2, Cells: cells}, nil) {
						return
					}
				}
			}
		},
		Extent: func(int) sheet.Extent { return sheet.Extent{} },
	}
}

func BenchmarkSales(b *testing.B) {
	src := manySales(1_000_000)
	b.ReportAllocs()
	for b.Loop() {
		var sub assist.Submission
		sum := 0
		if err := Decode(src, Context{Terms: assist.Terms{Products: testProducts()}}, &sub, func(r assist.SaleRow) error {
			sum += r.Sale.Cartons + int(r.Amount)
			return nil
		}); err != nil {
			b.Fatal(err)
		}
		if sub.Tables[0].Rows() != 1_000_000 || sum != 3_000_000+(34350+59784)*500_000 {
			b.Fatalf("%+v, sum %d", sub.Tables[0], sum)
		}
	}
}
