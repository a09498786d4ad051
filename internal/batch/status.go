package batch

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/disk"
	"bangfu/internal/history"
	"bangfu/internal/outbox"
	"bangfu/internal/place"
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

// noteRun is the ledger's note of the last run that came to its end.
const (
	noteRun    = "last run"
	noteFaults = "faults"
)

// Status tells how things stand at an instant; next gives the next scheduled run.
func (s *Site) Status(ctx context.Context, now time.Time, next func(time.Time) (time.Time, error)) (Status, error) {
	st, err := s.standingAt(ctx, now)
	if err != nil {
		return st, err
	}
	if err := s.lastRun(ctx, &st); err != nil {
		return st, err
	}
	if at, err := next(now); err == nil {
		st.NextRun = &at
	}
	return st, nil
}

// standingAt is what the facts say of an instant: as the run at that instant has
// noted it, or as a quiet says, else by folding the ledger.
func (s *Site) standingAt(ctx context.Context, now time.Time) (Status, error) {
	_, hash, err := s.Ledger.Head(ctx)
	if err != nil {
		return Status{}, err
	}
	if s.stood.Now.Equal(now) && s.stood.hash == hash {
		return s.stood.Status, nil
	}
	q, ok, err := s.quietAt(ctx, now)
	if err != nil {
		return Status{}, err
	}
	if ok {
		q.Status.Now = now
		return q.Status, nil
	}
	h, err := s.fold(ctx)
	if err != nil {
		return Status{}, err
	}
	st, _, err := s.standing(ctx, h, now)
	return st, err
}

// standing is what a history says of an instant, under 参数 as it stands.
func (s *Site) standing(ctx context.Context, h *history.History, now time.Time) (Status, inForce, error) {
	today := assist.DateOf(now)
	present, err := s.presentTerms(ctx, h, today, false)
	if err != nil {
		return Status{}, present, err
	}
	terms := s.termsOf(present.Book)
	w := assist.WeekOf(today).Next()
	st := Status{Now: now, Week: w, Cutoff: s.Settings.CutoffOf(terms, w), Plan: h.PlanState(w), Units: []UnitStatus{}, Waiting: []Waits{}, Doubts: append([]assist.Doubt{}, h.Doubts()...), Faults: []string{}}
	f := assist.Facts{At: now, Today: today, Period: assist.WeekOf(today), Week: w, Terms: terms, Files: h.Files(), Rows: h.Rows(), Roster: h.Roster(), Plan: assist.WeekPlan{Week: w, State: st.Plan, Cutoff: st.Cutoff}}
	frozen, _ := h.Frozen(w)
	f.Doubts, f.Plan.Doubt = st.Doubts, frozen.Plan.Doubt
	f.Register, err = s.register(ctx, h, terms)
	if err != nil {
		return st, present, err
	}
	f.Reports = s.Settings.ReportsOf(f)
	tallies, _ := assist.Tallies(f)
	for _, t := range tallies {
		u := UnitStatus{Unit: t.Unit, State: t.Report.State, Past: t.Report.Past, Deadline: t.Report.Deadline, Filed: t.Filed, Held: t.Held, Returned: t.Returned}
		if !t.Report.First.IsZero() {
			u.FirstSeen = &t.Report.First
		}
		st.Units = append(st.Units, u)
	}
	st.Waiting = append(st.Waiting, waiting(f)...)
	st.Faults = append(append(st.Faults, s.cityFaults(h, f)...), weekFaults(h, f.Terms.Office, f.Period)...)
	st.Due = h.EraseDue(today, s.Settings.Retention)
	return st, present, nil
}

// LastRun is when a run last came to its end; zero when none has.
func (s *Site) LastRun(ctx context.Context) (time.Time, error) { return s.ranAt(ctx) }

// lastRun reads when the last run ended, what it left to mend, and what differs
// in the outbox.
func (s *Site) lastRun(ctx context.Context, st *Status) error {
	at, err := s.ranAt(ctx)
	if err != nil {
		return err
	}
	if !at.IsZero() {
		st.LastRun = &at
	}
	for _, key := range []string{noteFaults, noteDiffers} {
		lines, err := s.noted(ctx, key)
		if err != nil {
			return err
		}
		for _, f := range lines {
			if !slices.Contains(st.Faults, f) {
				st.Faults = append(st.Faults, f)
			}
		}
	}
	return nil
}

// waiting lists the findings that wait for an answer: of each row that no later
// one has replaced, what still returns or holds it.
func waiting(f assist.Facts) []Waits {
	var list []Waits
	for _, a := range assist.LastRows(f) {
		if a.Verdict.Outcome == assist.Filed {
			continue
		}
		for _, x := range a.Verdict.Findings {
			if x.Level == assist.LevelReturn || x.Level == assist.LevelHold && !x.Confirmed {
				list = append(list, Waits{x.Turn, a.Unit, a.Licence, x.Code, a.Verdict.Since})
			}
		}
	}
	rank := f.Terms.Rank()
	sort.SliceStable(list, func(i, j int) bool { return rank(list[i].Unit) < rank(list[j].Unit) })
	return list
}

// note leaves behind, outside the chain, that a run came to its end.
func (s *Site) note(ctx context.Context, at time.Time, faults []string) error {
	text, err := json.Marshal(faults)
	if err != nil {
		return fmt.Errorf("batch: note faults: %w", err)
	}
	if err := s.Ledger.SetNote(ctx, noteRun, at.Format(time.RFC3339)); err != nil {
		return err
	}
	return s.Ledger.SetNote(ctx, noteFaults, string(text))
}

// WriteStatus publishes status.json for monitoring.
func (s *Site) WriteStatus(st Status) error { return writeStatus(s.Disk, s.Place, st) }

func writeStatus(d disk.FS, p place.Place, st Status) error {
	data, err := json.MarshalIndent(st, "", "  ")
	if err != nil {
		return fmt.Errorf("batch: status: %w", err)
	}
	return disk.Replace(d, p.Status(), append(data, '\n'), outbox.FilePerm)
}
