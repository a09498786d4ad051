package report

import (
	"fmt"
	"slices"
	"strings"

	"bangfu/internal/assist"
)

// mostIdle is how many findings of a rule that may be left as they are have a line each.
const mostIdle = 3

// idle reports many findings of a rule of which nobody has to do anything.
func idle(g []assist.Finding) bool {
	return len(g) > mostIdle && !g[0].Confirmed && openTurn(g[0]) == ""
}

// findingLines gives every finding a line, but for those of rules that are idle: these follow, a
// line a rule. places are where in the list the first of each line stands.
func findingLines(list []assist.Finding) (lines [][]assist.Finding, places []int) {
	groups := byRule(list)
	of := map[shared]int{}
	for i, g := range groups {
		of[ruleOn(g[0])] = i
	}
	var together []int
	for i, x := range list {
		switch g := of[ruleOn(x)]; {
		case !idle(groups[g]):
			lines, places = append(lines, list[i:i+1]), append(places, i)
		case !slices.Contains(together, g):
			together = append(together, g)
		}
	}
	for _, g := range together {
		lines, places = append(lines, groups[g]), append(places, -1)
	}
	return lines, places
}

// byRule puts the findings of a rule on a sheet together, answered ones apart, in the
// order of the first of each.
func byRule(list []assist.Finding) [][]assist.Finding {
	at := map[shared]int{}
	var groups [][]assist.Finding
	for _, x := range list {
		k := ruleOn(x)
		i, known := at[k]
		if !known {
			i = len(groups)
			at[k], groups = i, append(groups, nil)
		}
		groups[i] = append(groups[i], x)
	}
	return groups
}

// shared is what the findings of one line have in common.
type shared struct {
	code, sheet string
	answered    bool
}

func ruleOn(x assist.Finding) shared { return shared{x.Code, x.Sheet, x.Confirmed} }

// inOneLine is what some findings of a rule say together: where they differ it is told in
// the rule's words, with at most so many of the rows; message is the first one's, and same
// says that all have its fix.
func inOneLine(g []assist.Finding, message string, most int) (text string, sameFix bool) {
	var rows []assist.Place
	same, sameFix := true, true
	for _, x := range g {
		same, sameFix = same && x.Message == g[0].Message, sameFix && x.Fix == g[0].Fix
		if x.Row > 0 {
			rows = append(rows, assist.Place{Row: x.Row})
		}
	}
	if short := g[0].Rule().Short; !same && short != "" {
		message = short
	} else if !same {
		message = "如：" + message
	}
	message += fmt.Sprintf("（%d 处", len(g))
	if len(rows) > 0 {
		message += "：" + strings.TrimSuffix(rowsInWords(rows, most), fmt.Sprintf(" %d 行", len(g)))
	}
	return message + "）", sameFix
}
