package report

import (
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

// reasonsOf are the open rules of a row in a few words, each once; the first
// two are told, of the others the code.
func reasonsOf(row assist.JudgedApplication) string {
	seen := map[string]bool{}
	var parts []string
	for _, x := range ordered(row.Verdict.Findings) {
		switch {
		case !openFinding(x) || seen[x.Code]:
			continue
		case len(seen) < 2:
			parts = append(parts, x.Code+" "+reasonOf(x.Code))
		default:
			parts = append(parts, x.Code)
		}
		seen[x.Code] = true
	}
	if len(parts) == 0 {
		return "所在工作表或文件整份退回"
	}
	return strings.Join(parts, "；")
}

// A reasonCount is a rule among rows that are not filed: how many rows of each
// outcome it speaks of, each row once.
type reasonCount struct {
	code                       string
	turn                       assist.Turn
	returned, held, ineligible int
}

func (c reasonCount) rows() int { return c.returned + c.held + c.ineligible }

// whoActs is who has to act on it: nobody, where it only tells that a case does not qualify.
func (c reasonCount) whoActs() string {
	if c.held+c.returned == 0 {
		return dash
	}
	return string(c.turn)
}

// add counts a row of an outcome.
func (c *reasonCount) add(o assist.Outcome) {
	switch o {
	case assist.Held:
		c.held++
	case assist.Ineligible:
		c.ineligible++
	default:
		c.returned++
	}
}
