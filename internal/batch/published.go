package batch

import (
	"context"
	"fmt"
	"time"

	"bangfu/internal/archive"
	"bangfu/internal/disk"
	"bangfu/internal/history"
	"bangfu/internal/outbox"
)

// VerifyOutbox compares the frozen files in the outbox with what was published,
// and names those that differ or are gone; with mend they are put back. What
// names somebody erased since has been made anew and is not compared.
func (s *Site) VerifyOutbox(ctx context.Context, mend bool) (wrong, mended []string, err error) {
	h, err := history.Fold(s.Ledger.Entries(ctx, 0))
	if err != nil {
		return nil, nil, err
	}
	err = s.steps(ctx, 0, h.Seq(), func(p step) error {
		for _, f := range p.kept {
			w, m := s.compare(f, s.keptRecipes([]history.Freeze{f}), mend)
			wrong, mended = append(wrong, w...), append(mended, m...)
		}
		for _, week := range p.frozen {
			b, _ := p.h.Frozen(week)
			if len(s.differing(b)) == 0 {
				continue
			}
			then, t, err := s.siteAsItWas(ctx, p.h)
			if err != nil {
				return err
			}
			f, err := then.frozenFacts(ctx, p, t, week)
			if err != nil {
				return err
			}
			kept := history.Freeze{Plan: b.Plan}
			for _, o := range b.Outputs {
				if !namesErased(f, o.Path, s.Place, h.EverErased()) {
					kept.Outputs = append(kept.Outputs, o)
				}
			}
			w, m := s.compare(kept, then.frozenRecipes(f), mend)
			wrong, mended = append(wrong, w...), append(mended, m...)
		}
		return nil
	})
	if err != nil {
		return wrong, mended, err
	}
	return wrong, mended, s.Reader().NoteDiffering(ctx, wrong)
}

// differing are the frozen files of a week that do not lie in the outbox as
// they were published, with why.
func (s *Site) differing(b history.Freeze) map[history.Output]string {
	list := map[history.Output]string{}
	for _, o := range b.Outputs {
		data, err := disk.ReadFile(s.Disk, s.Place.Abs(o.Path))
		switch {
		case err != nil:
			list[o] = "不在了或读不出"
		case archive.Sum(data) != o.SHA:
			list[o] = "已不是发布时的内容"
		}
	}
	return list
}

// compare names the frozen files of a week that differ, or puts them back as
// the recipes make them; only what has the hash of what was published is put back.
func (s *Site) compare(b history.Freeze, list []recipe, mend bool) (wrong, mended []string) {
	made := map[string]recipe{}
	for _, r := range list {
		made[s.Place.Rel(r.path)] = r
	}
	differ := s.differing(b)
	for _, o := range b.Outputs {
		why, differs := differ[o]
		if !differs {
			continue
		}
		line := fmt.Sprintf("%s 的定稿文件 %s %s", b.Plan.Week, o.Path, why)
		if !mend {
			wrong = append(wrong, line+"；要放回发布时的，请运行 bangfu verify --outbox --mend")
			continue
		}
		if err := s.putPublished(o, made[o.Path]); err != nil {
			wrong = append(wrong, line+"，没有放回："+err.Error())
			continue
		}
		mended = append(mended, line+"，已放回发布时的")
	}
	return wrong, mended
}

// putPublished puts one frozen file back as it was published.
func (s *Site) putPublished(o history.Output, r recipe) error {
	if r.make == nil {
		return fmt.Errorf("做不出这个文件")
	}
	data, err := r.make()
	if err != nil {
		return err
	}
	if archive.Sum(data) != o.SHA {
		return fmt.Errorf("本版本程序做出的与发布时的不同，请从别处的副本取回")
	}
	done, err := outbox.Publish(s.Disk, s.Place.Abs(o.Path), data, outbox.FilePerm)
	if err == nil && done.Beside {
		return fmt.Errorf("文件正被打开，写在旁边的 %s；请关闭后再运行一次", s.Place.Rel(done.Path))
	}
	return err
}

// The ledger's notes of when the outbox was last compared, and of what differed.
const (
	noteCompared = "outbox compared"
)

// CompareWeekly compares the outbox when that was last done a week ago or more;
// told is what is to be said of it anew.
func (s *Site) CompareWeekly(ctx context.Context, now time.Time) (told []string, err error) {
	text, err := s.Ledger.Note(ctx, noteCompared)
	if err != nil {
		return nil, err
	}
	if last, err := time.Parse(time.RFC3339, text); err == nil && now.Sub(last) < 7*24*time.Hour {
		return nil, nil
	}
	wrong, _, err := s.VerifyOutbox(ctx, false)
	if err != nil {
		return wrong, err
	}
	return wrong, s.Ledger.SetNote(ctx, noteCompared, now.Format(time.RFC3339))
}
