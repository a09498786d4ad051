package batch

import (
	"context"
	"errors"
	"time"

	"bangfu/internal/history"
	"bangfu/internal/journal"
	"bangfu/internal/notice"
)

// Restorable is a copy that a restore could start from, with what came after it.
type Restorable struct {
	Copy    *Copy // nil: no copy, everything from 存档
	Runs    int   // runs that would be done again
	Files   int   // their originals
	Frozen  int   // weeks frozen by them
	Back    int   // originals that would go back into their drop folders
	Others  int   // erasures, prints and reports that would be entered again
	Missing int   // originals of them that 存档 does not hold
}

// Restorable lists what a restore could start from, the best first: a file, or
// every copy that ends before a time, those that a restore left behind last;
// and 存档 alone when its records begin with the ledger.
func (s *Site) Restorable(ctx context.Context, before time.Time, file string) ([]Restorable, error) {
	records, err := journal.Records(s.Disk, s.Place.Archive())
	if err != nil {
		return nil, err
	}
	if file != "" {
		c := s.copyAt(ctx, file).of(s.workspaces())
		return []Restorable{s.weigh(records, &c, before)}, nil
	}
	copies, err := s.Copies(ctx)
	if err != nil {
		return nil, err
	}
	var list, behind []Restorable
	left := s.leftBehind()
	for _, c := range copies {
		switch {
		case !before.IsZero() && !c.Head.At.Before(before):
		case left[c.Head.Hash]:
			behind = append(behind, s.weigh(records, &c, before))
		default:
			list = append(list, s.weigh(records, &c, before))
		}
	}
	if len(records) > 0 && records[0].From == 1 {
		list = append(list, s.weigh(records, nil, before))
	}
	return append(list, behind...), nil
}

// workspaces are those whose ledger 存档 and the outbox say they belong to; none
// where both have lost it, or where an earlier restore has left a ledger behind.
func (s *Site) workspaces() []string {
	var list []string
	for _, dir := range []string{s.Place.Archive(), s.Place.Outboxes()} {
		h, err := journal.ReadHead(s.Disk, dir)
		if len(h.Left) > 0 {
			return nil
		}
		if err == nil && h.Seq > 0 {
			list = append(list, h.Workspace)
		}
	}
	return list
}

// leftBehind are the heads that an earlier restore left behind.
func (s *Site) leftBehind() map[string]bool {
	left := map[string]bool{}
	for _, dir := range []string{s.Place.Archive(), s.Place.Outboxes()} {
		if h, err := journal.ReadHead(s.Disk, dir); err == nil {
			for _, hash := range h.Left {
				left[hash] = true
			}
		}
	}
	return left
}

// weigh counts what came after a copy.
func (s *Site) weigh(records []journal.Record, c *Copy, before time.Time) Restorable {
	w := Restorable{Copy: c}
	var from journal.Head
	if c != nil {
		from = c.Head
	}
	moved := movedOriginals(records)
	for _, r := range following(records, from) {
		if r.Kind != history.KindRun {
			w.Others++
			continue
		}
		for _, f := range r.Files {
			if has, err := s.Archive.Has(last(moved, f.SHA)); err != nil || !has {
				w.Missing++
			}
		}
		if before.IsZero() || r.At.Before(before) {
			w.Runs, w.Files, w.Frozen = w.Runs+1, w.Files+len(r.Files), w.Frozen+len(r.Frozen)
		} else {
			w.Back += len(r.Files)
		}
	}
	return w
}

func last(moved map[string]string, sha string) string {
	for next, ok := moved[sha]; ok; next, ok = moved[sha] {
		sha = next
	}
	return sha
}

// RestoreBest restores from the first that can be used.
func (s *Site) RestoreBest(ctx context.Context, plans []Restorable, o Restoring) (Restored, error) {
	var unusable []error
	for _, p := range plans {
		o.From = p.Copy
		done, err := s.restore(ctx, o)
		var bad *notice.BadCopy
		if errors.As(err, &bad) {
			unusable = append(unusable, err)
			continue
		}
		for _, u := range unusable {
			done.Lost = append(done.Lost, u.Error())
		}
		return done, err
	}
	return Restored{}, notice.NoCopy(errors.Join(unusable...))
}
