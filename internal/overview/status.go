package overview

import (
	"sort"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/history"
)

// Status is who has reported, what waits and when the next run is due; its
// JSON is that of the contract.
type Status struct {
	Now     time.Time        `json:"now"`                 // when this was written
	Week    assist.Week      `json:"week"`                // the supply week that is prepared
	Cutoff  time.Time        `json:"cutoff"`              // when it is frozen
	Plan    assist.PlanState `json:"plan"`                // how far its supply plan is
	Units   []UnitStatus     `json:"units"`               // who has reported in this ISO week
	Waiting []Waits          `json:"waiting"`             // every finding that waits for somebody
	LastRun *time.Time       `json:"last_run"`            // the last run that came to its end; null for none
	NextRun *time.Time       `json:"next_run"`            // by the schedule; null without one
	Doubts  []assist.Doubt   `json:"doubts"`              // what of the city waits for 确认
	Faults  []string         `json:"faults"`              // what somebody must mend
	Failed  *Failed          `json:"failed,omitempty"`    // runs that failed since the last good one
	Due     []string         `json:"erase_due,omitempty"` // licences whose person's fields are due for erasing
}

// UnitStatus is one unit's report of the week.
type UnitStatus struct {
	Unit      string             `json:"unit"`          // its name
	State     assist.ReportState `json:"state"`         // whether it has reported
	Past      bool               `json:"past_deadline"` // its deadline is over
	Deadline  time.Time          `json:"deadline"`      // of the week
	FirstSeen *time.Time         `json:"first_seen"`    // when its first file of the week was seen; null for none
	Filed     int                `json:"filed"`         // rows filed in the week
	Held      int                `json:"held"`          // rows that wait
	Returned  int                `json:"returned"`      // rows that went back
}

// Waits is one finding that waits for somebody.
type Waits struct {
	Turn    assist.Turn `json:"turn"`    // who has to act
	Unit    string      `json:"unit"`    // whose row it is
	Licence string      `json:"licence"` // of the customer
	Code    string      `json:"code"`    // of the rule
	Since   assist.Date `json:"since"`   // the day it was first held
}

// waiting lists the findings that wait for an answer: of each row that no later
// one has replaced, what still returns or holds it, also of the other forms.
func waiting(f assist.Facts) []Waits {
	var list []Waits
	for a := range f.LastRows("") {
		if a.Verdict.Outcome == assist.Filed {
			continue
		}
		for _, x := range a.Verdict.Told() {
			if x.Keeps() {
				list = append(list, Waits{x.Turn, a.Unit, a.Licence, x.Code, a.Verdict.Since})
			}
		}
	}
	for _, row := range f.ReturnedOthers("") {
		for _, x := range row.Findings {
			if x.Level == assist.LevelReturn {
				list = append(list, Waits{x.Turn, row.Unit, row.Licence, x.Code, f.SinceOf(row)})
			}
		}
	}
	rank := f.Terms.Rank()
	sort.SliceStable(list, func(i, j int) bool { return rank(list[i].Unit) < rank(list[j].Unit) })
	return list
}

// Asked is what a status is asked of besides a history.
type Asked struct {
	At        time.Time
	Terms     assist.Terms
	Register  assist.Register
	Deadlines assist.Deadlines
	Retention int // years after an exit until a person's fields are due for erasing; 0: not told
}

// facts are what a history says of the week of an instant, as far as a status
// tells of it.
func (a Asked) facts(h *history.History) assist.Facts {
	today := assist.DateOf(a.At)
	w := assist.WeekOf(today).Next()
	frozen, _ := h.Frozen(w)
	f := assist.Facts{
		At: a.At, Today: today, Period: assist.WeekOf(today), Week: w, Terms: a.Terms, Register: a.Register,
		Files: h.Files(), Rows: assist.Packed(h.Rows()), Others: assist.Packed(h.Others()), Roster: h.Roster(), Doubts: append([]assist.Doubt{}, h.Doubts()...), Undecided: h.Undecided(today),
		Plan: assist.WeekPlan{Week: w, State: h.PlanState(w), Cutoff: a.Deadlines.CutoffOf(a.Terms, w), Doubt: frozen.Plan.Doubt},
	}
	f.Reports = a.Deadlines.ReportsOf(f)
	return f.Indexed()
}

// StatusOf is what a history says of an instant.
func StatusOf(h *history.History, a Asked) Status {
	f := a.facts(h)
	st := Status{Now: a.At, Week: f.Week, Cutoff: f.Plan.Cutoff, Plan: f.Plan.State, Units: []UnitStatus{}, Doubts: f.Doubts}
	tallies, _ := assist.Tallies(f)
	for _, t := range tallies {
		st.Units = append(st.Units, unitStatus(t))
	}
	st.Waiting = append([]Waits{}, waiting(f)...)
	st.Faults = Sentences(faults(h, f, a.Deadlines))
	st.Due = h.EraseDue(f.Today, a.Retention)
	return st
}

func unitStatus(t assist.Tally) UnitStatus {
	u := UnitStatus{Unit: t.Unit, State: t.Report.State, Past: t.Report.Past, Deadline: t.Report.Deadline, Filed: t.Filed, Held: t.Held, Returned: t.Returned}
	if !t.Report.First.IsZero() {
		u.FirstSeen = &t.Report.First
	}
	return u
}
