package batch

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"sort"
	"strconv"
	"sync"

	"bangfu/internal/assist"
	"bangfu/internal/disk"
	"bangfu/internal/history"
	"bangfu/internal/notice"
	"bangfu/internal/outbox"
	"bangfu/internal/place"
	"bangfu/internal/precheck"
)

// notePublished is the ledger's note of the last entry whose outputs lie in the outbox.
const notePublished = "published"

// delivery is what became of one output.
type delivery struct {
	published         outbox.Published
	aside             string // where the paper lies that somebody had begun to fill in; "" for none
	unmade, unwritten error
}

// publish makes outputs and puts each into the outbox as soon as it is made, so
// that none waits in memory for the others. Several are under way at a time: a
// share takes as long to settle many as one. One that cannot be made or written
// is its unit's trouble; err is only that the run was called off.
func (s *Site) publish(ctx context.Context, list []recipe) (paths, faults []string, bad []trouble, err error) {
	all := make([]delivery, len(list))
	made := s.counting(notice.Publishing, len(list))
	err = s.inLanes(ctx, list, func(i int) {
		data, err := s.makeSafely(list[i])
		if made(); err != nil {
			all[i].unmade = err
			return
		}
		if all[i].aside, all[i].unwritten = s.spare(ctx, list[i].path, data); all[i].unwritten == nil {
			all[i].published, all[i].unwritten = outbox.Publish(s.Disk, list[i].path, data, outbox.FilePerm)
		}
	})
	var unwritten []trouble
	for i, d := range all {
		path := list[i].path
		switch {
		case d.unmade != nil:
			bad = append(bad, *s.troubleWith(path, d.unmade))
		case d.unwritten != nil:
			unwritten = append(unwritten, *s.troubleWith(path, d.unwritten))
		case s.saw != nil && d.published.Path != "":
			s.saw(path, d.published.Wrote)
		}
		if d.aside != "" {
			faults = append(faults, notice.FilledAside(s.Place.Rel(path), s.Place.Rel(d.aside)))
		}
		if d.published.Beside {
			faults = append(faults, notice.WrittenBeside(s.Place.Rel(path), s.Place.Rel(d.published.Path)))
		}
		if d.published.Wrote {
			paths = append(paths, s.Place.Rel(d.published.Path))
		}
	}
	sort.Strings(paths)
	return paths, faults, append(bad, unwritten...), err
}

// toFill are the papers that are handed out to be filled in.
var toFill = []string{assist.TodoPaper, assist.CityTodoPaper}

// spare keeps a paper that somebody has begun to fill in where it lies, under another
// name, before a new one is written over it. One that is held open stays: the new one
// is written beside it.
func (s *Site) spare(ctx context.Context, path string, data []byte) (string, error) {
	if !slices.Contains(toFill, place.Label(path)) {
		return "", nil
	}
	old, err := disk.ReadFile(s.Disk, path)
	if err != nil || bytes.Equal(old, data) || !precheck.FilledIn(ctx, old) {
		return "", nil // what cannot be read is told when it cannot be written
	}
	for n := 1; ; n++ {
		aside := place.Filled(path, n)
		switch there, err := disk.Exists(s.Disk, aside); {
		case err != nil:
			return "", err
		case there:
			continue
		}
		if err = disk.Move(s.Disk, path, aside); errors.Is(err, disk.ErrBusy) {
			return "", nil
		}
		return aside, err
	}
}

// counting tells how many of some things done side by side have come to a stage.
func (s *Site) counting(stage string, of int) func() {
	var one sync.Mutex
	done := 0
	return func() {
		one.Lock()
		defer one.Unlock() // also when who is told panics
		done++
		s.progress(stage, done, of)
	}
}

// published notes that everything up to an entry lies in the outbox.
func (s *Site) published(ctx context.Context, seq int64) error {
	return s.Ledger.SetNote(ctx, notePublished, strconv.FormatInt(seq, 10))
}

// noteOwed is the ledger's note of the units whose outbox lags behind: by unit,
// the last entry whose outputs lie there.
const noteOwed = "owed"

// lagging reads that note.
func (s *Site) lagging(ctx context.Context) (map[string]int64, error) {
	owed := map[string]int64{}
	text, err := s.Ledger.Note(ctx, noteOwed)
	if err != nil || text == "" {
		return owed, err
	}
	return owed, json.Unmarshal([]byte(text), &owed)
}

// noteLagging notes that units in trouble lack what was entered after an entry.
func (s *Site) noteLagging(ctx context.Context, bad []trouble, after int64) error {
	if len(bad) == 0 {
		return nil
	}
	owed, err := s.lagging(ctx)
	if err != nil {
		return err
	}
	for _, unit := range unitsOf(bad) {
		if _, before := owed[unit]; !before {
			owed[unit] = after
		}
	}
	return s.setOwed(ctx, owed)
}

func (s *Site) setOwed(ctx context.Context, owed map[string]int64) error {
	if len(owed) == 0 {
		return s.Ledger.SetNote(ctx, noteOwed, "")
	}
	text, err := json.Marshal(owed) // in the order of the units
	if err != nil {
		return err
	}
	return s.Ledger.SetNote(ctx, noteOwed, string(text))
}

// catchUp publishes what a run entered but was stopped before it could publish, and then
// what could not be written into some unit's outbox; what is still in trouble
// comes back.
func (s *Site) catchUp(ctx context.Context, h *history.History) ([]trouble, error) {
	from, err := s.upTo(ctx)
	if err != nil || h.Seq() == 0 {
		return nil, err
	}
	if from < h.Seq() {
		s.Log.Info(notice.LogCatchingUp, "from", from, "to", h.Seq())
		bad, err := s.replayLate(ctx, from, h.Seq())
		if err = errors.Join(err, s.noteLagging(ctx, bad, from)); err != nil {
			return nil, err
		}
		if err := s.published(ctx, h.Seq()); err != nil {
			return nil, err
		}
	}
	return s.payOwed(ctx, h.Seq())
}

// noteCatching is the ledger's note that a run is publishing what another one
// entered. Found there, it says that one died over it: then the receipts come
// without the workbook.
const noteCatching = "catching up"

// replayLate is replay of what a run entered but was stopped before it could publish.
func (s *Site) replayLate(ctx context.Context, after, upto int64) ([]trouble, error) {
	died, err := s.Ledger.Note(ctx, noteCatching)
	if err == nil {
		err = s.Ledger.SetNote(ctx, noteCatching, "due")
	}
	if err != nil {
		return nil, err
	}
	late := *s
	late.bare = died != ""
	bad, err := late.replay(ctx, after, upto, anyUnit)
	return bad, errors.Join(err, s.Ledger.SetNote(context.WithoutCancel(ctx), noteCatching, ""))
}

// anyUnit takes the outputs of all units.
func anyUnit(string) bool { return true }

// upTo is the last entry whose outputs lie in the outbox.
func (s *Site) upTo(ctx context.Context) (int64, error) {
	note, err := s.Ledger.Note(ctx, notePublished)
	seq, _ := strconv.ParseInt(note, 10, 64) // no note: 0
	return seq, err
}

// payOwed publishes again, unit by unit, what could not be written there.
func (s *Site) payOwed(ctx context.Context, seq int64) (all []trouble, err error) {
	owed, err := s.lagging(ctx)
	if err != nil || len(owed) == 0 {
		return nil, err
	}
	for _, unit := range slices.Sorted(maps.Keys(owed)) {
		bad, err := s.replay(ctx, owed[unit], seq, func(path string) bool { return s.ownerOf(path) == unit })
		if err != nil {
			return all, err
		}
		if all = append(all, bad...); len(bad) == 0 {
			delete(owed, unit)
		}
	}
	return all, s.setOwed(ctx, owed)
}

// advance moves the note past an entry that has no output of its own.
func (s *Site) advance(ctx context.Context, seq int64) error {
	note, err := s.Ledger.Note(ctx, notePublished)
	if err != nil || note != strconv.FormatInt(seq-1, 10) {
		return err
	}
	return s.published(ctx, seq)
}
