package report

import (
	"regexp"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// A customer whose unit files 退出 and whom another unit files in the week, under another
// licence, has moved: both units' 周报 and the city's say so, none says 县区申报退出, and
// no unit reads the other's licence.
func TestAMoveIsToldByBothUnits(t *testing.T) {
	f := noFacts()
	f.Roster = assist.NewRoster()
	joins := func(on, unit, licence string) {
		a := person(unit, licence, "李样", assist.Dibao, assist.Place{})
		a.ID, a.Applied = "140221197001010012", day(on)
		x := filing("0001", a, on, "2027-11-01")
		f.Roster.Fold(assist.Change{Day: day(on), Kind: assist.Joined, Licence: licence, Unit: unit, Reason: "低保", By: assist.ByCounty, Filing: &x})
	}
	const old, now = "140213100001", "140215100099"
	joins("2026-09-01", "平城区", old)
	f.Roster.Fold(assist.Change{Day: day("2026-11-24"), Kind: assist.Left, Licence: old, Unit: "平城区", Reason: "迁往云州", By: assist.ByCounty})
	joins("2026-11-25", "云州区", now)
	f = f.Indexed()
	for unit, want := range map[string]string{
		"":    "新增1户、退出1户。新增中由其他县区转入1户：原县区计退出，新县区计新增，全市是同一户。退出原因：转往其他县区1户。",
		"平城区": "退出1户。退出原因：转往其他县区1户。",
		"云州区": "新增1户。新增中由其他县区转入1户。",
	} {
		text := paper.Text(WeeklyUnit(f, unit))
		if unit == "" {
			text = paper.Text(WeeklyCity(f))
		}
		text = withoutBrackets(text)
		if !strings.Contains(text, want) || strings.Contains(text, "县区申报退出") {
			t.Errorf("%s: no %s\n%s", unit, want, text)
		}
		if unit == "平城区" && strings.Contains(text, now) || unit == "云州区" && strings.Contains(text, old) {
			t.Errorf("%s reads the other's licence\n%s", unit, text)
		}
	}
}

var lastWeeks = regexp.MustCompile(`（\d+户）`)

// withoutBrackets is a text without last week's numbers.
func withoutBrackets(text string) string { return lastWeeks.ReplaceAllString(text, "") }
