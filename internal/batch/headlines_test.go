package batch

import (
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/form"
	"bangfu/internal/report"
	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/write"
)

// above are the texts of a page above the header of its list, as they are written.
func (t *town) above(b sheet.Book, name, header string) string {
	t.Helper()
	data, err := write.Write(b)
	t.must(err)
	var list []string
	for _, row := range t.sheetOf(data, name) {
		if slices.ContainsFunc(row.Cells, func(c sheet.Cell) bool { return c.Text == header }) {
			return strings.Join(list, "\n")
		}
		for _, c := range row.Cells {
			list = append(list, c.Text)
		}
	}
	t.Fatalf("%s has no %s", name, header)
	return ""
}

// TestEveryDoubtStandsAboveTheTable: with two doubts and five things to be done the
// week and each doubt stand in the first lines of 汇总; a single short one whole.
func TestEveryDoubtStandsAboveTheTable(t *testing.T) {
	t.Parallel()
	b := newTown(t, 2)
	defer b.done()
	today := assist.Day(2026, 11, 26)
	period := assist.WeekOf(today)
	f := assist.Facts{Today: today, Period: period, Week: period.Next(), Terms: b.terms, Roster: assist.NewRoster()}
	long := strings.Repeat("第 4 行（C101）、", 40)
	f.Doubts = []assist.Doubt{
		{Receipt: "HZ-SJ-20261126-001", Kind: assist.RegisterDoubt, What: long},
		{Receipt: "HZ-SJ-20261126-002", Kind: assist.PlanDoubt, Week: f.Week, What: long, Holds: true},
	}
	for _, d := range f.Doubts {
		f.Faults = append(f.Faults, assist.Fault{Topic: assist.OfDoubt, Doubt: d, Text: d.Sentence(f.Roster, f.Terms) + "。" + assist.SettleAdvice})
	}
	for range 5 {
		f.Faults = append(f.Faults, assist.Fault{Text: strings.Repeat("请市局核对这一件；", 30)})
	}
	above := b.above(report.Roll(f), "汇总", "报送状态")
	for _, want := range []string{"统计周：2026-W48", "许可证状态（回执 HZ-SJ-20261126-001）有疑，涉及在册", "货源计划 2026-W49（回执 HZ-SJ-20261126-002）有疑，涉及在册"} {
		if !strings.Contains(above, want) {
			t.Errorf("no %q above the table:\n%s", want, above)
		}
	}
	f.Doubts = f.Doubts[:1]
	f.Doubts[0].What = "少 3 户"
	f.Faults = []assist.Fault{{Topic: assist.OfDoubt, Doubt: f.Doubts[0], Text: f.Doubts[0].Sentence(f.Roster, f.Terms) + "。" + assist.SettleAdvice}}
	if above := b.above(report.Roll(f), "汇总", "报送状态"); !strings.Contains(above, f.Faults[0].Text) || strings.Count(above, "有疑") != 1 {
		t.Errorf("one doubt is not told whole and once:\n%s", above)
	}
}

// TestAFrozenSupplySaysThatItsPlanWasInDoubt: who confirmed it, or that nobody did, and
// what it lacks, on each sheet of the city, of the unit and of 畅销与规格.
func TestAFrozenSupplySaysThatItsPlanWasInDoubt(t *testing.T) {
	t.Parallel()
	const lacks = "货源计划没有 9档、8档 的原供应量这几列，这些档位的原供应量按 0 计。"
	for what, c := range map[string]struct {
		say, at, want string
	}{
		"confirmed": {"确认", "2026-07-09 18:30", "货源计划（回执 HZ-SJ-20260706-001）曾有疑，示例经办 已于 2026-07-07 确认（待确认回执 HZ-SJ-20260707-001），按原样采用。疑点："},
		"nobody":    {"", "2026-07-12 12:30", "货源计划（回执 HZ-SJ-20260706-001）有疑，到定稿时没有人核实，已按其中可用的行定稿。疑点："},
	} {
		b, _ := served(t)
		rows := b.planned("2026-W29", 90, 90)
		b.lacking(assist.City, "2026-07-06", "计划.xlsx", assist.PlanForm, rows, "9档", "8档")
		b.run("2026-07-06 09:00")
		if c.say != "" {
			b.settle("2026-07-07", "HZ-SJ-20260706-001", c.say)
			b.run("2026-07-07 09:00")
		}
		b.run(c.at)
		w := assist.Week{Year: 2026, Number: 29}
		for path, names := range map[string][]string{
			b.Place.Supply(w):            {"规格平衡", "供货明细", "县区汇总", "分配过程", "未供货名单"},
			b.Place.UnitSupply("平城区", w): {"供货明细", "未供货名单"},
			b.Place.Goods("平城区", w):      {"畅销与规格", "原供应"},
		} {
			for _, name := range names {
				if text := b.cellsOf(path, name); !strings.Contains(text, c.want) || !strings.Contains(text, lacks) {
					t.Errorf("%s: %s %s says\n%.600s", what, b.Place.Rel(path), name, text)
				}
			}
		}
		b.must(b.sound())
		b.done()
	}
}

// TestRefusalsAgree: 来源 and 退回与待核 tell the same files as refused and not sent again,
// 收件情况 never says 已收 of one of which nothing was taken, and the lines of 来源 add up
// to 行数核对 also when the roll rests on a file of an earlier week.
func TestRefusalsAgree(t *testing.T) {
	t.Parallel()
	b := newTown(t, 2)
	defer b.done()
	b.send("平城区", "2026-07-06", assist.ApplicationForm, b.customer("平城区", 0, "2026-07-03"))
	b.run("2026-07-06 09:00")
	other := b.terms.Units[1].Name
	same := b.book("平城区", "2026-07-13", map[assist.Form][]cells{assist.ApplicationForm: {b.customer("平城区", 1, "2026-07-10")}})
	b.drop(other, "放错.xlsx", same)
	b.drop("平城区", "坏了.xlsx", []byte("PK half a workbook"))
	b.run("2026-07-13 09:00")
	b.drop("平城区", "放对.xlsx", same)
	b.lacking("平城区", "2026-07-14", "缺列.xlsx", assist.ApplicationForm, []cells{b.customer("平城区", 2, "2026-07-10")}, "身份证号")
	b.run("2026-07-14 09:00")
	roll := b.Place.Roll(assist.Week{Year: 2026, Number: 30})
	state, week := map[string]string{}, 0
	sources, sum := b.summed(roll, "来源", "回执号", "文件名", "行数", "结论", "本周")
	for _, row := range sources {
		state[row["文件名"]] = row["结论"]
		if row["本周"] == "" {
			week++
		}
	}
	for name, want := range map[string]string{"放错.xlsx": "✗ 整份退回，已另行报来", "坏了.xlsx": "✗ 整份退回", "缺列.xlsx": "✗ 没有收下：“申请表”整张退回", "放对.xlsx": "✓ 已收"} {
		if state[name] != want {
			t.Errorf("%s: %q, want %q", name, state[name], want)
		}
	}
	_, read := b.summed(roll, "行数核对", "回执号", "工作表", "读到")
	if week != 1 || sum["行数"] != read["读到"] {
		t.Errorf("来源 %v with %d earlier files, 行数核对 %v", sum, week, read)
	}
	waiting := b.cellsOf(roll, "退回与待核")
	for _, want := range []string{"另有整份退回的文件 1 份", "另有没有收下的工作表 1 张"} {
		if !strings.Contains(waiting, want) {
			t.Errorf("退回与待核 does not say %s:\n%s", want, waiting)
		}
	}
	for _, row := range append(b.table(b.Place.Sightings("平城区"), "收件情况", "文件名", "状态"), b.table(b.Place.Sightings(other), "收件情况", "文件名", "状态")...) {
		if name := row["文件名"]; strings.Contains("放错.xlsx坏了.xlsx缺列.xlsx", name) && row["状态"] == "已收" {
			t.Errorf("收件情况 says 已收 of %s", name)
		}
	}
}

// lacking drops a workbook of one form without some of its columns.
func (t *town) lacking(unit, reported, name string, f assist.Form, rows []cells, headers ...string) {
	t.Helper()
	day, _ := assist.ParseDate(reported)
	var values []map[column.Header]sheet.Value
	for _, c := range rows {
		v := map[column.Header]sheet.Value{}
		for h, text := range c {
			v[column.Header(h)] = sheet.S(text)
		}
		values = append(values, v)
	}
	page := form.Filled(f, unit, day, t.terms, values)
	for i := range page.Blocks {
		b := &page.Blocks[i]
		for at := len(b.Columns) - 1; at >= 0; at-- {
			if !slices.Contains(headers, string(b.Columns[at].Header)) {
				continue
			}
			b.Columns = slices.Delete(slices.Clone(b.Columns), at, at+1)
			for j, row := range b.Rows {
				if at < len(row) {
					b.Rows[j] = slices.Delete(slices.Clone(row), at, at+1)
				}
			}
		}
	}
	data, err := write.Write(sheet.Book{Title: "报表", Pages: []sheet.Page{page}})
	t.must(err)
	t.drop(unit, name, data)
}
