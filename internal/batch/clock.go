package batch

import (
	"context"
	"time"

	"bangfu/internal/history"
	"bangfu/internal/notice"
)

// clock refuses a run whose time cannot be right: before the last entry, or so
// long after the last run that somebody must look at the clock first.
func (s *Site) clock(ctx context.Context, at time.Time) error {
	seq, last, err := s.Ledger.Last(ctx)
	if err != nil || seq == 0 {
		return err
	}
	if at.Before(last) {
		wrong, err := s.firstAfter(ctx, at)
		if err != nil {
			return err
		}
		return notice.ErrBefore{At: at, Wrong: wrong, Last: last}
	}
	if s.ClockOK || s.Settings.Jump == 0 {
		return nil
	}
	ran, err := s.Reader().LastRun(ctx)
	if err != nil {
		return err
	}
	if ran.After(last) {
		last = ran
	}
	if at.Sub(last) <= time.Duration(s.Settings.Jump)*24*time.Hour {
		return nil
	}
	return notice.Jumped(at, last, s.Settings.Jump)
}

// firstAfter is the first run entered for a time after at; else the time of the
// first such entry of another kind.
func (s *Site) firstAfter(ctx context.Context, at time.Time) (time.Time, error) {
	var other time.Time
	for e, err := range s.Ledger.Entries(ctx, 0) {
		switch {
		case err != nil:
			return other, err
		case !e.At.After(at):
		case e.Kind == history.KindRun:
			return e.At, nil
		case other.IsZero():
			other = e.At
		}
	}
	return other, nil
}
