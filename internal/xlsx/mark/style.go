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
	said  map[saidStyle]int
	plain map[int]int         // old marks: style → the same without our fill
	fills map[int]*ooxml.Node // by style
}

type tonedStyle struct {
	base int
	tone sheet.Tone
	code bool
}

// saidStyle tells the formats of 结果 and 问题 apart.
type saidStyle struct {
	tone  sheet.Tone
	align string
	wrap  bool
}

// mostStyles is where Excel stops; close to it a mark keeps the cell's
// own style, and the words in 结果 must do.
const mostStyles = 64000

// styleOrder is the order of the lists in a style sheet.
var styleOrder = []string{"numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst"}

func newStyles(root *ooxml.Node) *styleSheet {
	s := &styleSheet{root: root, seen: map[string]int{}, tones: map[tonedStyle]int{}, said: map[saidStyle]int{}, plain: map[int]int{}, fills: map[int]*ooxml.Node{}}
	s.complete()
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

// leastEntries are what the lists of a style sheet hold at least: formats name
// the first of each, and the first two fills are never ours to choose.
var leastEntries = map[string][]string{
	"fonts":        {`<font><sz val="11"/><name val="` + sheet.Font + `"/></font>`},
	"fills":        {`<fill><patternFill patternType="none"/></fill>`, `<fill><patternFill patternType="gray125"/></fill>`},
	"borders":      {`<border><left/><right/><top/><bottom/><diagonal/></border>`},
	"cellStyleXfs": {`<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>`},
	"cellXfs":      {plainFormat},
}

// plainFormat is a cell format without any look.
const plainFormat = `<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`

// complete gives the style sheet the lists it lacks.
func (s *styleSheet) complete() {
	for _, name := range []string{"fonts", "fills", "borders", "cellStyleXfs", "cellXfs"} {
		for i := len(s.entries(name)); i < len(leastEntries[name]); i++ {
			s.put(name, s.make(leastEntries[name][i]))
		}
	}
}

// reach makes a number that cells use, but that the list does not have, the
// plain format it is taken for: what is appended must not give it a look.
func (s *styleSheet) reach(id int) {
	for len(s.entries("cellXfs")) <= min(id, mostStyles) {
		s.put("cellXfs", s.make(plainFormat))
	}
}

// put puts an entry behind its list.
func (s *styleSheet) put(list string, n *ooxml.Node) {
	l := s.list(list)
	l.Add(n)
	l.Set("count", fmt.Sprint(len(s.entries(list))))
}

// entries are the elements of a list of the style sheet.
func (s *styleSheet) entries(list string) []*ooxml.Node {
	n := s.root.Child(list)
	if n == nil {
		return nil
	}
	var out []*ooxml.Node
	for _, k := range n.Kids {
		if k.Name != "" && k.Space == n.Space {
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
	n := s.root.Make("<" + name + ` count="0"></` + name + ">")
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
	id := len(s.entries(list))
	s.put(list, n)
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
	return s.make(plainFormat)
}

// make is a new entry in the style sheet's own namespace.
func (s *styleSheet) make(fragment string) *ooxml.Node { return s.root.Make(fragment) }

func (s *styleSheet) full() bool { return len(s.entries("cellXfs")) >= mostStyles }

// toned is a cell format with its fill changed to a tone's, and its number
// format to text for a code, and nothing else.
func (s *styleSheet) toned(base int, tone sheet.Tone, code bool) int {
	key := tonedStyle{base, tone, code}
	if id, ok := s.tones[key]; ok {
		return id
	}
	id := base
	xf := s.base(base)
	if colour := s.shade(xf)[tone]; !s.full() && (colour != "" || code) {
		if colour != "" {
			setFill(xf, s.fill(colour))
		}
		if code {
			xf.Set("numFmtId", textFormat)
			xf.Set("applyNumberFormat", "1")
		}
		id = s.append("cellXfs", xf)
	}
	s.tones[key] = id
	return id
}

// textFormat is the number of the built-in format of texts.
const textFormat = "49"

func (s *styleSheet) filled(base, fill int) int {
	xf := s.base(base)
	setFill(xf, fill)
	return s.append("cellXfs", xf)
}

func setFill(xf *ooxml.Node, fill int) {
	xf.Set("fillId", fmt.Sprint(fill))
	xf.Set("applyFill", "1")
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
	if s.oursOn(id) {
		plain = s.filled(id, 0)
	}
	s.plain[id] = plain
	return plain
}

// oursOn reports whether a cell format has a fill in one of our colours.
func (s *styleSheet) oursOn(id int) bool {
	n := s.fillOf(id)
	return n != nil && isOurs(fillColour(n))
}

// fillOf is the fill of a cell format, nil when it has none.
func (s *styleSheet) fillOf(id int) *ooxml.Node {
	if n, ok := s.fills[id]; ok {
		return n
	}
	s.fills[id] = fillIn(s.entries("fills"), s.base(id))
	return s.fills[id]
}

// fillIn is the fill that a cell format names, nil for none.
func fillIn(fills []*ooxml.Node, xf *ooxml.Node) *ooxml.Node {
	f := xf.Number("fillId")
	if f <= 0 || f >= len(fills) {
		return nil
	}
	if p := fills[f].Child("patternFill"); p != nil && (p.Attr("patternType") == "" || p.Attr("patternType") == "none") {
		return nil
	}
	return fills[f]
}

// refilled is a cell format with a fill that an earlier receipt remembers;
// what is no fill takes it off.
func (s *styleSheet) refilled(id int, fill string) int {
	n, err := s.root.Take(fill)
	if err != nil || n.Name != "fill" || n.Space != s.root.Space {
		return s.filled(id, 0)
	}
	return s.filled(id, s.append("fills", n))
}

func isOurs(colour string) bool {
	for _, shade := range []map[sheet.Tone]string{sheet.Fills, sheet.DarkFills} {
		for _, c := range shade {
			if c == colour {
				return true
			}
		}
	}
	return false
}

// size is that of the workbook's own type in points, whose digits the widths of its
// columns count; 0 when it is not said.
func (s *styleSheet) size() float64 {
	fonts, own := s.entries("fonts"), 0
	if normal := s.entries("cellStyleXfs"); len(normal) > 0 {
		own = normal[0].Number("fontId")
	}
	if own < 0 || own >= len(fonts) {
		return 0
	}
	size := fonts[own].Child("sz")
	if size == nil {
		return 0
	}
	return ooxml.AttrFloat(size.Open, "val", 0)
}

// words is the format of 结果 and 问题: ruled, in the workbook's own font, wrapped or kept
// inside its cell.
func (s *styleSheet) words(tone sheet.Tone, align string, wrap bool) int {
	key := saidStyle{tone, align, wrap}
	id, made := s.said[key]
	if !made {
		id = s.makeWords(key)
		s.said[key] = id
	}
	return id
}

func (s *styleSheet) makeWords(k saidStyle) int {
	line := func(side string) string {
		return "<" + side + ` style="thin"><color rgb="FF` + sheet.LineColour + `"/></` + side + ">"
	}
	border := s.append("borders", s.make("<border>"+line("left")+line("right")+line("top")+line("bottom")+"<diagonal/></border>"))
	fill := 0
	if colour := sheet.Fills[k.tone]; colour != "" {
		fill = s.fill(colour)
	}
	fit := `wrapText="0" shrinkToFit="1"`
	if k.wrap {
		fit = `wrapText="1"`
	}
	return s.append("cellXfs", s.make(fmt.Sprintf(`<xf numFmtId="49" fontId="0" fillId="%d" borderId="%d" xfId="0" applyNumberFormat="1"`+
		` applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="%s" vertical="center" %s/></xf>`, fill, border, k.align, fit)))
}

// imported maps the style numbers of a sheet written by Write.
type imported map[int]int

// transplant takes over the cell formats of another style sheet.
func (s *styleSheet) transplant(from *ooxml.Node) imported {
	other := newStyles(from)
	moved := func(list string) []int {
		var ids []int
		for _, n := range other.entries(list) {
			ids = append(ids, s.append(list, s.root.Adopt(n)))
		}
		return ids
	}
	fonts, fills, borders := moved("fonts"), moved("fills"), moved("borders")
	formats := s.numberFormats(other)
	out := imported{}
	for i, n := range other.entries("cellXfs") {
		xf := s.root.Adopt(n)
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
			c := s.root.Adopt(n)
			c.Set("numFmtId", fmt.Sprint(id))
			s.append("numFmts", c)
		}
		out[n.Number("numFmtId")] = id
	}
	return out
}

// anyOurs reports whether some cell format has a fill in one of our colours.
func (s *styleSheet) anyOurs() bool {
	fills := s.entries("fills")
	for _, xf := range s.entries("cellXfs") {
		if n := fillIn(fills, xf); n != nil && isOurs(fillColour(n)) {
			return true
		}
	}
	return false
}

// dxfFilled reports whether a conditional format's look has a fill.
func (s *styleSheet) dxfFilled(id int) bool {
	list := s.entries("dxfs")
	return id >= 0 && id < len(list) && list[id].Child("fill") != nil
}
