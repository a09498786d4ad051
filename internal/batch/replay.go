package batch

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"bangfu/internal/archive"
	"bangfu/internal/assist"
	"bangfu/internal/fault"
	"bangfu/internal/history"
	"bangfu/internal/notice"
	"bangfu/internal/place"
)

// step is one run of the past, folded up to its last entry.
type step struct {
	h       *history.History
	opening int64            // the entry that opens it
	fresh   []string         // receipts of files it took in, or wrote again
	frozen  []assist.Week    // weeks whose plan it froze
	kept    []history.Freeze // weeks that a restore put back after it
	last    bool             // no later run in its week
}

// steps folds the ledger run by run and hands each run that entered something
// after an entry to visit, in order.
func (s *Site) steps(ctx context.Context, after, upto int64, visit func(step) error) error {
	h := history.New()
	now := step{h: h}
	ended := func(last bool) error {
		now.last = last
		if h.Seq() <= after || h.Runs() == 0 {
			return nil
		}
		return visit(now)
	}
	for e, err := range s.Ledger.Entries(ctx, upto) {
		if err != nil {
			return err
		}
		if e.Kind == history.KindRun {
			var next history.Run
			if err := history.Decode(e, &next, nil); err != nil {
				return err
			}
			if err := ended(next.Period != h.Run().Period); err != nil {
				return err
			}
			now = step{h: h, opening: e.Seq}
		}
		if err := h.Add(e); err != nil {
			return err
		}
		now.note(e)
	}
	return ended(true)
}

// note remembers what an entry means for the outputs of its run.
func (p *step) note(e assist.Entry) {
	var b history.Update // a file's body has the field too
	var f history.Freeze
	switch e.Kind {
	case history.KindFile, history.KindUpdate:
		if history.Decode(e, &b, nil) == nil && !slices.Contains(p.fresh, b.Receipt) {
			p.fresh = append(p.fresh, b.Receipt)
		}
	case history.KindFreeze:
		switch err := history.Decode(e, &f, nil); {
		case err != nil:
		case f.Restored:
			p.kept = append(p.kept, f)
		default:
			p.frozen = append(p.frozen, f.Plan.Week)
		}
	}
}

// replay publishes again what the runs after an entry published, as far as it
// is wanted: every receipt, the frozen files, and the last state of each week's
// other files. Troubles of units come back.
func (s *Site) replay(ctx context.Context, after, upto int64, wanted func(path string) bool) (all []trouble, err error) {
	gone, err := history.Fold(s.Ledger.Entries(ctx, 0, assist.EntryErase))
	if err != nil {
		return nil, err
	}
	err = s.steps(ctx, after, upto, func(p step) error {
		fresh := slices.DeleteFunc(slices.Clone(p.fresh), func(n string) bool { return !wanted(s.receiptPath(p.h, n)) })
		if len(fresh) == 0 && len(p.frozen) == 0 && !p.last && len(p.kept) == 0 {
			return nil
		}
		then, f, err := s.asItWas(ctx, p.h)
		if err != nil {
			return err
		}
		f = f.Indexed()
		list, err := then.receiptRecipes(ctx, p.h, f, fresh)
		if err != nil {
			return err
		}
		for _, w := range p.frozen {
			frozen, err := then.frozenFacts(ctx, p, f.Terms, w)
			if err != nil {
				return err
			}
			b, _ := p.h.Frozen(w)
			list = append(list, s.unlessPublished(b, frozen, gone.EverErased(), then.frozenRecipes(frozen.Indexed()))...)
		}
		late, err := s.lateRecipes(ctx, p.h, p.opening, p.frozen)
		if err != nil {
			return err
		}
		list = append(list, late...)
		if p.last && f.Plan.State != assist.PlanFinal {
			list = append(list, then.frozenRecipes(f)...)
		}
		if p.last {
			list = append(list, then.weekRecipes(f)...)
		}
		if p.h.Seq() == upto { // an earlier page would be written over at once
			list = append(list, then.pages(f)...)
		}
		list = append(list, s.keptRecipes(p.kept)...)
		list = slices.DeleteFunc(list, func(r recipe) bool { return !wanted(r.path) })
		_, _, bad, err := s.publish(ctx, list)
		all = append(all, bad...)
		return err
	})
	return all, err
}

// receiptPath is where the receipt of a file lies at a point of the history.
func (s *Site) receiptPath(h *history.History, receipt string) string {
	t, _ := h.File(receipt)
	return s.Place.Receipt(t.Unit, t.Receipt, t.Update)
}

// asItWas is the site as it was at the end of a past run, and what was known then.
func (s *Site) asItWas(ctx context.Context, h *history.History) (*Site, assist.Facts, error) {
	past, t, err := s.siteAsItWas(ctx, h)
	if err != nil {
		return nil, assist.Facts{}, err
	}
	f, err := past.facts(ctx, h, ofLedger(s.Ledger), t)
	return past, f, err
}

// siteAsItWas is the site as it was at the end of a past run, and its terms.
func (s *Site) siteAsItWas(ctx context.Context, h *history.History) (*Site, assist.Terms, error) {
	past := *s
	past.registers = nil
	for _, file := range h.Run().Terms {
		if file.Name != settingsFile {
			continue
		}
		text, err := s.Archive.Open(file.SHA)
		if err != nil {
			return nil, assist.Terms{}, fmt.Errorf("batch: settings of an earlier run: %w", err)
		}
		if past.Settings, err = s.Parse(text); err != nil {
			return nil, assist.Terms{}, fmt.Errorf("batch: settings of an earlier run: %w", err)
		}
	}
	t, err := past.termsIn(ctx, h)
	return &past, t, err
}

// frozenFacts are what the final plan of a week, and its files, were made from
// by a run of the past.
func (s *Site) frozenFacts(ctx context.Context, p step, t assist.Terms, w assist.Week) (f assist.Facts, err error) {
	if latenessOf(s.Settings.CutoffOf(t, w), p.h.Run().Period) == onTime {
		f, err = s.supplyFacts(ctx, p.h, t, w)
	} else {
		var h *history.History
		if h, err = history.Fold(s.Ledger.Entries(ctx, p.opening)); err != nil {
			return f, err
		}
		h.Follow(p.h)
		f, _, err = s.lateFacts(ctx, h, t, w)
	}
	if err != nil {
		return f, err
	}
	b, _ := p.h.Frozen(w)
	f.Plan, err = frozenPlan(ctx, p.h, ofLedger(s.Ledger), b)
	return f, err
}

// Rebuild makes the outbox again from ledger and archive: every receipt, each
// week's frozen files and the last state of its others, and 收件情况. faults
// are the units whose files could not be written.
func (s *Site) Rebuild(ctx context.Context) (faults []string, err error) {
	h, err := history.Fold(s.Ledger.Entries(ctx, 0))
	if err != nil || h.Seq() == 0 {
		return nil, err
	}
	bad, err := s.replay(ctx, 0, h.Seq(), anyUnit)
	if err = errors.Join(err, s.noteLagging(ctx, bad, 0)); err != nil {
		return nil, err
	}
	if err := errors.Join(s.published(ctx, h.Seq()), s.witnessAgain(ctx), s.Ledger.DropSnapshot(ctx)); err != nil {
		return nil, err
	}
	_, untold, err := s.tellAll(ctx, h)
	return s.toldOf(append(bad, untold...)), err
}

// Verify proves that nothing was lost or altered: the chain, every original,
// and each frozen output rebuilt byte for byte. It returns what differs, in
// plain Chinese; none means whole. told are the erasures that are in order, and
// the weeks that another version of the program froze, which cannot be compared.
func (s *Site) Verify(ctx context.Context) (wrong, told []string, err error) {
	problems, err := s.Ledger.Verify(ctx)
	if err != nil {
		return nil, nil, err
	}
	for _, p := range problems {
		wrong = append(wrong, notice.BadEntry(p.Seq, p.What))
	}
	if len(problems) > 0 {
		wrong = append(wrong, notice.BadLedger())
		return wrong, nil, nil // what follows would only repeat it
	}
	h, err := history.Fold(s.Ledger.Entries(ctx, 0))
	if err != nil {
		return nil, nil, err
	}
	for _, licence := range slices.Sorted(maps.Keys(h.EverErased())) {
		told = append(told, notice.WasErased(licence))
	}
	wrong = append(append(wrong, s.verifyOriginals(h)...), s.verifyTerms(h)...)
	differs, err := s.Reader().VerifySnapshot(ctx)
	if err != nil {
		return nil, nil, err
	}
	wrong = append(wrong, differs...)
	err = s.steps(ctx, 0, h.Seq(), func(p step) error {
		wrong = append(wrong, s.verifyKept(p.kept)...)
		for _, w := range p.frozen {
			differ, other, err := s.verifyFreeze(ctx, p, w, h.EverErased())
			if fault.Lost(err) {
				differ, err = []string{notice.Unrebuildable(w)}, nil
			}
			if err != nil {
				return err
			}
			wrong, told = append(wrong, differ...), append(told, other...)
		}
		return nil
	})
	return wrong, told, err
}

// verifyOriginals checks every original the ledger names.
func (s *Site) verifyOriginals(h *history.History) []string {
	var wrong []string
	for i, t := range h.Files() {
		s.progress(notice.Checking, i+1, len(h.Files()))
		sha := h.Original(t.SHA)
		if t.Unstored {
			continue
		}
		if err := s.Archive.Check(sha); err != nil {
			wrong = append(wrong, s.damaged(t, sha, err))
		}
	}
	return wrong
}

// verifyFreeze rebuilds the files of a week that a run froze and compares their
// hashes. What names somebody erased since cannot be the same any more. The same
// version of the program makes the same bytes; what another version laid out
// otherwise is told, not wrong.
func (s *Site) verifyFreeze(ctx context.Context, p step, w assist.Week, erased map[string]bool) (wrong, told []string, err error) {
	then, t, err := s.siteAsItWas(ctx, p.h)
	if err != nil {
		return nil, nil, err
	}
	f, err := then.frozenFacts(ctx, p, t, w)
	if err != nil {
		return nil, nil, err
	}
	outs, bad, err := then.cook(ctx, then.frozenRecipes(f.Indexed()))
	if err != nil {
		return nil, nil, err
	}
	wrong = s.toldOf(bad)
	made := map[string]string{}
	for _, o := range outs {
		made[s.Place.Rel(o.path)] = archive.Sum(o.data)
	}
	b, _ := p.h.Frozen(w)
	var differ []string
	for _, want := range b.Outputs {
		if made[want.Path] != want.SHA && !namesErased(f, want.Path, s.Place, erased) {
			differ = append(differ, notice.RebuiltOtherwise(w, want.Path))
		}
	}
	if by := p.h.Run().Program; len(differ) > 0 && by != s.Program {
		return wrong, []string{notice.OtherProgram(w, by, s.Program, len(differ))}, nil
	}
	return append(wrong, differ...), nil, nil
}

// namesErased reports whether a frozen file may name somebody erased since: the
// city's files name everyone on the roll, a unit's its own.
func namesErased(f assist.Facts, path string, p place.Place, erased map[string]bool) bool {
	for licence := range erased {
		x, ok := f.Roster.Last(licence)
		if ok && (strings.HasPrefix(path, p.Rel(p.Outbox(assist.City))+"/") || strings.HasPrefix(path, p.Rel(p.Outbox(x.Unit))+"/")) {
			return true
		}
	}
	return false
}
