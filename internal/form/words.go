package form

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// Bounds of what passes for a line of text: its cells, labels such as 制表： not
// counted, and the words told of it.
const (
	mostWords  = 3
	mostToldOf = 20 // characters
	idDigits   = 6  // a run of so many digits is meant as a number of somebody
)

// pass notes a line of text below a header that is nobody's row, by its words.
func (l *layout) pass(r sheet.Row) {
	c := r.Cells[0]
	l.words.add(sheet.Fault{Kind: sheet.WordsPassed, Sheet: l.name, Row: r.Number, Cell: sheet.Address(c.Col, r.Number)},
		"第 "+itoa(r.Number)+" 行“"+shortened(c.Text)+"”")
}

// shortened is the beginning of a text.
func shortened(s string) string {
	if s = strings.Join(strings.Fields(s), " "); utf8.RuneCountInString(s) > mostToldOf {
		return string([]rune(s)[:mostToldOf]) + "…"
	}
	return s
}

// isWords reports a line of text that is nobody's row: it names no licence,
// operator, identity number or product of a plan, and holds a few words, or a date alone. What was
// dragged down, such as 同意, is no text but a row that lacks its person.
func (l *layout) isWords(r sheet.Row) bool {
	if !l.nobodys(r) {
		return false
	}
	filled, labels, words, day := 0, 0, 0, false
	for _, c := range r.Cells {
		if l.ours[c.Col] || blankCell(c) {
			continue
		}
		filled++
		switch i := l.columnOf(c.Col); {
		case i >= 0 && i != l.form.subject() && l.chosen(&l.form.Columns[i], c):
			return false
		case c.Kind == sheet.Text && hasHan(c.Text):
			words++
			if isLabel(c.Text) {
				labels++
			}
		case isDay(c):
			day = true
		case !shortNumber(c):
			return false
		}
	}
	return filled > 0 && filled-labels <= mostWords && (words > 0 || day && filled == 1)
}

// nobodys reports a row without a person, or without a product: the cells that
// name one are blank, or the licence's or barcode's holds words while all else
// that is required is blank.
func (l *layout) nobodys(r sheet.Row) bool {
	subject := l.form.subject()
	if subject < 0 {
		return false
	}
	for i, c := range l.form.Columns {
		if col := l.cols[i]; col > 0 && i != subject && l.names(c.Header) && !blankCell(r.At(col)) {
			return false
		}
	}
	own := r.At(l.cols[subject])
	if l.cols[subject] == 0 || blankCell(own) {
		return true
	}
	return own.Kind == sheet.Text && digitRun(own.Text) < idDigits && l.alone(r, subject)
}

// names reports a column that says whose row it is beside the subject's own: of
// a plan, which has no customers, the name of the product.
func (l *layout) names(h column.Header) bool {
	return h == column.Operator || h == column.ID || h == column.Product && l.form.licence() < 0
}

// alone reports that a column holds all that is filled in of the required ones.
func (l *layout) alone(r sheet.Row, only int) bool {
	for i, c := range l.form.Columns {
		if i != only && c.Required && l.cols[i] > 0 && !blankCell(r.At(l.cols[i])) {
			return false
		}
	}
	return true
}

// chosen reports a value that was meant for its column: a choice of its list, or
// a product.
func (l *layout) chosen(c *Column, cell sheet.Cell) bool {
	switch c.Kind {
	case Choice, ListOf:
		return readCell(c, cell, assist.Catalogue{}).fault == 0
	case Barcode:
		return true
	case List:
		return slices.ContainsFunc(c.Choices, func(choice string) bool { return strings.Contains(cell.Text, choice) })
	}
	return false
}

// isLabel reports a text that only says what stands beside it: 制表人：.
func isLabel(s string) bool {
	s = strings.TrimSpace(s)
	return strings.HasSuffix(s, "：") || strings.HasSuffix(s, ":")
}

func blankCell(c sheet.Cell) bool {
	return c.Kind == sheet.Empty || c.Kind == sheet.Text && blankText(c.Text)
}

// isDay reports a calendar date, as a date cell or written out.
func isDay(c sheet.Cell) bool {
	return readDay(&Column{Timed: true}, c, assist.Catalogue{}).fault == 0 && c.Kind != sheet.Number
}

// shortNumber reports a count such as stands inside a sentence: 以上共 | 4 | 户.
func shortNumber(c sheet.Cell) bool { return len(compact(c.Text)) <= 4 && numeric(c.Text) }

func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// digitRun is the length of the longest run of digits in a text.
func digitRun(s string) int {
	most, run := 0, 0
	for _, r := range s {
		if run++; r < '0' || r > '9' {
			run = 0
		}
		most = max(most, run)
	}
	return most
}
