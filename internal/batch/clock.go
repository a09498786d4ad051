package batch

import (
	"context"
	"fmt"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/fault"
	"bangfu/internal/history"
)

// ErrBefore says that a run was asked for at a time before the ledger's last
// entry: either the clock is wrong now, or it was at an earlier run.
type ErrBefore struct {
	At    time.Time
	Wrong time.Time // the first run that is later than At
	Last  time.Time // the last entry
}

// Error names the times, and the way back for either case.
func (e ErrBefore) Error() string {
	wrong := e.Wrong.In(assist.Zone)
	return fmt.Sprintf("现在（%s）早于台账最后一条记录的时间 %s，没有运行。现在的时钟走错了就校准后再运行（用了 --at 的请用更晚的时间）；"+
		"现在的时钟没错，就是 %s 那次运行时的时钟走错了：请运行 bangfu restore --before %s 查看，加 --yes 退回到它之前，再运行 bangfu run",
		e.At.In(assist.Zone).Format("2006-01-02 15:04:05"), e.Last.In(assist.Zone).Format("2006-01-02 15:04:05"),
		assist.Clock(wrong), wrong.Format(time.RFC3339))
}

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
		return ErrBefore{At: at, Wrong: wrong, Last: last}
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
	return fault.Mend(fmt.Sprintf("现在是 %s，离上一次运行（%s）已有 %d 天，超过了 bangfu.toml 的 jump（%d 天），没有入账",
		assist.Clock(at), assist.Clock(last), int(at.Sub(last).Hours()/24), s.Settings.Jump),
		"请看一下本机的时钟：走错了就校准后再运行；没有错就运行 bangfu run --clock-ok", nil)
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
