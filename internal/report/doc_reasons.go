package report

import (
	"slices"
	"strings"

	"bangfu/internal/assist"
)

// reasonOf is a rule in a few words, without any value of a row: a printed
// report names the rule, the receipt names the cell.
func reasonOf(code string) string {
	if s := (assist.Finding{Code: code}).Rule().Short; s != "" {
		return s
	}
	return "见回执所列规则"
}

// reasonsOf are the open rules of a row in a few words, each once: what refuses its sheet
// or file first.
func reasonsOf(row assist.JudgedApplication) string {
	seen := map[string]bool{}
	parts := told(refusalOf(row))
	for _, x := range ordered(row.Verdict.Findings) {
		if !x.Keeps() || seen[x.Code] {
			continue
		}
		seen[x.Code] = true
		why := reasonOf(x.Code)
		if x.Expired() {
			why = "过了市局确认期限，须重新申请"
		}
		parts = append(parts, x.Code+" "+why)
	}
	return strings.Join(parts, "；")
}

// refusalOf is what refuses the sheet or file of a row, "" for nothing.
func refusalOf(row assist.JudgedApplication) string {
	switch code := row.Verdict.Refused; {
	case code == "":
		return ""
	case (assist.Finding{Code: code}).Rule().Short == "":
		return "所在工作表或文件整份退回"
	default:
		return "整份退回：" + code + " " + reasonOf(code)
	}
}

// A reasonCount is a rule among rows that are not filed: how many rows of each
// outcome it speaks of, each row once.
type reasonCount struct {
	code                       string
	turns                      []assist.Turn // who acts next on these rows, each once
	returned, held, ineligible int
}

func (c reasonCount) rows() int { return c.returned + c.held + c.ineligible }

// whoActs is who acts next on the rows: nobody, where it only tells that a case does
// not qualify.
func (c reasonCount) whoActs() string {
	var who []string
	for _, turn := range turns {
		if slices.Contains(c.turns, turn) {
			who = append(who, string(turn))
		}
	}
	if len(who) == 0 {
		return dash
	}
	return strings.Join(who, "、")
}

// turns are those who act next, in the order in which they are told.
var turns = []assist.Turn{assist.TurnCounty, assist.TurnCity, assist.TurnOperator}

// add counts a row of an outcome, on which one acts next by what was found.
func (c *reasonCount) add(o assist.Outcome, turn assist.Turn) {
	switch o {
	case assist.Held:
		c.held++
	case assist.Ineligible:
		c.ineligible++
		return
	default:
		c.returned++
	}
	if !slices.Contains(c.turns, turn) {
		c.turns = append(c.turns, turn)
	}
}
