package read

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// utf16Reader turns UTF-16 into UTF-8. A character that is not whole becomes
// a byte no UTF-8 text holds, for the reader above to refuse.
type utf16Reader struct {
	r       io.Reader
	big     bool
	in, out []byte // in: not yet decoded; out: not yet delivered
	raw     [8 << 10]byte
	buf     [16 << 10]byte
	err     error
}

// decodeUTF16 drops a byte order mark and decodes UTF-16, known by its mark
// or by the zero byte beside the first <.
func decodeUTF16(r io.Reader) (io.Reader, error) {
	head := make([]byte, 4)
	n, err := io.ReadFull(r, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return r, err
	}
	head = head[:n]
	all := func(skip int) io.Reader { return io.MultiReader(bytes.NewReader(head[skip:]), r) }
	has := func(mark string) bool { return strings.HasPrefix(string(head), mark) }
	switch {
	case has("\xEF\xBB\xBF"):
		return all(3), nil
	case has("\xFF\xFE"):
		return &utf16Reader{r: all(2)}, nil
	case has("\xFE\xFF"):
		return &utf16Reader{r: all(2), big: true}, nil
	case has("<\x00"):
		return &utf16Reader{r: all(0)}, nil
	case has("\x00<"):
		return &utf16Reader{r: all(0), big: true}, nil
	}
	return all(0), nil
}

func (u *utf16Reader) Read(p []byte) (int, error) {
	for len(u.out) == 0 {
		if u.err != nil {
			return 0, u.err
		}
		kept := copy(u.raw[:], u.in)
		n, err := u.r.Read(u.raw[kept:])
		u.err = err
		u.decode(u.raw[:kept+n])
	}
	n := copy(p, u.out)
	u.out = u.out[n:]
	return n, nil
}

func (u *utf16Reader) unit(b []byte) rune {
	if u.big {
		return rune(b[0])<<8 | rune(b[1])
	}
	return rune(b[1])<<8 | rune(b[0])
}

func (u *utf16Reader) decode(b []byte) {
	out := u.buf[:0]
	for len(b) >= 2 {
		r, used := u.unit(b), 2
		if utf16.IsSurrogate(r) {
			if len(b) < 4 && u.err == nil {
				break
			}
			if r = utf8.RuneError; len(b) >= 4 {
				r = utf16.DecodeRune(u.unit(b), u.unit(b[2:]))
			}
			used = min(4, len(b))
			if r == utf8.RuneError {
				out, b = append(out, 0xFF), b[used:]
				continue
			}
		}
		out, b = utf8.AppendRune(out, r), b[used:]
	}
	if u.err != nil && len(b) > 0 {
		out, b = append(out, 0xFF), nil
	}
	u.in, u.out = b, out
}

// knownDeclaration reports whether an XML declaration names version 1.0 and an
// encoding we read. The bytes tell the encodings apart; a declaration that
// lies fails on its bytes.
func knownDeclaration(decl []byte) bool {
	if v, ok := declared(decl, "version"); !ok || v != "1.0" {
		return false
	}
	enc, ok := declared(decl, "encoding")
	switch strings.ToLower(enc) {
	case "", "utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii":
		return ok
	}
	return false
}

// declared gives a value of the declaration; none is empty.
func declared(decl []byte, name string) (value string, ok bool) {
	_, rest, found := strings.Cut(string(decl), name)
	if !found {
		return "", true
	}
	rest = strings.TrimLeft(rest, " \t\r\n")
	rest = strings.TrimLeft(strings.TrimPrefix(rest, "="), " \t\r\n")
	if rest == "" || rest[0] != '"' && rest[0] != '\'' {
		return "", false
	}
	value, _, ok = strings.Cut(rest[1:], rest[:1])
	return value, ok
}
