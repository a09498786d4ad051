package assist

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
	Base        [31]int // base cartons by grade, index 1–30
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

// Statuses of a licence.
const (
	LicenceValid     = "有效"
	LicenceSuspended = "停业"
)

// LicenceEnded lists the statuses that end a customer's assistance.
var LicenceEnded = map[string]bool{"歇业": true, "注销": true, "撤销": true, "收回": true, "吊销": true}

// Register (许可证登记) is the latest 许可证状态, by licence.
type Register struct {
	Receipt  string // where it came from; "" when there is none
	Day      Date   // its 填报日期, else the day it was taken
	Licences map[string]RegisterRow
	Left     map[string]bool `json:",omitempty"` // licences whose rows were left out (C201)
	Mistyped []string        `json:",omitempty"` // of these: good numbers that were most likely another one
}

// Present reports whether the city has sent a register at all.
func (r Register) Present() bool { return r.Receipt != "" }

// Action (动作) is what a row of 名单调整 does (动作).
type Action string

// The actions of the city on the roll.
const (
	Confirm Action = "确认"
	Suspend Action = "暂停"
	Resume  Action = "恢复"
	Remove  Action = "退出"
)

// Void (作废) settles a doubt as if the file had never come; 确认 uses it as it is.
const Void Action = "作废"

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
	Base        [31]int // by grade
	Fault       string  // why the row is left out of the plan; "" when it is in
}
