package mark

import (
	"fmt"
	"strings"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// styleSheet adds to a workbook's own styles. What it adds stands behind what
// was there, so that no style number of the workbook changes its meaning.
type styleSheet struct {
	root  *ooxml.Node
	seen  map[string]int // by list and text of the entry
	tones map[tonedStyle]int
	plain map[int]int // old marks: style → the same without our fill
}

type tonedStyle struct {
	base int
	tone sheet.Tone
}

// mostStyles is where Excel stops; close to it a mark keeps the cell's
// own style, and the words in 结果 must do.
const mostStyles = 64000

// styleOrder is the order of the lists in a style sheet.
var styleOrder = []string{"numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst"}

func newStyles(root *ooxml.Node) *styleSheet {
	s := &styleSheet{root: root, seen: map[string]int{}, tones: map[tonedStyle]int{}, plain: map[int]int{}}
	for _, name := range []string{"numFmts", "fonts", "fills", "borders", "cellXfs"} {
		for i, n := range s.entries(name) {
			key := name + string(n.Bytes())
			if _, ok := s.seen[key]; !ok {
				s.seen[key] = i
			}
		}
	}
	return s
}

// entries are the elements of a list of the style sheet.
func (s *styleSheet) entries(list string) []*ooxml.Node {
	n := s.root.Child(list)
	if n == nil {
		return nil
	}
	var out []*ooxml.Node
	for _, k := range n.Kids {
		if k.Name != "" {
			out = append(out, k)
		}
	}
	return out
}

// list is a list of the style sheet, made where the schema wants it.
func (s *styleSheet) list(name string) *ooxml.Node {
	if n := s.root.Child(name); n != nil {
		return n
	}
	tag := s.root.Prefix() + name
	n := &ooxml.Node{Name: name, Open: []byte("<" + tag + ` count="0">`), End: []byte("</" + tag + ">")}
	for i, x := range styleOrder {
		if x == name {
			s.root.Place(n, styleOrder[i+1:]...)
		}
	}
	return n
}

// append puts an entry behind its list, unless the same stands there already,
// and returns its number.
func (s *styleSheet) append(list string, n *ooxml.Node) int {
	key := list + string(n.Bytes())
	if id, ok := s.seen[key]; ok {
		return id
	}
	l := s.list(list)
	id := len(s.entries(list))
	l.Add(n)
	l.Set("count", fmt.Sprint(id+1))
	s.seen[key] = id
	return id
}

// base is a cell format of the workbook; a number it does not have gives the
// first.
func (s *styleSheet) base(id int) *ooxml.Node {
	formats := s.entries("cellXfs")
	if id >= 0 && id < len(formats) {
		return formats[id].Copy()
	}
	return s.make(`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`)
}

// make is a new entry in the style sheet's own namespace.
func (s *styleSheet) make(fragment string) *ooxml.Node { return ooxml.Fragment(fragment).In(s.root) }

func (s *styleSheet) full() bool { return len(s.entries("cellXfs")) >= mostStyles }

// toned is a cell format with its fill changed to a tone's, and nothing else.
func (s *styleSheet) toned(base int, tone sheet.Tone) int {
	key := tonedStyle{base, tone}
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

func (s *styleSheet) filled(base, fill int) int {
	xf := s.base(base)
	xf.Set("fillId", fmt.Sprint(fill))
	xf.Set("applyFill", "1")
	return s.append("cellXfs", xf)
}

func (s *styleSheet) fill(colour string) int {
	for i, n := range s.entries("fills") {
		if fillColour(n) == colour {
			return i
		}
	}
	return s.append("fills", s.make(`<fill><patternFill patternType="solid"><fgColor rgb="FF`+colour+`"/><bgColor indexed="64"/></patternFill></fill>`))
}

// fillColour is the RGB of a solid fill, "" for any other.
func fillColour(fill *ooxml.Node) string {
	p := fill.Child("patternFill")
	if p == nil || p.Attr("patternType") != "solid" {
		return ""
	}
	c := p.Child("fgColor")
	if c == nil {
		return ""
	}
	rgb := strings.ToUpper(c.Attr("rgb"))
	if len(rgb) == 8 {
		rgb = rgb[2:]
	}
	return rgb
}

// cleared is a cell format without a fill of ours; the same number when it
// has none.
func (s *styleSheet) cleared(id int) int {
	if plain, ok := s.plain[id]; ok {
		return plain
	}
	plain := id
	fills, xf := s.entries("fills"), s.base(id)
	if f := xf.Number("fillId"); f > 0 && f < len(fills) && isOurs(fillColour(fills[f])) {
		plain = s.filled(id, 0)
	}
	s.plain[id] = plain
	return plain
}

func isOurs(colour string) bool {
	for _, c := range sheet.Fills {
		if c == colour {
			return true
		}
	}
	return false
}

// words is the format of 结果 and 问题: ruled, wrapped, in the workbook's own font.
func (s *styleSheet) words(tone sheet.Tone, align string) int {
	line := func(side string) string {
		return "<" + side + ` style="thin"><color rgb="FF` + sheet.LineColour + `"/></` + side + ">"
	}
	border := s.append("borders", s.make("<border>"+line("left")+line("right")+line("top")+line("bottom")+"<diagonal/></border>"))
	fill := 0
	if colour := sheet.Fills[tone]; colour != "" {
		fill = s.fill(colour)
	}
	return s.append("cellXfs", s.make(fmt.Sprintf(`<xf numFmtId="49" fontId="0" fillId="%d" borderId="%d" xfId="0" applyNumberFormat="1"`+
		` applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="%s" vertical="center" wrapText="1"/></xf>`, fill, border, align)))
}

// imported maps the style numbers of a sheet written by Write.
type imported map[int]int

// transplant takes over the cell formats of another style sheet.
func (s *styleSheet) transplant(from *ooxml.Node) imported {
	other := newStyles(from)
	moved := func(list string) []int {
		var ids []int
		for _, n := range other.entries(list) {
			ids = append(ids, s.append(list, n.Copy().In(s.root)))
		}
		return ids
	}
	fonts, fills, borders := moved("fonts"), moved("fills"), moved("borders")
	formats := s.numberFormats(other)
	out := imported{}
	for i, n := range other.entries("cellXfs") {
		xf := n.Copy().In(s.root)
		xf.Set("fontId", fmt.Sprint(pick(fonts, xf.Number("fontId"))))
		xf.Set("fillId", fmt.Sprint(pick(fills, xf.Number("fillId"))))
		xf.Set("borderId", fmt.Sprint(pick(borders, xf.Number("borderId"))))
		xf.Set("xfId", "0")
		if id, ok := formats[xf.Number("numFmtId")]; ok {
			xf.Set("numFmtId", fmt.Sprint(id))
		}
		out[i] = s.append("cellXfs", xf)
	}
	return out
}

func pick(ids []int, i int) int {
	if i >= 0 && i < len(ids) {
		return ids[i]
	}
	return 0
}

// numberFormats takes over the number formats of another style sheet under
// free numbers.
func (s *styleSheet) numberFormats(other *styleSheet) map[int]int {
	codes, highest := map[string]int{}, 163
	for _, n := range s.entries("numFmts") {
		codes[n.Attr("formatCode")] = n.Number("numFmtId")
		highest = max(highest, n.Number("numFmtId"))
	}
	out := map[int]int{}
	for _, n := range other.entries("numFmts") {
		id, ok := codes[n.Attr("formatCode")]
		if !ok {
			highest++
			id = highest
			c := n.Copy().In(s.root)
			c.Set("numFmtId", fmt.Sprint(id))
			s.append("numFmts", c)
		}
		out[n.Number("numFmtId")] = id
	}
	return out
}

// anyOurs reports whether some cell format has a fill of ours.
func (s *styleSheet) anyOurs() bool {
	fills := s.entries("fills")
	for _, xf := range s.entries("cellXfs") {
		if f := xf.Number("fillId"); f > 0 && f < len(fills) && isOurs(fillColour(fills[f])) {
			return true
		}
	}
	return false
}
