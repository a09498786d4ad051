package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"bangfu/internal/archive"
	"bangfu/internal/assist"
	"bangfu/internal/batch"
	"bangfu/internal/config"
	"bangfu/internal/disk"
	"bangfu/internal/face"
	"bangfu/internal/form"
	"bangfu/internal/ledger"
	"bangfu/internal/place"
	"bangfu/internal/schedule"
	"bangfu/internal/xlsx"
	"bangfu/templates"
)

// workspace is the flag every command on a workspace has.
type workspace struct {
	Workspace string `short:"w" name:"workspace" default:"." help:"工作区文件夹（含 bangfu.toml）" type:"path"`
}

// opened is an opened workspace with its lock.
type opened struct {
	*batch.Site
	config config.Config
	lock   *disk.Held
}

// Close closes ledger and lock.
func (o *opened) Close() error {
	err := o.Ledger.Close()
	if o.lock != nil {
		err = errors.Join(err, o.lock.Release())
	}
	return err
}

// open opens the workspace; with lock it is this process's alone until Close.
func (f workspace) open(ctx context.Context, w world, lock bool) (*opened, error) {
	cfg, text, err := f.config(w)
	if err != nil {
		return nil, err
	}
	p := place.At(f.Workspace, cfg.Folders)
	o := &opened{config: cfg}
	if lock {
		if err := disk.Own(w.disk, p.Account(), disk.Current()); err != nil {
			return nil, err
		}
		if o.lock, err = disk.Lock(p.Lock(), w.now()); err != nil {
			return nil, err
		}
		if err := sweep(w.disk, p); err != nil {
			return nil, errors.Join(err, o.lock.Release())
		}
	}
	book, err := ledger.Open(ctx, p.Ledger(), ledger.Options{Refuse: refuseNetwork})
	if err != nil {
		if o.lock != nil {
			err = errors.Join(err, o.lock.Release())
		}
		if foreign := f.foreign(w); foreign != nil {
			return nil, foreign
		}
		return nil, batch.Mend("打不开台账 "+p.Rel(p.Ledger()), "请确认它在本机磁盘上且没有被别的程序占用；如已损坏，从备份文件夹取回最近的 ledger 文件", err)
	}
	o.Site = &batch.Site{
		Disk: w.disk, Place: p, Settings: settings(cfg, text), Parse: parseSettings, Ledger: book,
		Archive: archive.New(w.disk, p.Archive()), Faces: faces(cfg.Fonts), Program: version,
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Progress: w.progress(), Wait: w.wait,
	}
	return o, nil
}

// sweep removes what a crash left unfinished, also in folders that lie elsewhere;
// one that is away now is swept another time.
func sweep(d disk.FS, p place.Place) error {
	for _, dir := range []string{p.Outboxes(), p.Archive(), p.Backups()} {
		if filepath.IsAbs(p.Rel(dir)) || strings.HasPrefix(p.Rel(dir), "../") {
			disk.Sweep(d, dir)
		}
	}
	_, err := disk.Sweep(d, p.Root())
	return err
}

// foreign is the *disk.AccountError of a workspace that another account runs, or
// nil: who finds it closed is told whose it is.
func (f workspace) foreign(w world) error {
	var foreign *disk.AccountError
	if errors.As(disk.Owned(w.disk, place.At(f.Workspace, place.Folders{}).Account(), disk.Current()), &foreign) {
		return foreign
	}
	return nil
}

// config reads bangfu.toml.
func (f workspace) config(w world) (config.Config, []byte, error) {
	path := filepath.Join(f.Workspace, "bangfu.toml")
	text, err := disk.ReadFile(w.disk, path)
	if errors.Is(err, fs.ErrNotExist) {
		return config.Config{}, nil, usage("%s 不是工作区（没有 bangfu.toml）。请先运行 bangfu init %s，或用 -w 指定工作区", f.Workspace, f.Workspace)
	}
	if err != nil {
		if foreign := f.foreign(w); foreign != nil {
			return config.Config{}, nil, foreign
		}
		return config.Config{}, nil, usage("读不到 %s：%v", path, err)
	}
	cfg, err := config.Parse(text, templates.Office, schedule.Parse)
	if err != nil {
		return cfg, text, usage("%v", err)
	}
	return cfg, text, nil
}

// settings are what a run needs of the configuration.
func settings(c config.Config, text []byte) batch.Settings {
	return batch.Settings{
		Text: text, Zone: c.Zone, CutoffDay: c.Cutoff.Day, CutoffHour: c.Cutoff.Hour, CutoffMinute: c.Cutoff.Minute, Settle: c.Settle,
		Limits: xlsx.Limits{FileBytes: c.Limits.File, UnpackedBytes: c.Limits.Unpacked, Rows: c.Limits.Rows, Time: c.Limits.Time},
		Total:  c.Quantity == config.Total, Filing: c.Filing, Office: c.Office, Retention: c.Retention,
	}
}

func parseSettings(text []byte) (batch.Settings, error) {
	c, err := config.Parse(text, templates.Office, schedule.Parse)
	return settings(c, text), err
}

// faces opens the fonts once, when the first document is drawn.
func faces(f config.Fonts) func() (face.Set, error) {
	return sync.OnceValues(func() (face.Set, error) {
		if f.Body == "" && f.Heading == "" {
			return face.Embedded()
		}
		return face.Load(f.Body, f.Heading)
	})
}

func refuseNetwork(path string) error {
	if kind, yes := disk.NetworkFS(filepath.Dir(path)); yes {
		return fmt.Errorf("台账不能放在网络磁盘上（%s）：SQLite 在网络磁盘上会损坏。请把工作区放到本机磁盘，只让收件箱和发件箱在共享文件夹（bangfu.toml 的 folders）", kind)
	}
	return nil
}

// home is the configuration of the built-in city.
func home() (config.Config, error) { return config.Parse(nil, templates.Office, schedule.Parse) }

// builtin are the embedded tables of units, dibao standards and products.
func builtin() (assist.Terms, error) {
	terms, err := form.Standard(templates.Units, templates.Dibao, templates.Products)
	if err != nil {
		return terms, err
	}
	c, err := home()
	terms.Office = c.Office
	return terms, err
}

// progress shows long work on a terminal, and nothing in a pipe.
func (w world) progress() func(string, int, int) {
	if w.tell != nil || !w.tty {
		return w.tell
	}
	start, last := w.now(), time.Time{}
	return func(stage string, done, of int) {
		now := w.now()
		if now.Sub(start) < time.Second || now.Sub(last) < 200*time.Millisecond && done < of {
			return
		}
		last = now
		fmt.Fprintf(w.err, "\r\033[K%s %d/%d", stage, done, of)
		if done >= of {
			fmt.Fprint(w.err, "\r\033[K")
		}
	}
}
