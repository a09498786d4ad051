package face

import "testing"

func BenchmarkParse(b *testing.B) {
	content, err := files.ReadFile(bodyFile)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Parse(content); err != nil {
			b.Fatal(err)
		}
	}
}
