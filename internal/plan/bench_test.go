package plan

import (
	"fmt"
	"testing"

	"bangfu/internal/assist"
)

// large is a province: customers who want 8 of 200 products each, every pool
// short so that every product has a cut round.
func large(customers int) *city {
	c := newCity()
	for i := range 200 {
		c.sells(fmt.Sprintf("69%011d", i), true, customers*8*10/200/3+7, 2)
	}
	for i := range customers {
		licence := fmt.Sprintf("1402131%05d", i)
		c.enrol([]string{"平城区", "云州区"}[i%2], licence, nil)
		var codes []string
		for k := range 8 {
			code := fmt.Sprintf("69%011d", (i*13+k*29)%200)
			codes = append(codes, code)
			c.Served[assist.Wanting{Licence: licence, Barcode: code}] = assist.Share{Extra: int64(i % 7), Demand: 40}
		}
		c.asks(licence, 1+i%10, codes...)
	}
	return c
}

func BenchmarkDraft100000(b *testing.B) {
	c := large(100_000)
	b.ResetTimer()
	for b.Loop() {
		if p := drafted(c.Input); len(p.Lines) != 800_000 {
			b.Fatal(len(p.Lines))
		}
	}
}
