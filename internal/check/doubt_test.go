package check

import (
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// planned decodes some rows of a 货源计划.
func planned(rows ...string) *assist.Submission {
	f := &assist.Submission{Receipt: "HZ-SJ-1", Unit: assist.City, Tables: []assist.Table{{Form: assist.PlanForm, Sheet: "货源计划", Read: len(rows)}}}
	for i, text := range rows {
		c := newCard(assist.PlanForm, text)
		c.unit, c.place = assist.City, assist.Place{Receipt: "HZ-SJ-1", Sheet: "货源计划", Row: 5 + i}
		f.Plan = append(f.Plan, c.plan())
	}
	return f
}

// TestAPlanSaysWhyItIsInDoubt: whatever is at fault in a week's rows, also a row
// whose week cannot be used and whose product the week lacks; a row of a past
// week touches no other week.
func TestAPlanSaysWhyItIsInDoubt(t *testing.T) {
	const second = "卷烟条码: 6901028138536"
	for _, c := range []struct {
		name string
		rows []string
		more []sheet.Fault
		want string
	}{
		{"sound", []string{"备注: 一", second}, nil, "2026-W49"},
		{"a bad pool", []string{"备注: 一", second + "\n帮扶可用量: 许多"}, nil, "2026-W49 第 6 行 帮扶可用量“许多”不是大于或等于 0 的整数"},
		{"a product twice", []string{"备注: 一", "备注: 二", second}, nil, "2026-W49 同一规格在第 5、6 行重复"},
		{"a product dragged down", slices.Repeat([]string{"备注: 一"}, 1000), nil, "2026-W49 同一规格在第 5、6、7、8、9、10、11、12 等 1000 行重复"},
		{"a name that is an error", []string{"卷烟名称: #N/A", second}, nil, "2026-W49 第 5 行 卷烟名称是错误值 #N/A"},
		{"a week that cannot be read", []string{"备注: 一", second + "\n供货周: 下周"}, nil, "2026-W49 第 6 行 供货周“下周”写法不对，应为 2026-W49 的样子"},
		{"last week's rows beside", []string{"备注: 一", second, "供货周: 2026-W47", second + "\n供货周: 2026-W47"}, nil, "2026-W49"},
		{"last week's mark on one row", []string{"备注: 一", second + "\n供货周: 2026-W47"}, nil, "2026-W49 第 6 行 供货周 2026-W47 已过去，不能再编排"},
		{"two weeks", []string{"备注: 一", "供货周: 2026-W50\n帮扶可用量: -1"}, nil, "2026-W49\n2026-W50 第 6 行 帮扶可用量“-1”不是大于或等于 0 的整数"},
		{"columns", []string{"备注: 一"}, []sheet.Fault{{Kind: sheet.GradesMissing, Sheet: "货源计划", Allowed: []string{"3档", "2档"}}}, "2026-W49 缺少 3档、2档 这几个档位列"},
	} {
		f := planned(c.rows...)
		f.Faults = c.more
		plans, _ := Plan(f, testTerms(), day("2026-11-24"))
		var got []string
		for _, p := range plans {
			got = append(got, strings.Join(append([]string{p.Week.String()}, p.Doubts...), " "))
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

// TestWhoABadLicenceNumberMayBe: its customer is found by number and operator,
// by operator and unit, or by a number that is almost his, and keeps the row of
// the register in force; nobody else does.
func TestWhoABadLicenceNumberMayBe(t *testing.T) {
	old := assist.Register{Receipt: "HZ-SJ-1", Day: day("2026-11-16"), Licences: assist.RegisterRows{}}
	for _, r := range []assist.RegisterRow{
		{Licence: "140225100001", Operator: "甄样本", UnitName: "浑源县"}, {Licence: "140225100002", Operator: "贾样本", UnitName: "浑源县"},
		{Licence: "140214100003", Operator: "贾样本", UnitName: "云冈区"}, {Licence: "140225100004", Operator: "苗样本", UnitName: "浑源县"},
	} {
		r.Row.Receipt, r.Status, r.End = "HZ-SJ-1", "有效", day("2028-06-30")
		old.Licences.Put(r)
	}
	const others = "140225100002 140214100003 140225100004"
	for _, c := range []struct{ name, row, want string }{
		{"a digit lost", "许可证号: 14022510001", "140225100001"},
		{"a digit too many", "许可证号: 1402251000011", "140225100001"},
		{"a letter", "许可证号: 14022510000O", "140225100001"},
		{"digits cut by Excel", "许可证号: 1.40225E+11", "140225100001"},
		{"blank", "许可证号: 空", "140225100001"},
		{"rubbish", "许可证号: 见附件", "140225100001"},
		{"a digit changed", "许可证号: 140225100007", "140225100001"},
		{"two digits the other way round", "许可证号: 140225010001", "140225100001"},
		{"a neighbour's number", "许可证号: 140225100002", "140225100001 140225100002"},
		{"namesake by number", "许可证号: 14021410000\n经营者姓名: 贾样本", "140214100003"},
		{"namesake by unit", "许可证号: 空\n经营者姓名: 贾样本\n县区: 浑源县", "140225100002"},
		{"another name, number almost his", "许可证号: 14022510004\n经营者姓名: 苗样木", "140225100004"},
		{"nobody's", "许可证号: 空\n经营者姓名: 王某", ""},
	} {
		f := &assist.Submission{Receipt: "HZ-SJ-2", Unit: assist.City, Reported: day("2026-11-23"), Tables: []assist.Table{{Form: assist.RegisterForm, Sheet: "许可证状态", Read: 2}}}
		rows := []string{c.row}
		if c.name == "a neighbour's number" {
			rows = append(rows, "许可证号: 140225100002\n经营者姓名: 贾样本")
		}
		for i, text := range rows {
			card := newCard(assist.RegisterForm, text)
			card.place = assist.Place{Receipt: "HZ-SJ-2", Sheet: "许可证状态", Row: 5 + i}
			f.Register = append(f.Register, card.register())
		}
		next, _, ok := Register(f, old, testTerms())
		var carried []assist.RegisterRow
		var got []string
		for _, l := range append([]string{"140225100001"}, strings.Fields(others)...) {
			if row, there := next.Licences.Of(l); there && row.Row.Receipt == "HZ-SJ-1" {
				got, carried = append(got, l), append(carried, row)
			}
		}
		if strings.Join(got, " ") != c.want || !ok {
			t.Errorf("%s: carried over %q", c.name, got)
		}
		again := Reread(f, carried, next.Mistyped, testTerms())
		if len(again.Licences) != len(next.Licences) || !slices.Equal(again.Mistyped, next.Mistyped) || len(again.Left) != len(next.Left) {
			t.Errorf("%s: read again %+v, was %+v", c.name, again, next)
		}
	}
}
