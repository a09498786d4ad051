package report

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// maxProblem is how long the text of one 问题 cell may be, in characters.
const maxProblem = 2_000

// maxNote is how long the text of one note may be, in characters.
const maxNote = 1_500

// marks are the marks on every sheet of the file, and how many cells deserve a
// note; only the first maxNotes of them have one. list is in reading order, so
// that the notes stay with what weighs most. A sheet that is no table of ours,
// but has a faulty cell, has marks with HeaderRow 0: cells alone, no columns.
func (r Reply) marks(list []assist.Finding) ([]sheet.TableMarks, int) {
	var tables []sheet.TableMarks
	at := map[string]int{}
	for _, t := range r.Taken.Tables {
		if _, twice := at[t.Sheet]; twice {
			continue
		}
		at[t.Sheet] = len(tables)
		tables = append(tables, sheet.TableMarks{Sheet: t.Sheet, HeaderRow: t.HeaderRow, LastCol: t.LastCol, LastRow: t.LastRow})
	}
	for _, x := range list {
		if _, known := at[x.Sheet]; !known && x.Sheet != "" && x.Cell != "" {
			at[x.Sheet] = len(tables)
			tables = append(tables, sheet.TableMarks{Sheet: x.Sheet})
		}
	}
	notes := markCells(tables, at, list, r.codes())
	for _, row := range r.outcomes(list) {
		if i, ok := at[row.sheet]; ok && tables[i].HeaderRow > 0 {
			tables[i].Rows = append(tables[i].Rows, row.RowMark)
		}
	}
	for i := range tables {
		rows := tables[i].Rows
		sort.SliceStable(rows, func(a, b int) bool { return rows[a].Row < rows[b].Row })
		tables[i].Cells = byPlace(tables[i].Cells)
	}
	return tables, notes
}

// markCells puts the findings onto their cells, several on one cell together.
func markCells(tables []sheet.TableMarks, at map[string]int, list []assist.Finding, codes map[string]codeColumns) (cells int) {
	type place struct{ sheet, cell string }
	index := map[place]int{}
	for _, x := range list {
		if x.Cell == "" || x.Sheet == "" {
			continue
		}
		t := &tables[at[x.Sheet]]
		p := place{x.Sheet, x.Cell}
		i, known := index[p]
		if !known {
			i = len(t.Cells)
			index[p] = i
			t.Cells = append(t.Cells, sheet.CellMark{Cell: x.Cell, Tone: levelWord(x).Tone, Code: codes[x.Sheet].holds(x)})
			cells++
		}
		mark := &t.Cells[i]
		if known && mark.Note != "" || !known && cells <= maxNotes {
			mark.Note = shortened(joined(mark.Note, noteText(x), "\n"), maxNote)
		}
	}
	return cells
}

// codeColumns are the columns of a sheet that hold codes.
type codeColumns struct {
	header  int
	columns []int
}

// holds reports a finding on a cell that holds, or is to hold, a code.
func (c codeColumns) holds(x assist.Finding) bool {
	col, row, ok := sheet.ParseAddress(x.Cell)
	return ok && row > c.header && slices.Contains(c.columns, col)
}

// codes are the columns of codes by sheet.
func (r Reply) codes() map[string]codeColumns {
	list := map[string]codeColumns{}
	for _, t := range r.Taken.Tables {
		list[t.Sheet] = codeColumns{t.HeaderRow, t.Codes}
	}
	return list
}

func noteText(x assist.Finding) string {
	s := x.Code + " " + strings.TrimSpace(levelWord(x).Text) + "：" + counted(x)
	if x.Fix != "" && !x.Confirmed {
		s += "\n处理：" + x.Fix
	}
	return s
}

func joined(a, b, by string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + by + b
}

// byPlace sorts marks by row, then column.
func byPlace(cells []sheet.CellMark) []sheet.CellMark {
	key := func(c sheet.CellMark) (int, int) {
		col, row, _ := sheet.ParseAddress(c.Cell)
		return row, col
	}
	sort.SliceStable(cells, func(i, j int) bool {
		ri, ci := key(cells[i])
		rj, cj := key(cells[j])
		if ri != rj {
			return ri < rj
		}
		return ci < cj
	})
	return cells
}

// outcome is the mark of one row.
type outcome struct {
	sheet string
	sheet.RowMark
}

// signed are the outcomes with their signs.
var signed = map[assist.Outcome]struct {
	text string
	tone sheet.Tone
}{
	assist.Returned:   {"✗ 退回", sheet.Bad},
	assist.Ineligible: {"✗ 不符合", sheet.Bad},
	assist.Held:       {"？ 待核", sheet.Wait},
	assist.Filed:      {"", sheet.Good}, // goodWord or takenWord
}

// takenWord is the sign of a good row of another form than 申请表.
const takenWord = "✓ " + takenIn

// goodWord is the sign of a good row of 申请表: who leaves is not filed.
func goodWord(b assist.Business) string {
	if b == assist.Withdrawal {
		return "✓ 退出已登记"
	}
	return "✓ " + string(assist.Filed)
}

// outcomes are the marks of all rows: applications, rows of other forms, and
// those rows of a sales history that have a finding.
func (r Reply) outcomes(list []assist.Finding) []outcome {
	var rows []outcome
	seen := map[assist.Place]bool{}
	mark := func(p assist.Place, o assist.Outcome, found []assist.Finding, judged assist.Judged, good string) {
		p.Receipt = ""
		seen[p] = true
		rows = append(rows, outcome{p.Sheet, r.rowMark(p, o, found, judged, good)})
	}
	loose := map[assist.Place][]assist.Finding{}
	for _, x := range r.Taken.Findings {
		if x.Row > 0 {
			p := assist.Place{Sheet: x.Sheet, Row: x.Row}
			loose[p] = append(loose[p], x)
		}
	}
	for _, a := range r.Applications {
		mark(a.Place, a.Verdict.Outcome, withLoose(a.Verdict.Told(), loose, a.Place), a.Verdict, goodWord(a.Business))
	}
	for _, o := range r.Others {
		mark(o.Place, o.Outcome, withLoose(o.Findings, loose, o.Place), o, takenWord)
	}
	for _, x := range list {
		p := assist.Place{Sheet: x.Sheet, Row: x.Row}
		if found := loose[p]; len(found) > 0 && !seen[p] {
			mark(p, worst(found), found, assist.Judged{}, takenWord)
		}
	}
	return rows
}

func withLoose(own []assist.Finding, loose map[assist.Place][]assist.Finding, p assist.Place) []assist.Finding {
	p.Receipt = ""
	extra := loose[p]
	return append(own[:len(own):len(own)], extra...)
}

// worst is the outcome of a row of which only the findings are known.
func worst(found []assist.Finding) assist.Outcome {
	for _, x := range found {
		if x.Level == assist.LevelReturn || x.Level == assist.LevelCity {
			return assist.Returned
		}
	}
	return assist.Filed
}

func (r Reply) rowMark(p assist.Place, o assist.Outcome, found []assist.Finding, judged assist.Judged, good string) sheet.RowMark {
	var words []string
	if r.refused(p.Sheet) && worst(found) == assist.Filed { // nothing of its own sends it back
		o = assist.Returned
		words = append(words, r.whyRefused(p.Sheet))
	}
	s := signed[o]
	if o == assist.Filed {
		s.text = good
	}
	if idle, found := r.idle(p.Sheet); found && o == assist.Filed {
		s.text, s.tone = idle.sign, idle.tone
	}
	if judged.Yields() && o == judged.Outcome {
		s.text, s.tone = replacedWord, sheet.Hint
		words = append(words, judged.ReplacedWords())
	}
	if w := standingWords[judged.Standing]; w != "" && (o == assist.Filed || judged.Standing == assist.Replaced || judged.Standing == assist.Resent) {
		words = append(words, w)
	}
	m := sheet.RowMark{Row: p.Row, Result: s.text, Problem: problems(words, found), Tone: s.tone}
	if s.tone == sheet.Good { // a row with hints alone gets no height for them
		brief := slices.Clone(found)
		for i := range brief {
			brief[i].Fix = ""
		}
		m.Brief = problems(words, brief)
	}
	return m
}

var standingWords = map[assist.Standing]string{
	assist.Unchanged:  "与在册内容相同，备案编号和日期不变",
	assist.Correction: "按更正登记，备案编号和日期不变",
	assist.Replaced:   "同一批收到填报日期更晚的同户申请，以那一行为准",
	assist.Resent:     "以后又报了这一户，以那一行为准",
	assist.Repeated:   "与同一批另一份文件中的行相同，只计一次",
}

// problems are what is said of a row: some words, then each finding on one line.
func problems(words []string, found []assist.Finding) string {
	list := slices.Clone(words)
	for _, x := range ordered(found) {
		list = append(list, problem(x))
	}
	return shortened(strings.Join(list, "；"), maxProblem)
}

// problem is a finding on one line.
func problem(x assist.Finding) string {
	s := x.Code
	switch {
	case x.Cell != "":
		s += fmt.Sprintf("（%s）", x.Cell)
	case !x.Confirmed:
		s += " "
	}
	if x.Confirmed {
		s += settled + "："
	}
	s += strings.TrimRight(counted(x), "。；")
	if x.Fix != "" && !x.Confirmed {
		if !strings.HasSuffix(s, "？") {
			s += "，"
		}
		s += strings.TrimRight(x.Fix, "。；")
	}
	return s
}
