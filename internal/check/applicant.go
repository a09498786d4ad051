package check

import (
	"cmp"
	"iter"
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

var (
	// needed are the columns of 申请表 that every row but a 退出 fills.
	needed = headers(column.Column.Needed)
	// onExit are the columns that are needed and judged for 业务类型 退出.
	onExit = headers(func(c column.Column) bool { return c.OnExit })
)

// headers are the columns of 申请表 of a sort.
func headers(is func(column.Column) bool) map[column.Header]bool {
	m := map[column.Header]bool{}
	for _, c := range column.Application.Where(is) {
		m[c.Header] = true
	}
	return m
}

// applicant is one row of 申请表 under judgement, with what surrounds it. A new row
// lies packed while nobody looks at it: only told, brief and the fields below say
// something of it then. A run has one of every customer, so it is small.
type applicant struct {
	*subject            // nil while it lies packed
	*assist.Application // nil while it lies packed
	kept                assist.KeptApplication
	told                *found // what was found of it so far, while it lies packed; nil for nothing
	brief
	licence  string
	b        *bench
	held     bool           // judged again, of an earlier run
	before   *assist.Judged // its earlier judgement; one that says nothing when it is not held
	since    assist.Date    // the day it, or the equal row it replaces, was first held; 0 for none
	turned   assist.Date    // and the day its turn changed since; 0 for none
	turn     assist.Turn    // whose it was when since is told
	hopeless bool           // nobody can know whose it is, or hardly anything is filled in
	away     bool           // its file lies where it does not belong: nothing is said of it
	day      assist.Date    // 申请日期, or what stands in for it
	standing assist.Standing
	by       *applicant     // the row that replaces it; nil for none
	filing   *assist.Filing // the licence's present filing with this unit; nil for none
	measure  *assessment    // of its class, made when first asked for; see pack
	twins    []*applicant   // rows that name the same licence (V501)
}

// brief is what is known of a row without opening it.
type brief struct {
	from    *origin
	row     int32 // on its sheet
	id      string
	class   assist.Hardship
	misread bool                // its licence number could not be read
	exit    bool                // it asks for 退出
	nobodys bool                // nobody can know whose it is
	missing [len(setNeeds)]bool // of these the value is blank or could not be read
}

// origin is the sheet that a row came with: the rows of a sheet share it.
type origin struct {
	sheet    assist.Place // without a row
	unit     string
	reported assist.Date
	refused  string // the S code that refuses the sheet or its file
}

// originOf is the origin of a row alone.
func originOf(r assist.Row) *origin {
	return &origin{sheet: assist.Place{Receipt: r.Receipt, Sheet: r.Sheet}, unit: r.Unit, reported: r.Reported}
}

// place is where the row stands.
func (b brief) place() assist.Place {
	p := b.from.sheet
	p.Row = int(b.row)
	return p
}

// unit is the county of the row.
func (b brief) unit() string { return b.from.unit }

// setNeeds are the columns that the rules of all rows together need.
var setNeeds = [...]column.Header{column.Licence, column.ID, column.DisabledNo, column.Phone, column.Address}

// lacks is that of the row where it is opened, else the same of one of setNeeds.
func (a *applicant) lacks(header column.Header) bool {
	if a.Application != nil {
		return a.subject.lacks(header)
	}
	return a.told != nil && a.told.unusable[header] || a.missing[slices.Index(setNeeds[:], header)]
}

func newApplicant(b *bench, a *assist.Application, from *origin) *applicant {
	p := &applicant{b: b, licence: a.Licence, before: &b.unheard, day: cmp.Or(a.Applied, a.Reported, b.Today)}
	p.brief = brief{from: from, row: int32(a.Row.Row), id: a.ID, class: a.Hardship, exit: a.Business == assist.Withdrawal, nobodys: a.Nobodys()}
	p.unfold(a)
	p.misread = p.fault(column.Licence) != nil
	for i, header := range setNeeds {
		p.missing[i] = p.lacks(header)
	}
	if f, ok := b.Roster.Find(a.Licence); ok && f.Unit == p.unit() && a.Licence != "" {
		present := f // of most there is none
		p.filing = &present
	}
	return p
}

// leaving reports whether the row asks for 退出.
func (a *applicant) leaving() bool { return a.exit }

// opened lets something look at the whole row; one that lay packed is packed again.
func (a *applicant) opened(look func()) {
	if a.Application != nil {
		look()
		return
	}
	a.unfold(a.kept.Open())
	look()
	a.pack()
}

// soFar is what was found of the row, opened or not.
func (a *applicant) soFar() *found {
	switch {
	case a.subject != nil:
		return &a.subject.found
	case a.told == nil:
		a.told = &found{}
	}
	return a.told
}

// unfold lets the whole row be seen, with what was found of it so far.
func (a *applicant) unfold(whole *assist.Application) {
	a.Application = whole
	a.subject = &subject{Row: whole.Row, licence: a.licence, dated: &a.b.terms, on: a.day}
	if a.told != nil {
		a.found = *a.told
	}
}

// pack lets go of what is in the packed row, and of what can be made again: of an
// assessment, too, but for that of a margin, whose sales are read once, in the order of
// the rows.
func (a *applicant) pack() {
	if a.kept == "" {
		return
	}
	if a.told = nil; !a.found.nothing() {
		told := a.found
		a.told = &told
	}
	a.Application, a.subject = nil, nil
	if a.class != assist.Disability {
		a.measure = nil
	}
}

// open yields some rows, each opened while it is looked at.
func open(rows []*applicant) iter.Seq[*applicant] {
	return func(yield func(*applicant) bool) {
		more := true
		for _, a := range rows {
			if a.opened(func() { more = yield(a) }); !more {
				return
			}
		}
	}
}

// stays reports whether the row is of a customer of its unit who is on the roll
// and whom neither this run nor the city takes off.
func (a *applicant) stays() bool {
	return a.filing != nil && !a.b.leavers[a.licence] && !a.b.removed(a.licence, a.filing.FiledOn)
}

// is reports whether the row is judged in full under a class of hardship.
func (a *applicant) is(h assist.Hardship) bool { return a.class == h && !a.leaving() }

// competes reports whether the row counts against other rows: it asks to be
// on the roll, its sheet is not refused, and no other row stands for it.
func (a *applicant) competes() bool {
	return !a.leaving() && a.from.refused == "" && a.standing != assist.Replaced && a.standing != assist.Repeated
}

// asOf is the day the row was first held, else today: what a row is told about
// its term stays the same while it waits.
func (a *applicant) asOf() assist.Date {
	if a.since != 0 {
		return a.since
	}
	return a.b.Today
}

// where names the row for the finding of another county: unit, receipt, sheet
// and row, and no personal value.
func (a *applicant) where() string {
	return rowPlace(a.unit(), a.place())
}

func rowPlace(unit string, p assist.Place) string {
	where := unit
	if p.Receipt != "" {
		where = assist.RowThere(unit) + p.Receipt
	}
	if p.Sheet != "" {
		where += " " + p.Sheet + " 第 " + itoa(p.Row) + " 行"
	}
	return where
}
