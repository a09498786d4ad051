package assist

import (
	"testing"

	"bangfu/internal/sheet"
)

// A parameter stands in a workbook as a number, whatever decimals it has: 31, 0.6, 0.0001.
func TestNumbersAreNumbersInWorkbooks(t *testing.T) {
	for _, c := range []struct {
		number Number
		kind   sheet.ValueKind
		shown  string
	}{{31_0000, sheet.Int, "31"}, {6000, sheet.Dec, "0.60"}, {1_2500, sheet.Dec, "1.25"}, {1, sheet.Fine, "0.0001"}, {1250, sheet.Fine, "0.1250"}} {
		if v := c.number.Cell(); v.Kind != c.kind || v.String() != c.shown {
			t.Errorf("%d: kind %d, %s; want kind %d, %s", c.number, v.Kind, v.String(), c.kind, c.shown)
		}
	}
}
