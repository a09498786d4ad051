package batch

import (
	"context"
	"sort"
	"time"

	"bangfu/internal/inbox"
	"bangfu/internal/ledger"
	"bangfu/internal/outbox"
	"bangfu/internal/report"
	"bangfu/internal/xlsx"
)

// The states of 收件情况.
const (
	stateTaken   = "已收"
	stateKnown   = "已收过"
	stateLeft    = "已收，可删除"
	stateRefused = "已收，无法受理"
	stateWaiting = "正在传入"
	stateIgnored = "未收"
	stateLocked  = "暂时打不开"
)

var waitingState = map[inbox.State]string{
	inbox.Settling: stateWaiting, inbox.Ignored: stateIgnored, inbox.Unreadable: stateLocked,
}

// tell enters what was seen in the drop folders and writes 收件情况 of each unit
// in which something changed.
func (s *Site) tell(ctx context.Context, r *pass, left leftover) ([]string, error) {
	changed := map[string]bool{}
	for _, seen := range s.seen(r, left) {
		seen.First, seen.Changed = r.firstSighting(seen), r.at
		news, err := s.Ledger.PutSighting(ctx, seen)
		if err != nil {
			return nil, err
		}
		if news {
			changed[seen.Unit] = true
		}
	}
	var paths []string
	for unit := range changed {
		path, err := s.tellUnit(ctx, unit)
		if err != nil {
			return paths, err
		}
		paths = append(paths, path)
	}
	sort.Strings(paths)
	return paths, nil
}

// firstSighting keeps when a file was first seen; the same name after it was
// taken is another file.
func (r *pass) firstSighting(s ledger.Sighting) time.Time {
	old, ok := r.sightings[[2]string{s.Unit, s.Name}]
	if !ok || old.State == stateTaken && old.Size != s.Size {
		return r.at
	}
	return old.First
}

// seen lists what this run saw, file by file.
func (s *Site) seen(r *pass, left leftover) []ledger.Sighting {
	receipts := map[[2]string]string{}
	refused := map[string]bool{}
	for _, f := range r.files {
		receipts[[2]string{f.sub.Unit, f.sub.SHA}] = f.sub.Receipt
		refused[f.sub.Receipt] = r.verdict.Refused[f.sub.Receipt]
	}
	var list []ledger.Sighting
	for _, w := range r.waiting {
		list = append(list, ledger.Sighting{Unit: orCity(w.Unit), Name: w.Name, Size: w.Size, State: waitingState[w.State], Reason: w.Reason, Next: w.Next})
	}
	for _, a := range r.arrived {
		x := ledger.Sighting{Unit: a.Unit, Name: a.Name, Size: a.Size, State: stateTaken, Receipt: a.known, Next: "请查看回执"}
		switch {
		case a.known != "":
			x.State, x.Reason, x.Next = stateKnown, "内容与以前收到的文件完全相同，没有重复计数", "不用再做什么；如需改正，请改好后另存再投放"
		case refused[receipts[[2]string{a.Unit, a.sha}]]:
			x.State, x.Reason, x.Next = stateRefused, "文件有整体性问题，详见回执", "请按回执改好后重新投放"
		}
		if x.Receipt == "" {
			x.Receipt = receipts[[2]string{a.Unit, a.sha}]
		}
		if left.paths[a.Path] {
			x.State = stateLeft
			x.Next = "内容已安全保存，可以删除此文件；删除前不会重复计数"
			if a.cut {
				x.Reason, x.Next = "文件不完整，可能还在复制", "如仍在复制请等它完成，下次运行会再收；如已复制完，请按回执重新保存后投放"
			}
		}
		list = append(list, x)
	}
	return list
}

// tellUnit writes 收件情况 of a unit.
func (s *Site) tellUnit(ctx context.Context, unit string) (string, error) {
	var rows []report.Seen
	var at time.Time
	for x, err := range s.Ledger.Sightings(ctx, unit) {
		if err != nil {
			return "", err
		}
		rows = append(rows, report.Seen{Name: x.Name, First: x.First, Size: x.Size, State: x.State, Receipt: x.Receipt, Why: x.Reason, Next: x.Next})
		if x.Changed.After(at) {
			at = x.Changed
		}
	}
	data, err := xlsx.Write(report.Sightings(unit, rows, at))
	if err != nil {
		return "", err
	}
	path := s.Place.Sightings(unit)
	done, err := outbox.Publish(s.Disk, path, data, outbox.FilePerm)
	return s.Place.Rel(done.Path), err
}

// tellAll writes 收件情况 of every unit that has one.
func (s *Site) tellAll(ctx context.Context) error {
	units := map[string]bool{}
	for x, err := range s.Ledger.Sightings(ctx, "") {
		if err != nil {
			return err
		}
		units[x.Unit] = true
	}
	for unit := range units {
		if _, err := s.tellUnit(ctx, unit); err != nil {
			return err
		}
	}
	return nil
}
