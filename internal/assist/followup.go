package assist

import "math/big"

// Ratio is a part of a whole. A whole of 0 is no base: it shows as —.
type Ratio struct{ Part, Whole int64 }

// Known reports whether there is a base.
func (r Ratio) Known() bool { return r.Whole != 0 }

// Percent shows the ratio as 62.5%, rounded half away from zero; — without a base.
func (r Ratio) Percent() string {
	if !r.Known() {
		return "—"
	}
	return big.NewRat(r.Part*100, r.Whole).FloatString(1) + "%"
}

// Share is the ratio in ten-thousandths, rounded as Percent shows it: a workbook
// that rounded a rounded figure again would show another one than the paper. It is
// 0 without a base.
func (r Ratio) Share() int64 { return r.times(1000) * 10 }

// Hundredths is the ratio in hundredths, rounded half away from zero.
func (r Ratio) Hundredths() int64 { return r.times(100) }

func (r Ratio) times(n int64) int64 {
	if !r.Known() {
		return 0
	}
	return rounded(new(big.Rat).Mul(big.NewRat(r.Part, r.Whole), big.NewRat(n, 1)))
}

// rounded is a number without decimals, half away from zero.
func rounded(x *big.Rat) int64 {
	n, _ := new(big.Int).SetString(x.FloatString(0), 10)
	return n.Int64()
}

// Mean shows part ÷ whole with some decimals; — without a base.
func (r Ratio) Mean(decimals int) string {
	if !r.Known() {
		return "—"
	}
	return big.NewRat(r.Part, r.Whole).FloatString(decimals)
}

// Growth is how much b is above a, as a part of a: −25.0%, +4.2%; — when one
// has no base or a is 0.
func Growth(a, b Ratio) string {
	g, known := growth(a, b)
	if !known {
		return "—"
	}
	text := g.Mul(g, big.NewRat(100, 1)).FloatString(1) + "%"
	if g.Sign() > 0 {
		return "+" + text
	}
	return text
}

// GrowthShare is Growth in ten-thousandths, rounded as Growth shows it; known is false where it shows —.
func GrowthShare(a, b Ratio) (share int64, known bool) {
	g, known := growth(a, b)
	if !known {
		return 0, false
	}
	return rounded(g.Mul(g, big.NewRat(1000, 1))) * 10, true
}

func growth(a, b Ratio) (g *big.Rat, known bool) {
	if !a.Known() || !b.Known() || a.Part == 0 {
		return nil, false
	}
	g = new(big.Rat).Quo(big.NewRat(b.Part, b.Whole), big.NewRat(a.Part, a.Whole))
	return g.Sub(g, big.NewRat(1, 1)), true
}

// Visiting (走访情况) is the follow-up by visits of a customer, a unit or all.
type Visiting struct {
	Customers int   // 应走访: on the roll, in their term on the last day, and Covered or Overdue
	Covered   int   // 按期: the last visit lies within 走访间隔天
	Visits    int   // rows of 走访台账 in the period
	Visited   int   // customers with such a row
	Services  []int // of these rows, by kind in the order of the list Services
	Carried   int   // problems open on the eve of the period, of who was on the roll then
	Brought   int   // problems open on the eve that customers brought along: who moved here, or came back
	Raised    int   // problems told in the period that were not open by then
	Solved    int   // problems, open or told for the first time, that the period told 已解决
	Taken     int   // problems that customers took along: who moved elsewhere, or left the roll
	Open      int   // problems open at its end: Carried + Brought + Raised − Solved − Taken; the next period begins with them
	NotDue    int   // to be visited, never yet, and 走访间隔天 have not passed since assistance began
	Overdue   int   // 超期: 走访间隔天 have passed since the last visit, else since assistance began
	Suspended int   // on the roll in their term on the last day, and suspended: nobody need visit them
	Outside   int   // on the roll on the last day, which lies outside their term
	Last      Date  // the last visit; 0 for none
	Next      Date  // the 下次走访日期 it names; 0 for none; of a customer only
}

// VisitSince is the day from which 走访间隔天 are counted for a customer whose last
// visit was on a day (五.4): that day, without any visit (0) the day assistance began.
func (f Filing) VisitSince(last Date) Date {
	if last != 0 {
		return last
	}
	return max(f.FiledOn, f.Start)
}

// OnRoll is who is on the roll on the last day: each is due, not due yet, suspended or
// outside the term.
func (v Visiting) OnRoll() int { return v.Customers + v.NotDue + v.Suspended + v.Outside }

// Coverage is 走访覆盖率: who was visited in time, of those to be visited.
func (v Visiting) Coverage() Ratio { return Ratio{int64(v.Covered), int64(v.Customers)} }

// MonthSales is what was sold in one calendar month. Without sales on file it
// is not Known, and no figure of it means anything.
type MonthSales struct {
	Month     Month // 0 when customers with different months are summed up
	Customers int   // how many are summed up: those of whom the month is known
	Cartons   int
	Margin    Fen // catalogue prices, else the rows' own
	Unpriced  int // of Customers: one of the products has no price, so that Margin lacks something
	Products  int // distinct products, summed over the customers
}

// Known reports whether there are sales on file.
func (m MonthSales) Known() bool { return m.Customers > 0 }

// MonthPair is a month of a customer or of some, and the same month of the
// unit's other helped customers.
type MonthPair struct {
	Own    MonthSales
	Others MonthSales
}

// Effect (成效) compares the months before assistance began with those after.
// Before are the 成效对比月数 months before the month of 帮扶起始日; After begins
// with the first complete month of the assistance.
type Effect struct {
	Customers     int // with sales on file on both sides: only these are summed up for a unit
	Before, After []MonthPair
}

// Comparable reports whether there is a base on both sides.
func (e Effect) Comparable() bool { return e.Customers > 0 }

// PerMonth is the sum of a figure over the known months, and how many customer
// months these are.
func PerMonth(months []MonthPair, figure func(MonthSales) int64) Ratio {
	var r Ratio
	for _, m := range months {
		if m.Own.Known() {
			r.Part += figure(m.Own)
			r.Whole += int64(m.Own.Customers)
		}
	}
	return r
}

// CartonsSold, MarginEarned (fen) and ProductsSold are the figures of a month.
func CartonsSold(m MonthSales) int64 { return int64(m.Cartons) }

// MarginEarned is the margin of a month, in fen.
func MarginEarned(m MonthSales) int64 { return int64(m.Margin) }

// ProductsSold is the number of distinct products of a month.
func ProductsSold(m MonthSales) int64 { return int64(m.Products) }

// Usage (利用率) is what became of the extra cartons of frozen plans (投放, 订购, 利用率).
type Usage struct {
	Weeks     int // frozen plans with a carton for it
	Customers int // who were given one or more
	Products  int // of which one or more were given
	Planned   int // 投放: Σ 帮扶加量, cartons
	Value     Fen // Planned at the catalogue's wholesale prices
	Unpriced  int // cartons of Planned without a price: not in Value
	OnFile    int // cartons of Planned whose week's sales are on file
	Ordered   int // 订购: of OnFile, those ordered beyond 原供应量
}

// Rate is 利用率: ordered of what can be known by the sales on file.
func (u Usage) Rate() Ratio { return Ratio{int64(u.Ordered), int64(u.OnFile)} }

// Counted is a text and how often it occurs.
type Counted struct {
	Text string
	N    int
}

// Followed is the follow-up of a customer, a unit or all over a period.
type Followed struct {
	Unit     string    // Sum on the line of all
	Licence  string    // "" on a unit's line
	Opening  int       // on the roll on the eve of the period
	Joined   int       // 新增 of the period, moves from another unit too
	Left     int       // 退出 of the period, moves to another unit too
	Closing  int       // on the roll at its end: Opening + Joined − Left
	Helped   int       // on the roll at any time of the period, each customer once
	ByClass  ByClass   // of Helped, by the latest 困难类别
	Why      []Counted // reasons of Joined, most first
	WhyLeft  []Counted // reasons of Left, most first
	Visiting Visiting
	Effect   Effect
	Usage    Usage
	Signals  []SignalCount // by code; those with a signal
}

// Cleared is how many of Helped have no class any more.
func (f Followed) Cleared() int { return f.ByClass.Cleared(f.Helped) }

// SignalCount is how many signals of a code there were, and how many have been answered.
type SignalCount struct {
	Code     string
	Raised   int
	Answered int
}

// Summary (工作总结) is the follow-up over a period (帮扶工作总结报告), both days included.
type Summary struct {
	From, To  Date
	Total     Followed
	Units     []Followed // in the order of the terms, then those they lack
	Customers []Followed // helped or supplied in the period; by unit, then licence, once for each unit
}

// Moved is how often a customer counts among 期内帮扶 of a further unit: the
// units' sum is that much more than all.
func (s Summary) Moved() int {
	n := -s.Total.Helped
	for _, u := range s.Units {
		n += u.Helped
	}
	return n
}

// Of is the line of a unit; ok is false when there is none.
func (s Summary) Of(unit string) (Followed, bool) {
	for _, u := range s.Units {
		if u.Unit == unit {
			return u, true
		}
	}
	return Followed{}, false
}
