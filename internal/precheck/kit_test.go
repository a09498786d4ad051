package precheck

import (
	"testing"

	"bangfu/internal/form"
	"bangfu/internal/xlsx/read"
	"bangfu/templates"
)

// standard is what a program without a workspace judges by.
func standard(t *testing.T) Rules {
	t.Helper()
	terms, err := form.Standard(templates.Units, templates.Dibao, templates.Products)
	if err != nil {
		t.Fatal(err)
	}
	return Rules{Terms: terms, Limits: read.Limits{}}
}
