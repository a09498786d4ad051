package ooxml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Node is a piece of an XML part that is small enough to be held whole.
// Writing a tree gives back, byte for byte, what was not changed.
type Node struct {
	Name  string // local name; "" for text and the like
	Space string // namespace of the name
	Open  []byte // the tag, or the text
	End   []byte // the closing tag; nil for text and for <a/>
	Kids  []*Node
	scope *Scope // what the prefixes mean in the tag
}

var errNesting = errors.New("the XML tags do not close each other")

// Parse reads a whole part. The result is a nameless node whose children
// are the declaration and the root element.
func Parse(part []byte) (*Node, error) { return (&treeBuilder{}).parse(part, nil) }

// ParseInside reads a piece of a larger text, where prefixes are bound already.
func ParseInside(piece []byte, scope *Scope) (*Node, error) {
	return (&treeBuilder{}).parse(piece, scope)
}

// Pieces reads pieces of a larger text one after the other, such as the rows of a
// sheet: each tree stands until the next is read.
type Pieces struct{ builder treeBuilder }

// Next is ParseInside.
func (p *Pieces) Next(piece []byte, scope *Scope) (*Node, error) {
	p.builder.used = 0
	return p.builder.parse(piece, scope)
}

// ParseLoose reads a part in which line breaks of HTML may stand unclosed, and
// its hard spaces, as in the drawings of controls. They are XML when it is
// written.
func ParseLoose(part []byte) (*Node, error) {
	part = bytes.ReplaceAll(part, []byte("&nbsp;"), []byte("&#160;"))
	return (&treeBuilder{loose: true}).parse(part, nil)
}

// treeBuilder puts pieces into a tree.
type treeBuilder struct {
	stack []*Node
	nodes []Node // made together
	used  int    // of them
	loose bool
}

// How many nodes are made at a time: few at first, since many a tree is small.
const (
	firstNodes = 4
	mostNodes  = 512
)

// node is a node of the tree's own.
func (g *treeBuilder) node(n Node) *Node {
	if g.used == len(g.nodes) {
		g.nodes, g.used = make([]Node, min(max(2*len(g.nodes), firstNodes), mostNodes)), 0
	}
	made := &g.nodes[g.used]
	g.used++
	n.Kids = made.Kids[:0]
	*made = n
	return made
}

func (g *treeBuilder) parse(part []byte, scope *Scope) (*Node, error) {
	if !IsUTF8(part) {
		return nil, ErrEncoding
	}
	s := ScanBytes(slices.Clone(part)).Inside(scope)
	top := &Node{scope: scope}
	g.stack = []*Node{top}
	for {
		p, err := s.Next()
		if err == io.EOF && len(g.stack) == 1 {
			return top, nil
		}
		if err != nil {
			return nil, CutOr(err)
		}
		if err := g.put(p, s.Scope()); err != nil {
			return nil, err
		}
	}
}

// put puts a piece into the tree. The scanner of a whole part never moves its
// buffer, so the pieces may be kept.
func (g *treeBuilder) put(p Piece, scope *Scope) error {
	top := g.stack[len(g.stack)-1]
	raw := p.Raw[:len(p.Raw):len(p.Raw)]
	switch p.Kind {
	case CloseTag:
		return g.close(raw)
	case TextPiece:
		top.Kids = append(top.Kids, g.node(Node{Open: raw}))
		return nil
	}
	n := g.node(Node{Name: nameOf(p.Name()), Space: scope.of(Qualified(raw)), Open: raw, scope: scope})
	top.Kids = append(top.Kids, n)
	if p.Kind == OpenTag {
		g.stack = append(g.stack, n)
	}
	return nil
}

// names are those of which a sheet is full, each made once.
var names = func() map[string]string {
	all := map[string]string{}
	for _, name := range strings.Fields("row c v f is t r rPr xf font fill border left right top bottom diagonal color sz") {
		all[name] = name
	}
	return all
}()

// nameOf is a name as a text of its own.
func nameOf(raw []byte) string {
	if name, known := names[string(raw)]; known {
		return name
	}
	return string(raw)
}

// close ends the innermost element; what a loose text left open before is
// closed too.
func (g *treeBuilder) close(raw []byte) error {
	for len(g.stack) > 1 {
		n, parent := g.stack[len(g.stack)-1], g.stack[len(g.stack)-2]
		g.stack = g.stack[:len(g.stack)-1]
		if bytes.Equal(Qualified(n.Open), Qualified(raw)) {
			n.End = raw
			return nil
		}
		if !g.loose || !strings.EqualFold(n.Name, "br") {
			return errNesting
		}
		parent.Kids = append(parent.Kids, n.Kids...)
		n.Kids, n.Open = nil, append(slices.Clone(n.Open[:len(n.Open)-1]), '/', '>')
	}
	return errNesting
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

// Make is a new node as it stands among the children of n: the fragment, known
// to be well formed, gets the prefix of n where it has none of its own.
func (n *Node) Make(fragment string) *Node {
	k, err := n.Take(fragment)
	if err != nil {
		panic("ooxml: a fragment of the program is not well formed: " + fragment)
	}
	return k
}

// Take is Make for a fragment that may come from anywhere.
func (n *Node) Take(fragment string) (*Node, error) {
	top, err := ParseInside([]byte(fragment), n.scope)
	if err == nil && len(top.Kids) != 1 {
		err = errNesting
	}
	if err != nil {
		return nil, err
	}
	top.Kids[0].inheritSpace(n)
	return top.Kids[0], nil
}

// Plain is the text of a node and all below it without the prefix of its tags.
func (n *Node) Plain() string {
	var b bytes.Buffer
	n.plain(&b)
	return b.String()
}

func (n *Node) plain(b *bytes.Buffer) {
	if n.Name == "" {
		b.Write(n.Open)
		return
	}
	b.WriteString("<" + n.Name)
	b.Write(n.Open[1+len(Qualified(n.Open)):])
	for _, k := range n.Kids {
		k.plain(b)
	}
	if n.End != nil {
		b.WriteString("</" + n.Name + ">")
	}
}

// Adopt is a copy of a node of another tree as it stands among the children of
// n.
func (n *Node) Adopt(k *Node) *Node {
	c := k.Copy()
	c.inheritSpace(n)
	return c
}

// inheritSpace gives a node without a prefix, and those below it, the namespace of n.
func (k *Node) inheritSpace(n *Node) {
	if k.Name == "" || bytes.IndexByte(Qualified(k.Open), ':') >= 0 {
		return
	}
	k.Space, k.scope = n.Space, n.scope
	if p := n.prefix(); p != "" {
		k.Open = append([]byte("<"+p), k.Open[1:]...)
		if k.End != nil {
			k.End = append([]byte("</"+p), k.End[2:]...)
		}
	}
	for _, x := range k.Kids {
		x.inheritSpace(n)
	}
}

// Root is the first element below, which is the document's own.
func (n *Node) Root() *Node {
	for _, k := range n.Kids {
		if k.Name != "" {
			return k
		}
	}
	return &Node{Name: "", Open: nil}
}

// Bytes is the node as it is written.
func (n *Node) Bytes() []byte { return n.write(make([]byte, 0, n.size())) }

func (n *Node) write(b []byte) []byte {
	b = append(b, n.Open...)
	for _, k := range n.Kids {
		b = k.write(b)
	}
	return append(b, n.End...)
}

// size is how many bytes write adds.
func (n *Node) size() int {
	size := len(n.Open) + len(n.End)
	for _, k := range n.Kids {
		size += k.size()
	}
	return size
}

// Attr is the value of an attribute; "" when there is none.
func (n *Node) Attr(name string) string { return Attr(n.Open, name) }

// AttrText of an attribute, unescaped.
func (n *Node) AttrText(name string) string { return unescape(n.Attr(name)) }

// Number is an attribute as a whole number; 0 when it is none.
func (n *Node) Number(name string) int {
	v, _ := strconv.Atoi(n.Attr(name))
	return v
}

// Set gives an attribute its value.
func (n *Node) Set(name, value string) { n.Open = SetAttr(n.Open, name, value) }

// Unset takes an attribute away.
func (n *Node) Unset(name string) { n.Open = DropAttr(n.Open, name) }

// AttrIn is an attribute of a namespace, unescaped.
func (n *Node) AttrIn(space, local string) string {
	return unescape(n.scope.attr(n.Open, space, local))
}

// prefixOf is a prefix that is bound to a namespace inside the node, "" for none.
func (n *Node) prefixOf(space string) string { return n.scope.Prefix(space) }

// Bind makes sure that some prefix is bound to a namespace inside the node and
// returns it: wish, or wish with a number when it stands for another one.
func (n *Node) Bind(space, wish string) string {
	if p := n.prefixOf(space); p != "" {
		return p
	}
	p := wish
	for i := 2; n.scope.spaceOf(p) != ""; i++ {
		p = wish + strconv.Itoa(i)
	}
	n.Set("xmlns:"+p, space)
	n.rescope(n.scope)
	return p
}

// rescope lets a node and those below it see what was bound above them.
func (n *Node) rescope(scope *Scope) {
	if n.Name == "" {
		return
	}
	n.scope = scope.within(n.Open)
	for _, k := range n.Kids {
		k.rescope(n.scope)
	}
}

// Child is the first child of that name in the namespace of n, nil when there
// is none.
func (n *Node) Child(name string) *Node { return n.ChildIn(n.Space, name) }

// ChildIn is the first child of that name in a namespace.
func (n *Node) ChildIn(space, name string) *Node {
	for _, k := range n.Kids {
		if k.Name == name && k.Space == space {
			return k
		}
	}
	return nil
}

// All are the children of that name in the namespace of n.
func (n *Node) All(name string) []*Node {
	var out []*Node
	for _, k := range n.Kids {
		if k.Name == name && k.Space == n.Space {
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

// Add puts a node below, as the last.
func (n *Node) Add(k *Node) { n.Insert(len(n.Kids), k) }

// Remove takes a node below away.
func (n *Node) Remove(k *Node) {
	n.Kids = slices.DeleteFunc(n.Kids, func(x *Node) bool { return x == k })
}

// Place adds a child where the schema wants it: before the first child of the
// namespace of n whose name is in after.
func (n *Node) Place(k *Node, after ...string) {
	for i, x := range n.Kids {
		if x.Space == n.Space && slices.Contains(after, x.Name) {
			n.Insert(i, k)
			return
		}
	}
	n.Add(k)
}

// prefix is the namespace prefix of a node with its colon, "" when it has none.
func (n *Node) prefix() string {
	q := Qualified(n.Open)
	return string(q[:bytes.IndexByte(q, ':')+1])
}

// Inner is all text below a node, unescaped.
func (n *Node) Inner() string {
	var b bytes.Buffer
	n.collect(&b)
	return b.String()
}

// SetText makes a text all that stands below a node.
func (n *Node) SetText(text string) {
	n.Kids = nil
	n.Add(&Node{Open: []byte(Escaper.Replace(text))})
}

func (n *Node) collect(b *bytes.Buffer) {
	for _, k := range n.Kids {
		switch {
		case k.Name != "":
			k.collect(b)
		case bytes.HasPrefix(k.Open, []byte("<![CDATA[")):
			b.Write(k.Open[9 : len(k.Open)-3])
		case !bytes.HasPrefix(k.Open, []byte("<")):
			b.WriteString(unescape(string(k.Open)))
		}
	}
}

// Copy is a node of its own with the same text.
func (n *Node) Copy() *Node {
	c := &Node{Name: n.Name, Space: n.Space, Open: slices.Clone(n.Open), End: n.End, scope: n.scope}
	for _, k := range n.Kids {
		c.Kids = append(c.Kids, k.Copy())
	}
	return c
}

// unescape resolves the entities of a text.
func unescape(s string) string {
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
	raw, scope := append([]byte(nil), tag...), s.Scope()
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
	top, err := ParseInside(raw, scope)
	if err != nil {
		return nil, err
	}
	return top.Root(), nil
}
