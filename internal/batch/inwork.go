package batch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/check"
	"bangfu/internal/inbox"
	"bangfu/internal/notice"
)

// The ledger's notes of files under which a run may die: what it has in work,
// by hash with how often a run died over it, and what is set aside, by hash
// with its unit.
const (
	noteInWork   = "in work"
	noteSetAside = "set aside"
)

// inWork is a file that a run has in work.
type inWork struct {
	Unit  string
	Died  int  // how many runs died with it and others in work, should this one die too
	Alone bool // it is the only one in work: should the run die, it is set aside
}

// watch is what a run knows of files under which an earlier one died.
type watch struct {
	suspects map[string]inWork // died once: tried alone first, then taken with the others
	singles  map[string]inWork // died again, though none died when tried alone: taken one by one
	aside    map[string]string // died alone: by hash its unit; not tried again
}

// watching reads the notes. A file over which a run died alone is set aside,
// and one that is to be tried once more comes back among the single ones.
func (s *Site) watching(ctx context.Context, dry bool) (watch, error) {
	w := watch{map[string]inWork{}, map[string]inWork{}, map[string]string{}}
	work := map[string]inWork{}
	if err := errors.Join(s.readNote(ctx, noteInWork, &work), s.readNote(ctx, noteSetAside, &w.aside)); err != nil {
		return w, err
	}
	moved := false
	for sha, f := range work {
		switch {
		case f.Alone:
			w.aside[sha], moved = f.Unit, true
		case f.Died > 1:
			w.singles[sha] = f
		default:
			w.suspects[sha] = f
		}
	}
	if sha := s.Retry; sha != "" {
		if _, there := w.aside[sha]; !there {
			return w, notice.NotSetAside(sha)
		}
		w.singles[sha], moved = inWork{Unit: w.aside[sha], Died: 1}, true
		delete(w.aside, sha)
	}
	if !moved || dry {
		return w, nil
	}
	return w, errors.Join(s.writeNote(ctx, noteSetAside, w.aside), s.writeNote(ctx, noteInWork, w.open()))
}

// open are the files still to be tried.
func (w watch) open() map[string]inWork {
	work := maps.Clone(w.suspects)
	maps.Copy(work, w.singles)
	return work
}

func (s *Site) readNote(ctx context.Context, name string, into any) error {
	text, err := s.Ledger.Note(ctx, name)
	if err != nil || text == "" {
		return err
	}
	if err := json.Unmarshal([]byte(text), into); err != nil {
		return fmt.Errorf("batch: note %s: %w", name, err)
	}
	return nil
}

// writeNote keeps a map as a note; an empty one is no note.
func (s *Site) writeNote(ctx context.Context, name string, value any) error {
	text, err := json.Marshal(value) // in the order of the keys
	if err != nil {
		return fmt.Errorf("batch: note %s: %w", name, err)
	}
	if string(text) == "{}" {
		text = nil
	}
	return s.Ledger.SetNote(ctx, name, string(text))
}

// portion is what one pass of a run takes: everything but the single files, or
// one of those.
type portion struct {
	watch
	only string          // hash of the single file; "" for all the others
	slow map[string]bool // by hash: took longer than a file may
}

// later reports whether a file is for another pass of the run.
func (p portion) later(sha string) bool {
	_, single := p.singles[sha]
	return p.only == "" && single || p.only != "" && sha != p.only
}

// tryAlone reads and judges, file by file, what was in work when a run died,
// and enters nothing: should the program die again, it is known over which.
func (s *Site) tryAlone(ctx context.Context, r *pass) error {
	for _, a := range r.arrived {
		f, suspect := r.portion.suspects[a.sha]
		if !suspect || a.known != "" || r.dry || r.portion.only != "" {
			continue
		}
		work := r.portion.open()
		work[a.sha] = inWork{Unit: a.Unit, Died: f.Died, Alone: true}
		if err := s.writeNote(ctx, noteInWork, work); err != nil {
			return err
		}
		if err := s.trial(ctx, r, a); err != nil {
			return err
		}
	}
	return nil
}

// trial is a pass with one file that stops when it is judged.
func (s *Site) trial(ctx context.Context, r *pass, a arrived) error {
	t, err := s.begin(ctx, r.at, true)
	if err != nil {
		return err
	}
	t.arrived, t.content, t.portion, t.trial = []arrived{a}, r.content, r.portion, true
	if err := s.decode(ctx, t); err != nil {
		return err
	}
	if _, _, err := s.commit(ctx, t); err != nil && !errors.As(err, new(slowError)) {
		return err
	}
	return s.Ledger.ClearStaging(ctx)
}

// begun puts down which files this pass has in work, before the first is read.
func (s *Site) begun(ctx context.Context, r *pass) error { return s.working(ctx, r, r.arrived) }

// working puts down some files as those that this pass has in work.
func (s *Site) working(ctx context.Context, r *pass, list []arrived) error {
	work, fresh := r.portion.open(), false
	for _, a := range list {
		if a.known == "" {
			before := work[a.sha].Died
			work[a.sha], fresh = inWork{Unit: a.Unit, Died: before + 1, Alone: r.portion.only != ""}, true
		}
	}
	if !fresh || r.dry {
		return nil
	}
	return s.writeNote(ctx, noteInWork, work)
}

// ended puts down which files are still to be tried: those of later passes.
func (s *Site) ended(ctx context.Context, p portion) error {
	work := map[string]inWork{}
	if err := s.readNote(ctx, noteInWork, &work); err != nil || len(work) == 0 {
		return err
	}
	return s.writeNote(ctx, noteInWork, p.singlesBut(p.only))
}

// singlesBut are the single files without one.
func (p portion) singlesBut(sha string) map[string]inWork {
	work := maps.Clone(p.singles)
	delete(work, sha)
	return work
}

// setAside is a file over which two runs died: it waits until its bytes change.
func (r *pass) setAside(w inbox.Waiting, sha string) inbox.Waiting {
	r.fault(notice.SetAside(orCity(w.Unit), sha))
	return inbox.SetAside(w)
}

// slowError says that a file keeps the run longer than a file may.
type slowError struct{ sha string }

func (e slowError) Error() string { return "batch: a file takes too long: " + e.sha }

// inTime judges all files and enters what was decided, and refuses the longest file when
// its own part of that takes longer than is left of a file's time after it was read: the
// pass begins again without it. Half of that is kept for its receipt, which is written when
// nothing can be refused any more. Many files may take longer together, and none of them is
// to blame for the others: of judging, the part of a file is what it takes alone, of
// entering its share of the rows; one with most of the rows answers for all.
func (s *Site) inTime(r *pass, set check.Set, judge func(check.Set) check.Verdict, enter func(check.Verdict) error) error {
	longest, rows, all := r.longest()
	verdict, judged := timed(judge, set)
	if longest == nil {
		return enter(verdict)
	}
	left := (s.Settings.Limits.Filled().Time - longest.took) / 2
	if judged > left/4 && 2*rows < all { // less is not worth a second look
		set.Files, set.Held, set.Beside = []*assist.Submission{longest.sub}, nil, nil
		_, alone := timed(judge, set)
		judged = min(judged, alone)
	}
	began := time.Now()
	if err := enter(verdict); err != nil {
		return err
	}
	entered := time.Since(began) * time.Duration(rows) / time.Duration(all)
	if judged+entered > left {
		return slowError{longest.arrived.sha}
	}
	return nil
}

// timed judges a set, and says how long that took.
func timed(judge func(check.Set) check.Verdict, set check.Set) (check.Verdict, time.Duration) {
	began := time.Now()
	verdict := judge(set)
	return verdict, time.Since(began)
}

// longest is the file of the pass with the most rows, if it may be to blame for
// the time that judging takes, and how many rows it and all files have; nil when none is.
func (r *pass) longest() (longest *decoded, rows, all int) {
	rows = longFile
	for _, f := range r.files {
		n := 0
		for _, t := range f.sub.Tables {
			n += t.Rows()
		}
		if all += n; n > rows && !r.portion.slow[f.arrived.sha] {
			longest, rows = f, n
		}
	}
	return longest, rows, all
}

// longFile is how many rows a file must have to be the one that keeps the
// run: a shorter one is not to blame for a slow machine.
const longFile = 500

// plus is what two passes of one run did together.
func (r Result) plus(other Result) Result {
	r.Files = append(r.Files, other.Files...)
	r.Outputs = union(r.Outputs, other.Outputs)
	r.Faults = union(r.Faults, other.Faults)
	r.Urgent = r.Urgent || other.Urgent
	if other.News {
		r.Plan, r.Units, r.Report, r.News = other.Plan, other.Units, other.Report, true
	}
	return r
}

// union is a list and what another has besides.
func union(list, other []string) []string {
	for _, x := range other {
		if !slices.Contains(list, x) {
			list = append(list, x)
		}
	}
	return list
}
