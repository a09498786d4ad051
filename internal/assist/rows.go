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
