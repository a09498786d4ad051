package xlsx

import (
	"context"
	"io"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"

	"bangfu/internal/sheet"
)

// open is a first, slow body: it goes away with the streaming reader.
func open(ctx context.Context, r io.ReaderAt, size int64, name string, lim Limits) (*Book, error) {
	f, err := excelize.OpenReader(io.NewSectionReader(r, 0, size))
	if err != nil {
		return nil, notWorkbook("不是完整的工作簿")
	}
	b := &Book{format: strings.TrimPrefix(strings.ToLower(path.Ext(name)), ".")}
	for _, n := range f.GetSheetList() {
		v, _ := f.GetSheetVisible(n)
		b.sheets = append(b.sheets, sheet.Info{Name: n, Hidden: !v})
	}
	b.scan = func(ctx context.Context, i int, ext *sheet.Extent, emit func(sheet.Row) bool) error {
		rows, err := f.GetRows(b.sheets[i].Name, excelize.Options{RawCellValue: true})
		if err != nil {
			return err
		}
		for n, row := range rows {
			out := sheet.Row{Number: n + 1}
			for c, v := range row {
				if v != "" {
					out.Cells = append(out.Cells, sheet.Cell{Col: c + 1, Kind: sheet.Text, Text: v})
				}
			}
			if len(out.Cells) > 0 && !emit(out) {
				return errStopped
			}
		}
		return nil
	}
	return b, nil
}

// Whole reports whether the container is complete, without judging what it holds.
func Whole(r io.ReaderAt, size int64, name string) bool {
	_, err := open(context.Background(), r, size, name, DefaultLimits())
	return err == nil || strings.HasSuffix(strings.ToLower(name), ".csv")
}
