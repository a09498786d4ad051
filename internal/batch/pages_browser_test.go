//go:build browser

package batch

import (
	"os"
	"strings"
	"testing"

	"bangfu/internal/assist"
)

// TestTheCheckPageFollowsTheParameters: 核对.html says the week it was written
// in, is another when 参数 or 畅销 changed, names the day of the change, and is
// left alone by a run that finds nothing new.
func TestTheCheckPageFollowsTheParameters(t *testing.T) {
	t.Parallel()
	b := newTown(t, 2)
	b.rule()
	c := b.customer("平城区", 0, "2026-07-03")
	b.register("2026-07-03", []cells{c}, nil)
	path := b.Place.CheckPage("平城区")
	html := func(asOf string) string {
		data, err := os.ReadFile(path)
		b.must(err)
		if !strings.Contains(string(data), "标准截至 <time id=\"asof\" datetime=\""+asOf+"\"") || !strings.Contains(string(data), `data-unit="平城区"`) {
			t.Errorf("the page does not say %s", asOf)
		}
		return string(data)
	}
	b.run("2026-07-06 09:00")
	first := html("2026-07-06")
	b.must(os.Remove(path))
	b.run("2026-07-06 09:30") // nothing new
	if _, err := os.Stat(path); err == nil {
		t.Error("a run that finds nothing new wrote the page")
	}
	b.offers("2026-07-03", "2026-W29", 20)
	b.run("2026-07-07 09:00")
	second := html("2026-07-06")
	if second == first {
		t.Error("the week's 畅销 are not in the page")
	}
	b.terms.Limits = append(b.terms.Limits, assist.Limit{Name: assist.MaxExtra, From: assist.DateOf(b.at("2026-07-08 09:00")), Value: 6_0000, Basis: "通知"})
	b.rule()
	b.run("2026-07-08 09:00")
	if third := html("2026-07-08"); third == second {
		t.Error("the changed limit is not in the page")
	}
}
