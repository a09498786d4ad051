package assist

import (
	"slices"

	"bangfu/internal/column"
)

// Level (级别) is how heavily a finding weighs.
type Level string

// The levels, heaviest first.
const (
	LevelFile   Level = "S" // the file as a whole
	LevelReturn Level = "V" // 退回: the row goes back
	LevelHold   Level = "Q" // 待核: the row waits for an answer
	LevelNote   Level = "N" // 提示
	LevelCity   Level = "C" // the city's own file
	LevelSignal Level = "A" // supervision
)

// levels in their order: what keeps a row out before what only tells.
var levels = []Level{LevelFile, LevelReturn, LevelCity, LevelHold, LevelNote, LevelSignal}

// Rank orders levels, the heaviest first: 0 for S.
func (l Level) Rank() int {
	if i := slices.Index(levels, l); i >= 0 {
		return i
	}
	return len(levels)
}

// Turn (由谁处理) says who acts next.
type Turn string

// Whose turn it is.
const (
	TurnCounty   Turn = "县区"
	TurnCity     Turn = City
	TurnOperator Turn = "运维"
)

// Finding (问题) is one thing found about a cell, a row, a sheet or a file.
type Finding struct {
	Code      string
	Level     Level
	Sheet     string `json:",omitempty"`
	Row       int    `json:",omitempty"` // 0 for a whole sheet or file
	Cell      string `json:",omitempty"` // "" when no such cell exists
	Value     string `json:",omitempty"` // as the county wrote it
	Message   string // what is wrong
	Fix       string // what to do
	Turn      Turn
	Clause    string
	Licence   string `json:",omitempty"`
	Compared  string `json:",omitempty"` // for Q: the digest of the values compared; an answer holds for exactly these
	Confirmed bool   `json:",omitempty"` // a Q that is 已核实
	Count     int    `json:",omitempty"` // how many rows a grouped finding speaks of

	Case  Case          `json:",omitempty"` // which of the things that its rule speaks of, where more than words follows from it
	Lacks column.Header `json:",omitempty"` // the column that is missing, where no header of the sheet may be meant for it
}

// Case (情形) is one of several things that a rule speaks of.
type Case string

// The cases from which more follows than words.
const (
	UnknownLicence Case = "号码不认识" // C301: nobody has the licence of a row of 名单调整
	OwnPaper       Case = "系统发出"  // S006: the file is a paper that the program gives out and that has nothing to be filled in
	StillHeld      Case = "还在待核"  // of an OffRoll rule: the row only came before its customer was filed
)

// DoubtsLicence reports a finding by which a row of 名单调整 has a wrong licence: one of
// another length, or one that nobody has.
func (f Finding) DoubtsLicence() bool {
	return f.Rule().LicenceSlip || f.Case == UnknownLicence
}

// Keeps reports whether the finding keeps its row from being filed.
func (f Finding) Keeps() bool {
	return f.Level == LevelReturn || f.Waits()
}

// Waits reports whether the finding is a question (待核) that nobody has answered.
func (f Finding) Waits() bool { return f.Level == LevelHold && !f.Confirmed }

// Asks reports a question that only one of the two sides can answer, and has not.
func (f Finding) Asks(who Turn) bool { return f.Waits() && f.Rule().Answer == who }

// Expired reports a question to the city whose time for a 确认 is over, so that the county
// applies anew.
func (f Finding) Expired() bool { return f.Asks(TurnCity) && f.Turn == TurnCounty }

// Outcome (结果) is what became of a row.
type Outcome string

// The outcomes, strongest first.
const (
	Returned   Outcome = "退回"
	Ineligible Outcome = "不符合"
	Held       Outcome = "待核"
	Filed      Outcome = "备案"
)

// Unchecked (未核对) names something that could not be judged, and why.
type Unchecked struct {
	Code string
	Why  string
}
