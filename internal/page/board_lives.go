package page

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"iter"
	"slices"
	"strconv"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// livesListed is how many customers' lives one page lists at most. With a supply or two of
// each they make some 20 MB, which the browser of an office still opens; of 132,000 it
// was 150 MB, which none did.
const livesListed = 20_000

// customer is a licence and what happened to it, the earliest first.
type customer struct {
	Licence, Unit, State string
	Events               []event
}

// Life are the events as the items of a list. The page's template would take most of its
// time for them.
func (c customer) Life() template.HTML {
	var b strings.Builder
	for _, e := range c.Events {
		day := e.Day.String()
		for _, part := range []string{`<li><time datetime="`, day, `">`, day, `</time> <b>`, template.HTMLEscapeString(e.Kind), `</b> `, template.HTMLEscapeString(e.Text), `</li>`} {
			b.WriteString(part)
		}
	}
	return template.HTML(b.String())
}

type event struct {
	Day  assist.Date
	Kind string
	Text string
}

// The kinds of events.
const (
	ofRows   = "申请"
	ofRoll   = "备案"
	ofSupply = "供货"
	ofVisits = "走访"
)

// lives are all customers of a board, by unit and licence, and for each where it stands
// what happened: the texts are made when the page comes to the customer.
type lives struct {
	Board
	who     map[string]int32 // into people, by licence; nobody for one that is not shown
	people  []person
	past    []passage
	events  int // of all passages
	plans   []assist.WeekPlan
	visits  assist.KeptVisits
	rows    []sentRow
	words   map[string]string // of rows, each once
	masks   map[string]string // texts as they may stand on the page
	counted map[string]int    // visits of each customer that are not remembered
}

const nobody = -1

// person is a customer and the latest of the passages that tell of him.
type person struct {
	licence, unit string
	before        []string // units that had the customer before, or sent a row of it
	last          int32
}

// passage is where some events of a customer stand, one behind the other.
type passage struct {
	before   int32 // the customer's passage before this one, or nobody
	from, to int32
	plan     int16
	of       source
}

// source is a list in which events stand.
type source uint8

const (
	aRow     source = iota // of rows
	aChange                // of the roll
	aLine                  // of a plan
	aRemoval               // from a plan
	aVisit
)

// sentRow is what is told of a row of 申请表.
type sentRow struct {
	day                assist.Date
	receipt, what, why string
}

// lives finds the customers and what happened to them.
func (b Board) lives() *lives {
	l := &lives{Board: b, who: map[string]int32{}, words: map[string]string{}, masks: map[string]string{}}
	l.findRows()
	l.findChanges()
	l.findSupplies()
	l.findVisits()
	l.who, l.words = nil, nil
	rank := b.Facts.Terms.Rank()
	slices.SortFunc(l.people, func(a, b person) int {
		return cmp.Or(cmp.Compare(rank(a.unit), rank(b.unit)), strings.Compare(a.licence, b.licence))
	})
	return l
}

// limit is how many lives the page lists at most.
func (b Board) limit() int { return cmp.Or(b.most, livesListed) }

// tooMany reports more customers than the page can list.
func (l *lives) tooMany() bool { return len(l.people) > l.limit() }

// add notes an event of a customer, the at-th of a list, and whether it will be told.
func (l *lives) add(licence, unit string, of source, plan, at int) bool {
	if !l.mine(unit) {
		return false
	}
	i := l.known(licence, unit)
	if i == nobody {
		return false
	}
	p := &l.people[i]
	if p.unit != unit {
		p.before, p.unit = append(p.before, p.unit), unit
	}
	if l.tooMany() {
		return false
	}
	l.events++
	if p.last != nobody {
		if x := &l.past[p.last]; x.of == of && int(x.plan) == plan && int(x.to) == at {
			x.to++
			return true
		}
	}
	l.past = append(l.past, passage{before: p.last, from: int32(at), to: int32(at + 1), plan: int16(plan), of: of})
	p.last = int32(len(l.past) - 1)
	return true
}

// known is a customer's number, or nobody for a licence that cannot be shown. With one
// customer too many what was noted of all is let go.
func (l *lives) known(licence, unit string) int32 {
	if i, known := l.who[licence]; known {
		return i
	}
	i := int32(nobody)
	if licence != "" && !l.Facts.Erased[licence] && assist.Mask(licence) == licence {
		i = int32(len(l.people))
		l.people = append(l.people, person{licence: licence, unit: unit, last: nobody})
		if l.tooMany() {
			l.past, l.rows = nil, nil
		}
	}
	l.who[licence] = i
	return i
}

func (l *lives) findRows() {
	fileOf := l.Facts.FileOf()
	for row := range l.Facts.RowsIn(l.Unit) {
		if !l.add(row.Licence, row.Unit, aRow, 0, len(l.rows)) {
			continue
		}
		file, _ := fileOf(row.Receipt)
		l.rows = append(l.rows, sentRow{
			assist.DateOf(file.At), l.word(row.Receipt), l.word(string(row.Business) + "：" + string(row.Verdict.Outcome)), l.word(reasons(row.Verdict)),
		})
	}
}

func (l *lives) findChanges() {
	for i, c := range l.Facts.Roster.Changes {
		l.add(c.Licence, c.Unit, aChange, 0, i)
	}
}

func (l *lives) findSupplies() {
	l.plans = l.Facts.FrozenPlans()
	if l.Facts.Plan.State == assist.PlanDraft {
		l.plans = append(l.plans[:len(l.plans):len(l.plans)], l.Facts.Plan)
	}
	for n, p := range l.plans {
		for i, x := range p.Lines {
			l.add(x.Licence, x.Open().Unit, aLine, n, i)
		}
		for i, r := range p.Removed {
			l.add(r.Licence, r.Unit, aRemoval, n, i)
		}
	}
}

// findVisits finds the visits; who came last has the customer.
func (l *lives) findVisits() {
	l.visits = l.Facts.VisitsIn(l.Unit)
	for i, k := range l.visits {
		v := k.Open()
		l.add(v.Licence, v.Unit, aVisit, 0, i)
	}
	l.counted = map[string]int{}
	for of, n := range l.Facts.VisitsCounted {
		if l.mine(of[0]) {
			l.counted[of[1]] += n
		}
	}
}

// word is a text that many rows have, kept once.
func (l *lives) word(text string) string {
	if w, known := l.words[text]; known {
		return w
	}
	text = strings.Clone(text)
	l.words[text] = text
	return text
}

// sampled is how many customers are written before it is said how much room all take.
const sampled = 256

// listed are the customers with what happened to them, none where they are too many. Once
// some stand on the page, room is made for the others.
func (l *lives) listed(page *bytes.Buffer) iter.Seq[customer] {
	return func(yield func(customer) bool) {
		if l.tooMany() {
			return
		}
		begin, events := page.Len(), 0
		for i, p := range l.people {
			passages := l.passages(p)
			for _, x := range passages {
				events += int(x.to - x.from)
			}
			if i == sampled {
				page.Grow((page.Len() - begin) / events * (l.events - events) * 9 / 8)
			}
			if !yield(l.life(p, passages)) {
				return
			}
		}
	}
}

// passages are those of a customer in their order.
func (l *lives) passages(p person) []passage {
	var list []passage
	for i := p.last; i != nobody; i = l.past[i].before {
		list = append(list, l.past[i])
	}
	slices.Reverse(list)
	return list
}

// life makes the texts of one customer.
func (l *lives) life(p person, passages []passage) customer {
	var events []event
	for _, x := range passages {
		for i := x.from; i < x.to; i++ {
			events = append(events, l.event(p.licence, x, int(i)))
		}
	}
	slices.SortStableFunc(events, func(a, b event) int { return cmp.Compare(a.Day, b.Day) })
	for _, k := range []struct {
		kind, measure string
		counted       int
	}{{ofRows, "条", 0}, {ofRoll, "条", 0}, {ofVisits, "次", l.counted[p.licence]}} {
		events = shortened(events, k.kind, k.measure, k.counted)
	}
	return customer{p.licence, p.unit, l.state(p.licence), events}
}

// event is what stands at one place of a list.
func (l *lives) event(licence string, x passage, i int) event {
	switch x.of {
	case aRow:
		return l.rows[i].event()
	case aChange:
		return l.change(l.Facts.Roster.Changes[i])
	case aLine:
		return l.supplied(l.plans[x.plan], i)
	case aRemoval:
		p := l.plans[x.plan]
		r := p.Removed[i]
		return event{assist.DateOf(r.At), ofSupply, fmt.Sprintf("%s %s %s %d 条：%s", p.Week, r.Move, l.Facts.Terms.Products.Name(r.Barcode), r.Cartons, l.masked(licence, r.Reason))}
	}
	v := l.visits[i].Open()
	return event{v.Day, ofVisits, strings.Join(v.Services, "、") + "　问题" + cmp.Or(v.State, column.NoProblem)}
}

func (r sentRow) event() event {
	text := r.what + "（回执 " + r.receipt + "）"
	if r.why != "" {
		text += " " + r.why
	}
	return event{r.day, ofRows, text}
}

func (l *lives) change(c assist.Change) event {
	text := string(c.Kind)
	if c.Filing != nil {
		text += " " + c.Filing.Number
	}
	if c.By != "" {
		text += "（" + l.mask(c.By) + "）"
	}
	return event{c.Day, ofRoll, text}
}

func (l *lives) supplied(p assist.WeekPlan, i int) event {
	x := p.Lines[i].Open()
	text := p.Week.String() + " " + p.State.Title() + " " + l.Facts.Terms.Products.Name(x.Barcode) + "：原供应 " + strconv.Itoa(x.Base) + "，" + string(x.Origin) + " " + strconv.Itoa(x.Asked) + "，加量 " + strconv.Itoa(x.Extra)
	if x.Reason != "" {
		text += "（" + x.Reason + "）"
	}
	return event{x.Day, ofSupply, text}
}

// mask is assist.Mask of a text that many events have.
func (l *lives) mask(text string) string {
	m, known := l.masks[text]
	if !known {
		m = assist.Mask(text)
		l.masks[text] = m
	}
	return m
}

// masked is a text without the person's words.
func (l *lives) masked(licence, text string) string {
	if f, ok := l.Facts.Roster.Last(licence); ok {
		return f.Application.Masker()(text)
	}
	return assist.Mask(text)
}

// shortened are events, days ascending, of a kind the latest alone; the others are
// counted, with those that are not remembered.
func shortened(events []event, kind, measure string, counted int) []event {
	more := -assist.VisitsListed
	for _, e := range events {
		if e.Kind == kind {
			more++
		}
	}
	if more <= 0 {
		return events
	}
	var list []event
	for i, n := 0, 0; i < len(events); i++ {
		e := events[i]
		if e.Kind == kind && n < more {
			if n++; n < more {
				continue
			}
			e.Text = earlier(counted+more, measure)
		}
		list = append(list, e)
	}
	return list
}

// earlier says how many events came before those that are listed.
func earlier(n int, measure string) string {
	return fmt.Sprintf("到这一天共 %d %s（这里只列最近 %d %s，全部见 bangfu trace）", n, measure, assist.VisitsListed, measure)
}

// state is where a licence stands.
func (l *lives) state(licence string) string {
	f, ok := l.Facts.Roster.Last(licence)
	switch {
	case !ok || !l.mine(f.Unit):
		return "未备案"
	case !f.On():
		return "已退出"
	case f.Suspended:
		return "在册（暂停）"
	}
	return "在册至 " + f.End.String()
}
