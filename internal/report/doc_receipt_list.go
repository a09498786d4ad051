package report

import (
	"fmt"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// findingTable lists the findings, heaviest first. Many of a rule that may be left as they
// are stand in one line; where the others do not all find room, they do so too, so that
// what must be answered is on paper.
func (p slip) findingTable(left room) paper.Block {
	t := paper.Table{Size: findingSize, Label: 3, Empty: "没有发现问题",
		Columns: weighing(ruled("序号", "级别", "工作表", "单元格", "规则", "填报值~", "问题~", "处理办法~", "由谁处理"), findingShares...)}
	all := max(len(p.list), total(p.Taken.Totals))
	rows, listed := p.fitting(p.apart(), left)
	if listed == all && len(rows) < listed {
		t.Notes = []string{fmt.Sprintf("问题共%d条，不用处理的，同一规则的合在一行，逐条见回执工作簿的问题清单。", all)}
	}
	if listed < all {
		rows, listed = p.fitting(p.spread(byRule(p.list), left), left)
		t.Notes = []string{fmt.Sprintf("问题共%d条，列不下的，同一规则的合在一行，逐条见回执工作簿的问题清单。", all)}
		switch kept := len(p.list); {
		case listed == all:
		case kept < all:
			t.Notes = []string{fmt.Sprintf("问题共%d条，列不下的，同一规则的合在一行，这里列出%d条；回执工作簿的问题清单列出%d条，其余改好重报后再列。", all, listed, kept)}
		default:
			t.Notes = []string{fmt.Sprintf("问题共%d条，列不下的，同一规则的合在一行，这里列出%d条，其余%d条见回执工作簿的问题清单。", all, listed, all-listed)}
		}
	}
	t.Rows = rows
	return t
}

// fitting are the lines of the groups that find room, and how many findings they tell.
func (p slip) fitting(groups [][]assist.Finding, left room) (rows [][]string, listed int) {
	for i, g := range groups {
		row := p.groupRow(i, g)
		if !left.takes(rowHeight(row)) {
			break
		}
		rows, listed = append(rows, row), listed+len(g)
	}
	return rows, listed
}

// mostIdle is how many findings of a rule that may be left as they are have a line each.
const mostIdle = 3

// idle reports many findings of a rule of which nobody has to do anything.
func idle(g []assist.Finding) bool {
	return len(g) > mostIdle && !g[0].Confirmed && openTurn(g[0]) == ""
}

// apart gives every finding a line, but for those of rules that are idle: these follow.
func (p slip) apart() [][]assist.Finding {
	var each, together [][]assist.Finding
	for _, g := range byRule(p.list) {
		if idle(g) {
			together = append(together, g)
		}
	}
	alike := func(x assist.Finding) func([]assist.Finding) bool {
		return func(g []assist.Finding) bool { return ruleOn(g[0]) == ruleOn(x) }
	}
	for i, x := range p.list {
		if !slices.ContainsFunc(together, alike(x)) {
			each = append(each, p.list[i:i+1])
		}
	}
	return append(each, together...)
}

// spread takes groups apart, the heaviest first, as far as all still find room.
func (p slip) spread(groups [][]assist.Finding, left room) [][]assist.Finding {
	_, all := p.fitting(groups, left)
	for i := 0; i < len(groups); i++ {
		if len(groups[i]) == 1 || idle(groups[i]) {
			continue
		}
		apart := slices.Clone(groups[:i])
		for j := range groups[i] {
			apart = append(apart, groups[i][j:j+1])
		}
		apart = append(apart, groups[i+1:]...)
		if _, n := p.fitting(apart, left); n == all {
			groups = apart
		}
	}
	return groups
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

// groupRow is the line of some findings of a rule: where they differ it is told in the
// rule's words, with the rows.
func (p slip) groupRow(i int, g []assist.Finding) []string {
	first := g[0]
	row := p.findingRow(i, first)
	if len(g) == 1 {
		return row
	}
	var rows []assist.Place
	same, sameFix := true, true
	for _, x := range g {
		same, sameFix = same && x.Message == first.Message, sameFix && x.Fix == first.Fix
		if x.Row > 0 {
			rows = append(rows, assist.Place{Row: x.Row})
		}
	}
	rule := first.Rule()
	if !same && rule.Short != "" {
		row[6] = rule.Short
	} else if !same {
		row[6] = "如：" + row[6]
	}
	if !sameFix && !first.Confirmed {
		row[7] = "各处不同，见回执工作簿"
	}
	row[3], row[5] = "", ""
	row[6] += fmt.Sprintf("（%d 处", len(g))
	if len(rows) > 0 {
		row[6] += "：" + strings.TrimSuffix(rowsInWords(rows), fmt.Sprintf(" %d 行", len(g)))
	}
	row[6] += "）"
	return row
}
