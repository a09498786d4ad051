package mark

import (
	"encoding/json"
	"fmt"
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
	for fill, cells := range l.Fills {
		for cell := range strings.FieldsSeq(cells) {
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
