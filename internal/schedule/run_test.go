package schedule

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"
)

// wound is a clock that the test winds: a wait ends when the test says so.
type wound struct {
	mu    sync.Mutex
	now   time.Time
	waits chan wait
}

// wait is what Run waits for now.
type wait struct {
	length time.Duration
	ring   chan time.Time
}

func (w *wound) clock() Clock {
	return Clock{
		Now: func() time.Time {
			w.mu.Lock()
			defer w.mu.Unlock()
			return w.now
		},
		After: func(d time.Duration) <-chan time.Time {
			ring := make(chan time.Time, 1)
			w.waits <- wait{d, ring}
			return ring
		},
	}
}

// pass lets a wait end after so long a time.
func (w *wound) pass(x wait, d time.Duration) {
	w.mu.Lock()
	w.now = w.now.Add(d)
	w.mu.Unlock()
	x.ring <- time.Time{}
}

// until lets waits end one after another until so much time has passed; it
// returns the wait that begins then.
func (w *wound) until(x wait, d time.Duration) wait {
	for d > 0 {
		step := min(x.length, d)
		w.pass(x, step)
		d -= step
		x = <-w.waits
	}
	return x
}

// started runs Run in the background; end is what it returned.
func started(t *testing.T, job Job, onPanic func(*Panic)) (w *wound, cancel func(), end chan error) {
	t.Helper()
	w = &wound{now: at(t, "2026-11-26T08:00:00+08:00"), waits: make(chan wait)}
	ctx, cancel := context.WithCancel(context.Background())
	end = make(chan error, 1)
	go func() { end <- Run(ctx, usual, zone, w.clock(), time.Time{}, job, onPanic) }()
	return w, cancel, end
}

func TestRunAtItsTime(t *testing.T) {
	ran, ready := make(chan time.Time, 1), make(chan Clock, 1)
	w, cancel, end := started(t, func(context.Context) {
		clock := <-ready
		ran <- clock.Now()
	}, nil)
	ready <- w.clock()
	x := w.until(<-w.waits, 29*time.Minute+59*time.Second)
	if len(ran) != 0 {
		t.Error("too early")
	}
	w.until(x, time.Second)
	if got := <-ran; !got.Equal(at(t, "2026-11-26T08:30:00+08:00")) {
		t.Errorf("ran at %v", got)
	}
	cancel()
	if err := finish(t, w, end); err != nil {
		t.Error(err)
	}
}

func TestAPanicEndsThatJobAlone(t *testing.T) {
	count := 0
	var told []*Panic
	job := func(context.Context) {
		if count++; count == 1 {
			panic("a fault in the job")
		}
	}
	d := daemon{Clock{}, guarded(job, func(p *Panic) { told = append(told, p) }), make(chan struct{}, 1)}
	for range 3 {
		d.start(context.Background())
		d.slot <- struct{}{} // waits for the job to give its slot back
		<-d.slot
	}
	if count != 3 || len(told) != 1 || told[0].Value != "a fault in the job" || len(told[0].Stack) == 0 {
		t.Errorf("ran %d times, panics %v", count, told)
	}
}

// finish waits for Run to end, letting no grace pass.
func finish(t *testing.T, w *wound, end chan error) error {
	t.Helper()
	for {
		select {
		case err := <-end:
			return err
		case <-w.waits:
		}
	}
}

func TestRunSkipsWhileTheJobRuns(t *testing.T) {
	begun, go1 := make(chan bool, 9), make(chan bool)
	w, cancel, end := started(t, func(context.Context) {
		begun <- true
		<-go1
	}, nil)
	x := w.until(<-w.waits, 30*time.Minute)
	<-begun
	w.until(x, 90*time.Minute) // three times come and go
	if len(begun) != 0 {
		t.Error("a second job runs beside the first")
	}
	cancel()
	close(go1)
	if err := finish(t, w, end); err != nil {
		t.Error(err)
	}
	if len(begun) != 0 {
		t.Error("a skipped job was queued")
	}
}

func TestRunAfterASleepRunsOnce(t *testing.T) {
	begun := make(chan bool, 9)
	w, cancel, end := started(t, func(context.Context) { begun <- true }, nil)
	x := <-w.waits
	if x.length > time.Minute {
		t.Errorf("one wait of %v would sleep through a change of the clock", x.length)
	}
	w.pass(x, 5*time.Hour) // the machine slept
	x = <-w.waits
	<-begun
	w.until(x, 10*time.Minute)
	if len(begun) != 0 {
		t.Error("the missed times were each caught up")
	}
	cancel()
	if err := finish(t, w, end); err != nil {
		t.Error(err)
	}
}

func TestMissedTimesAreMadeUpOnceAtTheStart(t *testing.T) {
	begun := make(chan bool, 9)
	w := &wound{now: at(t, "2026-11-26T08:40:00+08:00"), waits: make(chan wait)}
	ctx, cancel := context.WithCancel(context.Background())
	end := make(chan error, 1)
	last := at(t, "2026-11-25T19:00:00+08:00") // the machine was off since
	s, err := parse(usual, zone)
	if err != nil {
		t.Fatal(err)
	}
	logged := make(chan bool) // the log holds the job up: the wound clock is faster than any
	d := newDaemon(w.clock(), func(context.Context) { begun <- true; panic("also now") }, func(*Panic) { <-logged })
	go func() { end <- d.run(ctx, s, last) }()
	x := <-w.waits
	<-begun
	close(logged)
	d.slot <- struct{}{} // the job gives its slot back before the clock goes on
	<-d.slot
	x = w.until(x, 19*time.Minute)
	if len(begun) != 0 {
		t.Error("the missed times were each caught up")
	}
	w.until(x, time.Minute)
	<-begun // 09:00, in spite of the panic
	cancel()
	if err := finish(t, w, end); err != nil {
		t.Error(err)
	}
}

func TestStopGivesTheJobItsGrace(t *testing.T) {
	begun, hang := make(chan context.Context, 1), make(chan bool)
	w, cancel, end := started(t, func(ctx context.Context) {
		begun <- ctx
		<-hang
	}, nil)
	w.until(<-w.waits, 30*time.Minute)
	ctx := <-begun
	cancel()
	<-ctx.Done() // the job is told
	x := <-w.waits
	if x.length != 10*time.Second {
		t.Errorf("the grace is %v", x.length)
	}
	w.pass(x, x.length)
	if err := <-end; !errors.Is(err, ErrAbandoned) {
		t.Errorf("%v", err)
	}
	close(hang)
}

func TestRunRefusesABadSpecAtOnce(t *testing.T) {
	err := Run(context.Background(), "TZ=Asia/Shanghai", zone, Clock{}, time.Time{}, nil, nil)
	if err == nil {
		t.Error("a bad spec was run")
	}
}

func TestWallClockHasNoMonotonicReading(t *testing.T) {
	now := Wall().Now()
	if now != now.Round(0) || now.IsZero() {
		t.Errorf("%v", now)
	}
}
