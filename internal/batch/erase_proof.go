package batch

import (
	"context"
	"maps"
	"slices"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/history"
	"bangfu/internal/notice"
)

// Sought (查找内容) is what to look for besides licences: the ledger does not
// know any more what somebody erased was called, the operator does.
type Sought struct {
	Names   []string
	Numbers []string // ID, disability or phone numbers
}

// person is somebody who is known by each of these alone.
func (w Sought) person() person { return person{marks: slices.Concat(w.Names, w.Numbers)} }

// VerifyErased searches for what is left of everybody who was erased: fields in
// the ledger, copies of it from before, ledgers that a restore set aside, and
// originals in the archive that bear the licence, those that no entry knows
// among them; and for the words sought, everywhere. wrong is where something was
// found; told names whom it looked for. Of who came back since, the new papers
// are rightly there.
func (s *Site) VerifyErased(ctx context.Context, words Sought) (wrong, told []string, err error) {
	h, err := history.Fold(s.Ledger.Entries(ctx, 0))
	if err != nil {
		return nil, nil, err
	}
	erased := map[string]assist.Entry{} // by licence: its last erasure
	for e, err := range s.Ledger.Entries(ctx, 0, assist.EntryErase) {
		if err != nil {
			return nil, nil, err
		}
		erased[e.Licence] = e
	}
	for _, licence := range slices.Sorted(maps.Keys(erased)) {
		if !h.Erased()[licence] {
			told = append(told, notice.CameBack(licence))
			delete(erased, licence)
			continue
		}
		told = append(told, notice.ErasedOn(licence, erased[licence].At))
	}
	left, err := s.leftInLedger(ctx, erased)
	if err != nil {
		return nil, told, err
	}
	for _, search := range []func() ([]string, error){
		func() ([]string, error) { return s.leftInArchive(ctx, h, erased) },
		func() ([]string, error) { return s.leftInCopies(ctx, erased) },
		func() ([]string, error) { return s.leftOfWords(ctx, h, words.person()) },
	} {
		more, err := search()
		if left = append(left, more...); err != nil {
			return left, told, err
		}
	}
	return left, told, nil
}

// leftInCopies are the copies of the ledger from before an erasure, and the
// ledgers set aside that hold fields of somebody erased.
func (s *Site) leftInCopies(ctx context.Context, erased map[string]assist.Entry) (wrong []string, err error) {
	if len(erased) == 0 {
		return nil, nil
	}
	licences := slices.Sorted(maps.Keys(erased))
	paths, err := s.backupPaths()
	if err != nil {
		return nil, err
	}
	for _, path := range paths {
		c := s.copyAt(ctx, path)
		if slices.ContainsFunc(licences, func(l string) bool { return c.Fault != nil || c.Head.At.Before(erased[l].At) }) {
			wrong = append(wrong, notice.CopyFromBefore(s.Place.Rel(path)))
		}
	}
	aside, err := s.asideNaming(ctx, licences)
	for _, path := range aside {
		wrong = append(wrong, notice.AsideHolds(s.Place.Rel(path)))
	}
	return wrong, err
}

// leftOfWords are the places where a word stands that nobody should find.
func (s *Site) leftOfWords(ctx context.Context, h *history.History, who person) (wrong []string, err error) {
	if len(who.marks) == 0 {
		return nil, nil
	}
	for e, err := range s.Ledger.Entries(ctx, 0) {
		if err != nil {
			return wrong, err
		}
		if who.speaksOf(e.Person) || who.speaksOf(e.Body) {
			wrong = append(wrong, notice.EntryBears(e.Seq))
		}
	}
	for x, err := range s.Ledger.Sightings(ctx, "") {
		if err != nil {
			return wrong, err
		}
		if who.speaksOf([]byte(x.Name + x.Reason + x.Next)) {
			wrong = append(wrong, notice.SightingBears(h.UnitNow(x.Unit, x.Changed)))
		}
	}
	all, err := s.Archive.List()
	if err != nil {
		return wrong, err
	}
	for _, sha := range all {
		if data, err := s.Archive.Open(sha); err == nil && who.speaksOf(data) {
			wrong = append(wrong, notice.OriginalBears(sha))
		}
	}
	more, err := s.remains(who)
	return append(wrong, more...), err
}

// leftInLedger are entries that still hold fields of somebody erased after them.
func (s *Site) leftInLedger(ctx context.Context, erased map[string]assist.Entry) (wrong []string, err error) {
	for e, err := range s.Ledger.Entries(ctx, 0) {
		if err != nil {
			return wrong, err
		}
		if by, gone := erased[e.Licence]; gone && e.Seq < by.Seq && e.Person != nil {
			wrong = append(wrong, notice.EntryHolds(e.Seq, e.Licence))
		}
	}
	return wrong, nil
}

// leftInArchive are originals that bear the licence of somebody erased after
// they were taken in, or of which no entry knows when that was.
func (s *Site) leftInArchive(ctx context.Context, h *history.History, erased map[string]assist.Entry) (wrong []string, err error) {
	taken := map[string]assist.Taken{} // the last file of these bytes
	for _, t := range h.Files() {
		taken[h.Original(t.SHA)] = t
	}
	all, known, err := s.originals(ctx, h)
	if err != nil {
		return nil, err
	}
	for i, sha := range all {
		s.progress(notice.Searching, i+1, len(all))
		t, file := taken[sha]
		if known[sha] && !file {
			continue // parameters
		}
		data, err := s.Archive.Open(sha)
		if err != nil {
			wrong = append(wrong, notice.OriginalUnsearched(sha))
			continue
		}
		for _, licence := range slices.Sorted(maps.Keys(erased)) {
			if file && laterThan(t, erased[licence].At) || !(person{licence: licence}).speaksOf(data) {
				continue
			}
			wrong = append(wrong, notice.OriginalHolds(sha, t.Receipt, licence))
		}
	}
	return wrong, nil
}

// laterThan reports a file that came after an erasure: what it says is new.
func laterThan(t assist.Taken, erased time.Time) bool { return t.At.After(erased) }
