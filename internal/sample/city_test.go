package sample_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/disk"
	"bangfu/internal/disk/disktest"
	"bangfu/internal/place"
	"bangfu/internal/sample"
	"bangfu/internal/xlsx/read"
)

var options = sample.Options{Units: 3, Customers: 200, Months: 4, Seed: 5, Week: assist.Week{Year: 2026, Number: 48}}

// made writes a city onto a disk in memory and gives its files by path.
func made(t *testing.T, o sample.Options) (map[string][]byte, assist.Terms) {
	t.Helper()
	terms := o.Terms(builtin(t))
	twin, p := disktest.NewTwin(), place.New("/w", place.Folders{})
	for _, u := range append([]string{assist.City}, names(terms)...) {
		if err := disk.Make(twin, p.Inbox(u), 0o750); err != nil {
			t.Fatal(err)
		}
	}
	if err := sample.Write(context.Background(), twin, p, terms, o, nil); err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, name := range twin.Files() {
		b, err := disk.ReadFile(twin, name)
		if err != nil {
			t.Fatal(err)
		}
		files[p.Rel(name)] = b
	}
	return files, terms
}

func names(terms assist.Terms) []string {
	var list []string
	for _, u := range terms.Units {
		list = append(list, u.Name)
	}
	return list
}

func TestSameOptionsSameBytes(t *testing.T) {
	small := options
	small.Customers = 20
	first, _ := made(t, small)
	again, _ := made(t, small)
	small.Seed++
	other, _ := made(t, small)
	if got := fmt.Sprint(slices.Sorted(maps.Keys(first))); got != "[收件箱/云冈区/申请表.xlsx 收件箱/云冈区/走访台账.xlsx 收件箱/云冈区/销售历史.xlsx 收件箱/市局/名单调整.xlsx "+
		"收件箱/市局/许可证状态.xlsx 收件箱/市局/货源计划.xlsx 收件箱/平城区/申请表.xlsx 收件箱/平城区/走访台账.xlsx 收件箱/平城区/销售历史.xlsx "+
		"收件箱/新荣区/申请表.xlsx 收件箱/新荣区/走访台账.xlsx 收件箱/新荣区/销售历史.xlsx]" {
		t.Errorf("files %s", got)
	}
	for name, b := range first {
		if !bytes.Equal(b, again[name]) {
			t.Errorf("%s differs from run to run", name)
		}
		if bytes.Equal(b, other[name]) && !strings.Contains(name, "货源计划") {
			t.Errorf("%s does not follow the seed", name)
		}
	}
}

// column reads the cells under a header of a sheet, row by row.
func column(t *testing.T, b []byte, sheetNo int, headers ...string) [][]string {
	t.Helper()
	ctx := context.Background()
	book, err := read.Open(ctx, bytes.NewReader(b), int64(len(b)), "x.xlsx", read.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var list [][]string
	cols := map[string]int{}
	for row, err := range book.Rows(ctx, sheetNo) {
		if err != nil {
			t.Fatal(err)
		}
		if len(cols) == 0 {
			if row.Number == 3 {
				for _, c := range row.Cells {
					cols[c.Text] = c.Col
				}
			}
			continue
		}
		var r []string
		for _, h := range headers {
			r = append(r, row.At(cols[h]).Text)
		}
		list = append(list, r)
	}
	return list
}

// validID checks GB 11643 by its other formula: powers of two modulo 11.
func validID(s string) bool {
	if len(s) != 18 {
		return false
	}
	sum := 0
	for _, r := range s {
		d := strings.IndexRune("0123456789X", r)
		if d < 0 {
			return false
		}
		sum = (sum*2 + d) % 11
	}
	return sum == 1
}

// Nobody is anybody else, and nearly everybody's numbers are in order.
func TestPeopleAreValidAndDistinct(t *testing.T) {
	files, terms := made(t, options)
	seen := map[string]string{}
	wrong, shared, rows := 0, 0, 0
	cycles := map[string]int{}
	for _, u := range terms.Units {
		for _, r := range column(t, files["收件箱/"+u.Name+"/申请表.xlsx"], 0, "许可证号", "身份证号", "联系电话", "订货周期", "客户档位", "残疾人证号", "经营地址") {
			rows++
			if len(r[0]) != 12 || !u.Serves(r[0]) {
				t.Errorf("%s: licence %s", u.Name, r[0])
			}
			if !validID(r[1]) {
				wrong++
			}
			for i, what := range map[int]string{0: "licence", 1: "ID", 6: "address"} {
				if other := seen[what+r[i]]; other != "" {
					t.Errorf("%s and %s share the %s %s", other, r[0], what, r[i])
				}
				seen[what+r[i]] = r[0]
			}
			if seen["phone"+r[2]] != "" {
				shared++
			}
			seen["phone"+r[2]] = r[0]
			cycles[r[3]]++
			if n := r[5]; n != "" && (len(n) != 20 || !validID(n[:18]) || n[18] < '1' || n[18] > '7' || n[19] < '1' || n[19] > '4') {
				t.Errorf("disability number %s", n)
			}
		}
	}
	if rows != 600 || wrong < 1 || wrong > 12 || shared < 1 || shared > 12 {
		t.Errorf("%d rows, %d wrong IDs, %d shared phones", rows, wrong, shared)
	}
	if cycles["每周"] < 520 || cycles["单周"]+cycles["双周"] < 20 || cycles["不访销"] > 15 {
		t.Errorf("cycles %v", cycles)
	}
}

// Units beyond the real ones are invented, with everything a run needs of them.
func TestInventedUnits(t *testing.T) {
	o := options
	o.Units = 13
	terms := o.Terms(builtin(t))
	if n := len(terms.Units); n != 13 || terms.Units[12].Name != "示例县0012" || terms.Units[12].Code != "900012" {
		t.Fatalf("%d units, %+v", n, terms.Units[n-1])
	}
	if _, ok := terms.UrbanDibao("示例县0012", o.Week.Monday()); !ok {
		t.Error("no dibao standard")
	}
	for _, u := range terms.Units {
		r, ok := terms.RuralOf(u.Name, 2025)
		if !ok || !strings.Contains(r.Basis, "示例") {
			t.Errorf("%s: rural income %+v", u.Name, r)
		}
	}
	if o.Units = 1; len(o.Terms(builtin(t)).Dibao) != 1 {
		t.Error("standards of units that are not there")
	}
}

func TestOptionsRefused(t *testing.T) {
	for _, change := range []func(*sample.Options){
		func(o *sample.Options) { o.Units = 0 }, func(o *sample.Options) { o.Units = 3001 },
		func(o *sample.Options) { o.Customers = 0 }, func(o *sample.Options) { o.Customers = 90_001 },
		func(o *sample.Options) { o.Units, o.Customers = 100, 20_000 },
		func(o *sample.Options) { o.Months = -1 }, func(o *sample.Options) { o.Week = assist.Week{} },
	} {
		o := options
		if change(&o); o.Check() == nil {
			t.Errorf("%+v was taken", o)
		}
	}
	if err := options.Check(); err != nil {
		t.Error(err)
	}
}

// Asked to stop, it leaves no half file behind.
func TestStopLeavesNoHalfFile(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	terms := options.Terms(builtin(t))
	twin, p := disktest.NewTwin(), place.New("/w", place.Folders{})
	for _, u := range names(terms) {
		if err := disk.Make(twin, p.Inbox(u), 0o750); err != nil {
			t.Fatal(err)
		}
	}
	err := sample.Write(ctx, twin, p, terms, options, func(string, int, int) { stop() }) // after the first unit
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if n := len(twin.Files()); n != 3 {
		t.Errorf("%d files: %v", n, twin.Files())
	}
}

// A clerk mends the cells the story names, and no others.
func TestMended(t *testing.T) {
	s := story(t)
	steps, err := s.Steps()
	if err != nil {
		t.Fatal(err)
	}
	var form []byte
	for _, d := range steps[0].Drops {
		if d.Unit == "平城区" && d.Content == "申请" {
			form = d.Bytes
		}
	}
	mended, err := s.Mended(context.Background(), "平城区", form)
	if err != nil {
		t.Fatal(err)
	}
	headers := []string{"许可证号", "身份证号", "核实说明", "家庭年收入", "联系电话"}
	before, after := column(t, form, 0, headers...), column(t, mended, 0, headers...)
	var changed []string
	for i := range before {
		for k := range headers {
			if before[i][k] != after[i][k] {
				changed = append(changed, before[i][0]+" "+headers[k])
			}
		}
	}
	if got := strings.Join(changed, ", "); got != "140213100058 身份证号, 140213100074 核实说明, 140213100082 核实说明" {
		t.Errorf("changed: %s", got)
	}
	if !s.Mends("平城区") || s.Mends("云冈区") {
		t.Error("who mends")
	}
	if _, err := s.Mended(context.Background(), "平城区", steps[0].Drops[0].Bytes); err == nil {
		t.Error("a register was mended")
	}
}
