package batch

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/disk"
	"bangfu/internal/form"
	"bangfu/internal/history"
	"bangfu/internal/precheck"
	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/write"
)

// supplied is a town in which two units have a customer each, supplied by the
// frozen plan of 2026-W29.
func supplied(t *testing.T) (b *town, one, other cells) {
	t.Helper()
	b = newTown(t, 2)
	b.rule()
	one, other = b.customer("平城区", 0, "2026-07-03"), b.customer("云冈区", 0, "2026-07-03")
	b.register("2026-07-03", []cells{one, other}, nil)
	b.offers("2026-07-03", "2026-W29", 20, 20)
	for _, c := range []cells{one, other} {
		b.sendAll(c["县区"], "2026-07-03", map[assist.Form][]cells{assist.ApplicationForm: {c}, assist.WishForm: {b.wish(c, "2026-07-03", 5, 0, 1)}})
	}
	b.run("2026-07-09 18:30")
	return b, one, other
}

// served is what a week's 供货明细 gives, by licence, and of which unit.
func (t *town) served(week assist.Week) map[string]string {
	t.Helper()
	got := map[string]string{}
	for _, row := range t.table(t.Place.Supply(week), "供货明细", "县区", "许可证号", "卷烟条码", "帮扶加量") {
		got[row["许可证号"]] += row["县区"] + row["帮扶加量"] + " "
	}
	return got
}

// A unit with another name keeps its customers, and its old drop folder; what
// was published stays where it was, and can be made again.
func TestARenamedUnitKeepsEverything(t *testing.T) {
	t.Parallel()
	b, one, _ := supplied(t)
	b.terms.Units[0].Name = "平城新区"
	b.rule()
	b.offers("2026-07-10", "2026-W30", 20, 20)
	b.send("平城区", "2026-07-13", assist.VisitForm, cells{"走访日期": "2026-07-13", "许可证号": one["许可证号"], "走访人": "示例", "服务类型": "定期走访"})
	dry, err := b.Run(context.Background(), b.at("2026-07-13 09:00"), true)
	if b.must(err); len(dry.Faults) > 0 || len(dry.Files) != 2 || there(t, b.Place.Inbox("平城新区")) {
		t.Errorf("a dry run says %v of %d files", dry.Faults, len(dry.Files))
	}
	res := b.run("2026-07-13 09:00")
	if len(res.Faults) > 0 || !there(t, b.Place.Inbox("平城新区")) || !there(t, b.Place.Outbox("平城新区")) {
		t.Fatalf("faults %v", res.Faults)
	}
	sent := slices.IndexFunc(res.Files, func(f precheck.FileResult) bool { return f.Unit == "平城新区" })
	if sent < 0 || res.Files[sent].Rows.Filed != 1 {
		t.Errorf("the file in the old folder: %+v", res.Files)
	} else if n := *res.Files[sent].Receipt; !there(t, b.Place.Receipt("平城新区", n, 0)) {
		t.Errorf("no receipt %s in the new outbox", n)
	}
	b.run("2026-07-16 18:30")
	if got := b.served(assist.Week{Year: 2026, Number: 30})[one["许可证号"]]; got != "平城新区5 平城新区5 " {
		t.Errorf("dealt %q", got)
	}
	if b.drop("平城区", "又一份.xlsx", b.book("平城区", "2026-07-16", map[assist.Form][]cells{assist.ApplicationForm: {one}})); len(b.run("2026-07-17 09:00").Files) != 1 {
		t.Error("a file in the old folder is not read any more")
	}
	b.must(b.sound())
}

// A name that a new unit bears is nobody's former one: what the old bearer sent
// under it stays the old bearer's, and is not shown to the new one.
func TestANameThatPassesOn(t *testing.T) {
	t.Parallel()
	b, _, _ := supplied(t)
	sent := func(unit string) (names []string) {
		for _, row := range b.table(b.Place.Sightings(unit), "收件情况", "文件名", "回执号") {
			names = append(names, row["回执号"])
		}
		slices.Sort(names)
		return names
	}
	before := sent("平城区")
	b.terms.Units[0].Name = "平城新区"
	b.rule()
	b.run("2026-07-13 09:00")
	if got := sent("平城新区"); !slices.Equal(got, before) {
		t.Fatalf("after the rename: %v, want %v", got, before)
	}
	b.terms.Units = append(b.terms.Units, assist.Unit{Name: "平城区", Code: "140299", Prefixes: []string{"140299"}, Deadline: time.Thursday})
	b.rule()
	b.drop("平城区", "坏.xlsx", []byte("x"))
	for _, at := range []string{"2026-07-14 09:00", "2026-07-14 10:00"} {
		b.run(at)
		if got := sent("平城区"); len(got) != 1 || slices.Contains(before, got[0]) || !strings.Contains(got[0], "-140299-") {
			t.Errorf("%s: the new unit is shown %v", at, got)
		}
		if got := sent("平城新区"); !slices.Equal(got, before) {
			t.Errorf("%s: the renamed unit is shown %v, want %v", at, got, before)
		}
	}
	plan, err := frozenPlan(context.Background(), b.fold(), ofLedger(b.Ledger), must(b.fold().Frozen(assist.Week{Year: 2026, Number: 29})))
	if err != nil || slices.ContainsFunc(plan.Lines, func(l assist.KeptLine) bool { return l.Open().Unit == "平城区" }) {
		t.Errorf("cartons of before are the new unit's: %v", err)
	}
	b.must(b.sound())
}

func must[T any](v T, _ bool) T { return v }

func there(t *testing.T, path string) bool {
	t.Helper()
	ok, err := disk.Exists(disk.Real(), path)
	return err == nil && ok
}

// A slip in 参数 is told by every run until it is mended, enters nothing twice,
// and changes nothing that is made again.
func TestASlipOfTheCityIsToldUntilItIsMended(t *testing.T) {
	t.Parallel()
	b, _, _ := supplied(t)
	good, err := os.ReadFile(b.Place.Terms())
	b.must(err)
	b.terms.Units[0].Code, b.terms.Limits = "", append(b.terms.Limits, assist.Limit{Name: assist.MaxExtra, From: assist.Day(2026, 7, 13), Value: 15000, Basis: "示例"})
	b.rule()
	want := []string{
		"参数表“县区”B3的代码（平城区）没有填：沿用 2026-07-09 的 140213，涉及在册 1 户（平城区）；请在 参数/政策参数.xlsx 里改正",
		"的值（单规格加量上限，2026-07-13 起）“1.5”应为大于 0 的整数，没有采用，仍按 2013-08-01 起的 10，涉及在册 2 户；请在 参数/政策参数.xlsx 里改正",
	}
	for _, at := range []string{"2026-07-10 09:00", "2026-07-10 10:00"} {
		got := strings.Join(b.run(at).Faults, "\n")
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: told\n%s\nwant\n%s", at, got, w)
			}
		}
	}
	before := b.fold().Seq()
	if b.run("2026-07-10 11:00"); b.fold().Seq() != before {
		t.Error("a run that finds nothing new has entered something")
	}
	b.must(os.WriteFile(b.Place.Terms(), good, 0o644))
	if got := b.run("2026-07-10 12:00").Faults; slices.ContainsFunc(got, func(f string) bool { return strings.Contains(f, "参数") }) {
		t.Errorf("after mending: %v", got)
	}
	b.must(b.sound())
}

// A workbook that is lost, or cannot be opened, is in force as the archive has
// it, and the line says which file to copy back.
func TestALostParameterWorkbook(t *testing.T) {
	t.Parallel()
	for _, lost := range []bool{true, false} {
		for i, name := range []string{policyFile, catalogueFile} {
			b, _, _ := supplied(t)
			path := []string{b.Place.Terms(), b.Place.Products()}[i]
			good, err := os.ReadFile(path)
			b.must(err)
			if b.must(os.Remove(path)); !lost {
				b.must(os.WriteFile(path, []byte("不是工作簿"), 0o644))
			}
			res := b.run("2026-07-10 09:00")
			told := slices.IndexFunc(res.Faults, func(f string) bool { return strings.Contains(f, name) && strings.Contains(f, "涉及在册 2 户") })
			if told < 0 {
				t.Fatalf("%s lost %v: %v", name, lost, res.Faults)
			}
			_, rest, _ := strings.Cut(res.Faults[told], "或把 ")
			from, _, _ := strings.Cut(rest, " 复制为")
			if data, err := os.ReadFile(b.Place.Abs(from)); err != nil || string(data) != string(good) {
				t.Errorf("%s: %q is not the last good copy: %v", name, from, err)
			}
			b.must(os.WriteFile(path, good, 0o644))
			if res := b.run("2026-07-10 10:00"); slices.ContainsFunc(res.Faults, func(f string) bool { return strings.Contains(f, name) }) {
				t.Errorf("%s is back and still told: %v", name, res.Faults)
			}
			b.must(b.sound())
		}
	}
}

// The ledger of an older version holds no parameters: they are read from the
// archive, file by file in their order, and the last good reading stands.
func TestParametersOfAnOlderLedgerAreReadInOrder(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	b := newTown(t, 2)
	for _, v := range []struct {
		at   string
		code string
	}{{"2026-07-01 09:00", "140213"}, {"2026-07-02 09:00", ""}} {
		b.terms.Units[0].Code = v.code
		var files []assist.TermsFile
		for name, book := range map[string]form.Workbook{policyFile: form.PolicyBook, catalogueFile: form.CatalogueBook} {
			data, err := write.Write(form.Blank(book, "", b.terms, assist.Day(2026, 7, 1)))
			b.must(err)
			sha, err := b.Archive.Put(data)
			b.must(err)
			files = append(files, assist.TermsFile{Name: name, SHA: sha})
		}
		tx, err := b.Ledger.Begin(ctx, b.at(v.at))
		b.must(err)
		_, err = tx.Append(history.KindRun, "", history.Run{Terms: files}, nil)
		b.must(err)
		b.must(tx.Commit())
	}
	terms, err := b.termsIn(ctx, b.fold())
	b.must(err)
	if got := terms.Code("平城区"); got != "140213" || len(terms.Units) != 2 {
		t.Errorf("代码 %q of %d units", got, len(terms.Units))
	}
}

// A unit whose row is deleted goes when nobody depends on it; until then it
// stays, and is told with the number of its customers.
func TestAUnitGoesWhenNobodyDependsOnIt(t *testing.T) {
	t.Parallel()
	b, _, other := supplied(t)
	b.terms.Units = b.terms.Units[:1]
	b.terms.Dibao = b.terms.Dibao[:1]
	b.rule()
	const told = "没有了“云冈区”"
	if got := strings.Join(b.run("2026-07-10 09:00").Faults, "\n"); !strings.Contains(got, told) || !strings.Contains(got, "涉及在册 1 户（云冈区）") {
		t.Errorf("with a customer: %s", got)
	}
	b.send("云冈区", "2026-07-10", assist.ApplicationForm, cells{"业务类型": "退出", "许可证号": other["许可证号"], "经营者姓名": other["经营者姓名"], "退出原因": "歇业"}.on("2026-07-10"))
	b.run("2026-07-10 10:00")
	b.must(os.WriteFile(filepath.Join(b.Place.Inbox("云冈区"), "来迟.xlsx"), []byte("x"), 0o644))
	if got := strings.Join(b.run("2026-07-10 11:00").Faults, "\n"); !strings.Contains(got, told) {
		t.Errorf("with a file in its folder: %s", got)
	}
	if got := strings.Join(b.run("2026-07-10 12:00").Faults, "\n"); strings.Contains(got, told) {
		t.Errorf("with nobody: %s", got)
	}
	terms, err := b.termsIn(context.Background(), b.fold())
	b.must(err)
	if _, known := terms.Unit("云冈区"); known {
		t.Error("it is still a unit")
	}
	if wrong, _, err := b.Verify(context.Background()); err != nil || len(wrong) > 0 {
		t.Errorf("verify: %v %v", wrong, err)
	}
}

// 参数 shows the cap by which the week's plan was dealt, also when the city has
// changed it after the freeze.
func TestTheValueShownIsTheValueUsed(t *testing.T) {
	t.Parallel()
	b, _, _ := supplied(t)
	monday := assist.Week{Year: 2026, Number: 30}.Monday()
	b.terms.Limits = append(b.terms.Limits, assist.Limit{Name: assist.MaxExtra, From: monday, Value: 4_0000, Basis: "示例"})
	b.rule()
	b.offers("2026-07-10", "2026-W30", 20, 20)
	shown := func() string {
		var list []string
		for _, row := range b.table(b.Place.Roll(weekOf(b.fold().RunAt())), "参数", "参数", "县区", "值", "生效日期", "用于") {
			if row["参数"] == assist.MaxExtra {
				list = append(list, row["值"]+" "+row["用于"])
			}
		}
		return strings.Join(list, "；")
	}
	b.run("2026-07-16 18:30")
	if got := shown(); got != "10 当日有效；4 货源计划" {
		t.Errorf("at the freeze: %s", got)
	}
	b.terms.Limits[len(b.terms.Limits)-1].Value = 2_0000
	b.rule()
	b.run("2026-07-17 09:00")
	if got := shown(); got != "10 当日有效；4 货源计划" {
		t.Errorf("after the freeze: %s", got)
	}
}

// What of 参数 cannot be used is told to the city in 汇总, 周报 and by every run, and by a
// status, until it is mended: a cell of a table, and a workbook that is gone.
func TestASlipOfTheParametersStandsInTheWorkbook(t *testing.T) {
	t.Parallel()
	b, one, other := supplied(t)
	good, err := os.ReadFile(b.Place.Terms())
	b.must(err)
	table := b.table(b.Place.Terms(), "低保标准", "县区", "生效日期", "城市标准(元/月)")
	at := slices.IndexFunc(table, func(c cells) bool { return c["县区"] == "平城区" })
	var cell string
	for _, row := range b.sheetOf(good, "低保标准") {
		for _, c := range row.Cells {
			if cell == "" && c.Text == table[at]["城市标准(元/月)"] {
				cell = sheet.Address(c.Col, row.Number)
			}
		}
	}
	bad, err := write.Edit(good, "低保标准", map[string]string{cell: "六百三"})
	b.must(err)
	told := func(at, want string, n int) {
		t.Helper()
		res := b.run(at)
		summary := ""
		week := assist.WeekOf(assist.DateOf(b.at(at))).Next()
		for _, row := range b.sheetOf(b.content(b.Place.Roll(week)), "汇总") {
			for _, c := range row.Cells {
				summary += c.Text + "\n"
			}
		}
		st, err := b.Status(context.Background(), b.at(at), noNext)
		b.must(err)
		for where, text := range map[string]string{"the run": strings.Join(res.Faults, "\n"), "status": strings.Join(st.Faults, "\n"), "汇总": summary} {
			if strings.Count(text, want) != n {
				t.Errorf("%s: %s says %d times %q, want %d:\n%s", at, where, strings.Count(text, want), want, n, text)
			}
		}
		if res.Urgent != (n > 0) {
			t.Errorf("%s: urgent %v: %v", at, res.Urgent, res.Faults)
		}
	}
	b.offers("2026-07-10", "2026-W30", 20, 20)
	const stands = "“六百三”无法采用：沿用 2026-07-09 的 730，涉及在册 1 户（平城区）；请在 参数/政策参数.xlsx 里改正"
	b.must(os.WriteFile(b.Place.Terms(), bad, 0o644))
	told("2026-07-10 09:00", stands, 1)
	b.register("2026-07-10", []cells{one, other}, nil)
	told("2026-07-10 10:00", stands, 1)
	b.must(os.WriteFile(b.Place.Terms(), good, 0o644))
	told("2026-07-10 11:00", stands, 0)
	const gone = "参数文件 参数/政策参数.xlsx 不见了：沿用存档中 2026-07-10 的那一份，涉及在册 2 户；请从备份放回该文件"
	b.must(os.Remove(b.Place.Terms()))
	told("2026-07-10 12:00", gone, 1)
	told("2026-07-10 13:00", gone, 1)
	b.must(os.WriteFile(b.Place.Terms(), good, 0o644))
	told("2026-07-10 14:00", gone, 0)
	b.must(b.sound())
	b.done()
}
