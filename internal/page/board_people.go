package page

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"sort"
	"strconv"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
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

// customers are all licences of the board with their timelines, by unit and licence.
func (b Board) customers() []customer {
	l := lives{Board: b, by: map[string][]event{}, unit: map[string]string{}, masks: map[string]string{}}
	l.applications()
	l.roll()
	l.supplies()
	l.visited()
	return l.list()
}

// lives gathers timelines by licence.
type lives struct {
	Board
	by    map[string][]event
	unit  map[string]string
	masks map[string]string // texts as they may stand on the page
}

func (l *lives) add(licence, unit string, e event) {
	if licence == "" || !l.mine(unit) || l.Facts.Erased[licence] || l.mask(licence) != licence {
		return
	}
	l.by[licence] = append(l.by[licence], e)
	l.unit[licence] = unit
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

func (l *lives) applications() {
	fileOf := l.Facts.FileOf()
	for row := range l.Facts.RowsIn(l.Unit) {
		text := fmt.Sprintf("%s：%s（回执 %s）", row.Business, row.Verdict.Outcome, row.Receipt)
		if why := reasons(row.Verdict); why != "" {
			text += " " + why
		}
		file, _ := fileOf(row.Receipt)
		l.add(row.Licence, row.Unit, event{assist.DateOf(file.At), ofRows, text})
	}
}

func (l *lives) roll() {
	for _, c := range l.Facts.Roster.Changes {
		if !l.mine(c.Unit) {
			continue
		}
		text := string(c.Kind)
		if c.Filing != nil {
			text += " " + c.Filing.Number
		}
		if c.By != "" {
			text += "（" + l.mask(c.By) + "）"
		}
		l.add(c.Licence, c.Unit, event{c.Day, ofRoll, text})
	}
}

func (l *lives) supplies() {
	plans := l.Facts.FrozenPlans()
	if l.Facts.Plan.State == assist.PlanDraft {
		plans = append(plans[:len(plans):len(plans)], l.Facts.Plan)
	}
	for _, p := range plans {
		plan := p.Week.String() + " " + p.State.Title() + " "
		for _, x := range p.Lines {
			if !l.mine(x.Unit) { // most are another's, and a text takes its time
				continue
			}
			text := plan + l.Facts.Terms.Products.Name(x.Barcode) + "：原供应 " + strconv.Itoa(x.Base) + "，" + string(x.Origin) + " " + strconv.Itoa(x.Asked) + "，加量 " + strconv.Itoa(x.Extra)
			if x.Reason != "" {
				text += "（" + x.Reason + "）"
			}
			l.add(x.Licence, x.Unit, event{x.Day, "供货", text})
		}
		for _, r := range p.Removed {
			l.add(r.Licence, r.Unit, event{assist.DateOf(r.At), "供货", fmt.Sprintf("%s %s %s %d 条：%s", p.Week, r.Move, l.Facts.Terms.Products.Name(r.Barcode), r.Cartons, l.masked(r.Licence, r.Reason))})
		}
	}
}

// visited lists the latest visits of each customer, and counts those before.
func (l *lives) visited() {
	by := map[string][]assist.Visit{}
	for _, v := range l.Facts.Visits {
		if l.mine(v.Unit) {
			by[v.Licence] = append(by[v.Licence], v)
		}
	}
	counted := l.counted()
	for licence, list := range by {
		unit := list[len(list)-1].Unit // who came last has the customer
		slices.SortStableFunc(list, func(a, b assist.Visit) int { return cmp.Compare(a.Day, b.Day) })
		if more := len(list) - assist.VisitsListed; more > 0 {
			l.add(licence, unit, event{list[more-1].Day, "走访", earlier(counted[licence]+more, "次")})
			list = list[more:]
		}
		for _, v := range list {
			l.add(licence, unit, event{v.Day, "走访", strings.Join(v.Services, "、") + "　问题" + cmp.Or(v.State, column.NoProblem)})
		}
	}
}

// The kinds of events of which each year brings more, visits apart.
const (
	ofRows = "申请"
	ofRoll = "备案"
)

// shortened are events, days ascending, of a kind the latest alone; the others are
// counted.
func shortened(events []event, kind string) []event {
	more := -assist.VisitsListed
	for _, e := range events {
		if e.Kind == kind {
			more++
		}
	}
	var list []event
	for i, n := 0, 0; i < len(events); i++ {
		e := events[i]
		if e.Kind == kind && n < more {
			if n++; n < more {
				continue
			}
			e.Text = earlier(more, "条")
		}
		list = append(list, e)
	}
	return list
}

// earlier says how many events came before those that are listed.
func earlier(n int, measure string) string {
	return fmt.Sprintf("到这一天共 %d %s（这里只列最近 %d %s，全部见 bangfu trace）", n, measure, assist.VisitsListed, measure)
}

// counted is how many visits of each customer are not remembered but counted.
func (l *lives) counted() map[string]int {
	counted := map[string]int{}
	for of, n := range l.Facts.VisitsCounted {
		if l.mine(of[0]) {
			counted[of[1]] += n
		}
	}
	return counted
}

func (l *lives) list() []customer {
	rank := l.Facts.Terms.Rank()
	var list []customer
	for licence, events := range l.by {
		slices.SortStableFunc(events, func(a, b event) int { return cmp.Compare(a.Day, b.Day) })
		events = shortened(shortened(events, ofRows), ofRoll)
		list = append(list, customer{licence, l.unit[licence], l.state(licence), events})
	}
	sort.Slice(list, func(i, j int) bool {
		if a, b := rank(list[i].Unit), rank(list[j].Unit); a != b {
			return a < b
		}
		return list[i].Licence < list[j].Licence
	})
	return list
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
