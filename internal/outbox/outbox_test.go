package outbox

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bangfu/internal/disk"
	"bangfu/internal/disk/disktest"
	"bangfu/internal/place"
)

const target = "/w/发件箱/平城区/收件情况.xlsx"

// held is a disk on which another program holds some names open: they cannot
// be replaced or removed.
type held struct {
	disk.FS
	names map[string]bool
}

func (h held) Rename(from, to string) error {
	if h.names[filepath.Base(to)] {
		return fmt.Errorf("rename: %w", disk.ErrBusy)
	}
	return h.FS.Rename(from, to)
}

func (h held) Remove(name string) error {
	if h.names[filepath.Base(name)] {
		return fmt.Errorf("remove: %w", disk.ErrBusy)
	}
	return h.FS.Remove(name)
}

func publish(t *testing.T, d disk.FS, text string) Published {
	t.Helper()
	p, err := Publish(d, target, []byte(text), FilePerm)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func content(t *testing.T, d disk.FS, path string) string {
	t.Helper()
	b, err := disk.ReadFile(d, path)
	if err != nil {
		return "none"
	}
	return string(b)
}

func TestPublishWritesOnlyWhatIsNew(t *testing.T) {
	f := &disktest.Faulty{FS: disktest.NewTwin(), At: -1}
	if p := publish(t, f, "first"); !p.Wrote || p.Beside || p.Path != target {
		t.Errorf("first: %+v", p)
	}
	before := len(f.Ops())
	if p := publish(t, f, "first"); p.Wrote || p.Beside {
		t.Errorf("the same again: %+v", p)
	}
	for _, op := range f.Ops()[before:] {
		switch op.Verb {
		case "create", "write", "rename", "remove", "chmod", "mkdir", "sync", "syncdir":
			t.Errorf("the same again still did: %v", op)
		}
	}
	if p := publish(t, f, "other"); !p.Wrote || content(t, f, target) != "other" {
		t.Errorf("of the same length: %+v", p)
	}
}

func TestPublishIsWholeAfterACrashAtEveryStep(t *testing.T) {
	for n, reached := 0, true; reached; n++ {
		reached = false
		for way := range 4 {
			twin := disktest.NewTwin()
			publish(t, twin, "old content")
			f := &disktest.Faulty{FS: twin, At: n, Torn: way&1 != 0, Dead: true}
			p, err := Publish(f, target, []byte("new content"), FilePerm)
			reached = reached || f.Failed()
			twin.Crash(way&2 != 0)
			got := content(t, twin, target)
			if got != "old content" && got != "new content" {
				t.Errorf("step %d way %d: %q", n, way, got)
			}
			if err == nil && (got != "new content" || !p.Wrote) {
				t.Errorf("step %d way %d: success told, holds %q", n, way, got)
			}
			if publish(t, twin, "new content"); content(t, twin, target) != "new content" {
				t.Errorf("step %d way %d: the next run did not mend it", n, way)
			}
		}
	}
}

func TestPublishBesideWhatIsHeldOpen(t *testing.T) {
	twin := disktest.NewTwin()
	publish(t, twin, "monday")
	busy := held{twin, map[string]bool{"收件情况.xlsx": true}}

	p := publish(t, busy, "tuesday")
	if !p.Wrote || !p.Beside || filepath.Base(p.Path) != "收件情况_新.xlsx" || content(t, twin, p.Path) != "tuesday" {
		t.Errorf("held open: %+v", p)
	}
	if content(t, twin, target) != "monday" {
		t.Error("the open file was changed")
	}
	if p = publish(t, busy, "tuesday"); p.Wrote || !p.Beside {
		t.Errorf("the same again: %+v", p)
	}
	busy.names["收件情况_新.xlsx"] = true
	if p = publish(t, busy, "wednesday"); filepath.Base(p.Path) != "收件情况_新2.xlsx" {
		t.Errorf("both held open: %+v", p)
	}
	delete(busy.names, "收件情况.xlsx")
	if p = publish(t, busy, "thursday"); p.Beside || content(t, twin, target) != "thursday" {
		t.Errorf("free again: %+v", p)
	}
	if got := len(twin.Files()); got != 2 { // the one still held open stays
		t.Errorf("files: %v", twin.Files())
	}
	if publish(t, twin, "thursday"); len(twin.Files()) != 1 {
		t.Errorf("at last: %v", twin.Files())
	}
}

func TestPublishGivesUpWhenAllIsHeldOpen(t *testing.T) {
	twin := disktest.NewTwin()
	publish(t, twin, "old")
	busy := held{twin, map[string]bool{"收件情况.xlsx": true}}
	for n := 1; n <= besides; n++ {
		busy.names[filepath.Base(place.Beside(target, n))] = true
	}
	if _, err := Publish(busy, target, []byte("new"), FilePerm); !errors.Is(err, disk.ErrBusy) {
		t.Error(err)
	}
	if got := strings.Join(twin.Files(), " "); got != target {
		t.Errorf("left: %s", got)
	}
}

func TestRemove(t *testing.T) {
	twin := disktest.NewTwin()
	publish(t, twin, "text")
	disk.Replace(twin, place.Beside(target, 1), []byte("text"), FilePerm)
	for range 2 { // the second time there is nothing left
		if err := Remove(twin, target); err != nil {
			t.Fatal(err)
		}
	}
	twin.Crash(false)
	if len(twin.Files()) != 0 {
		t.Errorf("left: %v", twin.Files())
	}
	publish(t, twin, "text")
	if err := Remove(held{twin, map[string]bool{"收件情况.xlsx": true}}, target); !errors.Is(err, disk.ErrBusy) {
		t.Errorf("held open: %v", err)
	}
}

func TestPublishedFilesAreForTheGroup(t *testing.T) {
	path := filepath.Join(t.TempDir(), "发件箱", "平城区", "回执.xlsx")
	if _, err := Publish(disk.Real(), path, []byte("text"), FilePerm); err != nil {
		t.Fatal(err)
	}
	file, _ := os.Lstat(path)
	dir, _ := os.Lstat(filepath.Dir(path))
	if file.Mode().Perm() != 0o640 || dir.Mode().Perm()&0o007 != 0 {
		t.Errorf("%v %v", file.Mode(), dir.Mode())
	}
}

func TestPublishReplacesALink(t *testing.T) {
	dir := t.TempDir()
	theirs, path := filepath.Join(dir, "theirs"), filepath.Join(dir, "回执.xlsx")
	os.WriteFile(theirs, []byte("text"), 0o600)
	if err := os.Symlink(theirs, path); err != nil {
		t.Fatal(err)
	}
	if p, err := Publish(disk.Real(), path, []byte("text"), FilePerm); err != nil || !p.Wrote {
		t.Errorf("%+v %v", p, err)
	}
	if at, _ := os.Lstat(path); at.Mode()&os.ModeSymlink != 0 {
		t.Error("the link stayed")
	}
}
