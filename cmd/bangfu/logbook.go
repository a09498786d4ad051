package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"bangfu/internal/fault"
	"bangfu/internal/place"
)

// The log of a workspace grows to logBytes and is then kept beside the new one,
// logKept of the old ones.
const (
	logBytes = 1 << 20
	logKept  = 5
)

// logbook is 日志/bangfu.log as a slog.Handler: it is made when there is
// something to say, and says no name. What is a warning is told on stderr too,
// when the command ends, with where to read more.
type logbook struct {
	path string // "" for no file: a trial, or a check without a workspace
	err  io.Writer

	mu   sync.Mutex
	file *os.File
	told []string
	lost error // why a line could not be written
}

func newLogbook(path string, err io.Writer) *logbook { return &logbook{path: path, err: err} }

// Enabled takes warnings and errors: what went as it should needs no line.
func (j *logbook) Enabled(_ context.Context, l slog.Level) bool { return l >= slog.LevelWarn }

// Handle writes a record, and keeps a warning for stderr.
func (j *logbook) Handle(ctx context.Context, r slog.Record) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.told = append(j.told, lineOf(r))
	err := j.write(ctx, r)
	j.lost = cmp.Or(j.lost, err) // slog drops it
	return err
}

// failed writes why a command failed; stderr has it from complain.
func (j *logbook) failed(ctx context.Context, now time.Time, failure error) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	told := fault.Explain(failure)
	r := slog.NewRecord(now, slog.LevelError, told.What, 0)
	r.Add("next", told.Next, "cause", fault.WithoutNames(told.Err))
	return j.write(ctx, r)
}

func (j *logbook) write(ctx context.Context, r slog.Record) error {
	if j.path == "" {
		return nil
	}
	if j.file == nil {
		var err error
		if j.file, err = openLog(j.path); err != nil {
			return err
		}
	}
	var line bytes.Buffer
	if err := slog.NewTextHandler(&line, nil).Handle(ctx, r); err != nil {
		return err
	}
	_, err := j.file.Write(line.Bytes())
	return err
}

// WithAttrs and WithGroup are not used by us.
func (j *logbook) WithAttrs([]slog.Attr) slog.Handler { return j }
func (j *logbook) WithGroup(string) slog.Handler      { return j }

// lineOf is a record for a person: its message and what it is about, without
// the stack of a panic.
func lineOf(r slog.Record) string {
	parts := []string{r.Message}
	r.Attrs(func(a slog.Attr) bool {
		if a.Key != "stack" {
			parts = append(parts, a.Value.String())
		}
		return true
	})
	return strings.Join(parts, " ")
}

// mostTold is how many warnings stderr gets, when the log has them all.
const mostTold = 20

// Close tells the warnings on stderr and where the rest is: all of them, and why,
// when there is no log of them.
func (j *logbook) Close() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	for i, line := range j.told {
		if i < mostTold || j.file == nil || j.lost != nil {
			fmt.Fprintln(j.err, "bangfu: "+line)
		}
	}
	switch name := "日志/" + filepath.Base(j.path); {
	case j.lost != nil:
		fmt.Fprintf(j.err, "%s 写不进去，以上 %d 条提醒没有记下；请检查 日志 文件夹的权限和磁盘空间（%v）\n", name, len(j.told), fault.WithoutNames(j.lost))
	case len(j.told) > 0 && j.file != nil:
		fmt.Fprintf(j.err, "共 %d 条提醒，详见 %s\n", len(j.told), name)
	}
	j.told, j.lost = nil, nil
	if j.file == nil {
		return nil
	}
	err := j.file.Close()
	j.file = nil
	return err
}

// openLog opens the log to add to it; one that has grown too long makes room.
func openLog(path string) (*os.File, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return nil, err
	}
	if at, err := os.Stat(path); err == nil && at.Size() >= logBytes {
		for n := logKept; n > 0; n-- {
			from := place.OldLog(path, n-1)
			if err := os.Rename(from, place.OldLog(path, n)); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return nil, err
			}
		}
	}
	return os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o640)
}

// both hands every record to two handlers.
type both struct{ a, b slog.Handler }

func (h both) Enabled(ctx context.Context, l slog.Level) bool {
	return h.a.Enabled(ctx, l) || h.b.Enabled(ctx, l)
}

func (h both) Handle(ctx context.Context, r slog.Record) error {
	var errs []error
	for _, one := range []slog.Handler{h.a, h.b} {
		if one.Enabled(ctx, r.Level) {
			errs = append(errs, one.Handle(ctx, r))
		}
	}
	return errors.Join(errs...)
}

func (h both) WithAttrs(attrs []slog.Attr) slog.Handler {
	return both{h.a.WithAttrs(attrs), h.b.WithAttrs(attrs)}
}
func (h both) WithGroup(name string) slog.Handler {
	return both{h.a.WithGroup(name), h.b.WithGroup(name)}
}
