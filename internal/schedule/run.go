package schedule

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/robfig/cron/v3"
)

// Grace is how long a running job has to end once the context is done.
const Grace = 10 * time.Second

// poll bounds one wait, so that a clock set again or a machine that slept is
// noticed within it.
const poll = time.Minute

// ErrAbandoned says that the job had not ended when the grace was over.
var ErrAbandoned = errors.New("schedule: job abandoned: it did not end in time")

// Clock is the time as Run sees it, so that tests need no waiting.
type Clock struct {
	Now   func() time.Time
	After func(time.Duration) <-chan time.Time
}

// Wall is the clock of the machine. Its times carry no monotonic reading: that
// one stands still while a machine sleeps.
func Wall() Clock {
	return Clock{
		Now:   func() time.Time { return time.Now().Round(0) },
		After: time.After,
	}
}

// Job is what Run runs. ctx ends when Run is to stop.
type Job func(ctx context.Context)

// Panic is a job that panicked, told to the log; the schedule goes on.
type Panic struct {
	Value any
	Stack []byte
}

// Error names what the job panicked with.
func (p *Panic) Error() string { return fmt.Sprintf("schedule: job panicked: %v", p.Value) }

// Run runs the job at each scheduled time after last until ctx is done; a zero
// last is now. A time that comes while the job still runs is skipped, never
// queued; times missed since last, or while the machine slept, count as one. A
// panic goes to onPanic and ends that job alone. When ctx is done a running job
// has Grace to end, else ErrAbandoned.
func Run(ctx context.Context, spec, zone string, clock Clock, last time.Time, job Job, onPanic func(*Panic)) error {
	s, err := parse(spec, zone)
	if err != nil {
		return err
	}
	if last.IsZero() {
		last = clock.Now()
	}
	return newDaemon(clock, job, onPanic).run(ctx, s, last)
}

// guarded is the job with its panics caught inside, so that the slot outside
// is given back in any case.
func guarded(job Job, onPanic func(*Panic)) Job {
	return func(ctx context.Context) {
		defer func() {
			if v := recover(); v != nil && onPanic != nil {
				onPanic(&Panic{v, debug.Stack()})
			}
		}()
		job(ctx)
	}
}

// daemon waits for times and runs the job in the one slot there is.
type daemon struct {
	clock Clock
	job   Job
	slot  chan struct{} // full while the job runs
}

func newDaemon(clock Clock, job Job, onPanic func(*Panic)) daemon {
	return daemon{clock, guarded(job, onPanic), make(chan struct{}, 1)}
}

// run starts the job at each time after last until ctx is done.
func (d daemon) run(ctx context.Context, s cron.Schedule, last time.Time) error {
	for next := s.Next(last); d.wait(ctx, next); next = s.Next(d.clock.Now()) {
		d.start(ctx)
	}
	return d.stop()
}

// wait waits for an instant; false when ctx was done first.
func (d daemon) wait(ctx context.Context, until time.Time) bool {
	for {
		left := until.Sub(d.clock.Now())
		if ctx.Err() != nil {
			return false
		}
		if left <= 0 {
			return true
		}
		select {
		case <-ctx.Done():
			return false
		case <-d.clock.After(min(left, poll)):
		}
	}
}

// start runs the job unless it still runs.
func (d daemon) start(ctx context.Context) {
	select {
	case d.slot <- struct{}{}:
	default:
		return
	}
	go func() {
		defer func() { <-d.slot }()
		d.job(ctx)
	}()
}

// stop gives a running job its grace.
func (d daemon) stop() error {
	select {
	case d.slot <- struct{}{}:
		return nil
	case <-d.clock.After(Grace):
		return ErrAbandoned
	}
}
