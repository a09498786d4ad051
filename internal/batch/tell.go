package batch

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sort"
	"strings"
	"time"

	"bangfu/internal/check"
	"bangfu/internal/history"
	"bangfu/internal/inbox"
	"bangfu/internal/ledger"
	"bangfu/internal/notice"
	"bangfu/internal/outbox"
	"bangfu/internal/report"
	"bangfu/internal/xlsx/write"
)

var waitingState = map[inbox.State]string{
	inbox.Settling: report.StateWaiting, inbox.Ignored: report.StateIgnored, inbox.Unreadable: report.StateLocked,
}

// noteUntold is the ledger's note that 收件情况 lags behind the sightings.
const noteUntold = "untold"

// tellEntered puts down, in the run's own transaction, that its files are safe
// but still lie in their folders: should the run die now, the next one knows
// them from files that were dropped again.
func (s *Site) tellEntered(r *pass) error {
	for _, x := range s.seen(r, leftover{}) {
		if x.Receipt == "" || x.State == report.StateKnown {
			continue
		}
		x = withFate(x, report.FateLeft)
		x.First, x.Changed = r.firstSeen(x.Unit, x.Name, x.Size), r.at
		if _, err := r.tx.PutSighting(x, r.h.UnitNow); err != nil {
			return err
		}
	}
	return r.tx.SetNote(noteUntold, "due")
}

// tell enters what was seen in the drop folders and writes 收件情况 of each unit
// in which something changed, or was left unwritten by an earlier run.
func (s *Site) tell(ctx context.Context, r *pass, left leftover) ([]string, error) {
	s.progress(notice.Telling, 0, 1)
	if err := s.enterSeen(ctx, r, slices.Concat(s.seen(r, left), r.leftInbox(), r.retold())); err != nil {
		return nil, err
	}
	due, err := s.Ledger.Note(ctx, noteUntold)
	if err != nil || due == "" {
		return nil, err
	}
	paths, bad, err := s.tellAll(ctx, r.h)
	if r.bad = append(r.bad, bad...); err != nil || len(bad) > 0 {
		return paths, err
	}
	return paths, s.Ledger.SetNote(ctx, noteUntold, "")
}

// enterSeen enters sightings at one stroke, with the note that they are to be told.
func (s *Site) enterSeen(ctx context.Context, r *pass, list []ledger.Sighting) error {
	tx, err := s.Ledger.Begin(ctx, r.at)
	if err != nil {
		return err
	}
	changed := false
	for _, x := range list {
		if x.First.IsZero() {
			x.First = r.firstSeen(x.Unit, x.Name, x.Size)
		}
		x.Changed = r.at
		news, err := tx.PutSighting(x, r.h.UnitNow)
		if err != nil {
			return errors.Join(err, tx.Rollback())
		}
		changed = changed || news
	}
	if !changed {
		return tx.Rollback()
	}
	if err := tx.SetNote(noteUntold, "due"); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// withFate is a sighting of a file of which something has become.
func withFate(x ledger.Sighting, f report.Fate) ledger.Sighting {
	x.State, x.Reason, x.Next = f.State, f.Why, f.Next
	return x
}

// seen lists what this run saw, file by file.
func (s *Site) seen(r *pass, left leftover) []ledger.Sighting {
	var list []ledger.Sighting
	for _, w := range r.waiting {
		list = append(list, ledger.Sighting{Unit: orCity(w.Unit), Name: w.Name, Size: w.Size, State: waitingState[w.State], Reason: w.Reason, Next: w.Next})
	}
	for _, a := range r.arrived {
		if a.known != "" && inbox.IsSetAside(a.Path, a.sha) {
			continue // our own name for a file that an earlier run was taking
		}
		x := r.takenSighting(ledger.Sighting{Unit: a.Unit, Name: a.Name, Size: a.Size, Receipt: r.receiptOf(a)})
		if a.known != "" && !r.stillInInbox(a.Waiting, a.known) {
			x = r.againSighting(x, a)
		}
		switch {
		case !left.paths[a.Path]:
		case a.cut && x.State != report.StateRefused:
			x = withFate(x, report.FateHalf)
		case a.cut:
			x = withFate(x, report.FateCut(report.Fate{Why: x.Reason, Next: x.Next}))
		case a.big:
			x = withFate(x, report.FateBig(x.Reason))
		default:
			x = withFate(x, report.FateLeft)
		}
		list = append(list, x)
	}
	return list
}

// receiptOf is the receipt number of an arrived file; "" while it has none.
func (r *pass) receiptOf(a arrived) string {
	if a.known != "" {
		return a.known
	}
	for _, f := range r.files {
		if f.sub.Unit == a.Unit && f.sub.SHA == a.sha {
			return f.sub.Receipt
		}
	}
	return a.again
}

// againSighting says of a file that it was dropped once more, and of one that is not used
// what to do to have it used.
func (r *pass) againSighting(x ledger.Sighting, a arrived) ledger.Sighting {
	t, _ := r.h.File(a.known)
	if back, ok := check.WentBack(t, a.by); ok {
		return withFate(x, report.Fate{State: report.StateKnown, Why: back.Message, Next: back.Fix})
	}
	return withFate(x, report.FateKnown)
}

// takenSighting says of a file with a receipt that it was taken, or refused.
func (r *pass) takenSighting(x ledger.Sighting) ledger.Sighting {
	if t, ok := r.h.File(x.Receipt); ok {
		return withFate(x, report.FateOf(t, r.h.Chosen(t, r.today)))
	}
	return withFate(x, report.FateTaken)
}

// leftInbox are the files that lay in a folder before this run and no longer do:
// what was safe is taken now; what was still awaited was never taken.
func (r *pass) leftInbox() []ledger.Sighting {
	here := map[[2]string]bool{}
	hidden := map[string][]string{} // sub-folders that could not be looked into, by unit
	waiting := slices.Clone(r.waiting)
	for _, a := range append(slices.Clone(r.arrived), r.later...) {
		waiting = append(waiting, a.Waiting)
	}
	for _, w := range waiting {
		here[[2]string{orCity(w.Unit), w.Name}] = true
		if w.State == inbox.Unreadable {
			hidden[orCity(w.Unit)] = append(hidden[orCity(w.Unit)], w.Name+"/")
		}
	}
	var list []ledger.Sighting
	for _, key := range slices.SortedFunc(maps.Keys(r.sightings), byUnitAndName) {
		x := r.sightings[key]
		below := func(dir string) bool { return strings.HasPrefix(x.Name, dir) }
		if here[key] || r.blind[x.Unit] || slices.ContainsFunc(hidden[x.Unit], below) {
			continue
		}
		switch {
		case report.LiesInFolder(x.State):
			list = append(list, r.takenSighting(x))
		case x.State == report.StateWaiting, x.State == report.StateLocked:
			list = append(list, withFate(x, report.FateGone))
		}
	}
	return list
}

// retold are the files taken earlier whose receipt this run has written again, and those of
// which one was to be chosen: of what was in doubt something else may be true now.
func (r *pass) retold() []ledger.Sighting {
	var list []ledger.Sighting
	for _, key := range slices.SortedFunc(maps.Keys(r.sightings), byUnitAndName) {
		x := r.sightings[key]
		t, _ := r.h.File(x.Receipt)
		if (slices.Contains(r.updated, x.Receipt) || r.h.Chosen(t, r.today)) && report.TellsFate(x.State) && !r.dropped(key) {
			list = append(list, r.takenSighting(x))
		}
	}
	return list
}

// dropped reports whether a file of a unit and name lies in its folder again.
func (r *pass) dropped(key [2]string) bool {
	return slices.ContainsFunc(slices.Concat(r.arrived, r.later), func(a arrived) bool { return a.Unit == key[0] && a.Name == key[1] }) ||
		slices.ContainsFunc(r.waiting, func(w inbox.Waiting) bool { return orCity(w.Unit) == key[0] && w.Name == key[1] })
}

func byUnitAndName(a, b [2]string) int { return slices.Compare(a[:], b[:]) }

// tellUnit writes 收件情况 of a unit, also into the outbox it had under a former
// name, and returns the files that say something else than before.
func (s *Site) tellUnit(unit string, former []string, seen []ledger.Sighting) ([]string, error) {
	var rows []report.Seen
	var at time.Time
	for _, x := range seen {
		rows = append(rows, report.Seen{Name: x.Name, First: x.First, Size: x.Size, State: x.State, Receipt: x.Receipt, Why: x.Reason, Next: x.Next})
		if x.Changed.After(at) {
			at = x.Changed
		}
	}
	data, err := write.Write(report.Sightings(unit, former, rows, at))
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, name := range append([]string{unit}, former...) {
		done, err := outbox.Publish(s.Disk, s.Place.Sightings(name), data, outbox.FilePerm)
		if err != nil {
			return paths, err
		}
		if done.Wrote {
			paths = append(paths, s.Place.Rel(done.Path))
		}
	}
	return paths, nil
}

// tellAll writes 收件情况 of every unit that has one, and returns those that
// changed, and the units in trouble.
func (s *Site) tellAll(ctx context.Context, h *history.History) (paths []string, bad []trouble, err error) {
	seen, err := s.seenSoFar(ctx, h)
	if err != nil {
		return nil, nil, err
	}
	units := map[string][]ledger.Sighting{}
	for _, key := range slices.SortedFunc(maps.Keys(seen), byUnitAndName) {
		units[key[0]] = append(units[key[0]], seen[key])
	}
	names := slices.Sorted(maps.Keys(units))
	wrote, errs := make([][]string, len(names)), make([]error, len(names))
	err = abreast(ctx, len(names), func(int) {}, func(i int) error {
		list := units[names[i]]
		slices.SortStableFunc(list, func(a, b ledger.Sighting) int { return a.First.Compare(b.First) })
		wrote[i], errs[i] = s.tellUnit(names[i], h.FormerNames(names[i]), list)
		return nil
	})
	for i, unit := range names {
		if errs[i] != nil {
			bad = append(bad, *s.troubleWith(s.Place.Sightings(unit), errs[i]))
		}
		if s.saw != nil && errs[i] == nil {
			s.saw(s.Place.Sightings(unit), len(wrote[i]) > 0)
		}
		paths = append(paths, wrote[i]...)
	}
	sort.Strings(paths)
	return paths, bad, err
}

// seenSoFar is what became of every file seen in a drop folder, by unit and
// name; what was seen under a unit's former name is the unit's.
func (s *Site) seenSoFar(ctx context.Context, h *history.History) (map[[2]string]ledger.Sighting, error) {
	seen := map[[2]string]ledger.Sighting{}
	for x, err := range s.Ledger.Sightings(ctx, "") {
		if err != nil {
			return nil, err
		}
		x.Unit = h.UnitNow(x.Unit, x.Changed)
		key := [2]string{x.Unit, x.Name}
		if old, twice := seen[key]; !twice || old.Changed.Before(x.Changed) {
			seen[key] = x
		}
	}
	return seen, nil
}
