package form

import (
	"strings"

	"bangfu/internal/sheet"
)

// mostNamed is how many places one fault names.
const mostNamed = 5

// several is one fault that stands at several places of a sheet and is told once.
type several struct {
	measure string // what is counted: 行, 处
	first   sheet.Fault
	told    []string
	count   int
}

// add counts one more place; the first gives the fault, the first ones are named.
func (s *several) add(f sheet.Fault, named string) {
	if s.count++; s.count == 1 {
		s.first = f
	}
	if s.count <= mostNamed {
		s.told = append(s.told, named)
	}
}

// fault tells the places, once for the sheet.
func (s *several) fault() (sheet.Fault, bool) {
	f := s.first
	f.Read = strings.Join(s.told, "、")
	if s.count > mostNamed {
		f.Read += " 等 " + itoa(s.count) + " " + s.measure
	}
	return f, s.count > 0
}
