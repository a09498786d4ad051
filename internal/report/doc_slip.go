package report

import (
	"fmt"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// SlipDocument is 帮扶供货告知单, half a page for one household in plain words: what
// it gets, why that is less than asked, until when it is helped and whom to ask.
func SlipDocument(f assist.Facts, licence string) paper.Doc {
	filing, _ := f.Roster.Last(licence)
	s := householdSlip{facts: f, who: peopleOf(f), filing: filing, plan: slipPlan(f)}
	title := "弱势群体客户帮扶供货告知单"
	blocks := []paper.Block{
		paper.Title{Text: title},
		paper.Note{Text: s.addressed(), Right: "许可证号 " + licence},
	}
	blocks = append(blocks, s.supply()...)
	blocks = append(blocks, paper.Paragraph{Text: s.term()}, paper.Paragraph{Text: s.contact()},
		paper.Note{Right: issuer(f, filing.Unit) + "　" + inProse(f.Today)})
	d := printed(f, title+" "+assist.Mask(licence), issuer(f, filing.Unit), paper.Card, blocks...)
	d.Foot = assist.Mask(licence)
	return d
}

// householdSlip is a slip on its way to paper.
type householdSlip struct {
	facts  assist.Facts
	who    people
	filing assist.Filing
	plan   assist.WeekPlan
}

// slipPlan is the plan a household asks about: the frozen one of the coming
// week, else that of the present week, else the draft.
func slipPlan(f assist.Facts) assist.WeekPlan {
	if f.Plan.State == assist.PlanFinal {
		return f.Plan
	}
	for _, p := range f.Plans {
		if p.Week == f.Period {
			return p
		}
	}
	return f.Plan
}

func (s householdSlip) addressed() string {
	licence := s.filing.Application.Licence
	return s.who.masked(licence, s.filing.Application.Shop) + "　" + s.who.masked(licence, s.filing.Application.Operator) + "："
}

// supply is what the household gets in the week, product by product, and why.
func (s householdSlip) supply() []paper.Block {
	var own assist.SupplyLines = only(s.plan.Kept(), func(l assist.KeptLine) bool { return l.Licence == s.filing.Application.Licence })
	lines := slices.Collect(own.All())
	state := ""
	if s.plan.State == assist.PlanDraft {
		state = "（草案，" + hourProse(s.plan.Cutoff) + "以后确定）"
	}
	week := inWeekProse(s.plan.Week) + state
	if s.plan.State == assist.PlanMissing && s.filing.On() && s.facts.Today < s.plan.Week.Monday() {
		return []paper.Block{paper.Paragraph{Text: inWeekProse(s.plan.Week) + "的帮扶加量还没有安排：货源计划还没有下来，定下以后再告诉您。"}}
	}
	if len(lines) == 0 || !s.filing.On() {
		return []paper.Block{paper.Paragraph{Text: week + "没有帮扶加量：" + s.whyNothing()}}
	}
	n := supplied(own)
	on, verb := fmt.Sprintf("%s（%s）", monthDay(lines[0].Day), assist.WeekdayName(lines[0].Day.Weekday())), "再加"
	text := week + "，您的订货日是" + on + "。"
	if lines[0].Day < s.facts.Today {
		text, verb = week+"，您的订货日"+on+"已过。", "加了"
	}
	if n.extra > 0 {
		text += fmt.Sprintf("除本档位原有供应外，这次帮扶%s%d条：", verb, n.extra)
	} else {
		text += "这次没有帮扶加量，原因见表中说明："
	}
	t := paper.Table{Size: 9.5, Unit: "条", Columns: weighing(ruled("卷烟~", "原有供应", "您要的加量", "这次加量", "合计可订", "说明~"), 22, 11, 13, 11, 11, 42)}
	for _, l := range lines {
		t.Rows = append(t.Rows, []string{s.facts.Terms.Products.Name(l.Barcode), fmt.Sprint(l.Base), askedWord(l), fmt.Sprint(l.Extra), fmt.Sprint(l.Base + l.Extra), s.whyLess(l)})
	}
	if slices.ContainsFunc(lines, func(l assist.SupplyLine) bool { return l.Origin != assist.Requested }) {
		t.Notes = []string{"“" + dash + "”：没有收到您的选择，或选的这周不是畅销，按您近期订得多的安排。"}
	}
	return []paper.Block{paper.Paragraph{Text: text}, paper.KeepTogether{Blocks: []paper.Block{t}}}
}

// askedWord is what was asked for; — where the program chose by past orders.
func askedWord(l assist.SupplyLine) string {
	if l.Origin != assist.Requested {
		return dash
	}
	return fmt.Sprint(l.Asked)
}

// whyLess says in plain words why a line gives less than asked.
func (s householdSlip) whyLess(l assist.SupplyLine) string {
	text := ""
	if l.Asked > l.Demand && l.Origin == assist.Requested {
		text = joined(text, fmt.Sprintf("每种规格一次最多加%d条", l.Demand), "；")
	}
	lost := s.plan.Lost()[assist.Wanting{Licence: l.Licence, Barcode: l.Barcode}]
	if lost > 0 {
		return fmt.Sprintf("原定%d条，因%s撤下%d条", l.Extra+lost, s.whyLost(l), lost)
	}
	if l.Extra < l.Demand {
		text = joined(text, "这一周全市不够分，大家轮着一条条分", "；")
	}
	return text
}

// slipLosses are the reasons of 供货撤销 in a household's words.
var slipLosses = map[string]string{
	assist.Expired:      "帮扶到期",
	assist.OnHold:       "帮扶暂停",
	assist.LicenceFault: "许可证现在不能供货",
}

// whyLost says why a line was withdrawn after the freeze.
func (s householdSlip) whyLost(l assist.SupplyLine) string {
	why := ""
	for _, r := range s.plan.Removed {
		if r.Licence == l.Licence && r.Barcode == l.Barcode && r.Move != assist.Restored {
			if why = slipLosses[r.Reason]; why == "" {
				why = "供货资格有变化"
			}
		}
	}
	return why
}

// slipReasons are the reasons of 未供货名单 in a household's words.
var slipReasons = map[string]string{
	assist.NoOrderWeek:  "您这一周不订货，到您订货的那一周再安排",
	assist.NotYet:       "您的帮扶还没有开始",
	assist.Expired:      "您的帮扶已经到期，需要的请找营销部办理复核",
	assist.OnHold:       "您的帮扶暂停了",
	assist.LicenceFault: "您的烟草专卖零售许可证现在不能供货",
	assist.NothingSells: "您选的规格这一周不是畅销规格，近期也没有可参照的订货，请找营销部改选",
	assist.NoWish:       "还没有收到您的选择，近期也没有订货记录，请找营销部填《帮扶申请表》",
	assist.OutOfStock:   "您要的规格这一周没有货源",
	assist.ShortPool:    "您要的规格这一周全市不够分，这次没有轮到，下次排在前面",
}

// whyNothing says in plain words why the household gets nothing.
func (s householdSlip) whyNothing() string {
	switch {
	case !s.filing.On():
		return "您已不在帮扶名单上。"
	case s.plan.State == assist.PlanMissing:
		return "这一周没有货源计划。"
	}
	for _, u := range s.plan.Unserved {
		if u.Licence != s.filing.Application.Licence {
			continue
		}
		if later, ahead := s.later(u.Reason); ahead {
			return later + "。"
		}
		text := slipReasons[u.Reason]
		if u.Detail != "" && u.Reason != assist.OnHold { // the pause itself is told above
			text += "（" + u.Detail + "）"
		}
		return text + "。"
	}
	return "定稿时您还不在帮扶名单上，从下一周起安排。"
}

// later says of a reason that it holds only when the household orders; ahead is false
// of one that holds today.
func (s householdSlip) later(reason string) (words string, ahead bool) {
	switch {
	case reason == assist.OnHold && !s.filing.SuspendedOn(s.facts.Today):
		return "到您订货时帮扶暂停", true
	case reason == assist.Expired && s.filing.End >= s.facts.Today:
		return "到您订货时帮扶已到期，请先找营销部办理复核", true
	}
	return "", false
}

// term says until when the household is helped.
func (s householdSlip) term() string {
	switch {
	case !s.filing.On() && s.lapsed():
		return "您的帮扶已于" + inProse(s.filing.End) + "到期：" + s.whyEnded() + "。"
	case !s.filing.On():
		return "您的帮扶已于" + inProse(s.filing.Over()) + "结束：" + s.whyEnded() + "。"
	}
	then := "要继续的，请在此之前找营销部办理复核。"
	if row, waits := s.waiting(); waits && row.Business == assist.Reverification {
		then = "您报的复核" + waitingWords(row) + "。"
	}
	return s.pause() + fmt.Sprintf("您的帮扶到%s为止（备案编号 %s）。%s", inProse(s.filing.End), s.filing.Number, then)
}

// lapsed reports whether the term ran out: the roll tells of it on the day of the next run.
func (s householdSlip) lapsed() bool { return s.filing.ExitBy == assist.ByCalendar }

// waiting is the household's application that somebody still decides about, of whatever
// unit; what its own unit sent before it left went with it, but for a 复核.
func (s householdSlip) waiting() (assist.JudgedApplication, bool) {
	f := s.filing
	for row := range s.facts.LastRows("") {
		open := row.Verdict.Outcome == assist.Held || row.Verdict.Outcome == assist.Returned
		stale := row.Unit == f.Unit && !f.On() && row.Verdict.Since < f.Exited && row.Business != assist.Reverification
		if open && !stale && row.Licence == f.Application.Licence && row.Business != assist.Withdrawal {
			return row, true
		}
	}
	return assist.JudgedApplication{}, false
}

// waitingWords say how far an application that waits has come.
func waitingWords(row assist.JudgedApplication) string {
	if row.Verdict.Outcome == assist.Held {
		return "正在核实"
	}
	return "还要补正，请找" + row.Unit + "营销部"
}

// whyEnded says why the household is helped no more, and what brings it back.
func (s householdSlip) whyEnded() string {
	f := s.filing
	back := f.End + assist.Date(s.facts.Terms.Limit(assist.RevivalDays, s.facts.Today).Int())
	row, waits := s.waiting()
	switch {
	case f.ExitBy == assist.ByRegister:
		return "您的烟草专卖零售许可证已经失效"
	case waits && row.Unit != f.Unit:
		return "您在" + row.Unit + "的申请" + waitingWords(row) + "，通过后再安排"
	case waits:
		return "您的申请" + waitingWords(row) + "，通过后再安排"
	case f.ExitBy == assist.ByCity:
		return s.whyRemoved() + "；不明白的，请问下面的单位"
	case f.ExitBy == assist.ByCounty:
		return "按申报办理了退出；仍有困难的，可以重新申请"
	case s.facts.Today <= back:
		return "没有办理复核；" + inProse(back) + "以前找营销部办理复核，可以恢复"
	}
	return "没有办理复核；仍有困难的，可以重新申请"
}

// whyRemoved says in the city's own words why it took the household off the list.
func (s householdSlip) whyRemoved() string {
	f := s.filing
	why := strings.Trim(cloakOf(f.Application)(f.ExitReason), "。；，、 \n")
	if why == "" || s.who.erased[f.Application.Licence] {
		return "经核查不再符合帮扶条件"
	}
	return "市局办理了退出，写明的原因是“" + why + "”"
}

// pause says until when the household's assistance rests; "" while it does not.
func (s householdSlip) pause() string {
	f := s.filing
	switch {
	case !f.SuspendedOn(s.facts.Today):
		return ""
	case f.SuspendedBy == assist.ByRegister:
		return "您的许可证状态不是有效，帮扶暂停，恢复有效后再安排，请向专卖部门办理。"
	case f.SuspendedTo == 0:
		return "您的帮扶暂停着，恢复后再安排。"
	case f.SuspendedTo >= f.End:
		return "您的帮扶暂停到期满为止。"
	}
	return "您的帮扶暂停到" + inProse(f.SuspendedTo) + "，此后订货的照常安排。"
}

// contact says whom to ask.
func (s householdSlip) contact() string {
	manager, unit := s.filing.Application.Approvals[0].Name, s.filing.Unit
	if row, waits := s.waiting(); waits && row.Unit != unit && !s.filing.On() {
		manager, unit = row.Approvals[0].Name, row.Unit
	}
	const phone = "（电话：　　　　　　　　　　）" // for ink: no file holds it
	office := issuer(s.facts, unit)
	if manager == "" {
		return "有不明白的地方，请问" + office + phone + "。"
	}
	return "有不明白的地方，请问您的客户经理" + manager + phone + "，或" + office + phone + "。"
}
