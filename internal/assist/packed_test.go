package assist

import (
	"iter"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// Whatever was sold, the packed months say it as it was.
func TestPackedSalesAreWhatTheyWere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var p Packing
		for _, licence := range []string{"140213100001", "140213100002"} {
			var h History
			var want []SalesMonth
			month := Month(rapid.IntRange(0, 30000).Draw(t, "month"))
			for range rapid.IntRange(0, 4).Draw(t, "months") {
				m := SalesMonth{Licence: licence, Month: month, Source: rapid.SampledFrom([]string{"", "HZ-1", "HZ-2"}).Draw(t, "source"), Lines: []Sale{}}
				for range rapid.IntRange(0, 5).Draw(t, "lines") {
					m.Lines = append(m.Lines, Sale{
						Day: Date(rapid.Int32().Draw(t, "day")), Barcode: rapid.SampledFrom([]string{"", "6901028046893", "甲"}).Draw(t, "barcode"),
						Cartons: rapid.Int().Draw(t, "cartons"), Wholesale: Fen(rapid.Int64().Draw(t, "wholesale")), Retail: Fen(rapid.Int64().Draw(t, "retail")),
					})
				}
				h, want = p.Add(h, m), append(want, m)
				month += Month(rapid.IntRange(1, 3).Draw(t, "step"))
			}
			if got := copied(h.Clip().All()); !reflect.DeepEqual(got, want) {
				t.Fatalf("%v\nwant %v", got, want)
			}
			from, to := month-4, month-2
			var some []SalesMonth
			for _, m := range want {
				if m.Month >= from && m.Month <= to {
					some = append(some, m)
				}
			}
			if got := copied(h.Span(from, to)); !reflect.DeepEqual(got, some) || h.None() != (len(want) == 0) {
				t.Fatalf("%v\nwant %v", got, some)
			}
		}
	})
}

// copied are months with lines of their own.
func copied(months iter.Seq[SalesMonth]) (all []SalesMonth) {
	for m := range months {
		m.Lines = append([]Sale{}, m.Lines...)
		all = append(all, m)
	}
	return all
}
