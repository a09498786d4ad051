package pdf

import (
	"bangfu/internal/face"
	"bangfu/internal/paper"
)

// gofpdf holds the content of all pages, as it was drawn, until the last; of a
// long document that is a hundred megabytes. So its pages are drawn some at a time,
// each lot a file of its own of which the contents are kept, compressed, and the
// document gets blank pages with those contents.

// partPages is how many pages are drawn at a time.
const partPages = 64

// inParts draws the pages of a long document and leaves blank ones in their place; it
// returns what stood on them, compressed and in order. A short document is left as it is, and nil
// comes back.
func inParts(pages []paper.Page, f fonts) ([]string, error) {
	if len(pages) <= partPages {
		return nil, nil
	}
	var contents []string
	for start := 0; start < len(pages); start += partPages {
		part := pages[start:min(start+partPages, len(pages))]
		list, err := drawPart(part, f)
		if err != nil {
			return nil, err
		}
		contents = append(contents, list...)
	}
	return contents, nil
}

// drawPart draws some pages, and leaves blank ones in their place.
func drawPart(pages []paper.Page, f fonts) ([]string, error) {
	c := newCanvas(f)
	for i, page := range pages {
		c.page(page)
		pages[i] = paper.Page{Width: page.Width, Height: page.Height}
	}
	file, err := c.bytes()
	if err != nil {
		return nil, err
	}
	return pageContents(file)
}

// useAll names all characters of the fonts on the last page, of which another content
// is written, so that gofpdf puts them into the file.
func (c *canvas) useAll() {
	for i, runes := range c.fonts.runes {
		if runes != nil {
			c.file.SetFont(family(face.Face(i)), "", 10)
			c.file.Text(0, 0, string(runes))
		}
	}
}
