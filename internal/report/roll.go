package report

import (
	"fmt"
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
	rank         func(unit string) int            // of the units
}

func newRolling(f assist.Facts) rolling {
	return rolling{Facts: f, people: peopleOf(f), result: sync.OnceValue(func() map[string]assist.Outcome { return resultsOf(f) }), refusalsOpen: sync.OnceValue(func() map[string]bool { return openReceipts(f) }), rank: f.Terms.Rank()}
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
		if t.Unit == assist.City && len(t.RefusedSheets()) > 0 && slices.ContainsFunc(f.Faults, func(s string) bool { return strings.Contains(s, t.Receipt) }) {
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

// summary is 汇总.
func (r rolling) summary() sheet.Page {
	p := r.page("汇总", "弱势群体客户帮扶备案汇总表", "户")
	p.Notes = r.summaryNotes()
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
	p.Notes = append(p.Notes, clearedNote(sum.Cleared(), string(column.OnRoll))...)
	p.Blocks = []sheet.Block{b}
	if !comparing(units, func(t assist.Tally) int { return t.Enrolled }) {
		return p
	}
	p.Chart = &sheet.Chart{Title: "各县区在册户数（按困难类别）", Labels: 0, Series: []int{8, 9, 10}, Stacked: true}
	return p
}

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

// summaryNotes says what a reader of 汇总 must know first.
func (r rolling) summaryNotes() []string {
	inDoubt := func(s string) bool {
		return slices.ContainsFunc(r.Doubts, func(d assist.Doubt) bool { return strings.HasPrefix(s, d.Sentence(r.roster, r.Terms)) })
	}
	notes, whole := r.headlines(only(r.Faults, inDoubt))
	notes = append(append(notes, "统计周："+span(r.Period)+"；供货周："+r.Week.String()+"。"), whole...)
	for _, s := range only(r.Faults, func(s string) bool { return !inDoubt(s) }) {
		notes = append(notes, "须处理："+strings.TrimRight(s, "。")+"。")
	}
	if !slices.ContainsFunc(r.Faults, r.tellsOfRegister) {
		notes = append(notes, r.registerNote()...)
	}
	notes = append(notes, r.standardNote()...)
	return append(notes, "申请 = 备案 + 待核 + 退回 + 不符合，每个许可证只计本周最后一行（退出、复核、变更被接受的计入备案）；新增、退出按本周名单变动计；在册及三类为本次运行时的名单，含暂停。")
}

// shortNote is how many characters of a doubt leave room above the table for the lines
// that must stand there too.
const shortNote = 240

// headlines are the doubts as they stand before all: as they are told, or, when there
// are several or one is long, each in a short line, with all of it later on.
func (r rolling) headlines(sentences []string) (short, whole []string) {
	if n := len(sentences); n == 0 || n == 1 && utf8.RuneCountInString(sentences[0]) <= shortNote {
		return sentences, nil
	}
	for _, d := range r.Doubts {
		short = append(short, d.Category()+"（回执 "+d.Receipt+"）有疑，涉及在册"+d.Concerned(r.roster, r.Terms)+"；请在 待办_市局 的“待确认”里核实。")
	}
	return short, sentences
}

// tellsOfRegister reports whether a fault is that there is no 许可证状态.
func (r rolling) tellsOfRegister(fault string) bool {
	return !r.Register.Present() && strings.HasPrefix(fault, "还没有"+string(assist.RegisterForm))
}

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
	case age > days:
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
	case age > days:
		return []string{fmt.Sprintf("许可证状态已 %d 天未更新（%s），超过 %d 天。请%s更新。", age, r.Register.Day, days, r.Terms.Office.LicensingDesk())}
	}
	return nil
}

// standardNote names the units whose dibao standard is older than the limit or missing.
func (r rolling) standardNote() []string {
	aged, none := r.Terms.Standards(r.Today)
	var old []string
	for _, a := range aged {
		old = append(old, fmt.Sprintf("%s（%s 起）", a.Unit, a.From))
	}
	var notes []string
	if len(old) > 0 {
		notes = append(notes, fmt.Sprintf("标准可能已更新：低保标准生效超过 %d 个月仍在使用：%s。请核对政策参数的“低保标准”。", r.Terms.Limit(assist.StandardMonths, r.Today).Int(), strings.Join(old, "、")))
	}
	if len(none) > 0 {
		notes = append(notes, "缺低保标准："+strings.Join(none, "、")+"。请在政策参数的“低保标准”中补录。")
	}
	return notes
}
