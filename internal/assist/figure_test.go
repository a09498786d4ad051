package assist

import (
	"strings"
	"testing"
)

// dated are limits as a city may enter them: the built-in day first.
func dated(rows ...Limit) Terms { return Terms{Limits: rows} }

func TestFilled(t *testing.T) {
	old, now := Day(2013, 8, 1), Day(2026, 1, 1)
	for _, c := range []struct {
		name  string
		terms Terms
		text  string
		on    Date
		want  string
	}{
		{"nothing to fill", Terms{}, "请补填", now, "请补填"},
		{"built in", Terms{}, "最多 {最多规格数} 个", now, "最多 8 个"},
		{"share", Terms{}, "低于 {农村收入比例%}", now, "低于 60%"},
		{"share with a fraction", dated(Limit{RuralShare, now, 6550, ""}), "低于 {农村收入比例%}", now, "低于 65.5%（自 2026-01-01 起）"},
		{"decimal", Terms{}, "超过 {毛利差异倍数} 倍", now, "超过 1.5 倍"},
		{"entered as it was", dated(Limit{MaxProducts, old, 8_0000, ""}), "最多 {最多规格数} 个", now, "最多 8 个"},
		{"changed", dated(Limit{MaxProducts, now, 3_0000, ""}), "最多 {最多规格数} 个", now, "最多 3 个（自 2026-01-01 起）"},
		{"the day before", dated(Limit{MaxProducts, now, 3_0000, ""}), "最多 {最多规格数} 个", now - 1, "最多 8 个"},
		{"rows in any order", dated(Limit{MaxProducts, now, 3_0000, ""}, Limit{MaxProducts, old, 8_0000, ""}), "最多 {最多规格数} 个", now, "最多 3 个（自 2026-01-01 起）"},
		{"repeated later", dated(Limit{MaxProducts, now, 3_0000, ""}, Limit{MaxProducts, now + 90, 3_0000, ""}), "最多 {最多规格数} 个", now + 100, "最多 3 个（自 2026-01-01 起）"},
		{"before the full stop", dated(Limit{MaxExtra, now, 6_0000, ""}), "最多 {单规格加量上限} 条。", now, "最多 6 条（自 2026-01-01 起）。"},
		{"the same day twice", dated(Limit{MaxExtra, now, 6_0000, ""}), "1 至 {单规格加量上限}；不填按 {单规格加量上限} 条", now, "1 至 6（自 2026-01-01 起）；不填按 6 条"},
		{"in its sentence", dated(Limit{MaxExtra, now, 6_0000, ""}), "先填。至多 {单规格加量上限} 条。再看；好", now, "先填。至多 6 条（自 2026-01-01 起）。再看；好"},
		{"two days", dated(Limit{MaxExtra, now, 6_0000, ""}, Limit{MaxProducts, now + 31, 3_0000, ""}), "{单规格加量上限}、{最多规格数}", now + 40, "6、3（自 2026-01-01 起、自 2026-02-01 起）"},
	} {
		if got := c.terms.Filled(c.text, c.on); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// Every figure of the catalogue is one of 帮扶标准, and is filled on rows of the
// forms that are judged on a day: a file and a sale have none.
func TestFiguresOfRules(t *testing.T) {
	for i, r := range RulesOn(Terms{}, Day(2026, 1, 1)) {
		raw := Rules()[i]
		if figure.MatchString(r.When + r.Fix) {
			t.Errorf("%s is not filled: %s %s", r.Code, r.When, r.Fix)
		}
		if dated := figure.MatchString(strings.ReplaceAll(raw.Fix, "{内管部门}", "")); dated && raw.Form != ApplicationForm && raw.Form != WishForm {
			t.Errorf("%s speaks of no row with a day of its own", r.Code)
		}
	}
}

func TestFigureOfNoLimit(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a figure of no limit was filled")
		}
	}()
	Terms{}.Filled("{没有这一项}", Day(2026, 1, 1))
}

// A text names the departments by the office's words for them, and the office
// itself where it has none.
func TestWordsOfTheOffice(t *testing.T) {
	const text = "{货源部门}、{内管部门}、{专卖部门}，{区号}"
	for want, o := range map[string]Office{
		"市局、市局、市局，区号":      {},
		"货源处、督察处、证件处，0999": {Name: "样城局", AreaCode: "0999", Marketing: "货源处", Supervision: "督察处", Licensing: "证件处"},
	} {
		if got := (Terms{Office: o}).Filled(text, 0); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
