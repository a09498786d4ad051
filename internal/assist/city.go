package assist

import (
	"slices"
	"strings"

	"bangfu/internal/column"
)

// ByGrade (档位) are figures by grade, from index 1 on.
type ByGrade = [column.Grades + 1]int

// PlanRow is one row of the city's 货源计划: what a product offers in a week.
// A value that could not be read is -1 (numbers) or zero, and Row.Faults says why.
type PlanRow struct {
	Row
	Week        Week
	Barcode     string
	Name        string
	BestSelling bool    // 畅销
	BestText    string  // 畅销 as typed
	Pool        int     // 帮扶可用量, cartons
	Base        ByGrade // base cartons
}

// RegisterRow is one row of 许可证状态.
type RegisterRow struct {
	Row
	Licence  string
	Operator string
	Status   string // 有效, 停业, 歇业, 注销, 撤销, 收回, 吊销
	End      Date   // 有效期止
	UnitName string // 县区; "" when not stated
}

// NamesAnother reports a row that has another 经营者姓名 than somebody is called,
// compared without spaces, width and middle dots (二). A blank name is nobody's.
func (r RegisterRow) NamesAnother(operator string) bool {
	return r.Operator != "" && operator != "" && Bare(r.Operator) != Bare(operator)
}

// Valid reports a licence that is in force by its 状态.
func (r RegisterRow) Valid() bool { return r.Status == column.LicenceValid }

// Paused reports a licence that is 停业: its holder waits until it is 有效 again.
func (r RegisterRow) Paused() bool { return r.Status == column.LicencePaused }

// Ended reports a licence that is over, and its holder's assistance with it.
func (r RegisterRow) Ended() bool { return slices.Contains(column.LicenceEnds, r.Status) }

// Register (许可证登记) is the latest 许可证状态, by licence.
type Register struct {
	Receipt  string // where it came from; "" when there is none
	Day      Date   // its 填报日期, else the day it was taken
	Licences RegisterRows
	Left     map[string]bool `json:",omitempty"` // licences whose rows were left out (C201)
	Mistyped []string        `json:",omitempty"` // of these: good numbers that were most likely another one
}

// Present reports whether the city has sent a register at all.
func (r Register) Present() bool { return r.Receipt != "" }

// Silent reports whether the register says nothing of a licence: there is none, or its row
// was left out (C201) and none before it speaks. Then the form's own 许可证有效期止 holds.
func (r Register) Silent(licence string) bool {
	_, known := r.Licences[licence]
	return !r.Present() || !known && r.Left[licence]
}

// Carried reports a licence of which the row of an earlier register still counts: the one
// in force has no usable row of it (C201), be it that the row has no usable number.
func (r Register) Carried(licence string) bool {
	row, known := r.Licences.Of(licence)
	return known && row.Receipt != "" && row.Receipt != r.Receipt
}

// Unfit says what keeps the licence of a customer from being good on a day: by the
// register, or the form where that is silent; "" when it is good.
func (r Register) Unfit(a *Application, day Date) string {
	row, known := r.Licences.Of(a.Licence)
	switch {
	case r.Silent(a.Licence):
		return pastEnd(day, a.LicenceEnd)
	case !known:
		return unlisted
	case !row.Valid():
		return stands + row.Status
	}
	return pastEnd(day, row.End)
}

// pastEnd says that a licence has ended before a day.
func pastEnd(day, end Date) string {
	switch {
	case day <= end:
		return ""
	case end == 0:
		return endless
	}
	return ended + end.String()
}

// The words of Unfit, which UnfitKind reads again.
const (
	unlisted = "不在许可证登记中"
	stands   = "登记状态为"
	endless  = "没有有效期止"
	ended    = "有效期止于 "
)

// UnfitKind is what Unfit says without its date, in a few words to be counted: 许可证停业,
// 许可证过期; 许可证 alone when nothing is known.
func UnfitKind(unfit string) string {
	status, stood := strings.CutPrefix(unfit, stands)
	switch {
	case stood:
		return LicenceFault + status
	case strings.HasPrefix(unfit, ended):
		return LicenceFault + "过期"
	case unfit == unlisted:
		return LicenceFault + "不在登记"
	}
	return LicenceFault + unfit
}

// Action (动作) is what a row of 名单调整 does.
type Action string

// The actions of the city on the roll.
const (
	Confirm Action = column.Confirm
	Suspend Action = column.Suspend
	Resume  Action = column.Resume
	Remove  Action = column.Remove
)

// Void (作废) settles a doubt as if the file had never come; 确认 uses it as it is.
const Void Action = column.Void

// Adjustment (名单调整) is one row of 名单调整.
type Adjustment struct {
	Row
	Licence string
	Action  Action
	From    Date // 生效日期
	Until   Date // 截止日期; 0 for none
	Reason  string
	By      string // 经办人
	Taken   Date   `json:"-"` // the day of the run that took it
}

// SupplyPlan (货源计划) is the 货源计划 of one week as it was accepted.
type SupplyPlan struct {
	Week     Week
	Receipt  string
	Products []PlannedProduct // by barcode
	Doubts   []string         `json:",omitempty"` // why the plan is in doubt by itself (C101–C105)
	Lacking  []string         `json:",omitempty"` // the grades without a column, from the highest: their base is 0
}

// Offer is a 货源计划 of a week as it came, and what somebody said of its doubts.
type Offer struct {
	Plan   SupplyPlan
	On     Date   // the day it was taken
	Action Action // 确认, 作废, or "" while nobody has said
}

// PlannedProduct is one product of a week's 货源计划.
type PlannedProduct struct {
	Barcode     string
	Name        string
	BestSelling bool
	Pool        int     // cartons
	Base        ByGrade // cartons
	Fault       string  // why the row is left out of the plan; "" when it is in
}
