package xlsx

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"slices"
	"strings"
)

const writeXMLHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// writeCoreProps are the document properties: a unit, never a person. Times
// that are empty are left out.
func writeCoreProps(title, author, created, modified string) []byte {
	var b strings.Builder
	b.WriteString(writeXMLHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"` +
		` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	put := func(tag, attr, value string) {
		if value != "" {
			b.WriteString("<" + tag + attr + ">" + writeXMLText(value) + "</" + tag + ">")
		}
	}
	const w3c = ` xsi:type="dcterms:W3CDTF"`
	put("dc:title", "", title)
	put("dc:creator", "", author)
	put("dcterms:created", w3c, created)
	put("dcterms:modified", w3c, modified)
	b.WriteString(`</cp:coreProperties>`)
	return []byte(b.String())
}

// writeAppProps name the program and nothing else.
func writeAppProps() []byte {
	return []byte(writeXMLHead + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">` +
		`<Application>bangfu</Application></Properties>`)
}

// writeRepack puts the parts of a package into one fixed order, without
// compressing them again.
func writeRepack(pkg []byte) ([]byte, error) {
	r, err := zip.NewReader(bytes.NewReader(pkg), int64(len(pkg)))
	if err != nil {
		return nil, err
	}
	files := slices.Clone(r.File)
	slices.SortStableFunc(files, func(a, b *zip.File) int {
		return strings.Compare(writePartOrder(a.Name), writePartOrder(b.Name))
	})
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range files {
		if err := writeCopy(z, f, files); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// writeCopy puts a part into the package: as it is, or mended.
func writeCopy(z *zip.Writer, f *zip.File, all []*zip.File) error {
	mend := writeMend(f.Name, all)
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

// writeMend is what a part needs before others read it, nil for nothing.
func writeMend(name string, all []*zip.File) func([]byte) ([]byte, error) {
	dir, file := path.Split(name)
	related := slices.ContainsFunc(all, func(f *zip.File) bool { return f.Name == dir+"_rels/"+file+".rels" })
	switch {
	case name == markTypesPart:
		return func(types []byte) ([]byte, error) { return writeTidyTypes(types, all) }
	case related && dir == "xl/worksheets/":
		return writeUsualPrefix
	}
	return nil
}

// writeUsualPrefix says r: where excelize's streamed sheets spell the prefix
// of relationships out: readers that look for the letters find no chart there.
func writeUsualPrefix(part []byte) ([]byte, error) {
	const odd = ` xmlns:relationships="http://schemas.openxmlformats.org/officeDocument/2006/relationships" relationships:`
	return bytes.ReplaceAll(part, []byte(odd), []byte(" r:")), nil
}

// writeTidyTypes drops the types of extensions no part has: excelize declares
// those of all pictures, in an order that changes from run to run.
func writeTidyTypes(types []byte, parts []*zip.File) ([]byte, error) {
	top, err := markParse(types)
	if err != nil {
		return nil, err
	}
	for _, d := range top.root().all("Default") {
		used := slices.ContainsFunc(parts, func(f *zip.File) bool { return strings.HasSuffix(f.Name, "."+d.attr("Extension")) })
		if !used {
			top.root().remove(d)
		}
	}
	return top.bytes(), nil
}

// writePartOrder sorts the list of parts first, as readers expect it.
func writePartOrder(name string) string {
	if strings.HasPrefix(name, "[") || strings.HasPrefix(name, "_") {
		return "\x00" + name
	}
	return name
}
