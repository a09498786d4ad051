package precheck

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/write"
)

// TestEveryRowOfTheCitysFilesIsCounted: a register, a plan and decisions are
// pre-checked as a county's files are, row by row; what is judged only when it is
// sent is named.
func TestEveryRowOfTheCitysFilesIsCounted(t *testing.T) {
	rules := standard(t)
	for _, c := range []struct {
		path       string
		read       int
		unchecked  bool
		conclusion string
	}{
		{"周一/市局/许可证状态.xlsx", 64, false, ""},
		{"周一/市局/货源计划_2026-W49.xlsx", 15, false, ""},
		{"周三/市局/名单调整.xlsx", 5, true, "客户是否在册 要在报送后才能核对"},
	} {
		data, err := os.ReadFile("../../samples/" + c.path)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Check(context.Background(), Ask{Name: "市局.xlsx", Data: data, At: time.Date(2026, 11, 25, 9, 0, 0, 0, assist.Zone), Rules: rules})
		if err != nil {
			t.Errorf("%s: %v", c.path, err)
			continue
		}
		if r := got.Result.Rows; r.Read != c.read || r.Filed+r.Held+r.Returned+r.Ineligible+r.Blank+r.Totals+r.Headers != c.read {
			t.Errorf("%s: %+v, want %d rows", c.path, r, c.read)
		}
		told := false
		var codes []string
		for _, u := range got.Result.Unchecked {
			told = told || u.Code == "C301"
			codes = append(codes, u.Code)
		}
		if told != c.unchecked || !strings.Contains(assist.Later(codes), c.conclusion) {
			t.Errorf("%s: not checked: %v (%s)", c.path, codes, assist.Later(codes))
		}
	}
}

// TestDecisionsAreReadBeforeTheyAreSent: an action that nobody knows, dates upside
// down and two answers for one doubt need no roll to be seen.
func TestDecisionsAreReadBeforeTheyAreSent(t *testing.T) {
	page := func(name string, columns []column.Column, rows ...[]string) sheet.Page {
		p := sheet.Page{Name: name, Blocks: []sheet.Block{{}}}
		for _, c := range columns {
			p.Blocks[0].Columns = append(p.Blocks[0].Columns, sheet.ColumnSpec{Header: c.Header, Text: true})
		}
		for _, r := range rows {
			var cells []sheet.Value
			for _, v := range r {
				cells = append(cells, sheet.S(v))
			}
			p.Blocks[0].Rows = append(p.Blocks[0].Rows, cells)
		}
		return p
	}
	data, err := write.Write(sheet.Book{Title: "决定", Pages: []sheet.Page{
		page("名单调整", column.Adjustment,
			[]string{"140221100001", "确认", "2026-11-24", "", "核实", "样人"},
			[]string{"140221100002", "停供", "2026-11-24", "", "核实", "样人"},
			[]string{"140221100003", "暂停", "2026-11-24", "2026-11-20", "核实", "样人"},
			[]string{"140221100004", "暂停", "2026-11-24", "", "", "样人"}),
		page("待确认", column.Settlement,
			[]string{"HZ-SJ-20261123-001", "货源计划", "", "", "", "确认", "已核对", "样人"},
			[]string{"HZ-SJ-20261123-001", "货源计划", "", "", "", "作废", "已核对", "样人"},
			[]string{"HZ-SJ-20261123-002", "许可证状态", "", "", "", "同意", "已核对", "样人"},
			[]string{"HZ-SJ-20261123-003", "许可证状态", "", "", "", "确认", "已核对", "样人"}),
	}})
	if err != nil {
		t.Fatal(err)
	}
	got, err := Check(context.Background(), Ask{Name: "决定.xlsx", Data: data, At: time.Date(2026, 11, 25, 9, 0, 0, 0, assist.Zone), Rules: standard(t)})
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, f := range got.Result.Findings {
		told = append(told, f.Code+" "+f.Sheet+" "+f.Cell)
	}
	want := "V201 名单调整 E5, C301 名单调整 B3, C301 名单调整 D4, C301 待确认 F2, C301 待确认 F3, C301 待确认 F4"
	if s := strings.Join(told, ", "); s != want {
		t.Errorf("told: %s\nwant: %s", s, want)
	}
	if r := got.Result.Rows; r.Read != 8 || r.Filed != 2 || r.Returned != 6 {
		t.Errorf("rows: %+v, want 8 read, 2 taken, 6 returned", r)
	}
}
