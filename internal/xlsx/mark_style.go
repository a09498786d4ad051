package xlsx

import (
	"fmt"
	"strings"

	"bangfu/internal/sheet"
)

// markStyles adds to a workbook's own styles. What it adds stands behind what
// was there, so that no style number of the workbook changes its meaning.
type markStyles struct {
	root  *markNode
	seen  map[string]int // by list and text of the entry
	tones map[markTone]int
	plain map[int]int // old marks: style → the same without our fill
}

type markTone struct {
	base int
	tone sheet.Tone
}

// markMostStyles is where Excel stops; close to it a mark keeps the cell's
// own style, and the words in 结果 must do.
const markMostStyles = 64000

// markStyleOrder is the order of the lists in a style sheet.
var markStyleOrder = []string{"numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst"}

func newMarkStyles(root *markNode) *markStyles {
	s := &markStyles{root: root, seen: map[string]int{}, tones: map[markTone]int{}, plain: map[int]int{}}
	for _, name := range []string{"numFmts", "fonts", "fills", "borders", "cellXfs"} {
		for i, n := range s.entries(name) {
			key := name + string(n.bytes())
			if _, ok := s.seen[key]; !ok {
				s.seen[key] = i
			}
		}
	}
	return s
}

// entries are the elements of a list of the style sheet.
func (s *markStyles) entries(list string) []*markNode {
	n := s.root.child(list)
	if n == nil {
		return nil
	}
	var out []*markNode
	for _, k := range n.kids {
		if k.name != "" {
			out = append(out, k)
		}
	}
	return out
}

// list is a list of the style sheet, made where the schema wants it.
func (s *markStyles) list(name string) *markNode {
	if n := s.root.child(name); n != nil {
		return n
	}
	tag := s.root.prefix() + name
	n := &markNode{name: name, open: []byte("<" + tag + ` count="0">`), end: []byte("</" + tag + ">")}
	for i, x := range markStyleOrder {
		if x == name {
			s.root.place(n, markStyleOrder[i+1:]...)
		}
	}
	return n
}

// append puts an entry behind its list, unless the same stands there already,
// and returns its number.
func (s *markStyles) append(list string, n *markNode) int {
	key := list + string(n.bytes())
	if id, ok := s.seen[key]; ok {
		return id
	}
	l := s.list(list)
	id := len(s.entries(list))
	l.add(n)
	l.set("count", fmt.Sprint(id+1))
	s.seen[key] = id
	return id
}

// base is a cell format of the workbook; a number it does not have gives the
// first.
func (s *markStyles) base(id int) *markNode {
	formats := s.entries("cellXfs")
	if id >= 0 && id < len(formats) {
		return formats[id].copy()
	}
	return s.make(`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`)
}

// make is a new entry in the style sheet's own namespace.
func (s *markStyles) make(fragment string) *markNode { return markNew(fragment).in(s.root) }

func (s *markStyles) full() bool { return len(s.entries("cellXfs")) >= markMostStyles }

// toned is a cell format with its fill changed to a tone's, and nothing else.
func (s *markStyles) toned(base int, tone sheet.Tone) int {
	key := markTone{base, tone}
	if id, ok := s.tones[key]; ok {
		return id
	}
	id := base
	if colour := sheet.Fills[tone]; colour != "" && !s.full() {
		id = s.filled(base, s.fill(colour))
	}
	s.tones[key] = id
	return id
}

func (s *markStyles) filled(base, fill int) int {
	xf := s.base(base)
	xf.set("fillId", fmt.Sprint(fill))
	xf.set("applyFill", "1")
	return s.append("cellXfs", xf)
}

func (s *markStyles) fill(colour string) int {
	for i, n := range s.entries("fills") {
		if markFillColour(n) == colour {
			return i
		}
	}
	return s.append("fills", s.make(`<fill><patternFill patternType="solid"><fgColor rgb="FF`+colour+`"/><bgColor indexed="64"/></patternFill></fill>`))
}

// markFillColour is the RGB of a solid fill, "" for any other.
func markFillColour(fill *markNode) string {
	p := fill.child("patternFill")
	if p == nil || p.attr("patternType") != "solid" {
		return ""
	}
	c := p.child("fgColor")
	if c == nil {
		return ""
	}
	rgb := strings.ToUpper(c.attr("rgb"))
	if len(rgb) == 8 {
		rgb = rgb[2:]
	}
	return rgb
}

// cleared is a cell format without a fill of ours; the same number when it
// has none.
func (s *markStyles) cleared(id int) int {
	if plain, ok := s.plain[id]; ok {
		return plain
	}
	plain := id
	fills, xf := s.entries("fills"), s.base(id)
	if f := xf.number("fillId"); f > 0 && f < len(fills) && markIsOurs(markFillColour(fills[f])) {
		plain = s.filled(id, 0)
	}
	s.plain[id] = plain
	return plain
}

func markIsOurs(colour string) bool {
	for _, c := range sheet.Fills {
		if c == colour {
			return true
		}
	}
	return false
}

// words is the format of 结果 and 问题: ruled, wrapped, in the workbook's own font.
func (s *markStyles) words(tone sheet.Tone, align string) int {
	line := func(side string) string {
		return "<" + side + ` style="thin"><color rgb="FF` + writeLineColour + `"/></` + side + ">"
	}
	border := s.append("borders", s.make("<border>"+line("left")+line("right")+line("top")+line("bottom")+"<diagonal/></border>"))
	fill := 0
	if colour := sheet.Fills[tone]; colour != "" {
		fill = s.fill(colour)
	}
	return s.append("cellXfs", s.make(fmt.Sprintf(`<xf numFmtId="49" fontId="0" fillId="%d" borderId="%d" xfId="0" applyNumberFormat="1"`+
		` applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="%s" vertical="center" wrapText="1"/></xf>`, fill, border, align)))
}

// markImported maps the style numbers of a sheet written by Write.
type markImported map[int]int

// transplant takes over the cell formats of another style sheet.
func (s *markStyles) transplant(from *markNode) markImported {
	other := newMarkStyles(from)
	moved := func(list string) []int {
		var ids []int
		for _, n := range other.entries(list) {
			ids = append(ids, s.append(list, n.copy().in(s.root)))
		}
		return ids
	}
	fonts, fills, borders := moved("fonts"), moved("fills"), moved("borders")
	formats := s.numberFormats(other)
	out := markImported{}
	for i, n := range other.entries("cellXfs") {
		xf := n.copy().in(s.root)
		xf.set("fontId", fmt.Sprint(markPick(fonts, xf.number("fontId"))))
		xf.set("fillId", fmt.Sprint(markPick(fills, xf.number("fillId"))))
		xf.set("borderId", fmt.Sprint(markPick(borders, xf.number("borderId"))))
		xf.set("xfId", "0")
		if id, ok := formats[xf.number("numFmtId")]; ok {
			xf.set("numFmtId", fmt.Sprint(id))
		}
		out[i] = s.append("cellXfs", xf)
	}
	return out
}

func markPick(ids []int, i int) int {
	if i >= 0 && i < len(ids) {
		return ids[i]
	}
	return 0
}

// numberFormats takes over the number formats of another style sheet under
// free numbers.
func (s *markStyles) numberFormats(other *markStyles) map[int]int {
	codes, highest := map[string]int{}, 163
	for _, n := range s.entries("numFmts") {
		codes[n.attr("formatCode")] = n.number("numFmtId")
		highest = max(highest, n.number("numFmtId"))
	}
	out := map[int]int{}
	for _, n := range other.entries("numFmts") {
		id, ok := codes[n.attr("formatCode")]
		if !ok {
			highest++
			id = highest
			c := n.copy().in(s.root)
			c.set("numFmtId", fmt.Sprint(id))
			s.append("numFmts", c)
		}
		out[n.number("numFmtId")] = id
	}
	return out
}

// anyOurs reports whether some cell format has a fill of ours.
func (s *markStyles) anyOurs() bool {
	fills := s.entries("fills")
	for _, xf := range s.entries("cellXfs") {
		if f := xf.number("fillId"); f > 0 && f < len(fills) && markIsOurs(markFillColour(fills[f])) {
			return true
		}
	}
	return false
}
