package precheck

import (
	"errors"
	"fmt"
	"runtime"
	"testing"

	"bangfu/internal/sheet"
	"bangfu/internal/sheet/sheettest"
)

// counting yields n rows whose cells share one buffer, as a reader's do, then
// ends, fails or panics.
func counting(n int, end func() error) rowSeq {
	return func(yield func(sheet.Row, error) bool) {
		buffer := make([]sheet.Cell, 0, 3)
		for i := 1; i <= n; i++ {
			buffer = buffer[:0]
			for c := range 1 + i%3 {
				buffer = append(buffer, sheet.Cell{Col: c + 1, Kind: sheet.Number, Text: fmt.Sprint(i*10 + c)})
			}
			if !yield(sheet.Row{Number: i, Cells: buffer}, nil) {
				return
			}
		}
		if end != nil {
			if err := end(); err != nil {
				yield(sheet.Row{}, err)
			}
		}
	}
}

func TestAheadGivesTheSameRows(t *testing.T) {
	for _, n := range []int{0, 1, firstLot - 1, firstLot, firstLot + 1, firstLot + fullLot, 5000} {
		var kept []string
		for row, err := range ahead(counting(n, nil)) {
			if err != nil {
				t.Fatal(err)
			}
			kept = append(kept, sheettest.DumpRow(row))
		}
		i := 0
		for row := range counting(n, nil) {
			if i >= len(kept) || kept[i] != sheettest.DumpRow(row) {
				t.Fatalf("%d rows: row %d differs", n, i+1)
			}
			i++
		}
		if i != len(kept) {
			t.Fatalf("%d rows came, want %d", len(kept), i)
		}
	}
}

func TestAheadTellsTheErrorAfterItsRows(t *testing.T) {
	broken := errors.New("broken")
	rows := 0
	var last error
	for _, err := range ahead(counting(2000, func() error { return broken })) {
		if last = err; err == nil {
			rows++
		}
	}
	if rows != 2000 || !errors.Is(last, broken) {
		t.Errorf("%d rows, then %v", rows, last)
	}
}

func TestAheadPanicsWhereItIsRead(t *testing.T) {
	defer func() {
		if got := recover(); got != "reader" {
			t.Errorf("recovered %v", got)
		}
	}()
	for range ahead(counting(100, func() error { panic("reader") })) {
	}
	t.Error("no panic came")
}

func TestAheadLeavesNothingRunning(t *testing.T) {
	before := runtime.NumGoroutine()
	for range 50 {
		for row := range ahead(counting(100_000, nil)) {
			if row.Number == 40 {
				break
			}
		}
	}
	for i := 0; runtime.NumGoroutine() > before && i < 1_000_000; i++ {
		runtime.Gosched()
	}
	if n := runtime.NumGoroutine(); n > before {
		t.Errorf("%d goroutines, were %d", n, before)
	}
}
