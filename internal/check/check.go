package check

import (
	"iter"
	"time"

	"bangfu/internal/assist"
)

// Set is all that one run judges together, and what it is judged against.
type Set struct {
	Now   time.Time
	Today assist.Date
	// Files are new in this run, in the order of commit: 市局 first, then the units.
	Files []*assist.Submission
	// Held are the unreplaced rows of earlier runs that wait: those whose judgement lives on.
	Held []assist.JudgedApplication
	// Beside are rows of earlier runs that went back, or were not eligible, and were not
	// sent again: no claim to a customer. A shared phone or address still shows by what
	// went back, and rows of other forms are told of both.
	Beside []assist.JudgedApplication
	// Sent are rows of earlier runs that went back, or were not eligible, and may be sent
	// again by this run: who does so unmended waits since the first day.
	Sent []assist.JudgedApplication
	// Roster, Register and Adjustments are as in force: the city's files of this
	// run and the calendar have been applied.
	Roster      *assist.Roster
	Register    assist.Register
	Adjustments []assist.Adjustment
	Answers     []assist.Answer                                 // settled by earlier runs
	Shown       func(unit, licence, code, compared string) bool // has an earlier receipt of the unit shown this 待核 of these values; nil: none has
	// Said is the 核实说明 of a unit's row of a licence before this run; nil: there was none.
	Said func(unit, licence string) string
	// History is the sales on file of a licence, this run's included; nil for none.
	History func(licence string) assist.History
	Plan    *assist.SupplyPlan // of the supply week; nil when none has come
	// Alone says that there is no workspace: what needs the register, the roll
	// or the parameters is not judged, and Verdict.Unchecked names it.
	Alone bool
}

// Verdict is what Judge found.
type Verdict struct {
	// Applications are the new rows in the order of the files, then the held
	// rows judged again, each with outcome, findings, clause, grounds and standing.
	Applications assist.KeptRows
	// Told are rows of the city's files, which are judged before all others and not by Judge.
	Told assist.JudgedRows
	// Rows are the rows of 帮扶申请表, 走访台账 and 监督清单: 备案 (taken) or 退回.
	Rows assist.JudgedRows
	// Files are the findings of a file and its sheets, by receipt, and N806 of
	// its sales; what single sales rows gave stands in the SalesVerdict.
	Files map[string][]assist.Finding
	// Refused are the receipts of the files an S refuses as a whole; a sheet
	// that is refused alone is marked in its Table.
	Refused map[string]bool
	// Answers are newly settled by this run.
	Answers []assist.Answer
	// Unchecked is what could not be judged at all (only when Alone).
	Unchecked []assist.Unchecked
}

// Others yields the rows that are none of 申请表, the city's first.
func (v *Verdict) Others() iter.Seq[assist.Judged] {
	return func(yield func(assist.Judged) bool) {
		for _, list := range []assist.JudgedRows{v.Told, v.Rows} {
			for j := range list.All() {
				if !yield(j) {
					return
				}
			}
		}
	}
}

// ChangeOthers lets something change them; of which it says so is kept as it is then.
func (v *Verdict) ChangeOthers(change func(*assist.Judged) bool) {
	for _, list := range []assist.JudgedRows{v.Told, v.Rows} {
		for i, k := range list {
			if j := k.Open(); change(&j) {
				list[i] = j.Keep()
			}
		}
	}
}
