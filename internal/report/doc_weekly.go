package report

import (
	"fmt"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// WeeklyCity is 帮扶工作周报 of the city.
func WeeklyCity(f assist.Facts) paper.Doc {
	w := newWeekly(f, "")
	return w.document(issuer(f, ""), weeklyTitle)
}

// WeeklyUnit is 帮扶工作周报 of one unit: its own facts and nobody else's.
func WeeklyUnit(f assist.Facts, unit string) paper.Doc {
	w := newWeekly(ownFacts(f, unit), unit)
	w.begun = begunBefore(f)
	return w.document(issuer(f, unit), titled(unit, weeklyTitle))
}

const weeklyTitle = "弱势群体客户帮扶工作周报"

// weekly is a report in the making. The facts are those of the unit it is
// about, of all for the city.
type weekly struct {
	rolling
	unit    string                     // "" for the city
	begun   bool                       // there are facts of the week before
	units   []assist.Tally             // this week, a line a unit
	sum     assist.Tally               // and all
	earlier map[string]assist.Tally    // the week before by unit, Sum for all; only when begun
	fresh   []assist.JudgedApplication // of this week and not filed
	older   []assist.JudgedApplication // still waiting from weeks before
	decided bool                       // the report begins with what is to be decided or done
	beside  beside
	blocks  []paper.Block
	numbers numbering
}

func newWeekly(f assist.Facts, unit string) *weekly {
	w := &weekly{rolling: newRolling(f), unit: unit, begun: begunBefore(f), earlier: map[string]assist.Tally{}}
	w.units, w.sum = assist.Tallies(f)
	w.fresh, w.older = w.unfiled("")
	last := f
	last.Period = f.Period.Add(-1)
	units, sum := assist.Tallies(last)
	if unit != "" {
		// A customer who moved away brings the other unit into the count.
		w.units = only(w.units, func(t assist.Tally) bool { return t.Unit == unit })
		units = only(units, func(t assist.Tally) bool { return t.Unit == unit })
		w.sum, sum = oneOf(w.units), oneOf(units)
	}
	for _, t := range units {
		w.earlier[t.Unit] = w.rolledBack(t.AsReviewed(f.LastReviews), t.Unit, last.Period)
	}
	w.earlier[assist.Sum] = w.rolledBack(sum.AsReviewed(f.LastReviews), unit, last.Period)
	return w
}

// oneOf is the line of the only unit.
func oneOf(units []assist.Tally) assist.Tally {
	if len(units) == 0 {
		return assist.Tally{}
	}
	return units[0]
}

// rolledBack puts the roll at the end of an earlier week into its line.
func (w *weekly) rolledBack(t assist.Tally, unit string, week assist.Week) assist.Tally {
	n := rollOn(w.roster.Changes, week.Sunday(), unit)
	t.Enrolled, t.Classes = n.all, n.classes
	return t
}

// begunBefore reports whether anything was entered before the run's week.
func begunBefore(f assist.Facts) bool {
	monday := f.Period.Monday()
	for _, t := range f.Files {
		if assist.DateOf(t.At) < monday {
			return true
		}
	}
	return f.Roster != nil && len(f.Roster.Changes) > 0 && f.Roster.Changes[0].Day < monday || len(f.Plans) > 0
}

// document sets the parts in their order.
func (w *weekly) document(issuer, title string) paper.Doc {
	w.decisions()
	w.basics()
	w.reviewed()
	w.supplies()
	w.followed()
	w.troubles()
	w.nextSteps()
	w.put(paper.Signature{Fields: signatures, Unit: issuer, Date: inProse(w.Today)})
	front := []paper.Block{paper.Title{Text: title, Sub: inWeekProse(w.Period)}}
	if note := w.beside.note(w.Week.Add(-1)); note != "" {
		front = append(front, paper.Note{Right: note})
	}
	plain := strings.ReplaceAll(title, "\n", "")
	return printed(w.Facts, fmt.Sprintf("%s %s（供货周 %s）", plain, w.Period, w.Week), issuer, paper.Official, append(front, referred(w.blocks)...)...)
}

// beside is what the figures in brackets are: of the week before, and of the supply
// week before, which the supply is set beside.
type beside struct{ week, supply bool }

// note tells so below the title; "" when nothing stands in brackets.
func (b beside) note(supply assist.Week) string {
	of := weekWord(supply) + "数。"
	switch {
	case b.week && b.supply:
		return "注：括号内为上周数，货源投放的为" + of
	case b.week:
		return "注：括号内为上周数。"
	case b.supply:
		return "注：货源投放括号内为" + of
	}
	return ""
}

// inWords is a number of the week with last week's in brackets.
func (w *weekly) inWords(x figure, measure string) string {
	w.beside.week = w.beside.week || x.known
	return x.inWords(measure)
}

// withFigures is figures with what they count, those of nothing left out:
// 低保3户（2户）、残疾1户（0户）.
func (w *weekly) withFigures(measure string, names []string, list []figure) string {
	var parts []string
	for i, x := range list {
		if !x.nothing() {
			parts = append(parts, names[i]+w.inWords(x, measure))
		}
	}
	return strings.Join(parts, "、")
}

func (w *weekly) put(b ...paper.Block) { w.blocks = append(w.blocks, b...) }

func (w *weekly) head(text string) { w.put(paper.Heading{Level: 1, Text: text}) }

// say adds a paragraph.
func (w *weekly) say(format string, args ...any) {
	w.put(paper.Paragraph{Text: fmt.Sprintf(format, args...)})
}

// list adds numbered paragraphs, or one that says there is nothing.
func (w *weekly) list(lines []string, none string) {
	if len(lines) == 0 {
		lines = []string{none}
	}
	for _, s := range numbered(lines) {
		w.put(paper.Paragraph{Text: s})
	}
}

// tableSize is the type of tables, in points.
const tableSize = 9.5

// table adds a table with its number.
func (w *weekly) table(caption, measure string, t paper.Table) {
	t.Caption, t.Unit, t.Size = w.numbers.table(caption), measure, tableSize
	if !w.begun {
		withoutLastWeek(&t, w.Week)
	}
	if len(t.Rows) == 0 {
		t.Total = nil
	}
	w.put(t)
}

// figure sets a number of all beside last week's.
func (w *weekly) figure(n func(assist.Tally) int) figure {
	return figure{n(w.sum), n(w.earlier[assist.Sum]), w.begun}
}

// where is whom the report speaks of.
func (w *weekly) where() string {
	if w.unit == "" {
		return "全市"
	}
	return w.unit
}

// columns are the heads of a table.
func columns(names ...string) []paper.Column {
	list := make([]paper.Column, len(names))
	for i, n := range names {
		list[i] = paper.Column{Header: n}
	}
	return list
}
