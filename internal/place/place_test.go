package place

import (
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
)

func TestPathsOfTheContract(t *testing.T) {
	p := New("/srv/帮扶", Folders{})
	w := assist.Week{Year: 2026, Number: 49}
	for got, want := range map[string]string{
		p.Config():                   "bangfu.toml",
		p.Ledger():                   "ledger.db",
		p.Status():                   "status.json",
		p.Terms():                    "参数/政策参数.xlsx",
		p.Products():                 "参数/规格目录.xlsx",
		p.Archive():                  "存档",
		p.Inbox("平城区"):               "收件箱/平城区",
		p.Inbox(City):                "收件箱/市局",
		p.Outbox("开发区"):              "发件箱/开发区",
		p.Sightings("平城区"):           "发件箱/平城区/收件情况.xlsx",
		p.Todo("平城区"):                "发件箱/平城区/在册与待办_平城区.xlsx",
		p.CityTodo():                 "发件箱/市局/待办_市局.xlsx",
		p.UnitSupply("平城区", w):       "发件箱/平城区/2026-W49/供货表_平城区_2026-W49.xlsx",
		p.UnitSupplyPDF("平城区", w):    "发件箱/平城区/2026-W49/供货明细_平城区_2026-W49.pdf",
		p.UnitReport("平城区", w):       "发件箱/平城区/2026-W49/帮扶工作周报_平城区_2026-W49.pdf",
		p.Roll(w):                    "发件箱/市局/2026-W49/备案汇总表_2026-W49.xlsx",
		p.RollPDF(w):                 "发件箱/市局/2026-W49/备案名单_2026-W49.pdf",
		p.Supply(w):                  "发件箱/市局/2026-W49/供货表_2026-W49.xlsx",
		p.SupplyPDF(w):               "发件箱/市局/2026-W49/供货明细_2026-W49.pdf",
		p.Import(w):                  "发件箱/市局/2026-W49/供货导入_2026-W49.csv",
		p.Withdrawn(w):               "发件箱/市局/2026-W49/供货撤销_2026-W49.xlsx",
		p.UnitWithdrawn("平城区", w):    "发件箱/平城区/2026-W49/供货撤销_平城区_2026-W49.xlsx",
		p.Goods("平城区", w):            "发件箱/平城区/2026-W49/畅销与规格_2026-W49.xlsx",
		p.Watch(w):                   "发件箱/市局/2026-W49/监督清单_2026-W49.xlsx",
		p.Licensing(w):               "发件箱/市局/2026-W49/许可证清单_2026-W49.xlsx",
		p.Report(w):                  "发件箱/市局/2026-W49/帮扶工作周报_2026-W49.pdf",
		p.Summary(City, "2026"):      "发件箱/市局/总结/帮扶工作总结报告_2026.pdf",
		p.SummaryXLSX(City, "2026"):  "发件箱/市局/总结/帮扶工作总结报告_2026.xlsx",
		p.Summary("平城区", "2026Q4"):   "发件箱/平城区/总结/帮扶工作总结报告_平城区_2026Q4.pdf",
		p.DailyBackup(w.Monday()):    "备份/ledger_20261130.db",
		p.FreezeBackup(w):            "备份/ledger_2026-W49_定稿.db",
		CustomerPDF(p.Root(), "140"): "申请表_140.pdf",

		p.Receipt("平城区", "HZ-140213-20261126-001", 0):    "发件箱/平城区/回执_HZ-140213-20261126-001.xlsx",
		p.Receipt("平城区", "HZ-140213-20261126-001", 2):    "发件箱/平城区/回执_HZ-140213-20261126-001_更新2.xlsx",
		p.ReceiptPDF("平城区", "HZ-140213-20261126-001", 0): "发件箱/平城区/回执_HZ-140213-20261126-001.pdf",
	} {
		if rel := p.Rel(got); rel != want {
			t.Errorf("%s, want %s", rel, want)
		}
		if back := p.Abs(want); back != got {
			t.Errorf("%s back is %s", want, back)
		}
	}
}

func TestFoldersCanBeMoved(t *testing.T) {
	p := New("/srv/ws", Folders{Inbox: "/mnt/share/in/", Backup: "../copies"})
	if got := p.Inbox("平城区"); got != "/mnt/share/in/平城区" || p.Rel(got) != got {
		t.Error(got, p.Rel(got))
	}
	if got := p.Backups(); got != "/srv/copies" {
		t.Error(got)
	}
	if got := p.Outboxes(); got != "/srv/ws/发件箱" {
		t.Error(got)
	}
}

func TestSafeNamesAreOnePartOfAPath(t *testing.T) {
	for in, want := range map[string]string{
		"平城区":                          "平城区",
		"":                             "_",
		"..":                           "_",
		"../../etc/passwd":             "_.._.._etc_passwd",
		`a\b:c*d?e"f<g>h|i`:            "a_b_c_d_e_f_g_h_i",
		"末尾有点.":                        "末尾有点",
		" 空格 ":                         "空格",
		"CON":                          "_CON",
		"com1.xlsx":                    "_com1.xlsx",
		"COMPANY":                      "COMPANY",
		".hidden":                      "_.hidden",
		"~$平城":                         "_~$平城",
		"a\x00b\nc":                    "a_b_c",
		"cafe\u0301":                   "caf\u00e9",
		"一\u202e二":                     "一_二",
		strings.Repeat("长", 100):       strings.Repeat("长", 40),
		strings.Repeat("a", 119) + "长": strings.Repeat("a", 119),
	} {
		got := safe(in)
		if got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
		if got != filepath.Base(got) || got == ".." || len(got) > 130 {
			t.Errorf("%q is no file name", got)
		}
		if safe(got) != got && !strings.HasPrefix(got, "_") {
			t.Errorf("%q does not stay: %q", got, safe(got))
		}
	}
}

func FuzzSafe(f *testing.F) {
	for _, s := range []string{"平城区", "../x", "CON.", "a\xff", "~.", "_. "} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		got := safe(in)
		if got == "" || got == "." || got == ".." || strings.ContainsAny(got, "/\\\x00") || len(got) > 130 {
			t.Errorf("%q became %q", in, got)
		}
		if got[0] == '~' || got[0] == '.' || strings.HasSuffix(got, ".") || strings.HasSuffix(got, " ") {
			t.Errorf("%q became %q", in, got)
		}
	})
}

func TestUnitOfAFolder(t *testing.T) {
	units := []string{"平城区", "云冈区", "é县"}
	for folder, want := range map[string]string{
		"平城区": "平城区", "市局": "市局", "e\u0301县": "é县", "平城": "", "平城区 ": "", "": "",
	} {
		if got, ok := UnitOf(folder, units); got != want || ok != (want != "") {
			t.Errorf("%q: %q %v", folder, got, ok)
		}
	}
}

func TestUnitsMustNotShareAFolder(t *testing.T) {
	for _, c := range []struct {
		units []string
		ok    bool
	}{
		{[]string{"平城区", "云冈区"}, true},
		{[]string{"A区", "a区"}, false},
		{[]string{"a/b", "a:b"}, false},
		{[]string{"市局"}, false},
	} {
		if a, b, clash := Clash(c.units); clash == c.ok {
			t.Errorf("%v: %s %s", c.units, a, b)
		}
	}
}

func TestCheckedStandsBesideTheFile(t *testing.T) {
	for in, want := range map[string]string{
		"/home/li/申请表.xlsx": "/home/li/申请表_核对.xlsx",
		"申请表.xls":           "申请表_核对.xlsx",
		"/x/no-ending":      "/x/no-ending_核对.xlsx",
	} {
		if got := Checked(in); got != want {
			t.Errorf("%s: %s", in, got)
		}
	}
	long := Checked("/x/" + strings.Repeat("长", 83) + ".xlsx")
	if n := len(filepath.Base(long)); n > 255 || !strings.HasSuffix(long, "长_核对.xlsx") {
		t.Errorf("%d bytes: %s", n, long)
	}
}

func TestBackupOf(t *testing.T) {
	p := New("/w", Folders{})
	w := assist.Week{Year: 2026, Number: 53}
	if d, _, ok := BackupOf(filepath.Base(p.DailyBackup(w.Monday()))); !ok || d != w.Monday() {
		t.Error(d, ok)
	}
	if d, got, ok := BackupOf(filepath.Base(p.FreezeBackup(w))); !ok || got != w || d != 0 {
		t.Error(got, ok)
	}
	noon := time.Date(2026, 11, 30, 12, 5, 0, 0, assist.Zone)
	if d, _, ok := BackupOf(Packed(filepath.Base(p.TimedBackup(noon)))); !ok || d != w.Add(-4).Monday() {
		t.Error(p.TimedBackup(noon), d, ok)
	}
	for _, name := range []string{"ledger.db", "ledger_20261130_1.db", "ledger_20261130.zst", "ledger_20261340.db", "ledger_2026-W54_定稿.db", "ledger_2026.db", "x_20261130.db"} {
		if _, _, ok := BackupOf(name); ok {
			t.Errorf("%s counts as a backup", name)
		}
	}
}

func TestOurFilesAreKnownByName(t *testing.T) {
	p := New("/srv/ws", Folders{})
	w := assist.Week{Year: 2026, Number: 49}
	for path, label := range map[string]string{
		p.Receipt("平城区", "HZ-140213-20261126-001", 0): "回执", p.Receipt("平城区", "HZ-140213-20261126-001", 12): "回执",
		p.ReceiptPDF("市局", "HZ-SJ-20261126-001", 0): "回执", p.Sightings("平城区"): "收件情况", p.Todo("平城区"): "在册与待办",
		p.CityTodo(): "待办", p.Board(""): "看板", p.UnitSupply("平城区", w): "供货表", p.UnitSupplyPDF("平城区", w): "供货明细",
		p.UnitReport("平城区", w): "帮扶工作周报", p.Goods("平城区", w): "畅销与规格", p.UnitWithdrawn("平城区", w): "供货撤销",
		p.Supply(w): "供货表", p.SupplyPDF(w): "供货明细", p.Report(w): "帮扶工作周报", p.Withdrawn(w): "供货撤销",
		p.Roll(w): "备案汇总表", p.RollPDF(w): "备案名单", p.Import(w): "供货导入", p.Watch(w): "监督清单", p.Licensing(w): "许可证清单",
		p.Summary(City, "2026"): "帮扶工作总结报告", p.SummaryXLSX("平城区", "2026Q4"): "帮扶工作总结报告",
	} {
		for _, name := range []string{path, Beside(path, 1), Beside(path, 2)} {
			if !Ours(filepath.Base(name)) {
				t.Errorf("%s is ours", name)
			}
		}
		if got := Label(path); got != label {
			t.Errorf("%s is called %q, not %q", path, got, label)
		}
	}
	for _, path := range []string{p.Todo("平城区"), p.CityTodo()} {
		for n, mark := range map[int]string{1: "_填写中.xlsx", 2: "_填写中2.xlsx"} {
			if name := filepath.Base(Filled(path, n)); !Ours(name) || !strings.HasSuffix(name, mark) {
				t.Errorf("%s is ours", name)
			}
		}
	}
	for _, name := range []string{
		"核对.html", "供货表.xlsx", "回执.xlsx", "备案汇总表_2026.xlsx", "待办_平城区.xlsx", "我的供货表_2026-W49.xlsx", "供货表_2026-W49.docx", "供货表_2026-W49 副本.xlsx",
	} {
		if Ours(name) {
			t.Errorf("%s is somebody else's", name)
		}
	}
}

func TestASummaryNamesItsPeriod(t *testing.T) {
	p := New("/srv/ws", Folders{})
	for path, want := range map[string]string{
		p.Summary(City, "2026"): "2026", p.SummaryXLSX("平城区", "2026Q4"): "2026Q4", Beside(p.Summary("平城区", "2026Q1"), 1): "2026Q1",
		"帮扶工作总结报告_初稿.pdf": "", p.Roll(assist.Week{Year: 2026, Number: 49}): "",
	} {
		if got, ok := PeriodOf(filepath.Base(path)); got != want || ok != (want != "") {
			t.Errorf("%s: period %q, want %q", path, got, want)
		}
	}
}

// TestEveryPaperIsKnownByName: what a method of Place lays into an outbox is known as
// ours, or erase would not find it. 核对.html speaks of nobody; receipts are tried above.
func TestEveryPaperIsKnownByName(t *testing.T) {
	p := reflect.ValueOf(New("/srv/ws", Folders{}))
	tried := 0
	for i := range p.NumMethod() {
		method, kind := p.Type().Method(i), p.Method(i).Type()
		if kind.NumOut() != 1 || kind.Out(0).Kind() != reflect.String || slices.Contains([]string{"CheckPage", "Receipt", "ReceiptPDF"}, method.Name) {
			continue
		}
		var args []reflect.Value
		texts := []string{"平城区", "2026"}
		for n := range kind.NumIn() {
			arg := reflect.New(kind.In(n)).Elem()
			if arg.Kind() == reflect.String {
				arg.SetString(texts[0])
				texts = texts[1:]
			}
			if kind.In(n) == reflect.TypeFor[assist.Week]() {
				arg.Set(reflect.ValueOf(assist.Week{Year: 2026, Number: 49}))
			}
			args = append(args, arg)
		}
		path := p.Method(i).Call(args)[0].String()
		if !strings.Contains(path, "发件箱") || filepath.Ext(path) == "" {
			continue
		}
		if tried++; !Ours(filepath.Base(path)) {
			t.Errorf("%s: %s is not known as ours", method.Name, path)
		}
	}
	if tried < 15 {
		t.Errorf("only %d papers", tried)
	}
}
