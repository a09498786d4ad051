package pdf

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	reader "github.com/ledongthuc/pdf"

	"bangfu/internal/face"
	"bangfu/internal/paper"
)

// long is a document with a page, and a heading, for each number; a character that no
// other page has stands on some pages, and one is drawn as a shape.
func long(pages int) paper.Doc {
	var blocks []paper.Block
	for i := range pages {
		text := fmt.Sprintf("本页只有编号%d", i)
		if i%10 == 7 {
			text += string(rune('赵' + i))
		}
		if i%50 == 3 {
			text += "刘𬭊"
		}
		blocks = append(blocks, paper.PageBreak{}, paper.Heading{Level: 1, Text: fmt.Sprintf("第%d项", i)}, paper.Paragraph{Text: text})
	}
	return paper.Doc{Title: "长表", Created: created, Foot: "长表", Blocks: blocks}
}

// A document drawn in parts has on each page what was set there, in the fonts of the
// file, and its outline leads to the pages.
func TestALongDocumentIsDrawnInParts(t *testing.T) {
	for _, n := range []int{partPages, partPages + 1, 2*partPages + 1} {
		pages, file := drawn(t, long(n))
		texts := read(t, file)
		if len(texts) != n || len(pages.Pages) != n {
			t.Fatalf("%d pages read, %d set, want %d", len(texts), len(pages.Pages), n)
		}
		for i, page := range pages.Pages {
			want := ""
			for _, run := range append(append([]paper.Run{}, page.Ink().Runs...), page.Foot.Runs...) {
				want += run.Text
			}
			if want = bare(want); texts[i] != want || !strings.Contains(want, fmt.Sprintf("编号%d", i)) {
				t.Errorf("page %d of %d:\n got %.200s\nwant %.200s", i+1, n, texts[i], want)
			}
		}
		r, err := reader.NewReader(bytes.NewReader(file), int64(len(file)))
		if err != nil {
			t.Fatal(err)
		}
		if got := len(r.Outline().Child); got != n {
			t.Errorf("%d bookmarks, want %d", got, n)
		}
		for i := range n {
			fonts := r.Page(i + 1).Resources().Key("Font")
			for _, name := range r.Page(i + 1).Fonts() {
				if fonts.Key(name).Key("BaseFont").Name() == "" {
					t.Errorf("page %d of %d: font %q is not in the file", i+1, n, name)
				}
			}
		}
		if again, err := Draw(copied(mustLay(t, long(n))), mustFaces(t)); err != nil || !bytes.Equal(again, file) {
			t.Errorf("%d pages: two drawings differ (%v)", n, err)
		}
	}
}

// The fonts of a file drawn in parts have every character of every page.
func TestTheFontsHaveWhatThePartsUse(t *testing.T) {
	pages, file := drawn(t, long(2*partPages+1))
	r, err := reader.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	widths := map[face.Face]map[rune]int{}
	for i := range pages.Pages {
		for _, name := range r.Page(i + 1).Fonts() {
			font := r.Page(i + 1).Font(name)
			for f := range face.Count {
				if strings.HasSuffix(strings.ToLower(font.BaseFont()), family(face.Face(f))) && widths[face.Face(f)] == nil {
					widths[face.Face(f)] = fileWidths(font.V.Key("DescendantFonts").Index(0).Key("W"))
				}
			}
		}
	}
	for i, page := range pages.Pages {
		for _, run := range append(append([]paper.Run{}, page.Ink().Runs...), page.Foot.Runs...) {
			for _, c := range run.Text {
				if widths[run.Face][c] == 0 {
					t.Errorf("page %d: %c is not in the font %d", i+1, c, run.Face)
				}
			}
		}
	}
}

func mustFaces(t *testing.T) face.Set {
	t.Helper()
	faces, err := face.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return faces
}

func mustLay(t *testing.T, doc paper.Doc) paper.Pages {
	t.Helper()
	pages, err := paper.Lay(doc, mustFaces(t))
	if err != nil {
		t.Fatal(err)
	}
	return pages
}
