package ledger

import (
	"fmt"
	"iter"
	"testing"

	"bangfu/internal/assist"
)

// year yields the months of a year of customers with perMonth lines each.
func year(customers, perMonth int) iter.Seq2[assist.SalesMonth, error] {
	return func(yield func(assist.SalesMonth, error) bool) {
		first := assist.Day(2025, 12, 1).Month()
		for c := range customers {
			for m := range assist.Month(12) {
				s := assist.SalesMonth{Licence: fmt.Sprintf("1402%08d", c), Month: first + m, Lines: make([]assist.Sale, perMonth)}
				for i := range s.Lines {
					s.Lines[i] = assist.Sale{Day: s.Month.First() + assist.Date(i*27/perMonth), Barcode: fmt.Sprintf("69010280%05d", i),
						Cartons: i % 7, Wholesale: 9540, Retail: assist.Fen(11000 + c%10)}
				}
				if !yield(s, nil) {
					return
				}
			}
		}
	}
}

// BenchmarkStage stages a million lines in 36,000 months; the bar is 3 s.
func BenchmarkStage(b *testing.B) {
	l := fresh(b)
	for b.Loop() {
		if err := l.Stage(b.Context(), "file", year(3000, 28)); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(3000*12*28, "lines/op")
}

// BenchmarkSwap brings the same million lines into force, with a chained
// entry for each of the 36,000 months, and reads them again.
func BenchmarkSwap(b *testing.B) {
	l := fresh(b)
	if err := l.Stage(b.Context(), "file", year(3000, 28)); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		tx := begin(b, l, monday)
		if n, err := tx.SwapSales("file", "R1"); n != 36000 || err != nil {
			b.Fatal(n, err)
		}
		if err := tx.Rollback(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSales reads a million lines of sales in force.
func BenchmarkSales(b *testing.B) {
	l := fresh(b)
	if err := l.Stage(b.Context(), "file", year(3000, 28)); err != nil {
		b.Fatal(err)
	}
	tx := begin(b, l, monday)
	if _, err := tx.SwapSales("file", "R1"); err != nil {
		b.Fatal(err)
	}
	commit(b, tx)
	for b.Loop() {
		n := 0
		for m, err := range l.Sales(b.Context(), 0, 0, 0, nil) {
			if err != nil {
				b.Fatal(err)
			}
			n += len(m.Lines)
		}
		if n != 3000*12*28 {
			b.Fatal(n)
		}
	}
}

func hundredThousand(b *testing.B) *Ledger {
	l := fresh(b)
	tx := begin(b, l, monday)
	theHundredThousand(func(_ int, licence string, body, person any) { appendTo(b, tx, "row", licence, body, person) })
	commit(b, tx)
	return l
}

// BenchmarkEntries reads a hundred thousand entries; the bar is 0.5 s.
func BenchmarkEntries(b *testing.B) {
	l := hundredThousand(b)
	for b.Loop() {
		n := 0
		for _, err := range l.Entries(b.Context(), 0) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != 100_000 {
			b.Fatal(n)
		}
	}
}

// BenchmarkVerify walks a hundred thousand entries.
func BenchmarkVerify(b *testing.B) {
	l := hundredThousand(b)
	for b.Loop() {
		if p, err := l.Verify(b.Context()); len(p) > 0 || err != nil {
			b.Fatal(p, err)
		}
	}
}

// BenchmarkSalesOf reads one month of each of 3,000 named customers.
func BenchmarkSalesOf(b *testing.B) {
	l := fresh(b)
	if err := l.Stage(b.Context(), "file", year(3000, 28)); err != nil {
		b.Fatal(err)
	}
	tx := begin(b, l, monday)
	if _, err := tx.SwapSales("file", "R1"); err != nil {
		b.Fatal(err)
	}
	licences, month := map[string]bool{}, assist.Day(2026, 3, 1).Month()
	for c := range 3000 {
		licences[fmt.Sprintf("1402%08d", c)] = true
	}
	for b.Loop() {
		n := 0
		for _, err := range tx.Sales(b.Context(), 0, month, month, licences) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != 3000 {
			b.Fatal(n)
		}
	}
}

// BenchmarkSmall commits one entry at a time, as a run with one new file does.
func BenchmarkSmall(b *testing.B) {
	l := fresh(b)
	for b.Loop() {
		tx := begin(b, l, monday)
		if _, err := tx.Append("file", "", map[string]int{"Row": 1}, nil); err != nil {
			b.Fatal(err)
		}
		if err := tx.Commit(); err != nil {
			b.Fatal(err)
		}
	}
}
