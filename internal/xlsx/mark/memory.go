package mark

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// memory is what the clerk's sheets looked like where our marks changed their
// look, by the name of the sheet. A receipt carries it in a hidden column of
// its 回执 sheet, so that what was the clerk's can be the clerk's again.
type memory map[string]*looks

// looks are the clerk's looks on one sheet.
type looks struct {
	Fills   map[string]string `json:"fills,omitempty"`   // <fill> → the cells that had it
	Heights map[int]height    `json:"heights,omitempty"` // of the rows that we made higher
	Boxes   map[string]string `json:"boxes,omitempty"`   // the places of notes that we made larger, by cell
	Problem int               `json:"problem,omitempty"` // the column of 问题
}

// problems is the column of 问题 of an earlier receipt; 0 when it is not known.
func (l *looks) problems() int {
	if l == nil {
		return 0
	}
	return l.Problem
}

// ownPlace is the cell that a finding in 问题 speaks of: where its row stood.
var ownPlace = regexp.MustCompile(`[A-Z]\d{3}（([A-Z]{1,3}\d+)）`)

// movedRows are the rows that stand elsewhere than when the receipt was made, by
// what 问题 says of them: the number then, and now. Of a row that was copied, the
// one at its own place is it, or else the uppermost.
func movedRows(texts map[[2]int]string, problem int) map[int]int {
	moved := map[int]int{}
	for at, text := range texts {
		if at[1] != problem || problem == 0 {
			continue
		}
		if m := ownPlace.FindStringSubmatch(text); m != nil {
			if _, then, ok := sheet.ParseAddress(m[1]); ok {
				if now, twice := moved[then]; !twice || now != then && (at[0] == then || at[0] < now) {
					moved[then] = at[0]
				}
			}
		}
	}
	return moved
}

// placing says where a row stands now that stood at a number then: as 问题 says of
// it, or as the rows above and below it were moved. A place that another row has
// taken is none.
func placing(rows map[int]int) func(then int) (now int, known bool) {
	known, taken := slices.Sorted(maps.Keys(rows)), map[int]bool{}
	ordered, last := true, 0 // rows put in another order say nothing of those between them
	for _, then := range known {
		ordered = ordered && rows[then] > last
		last = rows[then]
		taken[last] = true
	}
	return func(row int) (int, bool) {
		if now, ok := rows[row]; ok {
			return now, true
		}
		i, _ := slices.BinarySearch(known, row)
		if i > 0 && ordered {
			above := rows[known[i-1]] - known[i-1]
			if i == len(known) || rows[known[i]]-known[i] == above {
				row += above
			}
		}
		return row, !taken[row]
	}
}

// moved are the looks where the rows stand now. What was known of a row whose
// place another one has taken is forgotten.
func (l *looks) moved(rows map[int]int) *looks {
	if l == nil || len(rows) == 0 {
		return l
	}
	place := placing(rows)
	cell := func(address string) (string, bool) {
		col, row, ok := sheet.ParseAddress(address)
		now, kept := place(row)
		return sheet.Address(col, now), ok && kept
	}
	m := &looks{Problem: l.Problem, Heights: map[int]height{}, Boxes: map[string]string{}}
	for fill, cells := range l.Fills {
		for address := range strings.FieldsSeq(cells) {
			if now, kept := cell(address); kept {
				m.fill(fill, now)
			}
		}
	}
	for _, row := range slices.Sorted(maps.Keys(l.Heights)) { // in order: two may be placed on one
		if now, kept := place(row); kept {
			m.Heights[now] = l.Heights[row]
		}
	}
	for address, box := range l.Boxes {
		if now, kept := cell(address); kept && now == address {
			m.Boxes[now] = box
		}
	}
	return m
}

// height is a row's height in points: ours, and what it was; "" for none of
// its own.
type height struct {
	Ours  float64 `json:"ours"`
	Own   string  `json:"own,omitempty"`
	Fixed bool    `json:"fixed,omitempty"` // the clerk set it by hand
}

// memoryColumn is where the 回执 sheet carries it, past all that is printed.
const memoryColumn = 60

// memoryTitle stands above it, for who shows the column.
const memoryTitle = "（程序用：标注前的格式，请勿改动）"

// memoryChunk is how much of it one cell holds, memoryMost all cells, in bytes.
const (
	memoryChunk = 30000
	memoryMost  = 2 << 20
)

// fill notes the fill that a cell had.
func (l *looks) fill(fill, cell string) {
	if l.Fills == nil {
		l.Fills = map[string]string{}
	}
	l.Fills[fill] = strings.TrimPrefix(l.Fills[fill]+" "+cell, " ")
}

// filled are the fills that cells had, by cell.
func (l *looks) filled() map[string]string {
	out := map[string]string{}
	if l == nil {
		return out
	}
	for _, fill := range slices.Sorted(maps.Keys(l.Fills)) { // in order: two may name one cell
		for cell := range strings.FieldsSeq(l.Fills[fill]) {
			out[cell] = fill
		}
	}
	return out
}

// recall reads the memory of an earlier receipt from the texts of its 回执
// sheet; nil when there is none that can be read.
func recall(texts map[[2]int]string) memory {
	var b strings.Builder
	for row := 2; texts[[2]int{row, memoryColumn}] != ""; row++ {
		b.WriteString(texts[[2]int{row, memoryColumn}])
	}
	var m memory
	if texts[[2]int{1, memoryColumn}] != memoryTitle || json.Unmarshal([]byte(b.String()), &m) != nil {
		return nil
	}
	return m
}

// write puts the memory onto the 回执 sheet; one that is too long is left out.
func (m memory) write(page *ooxml.Node) error {
	b, err := json.Marshal(m)
	if err != nil || len(b) > memoryMost {
		return err
	}
	cells := append([]string{memoryTitle}, chunks(string(b))...)
	data := page.Child("sheetData")
	rows := data.All("row")
	for i, text := range cells {
		if i == len(rows) {
			rows = append(rows, data.Make(fmt.Sprintf(`<row r="%d"></row>`, i+1)))
			data.Add(rows[i])
		}
		rows[i].Add(rows[i].Make(fmt.Sprintf(`<c r="%s" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`,
			sheet.Address(memoryColumn, i+1), ooxml.XMLText(text))))
		rows[i].Unset("spans")
	}
	if d := page.Child("dimension"); d != nil {
		d.Set("ref", "A1:"+sheet.Address(memoryColumn, len(rows)))
	}
	if cols := page.Child("cols"); cols != nil {
		cols.Add(cols.Make(fmt.Sprintf(`<col min="%[1]d" max="%[1]d" width="2" hidden="1" customWidth="1"/>`, memoryColumn)))
	}
	return nil
}

// chunks cuts a text into pieces that a cell holds.
func chunks(s string) []string {
	var out []string
	for len(s) > memoryChunk {
		at := memoryChunk
		for !utf8.RuneStart(s[at]) {
			at--
		}
		out, s = append(out, s[:at]), s[at:]
	}
	return append(out, s)
}

// restore gives a row the height it had before we made it higher, unless the
// clerk has changed it since.
func (l *looks) restore(row *ooxml.Node, number int) {
	h, ok := height{}, false
	if l != nil {
		h, ok = l.Heights[number]
	}
	if now := ooxml.AttrFloat(row.Open, "ht", 0); !ok || now < h.Ours-1 || now > h.Ours+1 {
		return
	}
	row.Unset("ht")
	row.Unset("customHeight")
	if h.Own != "" && strings.Trim(h.Own, "0123456789.") == "" {
		row.Set("ht", h.Own)
	}
	if h.Fixed {
		row.Set("customHeight", "1")
	}
}

// raised notes that a row was made higher.
func (l *looks) raised(row *ooxml.Node, number int, ours float64) {
	if l.Heights == nil {
		l.Heights = map[int]height{}
	}
	l.Heights[number] = height{ours, row.Attr("ht"), ooxml.True(row.Attr("customHeight"))}
}

// theirs reports whether the memory knows of a sheet; without a memory any
// sheet may carry marks of ours.
func (m memory) theirs(name string) bool { return m == nil || m[name] != nil }
