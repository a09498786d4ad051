package face

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// some are characters of many kinds that both embedded fonts have, é and 、
// and Latin ligature candidates among them.
const some = "0123456789 ABCxyz.,%é“”—…，。、（）〔〕弱势群体客户帮扶备案〓㎡①"

func set(t testing.TB) Set {
	t.Helper()
	s, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func cutBody(t testing.TB, text string) []byte {
	t.Helper()
	cut, err := set(t).Font(Body).Subset([]rune(text))
	if err != nil {
		t.Fatal(err)
	}
	return cut
}

// Widths are those a second reader of the font finds.
func TestWidths(t *testing.T) {
	for _, f := range []Face{Body, Heading} {
		ours := set(t).Font(f)
		theirs, err := sfnt.Parse(ours.content)
		if err != nil {
			t.Fatal(err)
		}
		var buffer sfnt.Buffer
		for _, r := range some + "𬭊" {
			glyph, err := theirs.GlyphIndex(&buffer, r)
			if err != nil {
				t.Fatal(err)
			}
			advance, err := theirs.GlyphAdvance(&buffer, glyph, fixed.I(1000), font.HintingNone)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := ours.Width(r), advance.Round(); got < want-1 || got > want {
				t.Errorf("face %d: %c is %d wide, the other reader says %d", f, r, got, want)
			}
			if ours.has(r) != (glyph != 0) {
				t.Errorf("face %d: has %c: %v", f, r, ours.has(r))
			}
		}
	}
}

func TestCoverage(t *testing.T) {
	for _, f := range []Face{Body, Heading} {
		if err := set(t).Font(f).complete(); err != nil {
			t.Errorf("face %d: %v", f, err)
		}
	}
	if f, has := set(t).Pick(Heading, '户'); f != Heading || !has {
		t.Errorf("户 in face %d, %v", f, has)
	}
	for _, r := range []rune{0x20BB7, 0x1F600, 0xE123, -1, 0x110000} {
		if f, has := set(t).Pick(Body, r); has {
			t.Errorf("U+%04X found in face %d", r, f)
		}
	}
}

// A cut font has the characters asked for, with the widths and shapes of the
// whole one, and no others.
func TestSubset(t *testing.T) {
	whole := set(t).Font(Body)
	cut, err := parse(cutBody(t, some+"𬭊😀"))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range some {
		if !cut.has(r) || cut.Width(r) != whole.Width(r) {
			t.Errorf("%c: has %v, width %d, want %d", r, cut.has(r), cut.Width(r), whole.Width(r))
			continue
		}
		got, err := cut.Outline(r)
		if err != nil {
			t.Fatalf("%c: %v", r, err)
		}
		want, err := whole.Outline(r)
		if err != nil {
			t.Fatal(err)
		}
		if len(got) != len(want) || len(got) > 0 && got[len(got)/2] != want[len(want)/2] {
			t.Errorf("%c: another shape", r)
		}
	}
	for _, r := range "甲乙𬭊" {
		if cut.has(r) {
			t.Errorf("the cut font has %c", r)
		}
	}
}

// composed is a font whose 乙 is made of the shape of 甲, moved: the embedded
// fonts have no composed glyph of a common character.
func composed(t *testing.T) []byte {
	font, err := parse(cutBody(t, "一乙甲"))
	if err != nil {
		t.Fatal(err)
	}
	c, err := font.cut([]rune("一乙甲"))
	if err != nil {
		t.Fatal(err)
	}
	third, err := font.glyf(font.glyph('甲'))
	if err != nil {
		t.Fatal(err)
	}
	// −1 contours, a box, then: flags (words are places), glyph 3, x 100, y 0
	second := append([]byte{0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0}, words(wideArguments|1<<1, 3, 100, 0)...)
	second = append(second, 0, 0)
	glyf := append(append([]byte{}, second...), third...)
	loca := make([]byte, 3*4) // the empty box and 一 have no ink here
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(second)))
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	return assemble(map[string][]byte{"cmap": c.cmap(), "glyf": glyf, "loca": loca, "hmtx": c.hmtx,
		"head": font.tables["head"], "hhea": font.tables["hhea"], "maxp": font.tables["maxp"],
		"name": font.tables["name"], "post": font.tables["post"], "OS/2": font.tables["OS/2"]})
}

func TestSubsetKeepsComponents(t *testing.T) {
	whole, err := parse(composed(t))
	if err != nil {
		t.Fatal(err)
	}
	bytes, err := whole.Subset([]rune("乙"))
	if err != nil {
		t.Fatal(err)
	}
	cut, err := parse(bytes)
	if err != nil {
		t.Fatal(err)
	}
	want, err := whole.Outline('甲')
	if err != nil {
		t.Fatal(err)
	}
	got, err := cut.Outline('乙')
	if err != nil {
		t.Fatal(err)
	}
	if cut.has('甲') || cut.glyphs != 3 || len(got) != len(want) || len(got) == 0 {
		t.Errorf("%d glyphs, %d steps, want %d", cut.glyphs, len(got), len(want))
	}
	if moved := got[0].To[0].X - want[0].To[0].X; moved != 100 {
		t.Errorf("the component is moved by %.2f", moved)
	}
}

func TestSubsetIsTheSameInAnyOrder(t *testing.T) {
	if !bytes.Equal(cutBody(t, "甲乙丙甲"), cutBody(t, "丙乙甲")) {
		t.Error("the order of the characters changes the font")
	}
}

// patch changes two bytes of a table of a font.
func patch(content []byte, table string, at int, value uint16) []byte {
	content = append([]byte{}, content...)
	for i := range int(binary.BigEndian.Uint16(content[4:])) {
		entry := content[12+16*i:]
		if string(entry[:4]) == table {
			binary.BigEndian.PutUint16(content[int(binary.BigEndian.Uint32(entry[8:]))+at:], value)
		}
	}
	return content
}

func TestParseRefuses(t *testing.T) {
	good := cutBody(t, staple)
	tests := []struct {
		name    string
		content []byte
		want    error
	}{
		{"nothing", nil, errNoFont},
		{"a text", []byte("not a font, only a text"), errNoFont},
		{"a collection", append([]byte("ttcf"), good[4:]...), errCollection},
		{"OpenType", append([]byte("OTTO"), good[4:]...), errPostScript},
		{"half a font", good[:len(good)/2], errNoFont},
		{"no embedding", patch(good, "OS/2", 8, 2), errRestricted},
		{"no subsetting", patch(good, "OS/2", 8, 0x100), errRestricted},
		{"no units", patch(good, "head", 18, 0), errNoFont},
		{"too many glyphs", patch(good, "maxp", 4, 0xFFFF), errNoFont},
	}
	for _, tt := range tests {
		if _, err := parse(tt.content); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
	}
	if _, err := parse(good); err != nil {
		t.Errorf("the good one: %v", err)
	}
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, content []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	office := write("office.ttf", cutBody(t, staple))
	s, err := Load(office, "")
	if err != nil {
		t.Fatal(err)
	}
	if f, _ := s.Pick(Body, '申'); f != Body {
		t.Errorf("申 is set in face %d", f)
	}
	if f, has := s.Pick(Body, '𬭊'); f != SpareBody || !has {
		t.Errorf("𬭊 is set in face %d, %v", f, has)
	}
	if s.Font(Heading) != set(t).Font(Heading) {
		t.Error("an empty path does not keep the embedded font")
	}
	few := write("few.ttf", cutBody(t, "只有几个字"))
	none := filepath.Join(dir, "none.ttf")
	collection := write("songti.ttc", append([]byte("ttcf"), make([]byte, 60)...))
	for path, want := range map[string]string{few: "常用字", none: "读不出", collection: "TTC"} {
		if _, err := Load("", path); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestLicences(t *testing.T) {
	texts := Licences()
	if len(texts) != 2 {
		t.Fatalf("%d licences", len(texts))
	}
	for i, text := range texts {
		if !strings.Contains(text, "SIL OPEN FONT LICENSE Version 1.1") {
			t.Errorf("licence %d is %.40q", i, text)
		}
	}
}

func FuzzParse(f *testing.F) {
	good := cutBody(f, "甲乙丙é")
	f.Add(good)
	f.Add(good[:len(good)/2])
	f.Add([]byte("ttcf"))
	f.Fuzz(func(t *testing.T, content []byte) {
		font, err := parse(content)
		if err != nil {
			return
		}
		for _, r := range "甲é𠮷" {
			font.Width(r)
			font.has(r)
		}
		if cut, err := font.Subset([]rune("甲乙é")); err == nil {
			if _, err := parse(cut); err != nil {
				t.Errorf("our own cut font: %v", err)
			}
		}
	})
}
