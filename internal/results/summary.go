package results

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// Summarise follows everybody up who was on the roll at any time from a day up
// to and including another: each customer, each unit, and all. What is told of
// the last day holds as far as the facts still tell: 困难类别, terms and
// suspensions are those of today. The roll and the supply of a customer who moved
// count where it was at the time, on a line of its own for each unit; everything
// else where it was last.
func Summarise(f assist.Facts, from, to assist.Date) assist.Summary {
	return newDesk(f, from, to, true).summarise()
}

// SummariseUnits is Summarise without the lines of the customers.
func SummariseUnits(f assist.Facts, from, to assist.Date) assist.Summary {
	return newDesk(f, from, to, false).summarise()
}

func (d *desk) summarise() assist.Summary {
	d.roll()
	d.visits()
	d.effects()
	d.usage()
	d.signals()
	return d.summary()
}

// desk is a period while it is being summed up.
type desk struct {
	assist.Facts
	from, to assist.Date
	each     bool // each customer's line is wanted
	sold     assist.OnFile
	total    *summaryLine
	units    map[string]*summaryLine
	stays    map[[2]string]*summaryLine // each customer's lines, by licence and unit
	lastly   map[string]string          // the unit where who was helped in the period was last, by licence
	onEve    map[string]string          // the unit of who was on the roll on the eve of the period, by licence
	onLast   map[string]bool            // licences on the roll at the end of the last day
	rank     func(unit string) int      // of the units in the terms
}

// summaryLine is one line of the summary and what it is counted with.
type summaryLine struct {
	assist.Followed
	helped  map[string]bool
	why     map[string]int
	whyLeft map[string]int
	usage   usage
	signals map[string]*assist.SignalCount
}

func newLine(unit, licence string) *summaryLine {
	return &summaryLine{
		Followed: assist.Followed{Unit: unit, Licence: licence, Visiting: assist.Visiting{Services: make([]int, len(column.Services))}},
		helped:   map[string]bool{}, why: map[string]int{}, whyLeft: map[string]int{}, usage: newUsage(), signals: map[string]*assist.SignalCount{},
	}
}

func newDesk(f assist.Facts, from, to assist.Date, each bool) *desk {
	f.Roster = f.Roster.At(to)
	d := &desk{
		Facts: f, from: from, to: to, each: each, sold: assist.SalesOnFile(f), total: newLine(assist.Sum, ""),
		units: map[string]*summaryLine{}, stays: map[[2]string]*summaryLine{}, lastly: map[string]string{}, onEve: map[string]string{}, onLast: map[string]bool{}, rank: f.Terms.Rank(),
	}
	for _, u := range f.Terms.Units {
		d.unit(u.Name)
	}
	return d
}

// unit is the line of a unit.
func (d *desk) unit(name string) *summaryLine {
	if d.units[name] == nil {
		d.units[name] = newLine(name, "")
	}
	return d.units[name]
}

// stay is the line of a customer with a unit, where each customer's is wanted; nil where not.
func (d *desk) stay(licence, unit string) *summaryLine {
	key := [2]string{licence, unit}
	if d.each && d.stays[key] == nil {
		d.stays[key] = newLine(unit, licence)
	}
	return d.stays[key]
}

// lastStay is the line of a customer with the unit where it was last; nil where it was not
// helped in the period, or lines of customers are not wanted.
func (d *desk) lastStay(licence string) *summaryLine {
	unit, helped := d.lastly[licence]
	if !helped {
		return nil
	}
	return d.stay(licence, unit)
}

// accounts are those to which the figures of a customer with a unit go: all, the unit, and
// its own there.
func (d *desk) accounts(licence, unit string) []*summaryLine {
	list := []*summaryLine{d.total, d.unit(unit)}
	if own := d.stay(licence, unit); own != nil {
		list = append(list, own)
	}
	return list
}

// inOrder is the order of units: that of the terms, then of their names.
func (d *desk) inOrder(a, b string) int {
	return cmp.Or(cmp.Compare(d.rank(a), d.rank(b)), strings.Compare(a, b))
}

// licences are the customers helped in the period, ascending.
func (d *desk) licences() []string { return slices.Sorted(maps.Keys(d.lastly)) }

// signals counts the signals that the facts bring along.
func (d *desk) signals() {
	for _, s := range d.Facts.Signals {
		lines := []*summaryLine{d.total, d.unit(s.Unit)}
		if own := d.lastStay(s.Licence); own != nil {
			lines = append(lines, own)
		}
		for _, l := range lines {
			n := l.signals[s.Code]
			if n == nil {
				n = &assist.SignalCount{Code: s.Code}
				l.signals[s.Code] = n
			}
			n.Raised++
			if s.Reply != "" {
				n.Answered++
			}
		}
	}
}

// summary closes all lines and puts them in order.
func (d *desk) summary() assist.Summary {
	s := assist.Summary{From: d.from, To: d.to, Total: d.total.closed(d.Roster)}
	for _, l := range d.units {
		s.Units = append(s.Units, l.closed(d.Roster))
	}
	for _, l := range d.stays {
		s.Customers = append(s.Customers, l.closed(d.Roster))
	}
	order := func(a, b assist.Followed) int {
		return cmp.Or(d.inOrder(a.Unit, b.Unit), strings.Compare(a.Licence, b.Licence))
	}
	slices.SortFunc(s.Units, order)
	slices.SortFunc(s.Customers, order)
	return s
}

// closed is a line with what was counted on the way.
func (l *summaryLine) closed(r *assist.Roster) assist.Followed {
	f := l.Followed
	f.Closing = f.Opening + f.Joined - f.Left
	f.Helped = len(l.helped)
	for licence := range l.helped {
		filing, _ := r.Last(licence)
		f.ByClass.Count(filing.Application.Hardship)
	}
	f.Why, f.WhyLeft = counted(l.why), counted(l.whyLeft)
	f.Usage = l.usage.closed()
	for _, code := range slices.Sorted(maps.Keys(l.signals)) {
		f.Signals = append(f.Signals, *l.signals[code])
	}
	return f
}

// classOf is the class of a text that names one, else a later one than any.
func classOf(text string) int {
	return cmp.Or(assist.Hardship(text).Class(), len(assist.Hardships)+1)
}

// counted lists texts by how often they occur, most first, classes in their order.
func counted(times map[string]int) []assist.Counted {
	var list []assist.Counted
	for text, n := range times {
		list = append(list, assist.Counted{Text: text, N: n})
	}
	slices.SortFunc(list, func(a, b assist.Counted) int {
		return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(classOf(a.Text), classOf(b.Text)), strings.Compare(a.Text, b.Text))
	})
	return list
}
