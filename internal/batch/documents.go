package batch

import (
	"bangfu/internal/assist"
	"bangfu/internal/paper"
	"bangfu/internal/pdf"
)

// document is a recipe of a printed document.
func (s *Site) document(path string, make func() paper.Doc) recipe {
	return recipe{path, func() ([]byte, error) { return s.print(make()) }}
}

// print lays a document out and draws it.
func (s *Site) print(d paper.Doc) ([]byte, error) {
	faces, err := s.Faces()
	if err != nil {
		return nil, err
	}
	pages, err := paper.Lay(d, faces)
	if err != nil {
		return nil, err
	}
	if len(pages.Missing) > 0 {
		s.Log.Warn("characters without a glyph", "document", d.Title, "count", len(pages.Missing))
	}
	return pdf.Draw(pages, faces)
}

// documents are the printed reports that follow the facts.
func (s *Site) documents(f assist.Facts) []recipe { return nil }

// supplyDocuments are the printed supply lists, frozen with the plan.
func (s *Site) supplyDocuments(f assist.Facts) []recipe { return nil }
