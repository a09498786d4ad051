package report

import (
	"fmt"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
	"bangfu/internal/sheet"
	"bangfu/internal/sheet/sheettest"
)

// Full identity numbers stand in 备案名单 alone, and nowhere does a customer's
// name stand in a document property.
func TestIdentityNumbersStandInOneSheet(t *testing.T) {
	f := someFacts()
	for _, b := range []sheet.Book{
		Roll(f), Supply(f, false), UnitSupply(f, "平城区"), Supervision(f), Licensing(f), Removals(f, f.Plan, ""), Goods(f, "平城区"),
		UnitTodo(f, "平城区", renewalForm, wishForm), UnitTodo(f, "云州区", renewalForm, wishForm), CityWaiting(f, adjustment, settlement),
	} {
		for _, p := range b.Pages {
			dump := sheettest.Dump(sheet.Book{Pages: []sheet.Page{p}})
			full := strings.Contains(dump, "140221197001010001") || strings.Contains(dump, "14022119700101001243")
			if full != (p.Name == "备案名单") {
				t.Errorf("%s, sheet %s: full identity number: %v", b.Title, p.Name, full)
			}
		}
		if strings.Contains(b.Title+b.Author, "样") {
			t.Errorf("a person in the properties of %s", b.Title)
		}
	}
}

// Without units, register or plan every workbook still says what is missing.
func TestEmptyFacts(t *testing.T) {
	f := assist.Facts{At: runAt, Today: today, Period: week("2026-W48"), Week: week("2026-W49"), Roster: assist.NewRoster()}
	f.Plan = assist.WeekPlan{Week: f.Week, State: assist.PlanMissing, Cutoff: cutoff}
	for _, c := range []struct {
		book sheet.Book
		says []string
	}{
		{Roll(f), []string{"没有报送单位", "目前无人在册", "本期无变更", "本周没有收到文件", "缺许可证状态"}},
		{Supply(f, false), []string{"还没有第49周的货源计划：请市局在 2026-11-26 18:00 前把《货源计划》放入 收件箱/市局。", "（2026-W49 缺货源计划）"}},
		{UnitSupply(f, "平城区"), []string{"还没有第49周的货源计划：由市局报送，县区不用处理；", "还没有货源计划"}},
		{Removals(f, f.Plan, ""), []string{"定稿后没有撤销"}},
		{Goods(f, "平城区"), []string{"还没有第49周的货源计划：由市局报送，县区不用处理；", "规格目录里还没有规格"}},
		{Supervision(f), []string{"本周无此信号", "没有需要关注的许可证"}},
		{UnitTodo(f, "平城区", renewalForm, wishForm), []string{"目前无人在册", "60 日内无人到期", "没有待办事项"}},
		{CityWaiting(f, adjustment, settlement), []string{"目前没有等待市局确认的申请。"}},
		{Sightings("平城区", nil, nil, runAt), []string{"还没有在收件箱中看到文件"}},
	} {
		dump := sheettest.Dump(c.book)
		for _, s := range c.says {
			if !strings.Contains(dump, s) {
				t.Errorf("%s does not say %s", c.book.Title, s)
			}
		}
	}
	if got := string(SupplyCSV(f, false)); got != "\ufeff客户编码,商品编码,数量\r\n" {
		t.Errorf("csv %q", got)
	}
}

// After the cut-off a missing plan is said to be late.
func TestMissingPlanIsLate(t *testing.T) {
	f := someFacts()
	f.At = at("2026-11-26 18:30")
	f.Plan = assist.WeekPlan{Week: f.Week, State: assist.PlanMissing, Cutoff: cutoff}
	b := Supply(f, false)
	for want, text := range map[string]string{
		"还没有第49周的货源计划（截止时间 2026-11-26 18:00 已过，收到后立即定稿）：请货源处尽快把《货源计划》放入 收件箱/市局。": b.Pages[0].Notes[0],
		"还没有第49周的货源计划（截止时间2026年11月26日18:00已过，收到后立即定稿）：请货源处尽快把《货源计划》放入收件箱/市局。":    paper.Text(SupplyDocument(f, "")),
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in %s", want, text)
		}
	}
	units := find(t, b, "县区汇总", "在册")
	if got := units.number(units.total, "在册"); got != 4 {
		t.Errorf("在册 %d without a plan, want the roll's 4", got)
	}
	for _, row := range units.rows {
		for _, of := range []string{"本周订货", "供货户数", "规格数", "原供应量", "帮扶加量", "合计", "未供货户数"} {
			if got := units.text(row, of); got != "—" {
				t.Errorf("%s %s without a plan", of, got)
			}
		}
	}
}

func TestSupplyCSV(t *testing.T) {
	f := someFacts()
	f.Plan.Lines = append(f.Plan.Lines, assist.SupplyLine{Licence: "=1+1", Barcode: `a"b`, Extra: 1, Base: 1}.Keep())
	want := "\ufeff客户编码,商品编码,数量\r\n140213100001,6901028339957,2\r\n140213100001,6901028138536,5\r\n140211100005,6901028339957,1\r\n\"'=1+1\",\"a\"\"b\",1\r\n"
	if got := string(SupplyCSV(f, false)); got != want {
		t.Errorf("extra:\n%q\nwant\n%q", got, want)
	}
	want = "\ufeff客户编码,商品编码,数量\r\n140213100001,6901028339957,4\r\n140213100001,6901028138536,5\r\n140213100002,6901028339957,2\r\n140211100005,6901028339957,2\r\n\"'=1+1\",\"a\"\"b\",2\r\n"
	if got := string(SupplyCSV(f, true)); got != want {
		t.Errorf("total:\n%q\nwant\n%q", got, want)
	}
}

// A receipt lists 2,000 findings, the heaviest first, notes 2,000 cells, and
// says so; the counts stay whole and every row keeps its result.
func TestReceiptCaps(t *testing.T) {
	const n = 5000
	r := Reply{Receipt: "HZ-140213-20261126-001", Taken: assist.Taken{Unit: "平城区", Format: "xlsx", Kind: assist.KindApplication}}
	r.Taken.Tables = []assist.Table{{Form: assist.ApplicationForm, Sheet: "申请表", HeaderRow: 4, LastCol: 42, LastRow: n + 4}}
	r.Taken.Counts = []assist.SheetCount{{Sheet: "申请表", Read: n, Returned: n}}
	for i := range n {
		p := place(r.Receipt, i+5)
		a := judged(assist.Application{Row: assist.Row{Place: p, Unit: "平城区"}, Licence: fmt.Sprint(140213100000 + i)}, assist.Returned)
		for _, c := range []string{"N209 C", "Q504 G", "V112 F", "V203 R", "V101 C"} {
			a.Verdict.Findings = append(a.Verdict.Findings, finding(c[:4], p, c[5:], a.Licence, assist.TurnCounty))
		}
		r.Applications = append(r.Applications, a)
	}
	m := Receipt(r)
	listed := m.Front.Blocks[1].Rows
	if len(listed) != 2_000 || listed[0][1].Text != "V101" && listed[0][1].Text != "V112" || listed[1_999][1].Text[0] != 'V' {
		t.Errorf("%d listed, first %s", len(listed), listed[0][1].Text)
	}
	dump := sheettest.Dump(sheet.Book{Pages: []sheet.Page{m.Front}})
	for _, s := range []string{
		"问题共 25000 条，只列出最要紧的 2000 条", "退回 15000 处：V101 5000、V112 5000、V203 5000", "提示 5000 处：N209 5000",
		"要批注的单元格有 20000 个，只在前 2000 个上写了批注",
	} {
		if !strings.Contains(dump, s) {
			t.Errorf("回执 does not say %s", s)
		}
	}
	notes := 0
	for _, c := range m.Tables[0].Cells {
		if c.Note != "" {
			notes++
		}
		if c.Tone == sheet.Plain {
			t.Fatalf("%s has no colour", c.Cell)
		}
	}
	if notes != 2000 || len(m.Tables[0].Cells) != 20_000 || len(m.Tables[0].Rows) != n {
		t.Errorf("%d notes, %d cells, %d rows", notes, len(m.Tables[0].Cells), len(m.Tables[0].Rows))
	}
}

// A receipt of the 回执 sheet alone has no marks; the number stands in column B.
func TestFrontOnly(t *testing.T) {
	f := someFacts()
	r := ReplyOf(f, f.Files[4])
	r.FrontOnly = "原文件超过 20000 行"
	m := Receipt(r)
	dump := sheettest.Dump(sheet.Book{Pages: []sheet.Page{m.Front}})
	if len(m.Tables) != 0 || !strings.Contains(dump, "没有附上原工作簿：原文件超过 20000 行。") {
		t.Errorf("%d tables, not told that there are none:\n%s", len(m.Tables), dump)
	}
	first := m.Front.Blocks[0].Rows[0]
	if first[0].Text != "回执号" || first[1].Text != "HZ-140213-20261125-001" || !sheet.IsReceiptNumber(first[1].Text) {
		t.Errorf("first row %v", first)
	}
	if !strings.Contains(dump, "在原文件上改，改好后放入 收件箱/平城区") {
		t.Error("not told to mend the own file")
	}
}

// An updated receipt shows the outcomes as they are now.
func TestUpdatedReceipt(t *testing.T) {
	f := someFacts()
	taken := f.Files[6]
	taken.Update, taken.Updated = 2, at("2026-11-27 10:00")
	r := ReplyOf(f, taken)
	r.Applications[2].Verdict.Outcome = assist.Filed
	dump := sheettest.Dump(sheet.Book{Pages: []sheet.Page{Receipt(r).Front}})
	for _, s := range []string{"第 2 次更新，2026-11-27 10:00", "结论 | ✗ 不符合 1 行，✓ 备案 3 行", "工作表 “申请表”读到 4 行 = 备案 3 + 不符合 1"} {
		if !strings.Contains(dump, s) {
			t.Errorf("updated receipt lacks %s:\n%s", s, dump)
		}
	}
}

// A refused sheet's rows are never shown as filed.
func TestRefusedSheet(t *testing.T) {
	f := someFacts()
	r := ReplyOf(f, f.Files[6])
	r.Taken.Tables[0].Refused = true
	r.Taken.Findings = append(r.Taken.Findings, assist.Finding{Code: "S007", Level: assist.LevelFile, Sheet: "申请表", Cell: "C4", Message: "缺少必需的列“客户名称”"})
	const why = "这张表整张没有收下：缺少必需的列“客户名称”"
	m := Receipt(r)
	for _, row := range m.Tables[0].Rows {
		if strings.Contains(row.Result, "备案") || strings.Contains(row.Result, "待核") {
			t.Errorf("row %d of a refused sheet: %s", row.Row, row.Result)
		}
		if row.Result == "✗ 退回" && !strings.Contains(row.Problem, why) && !strings.Contains(row.Problem, "V") {
			t.Errorf("row %d of a refused sheet does not say why: %s", row.Row, row.Problem)
		}
	}
	if !strings.Contains(sheettest.Dump(sheet.Book{Pages: []sheet.Page{m.Front}}), "工作表“申请表”："+why) {
		t.Error("not told that the sheet was refused, and why")
	}
}

// Also as it is judged: every row of a refused sheet has gone back, and one without a
// fault of its own says that it is the sheet.
func TestRefusedSheetAsJudged(t *testing.T) {
	place := assist.Place{Receipt: "HZ-1", Sheet: "申请表", Row: 4}
	row := func(found ...assist.Finding) string {
		r := Reply{Taken: assist.Taken{Receipt: "HZ-1", Unit: "平城区", Tables: []assist.Table{{Form: assist.ApplicationForm, Sheet: "申请表", HeaderRow: 3, Refused: true}},
			Findings: []assist.Finding{{Code: "S007", Level: assist.LevelFile, Sheet: "申请表", Cell: "C3", Message: "缺少必需的列“客户名称”"}}}}
		r.Applications = []assist.JudgedApplication{{Application: &assist.Application{Row: assist.Row{Place: place}}, Verdict: assist.Judged{Place: place, Outcome: assist.Returned, Refused: "S007", Findings: found}}}
		m := Receipt(r).Tables[0].Rows[0]
		return m.Result + " " + m.Problem
	}
	const why = "✗ 退回 这张表整张没有收下：缺少必需的列“客户名称”"
	if got := row(); got != why {
		t.Error(got)
	}
	if got := row(assist.Finding{Code: "N605", Level: assist.LevelNote, Message: "没有销售历史"}); got != why+"；N605 没有销售历史" {
		t.Error(got)
	}
	if got := row(assist.Finding{Code: "V206", Level: assist.LevelReturn, Cell: "J4", Message: "档位不对"}); got != "✗ 退回 V206（J4）档位不对" {
		t.Error(got)
	}
}

// Rows that moved are known by their customer, others by their cell.
func TestComparedWithTheReceiptThatCameBack(t *testing.T) {
	was := func(row int, licence string) assist.Finding {
		return finding("V112", place("", row), "F", licence, assist.TurnCounty)
	}
	before := []assist.Finding{was(5, "140213100001"), was(6, "140213100002"), finding("V101", place("", 7), "C", "", assist.TurnCounty)}
	now := []assist.Finding{was(5, "140213100002"), finding("V101", place("", 7), "C", "", assist.TurnCounty), was(9, "140213100009")}
	p := compared(now, before)
	if fmt.Sprint(p.mended, p.left, p.fresh) != "map[V112:1] map[V101:1 V112:1] map[V112:1]" {
		t.Errorf("mended %v left %v new %v", p.mended, p.left, p.fresh)
	}
	waiting := finding("Q104", place("", 5), "C", "140213100001", assist.TurnCity)
	waiting.Level = assist.LevelHold
	if got := fmt.Sprint(compared([]assist.Finding{waiting, now[0]}, []assist.Finding{waiting, now[0]}).lines("HZ")); got != "[[上次回执 HZ] [已改好 0 处] [仍未改 1 处：V112 1] [仍等市局 1 处：Q104 1] [新出现 0 处]]" {
		t.Errorf("what waits for the city: %s", got)
	}
	said := waiting
	said.Confirmed = true
	ours := finding("Q504", place("", 5), "C", "140213100001", assist.TurnCounty)
	ours.Level = assist.LevelHold
	answered := ours
	answered.Confirmed = true
	if got := fmt.Sprint(compared([]assist.Finding{said, answered}, []assist.Finding{waiting, ours, was(5, "140213100002")}).lines("HZ")); got != "[[上次回执 HZ] [已改好 1 处：V112 1] [仍未改 0 处] [县区已核实 1 处：Q504 1] [市局已确认 1 处：Q104 1] [新出现 0 处]]" {
		t.Errorf("what was answered is not mended: %s", got)
	}
	moved := compared([]assist.Finding{was(5, "140213100002"), was(6, "140213100003")}, before[:2])
	if fmt.Sprint(moved.news) != "map[0:仍未改 1:新出现]" || moved.mended["V112"] != 1 {
		t.Errorf("a row that moved up: %v, mended %v", moved.news, moved.mended)
	}
	if p.news[0] != "仍未改" || p.news[2] != "新出现" {
		t.Errorf("news %v", p.news)
	}
}

func TestHalfUp(t *testing.T) {
	for _, c := range [][3]int64{{3200, 3, 1067}, {100, 8, 13}, {99, 8, 12}, {-100, 8, -12}, {-101, 8, -13}, {0, 5, 0}} {
		if got := halfUp(c[0], c[1]); got != c[2] {
			t.Errorf("halfUp(%d, %d) = %d, want %d", c[0], c[1], got, c[2])
		}
	}
}

// A row that goes back anyway does not wait for the city.
func TestCityWaitsForHeldRowsOnly(t *testing.T) {
	f := someFacts()
	for i := range f.Rows.Opened() {
		if f.Rows.Opened()[i].Licence == fengCity {
			f.Rows.Opened()[i].Verdict.Outcome = assist.Returned
		}
	}
	if rows := CityWaiting(f, adjustment, settlement).Pages[0].Blocks[0].Rows; len(rows) != 0 {
		t.Errorf("%d rows wait for the city", len(rows))
	}
}

// 生效日期 is prefilled only where a 确认 of that day would hold.
func TestConfirmationDay(t *testing.T) {
	for applied, want := range map[string]string{"2026-11-20": "2026-11-26", "2026-08-28": "2026-11-26", "2026-08-27": "", "2026-11-27": "2026-11-27"} {
		f := someFacts()
		for i := range f.Rows.Opened() {
			f.Rows.Opened()[i].Applied = day(applied)
		}
		if got := CityWaiting(f, adjustment, settlement).Pages[0].Blocks[0].Rows[0][2].String(); got != want {
			t.Errorf("applied %s: 生效日期 %q, want %q", applied, got, want)
		}
	}
}

// An older row stays on 退回与待核 until it is replaced, but for 不符合: that is
// nobody's to mend.
func TestOlderRowsThatStillWait(t *testing.T) {
	for codes, want := range map[string]int{"Q504": 1, "V104": 1, "V106": 1, "V104 V106": 1, "V112": 1, "V104 V112": 1, "V301": 0} {
		f := someFacts()
		row := &f.Rows.Opened()[0] // of three weeks ago
		row.Verdict.Findings = nil
		for _, c := range strings.Fields(codes) {
			row.Verdict.Findings = append(row.Verdict.Findings, assist.Finding{Code: c, Level: assist.Level(c[:1])})
		}
		row.Verdict.Outcome = map[string]assist.Outcome{"Q504": assist.Held, "V301": assist.Ineligible}[codes]
		if row.Verdict.Outcome == "" {
			row.Verdict.Outcome = assist.Returned
		}
		_, older := newRolling(f).unfiled("")
		if len(older) != want {
			t.Errorf("%s: %d older rows wait, want %d", codes, len(older), want)
		}
	}
}

// A returned row of another form waits no more when a later sheet of the form
// stands for it: the customer's row again, or a whole one of the same day or later.
func TestALaterSheetReplacesReturnedRowsOfOtherForms(t *testing.T) {
	const unit = "平城区"
	for _, c := range []struct {
		name     string
		unit     string
		form     assist.Form
		reported assist.Date
		licence  string
		waits    bool
	}{
		{"nothing came", "", "", 0, "", true},
		{"the customer again", unit, assist.WishForm, 0, zhengHeld, false},
		{"another customer", unit, assist.WishForm, 0, liDibao, true},
		{"the customer on another form", unit, assist.VisitForm, 0, zhengHeld, true},
		{"a whole sheet of a later day", unit, assist.WishForm, day("2026-11-26"), liDibao, false},
		{"a whole sheet of an earlier day", unit, assist.WishForm, day("2026-11-02"), liDibao, true},
		{"of another unit", "云州区", assist.WishForm, day("2026-11-26"), zhengHeld, true},
	} {
		f := someFacts()
		for i := range f.Files {
			if f.Files[i].Receipt == f.Others.Opened()[1].Receipt {
				f.Files[i].Reported = day("2026-11-25")
			}
		}
		if c.unit != "" {
			const receipt = "HZ-140213-20261126-777"
			f.Files = append(f.Files, assist.Taken{Receipt: receipt, Unit: c.unit, At: f.At.AddDate(0, 0, 1), Reported: c.reported, Tables: []assist.Table{{Form: c.form, Sheet: string(c.form)}}})
			f.Others = f.Others.With(assist.Judged{Place: assist.Place{Receipt: receipt, Sheet: string(c.form), Row: 9}, Form: c.form, Unit: c.unit, Licence: c.licence, Outcome: assist.Filed})
		}
		for weeks := range 3 { // a new week forgets nothing
			f.Period, f.Today, f.At = f.Period.Add(weeks), f.Today+assist.Date(7*weeks), f.At.AddDate(0, 0, 7*weeks)
			s := newStandingOf(f, unit)
			if got := len(s.ReturnedOthers(s.unit)) == 1; got != c.waits {
				t.Errorf("%s: after %d weeks it waits %v, want %v", c.name, weeks, got, c.waits)
			}
		}
	}
}

// TestSilentUnitHasToReport: who has sent nothing has something to do.
func TestSilentUnitHasToReport(t *testing.T) {
	f := someFacts()
	const unit = "广灵县"
	f.Reports = []assist.UnitReport{{Unit: unit, State: assist.Silent, Deadline: at("2026-11-26 18:00")}}
	for past, want := range map[bool]string{
		false: "本周还没有报送：请在 2026-11-26 18:00 前报送，没有新增的写“本期无新增”。",
		true:  "本周还没有报送，报送截止 2026-11-26 18:00 已过：请尽快补报，没有新增的写“本期无新增”。",
	} {
		f.Reports[0].Past = past
		dump := sheettest.Dump(UnitTodo(f, unit, renewalForm, wishForm))
		if !strings.Contains(dump, want) || strings.Contains(dump, "没有待办事项") {
			t.Errorf("past %v: not told in\n%s", past, dump)
		}
	}
	f.Reports[0].State = assist.Reported
	if dump := sheettest.Dump(UnitTodo(f, unit, renewalForm, wishForm)); !strings.Contains(dump, "没有待办事项") {
		t.Errorf("has reported, and is asked:\n%s", dump)
	}
}

// A signal that nobody gave has its sheet, hidden, so that no empty page is printed, and
// the first sheet says which those are; the others are seen.
func TestSignalsOfNobodyAreNotPrinted(t *testing.T) {
	seen := ""
	for _, p := range Supervision(someFacts()).Pages {
		if !p.Hidden {
			seen += p.Name + " "
		}
	}
	if want := "监督汇总 A101 A104 许可证关注 "; seen != want {
		t.Errorf("seen sheets %s, want %s", seen, want)
	}
	if dump := sheettest.Dump(Supervision(someFacts())); !strings.Contains(dump, "本周没有的信号，其工作表已隐藏、不打印：A102、A103、A105、A106、A107。") {
		t.Errorf("nothing is said of the hidden sheets: %.300s", dump)
	}
}

// TestReminders: a unit reads beside each of its customers why nothing is supplied, and
// what runs out.
func TestReminders(t *testing.T) {
	day := day("2026-11-26")
	a := &assist.Application{Licence: "140213100001", LicenceEnd: day + 30}
	filed := assist.Filing{Unit: "平城区", Application: a, Start: day - 30, End: day + 300}
	register := func(status string, end assist.Date) assist.Register {
		return assist.Register{Receipt: "HZ-SJ-1", Day: day - 2, Licences: assist.RegisterRows{a.Licence: assist.RegisterRow{Licence: a.Licence, Status: status, End: end}.Keep()}}
	}
	paused := filed
	paused.Suspended, paused.SuspendedBy = true, assist.ByRegister
	until := paused
	until.SuspendedBy, until.SuspendedTo = assist.ByCity, day+9
	ending := []assist.Signal{
		{Code: "A107", Unit: "平城区", Licence: a.Licence, Measure: "许可证有效期止", Span: "2026-12-26", Value: "剩余 30 天"},
		{Code: "A107", Unit: "平城区", Licence: a.Licence, Measure: "帮扶截止日", Span: "2026-12-26", Value: "剩余 30 天"},
	}
	for name, c := range map[string]struct {
		filing   assist.Filing
		register assist.Register
		signals  []assist.Signal
		want     string
	}{
		"all is well":          {filed, register("有效", day+500), nil, ""},
		"not in the register":  {filed, assist.Register{Receipt: "HZ-SJ-1", Day: day - 2}, nil, "许可证：不在许可证登记中（登记 2026-11-24），不供货，请核对"},
		"over by it":           {filed, register("有效", day-1), ending, "许可证：有效期止于 2026-11-25（登记 2026-11-24），不供货，请核对"},
		"without a register":   {func() assist.Filing { f, b := filed, *a; b.LicenceEnd = day - 1; f.Application = &b; return f }(), assist.Register{}, nil, "许可证：有效期止于 2026-11-25，不供货，请核对"},
		"停业":                   {paused, register("停业", day+500), nil, "许可证登记暂停，恢复前不供货"},
		"the city's 暂停":        {until, register("有效", day+500), nil, "市局暂停至 2026-12-05，其间不供货"},
		"the licence runs out": {filed, register("有效", day+30), ending, "许可证有效期止 2026-12-26（剩余 30 天），请提醒延续"},
	} {
		f := assist.Facts{Today: day, Register: c.register, Signals: c.signals, Roster: assist.NewRoster()}
		f.Roster.Fold(assist.Change{Day: day - 30, Kind: assist.Joined, Licence: a.Licence, Unit: c.filing.Unit, Filing: &c.filing})
		if got := newStandingOf(f, "平城区").reminder(c.filing); got.Text != c.want {
			t.Errorf("%s: %q, want %q", name, got.Text, c.want)
		}
	}
}
