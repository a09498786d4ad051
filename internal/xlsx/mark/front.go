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

// drawFront draws the 回执 sheet as any other page of ours is drawn, for a workbook of
// some type; its parts are held as trees.
func (w *workbook) drawFront(p sheet.Page, size float64, draw Draw) (map[string]*ooxml.Node, error) {
	w.frontName = w.freeName(sheet.Ours.Sheet, sheet.Ours.Sheet+"（帮扶）")
	p.Name, p.Chart, p.Hidden = w.frontName, nil, false
	drawn, err := draw(sheet.Book{Pages: []sheet.Page{p}, Type: size})
	if err != nil {
		return nil, err
	}
	parts, err := unpack(drawn)
	if err != nil {
		return nil, err
	}
	w.lines = linesOf(parts[drawnSheet].Root())
	return parts, nil
}

// drawnSheet is the part of the one sheet of a drawn book.
const drawnSheet = "xl/worksheets/sheet1.xml"

// addFront moves the drawn sheet into the workbook with its styles, before all
// others, and moves everything that refers to a sheet by its place. The sheet
// is written behind the others, when it is known what it has to remember.
func (w *workbook) addFront(parts map[string]*ooxml.Node, styles *styleSheet) {
	page := parts[drawnSheet]
	styles.transplant(parts["xl/styles.xml"].Root()).apply(page.Root())
	w.moveNames()
	if list := parts["xl/workbook.xml"].Root().Child("definedNames"); list != nil {
		for _, n := range list.All("definedName") {
			w.define(n)
		}
	}
	w.openOnFirst()
	w.pkg.Rewrite(w.enterFront(), func(out io.Writer) error {
		if err := w.new.write(page.Root()); err != nil {
			return err
		}
		_, err := out.Write(page.Bytes())
		return err
	})
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
		r.Close() // was only read
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
