package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// signals are the supervision signals by code: what each one measures, never
// what it would mean.
var signals = signalsOf(assist.Rules())

type signal struct{ code, name string }

func signalsOf(rules []assist.Rule) []signal {
	var list []signal
	for _, r := range rules {
		if r.Level == assist.LevelSignal {
			list = append(list, signal{r.Code, r.Short})
		}
	}
	return list
}

// Supervision is 监督清单 for 内管科: a summary, one sheet a signal with room for
// an answer, and the licences to look after.
func Supervision(f assist.Facts) sheet.Book {
	r := newRolling(f)
	pages := []sheet.Page{r.watchSummary()}
	for _, s := range signals {
		pages = append(pages, r.watchPage(s.code, s.name))
	}
	pages = append(pages, licenceList(f))
	return bound("弱势群体客户帮扶监督清单 "+f.Week.String(), f.At, pages...)
}

// watchSummary is 监督汇总: by unit and signal, then by signal.
func (r rolling) watchSummary() sheet.Page {
	p := r.page(assist.WatchSheet, "帮扶工作监督汇总", "条")
	p.Notes = []string{
		"期间：" + span(r.Period) + "。以下是依据数据列出的指标，供" + r.Terms.Office.SupervisionDesk() + "核查，不是结论。",
		"核查后在各信号表的“答复”列填写说明，把本工作簿放入 收件箱/市局；“答复”列已有答复的不用再答，列出供查对。",
	}
	if none := r.silent(); len(none) > 0 {
		p.Notes = append(p.Notes, "本周没有的信号，其工作表已隐藏、不打印："+strings.Join(none, "、")+"。")
	}
	p.Blocks = []sheet.Block{r.byUnit(), r.bySignal()}
	return p
}

// silent are the signals that nobody gave.
func (r rolling) silent() []string {
	var codes []string
	for _, s := range signals {
		if !slices.ContainsFunc(r.Signals, func(x assist.Signal) bool { return x.Code == s.code }) {
			codes = append(codes, s.code)
		}
	}
	return codes
}

func (r rolling) bySignal() sheet.Block {
	b := sheet.Block{Title: "按信号", Columns: narrow(heads(column.SignalCode, long(column.Indicator), column.Count, column.AnsweredCount, column.Unanswered), map[column.Header]float64{column.Indicator: 26})}
	for _, s := range signals {
		n, answered := 0, 0
		for _, x := range r.Signals {
			if x.Code == s.code {
				n++
				if x.Reply != "" {
					answered++
				}
			}
		}
		b.Rows = append(b.Rows, append(texts(s.code, s.name), ints(n, answered, n-answered)...))
	}
	b.Total = totalled(b.Columns, b.Rows, column.Count, column.AnsweredCount, column.Unanswered)
	return b
}

func (r rolling) byUnit() sheet.Block {
	names := []column.Header{column.Unit}
	at := map[string]int{}
	for i, s := range signals {
		names = append(names, column.Header(s.code+" "+s.name))
		at[s.code] = i
	}
	b := sheet.Block{Title: "按县区", Columns: heads(append(names, column.Subtotal)...), Empty: "没有报送单位", Filter: true}
	counts := map[string][]int{}
	var order []string
	of := func(unit string) []int {
		if counts[unit] == nil {
			counts[unit] = make([]int, len(signals)+1)
			order = append(order, unit)
		}
		return counts[unit]
	}
	for _, u := range r.Terms.Units {
		of(u.Name)
	}
	for _, x := range r.Signals {
		if i, known := at[x.Code]; known {
			of(x.Unit)[i]++
			of(x.Unit)[len(signals)]++
		}
	}
	for _, unit := range order {
		b.Rows = append(b.Rows, append(texts(unit), ints(counts[unit]...)...))
	}
	b.Total = totalled(b.Columns, b.Rows, append(names[1:], column.Subtotal)...)
	return b
}

// watchPage is one signal's sheet.
func (r rolling) watchPage(code, name string) sheet.Page {
	p := r.page(code, code+" "+name, "")
	p.Right, p.Sign = "填报日期："+r.Today.String(), nil // each figure bears its own unit
	b := sheet.Block{Empty: "本周无此信号", Filter: true,
		Columns: narrow(heads(column.Signal, column.SignalCode, column.Unit, column.Licence, long(column.Shop), long(column.Indicator), long(column.Figure), long(column.Threshold), long(column.Span), long(column.Basis), long(column.Answered)),
			map[column.Header]float64{column.Signal: 18, column.Shop: 18, column.Indicator: 22, column.Figure: 18, column.Threshold: 16, column.Span: 24, column.Basis: 40, column.Answered: 30})}
	for _, x := range r.Signals {
		if x.Code != code {
			continue
		}
		basis := x.Basis
		if len(x.Others) > 0 {
			basis = joined(basis, "涉及许可证 "+listed(x.Others, 20), "；")
		}
		row := append(texts(x.Number, x.Code, x.Unit, x.Licence, r.shop(x.Licence), x.Measure), figured(x.Value), figured(x.Threshold), figured(x.Span))
		b.Rows = append(b.Rows, append(row, texts(basis, x.Reply)...))
	}
	p.Blocks = []sheet.Block{b}
	p.Hidden = len(b.Rows) == 0 // nothing to answer and nothing to print
	return p
}

// figured is a figure of a signal, such as 38 天 or a day, as a number or a date
// that sorts; one that is told in words stays a text.
func figured(value string) sheet.Value {
	if d, ok := assist.ParseDate(value); ok {
		return d.Cell()
	}
	number, what, _ := strings.Cut(value, " ")
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil || strings.ContainsAny(what, " 0123456789，") {
		return sheet.S(value)
	}
	return sheet.Counted(n, what)
}

// listed joins the first of a list and says how many there are.
func listed(list []string, most int) string {
	s := ""
	for _, x := range list[:min(len(list), most)] {
		s = joined(s, x, "、")
	}
	if len(list) > most {
		s += fmt.Sprintf(" 等 %d 个", len(list))
	}
	return s
}
