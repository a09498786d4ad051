package report

import (
	"fmt"
	"slices"
	"sort"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// besides are the columns put behind 名单调整 so that the city knows the case.
var besides = []column.Header{column.Unit, column.Shop, column.Operator, column.Hardship, column.Applied, long(column.ToConfirm), column.Since, long(column.Source)}

// CityWaiting is 待办_市局: 名单调整 prefilled with each licence that waits for
// 确认, and 待确认 with each doubt, 动作 left empty; a row without 动作 counts as
// blank when it is dropped back.
func CityWaiting(f assist.Facts, form, doubts FormPage) sheet.Book {
	r := newRolling(f)
	waiting := r.confirmations()
	rows := make([]map[column.Header]sheet.Value, len(waiting))
	for i, c := range waiting {
		rows[i] = c.prefilled(r)
	}
	p := form(rows)
	p.Name = string(assist.AdjustmentForm)
	p.Notes = append(p.Notes, fmt.Sprintf("等待市局确认 %d 户。同意的在“动作”填“确认”，核对生效日期，写明原因和经办人，放入 收件箱/市局；不同意的整行留空或删除，“动作”空着的行不起作用。", len(waiting)),
		"生效日期须在申请日期当天至其后 "+fmt.Sprint(r.confirmDays())+" 天之内；空着的已超过期限，不能再确认，请补录参数或更新许可证状态。")
	if n := r.expired(); len(n) > 0 {
		p.Notes = append(p.Notes, fmt.Sprintf("另有 %d 户申请日期已过 %d 天，不能再确认，已转由县区重新申请：%s。", len(n), r.confirmDays(), listed(n, 10)))
	}
	if len(waiting) == 0 {
		p.Notes = append(p.Notes, "目前没有等待市局确认的申请。")
	}
	attach(&p, waiting, r)
	return bound("待办 "+assist.City, f.At, p, r.settlements(doubts))
}

// settlements is 待确认: each doubt, and each file of an earlier week that was refused as
// a whole and has not come again, 动作 left empty.
func (r rolling) settlements(form FormPage) sheet.Page {
	lingering := slices.DeleteFunc(r.Lingering(), func(d assist.Doubt) bool { return !assist.WeekOf(d.Since).Before(r.Period) })
	var rows []map[column.Header]sheet.Value
	for _, d := range slices.Concat(r.Doubts, lingering) {
		rows = append(rows, map[column.Header]sheet.Value{
			column.Receipt: sheet.S(d.Receipt), column.Sort: sheet.S(d.Category()), column.Doubt: sheet.S(d.What), column.Customers: sheet.I(len(d.Licences)), column.Since: d.Since.Cell(),
		})
	}
	p := form(rows)
	p.Name = string(assist.SettlementForm)
	p.Notes = append(p.Notes, fmt.Sprintf("有疑、等待核实的文件 %d 份。无误的在“动作”填“确认”，按原样采用；有误的填“作废”，当作没有来过；写明原因和经办人，放入 收件箱/市局。三格都空着的行不起作用。", len(r.Doubts)))
	if len(lingering) > 0 {
		p.Notes = append(p.Notes, fmt.Sprintf("另有往周整份退回、至今没有重报的文件 %d 份，每周都会提醒报送单位。已用别的文件报过或不再报的，在“动作”填“作废”，就不再提醒；不能填“确认”。", len(lingering)))
	}
	for _, u := range r.Undecided { // nobody can 确认 one of them: its bytes say no more than the others'
		p.Notes = append(p.Notes, u.Sentence(r.Terms.Office)+"。")
	}
	if len(rows)+len(r.Undecided) == 0 {
		p.Notes = append(p.Notes, "目前没有有疑的文件。")
	}
	return p
}

// confirmation is a held row and the findings that wait for the city.
type confirmation struct {
	assist.JudgedApplication
	open []assist.Finding
}

// confirmable reports whether 确认 would settle something of a row.
func confirmable(v assist.Judged) bool {
	return v.Outcome == assist.Held && slices.ContainsFunc(v.Findings, asksConfirm)
}

// asksConfirm reports a question that only the city answers, and still may.
func asksConfirm(x assist.Finding) bool { return x.Asks(assist.TurnCity) && !x.Expired() }

// confirmations lists the rows that wait for 确认, by unit.
func (r rolling) confirmations() []confirmation {
	var list []confirmation
	for row := range r.LastRows("") {
		c := confirmation{JudgedApplication: row}
		for _, x := range row.Verdict.Findings {
			if asksConfirm(x) {
				c.open = append(c.open, x)
			}
		}
		if row.Verdict.Outcome == assist.Held && len(c.open) > 0 {
			list = append(list, c)
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return r.rank(list[i].Unit) < r.rank(list[j].Unit) })
	return list
}

// expired names the rows of which the county applies anew, since no 确认 came in time.
func (r rolling) expired() []string {
	var names []string
	for row := range r.LastRows("") {
		if row.Verdict.Outcome == assist.Held && slices.ContainsFunc(row.Verdict.Findings, assist.Finding.Expired) {
			names = append(names, row.Unit+" "+row.Licence)
		}
	}
	return names
}

func (r rolling) confirmDays() int { return r.Terms.Limit(assist.ConfirmDays, r.Today).Int() }

// prefilled is a row of 名单调整 without its 动作.
func (c confirmation) prefilled(r rolling) map[column.Header]sheet.Value {
	row := map[column.Header]sheet.Value{column.Licence: sheet.S(c.Licence)}
	from := max(r.Today, c.Applied)
	if c.Applied != 0 && from <= c.Applied+assist.Date(r.confirmDays()) {
		row[column.From] = from.Cell()
	}
	return row
}

// about is what stands behind 名单调整 for one row.
func (c confirmation) about(r rolling) []sheet.Value {
	own := func(s string) string { return r.shown(c.Licence, s) }
	what := ""
	for _, x := range c.open {
		what = joined(what, x.Code+" "+counted(x), "；")
	}
	return slices.Concat(texts(c.Unit, own(c.Shop), own(c.Operator), own(string(c.Hardship))), dates(c.Applied), texts(what), dates(c.Verdict.Since), texts(c.Place.Words()))
}

// attach puts the columns of besides behind the form's table.
func attach(p *sheet.Page, list []confirmation, r rolling) {
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if len(b.Rows) < len(list) || !hasHeader(b.Columns, column.Action) {
			continue
		}
		b.Filter = true
		width := len(b.Columns)
		b.Columns = append(b.Columns[:width:width], narrow(heads(besides...), map[column.Header]float64{column.ToConfirm: 40, column.Source: 24, column.Shop: 18})...)
		for j, c := range list {
			row := append([]sheet.Value(nil), b.Rows[j]...)
			for len(row) < width {
				row = append(row, sheet.Value{})
			}
			b.Rows[j] = append(row, c.about(r)...)
		}
		return
	}
}

func hasHeader(columns []sheet.ColumnSpec, header column.Header) bool {
	for _, c := range columns {
		if c.Header == header {
			return true
		}
	}
	return false
}
