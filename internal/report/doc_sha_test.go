package report

import (
	"fmt"
	"strings"
	"testing"

	"bangfu/internal/assist"
)

// TestAHashIsNobodysNumber: one hash in a hundred has as many digits in a row
// as an identity number; a file's name may hold a real one.
func TestAHashIsNobodysNumber(t *testing.T) {
	const hash = "693b6d44d77570e38c4e0aecd10207de38769b065140221197001010012bfc9e1"
	text := fmt.Sprint(slip{Reply: Reply{Taken: assist.Taken{SHA: hash, Name: "140221197001010012.xlsx"}}}.identityForm())
	if !strings.Contains(text, hash) {
		t.Errorf("the hash is masked: %s", text)
	}
	if strings.Contains(text, "140221197001010012.xlsx") {
		t.Errorf("the name is not masked: %s", text)
	}
}
