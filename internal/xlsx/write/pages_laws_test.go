package write

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"bangfu/internal/sheet"
)

// fewest is how many rows of a list a printed page holds at least.
const fewest = 3

// drawnPage draws a list of some rows of one to four lines, of which three have room above
// a chart, with what may stand above it and below it; rows counts its total, too.
func drawnPage(t *rapid.T) (page sheet.Page, rows int) {
	wide := rapid.SampledFrom([]float64{30, 70, 120}).Draw(t, "wide")
	list := sheet.Block{Filter: true, Columns: []sheet.ColumnSpec{{Header: "县区"}, {Header: "许可证号"}, {Header: "问题", Width: wide, Wrap: true}, {Header: "户数"}}}
	for i, lines := range rapid.SliceOfN(rapid.IntRange(1, 4), 1, 90).Draw(t, "lines") {
		text := strings.Repeat("位", (lines-1)*int(wide)/2+2)
		list.Rows = append(list.Rows, []sheet.Value{sheet.S(fmt.Sprint("行", i)), sheet.S("140213100001"), sheet.S(text), sheet.I(1)})
	}
	rows = len(list.Rows)
	if rapid.Bool().Draw(t, "total") {
		list.Total = []sheet.Value{sheet.S("合计"), {}, {}, sheet.I(rows)}
		rows++
	}
	page = sheet.Page{Name: "表", Title: "题", Left: "填报单位：平城区", Blocks: []sheet.Block{list}}
	for i, n := range rapid.SliceOfN(rapid.IntRange(1, 25), 0, 2).Draw(t, "below") {
		below := sheet.Block{Title: fmt.Sprint("说明", i), Columns: make([]sheet.ColumnSpec, 2)}
		for range n {
			below.Rows = append(below.Rows, []sheet.Value{sheet.S("规则"), sheet.S("号码位数不对")})
		}
		page.Blocks = append(page.Blocks, below)
	}
	for range rapid.IntRange(0, 6).Draw(t, "notes") {
		page.Notes = append(page.Notes, strings.Repeat("供货明细按县区和订货日排列。", rapid.IntRange(1, 9).Draw(t, "note")))
	}
	if rapid.Bool().Draw(t, "signed") {
		page.Sign = []string{"单位负责人：", "审核人：", "制表人："}
	}
	if rapid.Bool().Draw(t, "chart") {
		page.Chart = &sheet.Chart{Title: "图", Series: []int{3}}
	}
	return page, rows
}

// A printed page that holds rows of a list holds three of them, when the list has as
// many: no program prints the header above one row alone.
func TestNoPageHoldsOneRow(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		page, rows := drawnPage(rt)
		parts := kitParts(t, sheet.Book{Pages: []sheet.Page{page}})
		part := parts["xl/worksheets/sheet1.xml"]
		if strings.Contains(part, "fitToPage") {
			return // the program ends its pages
		}
		header := headerOf(part)
		pages, fill := sheetPages(t, part, header)
		for i, p := range pages {
			held := 0
			for _, row := range p {
				if header < row && row <= header+rows {
					held++
				}
			}
			if held > 0 && held < min(fewest, rows) {
				rt.Errorf("of %d rows from %d on page %d of %d holds %d: rows %d to %d", rows, header+1, i+1, len(pages), held, p[0], p[len(p)-1])
			}
			if fill[i] > 1 {
				rt.Errorf("page %d is filled %.2f", i+1, fill[i])
			}
		}
	})
}

// headerOf is the row of the header 县区 in a sheet.
func headerOf(part string) int {
	for i, row := range rowOf.FindAllString(part, -1) {
		if m := textOf.FindStringSubmatch(row); m != nil && m[1] == "县区" {
			return i + 1
		}
	}
	return 0
}
