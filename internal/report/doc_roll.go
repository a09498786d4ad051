package report

import (
	"fmt"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/paper"
)

// rollTitle is the name of the printed roll.
const rollTitle = "弱势群体客户帮扶备案名单"

// RollDocument is 备案名单 for print and signature, by 备案编号: everyone on the
// roll, suspended ones too. Identity numbers and telephones are masked. The
// licence, which is no personal data, names a row.
func RollDocument(f assist.Facts) paper.Doc {
	r := newRolling(f)
	t := paper.Table{
		Size: 7.5, Label: 4, Empty: "目前无人在册",
		Columns: weighing(ruled("序号", "备案编号", "标识", "县区", "许可证号", "客户名称~", "经营者", "身份证号", "联系电话", "经营地址~",
			"类别", "帮扶起始日", "帮扶截止日", "复核到期日", "状态"),
			25, 106, 26, 30, 56, 78, 45, 83, 55, 78, 36, 46, 46, 46, 26), // a line a customer where names are of usual length
	}
	enrolled := r.EnrolledLicences("")
	t.Long = paper.Long{Count: len(enrolled), Row: func(i int) []string { return r.printedLine(i+1, r.Roster.Of(enrolled[i])) }}
	t.Marks = r.rollMarks()
	if n := len(enrolled); n > 0 {
		t.Total = append([]string{assist.Sum, fmt.Sprintf("共%d户", n)}, make([]string, len(t.Columns)-2)...)
	}
	t.Notes = append(r.rollWords(), "注：标识弱-1为低保、弱-2为残疾、弱-3为临时困难；本表为打印件，身份证号和电话已脱敏，完整信息见备案汇总表的“备案名单”。")
	d := printed(f, rollTitle+" "+f.Week.String(), issuer(f, ""), paper.List,
		paper.Title{Text: rollTitle, Sub: "供货周 " + span(f.Week)},
		paper.Note{Text: "填报单位：" + issuer(f, ""), Right: dated(f, "户")},
		t, closing(f, issuer(f, "")))
	d.Foot = "备案名单 " + f.Week.String()
	return d
}

// rollMarked is how many lines of the roll are one entry of its outline: about two pages.
const rollMarked = 50

// rollMarks are the entries of the outline, by the line with which each begins.
func (r rolling) rollMarks() map[int]string {
	marks, stretch, n := map[int]string{}, rollStretch{}, 0
	for x := range r.Enrolled("") {
		if n%rollMarked == 0 {
			stretch = rollStretch{row: n, first: x.Number}
		}
		n++
		stretch.add(x)
		marks[stretch.row] = stretch.String()
	}
	return marks
}

// rollStretch is a stretch of the roll that is an entry of the outline.
type rollStretch struct {
	row         int
	first, last string // 备案编号
	units       []string
}

func (s *rollStretch) add(f assist.Filing) {
	s.last = f.Number
	if !slices.Contains(s.units, f.Unit) {
		s.units = append(s.units, f.Unit)
	}
}

// String names the numbers and the units: 〔2026〕0001号 至 〔2026〕0050号 平城区、云冈区.
func (s *rollStretch) String() string {
	const shown = 3
	places := strings.Join(s.units[:min(len(s.units), shown)], "、")
	if len(s.units) > shown {
		places += fmt.Sprintf(" 等%d个县区", len(s.units))
	}
	return unprefixed(s.first) + " 至 " + unprefixed(s.last) + " " + places
}

// unprefixed is 备案编号 from its year on, which tells one from another.
func unprefixed(number string) string {
	return number[max(0, strings.Index(number, "〔")):]
}

// closing is the places to sign, who issues the list, and the day of its facts.
func closing(f assist.Facts, unit string) paper.Block {
	return paper.Signature{Fields: signatures, Unit: unit, Date: inProse(f.Today)}
}

// printedLine is a line of the printed 备案名单.
func (r rolling) printedLine(n int, f assist.Filing) []string {
	a := f.Application
	own := func(field string) string { return r.masked(a.Licence, field) }
	return []string{
		fmt.Sprint(n), f.Number, own(f.Label()), f.Unit, a.Licence, own(a.Shop), own(a.Operator),
		r.maskedBy(column.Identity, a.Licence, a.ID), r.maskedBy(column.Telephone, a.Licence, a.Phone), own(a.Address),
		own(string(a.Hardship)), f.Start.String(), f.End.String(), f.Due.String(), stateWord(f, r.Today),
	}
}

// rollWords count the roll by class and state, and by unit.
func (r rolling) rollWords() []string {
	if r.OnRoll() == 0 {
		return nil
	}
	classes, units, suspended := assist.ByClass{}, map[string]int{}, 0
	var order []string
	for _, u := range r.Terms.Units {
		order = append(order, u.Name)
		units[u.Name] = 0
	}
	for f := range r.Enrolled("") {
		classes.Count(f.Application.Hardship)
		if f.SuspendedOn(r.Today) {
			suspended++
		}
		if _, known := units[f.Unit]; !known { // a unit that the terms no longer name
			order = append(order, f.Unit)
		}
		units[f.Unit]++
	}
	kinds := classCounts(classes, r.OnRoll())
	var places []quantity
	for _, u := range order {
		places = append(places, quantity{u, units[u]})
	}
	all := fmt.Sprintf("在册%d户：%s", r.OnRoll(), inOrder("户", kinds...))
	if suspended > 0 {
		all += fmt.Sprintf("；其中暂停%d户：%s", suspended, firstOf(r.pausedUntil(), mostPaused, "户"))
	}
	return []string{all + "。", "按县区：" + inOrder("户", places...) + "。"}
}

// mostPaused is how many suspended customers the printed roll names with their end.
const mostPaused = 12

// pausedUntil names the suspended customers and until when each is: who orders after
// that is supplied in the same week, unless the term is over by then.
func (r rolling) pausedUntil() []string {
	var list []string
	for f := range r.Enrolled("") {
		if !f.SuspendedOn(r.Today) {
			continue
		}
		until := "恢复前"
		switch {
		case f.SuspendedTo >= f.End:
			until = "至" + f.End.String() + "帮扶期满"
		case f.SuspendedTo != 0:
			until = "至" + f.SuspendedTo.String() + "，此后订货的照常供货"
		case f.SuspendedBy == assist.ByRegister:
			until = "许可证恢复有效前"
		}
		list = append(list, f.Application.Licence+"（"+until+"）")
	}
	return list
}
