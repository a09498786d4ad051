package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"bangfu/internal/journal"
	"bangfu/internal/ledger"
	"bangfu/internal/place"
)

// killWhere tells the traced program where to end: stage, which call of it, and
// how many microseconds after.
const killWhere = "BANGFU_TEST_KILL"

// waitWhere tells the traced program at which stage to wait for its standard input.
const waitWhere = "BANGFU_TEST_WAIT"

// traced is main, but every step is told on standard error, and where it is told
// to it kills itself as kill -9 would: nothing is closed, nothing runs after.
func traced() {
	stage, rest, _ := strings.Cut(os.Getenv(killWhere), ":")
	nth, after, _ := strings.Cut(rest, ":")
	n, _ := strconv.Atoi(nth)
	wait, _ := strconv.Atoi(after)
	w := system()
	w.tell = func(s string, _, _ int) {
		fmt.Fprintln(os.Stderr, s)
		if s == os.Getenv(waitWhere) {
			io.Copy(io.Discard, os.Stdin)
		}
		if s != stage {
			return
		}
		if n--; n == 0 && wait == 0 {
			die()
		} else if n == 0 {
			go func() {
				time.Sleep(time.Duration(wait) * time.Microsecond)
				die()
			}()
		}
	}
	os.Exit(run(context.Background(), os.Args[1:], w))
}

// die kills this process and waits for it.
func die() {
	if me, err := os.FindProcess(os.Getpid()); err == nil {
		me.Kill()
	}
	select {}
}

// runAt are the arguments of a run of a workspace that takes everything and freezes.
func runAt(dir string) []string {
	return []string{"run", "-w", dir, "--at", "2026-11-26T18:30:00+08:00"}
}

// quiet is the machine with nobody listening.
func quiet() world {
	w := system()
	w.out, w.err, w.tty = io.Discard, io.Discard, false
	return w
}

// mustRun runs a command in this process.
func mustRun(t *testing.T, args ...string) {
	t.Helper()
	var said bytes.Buffer
	w := quiet()
	w.err, w.out = &said, &said
	if status := run(context.Background(), args, w); status != statusDone {
		t.Fatalf("%s: status %d\n%s", args[0], status, said.String())
	}
}

// sampleSite makes a small sample workspace that does not wait for files to settle.
func sampleSite(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "工作区")
	mustRun(t, "sample", dir, "--units", "2", "--customers", "4", "--months", "4")
	config := filepath.Join(dir, "bangfu.toml")
	text, err := os.ReadFile(config)
	if err == nil {
		err = os.WriteFile(config, bytes.Replace(text, []byte("\nsettle = 3\n"), []byte("\nsettle = 0\n"), 1), 0o640)
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// copied is a workspace like another.
func copied(t *testing.T, from string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "工作区")
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// holdings are all that a workspace holds, a line a thing, without what is chance.
func holdings(t *testing.T, dir string) []string {
	t.Helper()
	p := place.New(dir, place.Folders{})
	book, err := ledger.Open(context.Background(), p.Ledger(), ledger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	var lines []string
	for e, err := range book.Entries(context.Background(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, fmt.Sprintf("entry %d %v %s %s %s %s", e.Seq, e.At, e.Kind, e.Licence, e.Body, e.Person))
	}
	for x, err := range book.Sightings(context.Background(), "") {
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, fmt.Sprintf("sighting %+v", x))
	}
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Name() == journal.Folder {
			return filepath.SkipDir // it tells hashes, which are salted by chance
		}
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), "ledger.db") {
			return err
		}
		data, err := os.ReadFile(path)
		if filepath.Dir(path) == p.Backups() {
			data = nil // a copy of chance is chance
		}
		lines = append(lines, fmt.Sprintf("file %s %x", p.Rel(path), sha256.Sum256(data)))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// firstDifference is "" when two holdings are the same.
func firstDifference(got, want []string) string {
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			return "missing: " + want[i]
		case i >= len(want):
			return "too much: " + got[i]
		case got[i] != want[i]:
			return "got " + got[i] + "\nwant " + want[i]
		}
	}
	return ""
}

// process runs the traced program as another process until it ends or dies; it
// returns the stages it told, and whether it was killed.
func process(t *testing.T, dir, where string, after time.Duration) (stages []string, killed bool) {
	t.Helper()
	var told bytes.Buffer
	cmd := exec.Command("bangfu-traced", runAt(dir)...)
	cmd.Env = append(os.Environ(), killWhere+"="+where)
	cmd.Stderr = &told
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if after > 0 {
		end := time.AfterFunc(after, func() { cmd.Process.Kill() })
		defer end.Stop()
	}
	err := cmd.Wait()
	if err != nil && !cutDown(cmd.ProcessState) {
		t.Fatalf("ended with status %d:\n%s", cmd.ProcessState.ExitCode(), told.String())
	}
	return strings.Fields(told.String()), err != nil
}

// TestKilledAtAnyMoment kills the program at many moments of a run of a sample
// city, again and again, and lets it run to the end: everything is as if it had
// never been killed, and the proof is clean.
func TestKilledAtAnyMoment(t *testing.T) {
	template := sampleSite(t)
	whole := copied(t, template)
	begun := time.Now()
	trace, _ := process(t, whole, "", 0)
	took := time.Since(begun)
	want := holdings(t, whole)
	calls := map[string]int{}
	var stages []string
	for _, s := range trace {
		if calls[s]++; calls[s] == 1 {
			stages = append(stages, s)
		}
	}
	if len(stages) < 10 {
		t.Fatalf("only the stages %v were told", stages)
	}
	var mu sync.Mutex
	hits := map[string]int{}
	t.Run("kills", func(t *testing.T) {
		for i := range kills {
			t.Run(strconv.Itoa(i), func(t *testing.T) {
				t.Parallel()
				r := rand.New(rand.NewPCG(uint64(i), 8))
				dir := copied(t, template)
				stage := stages[i%(len(stages)+4)%len(stages)]
				wait := 0 // a third of the kills come a little after the step
				if cycle := i / (len(stages) + 4); cycle%3 == 2 {
					wait = 1 + r.IntN(1500)
				}
				where, after := fmt.Sprintf("%s:%d:%d", stage, 1+r.IntN(calls[stage]), wait), time.Duration(0)
				if i%(len(stages)+4) >= len(stages) {
					where, after = "", time.Duration(r.Int64N(int64(took)))+time.Millisecond
				}
				trace, killed := process(t, dir, where, after)
				if !killed { // it was quicker
					dir = copied(t, template)
					trace, killed = process(t, dir, stage+":1:0", 0)
				}
				if !killed {
					t.Fatalf("%s: not killed", where)
				}
				at := "开始"
				if len(trace) > 0 {
					at = trace[len(trace)-1]
				}
				mu.Lock()
				hits[at]++
				mu.Unlock()
				mustRun(t, runAt(dir)...)
				if d := firstDifference(holdings(t, dir), want); d != "" {
					t.Errorf("killed in %s (%s): %s", at, where, d)
				}
				mustRun(t, "verify", "-w", dir)
			})
		}
	})
	t.Logf("one run takes %v; kills by stage: %v", took, hits)
	for _, s := range stages {
		if hits[s] < killsEach {
			t.Errorf("%s was hit %d times, want %d", s, hits[s], killsEach)
		}
	}
}
