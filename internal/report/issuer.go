package report

import "bangfu/internal/assist"

// issuer is who issues a paper and signs it: the city's office and its
// marketing centre, or, for a unit, the unit's 营销部 (七.2). A workspace without
// an office signs as the city.
func issuer(f assist.Facts, unit string) string {
	if unit != "" {
		return unit + "营销部"
	}
	if name := f.Terms.Office.Issuer(); name != "" {
		return name
	}
	return assist.City
}
