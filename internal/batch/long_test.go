package batch

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"bangfu/internal/archive"
	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/disk"
	"bangfu/internal/disk/disktest"
	"bangfu/internal/sheet"
)

// life is a workspace over many weeks with whatever may happen to it.
type life struct {
	*bench
	*rand.Rand
	now     time.Time
	rows    map[string]map[string][]map[column.Header]sheet.Value // of the small city, by unit and file
	dropped map[[2]string]bool                                    // unit and hash of every whole file ever dropped
	past    map[string][][]byte                                   // by unit
	growing map[string][]byte                                     // the whole of what is still being copied, by path
	faults  int
	n       int
}

// TestManyRunsWithFaults lives through many runs with files dropped new, twice,
// mended, cut and growing, and with disk faults in most of the runs. At the end
// nothing is lost, nothing counted twice, and the proof is clean.
func TestManyRunsWithFaults(t *testing.T) {
	t.Parallel()
	const seed = 8
	l := newLife(t, seed)
	for range runs {
		for range 1 + l.IntN(2) {
			l.something()
		}
		l.pass()
		l.later()
	}
	l.settle()
	l.check()
	t.Logf("%d runs, %d with a fault; %d files, %d entries, until %s", runs, l.faults, len(l.dropped), l.seq(), l.now.Format("2006-01-02"))
	if l.faults < runs/3 {
		t.Errorf("only %d of %d runs met a fault", l.faults, runs)
	}
}

// newLife is a workspace in which the city's files wait.
func newLife(t *testing.T, seed uint64) *life {
	t.Helper()
	l := &life{bench: emptyCity(t, disk.Real()), Rand: rand.New(rand.NewPCG(seed, seed)), rows: map[string]map[string][]map[column.Header]sheet.Value{},
		dropped: map[[2]string]bool{}, past: map[string][][]byte{}, growing: map[string][]byte{}}
	if seed%2 == 1 { // as if it were large: its copies are compressed, and increments
		l.plain, l.Site.plain = 1, 1
	}
	l.now = l.at("2026-11-23 08:00")
	for unit, drops := range files(t) {
		l.rows[unit] = map[string][]map[column.Header]sheet.Value{}
		for name, data := range drops {
			if strings.HasSuffix(name, ".xlsx") && name != "截断.xlsx" {
				l.rows[unit][name] = l.rowsIn(data)
			}
		}
		if unit == assist.City {
			for name, data := range drops {
				l.give(unit, name, data)
			}
		}
	}
	return l
}

// give drops a whole file.
func (l *life) give(unit, name string, data []byte) {
	l.drop(unit, name, data)
	l.dropped[[2]string{unit, archive.Sum(data)}] = true
	l.past[unit] = append(l.past[unit], data)
}

// name is a fresh file name.
func (l *life) name(what string) string {
	l.n++
	return fmt.Sprintf("%s%04d.xlsx", what, l.n)
}

func (l *life) unit() string { return []string{pingcheng, yungang}[l.IntN(2)] }

func (l *life) today() string { return assist.DateOf(l.now).String() }

// something happens in the drop folders.
func (l *life) something() {
	unit := l.unit()
	switch l.IntN(10) {
	case 0, 1, 2:
		l.give(unit, l.name("申请"), l.applications(unit))
	case 3:
		rows := l.rows[pingcheng]["销售历史.xlsx"]
		from := l.IntN(len(rows))
		l.give(pingcheng, l.name("销售"), l.workbook(assist.SalesForm, pingcheng, l.today(), rows[from:min(from+20, len(rows))]...))
	case 4:
		visits := l.rows[unit]["走访台账.xlsx"]
		l.give(unit, l.name("走访"), l.workbook(assist.VisitForm, unit, l.today(), visits[:1+l.IntN(len(visits))]...))
	case 5: // the same bytes again
		if old := l.past[unit]; len(old) > 0 {
			l.give(unit, l.name("又"), old[l.IntN(len(old))])
		}
	case 6:
		l.sendBack(unit)
	case 7:
		l.beginCopy(unit)
	case 8:
		l.give(unit, l.name("杂"), []byte(fmt.Sprintf("not a workbook at all %d", l.IntN(5))))
	case 9:
		l.city()
	}
}

// applications are some of a unit's rows, some of them with a slip.
func (l *life) applications(unit string) []byte {
	var rows []map[column.Header]sheet.Value
	for _, r := range l.rows[unit]["申请表.xlsx"] {
		if l.IntN(3) == 0 {
			continue
		}
		c := map[column.Header]sheet.Value{}
		for h, v := range r {
			c[h] = v
		}
		c["备注"] = sheet.S(fmt.Sprint(l.IntN(1000)))
		if l.IntN(4) == 0 {
			c["身份证号"] = sheet.S("1402")
		}
		rows = append(rows, c)
	}
	return l.workbook(assist.ApplicationForm, unit, l.today(), rows...)
}

// sendBack drops one of the unit's own receipts.
func (l *life) sendBack(unit string) {
	list, _ := filepath.Glob(filepath.Join(l.Place.Outbox(unit), "回执_*.xlsx"))
	if len(list) == 0 {
		return
	}
	data, err := os.ReadFile(list[l.IntN(len(list))])
	l.must(err)
	l.give(unit, l.name("改"), data)
}

// beginCopy lays the first part of a file into the folder, or its room.
func (l *life) beginCopy(unit string) {
	data := l.applications(unit)
	part := data[:len(data)/3]
	if l.IntN(2) == 0 {
		part = append(slices.Clone(part), make([]byte, len(data)-len(part))...)
	}
	name := l.name("传")
	l.drop(unit, name, part)
	l.growing[filepath.Join(l.Place.Inbox(unit), name)] = data
}

// city drops one of the city's own files.
func (l *life) city() {
	rows := l.rows[assist.City]
	switch l.IntN(3) {
	case 0:
		var plan []map[column.Header]sheet.Value
		for _, r := range rows["货源计划.xlsx"] {
			c := map[column.Header]sheet.Value{}
			for h, v := range r {
				c[h] = v
			}
			c["供货周"] = sheet.S(assist.WeekOf(assist.DateOf(l.now)).Next().String())
			plan = append(plan, c)
		}
		l.give(assist.City, l.name("货源"), l.workbook(assist.PlanForm, assist.City, l.today(), plan[:5+l.IntN(20)]...))
	case 1:
		l.give(assist.City, l.name("登记"), l.workbook(assist.RegisterForm, assist.City, l.today(), rows["许可证状态.xlsx"]...))
	case 2:
		l.give(assist.City, l.name("调整"), l.workbook(assist.AdjustmentForm, assist.City, l.today(), map[column.Header]sheet.Value{
			"许可证号": sheet.S(fmt.Sprintf("1402%s10000%d", []string{"13", "14"}[l.IntN(2)], 1+l.IntN(4))), "动作": sheet.S([]string{"确认", "暂停", "恢复", "退出"}[l.IntN(4)]),
			"生效日期": sheet.S(l.today()), "原因": sheet.S("核实"), "经办人": sheet.S("孙丽萍"),
		}))
	}
}

// pass runs once, mostly on a disk that fails; then another process may try
// again at the same instant, or the next run is the one that follows.
func (l *life) pass() {
	f := &disktest.Faulty{FS: disk.Real(), At: l.IntN(700), Torn: l.IntN(2) == 0, Dead: l.IntN(2) == 0}
	l.open(f)
	_, err := l.Run(context.Background(), l.now, false)
	if f.Failed() {
		l.faults++
	} else {
		l.must(err)
	}
	l.open(disk.Real())
	_, err = disk.Sweep(l.Disk, l.root, 4)
	l.must(err)
	if l.IntN(2) == 0 {
		_, err := l.Run(context.Background(), l.now, false)
		l.must(err)
	}
}

// later lets time pass and some copies arrive.
func (l *life) later() {
	switch l.IntN(12) {
	case 0:
		l.now = l.now.Add(30 * time.Hour)
	case 1:
		l.now = l.now.Add(12 * time.Hour)
	default:
		l.now = l.now.Add(30 * time.Minute)
	}
	for path, data := range l.growing {
		if l.n%2 == 0 {
			l.arrive(path, data)
		}
	}
}

func (l *life) arrive(path string, data []byte) {
	delete(l.growing, path)
	unit := filepath.Base(filepath.Dir(path))
	l.give(unit, filepath.Base(path), data)
}

// settle lets every copy arrive and everything be taken.
func (l *life) settle() {
	for path, data := range l.growing {
		l.arrive(path, data)
	}
	l.open(disk.Real())
	for range 2 {
		_, err := l.Run(context.Background(), l.now, false)
		l.must(err)
		l.now = l.now.Add(25 * time.Hour)
	}
}

// check proves what must hold after any life.
func (l *life) check() {
	l.must(l.sound())
	h := l.fold()
	numbers := map[[2]string]string{}
	for _, t := range h.Files() {
		key := [2]string{t.Unit, t.SHA}
		if old, twice := numbers[key]; twice {
			l.Errorf("%s has the receipts %s and %s", t.Name, old, t.Receipt)
		}
		numbers[key] = t.Receipt
		for _, c := range t.Counts {
			if !c.Balanced() {
				l.Errorf("%s: %+v", t.Receipt, c)
			}
		}
	}
	for key := range l.dropped {
		if numbers[key] == "" {
			l.Errorf("%s %s was lost", key[0], key[1])
		}
	}
	for _, unit := range []string{pingcheng, yungang, assist.City} {
		if l.left(unit) != "" {
			l.Errorf("%s: left %q", unit, l.left(unit))
		}
	}
	var junk []string
	for _, line := range l.files(l.root) {
		if bytes.Contains([]byte(line), []byte(".bangfu-")) {
			junk = append(junk, line)
		}
	}
	if len(junk) > 0 {
		l.Errorf("unfinished files: %v", junk)
	}
}
