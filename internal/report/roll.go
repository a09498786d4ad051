package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// Roll is 备案汇总表: who reported, who is on the roll and why, who changed, what
// waits, and that every row read is accounted for.
func Roll(f assist.Facts) sheet.Book {
	r := newRolling(f)
	return bound("弱势群体客户帮扶备案汇总表 "+f.Week.String(), f.At,
		r.summary(), r.list(), r.changes(), r.waiting(), r.balance(), r.sources(), r.terms())
}

// rolling is the facts of a 备案汇总表, looked up once.
type rolling struct {
	assist.Facts
	people
	result       func() map[string]assist.Outcome // 本周结果, by unit|licence; made when the roll asks for it
	refusalsOpen func() map[string]bool           // receipts of files of which all, or a sheet, was refused and is still awaited
	ends         func() []assist.Date             // see Roster.EndsBefore; made for the first who left by the calendar
	rank         func(unit string) int            // of the units
}

func newRolling(f assist.Facts) rolling {
	return rolling{
		Facts: f, people: peopleOf(f), rank: f.Terms.Rank(),
		result:       sync.OnceValue(func() map[string]assist.Outcome { return resultsOf(f) }),
		refusalsOpen: sync.OnceValue(func() map[string]bool { return openReceipts(f) }),
		ends:         sync.OnceValue(func() []assist.Date { return f.Roster.EndsBefore() }),
	}
}

// openReceipts are the receipts of the files that 退回与待核 names as refused.
func openReceipts(f assist.Facts) map[string]bool {
	open := map[string]bool{}
	for _, t := range f.OpenRefusals("") {
		open[t.Receipt] = true
	}
	for _, x := range f.OpenSheets("") {
		open[x.Receipt] = true
	}
	for _, t := range f.Files { // the city's registers and plans are told among the faults
		if t.Unit == assist.City && len(t.RefusedSheets()) > 0 && f.UnusedUnder(t.Receipt) {
			open[t.Receipt] = true
		}
	}
	return open
}

// resultsOf are 本周结果 by unit|licence.
func resultsOf(f assist.Facts) map[string]assist.Outcome {
	all := map[string]assist.Outcome{}
	for row := range f.WeekRows("") {
		all[row.Unit+"|"+row.Licence] = row.Verdict.Outcome
	}
	return all
}

// page is the frame of one sheet.
func (r rolling) page(name, title, measure string) sheet.Page {
	return sheet.Page{Name: name, Title: title, Left: "填报单位：" + issuer(r.Facts, ""), Right: dated(r.Facts, measure), Sign: signatures}
}

// summary is 汇总: what is to be done stands whole above the sums, how they count below.
func (r rolling) summary() sheet.Page {
	p := r.page("汇总", "弱势群体客户帮扶备案汇总表", "户")
	p.Notes = []string{"统计周：" + span(r.Period) + "；供货周：" + r.Week.String() + "。"}
	b := sheet.Block{Filter: true, Empty: "没有报送单位：请在政策参数的“县区”表中填写",
		Columns: narrow(heads(column.Unit, column.Reporting, column.Applications, column.Filed, column.Held, column.Returned, column.Ineligible, column.OnRoll, column.DibaoCount, column.DisabilityCount, column.TemporaryCount, column.Joined, column.Exited, column.FirstReceived, column.Deadline),
			map[column.Header]float64{column.FirstReceived: 17, column.Deadline: 17, column.Reporting: 19})}
	units, sum := assist.Tallies(r.Facts)
	for _, t := range units {
		b.Rows = append(b.Rows, tallyRow(t, stateOf(t.Report), moment(t.Report.First), moment(t.Report.Deadline)))
	}
	if len(b.Rows) > 0 {
		b.Total = tallyRow(sum, sheet.S(stateCounts(units)), sheet.Value{}, sheet.Value{})
	}
	first, below := r.toDo()
	if len(first) > 0 {
		p.Blocks = append(p.Blocks, prose(fmt.Sprintf("须处理（%d 项）", len(first)), numbered(first)...))
	}
	below = append(below, howCounted)
	below = append(below, clearedNote(sum.Cleared(), string(column.OnRoll))...)
	p.Blocks = append(p.Blocks, b, prose("", below...))
	if comparing(units, func(t assist.Tally) int { return t.Enrolled }) {
		p.Chart = &sheet.Chart{Title: "各县区在册户数（按困难类别）", Labels: 0, Series: []int{8, 9, 10}, Stacked: true}
	}
	return p
}

// howCounted says how 汇总 counts.
const howCounted = "申请 = 备案 + 待核 + 退回 + 不符合，每个许可证只计本周最后一行（退出、复核、变更被接受的计入备案）；新增、退出按本周名单变动计；在册及三类为本次运行时的名单，含暂停。"

func tallyRow(t assist.Tally, state, first, deadline sheet.Value) []sheet.Value {
	row := append(texts(t.Unit), state)
	row = append(row, ints(t.Applications, t.Filed, t.Held, t.Returned, t.Ineligible, t.Enrolled,
		t.Classes[0], t.Classes[1], t.Classes[2], t.Joined, t.Left)...)
	return append(row, first, deadline)
}

// stateOf is 报送状态 with its colour.
func stateOf(r assist.UnitReport) sheet.Value {
	tone := map[assist.ReportState]sheet.Tone{assist.Reported: sheet.Good, assist.Late: sheet.Wait, assist.Silent: sheet.Bad}
	return sheet.S(string(r.State)).With(tone[r.State])
}

// stateCounts counts the units by 报送状态.
func stateCounts(units []assist.Tally) string {
	var parts []string
	for _, s := range []assist.ReportState{assist.Reported, assist.Late, assist.Silent} {
		n := 0
		for _, t := range units {
			if t.Report.State == s {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%s%d", s, n))
		}
	}
	return strings.Join(parts, "、")
}

// toDo is what somebody of the city is to do, the doubts first; of a long doubt a short
// sentence, and what it says whole below.
func (r rolling) toDo() (first, whole []string) {
	for _, x := range r.Faults {
		if d := x.Doubt; x.Topic == assist.OfDoubt && utf8.RuneCountInString(x.Text) > shortDoubt {
			whole = append(whole, x.Text)
			x.Text = d.Category() + "（回执 " + d.Receipt + "）有疑，涉及在册" + d.Concerned(r.roster, r.Terms) + "；全文在表的后面，请在 待办_市局 的“待确认”里核实"
		}
		first = append(first, strings.TrimRight(x.Text, "。")+"。")
	}
	if !r.Misses(assist.RegisterForm, assist.Week{}) {
		first = append(first, r.registerNote()...)
	}
	return append(first, r.standardNote()...), whole
}

// shortDoubt is how many characters a doubt may have that is told whole before all else.
const shortDoubt = 240

// registerNews tells a unit that 许可证状态 is missing or old, which the city sees to.
func (r rolling) registerNews() []string {
	days := r.Terms.Limit(assist.RegisterDays, r.Today).Int()
	desk := r.Terms.Office.LicensingDesk()
	_, several := r.UndecidedOf(assist.RegisterForm, assist.Week{})
	switch age := int(r.Today - r.Register.Day); {
	case !r.Register.Present() && several:
		return []string{"许可证状态登记市局收到几份，还没有定用哪一份，许可证是否有效只按申请表填写的有效期判断；由" + desk + "处理，县区不用处理。"}
	case !r.Register.Present():
		return []string{"许可证状态登记还没有，许可证是否有效只按申请表填写的有效期判断；由" + desk + "报送，县区不用处理。"}
	case age > days && !r.registerDoubted():
		return []string{fmt.Sprintf("许可证状态已 %d 天未更新（%s），由%s更新，县区不用处理。", age, r.Register.Day, desk)}
	}
	return nil
}

// registerNote says that 许可证状态 is missing or old.
func (r rolling) registerNote() []string {
	days := r.Terms.Limit(assist.RegisterDays, r.Today).Int()
	_, several := r.UndecidedOf(assist.RegisterForm, assist.Week{})
	switch age := int(r.Today - r.Register.Day); {
	case !r.Register.Present() && several: // of those that came their own sentence asks
		return nil
	case !r.Register.Present():
		return []string{"缺许可证状态：市局尚未投放许可证状态，许可证是否有效只按申请表填写的有效期判断。请" + r.Terms.Office.LicensingDesk() + "把“许可证状态”放入 收件箱/市局。"}
	case age > days && !r.registerDoubted():
		return []string{fmt.Sprintf("许可证状态已 %d 天未更新（%s），超过 %d 天。请%s更新。", age, r.Register.Day, days, r.Terms.Office.LicensingDesk())}
	}
	return nil
}

// registerDoubted reports whether a newer register has come that waits for a word.
func (r rolling) registerDoubted() bool {
	return slices.ContainsFunc(r.Doubts, func(d assist.Doubt) bool { return d.Kind == assist.RegisterDoubt })
}

// agedByDay are the units of aged standards by the day since when each has held, and those
// days in their order.
func agedByDay(aged []assist.Aged) (days []assist.Date, units map[assist.Date][]string) {
	units = map[assist.Date][]string{}
	for _, a := range aged {
		units[a.From] = append(units[a.From], a.Unit)
	}
	return slices.Sorted(maps.Keys(units)), units
}

// sinceWhen names the units of aged standards, of so many in all, and since when these
// have held.
func sinceWhen(aged []assist.Aged, all int) string {
	var parts []string
	days, units := agedByDay(aged)
	for _, d := range days {
		names := strings.Join(units[d], "、")
		if n := len(units[d]); n == all && n > 1 {
			names = fmt.Sprintf("全部 %d 个单位", n)
		}
		parts = append(parts, fmt.Sprintf("%s（%s 起）", names, d))
	}
	return strings.Join(parts, "；")
}

// standardNote names the units whose dibao standard is older than the limit or missing.
func (r rolling) standardNote() []string {
	aged, none := r.Terms.Standards(r.Today)
	var notes []string
	if len(aged) > 0 {
		notes = append(notes, fmt.Sprintf("标准可能已更新：低保标准生效超过 %d 个月仍在使用：%s。请核对政策参数的“低保标准”。", r.Terms.Limit(assist.StandardMonths, r.Today).Int(), sinceWhen(aged, len(r.Terms.Units))))
	}
	if len(none) > 0 {
		notes = append(notes, "缺低保标准："+strings.Join(none, "、")+"。请在政策参数的“低保标准”中补录。")
	}
	return notes
}
