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
	file, err := draw(pages, faces)
	if err != nil {
		return nil, fmt.Errorf("pdf: %s: %w", pages.Title, err)
	}
	return file, nil
}

func draw(pages paper.Pages, faces face.Set) ([]byte, error) {
	fonts, err := cut(pages, faces)
	if err != nil {
		return nil, err
	}
	contents, err := inParts(pages.Pages, fonts)
	if err != nil {
		return nil, err
	}
	c := newCanvas(fonts)
	c.properties(pages)
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
	if contents != nil {
		c.useAll()
	}
	file, err := c.bytes()
	if err != nil {
		return nil, err
	}
	return mend(file, fonts.ranges(), len(pages.Pages) > fewPages, contents)
}

// A canvas is a file being drawn.
type canvas struct {
	file   *gofpdf.Fpdf
	fonts  fonts
	height float64 // of the page
	used   used
	err    error
}

// used is the font in force.
type used struct {
	face face.Face
	size float64
}

// newCanvas is an empty file that has the fonts.
func newCanvas(f fonts) *canvas {
	c := &canvas{file: gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt"}), fonts: f}
	c.file.SetCatalogSort(true)
	c.file.SetCompression(false) // mend compresses, with one compressor for all pages
	c.file.SetAutoPageBreak(false, 0)
	c.file.SetMargins(0, 0, 0)
	for i, font := range f.files {
		if font != nil {
			c.file.AddUTF8FontFromBytes(family(face.Face(i)), "", font)
		}
	}
	return c
}

// bytes is the file as gofpdf writes it.
func (c *canvas) bytes() ([]byte, error) {
	if c.err != nil {
		return nil, c.err
	}
	var file bytes.Buffer
	err := c.file.Output(&file)
	return file.Bytes(), err
}

// properties sets all that makes a file differ from one of the same pages.
func (c *canvas) properties(pages paper.Pages) {
	f := c.file
	f.SetCreationDate(pages.Created.In(china))
	f.SetModificationDate(pages.Created.In(china))
	f.SetProducer(producer, true)
	f.SetCreator(producer, true)
	f.SetTitle(plane(pages.Title), true)
	f.SetAuthor(plane(pages.Author), true)
	f.SetSubject(plane(pages.Subject), true)
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
