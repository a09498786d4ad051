package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCheckNamesNobody checks files that are called after a customer: the masked
// JSON says neither name nor number, the full one and the plain words do.
func TestCheckNamesNobody(t *testing.T) {
	const name = "任国平_140202195203010119"
	for ending, text := range map[string]string{
		".csv":  "许可证号,订货日期,卷烟条码,数量\r\n140213100001,x,y,z\r\n",
		".xlsx": "这不是工作簿",
	} {
		path := filepath.Join(t.TempDir(), name+ending)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			flags []string
			names bool
		}{{[]string{"--json"}, false}, {[]string{"--json", "--full"}, true}, {nil, true}} {
			status, out := said(quiet(), append([]string{"check", path}, c.flags...)...)
			if status != statusDone || strings.Contains(out, "任国平") != c.names || strings.Contains(out, "195203010119") != c.names {
				t.Errorf("%s %v: status %d: %s", ending, c.flags, status, out)
			}
		}
	}
}

// TestCheckWritesOverNothing: what lies beside a workbook under the name of its copy and
// is not ours stays, each file of a call has a copy of its own, and a file that cannot
// be read, or whose copy cannot be written, does not keep back what is said of the others.
func TestCheckWritesOverNothing(t *testing.T) {
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	sales := "许可证号,订货日期,卷烟条码,数量\r\n140213100001,x,6901028339957,3\r\n"
	for name, text := range map[string]string{"销.csv": sales, "销.et": "坏", "甲.csv": sales, "甲_核对.xlsx": "县区自己的笔记"} {
		if err := os.WriteFile(in(name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 { // the second call replaces the copies of the first
		status, out := said(quiet(), "check", in("没有.xlsx"), in("销.csv"), in("销.et"), in("甲.csv"))
		for _, want := range []string{"没有.xlsx", "销_核对.xlsx\n", "销_核对_新.xlsx\n", "甲_核对_新.xlsx\n", "V203"} {
			if !strings.Contains(out, want) {
				t.Errorf("%q is not told: %s", want, out)
			}
		}
		if status != statusUsage {
			t.Errorf("status %d", status)
		}
	}
	if own, _ := os.ReadFile(in("甲_核对.xlsx")); string(own) != "县区自己的笔记" {
		t.Error("a file of the county's own is overwritten")
	}
	if list, _ := filepath.Glob(in("*_核对*")); len(list) != 4 {
		t.Errorf("copies: %v", list)
	}
}
