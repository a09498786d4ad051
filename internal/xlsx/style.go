package xlsx

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"bangfu/internal/sheet"
)

// writeRole says what a cell is on its page.
type writeRole uint8

const (
	writeRoleBody writeRole = iota
	writeRoleTitle
	writeRoleSide // 填报单位, 填报日期
	writeRoleNote
	writeRoleCaption // the line above a block
	writeRoleHeader
	writeRoleTotal
	writeRoleLabel // the left cell of a two-column block
	writeRoleSign
	writeRoleBare
)

// writeAlign is where a text stands in its cell.
type writeAlign uint8

const (
	writeLeft writeAlign = iota
	writeCentre
	writeRight
)

var writeAligns = [...]string{writeLeft: "left", writeCentre: "center", writeRight: "right"}

// writeLook is everything that decides how a cell looks.
type writeLook struct {
	role  writeRole
	kind  sheet.ValueKind
	tone  sheet.Tone
	align writeAlign
	text  bool // text format, for codes
	wrap  bool
	open  bool // may be edited although the sheet is protected
}

// The fonts and colours of everything a person prints.
const (
	writeFont       = "宋体"
	writeHeadFont   = "黑体"
	writeHeaderFill = "DCE6F1"
	writeTotalFill  = "F2F2F2"
	writeLineColour = "808080"
)

// writeFormats are the number formats of the kinds that are numbers.
var writeFormats = map[sheet.ValueKind]string{
	sheet.Int: "0", sheet.Money: "#,##0.00", sheet.Ratio: "0.0%", sheet.Dec: "0.00",
}

// writeFonts are the fonts of the roles; a role that is not here has the body's.
var writeFonts = map[writeRole]excelize.Font{
	writeRoleBody:    {Family: writeFont, Size: 10.5},
	writeRoleTitle:   {Family: writeHeadFont, Size: 18, Bold: true},
	writeRoleSide:    {Family: writeFont, Size: 11},
	writeRoleNote:    {Family: writeFont, Size: 10.5, Color: "404040"},
	writeRoleCaption: {Family: writeHeadFont, Size: 12, Bold: true},
	writeRoleHeader:  {Family: writeFont, Size: 10.5, Bold: true},
	writeRoleTotal:   {Family: writeFont, Size: 10.5, Bold: true},
	writeRoleLabel:   {Family: writeFont, Size: 10.5, Bold: true},
	writeRoleSign:    {Family: writeFont, Size: 11},
}

// writeRuled are the roles that stand in thin lines.
var writeRuled = map[writeRole]bool{
	writeRoleBody: true, writeRoleHeader: true, writeRoleTotal: true, writeRoleLabel: true,
}

// writeRoleFills are the fills of the roles, under a tone's.
var writeRoleFills = map[writeRole]string{
	writeRoleHeader: writeHeaderFill, writeRoleTotal: writeTotalFill, writeRoleLabel: writeTotalFill,
}

// writeStyles gives each look its style number in one workbook, once.
type writeStyles struct {
	file *excelize.File
	ids  map[writeLook]int
}

func (w *writeStyles) id(look writeLook) (int, error) {
	if id, ok := w.ids[look]; ok {
		return id, nil
	}
	if look == (writeLook{role: writeRoleBare}) {
		return 0, nil
	}
	id, err := w.file.NewStyle(writeStyleOf(look))
	if err != nil {
		return 0, fmt.Errorf("style: %w", err)
	}
	w.ids[look] = id
	return id, nil
}

func writeStyleOf(k writeLook) *excelize.Style {
	s := &excelize.Style{}
	if k.role != writeRoleBare {
		font := writeFonts[k.role]
		font.Bold = font.Bold || k.tone == sheet.Strong
		s.Font = &font
		s.Alignment = &excelize.Alignment{Horizontal: writeAligns[k.align], Vertical: "center", WrapText: k.wrap}
	}
	if writeRuled[k.role] {
		s.Border = writeBorders()
	}
	if colour := writeFillOf(k); colour != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
	}
	if f := writeFormats[k.kind]; f != "" && !k.text {
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

func writeFillOf(k writeLook) string {
	if colour := sheet.Fills[k.tone]; colour != "" {
		return colour
	}
	return writeRoleFills[k.role]
}

func writeBorders() []excelize.Border {
	var b []excelize.Border
	for _, side := range []string{"left", "top", "right", "bottom"} {
		b = append(b, excelize.Border{Type: side, Color: writeLineColour, Style: 1})
	}
	return b
}
