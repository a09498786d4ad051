package report

import (
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/sheet/sheettest"
)

// TestPastChangeKeepsItsWords: a lapse is told with the end that had passed then,
// whatever 复核 has made of it since.
func TestPastChangeKeepsItsWords(t *testing.T) {
	r := assist.NewRoster()
	filed := func(kind assist.ChangeKind, on, end string) {
		f := assist.Filing{Number: "大烟弱备〔2026〕0001号", Unit: "平城区", Application: &assist.Application{Licence: liDibao}, FiledOn: day("2026-11-20"), End: day(end), Clause: "三.3"}
		r.Fold(assist.Change{Day: day(on), Kind: kind, Licence: liDibao, Unit: "平城区", By: assist.ByCounty, Filing: &f})
	}
	filed(assist.Joined, "2026-11-20", "2027-02-28")
	filed(assist.Amended, "2026-12-20", "2027-03-31")
	r.Fold(assist.Change{Day: day("2027-04-05"), Kind: assist.Left, Licence: liDibao, Unit: "平城区", Reason: assist.ReasonLapsed, By: assist.ByCalendar})
	f := someFacts()
	f.Roster = r
	before := newRolling(f).basis(2)
	filed(assist.Joined, "2027-04-07", "2027-07-31")
	for _, got := range []string{before, newRolling(f).basis(2)} {
		if got != "五.2：帮扶截止日 2027-03-31 已过，未复核" {
			t.Errorf("the lapse of 2027-04-05: %s", got)
		}
	}
}

// TestMoveIsReconciled: a customer helped by two units counts once for the city,
// and the city's table says so, in the workbook and on paper; a unit's does not.
func TestMoveIsReconciled(t *testing.T) {
	helped := func(unit string, n int) assist.Followed {
		return assist.Followed{Unit: unit, Helped: n, ByClass: [3]int{n}}
	}
	s := Summing{Facts: someFacts(), Span: "2026年度", Ends: day("2026-12-31"), Summary: assist.Summary{
		Total: helped(assist.Sum, 4), Units: []assist.Followed{helped("平城区", 3), helped("云州区", 2)},
	}}
	const told = "其中迁移 1 户"
	if dump := sheettest.Dump(SummaryBook(s)); strings.Count(dump, told) != 1 {
		t.Errorf("the city's workbook says it %d times", strings.Count(dump, told))
	}
	if notes := s.rollGrid().notes; len(notes) != 1 || !strings.HasPrefix(notes[0], told) {
		t.Errorf("the table says %v", notes)
	}
	s.Unit = "平城区"
	if dump := sheettest.Dump(SummaryBook(s)); strings.Contains(dump, told) {
		t.Error("a unit's workbook says it too")
	}
	s.Unit, s.Summary.Total.Helped = "", 5
	if dump := sheettest.Dump(SummaryBook(s)); strings.Contains(dump, told) {
		t.Error("nobody moved")
	}
}
