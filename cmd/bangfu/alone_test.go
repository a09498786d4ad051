package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"bangfu/internal/place"
)

// said runs a command in this process and returns its status and what it said.
func said(w world, args ...string) (int, string) {
	var out bytes.Buffer
	w.out, w.err = &out, &out
	status := run(context.Background(), args, w)
	return status, out.String()
}

// TestOneRunAtATime holds a workspace by another process in the middle of a run.
func TestOneRunAtATime(t *testing.T) {
	dir := sampleSite(t)
	other := exec.Command("bangfu-traced", runAt(dir)...)
	other.Env = append(os.Environ(), waitWhere+"=审核")
	in, err := other.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	told, err := other.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Start(); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(told); lines.Scan() && lines.Text() != "审核"; {
	}
	for _, args := range [][]string{runAt(dir), {"verify", "-w", dir}, {"rebuild", "-w", dir}, {"erase", "140213100001", "--why", "x", "--yes", "-w", dir}} {
		status, text := said(quiet(), args...)
		if status != statusLocked || !strings.Contains(text, strconv.Itoa(other.Process.Pid)) || !strings.Contains(text, "请等它结束") {
			t.Errorf("%s: status %d: %s", args[0], status, text)
		}
	}
	if status, text := said(quiet(), "status", "-w", dir); status != statusDone {
		t.Errorf("status: %d %s", status, text)
	}
	log := logged(t, dir, quiet())
	if !strings.Contains(log, "本次跳过") {
		t.Errorf("the daemon: %s", log)
	}
	other.Process.Kill()
	other.Wait()
	mustRun(t, runAt(dir)...)
	mustRun(t, "verify", "-w", dir)
}

// TestSixFirstRunsAtOnce starts six runs on a workspace in which none has been:
// each has its turn or is told of the one at work, one at least does the work,
// and what they leave is what a single run leaves.
func TestSixFirstRunsAtOnce(t *testing.T) {
	template := sampleSite(t)
	whole, dir := copied(t, template), copied(t, template)
	mustRun(t, runAt(whole)...)
	var runs [6]*exec.Cmd
	var told [6]bytes.Buffer
	for i := range runs {
		runs[i] = exec.Command("bangfu", runAt(dir)...)
		runs[i].Stdout, runs[i].Stderr = &told[i], &told[i]
		if err := runs[i].Start(); err != nil {
			t.Fatal(err)
		}
	}
	done := 0
	for i, r := range runs {
		r.Wait()
		switch status := r.ProcessState.ExitCode(); status {
		case statusDone:
			done++
		case statusLocked:
		default:
			t.Errorf("run %d: status %d: %s", i, status, told[i].String())
		}
	}
	if done == 0 {
		t.Error("no run had its turn")
	}
	mustRun(t, "verify", "-w", dir)
	if d := firstDifference(holdings(t, dir), holdings(t, whole)); d != "" {
		t.Error(d)
	}
}

// logged is one pass of the daemon, and what it logged.
func logged(t *testing.T, dir string, w world) string {
	t.Helper()
	var log bytes.Buffer
	w.now = func() time.Time { return time.Date(2026, 11, 26, 18, 30, 0, 0, time.FixedZone("", 8*3600)) }
	daemonCmd{workspace: workspace{dir}}.once(context.Background(), w, slog.New(slog.NewTextHandler(&log, nil)))
	return log.String()
}

func TestAnotherAccountIsRefused(t *testing.T) {
	dir := sampleSite(t)
	mustRun(t, runAt(dir)...)
	record := place.New(dir, place.Folders{}).Account()
	if err := os.WriteFile(record, []byte(`{"account":"lihong","id":"99999"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{runAt(dir), {"verify", "-w", dir}} {
		if status, text := said(quiet(), args...); status != statusUsage || !strings.Contains(text, "lihong") {
			t.Errorf("%s: status %d: %s", args[0], status, text)
		}
	}
	// A reader who may not open the ledger is told whose it is; a folder in its
	// place is as closed to every account, the administrator's too.
	book := filepath.Join(dir, "ledger.db")
	if err := errors.Join(os.Remove(book), os.Mkdir(book, 0o700)); err != nil {
		t.Fatal(err)
	}
	if status, text := said(quiet(), "status", "-w", dir); status != statusUsage || !strings.Contains(text, "lihong") {
		t.Errorf("status: status %d: %s", status, text)
	}
}

// TestAPanicDoesNotStopTheNextRun panics in one pass of the daemon; the lock and
// the ledger are free for the next, in the same process.
func TestAPanicDoesNotStopTheNextRun(t *testing.T) {
	dir := sampleSite(t)
	for _, stage := range []string{"收件", "计划", "发布"} {
		w := quiet()
		w.tell = func(s string, _, _ int) {
			if s == stage {
				panic("a fault in " + s)
			}
		}
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s was never reached", stage)
				}
			}()
			logged(t, dir, w)
		}()
	}
	if log := logged(t, dir, quiet()); !strings.Contains(log, "执行完成") {
		t.Errorf("the next run: %s", log)
	}
	mustRun(t, "verify", "-w", dir)
}

// TestStoppedAtAnyStageThenRunAgain ends the context in the middle of a run, as
// SIGTERM does: the run gives up cleanly, and the next one makes up for it.
func TestStoppedAtAnyStageThenRunAgain(t *testing.T) {
	template := sampleSite(t)
	whole := copied(t, template)
	mustRun(t, runAt(whole)...)
	want := holdings(t, whole)
	for _, stage := range []string{"收件", "读表", "审核", "计划", "入账", "成文", "发布", "清收件箱", "收件情况", "备份"} {
		t.Run(stage, func(t *testing.T) {
			t.Parallel()
			dir := copied(t, template)
			ctx, stop := context.WithCancel(context.Background())
			defer stop()
			w := quiet()
			w.tell = func(s string, _, _ int) {
				if s == stage {
					stop()
				}
			}
			if status := run(ctx, runAt(dir), w); status != statusMend && status != statusDone {
				t.Errorf("status %d", status)
			}
			if ctx.Err() == nil {
				t.Error("the stage was never reached")
			}
			mustRun(t, runAt(dir)...)
			if d := firstDifference(holdings(t, dir), want); d != "" {
				t.Error(d)
			}
		})
	}
}

// TestDaemonTellsWhatDiffersInTheOutbox takes a frozen file away: the daemon
// finds it within the week, log, status.json and status say so, run after run,
// until it has been put back.
func TestDaemonTellsWhatDiffersInTheOutbox(t *testing.T) {
	dir := sampleSite(t)
	mustRun(t, runAt(dir)...)
	const gone = "供货导入_2026-W49.csv 不在了或读不出"
	if err := os.Remove(filepath.Join(dir, "发件箱", "市局", "2026-W49", "供货导入_2026-W49.csv")); err != nil {
		t.Fatal(err)
	}
	if log := logged(t, dir, quiet()); !strings.Contains(log, gone) {
		t.Errorf("the log: %s", log)
	}
	if log := logged(t, dir, quiet()); strings.Contains(log, gone) {
		t.Errorf("looked twice in a week: %s", log)
	}
	tells := func(when string, want bool) {
		t.Helper()
		monitored, err := os.ReadFile(filepath.Join(dir, "status.json"))
		if err != nil || strings.Contains(string(monitored), gone) != want {
			t.Errorf("%s, status.json: %v %s", when, err, monitored)
		}
		if status, text := said(quiet(), "status", "-w", dir); status != statusDone || strings.Contains(text, gone) != want {
			t.Errorf("%s, status: %d %s", when, status, text)
		}
	}
	tells("found", true)
	mustRun(t, "verify", "--outbox", "--mend", "-w", dir)
	mustRun(t, runAt(dir)...)
	tells("put back", false)
}

func TestDaemonRefusesABadSchedule(t *testing.T) {
	dir := sampleSite(t)
	config := filepath.Join(dir, "bangfu.toml")
	text, _ := os.ReadFile(config)
	text = bytes.Replace(text, []byte(`"*/30 8-19 * * 1-5"`), []byte(`"TZ=Asia/Shanghai"`), 1)
	if err := os.WriteFile(config, text, 0o640); err != nil {
		t.Fatal(err)
	}
	if status, text := said(quiet(), "daemon", "-w", dir); status != statusUsage || !strings.Contains(text, "schedule") {
		t.Errorf("status %d: %s", status, text)
	}
}

// TestDaemonMakesUpAMissedRun starts the program as a daemon long after its last
// run, sees it run once, tells it to stop, and reads its log.
func TestDaemonMakesUpAMissedRun(t *testing.T) {
	dir := lateSite(t, "\nsettle = 0\njump = 3650\n")
	journal := daemonLog(t, 1, "-w", dir)
	if !strings.Contains(journal, "补做") || !strings.Contains(journal, "files=1") || !strings.Contains(journal, "已停止") {
		t.Errorf("the log: %s", journal)
	}
	for _, who := range people(t, dir) {
		if strings.Contains(journal, who) {
			t.Errorf("the log names %s", who)
		}
	}
	status, err := os.ReadFile(filepath.Join(dir, "status.json"))
	if err != nil || !bytes.Contains(status, []byte(`"last_run"`)) {
		t.Errorf("status.json: %s %v", status, err)
	}
}

// TestDaemonAsksAboutAClockThatJumped starts it as long after its last run, where
// nobody has said that the clock is right: nothing is entered, and the log, and
// status.json, say what to look at.
func TestDaemonAsksAboutAClockThatJumped(t *testing.T) {
	dir := lateSite(t, "\nsettle = 0\n")
	journal := daemonLog(t, 1, "-w", dir)
	status, err := os.ReadFile(filepath.Join(dir, "status.json"))
	if !strings.Contains(journal, "执行没有完成") || !strings.Contains(journal, "--clock-ok") || err != nil || !bytes.Contains(status, []byte("连续失败 1 次")) {
		t.Errorf("the log: %s status.json: %s %v", journal, status, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "收件箱", "平城区", "走访台账.xlsx")); err != nil {
		t.Error(err)
	}
}

// lateSite is a sample workspace that ran once, years before any clock's now, and
// in which a file waits; settings stand in place of settle in bangfu.toml.
func lateSite(t *testing.T, settings string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "工作区")
	mustRun(t, "sample", dir, "--units", "2", "--customers", "4", "--months", "4", "--at", "2024-01-02")
	config := filepath.Join(dir, "bangfu.toml")
	text, _ := os.ReadFile(config)
	text = bytes.Replace(text, []byte("\njump = 21\n"), nil, 1)
	if err := os.WriteFile(config, bytes.Replace(text, []byte("\nsettle = 3\n"), []byte(settings), 1), 0o640); err != nil {
		t.Fatal(err)
	}
	late := filepath.Join(dir, "收件箱", "平城区", "走访台账.xlsx")
	aside := filepath.Join(t.TempDir(), "late.xlsx")
	if err := os.Rename(late, aside); err != nil {
		t.Fatal(err)
	}
	mustRun(t, "run", "-w", dir, "--at", "2024-01-02T09:00:00+08:00")
	if err := os.Rename(aside, late); err != nil {
		t.Fatal(err)
	}
	return dir
}

// daemonLog runs the daemon until it has passed so often, stops it, and returns its log.
func daemonLog(t *testing.T, passes int, args ...string) string {
	t.Helper()
	cmd := exec.Command("bangfu", append([]string{"daemon"}, args...)...)
	tellable(cmd)
	log, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	lines := bufio.NewScanner(log)
	for lines.Scan() {
		fmt.Fprintln(&all, lines.Text())
		if strings.Contains(lines.Text(), "执行完成") || strings.Contains(lines.Text(), "执行没有完成") {
			if passes--; passes == 0 {
				stopDaemon(t, cmd.Process)
			}
		}
	}
	begun := time.Now()
	if err := cmd.Wait(); err != nil || time.Since(begun) > 10*time.Second {
		t.Errorf("ended with %v", err)
	}
	return all.String()
}

// people are the names, IDs and licences of the customers of a sample workspace,
// as the ledger keeps them.
func people(t *testing.T, dir string) []string {
	t.Helper()
	o, err := workspace{dir}.open(context.Background(), quiet(), reading)
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	var list []string
	for e, err := range o.Ledger.Entries(context.Background(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		if e.Licence != "" {
			list = append(list, e.Licence)
		}
		for _, field := range []string{`"Operator":"`, `"ID":"`, `"Phone":"`} {
			if _, rest, ok := strings.Cut(string(e.Person), field); ok {
				if text, _, _ := strings.Cut(rest, `"`); text != "" {
					list = append(list, text)
				}
			}
		}
	}
	if len(list) < 20 {
		t.Fatalf("only %d texts to look for", len(list))
	}
	return list
}
