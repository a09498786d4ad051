package batch

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sort"
	"strings"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/history"
	"bangfu/internal/inbox"
	"bangfu/internal/ledger"
	"bangfu/internal/outbox"
	"bangfu/internal/report"
	"bangfu/internal/xlsx/write"
)

// The states of 收件情况.
const (
	stateTaken   = "已收"
	stateKnown   = "已收过"
	stateLeft    = "已收，可删除"
	stateRefused = "已收，无法受理"
	stateKept    = "未受理，文件还在收件箱" // judged, and left to who dropped it
	stateHalf    = "已收，可能没有传完"   // the same, of a file whose whole lines were taken
	stateWaiting = "正在传入"
	stateIgnored = "未收"
	stateLocked  = "暂时打不开"
)

// inFolder are the states of a file that was judged and still lies in its folder.
var inFolder = map[string]bool{stateLeft: true, stateKept: true, stateHalf: true}

var waitingState = map[inbox.State]string{
	inbox.Settling: stateWaiting, inbox.Ignored: stateIgnored, inbox.Unreadable: stateLocked,
}

// noteUntold is the ledger's note that 收件情况 lags behind the sightings.
const noteUntold = "untold"

// tellEntered puts down, in the run's own transaction, that its files are safe
// but still lie in their folders: should the run die now, the next one knows
// them from files that were dropped again.
func (s *Site) tellEntered(r *pass) error {
	for _, x := range s.seen(r, leftover{}) {
		if x.Receipt == "" || x.State == stateKnown {
			continue
		}
		x.State, x.Reason, x.Next = stateLeft, "", nextLeft
		x.First, x.Changed = r.firstSeen(x.Unit, x.Name, x.Size), r.at
		if _, err := r.tx.PutSighting(x); err != nil {
			return err
		}
	}
	return r.tx.SetNote(noteUntold, "due")
}

// tell enters what was seen in the drop folders and writes 收件情况 of each unit
// in which something changed, or was left unwritten by an earlier run.
func (s *Site) tell(ctx context.Context, r *pass, left leftover) ([]string, error) {
	s.progress("收件情况", 0, 1)
	if err := s.enterSeen(ctx, r, append(s.seen(r, left), r.leftInbox()...)); err != nil {
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
		x.First, x.Changed = r.firstSeen(x.Unit, x.Name, x.Size), r.at
		news, err := tx.PutSighting(x)
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

// What 收件情况 says of files that were taken.
const (
	nextTaken = "请查看回执"
	nextLeft  = "内容已安全保存，可以删除此文件；删除前不会重复计数"
)

// seen lists what this run saw, file by file.
func (s *Site) seen(r *pass, left leftover) []ledger.Sighting {
	var list []ledger.Sighting
	for _, w := range r.waiting {
		list = append(list, ledger.Sighting{Unit: orCity(w.Unit), Name: w.Name, Size: w.Size, State: waitingState[w.State], Reason: w.Reason, Next: w.Next})
	}
	for _, a := range r.arrived {
		if a.known != "" && inbox.Aside(a.Path, a.sha) {
			continue // our own name for a file that an earlier run was taking
		}
		x := r.takenSighting(ledger.Sighting{Unit: a.Unit, Name: a.Name, Size: a.Size, Receipt: r.receiptOf(a)})
		if a.known != "" && !r.stillInInbox(a.Waiting, a.known) {
			x.State, x.Reason, x.Next = stateKnown, "内容与以前收到的文件完全相同，没有重复计数", "不用再做什么；如需改正，请改好后另存再投放"
			if a.by != "" {
				x.Reason, x.Next = backWords(a.by)
			}
		}
		switch {
		case !left.paths[a.Path]:
		case a.cut && x.State != stateRefused:
			x.State, x.Reason, x.Next = stateHalf, "文件可能没有传完，最后一行没有采用", "如仍在复制请等它完成，下次运行会再收；如已复制完，请核对最后一行，补全后重新放入"
		case a.cut:
			x.State, x.Reason, x.Next = stateKept, "文件没有传完整，可能还在复制", "如仍在复制请等它完成，下次运行会再收；如已复制完，请重新复制一次"
		case a.big:
			x.State, x.Next = stateKept, "这份文件没有存档，请自行保管后从收件箱移走；请删去图片和无关工作表，或按月份拆成几个文件再投放"
		default:
			x.State, x.Reason, x.Next = stateLeft, "", nextLeft
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

// takenSighting says of a file with a receipt that it was taken, or refused.
func (r *pass) takenSighting(x ledger.Sighting) ledger.Sighting {
	x.State, x.Reason, x.Next = stateTaken, "", nextTaken
	if t, ok := r.h.File(x.Receipt); ok && t.Refused {
		why := whyRefused(t)
		x.State, x.Reason, x.Next = stateRefused, why.reason, why.next
	}
	return x
}

// refusal is why a file was refused, and what to do.
type refusal struct{ reason, next string }

// whyRefused is the first thing that refuses a file, in its receipt's words.
func whyRefused(t assist.Taken) refusal {
	for _, f := range t.Findings {
		if f.Rule().Stops == assist.StopsFile {
			return refusal{f.Message, f.Fix}
		}
	}
	return refusal{"文件没有受理", "请按回执改好后重新投放"}
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
		switch x.State {
		case stateLeft, stateKept, stateHalf:
			list = append(list, r.takenSighting(x))
		case stateWaiting, stateLocked:
			x.State, x.Reason, x.Next = stateIgnored, "文件在收取前被移走或改名", "不必处理；重新放入后自动收取"
			list = append(list, x)
		}
	}
	return list
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
		x.Unit = h.UnitNow(x.Unit)
		key := [2]string{x.Unit, x.Name}
		if old, twice := seen[key]; !twice || old.Changed.Before(x.Changed) {
			seen[key] = x
		}
	}
	return seen, nil
}
