package ooxml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
)

// Node is a piece of an XML part that is small enough to be held whole.
// Writing a tree gives back, byte for byte, what was not changed.
type Node struct {
	Name string // local name; "" for text and the like
	Open []byte // the tag, or the text
	End  []byte // the closing tag; nil for text and for <a/>
	Kids []*Node
}

var errNesting = errors.New("the XML tags do not close each other")

// Parse reads a whole part. The result is a nameless node whose children
// are the declaration and the root element.
func Parse(part []byte) (*Node, error) {
	if !IsUTF8(part) {
		return nil, ErrEncoding
	}
	s := ScanBytes(slices.Clone(part))
	top := &Node{}
	stack := []*Node{top}
	for {
		p, err := s.Next()
		if err == io.EOF && len(stack) == 1 {
			return top, nil
		}
		if err != nil {
			return nil, CutOr(err)
		}
		if stack, err = grow(stack, p); err != nil {
			return nil, err
		}
	}
}

// grow puts a piece into the tree. The scanner of a whole part never
// moves its buffer, so the pieces may be kept.
func grow(stack []*Node, p Piece) ([]*Node, error) {
	top := stack[len(stack)-1]
	raw := p.Raw[:len(p.Raw):len(p.Raw)]
	switch p.Kind {
	case CloseTag:
		if len(stack) == 1 || string(p.Name()) != top.Name {
			return nil, errNesting
		}
		top.End = raw
		return stack[:len(stack)-1], nil
	case TextPiece:
		top.Kids = append(top.Kids, &Node{Open: raw})
		return stack, nil
	}
	n := &Node{Name: string(p.Name()), Open: raw}
	top.Kids = append(top.Kids, n)
	if p.Kind == OpenTag {
		stack = append(stack, n)
	}
	return stack, nil
}

// IsUTF8 reports whether a part begins as UTF-8 XML does.
func IsUTF8(part []byte) bool {
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

// Fragment parses a fragment that is known to be well formed.
func Fragment(fragment string) *Node {
	top, err := Parse([]byte(fragment))
	if err != nil || len(top.Kids) != 1 {
		panic("ooxml: a fragment of the program is not well formed: " + fragment)
	}
	return top.Kids[0]
}

func (n *Node) Root() *Node {
	for _, k := range n.Kids {
		if k.Name != "" {
			return k
		}
	}
	return &Node{Name: "", Open: nil}
}

func (n *Node) Bytes() []byte {
	var b bytes.Buffer
	n.write(&b)
	return b.Bytes()
}

func (n *Node) write(b *bytes.Buffer) {
	b.Write(n.Open)
	for _, k := range n.Kids {
		k.write(b)
	}
	b.Write(n.End)
}

func (n *Node) Attr(name string) string { return Attr(n.Open, name) }

// text of an attribute, unescaped.
func (n *Node) AttrText(name string) string { return Unescape(n.Attr(name)) }

func (n *Node) Number(name string) int {
	v, _ := strconv.Atoi(n.Attr(name))
	return v
}

func (n *Node) Set(name, value string) { n.Open = SetAttr(n.Open, name, value) }

func (n *Node) Unset(name string) { n.Open = DropAttr(n.Open, name) }

// Child is the first child of that name, nil when there is none.
func (n *Node) Child(name string) *Node {
	for _, k := range n.Kids {
		if k.Name == name {
			return k
		}
	}
	return nil
}

// All are the children of that name.
func (n *Node) All(name string) []*Node {
	var out []*Node
	for _, k := range n.Kids {
		if k.Name == name {
			out = append(out, k)
		}
	}
	return out
}

// Insert puts a child at a place; an empty tag gets an end.
func (n *Node) Insert(at int, k *Node) {
	if n.End == nil && n.Name != "" {
		n.Open = append(bytes.TrimRight(n.Open[:len(n.Open)-2:len(n.Open)-2], " \t\r\n"), '>')
		n.End = []byte("</" + string(Qualified(n.Open)) + ">")
	}
	n.Kids = slices.Insert(n.Kids, at, k)
}

func (n *Node) Add(k *Node) { n.Insert(len(n.Kids), k) }

func (n *Node) Remove(k *Node) {
	n.Kids = slices.DeleteFunc(n.Kids, func(x *Node) bool { return x == k })
}

// Place adds a child where the schema wants it: before the first child whose
// name is in after.
func (n *Node) Place(k *Node, after ...string) {
	for i, x := range n.Kids {
		if slices.Contains(after, x.Name) {
			n.Insert(i, k)
			return
		}
	}
	n.Add(k)
}

// Prefix is the namespace prefix of a node with its colon, "" when it has none.
func (n *Node) Prefix() string {
	q := Qualified(n.Open)
	return string(q[:bytes.IndexByte(q, ':')+1])
}

// Inner is all text below a node, unescaped.
func (n *Node) Inner() string {
	var b bytes.Buffer
	n.collect(&b)
	return b.String()
}

func (n *Node) collect(b *bytes.Buffer) {
	for _, k := range n.Kids {
		switch {
		case k.Name != "":
			k.collect(b)
		case bytes.HasPrefix(k.Open, []byte("<![CDATA[")):
			b.Write(k.Open[9 : len(k.Open)-3])
		case !bytes.HasPrefix(k.Open, []byte("<")):
			b.WriteString(Unescape(string(k.Open)))
		}
	}
}

// Copy is a node of its own with the same text.
func (n *Node) Copy() *Node {
	c := &Node{Name: n.Name, Open: slices.Clone(n.Open), End: n.End}
	for _, k := range n.Kids {
		c.Kids = append(c.Kids, k.Copy())
	}
	return c
}

// Unescape resolves the entities of a text.
func Unescape(s string) string {
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

// Element reads the element whose tag was just read to its end.
func Element(s *Scanner, tag []byte) (*Node, error) {
	raw := append([]byte(nil), tag...)
	for depth := 1; depth > 0; {
		p, err := s.Next()
		if err != nil {
			return nil, CutOr(err)
		}
		raw = append(raw, p.Raw...)
		switch p.Kind {
		case OpenTag:
			depth++
		case CloseTag:
			depth--
		}
	}
	top, err := Parse(raw)
	if err != nil {
		return nil, err
	}
	return top.Root(), nil
}
