package report

import (
	"bytes"

	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// marks are what stands in every workbook and document we make, and on every
// receipt: its first sheet in the list of sheets.
var marks = [][]byte{[]byte("bangfu"), []byte("<Application>Bangfu"), []byte(`name="` + sheet.Ours.Sheet + `"`), []byte(those)}

// Bears reports a mark of ours in a part of a workbook or document.
func Bears(text []byte) bool {
	for _, m := range marks {
		if bytes.Contains(text, m) {
			return true
		}
	}
	return false
}

// csvHead is what 供货导入 begins with.
const csvHead = "\ufeff" + string(column.CustomerCode) + ","

// IsSupplyCSV reports a 供货导入 of ours.
func IsSupplyCSV(data []byte) bool { return bytes.HasPrefix(data, []byte(csvHead)) }
