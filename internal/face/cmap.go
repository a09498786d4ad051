package face

import (
	"encoding/binary"
	"sort"
)

// characters reads the character map: the widest Unicode table the font has.
func (f *Font) characters() error {
	cmap := f.tables["cmap"]
	if len(cmap) < 4 {
		return errNoFont
	}
	count := int(binary.BigEndian.Uint16(cmap[2:]))
	if len(cmap) < 4+8*count {
		return errNoFont
	}
	f.plane = make([]uint16, 1<<16)
	var short, long []byte
	for i := range count {
		entry := cmap[4+8*i:]
		platform, coding := binary.BigEndian.Uint16(entry), binary.BigEndian.Uint16(entry[2:])
		offset := uint64(binary.BigEndian.Uint32(entry[4:]))
		if offset+8 > uint64(len(cmap)) || !unicodeMap(platform, coding) {
			continue
		}
		switch table := cmap[offset:]; binary.BigEndian.Uint16(table) {
		case 4:
			short = table
		case 12:
			long = table
		}
	}
	switch {
	case long != nil:
		return f.groups(long)
	case short != nil:
		return f.segments(short)
	}
	return errNoFont
}

// unicodeMap reports whether a character map speaks Unicode.
func unicodeMap(platform, coding uint16) bool {
	return platform == 0 && coding != 5 || platform == 3 && (coding == 1 || coding == 10)
}

// groups reads a table of format 12.
func (f *Font) groups(table []byte) error {
	if len(table) < 16 {
		return errNoFont
	}
	count := uint64(binary.BigEndian.Uint32(table[12:]))
	if uint64(len(table)) < 16+12*count {
		return errNoFont
	}
	for i := range count {
		entry := table[16+12*i:]
		s := span{binary.BigEndian.Uint32(entry), binary.BigEndian.Uint32(entry[4:]), binary.BigEndian.Uint32(entry[8:])}
		if s.last < s.first || s.last > 0x10FFFF || uint64(s.glyph)+uint64(s.last-s.first) >= uint64(f.glyphs) {
			return errNoFont
		}
		for ; s.first <= s.last && s.first < 1<<16; s.first, s.glyph = s.first+1, s.glyph+1 {
			f.plane[s.first] = uint16(s.glyph)
		}
		if s.first <= s.last {
			f.beyond = append(f.beyond, s)
		}
	}
	sort.Slice(f.beyond, func(i, j int) bool { return f.beyond[i].first < f.beyond[j].first })
	return nil
}

// segments reads a table of format 4.
func (f *Font) segments(table []byte) error {
	word := func(i int) int {
		if i+2 > len(table) {
			return 0
		}
		return int(binary.BigEndian.Uint16(table[i:]))
	}
	count := word(6) / 2
	if count == 0 || len(table) < 16+8*count {
		return errNoFont
	}
	ends, starts := 14, 16+2*count
	deltas, offsets := starts+2*count, starts+4*count
	for i := range count {
		first, last := word(starts+2*i), word(ends+2*i)
		for c := first; c <= last && c < 0xFFFF; c++ {
			glyph := c
			if offset := word(offsets + 2*i); offset != 0 {
				if glyph = word(offsets + 2*i + offset + 2*(c-first)); glyph == 0 {
					continue
				}
			}
			if glyph = (glyph + word(deltas+2*i)) & 0xFFFF; glyph < f.glyphs {
				f.plane[c] = uint16(glyph)
			}
		}
	}
	return nil
}
