package report

import (
	"slices"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// inHistory are facts as a history keeps them: rows and filings packed.
func inHistory(f assist.Facts) assist.Facts {
	var rows assist.KeptRows
	for _, row := range f.Rows.Opened() {
		rows = append(rows, assist.KeptRow{Application: row.Application.Keep()}.Judged(row.Verdict))
	}
	var others []assist.KeptJudged
	for _, row := range f.Others.Opened() {
		others = append(others, row.Keep())
	}
	f.Rows, f.Others = assist.Packed(rows), assist.Packed(others)
	keep := func(x *assist.Filing) *assist.Filing { return x.Keep(x.Application.Keep()) }
	roll := assist.NewRoster()
	for licence, x := range f.Roster.Filings {
		roll.Filings[licence] = keep(x)
	}
	roll.Changes = slices.Clone(f.Roster.Changes)
	for i, c := range roll.Changes {
		if c.Filing != nil {
			roll.Changes[i].Filing = keep(c.Filing)
		}
	}
	f.Roster = roll
	return f.Indexed()
}

// TestWhatIsKeptIsTold proves that every output says of rows and filings that are kept
// packed what it says of others.
func TestWhatIsKeptIsTold(t *testing.T) {
	for name, of := range map[string]func(assist.Facts) string{
		"备案汇总表":  func(f assist.Facts) string { return dumped(Roll(f)) },
		"供货表":    func(f assist.Facts) string { return dumped(Supply(f, false)) },
		"县区供货表":  func(f assist.Facts) string { return dumped(UnitSupply(f, "平城区")) },
		"畅销与规格":  func(f assist.Facts) string { return dumped(Goods(f, "平城区")) },
		"监督清单":   func(f assist.Facts) string { return dumped(Supervision(f)) },
		"许可证":    func(f assist.Facts) string { return dumped(Licensing(f)) },
		"在册与待办":  func(f assist.Facts) string { return dumped(UnitTodo(f, "平城区", renewalForm, wishForm)) },
		"待办_市局":  func(f assist.Facts) string { return dumped(CityWaiting(f, adjustment, settlement)) },
		"周报":     func(f assist.Facts) string { return paper.Text(WeeklyCity(f)) },
		"县区周报":   func(f assist.Facts) string { return paper.Text(WeeklyUnit(f, "平城区")) },
		"备案名单":   func(f assist.Facts) string { return paper.Text(RollDocument(f)) },
		"供货表PDF": func(f assist.Facts) string { return paper.Text(SupplyDocument(f, "")) },
		"回执": func(f assist.Facts) (text string) {
			for _, taken := range f.Files {
				text += marked(Receipt(ReplyOf(f, taken)))
			}
			return text
		},
	} {
		if want, got := of(someFacts()), of(inHistory(someFacts())); got != want {
			t.Errorf("%s:\n%s\nof what is kept:\n%s", name, want, got)
		}
	}
}
