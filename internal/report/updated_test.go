package report

import (
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
	"bangfu/internal/sheet/sheettest"
)

// TestRejudgedWords: of each row an update says what became of it, and why.
func TestRejudgedWords(t *testing.T) {
	found := func(codes ...string) assist.Judged {
		j := assist.Judged{Place: assist.Place{Sheet: "申请表", Row: 6}, Outcome: assist.Held}
		for _, c := range codes {
			code, rest, _ := strings.Cut(c, "/")
			j.Findings = append(j.Findings, assist.Finding{Code: code, Level: assist.Level(code[:1]), Message: rest, Confirmed: rest == "已核实"})
		}
		return j
	}
	as := func(j assist.Judged, o assist.Outcome) assist.Judged { j.Outcome = o; return j }
	for _, c := range []struct {
		was, is assist.Judged
		want    string
	}{
		{found("Q303"), as(found("Q303/已核实"), assist.Filed), "待核 → 备案：市局已确认 Q303（有低保证但收入不低于标准）"},
		{found("Q504", "Q504"), as(found("Q504/已核实"), assist.Filed), "待核 → 备案：县区已核实 Q504（电话或地址与他人相同）"},
		{found("Q307", "N605"), found("Q307"), "仍为待核：不再有 N605（没有销售历史）"},
		{found("Q307"), as(found("V607", "Q307"), assist.Returned), "待核 → 退回：新出现 V607（待核期满没有答复）"},
		{found("Q105/已核实"), found("Q105"), "仍为待核：新出现 Q105（许可证在帮扶期内到期）"},
		{found("Q309/缺2024年"), found("Q309/缺2025年"), "仍为待核：Q309（缺认定所需的参数）的说明有更新"},
		{found("Q307"), found("Q307"), "仍为待核：认定依据有更新"},
	} {
		if got := rejudgedWords(assist.Rejudge(c.was, c.is)); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

// TestUpdateSaysWhatChanged: where no outcome changed, none is said to have; an update
// of an older ledger does not know.
func TestUpdateSaysWhatChanged(t *testing.T) {
	f := someFacts()
	taken := f.Files[6]
	taken.Update, taken.Updated = 1, at("2026-11-27 10:00")
	for _, c := range []struct {
		changed []assist.Rejudged
		want    []string
	}{
		{nil, []string{"：内容有更新，以本回执为准"}},
		{[]assist.Rejudged{{Sheet: "申请表", Row: 8, Was: assist.Held, Is: assist.Held, Gone: []string{"N605"}}},
			[]string{"：各行结果不变，1 行的问题有变化，见“这次更新了什么”；以本回执为准", "申请表第8行 仍为待核：不再有 N605（没有销售历史）"}},
		{[]assist.Rejudged{{Sheet: "申请表", Row: 6, Was: assist.Held, Is: assist.Filed, Settled: []string{"Q303"}}},
			[]string{"：1 行的结果有变化，见“这次更新了什么”；以本回执为准", "申请表第6行 待核 → 备案：市局已确认 Q303（有低保证但收入不低于标准）"}},
	} {
		taken.Rejudged = c.changed
		r := ReplyOf(f, taken)
		dump := sheettest.Dump(sheet.Book{Pages: []sheet.Page{Receipt(r).Front}})
		for _, s := range c.want {
			if !strings.Contains(dump, s) {
				t.Errorf("updated receipt lacks %s:\n%s", s, dump)
			}
		}
		if paper := dump; len(c.changed) > 0 && !strings.Contains(paper, updateTitle) {
			t.Errorf("not headed:\n%s", paper)
		}
	}
}

// TestUpdateTellsOnlyWhatIsTrue: a hint that the facts have overtaken since its row was
// judged is told no more; a first receipt tells what was found.
func TestUpdateTellsOnlyWhatIsTrue(t *testing.T) {
	f := someFacts()
	taken := f.Files[6]
	first, _ := f.RowsOf(taken.Receipt)
	licence := first[0].Licence
	for i := range f.Rows.Opened() {
		if f.Rows.Opened()[i].Place == first[0].Place {
			f.Rows.Opened()[i].Verdict.Findings = append(slices.Clone(f.Rows.Opened()[i].Verdict.Findings), assist.Finding{Code: "N605", Level: assist.LevelNote, Licence: licence})
		}
	}
	told := func(update int, h assist.History) bool {
		taken.Update, f.Selling = update, assist.SellingOf(f, slices.Values([]assist.History{h}))
		return slices.ContainsFunc(ReplyOf(f, taken).findings(), func(x assist.Finding) bool { return x.Code == "N605" })
	}
	sold := assist.History{Licence: licence, Months: []assist.SalesMonth{{Licence: licence, Month: today.Month(), Lines: []assist.Sale{{Cartons: 1}}}}}
	if !told(0, sold) || !told(1, assist.History{}) || told(1, sold) {
		t.Errorf("first %v, updated without sales %v, with %v", told(0, sold), told(1, assist.History{}), told(1, sold))
	}
}

// TestResentRowsAreToldAsSuch: a row for which a later file has another is told as that
// one's in an updated receipt, is asked nothing more, and is named among what changed.
func TestResentRowsAreToldAsSuch(t *testing.T) {
	f := someFacts()
	second := f.Files[4]
	later := second
	later.Receipt, later.At, later.Seen, later.Ours, later.Tables = "HZ-140213-20261126-009", at("2026-11-26 09:00"), at("2026-11-26 09:00"), "", later.Tables[:1]
	f.Files = append(f.Files, later)
	for i, licence := range []string{chenBack, zhengHeld} {
		f.Rows = f.Rows.With(judged(person("平城区", licence, "陈样", assist.Dibao, place(later.Receipt, 5+i)), assist.Filed))
	}
	f = f.Indexed()
	second.Update, second.Updated, second.Told = 1, at("2026-11-26 10:00"), second.At
	dump := sheettest.Dump(sheet.Book{Pages: []sheet.Page{Receipt(ReplyOf(f, second)).Front}})
	for _, want := range []string{
		"（第 1 次更新：2 行的结果有变化）",
		"申请表第5行 退回 → 已替换：已由 HZ-140213-20261126-009 第 5 行 替换，以那一行为准",
		"申请表第7行 待核 → 已替换：已由 HZ-140213-20261126-009 第 6 行 替换，以那一行为准",
		"已改好 2 处：V101 1、V112 1",
		"已替换 3 行：同一户另有填报日期更晚或后来报送的申请，以那一行为准，这几行没有登记，也不用再报。",
		"工作表 “申请表”读到 7 行 = 备案 1 + 已替换 3 + 空行 1 + 合计行 1 + 重复表头 1",
	} {
		if !strings.Contains(dump, want) {
			t.Errorf("lacks %s:\n%s", want, dump)
		}
	}
	for _, gone := range []string{"V112 |", "Q504 |", "V106", "待核 1 行", "V203"} {
		if strings.Contains(dump, gone) {
			t.Errorf("still tells %s:\n%s", gone, dump)
		}
	}
	second.Told = at("2026-11-26 09:30") // the receipt before has told of it
	if n := len(ReplyOf(f, second).Taken.Rejudged); n != 0 {
		t.Errorf("%d rows are told anew", n)
	}
	if n := len(ReplyOf(f, f.Files[4]).findings()); n != len(ReplyOf(someFacts(), someFacts().Files[4]).findings()) {
		t.Errorf("the first receipt tells %d", n)
	}
}

// TestARowWithoutALicenceIsKnownByItsPerson: where it was sent again with its licence, the
// row that stands for it is named; else that one does.
func TestARowWithoutALicenceIsKnownByItsPerson(t *testing.T) {
	for operator, want := range map[string]string{
		"蒋样": "申请表第5行 退回 → 已替换：已由 HZ-140213-20261125-001 第 11 行 替换，以那一行为准",
		"何样": "申请表第5行 退回 → 已替换：已由后来的一行替换，以那一行为准",
	} {
		f := someFacts()
		other := person("平城区", "140213100099", operator, assist.Dibao, place("HZ-140213-20261125-001", 11))
		other.ID, other.Phone, other.Address = "140221197001010099", "", ""
		f.Rows = f.Rows.With(judged(other, assist.Filed))
		for i := range f.Rows.Opened() {
			if f.Rows.Opened()[i].Receipt == "HZ-140213-20261124-001" {
				changed := *f.Rows.Opened()[i].Application
				changed.ID, changed.Address = "", ""
				f.Rows.Opened()[i].Application = &changed
			}
		}
		first := f.Files[3]
		first.Update, first.Updated, first.Told = 1, runAt, first.At
		dump := sheettest.Dump(sheet.Book{Pages: []sheet.Page{Receipt(ReplyOf(f.Indexed(), first)).Front}})
		if !strings.Contains(dump, want) {
			t.Errorf("%s: no %s in\n%s", operator, want, dump)
		}
	}
}

// TestComparedWithWhatWasToldThen: a row that waited and came back is set against what its
// receipt said, though another row stands for it now.
func TestComparedWithWhatWasToldThen(t *testing.T) {
	f := someFacts()
	again := f.Files[4]
	again.Receipt, again.Ours, again.At = "HZ-140213-20261126-009", f.Files[4].Receipt, at("2026-11-26 09:00")
	f.Files = append(f.Files, again)
	for i := range f.Rows.Opened() {
		if f.Rows.Opened()[i].Licence == zhengHeld {
			f.Rows.Opened()[i].Verdict.Standing, f.Rows.Opened()[i].Verdict.By = assist.Replaced, place(again.Receipt, 7)
		}
	}
	zheng := person("平城区", zhengHeld, "郑样", assist.Dibao, place(again.Receipt, 7))
	f.Rows = f.Rows.With(judged(zheng, assist.Held, finding("Q504", zheng.Place, "G", zhengHeld, assist.TurnCounty)))
	dump := sheettest.Dump(sheet.Book{Pages: []sheet.Page{Receipt(ReplyOf(f.Indexed(), again)).Front}})
	if !strings.Contains(dump, "仍未改 1 处：Q504 1") || !strings.Contains(dump, "新出现 0 处") {
		t.Errorf("%s", dump)
	}
}

// TestStrangersAreToldAsTheyStand: a row of another form that came before its customer
// was filed is told to come again, in 待办 and in an updated receipt.
func TestStrangersAreToldAsTheyStand(t *testing.T) {
	f := someFacts()
	for licence, want := range map[string][2]string{
		wangBlind:      {"收到这一行时该客户还没有备案，这一行没有采用；现在已备案（大烟弱备〔2026〕0007号，2026-11-25）", "请把这一行重新报送"},
		zhengHeld:      {"该客户的申请（HZ-140213-20261125-001 申请表 第7行）还在待核，没有备案", "不用改这一行；申请备案以后再报"},
		zhaoFire:       {"该客户在云州区在册，不是平城区的客户", "请核对许可证号；客户已迁来的，先由云州区报退出、平城区报新增，备案以后再报这一行"},
		wuErased:       {"该客户 2026-11-26 已退出，不在册", "不再帮扶的，这一行删去即可；仍需帮扶的，先报送申请，备案以后再报这一行"},
		"140213199999": {"当时的话", "当时的办法"},
	} {
		f.Others = assist.OtherRows{}.With(assist.Judged{Place: assist.Place{Receipt: "HZ-140213-20261124-001", Sheet: "帮扶申请表", Row: 9}, Form: assist.WishForm, Unit: "平城区", Licence: licence, Outcome: assist.Returned,
			Findings: []assist.Finding{{Code: "V706", Level: assist.LevelReturn, Licence: licence, Message: "当时的话", Fix: "当时的办法", Turn: assist.TurnCounty}}})
		taken := f.Files[3]
		taken.Ours, taken.Update, taken.Updated = "", 1, runAt
		g := f
		g.Files = slices.Clone(f.Files[:4])
		rows := newStandingOf(g, "平城区").todoRows(assist.TurnCounty, nil)
		if len(rows) != 1 || rows[0][8].Text != want[0] || rows[0][9].Text != want[1] {
			t.Errorf("%s: 待办 tells %v", licence, rows)
		}
		if x := ReplyOf(g, taken).Others[0].Findings[0]; x.Message != want[0] || x.Fix != want[1] {
			t.Errorf("%s: %s, %s", licence, x.Message, x.Fix)
		}
	}
}

// TestUncheckedInWords: what was not judged is told in words, of rows in a row at once.
func TestUncheckedInWords(t *testing.T) {
	var list []unjudged
	for _, row := range []int{6, 34, 35, 36, 40} {
		for _, code := range []string{"V503", "Q504"} {
			list = append(list, unjudged{assist.Place{Sheet: "申请表", Row: row}, assist.Unchecked{Code: code, Why: "许可证号有问题或没有填，改正后再核对"}, nil})
		}
	}
	list = append(list, unjudged{assist.Place{Sheet: "申请表", Row: 50}, assist.Unchecked{Code: "Q504", Why: "许可证号有问题或没有填，改正后再核对"}, []string{"V503", "N605"}})
	if got, want := uncheckedLines(list)[1][1], "许可证号有问题或没有填，改正后再核对：申请表第50行。没有核对的：电话或地址与他人相同。"; got != want {
		t.Errorf("a row in which one of them was found: %s", got)
	}
	const want = "许可证号有问题或没有填，改正后再核对：申请表第6行、第34至36行、第40行。没有核对的：电话或地址与他人相同；同一身份证号用于两证。"
	if got := uncheckedLines(list)[0][1]; got != want {
		t.Errorf("%s", got)
	}
}

// TestARowSentAgainWithoutItsLicence: the later row stands for the former, and is named,
// though neither has a licence by which it is known.
func TestARowSentAgainWithoutItsLicence(t *testing.T) {
	f := someFacts()
	other := person("平城区", "", "蒋样", assist.Dibao, place("HZ-140213-20261125-001", 11))
	other.Cells, other.ID, other.Address = typedCells(nil), "140221197001010099", ""
	f.Rows = f.Rows.With(judged(other, assist.Returned))
	first := f.Files[3]
	first.Update, first.Updated, first.Told = 1, runAt, first.At
	dump := sheettest.Dump(sheet.Book{Pages: []sheet.Page{Receipt(ReplyOf(f.Indexed(), first)).Front}})
	if want := "申请表第5行 退回 → 已替换：已由 HZ-140213-20261125-001 第 11 行 替换，以那一行为准"; !strings.Contains(dump, want) {
		t.Errorf("no %s in\n%s", want, dump)
	}
}
