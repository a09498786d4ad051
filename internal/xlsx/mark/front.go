package mark

import (
	"archive/zip"
	"bytes"
	"io"
	"strconv"
	"strings"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// front draws the 回执 sheet as any other page of ours is drawn, and moves it
// into the workbook with its styles.
func (w *workbook) front(p sheet.Page, styles *styleSheet, draw Draw) error {
	p.Name = w.freeName(sheet.Ours.Sheet, sheet.Ours.Sheet+"（帮扶）")
	p.Chart, p.Hidden = nil, false
	drawn, err := draw(sheet.Book{Pages: []sheet.Page{p}})
	if err != nil {
		return err
	}
	parts, err := unpack(drawn)
	if err != nil {
		return err
	}
	ids := styles.transplant(parts["xl/styles.xml"].Root())
	var names []*ooxml.Node
	if list := parts["xl/workbook.xml"].Root().Child("definedNames"); list != nil {
		names = list.All("definedName")
	}
	page := parts["xl/worksheets/sheet1.xml"]
	ids.apply(page.Root())
	content := page.Bytes()
	w.addFront(p.Name, content, names)
	return nil
}

// unpack holds the parts of a small workbook of ours as trees.
func unpack(pkg []byte) (map[string]*ooxml.Node, error) {
	z, err := zip.NewReader(bytes.NewReader(pkg), int64(len(pkg)))
	if err != nil {
		return nil, err
	}
	out := map[string]*ooxml.Node{}
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
		if out[f.Name], err = ooxml.Parse(b); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// apply changes the style numbers of a sheet to those of its new workbook.
func (ids imported) apply(worksheet *ooxml.Node) {
	if cols := worksheet.Child("cols"); cols != nil {
		for _, c := range cols.All("col") {
			if c.Attr("style") != "" {
				c.Set("style", strconv.Itoa(ids[c.Number("style")]))
			}
		}
	}
	for _, row := range worksheet.Child("sheetData").All("row") {
		if row.Attr("s") != "" {
			row.Set("s", strconv.Itoa(ids[row.Number("s")]))
		}
		for _, c := range row.All("c") {
			c.Set("s", strconv.Itoa(ids[c.Number("s")]))
		}
	}
}
