package batch

import (
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// putRightBeside tells of the values that somebody put right under 填报值 of the
// 回执 sheet, where none is read: what stands there now is neither what the
// receipt said nor what the cell itself says.
func (r *pass) putRightBeside() {
	for _, f := range r.files {
		if len(f.sub.Beside) == 0 {
			continue
		}
		said := r.saidBy(f.sub.Ours)
		for _, b := range f.sub.Beside {
			was, known := said[[3]string{b.Sheet, b.Cell, b.Code}]
			if now, _ := f.sub.Typed(b.Sheet, b.Cell); !known || b.Value == "" || strings.Contains(b.Value, "属实") || sameValue(b.Value, was) || sameValue(b.Value, now) {
				continue
			}
			_, row, _ := sheet.ParseAddress(b.Cell)
			f.sub.Faults = append(f.sub.Faults, sheet.Fault{Kind: sheet.AnswerAstray, Sheet: b.Sheet, Row: row, Cell: b.Cell, Value: b.Value, Read: b.At})
		}
	}
}

// sameValue reports two writings of one value; of a long one a receipt shows the
// beginning.
func sameValue(a, b string) bool {
	a, b = assist.Bare(a), assist.Bare(b)
	head, _, cut := strings.Cut(a, "……(共")
	return a == b || cut && strings.HasPrefix(b, head)
}

// saidBy is 填报值 of the findings of an earlier receipt, by sheet, cell and code.
func (r *pass) saidBy(receipt string) map[[3]string]string {
	said := map[[3]string]string{}
	if receipt == "" {
		return said
	}
	file, _ := r.h.File(receipt)
	list := slices.Clone(file.Findings)
	for _, a := range r.h.Rows() {
		if a.Receipt == receipt {
			list = append(list, a.Verdict.Findings...)
		}
	}
	for _, o := range r.h.Others() {
		if o.Receipt == receipt {
			list = append(list, o.Findings...)
		}
	}
	for _, x := range list {
		said[[3]string{x.Sheet, x.Cell, x.Code}] = x.Value
	}
	return said
}
