package paper

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bangfu/internal/face"
)

// geta (〓) stands for a character that cannot be set as type.
const geta = '〓'

// A letter is how a text is set.
type letter struct {
	face  face.Face
	size  float64
	bold  bool
	track float64 // added to the width of each Chinese character; may be negative
	lead  float64 // from one base line to the next
	close bool    // the rows of a grid stand closer
}

// closer is a letter for rows that stand closer.
func (l letter) closer() letter {
	l.lead, l.close = l.lead*closerLead, true
	return l
}

// rise is how far type reaches above its base line, as a share of its size;
// the rest of the size lies below.
const rise = 0.88

// base is the distance from the top of a line to its base line.
func (l letter) base() float64 { return (l.lead-l.size)/2 + rise*l.size }

// pitch is the width of one Chinese character.
func (l letter) pitch() float64 { return l.size + l.track }

// A class is how a character behaves in a line.
type class uint8

const (
	han  class = iota // may be parted from its neighbours, and spread
	word              // a letter, digit or sign of a word or number
	void              // a space
)

// An atom is one character, measured.
type atom struct {
	source rune // in the text
	drawn  rune // source, or 〓
	face   face.Face
	shape  bool // drawn as an outline
	class  class
	width  float64
	before float64 // room wanted before it, unless it begins a line
	held   bool    // it goes on with the path that the atom before it belongs to
}

// missing reports whether no font has the atom's character.
func (a atom) missing() bool { return a.drawn != a.source && !a.shape }

// atoms measures a tidy text.
func (s *setter) atoms(text string, l letter) []atom {
	return s.measured(make([]atom, 0, len(text)/2+1), text, l)
}

// measured is atoms in a list that is there already.
func (s *setter) measured(list []atom, text string, l letter) []atom {
	for _, r := range text {
		a := s.atom(r, l)
		if n := len(list); n > 0 && wantsRoom(list[n-1], a) {
			a.before = l.size / 8
		}
		list = append(list, a)
	}
	holdPaths(list[len(list)-utf8.RuneCountInString(text):], text)
	return list
}

// paths finds what is looked for as it stands: a place below one of our folders, up to
// the next mark or the end of a file's name, and between quotes all that is joined by “/”.
var paths = regexp.MustCompile(`(?:收件箱|发件箱|参数)(?:/[\p{L}\p{N}_-]+)+(?:\.[a-z]+)?|“[\p{L}\p{N}_.-]+(?:/[\p{L}\p{N}_.-]+)+”`)

// holdPaths holds the paths of a text together, whose atoms are given.
func holdPaths(list []atom, text string) {
	if !strings.Contains(text, "/") {
		return
	}
	for _, span := range paths.FindAllStringIndex(text, -1) {
		first := utf8.RuneCountInString(text[:span[0]])
		for i := range utf8.RuneCountInString(text[span[0]:span[1]]) - 1 {
			list[first+1+i].held = true
		}
	}
}

func (s *setter) atom(r rune, l letter) atom {
	a := atom{source: r, drawn: r, face: l.face, class: classOf(r)}
	if r == '\n' {
		return a
	}
	f, has := s.faces.Pick(l.face, r)
	a.face = f
	switch {
	case !has:
		a.face, _ = s.faces.Pick(l.face, geta)
		a.drawn, a.class = geta, han
		r = geta
	case r > 0xFFFF:
		a.drawn, a.shape = geta, true
	}
	a.width = float64(s.faces.Font(a.face).Width(r)) * l.size / 1000
	if a.class == han {
		a.width += l.track
	}
	return a
}

// wantsRoom reports whether a little room belongs between two characters: where a
// Chinese character and a word or number meet.
func wantsRoom(a, b atom) bool {
	return !bracketed(a, b) && (a.class == han && b.class == word && !mark(a.source) ||
		a.class == word && b.class == han && !mark(b.source))
}

// mark reports whether a Chinese punctuation mark, which has room of its own.
func mark(r rune) bool {
	return unicode.IsPunct(r) || unicode.IsSymbol(r) || r == 0x3000
}

// wide are the marks of other scripts that are as wide as a Chinese character.
var wide = signs("—…“”‘’·")

// classOf sorts a character.
func classOf(r rune) class {
	switch {
	case r == ' ' || r == '\n':
		return void
	case r < 0x2E80 && !wide.has(r):
		return word
	}
	return han
}

// The rules of line ends. notFirst never begins a line, notLast never ends
// one; a number is not parted from the unit after it or from what it numbers (表2), a day not
// from its month, nor a short bracket with a number, such as （0户）, or a path in two.
var (
	notFirst = signs("，。、；：？！）】》」』〉〕］｝〗’”…·—～％‰℃°,.;:?!)]}%»›")
	notLast  = signs("（【《「『〈〔［｛〖‘“([{«‹￥¥$＄№#＃")
	units    = signs("元％%‰℃万亿条户人个年月日周号档岁级件次天页行期份处家")
	myriads  = signs("万亿")
	numbered = signs("第表图")
)

// signs are some characters, of each of which is asked for every two that stand side by side.
type signs []rune

func (s signs) has(r rune) bool { return slices.Contains(s, r) }

// A seam says how well a line may end between two atoms.
type seam uint8

const (
	closed seam = iota // never, but in a word longer than the line
	firm               // before it comes to that
	free
)

// seamAt is the seam between the atoms at i-1 and i.
func seamAt(list []atom, i int) seam {
	a, b := list[i-1], list[i]
	switch {
	case b.class == void, notFirst.has(b.source), unicode.Is(unicode.M, b.source):
		return closed
	case a.class == void:
		return free
	case notLast.has(a.source), a.class == word && b.class == word:
		return closed
	case b.held, shortBracket(list, i), numbered.has(a.source) && number(b.source):
		return firm
	case number(a.source):
		return unitSeam(b.source)
	case i > 1 && a.source == '月' && number(list[i-2].source) && number(b.source):
		return firm
	case i > 1 && myriads.has(a.source) && number(list[i-2].source):
		return unitSeam(b.source)
	}
	return free
}

// unitSeam is the seam between a number and what follows it.
func unitSeam(after rune) seam {
	switch {
	case notFirst.has(after):
		return closed
	case units.has(after):
		return firm
	}
	return free
}

// mostBracket is how wide a bracket that is not parted may be, as a multiple of the
// width of its mark: a wider one would leave a hole at the end of the line before.
const mostBracket = 6.0

// shortBracket reports whether the seam before the atom at i lies within a short
// bracket that holds a number.
func shortBracket(list []atom, i int) bool {
	open, most := i-1, int(mostBracket*2) // digits are half as wide
	for ; open >= 0 && list[open].source != '（'; open-- {
		if list[open].source == '）' || i-open > most {
			return false
		}
	}
	if open < 0 {
		return false
	}
	width, numbers := 0.0, false
	for _, a := range list[open:min(len(list), open+most)] {
		width += a.before + a.width
		numbers = numbers || number(a.source)
		if a.source == '）' {
			return numbers && width <= mostBracket*list[open].width
		}
	}
	return false
}

func number(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }
