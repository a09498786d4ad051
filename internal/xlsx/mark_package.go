package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// markPart is one part of the package being marked: as it came, replaced,
// rewritten while it streams, or dropped.
type markPart struct {
	name   string // with slashes, without a leading one
	file   *zip.File
	bytes  []byte
	stream func(w io.Writer) error
	gone   bool
}

// markPackage is the workbook as a package of parts. A part that is not
// touched is copied as it is, still compressed.
type markPackage struct {
	parts []*markPart
	index map[string]*markPart // by lower-case name
	rels  map[string]*markRels // by the part they belong to
	types *markNode            // the tree of [Content_Types].xml
	trees []*markTree          // parts held as trees, written back at the end

	strict bool // as it came, in the names of ISO strict; read as transitional

	growing *markPart // written last
}

// markTree is a part that is held as a tree.
type markTree struct {
	part *markPart
	top  *markNode
}

const (
	markTypesPart = "[Content_Types].xml"
	markPartLimit = 256 << 20 // of a part that is held whole, unpacked
)

func markOpenPackage(src []byte) (*markPackage, error) {
	z, err := zip.NewReader(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		return nil, err
	}
	p := &markPackage{index: map[string]*markPart{}, rels: map[string]*markRels{}}
	for _, f := range z.File {
		name := strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/")
		if strings.HasSuffix(name, "/") {
			continue
		}
		if p.index[strings.ToLower(name)] != nil {
			return nil, fmt.Errorf("part %s stands twice", name)
		}
		p.put(&markPart{name: name, file: f})
	}
	p.types, err = p.tree(markTypesPart)
	return p, err
}

func (p *markPackage) put(part *markPart) {
	p.parts = append(p.parts, part)
	p.index[strings.ToLower(part.name)] = part
}

// part is the part of that name; nil when there is none or it was dropped.
func (p *markPackage) part(name string) *markPart {
	part := p.index[strings.ToLower(name)]
	if part == nil || part.gone {
		return nil
	}
	return part
}

// open streams a part as it came.
func (p *markPackage) open(name string) (io.ReadCloser, error) {
	part := p.part(name)
	if part == nil {
		return nil, fmt.Errorf("part %s is missing", name)
	}
	if part.file == nil {
		return io.NopCloser(bytes.NewReader(part.bytes)), nil
	}
	r, err := part.file.Open()
	if err == nil && p.strict && part.isXML() {
		r = &markTransit{r: r}
	}
	return r, err
}

// read gives a part whole.
func (p *markPackage) read(name string) ([]byte, error) {
	r, err := p.open(name)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, markPartLimit+1))
	if err == nil && len(b) > markPartLimit {
		err = fmt.Errorf("part %s is too large", name)
	}
	return b, err
}

// tree gives a part as a tree that is written back with whatever is changed.
func (p *markPackage) tree(name string) (*markNode, error) {
	for _, t := range p.trees {
		if strings.EqualFold(t.part.name, name) {
			return t.top, nil
		}
	}
	b, err := p.read(name)
	if err != nil {
		return nil, err
	}
	top, err := markParse(b)
	if err != nil {
		return nil, fmt.Errorf("part %s: %w", name, err)
	}
	p.trees = append(p.trees, &markTree{p.part(name), top})
	return top, nil
}

// create adds a part that did not exist; contentType "" leaves it to the
// default of its extension.
func (p *markPackage) create(name, contentType string, content []byte) {
	p.put(&markPart{name: name, bytes: content})
	if contentType != "" {
		root := p.types.root()
		root.add(markNew(fmt.Sprintf(`<%sOverride PartName="/%s" ContentType="%s"/>`, "", name, contentType)).in(root))
	}
}

// in gives a new node of no prefix the namespace of the tree it goes into.
func (n *markNode) in(root *markNode) *markNode {
	if root.prefix() == "" {
		return n
	}
	n.set("xmlns", root.attr("xmlns:"+strings.TrimSuffix(root.prefix(), ":")))
	return n
}

// drop takes a part out, with its relationships and its content type.
func (p *markPackage) drop(name string) {
	part := p.part(name)
	if part == nil {
		return
	}
	part.gone = true
	if rels := p.part(markRelsName(part.name)); rels != nil {
		rels.gone = true
	}
	root := p.types.root()
	for _, o := range root.all("Override") {
		if strings.EqualFold(strings.TrimPrefix(o.attrText("PartName"), "/"), part.name) {
			root.remove(o)
		}
	}
}

// free is a name such as xl/worksheets/sheet7.xml that no part has.
func (p *markPackage) free(pattern string) string {
	for i := 1; ; i++ {
		name := fmt.Sprintf(pattern, i)
		if p.index[strings.ToLower(name)] == nil {
			return name
		}
	}
}

// under lists the parts below a folder, in the order of the file.
func (p *markPackage) under(folder string) []string {
	var out []string
	for _, part := range p.parts {
		if !part.gone && strings.HasPrefix(strings.ToLower(part.name), folder) {
			out = append(out, part.name)
		}
	}
	return out
}

// declared is the first part of a content type, "" when there is none.
func (p *markPackage) declared(contentType string) string {
	for _, o := range p.types.root().all("Override") {
		if part := p.part(strings.TrimPrefix(o.attrText("PartName"), "/")); part != nil && o.attr("ContentType") == contentType {
			return part.name
		}
	}
	return ""
}

// defaultType declares the type of an extension once.
func (p *markPackage) defaultType(extension, contentType string) {
	root := p.types.root()
	for _, d := range root.all("Default") {
		if strings.EqualFold(d.attr("Extension"), extension) {
			return
		}
	}
	root.insert(0, markNew(fmt.Sprintf(`<Default Extension="%s" ContentType="%s"/>`, extension, contentType)).in(root))
}

// pack writes the package: parts in the order they came, new ones behind, and
// last the part that is still growing while the sheets stream: the styles.
func (p *markPackage) pack() ([]byte, error) {
	trees := map[*markPart]*markNode{}
	for _, t := range p.trees {
		trees[t.part] = t.top
	}
	parts := slices.Clone(p.parts)
	slices.SortStableFunc(parts, func(a, b *markPart) int { return markLast(a, p.growing) - markLast(b, p.growing) })
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range parts {
		if part.gone {
			continue
		}
		if top := trees[part]; top != nil {
			part.bytes, part.file, part.stream = top.bytes(), nil, nil
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

func markLast(part, growing *markPart) int {
	if part == growing {
		return 1
	}
	return 0
}

func (part *markPart) write(z *zip.Writer) error {
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
func (part *markPart) carry(z *zip.Writer) error {
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

// markRels are the relationships of one part.
type markRels struct {
	base string // folder of the part they belong to
	root *markNode
}

func markRelsName(part string) string {
	return path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
}

// relations gives the relationships of a part; with make, empty ones are
// made when there are none. The part "" is the package.
func (p *markPackage) relations(part string, make bool) (*markRels, error) {
	if r := p.rels[part]; r != nil {
		return r, nil
	}
	name := markRelsName(part)
	if part == "" {
		name = "_rels/.rels"
	}
	r := &markRels{base: path.Dir(part), root: &markNode{}}
	if p.part(name) == nil {
		if !make {
			return r, nil
		}
		p.create(name, "", []byte(writeXMLHead+`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>`))
	}
	top, err := p.tree(name)
	if err != nil {
		return nil, err
	}
	r.root = top.root()
	p.rels[part] = r
	return r, nil
}

// find lists the relationships whose type ends in /kind.
func (r *markRels) find(kind string) []*markNode {
	return slices.DeleteFunc(r.root.all("Relationship"), func(n *markNode) bool {
		return path.Base(n.attr("Type")) != kind
	})
}

// target is the name of the part a relationship leads to.
func (r *markRels) target(n *markNode) string {
	t := strings.ReplaceAll(n.attrText("Target"), `\`, "/")
	if n.attr("TargetMode") == "External" {
		return ""
	}
	if strings.HasPrefix(t, "/") {
		return strings.TrimPrefix(path.Clean(t), "/")
	}
	return strings.TrimPrefix(path.Join(r.base, t), "/")
}

// byID is the part a relationship number leads to, with the kind of it.
func (r *markRels) byID(id string) (target, kind string) {
	for _, n := range r.root.all("Relationship") {
		if n.attrText("Id") == id {
			return r.target(n), path.Base(n.attr("Type"))
		}
	}
	return "", ""
}

// link adds a relationship to a part and returns its number. The way there
// starts at the part, as Excel writes it: some readers know no other.
func (r *markRels) link(typ, target string) string {
	taken := map[string]bool{}
	for _, n := range r.root.all("Relationship") {
		taken[n.attr("Id")] = true
	}
	id := ""
	for i := 1; id == "" || taken[id]; i++ {
		id = fmt.Sprintf("rIdBf%d", i)
	}
	r.root.add(markNew(fmt.Sprintf(`<Relationship Id="%s" Type="%s" Target="%s"/>`, id, typ, markWay(r.base, target))).in(r.root))
	return id
}

// markWay is the way from a folder of the package to a part of it.
func markWay(from, target string) string {
	up := ""
	for ; from != path.Dir(from); from, up = path.Dir(from), up+"../" {
		if rest, ok := strings.CutPrefix(target, from+"/"); ok {
			return up + rest
		}
	}
	return up + target
}

// unlink removes the relationships that lead to a part.
func (r *markRels) unlink(target string) {
	for _, n := range r.root.all("Relationship") {
		if strings.EqualFold(r.target(n), target) {
			r.root.remove(n)
		}
	}
}
