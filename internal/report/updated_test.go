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
	for i := range f.Rows {
		if f.Rows[i].Place == first[0].Place {
			f.Rows[i].Verdict.Findings = append(slices.Clone(f.Rows[i].Verdict.Findings), assist.Finding{Code: "N605", Level: assist.LevelNote, Licence: licence})
		}
	}
	told := func(update int, h assist.History) bool {
		f.Histories, taken.Update = map[string]assist.History{licence: h}, update
		f.Selling, f.Histories = assist.SellingOf(f), nil // as a run leaves them
		return slices.ContainsFunc(ReplyOf(f, taken).findings(), func(x assist.Finding) bool { return x.Code == "N605" })
	}
	sold := assist.History{Licence: licence, Months: []assist.SalesMonth{{Licence: licence, Lines: []assist.Sale{{Cartons: 1}}}}}
	if !told(0, sold) || !told(1, assist.History{}) || told(1, sold) {
		t.Errorf("first %v, updated without sales %v, with %v", told(0, sold), told(1, assist.History{}), told(1, sold))
	}
}

// TestUncheckedInWords: what was not judged is told in words, of rows in a row at once.
func TestUncheckedInWords(t *testing.T) {
	var list []unjudged
	for _, row := range []int{6, 34, 35, 36, 40} {
		for _, code := range []string{"V503", "Q504"} {
			list = append(list, unjudged{assist.Place{Sheet: "申请表", Row: row}, assist.Unchecked{Code: code, Why: "许可证号有问题或没有填，改正后再核对"}})
		}
	}
	const want = "许可证号有问题或没有填，改正后再核对：申请表第6行、第34至36行、第40行。是否有下列问题没有核对：电话或地址与他人相同、同一身份证号用于两证。"
	if got := uncheckedLines(list)[0][1]; got != want {
		t.Errorf("%s", got)
	}
}
