package ledger

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"slices"
	"strconv"

	"bangfu/internal/assist"
)

// byDay is the order in which the lines of a month are kept; with it equal
// months have equal texts, however their files were sorted.
func byDay(a, b assist.Sale) int {
	return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Barcode, b.Barcode),
		cmp.Compare(a.Cartons, b.Cartons), cmp.Compare(a.Wholesale, b.Wholesale), cmp.Compare(a.Retail, b.Retail))
}

func sorted(lines []assist.Sale) []assist.Sale {
	if slices.IsSortedFunc(lines, byDay) {
		return lines
	}
	lines = slices.Clone(lines)
	slices.SortFunc(lines, byDay)
	return lines
}

// encode writes sales lines as JSON, [[day, barcode, cartons, wholesale,
// retail], …] with the day as text and the prices in fen, so that plain SQL
// can count them again.
func encode(b []byte, lines []assist.Sale) []byte {
	b = append(b, '[')
	var last assist.Date
	var day string
	for i, s := range lines {
		if i > 0 {
			b = append(b, ',')
		}
		if i == 0 || s.Day != last {
			last, day = s.Day, s.Day.String()
		}
		b = append(append(append(b, '[', '"'), day...), '"', ',')
		b = append(text(b, s.Barcode), ',')
		b = append(strconv.AppendInt(b, int64(s.Cartons), 10), ',')
		b = append(strconv.AppendInt(b, int64(s.Wholesale), 10), ',')
		b = append(strconv.AppendInt(b, int64(s.Retail), 10), ']')
	}
	return append(b, ']')
}

var errLines = errors.New("sales lines are not as they were written")

// decode reads what encode wrote, and nothing else. A barcode that is among the
// known ones is taken from there, any other is put there.
func decode(b []byte, known map[string]string) ([]assist.Sale, error) {
	s := scanner{b: b, known: known}
	lines := make([]assist.Sale, 0, bytes.Count(b, []byte("],["))+1)
	s.take('[')
	for !s.bad && s.next() == '[' {
		lines = append(lines, s.line())
		if s.next() == ',' {
			s.b = s.b[1:]
		}
	}
	s.take(']')
	if s.bad || len(s.b) > 0 {
		return nil, errLines
	}
	return lines, nil
}

// scanner takes JSON of a known shape from the front of b; bad tells, once and
// for all, that the shape was another.
type scanner struct {
	b   []byte
	bad bool
	day string
	was assist.Date

	known map[string]string // texts that come again and again
}

func (s *scanner) line() (sale assist.Sale) {
	s.take('[')
	sale.Day = s.date()
	s.take(',')
	sale.Barcode = s.text()
	s.take(',')
	sale.Cartons = int(s.number())
	s.take(',')
	sale.Wholesale = assist.Fen(s.number())
	s.take(',')
	sale.Retail = assist.Fen(s.number())
	s.take(']')
	return sale
}

func (s *scanner) next() byte {
	if len(s.b) == 0 {
		return 0
	}
	return s.b[0]
}

func (s *scanner) take(c byte) {
	if s.next() != c {
		s.bad, s.b = true, nil
		return
	}
	s.b = s.b[1:]
}

func (s *scanner) date() assist.Date {
	t := s.text()
	if t != s.day {
		d, ok := assist.ParseDate(t)
		s.bad = s.bad || !ok && t != ""
		s.day, s.was = t, d
	}
	return s.was
}

func (s *scanner) text() string {
	s.take('"')
	for i, c := range s.b {
		switch c {
		case '"':
			t, old := s.known[string(s.b[:i])]
			if !old {
				t = string(s.b[:i])
				s.known[t] = t
			}
			s.b = s.b[i+1:]
			return t
		case '\\':
			return s.escaped()
		}
	}
	s.bad, s.b = true, nil
	return ""
}

// escaped reads a string that has escapes; its opening quote has been read.
func (s *scanner) escaped() string {
	for i := 0; i < len(s.b); i++ {
		switch s.b[i] {
		case '\\':
			i++
		case '"':
			var t string
			err := json.Unmarshal(slices.Concat([]byte(`"`), s.b[:i+1]), &t)
			s.bad = s.bad || err != nil
			s.b = s.b[i+1:]
			return t
		}
	}
	s.bad, s.b = true, nil
	return ""
}

func (s *scanner) number() int64 {
	i := 0
	for i < len(s.b) && (s.b[i] == '-' || s.b[i] >= '0' && s.b[i] <= '9') {
		i++
	}
	n, err := strconv.ParseInt(string(s.b[:i]), 10, 64)
	s.bad = s.bad || err != nil
	s.b = s.b[i:]
	return n
}
