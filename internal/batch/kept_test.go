package batch

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/disk"
	"bangfu/internal/history"
	"bangfu/internal/sheet"
)

// TestTheFindingsOfAFileThatAreKept sends 1,200 rows of which each has two V and
// an N, and waits for the register: all are counted, at most 2,000 stand in
// ledger, JSON and receipt, V before N; what lives on still does, and a run
// that finds nothing new enters nothing.
func TestTheFindingsOfAFileThatAreKept(t *testing.T) {
	t.Parallel()
	b := emptyCity(t, disk.Real())
	b.drop(assist.City, "许可证状态.xlsx", files(t)[assist.City]["许可证状态.xlsx"])
	b.run("2026-11-23 09:00")
	good := b.rowsIn(files(t)[pingcheng]["申请表.xlsx"])[0]
	var rows []map[column.Header]sheet.Value
	for i := range 2300 {
		row := map[column.Header]sheet.Value{}
		for h, v := range good {
			row[h] = v
		}
		row["许可证号"] = sheet.S(fmt.Sprintf("1402131%05d", 50000+i)) // in no register: V104, which lives on
		row["身份证号"] = sheet.S(idOf(i))
		row["联系电话"], row["经营地址"] = sheet.S(fmt.Sprintf("138%08d", i)), sheet.S(fmt.Sprintf("样街%d号", i))
		rows = append(rows, row)
	}
	b.drop(pingcheng, "多.xlsx", b.workbook(assist.ApplicationForm, pingcheng, "2026-11-20", rows...))
	f := b.one(b.run("2026-11-23 10:00"))
	if f.Totals["V104"] != 2300 || f.Totals["N605"] != 2300 || len(f.Findings) > 2000 {
		t.Fatalf("%v, %d listed", f.Totals, len(f.Findings))
	}
	kept, lives := map[string]int{}, 0
	for a := range b.fold().Rows().All() {
		for _, x := range a.Verdict.Findings {
			kept[x.Code]++
		}
		if a.Verdict.LivesOn() {
			lives++
		}
	}
	if kept["V104"] != 2000 || kept["N605"] != 0 || lives != 2300 {
		t.Errorf("kept %v, %d rows live on", kept, lives)
	}
	if text := b.text(b.Place.Receipt(pingcheng, *f.Receipt, 0)); !strings.Contains(text, "条，只列出最要紧的 2000 条") || !strings.Contains(text, "V104 2300") {
		t.Error("the receipt does not say how many there are")
	}
	before := b.seq()
	if b.run("2026-11-23 11:00"); b.seq() != before {
		t.Errorf("%d entries after %d, though nothing is new", b.seq(), before)
	}
	entries := 0
	for e, err := range b.Ledger.Entries(context.Background(), 0, history.KindJudged) {
		b.must(err)
		entries += strings.Count(string(e.Body), "V104")
	}
	if entries != 2000 {
		t.Errorf("the chain holds %d", entries)
	}
}

// idOf is the i-th identity number of somebody invented, with its check digit.
func idOf(i int) string {
	head := fmt.Sprintf("140202%04d0115%03d", 1950+i/900, i%900)
	for _, last := range "0123456789X" {
		if id := head + string(last); assist.IDChecks(id) {
			return id
		}
	}
	return ""
}
