//go:build soak && linux

package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/history"
	"bangfu/internal/ledger"
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
	units      int
	register   int // rows of 许可证状态
	start      assist.Week
}

// era is how many weeks are compared with as many at the end: sales come in every
// fourth, so that both have as many of them.
const era = 8

// TestLongLife lives through many weeks of a city: a register and a plan every week,
// visits, the month's sales every fourth, and once a year everybody applies again.
// After each run that took files comes one that finds nothing. It tells what each
// took, as ratios to the first weeks, and sees that neither grows with the ledger,
// that trace and status are quick at its end, and that the backups are small.
// BANGFU_WEEKS, BANGFU_REGISTER, BANGFU_UNITS and BANGFU_KEEP (a folder) ask for
// another life; BANGFU_FROM goes on with one that is kept, from a week on.
func TestLongLife(t *testing.T) {
	l := &longLife{T: t, dir: t.TempDir(), spare: t.TempDir(), units: number("BANGFU_UNITS", 11), register: number("BANGFU_REGISTER", 2000), start: assist.Week{Year: 2026, Number: 2}}
	if keep := os.Getenv("BANGFU_KEEP"); keep != "" {
		l.dir = keep
	}
	from := number("BANGFU_FROM", 0)
	weeks := max(number("BANGFU_WEEKS", 26), from+era+1)
	var runs, rests []cost
	files := l.files(from)
	for i := from; i < weeks; i++ {
		next := make(chan string, 1)
		go func() {
			defer close(next) // also where the making of files ends the test
			next <- l.files(i + 1)
		}()
		run, rest := l.week(i, files)
		if files = <-next; files == "" {
			t.FailNow()
		}
		if i == from { // the first run takes everybody's applications, or what a copy of another build lacks
			continue
		}
		if runs, rests = append(runs, run), append(rests, rest); len(runs) >= era && (i%13 == 0 || i == weeks-1) {
			first, idle := mean(runs[:era]), mean(rests[:era])
			run, rest = mean(runs[len(runs)-era:]), mean(rests[len(rests)-era:])
			t.Logf("weeks %3d to %3d: run %s (%.2f, %.2f of the first), idle %s (%.2f, %.2f), ledger %d MB, backups %.1f of it", i-era+1, i,
				run, part(run.cpu, first.cpu), part(run.peak, first.peak), rest, part(rest.cpu, idle.cpu), part(rest.peak, idle.peak),
				l.size("ledger.db")>>20, part(l.size("备份"), l.size("ledger.db")))
		}
	}
	l.heaviest(runs, from+1)
	l.bounds(mean(runs[:era]), mean(runs[len(runs)-era:]), mean(rests[len(rests)-era:]))
	l.questions(weeks)
}

// heaviest tells which run took the most memory; runs begin with that of a week.
func (l *longLife) heaviest(runs []cost, from int) {
	most := slices.MaxFunc(runs, func(a, b cost) int { return cmp.Compare(a.peak, b.peak) })
	l.Logf("the heaviest run is that of week %d: %s", from+slices.Index(runs, most), most)
}

// bounds are what a run may cost after all those weeks, and what lies there then;
// others may use the machine, which the slack is for.
func (l *longLife) bounds(first, run, idle cost) {
	if run.cpu > first.cpu*13/10+200*time.Millisecond || run.peak > 200<<20 {
		l.Errorf("a week's run grew with the ledger: %s, then %s", first, run)
	}
	if idle.cpu > 150*time.Millisecond || idle.peak > 60<<20 {
		l.Errorf("an idle run takes %s", idle)
	}
	if kept, ledger := l.size("备份"), l.size("ledger.db"); ledger > 16<<20 && kept > 5*ledger {
		l.Errorf("the backups are %d MB, the ledger is %d MB", kept>>20, ledger>>20)
	}
}

// questions asks for one customer, and for the state on a day without a run.
func (l *longLife) questions(weeks int) {
	sunday := l.start.Add(weeks - 1).On(time.Sunday).String()
	status := l.program("status", "-w", l.dir, "--at", sunday+"T10:00:00+08:00")
	trace := l.program("trace", l.customer(), "-w", l.dir)
	l.Logf("trace %s, status on a Sunday %s", trace, status)
	if trace.cpu > 200*time.Millisecond || status.cpu > 200*time.Millisecond {
		l.Error("too slow")
	}
}

// customer is the licence of somebody on the roll.
func (l *longLife) customer() string {
	book, err := ledger.Look(context.Background(), filepath.Join(l.dir, "ledger.db"))
	l.must(err)
	defer book.Close()
	for e, err := range book.Entries(context.Background(), 0, history.KindApplication) {
		l.must(err)
		return e.Licence
	}
	l.Fatal("nobody has applied")
	return ""
}

// mean is the mean of some costs.
func mean(list []cost) (m cost) {
	for _, c := range list {
		m.cpu += c.cpu / time.Duration(len(list))
		m.peak += c.peak / int64(len(list))
	}
	return m
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

// day is the one on which a week's run comes.
func (l *longLife) day(i int) string { return l.start.Add(i).On(time.Thursday).String() }

// files makes what comes in a week, in a folder of its own but for the first; it is
// made while the week before is lived.
func (l *longLife) files(i int) (dir string) {
	dir = l.dir
	if i > 0 {
		dir = filepath.Join(l.spare, l.start.Add(i).String())
	}
	l.program("sample", dir, "--units", strconv.Itoa(l.units), "--customers", "24", "--months", "12", "--at", l.day(i))
	l.widen(filepath.Join(dir, "收件箱", "市局", "许可证状态.xlsx"), l.day(i))
	return dir
}

// week lets a week's files come, runs after the cut-off, and once more.
func (l *longLife) week(i int, files string) (run, idle cost) {
	on := l.day(i)
	if i > 0 {
		l.move(files, i)
		l.must(os.RemoveAll(files))
	}
	run = l.program("run", "-w", l.dir, "--at", on+"T18:30:00+08:00")
	before := l.last()
	idle = l.program("run", "-w", l.dir, "--at", on+"T19:30:00+08:00")
	if after := l.last(); after != before {
		l.Errorf("week %d: a run that has nothing new enters %d facts", i, after-before)
	}
	return run, idle
}

// last is the number of the ledger's last entry.
func (l *longLife) last() int64 {
	book, err := ledger.Look(context.Background(), filepath.Join(l.dir, "ledger.db"))
	l.must(err)
	defer book.Close()
	seq, _, err := book.Head(context.Background())
	l.must(err)
	return seq
}

// move brings what the weeks after the first send into the drop folders.
func (l *longLife) move(from string, i int) {
	files, err := filepath.Glob(filepath.Join(from, "收件箱", "*", "*.xlsx"))
	l.must(err)
	for _, path := range files {
		name := filepath.Base(path)
		if name == "申请表.xlsx" && i%51 != 50 || name == "名单调整.xlsx" || name == "销售历史.xlsx" && i%4 != 0 {
			continue
		}
		l.must(os.Rename(path, filepath.Join(l.dir, "收件箱", filepath.Base(filepath.Dir(path)), name)))
	}
}

// widen adds retailers who are nobody's customers to a register.
func (l *longLife) widen(path, on string) {
	data, err := os.ReadFile(path)
	l.must(err)
	book, err := read.Open(context.Background(), bytes.NewReader(data), int64(len(data)), path, read.Limits{})
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

// size is that of a file or of all files of a folder, bytes.
func (l *longLife) size(name string) (all int64) {
	l.must(filepath.WalkDir(filepath.Join(l.dir, name), func(_ string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			all += info.Size()
		}
		return err
	}))
	return all
}
