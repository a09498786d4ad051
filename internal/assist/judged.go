package assist

import (
	"slices"
	"strconv"
)

// Judged (判定) is one row with its outcome, of any form.
type Judged struct {
	Place
	Form      Form
	Unit      string
	Licence   string
	Outcome   Outcome
	Refused   string `json:",omitempty"` // the S code that refuses its sheet or file; such a row is 退回
	Findings  []Finding
	Unchecked []Unchecked `json:",omitempty"`
	Clause    string      `json:",omitempty"` // 认定条款
	Grounds   string      `json:",omitempty"` // 认定依据, a sentence with the figures
	Standing  Standing    `json:",omitempty"`
	By        Place       `json:",omitzero"`  // with Replaced: the row that stands for it; zero in ledgers of older versions
	Since     Date        `json:",omitempty"` // 自何时: the day it was first held; of one that went back, the day its person was first told
	Turned    Date        `json:",omitempty"` // the day it became the turn of who acts next; 0 when that is so since Since

	Codes   []string `json:",omitempty"` // of somebody erased, who has no findings any more: the rules that spoke
	Dropped int      `json:",omitempty"` // findings of a file with too many that were only counted
	Lives   bool     `json:",omitempty"` // with Dropped: what LivesOn says by all of them
	Digest  string   `json:",omitempty"` // with Dropped: stands for all of them
}

// Heading is what a judgement says first, field by field: of which row it is, and what came
// of that. Of one that is kept packed it is read without the findings: see KeptJudged.Heading.
type Heading struct {
	Place
	Form    Form
	Unit    string
	Licence string
	Outcome Outcome
}

// heading is what the judgement says first.
func (j Judged) heading() Heading { return Heading{j.Place, j.Form, j.Unit, j.Licence, j.Outcome} }

// LivesOn reports whether every later run judges the row again until another
// replaces it: it is 待核, or 退回 only by what the city may yet settle. What
// an S refused is not: it waits for a new file.
func (j Judged) LivesOn() bool {
	if j.Refused != "" || j.Superseded() {
		return false
	}
	if j.Outcome == Held || j.Dropped > 0 {
		return j.Outcome == Held || j.Lives
	}
	returns := slices.DeleteFunc(slices.Clone(j.Findings), func(f Finding) bool { return f.Level != LevelReturn })
	return j.Outcome == Returned && len(returns) > 0 && !slices.ContainsFunc(returns, func(f Finding) bool { return !f.Rule().Lives })
}

// Turn is who acts next (由谁处理) on a row that is not filed: the county on one that
// went back, whatever else the city will have to say of it, and on one that waits for
// both; else who is asked by what keeps it.
func (j Judged) Turn() Turn {
	if j.Outcome == Returned {
		return TurnCounty
	}
	turn := TurnCity
	for _, f := range j.Findings {
		if !f.Keeps() {
			continue
		}
		if f.Turn == TurnCounty {
			return TurnCounty
		}
		turn = f.Turn
	}
	return turn
}

// WaitsSince is the day from which the row has waited for who acts next.
func (j Judged) WaitsSince() Date {
	if j.Turned != 0 {
		return j.Turned
	}
	return j.Since
}

// Superseded reports whether another row of its run stands for the row.
func (j Judged) Superseded() bool { return j.Standing == Replaced || j.Standing == Repeated }

// Yields reports whether a row that would be filed, or would wait, gives way to
// another of its run: nothing is filed by it, and nobody waits for it. One that
// went back, or is not eligible, says so first, until a later run has another.
func (j Judged) Yields() bool {
	return j.Standing == Resent || j.Standing == Replaced && (j.Outcome == Filed || j.Outcome == Held)
}

// ReplacedWords says which row stands for a replaced one; "" when none does.
func (j Judged) ReplacedWords() string {
	switch {
	case j.Standing != Replaced && j.Standing != Resent:
		return ""
	case j.By.Receipt == "":
		return "已由后来的一行替换"
	}
	return "已由 " + j.By.Receipt + " 第 " + strconv.Itoa(j.By.Row) + " 行 替换"
}

// Standing (去向) says how a 申请表 row stands to what is on file.
type Standing string

// The standings of an application.
const (
	Fresh      Standing = ""    // to be taken as its 业务类型 says
	Unchanged  Standing = "同前"  // equal to the licence's present filing
	Correction Standing = "更正"  // a 新增 of the same 申请日期 with other facts: taken as 变更
	Replaced   Standing = "被替换" // a later 填报日期 of the same run replaces it
	Resent     Standing = "已重报" // a row of a later run stands for it; only in what is told
	Repeated   Standing = "重复"  // equal to a row of another file of the run: counts once
)

// JudgedApplication is an application with its outcome.
type JudgedApplication struct {
	*Application // never nil, and never changed where it lies: a filing shares it
	Verdict      Judged
}

// Answer (核实) is a 待核 finding that the county or the city has settled (属实, 确认).
// It holds for exactly the values compared.
type Answer struct {
	Licence  string
	Code     string
	Compared string // Finding.Compared
	Source   Place
	Unit     string // whose word it is: the county's counts for its own rows, 市局's for all
	Text     string
	Said     string // digest of the words: the same words do not settle other values
}
