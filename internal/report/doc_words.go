package report

import (
	"fmt"
	"regexp"
	"sort"
	"strings"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// inWeekProse is a week as running text has it: 2026年第48周（11月23日至11月29日）.
func inWeekProse(w assist.Week) string {
	return fmt.Sprintf("%d年第%d周（%s至%s）", w.Year, w.Number, monthDay(w.Monday()), monthDay(w.Sunday()))
}

// weekWord is a week within the year told before: 第49周.
func weekWord(w assist.Week) string { return fmt.Sprintf("第%d周", w.Number) }

// inPaper is a sentence made for the operator in the words of a paper: 2026-W49 is
// 第49周, 2026-11-26 18:00 is 2026年11月26日18:00, 截单 is 截止.
func inPaper(s string) string {
	s = isoWeek.ReplaceAllString(s, "第${1}周")
	s = isoDay.ReplaceAllStringFunc(s, func(day string) string {
		if d, ok := assist.ParseDate(strings.TrimSpace(day)); ok {
			return inProse(d)
		}
		return day
	})
	s = afterQuote.ReplaceAllString(beforeQuote.ReplaceAllString(s, "$1“"), "”$1")
	return paperWords.Replace(s)
}

// paperWords are the operator's words for which a paper has others: a folder is no name
// that somebody copies.
var paperWords = strings.NewReplacer("截单", "截止", " 收件箱/", "收件箱/", " 发件箱/", "发件箱/", "在 参数/", "在参数/", ".xlsx 里", ".xlsx里")

var (
	isoWeek = regexp.MustCompile(` ?\b[0-9]{4}-W0?([0-9]{1,2})\b ?`)
	isoDay  = regexp.MustCompile(`\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b ?`)

	beforeQuote = regexp.MustCompile(`([\p{Han}）]) “`)
	afterQuote  = regexp.MustCompile(`” (\p{Han})`)
)

// monthDay is a date within the year told before: 11月26日.
func monthDay(d assist.Date) string {
	_, m, day := d.Parts()
	return fmt.Sprintf("%d月%d日", int(m), day)
}

// hourProse is an instant in Asia/Shanghai within the year told before: 11月26日18:00.
func hourProse(t time.Time) string {
	return monthDay(assist.DateOf(t)) + t.In(assist.Zone).Format("15:04")
}

// allOf is the word that says so of some (都); of a single one nothing is said.
func allOf(n int) string {
	if n == 1 {
		return ""
	}
	return "都"
}

// A figure is a number of this week and, where it is known, of the week before.
type figure struct {
	now, before int
	known       bool // before has a base
}

// inWords is the number with its measure, last week's in brackets where there is
// one: 3户（2户）.
func (x figure) inWords(measure string) string {
	if !x.known {
		return fmt.Sprintf("%d%s", x.now, measure)
	}
	return fmt.Sprintf("%d%s（%s）", x.now, measure, x.earlier(measure))
}

// nothing reports whether there is none now, and none was before.
func (x figure) nothing() bool { return x.now == 0 && (!x.known || x.before == 0) }

// earlier is last week's number with its measure, — where there is no base.
func (x figure) earlier(measure string) string {
	if !x.known {
		return dash
	}
	return fmt.Sprint(x.before) + measure
}

// cells are the two numbers for a table.
func (x figure) cells() []string { return []string{fmt.Sprint(x.now), x.earlier("")} }

// counter counts texts.
type counter map[string]int

// sorted is the texts with their numbers, most first, then by text: 货源不足3户、暂停1户.
func (c counter) sorted(measure string) string {
	keys := make([]string, 0, len(c))
	for k := range c {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool {
		if c[keys[i]] != c[keys[j]] {
			return c[keys[i]] > c[keys[j]]
		}
		return keys[i] < keys[j]
	})
	for i, k := range keys {
		keys[i] = fmt.Sprintf("%s%d%s", k, c[k], measure)
	}
	return strings.Join(keys, "、")
}

// tight takes the spaces out from between Chinese characters and digits, as
// running text is set. Between the number of a row and a licence one stays.
func tight(s string) string {
	s = beforeHan.ReplaceAllString(beforeDigit.ReplaceAllString(s, "$1$2"), "$1$2")
	return rowAndLicence.ReplaceAllString(s, "$1 $2")
}

var (
	beforeDigit = regexp.MustCompile(`([\p{Han}，。；：、]) ([0-9])`)
	beforeHan   = regexp.MustCompile(`([0-9]) (\p{Han})`)

	rowAndLicence = regexp.MustCompile(`(第[0-9]+行)([0-9]{12})`)
)

// quantity is a number with what it counts.
type quantity struct {
	what string
	n    int
}

// inOrder is the numbers that are not 0, with their measure: 退回1户、待核2户.
func inOrder(measure string, list ...quantity) string {
	var parts []string
	for _, t := range list {
		if t.n > 0 {
			parts = append(parts, fmt.Sprintf("%s%d%s", t.what, t.n, measure))
		}
	}
	return strings.Join(parts, "、")
}

// answeredWords is how many of some signals have been answered.
func answeredWords(answered, of int) string {
	switch answered {
	case 0:
		return "尚未答复"
	case of:
		return "已全部答复"
	}
	return fmt.Sprintf("已答复%d条，待答复%d条", answered, of-answered)
}

// oneTail joins names, each with a remark in brackets; the remark of
// neighbours that share it is told once: 甲、乙（…）、丙（…）.
func oneTail(list []string) string {
	var b strings.Builder
	for i, s := range list {
		name, tail, _ := strings.Cut(s, "（")
		if i > 0 {
			b.WriteString("、")
		}
		b.WriteString(name)
		if next := i + 1; next == len(list) || !strings.HasSuffix(list[next], "（"+tail) {
			b.WriteString("（" + tail)
		}
	}
	return b.String()
}

// firstOf joins the first of a list and says how many there are: 甲、乙等5个单位.
func firstOf(list []string, most int, measure string) string {
	if len(list) <= most {
		return strings.Join(list, "、")
	}
	return fmt.Sprintf("%s等%d%s", strings.Join(list[:most], "、"), len(list), measure)
}

// numbered puts 1. 2. 3. before texts; a single one stands without.
func numbered(list []string) []string {
	if len(list) < 2 {
		return list
	}
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = fmt.Sprintf("%d. %s", i+1, s)
	}
	return out
}

// figuresFrom sets the columns of a table from one on right, for numbers.
func figuresFrom(t *paper.Table, from int) {
	for i := from; i < len(t.Columns); i++ {
		t.Columns[i].Align = paper.Right
	}
}

// The headers of columns that set a week beside the one before.
const (
	thisWeek = "本周"
	lastWeek = "上周"
)

// withoutLastWeek takes the columns of the week before, and of the supply week before,
// out of a table, for a first issue that has nothing to compare with; what is left alone
// under a common head takes the head's name.
func withoutLastWeek(t *paper.Table, supply assist.Week) {
	var keep []int
	var columns []paper.Column
	for i, c := range t.Columns {
		switch c.Header {
		case lastWeek, weekWord(supply.Add(-1)):
			continue
		case thisWeek, weekWord(supply):
			c.Header, c.Group = c.Group, ""
		}
		keep, columns = append(keep, i), append(columns, c)
	}
	kept := func(row []string) []string {
		out := make([]string, len(keep))
		for i, from := range keep {
			out[i] = row[from]
		}
		return out
	}
	for i, row := range t.Rows {
		t.Rows[i] = kept(row)
	}
	if t.Columns = columns; t.Total != nil {
		t.Total = kept(t.Total)
	}
}

// grouped puts columns from one up to, but not with, another under one head.
func grouped(t *paper.Table, from, to int, head string) {
	for i := from; i < to; i++ {
		t.Columns[i].Group = head
	}
}

// wholeTexts is whole numbers as texts.
func wholeTexts(list ...int) []string {
	out := make([]string, len(list))
	for i, n := range list {
		out[i] = fmt.Sprint(n)
	}
	return out
}
