package read

import "bytes"

// nsID names the few namespaces that matter.
type nsID uint8

const (
	nsOther nsID = iota // any other one, or none
	nsMain              // spreadsheetml, transitional or strict
	nsRel               // the r: of r:id
	nsXML               // the xml: of xml:space
	nsTypes             // [Content_Types].xml
	nsLinks             // the .rels parts
	nsTerms             // Dublin Core: when and by whom
	nsMacro             // the macro sheets of Excel 4
)

var namespaces = map[string]nsID{
	"http://schemas.openxmlformats.org/spreadsheetml/2006/main":           nsMain,
	"http://purl.oclc.org/ooxml/spreadsheetml/main":                       nsMain,
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships": nsRel,
	"http://purl.oclc.org/ooxml/officeDocument/relationships":             nsRel,
	"http://schemas.openxmlformats.org/package/2006/content-types":        nsTypes,
	"http://schemas.openxmlformats.org/package/2006/relationships":        nsLinks,
	"http://purl.org/dc/terms/":                                           nsTerms,
	"http://schemas.microsoft.com/office/excel/2006/main":                 nsMacro,
}

// bind is a namespace bound to a prefix.
type bind struct {
	prefix string
	ns     nsID
}

const nsUnbound nsID = 255

// lookup finds the namespace of a prefix; the innermost binding wins.
func (x *xmlScan) lookup(prefix []byte) nsID {
	for i := len(x.binds) - 1; i >= 0; i-- {
		if x.binds[i].prefix == string(prefix) {
			return x.binds[i].ns
		}
	}
	switch {
	case len(prefix) == 0:
		return nsOther
	case string(prefix) == "xml":
		return nsXML
	}
	return nsUnbound
}

// tryStart scans a start tag whose name begins at i.
func (x *xmlScan) tryStart(i int) token {
	b, p, colon := x.buf, i, -1
	for class[b[i]]&isName != 0 {
		if b[i] == ':' {
			colon = i - p
		}
		i++
	}
	name := b[p:i]
	if len(name) == 0 || class[b[p]]&isNameStart == 0 {
		return x.moreOr(i, "标签写法不对")
	}
	x.attrs = x.attrs[:0]
	if b[i] != '>' {
		var t token
		if i, t = x.tryAttrs(i); t != tokStart {
			return t
		}
	}
	binds := len(x.binds)
	if len(x.attrs) > 0 && !x.checkAttrs() {
		return tokFail
	}
	x.selfEnd = b[i] == '/'
	x.pos = i + 1
	if x.selfEnd {
		x.pos++
	}
	return x.push(name, colon, binds)
}

// push opens an element: its namespace, and its place among the open ones.
func (x *xmlScan) push(name []byte, colon, binds int) token {
	if len(x.frames) >= maxDepth || len(x.frames) == 0 && x.rooted {
		return x.fail("标签嵌套过深，或有两个根元素")
	}
	x.started, x.rooted = true, true
	x.local, x.ns = name, x.nsDef
	if colon >= 0 {
		x.local, x.ns = name[colon+1:], x.lookup(name[:colon])
		if x.ns == nsUnbound {
			return x.fail("命名空间前缀没有声明")
		}
	}
	x.frames = append(x.frames, frame{int32(len(x.names)), int32(binds)})
	x.names = append(x.names, name...)
	return tokStart
}

func pastSpace(b []byte, i int) int {
	for class[b[i]]&isSpace != 0 {
		i++
	}
	return i
}

// tryAttrs scans the attributes and stops on > or the / of />.
func (x *xmlScan) tryAttrs(i int) (int, token) {
	b := x.buf
	for {
		gap := i
		i = pastSpace(b, i)
		switch {
		case b[i] == '>' || b[i] == '/' && b[i+1] == '>':
			return i, tokStart
		case b[i] == '/':
			return i, x.moreOr(i+1, "标签写法不对")
		case i == gap:
			return i, x.moreOr(i, "属性写法不对")
		}
		p := i
		for class[b[i]]&isName != 0 {
			i++
		}
		a := attr{name: b[p:i]}
		i = pastSpace(b, i)
		if b[i] != '=' || len(a.name) == 0 {
			return i, x.moreOr(i, "属性写法不对")
		}
		var t token
		if a.value, i, t = x.tryValue(pastSpace(b, i+1)); t != tokStart {
			return i, t
		}
		if x.attrs = append(x.attrs, a); len(x.attrs) > maxAttrs {
			return i, x.fail("一个标签的属性过多")
		}
	}
}

// tryValue scans the value whose quote stands at i, and stops behind it.
func (x *xmlScan) tryValue(i int) ([]byte, int, token) {
	b, quote := x.buf, x.buf[i]
	if quote != '"' && quote != '\'' {
		return nil, i, x.moreOr(i, "属性值没有引号")
	}
	from, escaped := i+1, false
	for i = from; ; i++ {
		for class[b[i]]&stopValue == 0 {
			i++
		}
		if b[i] == quote {
			break
		}
		if b[i] == 0 || b[i] == '<' {
			return nil, i, x.moreOr(i, "属性值中有 <")
		}
		escaped = escaped || b[i] == '&'
	}
	value := b[from:i]
	if escaped {
		var ok bool
		if value, ok = unescape(nil, value); !ok {
			return nil, i, x.fail("含有未知的实体或 &")
		}
	}
	return value, i + 1, tokStart
}

// moreOr fails unless it was the end of the buffer that stopped the scan.
func (x *xmlScan) moreOr(i int, what string) token {
	if x.buf[i] == 0 {
		return x.moreAt(i)
	}
	return x.fail(what)
}

// checkAttrs binds namespaces and refuses attributes that occur twice.
func (x *xmlScan) checkAttrs() bool {
	if len(x.binds) > maxBinds {
		x.fail("命名空间过多")
		return false
	}
	for i, a := range x.attrs {
		for _, o := range x.attrs[:i] {
			if string(a.name) == string(o.name) {
				x.fail("同一属性出现两次")
				return false
			}
		}
		if len(a.name) >= 5 && string(a.name[:5]) == "xmlns" {
			x.bindAttr(a)
		}
	}
	for _, a := range x.attrs {
		if i := bytes.IndexByte(a.name, ':'); i > 0 && x.lookup(a.name[:i]) == nsUnbound && string(a.name[:i]) != "xmlns" {
			x.fail("命名空间前缀没有声明")
			return false
		}
	}
	return true
}

func (x *xmlScan) bindAttr(a attr) {
	ns := namespaces[string(a.value)]
	switch {
	case len(a.name) == 5:
		x.binds = append(x.binds, bind{"", ns})
		x.nsDef = ns
	case a.name[5] == ':':
		x.binds = append(x.binds, bind{string(a.name[6:]), ns})
	}
}

// attr gives the value of an attribute without prefix; nil when there is none.
func (x *xmlScan) attr(name string) []byte {
	for _, a := range x.attrs {
		if string(a.name) == name {
			return a.value
		}
	}
	return nil
}

// attrNS gives the value of an attribute of a namespace; nil when there is none.
func (x *xmlScan) attrNS(ns nsID, local string) []byte {
	for _, a := range x.attrs {
		i := bytes.IndexByte(a.name, ':')
		if i > 0 && string(a.name[i+1:]) == local && x.lookup(a.name[:i]) == ns {
			return a.value
		}
	}
	return nil
}

// is reports whether the element that begins is one of spreadsheetml.
func (x *xmlScan) is(local string) bool { return x.ns == nsMain && string(x.local) == local }

// child reports whether the element that begins is one of a namespace, and lies
// so deep: 1 is a child of the root. The same name elsewhere, as inside an
// extension, is another thing.
func (x *xmlScan) child(depth int, ns nsID, local string) bool {
	return len(x.frames) == depth+1 && x.ns == ns && string(x.local) == local
}
