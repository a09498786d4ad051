package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// example is one case of a rule's test file: what is filed, against what, and
// what is to come of it.
type example struct {
	passes bool // the rule must be silent
	lines  []string
	want   string
	at     int // line in the file
}

// stage is an example made into a set that can be judged.
type stage struct {
	t      *testing.T
	today  assist.Date
	terms  assist.Terms
	set    Set
	form   assist.Form
	files  map[string]*assist.Submission
	cards  []*card
	sales  map[string]assist.History
	held   []*card
	shown  map[string][]string // codes by licence
	since  assist.Date
	unread bool // the file has no rows to read
	advice bool // what to do is written down too

	doubts  []assist.Doubt
	settled map[string][]string // how and when the doubt of a file was settled, by receipt; empty when it had none
}

// perform judges an example and writes down what came of it.
func perform(t *testing.T, e example) (text string, codes []string) {
	s := &stage{t: t, today: day("2026-11-24"), terms: testTerms(), form: assist.ApplicationForm, files: map[string]*assist.Submission{}, sales: map[string]assist.History{}}
	s.set.Roster = assist.NewRoster()
	s.set.Shown = func(_, licence, code, _ string) bool { return slices.Contains(s.shown[licence], code) }
	s.shown, s.settled = map[string][]string{}, map[string][]string{}
	for _, l := range []string{"140225100001", "140225100002", "140214100009"} {
		s.sell(l + " 2026-10-07 6901028075015 1")
	}
	var blocks [][]string
	var block []string
	for _, l := range e.lines {
		if strings.HasPrefix(l, "--") {
			blocks, block = append(blocks, block), nil
			continue
		}
		if key, value, ok := strings.Cut(l, "："); ok {
			if set := setups[key]; set != nil {
				set(s, strings.TrimSpace(value))
				continue
			}
		}
		block = append(block, l)
	}
	for _, b := range append(blocks, block) {
		s.addRow(b)
	}
	return s.judge()
}

// setups are the lines that say what a row is judged against.
var setups = map[string]func(*stage, string){
	"今天": func(s *stage, v string) { s.today = day(v) },
	"表":  func(s *stage, v string) { s.form = assist.Form(v) },
	"登记": func(s *stage, v string) {
		f := strings.Fields(v)
		if !s.set.Register.Present() {
			s.set.Register = assist.Register{Receipt: "HZ-SJ-20261120-001", Day: day("2026-11-20"), Licences: assist.RegisterRows{}, Left: map[string]bool{}}
		}
		if f = append(f, ""); len(f) >= 5 { // the unit may be left out
			s.set.Register.Licences.Put(assist.RegisterRow{Licence: f[0], Operator: f[1], Status: f[2], End: day(f[3]), UnitName: f[4]})
		}
	},
	"登记日期": func(s *stage, v string) { s.set.Register.Day = day(v) },
	"登记不计": func(s *stage, v string) { s.set.Register.Left[v] = true },
	"名册":   func(s *stage, v string) { s.enrol(v) },
	"销售":   func(s *stage, v string) { s.sell(v) },
	"无销售":  func(s *stage, v string) { delete(s.sales, v) },
	"市局":   func(s *stage, v string) { s.adjust(v) },
	"已示":   func(s *stage, v string) { f := strings.Fields(v); s.shown[f[0]] = f[1:] },
	"未备案": func(s *stage, v string) { // 许可证号 结果 回执 行: an application that is not filed
		var licence, outcome, receipt string
		var row int
		if _, err := fmt.Sscan(v, &licence, &outcome, &receipt, &row); err != nil {
			s.t.Fatal(v, err)
		}
		a := assist.Application{Licence: licence}
		a.Unit, a.Place = "浑源县", assist.Place{Receipt: receipt, Sheet: "申请表", Row: row}
		s.set.Beside = append(s.set.Beside, assist.JudgedApplication{Application: &a, Verdict: assist.Judged{Place: a.Place, Unit: a.Unit, Outcome: assist.Outcome(outcome)}})
		s.advice = true
	},
	"农村收入": func(s *stage, v string) {
		s.terms.Rural = nil
		var year, yuan int
		if n, _ := fmt.Sscan(v, &year, &yuan); n == 2 {
			s.terms.Rural = []assist.RuralIncome{{Unit: "浑源县", Year: year, Income: assist.Fen(yuan * 100)}}
		}
	},
	"帮扶标准": func(s *stage, v string) { // a value and the day it counts from; then the advice is shown
		var l assist.Limit
		var from string
		var value float64
		if _, err := fmt.Sscan(v, &l.Name, &from, &value); err != nil {
			s.t.Fatal(v, err)
		}
		l.From, l.Value = day(from), assist.Number(value*10000)
		s.terms.Limits = append(s.terms.Limits, l)
		s.advice = true
	},
	"停售": func(s *stage, v string) {
		list := slices.Clone(s.terms.Products.List)
		for i := range list {
			list[i].OnSale = list[i].OnSale && list[i].Barcode != v
		}
		s.terms.Products = assist.NewCatalogue(list)
	},
	"无低保标准": func(s *stage, _ string) { s.terms.Dibao = nil },
	"货源计划": func(s *stage, v string) {
		p := &assist.SupplyPlan{Week: assist.WeekOf(s.today).Next()}
		for _, c := range strings.Fields(v) {
			p.Products = append(p.Products, assist.PlannedProduct{Barcode: c, BestSelling: true, Pool: 10})
		}
		s.set.Plan = p
	},
	"有疑": func(s *stage, v string) {
		f := strings.Fields(v)
		s.doubts = append(s.doubts, assist.Doubt{Receipt: f[0], Kind: assist.RegisterDoubt})
	},
	"整份退回": func(s *stage, v string) {
		s.doubts = append(s.doubts, assist.Doubt{Receipt: v, Kind: assist.FileDoubt})
	},
	"已了结": func(s *stage, v string) { f := strings.Fields(v); s.settled[f[0]] = f[1:] },
	"损坏":  func(s *stage, v string) { s.damage(v) },
	"表头":  func(s *stage, v string) { s.header(v) },
	"填报单位": func(s *stage, v string) {
		s.file("").Declared = assist.Cell{Addr: "B2", Text: strings.TrimPrefix(v, "空")}
	},
	"办法": func(s *stage, _ string) { s.advice = true },
	"单机": func(s *stage, _ string) { s.set.Alone = true },
}

// file is the submission a row stands in; "" is the first.
func (s *stage) file(receipt string) *assist.Submission {
	if receipt == "" {
		receipt = "HZ-140225-20261124-001"
	}
	if f := s.files[receipt]; f != nil {
		return f
	}
	unit := "浑源县"
	if cityForms[s.form] {
		unit = assist.City
	}
	f := &assist.Submission{Receipt: receipt, Unit: unit, Declared: assist.Cell{Addr: "B2", Text: unit}, DeclaredSheet: string(s.form), Reported: day("2026-11-23")}
	s.files[receipt] = f
	return f
}

var damages = map[string]sheet.DamageKind{"不是工作簿": sheet.NotWorkbook, "格式": sheet.ForeignFormat, "密码": sheet.Password, "超限": sheet.BeyondLimit, "数据": sheet.BadData, "没传完": sheet.Spoilt}

func (s *stage) damage(v string) {
	s.unread = true
	f := strings.Fields(v)
	d := &sheet.Damage{Kind: damages[f[0]]}
	if d.Kind == sheet.ForeignFormat {
		d.Format = f[1]
		d.Detail = strings.Join(f[2:], " ")
	} else if len(f) > 1 {
		d.Detail = f[1]
	}
	s.file("").Damage = d
}

// header reads a fault of a file or a sheet: its kind, the column, the cell, what was read.
func (s *stage) header(v string) {
	if v == "无行" {
		s.unread = true
		s.file("").Tables = []assist.Table{{Form: s.form, Sheet: string(s.form)}}
		return
	}
	f := append(strings.Fields(v), "", "", "", "")
	kinds := map[string]sheet.FaultKind{"缺列": sheet.MissingColumn, "重列": sheet.DoubleColumn, "万元": sheet.TenThousand, "单位": sheet.OtherUnit, "未读": sheet.SheetUnread, "合并": sheet.CellsMerged, "未认": sheet.ColumnUnknown, "不像": sheet.UnlikeForm, "断行": sheet.LastLineCut, "文字": sheet.WordsPassed, "缺档": sheet.GradesMissing, "旧版": sheet.OldTemplate, "隐藏": sheet.HiddenRead, "无表": sheet.NoForm, "日期": sheet.NotDate, "又一单位": sheet.UnitAgain}
	g := sheet.Fault{Kind: kinds[f[0]], Sheet: string(s.form), Header: column.Header(f[1]), Cell: f[2], Value: f[3], Read: f[3]}
	switch g.Kind {
	case sheet.NoForm:
		g = sheet.Fault{Kind: sheet.NoForm, Sheet: "Sheet1", Read: f[1], Allowed: strings.Split(f[2], "、")}
		s.form = ""
	case sheet.MissingColumn:
		g.Cell, g.Read = "", f[2]
	case sheet.SheetUnread:
		g = sheet.Fault{Kind: g.Kind, Sheet: f[1], Value: string(s.form), Read: string(s.form)}
	case sheet.WordsPassed:
		g = sheet.Fault{Kind: g.Kind, Sheet: string(s.form), Cell: f[1], Read: f[2]}
	case sheet.CellsMerged:
		g = sheet.Fault{Kind: g.Kind, Sheet: string(s.form), Cell: f[1], Read: f[2]}
	case sheet.UnlikeForm:
		row, _ := strconv.Atoi(f[1])
		g = sheet.Fault{Kind: g.Kind, Sheet: string(s.form), Row: row, Cell: f[2], Read: string(s.form)}
	case sheet.ColumnUnknown:
		g = sheet.Fault{Kind: g.Kind, Sheet: string(s.form), Cell: f[1], Value: f[2], Read: f[3]}
	case sheet.GradesMissing:
		g = sheet.Fault{Kind: g.Kind, Sheet: string(s.form), Allowed: strings.Split(f[1], "、"), Cell: f[2], Value: f[3], Read: f[4]}
	case sheet.OtherUnit:
		g.Read = f[4]
	case sheet.HiddenRead, sheet.OldTemplate:
		g.Header, g.Cell, g.Value, g.Read = "", "", "", f[1]
	}
	s.file("").Faults = append(s.file("").Faults, g)
}

// enrol puts a sample customer on the roll: "许可证号 县区 备案日期", then other
// values of the application as 列名=值, 退出=日期, 原因=文字 and 决定者=谁.
func (s *stage) enrol(v string) {
	f := strings.Fields(v)
	c := newCard(assist.ApplicationForm, "许可证号: "+f[0])
	filing := assist.Filing{Number: "大烟弱备〔2026〕0001号", Unit: f[1], FiledOn: day(f[2]), Start: day(f[2]), Due: day(f[2]).AddMonths(12), End: day(f[2]).AddMonths(12)}
	for _, pair := range f[3:] {
		k, w, _ := strings.Cut(pair, "=")
		switch k {
		case "退出":
			filing.Exited = day(w)
		case "原因":
			filing.ExitReason = w
		case "决定者":
			filing.ExitBy = w
		default:
			c.fill(k + ": " + w)
		}
	}
	c.unit = f[1]
	a := c.application()
	filing.Application = &a
	s.set.Roster.Filings[f[0]] = &filing
}

func (s *stage) sell(v string) {
	f := strings.Fields(v)
	var n int
	fmt.Sscan(f[3], &n)
	h := s.sales[f[0]]
	h.Licence = f[0]
	d := day(f[1])
	line := assist.Sale{Day: d, Barcode: f[2], Cartons: n}
	if k := len(h.Months); k > 0 && h.Months[k-1].Month == d.Month() {
		h.Months[k-1].Lines = append(h.Months[k-1].Lines, line)
	} else {
		h.Months = append(h.Months, assist.SalesMonth{Licence: f[0], Month: d.Month(), Lines: []assist.Sale{line}})
		slices.SortFunc(h.Months, func(a, b assist.SalesMonth) int { return int(a.Month - b.Month) })
	}
	s.sales[f[0]] = h
}

func (s *stage) adjust(v string) {
	f := strings.Fields(v)
	s.set.Adjustments = append(s.set.Adjustments, assist.Adjustment{
		Row:     assist.Row{Place: assist.Place{Receipt: "HZ-SJ-20261120-002", Sheet: "名单调整", Row: 5 + len(s.set.Adjustments)}},
		Licence: f[0], Action: assist.Action(f[1]), From: day(f[2]), Reason: "已核实", By: "丁经办"})
}

// addRow reads the lines of one row; lines with @ say where it stands.
func (s *stage) addRow(lines []string) {
	if s.form == "" || s.unread {
		return
	}
	meta := map[string]string{}
	var cells []string
	for _, l := range lines {
		if k, v, ok := strings.Cut(l, ": "); ok && strings.HasPrefix(k, "@") {
			meta[k] = strings.TrimSpace(v)
		} else {
			cells = append(cells, l)
		}
	}
	c := newCard(s.form, strings.Join(cells, "\n"))
	if u := meta["@县区"]; u != "" {
		c.unit = u
	}
	if d := meta["@填报日期"]; d != "" {
		c.day = day(d)
	}
	c.place = assist.Place{Sheet: string(s.form), Row: 5 + len(s.cards), Receipt: meta["@回执"]}
	c.elsewhere = meta["@答复写在"]
	if since := meta["@待核自"]; since != "" {
		c.place.Receipt = "HZ-140225-20260501-001"
		s.since = day(since)
		s.held = append(s.held, c)
		s.cards = append(s.cards, c)
		return
	}
	f := s.file(c.place.Receipt)
	if meta["@县区"] != "" {
		f.Unit, f.Declared.Text = c.unit, c.unit
	}
	if cityForms[s.form] {
		c.unit = f.Unit
	}
	c.place.Receipt = f.Receipt
	s.cards = append(s.cards, c)
	s.put(f, c)
}

func (s *stage) put(f *assist.Submission, c *card) {
	i := slices.IndexFunc(f.Tables, func(t assist.Table) bool { return t.Form == s.form })
	if i < 0 {
		i = len(f.Tables)
		f.Tables = append(f.Tables, assist.Table{Form: s.form, Sheet: string(s.form), HeaderRow: 4})
	}
	f.Tables[i].Read++
	switch s.form {
	case assist.ApplicationForm:
		f.Applications = append(f.Applications, c.application().Keep())
	case assist.WishForm:
		f.Wishes = append(f.Wishes, c.wish().Keep())
	case assist.VisitForm:
		f.Visits = append(f.Visits, c.visit().Keep())
	case assist.PlanForm:
		f.Plan = append(f.Plan, c.plan())
	case assist.RegisterForm:
		f.Register = append(f.Register, c.register())
	case assist.AdjustmentForm:
		f.Adjustments = append(f.Adjustments, c.adjustment())
	case assist.SettlementForm:
		f.Settlements = append(f.Settlements, c.settlement())
	}
}

// judge runs the rules over the stage and tells what came of every row.
func (s *stage) judge() (string, []string) {
	s.set.Today, s.set.Now = s.today, s.today.Time().Add(9*time.Hour)
	s.set.History = func(l string) assist.History { return s.sales[l] }
	for _, c := range s.held {
		a := c.application()
		s.set.Held = append(s.set.Held, assist.JudgedApplication{Application: &a, Verdict: assist.Judged{Place: c.place, Outcome: assist.Held, Since: s.since}})
	}
	var names []string
	for n := range s.files {
		names = append(names, n)
	}
	slices.Sort(names)
	var rows []assist.Judged
	for _, n := range names {
		f := s.files[n]
		s.set.Files = append(s.set.Files, f)
		if s.form == assist.SalesForm {
			sales := NewSales(f, s.terms, s.today)
			for _, c := range s.cards {
				sales.Add(c.sale())
			}
			f.Sales = sales.Done()
		}
		rows = append(rows, s.city(f)...)
	}
	v := Judge(s.set, s.terms)
	return s.tell(v, append(rows, slices.Collect(v.Rows.All())...))
}

// city judges the city's own forms.
func (s *stage) city(f *assist.Submission) []assist.Judged {
	switch s.form {
	case assist.PlanForm:
		_, rows := Plan(f, s.terms, s.today)
		return rows
	case assist.RegisterForm:
		_, rows, _ := Register(f, s.set.Register, s.terms)
		return slices.Collect(rows.All())
	case assist.AdjustmentForm:
		return s.adjusted(f)
	case assist.SettlementForm:
		_, rows := Confirm(f, s.doubts, s.settlement, s.terms)
		return rows
	}
	return nil
}

// settlement is what became of a file of the city that is not in doubt.
func (s *stage) settlement(receipt string) (assist.Action, assist.Date, bool) {
	f, known := s.settled[receipt]
	if len(f) < 2 {
		return "", 0, known
	}
	return assist.Action(f[0]), day(f[1]), known
}

// adjusted judges a 名单调整, and what its rows do on their day.
func (s *stage) adjusted(f *assist.Submission) []assist.Judged {
	decided, rows := Adjust(f, s.set.Roster, s.set.Register, map[string]bool{"140225100001": true}, s.terms, nil)
	e := Effects{Roster: s.set.Roster, Done: map[assist.Place]bool{}, Decisions: append(s.set.Adjustments, decided...), Today: s.today, Terms: s.terms}
	for _, c := range assist.Adjust(e.Roster, decided, s.today) {
		e.Roster.Fold(c)
		e.Done[c.Source] = true
	}
	told := Idle(decided, e)
	for i, j := range rows {
		if g, idle := told[j.Place]; idle {
			rows[i].Findings = append(j.Findings, g)
		}
	}
	return rows
}

func (s *stage) tell(v Verdict, rows []assist.Judged) (string, []string) {
	var b strings.Builder
	var codes []string
	say := func(f assist.Finding) {
		codes = append(codes, f.Code)
		mark := ""
		if f.Confirmed {
			mark = "（已核实）"
		}
		cell := f.Cell
		if cell == "" {
			cell = "—"
		}
		fmt.Fprintf(&b, "  %s%s %s 「%s」 %s\n", f.Code, mark, cell, f.Value, f.Message)
		if s.advice {
			who := ""
			if f.Turn != f.Rule().Turn {
				who = "（由" + string(f.Turn) + "处理）"
			}
			fmt.Fprintf(&b, "    %s%s\n", f.Fix, who)
		}
	}
	for _, f := range s.set.Files {
		for _, g := range append(slices.Clone(v.Files[f.Receipt]), f.Sales.Findings...) {
			say(g)
		}
	}
	for a := range v.Applications.All() {
		j := a.Verdict
		b.WriteString("  " + strings.Join(strings.Fields(fmt.Sprintf("第%d行 %s %s %s %s", j.Row, j.Outcome, j.Standing, j.Refused, j.Clause)), " "))
		if j.Grounds != "" {
			b.WriteString("｜" + j.Grounds)
		}
		b.WriteString("\n")
		for _, f := range j.Findings {
			say(f)
		}
		if len(j.Unchecked) > 0 {
			var list []string
			for _, u := range j.Unchecked {
				list = append(list, u.Code)
			}
			b.WriteString("  未核对 " + strings.Join(list, " ") + "\n")
		}
	}
	for _, j := range rows {
		fmt.Fprintf(&b, "  第%d行 %s\n", j.Row, j.Outcome)
		for _, f := range j.Findings {
			say(f)
		}
	}
	if f := s.files["HZ-140225-20261124-001"]; f != nil && s.form == assist.SalesForm {
		fmt.Fprintf(&b, "  收 %d 行，退回 %d 行\n", f.Sales.Taken, f.Sales.Returned)
	}
	return b.String(), codes
}
