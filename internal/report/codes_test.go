package report

import (
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// A marked cell below the header in a column of codes becomes a text, and no
// other does.
func TestMarksOnCodes(t *testing.T) {
	r := Reply{Taken: assist.Taken{Tables: []assist.Table{
		{Form: assist.ApplicationForm, Sheet: "申请表", HeaderRow: 3, LastCol: 40, LastRow: 9, Codes: []int{3, 6}},
		{Form: assist.WishForm, Sheet: "帮扶申请表", HeaderRow: 1, LastCol: 14, LastRow: 9, Codes: []int{1}},
	}}}
	at := func(name, cell string, row int) assist.Finding {
		return assist.Finding{Code: "V201", Level: assist.LevelReturn, Sheet: name, Cell: cell, Row: row, Message: "没有填"}
	}
	tables, _ := r.marks([]assist.Finding{at("申请表", "F5", 5), at("申请表", "G5", 5), at("申请表", "F3", 0), at("申请表", "AF5", 5), at("帮扶申请表", "A2", 2), at("帮扶申请表", "C2", 2)})
	got := map[string]bool{}
	for _, m := range tables {
		for _, c := range m.Cells {
			got[m.Sheet+c.Cell] = c.Code
		}
	}
	for cell, want := range map[string]bool{"申请表F5": true, "申请表G5": false, "申请表F3": false, "申请表AF5": false, "帮扶申请表A2": true, "帮扶申请表C2": false} {
		if code, there := got[cell]; !there || code != want {
			t.Errorf("%s: a code %v, want %v", cell, code, want)
		}
	}
	list := findingsBlock([]assist.Finding{at("申请表", "F5", 5), {Code: "V501", Sheet: "申请表", Row: 7}, {Code: "S001"}}, nil, nil).Rows
	for i, want := range []sheet.Spot{{Sheet: "申请表", Cell: "F5"}, {Sheet: "申请表", Cell: "A7"}, {}} {
		var got sheet.Spot
		if to := list[i][4].Link; to != nil {
			got = *to
		}
		if got != want {
			t.Errorf("line %d leads to %+v, want %+v", i+1, got, want)
		}
	}
}
