package sample

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"bangfu/internal/column"
	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/read"
	"bangfu/internal/xlsx/write"
)

// Mends reports whether the story has the unit mend its receipt.
func (s *Story) Mends(unit string) bool {
	return slices.ContainsFunc(s.mends, func(r record) bool { return r["单位"] == unit })
}

// Mended is a unit's receipt after the clerk has mended it: the cells the
// story names, changed in the very workbook that came back. The error says
// which cell was not found.
func (s *Story) Mended(ctx context.Context, unit string, receipt []byte) ([]byte, error) {
	const name = "申请表"
	g, err := readGrid(ctx, receipt, name)
	if err != nil {
		return nil, fmt.Errorf("sample: mend: %w", err)
	}
	cells := map[string]string{}
	for _, r := range s.mends {
		if r["单位"] != unit {
			continue
		}
		at, ok := g.find(r["许可证号"], column.Header(r["列"]))
		if !ok {
			return nil, fmt.Errorf("sample: mend: no cell for %s %s", r["许可证号"], column.Header(r["列"]))
		}
		cells[at] = r["值"]
		if r["值"] == "证" {
			cells[at] = s.first[r["许可证号"]].app.ID
		}
	}
	return write.Edit(receipt, name, cells)
}

// grid says where the licences and the headers of a sheet stand.
type grid struct {
	rows map[string]int        // by licence
	cols map[column.Header]int // by header
}

func readGrid(ctx context.Context, data []byte, name string) (grid, error) {
	g := grid{map[string]int{}, map[column.Header]int{}}
	book, err := read.Open(ctx, bytes.NewReader(data), int64(len(data)), "回执.xlsx", read.Limits{})
	if err != nil {
		return g, err
	}
	at := slices.IndexFunc(book.Sheets(), func(i sheet.Info) bool { return i.Name == name })
	if at < 0 {
		return g, fmt.Errorf("no sheet %s", name)
	}
	for row, err := range book.Rows(ctx, at) {
		if err != nil {
			return g, err
		}
		g.read(row)
	}
	return g, nil
}

// read takes the header row as the first that names 许可证号; every later row
// is found by what stands in that column.
func (g *grid) read(row sheet.Row) {
	if col := g.cols[column.Licence]; col > 0 {
		g.rows[row.At(col).Text] = row.Number
		return
	}
	for _, c := range row.Cells {
		if c.Text == string(column.Licence) {
			for _, h := range row.Cells {
				g.cols[column.Header(h.Text)] = h.Col
			}
		}
	}
}

func (g *grid) find(licence string, header column.Header) (string, bool) {
	row, col := g.rows[licence], g.cols[header]
	return sheet.Address(col, row), row > 0 && col > 0
}
