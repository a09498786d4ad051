package ledger

import (
	"bytes"
	"encoding/json"
	"slices"
	"unicode/utf8"

	"bangfu/internal/canon"
)

// sorting rewrites compact JSON with the keys of each object in order. It reads
// what json.Marshal wrote: of its input it believes the shape.
type sorting struct {
	in, out []byte
	members []member // of the objects that are open, the outer ones first
	spare   []byte
	err     error
}

// member is one key of an object with its value, and where both stand in out.
type member struct {
	name     []byte // as it is compared
	from, to int
}

// sorted is compact JSON rewritten. What s holds besides it uses again.
func (s *sorting) sorted(raw []byte) ([]byte, error) {
	s.in, s.out, s.members, s.err = raw, make([]byte, 0, len(raw)), s.members[:0], nil
	s.value()
	out := s.out
	s.in, s.out = nil, nil
	return out, s.err
}

// value rewrites the value at the front of the input.
func (s *sorting) value() {
	switch s.next() {
	case '{':
		s.object()
	case '[':
		s.list()
	case '"':
		s.string()
	default:
		s.word()
	}
}

func (s *sorting) next() byte {
	if len(s.in) == 0 {
		return 0
	}
	return s.in[0]
}

// put moves n bytes of the input to the output as they stand.
func (s *sorting) put(n int) { s.out, s.in = append(s.out, s.in[:n]...), s.in[n:] }

// word rewrites a number, true, false or null.
func (s *sorting) word() {
	n := bytes.IndexAny(s.in, ",]}")
	if n < 0 {
		n = len(s.in)
	}
	s.put(n)
}

func (s *sorting) list() {
	for s.put(1); s.next() != ']' && s.next() != 0; {
		if s.next() == ',' {
			s.put(1)
		}
		s.value()
	}
	s.put(min(1, len(s.in)))
}

// object rewrites an object: of a key that stands twice the last one counts. One whose
// keys come in their order stays as it is written.
func (s *sorting) object() {
	s.put(1)
	from, outer, ordered := len(s.out), len(s.members), true
	for s.next() != '}' && s.next() != 0 {
		if s.next() == ',' {
			s.put(1)
		}
		m := member{from: len(s.out)}
		m.name = s.string()
		s.put(min(1, len(s.in)))
		s.value()
		m.to = len(s.out)
		ordered = ordered && (len(s.members) == outer || bytes.Compare(s.members[len(s.members)-1].name, m.name) < 0)
		s.members = append(s.members, m)
	}
	if !ordered {
		s.order(from, s.members[outer:])
	}
	s.members = s.members[:outer]
	s.put(min(1, len(s.in)))
}

// order puts the members of an object, which stand in out from from on, into
// their order.
func (s *sorting) order(from int, list []member) {
	slices.SortStableFunc(list, func(a, b member) int { return bytes.Compare(a.name, b.name) })
	s.spare = s.spare[:0]
	for i, m := range list {
		if i+1 < len(list) && bytes.Equal(m.name, list[i+1].name) {
			continue
		}
		if len(s.spare) > 0 {
			s.spare = append(s.spare, ',')
		}
		s.spare = append(s.spare, s.out[m.from:m.to]...)
	}
	s.out = append(s.out[:from], s.spare...)
}

// string rewrites a string and returns it as it is compared. One that has but
// one spelling stays as it is.
func (s *sorting) string() []byte {
	n := canon.QuotedLen(s.in)
	quoted := s.in[:n]
	if n > 1 && oneSpelling(quoted) {
		s.put(n)
		return quoted[1 : n-1]
	}
	s.in = s.in[n:]
	var told string
	err := json.Unmarshal(quoted, &told)
	spelt, cause := compact(told)
	if err == nil {
		err = cause
	}
	if err != nil && s.err == nil {
		s.err = err
	}
	s.out = append(s.out, spelt...)
	return []byte(told)
}

// oneSpelling reports whether a string is written without an escape, and needs none.
func oneSpelling(quoted []byte) bool {
	return bytes.IndexByte(quoted, '\\') < 0 && utf8.Valid(quoted) &&
		!bytes.Contains(quoted, []byte("\u2028")) && !bytes.Contains(quoted, []byte("\u2029"))
}
