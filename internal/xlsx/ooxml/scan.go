package ooxml

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"slices"
	"strconv"
)

// PieceKind says what a piece of XML text is.
type PieceKind uint8

const (
	TextPiece PieceKind = iota // text, comment, declaration: passed through
	OpenTag                    // <a …>
	EmptyTag                   // <a …/>
	CloseTag                   // </a>
)

// Piece is one piece of XML exactly as it stands; raw is valid until the
// next piece is read.
type Piece struct {
	Kind PieceKind
	Raw  []byte
}

// Name is the local name of a tag, without its prefix.
func (p Piece) Name() []byte { return local(Qualified(p.Raw)) }

// Scanner cuts XML into pieces without changing a byte: what is not
// touched comes out as it went in.
type Scanner struct {
	r          io.Reader
	buf        []byte
	start, end int
	done       bool

	depth   int    // open elements, the one of the last tag included
	scope   *Scope // of the last tag
	saved   []saved
	leaving bool // the last tag ended its element
}

// saved is the scope that holds again when an element of that depth ends.
type saved struct {
	depth int
	scope *Scope
}

const pieceLimit = 64 << 20

var (
	errPiece    = errors.New("a piece of XML is too long")
	errCut      = errors.New("the XML ends in the middle")
	ErrEncoding = errors.New("the XML is not in UTF-8")
)

// Scan begins to read XML.
func Scan(r io.Reader) *Scanner {
	return &Scanner{r: r, buf: make([]byte, 64<<10)}
}

// ScanBytes scans what is in memory. Its buffer never moves, so that the
// pieces may be kept.
func ScanBytes(b []byte) *Scanner {
	return &Scanner{r: bytes.NewReader(nil), buf: b, end: len(b), done: true}
}

// Inside makes a scanner of a piece of a larger text know the prefixes that
// are bound there.
func (s *Scanner) Inside(scope *Scope) *Scanner { s.scope = scope; return s }

// Depth is how many elements are open, that of the last tag included: 1 for
// the tags of the root.
func (s *Scanner) Depth() int { return s.depth }

// Scope is what the prefixes mean in the last tag.
func (s *Scanner) Scope() *Scope { return s.scope }

// Name is the local name of the last tag when it is of a namespace, else "".
func (s *Scanner) Name(p Piece, space string) string {
	if q := Qualified(p.Raw); p.Kind != TextPiece && s.scope.of(q) == space {
		return string(local(q))
	}
	return ""
}

// AttrIn is an attribute of the last tag in a namespace, unescaped.
func (s *Scanner) AttrIn(p Piece, space, local string) string {
	return unescape(s.scope.attr(p.Raw, space, local))
}

// Next returns the next piece, or io.EOF.
func (s *Scanner) Next() (Piece, error) {
	s.leave()
	p, err := s.cut()
	if err != nil || p.Kind == TextPiece {
		return p, err
	}
	s.leaving = p.Kind != OpenTag
	if p.Kind != CloseTag {
		s.depth++
		if within := s.scope.within(p.Raw); within != s.scope {
			s.saved = append(s.saved, saved{s.depth, s.scope})
			s.scope = within
		}
	}
	return p, nil
}

// leave closes the element whose last tag was read.
func (s *Scanner) leave() {
	if !s.leaving {
		return
	}
	s.leaving = false
	if n := len(s.saved); n > 0 && s.saved[n-1].depth == s.depth {
		s.scope, s.saved = s.saved[n-1].scope, s.saved[:n-1]
	}
	s.depth--
}

func (s *Scanner) cut() (Piece, error) {
	if err := s.need(1); err != nil {
		return Piece{}, err
	}
	if s.buf[s.start] != '<' {
		return s.text()
	}
	if err := s.need(2); err != nil {
		return Piece{}, errCut
	}
	switch s.buf[s.start+1] {
	case '!', '?':
		return s.declared()
	}
	return s.tag()
}

// need makes sure that n bytes are in the buffer.
func (s *Scanner) need(n int) error {
	for s.end-s.start < n {
		if err := s.fill(); err != nil {
			return err
		}
	}
	return nil
}

func (s *Scanner) fill() error {
	if s.done {
		return io.EOF
	}
	if s.start > 0 && s.end == len(s.buf) {
		copy(s.buf, s.buf[s.start:s.end])
		s.start, s.end = 0, s.end-s.start
	}
	if s.end == len(s.buf) {
		if len(s.buf) >= pieceLimit {
			return errPiece
		}
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	n, err := s.r.Read(s.buf[s.end:])
	s.end += n
	if err == io.EOF {
		s.done = true
		if n > 0 {
			return nil
		}
	}
	return err
}

// take hands out the first n bytes as a piece.
func (s *Scanner) take(kind PieceKind, n int) Piece {
	raw := s.buf[s.start : s.start+n]
	s.start += n
	return Piece{kind, raw}
}

func (s *Scanner) text() (Piece, error) {
	for from := 0; ; {
		if i := bytes.IndexByte(s.buf[s.start+from:s.end], '<'); i >= 0 {
			return s.take(TextPiece, from+i), nil
		}
		from = s.end - s.start
		if err := s.fill(); err == io.EOF {
			return s.take(TextPiece, from), nil
		} else if err != nil {
			return Piece{}, err
		}
	}
}

// declared takes a comment, a CDATA section or a declaration.
func (s *Scanner) declared() (Piece, error) {
	if err := s.need(9); err != nil && err != io.EOF {
		return Piece{}, err
	}
	stop := []byte(">")
	switch head := s.buf[s.start:s.end]; {
	case bytes.HasPrefix(head, []byte("<!--")):
		stop = []byte("-->")
	case bytes.HasPrefix(head, []byte("<![CDATA[")):
		stop = []byte("]]>")
	case bytes.HasPrefix(head, []byte("<?")):
		stop = []byte("?>")
	}
	for {
		if i := bytes.Index(s.buf[s.start:s.end], stop); i >= 0 {
			return s.take(TextPiece, i+len(stop)), nil
		}
		if err := s.fill(); err != nil {
			return Piece{}, CutOr(err)
		}
	}
}

func (s *Scanner) tag() (Piece, error) {
	quote := byte(0)
	for i := 1; ; i++ {
		if s.start+i == s.end {
			if err := s.fill(); err != nil {
				return Piece{}, CutOr(err)
			}
		}
		switch b := s.buf[s.start+i]; {
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case b == '"' || b == '\'':
			quote = b
		case b == '>':
			return s.take(tagKind(s.buf[s.start:s.start+i+1]), i+1), nil
		}
	}
}

// CutOr says that the text ended too early where an error is only its end.
func CutOr(err error) error {
	if err == io.EOF {
		return errCut
	}
	return err
}

func tagKind(raw []byte) PieceKind {
	switch {
	case raw[1] == '/':
		return CloseTag
	case raw[len(raw)-2] == '/':
		return EmptyTag
	}
	return OpenTag
}

// Qualified is the name of a tag with its prefix.
func Qualified(raw []byte) []byte {
	for len(raw) > 0 && (raw[0] == '<' || raw[0] == '/') {
		raw = raw[1:]
	}
	if i := slices.IndexFunc(raw, endsName); i >= 0 {
		return raw[:i]
	}
	return raw
}

func endsName(b byte) bool { return isSpace(b) || b == '/' || b == '>' }

func local(name []byte) []byte {
	return name[bytes.IndexByte(name, ':')+1:]
}

// attribute is one attribute of a tag and where it stands: from is the space
// before it, to is its closing quote.
type attribute struct {
	name, value []byte
	from, to    int
}

// attrs are the attributes of a tag, in order, up to where it is no XML.
func attrs(tag []byte) iter.Seq[attribute] {
	return func(yield func(attribute) bool) {
		for i := slices.IndexFunc(tag, isSpace); i >= 0 && i < len(tag); {
			a, ok := attrFrom(tag, i)
			if !ok || !yield(a) {
				return
			}
			i = a.to + 1
		}
	}
}

// attrFrom is the attribute that stands next at a place in a tag.
func attrFrom(tag []byte, from int) (a attribute, ok bool) {
	i := from
	for i < len(tag) && isSpace(tag[i]) {
		i++
	}
	eq := bytes.IndexByte(tag[i:], '=')
	if eq < 0 {
		return a, false
	}
	open := i + eq + 1
	for open < len(tag) && isSpace(tag[open]) {
		open++
	}
	if open >= len(tag) {
		return a, false
	}
	end := bytes.IndexByte(tag[open+1:], tag[open])
	if end < 0 {
		return a, false
	}
	to := open + 1 + end
	return attribute{bytes.TrimSpace(tag[i : i+eq]), tag[open+1 : to], from, to}, true
}

// attrAt finds an attribute in a tag. The name must be the whole name, prefix
// included.
func attrAt(tag []byte, name string) (a attribute, ok bool) {
	for a := range attrs(tag) {
		if string(a.name) == name {
			return a, true
		}
	}
	return a, false
}

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\r' || b == '\n' }

// Attr is the value of an attribute as it stands, "" when there is none.
func Attr(tag []byte, name string) string {
	if a, ok := attrAt(tag, name); ok {
		return string(a.value)
	}
	return ""
}

// SetAttr gives a tag an attribute; value is already escaped.
func SetAttr(tag []byte, name, value string) []byte {
	if a, ok := attrAt(tag, name); ok {
		return bytes.Join([][]byte{tag[:a.to-len(a.value)], []byte(value), tag[a.to:]}, nil)
	}
	end := len(tag) - 1
	if tag[end-1] == '/' {
		end--
	}
	return bytes.Join([][]byte{bytes.TrimRight(tag[:end], " \t\r\n"), []byte(" " + name + `="` + value + `"`), tag[end:]}, nil)
}

// DropAttr takes an attribute off a tag.
func DropAttr(tag []byte, name string) []byte {
	if a, ok := attrAt(tag, name); ok {
		return bytes.Join([][]byte{tag[:a.from], tag[a.to+1:]}, nil)
	}
	return tag
}

// AttrInt is an attribute of a tag as a whole number; 0 when it is none.
func AttrInt(tag []byte, name string) int {
	n, _ := strconv.Atoi(Attr(tag, name))
	return n
}

// AttrFloat is an attribute of a tag as a number; otherwise when it is none.
func AttrFloat(tag []byte, name string, otherwise float64) float64 {
	f, err := strconv.ParseFloat(Attr(tag, name), 64)
	if err != nil {
		return otherwise
	}
	return f
}

// True reads a truth value of the format.
func True(v string) bool { return v == "1" || v == "true" }
