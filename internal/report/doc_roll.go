package report

import (
	"fmt"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// RollDocument is 备案名单 for print and signature, by 备案编号: everyone on the
// roll, suspended ones too. Identity numbers and telephones are masked.
func RollDocument(f assist.Facts) paper.Doc {
	r := newRolling(f)
	t := paper.Table{
		Size: 7.5, Label: 4, Empty: "目前无人在册",
		Columns: weighing(ruled("序号", "备案编号", "标识", "县区", "许可证号", "客户名称~", "经营者", "身份证号", "联系电话", "经营地址~",
			"类别", "帮扶起始日", "帮扶截止日", "复核到期日", "状态"),
			25, 92, 26, 30, 56, 90, 36, 84, 55, 96, 36, 46, 46, 46, 26),
	}
	for i, x := range r.enrolled {
		t.Rows = append(t.Rows, r.printedLine(i+1, x))
	}
	if len(t.Rows) > 0 {
		t.Total = footed(t, assist.Sum)
		t.Total[1] = fmt.Sprintf("%d户", len(t.Rows))
		t.Total[9] = r.classWords()
	}
	t.Notes = []string{"注：标识弱-1为低保、弱-2为残疾、弱-3为临时困难；本表为打印件，身份证号和电话已脱敏，完整信息见备案汇总表的“备案名单”。"}
	d := printed(f, "卷烟零售弱势客户帮扶备案名单 "+f.Week.String(), assist.City, paper.List,
		paper.Title{Text: "卷烟零售弱势客户帮扶备案名单"},
		paper.Note{Text: "填报单位：" + assist.City, Right: "填报日期：" + f.Today.String() + "　单位：户"},
		t,
		paper.Signature{Fields: signatures, Unit: assist.City, Date: f.Today.String()})
	d.Foot = "备案名单 " + f.Week.String()
	return d
}

// printedLine is a line of the printed 备案名单.
func (r rolling) printedLine(n int, f assist.Filing) []string {
	a := f.Application
	own := func(field string) string { return r.masked(a.Licence, field) }
	return []string{
		fmt.Sprint(n), f.Number, f.Label(), f.Unit, a.Licence, own(a.Shop), own(a.Operator),
		r.maskedBy(assist.MaskID, a.Licence, a.ID), r.maskedBy(maskPhones, a.Licence, a.Phone), own(a.Address),
		string(a.Hardship), f.Start.String(), f.End.String(), f.Due.String(), stateWord(f, r.Today),
	}
}

// classWords count the roll by class: 低保3户、残疾1户.
func (r rolling) classWords() string {
	counts, suspended := [3]int{}, 0
	for _, f := range r.enrolled {
		if c := f.Application.Hardship.Class(); c > 0 {
			counts[c-1]++
		}
		if f.SuspendedOn(r.Today) {
			suspended++
		}
	}
	words := ""
	for i, h := range assist.Hardships {
		if counts[i] > 0 {
			words = joined(words, fmt.Sprintf("%s%d户", h, counts[i]), "、")
		}
	}
	if suspended > 0 {
		words += fmt.Sprintf("；其中暂停%d户", suspended)
	}
	return words
}
