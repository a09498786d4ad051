package overview

import (
	"context"
	"encoding/json"
	"fmt"

	"bangfu/internal/assist"
)

// LaterSales is the file of the sales in force of a month that an earlier one
// held; "" when its own are in force.
func (r Reader) LaterSales(ctx context.Context, receipt string) (string, error) {
	var month struct{ Month, Receipt string }
	now, mine := map[[2]string]string{}, map[[2]string]bool{}
	for e, err := range r.Ledger.Entries(ctx, 0, assist.EntrySales) {
		if err == nil {
			err = json.Unmarshal(e.Body, &month)
		}
		if err != nil {
			return "", fmt.Errorf("overview: sales of %s: %w", receipt, err)
		}
		key := [2]string{e.Licence, month.Month}
		now[key] = month.Receipt
		mine[key] = mine[key] || month.Receipt == receipt
	}
	by := ""
	for key, other := range now {
		if mine[key] && other != receipt && other > by {
			by = other
		}
	}
	return by, nil
}
