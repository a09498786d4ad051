package batch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"bangfu/internal/assist"
	"bangfu/internal/fault"
	"bangfu/internal/history"
	"bangfu/internal/journal"
	"bangfu/internal/notice"
)

// witness writes down outside the ledger what it has entered since: a record of
// each commit in 存档, each frozen week in 存档 and in the outbox, and the head in
// both. It is called after each commit, and before a run, for the one before may
// have died in between. A share that is away now is noted another time.
func (s *Site) witness(ctx context.Context) error {
	if s.restoring {
		return nil
	}
	noted, err := journal.ReadHead(s.Disk, s.Place.Archive())
	if err != nil {
		return notice.NotWitnessed(err)
	}
	return s.witnessAfter(ctx, noted)
}

// witnessAgain writes down everything once more: after a restore, whose heads left
// behind are named, and after an erasure, which takes names away.
func (s *Site) witnessAgain(ctx context.Context, left ...string) error {
	noted, err := journal.ReadHead(s.Disk, s.Place.Archive())
	if err != nil {
		return notice.NotWitnessed(err)
	}
	return s.witnessAfter(ctx, journal.Head{Left: append(noted.Left, left...)})
}

func (s *Site) witnessAfter(ctx context.Context, noted journal.Head) error {
	head, err := s.head(ctx)
	if err != nil || head.Seq == 0 {
		return err
	}
	head.Left = noted.Left
	records, err := s.records(ctx, noted.Seq, head)
	if err != nil {
		return err
	}
	for _, r := range records {
		if err := s.keepRecord(ctx, r); err != nil {
			return notice.NotWitnessed(err)
		}
	}
	if err := journal.WriteHead(s.Disk, s.Place.Archive(), head); err != nil {
		return notice.NotWitnessed(err)
	}
	if err := journal.WriteHead(s.Disk, s.Place.Outboxes(), head); err != nil {
		s.Log.Warn(notice.LogHeadNotNoted, "cause", fault.WithoutNames(err))
	}
	return nil
}

// head is where the ledger ends now.
func (s *Site) head(ctx context.Context) (journal.Head, error) {
	end, err := s.Ledger.End(ctx)
	return journal.Head{Workspace: end.First, Seq: end.Seq, Hash: end.Hash, At: end.At}, err
}

// keepRecord writes a record, the weeks it froze first.
func (s *Site) keepRecord(ctx context.Context, r journal.Record) error {
	for _, w := range r.Frozen {
		p, err := s.planRecord(ctx, w, r)
		if err != nil {
			return err
		}
		if err := journal.WritePlan(s.Disk, s.Place.Archive(), w, p); err != nil {
			return err
		}
		if err := journal.WritePlan(s.Disk, s.Place.Outboxes(), w, p); err != nil {
			s.Log.Warn(notice.LogPlanNotNoted, "week", w.String(), "cause", fault.WithoutNames(err))
		}
	}
	return journal.WriteRecord(s.Disk, s.Place.Archive(), r)
}

// planRecord is a week that a recorded commit froze, as the ledger has it.
func (s *Site) planRecord(ctx context.Context, w assist.Week, r journal.Record) (p journal.Plan, err error) {
	for e, err := range s.Ledger.Since(ctx, r.From-1) {
		if err != nil {
			return p, err
		}
		if e.Seq > r.Seq {
			break
		}
		if e.Kind != history.KindFreeze {
			continue
		}
		var b history.Freeze
		if err := history.Decode(e, &b, nil); err != nil {
			return p, err
		}
		if b.Plan.Week == w {
			p.Freeze = json.RawMessage(e.Body)
		}
	}
	for l, err := range s.Ledger.PlanLines(ctx, w) {
		if err != nil {
			return p, err
		}
		p.Lines = append(p.Lines, l)
	}
	return p, nil
}

// opens are the kinds of entry that begin a commit.
var opens = map[string]bool{
	history.KindRun: true, history.KindPrint: true, history.KindReport: true, assist.EntryErase: true,
}

// records tells the commits after an entry up to a head, each from its entries.
func (s *Site) records(ctx context.Context, after int64, head journal.Head) ([]journal.Record, error) {
	var list []journal.Record
	for e, err := range s.Ledger.Since(ctx, after) {
		if err != nil {
			return nil, err
		}
		if opens[e.Kind] || len(list) == 0 {
			list = append(list, journal.Record{Head: journal.Head{Workspace: head.Workspace}, From: e.Seq, Kind: e.Kind})
		}
		r := &list[len(list)-1]
		r.Seq, r.At = e.Seq, e.At
		if err := recorded(r, e); err != nil {
			return nil, fmt.Errorf("batch: record of entry %d: %w", e.Seq, err)
		}
	}
	var err error
	for i := range list {
		var hash string
		if hash, err = s.Ledger.HashAt(ctx, list[i].Seq); err != nil {
			break
		}
		list[i].Hash = hash
	}
	return list, err
}

// recorded notes what of an entry is needed to do its commit again.
func recorded(r *journal.Record, e assist.Entry) error {
	switch e.Kind {
	case history.KindRun:
		var b history.Run
		err := history.Decode(e, &b, nil)
		r.Program, r.Terms, r.Slips = b.Program, b.Terms, b.Slips
		return err
	case history.KindFile:
		var b history.File
		var p history.FilePerson
		err := history.Decode(e, &b, &p)
		if b.Unstored { // its bytes are nowhere: it cannot come in again
			return err
		}
		r.Files = append(r.Files, journal.File{SHA: b.SHA, Unit: b.Unit, Name: p.Name, Size: b.Size, Seen: b.Seen, Receipt: b.Receipt})
		return err
	case history.KindChange:
		var b history.Change
		err := history.Decode(e, &b, nil)
		if b.Filing != nil {
			if r.Numbers == nil {
				r.Numbers = map[string]string{}
			}
			r.Numbers[e.Licence] = b.Filing.Number
		}
		return err
	case history.KindFreeze:
		var b history.Freeze
		err := history.Decode(e, &b, nil)
		r.Frozen = append(r.Frozen, b.Plan.Week)
		return err
	case history.KindPrint, history.KindReport, assist.EntryErase:
		r.Licence, r.Body = e.Licence, json.RawMessage(e.Body)
	}
	return nil
}

// Lost says what is wrong with a ledger that is not the one last written down
// outside it, and what to run next; nil when nothing speaks against it. s may be
// without a ledger: then any note or backup is against it.
func (s *Site) Lost(ctx context.Context) error {
	notes, err := s.notes(ctx)
	if err != nil || len(notes) == 0 {
		return err
	}
	if s.Ledger == nil {
		return notes[0].witness().Gone()
	}
	end, err := s.Ledger.End(ctx)
	if err != nil {
		return err
	}
	left := map[string]bool{}
	for _, n := range notes {
		for _, h := range n.Left {
			left[h] = true
		}
	}
	hashes, err := s.hashesAt(ctx, notes)
	if err != nil {
		return err
	}
	for _, n := range notes {
		switch {
		case left[n.Hash]:
		case end.Seq == 0:
			return n.witness().Empty()
		case end.First != n.Workspace:
			return n.witness().Foreign()
		case end.Seq < n.Seq:
			return n.witness().Old(end.Seq, end.At)
		}
		if hashes[n.Seq] != n.Hash && !left[n.Hash] {
			return n.witness().Other()
		}
	}
	return nil
}

// hashesAt are the hashes that the ledger has of the entries some notes end with.
func (s *Site) hashesAt(ctx context.Context, notes []note) (map[int64]string, error) {
	seqs := make([]int64, len(notes))
	for i, n := range notes {
		seqs[i] = n.Seq
	}
	return s.Ledger.HashesAt(ctx, seqs)
}

// A note is a head with where it was written down.
type note struct {
	journal.Head
	where string
}

// witness is the note as the operator is told of it.
func (n note) witness() notice.Witness { return notice.Witness{Where: n.where, Seq: n.Seq, At: n.At} }

// notes are the heads written down in 存档, in the outbox and with the backups.
func (s *Site) notes(ctx context.Context) ([]note, error) {
	var list []note
	var errs []error
	for _, at := range []struct{ name, dir string }{{notice.InArchive, s.Place.Archive()}, {notice.InOutbox, s.Place.Outboxes()}} {
		h, err := journal.ReadHead(s.Disk, at.dir)
		if err == nil && h.Seq > 0 {
			list = append(list, note{h, at.name})
		}
		errs = append(errs, err)
	}
	copies, err := s.Copies(ctx)
	for _, c := range copies {
		if c.Fault == nil && c.Head.Seq > 0 {
			list = append(list, note{c.Head, notice.InBackup(c.Name)})
		}
	}
	if len(list) > 0 {
		return list, nil // what cannot be read now, another witness says
	}
	return nil, errors.Join(append(errs, err)...)
}
