package write

import (
	"bytes"
	"fmt"
	"maps"
	"slices"

	"github.com/xuri/excelize/v2"
)

// Edit fills cells of one sheet of a workbook with texts and saves it, as a
// clerk does who mends a receipt. The same bytes and cells give the same
// bytes. Everything else of the workbook stays as far as excelize keeps it.
func Edit(src []byte, name string, cells map[string]string) ([]byte, error) {
	f, err := excelize.OpenReader(bytes.NewReader(src))
	if err != nil {
		return nil, fmt.Errorf("write: edit: %w", err)
	}
	defer f.Close()
	for _, at := range slices.Sorted(maps.Keys(cells)) {
		if err := f.SetCellStr(name, at, cells[at]); err != nil {
			return nil, fmt.Errorf("write: edit: %w", err)
		}
	}
	buf, err := f.WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("write: edit: %w", err)
	}
	out, err := repack(buf.Bytes(), nil)
	if err != nil {
		return nil, fmt.Errorf("write: edit: %w", err)
	}
	return out, nil
}
