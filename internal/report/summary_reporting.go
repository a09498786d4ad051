package report

import (
	"fmt"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// reporting is how each unit of the report reported that was once silent or late, or sent
// nothing of a form.
func (s Summing) reporting() []assist.Reporting {
	var list []assist.Reporting
	for _, r := range s.Facts.Reporting {
		r.Lacking = slices.DeleteFunc(slices.Clone(r.Lacking), func(f assist.Form) bool { return r.Due == 0 || !s.owes(r.Unit, f) })
		if (s.Unit == "" || r.Unit == s.Unit) && len(r.Silent)+len(r.Late)+len(r.Lacking) > 0 {
			list = append(list, r)
		}
	}
	return list
}

// owes reports whether a unit sends a form: of nobody helped there are no sales and no visits.
func (s Summing) owes(unit string, f assist.Form) bool {
	u, _ := s.Summary.Of(unit)
	return f == assist.ApplicationForm || u.Helped > 0
}

// reportingCaption is the name of the table of weeks without a report.
const reportingCaption = "报送情况"

// reportingGrid tells which weeks each unit was silent or late, and what it never sent. A unit's
// own are in the text of its report, and in the workbook.
func (s Summing) reportingGrid() grid {
	g := grid{name: reportingCaption, names: 1, headers: []column.Header{column.Unit, column.WeeksDue, column.WeeksSilent, column.WeeksLate, column.SilentIn, column.LateIn, column.Lacking}}
	silent, late := 0, 0
	for _, r := range s.reporting() {
		row := append(texts(r.Unit), ints(r.Due, len(r.Silent), len(r.Late))...)
		g.rows = append(g.rows, append(row, texts(weeksWord(r.Silent), weeksWord(r.Late), formsWord(r.Lacking))...))
		silent, late = silent+len(r.Silent), late+len(r.Late)
	}
	g.total = slices.Concat(texts(assist.Sum, ""), ints(silent, late), texts("", "", ""))
	if n := len(s.Facts.Reporting) - len(g.rows); s.Unit == "" && n > 0 {
		g.notes = []string{fmt.Sprintf("每周按时、各表都报过的%d个单位不列。", n)}
	}
	g.idle = len(g.rows) == 0 || s.Unit != ""
	return g
}

// reportingWords say who did not report, and to a unit when; "" when all did.
func (s Summing) reportingWords() string {
	list := s.reporting()
	switch {
	case len(list) == 0:
		return ""
	case s.Unit != "":
		return ownReporting(list[0])
	}
	var parts []string
	for _, k := range []struct {
		how   string
		weeks func(assist.Reporting) int
	}{{"未报", func(r assist.Reporting) int { return len(r.Silent) }}, {"迟报", func(r assist.Reporting) int { return len(r.Late) }}} {
		units, weeks := 0, 0
		for _, r := range list {
			units, weeks = units+min(k.weeks(r), 1), weeks+k.weeks(r)
		}
		if weeks > 0 {
			parts = append(parts, fmt.Sprintf("%s的单位%d个、共%d周次", k.how, units, weeks))
		}
	}
	if n := len(only(list, func(r assist.Reporting) bool { return len(r.Lacking) > 0 })); n > 0 {
		parts = append(parts, fmt.Sprintf("有的表期内没有报过的单位%d个", n))
	}
	return "每周报送：" + strings.Join(parts, "，") + "，" + namedTable(reportingCaption) + "。"
}

// ownReporting tells a unit which weeks it was silent or late, and what it never sent.
func ownReporting(r assist.Reporting) string {
	var parts []string
	if n := len(r.Silent); n > 0 {
		parts = append(parts, fmt.Sprintf("未报%d周（%s）", n, weeksWord(r.Silent)))
	}
	if n := len(r.Late); n > 0 {
		parts = append(parts, fmt.Sprintf("迟报%d周（%s）", n, weeksWord(r.Late)))
	}
	if len(r.Lacking) > 0 {
		parts = append(parts, "期内没有报过"+formsWord(r.Lacking))
	}
	return fmt.Sprintf("每周报送：应报%d周，%s。", r.Due, strings.Join(parts, "，"))
}

// weeksWord names weeks of one year, ascending: 第3、9至12周.
func weeksWord(weeks []assist.Week) string {
	var parts []string
	for i := 0; i < len(weeks); {
		last := i
		for last+1 < len(weeks) && weeks[last+1] == weeks[last].Next() {
			last++
		}
		part := fmt.Sprint(weeks[i].Number)
		if last > i {
			part += fmt.Sprintf("至%d", weeks[last].Number)
		}
		parts, i = append(parts, part), last+1
	}
	if len(parts) == 0 {
		return ""
	}
	return "第" + strings.Join(parts, "、") + "周"
}

func formsWord(forms []assist.Form) string {
	var names []string
	for _, f := range forms {
		names = append(names, string(f))
	}
	return strings.Join(names, "、")
}
