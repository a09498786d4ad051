package face

import (
	"encoding/binary"
	"fmt"
	"sort"
)

// Subset is a TrueType font with the glyphs of some characters only, for
// embedding in a document. Characters above U+FFFF and those the font lacks
// are left out. The same characters give the same bytes, in whatever order
// they come.
func (f *Font) Subset(runes []rune) ([]byte, error) {
	cut, err := f.cut(runes)
	if err != nil {
		return nil, err
	}
	tables := map[string][]byte{
		"cmap": cut.cmap(), "glyf": cut.glyf, "loca": cut.loca, "hmtx": cut.hmtx,
		"head": f.patched("head", 50, 1), "hhea": f.patched("hhea", 34, len(cut.glyphs)), "maxp": f.patched("maxp", 4, len(cut.glyphs)),
		"name": {0, 0, 0, 0, 0, 6}, // no names: format 0, no record
		"post": f.post(), "OS/2": f.tables["OS/2"],
	}
	for _, name := range []string{"cvt ", "fpgm", "prep"} {
		tables[name] = f.tables[name]
	}
	binary.BigEndian.PutUint32(tables["head"][8:], 0)
	return assemble(tables), nil
}

// A cutting is a subset in the making.
type cutting struct {
	runes  []rune      // ascending, without repeats
	glyphs []int       // old numbers, in new order
	number map[int]int // old number → new number, of components
	glyf   []byte
	loca   []byte
	hmtx   []byte
}

// cut gathers the glyphs of some characters: first the empty box, then one for
// each character, then the components of those that are composed.
func (f *Font) cut(runes []rune) (*cutting, error) {
	c := &cutting{glyphs: []int{0}, number: map[int]int{0: 0}}
	sorted := append([]rune{}, runes...)
	sort.Slice(sorted, func(i, j int) bool { return sorted[i] < sorted[j] })
	for i, r := range sorted {
		if r > 0xFFFE || !f.has(r) || i > 0 && r == sorted[i-1] {
			continue
		}
		c.runes = append(c.runes, r)
		c.glyphs = append(c.glyphs, f.glyph(r))
	}
	for i := 0; i < len(c.glyphs); i++ { // components are appended on the way
		if err := c.copy(f, c.glyphs[i]); err != nil {
			return nil, err
		}
	}
	c.loca = binary.BigEndian.AppendUint32(c.loca, uint32(len(c.glyf)))
	if len(c.glyf) == 0 { // only blank glyphs: a font without the table is none
		c.glyf = make([]byte, 4)
	}
	return c, nil
}

// copy appends one glyph, its components renumbered.
func (c *cutting) copy(f *Font, glyph int) error {
	shape, err := f.glyf(glyph)
	if err != nil {
		return err
	}
	shape = append([]byte{}, shape...)
	err = components(shape, func(at int) {
		old := int(binary.BigEndian.Uint16(shape[at:]))
		if _, has := c.number[old]; !has {
			c.number[old] = len(c.glyphs)
			c.glyphs = append(c.glyphs, old)
		}
		binary.BigEndian.PutUint16(shape[at:], uint16(c.number[old]))
	})
	if err != nil {
		return fmt.Errorf("face: glyph %d: %w", glyph, err)
	}
	for len(shape)%4 != 0 {
		shape = append(shape, 0)
	}
	c.loca = binary.BigEndian.AppendUint32(c.loca, uint32(len(c.glyf)))
	c.glyf = append(c.glyf, shape...)
	c.hmtx = binary.BigEndian.AppendUint16(c.hmtx, uint16(f.width(glyph)))
	c.hmtx = binary.BigEndian.AppendUint16(c.hmtx, f.bearing(glyph))
	return nil
}

// The flags of a component of a composed glyph.
const (
	wideArguments = 1 << 0
	oneScale      = 1 << 3
	moreFollow    = 1 << 5
	twoScales     = 1 << 6
	matrix        = 1 << 7
)

// components calls visit with the place of each component's glyph number.
func components(shape []byte, visit func(at int)) error {
	if len(shape) < 10 || int16(binary.BigEndian.Uint16(shape)) >= 0 {
		return nil
	}
	for at := 10; ; {
		if at+4 > len(shape) {
			return errNoFont
		}
		flags := binary.BigEndian.Uint16(shape[at:])
		visit(at + 2)
		at += 6
		if flags&wideArguments != 0 {
			at += 2
		}
		switch {
		case flags&oneScale != 0:
			at += 2
		case flags&twoScales != 0:
			at += 4
		case flags&matrix != 0:
			at += 8
		}
		if flags&moreFollow == 0 {
			return nil
		}
	}
}

// glyf is the shape of a glyph; empty when it has no ink.
func (f *Font) glyf(glyph int) ([]byte, error) {
	if glyph >= f.glyphs {
		return nil, fmt.Errorf("face: glyph %d of %d: %w", glyph, f.glyphs, errNoFont)
	}
	loca, at := f.tables["loca"], func(i int) uint64 { return 2 * uint64(binary.BigEndian.Uint16(f.tables["loca"][2*i:])) }
	if f.longLoca {
		at = func(i int) uint64 { return uint64(binary.BigEndian.Uint32(loca[4*i:])) }
	}
	first, last := at(glyph), at(glyph+1)
	if first > last || last > uint64(len(f.tables["glyf"])) {
		return nil, fmt.Errorf("face: glyph %d: %w", glyph, errNoFont)
	}
	return f.tables["glyf"][first:last], nil
}

// bearing is the left side bearing of a glyph.
func (f *Font) bearing(glyph int) uint16 {
	if glyph < f.wide {
		return binary.BigEndian.Uint16(f.hmtx[4*glyph+2:])
	}
	return binary.BigEndian.Uint16(f.hmtx[4*f.wide+2*(glyph-f.wide):])
}

// patched is a copy of a table with one 16-bit value changed.
func (f *Font) patched(name string, at, value int) []byte {
	table := append([]byte{}, f.tables[name]...)
	binary.BigEndian.PutUint16(table[at:], uint16(value))
	return table
}

// post is the table of that name without glyph names.
func (f *Font) post() []byte {
	table := make([]byte, 32)
	copy(table, f.tables["post"])
	binary.BigEndian.PutUint32(table, 0x00030000)
	return table
}

// cmap is a character map of format 4: a run of characters with a run of
// glyphs is a segment.
func (c *cutting) cmap() []byte {
	type segment struct{ first, last, glyph int }
	var segments []segment
	for i, r := range c.runes {
		if n := len(segments); n > 0 && int(r) == segments[n-1].last+1 {
			segments[n-1].last++
			continue
		}
		segments = append(segments, segment{int(r), int(r), i + 1})
	}
	segments = append(segments, segment{0xFFFF, 0xFFFF, 0})
	power, log := 1, 0
	for power*2 <= len(segments) {
		power, log = power*2, log+1
	}
	table := words(0, 1, 3, 1, 0, 12,
		4, 16+8*len(segments), 0, 2*len(segments), 2*power, log, 2*len(segments)-2*power)
	for _, s := range segments {
		table = append(table, words(s.last)...)
	}
	table = append(table, 0, 0)
	for _, s := range segments {
		table = append(table, words(s.first)...)
	}
	for _, s := range segments {
		table = append(table, words((s.glyph-s.first)&0xFFFF)...)
	}
	return append(table, make([]byte, 2*len(segments))...)
}

// words is 16-bit numbers as bytes.
func words(values ...int) []byte {
	out := make([]byte, 0, 2*len(values))
	for _, v := range values {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	return out
}

// assemble is a font file of some tables.
func assemble(tables map[string][]byte) []byte {
	var names []string
	for name, table := range tables {
		if len(table) > 0 {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	power, log := 1, 0
	for power*2 <= len(names) {
		power, log = power*2, log+1
	}
	file := append([]byte{0, 1, 0, 0}, words(len(names), 16*power, log, 16*(len(names)-power))...)
	offset := len(file) + 16*len(names)
	var body []byte
	for _, name := range names {
		table := tables[name]
		size := len(table)
		table = append(table[:size:size], make([]byte, -size&3)...)
		file = append(file, name...)
		file = binary.BigEndian.AppendUint32(file, checksum(table))
		file = binary.BigEndian.AppendUint32(file, uint32(offset+len(body)))
		file = binary.BigEndian.AppendUint32(file, uint32(size))
		body = append(body, table...)
	}
	return append(file, body...)
}

// checksum is the sum of a padded table's 32-bit words.
func checksum(table []byte) uint32 {
	sum := uint32(0)
	for ; len(table) >= 4; table = table[4:] {
		sum += binary.BigEndian.Uint32(table)
	}
	return sum
}
