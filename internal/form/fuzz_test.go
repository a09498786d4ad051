package form

import (
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// Whatever stands in a cell: no panic, a fault or a value, and what was read
// after folding reads the same again, with nothing left to fold.
func FuzzReadCell(f *testing.F) {
	for line := range strings.SplitSeq(strings.TrimSpace(spellings), "\n") {
		if p := strings.SplitN(line, " | ", 3); len(p) == 3 {
			c := textCell(p[1])
			f.Add(c.Text, uint8(c.Kind))
		}
	}
	f.Fuzz(func(t *testing.T, text string, kind uint8) {
		cell := sheet.Cell{Kind: sheet.Kind(kind % 7), Text: text}
		for name, c := range kindColumns {
			r := readCell(c, cell, testProducts())
			if r.fault != 0 && r.folded {
				t.Errorf("%s %q: both a fault and folded", name, text)
			}
			if r.fault != 0 || !r.folded || cell.Kind != sheet.Text {
				continue
			}
			again := readCell(c, sheet.Cell{Kind: sheet.Text, Text: r.read}, testProducts())
			if again.fault != 0 || again.folded || said(name, again) != strings.TrimSuffix(said(name, r), " 已整理") {
				t.Errorf("%s %q → %q: %s, then %s", name, text, r.read, said(name, r), said(name, again))
			}
		}
	})
}

// Whatever stands in a workbook: every row below a header is accounted for,
// and a fault never points at a cell without an address.
func FuzzDecode(f *testing.F) {
	f.Add("== 走访台账\n" + visitHead + "\n" + visitRow + "\n合计|=1\n" + visitHead)
	f.Add(applicationText(nil, map[string]string{"业务类型": "退出"}))
	f.Add("== 销售历史\n" + salesHead + "\n140213100001||2026-10-30|6901028046893||3\n合计|||||3")
	f.Add("== 帮扶申请表\n许可证号|规格||申请日期\n|1|2|\n140213100001|紫云||2026-11-02")
	f.Add("== 回执\n回执号|HZ-140213-20261102-001\n== 货源计划\n供货周|卷烟条码|畅销|帮扶可用量|结果\n2026-W49|紫云|是|5|✓ 备案")
	f.Fuzz(func(t *testing.T, text string) {
		if !strings.HasPrefix(text, "== ") || len(text) > 4000 {
			return
		}
		var sub assist.Submission
		sales := 0
		if err := Decode(book(text), Context{Terms: assist.Terms{Products: testProducts()}}, &sub, func(r assist.SaleRow) error {
			if r.Total == "" {
				sales++
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		rows := 0
		for _, g := range sub.Tables {
			rows += g.Rows()
			if g.Blank < 0 || g.Rows() < 0 || g.LastRow-g.HeaderRow != g.Read {
				t.Errorf("%+v", g)
			}
		}
		if n := len(sub.Applications) + len(sub.Wishes) + len(sub.Visits) + len(sub.Plan) + len(sub.Register) + len(sub.Adjustments) + len(sub.Replies) + sales; n != rows {
			t.Errorf("%d rows decoded, %d accounted for", n, rows)
		}
		for a := range sub.Applications.All() {
			for _, fault := range a.Faults {
				if _, _, ok := sheet.ParseAddress(fault.Cell); !ok {
					t.Errorf("%+v", fault)
				}
			}
		}
	})
}
