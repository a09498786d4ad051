package check

import (
	"regexp"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
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
		if e.Compared == compared && a.within(e) {
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

// within reports whether an answer may settle this application: a 确认 of the
// city settles those of its window alone.
func (a *applicant) within(e assist.Answer) bool {
	for _, c := range a.b.confirms[a.Licence] {
		if c.Place == e.Source {
			return a.day <= c.From && c.From <= a.lastConfirm()
		}
	}
	return true
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
	if a.held || !affirms(text) || !a.names(text, code, compared) || a.stale(code, compared, earlier) {
		return assist.Answer{}, false
	}
	return assist.Answer{Licence: a.Licence, Code: code, Compared: compared, Source: a.place(), Unit: a.unit(), Text: a.Answer, Said: digest(text)}, true
}

// denied is 属实 that is not said: negated, or asked.
var denied = regexp.MustCompile(`(不|非|未|没|没有|是否|难以|无法)(是|能|太|尽|全|都|够|完全|确定|核实)?属实|属实(与否|吗|么|[?？])`)

// affirms reports whether an answer says 属实, wherever in it.
func affirms(text string) bool {
	return strings.Contains(denied.ReplaceAllString(text, ""), column.Attested)
}

// clauses are the parts of an answer, each of which may say its own.
func clauses(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("；;。，,\n", r) })
}

// names reports whether an answer speaks of a code: by naming it, or, naming
// none, because an earlier receipt has shown it of the same values. A code
// whose own part of the answer says 不属实 is not meant.
func (a *applicant) names(text, code, compared string) bool {
	text = strings.ToUpper(text)
	if !codeWord.MatchString(text) {
		return a.b.Shown != nil && a.b.Shown(a.unit(), a.Licence, code, compared)
	}
	named := false
	for _, part := range clauses(text) {
		if strings.Contains(part, code) {
			named = affirms(part) || !denied.MatchString(part)
		}
	}
	return named
}

// stale reports whether the words were there before the value changed: they
// settled another one, and are not the answer to a receipt that asked about this
// one when the county's row did not have them.
func (a *applicant) stale(code, compared string, earlier []assist.Answer) bool {
	text := bare(a.Answer)
	said := digest(text)
	if !slices.ContainsFunc(earlier, func(e assist.Answer) bool { return e.Said == said }) {
		return false
	}
	asked := a.b.Shown != nil && a.b.Shown(a.unit(), a.Licence, code, compared)
	return !asked || a.b.Said == nil || bare(a.b.Said(a.unit(), a.Licence)) == text
}

// lastConfirm is the last day of which a 确认 settles the row.
func (a *applicant) lastConfirm() assist.Date {
	return a.day + assist.Date(a.b.limit(assist.ConfirmDays))
}

// pastConfirming hands back to the county what the city has not confirmed in time: it
// applies anew, unless something else settles the question too.
func (a *applicant) pastConfirming() {
	if a.b.Today <= a.lastConfirm() {
		return
	}
	late := "申请日期 " + a.day.String() + " 已过 " + itoa(a.b.limit(assist.ConfirmDays)) + " 天" + a.b.changed(assist.ConfirmDays)
	for i := range a.findings {
		f := &a.findings[i]
		if !f.Asks(assist.TurnCity) {
			continue
		}
		if other := f.Rule().Otherwise; other != "" {
			f.Fix = late + "，不能再确认：" + other
			continue
		}
		f.Turn, f.Fix = assist.TurnCounty, late+"，市局不能再确认：请改好申请日期和审批日期，按新的申请报送"
	}
}

func (a *applicant) cityAnswer(code, compared string, earlier []assist.Answer) (assist.Answer, bool) {
	last := a.lastConfirm()
	for _, c := range a.b.confirms[a.Licence] {
		if c.From < a.day || c.From > last || c.From > a.b.Today {
			continue // settle another application
		}
		if slices.ContainsFunc(earlier, func(e assist.Answer) bool { return e.Source == c.Place }) {
			continue
		}
		return assist.Answer{Licence: a.Licence, Code: code, Compared: compared, Source: c.Place, Unit: assist.City, Text: c.Reason}, true
	}
	return assist.Answer{}, false
}

// applyAnswers marks the findings that are answered, and keeps the new answers. One
// answer settles all findings of its code, such as a phone and an address.
func (a *applicant) applyAnswers() {
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
		if a.from.refused == "" && a.standing != assist.Replaced && !slices.ContainsFunc(a.earlier(f.Code), func(o assist.Answer) bool { return o == e }) {
			a.b.settled = append(a.b.settled, e)
		}
	}
}

// lostAnswer is N017: the row has an open question to the county, and its 核实说明
// does not say 属实, or the answer stands elsewhere; or what it answers cannot be
// settled so.
func (a *applicant) lostAnswer() {
	text := strings.ToUpper(bare(a.Answer))
	open := func(f assist.Finding) bool { return f.Asks(assist.TurnCounty) }
	i := slices.IndexFunc(a.findings, open)
	if text == "" && a.Elsewhere == "" || a.from.refused != "" {
		return
	}
	if i < 0 {
		a.inVain(text)
		return
	}
	asked := a.findings[i].Code
	f := a.finding("N017", column.Answer, "核实说明里没有“属实”，没有当作答复")
	switch {
	case affirms(text) && a.besideIt(text, asked):
		return
	case a.strays(text, asked):
		f.Message = "答复写在" + a.Elsewhere + "，不在核实说明里，没有当作答复；请写在核实说明"
	case affirms(text):
		return
	case strings.Contains(text, column.Attested):
		f.Message = "核实说明里的“属实”是否定的或问话，没有当作答复"
	}
	f.Fix = "情况属实的，请写“属实：" + asked + " 原因”；不属实的，请改正这一行"
	a.add(f)
}

// strays reports that what the row is asked is answered elsewhere alone: 核实说明 says
// nothing, or speaks of other codes.
func (a *applicant) strays(text, asked string) bool {
	others := affirms(text) && codeWord.MatchString(text) && !strings.Contains(text, asked)
	return a.Elsewhere != "" && (text == "" || others)
}

// besideIt is N017 of an answer that names other codes than the row is asked about; it
// reports whether there is one.
func (a *applicant) besideIt(text, asked string) bool {
	named := codeWord.FindAllString(text, -1)
	if len(named) == 0 || slices.ContainsFunc(a.findings, func(f assist.Finding) bool { return slices.Contains(named, f.Code) }) {
		return false
	}
	a.add(a.advised("N017", column.Answer, "核实说明答复的是 "+strings.Join(named, "、")+"，这一行要答复的是 "+asked+"，没有当作答复", "情况属实的，请写“属实："+asked+" 原因”；不属实的，请改正这一行"))
	return true
}

// inVain is N017 of an answer to what no word of the county settles: a V that is
// to be put right, or a question to the city.
func (a *applicant) inVain(text string) {
	stands := "" // where the answer stands, when not where it belongs
	if a.Elsewhere != "" && !strings.Contains(text, column.Attested) {
		stands = "写在" + a.Elsewhere + " 的“属实”不算答复："
	}
	for _, f := range a.findings {
		if a.Elsewhere == "" && !(strings.Contains(text, f.Code) && strings.Contains(text, column.Attested)) {
			continue
		}
		switch {
		case returnsRow(f):
			a.add(a.advised("N017", column.Answer, stands+f.Code+" 不能用“属实”答复，要改正", "请按 "+f.Code+" 的处理办法改正"))
			return
		case f.Asks(assist.TurnCity):
			a.add(a.advised("N017", column.Answer, stands+f.Code+" 由市局确认，县区写“属实”不算答复", "等市局确认就行；填错的请改正"))
			return
		}
	}
}

// lapsed says so when the same words had settled other values.
func (a *applicant) lapsed(f *assist.Finding) {
	if a.Answer == "" || a.held || f.Rule().Answer != assist.TurnCounty {
		return
	}
	if a.stale(f.Code, f.Compared, a.earlier(f.Code)) {
		f.Fix = "原核实说明针对的内容已变，请重新核实，并改写核实说明（可写上核实日期）：“属实：" + f.Code + " 原因”"
	}
}
