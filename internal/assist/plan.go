package assist

import (
	"slices"
	"time"
)

// PlanState (计划状态) says how firm a week's supply plan is; the words are those of --json.
type PlanState string

// The states of a supply plan.
const (
	PlanDraft    PlanState = "draft"    // 草案
	PlanFinal    PlanState = "final"    // 定稿
	PlanMissing  PlanState = "missing"  // 缺货源计划
	PlanUnfrozen PlanState = "unfrozen" // 未定稿: the week ended without a final plan
)

// Title is the state as it stands in a document's title.
func (s PlanState) Title() string {
	return map[PlanState]string{PlanDraft: "草案", PlanFinal: "定稿", PlanMissing: "缺货源计划", PlanUnfrozen: "未定稿"}[s]
}

// WeekPlan (供货) is the supply of one week: every line with its reason, and how each cut fell.
type WeekPlan struct {
	Week     Week
	State    PlanState
	Cutoff   time.Time
	Frozen   time.Time // when it was frozen; zero while it is a draft
	Source   *SupplyPlan
	Doubt    *Doubt      `json:",omitempty"` // what of the week is in doubt; of a final plan, why it had waited
	Left     []string    `json:",omitempty"` // of a final plan: newer 货源计划 that were left aside at the freeze, and why
	Lines    SupplyLines // by unit (order of Terms), order day, licence, preference
	Balance  []Balance   // by barcode, every product of the 货源计划
	Rounds   []Round     // by barcode, class, round
	Unserved []Unserved  // by unit, licence
	Removed  []Removal   // 供货撤销, after the freeze, in the order of the entries
}

// AskedBy says by when a plan that is missing is asked for: at once when its cut-off
// has passed; late tells so then.
func (p WeekPlan) AskedBy(now time.Time) (by, late string) {
	if !p.Cutoff.IsZero() && now.After(p.Cutoff) {
		return "尽快", "截止时间 " + Clock(p.Cutoff) + " 已过，收到后立即定稿"
	}
	return "在 " + Clock(p.Cutoff) + " 前", ""
}

// Missed counts the customers of a final plan who had ordered, by their order day,
// before it was final, and the cartons of 帮扶加量 they were dealt; of a draft nobody.
func (p WeekPlan) Missed() (customers, cartons int) {
	seen := map[string]bool{}
	for l := range p.Kept().All() {
		if !p.Frozen.IsZero() && l.Extra > 0 && l.Day < DateOf(p.Frozen) {
			seen[l.Licence] = true
			cartons += l.Extra
		}
	}
	return len(seen), cartons
}

// LatePlans are the plans of the weeks that have not ended which were frozen after some of
// their order days: see Missed.
func (f Facts) LatePlans() []WeekPlan {
	var list []WeekPlan
	for _, p := range f.Plans {
		if customers, _ := p.Missed(); customers > 0 && !p.Week.Before(f.Period) {
			list = append(list, p)
		}
	}
	return list
}

// Balance (规格平衡) is one line of 规格平衡, in cartons.
type Balance struct {
	Barcode     string
	Name        string
	BestSelling bool
	Pool        int // 可用量
	Asked       int // 申请量: Σ demand after the cap
	Given       int // 分配量
	Customers   int // 受益户数
	Fault       string
}

// Round (分配轮次) is one line of 分配过程: one round of one product among one class of wishes.
type Round struct {
	Barcode string
	Origin  Origin
	Round   int       // 轮次, from 1; rounds in which everybody got one are told as a span
	Upto    int       // last round of the span
	Takers  int       // 参与户数
	Given   int       // 本轮分配, of the whole span
	Left    int       // 剩余
	Cut     []Turnout // for the cut round, in order: who got a carton and who did not
}

// Turnout is one customer's place in the cut round of a product.
type Turnout struct {
	Licence  string
	Received int64  // 已得份额: Σ extra …
	Demanded int64  // … ÷ Σ demand over the fair window; 0 ÷ 0 counts as 0
	Order    string // 次序码: SHA-256 hex
	Got      bool
}

// Unserved (未供货) is a customer on the roll who got nothing (未供货名单).
type Unserved struct {
	Unit    string
	Licence string
	Day     Date // the order day in the week, also of a week in which it does not order: see Orders
	Reason  string
	Detail  string `json:",omitempty"` // what of the licence stands in the way, since when the term is over, or who paused it, since, until and why
}

// Orders is the day on which the customer orders in the week; 0 when it does not.
func (u Unserved) Orders() Date {
	if u.Reason == NoOrderWeek {
		return 0
	}
	return u.Day
}

// Reasons why somebody got nothing, strongest first.
const (
	NoOrderWeek  = "本周不订货"
	NotYet       = "未到期"
	Expired      = "已到期"
	OnHold       = "暂停"
	LicenceFault = "许可证"
	NothingSells = "所选非畅销且无可推荐"
	NoWish       = "无申请且无销量"
	OutOfStock   = "规格无货"
	ShortPool    = "货源不足"
	OverLimit    = "超过上限" // a 限制原因 only
)

// Move (撤销变更) says which way cartons went after the freeze (变更).
type Move string

// The moves of 供货撤销.
const (
	Withdrawn Move = "撤销"
	Restored  Move = "恢复"
)

// Removal (供货撤销) is one line of 供货撤销, a log: cartons that a customer lost after the
// freeze, or regained before its order day.
type Removal struct {
	Move    Move
	Unit    string
	Licence string
	Barcode string
	Cartons int
	Day     Date // 订货日
	Reason  string
	Basis   string
	At      time.Time // of the entry
}

// Net is how many cartons a line of 供货撤销 takes away; negative when it gives back.
func (r Removal) Net() int {
	if r.Move == Restored {
		return -r.Cartons
	}
	return r.Cartons
}

// Lost is what is withdrawn and not restored, in cartons.
func (p WeekPlan) Lost() map[Wanting]int {
	lost := map[Wanting]int{}
	for _, r := range p.Removed {
		lost[Wanting{r.Licence, r.Barcode}] += r.Net()
	}
	return lost
}

// Kept are the lines of a final plan less what was withdrawn of them.
func (p WeekPlan) Kept() SupplyLines {
	if len(p.Removed) == 0 {
		return p.Lines
	}
	lost, lines := p.Lost(), slices.Clone(p.Lines)
	for i, l := range lines {
		lines[i].Extra -= lost[Wanting{l.Licence, l.Open().Barcode}]
	}
	return lines
}

// Share is what a customer received of one product over the fair window.
type Share struct {
	Extra  int64
	Demand int64
}

// Wanting names a customer and a product.
type Wanting struct {
	Licence string
	Barcode string
}
