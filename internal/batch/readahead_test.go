package batch

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"bangfu/internal/assist"
)

// TestWhatSettlesIsReadMeanwhile: while a run waits for the drop folders to
// settle it reads what lies there; of a file that is saved again meanwhile, and of
// one that has gone, nothing is kept, and the outputs are those of a run that
// read everything afterwards.
func TestWhatSettlesIsReadMeanwhile(t *testing.T) {
	t.Parallel()
	saved := func(dir string) string { return filepath.Join(dir, "报送0002.xlsx") }
	var outs [2]map[string]string
	for i, settle := range []time.Duration{0, time.Second} {
		town := newTown(t, 2)
		units := town.terms.Units
		town.send(units[0].Name, "2026-07-06", assist.ApplicationForm, town.customer(units[0].Name, 1, "2026-07-01"), town.customer(units[0].Name, 2, "2026-07-01"))
		later := town.book(units[1].Name, "2026-07-07", map[assist.Form][]cells{assist.ApplicationForm: {town.customer(units[1].Name, 4, "2026-07-01")}})
		town.send(units[1].Name, "2026-07-06", assist.ApplicationForm, town.customer(units[1].Name, 3, "2026-07-01"))
		town.send(units[1].Name, "2026-07-06", assist.ApplicationForm, town.customer(units[1].Name, 5, "2026-07-01"))
		town.Settings.Settle = settle
		change := func(context.Context, time.Duration) {
			town.must(os.WriteFile(saved(town.Place.Inbox(units[1].Name)), later, 0o644))
			town.must(os.Remove(filepath.Join(town.Place.Inbox(units[1].Name), "报送0003.xlsx")))
		}
		if settle == 0 {
			change(context.Background(), 0)
			town.must(os.Remove(saved(town.Place.Inbox(units[1].Name))))
			town.run("2026-07-06 09:00")
			town.must(os.WriteFile(saved(town.Place.Inbox(units[1].Name)), later, 0o644))
		} else {
			town.Wait = change
			town.run("2026-07-06 09:00") // what was saved again waits
			town.Wait = func(context.Context, time.Duration) {}
		}
		town.run("2026-07-06 09:30")
		for n, want := range map[int]string{1: "备案", 2: "备案", 4: "备案", 3: "没有", 5: "没有"} {
			u := units[min(1, n/3)].Name
			if got := town.outcome(town.licence(u, n)); got != want {
				t.Errorf("settle %s: customer %d is %q, not %q", settle, n, got, want)
			}
		}
		outs[i] = town.outboxOf(units[0].Name)
	}
	for name, data := range outs[0] {
		if outs[1][name] != data {
			t.Errorf("%s is another one when the file was read ahead", name)
		}
	}
}

// TestAFileReadAheadIsNotParsedAgain counts how often its bytes are read from the archive.
func TestAFileReadAheadIsNotParsedAgain(t *testing.T) {
	t.Parallel()
	town := newTown(t, 1)
	unit := town.terms.Units[0].Name
	town.send(unit, "2026-07-06", assist.ApplicationForm, town.customer(unit, 1, "2026-07-01"))
	town.Settings.Settle = time.Second
	r, err := town.begin(context.Background(), town.at("2026-07-06 09:00"), false)
	town.must(err)
	r.portion.watch, err = town.watching(context.Background(), false)
	town.must(err)
	town.must(town.intake(context.Background(), r))
	if len(r.ahead) != 1 || len(r.arrived) != 1 {
		t.Fatalf("%d read ahead, %d arrived", len(r.ahead), len(r.arrived))
	}
	town.Archive = nil // whoever reads the original now panics
	town.must(town.decode(context.Background(), r))
	if f := r.files[0]; f.sub.Damage != nil || len(f.sub.Applications) != 1 || f.sub.Seen != town.at("2026-07-06 09:00") {
		t.Errorf("%+v", f.sub)
	}
}
