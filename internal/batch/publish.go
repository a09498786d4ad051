package batch

import (
	"context"
	"fmt"
	"sort"
	"strconv"

	"bangfu/internal/history"
	"bangfu/internal/outbox"
)

// notePublished is the ledger's note of the last entry whose outputs lie in the outbox.
const notePublished = "published"

// publish puts files into the outbox, each whole, several at a time: a share
// takes as long to settle many as one.
func (s *Site) publish(ctx context.Context, outs []output) (paths, faults []string, err error) {
	published := make([]outbox.Published, len(outs))
	tell := func(i int) { s.progress("发布", i+1, len(outs)) }
	err = abreast(ctx, len(outs), tell, func(i int) (err error) {
		if published[i], err = outbox.Publish(s.Disk, outs[i].path, outs[i].data, outbox.FilePerm); err != nil {
			return Mend("写不出 "+s.Place.Rel(outs[i].path), "请检查磁盘空间和文件夹权限，再运行一次 bangfu run，会从这里继续", err)
		}
		return nil
	})
	for i, done := range published {
		if done.Beside {
			faults = append(faults, fmt.Sprintf("%s 正被打开，新内容写在旁边的 %s；请关闭后再运行 bangfu run", s.Place.Rel(outs[i].path), s.Place.Rel(done.Path)))
		}
		if done.Wrote {
			paths = append(paths, s.Place.Rel(done.Path))
		}
	}
	sort.Strings(paths)
	return paths, faults, err
}

// published notes that everything up to an entry lies in the outbox.
func (s *Site) published(ctx context.Context, seq int64) error {
	return s.Ledger.SetNote(ctx, notePublished, strconv.FormatInt(seq, 10))
}

// catchUp publishes what a run entered but did not live to publish.
func (s *Site) catchUp(ctx context.Context, h *history.History) error {
	if h.Seq() == 0 {
		return nil
	}
	note, err := s.Ledger.Note(ctx, notePublished)
	if err != nil {
		return err
	}
	from, _ := strconv.ParseInt(note, 10, 64)
	if from >= h.Seq() {
		return nil
	}
	s.Log.Info("publishing what the last run entered", "from", from, "to", h.Seq())
	if err := s.replay(ctx, from, h.Seq()); err != nil {
		return err
	}
	return s.published(ctx, h.Seq())
}

// advance moves the note past an entry that has no output of its own.
func (s *Site) advance(ctx context.Context, seq int64) error {
	note, err := s.Ledger.Note(ctx, notePublished)
	if err != nil || note != strconv.FormatInt(seq-1, 10) {
		return err
	}
	return s.published(ctx, seq)
}
