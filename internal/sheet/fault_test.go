package sheet

import (
	"fmt"
	"strings"
	"testing"
)

// TestFaultNumbersStay: a ledger holds the kinds of the faults of its rows as
// numbers, for as long as the ledger lives.
func TestFaultNumbersStay(t *testing.T) {
	want := strings.Fields(`Missing=1 NotChoice=2 NotDate=3 NotAmount=4 TenThousand=5 NotWhole=6 NotGrade=7 FormulaError=8
		FormulaUnsaved=9 Folded=10 TextCut=11 DigitsLost=12 NotLicence=13 MissingColumn=14 DoubleColumn=15 HiddenRead=16
		OldTemplate=17 NoForm=18 NotProduct=20 NotSignedWhole=21 BadControl=22 Repeated=23 PictureOnly=24 OtherUnit=25 HeaderMoved=26 SheetUnread=27 CellsMerged=28 ColumnUnknown=29 FutureDate=30 GradesMissing=31 UnlikeForm=32 LastLineCut=33 WordsPassed=34`)
	for i, k := range []struct {
		name string
		kind FaultKind
	}{
		{"Missing", Missing}, {"NotChoice", NotChoice}, {"NotDate", NotDate}, {"NotAmount", NotAmount}, {"TenThousand", TenThousand},
		{"NotWhole", NotWhole}, {"NotGrade", NotGrade}, {"FormulaError", FormulaError}, {"FormulaUnsaved", FormulaUnsaved}, {"Folded", Folded},
		{"TextCut", TextCut}, {"DigitsLost", DigitsLost}, {"NotLicence", NotLicence}, {"MissingColumn", MissingColumn}, {"DoubleColumn", DoubleColumn},
		{"HiddenRead", HiddenRead}, {"OldTemplate", OldTemplate}, {"NoForm", NoForm}, {"NotProduct", NotProduct},
		{"NotSignedWhole", NotSignedWhole}, {"BadControl", BadControl}, {"Repeated", Repeated}, {"PictureOnly", PictureOnly}, {"OtherUnit", OtherUnit}, {"HeaderMoved", HeaderMoved},
		{"SheetUnread", SheetUnread}, {"CellsMerged", CellsMerged}, {"ColumnUnknown", ColumnUnknown}, {"FutureDate", FutureDate}, {"GradesMissing", GradesMissing}, {"UnlikeForm", UnlikeForm}, {"LastLineCut", LastLineCut}, {"WordsPassed", WordsPassed},
	} {
		if got := fmt.Sprintf("%s=%d", k.name, k.kind); got != want[i] {
			t.Errorf("%s, and ledgers hold %s", got, want[i])
		}
	}
}
