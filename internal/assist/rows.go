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
func (f Facts) rows() iter.Seq2[int, JudgedApplication] {
	return func(yield func(int, JudgedApplication) bool) {
		for i := range f.rowCount() {
			if !yield(i, f.row(i)) {
				return
			}
		}
	}
}

// others yields the rows of the other forms with their numbers.
func (f Facts) others() iter.Seq2[int, Judged] {
	return func(yield func(int, Judged) bool) {
		for i := range len(f.Others) + len(f.KeptOthers) {
			if !yield(i, f.other(i)) {
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
	return func(yield func(Judged) bool) {
		for _, i := range f.looked().said().in(unit) {
			if !yield(f.other(i)) {
				return
			}
		}
	}
}

// rowsAt yields some of the rows, by their numbers.
func (f Facts) rowsAt(numbers []int) iter.Seq[JudgedApplication] {
	return func(yield func(JudgedApplication) bool) {
		for _, i := range numbers {
			if !yield(f.row(i)) {
				return
			}
		}
	}
}
