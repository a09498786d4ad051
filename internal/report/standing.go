package report

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// UnitTodo is 在册与待办_<县区>: who is on the unit's roll and until when, what
// falls due, what waits and for whom, and a 复核申请表 and a 帮扶申请表 to complete
// and drop.
func UnitTodo(f assist.Facts, unit string, application, wish FormPage) sheet.Book {
	s := newStandingOf(f, unit)
	renewal := application(s.renewals())
	renewal.Name, renewal.Title = assist.RenewalSheet, those+assist.RenewalSheet
	renewal.Notes = append(renewal.Notes, s.renewalNotes()...)
	return bound(unit+" 在册与待办", f.At, s.roll(), s.due(), s.todo(), renewal, s.wishing(wish))
}

// renewalNotes say what of 复核申请表 is filled in, and what is to be done with it; of an
// empty one that nobody need send it. Each is short, since the sheet is printed on
// several pages side by side.
func (s standingOf) renewalNotes() []string {
	const drop = "填好后放入 收件箱/"
	if len(s.renewals()) == 0 {
		return []string{fmt.Sprintf("目前没有 %d 日内到期、须复核的客户，本表没有预填，不用报送。", s.days), "客户提前复核的，在本表填写；" + drop + s.unit + "。"}
	}
	return []string{
		"已按在册资料预填；身份证号、残疾人证号属敏感信息，请县区补填。",
		"收入、证明和审批须重新核实后填写；不需要复核的整行删除。",
		drop + s.unit + "。",
	}
}

// standingOf is what concerns one unit.
type standingOf struct {
	rolling
	unit  string
	own   []assist.Filing // on the roll
	soon  []assist.Filing // of these: the term ends within the days of 到期提醒天数
	stale []assist.Filing // lapsed, and a 复核 still revives them
	late  map[string]bool // licences overdue for a visit

	ending map[string][]string // by licence what of it runs out (A107), the term apart
	days   int
}

func newStandingOf(f assist.Facts, unit string) standingOf {
	s := standingOf{rolling: newRolling(f), unit: unit, late: map[string]bool{}, ending: map[string][]string{}, days: f.Terms.Limit(assist.DueDays, f.Today).Int()}
	for _, x := range f.Signals {
		if x.Code == unvisited && x.Unit == unit {
			s.late[x.Licence] = true
		}
		if x.Code == runsOut && x.Unit == unit && x.Measure != string(column.End) && s.Register.Unfit(s.rolling.roster.Of(x.Licence).Application, f.Today) == "" {
			s.ending[x.Licence] = append(s.ending[x.Licence], fmt.Sprintf("%s %s（%s），请提醒延续", x.Measure, x.Span, x.Value))
		}
	}
	for x := range f.Enrolled(unit) {
		s.own = append(s.own, x)
		if x.End <= f.Today+assist.Date(s.days) {
			s.soon = append(s.soon, x)
		}
	}
	revival := f.Terms.Limit(assist.RevivalDays, f.Today).Int()
	for _, x := range s.roster.Filings {
		if !x.On() && x.Unit == unit && x.ExitReason == assist.ReasonLapsed && f.Today <= x.End+assist.Date(revival) {
			s.stale = append(s.stale, x.Open())
		}
	}
	byEnd := func(list []assist.Filing) {
		sort.Slice(list, func(i, j int) bool {
			if list[i].End != list[j].End {
				return list[i].End < list[j].End
			}
			return list[i].Number < list[j].Number
		})
	}
	byEnd(s.soon)
	byEnd(s.stale)
	return s
}

func (s standingOf) page(name, title, measure string) sheet.Page {
	return sheet.Page{Name: name, Title: s.unit + title, Left: "填报单位：" + s.unit, Right: dated(s.Facts, measure)}
}

// rollHeads are the columns of 在册 and of what ends soon.
func rollHeads() []sheet.ColumnSpec {
	return narrow(heads(column.Serial, column.FilingNo, column.SpecialMark, column.Licence, long(column.Shop), column.Operator, column.Hardship, column.Start, column.End, column.FiledOn, column.ReviewBy, column.Status, long(column.Reminder)),
		map[column.Header]float64{column.Shop: 22, column.Reminder: 30, column.FilingNo: 25})
}

func (s standingOf) roll() sheet.Page {
	p := s.page(assist.EnrolledSheet, "在册弱势群体客户", "户")
	p.Sign = signatures
	p.Blocks = []sheet.Block{s.filings(s.own, "目前无人在册")}
	return p
}

func (s standingOf) due() sheet.Page {
	p := s.page(fmt.Sprintf("%d日内到期", s.days), fmt.Sprintf(" %d 日内到期客户", s.days), "户")
	p.Notes = []string{
		"到期前请报送业务类型为“复核”的申请（可用“" + assist.RenewalSheet + "”）；到期未复核的自动退出，不再供货。",
		fmt.Sprintf("已到期的，到期后 %d 天内报送复核仍可恢复。", s.Terms.Limit(assist.RevivalDays, s.Today).Int()),
	}
	p.Blocks = []sheet.Block{s.filings(slices.Concat(s.stale, s.soon), fmt.Sprintf("%d 日内无人到期", s.days))}
	return p
}

func (s standingOf) filings(list []assist.Filing, empty string) sheet.Block {
	b := sheet.Block{Columns: rollHeads(), Empty: empty, Filter: true}
	for i, f := range list {
		a := f.Application
		own := func(field string) string { return s.shown(a.Licence, field) }
		row := slices.Concat(ints(i+1), texts(f.Number, own(f.Label()), a.Licence, own(a.Shop), own(a.Operator), own(string(a.Hardship))),
			dates(f.Start, f.End, f.FiledOn, f.Due), texts(s.stateOf(f)))
		b.Rows = append(b.Rows, append(row, s.reminder(f)))
	}
	return b
}

func (s standingOf) stateOf(f assist.Filing) string {
	if !f.On() {
		return string(assist.Left)
	}
	return stateWord(f, s.Today)
}

// reminder says how long the term still runs, that nothing is supplied and why, that a
// licence or certificate runs out, and that a visit is overdue.
func (s standingOf) reminder(f assist.Filing) sheet.Value {
	if !f.On() {
		last := f.End + assist.Date(s.Terms.Limit(assist.RevivalDays, s.Today).Int())
		return sheet.S(fmt.Sprintf("已于 %s 到期，%s 前报复核可恢复", f.End, last)).With(sheet.Bad)
	}
	var words []string
	switch left := int(f.End - s.Today); {
	case left == 0:
		words = append(words, "今天到期，请立即报复核")
	case left <= s.days:
		words = append(words, fmt.Sprintf("还有 %d 天到期，请报复核", left))
	}
	words = append(words, s.withheld(f)...)
	words = append(words, s.ending[f.Application.Licence]...)
	if s.late[f.Application.Licence] {
		words = append(words, fmt.Sprintf("超过 %d 天未走访，请走访", s.Terms.Limit(assist.VisitDays, s.Today).Int()))
	}
	if len(words) == 0 {
		return sheet.S("")
	}
	return sheet.S(strings.Join(words, "；")).With(sheet.Wait)
}

// withheld says why a customer on the roll is supplied with nothing: its 暂停, or its
// licence by the register.
func (s standingOf) withheld(f assist.Filing) []string {
	trouble := s.Register.Unfit(f.Application, s.Today)
	switch {
	case f.SuspendedOn(s.Today) && f.SuspendedTo != 0:
		return []string{fmt.Sprintf("%s暂停至 %s，其间不供货", f.SuspendedBy, f.SuspendedTo)}
	case f.SuspendedOn(s.Today):
		return []string{f.SuspendedBy + "暂停，恢复前不供货"}
	case trouble != "" && s.Register.Present():
		return []string{fmt.Sprintf("许可证：%s（登记 %s），不供货，请核对", trouble, s.Register.Day)}
	case trouble != "":
		return []string{"许可证：" + trouble + "，不供货，请核对"}
	}
	return nil
}

// todoHeads are the columns of 待办.
func todoHeads() []sheet.ColumnSpec {
	return narrow(heads(column.Turn, column.Outcome, column.Licence, long(column.Shop), column.Operator, column.Business, column.Rule, column.Cell, long(column.Trouble), long(column.Fix), column.Since, long(column.Source)),
		map[column.Header]float64{column.Shop: 18, column.Trouble: 40, column.Fix: 40, column.Source: 24})
}

// todo is 待办: what waits, by whose turn it is.
func (s standingOf) todo() sheet.Page {
	p := s.page(assist.TodoSheet, "待办事项", "条")
	p.Notes = []string{"退回的行按“处理办法”改好重报；待核的行由县区在“核实说明”中说明，或等市局确认。不符合的行不用再报，除非数据填错。"}
	p.Notes = append(p.Notes, s.unreported()...)
	p.Notes = append(p.Notes, s.refusedFiles(s.unit)...)
	p.Notes = append(p.Notes, s.salesFromOthers()...)
	week, older := s.unfiled(s.unit)
	b := sheet.Block{Columns: todoHeads(), Empty: "没有待办事项", Filter: true}
	if len(p.Notes) > 1 {
		b.Empty = "没有要改或要核实的行"
	}
	for _, turn := range turns {
		b.Rows = append(b.Rows, s.todoRows(turn, append(week[:len(week):len(week)], older...))...)
	}
	p.Blocks = []sheet.Block{b}
	return p
}

// unreported asks a unit for what it has not sent this week.
func (s standingOf) unreported() []string {
	for _, r := range s.Reports {
		if r.Unit != s.unit || r.State != assist.Silent {
			continue
		}
		if r.Past {
			return []string{"本周还没有报送，报送截止 " + clock(r.Deadline) + " 已过：请尽快补报，没有新增的写“本期无新增”。"}
		}
		return []string{"本周还没有报送：请在 " + clock(r.Deadline) + " 前报送，没有新增的写“本期无新增”。"}
	}
	return nil
}

// salesFromOthers names the unit's customers whose sales another unit sent this
// week (N809): nothing was taken of them.
func (s standingOf) salesFromOthers() []string {
	owners := assist.Owners{Terms: s.Terms, Roster: s.roster, Register: s.Register}
	week := map[string]bool{}
	for t := range s.WeekFiles() {
		week[t.Receipt] = true
	}
	var notes []string
	for _, a := range s.Aside {
		if !week[a.Receipt] || a.Unit == s.unit {
			continue
		}
		own := slices.DeleteFunc(slices.Clone(a.Licences), func(l string) bool { return !owners.Has(s.unit, l) })
		if len(own) > 0 {
			notes = append(notes, fmt.Sprintf("N809：%s 报来了本县区 %d 户的销售历史（%s，回执 %s），没有采用，供货不受影响；如客户已迁往该县区，请报退出，否则请告知对方。",
				a.Unit, len(own), listed(own, 5), a.Receipt))
		}
	}
	return notes
}

// todoRows are the lines of 待办 of those whose turn it is.
func (s standingOf) todoRows(turn assist.Turn, rows []assist.JudgedApplication) [][]sheet.Value {
	var list [][]sheet.Value
	for _, row := range rows {
		if row.Unit != s.unit {
			continue
		}
		for _, line := range s.waitingRows(row, "") {
			if line[11].Text == string(turn) {
				list = append(list, []sheet.Value{line[11], line[6], line[1], line[2], line[3], line[4], line[7], line[8], line[9], line[10], line[12], line[13]})
			}
		}
	}
	now := s.StrangersNow(s.unit)
	for _, row := range s.ReturnedOthers(s.unit) {
		for _, x := range ordered(row.Findings) {
			if x.Level == assist.LevelReturn && x.Turn == turn {
				list = append(list, s.otherRow(row, now(row.Place, x)))
			}
		}
	}
	return list
}

// otherRow is a line of 待办 for a row that is no application.
func (s standingOf) otherRow(row assist.Judged, x assist.Finding) []sheet.Value {
	line := append(texts(string(x.Turn)), sheet.S(string(row.Outcome)).With(sheet.Bad))
	return slices.Concat(line, texts(row.Licence, s.shop(row.Licence), s.operator(row.Licence), string(row.Form), x.Code, x.Cell, counted(x), x.Fix), dates(s.SinceOf(row)), texts(row.Place.Words()))
}

// wishing is 帮扶申请表, prefilled with who is on the roll; the products of the
// week are offered in its lists.
func (s standingOf) wishing(form FormPage) sheet.Page {
	var rows []map[column.Header]sheet.Value
	for _, f := range s.own {
		if a := f.Application; !s.erased[a.Licence] {
			rows = append(rows, map[column.Header]sheet.Value{column.Licence: sheet.S(a.Licence), column.Operator: sheet.S(a.Operator)})
		}
	}
	p := newGoods(s.Facts).offered(form(rows))
	p.Name = string(assist.WishForm)
	filled := "本表已按在册资料预填许可证号和经营者。"
	if len(rows) == 0 {
		filled = "目前无人在册，本表没有预填。"
	}
	p.Notes = append(p.Notes, filled+"有需求的客户填规格和申请日期，规格可从下拉列表中选（畅销的排在最前），也可填条码或别名；没有填的行不算报送，不用删除。填好后放入 收件箱/"+s.unit+"。")
	return p
}

// renewals prefill 复核申请表 from the roll: what seldom changes, never an
// identity number, an amount or an approval.
func (s standingOf) renewals() []map[column.Header]sheet.Value {
	var rows []map[column.Header]sheet.Value
	for _, f := range append(s.stale[:len(s.stale):len(s.stale)], s.soon...) {
		if s.erased[f.Application.Licence] {
			continue
		}
		row := map[column.Header]sheet.Value{column.Serial: sheet.I(len(rows) + 1)}
		for header, text := range renewal(f.Application) {
			if text != "" {
				row[header] = sheet.S(text)
			}
		}
		row[column.LicenceEnd] = f.Application.LicenceEnd.Cell()
		if f.Application.Grade > 0 {
			row[column.Grade] = sheet.I(f.Application.Grade)
		}
		rows = append(rows, row)
	}
	return rows
}

func renewal(a *assist.Application) map[column.Header]string {
	return map[column.Header]string{
		column.Business: string(assist.Reverification), column.Licence: a.Licence, column.Shop: a.Shop, column.Operator: a.Operator,
		column.Phone: a.Phone, column.Address: a.Address, column.Market: a.Market, column.Cycle: string(a.Cycle), column.OrderDay: a.OrderDay,
		column.Household: a.Household, column.Hardship: string(a.Hardship),
		column.DibaoNo: a.DibaoNo, column.DisabledBy: a.DisabledBy, column.Relation: a.Relation,
	}
}
