package check

import (
	"slices"

	"bangfu/internal/assist"
)

// filling is the clause of a rule that stands on the filling instructions
// (填报要求) and not on the regulation.
const filling = "填报要求"

var (
	catalogue = slices.Concat(fileRules, licenceRules, personRules, valueRules,
		eligibilityRules, processRules, supplyRules, cityRules, signalRules)
	byCode = index(catalogue)
)

func index(list []assist.Rule) map[string]assist.Rule {
	m := make(map[string]assist.Rule, len(list))
	for _, r := range list {
		m[r.Code] = r
	}
	return m
}

// Catalogue lists every rule in its order: files, licences, persons, values,
// eligibility, approval, the set of rows, supply, the city's own files, and
// the signals of supervision, which package audit raises.
func Catalogue() []assist.Rule { return slices.Clone(catalogue) }

// Rule is the rule of a code. It panics on a code that is not in the
// catalogue: codes are written in programs, never read from data.
func Rule(code string) assist.Rule {
	r, ok := byCode[code]
	if !ok {
		panic("check: no rule " + code)
	}
	return r
}

// Level is the level of a code.
func Level(code string) assist.Level { return assist.Level(code[:1]) }

// of makes a rule that the county mends.
func of(code, clause, header, when, fix string) assist.Rule {
	return assist.Rule{Code: code, Level: Level(code), Clause: clause, Header: header, When: when, Fix: fix, Turn: assist.TurnCounty}
}

// ofCity makes a rule that the city answers.
func ofCity(code, clause, header, when, fix string) assist.Rule {
	r := of(code, clause, header, when, fix)
	r.Turn = assist.TurnCity
	return r
}
