package precheck

import (
	"encoding/json"
	"fmt"

	"bangfu/internal/assist"
)

// Pack writes rules down, for a page to carry.
func (r Rules) Pack() ([]byte, error) {
	text, err := json.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("precheck: pack rules: %w", err)
	}
	return text, nil
}

// Unpack reads rules that were written down.
func Unpack(text []byte) (Rules, error) {
	var r Rules
	if err := json.Unmarshal(text, &r); err != nil {
		return r, fmt.Errorf("precheck: unpack rules: %w", err)
	}
	r.Terms.Products = assist.NewCatalogue(r.Terms.Products.List)
	return r, nil
}
