package check

import (
	"math/big"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// assessment is how a row stands to the conditions of its class: what its
// findings of eligibility and its 认定依据 are made of.
type assessment struct {
	judged  bool   // the comparison could be made
	meets   bool   // and it came out for the applicant
	missing string // the parameter that is missing (Q309); "" for none
	grounds string // 认定依据, a sentence with the figures
	compare []string
	margin  marginTest
}

// assess judges the condition of the row's class, once.
func (a *applicant) assess() *assessment {
	if a.measure != nil {
		return a.measure
	}
	a.measure = &assessment{}
	switch {
	case a.b.Alone || a.leaving():
	case a.Hardship == assist.Dibao:
		*a.measure = a.assessIncome()
	case a.Hardship == assist.Disability:
		*a.measure = a.assessMargin()
	}
	return a.measure
}

// assessIncome compares the income per head with the line of the household's
// registration (三.1).
func (a *applicant) assessIncome() assessment {
	for _, h := range []column.Header{column.Household, column.Members, column.Income} {
		if a.lacks(h) {
			return assessment{}
		}
	}
	if a.Members < 1 || a.Income < 0 {
		return assessment{}
	}
	if a.Household == assist.Rural {
		return a.assessRural()
	}
	return a.assessUrban()
}

// assessUrban: income ÷ 12 ÷ members < the urban dibao standard, strictly.
func (a *applicant) assessUrban() assessment {
	members := count(a.Members)
	head := "人均月收入 " + quotient(big.NewInt(int64(a.Income)), 12*members*100, 2) + " 元"
	std, ok := a.b.terms.UrbanDibao(a.unit(), a.day)
	if !ok {
		what := a.unit() + " " + a.day.String() + " 适用的城市低保标准"
		return assessment{missing: what, grounds: head + "；缺少" + what, compare: a.incomeFacts()}
	}
	below := big.NewInt(int64(a.Income)).Cmp(product(int64(std.Urban), 12, members)) < 0
	return assessment{
		judged: true, meets: below, compare: append(a.incomeFacts(), std.Urban.Yuan()),
		grounds: head + " " + sign(below) + " 城市低保标准 " + std.Urban.Short() + " 元（" + std.From.String() + " 起）",
	}
}

// assessRural: income ÷ members < the share of last year's rural income. Until
// that is entered, the income of the year before decides if it is below there.
func (a *applicant) assessRural() assessment {
	year := a.day.Year() - 1
	what := a.unit() + " " + itoa(year) + " 年农村人均可支配收入"
	if r, ok := a.b.terms.RuralOf(a.unit(), year); ok {
		below, text := a.ruralLine(r, "上年")
		return assessment{judged: true, meets: below, grounds: text + a.ruralStandard(), compare: append(a.incomeFacts(), r.Income.Yuan())}
	}
	older, ok := a.b.terms.RuralOf(a.unit(), year-1)
	if !ok {
		head := "人均年收入 " + quotient(big.NewInt(int64(a.Income)), count(a.Members)*100, 2) + " 元"
		return assessment{missing: what, grounds: head + "；缺少" + what + a.ruralStandard(), compare: a.incomeFacts()}
	}
	below, text := a.ruralLine(older, "前年")
	if below {
		return assessment{judged: true, meets: true, grounds: text + a.ruralStandard(), compare: append(a.incomeFacts(), older.Income.Yuan())}
	}
	return assessment{missing: what, grounds: text + "；缺少" + what + a.ruralStandard(), compare: a.incomeFacts()}
}

// ruralLine compares with the share of one year's rural income, exactly.
func (a *applicant) ruralLine(r assist.RuralIncome, which string) (below bool, text string) {
	share := a.b.terms.Limit(assist.RuralShare, a.day)
	members := count(a.Members)
	line := product(int64(r.Income), int64(share)) // ten-thousandths of a fen
	below = product(int64(a.Income), int64(assist.One)).Cmp(new(big.Int).Mul(line, big.NewInt(members))) < 0
	text = "人均年收入 " + quotient(big.NewInt(int64(a.Income)), members*100, 2) + " 元 " + sign(below) +
		" " + which + "农村人均可支配收入 " + r.Income.Short() + " 元 × " + share.Percent() + a.changed(assist.RuralShare) + " = " + yuan(line) + " 元（" + itoa(r.Year) + " 年）"
	return below, text
}

// ruralStandard is the second, separate test of 三.1, which is recorded and decides nothing.
func (a *applicant) ruralStandard() string {
	std, ok := a.b.terms.RuralDibao(a.unit(), a.day)
	if !ok {
		return "；农村低保标准未公布"
	}
	word := "；人均年收入不低于农村低保标准 "
	if big.NewInt(int64(a.Income)).Cmp(product(int64(std.Rural), count(a.Members))) < 0 {
		word = "；人均年收入低于农村低保标准 "
	}
	return word + std.Rural.Short() + " 元/年"
}

func (a *applicant) incomeFacts() []string {
	return []string{a.Household, itoa(a.Members), a.Income.Yuan()}
}

func sign(below bool) string {
	if below {
		return "<"
	}
	return "≥"
}

// certified reports whether the row names a dibao certificate that was valid on the application date.
func (a *applicant) certified() bool {
	return a.DibaoNo != "" && a.DibaoEnd >= a.day && a.DibaoEnd != 0
}

// urbanIncome is V301: urban income not below the standard, no certificate (三.1).
func urbanIncome(a *applicant) []assist.Finding {
	if a.Household != assist.Urban {
		return nil
	}
	return a.aboveLine("V301")
}

// ruralIncome is V302: rural income not below the line, no certificate (三.1).
func ruralIncome(a *applicant) []assist.Finding {
	if a.Household != assist.Rural {
		return nil
	}
	return a.aboveLine("V302")
}

func (a *applicant) aboveLine(code string) []assist.Finding {
	if m := a.assess(); m.judged && !m.meets && !a.certified() {
		return a.one(code, column.Income, "家庭收入没有低于认定标准："+m.grounds)
	}
	return nil
}

// certificateAbove is Q303: a valid certificate, but income above the line (三.1).
func certificateAbove(a *applicant) []assist.Finding {
	m := a.assess()
	if !m.judged || m.meets || !a.certified() {
		return nil
	}
	f := a.finding("Q303", column.DibaoNo, "低保证有效至 "+a.DibaoEnd.String()+"，但"+m.grounds)
	f.Compared = digest(append([]string{"Q303", a.DibaoNo, a.DibaoEnd.String()}, m.compare...)...)
	return []assist.Finding{f}
}

// dibaoProof is V304: neither a valid certificate nor dibao proof, where the
// income is below the line or cannot be judged (三.1).
func dibaoProof(a *applicant) []assist.Finding {
	if f := a.fault(column.Proofs); f != nil && codeOf[f.Kind] != "V201" {
		a.miss("V304", "证明材料填写有误，改正后再核对")
		return nil
	}
	if a.certified() || a.proves("低保", "民政") {
		return nil
	}
	if m := a.assess(); m.judged && !m.meets {
		a.miss("V304", "家庭年收入高于认定标准，未核对低保证明；收入改正后再核对")
		return nil
	}
	if a.DibaoNo != "" {
		why := "低保证有效期止未填"
		if a.DibaoEnd != 0 {
			why = "低保证有效期止 " + a.DibaoEnd.String() + " 早于申请日期 " + a.day.String()
		}
		return a.one("V304", column.DibaoEnd, why+"，证明材料中也没有低保或民政证明")
	}
	return a.one("V304", column.DibaoNo, "低保证号未填，证明材料中也没有低保或民政证明")
}

// proves reports whether an item of 证明材料 has one of the words.
func (a *applicant) proves(words ...string) bool {
	for _, p := range a.Proofs {
		for _, w := range words {
			if strings.Contains(bare(p), w) {
				return true
			}
		}
	}
	return false
}

// incomePlausible is N310: an income of a year that looks like one of a month,
// or like 万元 (三.1).
func incomePlausible(a *applicant) []assist.Finding {
	if a.Income < 0 {
		return nil
	}
	low, high := a.b.terms.Limit(assist.IncomeLow, a.day), a.b.terms.Limit(assist.IncomeHigh, a.day)
	hundredfold := product(int64(a.Income), 100)
	switch {
	case hundredfold.Cmp(big.NewInt(int64(low))) < 0:
		return a.one("N310", column.Income, "家庭年收入 "+a.Income.Yuan()+" 元低于 "+low.String()+" 元"+a.changed(assist.IncomeLow)+"，是否误填了月收入或以万元为单位")
	case hundredfold.Cmp(big.NewInt(int64(high))) > 0:
		return a.one("N310", column.Income, "家庭年收入 "+a.Income.Yuan()+" 元高于 "+high.String()+" 元"+a.changed(assist.IncomeHigh)+"，请核对单位")
	}
	return nil
}

// termsMissing is Q309: a parameter or a product of the catalogue is missing,
// which is the city's to enter.
func termsMissing(a *applicant) []assist.Finding {
	m := a.assess()
	if m.missing == "" {
		return nil
	}
	header := column.Income
	if a.Hardship == assist.Disability {
		header = column.Margin
	}
	f := a.finding("Q309", header, "缺少"+m.missing+"，暂不能认定")
	f.Clause = a.Hardship.Clause()
	f.Compared = digest(append([]string{"Q309", m.missing}, m.compare...)...)
	return []assist.Finding{f}
}
