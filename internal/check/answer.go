package check

import (
	"regexp"
	"slices"
	"strings"

	"bangfu/internal/assist"
)

var codeWord = regexp.MustCompile(`[A-Z][0-9]{3}`)

// answered reports whether a 待核 of these values is settled: by an answer of
// an earlier run, by the county's 核实说明, or by a 确认 of the city.
func (a *applicant) answered(code, compared string) bool {
	_, ok := a.answer(code, compared)
	return ok
}

// answer is what settles a 待核. New reports whether it was given by this run.
// It holds for exactly the values compared: words or a 确认 that once settled
// other values do not settle these.
func (a *applicant) answer(code, compared string) (assist.Answer, bool) {
	earlier := a.earlier(code)
	for _, e := range earlier {
		if e.Compared == compared {
			return e, true
		}
	}
	if a.Licence == "" || compared == "" {
		return assist.Answer{}, false
	}
	switch assist.RuleOf(code).Answer {
	case assist.TurnCounty:
		return a.countyAnswer(code, compared, earlier)
	case assist.TurnCity:
		return a.cityAnswer(code, compared, earlier)
	}
	return assist.Answer{}, false
}

// earlier are the answers of earlier runs that may speak for the row: those of
// its own unit and of the city.
func (a *applicant) earlier(code string) []assist.Answer {
	return slices.DeleteFunc(slices.Clone(a.b.answers[a.Licence+code]), func(e assist.Answer) bool {
		return e.Unit != assist.City && e.Unit != a.unit()
	})
}

func (a *applicant) countyAnswer(code, compared string, earlier []assist.Answer) (assist.Answer, bool) {
	text := bare(a.Answer)
	if a.held || !strings.HasPrefix(text, "属实") || !a.names(text, code, compared) {
		return assist.Answer{}, false
	}
	said := digest(text)
	if slices.ContainsFunc(earlier, func(e assist.Answer) bool { return e.Said == said }) {
		return assist.Answer{}, false
	}
	return assist.Answer{Licence: a.Licence, Code: code, Compared: compared, Source: a.line.Place, Unit: a.unit(), Text: a.Answer, Said: said}, true
}

// names reports whether an answer speaks of a code: by naming it, or, naming
// none, because an earlier receipt has shown it of the same values.
func (a *applicant) names(text, code, compared string) bool {
	named := codeWord.FindAllString(strings.ToUpper(text), -1)
	if len(named) == 0 {
		return a.b.Shown != nil && a.b.Shown(a.unit(), a.Licence, code, compared)
	}
	return slices.Contains(named, code)
}

func (a *applicant) cityAnswer(code, compared string, earlier []assist.Answer) (assist.Answer, bool) {
	last := a.day + assist.Date(a.b.limit(assist.ConfirmDays))
	for _, c := range a.b.confirms[a.Licence] {
		if c.From < a.day || c.From > last || c.From > a.b.Today {
			continue
		}
		if slices.ContainsFunc(earlier, func(e assist.Answer) bool { return e.Source == c.Place }) {
			continue
		}
		return assist.Answer{Licence: a.Licence, Code: code, Compared: compared, Source: c.Place, Unit: assist.City, Text: c.Reason}, true
	}
	return assist.Answer{}, false
}

// settle marks the findings that are answered, and keeps the new answers. One
// answer settles all findings of its code, such as a phone and an address.
func (a *applicant) settle() {
	for i := range a.findings {
		f := &a.findings[i]
		if f.Level != assist.LevelHold {
			continue
		}
		e, ok := a.answer(f.Code, f.Compared)
		if !ok {
			a.lapsed(f)
			continue
		}
		f.Confirmed = true
		if a.refused == "" && a.standing != assist.Replaced && !slices.ContainsFunc(a.earlier(f.Code), func(o assist.Answer) bool { return o == e }) {
			a.settled = append(a.settled, e)
		}
	}
}

// lapsed says so when the same words had settled other values.
func (a *applicant) lapsed(f *assist.Finding) {
	said := digest(bare(a.Answer))
	if a.Answer == "" || a.held || f.Rule().Answer != assist.TurnCounty {
		return
	}
	if slices.ContainsFunc(a.earlier(f.Code), func(e assist.Answer) bool { return e.Said == said }) {
		f.Fix = "原核实说明针对的内容已变，请重新核实，并改写核实说明（可写上核实日期）：属实：" + f.Code + " 原因"
	}
}
