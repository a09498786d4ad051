package check

import (
	"fmt"
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// Adjust judges the city's 名单调整 (C301, 五.6) and gives the rows that hold.
// known are the licences that have applied or apply in this run; whoever was
// ever on the roll is known too, and for a 确认 whoever the register lists.
// ahead are the rows accepted earlier that come into force after the run's day.
func Adjust(sub *assist.Submission, roster *assist.Roster, register assist.Register, known map[string]bool, t assist.Terms, ahead []assist.Adjustment) ([]assist.Adjustment, []assist.Judged) {
	no := refused(sub, t)
	exits := slices.DeleteFunc(slices.Concat(ahead, sub.Adjustments), func(a assist.Adjustment) bool { return a.Action != assist.Remove })
	var kept []assist.Adjustment
	var judged []assist.Judged
	for _, r := range sub.Adjustments {
		l := &subject{Row: r.Row, licence: r.Licence, city: true}
		filing, filed := roster.Last(r.Licence)
		_, listed := register.Licences[r.Licence]
		l.add(adjustFindings(l, r, filed || known[r.Licence] || listed && r.Action == assist.Confirm)...)
		l.add(resumesGone(l, r, filing, exits)...)
		j := l.judged(assist.AdjustmentForm, no.of(r.Sheet))
		judged = append(judged, j)
		if j.Outcome == assist.Filed {
			kept = append(kept, r)
		}
	}
	return kept, judged
}

// resumesGone is C301: a 恢复 after 退出, which is final. A lapse is none: a
// 复核 may undo it.
func resumesGone(l *subject, r assist.Adjustment, filing assist.Filing, exits []assist.Adjustment) []assist.Finding {
	if r.Action != assist.Resume {
		return nil
	}
	if filing.Exited != 0 && filing.ExitReason != assist.ReasonLapsed {
		return l.one("C301", column.Action, "该客户已于 "+filing.Exited.String()+" 退出，退出后不能恢复；确需帮扶的，请由县区重新申报新增")
	}
	for _, x := range exits {
		if x.Licence == r.Licence && x.From <= r.From {
			return l.one("C301", column.Action, "该客户自 "+x.From.String()+" 起退出，退出后不能恢复；退出写错的，请市局先核实，再由县区重新申报新增")
		}
	}
	return nil
}

// actions is the column whose list is what 名单调整 may do.
var actions, _ = column.Adjustment.Find(column.Action)

// adjustFindings is C301 and what could not be read of a row.
func adjustFindings(l *subject, r assist.Adjustment, known bool) []assist.Finding {
	if r.Licence == "" && l.Text(column.Licence) == "" {
		return []assist.Finding{l.nobody(noCustomer)}
	}
	list := l.licenceNumber()
	if len(list) == 0 && r.Licence != "" && !known {
		f := l.finding("C301", column.Licence, "许可证号不认识：既不在册，也没有待核的申请")
		f.Case = assist.UnknownLicence
		list = append(list, f)
	}
	switch r.Action {
	case assist.Confirm, assist.Suspend, assist.Resume, assist.Remove:
	default:
		f := l.finding("C301", column.Action, "动作“"+l.Text(column.Action)+"”不认识，应为"+anyOf(actions.Choices))
		list = append(list, maybe(f, assist.Meant(l.Text(column.Action), actions.Choices)))
	}
	if r.Until != 0 && r.From != 0 && r.Until < r.From {
		list = append(list, l.finding("C301", column.To, "截止日期 "+r.Until.String()+" 早于生效日期 "+r.From.String()))
	}
	for _, f := range l.Faults {
		list = append(list, l.valueFault(f)...)
	}
	return list
}

// Decisions judges what the rows of the city's 名单调整 and 待确认 say by themselves (C301):
// the action, the dates, and what cannot be read. What they meet on the roll, and
// which doubts are open, is known only when they are sent: see Adjust and Confirm.
func Decisions(sub *assist.Submission, t assist.Terms) []assist.Judged {
	no := refused(sub, t)
	var judged []assist.Judged
	for _, r := range sub.Adjustments {
		l := &subject{Row: r.Row, licence: r.Licence, city: true}
		l.add(adjustFindings(l, r, true)...)
		judged = append(judged, l.judged(assist.AdjustmentForm, no.of(r.Sheet)))
	}
	said := answersOf(sub)
	for _, r := range sub.Settlements {
		l := &subject{Row: r.Row, city: true}
		l.add(unreadSettlement(l)...)
		l.add(said.both(l, r)...)
		judged = append(judged, l.judged(assist.SettlementForm, no.of(r.Sheet)))
	}
	return judged
}

// doubted is the doubt that a row of 待确认 is about: file and category.
type doubted struct{ receipt, category string }

// answersGiven are the actions that one file of 待确认 gives, by doubt.
type answersGiven map[doubted]map[assist.Action]bool

func answersOf(sub *assist.Submission) answersGiven {
	said := answersGiven{}
	for _, r := range sub.Settlements {
		d := doubted{r.Doubted, r.Category}
		if said[d] == nil {
			said[d] = map[assist.Action]bool{}
		}
		said[d][r.Action] = true
	}
	return said
}

// both is C301 of a row whose doubt the same file confirms and voids.
func (s answersGiven) both(l *subject, r assist.Settlement) []assist.Finding {
	if a := s[doubted{r.Doubted, r.Category}]; !a[assist.Confirm] || !a[assist.Void] || l.bad[column.Action] {
		return nil
	}
	return l.one("C301", column.Action, "同一份文件又写确认又写作废，两行都没有采用")
}

// Confirm judges the city's 待确认 (C301, 四 and 五.3) and gives the rows that hold:
// each is about a doubt that is open. open are the doubts, settled says what
// became of the file of a receipt that is not in doubt; "" for none of the city's.
func Confirm(sub *assist.Submission, open []assist.Doubt, settled Settled, t assist.Terms) ([]assist.Settlement, []assist.Judged) {
	no := refused(sub, t)
	said := answersOf(sub)
	var kept []assist.Settlement
	var judged []assist.Judged
	for _, r := range sub.Settlements {
		l := &subject{Row: r.Row, city: true}
		l.add(settleFindings(l, r, open, settled)...)
		l.add(said.both(l, r)...)
		j := l.judged(assist.SettlementForm, no.of(r.Sheet))
		judged = append(judged, j)
		if j.Outcome == assist.Filed {
			kept = append(kept, r)
		}
	}
	return kept, judged
}

// Settled tells what became of a file that is not in doubt: how and when its doubt was
// settled, "" when it had none; known is false for what is no register, no plan and no
// file that was refused as a whole.
type Settled func(receipt string) (how assist.Action, on assist.Date, known bool)

func (s Settled) words(receipt string) string {
	switch how, on, known := s(receipt); {
	case !known:
		return "回执号不认识：不是许可证状态或货源计划的回执，也不是整份退回的文件的回执"
	case how != "":
		return fmt.Sprintf("这份文件的疑点已于 %s %s，不用再填", on, how)
	}
	return "这份文件没有待了结的疑点：本来没有，或已由后来的文件代替，或该周已定稿"
}

// settleFindings is C301 and what could not be read of a row.
func settleFindings(l *subject, r assist.Settlement, open []assist.Doubt, settled Settled) []assist.Finding {
	var list []assist.Finding
	if r.Doubted != "" && !slices.ContainsFunc(open, r.About) {
		list = append(list, l.finding("C301", column.Receipt, settled.words(r.Doubted)))
	}
	if r.Action == assist.Confirm && slices.ContainsFunc(open, func(d assist.Doubt) bool { return d.Kind == assist.FileDoubt && r.About(d) }) {
		list = append(list, l.finding("C301", column.Action, "整份退回的文件里没有可以采用的行，不能确认；不再等它重报的填作废"))
	}
	return append(list, unreadSettlement(l)...)
}

// unreadSettlement is C301 and the rest of what could not be read of a row of 待确认.
func unreadSettlement(l *subject) []assist.Finding {
	var list []assist.Finding
	for _, f := range l.Faults {
		if f.Header == column.Action && f.Kind != sheet.Folded {
			text := "动作“" + l.Text(column.Action) + "”不认识，应为确认或作废"
			if f.Kind == sheet.Missing {
				text = "动作没有填，应为确认或作废"
			}
			g := l.finding("C301", column.Action, text)
			list = append(list, maybe(g, assist.Meant(f.Value, []string{column.Confirm, column.Void})))
			continue
		}
		list = append(list, l.valueFault(f)...)
	}
	return list
}
