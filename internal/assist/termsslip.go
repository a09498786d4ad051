package assist

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// TermsSlip is something in 参数 that cannot be used, and what stands in its place: a cell,
// a row or a sheet of a table, or a whole workbook.
type TermsSlip struct {
	Table     string   `json:",omitempty"` // "" for a whole workbook
	Where     string   `json:",omitempty"` // B5 代码; of a whole workbook its name
	About     string   `json:",omitempty"` // what the row speaks of; "" when nobody can say
	Value     string   `json:",omitempty"` // what stands in the cell and is wrong, as far as a line has room for it
	What      string   // what is wrong: 没有填, or of the value 无法采用
	Stands    string   `json:",omitempty"` // 2026-11-16 的 140212; "" when nothing was said before
	Else      string   `json:",omitempty"` // what holds where nothing was said before: 仍按 2013-08-01 起的 10
	Units     []string `json:",omitempty"` // whose customers it concerns
	Everybody bool     `json:",omitempty"` // it concerns those of all
	Next      string   `json:",omitempty"` // what to do, when it is not to mend the cell
}

// TermsWorkbook is the workbook that a table of 参数 stands in.
func TermsWorkbook(table string) string {
	if table == ProductTable {
		return CatalogueFile
	}
	return PolicyFile
}

// Same reports whether two are told alike.
func (s TermsSlip) Same(other TermsSlip) bool {
	return s.words(0) == other.words(0) && slices.Equal(s.Units, other.Units) && s.Everybody == other.Everybody
}

// SlipWords tells some slips, each with how many on the roll it concerns. Cells of one column
// with the same fault are told in one sentence.
func SlipWords(slips []TermsSlip, households func(TermsSlip) int) []string {
	var groups [][]TermsSlip
	at := map[slipFault]int{}
	for _, s := range slips {
		i, known := at[s.fault()]
		if !known {
			i = len(groups)
			at[s.fault()], groups = i, append(groups, nil)
		}
		groups[i] = append(groups[i], s)
	}
	told := make([]string, len(groups))
	for i, g := range groups {
		all := g[0].with(g[1:])
		told[i] = all.words(households(all))
	}
	return told
}

// A slipFault is what cells of one column that are told together have in common; of what is
// no cell all that is told.
type slipFault struct {
	table, header, why, holds, next string
	everybody                       bool
}

func (s TermsSlip) fault() slipFault {
	_, header, cell := strings.Cut(s.Where, " ")
	if s.Table == "" || !cell {
		return slipFault{s.Table, s.Where, s.Wrong(), s.holds(), s.Next, s.Everybody}
	}
	return slipFault{s.Table, header, s.What, s.holds(), s.Next, s.Everybody}
}

// Wrong says what is wrong: “十条”无法采用.
func (s TermsSlip) Wrong() string {
	if s.Value == "" {
		return s.What
	}
	return "“" + s.Value + "”" + s.What
}

// with is a slip that tells of others like it too: of all their cells, what stands in them,
// and all whom they concern.
func (s TermsSlip) with(others []TermsSlip) TermsSlip {
	if len(others) == 0 {
		return s
	}
	var cells, values []string
	all := s
	all.Units, all.Value = nil, ""
	for _, x := range append([]TermsSlip{s}, others...) {
		cell, header, _ := strings.Cut(x.Where, " ")
		cells, all.Where = append(cells, cell), header
		if value := cmp.Or(x.Value, x.About); value != "" && !slices.Contains(values, value) {
			values = append(values, value)
		}
		for _, u := range x.Units {
			if !slices.Contains(all.Units, u) {
				all.Units = append(all.Units, u)
			}
		}
	}
	all.Where = atMost(cells, mostCells, "格") + " " + all.Where
	all.About = atMost(values, mostNames, "个")
	return all
}

// words tells the slip, with how many on the roll it concerns.
func (s TermsSlip) words(households int) string {
	where, next := "参数表“"+s.Table+"”", s.Next
	switch {
	case s.Table == "":
		where = "参数文件 " + TermsFolder + "/" + s.Where + " "
	case next == "":
		next = "请在 " + TermsFolder + "/" + TermsWorkbook(s.Table) + " 里改正"
		fallthrough
	default:
		where += strings.Replace(s.Where, " ", "的", 1)
	}
	if about := s.about(); about != "" {
		where += "（" + about + "）"
	}
	return where + s.Wrong() + s.holding() + s.concerned(households) + "；" + next
}

// about is what the row of the cell speaks of, but for what stands in the cell itself.
func (s TermsSlip) about() string {
	parts := slices.DeleteFunc(strings.Fields(s.About), func(p string) bool { return p == s.Value })
	text := sinceDay.ReplaceAllString(" "+strings.Join(parts, " "), "，$1 起")
	return strings.TrimPrefix(strings.TrimPrefix(text, " "), "，")
}

// sinceDay is the day from which the row of a cell holds.
var sinceDay = regexp.MustCompile(` ([0-9]{4}-[0-9]{2}-[0-9]{2})`)

// concerned says whom on the roll it concerns; of nobody nothing.
func (s TermsSlip) concerned(households int) string {
	switch {
	case households == 0:
		return ""
	case len(s.Units) == 0:
		return fmt.Sprintf("，涉及在册 %d 户", households)
	}
	return fmt.Sprintf("，涉及在册 %d 户（%s）", households, atMost(s.Units, mostNames, "个"))
}

// unusable ends what is wrong with a cell that cannot be used: it need not be said again.
const unusable = "无法采用"

// holding goes on with what holds.
func (s TermsSlip) holding() string {
	holds := s.holds()
	rest, unused := strings.CutPrefix(holds, notUsed)
	switch {
	case unused && strings.HasSuffix(s.What, unusable):
		return rest
	case unused:
		return "，" + holds
	}
	return "：" + holds
}

// notUsed is said where nothing was said before that could stand in its place.
const notUsed = "没有采用"

// holds is what holds in place of what cannot be used.
func (s TermsSlip) holds() string {
	switch {
	case s.Table == "":
		return "沿用" + s.Stands
	case s.Stands != "":
		return "沿用 " + s.Stands
	case s.Else != "":
		return notUsed + "，" + s.Else
	}
	return notUsed + "，以前也没有可以沿用的值"
}

// How many cells a sentence names, and how many names.
const (
	mostCells = 8
	mostNames = 3
)

// atMost names so many at most, and says how many there are.
func atMost(list []string, most int, measure string) string {
	if len(list) <= most {
		return strings.Join(list, "、")
	}
	return fmt.Sprintf("%s 等 %d %s", strings.Join(list[:mostNames], "、"), len(list), measure)
}
