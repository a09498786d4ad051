package face

import (
	_ "embed"
	"fmt"
	"os"
	"sync"
)

// A Face is a role of a font in a document. The spare faces are the embedded
// ones: they serve characters that an office's own fonts lack.
type Face uint8

// The faces, in the order their fonts are kept in a Set.
const (
	Body         Face = iota // 宋: running text and tables
	Heading                  // 黑: headings and totals
	SpareBody                // the embedded 宋
	SpareHeading             // the embedded 黑
	faces        = iota
)

// Count is how many faces a Set has.
const Count = int(faces)

// A Set is the fonts of one program run, one a face. The zero Set is empty and
// sets nothing; take one from Embedded or Load.
type Set struct{ fonts [faces]*Font }

// Font is the font of a face.
func (s Set) Font(f Face) *Font { return s.fonts[f] }

// spares is the order in which the faces are asked for a character that the
// wanted face lacks.
var spares = [faces][]Face{
	Body:         {Body, SpareBody, Heading, SpareHeading},
	Heading:      {Heading, SpareHeading, Body, SpareBody},
	SpareBody:    {SpareBody, SpareHeading},
	SpareHeading: {SpareHeading, SpareBody},
}

// Pick is the face that sets a character wanted in face f: f itself, or the
// first other one that has it. It is false when no font has the character.
func (s Set) Pick(f Face, r rune) (Face, bool) {
	if s.fonts[f].has(r) {
		return f, true
	}
	for _, spare := range spares[f] {
		if s.fonts[spare].has(r) {
			return spare, true
		}
	}
	return f, false
}

// The embedded fonts. As bytes they are read where they lie in the program:
// only what is looked at takes memory.
var (
	//go:embed fonts/NotoSerifSC_400Regular.ttf
	bodyFont []byte
	//go:embed fonts/NotoSansSC_500Medium.ttf
	headingFont []byte
)

// The licence texts of the embedded fonts.
var (
	//go:embed fonts/NotoSerifSC_LICENSE.txt
	bodyLicence string
	//go:embed fonts/NotoSansSC_LICENSE.txt
	headingLicence string
)

// embedded is opened when it is first asked for. Nothing is called at start-up,
// so that a program which only names faces leaves the fonts out.
var embedded struct {
	once sync.Once
	set  Set
	err  error
}

// Embedded is the set of the two embedded fonts. They are read once a process.
func Embedded() (Set, error) {
	embedded.once.Do(func() { embedded.set, embedded.err = openEmbedded() })
	return embedded.set, embedded.err
}

func openEmbedded() (Set, error) {
	body, err := parse(bodyFont)
	if err != nil {
		return Set{}, fmt.Errorf("face: the embedded 宋: %w", err)
	}
	heading, err := parse(headingFont)
	if err != nil {
		return Set{}, fmt.Errorf("face: the embedded 黑: %w", err)
	}
	return Set{[faces]*Font{body, heading, body, heading}}, nil
}

// Load is the set with an office's own TTF files in the place of the embedded
// fonts; an empty path keeps the embedded one. It is the start-up check too:
// a file that cannot be read, is no TTF, may not be embedded, or lacks the
// characters every document has, is an error that says so in Chinese.
func Load(body, heading string) (Set, error) {
	set, err := Embedded()
	if err != nil {
		return Set{}, err
	}
	for f, path := range []string{Body: body, Heading: heading} {
		if path == "" {
			continue
		}
		font, err := open(path)
		if err != nil {
			return Set{}, err
		}
		if err := font.complete(); err != nil {
			return Set{}, fmt.Errorf("face: %s: %w", path, err)
		}
		set.fonts[f] = font
	}
	return set, nil
}

// open reads and parses one font file.
func open(path string) (*Font, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("face: %s: 字体文件读不出，请核对路径和读取权限: %w", path, err)
	}
	font, err := parse(content)
	if err != nil {
		return nil, fmt.Errorf("face: %s: %w", path, err)
	}
	return font, nil
}

// Licences is the licence texts of the embedded fonts, in the order Body,
// Heading.
func Licences() []string { return []string{bodyLicence, headingLicence} }
