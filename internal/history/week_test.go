package history

import (
	"encoding/json"
	"testing"

	"bangfu/internal/assist"
)

// TestDetailsOfOldWeeksAreForgotten: of a week long past the history keeps that it was
// frozen, what was withdrawn since, and that it had a 货源计划; not its products, how they
// were dealt and its files, of which every week brings more.
func TestDetailsOfOldWeeksAreForgotten(t *testing.T) {
	h, first := New(), assist.Week{Year: 2026, Number: 2}
	enter := func(kind string, body any) {
		t.Helper()
		data, err := json.Marshal(body)
		if err == nil {
			err = h.Add(assist.Entry{Seq: h.Seq() + 1, Kind: kind, Body: data})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for n := range 60 {
		plan := assist.SupplyPlan{Week: first.Add(n), Receipt: "HZ", Products: []assist.PlannedProduct{{Barcode: "6900000000011"}}}
		enter(KindPlan, plan)
		enter(KindFreeze, Freeze{
			Plan:    assist.WeekPlan{Week: first.Add(n), Source: &plan, Balance: []assist.Balance{{Pool: 12}}, Rounds: []assist.Round{{Round: 1}}, Unserved: []assist.Unserved{{Licence: "140101100011"}}, Removed: []assist.Removal{{Cartons: 1}}},
			Outputs: []Output{{Path: "a", SHA: "b"}},
		})
	}
	for n := range 60 {
		w := first.Add(n)
		f, frozen := h.Frozen(w)
		if plan := h.Plan(w); !frozen || plan == nil || plan.Receipt != "HZ" || h.PlanState(w) != assist.PlanFinal || len(f.Plan.Removed) != 1 {
			t.Fatalf("%s: %+v %v", w, f, frozen)
		}
		recent := n >= 60-1-detailWeeks
		if got := f.Plan.Source != nil && len(f.Plan.Rounds) == 1 && len(f.Plan.Balance) == 1 && len(f.Plan.Unserved) == 1 && len(f.Outputs) == 1 && len(h.Plan(w).Products) == 1; got != recent {
			t.Errorf("%s: its details are remembered: %v", w, got)
		}
		if n < 60-1-detailWeeks && (f.Plan.Source != nil || len(f.Plan.Rounds)+len(f.Plan.Balance)+len(f.Plan.Unserved)+len(f.Outputs)+len(h.Plan(w).Products) > 0) {
			t.Errorf("%s: %+v", w, f.Plan)
		}
	}
}
