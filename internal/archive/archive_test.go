package archive

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/disk"
	"bangfu/internal/disk/disktest"
)

// The SHA-256 of "申请表" as sha256sum prints it.
const shaForm = "66c61ca882156811a2945fe193be803f6c862dde5950deff139d0da5e2dd6c3c"

var form = []byte("申请表")

// crashed is a Twin after a crash at step n of doing something, with what it
// returned; failed says whether the step was reached.
func crashed(t *testing.T, n int, torn, names bool, begin func(disk.FS), do func(disk.FS) error) (*disktest.Twin, error, bool) {
	t.Helper()
	twin := disktest.NewTwin()
	if err := disk.Make(twin, "/w", 0o755); err != nil {
		t.Fatal(err)
	}
	if begin != nil {
		begin(twin)
	}
	f := &disktest.Faulty{FS: twin, At: n, Torn: torn, Dead: true}
	err := do(f)
	twin.Crash(names)
	return twin, err, f.Failed()
}

// everyCrash tries each step until none fails, in all four ways.
func everyCrash(t *testing.T, begin func(disk.FS), do func(disk.FS) error, see func(at string, twin *disktest.Twin, err error)) {
	t.Helper()
	for n, reached := 0, true; reached; n++ {
		reached = false
		for way := range 4 {
			torn, names := way&1 != 0, way&2 != 0
			twin, err, failed := crashed(t, n, torn, names, begin, do)
			reached = reached || failed
			see(fmt.Sprintf("step %d torn=%v names=%v", n, torn, names), twin, err)
		}
	}
}

func TestPutSurvivesACrashAtEveryStep(t *testing.T) {
	sha := shaForm
	steps := 0
	everyCrash(t, nil, func(d disk.FS) error {
		_, err := New(d, "/w/存档").Put(form)
		return err
	}, func(at string, twin *disktest.Twin, err error) {
		steps++
		a := New(twin, "/w/存档")
		switch check := a.Check(sha); {
		case err == nil && check != nil:
			t.Errorf("%s: success told, then %v", at, check)
		case check != nil && !errors.Is(check, ErrMissing):
			t.Errorf("%s: half an original: %v", at, check)
		}
		// The next run does it again and all is well, also after another crash.
		if got, err := a.Put(form); err != nil || got != sha {
			t.Fatalf("%s: again: %v", at, err)
		}
		twin.Crash(false)
		if err := a.Check(sha); err != nil {
			t.Errorf("%s: after the next run: %v", at, err)
		}
	})
	if steps < 40 {
		t.Errorf("only %d crashes tried", steps)
	}
}

func TestPutTwiceAfterACrashKeepsTheName(t *testing.T) {
	// The first Put dies before the folder is synced, the second finds the
	// file and tells success: then a power cut must not take it away.
	for n := 0; ; n++ {
		twin := disktest.NewTwin()
		disk.Make(twin, "/w", 0o755)
		f := &disktest.Faulty{FS: twin, At: n, Torn: true, Dead: true}
		New(f, "/w/存档").Put(form)
		a := New(twin, "/w/存档")
		sha, err := a.Put(form)
		if err != nil {
			t.Fatal(err)
		}
		twin.Crash(false)
		if err := a.Check(sha); err != nil {
			t.Errorf("first put died at step %d: %v", n, err)
		}
		if !f.Failed() {
			return
		}
	}
}

// swap puts an original in place of another, as erasing a person does.
func swap(a *Archive, old string, data []byte) (string, error) {
	sha, err := a.Put(data)
	if err != nil || sha == old {
		return sha, err
	}
	return sha, a.Remove(old)
}

func TestSwapSurvivesACrashAtEveryStep(t *testing.T) {
	blank := []byte("申请表 less a row")
	old, fresh := Sum(form), Sum(blank)
	everyCrash(t, func(d disk.FS) {
		if _, err := New(d, "/w/存档").Put(form); err != nil {
			t.Fatal(err)
		}
	}, func(d disk.FS) error {
		_, err := swap(New(d, "/w/存档"), old, blank)
		return err
	}, func(at string, twin *disktest.Twin, err error) {
		a := New(twin, "/w/存档")
		hasOld, _ := a.Has(old)
		hasNew, _ := a.Has(fresh)
		if !hasOld && !hasNew {
			t.Errorf("%s: both are gone", at)
		}
		if err == nil && (hasOld || !hasNew) {
			t.Errorf("%s: success told, old=%v new=%v", at, hasOld, hasNew)
		}
		if got, err := swap(a, old, blank); err != nil || got != fresh {
			t.Errorf("%s: again: %v", at, err)
		}
		if list, err := a.List(); err != nil || !slices.Equal(list, []string{fresh}) {
			t.Errorf("%s: in the end: %v %v", at, list, err)
		}
	})
}

// TestEachGuardOfPutIsNeeded puts by hand, leaving out one guard at a time.
func TestEachGuardOfPutIsNeeded(t *testing.T) {
	sha := Sum(form)
	lost := func(put func(disk.FS) error) (lost bool) {
		everyCrash(t, nil, put, func(_ string, twin *disktest.Twin, err error) {
			check := New(twin, "/w/存档").Check(sha)
			if err == nil && check != nil || errors.Is(check, ErrAltered) {
				lost = true
			}
		})
		return lost
	}
	path := New(nil, "/w/存档").Path(sha)
	if !lost(func(d disk.FS) error { // the folders' names are not made durable
		return errors.Join(d.Mkdir("/w/存档", 0o700), d.Mkdir(filepath.Dir(path), 0o700), disk.Replace(d, path, form, 0o400))
	}) {
		t.Error("folders not synced: not caught")
	}
	if !lost(func(d disk.FS) error { // the bytes go straight to their place
		if err := disk.Make(d, filepath.Dir(path), 0o700); err != nil {
			return err
		}
		f, err := d.Create(path, 0o400)
		if err != nil {
			return err
		}
		_, err = f.Write(form)
		return errors.Join(err, f.Sync(), f.Close(), d.SyncDir(filepath.Dir(path)))
	}) {
		t.Error("written in place: not caught")
	}
}

func TestPutIsIdempotentAndMendsDamage(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "存档")
	a := New(disk.Real(), dir)
	sha, err := a.Put(form)
	if err != nil {
		t.Fatal(err)
	}
	at, err := os.Lstat(a.Path(sha))
	if err != nil || at.Mode().Perm() != 0o400 {
		t.Errorf("mode %v, %v", at.Mode(), err)
	}
	before, _ := os.ReadDir(filepath.Dir(a.Path(sha)))
	if _, err := a.Put(form); err != nil {
		t.Fatal(err)
	}
	again, _ := os.Lstat(a.Path(sha))
	if after, _ := os.ReadDir(filepath.Dir(a.Path(sha))); !os.SameFile(at, again) || len(before) != len(after) {
		t.Error("the same bytes were written again")
	}
	os.Chmod(a.Path(sha), 0o600)
	os.WriteFile(a.Path(sha), []byte("rotten"), 0o600)
	if _, err := a.Open(sha); !errors.Is(err, ErrAltered) {
		t.Errorf("a rotten original: %v", err)
	}
	if err := a.Check(sha); !errors.Is(err, ErrAltered) {
		t.Errorf("check of a rotten original: %v", err)
	}
	if _, err := a.Put(form); err != nil {
		t.Fatal(err)
	}
	if got, err := a.Open(sha); err != nil || !bytes.Equal(got, form) {
		t.Errorf("after mending: %q %v", got, err)
	}
}

func TestOpenTellsMissing(t *testing.T) {
	a := New(disktest.NewTwin(), "/none")
	if _, err := a.Open(Sum(form)); !errors.Is(err, ErrMissing) {
		t.Error(err)
	}
	if has, err := a.Has(Sum(form)); has || err != nil {
		t.Error(has, err)
	}
	if list, err := a.List(); list != nil || err != nil {
		t.Error(list, err)
	}
	if err := a.Remove(Sum(form)); err != nil {
		t.Error(err)
	}
}

func TestPutFromRefusesOtherBytes(t *testing.T) {
	twin := disktest.NewTwin()
	a := New(twin, "/存档")
	err := a.putFrom(Sum(form), func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader("other bytes")), nil
	})
	if !errors.Is(err, ErrAltered) || len(twin.Files()) != 0 {
		t.Errorf("%v, %v", err, twin.Files())
	}
	err = a.putFrom("../../etc/passwd", func() (io.ReadCloser, error) { return nil, io.EOF })
	if err == nil || errors.Is(err, io.EOF) {
		t.Errorf("a path for a hash: %v", err)
	}
	if got := a.Path("../x"); got != filepath.Join("/存档", "none") {
		t.Error(got)
	}
}

func TestListLeavesOutWhatIsNoOriginal(t *testing.T) {
	twin := disktest.NewTwin()
	a := New(twin, "/存档")
	var want []string
	for _, text := range []string{"a", "b", "c"} {
		sha, err := a.Put([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, sha)
	}
	slices.Sort(want)
	disk.Replace(twin, "/存档/README", nil, 0o600)
	disk.Replace(twin, filepath.Join(filepath.Dir(a.Path(want[0])), "note"), nil, 0o600)
	if got, err := a.List(); err != nil || !slices.Equal(got, want) {
		t.Errorf("%v %v", got, err)
	}
}
