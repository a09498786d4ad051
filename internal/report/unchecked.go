package report

import (
	"fmt"
	"slices"
	"strings"

	"bangfu/internal/assist"
)

// uncheckedLines groups 未核对 by reason, with what the rules are about and the rows. A
// row in which a rule of its reason was found all the same stands with its like.
func uncheckedLines(list []unjudged) [][2]string {
	type kind struct{ why, found string }
	codes := map[string][]string{} // by reason
	for _, u := range list {
		codes[u.Why] = append(codes[u.Why], u.Code)
	}
	var order []kind
	by := map[kind]*uncheckedGroup{}
	for _, u := range list {
		k := kind{u.Why, strings.Join(among(u.found, codes[u.Why]), " ")}
		if by[k] == nil {
			by[k], order = &uncheckedGroup{}, append(order, k)
		}
		by[k].add(u)
	}
	lines := make([][2]string, len(order))
	for i, k := range order {
		lines[i] = [2]string{fmt.Sprint(i + 1), by[k].sentence(k.why)}
	}
	return lines
}

// among are those of some codes that others hold too, each once, in their order.
func among(codes, others []string) []string {
	both := slices.DeleteFunc(slices.Clone(codes), func(c string) bool { return !slices.Contains(others, c) })
	slices.Sort(both)
	return slices.Compact(both)
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
		return why + "：" + rowsInWords(g.rows, fewRows) + "。"
	}
	return why + "：" + rowsInWords(g.rows, fewRows) + "。没有核对的：" + strings.Join(about, "；") + "。"
}

// rowsInWords are some rows, in a few words: 申请表第6行、第34至53行（21 行）.
func rowsInWords(rows []assist.Place, most int) string {
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
	if len(parts) > most {
		return fmt.Sprintf("%s等 %d 行", strings.Join(parts[:most], "、"), len(rows))
	}
	return strings.Join(parts, "、")
}
