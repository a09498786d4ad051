package assist

import (
	"iter"
	"slices"
	"strings"
	"sync"
)

// lookup is what the outputs of a run look up in its facts again and again: made
// when it is first asked for, and once for all of them.
type lookup struct {
	of   indexed
	last func() perUnit[int]    // into Rows: see LastRows
	week func() perUnit[int]    // into Rows: see WeekRows
	rows func() perUnit[int]    // into Rows: all of them
	said func() perUnit[int]    // rows of the other forms: see OthersIn
	roll func() perUnit[string] // by 备案编号
	row  func() map[string]int  // by licence, of who was never on the roll, the last row, into Rows
	held func() byReceipt       // by receipt what came with the file

	again func() map[int]bool // see heldAgain

	file  func() map[string]int             // by receipt, into Files
	came  func() []int                      // of Files those of the run's ISO week
	whole func(Form) map[string][]sentSheet // by unit: see sentSince
	open  func() []Taken                    // see OpenRefusals

	sheets func() []RefusedSheet  // see OpenSheets
	back   func() map[string]bool // see CameBack
	moves  func() []Migration     // see Migrations

	sent           func() map[string][]stretch   // by unit, of Files
	paid           func() map[string][]stretch   // by unit, of Visits
	dealt          func() map[string][]stretch   // by unit, of the lines of Plan
	given          func() []map[string][]stretch // by unit, of the lines of each of Plans
	roster, before func() map[string]ofUnit      // of Roster, and of Before
}

// indexed tells facts apart by what an index is made of.
type indexed struct {
	rows    making[KeptRow, JudgedApplication]
	others  making[KeptJudged, Judged]
	lines   lying[KeptLine]
	plans   lying[WeekPlan]
	changes lying[Change]
	files   lying[Taken]
	visits  lying[KeptVisit]
	period  Week
	roster  *Roster
	before  *Roster
}

// lying tells lists apart by where they lie.
type lying[T any] struct {
	first *T
	count int
}

func where[T any](list []T) lying[T] {
	if len(list) == 0 {
		return lying[T]{}
	}
	return lying[T]{&list[0], len(list)}
}

// perUnit are things of all units, such as numbers into a list, and those of each, in
// their order: an output of one unit does not go through what all the others have.
type perUnit[T any] struct {
	all []T
	of  map[string][]T
}

// add adds one more of a unit.
func (b *perUnit[T]) add(x T, unit string) {
	b.all, b.of[unit] = append(b.all, x), append(b.of[unit], x)
}

// in are those of one unit, or of all ("").
func (b perUnit[T]) in(unit string) []T {
	if unit == "" {
		return b.all
	}
	return b.of[unit]
}

// grouped groups numbers into a list by what unit each is of.
func grouped(list []int, unit func(int) string) perUnit[int] {
	b := perUnit[int]{of: map[string][]int{}}
	for _, i := range list {
		b.add(i, unit(i))
	}
	return b
}

// Indexed are the facts with an index, which their copies share.
func (f Facts) Indexed() Facts {
	f.index = f.newIndex()
	return f
}

// newIndex makes the index of some facts; what it looks up it looks up in itself.
func (f Facts) newIndex() *lookup {
	made := &lookup{of: f.indexed()}
	f.index = made
	*made = lookup{
		of:   made.of,
		last: sync.OnceValue(func() perUnit[int] { return grouped(lastRows(f, func(string) bool { return true }), f.unitOfRow) }),
		week: sync.OnceValue(func() perUnit[int] { return grouped(lastRows(f, f.inPeriod()), f.unitOfRow) }),
		rows: sync.OnceValue(func() perUnit[int] { return grouped(upTo(f.Rows.count()), f.unitOfRow) }),
		said: sync.OnceValue(f.othersByUnit),
		roll: sync.OnceValue(func() perUnit[string] { return f.Roster.enrolled() }),
		row:  sync.OnceValue(f.rowsOffRoll),
		held: sync.OnceValue(f.rowsByReceipt),

		again: sync.OnceValue(func() map[int]bool { return heldAgain(f) }),

		file:  sync.OnceValue(func() map[string]int { return filesByReceipt(f.Files) }),
		came:  sync.OnceValue(func() []int { return filesOf(f.Files, f.Period) }),
		whole: once(func(form Form) map[string][]sentSheet { return sentSheets(f.Files, form) }),
		open:  sync.OnceValue(f.openRefusals),

		sheets: sync.OnceValue(f.openSheets),
		back:   sync.OnceValue(func() map[string]bool { return mended(f.Files) }),
		moves:  sync.OnceValue(f.findMigrations),

		sent: sync.OnceValue(func() map[string][]stretch { return stretches(f.Files, func(t *Taken) string { return t.Unit }) }),
		paid: sync.OnceValue(func() map[string][]stretch {
			return stretches(f.Visits, func(v *KeptVisit) string { return v.Open().Unit })
		}),
		dealt:  sync.OnceValue(func() map[string][]stretch { return stretches(f.Plan.Lines, unitOfLine) }),
		given:  sync.OnceValue(f.earlierLines),
		roster: sync.OnceValue(f.Roster.byUnit),
		before: sync.OnceValue(f.Before.byUnit),
	}
	return made
}

func (f Facts) indexed() indexed {
	of := indexed{
		rows: f.Rows.making(), others: f.Others.making(), lines: where(f.Plan.Lines), plans: where(f.Plans),
		files: where(f.Files), visits: where(f.Visits), period: f.Period, roster: f.Roster, before: f.Before,
	}
	if f.Roster != nil {
		of.changes = where(f.Roster.Changes)
	}
	return of
}

// looked is the index of the facts; one of other facts is not taken.
func (f Facts) looked() *lookup {
	if f.index != nil && f.index.of == f.indexed() {
		return f.index
	}
	return f.newIndex()
}

func (f Facts) unitOfRow(i int) string { return f.application(i).Unit }

// upTo are the numbers below n.
func upTo(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// at yields some of a list, by their numbers; one is the i-th of it.
func at[T any](one func(i int) T, numbers []int) iter.Seq[T] {
	return func(yield func(T) bool) {
		for _, i := range numbers {
			if !yield(one(i)) {
				return
			}
		}
	}
}

// RowsIn yields the rows of 申请表 of one unit, or of all (""), in the order of taking.
func (f Facts) RowsIn(unit string) iter.Seq[JudgedApplication] {
	return at(f.Rows.row, f.looked().rows().in(unit))
}

// OthersIn yields the rows of the other forms that a unit has sent.
func (f Facts) OthersIn(unit string) iter.Seq[Judged] {
	return at(f.Others.row, f.looked().said().in(unit))
}

// Enrolled yields everyone on the roll by 备案编号, of one unit or of all ("").
func (f Facts) Enrolled(unit string) iter.Seq[Filing] {
	return func(yield func(Filing) bool) {
		for _, licence := range f.EnrolledLicences(unit) {
			if !yield(f.Roster.Of(licence)) {
				return
			}
		}
	}
}

// EnrolledLicences are the licences of everyone on the roll by 备案编号, of one unit or of
// all ("").
func (f Facts) EnrolledLicences(unit string) []string { return f.looked().roll().in(unit) }

// OnRoll is how many are on the roll.
func (f Facts) OnRoll() int { return len(f.looked().roll().all) }

// RowOf answers what is known of a licence: its filing, else its last row.
func (f Facts) RowOf() func(licence string) Application {
	rows := f.looked().row()
	return func(licence string) Application {
		if f.Roster != nil {
			if x, ok := f.Roster.Last(licence); ok {
				return *x.Application
			}
		}
		if i, ok := rows[licence]; ok {
			return *f.Rows.row(i).Application
		}
		return Application{}
	}
}

func (f Facts) othersByUnit() perUnit[int] {
	return grouped(upTo(f.Others.count()), func(i int) string { return f.otherHeading(i).Unit })
}

// otherHeading is what the i-th row of the other forms says first.
func (f Facts) otherHeading(i int) Heading {
	return part(f.Others, i, KeptJudged.Heading, Judged.heading)
}

func (f Facts) rowsOffRoll() map[string]int {
	rows := map[string]int{}
	for i := range f.Rows.count() {
		licence := f.application(i).Licence
		if f.Roster == nil || f.Roster.Filings[licence] == nil {
			rows[licence] = i
		}
	}
	return rows
}

// byReceipt are the rows of each file, as numbers into Rows and Others.
type byReceipt struct{ rows, others map[string][]int }

func (f Facts) rowsByReceipt() byReceipt {
	by := byReceipt{map[string][]int{}, map[string][]int{}}
	for i := range f.Rows.count() {
		receipt := f.placeOfRow(i).Receipt
		by.rows[receipt] = append(by.rows[receipt], i)
	}
	for i := range f.Others.count() {
		receipt := f.otherHeading(i).Receipt
		by.others[receipt] = append(by.others[receipt], i)
	}
	return by
}

// RowsOf are the rows of 申请表 that came with a file, and its rows of other
// forms, each in the order of judging.
func (f Facts) RowsOf(receipt string) (applications []JudgedApplication, others []Judged) {
	by := f.looked().held()
	for _, i := range by.rows[receipt] {
		applications = append(applications, f.Rows.row(i))
	}
	for _, i := range by.others[receipt] {
		others = append(others, f.Others.row(i))
	}
	return applications, others
}

// enrolled lists everyone on the roll by 备案编号; nobody is on none.
func (r *Roster) enrolled() perUnit[string] {
	roll := perUnit[string]{of: map[string][]string{}}
	if r == nil {
		return roll
	}
	type numbered struct{ number, licence, unit string }
	var list []numbered
	for licence, x := range r.Filings {
		if x.On() {
			list = append(list, numbered{x.Number, licence, x.Unit})
		}
	}
	slices.SortFunc(list, func(a, b numbered) int { return strings.Compare(a.number, b.number) })
	for _, x := range list {
		roll.add(x.licence, x.unit)
	}
	return roll
}
