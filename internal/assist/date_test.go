package assist

import (
	"testing"
	"time"
)

// TestDateIsWrittenAsTheLibraryWrites every day of some centuries, and far ones.
func TestDateIsWrittenAsTheLibraryWrites(t *testing.T) {
	for d := Day(1899, 1, 1); d < Day(2300, 1, 1); d++ {
		if want := d.Time().Format(time.DateOnly); d != 0 && d.String() != want {
			t.Fatalf("%s, want %s", d, want)
		}
	}
	for want, d := range map[string]Date{"": 0, "0001-01-01": Day(1, 1, 1), "9999-12-31": Day(9999, 12, 31), "10000-01-01": Day(10000, 1, 1)} {
		if d.String() != want {
			t.Errorf("%s, want %s", d, want)
		}
	}
}
