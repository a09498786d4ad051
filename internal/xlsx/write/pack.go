package write

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"bangfu/internal/xlsx/ooxml"
)

// repack puts the parts of a package into one fixed order, without
// compressing them again. The sheets named with their rows get them.
func repack(pkg []byte, rows map[string]func(io.Writer) error) ([]byte, error) {
	r, err := zip.NewReader(bytes.NewReader(pkg), int64(len(pkg)))
	if err != nil {
		return nil, err
	}
	files := slices.Clone(r.File)
	slices.SortStableFunc(files, func(a, b *zip.File) int {
		return strings.Compare(partOrder(a.Name), partOrder(b.Name))
	})
	out := make(grown, 0, len(pkg)+len(pkg)/8)
	z := zip.NewWriter(&out)
	filled := 0
	for _, f := range files {
		if err := copyPart(z, f, files, rows[f.Name]); err != nil {
			return nil, err
		}
		if rows[f.Name] != nil {
			filled++
		}
	}
	if filled != len(rows) {
		return nil, fmt.Errorf("rows of %d sheets, and %d sheets for them", len(rows), filled)
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out, nil
}

// grown is bytes whose room grows by a quarter, where a bytes.Buffer doubles its own.
type grown []byte

func (g *grown) Write(p []byte) (int, error) {
	*g = append(*g, p...)
	return len(p), nil
}

// copyPart puts a part into the package: as it is, or mended, or with its rows.
func copyPart(z *zip.Writer, f *zip.File, all []*zip.File, rows func(io.Writer) error) error {
	mend := mend(f.Name, all)
	if mend == nil && rows == nil {
		return z.Copy(f)
	}
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if mend != nil {
		if b, err = mend(b); err != nil {
			return err
		}
	}
	w, err := z.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	if rows != nil {
		return fill(w, b, rows)
	}
	_, err = w.Write(b)
	return err
}

// fill writes a sheet with the rows that it lacks.
func fill(w io.Writer, frame []byte, rows func(io.Writer) error) error {
	const open, shut = "<sheetData>", "</sheetData>"
	head, tail, found := bytes.Cut(frame, []byte(open+shut))
	if !found {
		return errors.New("a sheet has no place for its rows")
	}
	if _, err := w.Write(append(head, open...)); err != nil {
		return err
	}
	if err := rows(w); err != nil {
		return err
	}
	_, err := w.Write(append([]byte(shut), tail...))
	return err
}

// mend is what a part needs before others read it, nil for nothing.
func mend(name string, all []*zip.File) func([]byte) ([]byte, error) {
	dir, file := path.Split(name)
	related := slices.ContainsFunc(all, func(f *zip.File) bool { return f.Name == dir+"_rels/"+file+".rels" })
	switch {
	case name == ooxml.TypesPart:
		return func(types []byte) ([]byte, error) { return tidyTypes(types, all) }
	case related && dir == "xl/worksheets/":
		return usualPrefix
	}
	return nil
}

// usualPrefix says r: where excelize's streamed sheets spell the prefix
// of relationships out: readers that look for the letters find no chart there.
func usualPrefix(part []byte) ([]byte, error) {
	const odd = ` xmlns:relationships="http://schemas.openxmlformats.org/officeDocument/2006/relationships" relationships:`
	return bytes.ReplaceAll(part, []byte(odd), []byte(" r:")), nil
}

// tidyTypes drops the types of extensions no part has: excelize declares
// those of all pictures, in an order that changes from run to run.
func tidyTypes(types []byte, parts []*zip.File) ([]byte, error) {
	top, err := ooxml.Parse(types)
	if err != nil {
		return nil, err
	}
	for _, d := range top.Root().All("Default") {
		used := slices.ContainsFunc(parts, func(f *zip.File) bool { return strings.HasSuffix(f.Name, "."+d.Attr("Extension")) })
		if !used {
			top.Root().Remove(d)
		}
	}
	return top.Bytes(), nil
}

// partOrder sorts the list of parts first, as readers expect it.
func partOrder(name string) string {
	if strings.HasPrefix(name, "[") || strings.HasPrefix(name, "_") {
		return "\x00" + name
	}
	return name
}
