package write

import (
	"strconv"
	"testing"

	"bangfu/internal/sheet"
)

// A column of a given width holds its header: none of up to six characters is torn, and
// what is wide enough keeps its width.
func TestAColumnHoldsItsHeader(t *testing.T) {
	for header, want := range map[string]float64{"客户经理意见": 12, "营销部意见": 10, "与经营者关系": 12, "序号": 9} {
		page := sheet.Page{Name: "表", Title: "题", Blocks: []sheet.Block{{Columns: []sheet.ColumnSpec{{Header: sheet.Header(header), Width: 9, Text: true}, {Header: "备注", Width: 60}, {Header: "说明", Width: 60}}}}}
		part := kitParts(t, sheet.Book{Pages: []sheet.Page{page}})["xl/worksheets/sheet1.xml"]
		got, _ := strconv.ParseFloat(widthOf.FindStringSubmatch(part)[1], 64)
		if got < want || got > want+2 {
			t.Errorf("%s stands in %v characters, want %v", header, got, want)
		}
	}
}
