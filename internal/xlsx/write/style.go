package write

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"bangfu/internal/sheet"
)

// role says what a cell is on its page.
type role uint8

const (
	roleBody role = iota
	roleTitle
	roleSide // 填报单位, 填报日期
	roleNote
	roleCaption // the line above a block
	roleHeader
	roleTotal
	roleLabel // the left cell of a two-column block
	roleSign
	roleBare
)

// align is where a text stands in its cell.
type align uint8

const (
	alignLeft align = iota
	alignCentre
	alignRight
)

var aligns = [...]string{alignLeft: "left", alignCentre: "center", alignRight: "right"}

// appearance is everything that decides how a cell looks.
type appearance struct {
	role  role
	kind  sheet.ValueKind
	unit  string // what an Int counts
	tone  sheet.Tone
	align align
	text  bool // text format, for codes
	wrap  bool
	link  bool // leads to a cell
	apart bool // set in from the left
	open  bool // may be edited although the sheet is protected
}

// The fonts and colours of everything a person prints.
const (
	linkColour = "0563C1"
	headFont   = "黑体"
	headerFill = "DCE6F1"
	totalFill  = "F2F2F2"
)

// formats are the number formats of the kinds that are numbers. The weekday is
// spelled out, and its language stands first: of a short one programs make 周二,
// 二 or a day of another calendar.
var formats = map[sheet.ValueKind]string{
	sheet.Int: "0", sheet.Money: "#,##0.00", sheet.Ratio: "0.0%", sheet.Dec: "0.00", sheet.Fine: "0.0000", sheet.Day: "yyyy-mm-dd",
	sheet.Weekday: "[$-804]yyyy-mm-dd aaaa", sheet.Moment: "yyyy-mm-dd hh:mm",
}

// formatOf is the number format of a look; what a number counts stands behind it.
func formatOf(k appearance) string {
	if k.unit != "" {
		return `#,##0" ` + k.unit + `"`
	}
	return formats[k.kind]
}

// fonts are the fonts of the roles; a role that is not here has the body's.
var fonts = map[role]excelize.Font{
	roleBody:    {Family: sheet.Font, Size: 10.5},
	roleTitle:   {Family: headFont, Size: 18, Bold: true},
	roleSide:    {Family: sheet.Font, Size: 11},
	roleNote:    {Family: sheet.Font, Size: 10.5, Color: "404040"},
	roleCaption: {Family: headFont, Size: 12, Bold: true},
	roleHeader:  {Family: sheet.Font, Size: 10.5, Bold: true},
	roleTotal:   {Family: sheet.Font, Size: 10.5, Bold: true},
	roleLabel:   {Family: sheet.Font, Size: 10.5, Bold: true},
	roleSign:    {Family: sheet.Font, Size: 11},
}

// ruled are the roles that stand in thin lines.
var ruled = map[role]bool{
	roleBody: true, roleHeader: true, roleTotal: true, roleLabel: true,
}

// roleFills are the fills of the roles, under a tone's.
var roleFills = map[role]string{
	roleHeader: headerFill, roleTotal: totalFill, roleLabel: totalFill,
}

// styleTable gives each look its style number in one workbook, once.
type styleTable struct {
	file *excelize.File
	ids  map[appearance]int
}

func (w *styleTable) id(look appearance) (int, error) {
	if id, ok := w.ids[look]; ok {
		return id, nil
	}
	if look == (appearance{role: roleBare}) {
		return 0, nil
	}
	id, err := w.file.NewStyle(styleOf(look))
	if err != nil {
		return 0, fmt.Errorf("style: %w", err)
	}
	w.ids[look] = id
	return id, nil
}

func styleOf(k appearance) *excelize.Style {
	s := &excelize.Style{}
	if k.role != roleBare {
		font := fonts[k.role]
		font.Bold = font.Bold || k.tone == sheet.Strong
		if k.link {
			font.Underline, font.Color = "single", linkColour
		}
		s.Font = &font
		s.Alignment = &excelize.Alignment{Horizontal: aligns[k.align], Vertical: "center", WrapText: k.wrap}
		if k.apart {
			s.Alignment.Indent = 1
		}
	}
	if ruled[k.role] {
		s.Border = borders()
	}
	if colour := fillOf(k); colour != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
	}
	if f := formatOf(k); f != "" && !k.text {
		s.CustomNumFmt = &f
	}
	if k.text {
		s.NumFmt = 49
	}
	if k.open {
		s.Protection = &excelize.Protection{Locked: false}
	}
	return s
}

func fillOf(k appearance) string {
	if colour := sheet.Fills[k.tone]; colour != "" {
		return colour
	}
	return roleFills[k.role]
}

func borders() []excelize.Border {
	var b []excelize.Border
	for _, side := range []string{"left", "top", "right", "bottom"} {
		b = append(b, excelize.Border{Type: side, Color: sheet.LineColour, Style: 1})
	}
	return b
}
