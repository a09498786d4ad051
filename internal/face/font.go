package face

import (
	"encoding/binary"
	"errors"
	"fmt"
	"sync"

	"golang.org/x/image/font/sfnt"
)

// em is the unit widths are told in: thousandths of the type size, as in PDF.
const em = 1000

// A Font is one TrueType font, ready to measure. Its methods may be called
// from several goroutines at once.
type Font struct {
	content  []byte
	tables   map[string][]byte
	hmtx     []byte
	units    int // font units in an em
	glyphs   int
	wide     int // glyphs with a width of their own; later ones share the last
	longLoca bool
	plane    []uint16 // character → glyph for the characters up to U+FFFF
	beyond   []span   // the same above U+FFFF, ascending

	shapes  sync.Once
	shape   *sfnt.Font
	shapeNo error
}

// A span is a run of characters with a run of glyphs.
type span struct{ first, last, glyph uint32 }

// The faults of a font file, as the operator reads them.
var (
	errCollection = errors.New("这是字体集（TTC），不能使用，请换成单个的 TTF 文件，或在 bangfu.toml 的 [fonts] 留空改用内置字体")
	errPostScript = errors.New("这是 OpenType（OTF）字体，不能使用，请换成 TTF 文件，或在 bangfu.toml 的 [fonts] 留空改用内置字体")
	errNoFont     = errors.New("不是完整的 TTF 字体文件，请重新复制一份，或在 bangfu.toml 的 [fonts] 留空改用内置字体")
	errRestricted = errors.New("这个字体不许嵌入文件（版权设置），请换一个，或在 bangfu.toml 的 [fonts] 留空改用内置字体")
)

// needed are the tables without which a font cannot be measured and cut.
var needed = []string{"head", "hhea", "maxp", "hmtx", "cmap", "loca", "glyf"}

// parse reads a TrueType font. The bytes are kept and must not be changed.
func parse(content []byte) (*Font, error) {
	tables, err := directory(content)
	if err != nil {
		return nil, err
	}
	for _, name := range needed {
		if len(tables[name]) == 0 {
			return nil, fmt.Errorf("缺 %s 表: %w", name, errNoFont)
		}
	}
	f := &Font{content: content, tables: tables, hmtx: tables["hmtx"]}
	if err := f.measures(); err != nil {
		return nil, err
	}
	if err := f.characters(); err != nil {
		return nil, err
	}
	return f, nil
}

// directory is the tables of a font file by name.
func directory(content []byte) (map[string][]byte, error) {
	if len(content) < 12 {
		return nil, errNoFont
	}
	switch magic := string(content[:4]); magic {
	case "ttcf":
		return nil, errCollection
	case "OTTO":
		return nil, errPostScript
	case "\x00\x01\x00\x00", "true":
	default:
		return nil, errNoFont
	}
	count := int(binary.BigEndian.Uint16(content[4:]))
	if len(content) < 12+16*count {
		return nil, errNoFont
	}
	tables := make(map[string][]byte, count)
	for i := range count {
		entry := content[12+16*i:]
		offset, length := uint64(binary.BigEndian.Uint32(entry[8:])), uint64(binary.BigEndian.Uint32(entry[12:]))
		if offset+length > uint64(len(content)) {
			return nil, errNoFont
		}
		tables[string(entry[:4])] = content[offset : offset+length : offset+length]
	}
	return tables, nil
}

// measures reads what the head tables say, and checks the sizes of the others
// against it.
func (f *Font) measures() error {
	head, hhea, maxp := f.tables["head"], f.tables["hhea"], f.tables["maxp"]
	if len(head) < 54 || len(hhea) < 36 || len(maxp) < 6 {
		return errNoFont
	}
	f.units = int(binary.BigEndian.Uint16(head[18:]))
	f.longLoca = binary.BigEndian.Uint16(head[50:]) == 1
	f.glyphs = int(binary.BigEndian.Uint16(maxp[4:]))
	f.wide = int(binary.BigEndian.Uint16(hhea[34:]))
	if f.units == 0 || f.glyphs == 0 || f.wide == 0 || f.wide > f.glyphs {
		return errNoFont
	}
	size := 2
	if f.longLoca {
		size = 4
	}
	if len(f.tables["loca"]) < size*(f.glyphs+1) || len(f.tables["hmtx"]) < 4*f.wide+2*(f.glyphs-f.wide) {
		return errNoFont
	}
	if os2 := f.tables["OS/2"]; len(os2) >= 10 && restricted(binary.BigEndian.Uint16(os2[8:])) {
		return errRestricted
	}
	return nil
}

// glyph is the glyph of a character, 0 when the font has none.
func (f *Font) glyph(r rune) int {
	if r < 0 {
		return 0
	}
	if int(r) < len(f.plane) {
		return int(f.plane[r])
	}
	low, high := 0, len(f.beyond)
	for low < high {
		middle := (low + high) / 2
		switch s := f.beyond[middle]; {
		case uint32(r) < s.first:
			high = middle
		case uint32(r) > s.last:
			low = middle + 1
		default:
			return int(s.glyph + uint32(r) - s.first)
		}
	}
	return 0
}

// has reports whether the font has a character.
func (f *Font) has(r rune) bool { return f.glyph(r) != 0 }

// Width is how far a character moves the pen, in thousandths of the type
// size. A character the font lacks is as wide as the font's empty box.
func (f *Font) Width(r rune) int { return f.width(f.glyph(r)) * em / f.units }

// width is the advance of a glyph in font units.
func (f *Font) width(glyph int) int {
	return int(binary.BigEndian.Uint16(f.hmtx[4*min(glyph, f.wide-1):]))
}

// staple are characters every document has; a font without one of them is
// refused at start.
const staple = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" +
	".,:;-+/%()，。、；：？！（）《》“”—…〔〕·" +
	"一二三四五六七八九十弱势群体客户帮扶申请备案货源投放县区市局年月日第页共合计许可证姓名低保残疾临时困难"

// complete is nil when the font has the staple characters, else an error
// naming some that are missing.
func (f *Font) complete() error {
	var missing []rune
	for _, r := range staple {
		if !f.has(r) {
			missing = append(missing, r)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return fmt.Errorf("字体缺 %d 个常用字（如 %s），请换一个中文 TTF 字体，或在 bangfu.toml 的 [fonts] 留空改用内置字体",
		len(missing), string(missing[:min(len(missing), 8)]))
}

// restricted reports whether the rights of a font forbid to embed it, or a
// part of it, in a document.
func restricted(rights uint16) bool { return rights&0x000F == 2 || rights&0x0300 != 0 }
