package page

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"bangfu/internal/assist"
)

// receiptsShown is how many receipts a unit's board lists.
const receiptsShown = 30

// receiptLine is one file of the unit and what became of it.
type receiptLine struct {
	Number, At, Kind, Path, Verdict string
	Update                          int
}

// receipts are those of the unit, newest first.
func (b Board) receipts() []receiptLine {
	var list []receiptLine
	for _, t := range slices.Backward(b.Facts.Files) {
		if t.Unit == b.Unit && len(list) < receiptsShown {
			list = append(list, receiptLine{t.Receipt, assist.Clock(t.At), t.Kind.Word(), b.Receipt(t), b.verdict(t), t.Update})
		}
	}
	return list
}

// unusedWords are how a file stands that does not count as it came.
var unusedWords = map[assist.FileState]string{
	assist.FileRefused: "✗ 整份退回", assist.FileWaits: "？ 有疑", assist.FileUnused: "✗ 没有采用", assist.FileVoid: "✗ 市局已作废",
}

// verdict is what became of a file's rows, as they stand now.
func (b Board) verdict(t assist.Taken) string {
	if word := unusedWords[t.State()]; word != "" {
		return word
	}
	var c assist.SheetCount
	for _, k := range t.Counts {
		c = c.Plus(k)
	}
	if t.Update > 0 {
		c = b.recounted(t, c)
	}
	var parts []string
	for _, x := range []struct {
		n    int
		word string
	}{{c.Returned, "✗ 退回 %d"}, {c.Ineligible, "✗ 不符合 %d"}, {c.Held, "？ 待核 %d"}, {c.Filed, "✓ 备案或已收 %d"}} {
		if x.n > 0 {
			parts = append(parts, fmt.Sprintf(x.word, x.n))
		}
	}
	return cmp.Or(strings.Join(parts, "，"), "✓ 已收")
}

// recounted takes the outcomes of applications as they are now.
func (b Board) recounted(t assist.Taken, c assist.SheetCount) assist.SheetCount {
	var now assist.SheetCount
	sheets := map[string]bool{}
	rows, _ := b.Facts.RowsOf(t.Receipt)
	for _, row := range rows {
		now.AddRow(row.Verdict)
		sheets[row.Sheet] = true
	}
	if len(sheets) == 0 {
		return c
	}
	for _, k := range t.Counts {
		if !sheets[k.Sheet] {
			now = now.Plus(k)
		}
	}
	return now
}

// waitLine is one row that waits for somebody.
type waitLine struct {
	Licence, What, Who, Path, Receipt string
}

// waits are the rows of the unit that are 待核 or went back, the latest of each licence.
func (b Board) waits() []waitLine {
	fileOf := b.Facts.FileOf()
	var list []waitLine
	for row := range b.Facts.LastRows(b.Unit) {
		j := row.Verdict
		if j.Outcome == assist.Filed || b.Facts.Erased[row.Licence] {
			continue
		}
		who := string(assist.TurnCounty)
		if ofCity(j) && j.Outcome == assist.Held {
			who = string(assist.TurnCity)
		}
		file, _ := fileOf(row.Receipt)
		list = append(list, waitLine{shownLicence(row.Licence), string(j.Outcome) + " " + reasons(j), who, b.Receipt(file), row.Receipt})
	}
	return list
}

// shownLicence is a licence, or the words for a row that has none.
func shownLicence(licence string) string {
	return cmp.Or(assist.Mask(licence), "（许可证号读不出）")
}

// reasons are what was found in a row, by rule, in a few words each.
func reasons(j assist.Judged) string {
	var list []string
	for _, f := range j.Findings {
		text := f.Code + " " + f.Rule().Short
		if f.Level != assist.LevelNote && !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	return strings.Join(list, "；")
}

// dueLine is a customer whose term ends soon.
type dueLine struct {
	Licence string
	End     assist.Date
	Days    int
}

func (b Board) due() []dueLine {
	var list []dueLine
	last := b.Facts.Today + assist.Date(b.Facts.Terms.Limit(assist.DueDays, b.Facts.Today).Int())
	for x := range b.Facts.Enrolled(b.Unit) {
		if x.End <= last && !b.Facts.Erased[x.Application.Licence] {
			list = append(list, dueLine{x.Application.Licence, x.End, int(x.End - b.Facts.Today)})
		}
	}
	slices.SortStableFunc(list, func(a, b dueLine) int {
		return cmp.Or(cmp.Compare(a.End, b.End), strings.Compare(a.Licence, b.Licence))
	})
	return list
}
