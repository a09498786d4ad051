package plan

import (
	"cmp"
	"slices"
	"strings"

	"bangfu/internal/assist"
)

// explain fills 限制原因.
func explain(lines assist.SupplyLines) {
	for i := range lines {
		l := lines[i].Open()
		if l.Extra < l.Demand {
			l.Reason = assist.ShortPool
		}
		if l.Asked > l.Demand {
			l.Reason = join(l.Reason, assist.OverLimit)
		}
		lines[i] = l.Keep()
	}
}

func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + "、" + b
}

// balance sums the lines up product by product (规格平衡), in cartons.
func balance(products []assist.PlannedProduct, lines assist.SupplyLines) []assist.Balance {
	list := make([]assist.Balance, len(products))
	at := map[string]*assist.Balance{}
	for i, p := range products {
		list[i] = assist.Balance{Barcode: p.Barcode, Name: p.Name, BestSelling: p.BestSelling, Pool: p.Pool, Fault: p.Fault}
		if p.Fault == "" {
			at[p.Barcode] = &list[i]
		}
	}
	for l := range lines.All() {
		b := at[l.Barcode]
		b.Asked += l.Demand
		b.Given += l.Extra
		if l.Extra > 0 {
			b.Customers++
		}
	}
	return list
}

// emptyHanded lists those who wanted something and got nothing at all.
func emptyHanded(lines assist.SupplyLines) []assist.Unserved {
	var list []assist.Unserved
	for i := 0; i < len(lines); {
		j, sum := i, 0
		for j < len(lines) && lines[j].Licence == lines[i].Licence {
			sum += lines[j].Extra
			j++
		}
		if sum == 0 {
			l := lines[i].Open()
			list = append(list, assist.Unserved{Unit: l.Unit, Licence: l.Licence, Day: l.Day, Reason: assist.ShortPool})
		}
		i = j
	}
	return list
}

// sortUnserved puts the unserved in the order of units, then licences.
func sortUnserved(list []assist.Unserved, t assist.Terms) {
	rank := t.Rank()
	slices.SortFunc(list, func(a, b assist.Unserved) int {
		return cmp.Or(cmp.Compare(rank(a.Unit), rank(b.Unit)), strings.Compare(a.Unit, b.Unit), strings.Compare(a.Licence, b.Licence))
	})
}
