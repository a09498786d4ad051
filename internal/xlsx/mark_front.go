package xlsx

import (
	"archive/zip"
	"bytes"
	"io"
	"strconv"
	"strings"

	"bangfu/internal/sheet"
)

// front draws the 回执 sheet as any other page of ours is drawn, and moves it
// into the workbook with its styles.
func (w *markWorkbook) front(p sheet.Page, styles *markStyles) error {
	p.Name = w.freeName(sheet.Ours.Sheet, sheet.Ours.Sheet+"（帮扶）")
	p.Chart, p.Hidden = nil, false
	drawn, err := Write(sheet.Book{Pages: []sheet.Page{p}})
	if err != nil {
		return err
	}
	parts, err := markUnpack(drawn)
	if err != nil {
		return err
	}
	ids := styles.transplant(parts["xl/styles.xml"].root())
	var names []*markNode
	if list := parts["xl/workbook.xml"].root().child("definedNames"); list != nil {
		names = list.all("definedName")
	}
	page := parts["xl/worksheets/sheet1.xml"]
	ids.apply(page.root())
	content := page.bytes()
	w.addFront(p.Name, content, names)
	return nil
}

// markUnpack holds the parts of a small workbook of ours as trees.
func markUnpack(pkg []byte) (map[string]*markNode, error) {
	z, err := zip.NewReader(bytes.NewReader(pkg), int64(len(pkg)))
	if err != nil {
		return nil, err
	}
	out := map[string]*markNode{}
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, ".xml") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		b, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			return nil, err
		}
		if out[f.Name], err = markParse(b); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// apply changes the style numbers of a sheet to those of its new workbook.
func (ids markImported) apply(worksheet *markNode) {
	if cols := worksheet.child("cols"); cols != nil {
		for _, c := range cols.all("col") {
			if c.attr("style") != "" {
				c.set("style", strconv.Itoa(ids[c.number("style")]))
			}
		}
	}
	for _, row := range worksheet.child("sheetData").all("row") {
		if row.attr("s") != "" {
			row.set("s", strconv.Itoa(ids[row.number("s")]))
		}
		for _, c := range row.all("c") {
			c.set("s", strconv.Itoa(ids[c.number("s")]))
		}
	}
}
