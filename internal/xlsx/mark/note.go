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
	boxes    []noteBox         // boxes to be drawn
	stale    map[string]bool   // cells whose old box goes
	want     map[string]string // our text by cell
	cells    []string          // of want, in the order they came
	foreign  map[string]*ooxml.Node
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
		stale: map[string]bool{}, want: map[string]string{}}
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

// settle takes our old notes away and puts the new ones on. It returns the
// part of the drawing when the sheet needs one it did not have.
func (n *noteSet) settle() (drawing string, err error) {
	if n.root != nil {
		n.takeOff()
	}
	for _, cell := range n.cells {
		if err := n.put(cell, ooxml.Cut(ooxml.Legal(sheet.Ours.Note+n.want[cell]), ooxml.TextLimit-1000, ooxml.CutSign)); err != nil {
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
		n.stale[cell] = true
		if kept := strings.TrimSpace(text.Inner()[:at]); kept == "" {
			list.Remove(c)
			continue
		}
		cutRuns(text, at)
		if n.want[cell] == "" {
			n.boxes = append(n.boxes, noteBox{cell, text.Inner()})
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
	p := n.root.Prefix()
	if body := n.existing(list, cell); body != nil {
		body.Add(noteRun(p, "\n"+text))
		n.stale[cell] = true
		n.boxes = append(n.boxes, noteBox{cell, body.Inner()})
		return nil
	}
	c := ooxml.Fragment(fmt.Sprintf(`<%scomment ref="%s" authorId="%d"><%stext></%stext></%scomment>`, p, cell, n.author(), p, p, p))
	c.Kids[0].Add(noteRun(p, text))
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

func noteRun(p, text string) *ooxml.Node {
	return ooxml.Fragment(fmt.Sprintf(`<%sr><%srPr><%ssz val="9"/><%scolor indexed="81"/><%srFont val="%s"/></%srPr><%st xml:space="preserve">%s</%st></%sr>`,
		p, p, p, p, p, sheet.Font, p, p, ooxml.Escaper.Replace(text), p, p))
}

// make gives the sheet a list of comments.
func (n *noteSet) make() error {
	if n.root != nil {
		if n.root.Child("commentList") == nil {
			n.root.Add(ooxml.Fragment("<" + n.root.Prefix() + "commentList/>"))
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
		authors = ooxml.Fragment("<" + n.root.Prefix() + "authors></" + n.root.Prefix() + "authors>")
		n.root.Insert(0, authors)
	}
	names := authors.All("author")
	for i, a := range names {
		if a.Inner() == author {
			return i
		}
	}
	p := n.root.Prefix()
	authors.Add(ooxml.Fragment("<" + p + "author>" + author + "</" + p + "author>"))
	return len(names)
}
