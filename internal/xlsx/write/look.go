package write

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// The words of the format for BIFF's numbers.
var (
	acrossWords  = []string{"general", "left", "center", "right", "fill", "justify", "centerContinuous", "distributed"}
	downWords    = []string{"top", "center", "bottom", "justify", "distributed"}
	lineWords    = []string{"", "thin", "medium", "dashed", "dotted", "thick", "double", "hair", "mediumDashed", "dashDot", "mediumDashDot", "dashDotDot", "mediumDashDotDot", "slantDashDot"}
	patternWords = []string{"none", "solid", "mediumGray", "darkGray", "lightGray", "darkHorizontal", "darkVertical", "darkDown", "darkUp", "darkGrid", "darkTrellis",
		"lightHorizontal", "lightVertical", "lightDown", "lightUp", "lightGrid", "lightTrellis", "gray125", "gray0625"}
)

func word(words []string, i int) string {
	if i < 0 || i >= len(words) {
		return words[0]
	}
	return words[i]
}

// tailor makes a style sheet of looks; equal pieces stand in it once.
type tailor struct {
	lists map[string][]string
	codes []string // number formats of our own, from firstCode on
}

// firstCode is the first number that a number format of a workbook's own has.
const firstCode = 164

// lookBase is how many cell formats of a bare sheet stand before the looks.
const lookBase = 4

// rawFormats are the number formats of a bare sheet's dates.
var rawFormats = []string{`yyyy\-mm\-dd`, `yyyy\-mm\-dd hh:mm:ss`}

// stylesOf is the style sheet of bare sheets, with the looks behind their own
// formats.
func stylesOf(look *sheet.BookLook) string {
	t := &tailor{lists: map[string][]string{
		"fonts":   {`<font><sz val="11"/><name val="` + sheet.Font + `"/></font>`},
		"fills":   {`<fill><patternFill patternType="none"/></fill>`, `<fill><patternFill patternType="gray125"/></fill>`},
		"borders": {`<border><left/><right/><top/><bottom/><diagonal/></border>`},
		"cellXfs": {bareFormat(0), bareFormat(firstCode), bareFormat(firstCode + 1), bareFormat(21)},
	}, codes: slices.Clone(rawFormats)}
	palette := ""
	if look != nil {
		for _, l := range look.Cells {
			t.lists["cellXfs"] = append(t.lists["cellXfs"], t.format(l))
		}
		palette = paletteOf(look.Palette)
	}
	return `<styleSheet xmlns="` + ooxml.Main + `">` + t.numberFormats() + t.list("fonts") + t.list("fills") + t.list("borders") +
		`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` + t.list("cellXfs") +
		`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>` + palette + `</styleSheet>`
}

// bareFormat is a cell format of nothing but a number format.
func bareFormat(id int) string {
	xf := fmt.Sprintf(`<xf numFmtId="%d" fontId="0" fillId="0" borderId="0" xfId="0"`, id)
	if id != 0 {
		xf += ` applyNumberFormat="1"`
	}
	return xf + `/>`
}

func (t *tailor) list(name string) string {
	return fmt.Sprintf(`<%s count="%d">%s</%s>`, name, len(t.lists[name]), strings.Join(t.lists[name], ""), name)
}

func (t *tailor) numberFormats() string {
	var b strings.Builder
	for i, code := range t.codes {
		fmt.Fprintf(&b, `<numFmt numFmtId="%d" formatCode="%s"/>`, firstCode+i, ooxml.AttrValue(code))
	}
	return fmt.Sprintf(`<numFmts count="%d">%s</numFmts>`, len(t.codes), b.String())
}

// put is the number of a piece in its list.
func (t *tailor) put(list, piece string) int {
	if i := slices.Index(t.lists[list], piece); i >= 0 {
		return i
	}
	t.lists[list] = append(t.lists[list], piece)
	return len(t.lists[list]) - 1
}

// format is the cell format of a look.
func (t *tailor) format(l sheet.CellLook) string {
	wrap := ""
	if l.Wrap {
		wrap = ` wrapText="1"`
	}
	return fmt.Sprintf(`<xf numFmtId="%d" fontId="%d" fillId="%d" borderId="%d" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"`+
		` applyBorder="1" applyAlignment="1"><alignment horizontal="%s" vertical="%s"%s/></xf>`,
		t.numberFormat(l), t.put("fonts", fontXML(l)), t.put("fills", fillXML(l)), t.put("borders", borderXML(l)),
		word(acrossWords, l.Across), word(downWords, l.Down), wrap)
}

// numberFormat is the number of a look's number format.
func (t *tailor) numberFormat(l sheet.CellLook) int {
	if l.Format == "" {
		if l.FormatID >= firstCode {
			return 0
		}
		return l.FormatID
	}
	i := slices.Index(t.codes, l.Format)
	if i < 0 {
		i, t.codes = len(t.codes), append(t.codes, l.Format)
	}
	return firstCode + i
}

func fontXML(l sheet.CellLook) string {
	var b strings.Builder
	for _, x := range []struct {
		on  bool
		tag string
	}{{l.Bold, "b"}, {l.Italic, "i"}, {l.StruckOut, "strike"}, {l.Underlined, "u"}} {
		if x.on {
			b.WriteString("<" + x.tag + "/>")
		}
	}
	size, name := l.Size, l.Font
	if size <= 0 || size > 409 {
		size = 11
	}
	if name == "" {
		name = sheet.Font
	}
	return `<font>` + b.String() + `<sz val="` + strconv.FormatFloat(size, 'f', -1, 64) + `"/>` + colourXML("color", l.Ink) +
		`<name val="` + ooxml.AttrValue(name) + `"/></font>`
}

func fillXML(l sheet.CellLook) string {
	pattern := word(patternWords, l.Pattern)
	if pattern == "none" {
		return `<fill><patternFill patternType="none"/></fill>`
	}
	return `<fill><patternFill patternType="` + pattern + `">` + colourXML("fgColor", l.Fore) + colourXML("bgColor", l.Back) + `</patternFill></fill>`
}

func borderXML(l sheet.CellLook) string {
	edge := func(side string, e sheet.Edge) string {
		line := word(lineWords, e.Kind)
		if line == "" {
			return "<" + side + "/>"
		}
		return "<" + side + ` style="` + line + `">` + colourXML("color", e.Colour) + "</" + side + ">"
	}
	return "<border>" + edge("left", l.Left) + edge("right", l.Right) + edge("top", l.Top) + edge("bottom", l.Bottom) + "<diagonal/></border>"
}

// colourXML names a colour by its number in the palette.
func colourXML(tag string, c sheet.Colour) string {
	if c == sheet.Auto && tag == "color" {
		return ""
	}
	return fmt.Sprintf(`<%s indexed="%d"/>`, tag, c)
}

// paletteOf is a workbook's own palette; its colours begin at number 8.
func paletteOf(palette []string) string {
	if len(palette) == 0 {
		return ""
	}
	var b strings.Builder
	for i := range 64 {
		rgb := basicColours[i%8]
		if i >= 8 && i-8 < len(palette) {
			rgb = palette[i-8]
		}
		b.WriteString(`<rgbColor rgb="00` + rgb + `"/>`)
	}
	return `<colors><indexedColors>` + b.String() + `</indexedColors></colors>`
}

// basicColours are the eight that no palette changes.
var basicColours = []string{"000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF"}

// headOf is what stands before the rows of a sheet: what stays in view, and the
// widths of the columns.
func headOf(l sheet.SheetLook) string {
	var b strings.Builder
	if l.Fit {
		b.WriteString(`<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`)
	}
	if cols, rows := l.Frozen[0], l.Frozen[1]; cols > 0 || rows > 0 {
		pane := "bottomRight"
		switch {
		case cols == 0:
			pane = "bottomLeft"
		case rows == 0:
			pane = "topRight"
		}
		b.WriteString(`<sheetViews><sheetView workbookViewId="0"><pane`)
		if cols > 0 {
			fmt.Fprintf(&b, ` xSplit="%d"`, cols)
		}
		if rows > 0 {
			fmt.Fprintf(&b, ` ySplit="%d"`, rows)
		}
		fmt.Fprintf(&b, ` topLeftCell="%s" activePane="%s" state="frozen"/></sheetView></sheetViews>`, sheet.Address(cols+1, rows+1), pane)
	}
	b.WriteString(columnsOf(l.Columns))
	return b.String()
}

// columnsOf are the widths of columns, in order; where ranges overlap the
// earlier counts.
func columnsOf(list []sheet.ColumnLook) string {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b sheet.ColumnLook) int { return a.From - b.From })
	var b strings.Builder
	last := 0
	for _, c := range list {
		if c.From = max(c.From, last+1); c.From > c.To {
			continue
		}
		hidden := ""
		if c.Hidden {
			hidden = ` hidden="1"`
		}
		fmt.Fprintf(&b, `<col min="%d" max="%d" width="%g"%s customWidth="1"/>`, c.From, c.To, c.Width, hidden)
		last = c.To
	}
	if b.Len() == 0 {
		return ""
	}
	return "<cols>" + b.String() + "</cols>"
}

// pageOf is how a sheet is printed; "" for as the program likes.
func pageOf(l sheet.SheetLook) string {
	if !l.Fit {
		return ""
	}
	return `<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>`
}

// Fitted are the widths of columns that hold the values of the first rows of a sheet
// whole, in characters.
func Fitted(rows iter.Seq2[sheet.Row, error]) []sheet.ColumnLook {
	const looked, least, most, room = 500, 9.0, 40.0, 2.0
	var list []sheet.ColumnLook
	n := 0
	for row, err := range rows {
		if n++; err != nil || n > looked {
			break
		}
		for _, c := range row.Cells {
			for len(list) < c.Col {
				list = append(list, sheet.ColumnLook{From: len(list) + 1, To: len(list) + 1, Width: least})
			}
			list[c.Col-1].Width = max(list[c.Col-1].Width, min(most, ooxml.TextWidth(c.Text)+room))
		}
	}
	return list
}

// mergesOf are the merged ranges behind the rows; of two that overlap the first
// counts, since no program takes both.
func mergesOf(ranges [][4]int) string {
	var b strings.Builder
	var kept [][4]int
	for _, r := range ranges {
		over := func(k [4]int) bool { return r[0] <= k[2] && k[0] <= r[2] && r[1] <= k[3] && k[1] <= r[3] }
		if slices.ContainsFunc(kept, over) {
			continue
		}
		kept = append(kept, r)
		b.WriteString(`<mergeCell ref="` + sheet.Address(r[0], r[1]) + ":" + sheet.Address(r[2], r[3]) + `"/>`)
	}
	if len(kept) == 0 {
		return ""
	}
	return fmt.Sprintf(`<mergeCells count="%d">%s</mergeCells>`, len(kept), b.String())
}
