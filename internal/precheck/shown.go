package precheck

import (
	"context"
	"iter"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// A ShownRow is a row of the sender's sheet as it stands there.
type ShownRow struct {
	Sheet string      `json:"sheet"`
	Row   int         `json:"row"`
	Cells []ShownCell `json:"cells"`
}

// A ShownCell is a cell under its header.
type ShownCell struct {
	Head string `json:"head"`
	Addr string `json:"addr"`
	Text string `json:"text"`
}

// Shown reads the rows of which something was found once more, each with its
// headers, so that a page can show them.
func Shown(ctx context.Context, a Ask, c Checked) ([]ShownRow, error) {
	wanted := map[string]map[int]bool{}
	for _, f := range c.Result.Findings {
		if _, row, ok := sheet.ParseAddress(f.Cell); ok {
			if wanted[f.Sheet] == nil {
				wanted[f.Sheet] = map[int]bool{}
			}
			wanted[f.Sheet][row] = true
		}
	}
	if len(wanted) == 0 {
		return nil, nil
	}
	data, _ := wholeLines(a.Data, a.Name)
	book, err := open(ctx, data, a.Name, a.Rules.Limits)
	if err != nil {
		return nil, err
	}
	var list []ShownRow
	for i, info := range book.Sheets() {
		rows, err := shownOf(book.Rows(ctx, i), info.Name, tableOf(c, info.Name), wanted[info.Name])
		if err != nil {
			return list, err
		}
		list = append(list, rows...)
	}
	return list, nil
}

// tableOf is a sheet that was recognised as a form; the zero Table for others.
func tableOf(c Checked, name string) assist.Table {
	for _, t := range c.Reply.Taken.Tables {
		if t.Sheet == name {
			return t
		}
	}
	return assist.Table{}
}

func shownOf(rows iter.Seq2[sheet.Row, error], name string, t assist.Table, wanted map[int]bool) ([]ShownRow, error) {
	var list []ShownRow
	if t.HeaderRow == 0 {
		return nil, nil
	}
	left := len(wanted)
	delete(wanted, t.HeaderRow)
	heads := map[int]string{}
	for row, err := range rows {
		if err != nil || left == 0 {
			return list, err
		}
		switch {
		case row.Number == t.HeaderRow:
			for _, c := range row.Cells {
				heads[c.Col] = c.Text
			}
		case wanted[row.Number]:
			list = append(list, shownRow(name, row, heads))
			left--
		}
	}
	return list, nil
}

func shownRow(name string, row sheet.Row, heads map[int]string) ShownRow {
	shown := ShownRow{Sheet: name, Row: row.Number, Cells: []ShownCell{}}
	last := 0
	if len(heads) == 0 && len(row.Cells) > 0 { // a line above the header
		last = row.Cells[len(row.Cells)-1].Col
	}
	for col := range heads {
		last = max(last, col)
	}
	for col := 1; col <= last; col++ {
		shown.Cells = append(shown.Cells, ShownCell{heads[col], sheet.Address(col, row.Number), row.At(col).Text})
	}
	return shown
}
