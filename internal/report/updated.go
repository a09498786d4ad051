package report

import (
	"fmt"
	"slices"
	"strings"

	"bangfu/internal/assist"
)

// updateTitle heads what an updated receipt tells anew.
const updateTitle = "这次更新了什么"

// updateWords say, in a line, why the receipt was written again.
func (r Reply) updateWords() string {
	if len(r.updatedLines()) == 0 {
		return r.updateWord() + "，以本回执为准"
	}
	return r.updateWord() + "，见“" + updateTitle + "”；以本回执为准"
}

// updateWord is the same in a few words.
func (r Reply) updateWord() string {
	all, turned := len(r.Taken.Rejudged), 0
	for _, x := range r.Taken.Rejudged {
		if x.Was != x.Is || x.Resent {
			turned++
		}
	}
	switch {
	case all == 0 && slices.ContainsFunc(r.justSettled(), func(s assist.Settled) bool { return s.Frozen }):
		return "已定稿"
	case all == 0 && slices.ContainsFunc(r.justSettled(), func(s assist.Settled) bool { return s.Waits }):
		return "另有更晚的一份待核实"
	case all == 0 && len(r.justSettled()) > 0 && len(r.Taken.Undecided) > 0:
		return "用哪一份已定"
	case all == 0 && len(r.justSettled()) > 0:
		return "疑点已了结"
	case all == 0 && len(r.Doubts) > 0:
		return "疑点有变化"
	case all == 0:
		return "内容有更新"
	case turned == 0:
		return fmt.Sprintf("各行结果不变，%d 行的问题有变化", all)
	}
	return fmt.Sprintf("%d 行的结果有变化", turned)
}

// updatedLines tell what is new: how a doubt ended, then row by row.
func (r Reply) updatedLines() [][2]string {
	var lines [][2]string
	for _, s := range r.justSettled() {
		lines = append(lines, [2]string{wholeTitle, s.Words()})
	}
	return append(lines, r.rejudgedLines()...)
}

// justSettled are the doubts that ended with the run that writes this receipt again.
func (r Reply) justSettled() []assist.Settled {
	return slices.DeleteFunc(slices.Clone(r.Taken.Settled), func(s assist.Settled) bool { return r.Update == 0 || !s.At.Equal(r.At) })
}

// rejudgedLines are a line for each row that was judged otherwise than before.
func (r Reply) rejudgedLines() [][2]string {
	const shown = 50
	var lines [][2]string
	for _, x := range r.Taken.Rejudged[:min(len(r.Taken.Rejudged), shown)] {
		lines = append(lines, [2]string{fmt.Sprintf("%s第%d行", x.Sheet, x.Row), rejudgedWords(x)})
	}
	if n := len(r.Taken.Rejudged) - shown; n > 0 {
		lines = append(lines, [2]string{"其余", fmt.Sprintf("还有 %d 行有变化，见各行“结果”“问题”列。", n)})
	}
	return lines
}

// rejudgedWords say what became of a row, and why: 待核 → 备案：市局已确认 Q303（…）.
func rejudgedWords(x assist.Rejudged) string {
	if x.Resent {
		return string(x.Was) + " → " + replacedWord + "：" + assist.Judged{Standing: assist.Resent, By: x.By}.ReplacedWords() + "，以那一行为准"
	}
	s := "仍为" + string(x.Is)
	if x.Was != x.Is {
		s = string(x.Was) + " → " + string(x.Is)
	}
	var why []string
	for _, part := range []struct {
		codes        []string
		before, then string
	}{{byTurn(x.Settled, assist.TurnCity), "市局已确认 ", ""}, {byTurn(x.Settled, assist.TurnCounty), "县区已核实 ", ""}, {x.Gone, "不再有 ", ""}, {x.Come, "新出现 ", ""}, {x.Reworded, "", "的说明有更新"}} {
		if len(part.codes) > 0 {
			why = append(why, part.before+codesInWords(part.codes)+part.then)
		}
	}
	if len(why) == 0 {
		why = []string{"认定依据有更新"}
	}
	return s + "：" + strings.Join(why, "；")
}

// byTurn are the codes that are somebody's to answer.
func byTurn(codes []string, turn assist.Turn) []string {
	return slices.DeleteFunc(slices.Clone(codes), func(code string) bool { return assist.RuleOf(code).Answer != turn })
}

// codesInWords are rules with what they are about: Q303（有低保证但收入不低于标准）、N605（没有销售历史）.
func codesInWords(codes []string) string {
	words := make([]string, len(codes))
	for i, code := range codes {
		words[i] = code
		if s := assist.RuleOf(code).Short; s != "" {
			words[i] += "（" + s + "）"
		}
	}
	return strings.Join(words, "、")
}

// tellAnew makes of a receipt that is written again what is true when it is: rows that
// were sent again are told with the row that stands for them, and hints and words that
// the facts have overtaken are left out or put right.
func (r *Reply) tellAnew(f assist.Facts) {
	rows, resent := f.ResentRows(r.Taken, withoutOvertaken(f, r.Applications))
	r.Applications = rows
	r.Taken.Rejudged = append(slices.Clone(r.Taken.Rejudged), resent...)
	r.Before = r.Before.without(rows)
	now := f.StrangersNow(r.Taken.Unit)
	for i, row := range r.Others {
		found := slices.Clone(row.Findings)
		for j := range found {
			found[j] = now(row.Place, found[j])
		}
		r.Others[i].Findings = found
	}
}

// without is an earlier receipt without what it said of customers who were sent again:
// whether that was mended shows in the receipt of the file that has them now.
func (e *Earlier) without(rows []assist.JudgedApplication) *Earlier {
	if e == nil {
		return nil
	}
	resent := map[string]bool{}
	for _, row := range rows {
		if row.Licence != "" && row.Verdict.Standing == assist.Resent {
			resent[row.Licence] = true
		}
	}
	left := slices.DeleteFunc(slices.Clone(e.Findings), func(x assist.Finding) bool { return resent[x.Licence] })
	return &Earlier{Receipt: e.Receipt, Findings: left}
}

// overtaken are the hints that the facts may have overtaken since their row was
// judged: what a receipt says again is to be true when it is said.
var overtaken = map[string]func(assist.Facts, assist.Finding) bool{
	"N604": func(f assist.Facts, x assist.Finding) bool {
		filing, on := f.Roster.Find(x.Licence)
		return !on || filing.Due > f.Today+assist.Date(f.Terms.Limit(assist.DueDays, f.Today).Int())
	},
	"N605": func(f assist.Facts, x assist.Finding) bool { return f.Selling[x.Licence].OnFile || left(f, x.Licence) },
}

// left reports whether a customer was on the roll and is no more.
func left(f assist.Facts, licence string) bool {
	filing, known := f.Roster.Last(licence)
	return known && !filing.On()
}

// withoutOvertaken are the rows of a receipt that is written again, without the hints
// that are true no more.
func withoutOvertaken(f assist.Facts, rows []assist.JudgedApplication) []assist.JudgedApplication {
	for i := range rows {
		v := &rows[i].Verdict
		v.Findings = slices.DeleteFunc(slices.Clone(v.Findings), func(x assist.Finding) bool {
			gone := overtaken[x.Code]
			return gone != nil && gone(f, x)
		})
	}
	return rows
}
