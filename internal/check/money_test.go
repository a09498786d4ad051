package check

import (
	"math"
	"math/big"
	"testing"
)

// TestIsProduct multiplies without bounds beside it.
func TestIsProduct(t *testing.T) {
	factors := []int64{1, 2, 3, 8500, 10000, 1 << 31, 1<<32 + 1, 1 << 40, math.MaxInt64}
	for _, a := range factors {
		for _, b := range append(factors, 0, -1, -30, math.MinInt64) {
			exact := new(big.Int).Mul(big.NewInt(a), big.NewInt(b))
			for _, n := range []int64{0, a * b, a*b + 1, a*b - 1, math.MinInt64} {
				if got, want := isProduct(n, a, b), exact.Cmp(big.NewInt(n)) == 0; got != want {
					t.Errorf("%d = %d × %d: %v", n, a, b, got)
				}
			}
		}
	}
}
