package form

import (
	"slices"
	"strings"
	"unicode/utf8"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// value is what a cell says, by the kind of its column.
type value struct {
	text   string      // texts, codes, choices; a barcode or week mark as found
	day    assist.Date // Day
	number int64       // fen, cartons, a grade, ten-thousandths, or seconds of a Moment
	list   []string    // List, ListOf, Words
}

// reading is the outcome of reading one cell: a value or a fault, and whether
// the text had to be folded on the way.
type reading struct {
	value
	stated  bool // the cell is not blank
	fault   sheet.FaultKind
	read    string   // explains the fault; for a folded value, what was read
	allowed []string // of NotChoice
	folded  bool
}

func bad(k sheet.FaultKind, why string) reading {
	return reading{stated: true, fault: k, read: why}
}

// parser reads the text of a cell that is not blank.
type parser func(c *Column, cell sheet.Cell, products assist.Catalogue) reading

// parsers, one a kind of column.
var parsers = [...]parser{
	Free:     readFree,
	Name:     readName,
	Code:     readCode,
	Licence:  readLicence,
	Phone:    readPhone,
	Day:      readDay,
	Amount:   readAmount,
	Balance:  readAmount,
	Whole:    readWhole,
	Count:    readWhole,
	Signed:   readWhole,
	Grade:    readGrade,
	Choice:   readChoice,
	List:     readList,
	ListOf:   readList,
	Words:    readWords,
	Barcode:  readBarcode,
	WeekMark: readWeek,
	Decimal:  readDecimal,
	Moment:   readMoment,
}

// readCell reads one cell under a column. A blank cell is not stated.
func readCell(c *Column, cell sheet.Cell, products assist.Catalogue) reading {
	if c.Kind == Serial || isBlank(c, cell) {
		return reading{}
	}
	switch cell.Kind {
	case sheet.Error:
		return bad(sheet.FormulaError, "")
	case sheet.Picture:
		if c.Loose {
			return reading{}
		}
		return bad(sheet.PictureOnly, "")
	case sheet.Formula:
		return bad(sheet.FormulaUnsaved, "")
	case sheet.Text:
		if cutText(cell.Text) {
			return bad(sheet.TextCut, "")
		}
	}
	return parsers[c.Kind](c, cell, products)
}

// isBlank reports a cell in which nothing can be seen, or with a sign that
// stands for nothing.
func isBlank(c *Column, cell sheet.Cell) bool {
	return cell.Kind == sheet.Empty || cell.Kind == sheet.Text && (blankText(cell.Text) || c.Dashed && dash(cell.Text))
}

// blankText reports a text of nothing but white space and invisible signs.
func blankText(s string) bool {
	if plain(s) {
		return s == ""
	}
	return strip(s) == ""
}

// dash reports a sign that clerks put into a cell that does not apply.
func dash(s string) bool {
	if len(s) > 24 {
		return false
	}
	switch compact(s) {
	case "-", "--", "—", "——", "–", "/", "无", "没有", "暂无", "未办", "未办理", "办理中", "正在办理":
		return true
	}
	return false
}

// Limits at which programs cut a text without saying so.
const (
	excelLimit  = 32767 // a cell of Excel, in UTF-16 units
	systemLimit = 255   // a text column of many systems, in characters
)

// cutText reports a text that ends exactly at one of the limits.
func cutText(s string) bool {
	if len(s) < systemLimit {
		return false
	}
	runes := utf8.RuneCountInString(s)
	if runes == systemLimit {
		return true
	}
	utf16 := runes
	for _, r := range s {
		if r > 0xFFFF {
			utf16++
		}
	}
	return utf16 == excelLimit
}

// readFree reads free text: only its ends and invisible signs are folded.
func readFree(_ *Column, cell sheet.Cell, _ assist.Catalogue) reading {
	return foldedText(cell.Text, trim(cell.Text))
}

func readName(_ *Column, cell sheet.Cell, _ assist.Catalogue) reading {
	return foldedText(cell.Text, personName(cell.Text))
}

func foldedText(raw, text string) reading {
	return reading{value: value{text: text}, stated: true, folded: raw != text, read: text}
}

// compacted folds a text and remembers whether that changed it. The full-width
// ￥ is an accepted spelling, no fold.
func compacted(raw string) (text string, folded bool) {
	text = compact(raw)
	return text, text != strings.ReplaceAll(raw, "￥", "¥")
}

// with completes a reading with what folding did.
func (r reading) with(folded bool, text string) reading {
	if folded && r.fault == 0 {
		r.folded, r.read = true, text
	}
	return r
}

func readChoice(c *Column, cell sheet.Cell, _ assist.Catalogue) reading {
	text, folded := compacted(cell.Text)
	if other, ok := c.Spelt[text]; ok {
		return reading{value: value{text: other}, stated: true}.with(folded, other)
	}
	if slices.Contains(c.Choices, text) {
		return reading{value: value{text: text}, stated: true}.with(folded, text)
	}
	r := bad(sheet.NotChoice, "")
	r.allowed = c.Choices
	return r
}

const listSigns = "、,，;；/\n\r"

// readList reads several texts; of ListOf each has to be one of the choices.
func readList(c *Column, cell sheet.Cell, _ assist.Catalogue) reading {
	r := reading{stated: true}
	for _, part := range strings.FieldsFunc(cell.Text, func(s rune) bool { return strings.ContainsRune(listSigns, s) }) {
		item := trim(part)
		r.folded = r.folded || item != part
		if item == "" {
			continue
		}
		if c.Kind == ListOf && !slices.Contains(c.Choices, item) {
			b := bad(sheet.NotChoice, item)
			b.allowed = c.Choices
			return b
		}
		r.list = append(r.list, item)
	}
	r.text = strings.Join(r.list, "、")
	r.read = r.text
	r.stated = len(r.list) > 0
	return r
}

// readWords reads words separated by spaces or 、.
func readWords(_ *Column, cell sheet.Cell, _ assist.Catalogue) reading {
	list := wordsIn(trim(cell.Text))
	return reading{value: value{list: list, text: strings.Join(list, " ")}, stated: len(list) > 0}
}

// wordsIn are the words of a list that spaces or signs separate.
func wordsIn(text string) []string {
	return strings.FieldsFunc(text, func(s rune) bool {
		return strings.ContainsRune(" \t\u00a0\u3000、,，;；\n\r", s)
	})
}

func readWeek(_ *Column, cell sheet.Cell, _ assist.Catalogue) reading {
	text, folded := compacted(cell.Text)
	week, ok := assist.ParseWeek(strings.ToUpper(text))
	if !ok {
		return bad(sheet.NotChoice, "")
	}
	return reading{value: value{text: week.String()}, stated: true}.with(folded, week.String())
}
