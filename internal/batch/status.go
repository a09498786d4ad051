package batch

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/disk"
	"bangfu/internal/history"
	"bangfu/internal/outbox"
	"bangfu/internal/overview"
	"bangfu/internal/place"
)

// Status tells how things stand at an instant; next gives the next scheduled run.
func (s *Site) Status(ctx context.Context, now time.Time, next func(time.Time) (time.Time, error)) (overview.Status, error) {
	st, err := s.statusAt(ctx, now)
	if err != nil {
		return st, err
	}
	if err := s.Reader().TellRun(ctx, &st); err != nil {
		return st, err
	}
	if at, err := next(now); err == nil {
		st.NextRun = &at
	}
	return st, nil
}

// statusAt is what the facts say of an instant: as the run at that instant has
// noted it, or as a quiet says, else by folding the ledger.
func (s *Site) statusAt(ctx context.Context, now time.Time) (overview.Status, error) {
	_, hash, err := s.Ledger.Head(ctx)
	if err != nil {
		return overview.Status{}, err
	}
	if s.stood.Now.Equal(now) && s.stood.hash == hash {
		return s.stood.Status, nil
	}
	q, ok, err := s.quietAt(ctx, now)
	if err != nil {
		return overview.Status{}, err
	}
	if ok {
		q.Status.Now = now
		return q.Status, nil
	}
	h, err := s.Reader().Fold(ctx)
	if err != nil {
		return overview.Status{}, err
	}
	st, _, err := s.statusOf(ctx, h, now, s.ofRoll)
	return st, err
}

// statusOf is what a history says of an instant, under 参数 as it stands; register
// gives whom the register in force lists.
func (s *Site) statusOf(ctx context.Context, h *history.History, now time.Time, register func(context.Context, *history.History, inForce) (assist.Register, error)) (overview.Status, inForce, error) {
	present, err := s.presentTerms(ctx, h, now, false)
	if err != nil {
		return overview.Status{}, present, err
	}
	asked := overview.Asked{At: now, Terms: s.termsOf(present.Book), Deadlines: s.Settings.Deadlines, Retention: s.Settings.Retention}
	if asked.Register, err = register(ctx, h, present); err != nil {
		return overview.Status{}, present, err
	}
	return overview.StatusOf(h, asked), present, nil
}

// note leaves behind, outside the chain, that a run came to its end.
func (s *Site) note(ctx context.Context, at time.Time, faults []string) error {
	if err := s.Reader().NoteRun(ctx, at); err != nil {
		return err
	}
	return s.Reader().NoteFaults(ctx, faults)
}

// WriteStatus publishes status.json for monitoring.
func (s *Site) WriteStatus(st overview.Status) error { return writeStatus(s.Disk, s.Place, st) }

func writeStatus(d disk.FS, p place.Place, st overview.Status) error {
	data, err := json.MarshalIndent(st, "", "  ")
	if err != nil {
		return fmt.Errorf("batch: status: %w", err)
	}
	return disk.Replace(d, p.Status(), append(data, '\n'), outbox.FilePerm)
}
