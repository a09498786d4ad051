package read

import (
	"errors"
	"io"
)

// errSigns ends a part in which stand signs that XML does not allow.
var errSigns = errors.New("read: forbidden signs")

// stretches gives a part piece by piece, each of whole and allowed characters.
type stretches struct {
	r    io.Reader
	tail [4]byte // a split character, kept for the next piece
	n    int     // bytes of tail
	buf  []byte  // of those that are read in place
}

// fill fills b as far as it goes. What ends the part comes with its last bytes:
// io.EOF, errSigns behind the last allowed one, or what broke the container,
// which explains forbidden signs too.
func (s *stretches) fill(b []byte) (n int, err error) {
	n = copy(b, s.tail[:s.n])
	for n < len(b) && err == nil {
		var m int
		m, err = s.r.Read(b[n:])
		n += m
	}
	whole, ok := validXML(b[:n])
	s.n = copy(s.tail[:], b[whole:n])
	if !ok || errors.Is(err, io.EOF) && s.n > 0 {
		if _, err = io.Copy(io.Discard, s.r); err == nil {
			err = errSigns
		}
	}
	return whole, err
}

// next reads on in place: the rest that is still wanted, then new bytes, then
// a zero.
func (s *stretches) next(rest []byte) ([]byte, error) {
	b := s.buf
	if len(rest) > len(b)/2 {
		b = make([]byte, 2*len(b))
	}
	kept := copy(b, rest)
	s.buf = b
	n, err := s.fill(b[kept : len(b)-1])
	b[kept+n] = 0
	return b[:kept+n+1], err
}
