package disk_test

import (
	"bangfu/internal/disk"
	"bangfu/internal/disk/disktest"
	"errors"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// put writes a durable file, its folder included, for a test to begin with.
func put(t *testing.T, d disk.FS, path, text string) {
	t.Helper()
	if err := disk.Make(d, filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := disk.Replace(d, path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// content is a file's text, or "none".
func content(t *testing.T, d disk.FS, path string) string {
	t.Helper()
	b, err := disk.ReadFile(d, path)
	if errors.Is(err, fs.ErrNotExist) {
		return "none"
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// verdict is what a test sees after a crash at some step of a replacing.
type verdict struct {
	text string // what the file holds
	done bool   // the replacing reported success
}

// crashes replaces "old" by "new" on a Twin, failing each step in turn as the
// last the process did, crashes, and hands every outcome to see. It returns
// the number of steps.
func crashes(t *testing.T, replace func(disk.FS, string) error, see func(n int, torn, names bool, v verdict)) int {
	t.Helper()
	for n := 0; ; n++ {
		reached := false
		for _, way := range [][2]bool{{false, false}, {false, true}, {true, false}, {true, true}} {
			torn, names := way[0], way[1]
			twin := disktest.NewTwin()
			put(t, twin, "/out/a", "old content")
			f := &disktest.Faulty{FS: twin, At: n, Torn: torn, Dead: true}
			err := replace(f, "/out/a")
			reached = reached || f.Failed()
			twin.Crash(names)
			see(n, torn, names, verdict{content(t, twin, "/out/a"), err == nil})
		}
		if !reached {
			return n
		}
	}
}

func TestReplaceIsWholeAfterACrashAtEveryStep(t *testing.T) {
	steps := crashes(t, func(d disk.FS, path string) error {
		return disk.Replace(d, path, []byte("new content"), 0o640)
	}, func(n int, torn, names bool, v verdict) {
		if v.text != "old content" && v.text != "new content" {
			t.Errorf("step %d torn=%v names=%v: file holds %q", n, torn, names, v.text)
		}
		if v.done && v.text != "new content" {
			t.Errorf("step %d torn=%v names=%v: success told, file holds %q", n, torn, names, v.text)
		}
	})
	// create, write, sync, close, chmod, rename, syncdir
	if steps != 7 {
		t.Errorf("a replacing has %d steps, expected 7", steps)
	}
}

// TestEachGuardOfReplaceIsNeeded takes one guard away at a time and demands
// that the test above would have caught it.
func TestEachGuardOfReplaceIsNeeded(t *testing.T) {
	text := []byte("new content")
	broken := map[string]func(disk.FS, string) error{
		"no sync of the bytes": func(d disk.FS, path string) error {
			return replaceWithout(d, path, text, true, false)
		},
		"no sync of the folder": func(d disk.FS, path string) error {
			return replaceWithout(d, path, text, false, true)
		},
		"written in place": func(d disk.FS, path string) error {
			d.Remove(path)
			f, err := d.Create(path, 0o640)
			if err != nil {
				return err
			}
			_, err = f.Write(text)
			return errors.Join(err, f.Sync(), f.Close(), d.SyncDir("/out"))
		},
	}
	for name, replace := range broken {
		caught := false
		crashes(t, replace, func(_ int, _, _ bool, v verdict) {
			whole := v.text == "old content" || v.text == "new content"
			if !whole || v.done && v.text != "new content" {
				caught = true
			}
		})
		if !caught {
			t.Errorf("%s: not caught", name)
		}
	}
}

// replaceWithout is Replace less a guard.
func replaceWithout(d disk.FS, path string, text []byte, skipSync, skipSyncDir bool) error {
	f, err := d.Create(path+".t", 0o600)
	if err != nil {
		return err
	}
	if _, err = f.Write(text); err != nil {
		return err
	}
	if !skipSync {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err = d.Rename(path+".t", path); err != nil || skipSyncDir {
		return err
	}
	return d.SyncDir(filepath.Dir(path))
}

func TestReplaceLeavesNoTempWhenAStepFails(t *testing.T) {
	for n := 0; ; n++ {
		for _, torn := range []bool{false, true} {
			twin := disktest.NewTwin()
			put(t, twin, "/out/a", "old content")
			f := &disktest.Faulty{FS: twin, At: n, Torn: torn}
			err := disk.Replace(f, "/out/a", []byte("new content"), 0o640)
			if f.Failed() != (err != nil) {
				t.Fatalf("step %d: failed=%v but err=%v", n, f.Failed(), err)
			}
			if err != nil && !errors.Is(err, disktest.ErrFault) {
				t.Errorf("step %d: cause lost: %v", n, err)
			}
			if got := twin.Files(); len(got) != 1 {
				t.Errorf("step %d torn=%v: left over: %v", n, torn, got)
			}
			if !f.Failed() {
				return
			}
		}
	}
}

func TestReplaceFromLeavesTheFileWhenItsWriterFails(t *testing.T) {
	twin := disktest.NewTwin()
	put(t, twin, "/out/a", "old content")
	err := disk.ReplaceFrom(twin, "/out/a", 0o640, func(w io.Writer) error {
		io.WriteString(w, "half")
		return io.ErrUnexpectedEOF
	})
	if !errors.Is(err, io.ErrUnexpectedEOF) || content(t, twin, "/out/a") != "old content" || len(twin.Files()) != 1 {
		t.Errorf("err=%v files=%v", err, twin.Files())
	}
}

func TestMakeIsDurableAtEveryDepth(t *testing.T) {
	twin := disktest.NewTwin()
	put(t, twin, "/a/b/c/file", "text")
	twin.Crash(false)
	if got := content(t, twin, "/a/b/c/file"); got != "text" {
		t.Errorf("after a crash: %q", got)
	}
	if err := disk.Make(twin, "/a/b/c/file", 0o755); err == nil {
		t.Error("a file was taken for a folder")
	}
}

func TestMoveIsDurable(t *testing.T) {
	twin := disktest.NewTwin()
	put(t, twin, "/a/x", "text")
	put(t, twin, "/b/y", "old")
	if err := disk.Move(twin, "/a/x", "/b/y"); err != nil {
		t.Fatal(err)
	}
	twin.Crash(false)
	if got := strings.Join(twin.Files(), " "); got != "/b/y" || content(t, twin, "/b/y") != "text" {
		t.Errorf("after a crash: %s", got)
	}
}

func TestSweepRemovesOnlyWhatACrashLeft(t *testing.T) {
	twin := disktest.NewTwin()
	put(t, twin, "/out/平城区/回执_HZ-140213-20261102-001.xlsx", "receipt")
	put(t, twin, "/out/other.tmp", "not ours")
	for n := range 7 {
		f := &disktest.Faulty{FS: twin, At: n, Dead: true, Torn: true}
		disk.Replace(f, "/out/平城区/收件情况.xlsx", []byte("sightings"), 0o640)
	}
	left := len(twin.Files())
	if n, err := disk.Sweep(twin, "/out", 0); n != 0 || err != nil || len(twin.Files()) != left {
		t.Errorf("the top alone: %d, %v", n, err)
	}
	swept, err := disk.Sweep(twin, "/out", 1)
	if err != nil || swept == 0 || swept != left-len(twin.Files()) {
		t.Errorf("swept %d of %d, %v", swept, left, err)
	}
	want := "/out/other.tmp /out/平城区/回执_HZ-140213-20261102-001.xlsx /out/平城区/收件情况.xlsx"
	if got := strings.Join(twin.Files(), " "); got != want {
		t.Errorf("left: %s", got)
	}
	put(t, twin, "/out/"+disk.TempPrefix+"00"+disk.TempSuffix, "left")
	if n, err := disk.Sweep(twin, "/out", 0); n != 1 || err != nil {
		t.Errorf("the top: %d, %v", n, err)
	}
	if n, err := disk.Sweep(twin, "/nowhere", 1); n != 0 || err != nil {
		t.Errorf("a folder that is not there: %d, %v", n, err)
	}
}
