package assist

import "slices"

// Rows are rows in the order of taking, of which those of a history are kept packed: nobody
// can read the one part and miss the other.
type Rows[K interface{ Open() T }, T any] struct {
	kept []K
	open []T // they follow those that are kept
}

// The rows of the facts.
type (
	ApplicationRows = Rows[KeptRow, JudgedApplication] // of 申请表
	OtherRows       = Rows[KeptJudged, Judged]         // of the other forms
)

// Packed are rows as a history keeps them.
func Packed[K interface{ Open() T }, T any](kept []K) Rows[K, T] { return Rows[K, T]{kept: kept} }

// With are the rows and some more behind them.
func (r Rows[K, T]) With(more ...T) Rows[K, T] {
	r.open = append(slices.Clip(r.open), more...)
	return r
}

// Without are the rows less some of them.
func (r Rows[K, T]) Without(some func(T) bool) Rows[K, T] {
	return Rows[K, T]{
		kept: slices.DeleteFunc(slices.Clone(r.kept), func(k K) bool { return some(k.Open()) }),
		open: slices.DeleteFunc(slices.Clone(r.open), some),
	}
}

// Opened are all the rows, none of them packed any more, to be changed where they stand.
func (r *Rows[K, T]) Opened() []T {
	if len(r.kept) > 0 {
		*r = Rows[K, T]{open: slices.Collect(at(r.row, upTo(r.count())))}
	}
	return r.open
}

func (r Rows[K, T]) count() int { return len(r.kept) + len(r.open) }

// row is the i-th row.
func (r Rows[K, T]) row(i int) T {
	if i < len(r.kept) {
		return r.kept[i].Open()
	}
	return r.open[i-len(r.kept)]
}

// part is something of the i-th row, for which one that is kept packed need not be opened.
func part[K interface{ Open() T }, T, P any](r Rows[K, T], i int, ofKept func(K) P, of func(T) P) P {
	if i < len(r.kept) {
		return ofKept(r.kept[i])
	}
	return of(r.open[i-len(r.kept)])
}

// making tells rows apart by where they lie.
type making[K, T any] struct {
	kept lying[K]
	open lying[T]
}

func (r Rows[K, T]) making() making[K, T] { return making[K, T]{where(r.kept), where(r.open)} }
