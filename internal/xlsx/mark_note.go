package xlsx

import (
	"fmt"
	"path"
	"strings"

	"bangfu/internal/sheet"
)

// markNotes are the notes of one sheet: the list of comments, and the drawing
// that holds their boxes.
type markNotes struct {
	book     *markWorkbook
	rels     *markRels
	survey   *markSurvey
	part     string // the list of comments, "" while there is none
	root     *markNode
	threaded map[string]bool   // cells with a conversation: left alone
	boxes    []markBox         // boxes to be drawn
	stale    map[string]bool   // cells whose old box goes
	want     map[string]string // our text by cell
	cells    []string          // of want, in the order they came
	foreign  map[string]*markNode
}

// markBox is a note's box.
type markBox struct {
	cell string
	text string
}

const markAuthor = "帮扶系统"

// openNotes reads a sheet's notes, if it has any.
func (w *markWorkbook) openNotes(part string, survey *markSurvey) (*markNotes, error) {
	rels, err := w.pkg.relations(part, false)
	if err != nil {
		return nil, err
	}
	n := &markNotes{book: w, rels: rels, survey: survey, threaded: map[string]bool{},
		stale: map[string]bool{}, want: map[string]string{}}
	for _, r := range rels.find("threadedComment") {
		if err := n.noteThreads(rels.target(r)); err != nil {
			return nil, err
		}
	}
	if found := rels.find("comments"); len(found) > 0 {
		n.part = rels.target(found[0])
		top, err := w.pkg.tree(n.part)
		if err != nil {
			return nil, err
		}
		n.root = top.root()
	}
	return n, nil
}

func (n *markNotes) noteThreads(part string) error {
	top, err := n.book.pkg.tree(part)
	if err != nil {
		return err
	}
	for _, t := range top.root().all("threadedComment") {
		n.threaded[t.attr("ref")] = true
	}
	return nil
}

// wish asks for a note of ours on a cell; several on one cell become one.
func (n *markNotes) wish(cell, text string) {
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

// settle takes our old notes away and puts the new ones on. It returns the
// part of the drawing when the sheet needs one it did not have.
func (n *markNotes) settle() (drawing string, err error) {
	if n.root != nil {
		n.takeOff()
	}
	for _, cell := range n.cells {
		if err := n.put(cell, writeCut(writeLegal(sheet.Ours.Note+n.want[cell]), writeTextLimit-1000, writeCutSign)); err != nil {
			return "", err
		}
	}
	if len(n.boxes) == 0 && len(n.stale) == 0 {
		return "", nil
	}
	return n.draw()
}

// takeOff removes our old notes; from a note that is partly somebody else's
// it removes only our part.
func (n *markNotes) takeOff() {
	list := n.root.child("commentList")
	if list == nil {
		return
	}
	for _, c := range list.all("comment") {
		cell := c.attr("ref")
		text := c.child("text")
		if text == nil || n.threaded[cell] {
			continue
		}
		at := strings.Index(text.inner(), sheet.Ours.Note)
		if at < 0 {
			continue
		}
		n.stale[cell] = true
		if kept := strings.TrimSpace(text.inner()[:at]); kept == "" {
			list.remove(c)
			continue
		}
		markCutRuns(text, at)
		if n.want[cell] == "" {
			n.boxes = append(n.boxes, markBox{cell, text.inner()})
		}
	}
}

// markCutRuns cuts a rich text to its first n bytes, and the line end before.
func markCutRuns(text *markNode, n int) {
	for _, t := range markTexts(text) {
		s := t.inner()
		keep := s[:min(len(s), n)]
		if n -= len(s); n <= 0 {
			keep = strings.TrimRight(keep, "\n")
		}
		n = max(n, 0)
		t.kids = []*markNode{{open: []byte(writeEscaper.Replace(keep))}}
	}
}

// markTexts are the pieces of a rich text, in order, without phonetic ones.
func markTexts(n *markNode) []*markNode {
	var out []*markNode
	for _, k := range n.kids {
		switch k.name {
		case "t":
			if k.end != nil {
				out = append(out, k)
			}
		case "r":
			out = append(out, markTexts(k)...)
		}
	}
	return out
}

// put writes our note onto a cell, behind one that is there.
func (n *markNotes) put(cell, text string) error {
	if err := n.make(); err != nil {
		return err
	}
	list := n.root.child("commentList")
	p := n.root.prefix()
	if body := n.existing(list, cell); body != nil {
		body.add(markRun(p, "\n"+text))
		n.stale[cell] = true
		n.boxes = append(n.boxes, markBox{cell, body.inner()})
		return nil
	}
	c := markNew(fmt.Sprintf(`<%scomment ref="%s" authorId="%d"><%stext></%stext></%scomment>`, p, cell, n.author(), p, p, p))
	c.kids[0].add(markRun(p, text))
	list.add(c)
	n.boxes = append(n.boxes, markBox{cell, text})
	return nil
}

// existing is the text of a note that somebody else put on a cell.
func (n *markNotes) existing(list *markNode, cell string) *markNode {
	if n.foreign == nil {
		n.foreign = map[string]*markNode{}
		for _, c := range list.all("comment") {
			n.foreign[c.attr("ref")] = c.child("text")
		}
	}
	return n.foreign[cell]
}

func markRun(p, text string) *markNode {
	return markNew(fmt.Sprintf(`<%sr><%srPr><%ssz val="9"/><%scolor indexed="81"/><%srFont val="%s"/></%srPr><%st xml:space="preserve">%s</%st></%sr>`,
		p, p, p, p, p, writeFont, p, p, writeEscaper.Replace(text), p, p))
}

// make gives the sheet a list of comments.
func (n *markNotes) make() error {
	if n.root != nil {
		if n.root.child("commentList") == nil {
			n.root.add(markNew("<" + n.root.prefix() + "commentList/>"))
		}
		return nil
	}
	n.part = n.book.pkg.free(path.Join(path.Dir(n.book.part), "comments%d.xml"))
	n.book.pkg.create(n.part, markTypePrefix+"comments+xml",
		[]byte(writeXMLHead+`<comments xmlns="`+markMainSpace+`"><authors></authors><commentList></commentList></comments>`))
	top, err := n.book.pkg.tree(n.part)
	if err != nil {
		return err
	}
	n.root = top.root()
	n.rels.link(markTransitional+"/comments", n.part)
	return nil
}

// author is the number of our name in the list of authors.
func (n *markNotes) author() int {
	authors := n.root.child("authors")
	if authors == nil {
		authors = markNew("<" + n.root.prefix() + "authors></" + n.root.prefix() + "authors>")
		n.root.insert(0, authors)
	}
	names := authors.all("author")
	for i, a := range names {
		if a.inner() == markAuthor {
			return i
		}
	}
	p := n.root.prefix()
	authors.add(markNew("<" + p + "author>" + markAuthor + "</" + p + "author>"))
	return len(names)
}
