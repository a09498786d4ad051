package batch

import (
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/precheck"
	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/write"
)

// TestTheUnitsGoods: a unit is told the week's 畅销; what the program sent comes
// back as its own, and a wish filled into 在册与待办 is taken.
func TestTheUnitsGoods(t *testing.T) {
	t.Parallel()
	b := newTown(t, 2)
	w29 := assist.Week{Year: 2026, Number: 29}
	one := b.customer("平城区", 0, "2026-07-03")
	b.register("2026-07-03", []cells{one}, nil)
	b.offers("2026-07-03", "2026-W29", 100, 50)
	b.send("平城区", "2026-07-03", assist.ApplicationForm, one)
	b.run("2026-07-06 09:00")
	goods, standing := b.content(b.Place.Goods("平城区", w29)), b.content(b.Place.Todo("平城区"))
	if got := string(b.content(b.Place.Goods("云冈区", w29))); got == "" || got == string(goods) {
		t.Error("another unit's 畅销与规格 is not its own")
	}
	var best []string
	for _, r := range b.table(b.Place.Goods("平城区", w29), "畅销与规格", "卷烟条码", "卷烟名称", "畅销") {
		if r["畅销"] == "是" {
			best = append(best, r["卷烟条码"])
		}
	}
	want := []string{b.terms.Products.List[0].Barcode, b.terms.Products.List[1].Barcode}
	if !slices.Equal(best, want) {
		t.Errorf("畅销 %v, want %v", best, want)
	}

	b.drop("平城区", "畅销.xlsx", goods)
	b.ownPaper("2026-07-06 10:00", "畅销与规格")
	b.drop("平城区", "在册.xlsx", standing)
	b.ownPaper("2026-07-06 11:00", "在册与待办")

	b.drop("平城区", "需求.xlsx", b.wished(standing, one["许可证号"], map[string]string{"规格1": b.terms.Products.List[1].Name, "每规格加量": "4", "申请日期": "2026-07-06"}))
	if f := b.one(b.run("2026-07-06 12:00")); f.Kind != assist.KindWishes || f.State != "taken" || len(f.Findings) > 0 {
		t.Errorf("%s %s %+v", f.Kind, f.State, f.Findings)
	}
	b.same("the supply", b.supplied(w29), "00000 规格1 申请 4得4")
}

// ownPaper runs and sees that the one file is known as a paper of ours, of which
// nothing is filed.
func (t *town) ownPaper(at, name string) {
	t.Helper()
	f := t.one(t.run(at))
	known := slices.ContainsFunc(f.Findings, func(x precheck.FoundJSON) bool {
		return (x.Level == assist.LevelFile || x.Code == "N021") && strings.Contains(x.Message, "本程序发给") && strings.Contains(x.Message, "的"+name+"，")
	})
	if !known || f.Rows.Filed > 0 || f.Rows.Returned > 0 {
		t.Errorf("%s came back as %s: %+v", name, f.Kind, f.Findings)
	}
}

// wished fills in the row of a licence on the 帮扶申请表 of a workbook.
func (t *town) wished(data []byte, licence string, values map[string]string) []byte {
	t.Helper()
	cols, filled := map[int]string{}, map[string]string{}
	for _, row := range t.sheetOf(data, "帮扶申请表") {
		if head := headOf(row, []string{"许可证号", "规格1"}); len(head) > 0 {
			cols = head
		}
		if !slices.ContainsFunc(row.Cells, func(c sheet.Cell) bool { return c.Text == licence }) {
			continue
		}
		for col, h := range cols {
			if v := values[h]; v != "" {
				filled[sheet.Address(col, row.Number)] = v
			}
		}
	}
	if len(filled) != len(values) {
		t.Fatalf("%d of %d cells found", len(filled), len(values))
	}
	out, err := write.Edit(data, "帮扶申请表", filled)
	t.must(err)
	return out
}
