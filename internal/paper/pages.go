package paper

import (
	"time"

	"bangfu/internal/face"
)

// Pages is a document set on its pages: all that is needed to draw it.
type Pages struct {
	Title, Author, Subject string
	Created                time.Time
	Pages                  []Page
	Bookmarks              []Bookmark
	Missing                []Missing
}

// A Page is one sheet. Fills are painted first, then rules, then runs.
// Lengths are points, from the top left corner.
type Page struct {
	Width, Height float64
	Frame         Frame // the margins: everything in Body lies inside
	Body          Ink   // empty while it is folded: see Ink
	Foot          Ink   // page number and running foot, below the frame

	lot *lot // where the body of a page lies that is far down a long document
	nth int  // which of the lot's pages it is
}

// Ink is the page's body, unfolded.
func (p Page) Ink() Ink {
	if p.lot == nil {
		return p.Body
	}
	return p.lot.ink(p.nth)
}

// A Frame is a rectangle on a page.
type Frame struct{ Left, Top, Right, Bottom float64 }

// Ink is what is painted.
type Ink struct {
	Fills []Fill
	Rules []Rule
	Runs  []Run
}

// A Run is a piece of one line of text in one face.
type Run struct {
	X, Y   float64 // of the pen, on the base line
	Width  float64 // how far the pen moves
	Size   float64
	Face   face.Face
	Bold   bool    // drawn with a stroke besides
	Turned bool    // reads upwards, turned by a quarter to the left
	Gap    float64 // added after each character
	Text   string  // characters up to U+FFFF that the face has
	Tail   string  // white space of the source that ends here and is not drawn
	Source rune    // when not 0, Text is 〓 and stands for this character
	Shape  bool    // Source is drawn as an outline of its face, 〓 only read
	Part   int     // which text of the document it belongs to, from 1; 0 is made by the layout
}

// A Rule is a straight line.
type Rule struct {
	X1, Y1, X2, Y2 float64
	Width          float64
	Dash           float64 // length of dashes and gaps; 0 is a full line
	Grey           float64 // 0 black … 1 white
}

// A Fill is a filled polygon.
type Fill struct {
	Points []face.Point
	Grey   float64 // 0 black … 1 white
}

// A Bookmark is an entry of the outline.
type Bookmark struct {
	Level int // from 0
	Text  string
	Page  int // index in Pages
	Y     float64
}

// A Missing is a character that no font has: 〓 is printed for it, and a
// footnote on its page names the place and the code point.
type Missing struct {
	Rune  rune
	Label string // the row, heading or form where it stands
	Page  int    // index in Pages
}
