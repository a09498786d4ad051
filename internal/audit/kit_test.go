package audit

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
)

// A case of a rule's file is the facts, a line each, in the words of the trade,
// and after => what the signals must be, a line each; none when it must be silent.
type example struct {
	title string
	facts []string
	want  string
}

// examples reads a rule's file.
func examples(t *testing.T, path string) []example {
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var list []example
	for _, block := range strings.Split("\n"+string(text), "\n== ")[1:] {
		title, rest, _ := strings.Cut(block, "\n")
		facts, want, ok := strings.Cut(rest, "=>")
		if !ok {
			t.Fatalf("%s: %s: no =>", path, title)
		}
		list = append(list, example{title, strings.Split(strings.TrimSpace(facts), "\n"), strings.TrimSpace(want)})
	}
	return list
}

// city is the facts of a case. The run is of Tuesday 2026-11-24.
type city struct {
	t *testing.T
	assist.Facts
	sold map[string]assist.History
}

func newCity(t *testing.T) *city {
	c := &city{t: t}
	c.Today = c.day("2026-11-24")
	c.Terms.Units = []assist.Unit{{Name: "云州区"}, {Name: "平城区"}}
	c.Roster = assist.NewRoster()
	c.sold = map[string]assist.History{}
	c.Histories = func(licence string) assist.History { return c.sold[licence] }
	return c
}

func (c *city) day(s string) assist.Date {
	d, ok := assist.ParseDate(s)
	if !ok {
		c.t.Fatalf("%q is no date", s)
	}
	return d
}

func (c *city) number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		c.t.Fatal(err)
	}
	return n
}

// words are what a line can say, by its first word.
var words = map[string]func(c *city, w []string){
	"在册": (*city).enrol, "订货": (*city).order, "供货": (*city).supply, "走访": (*city).visit, "退回": (*city).returned,
	"登记": (*city).register, "答复": (*city).reply, "调整": (*city).adjust, "标准": (*city).limit, "退出": (*city).leave, "更正": (*city).amend, "今天": (*city).now,
}

func (c *city) tell(lines []string) {
	for _, l := range lines {
		w := strings.Fields(l)
		if len(w) == 0 {
			continue
		}
		if words[w[0]] == nil {
			c.t.Fatalf("no such fact: %s", l)
		}
		words[w[0]](c, w[1:])
	}
}

func (c *city) now(w []string) { c.Today = c.day(w[0]) }

// 在册 许可证 县区 起 止 [字段=值 …]
func (c *city) enrol(w []string) {
	n := len(c.Roster.Filings) + 1
	f := assist.Filing{Number: fmt.Sprintf("大烟弱备〔2026〕%04d号", n), Unit: w[1], FiledOn: c.day(w[2]), Start: c.day(w[2]), End: c.day(w[3])}
	f.Application = &assist.Application{Licence: w[0], Row: c.row("HZ-原-001", "申请表", n+4), LicenceEnd: c.day("2030-12-31"), Hardship: assist.Dibao}
	for _, field := range w[4:] {
		c.set(&f, field)
	}
	c.Roster.Filings[w[0]] = &f
}

func (c *city) set(f *assist.Filing, field string) {
	key, value, _ := strings.Cut(field, "=")
	a := f.Application
	switch key {
	case "电话":
		a.Phone = value
	case "地址":
		a.Address = value
	case "身份证":
		a.ID = value
	case "残疾证":
		a.Hardship, a.DisabledNo = assist.Disability, value
	case "许可证止":
		a.LicenceEnd = c.day(value)
	case "低保证止":
		a.DibaoEnd = c.day(value)
	case "暂停":
		f.Suspended = true
	case "类别":
		a.Hardship = assist.Hardship(value)
	default:
		c.t.Fatalf("no such field: %s", field)
	}
}

func (c *city) row(receipt, sheet string, n int) assist.Row {
	return assist.Row{Place: assist.Place{Receipt: receipt, Sheet: sheet, Row: n}}
}

// 退出 许可证 日期
func (c *city) leave(w []string) {
	f := c.Roster.Of(w[0])
	f.Exited = c.day(w[1])
	c.Roster.Filings[w[0]] = &f
}

// 订货 许可证 日期 规格×条 …
func (c *city) order(w []string) {
	h, day := c.sold[w[0]], c.day(w[1])
	h.Licence = w[0]
	if n := len(h.Months); n == 0 || h.Months[n-1].Month != day.Month() {
		h.Months = append(h.Months, assist.SalesMonth{Licence: w[0], Month: day.Month(), Source: "HZ-销-" + day.Month().String()})
	}
	m := &h.Months[len(h.Months)-1]
	for _, item := range w[2:] {
		code, n, _ := strings.Cut(item, "×")
		m.Lines = append(m.Lines, assist.Sale{Day: day, Barcode: code, Cartons: c.number(n)})
	}
	c.sold[w[0]] = h
}

// 供货 周 许可证 规格×条 … : lines of a frozen plan, 规格×条+原供应量 where there
// is a base; the order day is Friday.
func (c *city) supply(w []string) {
	week, ok := assist.ParseWeek(w[0])
	if !ok {
		c.t.Fatalf("%q is no week", w[0])
	}
	if n := len(c.Plans); n == 0 || c.Plans[n-1].Week != week {
		c.Plans = append(c.Plans, assist.WeekPlan{Week: week, State: assist.PlanFinal})
	}
	p := &c.Plans[len(c.Plans)-1]
	for _, item := range w[2:] {
		code, n, _ := strings.Cut(item, "×")
		n, base, ok := strings.Cut(n, "+")
		l := assist.SupplyLine{Week: week, Unit: c.Roster.Of(w[1]).Unit, Day: week.On(time.Friday), Licence: w[1], Barcode: code, Extra: c.number(n), Demand: c.number(n)}
		if ok {
			l.Base = c.number(base)
		}
		p.Lines = append(p.Lines, l.Keep())
	}
}

// 走访 许可证 日期
func (c *city) visit(w []string) {
	c.Visits = append(c.Visits, assist.Visit{Row: c.row("HZ-访-001", "走访台账", len(c.Visits)+2), Licence: w[0], Day: c.day(w[1])}.Keep())
}

// 退回 许可证 县区 收件日 规则 [整份退回] [字段=值 …]
func (c *city) returned(w []string) {
	day := c.day(w[2])
	receipt := "HZ-退-" + w[2]
	c.Files = append(c.Files, assist.Taken{Receipt: receipt, At: day.Time()})
	refused := ""
	f := assist.Filing{Application: &assist.Application{}}
	for _, field := range w[4:] {
		if field == "整份退回" {
			refused = "S009"
			continue
		}
		c.set(&f, field)
	}
	row := assist.JudgedApplication{Application: f.Application}
	row.Row, row.Licence = c.row(receipt, "申请表", len(c.Rows.Opened())+5), w[0]
	row.Unit = w[1]
	row.Verdict = assist.Judged{Outcome: assist.Returned, Refused: refused, Findings: []assist.Finding{{Code: w[3]}}}
	c.Rows = c.Rows.With(row)
}

// 登记 许可证 有效期止
func (c *city) register(w []string) {
	if !c.Register.Present() {
		c.Register = assist.Register{Receipt: "HZ-SJ-001", Licences: assist.RegisterRows{}}
	}
	c.Register.Licences.Put(assist.RegisterRow{Row: c.row("HZ-SJ-001", "许可证状态", len(c.Register.Licences)+2), Licence: w[0], Status: "有效", End: c.day(w[1])})
}

// 标准 名称 值
func (c *city) limit(w []string) {
	c.Terms.Limits = append(c.Terms.Limits, assist.Limit{Name: w[0], Value: assist.Number(c.number(w[1])) * 10000})
}

// 答复 编号 文字
func (c *city) reply(w []string) {
	c.Replies = append(c.Replies, assist.Reply{Signal: w[0], Text: w[1]})
}

// 调整 许可证 动作 生效日期 原因 [收到=日期] [至=日期]; it came on its first day
// unless told otherwise.
func (c *city) adjust(w []string) {
	a := assist.Adjustment{Licence: w[0], Action: assist.Action(w[1]), From: c.day(w[2]), Reason: w[3], Taken: c.day(w[2])}
	for _, field := range w[4:] {
		key, value, _ := strings.Cut(field, "=")
		*map[string]*assist.Date{"收到": &a.Taken, "至": &a.Until}[key] = c.day(value)
	}
	c.Adjustments = append(c.Adjustments, a)
}

// 更正 许可证 收件日 [字段=值 …]: another row is filed, 备案日期 stays.
func (c *city) amend(w []string) {
	f := c.Roster.Of(w[0])
	a := *f.Application
	a.Row = c.row("HZ-更-001", "申请表", len(c.Roster.Changes)+5)
	f.Application = &a
	for _, field := range w[2:] {
		c.set(&f, field)
	}
	c.Roster.Fold(assist.Change{Day: c.day(w[1]), Kind: assist.Amended, Licence: w[0], Unit: f.Unit, Filing: &f})
}

// line is a signal as text.
func line(s assist.Signal) string {
	text := fmt.Sprintf("%s %s %s %s：%s（阈值 %s；%s）%s", s.Number, s.Unit, s.Licence, s.Measure, s.Value, s.Threshold, s.Span, s.Basis)
	if len(s.Others) > 0 {
		text += "；涉及 " + strings.Join(s.Others, " ")
	}
	if s.Reply != "" {
		text += "；答复：" + s.Reply
	}
	return text
}

// of is the signals of one code as text.
func of(list []assist.Signal, code string) string {
	var lines []string
	for _, s := range list {
		if s.Code == code {
			lines = append(lines, line(s))
		}
	}
	return strings.Join(lines, "\n")
}

// Each rule has a file of cases, of which it passes some in silence and speaks in others.
func TestIndicators(t *testing.T) {
	for _, rule := range indicators {
		path := filepath.Join("testdata", rule.code+".txt")
		silent, speaking := 0, 0
		for _, x := range examples(t, path) {
			c := newCity(t)
			c.tell(x.facts)
			if got := of(Signals(c.Facts), rule.code); got != x.want {
				t.Errorf("%s: %s:\n%s\nwant\n%s", path, x.title, got, x.want)
			}
			if x.want == "" {
				silent++
			} else {
				speaking++
			}
		}
		if silent == 0 || speaking == 0 {
			t.Errorf("%s: %d cases pass in silence, %d speak", path, silent, speaking)
		}
	}
}
