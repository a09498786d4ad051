package mark

import (
	"fmt"
	"path"
	"strings"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// noteSet are the notes of one sheet: the list of comments, and the drawing
// that holds their boxes.
type noteSet struct {
	book     *workbook
	rels     *ooxml.Rels
	survey   *survey
	part     string // the list of comments, "" while there is none
	root     *ooxml.Node
	threaded map[string]bool   // cells with a conversation: left alone
	boxes    []noteBox         // of our notes, to be drawn
	wide     []noteBox         // of notes to which ours were added
	stale    map[string]bool   // cells whose box goes
	kept     []string          // cells whose note is the clerk's alone again
	want     map[string]string // our text by cell
	cells    []string          // of want, in the order they came
	foreign  map[string]*ooxml.Node
	old, new map[string]string // the clerk's anchors by cell: remembered by an earlier receipt, to be remembered
}

// noteBox is a note's box.
type noteBox struct {
	cell string
	text string
}

const author = "帮扶系统"

// openNotes reads a sheet's notes, if it has any.
func (w *workbook) openNotes(part string, survey *survey) (*noteSet, error) {
	rels, err := w.pkg.Relations(part, false)
	if err != nil {
		return nil, err
	}
	n := &noteSet{book: w, rels: rels, survey: survey, threaded: map[string]bool{},
		stale: map[string]bool{}, want: map[string]string{}, new: map[string]string{}}
	for _, r := range rels.Find("threadedComment") {
		if err := n.noteThreads(rels.Target(r)); err != nil {
			return nil, err
		}
	}
	if found := rels.Find("comments"); len(found) > 0 {
		n.part = rels.Target(found[0])
		top, err := w.pkg.Tree(n.part)
		if err != nil {
			return nil, err
		}
		n.root = top.Root()
	}
	return n, nil
}

func (n *noteSet) noteThreads(part string) error {
	top, err := n.book.pkg.Tree(part)
	if err != nil {
		return err
	}
	for _, t := range top.Root().All("threadedComment") {
		n.threaded[t.Attr("ref")] = true
	}
	return nil
}

// wish asks for a note of ours on a cell; several on one cell become one.
func (n *noteSet) wish(cell, text string) {
	if text == "" || n.threaded[cell] {
		return
	}
	if old, ok := n.want[cell]; ok {
		n.want[cell] = old + "\n" + text
		return
	}
	n.want[cell] = text
	n.cells = append(n.cells, cell)
}

// replaceNotes takes our old notes away and puts the new ones on. It returns the
// part of the drawing when the sheet needs one it did not have. Notes whose
// drawing cannot be read are left alone: what is said there stands in 问题 too.
func (n *noteSet) replaceNotes() (drawing string, err error) {
	part := ""
	if n.survey.drawing != "" {
		part, _ = n.rels.ByID(n.survey.drawing)
	}
	d, top, fresh, err := n.openBoxes(part)
	if err != nil {
		return "", nil
	}
	if n.root != nil {
		n.takeOff()
	}
	for _, cell := range n.cells {
		if err := n.put(cell, ooxml.Cut(ooxml.Legal(sheet.Ours.Note+n.want[cell]), ooxml.TextLimit-1000, ooxml.CutSign)); err != nil {
			return "", err
		}
	}
	if len(n.boxes)+len(n.wide)+len(n.stale)+len(n.kept) == 0 {
		return "", nil
	}
	n.draw(d)
	if !fresh {
		n.book.pkg.Replace(part, top.Bytes())
		return "", nil
	}
	if len(n.boxes) == 0 {
		return "", nil
	}
	return n.addDrawing(top.Bytes()), nil
}

// openBoxes reads the drawing of the notes; a fresh one where there is none.
func (n *noteSet) openBoxes(part string) (d *drawing, top *ooxml.Node, fresh bool, err error) {
	vml := []byte(emptyVML)
	if fresh = n.book.pkg.Part(part) == nil; !fresh {
		if vml, err = n.book.pkg.Read(part); err != nil {
			return nil, nil, false, err
		}
	}
	d, top, err = openDrawing(vml)
	return d, top, fresh, err
}

func (n *noteSet) addDrawing(vml []byte) string {
	part := n.book.pkg.Free(path.Join(path.Dir(n.book.part), "drawings/vmlDrawing%d.vml"))
	n.book.pkg.DefaultType("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
	n.book.pkg.Create(part, "", vml)
	return part
}

// draw changes the boxes: a cell keeps one at most.
func (n *noteSet) draw(d *drawing) {
	d.once()
	there := d.boxes()
	for _, box := range n.boxes {
		n.stale[box.cell] = true
	}
	for cell := range n.stale {
		for _, shape := range there[cell] {
			d.root.Remove(shape)
		}
	}
	for _, cell := range n.kept {
		if anchor := firstAnchor(there[cell]); anchor != nil && n.old[cell] != "" {
			anchor.SetText(n.old[cell])
		}
	}
	var fresh []noteBox
	for _, box := range n.wide {
		if !n.widen(there[box.cell], box) {
			fresh = append(fresh, box)
		}
	}
	n.drawNew(d, append(fresh, n.boxes...))
}

// widen makes the clerk's own box large enough for what we added, if there is
// one. A box that stands by other means than an anchor keeps its size.
func (n *noteSet) widen(shapes []*ooxml.Node, box noteBox) (there bool) {
	anchor := firstAnchor(shapes)
	if anchor == nil {
		return len(shapes) > 0
	}
	was := strings.TrimSpace(anchor.Inner())
	if own := n.old[box.cell]; own != "" {
		was = own
	}
	if wide := n.widened(was, box.text); wide != was {
		n.new[box.cell] = was
		anchor.SetText(wide)
	}
	return true
}

func firstAnchor(shapes []*ooxml.Node) *ooxml.Node {
	if len(shapes) == 0 {
		return nil
	}
	return anchorOf(shapes[0])
}

func (n *noteSet) drawNew(d *drawing, boxes []noteBox) {
	if len(boxes) == 0 {
		return
	}
	d.bind()
	d.shapeType()
	clusters := n.book.clusters((len(boxes) + shapesPerCluster - 1) / shapesPerCluster)
	d.enter(clusters)
	i := 0
	for id := range d.ids(clusters) {
		if i == len(boxes) {
			return
		}
		d.root.Add(d.root.Make(n.shape(d, boxes[i], id, len(d.taken)+i)))
		i++
	}
}

// takeOff removes our old notes; from a note that is partly somebody else's
// it removes only our part.
func (n *noteSet) takeOff() {
	list := n.root.Child("commentList")
	if list == nil {
		return
	}
	for _, c := range list.All("comment") {
		cell := c.Attr("ref")
		text := c.Child("text")
		if text == nil || n.threaded[cell] {
			continue
		}
		at := strings.Index(text.Inner(), sheet.Ours.Note)
		if at < 0 {
			continue
		}
		if kept := strings.TrimSpace(text.Inner()[:at]); kept == "" {
			n.stale[cell] = true
			list.Remove(c)
			continue
		}
		cutRuns(text, at)
		if n.want[cell] == "" {
			n.kept = append(n.kept, cell)
		}
	}
}

// cutRuns cuts a rich text to its first n bytes, and the line end before.
func cutRuns(text *ooxml.Node, n int) {
	for _, t := range runTexts(text) {
		s := t.Inner()
		keep := s[:min(len(s), n)]
		if n -= len(s); n <= 0 {
			keep = strings.TrimRight(keep, "\n")
		}
		n = max(n, 0)
		t.Kids = []*ooxml.Node{{Open: []byte(ooxml.Escaper.Replace(keep))}}
	}
}

// runTexts are the pieces of a rich text, in order, without phonetic ones.
func runTexts(n *ooxml.Node) []*ooxml.Node {
	var out []*ooxml.Node
	for _, k := range n.Kids {
		if k.Space != n.Space {
			continue
		}
		switch k.Name {
		case "t":
			if k.End != nil {
				out = append(out, k)
			}
		case "r":
			out = append(out, runTexts(k)...)
		}
	}
	return out
}

// put writes our note onto a cell, behind one that is there.
func (n *noteSet) put(cell, text string) error {
	if err := n.make(); err != nil {
		return err
	}
	list := n.root.Child("commentList")
	if body := n.existing(list, cell); body != nil {
		body.Add(body.Make(noteRun("\n" + text)))
		n.wide = append(n.wide, noteBox{cell, body.Inner()})
		return nil
	}
	c := list.Make(fmt.Sprintf(`<comment ref="%s" authorId="%d"><text>%s</text></comment>`, cell, n.author(), noteRun(text)))
	list.Add(c)
	n.boxes = append(n.boxes, noteBox{cell, text})
	return nil
}

// existing is the text of a note that somebody else put on a cell.
func (n *noteSet) existing(list *ooxml.Node, cell string) *ooxml.Node {
	if n.foreign == nil {
		n.foreign = map[string]*ooxml.Node{}
		for _, c := range list.All("comment") {
			n.foreign[c.Attr("ref")] = c.Child("text")
		}
	}
	return n.foreign[cell]
}

// noteRun is a piece of the text of a note, in our look.
func noteRun(text string) string {
	return `<r><rPr><sz val="9"/><color indexed="81"/><rFont val="` + sheet.Font + `"/></rPr><t xml:space="preserve">` +
		ooxml.Escaper.Replace(text) + `</t></r>`
}

// make gives the sheet a list of comments.
func (n *noteSet) make() error {
	if n.root != nil {
		if n.root.Child("commentList") == nil {
			n.root.Add(n.root.Make("<commentList/>"))
		}
		return nil
	}
	n.part = n.book.pkg.Free(path.Join(path.Dir(n.book.part), "comments%d.xml"))
	n.book.pkg.Create(n.part, ooxml.TypePrefix+"comments+xml",
		[]byte(ooxml.XMLHead+`<comments xmlns="`+ooxml.Main+`"><authors></authors><commentList></commentList></comments>`))
	top, err := n.book.pkg.Tree(n.part)
	if err != nil {
		return err
	}
	n.root = top.Root()
	n.rels.Link(ooxml.Transitional+"/comments", n.part)
	return nil
}

// author is the number of our name in the list of authors.
func (n *noteSet) author() int {
	authors := n.root.Child("authors")
	if authors == nil {
		authors = n.root.Make("<authors></authors>")
		n.root.Insert(0, authors)
	}
	names := authors.All("author")
	for i, a := range names {
		if a.Inner() == author {
			return i
		}
	}
	authors.Add(authors.Make("<author>" + author + "</author>"))
	return len(names)
}
