package precheck

import (
	"sync"

	"bangfu/internal/sheet"
)

// How many rows travel together: few at first, since a look at a sheet's top
// needs no more.
const (
	firstLot = 32
	fullLot  = 256
)

// lot is some rows on their way from the reader to the decoder; their cells
// stand in one slice.
type lot struct {
	rows  []sheet.Row
	ends  []int // where each row's cells end in cells
	cells []sheet.Cell
	err   error // after the rows
	panic any   // what the reader panicked with
}

// emptyLots are those whose rows have been decoded: a large workbook fills hundreds.
var emptyLots = sync.Pool{New: func() any { return &lot{} }}

// emptyLot is a lot without rows.
func emptyLot() *lot {
	l := emptyLots.Get().(*lot)
	*l = lot{rows: l.rows[:0], ends: l.ends[:0], cells: l.cells[:0]}
	return l
}

func (l *lot) add(r sheet.Row) {
	l.cells = append(l.cells, r.Cells...)
	l.ends = append(l.ends, len(l.cells))
	l.rows = append(l.rows, r)
}

// ahead reads rows in a goroutine of its own, so that a large sheet is scanned
// and decoded at the same time. When the consumer stops, so does the reader,
// before the sequence returns.
func ahead(rows rowSeq) rowSeq {
	return func(yield func(sheet.Row, error) bool) {
		lots, stop, done := make(chan *lot, 2), make(chan struct{}), make(chan struct{})
		go func() {
			defer close(done)
			defer close(lots)
			scan(rows, lots, stop)
		}()
		defer func() { close(stop); <-done }()
		for l := range lots {
			if !l.yield(yield) {
				return
			}
			emptyLots.Put(l)
		}
	}
}

// scan fills lots with rows until they end or nobody wants more.
func scan(rows rowSeq, lots chan<- *lot, stop <-chan struct{}) {
	l := emptyLot()
	send := func() bool {
		select {
		case lots <- l:
			l = emptyLot()
			return true
		case <-stop:
			return false
		}
	}
	defer func() {
		if l.panic = recover(); l.panic != nil {
			send()
		}
	}()
	size := firstLot
	for row, err := range rows {
		if l.err = err; err == nil {
			l.add(row)
		}
		if err != nil || len(l.rows) == size {
			if size = fullLot; !send() || err != nil {
				return
			}
		}
	}
	send()
}

// yield hands the rows of a lot on, and then its error or panic.
func (l *lot) yield(yield func(sheet.Row, error) bool) bool {
	from := 0
	for i, r := range l.rows {
		r.Cells = l.cells[from:l.ends[i]:l.ends[i]]
		from = l.ends[i]
		if !yield(r, nil) {
			return false
		}
	}
	if l.panic != nil {
		panic(l.panic)
	}
	return l.err == nil || yield(sheet.Row{}, l.err)
}
