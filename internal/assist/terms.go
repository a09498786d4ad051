package assist

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// Unit (县区) is one reporting unit of the table 县区.
type Unit struct {
	Name     string
	Code     string       // in receipt numbers: 140213, KFQ
	Prefixes []string     // licence prefixes that belong to it
	Aliases  []string     // other names
	Former   []string     // names it had before (原名); their drop folders are still read
	Deadline time.Weekday // 报送截止
	Since    Date         // the day it came into 县区; 0 when that is not known
	Renamed  Date         // the day it got its present name in place of the last of Former; 0 when it had no other
}

// RenamedIn is the name that the unit had until a week, when it got its present one in it; "" when it
// did not.
func (u Unit) RenamedIn(w Week) string {
	if len(u.Former) == 0 || WeekOf(u.Renamed) != w {
		return ""
	}
	return u.Former[len(u.Former)-1]
}

// Names are all that a unit is and was called, the present name first.
func (u Unit) Names() []string { return slices.Concat([]string{u.Name}, u.Former) }

// City is the folder and turn of the city itself; its receipts carry CityCode.
const (
	City     = "市局"
	CityCode = "SJ"
)

// The parameter workbooks (参数) by their file names.
const (
	PolicyFile    = "政策参数.xlsx"
	CatalogueFile = "规格目录.xlsx"
	TermsFolder   = "参数"
	PolicyPath    = TermsFolder + "/" + PolicyFile // as people are told of it
	CataloguePath = TermsFolder + "/" + CatalogueFile
)

// DibaoStandard (低保标准) of a unit from a date on; 0 means none published.
type DibaoStandard struct {
	Unit  string
	From  Date
	Urban Fen // per person and month
	Rural Fen // per person and year
	Basis string
}

// RuralIncome (农村人均可支配收入) of a unit and year.
type RuralIncome struct {
	Unit   string
	Year   int
	Income Fen // per person and year
	Basis  string
}

// Limit (帮扶标准值) is one dated value of 帮扶标准.
type Limit struct {
	Name  string
	From  Date
	Value Number
	Basis string
}

// Number is a decimal in ten-thousandths: 0.6 is 6000, 31 is 310000.
type Number int64

// Int is the whole part.
func (n Number) Int() int { return int(n / One) }

// Cell is the number as a workbook holds it, with none, two or four decimals.
func (n Number) Cell() sheet.Value {
	switch {
	case n%One == 0:
		return sheet.I(n.Int())
	case n%100 == 0:
		return sheet.Hundredths(int64(n) / 100)
	}
	return sheet.Tenthousandths(int64(n))
}

// String shows the number without trailing zeros.
func (n Number) String() string {
	r := big.NewRat(int64(n), int64(One)).FloatString(4)
	return strings.TrimSuffix(strings.TrimRight(r, "0"), ".")
}

// Cutoff (截单时间) replaces the cut-off and the 报送截止 of one supply week (截止调整).
type Cutoff struct {
	Week  Week
	At    time.Time
	Basis string
}

// Terms (标准) are the dated parameters of the regulation, and the city they
// hold in. Nothing that the regulation or the city may change is a constant
// anywhere else.
type Terms struct {
	Office   Office
	Units    []Unit // in the order of the sheet 县区
	Dibao    []DibaoStandard
	Rural    []RuralIncome
	Limits   []Limit
	Cutoffs  []Cutoff
	Products Catalogue
	Kept     map[TermsValue]Said `json:"-"` // values that stand although the last workbook does not say them

	names *unitNames
}

// TermsValue is a place in 参数: a table, what its row speaks of (the values of its
// columns that tell so, in their order), and the header of the value.
type TermsValue struct {
	Table, Row string
	Header     column.Header
}

// The names of 帮扶标准.
const (
	MaxProducts     = "最多规格数"
	MaxExtra        = "单规格加量上限"
	MarginShare     = "残疾类毛利占比下限"
	RuralShare      = "农村收入比例"
	TemporaryMonths = "临时困难最长月数"
	CycleMonths     = "复核周期月"
	VisitDays       = "走访间隔天"
	OrderMultiple   = "监督倍数"
	FairWeeks       = "公平窗口周"
	HoldDays        = "待核保留天数"
	HoldWarnDays    = "待核提醒天数"
	MarginConflict  = "毛利差异倍数"
	MarginMonths    = "毛利最少月数"
	MarginWindow    = "毛利窗口月数"
	ConfirmDays     = "确认有效天数"
	RevivalDays     = "复核恢复天数"
	StaleDays       = "申请超期天数"
	AdultYears      = "最低年龄"
	DueDays         = "到期提醒天数"
	RegisterDays    = "登记过期天数"
	StandardMonths  = "低保标准过期月数"
	RejoinMonths    = "退出再申请月数"
	IncomeLow       = "年收入过低"
	IncomeHigh      = "年收入过高"
	RecommendDays   = "推荐窗口天数"
	ResultMonths    = "成效对比月数"
	SameOrderCount  = "相同订单户数"
	UnsoldWeeks     = "未订购周数"
	ShrinkAlarm     = "登记缩减警戒"
	DropAlarm       = "骤降警戒"
)

// Default is one row of the built-in 帮扶标准, used where the sheet has none.
type Default struct {
	Name  string
	Value Number
	Basis string
	Span  Span
}

// Span is what a limit may be.
type Span uint8

// The spans of limits.
const (
	SpanWhole    Span = iota // a whole number, also 0
	SpanPositive             // a whole number above 0
	SpanShare                // above 0, at most 1
	SpanMultiple             // above 0
)

// One is 1 as a Number.
const One Number = 1_0000

// Fault says what a value should have been; "" when it lies in the span.
func (s Span) Fault(v Number) string {
	switch {
	case s == SpanShare && (v <= 0 || v > One):
		return "应大于 0、不超过 1，例如 0.6 或 60%"
	case s == SpanMultiple && v <= 0:
		return "应大于 0"
	case s == SpanPositive && (v <= 0 || v%One != 0):
		return "应为大于 0 的整数"
	case s == SpanWhole && (v < 0 || v%One != 0):
		return "应为整数"
	}
	return ""
}

// SpanOf is what a 帮扶标准 may be.
func SpanOf(name string) Span {
	d, ok := DefaultOf(name)
	if !ok {
		return SpanWhole
	}
	return d.Span
}

// Defaults are the built-in limits; init writes them into 政策参数, where the city may date new ones.
var Defaults = []Default{
	{MaxProducts, 8_0000, "六：单次帮扶畅销单规格不超 8 个", SpanPositive},
	{MaxExtra, 10_0000, "六：单次单品再加 10 条（条）", SpanPositive},
	{MarginShare, 6000, "三.2：60% 以上", SpanShare},
	{RuralShare, 6000, "三.1：农民人均纯收入的 60%", SpanShare},
	{TemporaryMonths, 6_0000, "三.3：最长月数", SpanPositive},
	{CycleMonths, 12_0000, "五.2：备案有效月数", SpanPositive},
	{VisitDays, 31_0000, "五.4：定期走访（天）", SpanPositive},
	{OrderMultiple, 2_0000, "五.6：订单为前 3 次均值的倍数", SpanMultiple},
	{FairWeeks, 52_0000, "六：公平分配回看的周数", SpanPositive},
	{HoldDays, 180_0000, "七.3：待核保留天数", SpanPositive},
	{HoldWarnDays, 30_0000, "七.3：待核退回前提醒天数", SpanWhole},
	{MarginConflict, 1_5000, "三.2：申报与计算毛利相差倍数", SpanMultiple},
	{MarginMonths, 3_0000, "三.2：计算毛利最少月数", SpanPositive},
	{MarginWindow, 12_0000, "三.2：计算毛利回看月数", SpanPositive},
	{ConfirmDays, 90_0000, "三.3：市局确认对申请的有效天数", SpanWhole},
	{RevivalDays, 90_0000, "五.2：到期后可凭复核恢复的天数", SpanWhole},
	{StaleDays, 90_0000, "七.1：申请距收件天数", SpanWhole},
	{AdultYears, 18_0000, "二：经营者最低年龄", SpanWhole},
	{DueDays, 60_0000, "五.2：到期提醒天数", SpanWhole},
	{RegisterDays, 30_0000, "四：许可证登记超过此天数视为陈旧", SpanWhole},
	{StandardMonths, 18_0000, "三.1：低保标准超过此月数提示更新", SpanWhole},
	{RejoinMonths, 6_0000, "五.2：退出后再申请的月数", SpanWhole},
	{IncomeLow, 3000_0000, "三.1：家庭年收入低于此数提示（元）", SpanWhole},
	{IncomeHigh, 500000_0000, "三.1：家庭年收入高于此数提示（元）", SpanWhole},
	{RecommendDays, 90_0000, "六：推荐规格回看的天数", SpanPositive},
	{ResultMonths, 3_0000, "五.6：帮扶前后对比的月数", SpanWhole},
	{SameOrderCount, 3_0000, "五.6：同日相同订单的户数", SpanWhole},
	{UnsoldWeeks, 4_0000, "五.6：连续供货而未订购的周数", SpanWhole},
	{ShrinkAlarm, 1000, fmt.Sprintf("四：登记中不再有效的在册户达到此比例（至少 %d 户）即为有疑", fewestLost), SpanShare},
	{DropAlarm, 5000, fmt.Sprintf("六：草案低于最近 %d 个定稿周均值的此比例即为有疑", dropWeeks), SpanShare},
}

// Limit is the value of a 帮扶标准 in force on a date.
func (t Terms) Limit(name string, on Date) Number { return t.LimitRow(name, on).Value }

// LimitRow is the row of 帮扶标准 in force on a date; where the sheet has none, the built-in one (From 0).
func (t Terms) LimitRow(name string, on Date) Limit {
	var best Limit
	for _, l := range t.Limits {
		if l.Name == name && l.From <= on && l.From >= best.From {
			best = l
		}
	}
	if best.Name != "" {
		return best
	}
	d := defaultOf(name)
	return Limit{Name: name, Value: d.Value, Basis: d.Basis}
}

// defaultOf is the built-in row of a 帮扶标准 that the program itself names.
func defaultOf(name string) Default {
	d, ok := DefaultOf(name)
	if !ok {
		panic("assist: no such limit: " + name)
	}
	return d
}

// DefaultOf is the built-in row of a 帮扶标准 as somebody wrote it; ok is false when there is no such limit.
func DefaultOf(name string) (d Default, ok bool) {
	i := slices.IndexFunc(Defaults, func(d Default) bool { return d.Name == name })
	if i < 0 {
		return Default{}, false
	}
	return Defaults[i], true
}

// UrbanDibao is the urban dibao standard of a unit in force on a date: a row
// that states only the rural one says nothing of it.
func (t Terms) UrbanDibao(unit string, on Date) (DibaoStandard, bool) {
	return t.dibao(unit, on, func(d DibaoStandard) Fen { return d.Urban })
}

// RuralDibao is the rural dibao standard of a unit in force on a date.
func (t Terms) RuralDibao(unit string, on Date) (DibaoStandard, bool) {
	return t.dibao(unit, on, func(d DibaoStandard) Fen { return d.Rural })
}

// dibao is the latest row of a unit that states one of its two series.
func (t Terms) dibao(unit string, on Date, series func(DibaoStandard) Fen) (DibaoStandard, bool) {
	var best DibaoStandard
	for _, d := range t.Dibao {
		if d.Unit == unit && series(d) > 0 && d.From <= on && d.From >= best.From {
			best = d
		}
	}
	return best, best.Unit != ""
}

// OldestDibao is the day since which the older of a unit's dibao standards in
// force on a date holds; ok is false when it has none.
func (t Terms) OldestDibao(unit string, on Date) (from Date, ok bool) {
	urban, hasUrban := t.UrbanDibao(unit, on)
	rural, hasRural := t.RuralDibao(unit, on)
	if !hasUrban || hasRural && rural.From < urban.From {
		return rural.From, hasRural
	}
	return urban.From, true
}

// Aged is a unit whose dibao standard has held for longer than 低保标准过期月数.
type Aged struct {
	Unit string
	From Date // since when it has held
}

// Standards are, on a date and in the order of the units, those with a dibao
// standard that may have been raised since, and those with none.
func (t Terms) Standards(on Date) (aged []Aged, none []string) {
	months := t.Limit(StandardMonths, on).Int()
	for _, u := range t.Units {
		from, ok := t.OldestDibao(u.Name, on)
		switch {
		case !ok:
			none = append(none, u.Name)
		case from.AddMonths(months) < on:
			aged = append(aged, Aged{u.Name, from})
		}
	}
	return aged, none
}

// CutoffOf is the changed cut-off of a supply week (截止调整).
func (t Terms) CutoffOf(w Week) (Cutoff, bool) {
	i := slices.IndexFunc(t.Cutoffs, func(c Cutoff) bool { return c.Week == w })
	if i < 0 {
		return Cutoff{}, false
	}
	return t.Cutoffs[i], true
}

// RuralOf is the rural income of a unit and year.
func (t Terms) RuralOf(unit string, year int) (RuralIncome, bool) {
	for _, r := range t.Rural {
		if r.Unit == unit && r.Year == year && r.Income > 0 {
			return r, true
		}
	}
	return RuralIncome{}, false
}

// Rank gives the place of a unit in the order of the table 县区: the city first,
// units that it lacks last.
func (t Terms) Rank() func(unit string) int {
	rank := map[string]int{City: -1}
	for i, u := range t.Units {
		rank[u.Name] = i
	}
	return func(unit string) int {
		if r, ok := rank[unit]; ok {
			return r
		}
		return len(t.Units)
	}
}

// Unit finds a unit by name.
func (t Terms) Unit(name string) (Unit, bool) {
	for _, u := range t.Units {
		if u.Name == name {
			return u, true
		}
	}
	return Unit{}, false
}

// Code is the code of a unit in receipt numbers: a GB/T 2260 code, KFQ, or SJ for the city.
func (t Terms) Code(unit string) string {
	if unit == City {
		return CityCode
	}
	u, _ := t.Unit(unit)
	return u.Code
}

// UnitCalled finds the unit a written name means: its name or an alias, with
// or without 烟草, 营销部, 公司 and the names of city and province around it, the
// city's also without its last word.
func (t Terms) UnitCalled(text string) (string, bool) {
	names := t.names
	if !names.of(t) {
		names = t.named()
	}
	plain := t.Office.plain(text)
	unit, known := names.unit[plain]
	if !known { // 样城甲区 for 样城市甲区
		unit, known = names.unit[strings.TrimPrefix(plain, t.Office.shortCity())]
	}
	return unit, known
}

// Serves reports whether a licence's prefix belongs to the unit.
func (u Unit) Serves(licence string) bool {
	return slices.ContainsFunc(u.Prefixes, func(p string) bool { return strings.HasPrefix(licence, p) })
}
