package mark

import (
	"fmt"
	"iter"
	"path"
	"slices"
	"strconv"
	"strings"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// drawing is the VML part that holds the boxes of a sheet's notes.
type drawing struct {
	root  *ooxml.Node
	v     string // prefix of shapes
	o     string // of what Office adds
	x     string // of what Excel adds
	taken map[string]bool
}

const emptyVML = `<xml xmlns:v="` + ooxml.VML + `" xmlns:o="` + ooxml.Office + `" xmlns:x="` + ooxml.Excel + `">` +
	`<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data=""/></o:shapelayout></xml>`

// noteType is the shape that all boxes of notes are of.
const noteType = "_x0000_t202"

// shapesPerCluster is how many shapes share one number of a drawing's id map.
const shapesPerCluster = 1023

// openDrawing reads a drawing; what Excel left unclosed in it is closed.
func openDrawing(vml []byte) (*drawing, *ooxml.Node, error) {
	top, err := ooxml.ParseLoose(vml)
	if err != nil {
		return nil, nil, err
	}
	d := &drawing{root: top.Root(), taken: map[string]bool{}}
	d.note(d.root)
	return d, top, nil
}

// note notes the numbers of all shapes below a node.
func (d *drawing) note(n *ooxml.Node) {
	for _, k := range n.Kids {
		if k.Name == "" {
			continue
		}
		d.taken[k.Attr("id")] = true
		d.taken[k.AttrIn(ooxml.Office, "spid")] = true
		d.note(k)
	}
}

// bind makes the prefixes known that our shapes use.
func (d *drawing) bind() {
	d.v, d.o, d.x = d.root.Bind(ooxml.VML, "v"), d.root.Bind(ooxml.Office, "o"), d.root.Bind(ooxml.Excel, "x")
}

// boxes are the boxes of notes by the cell they belong to.
func (d *drawing) boxes() map[string][]*ooxml.Node {
	out := map[string][]*ooxml.Node{}
	for _, k := range d.root.Kids {
		if k.Name == "shape" && k.Space == ooxml.VML {
			if cell := noteCell(k); cell != "" {
				out[cell] = append(out[cell], k)
			}
		}
	}
	return out
}

// noteCell is the cell that a shape is the note of, "" for any other shape.
func noteCell(shape *ooxml.Node) string {
	data := shape.ChildIn(ooxml.Excel, "ClientData")
	if data == nil || data.Attr("ObjectType") != "Note" {
		return ""
	}
	row, col := data.ChildIn(ooxml.Excel, "Row"), data.ChildIn(ooxml.Excel, "Column")
	if row == nil || col == nil {
		return ""
	}
	r, err := strconv.Atoi(strings.TrimSpace(row.Inner()))
	c, err2 := strconv.Atoi(strings.TrimSpace(col.Inner()))
	if err != nil || err2 != nil {
		return ""
	}
	return sheet.Address(c+1, r+1)
}

// anchorOf is where a note's box stands, nil when it does not say.
func anchorOf(shape *ooxml.Node) *ooxml.Node {
	if data := shape.ChildIn(ooxml.Excel, "ClientData"); data != nil {
		return data.ChildIn(ooxml.Excel, "Anchor")
	}
	return nil
}

// ids are numbers of shapes that the drawing does not have yet, cluster by
// cluster.
func (d *drawing) ids(clusters []int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, c := range clusters {
			for i := 1; i <= shapesPerCluster; i++ {
				if id := "_x0000_s" + strconv.Itoa(c*1024+i); !d.taken[id] && !yield(id) {
					return
				}
			}
		}
	}
}

// once drops the shape types that are declared again; LibreOffice declares
// them before each shape.
func (d *drawing) once() {
	seen := map[string]bool{}
	d.root.Kids = slices.DeleteFunc(d.root.Kids, func(k *ooxml.Node) bool {
		if k.Name != "shapetype" || k.Space != ooxml.VML {
			return false
		}
		again := seen[k.Attr("id")]
		seen[k.Attr("id")] = true
		return again
	})
}

// shapeType makes sure that the drawing knows the shape of a note.
func (d *drawing) shapeType() {
	for _, k := range d.root.Kids {
		if k.Name == "shapetype" && k.Attr("id") == noteType {
			return
		}
	}
	v, o := d.v, d.o
	d.taken[noteType] = true
	d.root.Add(d.root.Make(fmt.Sprintf(`<%[1]s:shapetype id="%[3]s" coordsize="21600,21600" %[2]s:spt="202" path="m,l,21600r21600,l21600,xe">`+
		`<%[1]s:stroke joinstyle="miter"/><%[1]s:path gradientshapeok="t" %[2]s:connecttype="rect"/></%[1]s:shapetype>`, v, o, noteType)))
}

// enter enters clusters into the drawing's id map.
func (d *drawing) enter(clusters []int) {
	if maps := idMaps(d.root); len(maps) > 0 {
		m := maps[0]
		ids := strings.FieldsFunc(m.Attr("data"), func(r rune) bool { return r == ',' || r == ' ' })
		for _, c := range clusters {
			if id := strconv.Itoa(c); !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
		m.Set("data", strings.Join(ids, ","))
	}
}

// idMaps are the maps that say which clusters of shape numbers a drawing uses.
func idMaps(root *ooxml.Node) []*ooxml.Node {
	var out []*ooxml.Node
	for _, k := range root.Kids {
		if k.Name == "shapelayout" && k.Space == ooxml.Office {
			out = append(out, k.All("idmap")...)
		}
	}
	return out
}

// clusters reserves numbers that the id maps of no drawing hold.
func (w *workbook) clusters(count int) []int {
	if w.lastCluster == 0 {
		for _, name := range w.pkg.Under(strings.ToLower(path.Dir(w.part)) + "/") {
			if strings.HasSuffix(strings.ToLower(name), ".vml") {
				w.lastCluster = max(w.lastCluster, w.highestCluster(name))
			}
		}
	}
	var out []int
	for range count {
		w.lastCluster++
		out = append(out, w.lastCluster)
	}
	return out
}

// highestCluster is the highest cluster a drawing enters or uses.
func (w *workbook) highestCluster(name string) int {
	vml, err := w.pkg.Read(name)
	if err != nil {
		return 0
	}
	d, _, err := openDrawing(vml)
	if err != nil {
		return 0
	}
	highest := 0
	for _, m := range idMaps(d.root) {
		for id := range strings.SplitSeq(m.Attr("data"), ",") {
			v, _ := strconv.Atoi(strings.TrimSpace(id))
			highest = max(highest, v)
		}
	}
	for id := range d.taken {
		v, _ := strconv.Atoi(strings.TrimPrefix(id, "_x0000_s"))
		highest = max(highest, v/1024)
	}
	return highest
}
