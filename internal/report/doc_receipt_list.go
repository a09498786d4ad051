package report

import (
	"fmt"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// findingTable lists the findings, heaviest first. Where they do not all find room,
// those of a rule stand in one line, so that what must be answered is on paper too.
func (p slip) findingTable(left room) paper.Block {
	t := paper.Table{Size: findingSize, Label: 3, Empty: "没有发现问题",
		Columns: weighing(ruled("序号", "级别", "工作表", "单元格", "规则", "填报值~", "问题~", "处理办法~", "由谁处理"), findingShares...)}
	all := max(len(p.list), total(p.Taken.Totals))
	groups := make([][]assist.Finding, len(p.list))
	for i := range p.list {
		groups[i] = p.list[i : i+1]
	}
	rows, listed := p.fitting(groups, left)
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

// spread takes groups apart, the heaviest first, as far as all still find room.
func (p slip) spread(groups [][]assist.Finding, left room) [][]assist.Finding {
	_, all := p.fitting(groups, left)
	for i := 0; i < len(groups); i++ {
		if len(groups[i]) == 1 {
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
	type key struct {
		code, sheet string
		answered    bool
	}
	at := map[key]int{}
	var groups [][]assist.Finding
	for _, x := range list {
		k := key{x.Code, x.Sheet, x.Confirmed}
		i, known := at[k]
		if !known {
			i = len(groups)
			at[k], groups = i, append(groups, nil)
		}
		groups[i] = append(groups[i], x)
	}
	return groups
}

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
