package xlsx

import (
	"bytes"
	"errors"
	"io"
)

// markKind says what a piece of XML text is.
type markKind uint8

const (
	markText  markKind = iota // text, comment, declaration: passed through
	markOpen                  // <a …>
	markEmpty                 // <a …/>
	markClose                 // </a>
)

// markPiece is one piece of XML exactly as it stands; raw is valid until the
// next piece is read.
type markPiece struct {
	kind markKind
	raw  []byte
}

// name is the local name of a tag, without its prefix.
func (p markPiece) name() []byte { return markLocal(markQualified(p.raw)) }

// markScanner cuts XML into pieces without changing a byte: what is not
// touched comes out as it went in.
type markScanner struct {
	r          io.Reader
	buf        []byte
	start, end int
	done       bool
}

const markPieceLimit = 64 << 20

var (
	errMarkPiece    = errors.New("a piece of XML is too long")
	errMarkCut      = errors.New("the XML ends in the middle")
	errMarkEncoding = errors.New("the XML is not in UTF-8")
)

func newMarkScanner(r io.Reader) *markScanner {
	return &markScanner{r: r, buf: make([]byte, 64<<10)}
}

// next returns the next piece, or io.EOF.
func (s *markScanner) next() (markPiece, error) {
	if err := s.need(1); err != nil {
		return markPiece{}, err
	}
	if s.buf[s.start] != '<' {
		return s.text()
	}
	if err := s.need(2); err != nil {
		return markPiece{}, errMarkCut
	}
	switch s.buf[s.start+1] {
	case '!', '?':
		return s.aside()
	}
	return s.tag()
}

// need makes sure that n bytes are in the buffer.
func (s *markScanner) need(n int) error {
	for s.end-s.start < n {
		if err := s.fill(); err != nil {
			return err
		}
	}
	return nil
}

func (s *markScanner) fill() error {
	if s.done {
		return io.EOF
	}
	if s.start > 0 && s.end == len(s.buf) {
		copy(s.buf, s.buf[s.start:s.end])
		s.start, s.end = 0, s.end-s.start
	}
	if s.end == len(s.buf) {
		if len(s.buf) >= markPieceLimit {
			return errMarkPiece
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
func (s *markScanner) take(kind markKind, n int) markPiece {
	raw := s.buf[s.start : s.start+n]
	s.start += n
	return markPiece{kind, raw}
}

func (s *markScanner) text() (markPiece, error) {
	for from := 0; ; {
		if i := bytes.IndexByte(s.buf[s.start+from:s.end], '<'); i >= 0 {
			return s.take(markText, from+i), nil
		}
		from = s.end - s.start
		if err := s.fill(); err == io.EOF {
			return s.take(markText, from), nil
		} else if err != nil {
			return markPiece{}, err
		}
	}
}

// aside takes a comment, a CDATA section or a declaration.
func (s *markScanner) aside() (markPiece, error) {
	if err := s.need(9); err != nil && err != io.EOF {
		return markPiece{}, err
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
			return s.take(markText, i+len(stop)), nil
		}
		if err := s.fill(); err != nil {
			return markPiece{}, markCutOr(err)
		}
	}
}

func (s *markScanner) tag() (markPiece, error) {
	quote := byte(0)
	for i := 1; ; i++ {
		if s.start+i == s.end {
			if err := s.fill(); err != nil {
				return markPiece{}, markCutOr(err)
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
			return s.take(markTagKind(s.buf[s.start:s.start+i+1]), i+1), nil
		}
	}
}

func markCutOr(err error) error {
	if err == io.EOF {
		return errMarkCut
	}
	return err
}

func markTagKind(raw []byte) markKind {
	switch {
	case raw[1] == '/':
		return markClose
	case raw[len(raw)-2] == '/':
		return markEmpty
	}
	return markOpen
}

// markQualified is the name of a tag with its prefix.
func markQualified(raw []byte) []byte {
	raw = bytes.TrimLeft(raw, "</")
	if i := bytes.IndexAny(raw, " \t\r\n/>"); i >= 0 {
		return raw[:i]
	}
	return raw
}

func markLocal(name []byte) []byte {
	return name[bytes.IndexByte(name, ':')+1:]
}

// markAttrAt finds an attribute in a tag: the place of ` name="value"` and of
// the value in it. The name must be the whole name, prefix included; ":id"
// stands for the name id under any prefix.
func markAttrAt(tag []byte, name string) (from, valueFrom, valueTo int, ok bool) {
	i := bytes.IndexAny(tag, " \t\r\n")
	for i >= 0 && i < len(tag) {
		from = i
		for i < len(tag) && markIsSpace(tag[i]) {
			i++
		}
		eq := bytes.IndexByte(tag[i:], '=')
		if eq < 0 {
			return 0, 0, 0, false
		}
		key := bytes.TrimSpace(tag[i : i+eq])
		open := i + eq + 1
		for open < len(tag) && markIsSpace(tag[open]) {
			open++
		}
		if open >= len(tag) {
			return 0, 0, 0, false
		}
		end := bytes.IndexByte(tag[open+1:], tag[open])
		if end < 0 {
			return 0, 0, 0, false
		}
		valueFrom, valueTo = open+1, open+1+end
		if markSameName(key, name) {
			return from, valueFrom, valueTo, true
		}
		i = valueTo + 1
	}
	return 0, 0, 0, false
}

func markSameName(key []byte, name string) bool {
	if name[0] == ':' {
		return bytes.HasSuffix(key, []byte(name))
	}
	return string(key) == name
}

func markIsSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\r' || b == '\n' }

// markAttr is the value of an attribute as it stands, "" when there is none.
func markAttr(tag []byte, name string) string {
	if _, from, to, ok := markAttrAt(tag, name); ok {
		return string(tag[from:to])
	}
	return ""
}

// markSetAttr gives a tag an attribute; value is already escaped.
func markSetAttr(tag []byte, name, value string) []byte {
	if _, from, to, ok := markAttrAt(tag, name); ok {
		return bytes.Join([][]byte{tag[:from], []byte(value), tag[to:]}, nil)
	}
	end := len(tag) - 1
	if tag[end-1] == '/' {
		end--
	}
	return bytes.Join([][]byte{bytes.TrimRight(tag[:end], " \t\r\n"), []byte(" " + name + `="` + value + `"`), tag[end:]}, nil)
}

// markDropAttr takes an attribute off a tag.
func markDropAttr(tag []byte, name string) []byte {
	if from, _, to, ok := markAttrAt(tag, name); ok {
		return bytes.Join([][]byte{tag[:from], tag[to+1:]}, nil)
	}
	return tag
}
