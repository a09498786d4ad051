package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"path/filepath"
	"sync"
	"time"

	"bangfu/internal/archive"
	"bangfu/internal/assist"
	"bangfu/internal/batch"
	"bangfu/internal/config"
	"bangfu/internal/disk"
	"bangfu/internal/face"
	"bangfu/internal/fault"
	"bangfu/internal/form"
	"bangfu/internal/ledger"
	"bangfu/internal/place"
	"bangfu/internal/schedule"
	"bangfu/internal/xlsx/read"
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
	log    *logbook
	failed bool // what was done did not come to its end
}

// Close closes ledger and lock.
func (o *opened) Close() (err error) {
	if o.Ledger != nil {
		err = o.Ledger.Close()
	}
	err = errors.Join(err, o.log.Close())
	switch {
	case o.lock == nil:
	case o.failed:
		err = errors.Join(err, o.lock.Abandon())
	default:
		err = errors.Join(err, o.lock.Release())
	}
	return err
}

// A hold is how a command has the workspace.
type hold int

const (
	reading hold = iota // beside others; on a copy where nothing may be written
	alone               // nobody else's until Close
	trying              // on a copy: nothing in the workspace is written
)

// open opens the workspace. A ledger that is not the one last written down
// outside it is refused.
func (f workspace) open(ctx context.Context, w world, how hold) (*opened, error) {
	o, err := f.enter(w, how)
	if err != nil {
		return nil, err
	}
	if err = f.refuseLedger(ctx, w, o); err == nil {
		o.Ledger, err = f.ledger(ctx, w, o.Place, how)
	}
	if err != nil {
		return nil, errors.Join(err, o.Close())
	}
	return o, nil
}

// enter makes everything of a workspace ready but the ledger.
func (f workspace) enter(w world, how hold) (*opened, error) {
	cfg, text, err := f.config(w)
	if err != nil {
		return nil, err
	}
	p := place.New(f.Workspace, cfg.Folders)
	o := &opened{config: cfg}
	if how == alone {
		if o.lock, err = f.take(w, p); err != nil {
			return nil, err
		}
	}
	o.log = newLogbook(p.Log(), w.err)
	if how == trying {
		o.log.path = ""
	}
	o.Site = &batch.Site{
		Disk: w.disk, Place: p, Settings: settings(cfg, text), Parse: parseSettings,
		Archive: archive.New(w.disk, p.Archive()), Faces: faces(cfg.Fonts), Program: program(), Next: o.next,
		Log: slog.New(o.log), Progress: w.progress(), Wait: w.wait,
	}
	return o, nil
}

// refuseLedger refuses a ledger that is missing, or is not the one last written down
// outside it, before anything is written: opening one for writing is writing.
// While another run writes, that run has looked.
func (f workspace) refuseLedger(ctx context.Context, w world, o *opened) error {
	info, err := o.Disk.Lstat(o.Place.Ledger())
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
		return o.Lost(ctx)
	}
	look, err := ledger.Look(ctx, o.Place.Ledger())
	if errors.Is(err, ledger.ErrMoving) {
		return nil
	}
	if err != nil {
		return f.unopened(w, o.Place, err)
	}
	trial := *o.Site
	trial.Ledger = look
	return errors.Join(trial.Lost(ctx), look.Close())
}

// ledger opens the ledger; who may not open it is told why.
func (f workspace) ledger(ctx context.Context, w world, p place.Place, how hold) (*ledger.Ledger, error) {
	book, err := openLedger(ctx, p, how)
	if err != nil {
		return nil, f.unopened(w, p, err)
	}
	return book, nil
}

func (f workspace) unopened(w world, p place.Place, err error) error {
	if foreign := f.foreign(w); foreign != nil {
		return foreign
	}
	return fault.Mend("打不开台账 "+p.Rel(p.Ledger()), fault.ExplainLedger(err), err)
}

// take makes the workspace this process's alone, and clears away what a crash
// left unfinished. Nobody's workspace becomes this account's only under the
// lock: of several first runs at once one goes on.
func (f workspace) take(w world, p place.Place) (*disk.Held, error) {
	if err := disk.Owned(w.disk, p.Account(), disk.Current()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	lock, err := disk.Lock(p.Lock(), w.now())
	if err != nil {
		return nil, err
	}
	if err = disk.Own(w.disk, p.Account(), disk.Current()); err != nil {
		return nil, errors.Join(err, lock.Release())
	}
	sweep(w.disk, p, lock.Died() || w.now().Day() <= daysSwept)
	return lock, nil
}

// openLedger opens the ledger, or a copy of it: for a trial, and for who only
// reads where the account may not write.
func openLedger(ctx context.Context, p place.Place, how hold) (*ledger.Ledger, error) {
	if how == trying {
		return ledger.OpenCopy(ctx, p.Ledger(), ledger.Options{})
	}
	book, err := ledger.Open(ctx, p.Ledger(), ledger.Options{Refuse: refuseNetwork})
	if how == reading && (disk.Denied(err) || ledger.Denied(err)) {
		if aside, err := ledger.OpenCopy(ctx, p.Ledger(), ledger.Options{}); err == nil {
			return aside, nil
		}
	}
	return book, err
}

// daysSwept is on how many days of a month everything is swept, though nothing has
// crashed: who came to an end has left nothing unfinished that it could remove, and
// over the years there are thousands of folders.
const daysSwept = 3

// sweep removes what a crash left unfinished, in the folders that we write and
// nowhere else; below 存档 and the outboxes where everything is to be swept. Whoever
// cannot write a folder that could not be swept meets the same fault again, and tells it.
func sweep(d disk.FS, p place.Place, everything bool) {
	folders := map[string]int{p.Root(): 0, p.Archive(): 0, p.Backups(): 0, p.Outboxes(): 0}
	if everything {
		folders[p.Archive()], folders[p.Outboxes()] = 1, 2 // levels that we write into: 存档/<xx>, <县区>/<供货周>
	}
	for path, levels := range folders {
		disk.Sweep(d, path, levels) // what stays is swept another time
	}
}

// foreign is the *disk.AccountError of a workspace that another account runs, or
// nil: who finds it closed is told whose it is.
func (f workspace) foreign(w world) error {
	var foreign *disk.AccountError
	if errors.As(disk.Owned(w.disk, place.New(f.Workspace, place.Folders{}).Account(), disk.Current()), &foreign) {
		return foreign
	}
	return nil
}

// config reads bangfu.toml.
func (f workspace) config(w world) (config.Config, []byte, error) {
	path := filepath.Join(f.Workspace, "bangfu.toml")
	text, err := disk.ReadFile(w.disk, path)
	if errors.Is(err, fs.ErrNotExist) {
		used, err := disk.Exists(w.disk, filepath.Join(f.Workspace, "ledger.db"))
		if err != nil {
			return config.Config{}, nil, usage("读不到 %s：%v", f.Workspace, err)
		}
		if used {
			return config.Config{}, nil, usage("%s 的 bangfu.toml 不见了。请从备份放回；没有备份的，运行 bangfu init %s 写一份默认的（台账、参数和收发的文件都不动），再核对其中的时间和文件夹", f.Workspace, f.Workspace)
		}
		return config.Config{}, nil, usage("%s 不是工作区（没有 bangfu.toml）。请先运行 bangfu init %s，或用 -w 指定工作区", f.Workspace, f.Workspace)
	}
	if err != nil {
		if foreign := f.foreign(w); foreign != nil {
			return config.Config{}, nil, foreign
		}
		return config.Config{}, nil, usage("读不到 %s：%v", path, err)
	}
	cfg, err := config.Parse(text, templates.Office, schedule.Parse)
	if err == nil {
		err = refuseOverlap(place.New(f.Workspace, cfg.Folders))
	}
	if err != nil {
		return cfg, text, usage("%v", err)
	}
	return cfg, text, nil
}

// refuseOverlap refuses folders of bangfu.toml of which one is, holds or lies in
// another, or holds what the workspace itself consists of: what one publishes
// the other would take in, or remove.
func refuseOverlap(p place.Place) error {
	for i, a := range p.Movable() {
		for _, b := range append([]place.Named{{Name: "参数", Path: p.Settings()}, {Name: "模板", Path: p.Templates()}}, p.Movable()[:i]...) {
			if disk.Inside(a.Path, b.Path) || disk.Inside(b.Path, a.Path) {
				return fmt.Errorf("bangfu.toml 的 %s（%s）与 %s（%s）重叠：一个文件夹里的文件会被当作另一个的收走或删掉。请改成互不包含的两个文件夹", a.Name, p.Rel(a.Path), b.Name, p.Rel(b.Path))
			}
		}
		if disk.Inside(p.Root(), a.Path) {
			return fmt.Errorf("bangfu.toml 的 %s（%s）包住了工作区自己。请改成单独的文件夹", a.Name, p.Rel(a.Path))
		}
	}
	return nil
}

// settings are what a run needs of the configuration.
func settings(c config.Config, text []byte) batch.Settings {
	return batch.Settings{
		Text: text, Deadlines: assist.Deadlines{Zone: c.Zone, Cutoff: c.Cutoff, Latest: c.Latest}, Settle: c.Settle, Jump: c.Jump,
		Bounds: form.Bounds{Applications: c.Limits.Applications, Others: c.Limits.Others},
		Limits: read.Limits{FileBytes: c.Limits.File, UnpackedBytes: c.Limits.Unpacked, Rows: c.Limits.Rows, Time: c.Limits.Time},
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
