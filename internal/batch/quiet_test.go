package batch

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/disk"
)

// spoken is all that a run says: its result, what is urgent, and status.json.
func (b *bench) spoken(res Result, at time.Time) string {
	b.Helper()
	st, err := b.Status(context.Background(), at, func(time.Time) (time.Time, error) { return at.Add(time.Hour), nil })
	b.must(err)
	text, err := json.MarshalIndent(map[string]any{"result": res, "urgent": res.Urgent, "status": st}, "", " ")
	b.must(err)
	return string(text)
}

// idle runs at an instant as a run that knows of nothing new does, and once more
// looking at everything; both must say the same and leave the same. It reports
// whether the first was calm.
func (b *bench) idle(at time.Time) bool {
	b.Helper()
	ctx := context.Background()
	b.open(disk.Real())
	res, calm, err := b.quietResult(ctx, at)
	if b.must(err); !calm {
		return false
	}
	got, left := b.spoken(res, at), b.ending()
	b.must(b.Ledger.SetNote(ctx, noteQuiet, ""))
	b.open(disk.Real())
	res, err = b.busy(ctx, at, false)
	b.must(err)
	if d := differ([]string{got}, []string{b.spoken(res, at)}); d != "" {
		b.Errorf("%s: a calm run says something else: %s", at, d)
	}
	if d := differ(left, b.ending()); d != "" {
		b.Errorf("%s: a calm run leaves something else: %s", at, d)
	}
	return true
}

// asked is status.json at an instant, and whether the register was read for it.
func (b *bench) asked(at time.Time) (text string, read bool) {
	b.Helper()
	b.open(disk.Real())
	return b.spoken(Result{}, at), len(b.registers) > 0
}

// TestAStatusReadsNoRegister: on any day after any run, a status says what it says
// with the register read, and mostly does not read it.
func TestAStatusReadsNoRegister(t *testing.T) {
	t.Parallel()
	l := newLife(t, 26)
	spared := 0
	for range calmRuns {
		l.something()
		l.something()
		_, err := l.Run(context.Background(), l.now, false)
		l.must(err)
		at := l.now.Add(time.Duration(l.IntN(9*24)) * time.Hour)
		got, read := l.asked(at)
		noted, err := l.Ledger.Note(context.Background(), noteListed)
		l.must(err)
		l.must(l.Ledger.SetNote(context.Background(), noteListed, ""))
		l.must(l.Ledger.SetNote(context.Background(), noteQuiet, ""))
		want, _ := l.asked(at)
		l.must(l.Ledger.SetNote(context.Background(), noteListed, noted))
		again, reread := l.asked(at)
		if d := differ([]string{got, again}, []string{want, want}); d != "" {
			t.Errorf("%s: with the note a status says something else: %s", at, d)
		}
		if !read && !reread {
			spared++
		}
		l.later()
	}
	if spared < calmRuns*2/3 {
		t.Errorf("only %d of %d were spared the register", spared, calmRuns)
	}
}

// TestACalmRunSaysWhatABusyOneSays lives through many runs with files of all
// kinds; runs that find nothing follow at any hour.
func TestACalmRunSaysWhatABusyOneSays(t *testing.T) {
	t.Parallel()
	l := newLife(t, 19)
	calm, first := 0, 0
	for range calmRuns {
		for range 1 + l.IntN(2) {
			l.something()
		}
		res, err := l.Run(context.Background(), l.now, false)
		l.must(err)
		at := l.now
		for n := range 3 {
			at = at.Add(time.Duration(l.IntN(400)) * time.Minute)
			if !l.idle(at) {
				_, err = l.Run(context.Background(), at, false)
				l.must(err)
				continue
			}
			if calm++; n == 0 && res.News {
				first++
			}
		}
		l.now = at
		l.later()
	}
	t.Logf("%d of %d idle runs were calm, %d of them right after a run that entered something", calm, 3*calmRuns, first)
	if calm < calmRuns/2 || first == 0 {
		t.Error("hardly a run was calm")
	}
}

// TestWhatEndsACalm is everything that makes a run look at the ledger again.
func TestWhatEndsACalm(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		what string
		at   string
		do   func(b *bench)
	}{
		{"nothing", "2026-11-23 10:00", func(*bench) {}},
		{"a file", "2026-11-23 10:00", func(b *bench) { b.drop(pingcheng, "新.xlsx", []byte("x")) }},
		{"something that is never read", "2026-11-23 10:00", func(b *bench) { b.drop(pingcheng, "Thumbs.db", []byte("x")) }},
		{"a folder that is away", "2026-11-23 10:00", func(b *bench) { b.must(os.RemoveAll(b.Place.Inbox(yungang))) }},
		{"other parameters", "2026-11-23 10:00", func(b *bench) { b.must(os.WriteFile(b.Place.Products(), []byte("x"), 0o644)) }},
		{"no parameters", "2026-11-23 10:00", func(b *bench) { b.must(os.Remove(b.Place.Terms())) }},
		{"other settings", "2026-11-23 10:00", func(b *bench) { b.Settings.Text = []byte("settle = 1\n") }},
		{"another version", "2026-11-23 10:00", func(b *bench) { b.Program = "next" }},
		{"the next day", "2026-11-24 00:00", func(*bench) {}},
		{"an entry", "2026-11-23 10:00", func(b *bench) {
			b.must(b.enterAlone(context.Background(), b.at("2026-11-23 09:30"), "report", "", struct{}{}))
		}},
		{"an outbox that lags behind", "2026-11-23 10:00", func(b *bench) { b.must(b.setOwed(context.Background(), map[string]int64{pingcheng: 1})) }},
		{"an erasure under way", "2026-11-23 10:00", func(b *bench) { b.must(b.Ledger.SetNote(context.Background(), noteErasing, "due")) }},
		{"a damaged note", "2026-11-23 10:00", func(b *bench) { b.must(b.Ledger.SetNote(context.Background(), noteQuiet, "{")) }},
	} {
		t.Run(c.what, func(t *testing.T) {
			b := emptyCity(t, disk.Real())
			b.run("2026-11-23 09:00")
			c.do(b)
			_, calm, err := b.quietResult(context.Background(), b.at(c.at))
			b.must(err)
			if calm != (c.what == "nothing") {
				t.Errorf("calm: %v", calm)
			}
		})
	}
}

// TestACalmEndsAtEachHour: a deadline, a cut-off and the last hour of a plan end
// a calm, and the run before each is calm.
func TestACalmEndsAtEachHour(t *testing.T) {
	t.Parallel()
	b := emptyCity(t, disk.Real())
	b.run("2026-11-26 09:00") // a Thursday; the cut-off is at 18:00
	for _, at := range []string{"2026-11-26 17:59", "2026-11-26 18:00"} {
		_, calm, err := b.quietResult(context.Background(), b.at(at))
		b.must(err)
		if want := at == "2026-11-26 17:59"; calm != want {
			t.Errorf("%s: calm %v", at, calm)
		}
	}
}

// TestWhatIsNeverReadIsToldWhenCalm: what lies in a folder and is never read stands
// in the result of a calm run, too.
func TestWhatIsNeverReadIsToldWhenCalm(t *testing.T) {
	t.Parallel()
	b := emptyCity(t, disk.Real())
	b.must(os.WriteFile(filepath.Join(b.Place.Inboxes(), "散.xlsx"), []byte("x"), 0o644))
	b.run("2026-11-23 09:00")
	res, calm, err := b.quietResult(context.Background(), b.at("2026-11-23 10:00"))
	b.must(err)
	if !calm || len(res.Files) != 1 || res.Files[0].Name != "散.xlsx" || res.Files[0].Unit != assist.City || res.Files[0].State != "ignored" {
		t.Errorf("calm %v: %+v", calm, res.Files)
	}
}
