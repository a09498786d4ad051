// Package sheettest writes workbooks and rows as texts, for tests alone.
package sheettest

import (
	"fmt"
	"slices"
	"strings"

	"bangfu/internal/sheet"
)

// Dump writes a book in the text form of the golden tests.
func Dump(b sheet.Book) string {
	var w strings.Builder
	for _, p := range b.Pages {
		fmt.Fprintf(&w, "== %s\n", p.Name)
		for _, line := range append([]string{p.Title, strings.TrimSpace(p.Left + "  " + p.Right)}, p.Notes...) {
			if line != "" {
				fmt.Fprintln(&w, line)
			}
		}
		for _, k := range p.Blocks {
			dumpBlock(&w, k)
		}
		if len(p.Sign) > 0 {
			fmt.Fprintln(&w, strings.Join(p.Sign, "  "))
		}
	}
	return w.String()
}

func dumpBlock(w *strings.Builder, k sheet.Block) {
	if k.Title != "" {
		fmt.Fprintf(w, "-- %s\n", k.Title)
	}
	heads := make([]string, len(k.Columns))
	for i, c := range k.Columns {
		heads[i] = string(c.Header)
	}
	fmt.Fprintln(w, strings.Join(heads, " | "))
	rows := slices.Collect(k.All())
	if k.Total != nil {
		rows = append(rows[:len(rows):len(rows)], k.Total)
	}
	for _, r := range rows {
		cells := make([]string, len(r))
		for i, v := range r {
			cells[i] = v.String()
		}
		fmt.Fprintln(w, strings.Join(cells, " | "))
	}
	if k.Len() == 0 && k.Empty != "" {
		fmt.Fprintln(w, k.Empty)
	}
}

// DumpRow writes a row in the text form of the tests: `7: A="张三" C=12`.
func DumpRow(r sheet.Row) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d:", r.Number)
	for _, c := range r.Cells {
		if c.Kind == sheet.Text {
			fmt.Fprintf(&b, " %s=%q", sheet.Column(c.Col), c.Text)
		} else {
			fmt.Fprintf(&b, " %s=%s", sheet.Column(c.Col), c.Text)
		}
	}
	return b.String()
}
