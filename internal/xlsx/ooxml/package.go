package ooxml

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// Part is one part of the package being marked: as it came, replaced,
// rewritten while it streams, or dropped.
type Part struct {
	name   string // with slashes, without a leading one
	file   *zip.File
	bytes  []byte
	stream func(w io.Writer) error
	gone   bool

	undate, base1904 bool // cells of type d become numbers, counted from 1904
}

// Package is the workbook as a package of parts. A part that is not
// touched is copied as it is, still compressed.
type Package struct {
	parts []*Part
	index map[string]*Part // by lower-case name
	rels  map[string]*Rels // by the part they belong to
	types *Node            // the tree of [Content_Types].xml
	trees []*tree          // parts held as trees, written back at the end

	strict bool // as it came, in the names of ISO strict; read as transitional

	growing *Part // written last

	shunned map[string]bool            // names of parts that were meant but are not there
	dead    map[string]map[string]bool // by part: relationships that led nowhere
}

// tree is a part that is held as a tree.
type tree struct {
	part *Part
	top  *Node
}

const (
	TypesPart = "[Content_Types].xml"
	partLimit = 256 << 20 // of a part that is held whole, unpacked
)

// OpenPackage reads the parts of a package.
func OpenPackage(src []byte) (*Package, error) {
	z, err := zip.NewReader(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		return nil, err
	}
	p := &Package{index: map[string]*Part{}, rels: map[string]*Rels{}, shunned: map[string]bool{}, dead: map[string]map[string]bool{}}
	for _, f := range z.File {
		name := strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/")
		if strings.HasSuffix(name, "/") {
			continue
		}
		if p.index[strings.ToLower(name)] != nil {
			return nil, fmt.Errorf("part %s stands twice", name)
		}
		p.put(&Part{name: name, file: f})
	}
	if p.types, err = p.Tree(TypesPart); err != nil {
		return nil, err
	}
	p.closeTypes()
	p.closeRelations()
	return p, nil
}

func (p *Package) put(part *Part) {
	p.parts = append(p.parts, part)
	p.index[strings.ToLower(part.name)] = part
}

// Part is the part of that name; nil when there is none or it was dropped.
func (p *Package) Part(name string) *Part {
	part := p.index[strings.ToLower(name)]
	if part == nil || part.gone {
		return nil
	}
	return part
}

// Open streams a part as it came.
func (p *Package) Open(name string) (io.ReadCloser, error) {
	part := p.Part(name)
	if part == nil {
		return nil, fmt.Errorf("part %s is missing", name)
	}
	if part.file == nil {
		return io.NopCloser(bytes.NewReader(part.bytes)), nil
	}
	r, err := part.file.Open()
	if err != nil || !part.isXML() {
		return r, err
	}
	r = inUTF8(r)
	if p.strict {
		r = &transitional{r: r}
	}
	if part.undate {
		r = newUndated(r, part.base1904)
	}
	return r, nil
}

// Read gives a part whole.
func (p *Package) Read(name string) ([]byte, error) {
	r, err := p.Open(name)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, partLimit+1))
	if err == nil && len(b) > partLimit {
		err = fmt.Errorf("part %s is too large", name)
	}
	return b, err
}

// Tree gives a part as a tree that is written back with whatever is changed.
func (p *Package) Tree(name string) (*Node, error) {
	for _, t := range p.trees {
		if strings.EqualFold(t.part.name, name) {
			return t.top, nil
		}
	}
	b, err := p.Read(name)
	if err != nil {
		return nil, err
	}
	top, err := Parse(b)
	if err != nil {
		return nil, fmt.Errorf("part %s: %w", name, err)
	}
	p.trees = append(p.trees, &tree{p.Part(name), top})
	return top, nil
}

// Create adds a part that did not exist; contentType "" leaves it to the
// default of its extension.
func (p *Package) Create(name, contentType string, content []byte) {
	p.put(&Part{name: name, bytes: content})
	if contentType != "" {
		root := p.types.Root()
		root.Add(root.Make(fmt.Sprintf(`<Override PartName="/%s" ContentType="%s"/>`, AttrValue(name), contentType)))
	}
}

// Drop takes a part out, with its relationships and its content type.
func (p *Package) Drop(name string) {
	part := p.Part(name)
	if part == nil {
		return
	}
	part.gone = true
	if rels := p.Part(relsName(part.name)); rels != nil {
		rels.gone = true
	}
	root := p.types.Root()
	for _, o := range root.All("Override") {
		if strings.EqualFold(strings.TrimPrefix(o.AttrText("PartName"), "/"), part.name) {
			root.Remove(o)
		}
	}
}

// Free is a name such as xl/worksheets/sheet7.xml that no part has, and none
// is meant to have; the first has no number when the pattern says %s.
func (p *Package) Free(pattern string) string {
	for i := 1; ; i++ {
		name := fmt.Sprintf(strings.Replace(pattern, "%s", "%d", 1), i)
		if i == 1 && strings.Contains(pattern, "%s") {
			name = fmt.Sprintf(pattern, "")
		}
		if key := strings.ToLower(name); p.index[key] == nil && !p.shunned[key] {
			return name
		}
	}
}

// Under lists the parts below a folder, in the order of the file.
func (p *Package) Under(folder string) []string {
	var out []string
	for _, part := range p.parts {
		if !part.gone && strings.HasPrefix(strings.ToLower(part.name), folder) {
			out = append(out, part.name)
		}
	}
	return out
}

// Declared is the first part of a content type, "" when there is none.
func (p *Package) Declared(contentType string) string {
	for _, o := range p.types.Root().All("Override") {
		if part := p.Part(strings.TrimPrefix(o.AttrText("PartName"), "/")); part != nil && o.Attr("ContentType") == contentType {
			return part.name
		}
	}
	return ""
}

// DefaultType declares the type of an extension once.
func (p *Package) DefaultType(extension, contentType string) {
	root := p.types.Root()
	for _, d := range root.All("Default") {
		if strings.EqualFold(d.Attr("Extension"), extension) {
			return
		}
	}
	root.Insert(0, root.Make(fmt.Sprintf(`<Default Extension="%s" ContentType="%s"/>`, extension, contentType)))
}

// Replace gives a part other content.
func (p *Package) Replace(name string, content []byte) {
	part := p.Part(name)
	part.bytes, part.file = content, nil
}

// Rewrite sets a part to be written by a function when the package is.
func (p *Package) Rewrite(name string, write func(io.Writer) error) { p.Part(name).stream = write }

// WriteLast puts a part behind all others, since it grows while they are written.
func (p *Package) WriteLast(name string) { p.growing = p.Part(name) }

// ContentTypes is the root of [Content_Types].xml.
func (p *Package) ContentTypes() *Node { return p.types.Root() }

// Pack writes the package: parts in the order they came, new ones behind, and
// last the part that is still growing while the sheets stream: the styles.
func (p *Package) Pack() ([]byte, error) {
	p.closeRelations()
	p.closeTypes()
	p.typeAll()
	trees := map[*Part]*Node{}
	for _, t := range p.trees {
		trees[t.part] = t.top
	}
	parts := slices.Clone(p.parts)
	slices.SortStableFunc(parts, func(a, b *Part) int { return last(a, p.growing) - last(b, p.growing) })
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range parts {
		if part.gone {
			continue
		}
		if top := trees[part]; top != nil {
			part.bytes, part.file, part.stream = top.Bytes(), nil, nil
		}
		if err := part.write(z); err != nil {
			return nil, fmt.Errorf("part %s: %w", part.name, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func last(part, growing *Part) int {
	if part == growing {
		return 1
	}
	return 0
}

func (part *Part) write(z *zip.Writer) error {
	if part.file != nil && part.stream == nil {
		return part.carry(z)
	}
	w, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	if part.stream != nil {
		return part.stream(w)
	}
	_, err = w.Write(part.bytes)
	return err
}

// carry copies a part without unpacking it.
func (part *Part) carry(z *zip.Writer) error {
	h := part.file.FileHeader
	h.Name, h.Extra, h.Comment = part.name, nil, ""
	w, err := z.CreateRaw(&h)
	if err != nil {
		return err
	}
	r, err := part.file.OpenRaw()
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	return err
}

// Rels are the relationships of one part.
type Rels struct {
	base string // folder of the part they belong to
	Root *Node
}

func relsName(part string) string {
	return path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
}

// Relations gives the relationships of a part; with make, empty ones are
// made when there are none. The part "" is the package.
func (p *Package) Relations(part string, make bool) (*Rels, error) {
	if r := p.rels[part]; r != nil {
		return r, nil
	}
	name := relsName(part)
	if part == "" {
		name = "_rels/.rels"
	}
	r := &Rels{base: path.Dir(part), Root: &Node{}}
	if p.Part(name) == nil {
		if !make {
			return r, nil
		}
		p.Create(name, "", []byte(XMLHead+`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>`))
	}
	top, err := p.Tree(name)
	if err != nil {
		return nil, err
	}
	r.Root = top.Root()
	p.rels[part] = r
	return r, nil
}

// Find lists the relationships whose type ends in /kind.
func (r *Rels) Find(kind string) []*Node {
	return slices.DeleteFunc(r.Root.All("Relationship"), func(n *Node) bool {
		return path.Base(n.Attr("Type")) != kind
	})
}

// Target is the name of the part a relationship leads to.
func (r *Rels) Target(n *Node) string {
	t := strings.ReplaceAll(n.AttrText("Target"), `\`, "/")
	if n.Attr("TargetMode") == "External" {
		return ""
	}
	if strings.HasPrefix(t, "/") {
		return strings.TrimPrefix(path.Clean(t), "/")
	}
	return strings.TrimPrefix(path.Join(r.base, t), "/")
}

// ByID is the part a relationship number leads to, with the kind of it.
func (r *Rels) ByID(id string) (target, kind string) {
	for _, n := range r.Root.All("Relationship") {
		if n.AttrText("Id") == id {
			return r.Target(n), path.Base(n.Attr("Type"))
		}
	}
	return "", ""
}

// Link adds a relationship to a part and returns its number. The way there
// starts at the part, as Excel writes it: some readers know no other.
func (r *Rels) Link(typ, target string) string {
	taken := map[string]bool{}
	for _, n := range r.Root.All("Relationship") {
		taken[n.Attr("Id")] = true
	}
	id := ""
	for i := 1; id == "" || taken[id]; i++ {
		id = fmt.Sprintf("rIdBf%d", i)
	}
	r.Root.Add(r.Root.Make(fmt.Sprintf(`<Relationship Id="%s" Type="%s" Target="%s"/>`, id, typ, AttrValue(way(r.base, target)))))
	return id
}

// way is the way from a folder of the package to a part of it.
func way(from, target string) string {
	up := ""
	for ; from != path.Dir(from); from, up = path.Dir(from), up+"../" {
		if rest, ok := strings.CutPrefix(target, from+"/"); ok {
			return up + rest
		}
	}
	return up + target
}

// Unlink removes the relationships that lead to a part.
func (r *Rels) Unlink(target string) {
	for _, n := range r.Root.All("Relationship") {
		if strings.EqualFold(r.Target(n), target) {
			r.Root.Remove(n)
		}
	}
}
