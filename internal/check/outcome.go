package check

import (
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// returned reports whether the row goes back: a V other than those of eligibility.
func (a *applicant) returned() bool {
	return slices.ContainsFunc(a.soFar().findings, func(f assist.Finding) bool { return f.Rule().Stops == assist.StopsRow })
}

// outcome is the outcome of the row by its findings, strongest first.
func (a *applicant) outcome() assist.Outcome {
	switch {
	case a.from.refused != "" || a.returned():
		return assist.Returned
	case slices.ContainsFunc(a.findings, func(f assist.Finding) bool { return f.Rule().Stops == assist.StopsIneligible }):
		return assist.Ineligible
	case slices.ContainsFunc(a.findings, assist.Finding.Waits):
		return assist.Held
	}
	return assist.Filed
}

// conclude settles answers, drops what an unchanged row is not asked again,
// and gives up on what has waited too long.
func (a *applicant) conclude() {
	a.applyAnswers()
	a.pastConfirming()
	a.lostAnswer()
	if a.standing == assist.Unchanged {
		a.findings = slices.DeleteFunc(a.findings, func(f assist.Finding) bool { return f.Keeps() })
	}
	a.tooLong()
	sortFindings(a.findings)
	if !a.leaving() && (a.outcome() == assist.Filed || a.outcome() == assist.Held) {
		a.b.applying[a.unit()+a.Licence] = true
	}
	if a.outcome() == assist.Filed && !a.leaving() && (a.standing == assist.Fresh || a.standing == assist.Correction) {
		a.b.joining[a.unit()+a.Licence] = true
	}
}

// tooLong is V607: 待核 without an answer for the days it is kept (七.3). In
// the days before, the finding that waits says when it goes back.
func (a *applicant) tooLong() {
	if a.since == 0 || a.standing == assist.Replaced || a.outcome() != assist.Held {
		return
	}
	kept := a.b.limit(assist.HoldDays)
	last := a.since + assist.Date(kept)
	if a.b.Today >= last {
		f := a.finding("V607", column.Applied, "自 "+a.since.String()+" 待核，满 "+itoa(kept)+" 天"+a.b.changed(assist.HoldDays)+"，"+a.waitedFor()+"没有答复")
		a.add(f)
		return
	}
	if int(last-a.b.Today) > a.b.limit(assist.HoldWarnDays) {
		return
	}
	for i := range a.findings {
		if a.findings[i].Waits() {
			a.findings[i].Fix += "（已久等：" + last.String() + " 前没有答复将退回）"
		}
	}
}

// waitedFor is who has not answered: the county, the city or both; "" for the operator.
func (a *applicant) waitedFor() string {
	var who []string
	for _, turn := range []assist.Turn{assist.TurnCounty, assist.TurnCity} {
		if slices.ContainsFunc(a.findings, func(f assist.Finding) bool { return f.Waits() && f.Rule().Turn == turn }) {
			who = append(who, string(turn))
		}
	}
	return strings.Join(who, "和")
}

// grounds is the 认定依据 of the row's class.
func (a *applicant) grounds() string {
	switch {
	case a.leaving() || a.away:
		return ""
	case a.Hardship == assist.Temporary:
		return a.temporaryGrounds() + a.cityWord("Q307")
	}
	g := a.assess().grounds
	if g == "" {
		return ""
	}
	return g + a.cityWord("Q303") + a.cityWord("Q309")
}

// cityWord says how a question to the city stands; "" when it was not asked.
func (a *applicant) cityWord(code string) string {
	for _, f := range a.findings {
		if f.Code != code {
			continue
		}
		if e, ok := a.answer(code, f.Compared); ok {
			for _, c := range a.b.confirms[a.Licence] {
				if c.Place == e.Source {
					return "；市局 " + c.From.String() + " 确认"
				}
			}
			return "；市局已确认"
		}
		return "；待市局确认"
	}
	return ""
}

// packed is the row as its judgement is kept beside it.
func (a *applicant) packed() assist.KeptApplication {
	if a.kept == "" {
		a.kept = a.Application.Keep()
	}
	return a.kept
}

// verdict sums the row up.
func (a *applicant) verdict() assist.JudgedApplication {
	j := assist.Judged{
		Place: a.place(), Form: assist.ApplicationForm, Unit: a.unit(), Licence: a.Licence, Refused: a.from.refused,
		Outcome: a.outcome(), Findings: a.findings, Unchecked: a.unchecked, Standing: a.standing, By: a.replacedBy(), Since: a.since,
	}
	if a.held && a.standing == assist.Replaced {
		j = *a.before
		j.Standing, j.By = assist.Replaced, a.replacedBy()
		return assist.JudgedApplication{Application: a.Application, Verdict: j}
	}
	switch {
	case a.standing == assist.Unchanged && j.Outcome == assist.Filed:
		j.Clause, j.Grounds = a.filing.Clause, a.filing.Grounds
	case !a.leaving():
		j.Clause, j.Grounds = a.Hardship.Clause(), a.grounds()
	}
	if j.Since == 0 && j.Outcome != assist.Filed {
		j.Since = a.b.Today
		if !j.LivesOn() { // one that does is judged again, and waits its own time
			j.Since = a.firstSent(j.Findings)
		}
	}
	j.Turned = a.turnedOn(j)
	return assist.JudgedApplication{Application: a.Application, Verdict: j}
}

// replacedBy is where the row stands that replaces it; zero for none.
func (a *applicant) replacedBy() assist.Place {
	if a.by == nil {
		return assist.Place{}
	}
	return a.by.place()
}

// firstSent is since when a row that went back lies with its county: since its person was
// first sent back for one of the faults that it still has, in whatever row; else today.
func (a *applicant) firstSent(found []assist.Finding) assist.Date {
	first, left := a.b.Today, assist.Date(0)
	if f, known := a.b.Roster.Last(a.Licence); known {
		left = f.Exited
	}
	for _, key := range sentKeys(a.Application) {
		for _, v := range a.b.sent[key] {
			still := func(f assist.Finding) bool {
				return slices.ContainsFunc(v.Findings, func(g assist.Finding) bool {
					return f.Keeps() && g.Code == f.Code && g.Value == f.Value && (g.Message == f.Message || columnOf(g.Cell) == columnOf(f.Cell))
				})
			}
			if v.Since != 0 && v.Since >= left && slices.ContainsFunc(found, still) {
				first = min(first, v.Since)
			}
		}
	}
	return first
}

// columnOf is the letters of a cell's address.
func columnOf(cell string) string { return strings.TrimRight(cell, "0123456789") }

// sentKeys are by what a person's rows of a unit are found: licence, and ID number.
func sentKeys(a *assist.Application) [][3]string {
	var keys [][3]string
	if a.Licence != "" {
		keys = append(keys, [3]string{a.Unit, a.Licence})
	}
	if a.ID != "" {
		keys = append(keys, [3]string{a.Unit, "", a.ID})
	}
	return keys
}

// turnedOn is the day on which a row that waited before became the turn of who acts
// next by its judgement; 0 when that has not changed since it was first held.
func (a *applicant) turnedOn(j assist.Judged) assist.Date {
	switch {
	case a.since == 0 || j.Outcome == assist.Filed:
		return 0
	case j.Turn() == a.turn:
		return a.turned
	}
	return a.b.Today
}
