package report

import (
	"math"

	"bangfu/internal/paper"
)

// A receipt is to stay within two pages of style Card, and what it lists is
// chosen before it is set. So heights are reckoned here on the safe side, in
// points; a test sets the fullest receipts and counts their pages.
const (
	twoPages    = 1440.0 // less what breaks, the repeated header and the note may cost
	pageLosses  = 150.0
	cardWidth   = 480.0
	cardLead    = 19.0
	cardChars   = 42.0 // of a line of running text
	formRow     = 21.0
	tableRow    = 21.0
	findingSize = 8.0
	findingLead = findingSize * 1.35
	cellMargin  = 7.0
)

// findingShares are the shares of the columns of the printed findings.
var findingShares = []float64{4.5, 8, 8.5, 7, 6, 12, 26, 22, 6}

// room is what is left of two pages after some blocks.
func room(blocks []paper.Block) float64 {
	left := twoPages - pageLosses
	for _, b := range blocks {
		switch x := b.(type) {
		case paper.Title:
			left -= 60
		case paper.Heading:
			left -= 30
		case paper.Paragraph:
			left -= cardLead * math.Ceil((ems(x.Text)+2)/cardChars)
		case paper.Table:
			left -= tableRow * float64(len(x.Rows)+len(x.Notes)+5)
		case paper.Form:
			for _, row := range x.Rows {
				left -= formHeight(row)
			}
		}
	}
	return left
}

// formHeight is the height of a row of a form.
func formHeight(row []paper.Cell) float64 {
	lines := 1.0
	for _, c := range row {
		chars := 38/float64(len(row)) - 8
		lines = max(lines, math.Ceil(ems(c.Value)/max(chars, 6)))
	}
	return formRow + (lines-1)*14
}

// rowHeight is the height of a row of the printed findings.
func rowHeight(row []string) float64 {
	all := 0.0
	for _, share := range findingShares {
		all += share
	}
	lines := 1.0
	for i, text := range row {
		chars := (cardWidth*findingShares[i]/all - cellMargin) / findingSize
		if wide := ems(text); wide > chars {
			lines = max(lines, math.Ceil(wide/max(math.Floor(chars), 1)))
		}
	}
	return lines*findingLead + cellMargin
}

// ems is the width of a text in Chinese characters; Latin ones count for 0.6.
func ems(text string) float64 {
	n := 0.0
	for _, r := range text {
		if r < 0x2000 {
			n += 0.6
		} else {
			n++
		}
	}
	return n
}
