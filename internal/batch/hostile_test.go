package batch

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/disk"
	"bangfu/internal/sheet"
)

// repack writes a container again with some parts changed and some added.
func repack(t *testing.T, book []byte, change func(name string, part []byte) []byte, more map[string][]byte) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	put := func(name string, part []byte) {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write(part)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, _ := io.ReadAll(r)
		if part = change(f.Name, part); part != nil {
			put(f.Name, part)
		}
	}
	for name, part := range more {
		put(name, part)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func same(_ string, part []byte) []byte { return part }

// laughs is an entity that would unfold to some thousand million letters.
func laughs() string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "哈哈哈哈哈哈哈哈哈哈">`)
	for i := 1; i < 10; i++ {
		fmt.Fprintf(&b, `<!ENTITY a%d "%s">`, i, strings.Repeat(fmt.Sprintf("&a%d;", i-1), 10))
	}
	b.WriteString(`]>`)
	return b.String()
}

// TestHostileWorkbooks drops what wants to harm the machine: each is judged
// within bounds of time and memory, nothing outside the workspace is touched,
// and the others of the same run are none the worse.
func TestHostileWorkbooks(t *testing.T) {
	b := emptyCity(t, disk.Real())
	limited := b.Settings
	limited.Limits.UnpackedBytes = 32 << 20
	b.Settings, b.Parse = limited, func([]byte) (Settings, error) { return limited, nil } // a rebuild reads them from the archived bangfu.toml
	good := files(t)[pingcheng]["申请表.xlsx"]
	firstSheet := func(replace func([]byte) []byte) func(string, []byte) []byte {
		return func(name string, part []byte) []byte {
			if strings.HasSuffix(name, "worksheets/sheet1.xml") {
				return replace(part)
			}
			return part
		}
	}
	bomb := repack(t, good, firstSheet(func(part []byte) []byte {
		return bytes.Replace(part, []byte("</sheetData>"), append(bytes.Repeat([]byte(" "), 40<<20), []byte("</sheetData>")...), 1)
	}), nil)
	if len(bomb) > 1<<20 {
		t.Fatalf("the bomb has %d bytes: not packed", len(bomb))
	}
	b.drop(pingcheng, "炸弹.xlsx", bomb)
	b.drop(pingcheng, "实体.xlsx", repack(t, good, firstSheet(func(part []byte) []byte {
		_, body, _ := bytes.Cut(part, []byte("?>"))
		return append([]byte(laughs()), bytes.Replace(body, []byte("<t>"), []byte("<t>&a9;"), -1)...)
	}), nil))
	b.drop(pingcheng, "嵌套.xlsx", repack(t, good, firstSheet(func(part []byte) []byte {
		deep := strings.Repeat("<a>", 500_000) + strings.Repeat("</a>", 500_000)
		return bytes.Replace(part, []byte("<sheetData>"), []byte(deep+"<sheetData>"), 1)
	}), nil))
	b.drop(pingcheng, "路径.xlsx", repack(t, good, same, map[string][]byte{
		"../../../../evil.txt": []byte("evil"), "/tmp/bangfu-evil.txt": []byte("evil"), `..\..\evil.txt`: []byte("evil"),
	}))
	b.drop(pingcheng, "外链.xlsx", repack(t, good, same, map[string][]byte{
		"xl/externalLinks/externalLink1.xml":            []byte(`<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>`),
		"xl/externalLinks/_rels/externalLink1.xml.rels": []byte(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="x" Target="http://192.0.2.1/x.xlsx" TargetMode="External"/></Relationships>`),
	}))
	b.drop(yungang, "走访台账.xlsx", files(t)[yungang]["走访台账.xlsx"])
	bomb = nil
	peak := watchMemory()
	begun := time.Now()
	res := b.run("2026-11-23 09:00")
	if took := time.Since(begun); took > time.Minute {
		t.Errorf("took %v", took)
	}
	if mb := peak() >> 20; mb > 200 {
		t.Errorf("%d MB in use", mb)
	}
	for _, f := range res.Files {
		want := map[string]string{"炸弹.xlsx": "S004", "实体.xlsx": "S005", "嵌套.xlsx": "S005"}[f.Name]
		if f.Receipt == nil || want == "" && f.State != "taken" || want != "" && (f.State != "unreadable" || f.Totals[want] != 1) {
			t.Errorf("%s: %s %v", f.Name, f.State, f.Totals)
		}
	}
	if len(res.Files) != 6 || b.left(pingcheng) != "" {
		t.Errorf("%d files, left %q", len(res.Files), b.left(pingcheng))
	}
	for _, line := range b.files(filepath.Dir(b.root)) {
		name := strings.Fields(line)[1]
		if strings.Contains(name, "evil") {
			t.Errorf("written: %s", name)
		}
	}
	if _, err := os.Stat("/tmp/bangfu-evil.txt"); err == nil {
		t.Error("a path of the container was written")
	}
	b.must(b.sound())
}

// watchMemory samples the heap, collected as the program collects it, until it is asked
// for the highest it saw.
func watchMemory() func() uint64 {
	usual := debug.SetGCPercent(100)
	runtime.GC()
	stop, told := make(chan bool), make(chan uint64)
	go func() {
		var peak uint64
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				peak = max(peak, m.HeapInuse)
			case <-stop:
				told <- peak
				return
			}
		}
	}()
	return func() uint64 {
		debug.SetGCPercent(usual)
		stop <- true
		return <-told
	}
}

// TestTextThatLooksLikeAFormula follows such texts into every output: they stay
// text in workbooks, and are quoted or absent in the CSV.
func TestTextThatLooksLikeAFormula(t *testing.T) {
	t.Parallel()
	b := emptyCity(t, disk.Real())
	rows := b.rowsIn(files(t)[pingcheng]["申请表.xlsx"])
	evil := []string{"=cmd|'/C calc'!A0", "+1+cmd|' /C calc'!A0", "@SUM(1,1)", "-2+3"}
	for i, text := range evil {
		rows[i%len(rows)]["客户名称"] = sheet.S(text)
		rows[i%len(rows)]["备注"] = sheet.S(text)
	}
	b.drop(pingcheng, "申请表.xlsx", b.workbook(assist.ApplicationForm, pingcheng, "2026-11-20", rows...))
	for _, name := range []string{"许可证状态.xlsx", "货源计划.xlsx", "名单调整.xlsx"} {
		b.drop(assist.City, name, files(t)[assist.City][name])
	}
	b.drop(pingcheng, "销售历史.xlsx", files(t)[pingcheng]["销售历史.xlsx"])
	b.run(thursday)
	if len(b.mentions("calc", b.Place.Outbox(assist.City))) == 0 {
		t.Error("the texts stand in no output of the city: the test proves nothing")
	}
	b.must(filepath.WalkDir(b.Place.Outboxes(), func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if strings.HasSuffix(path, ".csv") {
			for _, cell := range strings.FieldsFunc(strings.TrimPrefix(string(data), "\ufeff"), func(r rune) bool { return r == ',' || r == '\r' || r == '\n' }) {
				if strings.ContainsAny(cell[:1], "=+-@") {
					t.Errorf("%s: %q", b.Place.Rel(path), cell)
				}
			}
		}
		for _, p := range parts(data) {
			for _, f := range strings.SplitAfter(string(p), "<f")[1:] {
				if strings.Contains(f[:min(len(f), 200)], "cmd") {
					t.Errorf("%s: a formula", b.Place.Rel(path))
				}
			}
		}
		return err
	}))
}
