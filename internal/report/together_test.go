package report

import (
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// In 问题清单 too what may be left as it is has one line a rule, with its rows, that leads
// to the first; what must be answered keeps its line, and how it stands to the earlier receipt.
func TestIdleFindingsShareALineOfTheWorkbook(t *testing.T) {
	var list []assist.Finding
	for i := 1; i <= 40; i++ {
		list = append(list, assist.Finding{Code: "N807", Level: assist.LevelNote, Sheet: "销售历史", Row: 10 * i, Cell: sheet.Address(6, 10*i), Value: "-1", Count: 1, Message: "退货（数量为负），按负数计入", Fix: "无需处理；如非退货请改正", Turn: assist.TurnCounty})
	}
	list = append(list, assist.Finding{Code: "V101", Level: assist.LevelReturn, Sheet: "销售历史", Row: 7, Cell: "A7", Value: "12", Message: "许可证号不是 12 位数字", Fix: "请改正", Turn: assist.TurnCounty})
	b := findingsBlock(list, nil, map[int]string{40: "仍在"})
	if len(b.Rows) != 2 {
		t.Fatalf("%d lines", len(b.Rows))
	}
	first, last := b.Rows[0], b.Rows[1]
	if first[1].Text != "V101" || first[4].Text != "A7" || first[10].Text != "仍在" {
		t.Errorf("%v", first)
	}
	for col, want := range map[int]string{0: "2", 1: "N807", 4: "F10 等", 5: "", 7: "无需处理；如非退货请改正", 8: "", 10: ""} {
		if got := last[col].String(); got != want {
			t.Errorf("column %d: %q, want %q", col, got, want)
		}
	}
	if to := last[4].Link; to == nil || to.Cell != "F10" {
		t.Errorf("it leads to %v", to)
	}
	const rows = "退货（数量为负），按负数计入（40 处：第10行、第20行、第30行、"
	if got := last[6].Text; len(got) < len(rows) || got[:len(rows)] != rows || got[len(got)-len("、第400行）"):] != "、第400行）" {
		t.Errorf("%s", got)
	}
	if b.Total[6].Text != "共 41 条" || b.Total[7].Text == "" {
		t.Errorf("%v", b.Total)
	}
}
