package batch

import (
	"context"
	"sync"

	"bangfu/internal/inbox"
)

// settle waits between the two looks at the drop folders, and reads meanwhile what
// the first one saw.
func (s *Site) settle(ctx context.Context, r *pass, first []inbox.Waiting) error {
	var waited sync.WaitGroup
	waited.Go(func() { s.Wait(ctx, s.Settings.Settle) })
	defer waited.Wait()
	return s.readAhead(ctx, r, first)
}

// lying is a file as it lay in a drop folder: where, and what it held.
type lying struct{ path, sha string }

// readAhead reads what lies in the drop folders, before it is known whether it
// stays as it is: what another look finds unchanged need not be read again. Of
// all else nothing is kept. While files under which a run has died are about,
// nothing is read before its turn.
func (s *Site) readAhead(ctx context.Context, r *pass, first []inbox.Waiting) error {
	if p := r.portion; len(p.suspects)+len(p.singles)+len(p.aside)+len(p.slow) > 0 {
		return nil
	}
	list := s.unread(r, first)
	if err := s.working(ctx, r, list); err != nil {
		return err
	}
	files, err := s.decodeEach(ctx, r, list, func(a arrived) (*decoded, error) {
		now, err := inbox.Read(s.Disk, a.Waiting, s.Settings.Limits.FileBytes)
		if err != nil || now.SHA != a.sha {
			return nil, nil // it is read, or not, when its turn comes
		}
		return s.decodeSafely(ctx, r, a, func() ([]byte, error) { return now.Bytes, nil })
	})
	for i, f := range files {
		r.ahead[lying{list[i].Path, list[i].sha}] = f
	}
	return err
}

// unread are the files in the drop folders that no run has read, as they lie there.
func (s *Site) unread(r *pass, first []inbox.Waiting) []arrived {
	var list []arrived
	seen := map[[2]string]bool{}
	for _, w := range first {
		limit := s.Settings.Limits.FileBytes
		if w.State != inbox.Settling || w.Size == 0 || w.Size > limit {
			continue
		}
		now, err := inbox.Read(s.Disk, w, limit)
		if err != nil || seen[[2]string{w.Unit, now.SHA}] || r.h.Original(now.SHA) != now.SHA {
			continue
		}
		if _, known := r.h.FileOf(w.Unit, now.SHA); known {
			continue
		}
		seen[[2]string{w.Unit, now.SHA}] = true
		list = append(list, arrived{Waiting: w, sha: now.SHA})
	}
	return list
}
