package check

import (
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// TestSalesKeepOnlySoMuch: of a history wrong in every row only the first
// findings are kept; the others are counted, and every row is accounted for.
func TestSalesKeepOnlySoMuch(t *testing.T) {
	s := NewSales(&assist.Submission{Receipt: "HZ-1"}, testTerms(), day("2026-11-24"))
	row := newCard(assist.SalesForm, "")
	row.place = assist.Place{Receipt: "HZ-1", Sheet: "销售历史", Row: 5}
	bad := row.sale()
	bad.Faults = []assist.FaultOfSale{{Kind: uint8(sheet.NotDate), Header: "订货日期"}, {Kind: uint8(sheet.NotSignedWhole), Header: "数量"}}
	for i := range 15000 {
		bad.Row = 5 + i
		if s.Add(bad) {
			t.Fatal("a bad row was kept")
		}
	}
	v := s.Done()
	if len(v.Findings) != mostFindings || v.More["V203"]+v.More["V802"] != 30000-mostFindings || v.Returned != 15000 || len(v.Bad) != 15000 || v.Taken != 0 {
		t.Errorf("findings %d, more %v, returned %d, bad %d, taken %d", len(v.Findings), v.More, v.Returned, len(v.Bad), v.Taken)
	}
}
