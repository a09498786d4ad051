package check

import (
	"maps"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// Register judges the city's 许可证状态 (C201, 四) and gives the register that it
// would make; its Day is the 填报日期, 0 when the file says none. A licence whose
// row is left out keeps its row of the one in force, and so does whoever a row
// without a usable licence number may be. ok is false when an S refuses it.
func Register(sub *assist.Submission, previous assist.Register, t assist.Terms) (next assist.Register, judged assist.JudgedRows, ok bool) {
	b := newRegisterBook(sub, t)
	b.mistyped(previous)
	ok = b.no.code == ""
	for _, r := range b.rows {
		j := r.judged(assist.RegisterForm, b.no.of(r.Row.Sheet))
		judged, ok = append(judged, j.Keep()), ok && j.Refused == ""
	}
	next = b.register()
	for l, row := range b.carried(previous, next) {
		next.Licences[l] = row
	}
	return next, judged, ok
}

// Reread makes a register again that was taken in earlier: its own rows, and
// those that were carried over; mistyped are the numbers it was not believed.
func Reread(sub *assist.Submission, carried []assist.RegisterRow, mistyped []string, t assist.Terms) assist.Register {
	g := newRegisterBook(sub, t).register()
	for _, l := range mistyped {
		delete(g.Licences, l)
		g.Left[l] = true
	}
	for _, row := range carried {
		g.Licences.Put(row)
	}
	g.Mistyped = mistyped
	return g
}

// registerBook is the rows of a 许可证状态 under judgement.
type registerBook struct {
	sub  *assist.Submission
	no   refusal
	rows []*registerRow
}

// registerRow is one row of it.
type registerRow struct {
	subject
	said     assist.RegisterRow
	twice    bool // its licence stands in another row too
	mistyped bool // a good number that is most likely another one
}

func newRegisterBook(sub *assist.Submission, t assist.Terms) *registerBook {
	b := &registerBook{sub: sub, no: refused(sub, t)}
	times := map[string][]int{}
	for _, r := range sub.Register {
		times[r.Licence] = append(times[r.Licence], r.Place.Row)
	}
	for _, r := range sub.Register {
		row := &registerRow{subject: subject{Row: r.Row, licence: r.Licence, city: true}, said: r}
		row.twice = r.Licence != "" && len(times[r.Licence]) > 1
		row.add(registerFindings(&row.subject, r, times[r.Licence], t)...)
		b.rows = append(b.rows, row)
	}
	return b
}

// good reports a row that is used.
func (r *registerRow) good() bool {
	return r.said.Licence != "" && !slices.ContainsFunc(r.findings, returnsRow)
}

// register is the register of the good rows alone.
func (b *registerBook) register() assist.Register {
	g := assist.Register{Receipt: b.sub.Receipt, Day: b.sub.Reported, Licences: assist.RegisterRows{}, Left: map[string]bool{}}
	for _, r := range b.rows {
		switch {
		case r.good():
			g.Licences.Put(r.said)
		case r.said.Licence != "":
			g.Left[r.said.Licence] = true
		}
		if r.mistyped {
			g.Mistyped = append(g.Mistyped, r.said.Licence)
		}
	}
	return g
}

// mistyped tells numbers that the register in force does not know and that are
// a sign off one it knows, of the same operator, which is missing: one of the
// digits was most likely mistyped, and the row is left out.
func (b *registerBook) mistyped(previous assist.Register) {
	missing := missingByName(previous, b.register())
	for _, r := range b.rows {
		if _, known := previous.Licences[r.said.Licence]; known || !r.good() {
			continue
		}
		for _, old := range missing[bare(r.said.Operator)] {
			if assist.SignsApart(old.Licence, r.said.Licence) <= nearNumber {
				r.mistyped = true
				r.add(r.finding("C201", column.Licence, "上次登记中没有此许可证号，而同名的 "+old.Licence+" 不见了，像是写错了"))
			}
		}
	}
}

// missingByName lists the rows of a register that another lacks, by operator.
func missingByName(previous, next assist.Register) map[string][]assist.RegisterRow {
	list := map[string][]assist.RegisterRow{}
	for _, l := range slices.Sorted(maps.Keys(previous.Licences)) {
		if _, there := next.Licences[l]; !there {
			row := previous.Licences[l].Open()
			list[bare(row.Operator)] = append(list[bare(row.Operator)], row)
		}
	}
	return list
}

// carried are the rows of the register in force that still count: of each
// licence whose row is left out, and of whom a row without a usable number may
// be meant for.
func (b *registerBook) carried(previous, next assist.Register) assist.RegisterRows {
	list := assist.RegisterRows{}
	for l := range next.Left {
		if old, ok := previous.Licences[l]; ok {
			list[l] = old
		}
	}
	missing := missingByName(previous, next)
	for _, r := range b.rows {
		if r.good() || r.said.Licence != "" && !r.twice && !r.mistyped {
			continue
		}
		for _, old := range r.maybe(missing) {
			list.Put(old)
		}
	}
	return list
}

// How many signs apart two numbers are that may be one: of the same operator,
// or by themselves.
const (
	nearNumber  = 2
	nearestOnly = 1
)

// maybe are the missing licences a row without a usable number may be meant
// for: of the same operator, those with a like number, else all of the same
// unit; of anybody, those with almost the same number.
func (r *registerRow) maybe(missing map[string][]assist.RegisterRow) []assist.RegisterRow {
	text := r.Text(column.Licence)
	same := missing[bare(r.said.Operator)]
	if like := likeNumber(same, text, nearNumber); len(like) > 0 {
		return like
	}
	if own := slices.DeleteFunc(slices.Clone(same), func(old assist.RegisterRow) bool {
		return r.said.UnitName != "" && old.UnitName != "" && r.said.UnitName != old.UnitName
	}); len(own) > 0 {
		return own
	}
	if digitsOf(text) == "" {
		return nil
	}
	var like []assist.RegisterRow
	for _, name := range slices.Sorted(maps.Keys(missing)) {
		like = append(like, likeNumber(missing[name], text, nearestOnly)...)
	}
	return like
}

// likeNumber keeps the rows whose licence is like a written number: so many
// signs apart at most, or beginning with the digits that 1.40221E+11 has kept.
func likeNumber(rows []assist.RegisterRow, text string, apart int) []assist.RegisterRow {
	head, _, short := strings.Cut(strings.ToUpper(text), "E")
	number := digitsOf(head)
	if number == "" {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(rows), func(r assist.RegisterRow) bool {
		if short && len(number) < len(r.Licence) {
			return !strings.HasPrefix(r.Licence, number)
		}
		return assist.SignsApart(r.Licence, number) > apart
	})
}

// digitsOf are the digits of a text.
func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// statuses is the column whose list is what a licence may be.
var statuses, _ = column.Register.Find(column.Status)

// registerFindings is C201 and what could not be read of a row.
func registerFindings(l *subject, r assist.RegisterRow, times []int, t assist.Terms) []assist.Finding {
	if r.Licence == "" && l.Text(column.Licence) == "" {
		return []assist.Finding{l.nobody(noCustomer)}
	}
	var list []assist.Finding
	for _, f := range l.licenceNumber() {
		list = append(list, l.finding("C201", column.Licence, f.Message))
	}
	if r.Licence != "" && len(times) > 1 {
		list = append(list, l.finding("C201", column.Licence, "许可证号在第 "+rowsOf(times)+" 行重复"))
	}
	if l.Text(column.Status) != "" && !r.Valid() && !r.Paused() && !r.Ended() {
		f := l.finding("C201", column.Status, "状态“"+l.Text(column.Status)+"”不认识，应为"+anyOf(statuses.Choices))
		list = append(list, maybe(f, assist.Meant(l.Text(column.Status), statuses.Choices)))
	}
	_, known := t.UnitCalled(r.UnitName)
	if _, there := l.Cells.Of(column.Unit); there && !known {
		text := "县区“" + l.Text(column.Unit) + "”不认识"
		if l.Text(column.Unit) == "" {
			text = "县区未填"
		}
		list = append(list, l.finding("C201", column.Unit, text))
	}
	for _, f := range l.Faults {
		list = append(list, l.valueFault(f)...)
	}
	return list
}
