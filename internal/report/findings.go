package report

import (
	"fmt"
	"sort"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// The most a receipt lists and notes.
const (
	maxListed = 2_000 // findings in the table of 回执; an older ledger holds more
	maxNotes  = 2_000 // notes on cells of one file
)

// grades are the levels as a receipt shows them, heaviest first. What makes a row
// 不符合 says so, as the row does.
var grades = []struct {
	level assist.Level
	stops assist.Stops // "" for all of the level
	word  string
	sign  string
	tone  sheet.Tone
}{
	{assist.LevelFile, assist.StopsSheet, "整张退回", "✗", sheet.Bad},
	{assist.LevelFile, "", "整份退回", "✗", sheet.Bad},
	{assist.LevelReturn, assist.StopsRow, "退回", "✗", sheet.Bad},
	{assist.LevelReturn, assist.StopsIneligible, "退回（不符合）", "✗", sheet.Bad},
	{assist.LevelCity, "", "未采用", "✗", sheet.Bad},
	{assist.LevelHold, "", "待核", "？", sheet.Wait},
	{assist.LevelNote, "", "提示", "·", sheet.Hint},
	{assist.LevelSignal, "", "监督", "·", sheet.Hint},
}

func grade(x assist.Finding) int {
	for i, g := range grades {
		if g.level == x.Level && (g.stops == "" || g.stops == x.Rule().Stops) {
			return i
		}
	}
	return len(grades) - 1
}

// settled is the word for a 待核 that was answered.
const settled = "已核实"

// levelWord is the level of a finding as a clerk reads it.
func levelWord(x assist.Finding) sheet.Value {
	if x.Confirmed {
		return sheet.S("✓ " + settled).With(sheet.Good)
	}
	g := grades[grade(x)]
	return sheet.S(g.sign + " " + g.word).With(g.tone)
}

// fixOf is what is still to be done about a finding.
func fixOf(x assist.Finding) string {
	if x.Confirmed {
		return settled + "，不用再处理"
	}
	return x.Fix
}

// openTurn is whose turn it is; nobody's once a finding is answered, or when it may be
// left as it is.
func openTurn(x assist.Finding) assist.Turn {
	if x.Confirmed || x.Rule().Optional {
		return ""
	}
	return x.Turn
}

// ordered sorts findings for reading: heaviest level first, answered ones
// last of their level, else as they were found.
func ordered(list []assist.Finding) []assist.Finding {
	sorted := append([]assist.Finding(nil), list...)
	sort.SliceStable(sorted, func(i, j int) bool {
		a, b := sorted[i], sorted[j]
		if ga, gb := grade(a), grade(b); ga != gb {
			return ga < gb
		}
		return !a.Confirmed && b.Confirmed
	})
	return sorted
}

// findingsBlock is the table of findings; news tells of each how it stands to
// the earlier receipt, nil when there is none; totals count all findings by code,
// also those that were not kept. Many of a rule that may be left as they are stand
// in one line, which leads to the first of them.
func findingsBlock(list []assist.Finding, totals map[string]int, news map[int]string) sheet.Block {
	b := sheet.Block{Filter: true, Empty: "没有发现问题",
		Columns: narrow(heads(column.Serial, column.Rule, column.Level, column.Sheet, column.Cell, long(column.Typed), long(column.Trouble), long(column.Fix), column.Turn, column.Clause),
			map[column.Header]float64{column.Typed: 18, column.Trouble: 44, column.Fix: 44, column.Clause: 12})}
	if news != nil {
		b.Columns = append(b.Columns, heads(column.Compared)...)
	}
	listed := list[:min(len(list), maxListed)]
	lines, places := findingLines(listed)
	for i, g := range lines {
		row := findingsRow(i, g)
		if news != nil {
			row = append(row, sheet.S(news[places[i]]))
		}
		b.Rows = append(b.Rows, row)
	}
	if b.Total = totalled(b.Columns, b.Rows); b.Total != nil {
		b.Total[6] = sheet.S(listedWords(len(listed), max(len(list), total(totals))))
		if len(lines) < len(listed) {
			b.Total[7] = sheet.S(idleWords)
		}
	}
	return b
}

// idleWords says which findings share a line.
const idleWords = "不用处理的，同一规则的合在一行"

// findingsRow is the line of one finding, or of some of a rule.
func findingsRow(i int, g []assist.Finding) []sheet.Value {
	x := g[0]
	cell, typed, told, fix := cellOrRow(x), shortened(x.Value, 200), counted(x), fixOf(x)
	if len(g) > 1 {
		cell, typed = cell+" 等", ""
		told, _ = inOneLine(g, told, manyRows)
	}
	row := append(texts("", x.Code), levelWord(x))
	row = append(row, texts(x.Sheet, cell, typed, told, fix, string(openTurn(x)), x.Clause)...)
	row[0] = sheet.I(i + 1)
	if at := spotOf(x); at.Cell != "" {
		row[4] = row[4].To(at)
	}
	return row
}

// How many rows, or spans of rows, a line on paper and one of a workbook names.
const (
	fewRows  = 5
	manyRows = 60
)

// listedWords says how many findings are listed, and of how many.
func listedWords(listed, all int) string {
	if all > maxListed {
		return fmt.Sprintf("列出最要紧的 %d 条，问题共 %d 条", listed, all)
	}
	return fmt.Sprintf("共 %d 条", listed)
}

// spotOf is the cell that a finding leads to: its own, else the first of its
// row.
func spotOf(x assist.Finding) sheet.Spot {
	switch {
	case x.Sheet == "":
		return sheet.Spot{}
	case x.Cell == "" && x.Row > 0:
		return sheet.Spot{Sheet: x.Sheet, Cell: sheet.Address(1, x.Row)}
	}
	return sheet.Spot{Sheet: x.Sheet, Cell: x.Cell}
}

// cellOrRow is the address of a finding, else its row.
func cellOrRow(x assist.Finding) string {
	if x.Cell == "" && x.Row > 0 {
		return fmt.Sprintf("第%d行", x.Row)
	}
	return x.Cell
}

// counted is the message, with the number of rows a grouped finding speaks of.
func counted(x assist.Finding) string {
	if x.Count > 1 && !strings.Contains(x.Message, fmt.Sprint(x.Count)) {
		return fmt.Sprintf("%s（共 %d 处）", x.Message, x.Count)
	}
	return x.Message
}

// weight is how many rows a finding counts for.
func weight(x assist.Finding) int { return max(x.Count, 1) }

// shortened cuts a long text and says so.
func shortened(s string, runes int) string {
	r := []rune(s)
	if len(r) <= runes {
		return s
	}
	return fmt.Sprintf("%s……（共 %d 字）", string(r[:runes]), len(r))
}

// total is how many findings some counts by code stand for.
func total(counts map[string]int) int {
	n := 0
	for _, c := range counts {
		n += c
	}
	return n
}

// codeCounts are the full counts by code, a line a level: of a list, or as they
// were counted when the list does not hold all.
func codeCounts(list []assist.Finding, counted map[string]int) [][2]string {
	counts := make([]map[string]int, len(grades))
	put := func(code string, n int) {
		g := grade(assist.Finding{Code: code, Level: assist.Level(code[:1])})
		if counts[g] == nil {
			counts[g] = map[string]int{}
		}
		counts[g][code] += n
	}
	answered := map[string]int{}
	for _, x := range list {
		switch {
		case x.Confirmed:
			answered[x.Code] += weight(x)
		case counted == nil:
			put(x.Code, weight(x))
		}
	}
	for code, n := range counted { // of those that were not kept nobody has answered one: a 待核 is kept before any hint
		if n -= answered[code]; n > 0 {
			put(code, n)
		}
	}
	var lines [][2]string
	for g, c := range counts {
		if len(c) > 0 {
			lines = append(lines, [2]string{grades[g].word, codeLine(c)})
		}
	}
	if len(answered) > 0 {
		lines = append(lines, [2]string{settled, codeLine(answered)})
	}
	return lines
}

// codeLine tells counts by code: 5 处：V111 2、V203 3.
func codeLine(counts map[string]int) string {
	codes := make([]string, 0, len(counts))
	sum := 0
	for code, n := range counts {
		codes = append(codes, code)
		sum += n
	}
	sort.Strings(codes)
	for i, code := range codes {
		codes[i] = fmt.Sprintf("%s %d", code, counts[code])
	}
	return fmt.Sprintf("%d 处：%s", sum, strings.Join(codes, "、"))
}
