package xlsx

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"

	"bangfu/internal/sheet"
)

// The drawing of the notes is VML, which need not be well formed, so it is
// cut and mended as text.
var (
	markShape    = regexp.MustCompile(`(?s)<v:shape[\s>].*?</v:shape\s*>`)
	markShapeRow = regexp.MustCompile(`<x:Row>\s*(\d+)\s*</x:Row>`)
	markShapeCol = regexp.MustCompile(`<x:Column>\s*(\d+)\s*</x:Column>`)
	markIDMap    = regexp.MustCompile(`<o:idmap\b[^>]*\bdata="([0-9, ]*)"`)
)

const markEmptyVML = `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"` +
	` xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data=""/></o:shapelayout></xml>`

const markShapeType = `<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">` +
	`<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`

// markCluster is how many shapes share one number of a drawing's id map.
const markCluster = 1023

// draw removes the old boxes and adds the new ones. It returns the part of
// the drawing when it is new.
func (n *markNotes) draw() (string, error) {
	part, fresh := "", false
	if n.survey.drawing != "" {
		part, _ = n.rels.byID(n.survey.drawing)
	}
	vml := []byte(markEmptyVML)
	if n.book.pkg.part(part) == nil {
		fresh = true
		part = n.book.pkg.free(path.Join(path.Dir(n.book.part), "drawings/vmlDrawing%d.vml"))
		n.book.pkg.defaultType("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
		n.book.pkg.create(part, "", nil)
	} else {
		old, err := n.book.pkg.read(part)
		if err != nil {
			return "", err
		}
		vml = n.erase(old)
	}
	p := n.book.pkg.part(part)
	p.bytes, p.file = n.add(vml), nil
	if !fresh {
		return "", nil
	}
	return part, nil
}

// erase takes out the boxes of stale notes.
func (n *markNotes) erase(vml []byte) []byte {
	return markShape.ReplaceAllFunc(vml, func(shape []byte) []byte {
		row, col := markShapeRow.FindSubmatch(shape), markShapeCol.FindSubmatch(shape)
		if row == nil || col == nil || !bytes.Contains(shape, []byte(`"Note"`)) {
			return shape
		}
		r, _ := strconv.Atoi(string(row[1]))
		c, _ := strconv.Atoi(string(col[1]))
		if n.stale[sheet.Address(c+1, r+1)] {
			return nil
		}
		return shape
	})
}

// add draws the boxes, under shape numbers no other drawing has.
func (n *markNotes) add(vml []byte) []byte {
	var b bytes.Buffer
	if !bytes.Contains(vml, []byte(`id="_x0000_t202"`)) {
		b.WriteString(markShapeType)
	}
	first := n.book.cluster((len(n.boxes) + markCluster - 1) / markCluster)
	for i, box := range n.boxes {
		id := (first+i/markCluster)*1024 + 1 + i%markCluster
		b.WriteString(n.shape(id, i, box))
	}
	var clusters []string
	for i := 0; i*markCluster < len(n.boxes); i++ {
		clusters = append(clusters, strconv.Itoa(first+i))
	}
	vml = markJoinIDs(vml, clusters)
	end := bytes.LastIndex(vml, []byte("</xml"))
	if end < 0 {
		end = len(vml)
	}
	return bytes.Join([][]byte{vml[:end], b.Bytes(), vml[end:]}, nil)
}

// markJoinIDs enters clusters into the drawing's id map.
func markJoinIDs(vml []byte, clusters []string) []byte {
	at := markIDMap.FindSubmatchIndex(vml)
	if at == nil || len(clusters) == 0 {
		return vml
	}
	ids := strings.Join(clusters, ",")
	if old := strings.TrimSpace(string(vml[at[2]:at[3]])); old != "" {
		ids = old + "," + ids
	}
	return bytes.Join([][]byte{vml[:at[2]], []byte(ids), vml[at[3]:]}, nil)
}

// cluster reserves numbers of the id maps of all drawings and returns the first.
func (w *markWorkbook) cluster(count int) int {
	if w.lastCluster == 0 {
		for _, name := range w.pkg.under(strings.ToLower(path.Dir(w.part)) + "/") {
			if strings.HasSuffix(strings.ToLower(name), ".vml") {
				w.lastCluster = max(w.lastCluster, w.highestCluster(name))
			}
		}
	}
	first := w.lastCluster + 1
	w.lastCluster += max(count, 1)
	return first
}

func (w *markWorkbook) highestCluster(name string) int {
	highest := 0
	vml, err := w.pkg.read(name)
	if err != nil {
		return 0
	}
	for _, m := range markIDMap.FindAllSubmatch(vml, -1) {
		for id := range strings.SplitSeq(string(m[1]), ",") {
			v, _ := strconv.Atoi(strings.TrimSpace(id))
			highest = max(highest, v)
		}
	}
	return highest
}

// The size of a note's box, in pixels.
const (
	markBoxWidth = 280
	markBoxLine  = 16
	markBoxMost  = 40 // lines
)

// shape is a box that is as large as its text wants.
func (n *markNotes) shape(id, order int, box markBox) string {
	col, row, _ := sheet.ParseAddress(box.cell)
	const perLine = markBoxWidth/6.4 - 2
	height := markBoxLine*min(writeLines(box.text, perLine), markBoxMost) + 14
	return fmt.Sprintf(`<v:shape id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;`+
		`width:%.1fpt;height:%.1fpt;z-index:%d;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>`+
		`<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">`+
		`<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>`+
		`<x:Anchor>%s</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`,
		id, markBoxWidth*0.75, float64(height)*0.75, order+1, n.anchor(col, row, height), row-1, col-1)
}

// anchor says between which cells a box of that height stands.
func (n *markNotes) anchor(col, row, height int) string {
	const lastRow = 1048576
	fromCol, fromRow := min(col+1, markLastCol), max(row-1, 1)
	toCol, x := markWalk(fromCol, markLastCol, markBoxWidth+12, n.pixelsWide)
	toRow, y := markWalk(fromRow, lastRow, height+4, func(r int) int { return int(n.survey.height(r) * 4 / 3) })
	return fmt.Sprintf("%d, 12, %d, 4, %d, %d, %d, %d", fromCol-1, fromRow-1, toCol-1, x, toRow-1, y)
}

// pixelsWide is the width of a column on the screen.
func (n *markNotes) pixelsWide(col int) int {
	if w := n.survey.width(col); w > 0 {
		return int(w*7) + 5
	}
	return 0
}

// markWalk goes a distance from the beginning of a column or row and says in
// which one that ends, and how far inside.
func markWalk(from, last, distance int, size func(int) int) (at, rest int) {
	for at = from; at < last; at++ {
		step := size(at)
		if distance < step {
			break
		}
		distance -= step
	}
	return at, distance
}
