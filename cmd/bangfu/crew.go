package main

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"sync"
	"time"

	"bangfu/internal/disk"
	"bangfu/internal/fault"
)

// How often the folder is looked into for workspaces that are new or gone, and
// how long a workspace waits for its turn: one that hangs keeps nobody for longer.
const (
	everyoneLook = time.Minute
	turnPatience = 20 * time.Minute
)

// crew is the workspaces under a folder that are served at once.
type crew struct {
	daemonCmd
	w     world
	log   *slog.Logger
	turns chan struct{}     // full while as many run as may
	ends  map[string]func() // by workspace at work: ends it
	sick  map[string]string // by workspace that could not begin: its bangfu.toml then
	over  chan beginning    // those that could not begin
	all   sync.WaitGroup    // who is at work
}

// beginning is a workspace that could not begin, and the bangfu.toml it had.
type beginning struct{ dir, config string }

// everyone serves every workspace under the folder until it is told to stop; one
// that is made meanwhile is served from then on, one that is gone no longer.
func (c daemonCmd) everyone(ctx context.Context, w world, log *slog.Logger) error {
	if c.Abreast < 1 {
		return usage("--abreast %d：至少是 1", c.Abreast)
	}
	w.tty = false
	crew := crew{daemonCmd: c, w: w, log: log, turns: make(chan struct{}, c.Abreast), ends: map[string]func(){}, sick: map[string]string{}, over: make(chan beginning)}
	if len(crew.found()) == 0 {
		return usage("%s 下没有工作区（含 bangfu.toml 的文件夹）。请先运行 bangfu init，或核对文件夹", c.All)
	}
	for ctx.Err() == nil {
		crew.look(ctx)
		select {
		case b := <-crew.over:
			crew.sick[b.dir] = b.config
			delete(crew.ends, b.dir)
		case <-time.After(everyoneLook):
		case <-ctx.Done():
		}
	}
	go func() {
		crew.all.Wait()
		close(crew.over)
	}()
	for range crew.over { // nobody has anything to say any more
	}
	return nil
}

// found are the workspaces there are now.
func (c *crew) found() []string {
	return workspaces(c.w.disk, c.All, func(folder string, err error) {
		c.log.Error("文件夹读不出来，其中的工作区没有执行", "folder", below(c.All, folder), "cause", fault.WithoutNames(err))
	})
}

// look begins to serve who is new, or has another bangfu.toml than when it could
// not begin, and ends who is gone.
func (c *crew) look(ctx context.Context) {
	there := map[string]bool{}
	for _, dir := range c.found() {
		there[dir] = true
		config := c.configOf(dir)
		before, sick := c.sick[dir]
		if c.ends[dir] != nil || sick && before == config {
			continue
		}
		own, end := context.WithCancel(ctx)
		c.ends[dir] = end
		c.all.Go(func() { c.work(own, dir, config) })
	}
	for dir, end := range c.ends {
		if still, err := disk.Exists(c.w.disk, filepath.Join(dir, "bangfu.toml")); !there[dir] && err == nil && !still {
			c.log.Warn("工作区不在了，不再执行", "workspace", below(c.All, dir))
			end()
			delete(c.ends, dir)
		}
	}
}

func (c *crew) configOf(dir string) string {
	text, _ := disk.ReadFile(c.w.disk, filepath.Join(dir, "bangfu.toml")) // a file that cannot be read is told when it is opened
	return string(text)
}

// work serves one workspace, in its own name. What keeps it from beginning is
// told in its status.json, and keeps nobody else.
func (c *crew) work(ctx context.Context, dir, config string) {
	own := daemonCmd{workspace: workspace{dir}}
	log := c.log.With("workspace", below(c.All, dir))
	err := own.serve(ctx, c.w, log, func(ctx context.Context) func() { return c.waitTurn(ctx, log) })
	if err != nil && ctx.Err() == nil {
		own.broke(c.w, log, notBegun(err))
		c.over <- beginning{dir, config}
	}
}

// waitTurn waits until fewer than may are running. Whoever has waited long enough
// does not wait for ever for one that hangs.
func (c *crew) waitTurn(ctx context.Context, log *slog.Logger) (done func()) {
	select {
	case c.turns <- struct{}{}:
		return func() { <-c.turns }
	case <-time.After(turnPatience):
		log.Warn("前面的工作区执行太久，不再等它")
	case <-ctx.Done():
	}
	return func() {}
}

// notBegun is why a workspace is not served: mostly its bangfu.toml.
func notBegun(err error) error {
	var s statusError
	if errors.As(err, &s) && s.err != nil {
		err = s.err
	}
	return fault.Mend("工作区没有开始执行", "请按原因改好 bangfu.toml，改好后自动开始", err)
}
