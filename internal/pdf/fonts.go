package pdf

import (
	"slices"

	"bangfu/internal/face"
	"bangfu/internal/paper"
)

// fonts are the faces of a document, each cut down to what its pages use.
type fonts struct {
	faces face.Set
	files [face.Count][]byte // nil: the face is not used
	runes [face.Count][]rune // what is used of it, ascending
}

// cut cuts each face down to what the pages use.
func cut(pages paper.Pages, faces face.Set) (f fonts, err error) {
	f.faces = faces
	for i, set := range runesOf(pages) {
		if set == nil {
			continue
		}
		for r := range set {
			f.runes[i] = append(f.runes[i], r)
		}
		slices.Sort(f.runes[i])
		if f.files[i], err = faces.Font(face.Face(i)).Subset(f.runes[i]); err != nil {
			return f, err
		}
	}
	return f, nil
}

// runesOf are the characters that the pages use of each face.
func runesOf(pages paper.Pages) [face.Count]map[rune]bool {
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
	return runes
}

// ranges is the character map for the characters used.
func (f fonts) ranges() string {
	var high [256]bool
	for _, runes := range f.runes {
		for _, r := range runes {
			high[r>>8&0xFF] = true
		}
	}
	return ranges(high)
}

// family is the name of a face inside the file.
func family(f face.Face) string {
	return [face.Count]string{"body", "heading", "sparebody", "spareheading"}[f]
}
