package batch

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"bangfu/internal/archive"
	"bangfu/internal/disk"
	"bangfu/internal/disk/disktest"
	"bangfu/internal/inbox"
)

// harm is one way in which the disk fails.
type harm struct {
	name       string
	torn, dead bool
}

var harms = []harm{{"refused", false, false}, {"torn", true, false}, {"dead", false, true}, {"torn and dead", true, true}}

// untouched is a run of the small city without a fault: what it leaves, and the
// disk operations it takes. It is run once for all tests.
func untouched(t *testing.T) ([]string, []disktest.Op) {
	t.Helper()
	untouchedOnce.Do(func() {
		f := &disktest.Faulty{FS: disk.Real(), At: -1}
		b := newCity(t, f)
		b.run(thursday)
		untouchedOps = f.Ops()
		untouchedEnd = b.ending()
		b.must(b.sound())
	})
	if untouchedEnd == nil {
		t.Fatal("the run without a fault failed")
	}
	return untouchedEnd, untouchedOps
}

var (
	untouchedOnce sync.Once
	untouchedEnd  []string
	untouchedOps  []disktest.Op
)

// passing reports whether an operation's fault is one that only makes a dropped
// file wait: looking at it or reading it. What comes of it is a later taking.
func passing(b *bench, op disktest.Op) bool {
	inside := op.Path == b.Place.Inboxes() || strings.HasPrefix(op.Path, b.Place.Inboxes()+string(filepath.Separator))
	switch op.Verb {
	case "open", "readdir", "lstat", "read", "readat", "stat", "close":
		return inside
	}
	return false
}

// TestAnyDiskFaultThenRunAgain fails one disk operation of a run, in each of
// four ways, and runs again at the same instant. Whatever failed, the end is
// that of a run without a fault.
func TestAnyDiskFaultThenRunAgain(t *testing.T) {
	t.Parallel()
	want, ops := untouched(t)
	for i, h := range harms {
		t.Run(h.name, func(t *testing.T) {
			t.Parallel()
			tried := map[string]int{}
			for n := i * every / len(harms); n < len(ops); n += every {
				if op, reached := failOnce(t, want, h, n, looksOnly(ops[n:])); reached {
					tried[op.Verb]++
				}
			}
			t.Log(len(ops), "operations; failed", tried)
		})
	}
}

// TestDyingWhileAFileIsTaken ends the process between setting a file aside and
// removing it. What it leaves is no new file, also when it was refused and
// would be judged again if somebody dropped it.
func TestDyingWhileAFileIsTaken(t *testing.T) {
	t.Parallel()
	want, ops := untouched(t)
	refused := archive.Sum(files(t)[yungang]["便条.txt"])
	tried := 0
	for n, op := range ops {
		if op.Verb == "remove" && inbox.IsSetAside(op.Path, refused) {
			failOnce(t, want, harm{"dead", false, true}, n, false)
			tried++
		}
	}
	if tried != 1 {
		t.Errorf("tried %d times", tried)
	}
}

// TestTheNotesOfCopies fails operations on the notes that lie beside the copies, each
// under the tag soak: the next run writes what is missing, though no copy is due.
func TestTheNotesOfCopies(t *testing.T) {
	t.Parallel()
	want, ops := untouched(t)
	var onNotes []int
	for n, op := range ops {
		if strings.Contains(filepath.ToSlash(op.Path), "/备份/.bangfu") {
			onNotes = append(onNotes, n)
		}
	}
	tried := map[string]int{}
	for i := 0; i < len(onNotes); i += noteSteps {
		n := onNotes[i]
		failOnce(t, want, harm{"torn", true, false}, n, looksOnly(ops[n:]))
		tried[ops[n].Verb]++
	}
	t.Log("failed", tried, "of", len(onNotes))
	if len(tried) < 4 || len(onNotes) < 8 {
		t.Errorf("failed %v of %d: the test proves little", tried, len(onNotes))
	}
}

// looksOnly reports operations that change nothing: at its end a run looks at 参数
// once more, for the note that spares the next run its work. Where that fails
// there is no note, and nothing to be told.
func looksOnly(ops []disktest.Op) bool {
	return !slices.ContainsFunc(ops, func(o disktest.Op) bool {
		return !slices.Contains([]string{"open", "read", "close", "lstat", "readdir"}, o.Verb)
	})
}

// failOnce fails operation n of a run and proves what the next run makes of it.
// A disk that dies is told, unless nothing was left to be done.
func failOnce(t *testing.T, want []string, h harm, n int, done bool) (disktest.Op, bool) {
	f := &disktest.Faulty{FS: disk.Real(), At: n, Torn: h.torn, Dead: h.dead}
	b := newCity(t, f)
	defer b.done()
	err := b.told()
	if !f.Failed() {
		return disktest.Op{}, false
	}
	op := f.Ops()[n]
	at := fmt.Sprintf("%d %s %s %s", n, h.name, op.Verb, b.Place.Rel(op.Path))
	if err == nil && h.dead && !done {
		t.Errorf("%s: no error was told", at)
	}
	// A process that lost its disk before it had looked into the drop folders
	// finds them all closed, and every unit told so: the files wait.
	waits := passing(b, op) || h.dead && !slices.ContainsFunc(f.Ops()[:n], func(o disktest.Op) bool { return o.Verb == "readdir" && passing(b, o) })
	if problem := b.aftermath(want, waits); problem != "" {
		t.Errorf("%s: %s", at, problem)
	}
	return op, true
}

// whole is a run as it is meant to be.
func (b *bench) whole() error {
	_, err := b.Run(context.Background(), b.at(thursday), false)
	return err
}

// told is whole with what it told of units in trouble as its error.
func (b *bench) told() error {
	res, err := b.Run(context.Background(), b.at(thursday), false)
	if err == nil && res.Urgent {
		err = errors.New(strings.Join(res.Faults, "\n"))
	}
	return err
}

// rebuild makes the outbox again, and nothing may be in the way.
func (b *bench) rebuild() {
	b.Helper()
	faults, err := b.Rebuild(context.Background())
	if b.must(err); len(faults) > 0 {
		b.Fatal(faults)
	}
}

// aftermath says what is wrong after a fault and the next run: "" when the end
// is as wanted. When files had to wait, it need not be the same, but sound.
func (b *bench) aftermath(want []string, waits bool) string {
	b.Helper()
	if half := b.halfWritten(wholes(want)); half != "" && !waits {
		return half + " is visible and not whole"
	}
	if err := b.again(); err != nil {
		return "the next run: " + err.Error()
	}
	if !waits {
		return differ(b.ending(), want)
	}
	if err := b.sound(); err != nil {
		return err.Error()
	}
	return ""
}

// again is the next process: it sweeps, as the program does when it opens a
// workspace, and runs on a sound disk.
func (b *bench) again() error {
	b.open(disk.Real())
	_, err := disk.Sweep(b.Disk, b.root, 4)
	b.must(err)
	return b.whole()
}
