//go:build unix

package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"bangfu/internal/column"
)

// bound is a number of docs/contract.md.
func bound(tb testing.TB, name string) int {
	tb.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "contract.md"))
	if err != nil {
		tb.Fatal(err)
	}
	m := regexp.MustCompile(`\| ` + regexp.QuoteMeta(name) + ` \| (\d+) `).FindSubmatch(text)
	if m == nil {
		tb.Fatalf("the contract says nothing of %q", name)
	}
	n, _ := strconv.Atoi(string(m[1]))
	return n
}

// pasted is a workbook as small as one can be: a sheet of a form with so many
// rows below its header, each cell given by its column. Equal texts are stored once.
func pasted(tb testing.TB, name string, columns column.List, rows int, text func(row int, h column.Header) string) []byte {
	tb.Helper()
	var sheet, shared strings.Builder
	known := map[string]int{}
	for r := range rows + 1 {
		fmt.Fprintf(&sheet, `<row r="%d">`, r+1)
		for _, c := range columns {
			t := string(c.Header)
			if r > 0 {
				t = text(r, c.Header)
			}
			if t == "" {
				sheet.WriteString(`<c/>`)
				continue
			}
			if _, stored := known[t]; !stored {
				known[t] = len(known)
				shared.WriteString("<si><t>" + t + "</t></si>")
			}
			fmt.Fprintf(&sheet, `<c t="s"><v>%d</v></c>`, known[t])
		}
		sheet.WriteString(`</row>`)
	}
	const main = ` xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	const links = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	const kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
	return zipped(tb, [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="` + kind + `sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="` + kind + `worksheet+xml"/>` +
			`<Override PartName="/xl/sharedStrings.xml" ContentType="` + kind + `sharedStrings+xml"/></Types>`},
		{"_rels/.rels", links + `<Relationship Id="r1" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook` + main + ` xmlns:r="` + office + `"><sheets><sheet name="` + name + `" sheetId="1" r:id="r1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", links + `<Relationship Id="r1" Type="` + office + `/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="` + office + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`},
		{"xl/worksheets/sheet1.xml", `<worksheet` + main + `><sheetData>` + sheet.String() + `</sheetData></worksheet>`},
		{"xl/sharedStrings.xml", `<sst` + main + `>` + shared.String() + `</sst>`},
	})
}

func zipped(tb testing.TB, parts [][2]string) []byte {
	tb.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range parts {
		w, err := z.Create(p[0])
		if err == nil {
			_, err = w.Write([]byte("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + p[1]))
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

// licence is the n-th invented licence of 平城区.
func licence(n int) string { return fmt.Sprintf("1402135%05d", n) }

// hopelessBooks are workbooks that once took minutes, gigabytes, or the whole run.
func hopelessBooks(tb testing.TB) map[string][]byte {
	long := strings.Repeat("长", 32_000)
	licences := func(n int, h column.Header) string {
		if h == column.Licence {
			return licence(n)
		}
		return ""
	}
	faulty := func(n int, h column.Header) string {
		switch h {
		case column.Licence:
			return licence(n)
		case column.Operator:
			return "示例"
		}
		return "乱写"
	}
	video := make([]byte, 31<<20)
	rand.NewChaCha8([32]byte{}).Read(video)
	return map[string][]byte{
		"15000 licences pasted.xlsx": pasted(tb, "申请表", column.Application, 15_000, licences),
		"15000 licences, one row good.xlsx": pasted(tb, "申请表", column.Application, 15_000, func(n int, h column.Header) string {
			if n%150 == 0 {
				return faulty(n, h)
			}
			return licences(n, h)
		}),
		"5000 rows of nothing but faults.xlsx": pasted(tb, "申请表", column.Application, 5_000, faulty),
		"long remarks.xlsx": pasted(tb, "申请表", column.Application, 4_900, func(n int, h column.Header) string {
			if h == column.Remark || h == column.Story {
				return long
			}
			return faulty(n, h)
		}),
		"long visits.xlsx": pasted(tb, "走访台账", column.Visit, 19_900, func(n int, h column.Header) string {
			switch h {
			case column.Licence:
				return licence(n)
			case column.Situation, column.Problem, column.Measure:
				return long
			}
			return "乱写"
		}),
		"wishes.xlsx":       pasted(tb, "帮扶申请表", column.Wish, 20_000, faulty),
		"a video.xlsx":      video,
		"a video, cut.csv":  append([]byte("许可证号,订货日期,卷烟条码,数量\r\n"), video[:20<<20]...),
		"one long line.csv": []byte("许可证号,订货日期,卷烟条码,数量\r\n" + strings.Repeat("1", 29<<20)),
	}
}

// BenchmarkHopeless runs the program over each hopeless workbook in the folder of
// one unit, in a workspace of two: time and peak memory are those of the
// contract, and the other unit is served.
func BenchmarkHopeless(b *testing.B) {
	seconds, memory := bound(b, "time of a file, to its receipt"), bound(b, "memory of a run, whatever a unit drops")
	for name, data := range hopelessBooks(b) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				dir := filepath.Join(b.TempDir(), "工作区")
				waiting := besideAnother(b, dir)
				if err := os.WriteFile(filepath.Join(dir, "收件箱", "平城区", name), data, 0o644); err != nil {
					b.Fatal(err)
				}
				before := size(b, filepath.Join(dir, "ledger.db"))
				c := exec.Command("bangfu", "run", "-w", dir, "--at", "2026-11-26T10:00:00+08:00", "--json")
				out, _ := c.CombinedOutput()
				took := c.ProcessState.UserTime() + c.ProcessState.SystemTime() // whatever else the machine does
				peak := peakMB(c.ProcessState.SysUsage().(*syscall.Rusage))
				b.ReportMetric(took.Seconds(), "s-cpu")
				b.ReportMetric(float64(peak), "MB-peak")
				b.ReportMetric(float64(size(b, filepath.Join(dir, "ledger.db"))-before)/(1<<20), "MB-ledger")
				if status := c.ProcessState.ExitCode(); status != statusDone && status != statusMend {
					b.Errorf("status %d: %.2000s", status, out)
				}
				if took > time.Duration(seconds)*time.Second || peak > memory {
					b.Errorf("%v and %d MB, the contract gives %d s and %d MB", took, peak, seconds, memory)
				}
				if _, err := os.Stat(waiting); err == nil {
					b.Error("the other unit was not served")
				}
				if status, text := said(quiet(), "verify", "-w", dir); status != statusDone {
					b.Error(text)
				}
			}
		})
	}
}

// besideAnother makes a workspace of two units that has run, and drops a file of
// the second, whose path it returns.
func besideAnother(tb testing.TB, dir string) string {
	tb.Helper()
	path := filepath.Join(dir, "收件箱", "云冈区", "走访台账.xlsx")
	var held []byte
	for _, step := range []func() error{
		func() error { return ran("sample", dir, "--units", "2", "--customers", "4", "--months", "4") },
		func() (err error) { held, err = os.ReadFile(path); return },
		func() error { return os.Remove(path) },
		func() error { return ran("run", "-w", dir, "--at", "2026-11-25T09:00:00+08:00") },
		func() error { return os.WriteFile(path, held, 0o644) },
	} {
		if err := step(); err != nil {
			tb.Fatal(err)
		}
	}
	return path
}

func ran(args ...string) error {
	if status, text := said(quiet(), args...); status != statusDone {
		return fmt.Errorf("%s: status %d: %s", args[0], status, text)
	}
	return nil
}

func size(tb testing.TB, path string) int64 {
	tb.Helper()
	info, err := os.Stat(path)
	if err != nil {
		tb.Fatal(err)
	}
	return info.Size()
}

// peakMB is the most memory that a process had: Linux counts in KB, macOS in bytes.
func peakMB(u *syscall.Rusage) int {
	if runtime.GOOS == "darwin" {
		return int(u.Maxrss >> 20)
	}
	return int(u.Maxrss >> 10)
}
