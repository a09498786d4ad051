package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// filed makes one file of rows, numbered from 5.
func filed(receipt, unit string, rows ...string) *assist.Submission {
	s := &assist.Submission{Receipt: receipt, Unit: unit, Declared: assist.Cell{Addr: "B2", Text: unit}, Tables: []assist.Table{{Form: assist.ApplicationForm, Sheet: "申请表", Read: len(rows)}}}
	for i, text := range rows {
		c := newCard(assist.ApplicationForm, text)
		c.unit, c.place = unit, assist.Place{Receipt: receipt, Sheet: "申请表", Row: 5 + i}
		s.Applications = append(s.Applications, c.application().Keep())
	}
	return s
}

// told is a row's outcome and codes, a confirmed one with a star.
func told(j assist.Judged) string {
	list := []string{string(j.Outcome)}
	if j.Standing != "" {
		list = append(list, string(j.Standing))
	}
	for _, f := range j.Findings {
		if f.Code == "N605" {
			continue
		}
		c := f.Code
		if f.Confirmed {
			c += "*"
		}
		list = append(list, c)
	}
	return strings.Join(list, " ")
}

func expect(t *testing.T, what string, v Verdict, want ...string) {
	t.Helper()
	var got []string
	for a := range v.Applications.All() {
		got = append(got, told(a.Verdict))
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s: got %q, want %q", what, got, want)
	}
}

const second = "许可证号: 140225100002\n身份证号: 142121195806120048\n联系电话: 13512340001\n经营地址: 永安镇槐树街2号"

// TestAnswerHoldsForItsValues: 属实 settles a shared phone for good, is not
// asked again, and lapses with the value; the same words do not renew it.
func TestAnswerHoldsForItsValues(t *testing.T) {
	s := Set{Today: day("2026-11-24"), Files: []*assist.Submission{filed("HZ-1", "浑源县", "备注: 一", second)}}
	v := Judge(s, testTerms())
	expect(t, "first", v, "待核 Q504", "待核 Q504")

	s.Held, s.Files = slices.Collect(v.Applications.All()), []*assist.Submission{filed("HZ-2", "浑源县", "核实说明: 属实：Q504 父子", second+"\n核实说明: 属实：Q504 父子")}
	v = Judge(s, testTerms())
	expect(t, "answered", v, "备案 Q504*", "备案 Q504*", "待核 被替换 Q504", "待核 被替换 Q504")
	if len(v.Answers) != 2 || v.Answers[0].Code != "Q504" || v.Answers[0].Said == "" {
		t.Fatalf("answers: %+v", v.Answers)
	}

	s.Held, s.Answers = nil, v.Answers
	s.Files = []*assist.Submission{filed("HZ-3", "浑源县", "备注: 一", second)}
	expect(t, "not asked again", Judge(s, testTerms()), "备案 Q504*", "备案 Q504*")

	s.Files = []*assist.Submission{filed("HZ-4", "浑源县", "核实说明: 属实：Q504 父子\n联系电话: 13512340009", second+"\n联系电话: 13512340009")}
	v = Judge(s, testTerms())
	expect(t, "lapsed", v, "待核 Q504", "待核 Q504")
	if fix := v.Applications[0].Open().Verdict.Findings[0].Fix; !strings.Contains(fix, "原核实说明针对的内容已变") {
		t.Errorf("the county is not told why its answer no longer counts: %s", fix)
	}

	s.Files = []*assist.Submission{filed("HZ-5", "浑源县", "核实说明: 属实：Q504 父子，11月24日再核\n联系电话: 13512340009", second+"\n联系电话: 13512340009")}
	expect(t, "renewed", Judge(s, testTerms()), "备案 Q504*", "待核 Q504")
}

// TestBareAnswerNeedsAShownCode: 属实 alone answers what a receipt has shown,
// and a row that waits is not answered by words older than the question.
func TestBareAnswerNeedsAShownCode(t *testing.T) {
	s := Set{Today: day("2026-11-24"), Files: []*assist.Submission{filed("HZ-1", "浑源县", "核实说明: 属实", second)}}
	v := Judge(s, testTerms())
	expect(t, "nothing shown", v, "待核 Q504", "待核 Q504")
	s.Files, s.Held, s.Shown = nil, slices.Collect(v.Applications.All()), func(_, licence, code, _ string) bool { return licence == "140225100001" && code == "Q504" }
	expect(t, "still waits", Judge(s, testTerms()), "待核 Q504", "待核 Q504")
}

// TestAnAnswerThatCountsForNothingStaysTold: as long as the row waits, every run says why
// its answer did nothing.
func TestAnAnswerThatCountsForNothingStaysTold(t *testing.T) {
	s := Set{Today: day("2026-11-24"), Files: []*assist.Submission{filed("HZ-1", "浑源县", "核实说明: 夫妻", second+"\n核实说明: Q504 不属实")}}
	v := Judge(s, testTerms())
	expect(t, "first", v, "待核 Q504 N017", "待核 Q504 N017")
	s.Files, s.Held = nil, slices.Collect(v.Applications.All())
	again := Judge(s, testTerms())
	expect(t, "held", again, "待核 Q504 N017", "待核 Q504 N017")
	for i, a := range slices.Collect(again.Applications.All()) {
		if !slices.EqualFunc(a.Verdict.Findings, v.Applications[i].Open().Verdict.Findings, SameFinding) {
			t.Errorf("told otherwise: %v, before %v", a.Verdict.Findings, v.Applications[i].Open().Verdict.Findings)
		}
	}
}

// TestRivalsAreNamedInOneOrder: whoever came first, the others are named by licence.
func TestRivalsAreNamedInOneOrder(t *testing.T) {
	third := strings.NewReplacer("100002", "100003", "142121195806120048", "14022119700101003X").Replace(second)
	one, two, three := filed("HZ-1", "浑源县", "备注: 一"), filed("HZ-2", "浑源县", third), filed("HZ-3", "浑源县", second)
	s := Set{Today: day("2026-11-24"), Files: []*assist.Submission{two, three, one}}
	const want = "联系电话与 140225100002（浑源县 回执 HZ-3 申请表 第 5 行）、140225100003（浑源县 回执 HZ-2 申请表 第 5 行）相同"
	for a := range Judge(s, testTerms()).Applications.All() {
		for _, f := range a.Verdict.Findings {
			if a.Licence == "140225100001" && f.Code == "Q504" && strings.Contains(f.Message, "联系电话") && f.Message != want {
				t.Errorf("%s", f.Message)
			}
		}
	}
}

// TestWhoAsksToLeaveHasNotApplied: a 退出 row that went back is no application of which
// another form's row is told.
func TestWhoAsksToLeaveHasNotApplied(t *testing.T) {
	f := filed("HZ-1", "浑源县", "业务类型: 退出\n退出原因: 转行")
	w := newCard(assist.WishForm, "")
	w.place = assist.Place{Receipt: "HZ-1", Sheet: "帮扶申请表", Row: 5}
	f.Wishes = append(f.Wishes, w.wish().Keep())
	v := Judge(Set{Today: day("2026-11-24"), Files: []*assist.Submission{f}}, testTerms())
	if got := v.Rows[0].Open().Findings[0]; got.Code != "V706" || got.Message != "该客户在本县区没有收下的申请，也不在册" {
		t.Errorf("%s %s", got.Code, got.Message)
	}
}

// TestCountyCannotAnswerForTheCity: Q307 is the city's alone.
func TestCountyCannotAnswerForTheCity(t *testing.T) {
	row := "困难类别: 临时困难\n困难说明: 火灾\n帮扶截止日: 2027-03-31\n核实说明: 属实：Q307 已核"
	v := Judge(Set{Today: day("2026-11-24"), Files: []*assist.Submission{filed("HZ-1", "浑源县", row)}}, testTerms())
	expect(t, "county", v, "待核 Q307 N017")
}

// TestConfirmIsUsedOnce: a 确认 that settled one story does not settle another.
func TestConfirmIsUsedOnce(t *testing.T) {
	row := "困难类别: 临时困难\n困难说明: 火灾\n帮扶截止日: 2027-03-31"
	s := Set{Today: day("2026-11-24"), Files: []*assist.Submission{filed("HZ-1", "浑源县", row)}}
	s.Adjustments = []assist.Adjustment{{Licence: "140225100001", Action: assist.Confirm, From: day("2026-11-20"), Row: assist.Row{Place: assist.Place{Receipt: "HZ-SJ", Sheet: "名单调整", Row: 5}}}}
	v := Judge(s, testTerms())
	expect(t, "confirmed", v, "备案 Q307*")
	s.Answers, s.Files = v.Answers, []*assist.Submission{filed("HZ-2", "浑源县", strings.Replace(row, "火灾", "水灾", 1))}
	expect(t, "another story", Judge(s, testTerms()), "待核 Q307")
	s.Files = []*assist.Submission{filed("HZ-3", "浑源县", row)}
	expect(t, "the same story", Judge(s, testTerms()), "备案 Q307*")
}

// TestHeldRowsSettleThemselves: a parameter or a register that comes late files
// a row that waits, and keeps the day it was first held.
func TestHeldRowsSettleThemselves(t *testing.T) {
	bare := testTerms()
	bare.Dibao = nil
	s := Set{Today: day("2026-11-24"), Files: []*assist.Submission{filed("HZ-1", "浑源县", "备注: 一")}}
	s.Register = assist.Register{Receipt: "HZ-SJ-1", Day: day("2026-11-20"), Licences: assist.RegisterRows{}}
	v := Judge(s, bare)
	expect(t, "first", v, "退回 V104 Q309")
	s.Register.Licences.Put(assist.RegisterRow{Licence: "140225100001", Operator: "甄样本", Status: "有效", End: day("2028-06-30")})
	s.Files, s.Held, s.Today = nil, slices.Collect(v.Applications.All()), day("2026-11-26")
	v = Judge(s, bare)
	expect(t, "register", v, "待核 Q309")
	if v.Applications[0].Open().Verdict.Since != day("2026-11-24") {
		t.Errorf("since %s", v.Applications[0].Open().Verdict.Since)
	}
	for _, later := range []string{"2026-11-26", "2026-12-03"} { // the county mended nothing: the city waits for itself from then on
		s.Held, s.Today = slices.Collect(v.Applications.All()), day(later)
		v = Judge(s, bare)
		if j := v.Applications[0].Open().Verdict; j.Turn() != assist.TurnCity || j.WaitsSince() != day("2026-11-26") || j.Since != day("2026-11-24") {
			t.Errorf("%s: %s waits for %s since %s, first told %s", later, told(j), j.Turn(), j.WaitsSince(), j.Since)
		}
	}
	resent := s
	resent.Files, resent.Today = []*assist.Submission{filed("HZ-2", "浑源县", "备注: 一")}, day("2026-12-04")
	if j := Judge(resent, bare).Applications[0].Open().Verdict; j.WaitsSince() != day("2026-11-26") {
		t.Errorf("the same row sent again waits since %s", j.WaitsSince())
	}
	s.Held = slices.Collect(v.Applications.All())
	expect(t, "standard", Judge(s, testTerms()), "备案")
}

// TestSharedPhoneOutlivesTheRun: a row that shares a phone with one that went
// back waits on in the next run, although the other is not judged again.
func TestSharedPhoneOutlivesTheRun(t *testing.T) {
	s := Set{Today: day("2026-11-24"), Files: []*assist.Submission{filed("HZ-1", "浑源县", "备注: 一", second+"\n家庭年收入: 5万")}}
	v := Judge(s, testTerms())
	expect(t, "first", v, "待核 Q504", "退回 V204 Q504")
	s.Files, s.Held = nil, slices.Collect(v.Applications[:1].All())
	expect(t, "alone", Judge(s, testTerms()), "备案")
	s.Beside = slices.Collect(v.Applications[1:].All())
	again := Judge(s, testTerms())
	expect(t, "beside", again, "待核 Q504")
	if got, want := again.Applications[0].Open().Verdict.Findings, v.Applications[0].Open().Verdict.Findings; !slices.Equal(got, want) {
		t.Errorf("told otherwise: %+v, was %+v", got, want)
	}
}

// TestMoveBetweenUnits: 退出 here and 新增 there in one run is a move, in
// whichever order the units stand; the joining after an exit is asked about.
func TestMoveBetweenUnits(t *testing.T) {
	c := newCard(assist.ApplicationForm, "")
	r := assist.NewRoster()
	a := c.application()
	r.Filings["140225100001"] = &assist.Filing{Number: "大烟弱备〔2026〕0001号", Unit: "浑源县", Application: &a, FiledOn: day("2026-06-01"), Due: day("2027-06-01"), End: day("2027-06-01")}
	leave := filed("HZ-1", "浑源县", "业务类型: 退出\n退出原因: 迁往云冈")
	join := filed("HZ-2", "云冈区", "低保证有效期止: 2027-06-30\n核实说明: 属实：Q103 Q504 迁入")
	for _, files := range [][]*assist.Submission{{leave, join}, {join, leave}} {
		v := Judge(Set{Today: day("2026-11-24"), Roster: r, Files: files}, testTerms())
		for a := range v.Applications.All() {
			if strings.Contains(told(a.Verdict), "V502") || strings.Contains(told(a.Verdict), "V503") {
				t.Errorf("%s of %s: %s", a.Business, a.Unit, told(a.Verdict))
			}
		}
	}
	v := Judge(Set{Today: day("2026-11-24"), Roster: r, Files: []*assist.Submission{join}}, testTerms())
	expect(t, "without the 退出", v, "退回 V502 Q103* Q309")
}

// TestAloneSaysWhatItCannotKnow: without a workspace the register, the roll and
// the parameters are named as 未核对, and nothing is judged by them.
func TestAloneSaysWhatItCannotKnow(t *testing.T) {
	f := filed("", "", "家庭年收入: 90000\n低保证号: 空", "业务类型: 变更\n许可证号: 140203100001\n身份证号: 142121195806120048\n联系电话: 13512340002\n经营地址: 永安镇槐树街2号")
	v := Judge(Set{Today: day("2026-11-24"), Files: []*assist.Submission{f}, Alone: true}, testTerms())
	expect(t, "alone", v, "备案", "备案")
	var codes []string
	for _, u := range v.Unchecked {
		codes = append(codes, u.Code)
	}
	want := "S009 S011 N022 Q103 V104 Q104 V106 N107 V301 V302 Q303 V305 Q306 Q309 V601 Q602 Q603 N604 N605 V607"
	if got := strings.Join(codes, " "); got != want {
		t.Errorf("未核对 %s, want %s", got, want)
	}
}

// TestRefusedSheetIsJudgedButNotFiled: its rows say all that is wrong, go back,
// and stand against nobody.
func TestRefusedSheetIsJudgedButNotFiled(t *testing.T) {
	bad := filed("HZ-1", "浑源县", "客户档位: 31")
	bad.Faults = []sheet.Fault{{Kind: sheet.MissingColumn, Sheet: "申请表", Header: "订货日"}}
	good := filed("HZ-2", "浑源县", "客户档位: 10")
	v := Judge(Set{Today: day("2026-11-24"), Files: []*assist.Submission{bad, good}}, testTerms())
	expect(t, "refused", v, "退回 V206", "备案")
	if !bad.Tables[0].Refused || v.Applications[0].Open().Verdict.Refused != "S007" || v.Refused["HZ-1"] {
		t.Errorf("table %+v, row refused by %q, file %v", bad.Tables[0], v.Applications[0].Open().Verdict.Refused, v.Refused)
	}
}

// TestPlanKeepsTheGoodRows: a product at fault is in the plan with its reason,
// and a week that cannot be used goes with the only good one.
func TestPlanKeepsTheGoodRows(t *testing.T) {
	f := &assist.Submission{Receipt: "HZ-SJ-1", Unit: assist.City, Tables: []assist.Table{{Form: assist.PlanForm, Sheet: "货源计划", Read: 4}}}
	for i, text := range []string{"备注: 一", "卷烟条码: 6901028138536\n帮扶可用量: 许多", "卷烟条码: 6901028339957\n供货周: 下周", "卷烟条码: 6901028340618\n畅销: 否\n供货周: 2026-W50"} {
		c := newCard(assist.PlanForm, text)
		c.unit, c.place = assist.City, assist.Place{Receipt: "HZ-SJ-1", Sheet: "货源计划", Row: 5 + i}
		f.Plan = append(f.Plan, c.plan())
	}
	f.Plan = f.Plan[:3]
	plans, rows := Plan(f, testTerms(), day("2026-11-24"))
	var got []string
	for _, p := range plans {
		for _, q := range p.Products {
			got = append(got, fmt.Sprintf("%s %s %v %q", p.Week, q.Barcode, q.BestSelling, q.Fault))
		}
	}
	want := []string{
		`2026-W49 6901028075015 true ""`,
		`2026-W49 6901028138536 true "帮扶可用量“许多”不是大于或等于 0 的整数"`,
		`2026-W49 6901028339957 true "供货周“下周”写法不对，应为 2026-W49 的样子"`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if len(rows) != 3 || rows[0].Outcome != assist.Filed || rows[1].Outcome != assist.Returned {
		t.Errorf("rows %+v", rows)
	}
}

// TestRegisterKeepsThePreviousRow: of a doubled licence neither row counts.
func TestRegisterKeepsThePreviousRow(t *testing.T) {
	f := &assist.Submission{Receipt: "HZ-SJ-2", Unit: assist.City, Reported: day("2026-11-23"), Tables: []assist.Table{{Form: assist.RegisterForm, Sheet: "许可证状态", Read: 3}}}
	for i, text := range []string{"状态: 注销", "状态: 有效", "许可证号: 140225100002"} {
		c := newCard(assist.RegisterForm, text)
		c.place = assist.Place{Receipt: "HZ-SJ-2", Sheet: "许可证状态", Row: 5 + i}
		f.Register = append(f.Register, c.register())
	}
	old := assist.Register{Receipt: "HZ-SJ-1", Day: day("2026-11-16"), Licences: assist.RegisterRows{"140225100001": assist.RegisterRow{Licence: "140225100001", Status: "停业"}.Keep()}}
	next, _, _ := Register(f, old, testTerms())
	if next.Receipt != "HZ-SJ-2" || next.Licences["140225100001"].Open().Status != "停业" || next.Licences["140225100002"].Open().Status != "有效" || !next.Left["140225100001"] {
		t.Errorf("%+v", next)
	}
}

// TestAgentsPhoneIsOneMessage: a phone that many applicants share is told once
// a row, with how many they are, and an ID never names another person.
func TestAgentsPhoneIsOneMessage(t *testing.T) {
	var rows []string
	for i := range 40 {
		rows = append(rows, fmt.Sprintf("许可证号: 1402251%05d\n经营地址: 永安镇槐树街%d号\n身份证号: %s", i, i, numberedID(i)))
	}
	v := Judge(Set{Today: day("2026-11-24"), Files: []*assist.Submission{filed("HZ-1", "浑源县", rows...)}}, testTerms())
	for a := range v.Applications.All() {
		if told(a.Verdict) != "待核 Q504" {
			t.Fatalf("row %d: %s", a.Place.Row, told(a.Verdict))
		}
		m := a.Verdict.Findings[0].Message
		if !strings.Contains(m, "等 39 户") || strings.Contains(m, "甄") || strings.Contains(m, "1402211") {
			t.Fatal(m)
		}
	}
}

// numberedID is a valid ID for a number.
func numberedID(i int) string {
	s := fmt.Sprintf("140221%d0101%03d", 1950+i/1000%50, i%1000)
	for _, c := range "0123456789X" {
		if id := s + string(c); assist.IDChecks(id) {
			return id
		}
	}
	panic("no check digit")
}

// TestManyWrongRowsStayLinear: 5,000 rows wrong in 20 columns, and all of one
// phone, one address and one ID.
func TestManyWrongRowsStayLinear(t *testing.T) {
	took := func(n int) time.Duration {
		var rows []string
		for i := range n {
			rows = append(rows, fmt.Sprintf("许可证号: 1402251%05d\n客户名称: 空\n经营者姓名: =A1\n客户档位: 40\n订货周期: 隔周\n订货日: 礼拜一\n许可证有效期止: 明年\n户籍类别: 城里\n家庭人口: 0\n家庭年收入: 二万\n困难类别: 贫困\n低保证有效期止: 长期\n证明材料: 空\n申请日期: 昨天\n客户经理意见: 空\n客户经理: 空\n客户经理日期: 空\n营销部意见: 已阅\n营销部审核人: 空\n县局意见: 不同意\n县局日期: 2026-12-31", i))
		}
		f := filed("HZ-1", "浑源县", rows...)
		start := time.Now()
		v := Judge(Set{Today: day("2026-11-24"), Files: []*assist.Submission{f}}, testTerms())
		d := time.Since(start)
		for a := range v.Applications.All() {
			if len(a.Verdict.Findings) < 20 {
				t.Fatalf("row %d has %d findings: %s", a.Place.Row, len(a.Verdict.Findings), told(a.Verdict))
			}
		}
		return d
	}
	d := took(5000)
	t.Logf("5,000 rows wrong in 20 columns: %s", d)
	if d > 30*time.Second { // half a second on a quiet machine; quadratic work would take minutes
		t.Errorf("judging took %s", d)
	}
}

// TestRowsElsewhereAreNotJudged: a file in a wrong folder says nothing of rows that are
// not the folder's; those that may be are told all that is wrong, should only the 填报单位 be.
func TestRowsElsewhereAreNotJudged(t *testing.T) {
	const theirs = "许可证号: 140214100001\n身份证号: 142121195806120048\n联系电话: 13512340009\n经营地址: 同泉路3号\n客户档位: 31"
	terms := testTerms()
	terms.Dibao = append(terms.Dibao, assist.DibaoStandard{Unit: "云冈区", From: day("2025-01-01"), Urban: 800_00, Rural: 8000_00})
	home := Judge(Set{Today: day("2026-11-24"), Files: []*assist.Submission{filed("HZ-1", "云冈区", strings.Replace(theirs, "31", "10", 1))}}, terms)
	expect(t, "home", home, "备案")
	roll := assist.NewRoster()
	for a := range home.Applications.All() {
		for _, c := range assist.Accept(roll, a, nil, day("2026-11-24"), terms, func() string { return "一号" }) {
			roll.Fold(c)
		}
	}
	stray := func(unit, says, rest string) Verdict {
		f := filed("HZ-2", unit, theirs, rest)
		f.Declared.Text = says
		other := assist.Row{Place: assist.Place{Receipt: "HZ-2", Sheet: "其他", Row: 5}, Unit: unit}
		f.Wishes = assist.KeptWishes{assist.Wish{Row: other, Licence: "140214100001", Applied: day("2026-11-20")}.Keep()}
		f.Visits = assist.KeptVisits{assist.Visit{Row: other, Licence: "140214100001", Day: day("2026-11-20")}.Keep()}
		f.Sales.Seen = []assist.SaleSeen{{Licence: "140214100001", Rows: 1}}
		return Judge(Set{Today: day("2026-11-25"), Roster: roll, Files: []*assist.Submission{f}}, terms)
	}
	others := func(v Verdict) string {
		return told(v.Rows[0].Open()) + "，" + told(v.Rows[1].Open()) + fmt.Sprint("，", len(v.Files["HZ-2"]))
	}
	v := stray("浑源县", "云冈区", "客户档位: 31")
	expect(t, "S009", v, "退回", "退回 V206")
	if got := others(v); got != "退回，退回，1" {
		t.Errorf("S009: the other forms say %s", got)
	}
	v = stray("市局", "云冈区", "客户档位: 31")
	expect(t, "S011", v, "退回", "退回")
	if got := others(v); got != "退回，退回，1" {
		t.Errorf("S011: the other forms say %s", got)
	}
	expect(t, "nobody's name", stray("浑源县", "云岗", "客户档位: 31"), "退回 V502 V206 Q103", "退回 V206")
}
