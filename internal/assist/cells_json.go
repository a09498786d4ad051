package assist

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"bangfu/internal/column"
)

// headed is a cell under its header.
type headed struct {
	header column.Header
	Cell
}

// MarshalJSON writes the cells as an object by header, as a map of them would be
// written: every row of a run passes here.
func (c Cells) MarshalJSON() ([]byte, error) {
	var list []headed
	for h, cell := range c.all() {
		list = append(list, headed{h, cell})
	}
	slices.SortFunc(list, func(a, b headed) int { return strings.Compare(string(a.header), string(b.header)) })
	b := append(make([]byte, 0, len(c)+40*len(list)), '{')
	for i, x := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendJSON(b, string(x.header)), `:{"Addr":`...)
		b = append(appendJSON(b, x.Addr), `,"Text":`...)
		b = append(appendJSON(b, x.Text), '}')
	}
	return append(b, '}'), nil
}

// appendJSON appends a text as a JSON string.
func appendJSON(b []byte, s string) []byte {
	if !plainJSON(s) {
		quoted, err := json.Marshal(s)
		if err != nil {
			panic("assist: a text has no JSON: " + err.Error())
		}
		return append(b, quoted...)
	}
	return append(append(append(b, '"'), s...), '"')
}

// plainJSON reports a text that stands in a JSON string as it is.
func plainJSON(s string) bool {
	for _, r := range s {
		if r < ' ' || r == '"' || r == '\\' || r == '<' || r == '>' || r == '&' || r == '\u2028' || r == '\u2029' || r == utf8.RuneError {
			return false
		}
	}
	return true
}

// UnmarshalJSON reads cells from such an object.
func (c *Cells) UnmarshalJSON(b []byte) error {
	if cells, ok := quickCells(b); ok {
		*c = cells
		return nil
	}
	var by map[column.Header]Cell
	err := json.Unmarshal(b, &by)
	*c = packCells(maps.All(by))
	return err
}

// packings are those that read cells and are free.
var packings = sync.Pool{New: func() any { return new(CellPacking) }}

// quickCells reads an object without a space or an escape, as it stands in nearly
// every entry of a ledger; ok is false for any other, and for one with a key twice.
func quickCells(b []byte) (cells Cells, ok bool) {
	if bytes.ContainsFunc(b, func(r rune) bool { return r < ' ' || r == '\\' || r == utf8.RuneError }) {
		return "", false
	}
	text := strings.TrimSuffix(string(b), "}")
	if len(text) != len(b)-1 || !strings.HasPrefix(text, "{") {
		return "", false
	}
	p := packings.Get().(*CellPacking)
	defer packings.Put(p)
	p.Begin(0)
	for rest := text[1:]; rest != ""; {
		var parts [3]string
		for i, mark := range []string{`"`, `":{"Addr":"`, `","Text":"`} {
			if rest, ok = strings.CutPrefix(rest, mark); !ok {
				return "", false
			}
			if parts[i], _, ok = strings.Cut(rest, `"`); !ok {
				return "", false
			}
			rest = rest[len(parts[i]):]
		}
		if rest, ok = strings.CutPrefix(rest, `"}`); !ok {
			return "", false
		}
		if rest != "" {
			if rest, ok = strings.CutPrefix(rest, ","); !ok || rest == "" {
				return "", false
			}
		}
		header := column.Header(parts[0])
		if n := len(p.list); n > 0 && p.list[n-1].header >= header {
			return "", false // not in the order in which it is written
		}
		p.addSpelt(header, Cell{parts[1], parts[2]})
	}
	return p.spelt(), true
}
