package report

import (
	"fmt"
	"slices"

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
	lines, _ := findingLines(p.list)
	rows, listed := p.fitting(lines, left)
	if listed == all && len(rows) < listed {
		t.Notes = []string{fmt.Sprintf("问题共%d条，%s。", all, idleWords)}
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

// groupRow is the line of some findings of a rule.
func (p slip) groupRow(i int, g []assist.Finding) []string {
	row := p.findingRow(i, g[0])
	if len(g) == 1 {
		return row
	}
	row[3], row[5] = "", ""
	text, sameFix := inOneLine(g, row[6], fewRows)
	if row[6] = text; !sameFix && !g[0].Confirmed {
		row[7] = "各处不同，见回执工作簿"
	}
	return row
}
