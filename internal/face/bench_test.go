package face

import "testing"

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		if _, err := Parse(bodyFont); err != nil {
			b.Fatal(err)
		}
	}
}
