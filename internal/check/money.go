package check

import (
	"math/big"
	"strings"
)

// product multiplies without bounds, for comparisons by cross-multiplication.
func product(factors ...int64) *big.Int {
	p := big.NewInt(1)
	for _, f := range factors {
		p.Mul(p, big.NewInt(f))
	}
	return p
}

// isProduct reports n = a × b for a positive a, without a big number for each of
// a million rows: a product that does not fit is none of an int64.
func isProduct(n, a, b int64) bool {
	p := a * b
	return p/a == b && p == n
}

// quotient shows p ÷ by with a number of decimals, rounded down, so that a
// figure below a line never reads as the line itself.
func quotient(p *big.Int, by int64, places int) string {
	scaled := new(big.Int).Mul(p, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil))
	q := new(big.Int).Div(scaled, big.NewInt(by)) // Div rounds towards −∞ for a positive divisor
	sign := ""
	if q.Sign() < 0 {
		sign = "-"
		q.Neg(q)
	}
	s := q.String()
	if len(s) <= places {
		s = strings.Repeat("0", places+1-len(s)) + s
	}
	if places == 0 {
		return sign + s
	}
	return sign + s[:len(s)-places] + "." + s[len(s)-places:]
}

// yuan shows an exact amount of ten-thousandths of a fen in 元, with at least two decimals.
func yuan(p *big.Int) string {
	s := quotient(p, 1_000_000, 6)
	cut := strings.TrimRight(s, "0")
	if point := strings.IndexByte(s, '.'); len(cut) < point+3 {
		return s[:point+3]
	}
	return cut
}

// count is a whole number as a factor.
func count(n int) int64 { return int64(n) }
