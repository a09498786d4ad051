package report

import (
	"bytes"
	"regexp"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// marks are what stands in every workbook and document we make (in a PDF in UTF-16), and on
// every receipt: its first sheet in the list of sheets.
var marks = [][]byte{[]byte("bangfu"), []byte("\x00b\x00a\x00n\x00g\x00f\x00u"), []byte("<Application>Bangfu"), []byte(`name="` + sheet.Ours.Sheet + `"`), []byte(those)}

// Bears reports a mark of ours in a part of a workbook or document.
func Bears(text []byte) bool {
	for _, m := range marks {
		if bytes.Contains(text, m) {
			return true
		}
	}
	return false
}

// made are where a workbook and a document of ours say when they were made: the time
// of the run whose facts they tell, to the second. A colleague who saves the workbook
// again leaves it as it is.
var made = []struct {
	stands *regexp.Regexp
	layout string
}{
	{regexp.MustCompile(`<dcterms:created[^>]*>([^<]+)<`), time.RFC3339},
	{regexp.MustCompile(`/CreationDate \(D:(\d{14})`), "20060102150405"},
}

// MadeAt is when a file of ours was made, by a part of it; ok is false where that part does not say.
func MadeAt(text []byte) (at time.Time, ok bool) {
	for _, m := range made {
		if found := m.stands.FindSubmatch(text); found != nil {
			at, err := time.ParseInLocation(m.layout, string(found[1]), assist.Zone)
			return at, err == nil
		}
	}
	return at, false
}

// csvHead is what 供货导入 begins with.
const csvHead = "\ufeff" + string(column.CustomerCode) + ","

// IsSupplyCSV reports a 供货导入 of ours.
func IsSupplyCSV(data []byte) bool { return bytes.HasPrefix(data, []byte(csvHead)) }
