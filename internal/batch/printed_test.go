package batch

import (
	"bytes"
	"strings"

	"github.com/ledongthuc/pdf"
)

// printed is the text that a PDF shows, white space left out; none when it is none.
func printed(data []byte) []byte {
	r, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil
	}
	var all strings.Builder
	for n := range r.NumPage() {
		text, err := r.Page(n + 1).GetPlainText(nil)
		if err == nil {
			all.WriteString(strings.Join(strings.Fields(text), ""))
		}
	}
	return []byte(all.String())
}
