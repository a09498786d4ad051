package batch

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"bangfu/internal/archive"
	"bangfu/internal/assist"
	"bangfu/internal/history"
	"bangfu/internal/inbox"
	"bangfu/internal/overview"
)

// noteQuiet is the ledger's note of a quiet; "" while a run looks at everything.
const noteQuiet = "quiet"

// quiet (平静) is what a run left behind for those after it that find nothing
// new: what they say, and by what they know that nothing has changed. It spares
// them to fold the ledger. It proves nothing and nothing depends on it: where it
// does not fit, or is not there, a run looks at everything.
type quiet struct {
	Program string
	Hash    string // of the ledger's last entry
	Terms   []assist.TermsFile
	From    time.Time
	Until   time.Time     // when a day, a deadline or a cut-off ends: from then on a run says something else
	Units   []assist.Unit // whose drop folders are looked into
	Lying   []inbox.Waiting
	Urgent  bool
	Result  Result
	Status  overview.Status
	Ending  ending
}

// stood is how things stood at the end of a pass, and the hash of the last entry then.
type stood struct {
	hash string
	overview.Status
}

// quietResult is the result of a run at an instant that finds what the run before has
// left; ok is false when it must look at everything.
func (s *Site) quietResult(ctx context.Context, at time.Time) (res Result, ok bool, err error) {
	q, ok, err := s.quietAt(ctx, at)
	if err != nil || !ok || s.Retry != "" || s.restoring {
		return res, false, err
	}
	lying, faults := s.look(assist.Terms{Units: q.Units})
	if len(faults) > 0 || !slices.EqualFunc(lying, q.Lying, sameLying) {
		return res, false, nil
	}
	if ok, err = s.nothingDue(ctx, q.Ending.Seq); err != nil || !ok {
		return res, false, err
	}
	res = q.Result
	res.Urgent = q.Urgent
	for _, w := range lying {
		res.Files = append(res.Files, waitingResult(w))
	}
	q.Ending.At = at
	return res, true, errors.Join(s.witness(ctx), s.backup(ctx, q.Ending), s.note(ctx, at, res.Faults))
}

// sameLying reports whether the same thing lies in a drop folder and is still
// never read.
func sameLying(a, b inbox.Waiting) bool {
	return a.State == inbox.Ignored && a.State == b.State && a.Path == b.Path && a.Size == b.Size && a.Reason == b.Reason
}

// nothingDue reports whether no run before has left anything to be finished.
func (s *Site) nothingDue(ctx context.Context, seq int64) (bool, error) {
	for _, name := range []string{noteErasing, noteOwed, noteCatching, noteInWork, noteUntold} {
		if text, err := s.Ledger.Note(ctx, name); err != nil || text != "" {
			return false, err
		}
	}
	upTo, err := s.upTo(ctx)
	return upTo == seq, err
}

// quietAt is the quiet that was left behind, when it still holds at an instant.
func (s *Site) quietAt(ctx context.Context, at time.Time) (q quiet, ok bool, err error) {
	text, err := s.Ledger.Note(ctx, noteQuiet)
	if err != nil || text == "" || json.Unmarshal([]byte(text), &q) != nil {
		return q, false, err
	}
	_, hash, err := s.Ledger.Head(ctx)
	ok = q.Program == s.Program && q.Hash == hash && !at.Before(q.From) && at.Before(q.Until) && s.sameTerms(q.Terms)
	return q, ok && err == nil, err
}

// sameTerms reports whether the parameter files are those of a run.
func (s *Site) sameTerms(files []assist.TermsFile) bool {
	if shaOf(files, settingsFile) != archive.Sum(s.Settings.Text) {
		return false
	}
	for _, b := range termsBooks {
		data, err := s.termsFile(b)
		if err != nil || shaOf(files, b.name) != archive.Sum(data) {
			return false
		}
	}
	return true
}

// rest notes how things stand after a pass, and whether a run after it would find
// anything to enter. Only one that finds nothing leaves a quiet.
func (s *Site) rest(ctx context.Context, r *pass) error {
	st, present, err := s.statusOf(ctx, r.h, r.at, s.readRegister)
	if err != nil {
		return err
	}
	_, hash, err := s.Ledger.Head(ctx)
	if err == nil {
		err = s.noteRegister(ctx, r.h, hash, present)
	}
	if err != nil {
		return err
	}
	s.stood = stood{hash, st}
	if len(r.bad)+len(r.blind)+len(r.later) > 0 || r.lying || r.portion.only != "" || !present.asEntered(r.h) {
		return nil
	}
	again, err := s.nextPass(ctx, r)
	if err != nil || again == nil {
		return err
	}
	q := quiet{
		Program: s.Program, Hash: hash, Terms: r.h.Run().Terms, From: r.at, Until: s.until(r), Units: r.terms.Units, Lying: r.waiting,
		Result: s.result(again, assist.Facts{}), Status: st, Ending: r.ending(),
	}
	q.Urgent, q.Ending.Entered = q.Result.Urgent, false
	text, err := json.Marshal(q)
	if err != nil {
		return err
	}
	return s.Ledger.SetNote(ctx, noteQuiet, string(text))
}

// nextPass is the pass of a run that would find the drop folders empty after this
// one; nil when it would enter something.
func (s *Site) nextPass(ctx context.Context, r *pass) (next *pass, err error) {
	next = &pass{at: r.at, today: r.today, h: r.h, terms: r.terms, staged: map[string]bool{}}
	if next.tx, err = s.Ledger.Begin(ctx, r.at); err != nil {
		return nil, err
	}
	defer next.tx.Rollback()
	silent := *s
	silent.Progress = nil
	if err := silent.enterFound(ctx, next, r.today, r.period()); err != nil {
		return nil, err
	}
	if next.appended > 0 || len(s.due(next, onTime, r.h.Held)) > 0 {
		return nil, nil
	}
	return next, nil
}

// asEntered reports whether 参数 says what was entered, and nothing of it is in
// doubt.
func (f inForce) asEntered(h *history.History) bool {
	return len(f.Slips)+len(f.Renamed) == 0 && h.SameBook(f.Book) && slices.Equal(f.files, h.Run().Terms)
}

// until is the first instant, not before the pass, from which on a run would say
// something else: the next day, a unit's deadline, a plan's cut-off or last hour.
func (s *Site) until(r *pass) time.Time {
	y, m, d := (r.today + 1).Parts()
	first := time.Date(y, m, d, 0, 0, 0, 0, assist.Zone)
	ends := s.deadlines(r)
	for _, w := range append(r.h.PlannedWeeks(r.period()), r.period().Next()) {
		ends = append(ends, s.Settings.CutoffOf(r.terms, w), s.Settings.LatestOf(r.terms, w))
	}
	for _, end := range ends {
		if !end.Before(r.at) && end.Before(first) {
			first = end
		}
	}
	return first
}

// deadlines are the hours of the run's week after which its papers say something else:
// by which the next week's plan must lie there, and each unit have reported.
func (s *Site) deadlines(r *pass) []time.Time {
	next := r.period().Next()
	ends := []time.Time{s.Settings.CutoffOf(r.terms, next)}
	for _, u := range r.terms.Units {
		ends = append(ends, s.Settings.ReportOf(r.terms, u, next))
	}
	return ends
}

// passed reports whether a deadline has passed since the last run that entered something.
func (s *Site) passed(r *pass) bool {
	return slices.ContainsFunc(s.deadlines(r), func(end time.Time) bool { return !end.Before(r.h.RunAt()) && end.Before(r.at) })
}
