package plan

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"bangfu/internal/assist"
)

// year plays frozen plans week after week on one city, each with the sums of
// the memory plans before it, and calls seen with every plan.
func year(c *city, weeks, memory int, pool func(week int) int, seen func(week int, p assist.WeekPlan)) {
	var past []assist.WeekPlan
	for n := range weeks {
		c.Served = map[assist.Wanting]assist.Share{}
		for _, p := range past[max(0, len(past)-memory):] {
			for l := range p.Lines.All() {
				w := assist.Wanting{Licence: l.Licence, Barcode: l.Barcode}
				s := c.Served[w]
				c.Served[w] = assist.Share{Extra: s.Extra + int64(l.Extra), Demand: s.Demand + int64(l.Demand)}
			}
		}
		c.Source.Products[0].Pool = pool(n)
		p := drafted(c.Input)
		past = append(past, p)
		seen(n, p)
		c.Week = c.Week.Next()
	}
}

// shortCity is a week of one product and some customers, of whom those with the
// same demand are equal.
func shortCity(demands []int) *city {
	c := newCity()
	c.sells(red, true, 0, 0)
	for i, each := range demands {
		licence := fmt.Sprintf("1402131%05d", i)
		c.enrol("平城区", licence, func(f *assist.Filing) { f.End = day("2032-12-31") })
		c.asks(licence, each, red)
		w, _ := c.Wishes.Of(licence)
		w.Applied = day("2030-01-01")
		c.Wishes[licence] = w.Keep()
	}
	return c
}

// Over 52 weeks of a short pool no two equal customers ever differ by more than
// one carton, whoever else wants more or less than they do.
func TestEqualCustomersStayEqual(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		demands := rapid.SliceOfN(rapid.SampledFrom([]int{1, 3, 3, 10, 10}), 2, 9).Draw(t, "demands")
		sum := 0
		for _, d := range demands {
			sum += d
		}
		pools := rapid.SliceOfN(rapid.IntRange(1, sum), 52, 52).Draw(t, "pools")
		c := shortCity(demands)
		got := map[string]int{}
		year(c, 52, 52, func(n int) int { return pools[n] }, func(n int, p assist.WeekPlan) {
			for l := range p.Lines.All() {
				got[l.Licence] += l.Extra
			}
			for a := range p.Lines.All() {
				for b := range p.Lines.All() {
					if a.Demand == b.Demand && got[a.Licence]-got[b.Licence] > 1 {
						t.Fatalf("after week %d: %s has %d, its equal %s has %d", n+1, a.Licence, got[a.Licence], b.Licence, got[b.Licence])
					}
				}
			}
		})
	})
}

// A memory of 12 weeks would not do: the law above is seen to fail by it.
func TestShorterMemoryDriftsApart(t *testing.T) {
	spread := func(memory int) int {
		c := shortCity([]int{10, 10, 10, 10, 10, 10, 10})
		got := map[string]int{}
		worst := 0
		year(c, 52, memory, func(n int) int { return 1 + n%3*4 }, func(_ int, p assist.WeekPlan) {
			low, high := 1<<30, 0
			for l := range p.Lines.All() {
				got[l.Licence] += l.Extra
				low, high = min(low, got[l.Licence]), max(high, got[l.Licence])
			}
			worst = max(worst, high-low)
		})
		return worst
	}
	if n := spread(52); n != 1 {
		t.Errorf("with 52 weeks the equals differ by %d", n)
	}
	if n := spread(12); n <= 1 {
		t.Errorf("with 12 weeks the equals differ by %d only: the simulation proves nothing", n)
	}
}

// Pools at their edges, for three customers who want 4 cartons each.
func TestPools(t *testing.T) {
	for pool, want := range map[int]string{
		0: "", 1: "1", 2: "1 1", 3: "1 1 1", 4: "2 1 1", 7: "3 2 2", 11: "4 4 3", 12: "4 4 4", 1000: "4 4 4",
	} {
		c := shortCity([]int{4, 4, 4})
		year(c, 1, 52, func(int) int { return pool }, func(_ int, p assist.WeekPlan) {
			var had [3]int
			for l := range p.Lines.All() {
				for k := range had { // insert, most first
					if l.Extra > had[k] {
						had[k], l.Extra = l.Extra, had[k]
					}
				}
			}
			got := ""
			for _, n := range had {
				if n > 0 {
					got += fmt.Sprintf(" %d", n)
				}
			}
			if len(got) > 0 {
				got = got[1:]
			}
			if got != want {
				t.Errorf("a pool of %d goes %q, want %q", pool, got, want)
			}
		})
	}
}
