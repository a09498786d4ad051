package batch

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/disk"
	"bangfu/internal/history"
	"bangfu/internal/sheet"
)

// retailers are rows of a register, of people who are nobody's customers.
func retailers(many int) (rows []map[column.Header]sheet.Value) {
	for n := range many {
		rows = append(rows, map[column.Header]sheet.Value{
			column.Licence: sheet.S(fmt.Sprintf("1402139%05d", n)), column.Operator: sheet.S("王某"), column.Status: sheet.S("有效"), column.Until: sheet.S("2036-06-30"), column.Unit: sheet.S(pingcheng),
		})
	}
	return rows
}

// TestARegisterIsToldByTheOneBefore: of the second register the ledger keeps what is new;
// trace finds its rows all the same, the proof holds, and they come through an
// erasure, a rebuild and a restore.
func TestARegisterIsToldByTheOneBefore(t *testing.T) {
	t.Parallel()
	b, row := leftCity(t, disk.Real())
	own := b.rowsIn(files(t)[assist.City]["许可证状态.xlsx"])
	for n, day := range []string{"2026-11-27", "2026-11-30", "2026-12-01"} {
		b.drop(assist.City, "登记"+day+".xlsx", b.workbook(assist.RegisterForm, assist.City, day, append(slices.Clone(own), retailers(300+n)...)...))
		b.run(day + " 09:00")
	}
	told := 0
	for e, err := range b.Ledger.Entries(context.Background(), 0, history.KindTaken) {
		b.must(err)
		if strings.Contains(string(e.Body), history.Likened) {
			told++
		}
	}
	if told != 2 {
		t.Fatalf("%d registers are told by another", told)
	}
	find := func(when, licence string, want int) {
		t.Helper()
		trace, err := b.Reader().Trace(context.Background(), licence, false)
		b.must(err)
		n := 0
		for _, r := range trace.Rows {
			if strings.HasPrefix(r.Receipt, "HZ-SJ-") && r.Sheet == "许可证状态" && r.Receipt > "HZ-SJ-20261127" {
				n++
			}
		}
		if n != want {
			t.Errorf("%s: %s stands in %d registers, not %d: %+v", when, licence, n, want, trace.Rows)
		}
	}
	sound := func(when string) {
		t.Helper()
		find(when, "140213900007", 3)
		find(when, "140213900301", 1)
		find(when, row[column.Licence].Text, 3)
		wrong, _, err := b.Verify(context.Background())
		b.must(err)
		if len(wrong) > 0 {
			t.Errorf("%s: %q", when, wrong)
		}
	}
	sound("after the runs")
	l := &life{bench: b}
	again := func(when string, from *Copy) {
		t.Helper()
		before := l.entries()
		l.restore(Restoring{From: from, At: b.at("2026-12-02 10:00")})
		if d := differ(l.entries(), before); d != "" {
			t.Errorf("%s: %s", when, d)
		}
		sound(when)
	}
	again("after a restore from 存档 alone", nil)
	_, err := b.Erase(context.Background(), row[column.Licence].Text, "本人要求", "clerk", b.at("2026-12-02 11:00"))
	b.must(err)
	sound("after an erasure")
	_, err = b.Rebuild(context.Background())
	b.must(err)
	sound("after a rebuild")
	copies, err := b.Copies(context.Background())
	b.must(err)
	again("after a restore of a copy", &copies[0])
}
