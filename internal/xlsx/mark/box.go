package mark

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// The drawing of the notes is VML, which need not be well formed, so it is
// cut and mended as text.
var (
	shapeTag = regexp.MustCompile(`(?s)<v:shape[\s>].*?</v:shape\s*>`)
	shapeRow = regexp.MustCompile(`<x:Row>\s*(\d+)\s*</x:Row>`)
	shapeCol = regexp.MustCompile(`<x:Column>\s*(\d+)\s*</x:Column>`)
	idMap    = regexp.MustCompile(`<o:idmap\b[^>]*\bdata="([0-9, ]*)"`)
)

const emptyVML = `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"` +
	` xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data=""/></o:shapelayout></xml>`

const shapeType = `<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">` +
	`<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`

// shapesPerCluster is how many shapes share one number of a drawing's id map.
const shapesPerCluster = 1023

// draw removes the old boxes and adds the new ones. It returns the part of
// the drawing when it is new.
func (n *noteSet) draw() (string, error) {
	part, fresh := "", false
	if n.survey.drawing != "" {
		part, _ = n.rels.ByID(n.survey.drawing)
	}
	vml := []byte(emptyVML)
	if n.book.pkg.Part(part) == nil {
		fresh = true
		part = n.book.pkg.Free(path.Join(path.Dir(n.book.part), "drawings/vmlDrawing%d.vml"))
		n.book.pkg.DefaultType("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
		n.book.pkg.Create(part, "", nil)
	} else {
		old, err := n.book.pkg.Read(part)
		if err != nil {
			return "", err
		}
		vml = n.erase(old)
	}
	n.book.pkg.Replace(part, n.add(vml))
	if !fresh {
		return "", nil
	}
	return part, nil
}

// erase takes out the boxes of stale notes.
func (n *noteSet) erase(vml []byte) []byte {
	return shapeTag.ReplaceAllFunc(vml, func(shape []byte) []byte {
		row, col := shapeRow.FindSubmatch(shape), shapeCol.FindSubmatch(shape)
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
func (n *noteSet) add(vml []byte) []byte {
	var b bytes.Buffer
	if !bytes.Contains(vml, []byte(`id="_x0000_t202"`)) {
		b.WriteString(shapeType)
	}
	first := n.book.cluster((len(n.boxes) + shapesPerCluster - 1) / shapesPerCluster)
	for i, box := range n.boxes {
		id := (first+i/shapesPerCluster)*1024 + 1 + i%shapesPerCluster
		b.WriteString(n.shape(id, i, box))
	}
	var clusters []string
	for i := 0; i*shapesPerCluster < len(n.boxes); i++ {
		clusters = append(clusters, strconv.Itoa(first+i))
	}
	vml = joinIDs(vml, clusters)
	end := bytes.LastIndex(vml, []byte("</xml"))
	if end < 0 {
		end = len(vml)
	}
	return bytes.Join([][]byte{vml[:end], b.Bytes(), vml[end:]}, nil)
}

// joinIDs enters clusters into the drawing's id map.
func joinIDs(vml []byte, clusters []string) []byte {
	at := idMap.FindSubmatchIndex(vml)
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
func (w *workbook) cluster(count int) int {
	if w.lastCluster == 0 {
		for _, name := range w.pkg.Under(strings.ToLower(path.Dir(w.part)) + "/") {
			if strings.HasSuffix(strings.ToLower(name), ".vml") {
				w.lastCluster = max(w.lastCluster, w.highestCluster(name))
			}
		}
	}
	first := w.lastCluster + 1
	w.lastCluster += max(count, 1)
	return first
}

func (w *workbook) highestCluster(name string) int {
	highest := 0
	vml, err := w.pkg.Read(name)
	if err != nil {
		return 0
	}
	for _, m := range idMap.FindAllSubmatch(vml, -1) {
		for id := range strings.SplitSeq(string(m[1]), ",") {
			v, _ := strconv.Atoi(strings.TrimSpace(id))
			highest = max(highest, v)
		}
	}
	return highest
}

// The size of a note's box, in pixels.
const (
	boxWidth = 280
	boxLine  = 16
	boxMost  = 40 // lines
)

// shape is a box that is as large as its text wants.
func (n *noteSet) shape(id, order int, box noteBox) string {
	col, row, _ := sheet.ParseAddress(box.cell)
	const perLine = boxWidth/6.4 - 2
	height := boxLine*min(ooxml.Lines(box.text, perLine), boxMost) + 14
	return fmt.Sprintf(`<v:shape id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;`+
		`width:%.1fpt;height:%.1fpt;z-index:%d;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>`+
		`<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">`+
		`<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>`+
		`<x:Anchor>%s</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`,
		id, boxWidth*0.75, float64(height)*0.75, order+1, n.anchor(col, row, height), row-1, col-1)
}

// anchor says between which cells a box of that height stands.
func (n *noteSet) anchor(col, row, height int) string {
	const lastRow = 1048576
	fromCol, fromRow := min(col+1, lastColumn), max(row-1, 1)
	toCol, x := walk(fromCol, lastColumn, boxWidth+12, n.pixelsWide)
	toRow, y := walk(fromRow, lastRow, height+4, func(r int) int { return int(n.survey.height(r) * 4 / 3) })
	return fmt.Sprintf("%d, 12, %d, 4, %d, %d, %d, %d", fromCol-1, fromRow-1, toCol-1, x, toRow-1, y)
}

// pixelsWide is the width of a column on the screen.
func (n *noteSet) pixelsWide(col int) int {
	if w := n.survey.width(col); w > 0 {
		return int(w*7) + 5
	}
	return 0
}

// walk goes a distance from the beginning of a column or row and says in
// which one that ends, and how far inside.
func walk(from, last, distance int, size func(int) int) (at, rest int) {
	for at = from; at < last; at++ {
		step := size(at)
		if distance < step {
			break
		}
		distance -= step
	}
	return at, distance
}
