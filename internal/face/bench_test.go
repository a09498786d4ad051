package face

import "testing"

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		if _, err := parse(bodyFont); err != nil {
			b.Fatal(err)
		}
	}
}
