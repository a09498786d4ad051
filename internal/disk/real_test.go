package disk_test

import (
	"bangfu/internal/disk"
	"bangfu/internal/disk/disktest"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestRealReplaceSetsContentAndPermissions(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.xlsx")
	for _, text := range []string{"first", "second, longer"} {
		if err := disk.Replace(disk.Real(), path, []byte(text), 0o640); err != nil {
			t.Fatal(err)
		}
		if got := content(t, disk.Real(), path); got != text {
			t.Errorf("holds %q", got)
		}
	}
	at, err := os.Lstat(path)
	if err != nil || at.Mode().Perm() != 0o640 {
		t.Errorf("mode %v, %v", at.Mode(), err)
	}
}

func TestOpenFollowsNothing(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, "target")
	if err := os.WriteFile(target, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink(target, link); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{link, dir} {
		if f, err := disk.Real().Open(name); !errors.Is(err, disk.ErrNotRegular) {
			t.Errorf("%s: %v %v", filepath.Base(name), f, err)
		}
	}
	if _, err := disk.Real().Open(filepath.Join(dir, "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("none: %v", err)
	}
}

func TestReplaceReplacesALinkNotItsTarget(t *testing.T) {
	dir := t.TempDir()
	target, link := filepath.Join(dir, "target"), filepath.Join(dir, "link")
	os.WriteFile(target, []byte("theirs"), 0o600)
	if err := os.Symlink(target, link); err != nil {
		t.Fatal(err)
	}
	if err := disk.Replace(disk.Real(), link, []byte("ours"), 0o640); err != nil {
		t.Fatal(err)
	}
	if content(t, disk.Real(), target) != "theirs" || content(t, disk.Real(), link) != "ours" {
		t.Error("the target of the link was written")
	}
}

func TestRetryWaitsWhileBusyAndNoLonger(t *testing.T) {
	held := &os.LinkError{Op: "rename", Err: heldOpen}
	for _, c := range []struct {
		name      string
		failures  int
		with      error
		wantTries int
		wantBusy  bool
		wantOK    bool
	}{
		{"free", 0, nil, 1, false, true},
		{"held for a moment", 2, held, 3, false, true},
		{"held on", 99, held, 5, true, false},
		{"another fault", 99, fs.ErrNotExist, 1, false, false},
	} {
		tries, slept := 0, time.Duration(0)
		err := disk.Retry(func(d time.Duration) { slept += d }, func() error {
			tries++
			if tries <= c.failures {
				return c.with
			}
			return nil
		})
		if tries != c.wantTries || errors.Is(err, disk.ErrBusy) != c.wantBusy || (err == nil) != c.wantOK {
			t.Errorf("%s: %d tries, %v", c.name, tries, err)
		}
		if slept > 2*time.Second {
			t.Errorf("%s: waited %v", c.name, slept)
		}
	}
}

func TestMountKindTakesTheInnermostMount(t *testing.T) {
	mounts := strings.Join([]string{
		`22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw`,
		`40 22 0:40 / /srv rw - nfs4 host:/export rw`,
		`41 40 8:2 / /srv/local rw - xfs /dev/sdb1 rw`,
		`42 22 0:42 / /mnt/shared\040folder rw master:2 - fuse.sshfs user@host: rw`,
		`43 22 0:43 / /srvother rw - tmpfs tmpfs rw`,
	}, "\n")
	for path, want := range map[string]string{
		"/home/x":               "ext4",
		"/srv":                  "nfs4",
		"/srv/a/b":              "nfs4",
		"/srv/local/ledger.db":  "xfs",
		"/mnt/shared folder/a":  "fuse.sshfs",
		"/srvother/ledger.db":   "tmpfs",
		"/mnt/shared folderish": "ext4",
	} {
		if got := disk.MountKind(strings.NewReader(mounts), path); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
	for kind, want := range map[string]bool{"ext4": false, "nfs4": true, "cifs": true, "fuse.sshfs": true, "tmpfs": false} {
		if disk.Remote[kind] != want {
			t.Errorf("%s counts as remote: %v", kind, disk.Remote[kind])
		}
	}
}

func TestLocalFolderIsNoNetwork(t *testing.T) {
	if kind, yes := disk.NetworkFS(filepath.Join(t.TempDir(), "not", "yet", "there")); yes {
		t.Errorf("the temporary folder counts as %s", kind)
	}
}

func TestFaultyCountsAndNamesItsSteps(t *testing.T) {
	f := &disktest.Faulty{FS: disktest.NewTwin(), At: -1}
	if err := disk.Replace(f, "/a", []byte("text"), 0o640); err != nil {
		t.Fatal(err)
	}
	var verbs []string
	for _, op := range f.Ops() {
		verbs = append(verbs, op.Verb)
	}
	if got := fmt.Sprint(verbs); got != "[create write sync close chmod rename syncdir]" {
		t.Error(got)
	}
}
