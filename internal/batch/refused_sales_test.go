package batch

import (
	"context"
	"fmt"
	"testing"

	"bangfu/internal/assist"
)

// TestSalesOfARefusedSheetAreNotKept: what an S refuses counts nowhere, a
// margin least of all; the sheet that is mended counts.
func TestSalesOfARefusedSheetAreNotKept(t *testing.T) {
	t.Parallel()
	const row = "140213100011,2026-11-02,6901028046893,3,600\n"
	for _, c := range []struct {
		name, text string
		kept       int
	}{
		{"in 万元", "许可证号,订货日期,卷烟条码,数量,金额(万元)\n" + row, 0},
		{"another unit", "许可证号,订货日期,卷烟条码,数量(件),金额\n" + row, 0},
		{"a column twice", "许可证号,订货日期,卷烟条码,数量,数量\n" + row, 0},
		{"a column missing", "许可证号,订货日期,数量,金额\n140213100011,2026-11-02,3,600\n", 0},
		{"a second header in another order", "许可证号,订货日期,卷烟条码,数量,金额\n" + row + "许可证号,订货日期,卷烟条码,金额,数量\n140213100011,2026-11-03,6901028046893,600,3\n", 0},
		{"mended", "许可证号,订货日期,卷烟条码,数量,金额\n" + row, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newTown(t, 1)
			b.drop("平城区", "销售.csv", []byte(c.text))
			b.run("2026-11-23 09:00")
			kept := 0
			for m, err := range b.Ledger.Sales(context.Background(), 0, 0, 0, nil) {
				b.must(err)
				kept += len(m.Lines)
			}
			if kept != c.kept {
				t.Errorf("%d sales are kept, want %d", kept, c.kept)
			}
		})
	}
}

// TestTraceOfSales: a row of 销售历史 that went back is told of its customer, with
// what was found in it.
func TestTraceOfSales(t *testing.T) {
	t.Parallel()
	b := newTown(t, 2)
	one := b.customer("平城区", 0, "2026-07-03")
	b.send("平城区", "2026-07-03", assist.ApplicationForm, one)
	good := b.bought(one, "2026-06-10", 0, 3)
	b.send("平城区", "2026-07-03", assist.SalesForm, good, good.with("数量", "三条半"), b.bought(one, "2026-06-17", 1, 2))
	b.run("2026-07-06 09:00")
	tr, err := b.Reader().Trace(t.Context(), one["许可证号"], false)
	b.must(err)
	var told []string
	for _, r := range tr.Rows {
		for _, f := range r.Findings {
			if r.Sheet == "销售历史" {
				told = append(told, fmt.Sprint(r.Row, " ", r.Outcome, " ", f.Code, " ", f.Cell))
			}
		}
	}
	b.same("of 销售历史", told, "5 退回 V802 F5")
}
