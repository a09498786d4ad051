package xlsx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
)

// markNode is a piece of an XML part that is small enough to be held whole.
// Writing a tree gives back, byte for byte, what was not changed.
type markNode struct {
	name string // local name; "" for text and the like
	open []byte // the tag, or the text
	end  []byte // the closing tag; nil for text and for <a/>
	kids []*markNode
}

var errMarkNesting = errors.New("the XML tags do not close each other")

// markParse reads a whole part. The result is a nameless node whose children
// are the declaration and the root element.
func markParse(part []byte) (*markNode, error) {
	if !markIsUTF8(part) {
		return nil, errMarkEncoding
	}
	s := &markScanner{r: bytes.NewReader(nil), buf: slices.Clone(part), end: len(part), done: true}
	top := &markNode{}
	stack := []*markNode{top}
	for {
		p, err := s.next()
		if err == io.EOF && len(stack) == 1 {
			return top, nil
		}
		if err != nil {
			return nil, markCutOr(err)
		}
		if stack, err = markGrow(stack, p); err != nil {
			return nil, err
		}
	}
}

// markGrow puts a piece into the tree. The scanner of a whole part never
// moves its buffer, so the pieces may be kept.
func markGrow(stack []*markNode, p markPiece) ([]*markNode, error) {
	top := stack[len(stack)-1]
	raw := p.raw[:len(p.raw):len(p.raw)]
	switch p.kind {
	case markClose:
		if len(stack) == 1 || string(p.name()) != top.name {
			return nil, errMarkNesting
		}
		top.end = raw
		return stack[:len(stack)-1], nil
	case markText:
		top.kids = append(top.kids, &markNode{open: raw})
		return stack, nil
	}
	n := &markNode{name: string(p.name()), open: raw}
	top.kids = append(top.kids, n)
	if p.kind == markOpen {
		stack = append(stack, n)
	}
	return stack, nil
}

// markIsUTF8 reports whether a part begins as UTF-8 XML does.
func markIsUTF8(part []byte) bool {
	head := part[:min(len(part), 200)]
	if bytes.HasPrefix(head, []byte{0xFF, 0xFE}) || bytes.HasPrefix(head, []byte{0xFE, 0xFF}) {
		return false
	}
	i := bytes.Index(head, []byte("encoding="))
	if i < 0 || !bytes.Contains(head[:i], []byte("<?xml")) {
		return true
	}
	enc := bytes.ToLower(head[i+len("encoding="):])
	return bytes.HasPrefix(enc[1:], []byte("utf-8")) || bytes.HasPrefix(enc[1:], []byte("us-ascii"))
}

// markNew parses a fragment that is known to be well formed.
func markNew(fragment string) *markNode {
	top, err := markParse([]byte(fragment))
	if err != nil || len(top.kids) != 1 {
		panic("xlsx: a fragment of the program is not well formed: " + fragment)
	}
	return top.kids[0]
}

func (n *markNode) root() *markNode {
	for _, k := range n.kids {
		if k.name != "" {
			return k
		}
	}
	return &markNode{name: "", open: nil}
}

func (n *markNode) bytes() []byte {
	var b bytes.Buffer
	n.write(&b)
	return b.Bytes()
}

func (n *markNode) write(b *bytes.Buffer) {
	b.Write(n.open)
	for _, k := range n.kids {
		k.write(b)
	}
	b.Write(n.end)
}

func (n *markNode) attr(name string) string { return markAttr(n.open, name) }

// text of an attribute, unescaped.
func (n *markNode) attrText(name string) string { return markUnescape(n.attr(name)) }

func (n *markNode) number(name string) int {
	v, _ := strconv.Atoi(n.attr(name))
	return v
}

func (n *markNode) set(name, value string) { n.open = markSetAttr(n.open, name, value) }

func (n *markNode) unset(name string) { n.open = markDropAttr(n.open, name) }

// child is the first child of that name, nil when there is none.
func (n *markNode) child(name string) *markNode {
	for _, k := range n.kids {
		if k.name == name {
			return k
		}
	}
	return nil
}

// all are the children of that name.
func (n *markNode) all(name string) []*markNode {
	var out []*markNode
	for _, k := range n.kids {
		if k.name == name {
			out = append(out, k)
		}
	}
	return out
}

// insert puts a child at a place; an empty tag gets an end.
func (n *markNode) insert(at int, k *markNode) {
	if n.end == nil && n.name != "" {
		n.open = append(bytes.TrimRight(n.open[:len(n.open)-2:len(n.open)-2], " \t\r\n"), '>')
		n.end = []byte("</" + string(markQualified(n.open)) + ">")
	}
	n.kids = slices.Insert(n.kids, at, k)
}

func (n *markNode) add(k *markNode) { n.insert(len(n.kids), k) }

func (n *markNode) remove(k *markNode) {
	n.kids = slices.DeleteFunc(n.kids, func(x *markNode) bool { return x == k })
}

// place adds a child where the schema wants it: before the first child whose
// name is in after.
func (n *markNode) place(k *markNode, after ...string) {
	for i, x := range n.kids {
		if slices.Contains(after, x.name) {
			n.insert(i, k)
			return
		}
	}
	n.add(k)
}

// prefix is the namespace prefix of a node with its colon, "" when it has none.
func (n *markNode) prefix() string {
	q := markQualified(n.open)
	return string(q[:bytes.IndexByte(q, ':')+1])
}

// inner is all text below a node, unescaped.
func (n *markNode) inner() string {
	var b bytes.Buffer
	n.collect(&b)
	return b.String()
}

func (n *markNode) collect(b *bytes.Buffer) {
	for _, k := range n.kids {
		switch {
		case k.name != "":
			k.collect(b)
		case bytes.HasPrefix(k.open, []byte("<![CDATA[")):
			b.Write(k.open[9 : len(k.open)-3])
		case !bytes.HasPrefix(k.open, []byte("<")):
			b.WriteString(markUnescape(string(k.open)))
		}
	}
}

// copy is a node of its own with the same text.
func (n *markNode) copy() *markNode {
	c := &markNode{name: n.name, open: slices.Clone(n.open), end: n.end}
	for _, k := range n.kids {
		c.kids = append(c.kids, k.copy())
	}
	return c
}

// markUnescape resolves the entities of a text.
func markUnescape(s string) string {
	if !bytes.ContainsRune([]byte(s), '&') {
		return s
	}
	var out struct {
		Text string `xml:",chardata"`
	}
	if xml.Unmarshal([]byte("<t>"+s+"</t>"), &out) != nil {
		return s
	}
	return out.Text
}
