// Package pdf draws set pages as a PDF file. It is the only importer of
// gofpdf, and it breaks no line and chooses no word: what is drawn, and where,
// comes from package paper. It writes to memory only.
package pdf

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/jung-kurt/gofpdf"

	"bangfu/internal/face"
	"bangfu/internal/paper"
)

// fewPages is up to how many pages a reader opens a file without its outline.
const fewPages = 3

// china is the one clock of the country, which the properties name.
var china = time.FixedZone("Asia/Shanghai", 8*60*60)

// producer is what the file's properties name as its maker.
const producer = "bangfu"

// Draw is the PDF file of some pages. The same pages and faces give the same
// bytes. It takes the pages: what is drawn is let go of. An error names the
// document, never its text.
func Draw(pages paper.Pages, faces face.Set) ([]byte, error) {
	c := canvas{file: gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt"}), faces: faces}
	c.properties(pages)
	if err := c.fonts(pages); err != nil {
		return nil, fmt.Errorf("pdf: %s: %w", pages.Title, err)
	}
	for i, page := range pages.Pages {
		c.page(page)
		pages.Pages[i] = paper.Page{}
		for _, mark := range pages.Bookmarks {
			if mark.Page == i {
				c.file.SetFont(family(face.Body), "", 10)
				c.used = used{}
				c.file.Bookmark(plane(mark.Text), mark.Level, mark.Y)
			}
		}
	}
	if c.err != nil {
		return nil, fmt.Errorf("pdf: %s: %w", pages.Title, c.err)
	}
	var file bytes.Buffer
	if err := c.file.Output(&file); err != nil {
		return nil, fmt.Errorf("pdf: %s: %w", pages.Title, err)
	}
	mended, err := mend(file.Bytes(), ranges(c.high), len(pages.Pages) > fewPages)
	if err != nil {
		return nil, fmt.Errorf("pdf: %s: %w", pages.Title, err)
	}
	return mended, nil
}

// A canvas is a file being drawn.
type canvas struct {
	file   *gofpdf.Fpdf
	faces  face.Set
	height float64 // of the page
	used   used
	high   [256]bool // high bytes of the characters used
	err    error
}

// used is the font in force.
type used struct {
	face face.Face
	size float64
}

// properties sets all that makes a file differ from one of the same pages.
func (c *canvas) properties(pages paper.Pages) {
	f := c.file
	f.SetCatalogSort(true)
	f.SetCompression(false) // mend compresses, with one compressor for all pages
	f.SetCreationDate(pages.Created.In(china))
	f.SetModificationDate(pages.Created.In(china))
	f.SetProducer(producer, true)
	f.SetCreator(producer, true)
	f.SetTitle(plane(pages.Title), true)
	f.SetAuthor(plane(pages.Author), true)
	f.SetSubject(plane(pages.Subject), true)
	f.SetAutoPageBreak(false, 0)
	f.SetMargins(0, 0, 0)
}

// plane is a text without the characters gofpdf cannot write in properties
// and bookmarks.
func plane(text string) string {
	return strings.Map(func(r rune) rune {
		if r > 0xFFFF {
			return '〓'
		}
		return r
	}, text)
}

// family is the name of a face inside the file.
func family(f face.Face) string {
	return [face.Count]string{"body", "heading", "sparebody", "spareheading"}[f]
}

// fonts cuts each face down to what the pages use and adds it.
func (c *canvas) fonts(pages paper.Pages) error {
	var runes [face.Count]map[rune]bool
	runes[face.Body] = map[rune]bool{'0': true} // bookmarks are written with a font in force
	for _, page := range pages.Pages {
		for _, ink := range []paper.Ink{page.Ink(), page.Foot} {
			for _, run := range ink.Runs {
				if runes[run.Face] == nil {
					runes[run.Face] = map[rune]bool{}
				}
				for _, r := range run.Text {
					runes[run.Face][r] = true
				}
			}
		}
	}
	for f, set := range runes {
		if set == nil {
			continue
		}
		list := make([]rune, 0, len(set))
		for r := range set {
			list = append(list, r)
			c.high[r>>8&0xFF] = true
		}
		font, err := c.faces.Font(face.Face(f)).Subset(list)
		if err != nil {
			return err
		}
		c.file.AddUTF8FontFromBytes(family(face.Face(f)), "", font)
	}
	return nil
}
