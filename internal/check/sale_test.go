package check

import (
	"strings"
	"testing"
	"unsafe"

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

// TestSalesKeepNoLineOfTheSheet: a licence is a part of many lines of the sheet, and what is
// told of its customer, returned (N807) or refused (V203), is no part of them.
func TestSalesKeepNoLineOfTheSheet(t *testing.T) {
	s := NewSales(&assist.Submission{Receipt: "HZ-1"}, testTerms(), day("2026-11-24"))
	row := newCard(assist.SalesForm, "")
	row.place = assist.Place{Receipt: "HZ-1", Sheet: "销售历史", Row: 5}
	sale := row.sale()
	lines := strings.Repeat(sale.Licence+"很多行", 100)
	sale.Licence, sale.Sale.Cartons = lines[:len(sale.Licence)], -1
	s.Add(sale)
	sale.Faults = []assist.FaultOfSale{{Kind: uint8(sheet.NotDate), Header: "订货日期"}}
	s.Add(sale)
	v := s.Done()
	kept := map[string]string{"refused": v.Bad[0].Licence, "listed": v.Licences[0], "seen": v.Seen[0].Licence}
	for _, f := range v.Findings {
		kept[f.Code] = f.Licence
	}
	for _, of := range []string{"refused", "listed", "seen", "N807", "V203"} {
		if kept[of] != sale.Licence || unsafe.StringData(kept[of]) == unsafe.StringData(lines) {
			t.Errorf("%s: the licence %q keeps the lines of the sheet, or is another", of, kept[of])
		}
	}
}
