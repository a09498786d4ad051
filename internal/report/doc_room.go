package report

import (
	"math"

	"bangfu/internal/paper"
)

// A receipt is to stay within two pages of style Card, and what it lists is
// chosen before it is set. So heights are estimated here, rather too high, in
// points; a test sets the fullest receipts and counts their pages.
const (
	pageHeight  = 722.0
	pageSpare   = 30.0 // of each page, for footnotes and for what was estimated too low
	tableHead   = 42.0 // the findings' header in two lines, with what stands around the table
	restNote    = 25.0 // how many findings the workbook tells beyond
	cardWidth   = 480.0
	cardLead    = 19.0
	cardChars   = 42.0 // of a line of running text
	gridRow     = 19.0 // a line of a form or of the count of rows
	gridLead    = 14.0
	findingSize = 8.0
	findingLead = findingSize * 1.35
	cellMargin  = 7.0
	longText    = 8 // lines after which a text is reckoned a line longer
)

// findingShares are the shares of the columns of the printed findings.
var findingShares = []float64{4.5, 8, 8.5, 7, 6, 12, 26, 22, 6}

// A room is what is left of a receipt's two pages for its findings.
type room struct {
	last bool    // on the second page
	left float64 // of the page
}

// roomAfter is the room below some blocks.
func roomAfter(blocks []paper.Block) room {
	used := tableHead
	for _, b := range blocks {
		used += blockHeight(b)
	}
	if page := pageHeight - pageSpare; used > page {
		return room{last: true, left: 2*page - used - restNote - cardLead}
	}
	return room{left: pageHeight - pageSpare - used}
}

// takes reports whether a row of a height finds room, and takes it.
func (r *room) takes(height float64) bool {
	if height > r.left && !r.last {
		*r = room{last: true, left: pageHeight - pageSpare - tableHead - restNote}
	}
	if height > r.left {
		return false
	}
	r.left -= height
	return true
}

// blockHeight is the height of a block above the findings.
func blockHeight(b paper.Block) float64 {
	switch x := b.(type) {
	case paper.Title:
		return 58
	case paper.Heading:
		return 24
	case paper.Paragraph:
		return cardLead * math.Ceil((ems(x.Text)+2)/cardChars)
	case paper.Table: // with header, unit, total and the space around
		return gridRow*float64(x.Len()+len(x.Notes)) + 64
	case paper.Form:
		h := 10.0
		for _, row := range x.Rows {
			h += formHeight(row)
		}
		return h
	}
	return 0
}

// formHeight is the height of a row of a form.
func formHeight(row []paper.Cell) float64 {
	lines := 1.0
	for _, c := range row {
		chars := 44/float64(len(row)) - 7
		lines = max(lines, math.Ceil(ems(c.Value)/chars))
	}
	return gridRow + (lines-1)*gridLead
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
			full := math.Ceil(wide / max(math.Floor(chars), 1))
			lines = max(lines, full+math.Floor(full/longText)) // words and marks that keep together leave lines short
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
