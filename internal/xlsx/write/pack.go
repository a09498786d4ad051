package write

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"slices"
	"strings"

	"bangfu/internal/xlsx/ooxml"
)

// repack puts the parts of a package into one fixed order, without
// compressing them again.
func repack(pkg []byte) ([]byte, error) {
	r, err := zip.NewReader(bytes.NewReader(pkg), int64(len(pkg)))
	if err != nil {
		return nil, err
	}
	files := slices.Clone(r.File)
	slices.SortStableFunc(files, func(a, b *zip.File) int {
		return strings.Compare(partOrder(a.Name), partOrder(b.Name))
	})
	var out bytes.Buffer
	out.Grow(len(pkg) + len(pkg)/8)
	z := zip.NewWriter(&out)
	for _, f := range files {
		if err := copyPart(z, f, files); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// copyPart puts a part into the package: as it is, or mended.
func copyPart(z *zip.Writer, f *zip.File, all []*zip.File) error {
	mend := mend(f.Name, all)
	if mend == nil {
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
	if b, err = mend(b); err != nil {
		return err
	}
	w, err := z.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	_, err = w.Write(b)
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
