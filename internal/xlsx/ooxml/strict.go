package ooxml

import (
	"bytes"
	"io"
	"path"
	"strings"
)

// StrictRoot begins every namespace and relationship type of ISO strict.
const StrictRoot = "http://purl.oclc.org/ooxml/"

// dialect turns the names of ISO strict into the transitional ones, which
// every reader of workbooks knows. All but two follow one pattern.
var dialect = strings.NewReplacer(
	StrictRoot+"officeDocument/relationships/extendedProperties", Transitional+"/extended-properties",
	StrictRoot+"officeDocument/relationships/customProperties", Transitional+"/custom-properties",
	StrictRoot+"officeDocument/extendedProperties", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
	StrictRoot+"officeDocument/customProperties", "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
	StrictRoot+"officeDocument/", "http://schemas.openxmlformats.org/officeDocument/2006/",
	StrictRoot+"spreadsheetml/", "http://schemas.openxmlformats.org/spreadsheetml/2006/",
	StrictRoot+"drawingml/", "http://schemas.openxmlformats.org/drawingml/2006/",
)

// transitional reads XML in ISO strict as transitional.
type transitional struct {
	r    io.ReadCloser
	raw  []byte // read, but not yet told
	told []byte // told, but not yet fetched
	err  error
}

const transitChunk = 64 << 10

func (t *transitional) Close() error { return t.r.Close() }

func (t *transitional) Read(p []byte) (int, error) {
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
func (t *transitional) fill() {
	chunk := make([]byte, transitChunk)
	var n int
	n, t.err = io.ReadFull(t.r, chunk)
	if t.err == io.ErrUnexpectedEOF {
		t.err = io.EOF
	}
	t.raw = append(t.raw, chunk[:n]...)
	cut := len(t.raw)
	if t.err == nil {
		cut = bytes.LastIndexAny(t.raw, "\"'<>") + 1
		if cut == 0 && len(t.raw) > transitChunk { // no name is that long
			cut = len(t.raw) - 1024
		}
	}
	if bytes.Contains(t.raw[:cut], []byte(StrictRoot)) {
		t.told = []byte(dialect.Replace(string(t.raw[:cut])))
	} else {
		t.told = t.raw[:cut]
	}
	t.raw = bytes.Clone(t.raw[cut:])
}

// isXML reports whether a part may speak a dialect.
func (part *Part) isXML() bool {
	switch strings.ToLower(path.Ext(part.name)) {
	case ".xml", ".rels", ".vml":
		return true
	}
	return false
}

// copied writes a part as Open reads it.
func (p *Package) copied(part *Part) func(io.Writer) error {
	return func(w io.Writer) error {
		r, err := p.Open(part.name)
		if err != nil {
			return err
		}
		defer r.Close()
		_, err = io.Copy(w, r)
		return err
	}
}

// MakeTransitional lets every part be read, and written, as transitional. What
// was read before is forgotten.
func (p *Package) MakeTransitional() (err error) {
	p.strict, p.trees, p.rels = true, nil, map[string]*Rels{}
	for _, part := range p.parts {
		if part.isXML() && part.file != nil {
			part.stream = p.copied(part)
		}
	}
	if p.types, err = p.Tree(TypesPart); err != nil {
		return err
	}
	p.closeTypes()
	p.closeRelations()
	return nil
}
