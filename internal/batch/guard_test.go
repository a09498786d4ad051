package batch

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"bangfu/internal/archive"
	"bangfu/internal/disk"
	"bangfu/internal/disk/disktest"
	"bangfu/internal/journal"
	"bangfu/internal/outbox"
)

// stages are the parts of a run for tests that put them together wrongly.
type stages struct {
	*bench
	r *pass
}

// upTo runs the stages before the commit.
func (b *bench) upTo(decoded bool) (stages, error) {
	ctx := context.Background()
	r, err := b.begin(ctx, b.at(thursday), false)
	if err == nil {
		err = b.intake(ctx, r)
	}
	if err == nil && decoded {
		err = b.decode(ctx, r)
	}
	return stages{b, r}, err
}

// A lapse is a run that leaves out one guard.
type lapse struct {
	name string
	run  func(*bench) error
	fail func() picked // the operation that fails, and with it the process; nil: none
	says string        // how the proof tells it
}

var lapses = []lapse{
	{"the archive is only in memory", func(b *bench) error {
		b.Archive = archive.New(disktest.NewTwin(), b.Place.Archive())
		return b.whole()
	}, nil, "original missing"},

	{"files are taken before the commit", func(b *bench) error {
		s, err := b.upTo(false)
		if err != nil {
			return err
		}
		b.take(s.r)
		if err := b.decode(context.Background(), s.r); err != nil {
			return err
		}
		f, outs, err := b.commit(context.Background(), s.r)
		if err == nil {
			_, err = b.finish(context.Background(), s.r, f, outs)
		}
		return err
	}, after("remove", "收件箱", "open", "存档"), "want entry"},

	{"the outbox is noted as published before it is", func(b *bench) error {
		s, err := b.upTo(true)
		if err != nil {
			return err
		}
		f, outs, err := b.commit(context.Background(), s.r)
		if err == nil {
			err = b.published(context.Background(), s.r.h.Seq())
		}
		if err == nil {
			_, err = b.finish(context.Background(), s.r, f, outs)
		}
		return err
	}, first("write", "发件箱"), "want file 发件箱"},

	{"outputs are written in place", func(b *bench) error {
		s, err := b.upTo(true)
		if err != nil {
			return err
		}
		f, _, err := b.commit(context.Background(), s.r)
		if err != nil {
			return err
		}
		outs, _, err := b.cook(context.Background(), b.weekRecipes(f))
		for _, o := range outs {
			err = errors.Join(err, inPlace(b.Disk, o))
		}
		return err
	}, first("write", "发件箱"), "visible and not whole"},

	{"taken files are told after the commit, not with it", func(b *bench) error {
		s, err := b.upTo(true)
		if err != nil {
			return err
		}
		if s.r.tx, err = b.Ledger.Begin(context.Background(), s.r.at); err != nil {
			return err
		}
		_, _, err = b.enterAll(context.Background(), s.r)
		return errors.Join(err, s.r.tx.Commit()) // and dies
	}, nil, "got entry"},
}

// inPlace writes an output without a temporary file.
func inPlace(d disk.FS, o output) error {
	if err := disk.Make(d, filepath.Dir(o.path), outbox.DirPerm); err != nil {
		return err
	}
	f, err := d.Create(o.path, outbox.FilePerm)
	if err != nil {
		return err
	}
	_, err = f.Write(o.data)
	return errors.Join(err, f.Close())
}

// picked reports whether an operation is the one that is to fail.
type picked func(disktest.Op) bool

// first picks the first operation of a verb below a folder of the workspace.
func first(verb, dir string) func() picked {
	return func() picked {
		return func(op disktest.Op) bool {
			return op.Verb == verb && strings.Contains(op.Path, string(filepath.Separator)+dir+string(filepath.Separator)) &&
				filepath.Base(filepath.Dir(op.Path)) != journal.Folder
		}
	}
}

// after picks the first operation of a kind after one of another.
func after(verb, dir, thenVerb, thenDir string) func() picked {
	return func() picked {
		begun, here, then := false, first(verb, dir)(), first(thenVerb, thenDir)()
		return func(op disktest.Op) bool {
			begun = begun || here(op)
			return begun && then(op)
		}
	}
}

// TestEveryGuardIsNeeded breaks one guard at a time and sees the proof of
// TestAnyDiskFaultThenRunAgain tell it.
func TestEveryGuardIsNeeded(t *testing.T) {
	t.Parallel()
	want, _ := untouched(t)
	for _, l := range lapses {
		t.Run(l.name, func(t *testing.T) {
			t.Parallel()
			f := &disktest.Faulty{FS: disk.Real(), At: -1}
			if l.fail != nil {
				f.When, f.Torn, f.Dead = l.fail(), true, true
			}
			b := newCity(t, f)
			if err := l.run(b); (err == nil) != (l.fail == nil) {
				t.Fatalf("the broken run: %v", err)
			}
			if got := b.aftermath(want, false); !strings.Contains(got, l.says) {
				t.Errorf("the proof says %q, want something with %q", got, l.says)
			}
		})
	}
	t.Run("nothing unfinished is swept", func(t *testing.T) {
		t.Parallel()
		b := newCity(t, &disktest.Faulty{FS: disk.Real(), At: -1, When: first("write", "发件箱")(), Dead: true})
		if b.whole() == nil {
			t.Fatal("the fault was not met")
		}
		b.open(disk.Real())
		b.must(b.whole())
		if got := differ(b.ending(), want); !strings.Contains(got, ".bangfu-") {
			t.Errorf("the proof says %q", got)
		}
	})
}
