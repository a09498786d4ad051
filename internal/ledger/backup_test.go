package ledger

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"bangfu/internal/disk"
	"bangfu/internal/disk/disktest"
)

// held reports whether any file of a ledger contains the bytes of s.
func held(t *testing.T, path, s string) bool {
	t.Helper()
	for _, side := range []string{"", "-wal", "-shm"} {
		b, err := os.ReadFile(path + side)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		if bytes.Contains(b, []byte(s)) {
			return true
		}
	}
	return false
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	es, err := os.ReadDir(dir)
	must(t, err)
	var all []string
	for _, e := range es {
		all = append(all, e.Name())
	}
	return all
}

func TestBackup(t *testing.T) {
	path := full(t)
	l := opened(t, path)
	to := filepath.Join(t.TempDir(), "备份 1.db")
	must(t, os.WriteFile(filepath.Join(filepath.Dir(path), snapshot), []byte("left by a crash"), 0o600))
	must(t, l.Backup(t.Context(), to+".zst"))
	tx := begin(t, l, monday.Add(24*time.Hour))
	appendTo(t, tx, "row", "", "after the backup", nil)
	if err := l.Backup(t.Context(), to+"2.zst"); err != nil {
		t.Errorf("beside an open transaction: %v", err)
	}
	must(t, tx.Rollback())
	if got := names(t, filepath.Dir(to)); !slices.Equal(got, []string{"备份 1.db.zst", "备份 1.db2.zst"}) {
		t.Errorf("files: %q", got)
	}
	if got := names(t, filepath.Dir(path)); !slices.Equal(got, []string{"ledger.db", "ledger.db-shm", "ledger.db-wal"}) {
		t.Errorf("files beside the ledger: %q", got)
	}
	unpacked(t, to+".zst", to)
	must(t, l.Backup(t.Context(), to+"3"))
	if a, b := sumsOf(t, to), sumsOf(t, to+"3"); a != b {
		t.Error("a copy as it is, and a compressed one, are not the same")
	}
	if b, err := os.ReadFile(to); err != nil || b[18] != 1 || b[19] != 1 {
		t.Errorf("a reader of the copy needs a journal beside it: %v", err)
	}
	copied := opened(t, to)
	clean(t, copied)
	if got, want := dump(t, copied), dump(t, l); got != want {
		t.Errorf("got\n%s want\n%s", got, want)
	}
}

func TestBackupOnAFaultyDisk(t *testing.T) {
	l := opened(t, full(t))
	to := filepath.Join(t.TempDir(), "b.db.zst")
	must(t, os.WriteFile(to, []byte("the one before"), 0o600))
	for n := 0; ; n++ {
		d := &disktest.Faulty{FS: disk.Real(), At: n, Torn: n%2 == 1}
		l.o.Disk = d
		err := l.Backup(t.Context(), to)
		if !d.Failed() {
			must(t, err)
			break
		}
		b, gone := os.ReadFile(to)
		if err != nil && gone != nil { // what could not be read back is not left there
			must(t, os.WriteFile(to, []byte("the one before"), 0o600))
			continue
		}
		if err == nil || string(b) != "the one before" && checkCopy(t.Context(), unpacked(t, to, to+".plain"), 8, headOf(t, l)) != nil {
			t.Fatalf("fault %d: %v, %d bytes", n, err, len(b))
		}
	}
	must(t, checkCopy(t.Context(), unpacked(t, to, to+".plain"), 8, headOf(t, l)))
}

func sumsOf(t *testing.T, path string) string {
	t.Helper()
	sum, err := SumOf(disk.Real(), path)
	must(t, err)
	return sum
}

// unpacked puts what a compressed copy holds at a path.
func unpacked(t testing.TB, from, to string) string {
	t.Helper()
	var b bytes.Buffer
	must(t, Unpack(disk.Real(), from, &b))
	must(t, os.WriteFile(to, b.Bytes(), 0o600))
	return to
}

func headOf(t *testing.T, l *Ledger) string {
	t.Helper()
	_, head, err := l.Head(context.Background())
	must(t, err)
	return head
}

// rotten is a disk that stores one byte wrong without an error.
type rotten struct {
	disk.FS
	at int
}

func (r *rotten) Create(name string, perm fs.FileMode) (disk.File, error) {
	f, err := r.FS.Create(name, perm)
	return &rottenFile{f, r}, err
}

type rottenFile struct {
	disk.File
	r *rotten
}

func (f *rottenFile) Write(p []byte) (int, error) {
	if f.r.at >= 0 && f.r.at < len(p) {
		p = slices.Clone(p)
		p[f.r.at] ^= 0xff
	}
	f.r.at -= len(p)
	return f.File.Write(p)
}

func TestBackupProvesTheCopy(t *testing.T) {
	l := opened(t, full(t))
	for _, at := range []int{2, 200, 2000} { // in the header of the compressed copy, in what it holds
		to := filepath.Join(t.TempDir(), "b.db.zst")
		l.o.Disk = &rotten{disk.Real(), at}
		if err := l.Backup(t.Context(), to); err == nil {
			t.Errorf("byte %d wrong: the copy passes", at)
		}
		if got := names(t, filepath.Dir(to)); len(got) > 0 {
			t.Errorf("byte %d wrong: left %q", at, got)
		}
	}
}

func TestBackupCancelled(t *testing.T) {
	l := opened(t, full(t))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	to := filepath.Join(t.TempDir(), "b.db.zst")
	if err := l.Backup(ctx, to); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if got := names(t, filepath.Dir(to)); len(got) > 0 {
		t.Errorf("left %q", got)
	}
}

func TestCopyThatFailsItsProofTakesNoPlace(t *testing.T) {
	l := fresh(t)
	path := filepath.Join(t.TempDir(), "copy.db")
	must(t, os.WriteFile(path, []byte("the one before"), 0o600))
	made := func(temp string) error { return os.WriteFile(temp, []byte("not a ledger"), 0o600) }
	err := l.makeCopy(path, made, func(string) error { return errors.New("page 7 is torn") })
	if err == nil || !strings.Contains(err.Error(), "page 7 is torn") {
		t.Errorf("made all the same: %v", err)
	}
	if b, err := os.ReadFile(path); err != nil || string(b) != "the one before" {
		t.Errorf("the copy before is now %q, %v", b, err)
	}
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
