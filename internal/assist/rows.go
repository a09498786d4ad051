package assist

import "iter"

// rowCount is how many rows of 申请表 there are.
func (f Facts) rowCount() int { return len(f.Kept) + len(f.Rows) }

// row is the i-th row of 申请表 in the order of taking.
func (f Facts) row(i int) JudgedApplication {
	if i < len(f.Kept) {
		return f.Kept[i].Open()
	}
	return f.Rows[i-len(f.Kept)]
}

// rows yields the rows of 申请表 with their numbers, in the order of taking.
func (f Facts) rows() iter.Seq2[int, JudgedApplication] { return numberedRows(f.row, f.rowCount()) }

// others yields the rows of the other forms with their numbers.
func (f Facts) others() iter.Seq2[int, Judged] {
	return numberedRows(f.other, len(f.Others)+len(f.KeptOthers))
}

// numberedRows yields so many rows, each with its number; one is the i-th.
func numberedRows[T any](one func(i int) T, count int) iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		for i := range count {
			if !yield(i, one(i)) {
				return
			}
		}
	}
}

// other is the i-th row of the other forms.
func (f Facts) other(i int) Judged {
	if i < len(f.Others) {
		return f.Others[i]
	}
	return f.KeptOthers[i-len(f.Others)].Open()
}

// OthersIn yields the rows of the other forms that a unit has sent.
func (f Facts) OthersIn(unit string) iter.Seq[Judged] {
	return at(f.other, f.looked().said().in(unit))
}
