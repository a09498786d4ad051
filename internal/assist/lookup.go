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
	last func() []int          // into Rows: see LastRows
	week func() []int          // into Rows: see WeekRows
	roll func() []enrolled     // by 备案编号
	row  func() map[string]int // by licence its last row, into Rows
	held func() byReceipt      // by receipt what came with the file

	file  func() map[string]int             // by receipt, into Files
	came  func() []int                      // of Files those of the run's ISO week
	whole func(Form) map[string][]sentSheet // by unit: see sentSince
	open  func() []int                      // into Files: see OpenRefusals

	sheets func() []RefusedSheet  // see OpenSheets
	back   func() map[string]bool // see CameBack
	moves  func() []Migration     // see Migrations
}

// indexed tells facts apart by what an index is made of.
type indexed struct {
	rows           *JudgedApplication
	count, changes int
	others         int
	files          int
	period         Week
	roster         *Roster
}

// enrolled is somebody on the roll, and where.
type enrolled struct{ licence, unit string }

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
		last: sync.OnceValue(func() []int { return lastRows(f, func(string) bool { return true }) }),
		week: sync.OnceValue(func() []int { return lastRows(f, f.inPeriod()) }),
		roll: sync.OnceValue(func() []enrolled { return f.Roster.enrolled() }),
		row:  sync.OnceValue(f.rowsByLicence),
		held: sync.OnceValue(f.rowsByReceipt),

		file:  sync.OnceValue(func() map[string]int { return filesByReceipt(f.Files) }),
		came:  sync.OnceValue(func() []int { return filesOf(f.Files, f.Period) }),
		whole: once(func(form Form) map[string][]sentSheet { return sentSheets(f.Files, form) }),
		open:  sync.OnceValue(f.openRefusals),

		sheets: sync.OnceValue(f.openSheets),
		back:   sync.OnceValue(func() map[string]bool { return mended(f.Files) }),
		moves:  sync.OnceValue(f.findMigrations),
	}
	return made
}

func (f Facts) indexed() indexed {
	of := indexed{count: len(f.Rows), others: len(f.Others), files: len(f.Files), period: f.Period, roster: f.Roster}
	if len(f.Rows) > 0 {
		of.rows = &f.Rows[0]
	}
	if f.Roster != nil {
		of.changes = len(f.Roster.Changes)
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

// rowsOf yields some rows, of one unit or of all.
func (f Facts) rowsOf(list []int, unit string) iter.Seq[JudgedApplication] {
	return func(yield func(JudgedApplication) bool) {
		for _, i := range list {
			if (unit == "" || f.Rows[i].Unit == unit) && !yield(f.Rows[i]) {
				return
			}
		}
	}
}

// Enrolled yields everyone on the roll by 备案编号, of one unit or of all ("").
func (f Facts) Enrolled(unit string) iter.Seq[Filing] {
	return func(yield func(Filing) bool) {
		for _, e := range f.looked().roll() {
			if (unit == "" || e.unit == unit) && !yield(f.Roster.Of(e.licence)) {
				return
			}
		}
	}
}

// OnRoll is how many are on the roll.
func (f Facts) OnRoll() int { return len(f.looked().roll()) }

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
			return *f.Rows[i].Application
		}
		return Application{}
	}
}

func (f Facts) rowsByLicence() map[string]int {
	rows := make(map[string]int, len(f.Rows))
	for i := range f.Rows {
		rows[f.Rows[i].Licence] = i
	}
	return rows
}

// byReceipt are the rows of each file, as numbers into Rows and Others.
type byReceipt struct{ rows, others map[string][]int }

func (f Facts) rowsByReceipt() byReceipt {
	by := byReceipt{map[string][]int{}, map[string][]int{}}
	for i := range f.Rows {
		by.rows[f.Rows[i].Receipt] = append(by.rows[f.Rows[i].Receipt], i)
	}
	for i := range f.Others {
		by.others[f.Others[i].Receipt] = append(by.others[f.Others[i].Receipt], i)
	}
	return by
}

// RowsOf are the rows of 申请表 that came with a file, and its rows of other
// forms, each in the order of judging.
func (f Facts) RowsOf(receipt string) (applications []JudgedApplication, others []Judged) {
	by := f.looked().held()
	for _, i := range by.rows[receipt] {
		applications = append(applications, f.Rows[i])
	}
	for _, i := range by.others[receipt] {
		others = append(others, f.Others[i])
	}
	return applications, others
}

// enrolled lists everyone on the roll by 备案编号; nobody is on none.
func (r *Roster) enrolled() []enrolled {
	if r == nil {
		return nil
	}
	type numbered struct {
		number string
		enrolled
	}
	var list []numbered
	for licence, x := range r.Filings {
		if x.On() {
			list = append(list, numbered{x.Number, enrolled{licence, x.Unit}})
		}
	}
	slices.SortFunc(list, func(a, b numbered) int { return strings.Compare(a.number, b.number) })
	all := make([]enrolled, len(list))
	for i, x := range list {
		all[i] = x.enrolled
	}
	return all
}
