package inbox

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/disk"
	"bangfu/internal/disk/disktest"
)

// The SHA-256 of "abc", from FIPS 180.
const shaABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

func TestReadGivesBytesAndHash(t *testing.T) {
	p := desk(t)
	drop(t, p, "平城区", "申请表.xlsx", "abc")
	w := twoLooks(t, p, nil)[0]
	c, err := Read(disk.Real(), w, 3)
	if err != nil || string(c.Bytes) != "abc" || c.SHA != shaABC || c.Size != 3 {
		t.Errorf("%+v %v", c, err)
	}
	c, err = Read(disk.Real(), w, 2) // beyond the limit: the hash alone
	if err != nil || c.Bytes != nil || c.SHA != shaABC || c.Size != 3 {
		t.Errorf("beyond the limit: %+v %v", c, err)
	}
}

func TestReadTellsEveryFault(t *testing.T) {
	p := desk(t)
	drop(t, p, "平城区", "申请表.xlsx", "abc")
	w := twoLooks(t, p, nil)[0]
	for n := 0; ; n++ {
		f := &disktest.Faulty{FS: disk.Real(), At: n}
		c, err := Read(f, w, 10)
		if !f.Failed() {
			if n < 4 {
				t.Errorf("only %d steps", n)
			}
			return
		}
		if f.Ops()[n].Verb == "close" {
			continue // all is read by then
		}
		if !errors.Is(err, disktest.ErrFault) || c.SHA != "" {
			t.Errorf("step %d: %+v %v", n, c, err)
		}
		if r := Refuse(w, err); r.State != Unreadable || r.Reason == "" || r.Next == "" {
			t.Errorf("step %d: %+v", n, r)
		}
	}
}

// meddler does something to the file behind our back before the n-th use of a verb.
type meddler struct {
	disk.FS
	verb   string
	meddle func()
}

func (m *meddler) Lstat(name string) (fs.FileInfo, error) {
	m.at("lstat")
	return m.FS.Lstat(name)
}

func (m *meddler) Open(name string) (disk.File, error) {
	m.at("open")
	return m.FS.Open(name)
}

func (m *meddler) Rename(from, to string) error {
	m.at("rename")
	return m.FS.Rename(from, to)
}

func (m *meddler) Remove(name string) error {
	m.at("remove")
	return m.FS.Remove(name)
}

func (m *meddler) at(verb string) {
	if m.verb == verb && m.meddle != nil {
		do := m.meddle
		m.meddle = nil
		do()
	}
}

func TestReadNoticesAChangeMeanwhile(t *testing.T) {
	p := desk(t)
	path := drop(t, p, "平城区", "申请表.xlsx", "abc")
	w := twoLooks(t, p, nil)[0]
	m := &meddler{disk.Real(), "lstat", func() { os.WriteFile(path, []byte("abcd"), 0o644) }}
	_, err := Read(m, w, 10)
	if !errors.Is(err, ErrChanged) {
		t.Errorf("%v", err)
	}
	if r := Refuse(w, err); r.State != Settling {
		t.Errorf("%+v", r)
	}
}

// texts are the contents of all files in a folder, sorted.
func texts(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, string(b))
	}
	slices.Sort(all)
	return strings.Join(all, ",")
}

func TestTakeNeverTakesANewerFile(t *testing.T) {
	for _, c := range []struct {
		name   string
		verb   string
		meddle func(path string)
		left   string
		want   error
	}{
		{"nothing happens", "", nil, "", nil},
		{"saved again before", "lstat", func(path string) { os.WriteFile(path, []byte("newer"), 0o644) }, "newer", ErrChanged},
		{"saved again at the last look, same size and time", "rename", func(path string) {
			at, _ := os.Stat(path)
			os.WriteFile(path, []byte("ABC"), 0o644)
			os.Chtimes(path, at.ModTime(), at.ModTime())
		}, "ABC", ErrChanged},
		{"dropped again while it is taken", "remove", func(path string) { os.WriteFile(path, []byte("newer"), 0o644) }, "newer", nil},
		{"gone already", "lstat", func(path string) { os.Remove(path) }, "", nil},
	} {
		p := desk(t)
		path := drop(t, p, "平城区", "申请表.XLSX", "abc")
		w := twoLooks(t, p, nil)[0]
		m := &meddler{disk.Real(), c.verb, func() { c.meddle(path) }}
		if err := Take(m, w, shaABC); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
		if got := texts(t, p.Inbox("平城区")); got != c.left {
			t.Errorf("%s: left %q, want %q", c.name, got, c.left)
		}
		if c.left != "" {
			if name := twoLooks(t, p, nil)[0].Name; name != "申请表.XLSX" {
				t.Errorf("%s: it is now called %s", c.name, name)
			}
		}
	}
}

func TestTakeLeavesAFileBeingWrittenAlone(t *testing.T) {
	p := desk(t)
	path := drop(t, p, "平城区", "申请表.xlsx", "abc")
	w := twoLooks(t, p, nil)[0]
	os.WriteFile(path, []byte("abc and"), 0o644)
	f := &disktest.Faulty{FS: disk.Real(), At: -1}
	if err := Take(f, w, shaABC); !errors.Is(err, ErrChanged) || len(f.Ops()) != 1 {
		t.Errorf("%v after %v", err, f.Ops())
	}
}

func TestGivingBackOverwritesNothing(t *testing.T) {
	p := desk(t)
	path := drop(t, p, "平城区", "申请表.xlsx", "abc")
	w := twoLooks(t, p, nil)[0]
	m := &meddler{disk.Real(), "open", func() { // it is set aside by now
		names, _ := filepath.Glob(filepath.Join(p.Inbox("平城区"), "收取中_*"))
		os.WriteFile(names[0], []byte("written late"), 0o644)
		os.WriteFile(path, []byte("dropped again"), 0o644)
	}}
	if err := Take(m, w, shaABC); !errors.Is(err, ErrChanged) {
		t.Errorf("%v", err)
	}
	if got := texts(t, p.Inbox("平城区")); got != "dropped again,written late" {
		t.Errorf("left %q", got)
	}
}

// removeWithoutLooking is Take less its guard.
func removeWithoutLooking(d disk.FS, w Waiting, sha string) error {
	if err := sameHash(d, w.Path, sha); err != nil {
		return err
	}
	return d.Remove(w.Path)
}

func TestSettingAsideIsNeeded(t *testing.T) {
	p := desk(t)
	path := drop(t, p, "平城区", "申请表.xlsx", "abc")
	w := twoLooks(t, p, nil)[0]
	m := &meddler{disk.Real(), "remove", func() { os.WriteFile(path, []byte("newer"), 0o644) }}
	removeWithoutLooking(m, w, shaABC)
	if got := texts(t, p.Inbox("平城区")); got == "newer" {
		t.Error("the newer file was kept without the guard: the guard proves nothing")
	}
}

func TestTakeLosesNothingAtAnyFault(t *testing.T) {
	for _, dead := range []bool{false, true} {
		for _, torn := range []bool{false, true} {
			for n := 0; ; n++ {
				p := desk(t)
				drop(t, p, "平城区", "申请表.xlsx", "abc")
				drop(t, p, "平城区", "另一个.xlsx", "other")
				w := one(t, twoLooks(t, p, nil), "申请表.xlsx")
				f := &disktest.Faulty{FS: disk.Real(), At: n, Torn: torn, Dead: dead}
				err := Take(f, w, shaABC)
				at := fmt.Sprintf("step %d torn=%v dead=%v", n, torn, dead)
				left := texts(t, p.Inbox("平城区"))
				if left != "abc,other" && left != "other" {
					t.Fatalf("%s: left %q", at, left)
				}
				if err == nil && left != "other" {
					t.Errorf("%s: success told, left %q", at, left)
				}
				if !dead && left == "abc,other" {
					one(t, twoLooks(t, p, nil), "申请表.xlsx") // under its own name
				}
				// The next run sees whatever is left as an ordinary file and takes it.
				for _, w := range twoLooks(t, p, nil) {
					if w.State != Ready {
						t.Errorf("%s: %s is %s", at, w.Name, w.State)
					}
					c, err := Read(disk.Real(), w, 10)
					if err != nil {
						t.Fatal(err)
					}
					if err := Take(disk.Real(), w, c.SHA); err != nil {
						t.Fatal(err)
					}
				}
				if left := texts(t, p.Inbox("平城区")); left != "" {
					t.Errorf("%s: after the next run %q is left", at, left)
				}
				if !f.Failed() {
					break
				}
			}
		}
	}
}

func TestSetAsideNameIsFree(t *testing.T) {
	p := desk(t)
	sum := fmt.Sprintf("%x", sha256.Sum256([]byte("abc")))
	drop(t, p, "平城区", "收取中_"+sum[:16]+".xlsx", "something else")
	drop(t, p, "平城区", "申请表.xlsx", "abc")
	w := one(t, twoLooks(t, p, nil), "申请表.xlsx")
	if err := Take(disk.Real(), w, sum); err != nil {
		t.Fatal(err)
	}
	if got := texts(t, p.Inbox("平城区")); got != "something else" {
		t.Errorf("left %q", got)
	}
}

func TestTakeOfAHeldFileLeavesIt(t *testing.T) {
	p := desk(t)
	drop(t, p, "平城区", "申请表.xlsx", "abc")
	w := twoLooks(t, p, nil)[0]
	for n := 0; ; n++ {
		f := &disktest.Faulty{FS: disk.Real(), At: n, Fault: disk.ErrBusy}
		if err := Take(f, w, shaABC); f.Failed() && f.Ops()[n].Verb == "rename" {
			if !errors.Is(err, disk.ErrBusy) {
				t.Errorf("%v", err)
			}
			break
		}
	}
	if one(t, twoLooks(t, p, nil), "申请表.xlsx").State != Ready {
		t.Error("it does not wait")
	}
}
