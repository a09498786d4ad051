package batch

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/disk"
	"bangfu/internal/form"
	"bangfu/internal/history"
	"bangfu/internal/ledger"
	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/read"
	"bangfu/internal/xlsx/write"
)

// day reads a date.
func (b *bench) day(text string) assist.Date {
	b.Helper()
	d, ok := assist.ParseDate(text)
	if !ok {
		b.Fatal(text)
	}
	return d
}

// workbook writes rows in the layout of a form.
func (b *bench) workbook(f assist.Form, unit, reported string, rows ...map[column.Header]sheet.Value) []byte {
	b.Helper()
	data, err := write.Write(sheet.Book{Title: string(f), Pages: []sheet.Page{form.Filled(f, unit, b.day(reported), assist.Terms{}, rows)}})
	b.must(err)
	return data
}

// rowsIn reads the first sheet of a workbook: its rows below the header that
// names 许可证号 or 卷烟条码, by header.
func (b *bench) rowsIn(book []byte) []map[column.Header]sheet.Value {
	b.Helper()
	x, err := read.Open(context.Background(), bytes.NewReader(book), int64(len(book)), "a.xlsx", read.Limits{})
	b.must(err)
	var headers map[int]string
	var list []map[column.Header]sheet.Value
	for row, err := range x.Rows(context.Background(), 0) {
		b.must(err)
		cells := map[int]string{}
		for _, c := range row.Cells {
			cells[c.Col] = c.Text
		}
		if headers == nil {
			if names := slices.Collect(maps.Values(cells)); slices.Contains(names, "许可证号") || slices.Contains(names, "卷烟条码") {
				headers = cells
			}
			continue
		}
		m := map[column.Header]sheet.Value{}
		for col, text := range cells {
			m[column.Header(headers[col])] = sheet.S(text)
		}
		list = append(list, m)
	}
	return list
}

// sightings are what 收件情况 holds of a unit, by name.
func (b *bench) sightings(unit string) map[string]ledger.Sighting {
	b.Helper()
	m := map[string]ledger.Sighting{}
	for x, err := range b.Ledger.Sightings(context.Background(), unit) {
		b.must(err)
		m[x.Name] = x
	}
	return m
}

// left are the names that lie in a unit's drop folder.
func (b *bench) left(unit string) string {
	b.Helper()
	list, err := os.ReadDir(b.Place.Inbox(unit))
	b.must(err)
	var names []string
	for _, e := range list {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

// seq is how many entries the ledger has.
func (b *bench) seq() int64 {
	b.Helper()
	n, _, err := b.Ledger.Last(context.Background())
	b.must(err)
	return n
}

// fold is the history so far.
func (b *bench) fold() *history.History {
	b.Helper()
	h, err := history.Fold(b.Ledger.Entries(context.Background(), 0))
	b.must(err)
	return h
}

// mentions lists the files below some folders in which a text stands: in their
// bytes, in the parts of a zip container, or in what a PDF shows.
func (b *bench) mentions(text string, dirs ...string) []string {
	b.Helper()
	return b.mentionsAny([]string{text}, dirs...)
}

// mentionsAny is mentions of any of some texts.
func (b *bench) mentionsAny(texts []string, dirs ...string) []string {
	b.Helper()
	var found []string
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			var data bytes.Buffer // what a compressed copy of the ledger holds is searched, too
			if err = ledger.Unpack(disk.Real(), path, &data); err == nil && holdsAny(data.Bytes(), texts) {
				found = append(found, b.Place.Rel(path))
			}
			return err
		})
		if !os.IsNotExist(err) {
			b.must(err)
		}
	}
	return found
}

func holdsAny(data []byte, texts []string) bool {
	for _, p := range append(parts(data), data, printed(data)) {
		for _, text := range texts {
			if bytes.Contains(p, []byte(text)) {
				return true
			}
		}
	}
	return false
}

// parts are the unpacked parts of a zip container; none when it is none.
func parts(data []byte) [][]byte {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil
	}
	var list [][]byte
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			continue
		}
		p, _ := io.ReadAll(r)
		list = append(list, p)
	}
	return list
}
