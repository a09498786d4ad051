package xlsx

import (
	"bytes"
	"io"
	"path"
	"strings"
)

// markStrictRoot begins every namespace and relationship type of ISO strict.
const markStrictRoot = "http://purl.oclc.org/ooxml/"

// markDialect turns the names of ISO strict into the transitional ones, which
// every reader of workbooks knows. All but two follow one pattern.
var markDialect = strings.NewReplacer(
	markStrictRoot+"officeDocument/relationships/extendedProperties", markTransitional+"/extended-properties",
	markStrictRoot+"officeDocument/relationships/customProperties", markTransitional+"/custom-properties",
	markStrictRoot+"officeDocument/extendedProperties", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
	markStrictRoot+"officeDocument/customProperties", "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
	markStrictRoot+"officeDocument/", "http://schemas.openxmlformats.org/officeDocument/2006/",
	markStrictRoot+"spreadsheetml/", "http://schemas.openxmlformats.org/spreadsheetml/2006/",
	markStrictRoot+"drawingml/", "http://schemas.openxmlformats.org/drawingml/2006/",
)

// markTransit reads XML in ISO strict as transitional.
type markTransit struct {
	r    io.ReadCloser
	raw  []byte // read, but not yet told
	told []byte // told, but not yet fetched
	err  error
}

const markTransitChunk = 64 << 10

func (t *markTransit) Close() error { return t.r.Close() }

func (t *markTransit) Read(p []byte) (int, error) {
	for len(t.told) == 0 {
		if t.err != nil {
			return 0, t.err
		}
		t.fill()
	}
	n := copy(p, t.told)
	t.told = t.told[n:]
	return n, nil
}

// fill reads on and tells what cannot be cut in the middle of a name: names
// stand in quotes, and hold none.
func (t *markTransit) fill() {
	chunk := make([]byte, markTransitChunk)
	var n int
	n, t.err = io.ReadFull(t.r, chunk)
	if t.err == io.ErrUnexpectedEOF {
		t.err = io.EOF
	}
	t.raw = append(t.raw, chunk[:n]...)
	cut := len(t.raw)
	if t.err == nil {
		cut = bytes.LastIndexAny(t.raw, "\"'<>") + 1
		if cut == 0 && len(t.raw) > markTransitChunk { // no name is that long
			cut = len(t.raw) - 1024
		}
	}
	if bytes.Contains(t.raw[:cut], []byte(markStrictRoot)) {
		t.told = []byte(markDialect.Replace(string(t.raw[:cut])))
	} else {
		t.told = t.raw[:cut]
	}
	t.raw = bytes.Clone(t.raw[cut:])
}

// isXML reports whether a part may speak a dialect.
func (part *markPart) isXML() bool {
	switch strings.ToLower(path.Ext(part.name)) {
	case ".xml", ".rels", ".vml":
		return true
	}
	return false
}

// makeTransitional lets every part be read, and written, as transitional. What
// was read before is forgotten.
func (p *markPackage) makeTransitional() (err error) {
	p.strict, p.trees, p.rels = true, nil, map[string]*markRels{}
	for _, part := range p.parts {
		if part.isXML() && part.file != nil {
			part.stream = func(w io.Writer) error {
				r, err := p.open(part.name)
				if err != nil {
					return err
				}
				defer r.Close()
				_, err = io.Copy(w, r)
				return err
			}
		}
	}
	p.types, err = p.tree(markTypesPart)
	return err
}
