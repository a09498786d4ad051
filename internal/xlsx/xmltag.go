package xlsx

import "bytes"

// nsID names the few namespaces that matter.
type nsID uint8

const (
	nsOther nsID = iota // any other one, or none
	nsMain              // spreadsheetml, transitional or strict
	nsRel               // the r: of r:id
	nsXML               // the xml: of xml:space
)

var namespaces = map[string]nsID{
	"http://schemas.openxmlformats.org/spreadsheetml/2006/main":           nsMain,
	"http://purl.oclc.org/ooxml/spreadsheetml/main":                       nsMain,
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships": nsRel,
	"http://purl.oclc.org/ooxml/officeDocument/relationships":             nsRel,
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
			colon = i
		}
		i++
	}
	name := b[p:i]
	if len(name) == 0 || b[p] == '-' || b[p] == '.' || b[p] >= '0' && b[p] <= '9' {
		if b[i] == 0 {
			return x.more(i)
		}
		return x.fail("标签写法不对")
	}
	x.attrs = x.attrs[:0]
	if b[i] != '>' {
		var t token
		if i, t = x.tryAttrs(i); t != tokStart {
			return t
		}
		x.selfEnd = b[i] == '/'
		if x.selfEnd {
			i++
		}
	}
	binds := len(x.binds)
	if len(x.attrs) > 0 && !x.checkAttrs() {
		return tokFail
	}
	if len(x.frames) >= maxDepth || len(x.frames) == 0 && x.rooted {
		return x.fail("标签嵌套过深，或有两个根元素")
	}
	x.started, x.rooted = true, true
	x.pos = i + 1
	x.local, x.ns = name, x.nsDef
	if colon >= 0 {
		x.local, x.ns = b[colon+1:p+len(name)], x.lookup(b[p:colon])
		if x.ns == nsUnbound {
			return x.fail("命名空间前缀没有声明")
		}
	}
	x.frames = append(x.frames, frame{int32(len(x.names)), int32(binds), x.ns})
	x.names = append(x.names, name...)
	return tokStart
}

// tryAttrs scans the attributes and stops on > or the / of />.
func (x *xmlScan) tryAttrs(i int) (int, token) {
	b := x.buf
	for {
		gap := i
		for class[b[i]]&isSpace != 0 {
			i++
		}
		switch b[i] {
		case '>':
			return i, tokStart
		case '/':
			switch b[i+1] {
			case '>':
				return i, tokStart
			case 0:
				return i, x.more(i + 1)
			}
			return i, x.fail("标签写法不对")
		}
		if b[i] == 0 {
			return i, x.more(i)
		}
		p := i
		for class[b[i]]&isName != 0 {
			i++
		}
		name := b[p:i]
		for class[b[i]]&isSpace != 0 {
			i++
		}
		if b[i] != '=' || len(name) == 0 || p == gap {
			if b[i] == 0 {
				return i, x.more(i)
			}
			return i, x.fail("属性写法不对")
		}
		for i++; class[b[i]]&isSpace != 0; i++ {
		}
		quote := b[i]
		if quote != '"' && quote != '\'' {
			if quote == 0 {
				return i, x.more(i)
			}
			return i, x.fail("属性值没有引号")
		}
		i++
		p = i
		escaped := false
		for {
			for class[b[i]]&stopValue == 0 {
				i++
			}
			c := b[i]
			if c == quote {
				break
			}
			if c == 0 {
				return i, x.more(i)
			}
			if c == '<' {
				return i, x.fail("属性值中有 <")
			}
			escaped = escaped || c == '&'
			i++
		}
		value := b[p:i]
		if escaped {
			var ok bool
			if value, ok = unescape(nil, value); !ok {
				return i, x.fail("含有未知的实体或 &")
			}
		}
		x.attrs = append(x.attrs, attr{name, value})
		i++
	}
}

// checkAttrs binds namespaces and refuses attributes that occur twice.
func (x *xmlScan) checkAttrs() bool {
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
