package paper

import "slices"

// An extent is how far atoms that stand in one line reach, and what there is to fill a
// width with: places that may be spread, and marks that give of their white space.
type extent struct {
	em     float64 // the width of the first atom
	width  float64
	spaces float64 // of it, at the end
	places int
	give   float64 // between the atoms
	hang   float64 // the white half of a mark at the end
}

// begun is the extent of one atom.
func begun(a atom) extent {
	e := extent{em: a.width}
	e.end(a)
	return e
}

// extentOf is the extent of a line.
func extentOf(list []atom) extent {
	if len(list) == 0 {
		return extent{}
	}
	e := begun(list[0])
	for i := 1; i < len(list); i++ {
		e.add(list[i-1], list[i])
	}
	return e
}

// add makes it reach over the next atom.
func (e *extent) add(last, next atom) {
	e.width += next.before
	e.give += pinch(last, next)
	if spread(last, next) {
		e.places++
	}
	e.end(next)
}

// end is what the last atom brings along.
func (e *extent) end(a atom) {
	e.width += a.width
	e.hang = hanging(a)
	if a.class == void {
		e.spaces += a.width
	} else {
		e.spaces = 0
	}
}

// hanging is the white half of a mark, which may hang over the end of a line; 0 of others.
func hanging(a atom) float64 {
	if whiteAfter.has(a.source) {
		return a.width / 2
	}
	return 0
}

// over is how much wider than a width it is, less the white space that it ends with.
func (e extent) over(width float64) float64 { return e.width - e.spaces - width }

// given is how much narrower it can be set.
func (e extent) given() float64 { return e.give + e.hang }

// fits reports whether it finds room in a width.
func (e extent) fits(width float64) bool { return e.over(width) <= e.given()+slack }

// tooLong reports whether nothing that begins so finds room in a width.
func (e extent) tooLong(width float64) bool { return !e.fits(width) && e.spaces == 0 }

// mostSpread is the most room that justifying adds at a place, as a multiple of
// the width of the line's first character: a line that would need more is set as it is
// and ends before the margin, which disturbs less than gaps.
const mostSpread = 0.16

// gap is the room that each place would need for the whole to fill a width.
func (e extent) gap(width float64) float64 {
	return max(0, -e.over(width)) / max(float64(e.places), 0.01)
}

// A setting is how a line is made to fill its width: the room added at each place that
// may be spread, and the share that is taken of what each mark can give.
type setting struct{ spread, pinch float64 }

// set is how it fills a width; the last line of a paragraph need not.
func (e extent) set(width float64, last bool) setting {
	gap := e.gap(width)
	switch {
	case e.over(width) > slack:
		return setting{pinch: min(1, e.over(width)/max(e.given(), slack))}
	case last || gap > mostSpread*e.em:
		return setting{}
	}
	return setting{spread: gap}
}

// strain tells how badly it fills a width: little up to half of what it may be spread by
// or its marks can give, then steeply more; of what cannot be filled the more the more
// stays white.
func (e extent) strain(width float64) float64 {
	if e.over(width) > slack {
		return e.squeezed(width)
	}
	gap := e.gap(width) / (mostSpread * e.em)
	if strain := 100 * gap * gap * gap * gap; strain < mostStrain {
		return strain
	}
	return mostStrain * (1 - e.over(width)/width)
}

// squeezed is the strain of what is wider than a width; 0 for another.
func (e extent) squeezed(width float64) float64 {
	share := max(0, e.over(width)-slack) / max(e.given(), slack)
	return 50 * share * share
}

// spread reports whether a justified line may be widened between two atoms: at
// a Chinese character, but not where a bracket, comma or stop has room of its own.
func spread(a, b atom) bool {
	return (a.class == han || b.class == han) && a.class != void && b.class != void && !bracketed(a, b) &&
		!openMarks.has(b.source) && !closeMarks.has(a.source)
}

// bracketed reports whether two atoms meet within a bracket of Latin width, at its edge:
// 云烟(硬紫).
func bracketed(a, b atom) bool { return a.source == '(' || b.source == ')' }

// pinch is what two atoms can give of the white space between them: half of what a mark
// brings along or lies at a figure, and all of what lies between two marks.
func pinch(a, b atom) float64 {
	after, before := whiteAfter.has(a.source), whiteBefore.has(b.source)
	switch {
	case after && (before || whiteAfter.has(b.source)), before && whiteBefore.has(a.source):
		return a.width / 2
	case after:
		return a.width / 4
	case before:
		return b.width / 4
	}
	return b.before / 2
}

// The Chinese marks that bring white space along, before or behind their ink.
var (
	openMarks  = slices.Concat(whiteBefore, signs("‘“"))
	closeMarks = slices.Concat(whiteAfter, signs("？！’”"))
)

// Those of them whose ink takes half of their width, and where the white half lies.
var (
	whiteBefore = signs("（【《「『〈〔［｛〖")
	whiteAfter  = signs("，。、；：）】》」』〉〕］｝〗")
)
