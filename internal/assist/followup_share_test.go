package assist

import (
	"fmt"
	"testing"
)

// A share as a number shows the same percentage as in words, for every part of
// a whole: 456 of 951 is 47.9 % in both.
func TestShareShowsWhatPercentShows(t *testing.T) {
	for whole := int64(1); whole < 300; whole++ {
		for part := int64(0); part <= whole+3; part++ {
			r := Ratio{part, whole}
			n := (r.Share() + 5) / 10 // as a number format with one decimal rounds it
			if got := fmt.Sprintf("%d.%d%%", n/10, n%10); got != r.Percent() {
				t.Fatalf("%d of %d: %s as a number, %s in words", part, whole, got, r.Percent())
			}
		}
	}
	if got := (Ratio{456, 951}).Percent(); got != "47.9%" || (Ratio{456, 951}).Share() != 4790 {
		t.Errorf("456 of 951: %s, %d", got, (Ratio{456, 951}).Share())
	}
	if g, _ := GrowthShare(Ratio{951, 1}, Ratio{1407, 1}); g != 4790 || Growth(Ratio{951, 1}, Ratio{1407, 1}) != "+47.9%" {
		t.Errorf("951 to 1407: %d", g)
	}
}
