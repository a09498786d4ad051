package report

import (
	"fmt"
	"slices"
	"strings"

	"bangfu/internal/assist"
)

// uncheckedLines groups 未核对 by reason, with what the rules are about and the rows.
func uncheckedLines(list []unjudged) [][2]string {
	var order []string
	by := map[string]*uncheckedGroup{}
	for _, u := range list {
		g := by[u.Why]
		if g == nil {
			g = &uncheckedGroup{}
			by[u.Why] = g
			order = append(order, u.Why)
		}
		g.add(u)
	}
	lines := make([][2]string, len(order))
	for i, why := range order {
		lines[i] = [2]string{fmt.Sprint(i + 1), by[why].sentence(why)}
	}
	return lines
}

// uncheckedGroup is what could not be judged for one reason.
type uncheckedGroup struct {
	codes []string
	rows  []assist.Place
}

func (g *uncheckedGroup) add(u unjudged) {
	if !slices.Contains(g.codes, u.Code) {
		g.codes = append(g.codes, u.Code)
	}
	if u.Row > 0 && (len(g.rows) == 0 || g.rows[len(g.rows)-1] != u.Place) {
		g.rows = append(g.rows, u.Place)
	}
}

// sentence says why, of which rows, and what was left; what concerns the whole file
// needs no rules.
func (g *uncheckedGroup) sentence(why string) string {
	if len(g.rows) == 0 {
		return why
	}
	slices.Sort(g.codes)
	var about []string
	for _, code := range g.codes {
		if s := (assist.Finding{Code: code}).Rule().Short; s != "" { // 其余 is none: the reason says it
			about = append(about, s)
		}
	}
	if len(about) == 0 {
		return why + "：" + rowsInWords(g.rows) + "。"
	}
	return why + "：" + rowsInWords(g.rows) + "。是否有下列问题没有核对：" + strings.Join(about, "、") + "。"
}

// rowsInWords are some rows, in a few words: 申请表第6行、第34至53行（21 行）.
func rowsInWords(rows []assist.Place) string {
	const shown = 5
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b assist.Place) int {
		if a.Sheet != b.Sheet {
			return strings.Compare(a.Sheet, b.Sheet)
		}
		return a.Row - b.Row
	})
	rows = slices.Compact(rows)
	var parts []string
	for from := 0; from < len(rows); {
		to := from
		for to+1 < len(rows) && rows[to+1].Sheet == rows[from].Sheet && rows[to+1].Row == rows[to].Row+1 {
			to++
		}
		words := fmt.Sprintf("第%d行", rows[from].Row)
		if to > from {
			words = fmt.Sprintf("第%d至%d行", rows[from].Row, rows[to].Row)
		}
		if from == 0 || rows[from-1].Sheet != rows[from].Sheet {
			words = rows[from].Sheet + words
		}
		parts, from = append(parts, words), to+1
	}
	if len(parts) > shown {
		return fmt.Sprintf("%s等 %d 行", strings.Join(parts[:shown], "、"), len(rows))
	}
	return strings.Join(parts, "、")
}
