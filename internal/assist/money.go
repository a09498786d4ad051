package assist

import "fmt"

// Fen (分) is an amount of money in 分.
type Fen int64

// Yuan shows an amount in 元 with two decimals: 512.00.
func (f Fen) Yuan() string {
	sign := ""
	if f < 0 {
		sign, f = "-", -f
	}
	return fmt.Sprintf("%s%d.%02d", sign, f/100, f%100)
}

// Short shows an amount in 元, without decimals when it is whole: 630.
func (f Fen) Short() string {
	if f%100 == 0 {
		return fmt.Sprint(int64(f) / 100)
	}
	return f.Yuan()
}
