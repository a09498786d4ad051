package assist

import (
	"fmt"
	"slices"
	"strings"
)

// TermsSlip is something in 参数 that cannot be used, and what stands in its place: a cell,
// a row or a sheet of a table, or a whole workbook.
type TermsSlip struct {
	Table     string   `json:",omitempty"` // "" for a whole workbook
	Where     string   `json:",omitempty"` // B5 代码; of a whole workbook its name
	About     string   `json:",omitempty"` // what the row speaks of; "" when nobody can say
	What      string   // 没有填
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
	return s.Words(0) == other.Words(0) && slices.Equal(s.Units, other.Units) && s.Everybody == other.Everybody
}

// Words tells the slip, with how many on the roll it concerns.
func (s TermsSlip) Words(households int) string {
	whose := ""
	if len(s.Units) > 0 {
		whose = "（" + someOf(s.Units) + "）"
	}
	where, next := "参数表“"+s.Table+"”", s.Next
	switch {
	case s.Table == "":
		where = "参数文件 " + TermsFolder + "/"
	case next == "":
		next = "请在 " + TermsFolder + "/" + TermsWorkbook(s.Table) + " 里改正"
	}
	what := s.Where
	if s.About != "" {
		what += "（" + s.About + "）"
	}
	return fmt.Sprintf("%s%s：%s，涉及在册 %d 户%s；%s", where, strings.TrimSpace(what+" "+s.What), s.holds(), households, whose, next)
}

// holds is what holds in place of what cannot be used.
func (s TermsSlip) holds() string {
	switch {
	case s.Table == "":
		return "沿用" + s.Stands
	case s.Stands != "":
		return "沿用 " + s.Stands
	case s.Else != "":
		return "没有采用，" + s.Else
	}
	return "没有采用，以前也没有可以沿用的值"
}

// someOf names at most three, and how many there are.
func someOf(list []string) string {
	if len(list) <= 3 {
		return strings.Join(list, "、")
	}
	return fmt.Sprintf("%s 等 %d 个", strings.Join(list[:3], "、"), len(list))
}
