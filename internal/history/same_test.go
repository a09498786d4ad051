package history_test

import (
	"maps"
	"testing"
	"time"
	"unsafe"

	"bangfu/internal/assist"
	"bangfu/internal/history"
)

// TestAFilingSharesItsRow proves that a row and what was filed by it are held once, with
// the texts of its cells, also after a snapshot and a change of name, and that a filing
// that says otherwise keeps its own words.
func TestAFilingSharesItsRow(t *testing.T) {
	const licence, other = "140200000001", "140200000002"
	b := &book{t: t}
	b.enter(history.KindRun, "", history.Run{Period: weekAt(48)}, nil)
	file := func(licence, filed string, n int) {
		a := assist.Application{Row: assist.Row{Unit: "平城区"}, Shop: "便民商店", Address: "南街 1 号"}
		place := assist.Place{Receipt: "HZ-PCQ-20261126-001", Sheet: "申请表", Row: n}
		row := map[string]any{"Unit": "平城区", "Shop": a.Shop, "Address": a.Address}
		typed := maps.Clone(row)
		typed["Cells"] = map[string]assist.Cell{"客户名称": {Addr: "D5", Text: a.Shop}, "经营地址": {Addr: "H5", Text: "南街1号"}}
		b.enter(history.KindApplication, licence, place, typed)
		a.Place, a.Shop = place, filed
		b.enter(history.KindChange, licence, history.Change{Day: assist.Day(2026, 11, 26), Kind: assist.Joined, Unit: "平城区", Source: place, Filing: &history.Filing{Number: "1"}}, history.ChangePerson{Application: &a})
	}
	file(licence, "便民商店", 5)
	file(other, "另一商店", 6)
	folded := b.fold()
	bytes, err := folded.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	again, err := history.OfSnapshot(bytes)
	if err != nil {
		t.Fatal(err)
	}
	for name, h := range map[string]*history.History{"folded": folded, "of a snapshot": again} {
		row, filing := h.Rows()[0].Open().Shop, h.Roster().Of(licence).Application.Shop
		if unsafe.StringData(row) != unsafe.StringData(filing) {
			t.Errorf("%s: the row and its filing are held twice", name)
		}
		if h.Roster().Of(other).Application.Shop != "另一商店" || h.Rows()[1].Open().Shop != "便民商店" {
			t.Errorf("%s: a filing that says otherwise has lost its words", name)
		}
		h.Rename(assist.Rename{Old: "平城区", New: "平城新区"}, time.Date(2026, 11, 27, 9, 0, 0, 0, assist.Zone))
		for _, l := range []string{licence, other} {
			if got := h.Roster().Of(l).Application.Unit; got != "平城新区" {
				t.Errorf("%s: the filing of %s is of %s after the change of name", name, l, got)
			}
		}
	}
	row := folded.Rows()[0].Open()
	if !partOf(row.Shop, string(row.Cells)) {
		t.Error("what is read as typed is held beside the cells")
	}
	if row.Address != "南街 1 号" || row.Text("经营地址") != "南街1号" {
		t.Errorf("read %q, typed %q", row.Address, row.Text("经营地址"))
	}
}

// partOf reports whether a text lies within another.
func partOf(part, whole string) bool {
	at, from := uintptr(unsafe.Pointer(unsafe.StringData(part))), uintptr(unsafe.Pointer(unsafe.StringData(whole)))
	return from <= at && at+uintptr(len(part)) <= from+uintptr(len(whole))
}
