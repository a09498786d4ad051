package batch

import (
	"context"
	"fmt"
	"testing"

	"bangfu/internal/assist"
)

// TestARegisterIsOneEntry drops a register of many licences: what there is to
// say of the rows without a fault stands in one entry, yet the receipt marks
// each of them and the trace of a licence names its own.
func TestARegisterIsOneEntry(t *testing.T) {
	t.Parallel()
	c := newTown(t, 2)
	c.rule()
	var rows []cells
	for n := range 400 {
		rows = append(rows, c.customer(c.terms.Units[n%2].Name, n, "2026-11-20"))
	}
	wrong := rows[7]["许可证号"]
	c.register("2026-11-23", rows, map[string]string{wrong: "不明"})
	db := c.ledger()
	res := c.run("2026-11-24 09:00")
	if n := db.one(`SELECT count(*) FROM entry WHERE kind IN ('judged', 'taken')`); n != 2 {
		t.Errorf("%d entries for a register with one faulty row, want 2", n)
	}
	receipt := *res.Files[0].Receipt
	signs := map[string]int{}
	for _, row := range c.table(c.Place.Receipt(assist.City, receipt, 0), "许可证状态", "许可证号", "结果") {
		signs[row["结果"]]++
	}
	if fmt.Sprint(signs) != "map[✓ 已收:399 ✗ 退回:1]" {
		t.Errorf("the receipt marks %v", signs)
	}
	told, err := c.Reader().Trace(context.Background(), rows[9]["许可证号"], false)
	c.must(err)
	if len(told.Rows) != 1 || told.Rows[0].Receipt != receipt || told.Rows[0].Outcome != assist.Filed {
		t.Errorf("the trace tells %+v", told.Rows)
	}
}
