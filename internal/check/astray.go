package check

import (
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// PutRightBeside finds the values that somebody put right under 填报值 of the 回执
// sheet of a mended receipt, where none is read: what stands there now is neither
// what the receipt said, by sheet, cell and code, nor what the cell itself says.
func PutRightBeside(sub *assist.Submission, said map[[3]string]string) []sheet.Fault {
	var list []sheet.Fault
	for _, b := range sub.Beside {
		was, known := said[[3]string{b.Sheet, b.Cell, b.Code}]
		if !known || b.Value == "" || strings.Contains(b.Value, column.Attested) || sameValue(b.Value, was) {
			continue
		}
		if now, _ := sub.Typed(b.Sheet, b.Cell); sameValue(b.Value, now) {
			continue
		}
		_, row, _ := sheet.ParseAddress(b.Cell)
		list = append(list, sheet.Fault{Kind: sheet.AnswerAstray, Sheet: b.Sheet, Row: row, Cell: b.Cell, Value: b.Value, Read: b.At})
	}
	return list
}

// sameValue reports two writings of one value; of a long one a receipt shows the
// beginning.
func sameValue(a, b string) bool {
	a, b = assist.Bare(a), assist.Bare(b)
	head, _, cut := strings.Cut(a, "……(共")
	return a == b || cut && strings.HasPrefix(b, head)
}
