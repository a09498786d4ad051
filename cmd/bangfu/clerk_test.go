package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/read"
	"bangfu/internal/xlsx/write"
)

// What the people of a story do with workbooks.
var clerkVerbs = map[string]func(*testscript.TestScript, bool, []string){"fill": fill, "mend": mend, "rows": rows}

// fill FILE TEXT… makes a workbook of text tables, a sheet each: 填报单位 and
// 填报日期 on the first line, then the header, then the rows, cells between | signs.
func fill(ts *testscript.TestScript, _ bool, args []string) {
	book := sheet.Book{Title: "报表"}
	for _, name := range args[1:] {
		sheetName := strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
		book.Pages = append(book.Pages, typed(sheetName, ts.ReadFile(name)))
	}
	data, err := write.Write(book)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o644))
}

// typed is a text table as a sheet, every value as text.
func typed(name, text string) sheet.Page {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	p := sheet.Page{Name: name, Blocks: []sheet.Block{{}}}
	p.Left, p.Right, _ = strings.Cut(lines[0], "|")
	for _, h := range strings.Split(lines[1], "|") {
		p.Blocks[0].Columns = append(p.Blocks[0].Columns, sheet.ColumnSpec{Header: sheet.Header(h), Text: true})
	}
	for _, line := range lines[2:] {
		var row []sheet.Value
		for _, v := range strings.Split(line, "|") {
			if v = strings.TrimSpace(v); v == "" {
				row = append(row, sheet.Value{})
			} else {
				row = append(row, sheet.S(v))
			}
		}
		p.Blocks[0].Rows = append(p.Blocks[0].Rows, row)
	}
	return p
}

// mend FROM TO SHEET CELL=VALUE… fills cells of a workbook, as a clerk does
// who mends a receipt.
func mend(ts *testscript.TestScript, _ bool, args []string) {
	cells := map[string]string{}
	for _, a := range args[3:] {
		at, v, _ := strings.Cut(a, "=")
		cells[at] = v
	}
	data, err := write.Edit([]byte(ts.ReadFile(args[0])), args[2], cells)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data, 0o644))
}

// rows FILE SHEET tells a sheet, a line a row, so that stdout can be matched.
func rows(ts *testscript.TestScript, _ bool, args []string) {
	data := []byte(ts.ReadFile(args[0]))
	book, err := read.Open(context.Background(), bytes.NewReader(data), int64(len(data)), args[0], read.Limits{})
	ts.Check(err)
	at := slices.IndexFunc(book.Sheets(), func(s sheet.Info) bool { return s.Name == args[1] })
	if at < 0 {
		ts.Fatalf("no sheet %s in %s", args[1], args[0])
	}
	for row, err := range book.Rows(context.Background(), at) {
		ts.Check(err)
		var cells []string
		for _, c := range row.Cells {
			cells = append(cells, c.Text)
		}
		fmt.Fprintln(ts.Stdout(), strings.Join(cells, " "))
	}
}
