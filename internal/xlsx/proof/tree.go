package proof

import (
	"encoding/xml"
	"io"
	"strings"
)

// The namespaces the validator knows.
const (
	mainSpace    = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relSpace     = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	vmlSpace     = "urn:schemas-microsoft-com:vml"
	excelSpace   = "urn:schemas-microsoft-com:office:excel"
	strictPrefix = "http://purl.oclc.org/ooxml/"
)

// element is a piece of XML, read by encoding/xml alone.
type element struct {
	name xml.Name
	attr []xml.Attr
	kids []*element
	text string
}

// grow reads a part; an error says why it is no XML.
func grow(part string) (*element, error) {
	d := xml.NewDecoder(strings.NewReader(part))
	top := &element{}
	stack := []*element{top}
	for {
		t, err := d.Token()
		if err == io.EOF {
			return first(top), nil
		}
		if err != nil {
			return nil, err
		}
		last := stack[len(stack)-1]
		switch t := t.(type) {
		case xml.StartElement:
			e := &element{name: t.Name, attr: t.Copy().Attr}
			last.kids = append(last.kids, e)
			stack = append(stack, e)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			last.text += string(t)
		}
	}
}

func first(top *element) *element {
	if len(top.kids) == 0 {
		return &element{}
	}
	return top.kids[0]
}

func (e *element) get(local string) string { return e.in("", local) }

func (e *element) in(space, local string) string {
	for _, a := range e.attr {
		if a.Name.Local == local && a.Name.Space == space {
			return a.Value
		}
	}
	return ""
}

// all are the children of a name in the element's own namespace.
func (e *element) all(local string) []*element {
	var out []*element
	for _, k := range e.kids {
		if k.name == (xml.Name{Space: e.name.Space, Local: local}) {
			out = append(out, k)
		}
	}
	return out
}

// one is the first of all, an empty element when there is none.
func (e *element) one(local string) *element {
	if all := e.all(local); len(all) > 0 {
		return all[0]
	}
	return &element{name: xml.Name{Space: e.name.Space}}
}

// below visits every element below e, e first.
func (e *element) below(visit func(*element)) {
	visit(e)
	for _, k := range e.kids {
		k.below(visit)
	}
}
