//go:build soak && linux

package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/read"
	"bangfu/internal/xlsx/write"
)

// cost is what one run of the program took.
type cost struct {
	cpu  time.Duration // user and system
	peak int64         // resident memory, bytes
}

func (c cost) String() string {
	return fmt.Sprintf("%4d ms %4d MB", c.cpu.Milliseconds(), c.peak>>20)
}

// longLife is a city that reports week by week, and the program that serves it.
type longLife struct {
	*testing.T
	dir, spare string
	register   int // rows of 许可证状态
	start      assist.Week
}

// TestLongLife lives through many weeks of a city of 264 customers: a register
// and a plan every week, visits, and the month's sales every fourth. After each
// run that took files comes one that finds nothing. It tells what each took, as
// ratios to the first week, and sees that an idle run costs the same at any age.
// BANGFU_WEEKS, BANGFU_REGISTER and BANGFU_KEEP (a folder) ask for another life.
func TestLongLife(t *testing.T) {
	l := &longLife{T: t, dir: t.TempDir(), spare: t.TempDir(), register: number("BANGFU_REGISTER", 2000), start: assist.Week{Year: 2026, Number: 2}}
	if keep := os.Getenv("BANGFU_KEEP"); keep != "" {
		l.dir = keep
	}
	weeks := number("BANGFU_WEEKS", 9)
	var first, idle, run, rest cost
	for i := range weeks {
		run, rest = l.week(i)
		switch i {
		case 0: // the first run takes everybody's applications
		case 1:
			first, idle = run, rest
			fallthrough
		default:
			if i < 3 || i%13 == 0 || i == weeks-1 {
				t.Logf("week %3d: run %s (%.2f, %.2f of week 1), idle %s (%.2f, %.2f), ledger %d MB", i,
					run, part(run.cpu, first.cpu), part(run.peak, first.peak), rest, part(rest.cpu, idle.cpu), part(rest.peak, idle.peak), l.size()>>20)
			}
		}
	}
	if rest.cpu > 2*idle.cpu+100*time.Millisecond || rest.peak > idle.peak*3/2 {
		t.Errorf("an idle run grew with the ledger: %s, then %s", idle, rest)
	}
}

// number is what the environment says, else the usual.
func number(name string, usual int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return usual
}

func part[N ~int64](a, b N) float64 { return float64(a) / float64(b) }

func (l *longLife) must(err error) {
	l.Helper()
	if err != nil {
		l.Fatal(err)
	}
}

// week lets a week's files come, runs after the cut-off, and once more.
func (l *longLife) week(i int) (run, idle cost) {
	week := l.start.Add(i)
	on := week.On(time.Thursday).String()
	dir := l.dir
	if i > 0 {
		dir = filepath.Join(l.spare, week.String())
	}
	l.program("sample", dir, "--units", "11", "--customers", "24", "--months", "12", "--at", on)
	l.widen(filepath.Join(dir, "收件箱", "市局", "许可证状态.xlsx"), on)
	if i > 0 {
		l.move(dir, i)
		l.must(os.RemoveAll(dir))
	}
	run = l.program("run", "-w", l.dir, "--at", on+"T18:30:00+08:00")
	idle = l.program("run", "-w", l.dir, "--at", on+"T19:30:00+08:00")
	return run, idle
}

// move brings what the weeks after the first send into the drop folders.
func (l *longLife) move(from string, i int) {
	files, err := filepath.Glob(filepath.Join(from, "收件箱", "*", "*.xlsx"))
	l.must(err)
	for _, path := range files {
		name := filepath.Base(path)
		if name == "申请表.xlsx" || name == "名单调整.xlsx" || name == "销售历史.xlsx" && i%4 != 0 {
			continue
		}
		l.must(os.Rename(path, filepath.Join(l.dir, "收件箱", filepath.Base(filepath.Dir(path)), name)))
	}
}

// widen adds retailers who are nobody's customers to a register.
func (l *longLife) widen(path, on string) {
	data, err := os.ReadFile(path)
	l.must(err)
	book, err := read.Open(context.Background(), bytes.NewReader(data), int64(len(data)), path, read.DefaultLimits())
	l.must(err)
	var lines []string
	for row, err := range book.Rows(context.Background(), 0) {
		l.must(err)
		var cells []string
		for _, c := range row.Cells {
			cells = append(cells, c.Text)
		}
		lines = append(lines, strings.Join(cells, "|"))
	}
	text := "填报单位：市局|填报日期：" + on + "\n" + strings.Join(lines[2:], "\n")
	for n := len(lines) - 3; n < l.register; n++ {
		text += fmt.Sprintf("\n1402139%05d|王某|有效|2036-06-30|平城区", n)
	}
	data, err = write.Write(sheet.Book{Title: "许可证状态", Pages: []sheet.Page{typed("许可证状态", text)}})
	l.must(err)
	l.must(os.WriteFile(path, data, 0o644))
}

// program runs the program; that somebody must mend something is no failure.
func (l *longLife) program(args ...string) cost {
	l.Helper()
	var out bytes.Buffer
	cmd := exec.Command("bangfu", args...)
	cmd.Stdout, cmd.Stderr = &out, &out
	l.must(cmd.Start())
	over, peak := make(chan struct{}), make(chan int64)
	go func() { peak <- watched(cmd.Process.Pid, over) }()
	err := cmd.Wait()
	close(over)
	if cmd.ProcessState.ExitCode() > 1 {
		l.Fatalf("%v: %v\n%s", args, err, out.String())
	}
	return cost{cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), <-peak}
}

// watched is the peak of a process as the system tells it while it runs; what the
// system tells of one that has ended counts the process it came from, too.
func watched(pid int, over chan struct{}) (peak int64) {
	for {
		text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
		if _, rest, ok := bytes.Cut(text, []byte("VmHWM:")); ok {
			var kb int64
			fmt.Sscan(string(rest), &kb)
			peak = max(peak, kb<<10)
		}
		select {
		case <-over:
			return peak
		case <-time.After(2 * time.Millisecond):
		}
	}
}

func (l *longLife) size() int64 {
	info, err := os.Stat(filepath.Join(l.dir, "ledger.db"))
	if err != nil {
		return 0
	}
	return info.Size()
}
