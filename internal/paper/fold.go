package paper

import (
	"bytes"
	"compress/flate"
	"encoding/gob"
	"fmt"
	"io"
)

// longDoc is from how many pages on the ink of pages is kept folded: that of a
// few pages is little, that of a city's list a hundred megabytes.
const longDoc = 24

// lotPages is how many pages are folded together: the pages of a list are much alike,
// and more at a time fold little smaller.
const lotPages = 16

// A lot is the ink of some pages: as it is until there are lotPages of them, then folded.
type lot struct {
	inks   []Ink
	folded []byte
}

// ink is that of the n-th page. Pages are drawn in their order, so the lot stays unfolded
// until its last page.
func (l *lot) ink(n int) Ink {
	if l.inks == nil {
		l.inks = unfold(l.folded)
	}
	ink := l.inks[n]
	if n == lotPages-1 {
		l.inks = nil
	}
	return ink
}

// folder folds one page after another.
type folder struct {
	lot     *lot // being filled
	sheaf   sheaf
	pressed *flate.Writer
	out     bytes.Buffer
}

// add takes the ink of a page, and tells in which lot it lies and where.
func (f *folder) add(ink Ink) (l *lot, n int) {
	if f.lot == nil {
		f.lot = &lot{}
	}
	l, n = f.lot, len(f.lot.inks)
	l.inks = append(l.inks, ink)
	if n == lotPages-1 {
		l.folded, l.inks, f.lot = f.fold(l.inks), nil, nil
	}
	return l, n
}

// fold is the ink of pages in few bytes. It takes the ink.
func (f *folder) fold(inks []Ink) []byte {
	f.out.Reset()
	if f.pressed == nil {
		f.pressed, _ = flate.NewWriter(&f.out, flate.BestSpeed) // fails only for a level that is none
	} else {
		f.pressed.Reset(&f.out)
	}
	f.sheaf.take(inks)
	err := gob.NewEncoder(f.pressed).Encode(&f.sheaf)
	if err == nil {
		err = f.pressed.Close()
	}
	if err != nil {
		panic(fmt.Sprintf("paper: ink has no bytes: %v", err)) // memory takes all, and the type has a code
	}
	return bytes.Clone(f.out.Bytes())
}

// unfold is the ink of pages that were folded.
func unfold(folded []byte) []Ink {
	var s sheaf
	if err := gob.NewDecoder(flate.NewReader(bytes.NewReader(folded))).Decode(&s); err != nil && err != io.EOF {
		panic(fmt.Sprintf("paper: ink that was folded does not unfold: %v", err))
	}
	return s.ink()
}

// A sheaf is the ink of some pages with the measures taken out of it, those of a kind in
// a list: there they repeat from row to row and from page to page, and fold small. The
// Part of a run is counted from the run before.
type sheaf struct {
	Inks          []Ink
	X, Y, Width   []float64 // of the runs
	Across, Along []float64 // of the rules
}

// take takes the ink apart, in room used again.
func (s *sheaf) take(inks []Ink) {
	*s = sheaf{inks, s.X[:0], s.Y[:0], s.Width[:0], s.Across[:0], s.Along[:0]}
	last := 0
	for r := range s.runs {
		r.Part, last = r.Part-last, r.Part
	}
	s.measures(func(list *[]float64, x *float64) { *list, *x = append(*list, *x), 0 })
}

// ink is the ink whole again.
func (s *sheaf) ink() []Ink {
	s.measures(func(list *[]float64, x *float64) { *x, *list = (*list)[0], (*list)[1:] })
	last := 0
	for r := range s.runs {
		r.Part += last
		last = r.Part
	}
	return s.Inks
}

// measures moves each measure between the ink and its list.
func (s *sheaf) measures(move func(list *[]float64, x *float64)) {
	for r := range s.runs {
		move(&s.X, &r.X)
		move(&s.Y, &r.Y)
		move(&s.Width, &r.Width)
	}
	for _, ink := range s.Inks {
		for i := range ink.Rules {
			r := &ink.Rules[i]
			move(&s.Across, &r.X1)
			move(&s.Across, &r.X2)
			move(&s.Along, &r.Y1)
			move(&s.Along, &r.Y2)
		}
	}
}

// runs yields the runs of all pages.
func (s *sheaf) runs(yield func(*Run) bool) {
	for _, ink := range s.Inks {
		for i := range ink.Runs {
			if !yield(&ink.Runs[i]) {
				return
			}
		}
	}
}
