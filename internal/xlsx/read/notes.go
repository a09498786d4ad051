package read

import (
	"context"
	"iter"
)

// notesFunc streams the notes of sheet i until emit wants no more.
type notesFunc func(ctx context.Context, i int, emit func(cell, text string) bool) error

// Notes streams the notes (批注) of sheet i, each under the address of its cell; none of
// a format whose notes are not read. A list of notes that is damaged ends: no value of
// the workbook stands in it.
func (b *Book) Notes(ctx context.Context, i int) iter.Seq2[string, string] {
	return func(yield func(cell, text string) bool) {
		if b.notes == nil {
			return
		}
		ctx, cancel := limitTime(ctx, b.lim.Time)
		defer cancel()
		_ = b.notes(ctx, i, yield) // of a damaged list what came before it
	}
}

// notes streams the notes of one sheet.
func (p *pack) notes(ctx context.Context, i int, emit func(cell, text string) bool) error {
	rels, err := p.relations(ctx, p.sheets[i])
	if err != nil {
		return err
	}
	part, ok := rels.ofType("/comments")
	if !ok || !p.has(part) {
		return nil
	}
	cell := ""
	return p.each(ctx, part, func(x *xmlScan) error {
		switch {
		case x.is("comment"):
			cell = string(x.attr("ref"))
		case x.is("text"):
			text, ok := readRich(x, nil, true)
			if !ok {
				return x.err
			}
			if !emit(cell, string(text)) {
				return errStopped
			}
		}
		return nil
	})
}
