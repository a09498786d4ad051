package batch

import (
	"context"
	"time"

	"bangfu/internal/archive"
	"bangfu/internal/disk"
	"bangfu/internal/history"
	"bangfu/internal/notice"
	"bangfu/internal/outbox"
)

// VerifyOutbox compares the frozen files in the outbox with what was published,
// and names those that differ or are gone; with mend they are put back. What
// names somebody erased since has been made again and is not compared.
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
			list[o] = notice.OutputGone
		case archive.Sum(data) != o.SHA:
			list[o] = notice.OutputOther
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
		line := notice.Differing{Week: b.Plan.Week, Path: o.Path, Why: why}
		if !mend {
			wrong = append(wrong, line.Advice())
			continue
		}
		if err := s.putPublished(o, made[o.Path]); err != nil {
			wrong = append(wrong, line.NotMended(err))
			continue
		}
		mended = append(mended, line.Mended())
	}
	return wrong, mended
}

// putPublished puts one frozen file back as it was published.
func (s *Site) putPublished(o history.Output, r recipe) error {
	if r.make == nil {
		return notice.ErrNoRecipe
	}
	data, err := r.make()
	if err != nil {
		return err
	}
	if archive.Sum(data) != o.SHA {
		return notice.ErrMadeOtherwise
	}
	done, err := outbox.Publish(s.Disk, s.Place.Abs(o.Path), data, outbox.FilePerm)
	if err == nil && done.Beside {
		return notice.ErrOpenElsewhere(s.Place.Rel(done.Path))
	}
	return err
}

// The ledger's notes of when the outbox was last compared, and of what differed.
const (
	noteCompared = "outbox compared"
)

// CompareWeekly compares the outbox when that was last done a week ago or more;
// told is what of it has not been said before.
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
