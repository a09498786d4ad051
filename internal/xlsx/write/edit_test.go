package write

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/sheet"
	"bangfu/internal/sheet/sheettest"
	"bangfu/internal/xlsx/read"
)

func dumpAll(t *testing.T, b []byte) string {
	t.Helper()
	ctx := context.Background()
	book, err := read.Open(ctx, bytes.NewReader(b), int64(len(b)), "t.xlsx", read.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var w strings.Builder
	for i, s := range book.Sheets() {
		fmt.Fprintln(&w, "==", s.Name)
		for row, err := range book.Rows(ctx, i) {
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintln(&w, sheettest.DumpRow(row))
		}
	}
	return w.String()
}

func TestWriteSheetsKeepsEveryRow(t *testing.T) {
	var out bytes.Buffer
	first := [][]sheet.Value{{sheet.S("填报单位："), sheet.S("平城区")}, {}, {sheet.S("数量"), {}, sheet.I(-3)}}
	second := [][]sheet.Value{{sheet.Fen(int64(1250)), sheet.S("a<b & 𠮷")}}
	if err := Sheets(&out, StreamedSheet{"甲", slices.Values(first)}, StreamedSheet{"乙", slices.Values(second)}); err != nil {
		t.Fatal(err)
	}
	want := "== 甲\n1: A=\"填报单位：\" B=\"平城区\"\n3: A=\"数量\" C=-3\n== 乙\n1: A=12.5 B=\"a<b & 𠮷\"\n"
	if got := dumpAll(t, out.Bytes()); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestEditChangesTheNamedCells(t *testing.T) {
	var src bytes.Buffer
	rows := [][]sheet.Value{{sheet.S("证号"), sheet.S("说明")}, {sheet.I(140202196508140000)}, {sheet.S("乙"), sheet.S("旧")}}
	if err := Sheets(&src, StreamedSheet{"表", slices.Values(rows)}); err != nil {
		t.Fatal(err)
	}
	edit := func() []byte {
		b, err := Edit(src.Bytes(), "表", map[string]string{"A2": "140202196508140012", "B3": "属实：Q504"})
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	want := "== 表\n1: A=\"证号\" B=\"说明\"\n2: A=\"140202196508140012\"\n3: A=\"乙\" B=\"属实：Q504\"\n"
	if got := dumpAll(t, edit()); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if !bytes.Equal(edit(), edit()) {
		t.Error("the same edit gives other bytes")
	}
	for _, bad := range []struct{ sheet, cell string }{{"无", "A1"}, {"表", "1A"}} {
		if _, err := Edit(src.Bytes(), bad.sheet, map[string]string{bad.cell: "x"}); err == nil {
			t.Errorf("%v was edited", bad)
		}
	}
	if _, err := Edit([]byte("PK no"), "表", nil); err == nil {
		t.Error("garbage was edited")
	}
}
