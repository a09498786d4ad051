package precheck

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/form"
	"bangfu/internal/report"
	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/mark"
	"bangfu/internal/xlsx/read"
	"bangfu/internal/xlsx/write"
)

// maxMarkedRows is how many rows a workbook may have to come back marked.
const maxMarkedRows = 20000

// Marker puts replies onto workbooks.
type Marker struct {
	Limits read.Limits
	Bare   bool            // without the workbook: marking made the program die
	Tell   func(err error) // is told why a workbook could not be marked; nil tells nobody
	// Unseen is told which marks are not seen at first, when there are any; nil tells nobody.
	Unseen func([]sheet.Unseen)
}

// Mark puts a reply onto a workbook; one that cannot be read, or is too large,
// gets the 回执 sheet alone, which says why.
func (m Marker) Mark(ctx context.Context, data []byte, r report.Reply) ([]byte, error) {
	t := r.Taken
	if r.FrontOnly = FrontOnly(t); m.Bare && r.FrontOnly == "" {
		r.FrontOnly = "在原文件上标注时程序两次中断，只给出回执，请按单元格地址在原文件中修改"
	}
	if r.FrontOnly != "" {
		return write.FrontOnly(report.Receipt(r))
	}
	if t.Format != "xlsx" && t.Format != "xlsm" {
		return m.values(ctx, data, r)
	}
	out, err := m.marked(data, t.Format, r, nil)
	if err != nil && ctx.Err() == nil {
		if m.Tell != nil {
			m.Tell(err)
		}
		r.FrontOnly = "原文件结构特殊，无法在其上标注，只给出回执，请按单元格地址在原文件中修改"
		return write.FrontOnly(report.Receipt(r))
	}
	return out, err
}

// FrontOnly says why a file comes back as the 回执 sheet alone; "" when it comes
// back marked.
func FrontOnly(t assist.Taken) string {
	switch {
	case t.Format != "" && len(t.Tables) == 0 && t.Refused && slices.ContainsFunc(t.Findings, func(x assist.Finding) bool { return x.Code == "S006" }):
		return "原文件里没有要收的表，没有标注，只给出回执"
	case t.Format == "" || len(t.Tables) == 0 && t.Refused:
		return "原文件无法标注，只给出回执"
	case rowsOf(t) > maxMarkedRows:
		return fmt.Sprintf("原文件超过 %d 行，只给出回执，请按行号在原文件中修改", maxMarkedRows)
	}
	return ""
}

func rowsOf(t assist.Taken) int {
	n := 0
	for _, k := range t.Tables {
		n += k.Read
	}
	return n
}

// values is Mark for what is no .xlsx: the same cells in a new workbook.
func (m Marker) values(ctx context.Context, data []byte, r report.Reply) ([]byte, error) {
	data, _ = wholeLines(data, r.Taken.Name)
	b, err := open(ctx, data, r.Taken.Name, m.Limits)
	if err != nil {
		return nil, err
	}
	var tables []write.ValueTable
	for i, info := range b.Sheets() {
		tables = append(tables, write.ValueTable{Name: info.Name, Rows: b.Rows(ctx, i)})
	}
	look, err := b.Look(ctx)
	if err != nil {
		return nil, err
	}
	if look == nil { // a text, which has none
		for _, t := range r.Taken.Tables {
			for i := range tables {
				if tables[i].Name == t.Sheet {
					tables[i].Rows = form.Typed(t, tables[i].Rows)
				}
			}
		}
		look = plainLook(tables, r.Taken.Tables)
	}
	plain, names, err := write.Dressed(tables, look)
	if err != nil {
		return nil, err
	}
	return m.marked(plain, "xlsx", r, names)
}

// plainLook is that of a text: its columns hold their values, also on paper, and the
// header of each form stays in view, where it stands so high that its rows have room
// below it.
func plainLook(tables []write.ValueTable, forms []assist.Table) *sheet.BookLook {
	const lowest = 10
	look := &sheet.BookLook{Sheets: make([]sheet.SheetLook, len(tables)), Cells: plainCells}
	for i, s := range tables {
		look.Sheets[i] = sheet.SheetLook{Columns: write.Fitted(s.Rows), Fit: true}
		for _, t := range forms {
			if t.Sheet != s.Name {
				continue
			}
			look.Sheets[i].Rows = dressed(t, s.Rows)
			if t.HeaderRow <= lowest {
				look.Sheets[i].Frozen = [2]int{0, t.HeaderRow}
			}
		}
	}
	return look
}

// The looks of the cells of a text: a code is in text format, so that it stays one when
// it is typed again, and an amount with two decimals keeps both.
const (
	codeLook = iota
	decimalLook
)

var plainCells = []sheet.CellLook{
	codeLook:    {FormatID: 49, Ink: sheet.Auto, Down: bottom},
	decimalLook: {FormatID: 2, Ink: sheet.Auto, Down: bottom},
}

// bottom is where a plain cell's text stands, in BIFF's numbers.
const bottom = 2

// hundredths reports a number with two decimals.
func hundredths(number string) bool {
	_, decimals, _ := strings.Cut(number, ".")
	return len(decimals) == 2
}

// dressed are the looks of a table's cells below its header.
func dressed(t assist.Table, rows iter.Seq2[sheet.Row, error]) map[int]sheet.RowLook {
	list := map[int]sheet.RowLook{}
	for row, err := range rows {
		if err != nil {
			return list // told when the rows are written
		}
		var l sheet.RowLook
		for _, c := range row.Cells {
			switch {
			case row.Number <= t.HeaderRow:
			case slices.Contains(t.Codes, c.Col):
				l.Cells = append(l.Cells, sheet.Dressed{Col: c.Col, Look: codeLook})
			case c.Kind == sheet.Number && hundredths(c.Text):
				l.Cells = append(l.Cells, sheet.Dressed{Col: c.Col, Look: decimalLook})
			}
		}
		if len(l.Cells) > 0 {
			list[row.Number] = l
		}
	}
	return list
}

// marked marks a workbook whose sheets may have got other names; what was lost
// of it, and which marks are not seen at first, stands in its receipt.
func (m Marker) marked(data []byte, format string, r report.Reply, names map[string]string) ([]byte, error) {
	out, told, err := mark.Mark(data, format, report.Receipt(r).Renamed(names), write.Write)
	if err != nil || len(told.Lost)+len(told.Unseen) == 0 {
		return out, err
	}
	if r.Lost, r.Unseen = told.Lost, told.Named(names).Unseen; m.Unseen != nil {
		m.Unseen(r.Unseen)
	}
	out, _, err = mark.Mark(data, format, report.Receipt(r).Renamed(names), write.Write)
	return out, err
}
