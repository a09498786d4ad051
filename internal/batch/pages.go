package batch

import (
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/page"
	"bangfu/internal/precheck"
)

// pages are those of one file that need no server.
func (s *Site) pages(f assist.Facts) []recipe { return append(s.boards(f), s.checkPages(f)...) }

// checkPages are 核对.html of every unit and of the blank workbooks, with what is
// in force; none when the program was built without its engine.
func (s *Site) checkPages(f assist.Facts) []recipe {
	rules := precheck.Rules{Terms: f.Terms, Limits: s.Settings.Limits, Bounds: s.Settings.Bounds, Plan: bestSelling(f.Plan.Source)}
	asOf := max(f.TermsDay, f.Period.On(time.Monday))
	if !page.HasEngine() {
		return nil
	}
	of := func(unit string) func() ([]byte, error) {
		return func() ([]byte, error) { return CheckPage(unit, rules, asOf) }
	}
	list := []recipe{{s.Place.CheckTemplate(), of("")}}
	for _, u := range f.Terms.Units {
		for _, folder := range u.Names() {
			list = append(list, recipe{s.Place.CheckPage(folder), of(u.Name)})
		}
	}
	return list
}

// CheckPage is 核对.html of a unit.
func CheckPage(unit string, rules precheck.Rules, asOf assist.Date) ([]byte, error) {
	packed, err := rules.Pack()
	if err != nil {
		return nil, err
	}
	return page.Check{Unit: unit, Office: rules.Terms.Office.Issuer(), AsOf: asOf, Rules: packed, Most: rules.Limits.FileBytes}.HTML()
}

// bestSelling is what a plan says sells best, and nothing else of it; nil of no plan.
func bestSelling(plan *assist.SupplyPlan) *assist.SupplyPlan {
	if plan == nil {
		return nil
	}
	best := &assist.SupplyPlan{Week: plan.Week}
	for _, p := range plan.Products {
		if p.BestSelling {
			best.Products = append(best.Products, assist.PlannedProduct{Barcode: p.Barcode, BestSelling: true})
		}
	}
	return best
}
