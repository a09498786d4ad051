package batch

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/archive"
	"bangfu/internal/assist"
)

// TestAKeptValueNamesWhereItComesFrom: 参数 of 备案汇总表 says of a value that stands
// although the workbook sent last does not say it 沿用, why, and the hash of the workbook
// that said it; of the others the hash of the workbook sent last. It stays so while more
// faulty workbooks come, over a restore, and ends when the value is mended.
func TestAKeptValueNamesWhereItComesFrom(t *testing.T) {
	t.Parallel()
	b, _, _ := supplied(t)
	short := func(data []byte) string { return archive.Sum(data)[:12] }
	read := func() []byte {
		data, err := os.ReadFile(b.Place.Terms())
		b.must(err)
		return data
	}
	shown := func(name, unit string) (sha, note string) {
		t.Helper()
		for _, row := range b.table(b.Place.Roll(assist.Week{Year: 2026, Number: 29}), "参数", "参数", "县区", "SHA-256", "说明") {
			if row["参数"] == name && row["县区"] == unit {
				return row["SHA-256"], row["说明"]
			}
		}
		t.Fatalf("no line %s %s", name, unit)
		return "", ""
	}
	said := func(when, name, unit, sha, note string) {
		t.Helper()
		if s, n := shown(name, unit); s != sha || n != note {
			t.Errorf("%s: %s %s: %q %q, want %q %q", when, name, unit, s, n, sha, note)
		}
	}
	good := read()
	i := slices.IndexFunc(b.terms.Dibao, func(d assist.DibaoStandard) bool { return d.Unit == "平城区" && d.Urban > 0 })
	urban := b.terms.Dibao[i].Urban
	b.terms.Dibao[i].Urban = 0
	b.rule()
	faulty := read()
	copies, err := b.Copies(context.Background())
	b.must(err)
	const why = "沿用：政策参数.xlsx “低保标准”C3 城市标准(元/月) 没有填"
	b.run("2026-07-10 09:00")
	said("faulty", "城市低保标准（元/月）", "平城区", short(good), why)
	said("faulty", "城市低保标准（元/月）", "云冈区", short(faulty), "")
	said("faulty", "单规格加量上限", "", short(faulty), "")
	b.terms.Limits = append(b.terms.Limits, assist.Limit{Name: assist.VisitDays, From: assist.Day(2026, 7, 1), Value: 30_0000, Basis: "示例"})
	b.rule()
	b.run("2026-07-10 10:00")
	said("faulty again", "城市低保标准（元/月）", "平城区", short(good), why)
	said("faulty again", "走访间隔天", "", short(read()), "")
	b.must(os.Remove(b.Place.Terms()))
	b.run("2026-07-10 11:00")
	if sha, note := shown("单规格加量上限", ""); note != "沿用：政策参数.xlsx 不见了" || sha == short(good) {
		t.Errorf("gone: %q %q", sha, note)
	}
	l := &life{bench: b.bench}
	before := l.entries()
	l.restore(Restoring{From: &copies[0], At: b.at("2026-07-10 12:00")})
	if d := differ(l.entries(), before); d != "" {
		t.Errorf("the restored ledger: %s", d)
	}
	b.terms.Dibao[i].Urban = urban
	b.rule()
	b.run("2026-07-10 13:00")
	said("mended", "城市低保标准（元/月）", "平城区", short(read()), "")
	for _, row := range b.sheetOf(b.content(b.Place.Roll(assist.Week{Year: 2026, Number: 29})), "参数") {
		for _, c := range row.Cells {
			if strings.Contains(c.Text, "沿用") {
				t.Errorf("mended, and still: %s", c.Text)
			}
		}
	}
	b.must(b.sound())
}

// TestAFaultyWorkbookIsNewsOnce: a parameter workbook that is cut short, has gone, or says a
// value that cannot be used is entered by the run that finds it so; while it stays so, nothing
// is entered and nothing is written again.
func TestAFaultyWorkbookIsNewsOnce(t *testing.T) {
	t.Parallel()
	for what, spoil := range map[string]func(b *town, path string){
		"cut": func(b *town, path string) {
			data, err := os.ReadFile(path)
			b.must(err)
			b.must(os.WriteFile(path, data[:len(data)/2], 0o644))
		},
		"gone": func(b *town, path string) { b.must(os.Remove(path)) },
		"faulty": func(b *town, path string) {
			b.terms.Dibao[0].Urban = 0
			b.rule()
		},
	} {
		b, _, _ := supplied(t)
		spoil(b, b.Place.Terms())
		if res := b.run("2026-07-10 09:00"); !res.News || !res.Urgent {
			t.Errorf("%s: news %v, urgent %v", what, res.News, res.Urgent)
		}
		seq := b.fold().Seq()
		for _, at := range []string{"2026-07-10 09:30", "2026-07-10 10:00"} {
			if res := b.run(at); !res.Urgent || len(res.Outputs) > 0 || b.fold().Seq() != seq {
				t.Errorf("%s, still at %s: urgent %v, %d entries, written again %v", what, at, res.Urgent, b.fold().Seq()-seq, res.Outputs)
			}
		}
		b.done()
	}
}
