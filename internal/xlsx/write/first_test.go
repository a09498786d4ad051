package write

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"bangfu/internal/sheet"
)

// Ten texts of two lines stand above the list, each in a row as high as its lines, the
// list and its chart take two pages with them, and the chart is of the list.
func TestTextsAboveAListTakeTheRoomTheyNeed(t *testing.T) {
	list := sheet.Block{Filter: true, Columns: []sheet.ColumnSpec{{Header: "县区"}, {Header: "报送状态", Width: 19}}}
	for i := range 13 {
		list.Columns = append(list.Columns, sheet.ColumnSpec{Header: sheet.Header(fmt.Sprint("户数", i))})
	}
	for i := range 11 {
		row := []sheet.Value{sheet.S(fmt.Sprint("行", i)), sheet.S("已报")}
		for len(row) < len(list.Columns) {
			row = append(row, sheet.I(i))
		}
		list.Rows = append(list.Rows, row)
	}
	list.Total = append([]sheet.Value{sheet.S("合计"), {}}, list.Rows[1][2:]...)
	below := sheet.Block{Columns: []sheet.ColumnSpec{{Wrap: true}}, Rows: [][]sheet.Value{{sheet.S("说明")}}}
	page := sheet.Page{Name: "表", Title: "题", Left: "填报单位：平城区", Right: "填报日期：2026-11-26", Sign: []string{"单位负责人：", "审核人：", "制表人："}}
	first := sheet.Block{Title: "须处理（10 项）", Columns: []sheet.ColumnSpec{{Wrap: true}}}
	for i := range 10 {
		first.Rows = append(first.Rows, []sheet.Value{sheet.S(fmt.Sprintf("%d. %s", i+1, strings.Repeat("请市局核对这一件；", 12)))}) // 108 characters
	}
	page.Blocks = []sheet.Block{first, list, below}
	page.Notes = []string{"统计周：2026-W48"}
	page.Chart = &sheet.Chart{Title: "图", Series: []int{3}}
	parts := kitParts(t, sheet.Book{Pages: []sheet.Page{page}})
	part := parts["xl/worksheets/sheet1.xml"]
	const header = 15 // title, sides, note, caption, ten texts; then a gap and the header
	width := 0.0
	for _, m := range widthOf.FindAllStringSubmatch(part, -1) {
		w, _ := strconv.ParseFloat(m[1], 64)
		width += w
	}
	for n, row := range rowOf.FindAllString(part, -1) {
		height, _ := strconv.ParseFloat(heightOf.FindStringSubmatch(row)[1], 64)
		lines := int(2*111/width) + 1 // two characters of width a Chinese one
		if n >= 4 && n < 14 && (height < float64(lines)*13.5 || !strings.Contains(row, "<t")) {
			t.Errorf("row %d is %v high for %d lines of %.0f characters", n+1, height, lines, width)
		}
	}
	pages, _ := sheetPages(t, part, header+1)
	if len(pages) != 2 || pages[0][len(pages[0])-1] < header-1 {
		t.Errorf("the pages hold %v", pages)
	}
	if chart := parts["xl/charts/chart1.xml"]; !strings.Contains(chart, fmt.Sprintf("$D$%d:$D$%d", header+2, header+12)) {
		t.Errorf("the chart shows %s", chart)
	}
}
