package batch

import (
	"slices"

	"bangfu/internal/check"
)

// putRightBeside tells of the values that somebody put right under 填报值 of the
// 回执 sheet, where none is read.
func (r *pass) putRightBeside() {
	for _, f := range r.files {
		if len(f.sub.Beside) == 0 {
			continue
		}
		f.sub.Faults = append(f.sub.Faults, check.PutRightBeside(f.sub, r.saidBy(f.sub.Ours))...)
	}
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
