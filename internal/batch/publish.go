package batch

import (
	"context"
	"fmt"
	"sort"
	"strconv"

	"bangfu/internal/outbox"
)

// notePublished is the ledger's note of the last entry whose outputs lie in the outbox.
const notePublished = "published"

// publish puts files into the outbox, each whole.
func (s *Site) publish(outs []output) ([]string, []string, error) {
	var paths, faults []string
	for i, o := range outs {
		s.progress("发布", i+1, len(outs))
		done, err := outbox.Publish(s.Disk, o.path, o.data, outbox.FilePerm)
		if err != nil {
			return paths, faults, Mend("写不出 "+s.Place.Rel(o.path), "请检查磁盘空间和文件夹权限，再运行一次 bangfu run，会从这里继续", err)
		}
		if done.Beside {
			faults = append(faults, fmt.Sprintf("%s 正被打开，新内容写在旁边的 %s；请关闭后再运行 bangfu run", s.Place.Rel(o.path), s.Place.Rel(done.Path)))
		}
		if done.Wrote {
			paths = append(paths, s.Place.Rel(done.Path))
		}
	}
	sort.Strings(paths)
	return paths, faults, nil
}

// published notes that everything up to an entry lies in the outbox.
func (s *Site) published(ctx context.Context, seq int64) error {
	return s.Ledger.SetNote(ctx, notePublished, strconv.FormatInt(seq, 10))
}

// catchUp publishes what a run entered but did not live to publish.
func (s *Site) catchUp(ctx context.Context, h *history) error {
	if h.seq == 0 {
		return nil
	}
	note, err := s.Ledger.Note(ctx, notePublished)
	if err != nil {
		return err
	}
	from, _ := strconv.ParseInt(note, 10, 64)
	if from >= h.seq {
		return nil
	}
	s.Log.Info("publishing what the last run entered", "from", from, "to", h.seq)
	if err := s.replay(ctx, from, h.seq); err != nil {
		return err
	}
	return s.published(ctx, h.seq)
}

// advance moves the note past an entry that has no output of its own.
func (s *Site) advance(ctx context.Context, seq int64) error {
	note, err := s.Ledger.Note(ctx, notePublished)
	if err != nil || note != strconv.FormatInt(seq-1, 10) {
		return err
	}
	return s.published(ctx, seq)
}
