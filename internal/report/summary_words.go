package report

import (
	"fmt"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// part is one of the five parts of a summary report: what the figures say.
type part struct {
	heading string
	words   []string
	grids   []grid
}

// parts are the five parts in their order.
func (s Summing) parts() []part {
	return []part{
		{"一、基本情况", s.basics(), []grid{s.rollGrid(), s.reasonGrid()}},
		{"二、主要做法", s.activities(), []grid{s.supplyGrid(), s.printedVisits()}},
		{"三、帮扶成效", s.results(), []grid{s.printedEffects()}},
		{"四、存在问题", s.troubles(), []grid{s.reportingGrid(), s.problemGrid(), s.signalGrid()}},
		{"五、下一步打算", s.plans(), nil},
	}
}

func (s Summing) basics() []string {
	l := s.figures()
	span := fmt.Sprintf("%s（%s至%s），", s.Span, inProse(s.Summary.From), inProse(s.Summary.To))
	if l.Helped == 0 {
		return []string{span + "没有在册的弱势群体客户。"}
	}
	times := "户"
	if l.Opening+l.Joined > l.Helped { // some came more than once
		times = "户次"
	}
	return []string{span + fmt.Sprintf("期初在册%d户，新增%d%s，退出%d%s，期末在册%d户；期内共帮扶%d户%s。", l.Opening, l.Joined, times, l.Left, times, l.Closing, l.Helped, classes(l))}
}

// classes is who was helped by class, classes of nobody left out.
func classes(l assist.Followed) string {
	if text := inOrder("户", classCounts(l.ByClass, l.Helped)...); text != "" {
		return "，其中" + text
	}
	return ""
}

func (s Summing) activities() []string {
	l := s.figures()
	words := supplyDone(l.Usage)
	if ahead := s.supplyAhead(); ahead != "" {
		words = append(words, ahead)
	}
	return append(words, s.visits(l.Visiting))
}

// supplyAhead tells what was frozen and not yet delivered on the last day, less
// what was withdrawn, so that it is not taken for nothing; "" when there is none. Of
// the first of its weeks some may have been delivered and be counted above.
func (s Summing) supplyAhead() string {
	var weeks []string
	customers, cartons := map[string]bool{}, 0
	for _, p := range s.Facts.FrozenPlans() {
		if assist.DateOf(p.Frozen) > s.Summary.To {
			continue
		}
		before := cartons
		for l := range p.Kept().All() {
			if l.Day > s.Summary.To && l.Extra > 0 && (s.Unit == "" || l.Unit == s.Unit) {
				customers[l.Licence] = true
				cartons += l.Extra
			}
		}
		if cartons > before {
			weeks = append(weeks, s.weekWord(p.Week))
		}
	}
	if len(weeks) == 0 {
		return ""
	}
	return fmt.Sprintf("%s供货已定稿，到%s还没有到订货日的%d户、帮扶加量%d条，计入下一次统计。", strings.Join(weeks, "、"), inProse(s.Summary.To), len(customers), cartons)
}

// weekWord is a week, with its year when that is not the year of the period.
func (s Summing) weekWord(w assist.Week) string {
	if w.Year != s.Summary.To.Year() {
		return fmt.Sprintf("%d年%s", w.Year, weekWord(w))
	}
	return weekWord(w)
}

// supplyDone tells what was supplied; a period without supply in one sentence.
func supplyDone(u assist.Usage) []string {
	if u.Weeks == 0 {
		return []string{"货源支持：报告期内没有已到订货日的帮扶供货。"}
	}
	words := []string{fmt.Sprintf("货源支持：供货%d周，向%d户投放帮扶加量%d条，涉及%d个规格，按批发价计%s元。", u.Weeks, u.Customers, u.Planned, u.Products, u.Value.Yuan())}
	if u.Unpriced > 0 {
		words = append(words, fmt.Sprintf("其中%d条的规格没有目录价，未计入金额。", u.Unpriced))
	}
	return words
}

func (s Summing) visits(v assist.Visiting) string {
	if v.Visits == 0 {
		return "走访服务：报告期内没有走访记录。" + s.coverage(v)
	}
	return fmt.Sprintf("走访服务：走访%d次，涉及%d户", v.Visits, v.Visited) + servicesWords("；", v.Services, v.Visits) + "。" + s.coverage(v)
}

// servicesWords are what visits were made for, after a mark; a visit may be for several
// things. "" when nothing is known of it.
func servicesWords(after string, times []int, visits int) string {
	var list []quantity
	all := 0
	for i, n := range times {
		list = append(list, quantity{column.Services[i], n})
		all += n
	}
	text := inOrder("次", list...)
	switch {
	case text == "":
		return ""
	case all > visits:
		text += "（一次走访可有几项）"
	}
	return after + "服务内容：" + text
}

// coverage is how the visits stand on the last day, in the words of the weekly report.
func (s Summing) coverage(v assist.Visiting) string {
	return "期末" + coverageOf(v, s.Facts.Terms.Limit(assist.VisitDays, s.Summary.To).Int(), "四")
}

func (s Summing) results() []string {
	l := s.figures()
	var words []string
	if l.Usage.OnFile > 0 {
		words = append(words, fmt.Sprintf("已有销售记录的投放%d条，客户实际订购%d条，利用率%s。", l.Usage.OnFile, l.Usage.Ordered, l.Usage.Rate().Percent()))
	}
	switch n := l.Effect.Customers; {
	case n == 0:
		return append(words, "还没有帮扶前后都有完整销售月份的客户，暂不能比较销量和毛利。")
	case !tells(l.Effect):
		return append(words, fmt.Sprintf("帮扶前后都有完整销售月份的客户只有%d户，不足%d户，不比较销量和毛利。", n, leastCompared))
	}
	cartons, after := comparable(l.Effect, assist.CartonsSold)
	margin, marginAfter := comparable(l.Effect, assist.MarginEarned)
	return append(words, fmt.Sprintf("帮扶前后可比的%d户，户月均销量由%s条变为%s条（%s），户月均毛利由%s元变为%s元（%s）。", l.Effect.Customers,
		cartons.Mean(1), after.Mean(1), assist.Growth(cartons, after), yuanMean(margin), yuanMean(marginAfter), assist.Growth(margin, marginAfter)))
}

func (s Summing) troubles() []string {
	l := s.figures()
	var words []string
	if text := s.reportingWords(); text != "" {
		words = append(words, text)
	}
	words = append(words, told(problemWords(l.Visiting))...)
	if late := s.overdue(); late != "" {
		words = append(words, late)
	}
	words = append(words, s.supplyTroubles()...)
	raised, answered := 0, 0
	for _, c := range l.Signals {
		raised += c.Raised
		answered += c.Answered
	}
	if raised > 0 {
		of := ""
		switch n := lastingOf(l.Signals); n {
		case 0:
		case raised:
			of = "（" + allOf(raised) + "是期末的情况）"
		default:
			of = fmt.Sprintf("（期末的情况%d条，期内发生的%d条）", n, raised-n)
		}
		words = append(words, fmt.Sprintf("监督信号%d条%s，%s。信号是指标，不是结论，由%s核实。", raised, of, answeredWords(answered, raised), s.supervision()))
	}
	if len(words) == 0 {
		return []string{"报告期内没有走访反映的问题和监督信号。"}
	}
	return words
}

// problemWords tells of the problems that visits found, how many there were, came, were
// solved, went with their customers, and are left; "" for none.
func problemWords(v assist.Visiting) string {
	told := inOrder("件", quantity{string(column.Carried), v.Carried}, quantity{"随客户转入（迁入或重新备案）", v.Brought}, quantity{"本期提出", v.Raised}, quantity{column.ProblemSolved, v.Solved},
		quantity{"随客户转出（迁出或退出）", v.Taken}, quantity{"期末" + column.ProblemOpen, v.Open})
	if told == "" {
		return ""
	}
	return problemCaption + "：" + told + "。"
}

// supplyTroubles tells of the weeks of the period in which nobody was supplied since no
// plan was final, and of what was withdrawn of those that were.
func (s Summing) supplyTroubles() []string {
	var weeks, words []string
	customers, cartons, next := 0, 0, assist.Week{}
	for _, p := range s.Facts.FrozenPlans() {
		for w := next; w != (assist.Week{}) && w.Before(p.Week); w = w.Next() {
			if w.Monday() >= s.Summary.From && w.Sunday() <= s.Summary.To {
				weeks = append(weeks, s.weekWord(w))
			}
		}
		next = p.Week.Next()
		n := lostOf(p, func(r assist.Removal) bool {
			return (s.Unit == "" || r.Unit == s.Unit) && s.Summary.From <= r.Day && r.Day <= s.Summary.To
		})
		customers, cartons = customers+len(n.licences), cartons+n.cartons
	}
	if len(weeks) > 0 && s.Unit == "" {
		words = append(words, fmt.Sprintf("有%d周没有定稿供货方案，没有帮扶供货：%s。", len(weeks), firstOf(weeks, 6, "周")))
	}
	if cartons > 0 {
		words = append(words, fmt.Sprintf("定稿后撤销%d户次、%d条，已从投放中扣除。", customers, cartons))
	}
	return words
}

// overdue says how many were overdue for a visit on the last day, and in which units, to
// a unit who; "" for nobody.
func (s Summing) overdue() string {
	n := s.figures().Visiting.Overdue
	if n == 0 {
		return ""
	}
	by := counter{}
	var own []string
	for _, l := range s.followed() {
		if l.Visiting.Overdue > 0 {
			by[l.Unit] += l.Visiting.Overdue
			own = append(own, s.whose(l))
		}
	}
	who := unitsWords(by)
	switch {
	case s.Unit != "" && n > mostNamed:
		who = "名单见同名工作簿的“走访与服务”"
	case s.Unit != "":
		who = strings.Join(own, "、")
	}
	return fmt.Sprintf("期末超期未走访%d户：%s。", n, who)
}

// whose is a customer of a unit as its sentences name it: 李样（140213100001）.
func (s Summing) whose(l assist.Followed) string {
	if s.Unit == "" {
		return l.Licence
	}
	return newRolling(s.Facts).called(l.Licence)
}

// supervision is the city's office that follows signals up.
func (s Summing) supervision() string {
	if name := s.Facts.Terms.Office.Supervision; name != "" {
		return name
	}
	return assist.City
}

// plans lists what is due after the period.
func (s Summing) plans() []string {
	days := s.Facts.Terms.Limit(assist.DueDays, s.Facts.Today).Int()
	due := 0
	for f := range s.Facts.Enrolled(s.Unit) {
		if f.End <= s.Facts.Today+assist.Date(days) {
			due++
		}
	}
	var words []string
	if due > 0 {
		words = append(words, fmt.Sprintf("截至%s，%d日内帮扶到期、需要复核的有%d户；请逐户联系，到期前报复核。", inProse(s.Facts.Today), days, due))
	}
	week, older := newRolling(s.Facts).unfiled(s.Unit)
	if n := len(only(append(week, older...), isOpen)); n > 0 {
		words = append(words, fmt.Sprintf("截至%s，未办结的申请%d户，按退回与待核的原因逐户办理。", inProse(s.Facts.Today), n))
	}
	return words
}

// inProse is a date as running text has it: 2026年11月26日.
func inProse(d assist.Date) string {
	y, m, day := d.Parts()
	return fmt.Sprintf("%d年%d月%d日", y, int(m), day)
}
