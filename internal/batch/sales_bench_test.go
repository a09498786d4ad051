package batch

import (
	"bytes"
	"fmt"
	"iter"
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/disk"
	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/write"
)

// salesRows are n rows of an invented sales history over a year.
func salesRows(n int) iter.Seq[[]sheet.Value] {
	codes := []string{"6901028075015", "6901028193504", "6901028314985", "6901028046893"}
	start := assist.Day(2025, 11, 3)
	return func(yield func([]sheet.Value) bool) {
		for i := range n {
			licence := fmt.Sprintf("1402131%05d", i%2000)
			day := start + assist.Date(i/2000*7/10)
			cartons := 1 + i%9
			if !yield([]sheet.Value{sheet.S(licence), sheet.S("惠民店"), sheet.S(day.String()), sheet.S(codes[i%4]), sheet.S(""),
				sheet.I(cartons), sheet.Fen(int64(10000)), sheet.Fen(int64(12000)), sheet.Fen(int64(10000 * cartons))}) {
				return
			}
		}
	}
}

var salesHeader = []column.Header{"许可证号", "客户名称", "订货日期", "卷烟条码", "卷烟名称", "数量", "批发价", "零售价", "金额"}

// BenchmarkSalesFromFileToLedger reads, judges and enters a sales history of a
// million rows: the bar is 8 s on two cores.
func BenchmarkSalesFromFileToLedger(b *testing.B) {
	var file bytes.Buffer
	if err := write.Stream(&file, "销售历史", salesHeader, salesRows(1_000_000)); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		b.StopTimer()
		site := newBench(b, disk.Real())
		site.Settings.Limits.FileBytes, site.Settings.Limits.UnpackedBytes = 1<<30, 4<<30
		site.drop("平城区", "销售历史.xlsx", file.Bytes())
		var ledger time.Duration // until everything is committed: the receipts come after it
		b.StartTimer()
		start := time.Now()
		site.Progress = func(stage string, _, _ int) {
			if stage == "成文" && ledger == 0 {
				ledger = time.Since(start)
			}
		}
		res := site.run("2026-11-23 09:00")
		if got := res.Files[0].Rows.Filed; got != 1_000_000 {
			b.Fatalf("filed %d rows; %+v", got, res.Files[0].Totals)
		}
		b.ReportMetric(ledger.Seconds(), "s-to-ledger")
	}
}
