package batch

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"bangfu/internal/journal"
	"bangfu/internal/ledger"
	"bangfu/internal/notice"
	"bangfu/internal/place"
)

// An increment goes on from the copy of some weeks before, that again from one of some
// weeks before, down to a whole copy: so each holds little, and none is made of the
// whole ledger but when that has grown by a third. After partAge the next copy goes on
// from the newest.
const (
	partAge  = 28 * 24 * time.Hour
	baseTold = 4 // the ledger's entries since the whole copy, times this, are no more than all
)

// carries reports whether an increment goes on from a copy. One that holds nothing new
// carries nothing: what it goes on from does.
func (c Copy) carries(part Copy) bool {
	return c.Fault == nil && c.Head.Hash == part.base && c.Head.Hash != c.base
}

// line is a copy and what it goes on from, down to a whole copy; copies come newest
// first. It is shorter, and ends with no whole one, where one is missing.
func line(copies []Copy, c Copy) []Copy {
	list := []Copy{c}
	for c.base != "" {
		i := slices.IndexFunc(copies, func(w Copy) bool { return w.carries(c) })
		if i < 0 || len(list) > len(copies) {
			break
		}
		c = copies[i]
		list = append(list, c)
	}
	return list
}

// tellLost tells which increments cannot be put back, since what they go on from is
// lost or cannot be read; copies come newest first.
func tellLost(copies []Copy) {
	for i, c := range slices.Backward(copies) {
		under := line(copies, c)
		if c.Fault == nil && under[len(under)-1].base != "" {
			copies[i].Fault = notice.ErrBaseGone
		}
	}
}

// baseFor is the copy that one ending with a head may go on from; ok is false where
// there is none that is this ledger's, told enough of it, and lies there as it was made.
func (s *Site) baseFor(ctx context.Context, copies []Copy, head journal.Head) (base Copy, ok bool, err error) {
	i := slices.IndexFunc(copies, func(c Copy) bool { return c.sum != "" && c.Fault == nil && c.Head.Hash != c.base })
	if i < 0 {
		return base, false, nil
	}
	under := line(copies, copies[i])
	whole := under[len(under)-1]
	if (head.Seq-whole.Head.Seq)*baseTold > head.Seq {
		return base, false, nil
	}
	if len(under) > 1 && under[0].Head.At.Sub(under[1].Head.At) < partAge {
		under = under[1:2] // that is looked at each time; all below it once in four weeks
	}
	for _, c := range under {
		if sum, err := ledger.SumOf(s.Disk, c.Path); err != nil || sum != c.sum {
			return base, false, err
		}
	}
	ok, err = s.standsOn(ctx, under[0].Head, whole.Head)
	return under[0], ok, err
}

// standsOn reports whether the ledger goes on from a head, and nothing was erased since
// a whole copy was made.
func (s *Site) standsOn(ctx context.Context, head, whole journal.Head) (bool, error) {
	hash, err := s.Ledger.HashAt(ctx, head.Seq)
	if err != nil || hash != head.Hash {
		return false, err
	}
	rewritten, err := s.Ledger.Rewritten(ctx, whole.Seq)
	return !rewritten, err
}

// layOut puts the ledger that a copy holds at a path: what a whole one holds, or an
// increment together with those beside it that it goes on from.
func (s *Site) layOut(ctx context.Context, c Copy, to string) error {
	if !place.IsIncrement(c.Name) {
		return s.unpack(c.Path, to)
	}
	beside, err := s.copiesIn(ctx, filepath.Dir(c.Path))
	if err != nil {
		return err
	}
	return s.join(ctx, s.noted(ctx, beside), s.noted(ctx, []Copy{c})[0], to)
}

// join lays out a copy out of those beside it; of two by which that can be done the
// first will do.
func (s *Site) join(ctx context.Context, beside []Copy, c Copy, to string) error {
	if !place.IsIncrement(c.Name) {
		return s.unpack(c.Path, to)
	}
	var all error
	for _, w := range beside {
		if !w.carries(c) {
			continue
		}
		err := s.join(ctx, beside, w, to)
		if err == nil {
			err = s.joinPart(ctx, c.Path, to)
		}
		if err == nil {
			return nil
		}
		all = errors.Join(all, fmt.Errorf("%s: %w", w.Name, err))
	}
	return errors.Join(notice.ErrBaseAway, all)
}

// joinPart brings what an increment holds into the copy laid out at a path.
func (s *Site) joinPart(ctx context.Context, part, to string) error {
	temp := s.unpackedPath()
	err := s.unpack(part, temp)
	if err == nil {
		err = ledger.Join(ctx, to, temp)
	}
	return errors.Join(err, s.discard(temp))
}

// noted are copies with what they themselves say where nothing is noted of them; what
// that leaves of the lost is found when it is wanted.
func (s *Site) noted(ctx context.Context, copies []Copy) []Copy {
	list := slices.Clone(copies)
	for i, c := range list {
		if errors.Is(c.Fault, notice.ErrBaseGone) {
			list[i].Fault = nil
		}
		if !c.bare || !ledger.Packed(c.Path) {
			continue
		}
		if told, err := s.reach(ctx, c.Path); err == nil {
			list[i].Head, list[i].base, list[i].sum, list[i].Fault = told.Head, told.Base, told.Sum, nil
		}
	}
	return list
}
