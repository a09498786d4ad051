package batch

import (
	"context"
	"os"
	"strings"
	"testing"

	"bangfu/internal/assist"
)

// TestASlipOfTheParametersSurvivesARestore: what a run could not use of 参数 is
// in the record of the run, so that the same stands in a restored ledger and is
// told of it, whether a value was wrong or the whole workbook was gone or damaged.
// 存档 alone does not say so: of a run without the workbook it holds its last good copy.
func TestASlipOfTheParametersSurvivesARestore(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		spoil func(b *town, path string)
		told  string
	}{
		"value": {func(b *town, path string) { b.terms.Units[0].Code = ""; b.rule() },
			"参数表“县区”B3的代码（平城区）没有填：沿用 2026-07-09 的 140213，涉及在册 1 户（平城区）；请在 参数/政策参数.xlsx 里改正"},
		"gone": {func(b *town, path string) { b.must(os.Remove(path)) },
			"参数文件 参数/政策参数.xlsx 不见了：沿用存档中 2026-07-09 的那一份，涉及在册 2 户"},
		"damaged": {func(b *town, path string) { b.must(os.WriteFile(path, []byte("不是工作簿"), 0o644)) },
			"沿用存档中 2026-07-09 的那一份，涉及在册 2 户"},
	} {
		t.Run(name, func(t *testing.T) {
			b, _, _ := supplied(t)
			copies, err := b.Copies(context.Background())
			b.must(err)
			c.spoil(b, b.Place.Terms())
			b.run("2026-07-10 09:00")
			l := &life{bench: b.bench}
			before := l.entries()
			l.restore(Restoring{From: &copies[0], At: b.at("2026-07-10 10:00")})
			if d := differ(l.entries(), before); d != "" {
				t.Errorf("the restored ledger: %s", d)
			}
			st, err := b.Status(context.Background(), b.at("2026-07-10 10:00"), noNext)
			b.must(err)
			if got := strings.Join(st.Faults, "\n"); strings.Count(got, c.told) != 1 {
				t.Errorf("status says\n%s\nwant once %q", got, c.told)
			}
			summary := ""
			for _, row := range b.sheetOf(b.content(b.Place.Roll(assist.Week{Year: 2026, Number: 29})), "汇总") {
				for _, cell := range row.Cells {
					summary += cell.Text + "\n"
				}
			}
			if strings.Count(summary, c.told) != 1 {
				t.Errorf("汇总 says\n%s\nwant once %q", summary, c.told)
			}
		})
	}
}
