package batch

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/disk"
)

// closed is a disk on which some operations on some paths are denied, as on a
// share that belongs to somebody else.
type closed struct {
	disk.FS
	denied func(verb, path string) bool
}

func (c closed) deny(verb, path string) error {
	if c.denied(verb, path) {
		return &fs.PathError{Op: verb, Path: path, Err: fs.ErrPermission}
	}
	return nil
}

func (c closed) Open(name string) (disk.File, error) {
	if err := c.deny("open", name); err != nil {
		return nil, err
	}
	return c.FS.Open(name)
}

func (c closed) Create(name string, perm fs.FileMode) (disk.File, error) {
	if err := c.deny("create", name); err != nil {
		return nil, err
	}
	return c.FS.Create(name, perm)
}

func (c closed) ReadDir(name string) ([]fs.DirEntry, error) {
	if err := c.deny("readdir", name); err != nil {
		return nil, err
	}
	return c.FS.ReadDir(name)
}

func (c closed) Lstat(name string) (fs.FileInfo, error) {
	if err := c.deny("lstat", filepath.Dir(name)); err != nil {
		return nil, err
	}
	return c.FS.Lstat(name)
}

// unitTrouble is something that happens to one unit's folders. lost: its files
// cannot be taken, so that the others must be served as if it had sent none.
type unitTrouble struct {
	name   string
	lost   bool
	block  func(b *bench, unit string) (path string, folder bool) // what stands where an output should be
	make   func(b *bench, unit string)
	denied func(b *bench, unit string) func(verb, path string) bool
}

// put makes a folder, or a file, where something else should be.
func (b *bench) put(path string, folder bool) {
	b.Helper()
	b.must(os.RemoveAll(path))
	if folder {
		b.must(os.MkdirAll(filepath.Join(path, "x"), 0o755))
		return
	}
	b.must(os.MkdirAll(filepath.Dir(path), 0o755))
	b.must(os.WriteFile(path, []byte("x"), 0o644))
}

// below reports whether a path is a folder or lies in it.
func below(dir, path string) bool {
	return path == dir || strings.HasPrefix(path, dir+string(filepath.Separator))
}

var unitTroubles = []unitTrouble{
	{name: "a folder where 收件情况 should be", block: func(b *bench, u string) (string, bool) { return b.Place.Sightings(u), true }},
	{name: "a folder where the list should be", block: func(b *bench, u string) (string, bool) {
		if u == assist.City {
			return b.Place.CityTodo(), true
		}
		return b.Place.Todo(u), true
	}},
	{name: "a folder where the receipt should be", block: func(b *bench, u string) (string, bool) {
		code := map[string]string{pingcheng: "140213", yungang: "140214", assist.City: "SJ"}[u]
		return b.Place.Receipt(u, "HZ-"+code+"-20261126-001", 0), true
	}},
	{name: "a file where the week's folder should be", block: func(b *bench, u string) (string, bool) { return filepath.Join(b.Place.Outbox(u), "2026-W49"), false }},
	{name: "a file where the outbox should be", block: func(b *bench, u string) (string, bool) { return b.Place.Outbox(u), false }},
	{name: "an outbox nobody may write", denied: func(b *bench, u string) func(string, string) bool {
		return func(verb, path string) bool { return verb == "create" && below(b.Place.Outbox(u), path) }
	}},
	{name: "an outbox nobody may enter", denied: func(b *bench, u string) func(string, string) bool {
		return func(_, path string) bool { return below(b.Place.Outbox(u), path) }
	}},
	{name: "a sub-folder nobody may enter", denied: func(b *bench, u string) func(string, string) bool {
		private := filepath.Join(b.Place.Inbox(u), "私人")
		b.put(private, true)
		return func(_, path string) bool { return below(private, path) }
	}},
	{name: "a file nobody may read", denied: func(b *bench, u string) func(string, string) bool {
		b.drop(u, "锁.xlsx", []byte("locked"))
		return func(verb, path string) bool { return verb == "open" && filepath.Base(path) == "锁.xlsx" }
	}},
	{name: "a drop folder that is a file", lost: true, make: func(b *bench, u string) { b.put(b.Place.Inbox(u), false) }},
	{name: "a drop folder that leads nowhere", lost: true, make: func(b *bench, u string) {
		b.must(os.RemoveAll(b.Place.Inbox(u)))
		if err := os.Symlink(filepath.Join(b.root, "nowhere"), b.Place.Inbox(u)); err != nil {
			b.put(b.Place.Inbox(u), false) // a system without links
		}
	}},
	{name: "a drop folder nobody may enter", lost: true, denied: func(b *bench, u string) func(string, string) bool {
		return func(_, path string) bool { return below(b.Place.Inbox(u), path) }
	}},
}

// TestOneUnitsTroubleIsThatUnits lets each trouble happen to each unit: there is
// a fault line of it, and what every other unit gets is byte for byte what it
// gets without. When an outbox is well again, what it lacks comes with the next run.
func TestOneUnitsTroubleIsThatUnits(t *testing.T) {
	t.Parallel()
	whole := outputsWithout(t, "")
	for _, unit := range []string{assist.City, pingcheng, yungang} {
		alone := outputsWithout(t, unit)
		for _, trouble := range unitTroubles {
			if trouble.lost && unit == assist.City {
				continue // a week without register and plan is not a week of the others
			}
			t.Run(unit+" "+trouble.name, func(t *testing.T) {
				t.Parallel()
				want := whole
				if trouble.lost {
					want = alone
				}
				b := newCity(t, disk.Real())
				defer b.done()
				b.disturb(trouble, unit)
				res := b.run(thursday)
				if !res.Urgent || !slices.ContainsFunc(res.Faults, func(f string) bool { return strings.Contains(f, unit) }) {
					t.Errorf("urgent %v, faults %v", res.Urgent, res.Faults)
				}
				if d := differ(othersOf(b.outputs(), unit), othersOf(want, unit)); d != "" {
					t.Error(d)
				}
				if trouble.block == nil {
					return
				}
				path, _ := trouble.block(b, unit)
				b.must(os.RemoveAll(path))
				b.run("2026-11-26 19:00")
				if d := differ(b.outputs(), want); d != "" {
					t.Errorf("afterwards: %s", d)
				}
			})
		}
	}
}

// hopelessFiles are what a unit may drop that can be taken in nowhere.
func hopelessFiles(b *bench) map[string][]byte {
	whole := files(b.TB)[pingcheng]["申请表.xlsx"]
	rows := strings.Repeat("140213100001,2026-09-02,没有这个条码,一堆\r\n", 3_000)
	return map[string][]byte{
		"申请表.xlsx": whole[:len(whole)-40], "坏.xls": []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and no more"),
		"视频.xlsx": append([]byte("PK\x03\x04"), make([]byte, 31<<20)...), "零.csv": make([]byte, 5_000),
		"乱.csv": []byte("许可证号,订货日期,卷烟条码,数量\r\n" + rows), "空.xlsx": nil, "字.txt": []byte("附言"), "半.csv": []byte("许可证号,订货日期,卷烟条码,数量\r\n1402131"),
	}
}

// countsFiles are the city's outputs that count or list files: 备案汇总表, 周报
// and 看板.
var countsFiles = regexp.MustCompile(`备案汇总表|帮扶工作周报|看板`)

// TestAUnitsHopelessFilesAreThatUnits drops all of them into each unit's folder
// beside what it sends: every other unit, and the city, gets byte for byte what it
// gets without, but for what of the city's counts the files; and the unit's own
// good files are taken.
func TestAUnitsHopelessFilesAreThatUnits(t *testing.T) {
	t.Parallel()
	whole := outputsWithout(t, "")
	for _, unit := range []string{assist.City, pingcheng, yungang} {
		t.Run(unit, func(t *testing.T) {
			t.Parallel()
			b := newCity(t, disk.Real())
			defer b.done()
			for name, data := range hopelessFiles(b) {
				b.drop(unit, "杂"+name, data)
			}
			res := b.run(thursday)
			of := func(lines []string) []string {
				return slices.DeleteFunc(othersOf(lines, unit), func(l string) bool { return strings.Contains(l, "/市局/") && countsFiles.MatchString(l) })
			}
			if d := differ(of(b.outputs()), of(whole)); d != "" {
				t.Error(d)
			}
			taken := 0
			for _, f := range res.Files {
				if f.Unit == unit && f.State == "taken" && !strings.HasPrefix(f.Name, "杂") {
					taken++
				}
			}
			if taken < 2 {
				t.Errorf("only %d good files of the unit were taken", taken)
			}
		})
	}
}

// disturb makes a trouble happen to a unit.
func (b *bench) disturb(trouble unitTrouble, unit string) {
	b.Helper()
	if trouble.block != nil {
		path, folder := trouble.block(b, unit)
		b.put(path, folder)
	}
	if trouble.make != nil {
		trouble.make(b, unit)
	}
	if trouble.denied != nil {
		b.open(closed{disk.Real(), trouble.denied(b, unit)})
	}
}

// outputsWithout is what a run without trouble publishes, when a unit sends
// nothing; "" leaves out none.
func outputsWithout(t *testing.T, unit string) []string {
	b := newCity(t, disk.Real())
	defer b.done()
	if unit != "" {
		b.must(os.RemoveAll(b.Place.Inbox(unit)))
		b.must(os.MkdirAll(b.Place.Inbox(unit), 0o755))
	}
	b.run(thursday)
	return b.outputs()
}

// outputs are the published files but 收件情况, which tells of the trouble.
func (b *bench) outputs() []string {
	b.Helper()
	return slices.DeleteFunc(b.files(b.Place.Outboxes()), func(line string) bool { return strings.Contains(line, "收件情况") })
}

// othersOf leaves out what lies in a unit's outbox, or tells what it sent: the
// city's outputs name a unit's files.
func othersOf(lines []string, unit string) []string {
	return slices.DeleteFunc(slices.Clone(lines), func(line string) bool {
		return strings.Contains(line, "/"+unit+"/") || strings.Contains(line, "/"+unit+" ")
	})
}
