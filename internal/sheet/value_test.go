package sheet

import "testing"

// A share is rounded half away from zero, above and below it alike.
func TestShareIsRounded(t *testing.T) {
	for n, want := range map[int64]string{870: "8.7%", -870: "-8.7%", -4170: "-41.7%", 865: "8.7%", -865: "-8.7%", -864: "-8.6%", 4: "0.0%", -4: "0.0%"} {
		if got := Percent(n).String(); got != want {
			t.Errorf("Percent(%d) shows %s, want %s", n, got, want)
		}
	}
}
