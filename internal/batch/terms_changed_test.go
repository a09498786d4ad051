package batch

import (
	"strings"
	"testing"

	"bangfu/internal/assist"
)

// TestOnlyTheValueThatChangedIsSaidToHave: 参数 tells each value's own change
// since the last freeze; a workbook saved again has changed none.
func TestOnlyTheValueThatChangedIsSaidToHave(t *testing.T) {
	t.Parallel()
	b := newTown(t, 2)
	b.rule()
	c := b.customer("平城区", 0, "2026-07-03")
	b.register("2026-07-03", []cells{c}, nil)
	b.offers("2026-07-03", "2026-W29", 20)
	b.send("平城区", "2026-07-03", assist.ApplicationForm, c)
	b.run("2026-07-09 18:30") // the freeze
	changed := func() string {
		var list []string
		for _, row := range b.table(b.Place.Roll(weekOf(b.fold().RunAt())), "参数", "参数", "县区", "值", "生效日期", "依据", "SHA-256", "上次定稿后") {
			if row["上次定稿后"] == "有改动" {
				list = append(list, row["参数"]+row["县区"]+"="+row["值"])
			}
		}
		return strings.Join(list, " ")
	}
	b.run("2026-07-13 09:00")
	if got := changed(); got != "" {
		t.Errorf("nothing was touched: %s", got)
	}
	for i := range b.terms.Units {
		if b.terms.Units[i].Name == "云冈区" {
			b.terms.Units[i].Aliases = append(b.terms.Units[i].Aliases, "云冈") // a change of the file that no line shows
		}
	}
	b.rule()
	b.run("2026-07-13 10:00")
	if got := changed(); got != "" {
		t.Errorf("saved again: %s", got)
	}
	b.terms.Limits = append(b.terms.Limits, assist.Limit{Name: assist.MaxExtra, From: assist.DateOf(b.fold().RunAt()), Value: 6_0000, Basis: "通知"})
	b.rule()
	b.run("2026-07-14 09:00")
	if got := changed(); got != "单规格加量上限=6" {
		t.Errorf("one limit: %s", got)
	}
}
