package report

import (
	"slices"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// The week of the fixture: a run on Thursday 2026-11-26 before the cut-off.
var (
	runAt  = time.Date(2026, 11, 26, 10, 0, 0, 0, assist.Zone)
	today  = day("2026-11-26")
	cutoff = time.Date(2026, 11, 26, 18, 0, 0, 0, assist.Zone)
)

// Licences of the fixture; the serials are invented.
const (
	liDibao    = "140213100001" // 平城, 低保, filed a year ago, due in 20 days
	wangBlind  = "140213100002" // 平城, 残疾, joined this week
	zhaoFire   = "140215100003" // 云州, 临时困难, suspended by the city
	qianGone   = "140215100004" // 云州, left this week
	sunMoved   = "140211100005" // moved from 平城 to 云州 this week
	zhouLapsed = "140213100006" // 平城, lapsed 40 days ago
	wuErased   = "140213100007" // 平城, left and erased
	zhengHeld  = "140213100008" // 平城, 待核 by the county
	fengCity   = "140215100009" // 云州, 待核 by the city
	chenBack   = "140213100010" // 平城, 退回
	chuUnfit   = "140215100011" // 云州, 不符合
	weiOlder   = "140215100012" // 云州, 待核 since three weeks
)

const (
	yunyan   = "6901028339957"
	qipilang = "6901028138536"
	zhonghua = "6901028075015"
)

func day(s string) assist.Date {
	d, ok := assist.ParseDate(s)
	if !ok {
		panic(s)
	}
	return d
}

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, assist.Zone)
	if err != nil {
		panic(err)
	}
	return t
}

func week(s string) assist.Week {
	w, ok := assist.ParseWeek(s)
	if !ok {
		panic(s)
	}
	return w
}

func someTerms() assist.Terms {
	return assist.Terms{
		Office: assist.Office{Marketing: "货源处", Supervision: "督察处", Licensing: "证件处"},
		Units: []assist.Unit{
			{Name: "平城区", Code: "140213", Prefixes: []string{"140213", "140211"}, Deadline: time.Thursday},
			{Name: "云州区", Code: "140215", Prefixes: []string{"140215"}, Deadline: time.Wednesday},
			{Name: "开发区", Code: "KFQ", Deadline: time.Wednesday},
		},
		Dibao: []assist.DibaoStandard{
			{Unit: "平城区", From: day("2025-01-01"), Urban: 730_00, Basis: "2025年低保标准通知"},
			{Unit: "云州区", From: day("2026-07-01"), Urban: 650_00, Rural: 6600_00, Basis: "2026年低保标准通知"},
		},
		Rural:   []assist.RuralIncome{{Unit: "云州区", Year: 2025, Income: 12000_00, Basis: "示例"}},
		Limits:  []assist.Limit{{Name: assist.MaxExtra, From: day("2026-06-01"), Value: 8_0000, Basis: "市局通知第3号"}},
		Cutoffs: []assist.Cutoff{{Week: week("2026-W49"), At: cutoff, Basis: "照常"}},
		Products: assist.NewCatalogue([]assist.Product{
			{Barcode: yunyan, Name: "云烟(硬云龙细支)", Wholesale: 129_30, Retail: 150_00, OnSale: true},
			{Barcode: qipilang, Name: "七匹狼(软灰)", Wholesale: 185_50, Retail: 210_00, OnSale: true},
			{Barcode: zhonghua, Name: "中华(硬)", Wholesale: 381_60, Retail: 450_00},
		}),
	}
}

func place(receipt string, row int) assist.Place {
	return assist.Place{Receipt: receipt, Sheet: "申请表", Row: row}
}

// person is an application that could be filed.
func person(unit, licence, name string, h assist.Hardship, p assist.Place) assist.Application {
	return assist.Application{
		Row:      assist.Row{Place: p, Unit: unit, Reported: today, Cells: typedCells(map[column.Header]assist.Cell{"许可证号": {Addr: sheet.Address(3, p.Row), Text: licence}})},
		Business: assist.NewCustomer, Licence: licence, Shop: name + "副食店", Operator: name, ID: "14022119700101" + ("0012" + licence)[len(licence):], Phone: "13935200001",
		Address: "样例路1号", Market: "城镇", Grade: 12, Cycle: assist.Weekly, OrderDay: "周二", LicenceEnd: day("2028-05-31"),
		Household: assist.Urban, Members: 3, Income: 20000_00, Margin: -1, Hardship: h, Proofs: []string{"低保证"}, Applied: day("2026-11-20"),
	}
}

func filing(number string, a assist.Application, from, end string) assist.Filing {
	return assist.Filing{
		Number: "大烟弱备〔" + from[:4] + "〕" + number + "号", Unit: a.Unit, Application: &a, Clause: a.Hardship.Clause(),
		Grounds: "人均月收入 512.00 元 < 城市低保标准 730 元（2025-01-01 起）", FiledOn: day(from), Start: day(from), End: day(end), Due: day(end),
	}
}

// copyOf is an application that may be changed without the others that share it.
func copyOf(a *assist.Application) *assist.Application {
	c := *a
	return &c
}

func joinedBy(f assist.Filing, reason string) assist.Change {
	return assist.Change{Day: f.FiledOn, Kind: assist.Joined, Licence: f.Application.Licence, Unit: f.Unit, Reason: reason, Source: f.Application.Place, By: assist.ByCounty, Filing: &f}
}

// The changes up to the last freeze, and those after it.
func changes() (before, after []assist.Change) {
	old := func(row int) assist.Place { return place("HZ-140213-20251216-001", row) }
	li := filing("0001", person("平城区", liDibao, "李样", assist.Dibao, old(5)), "2025-12-16", "2026-12-16")
	zhao := person("云州区", zhaoFire, "赵样", assist.Temporary, place("HZ-140215-20260901-001", 5))
	zhao.Proofs = nil
	fire := filing("0002", zhao, "2026-09-01", "2027-02-01")
	qian := filing("0003", person("云州区", qianGone, "钱样", assist.Dibao, place("HZ-140215-20260901-001", 6)), "2026-09-01", "2027-09-01")
	sun := filing("0004", person("平城区", sunMoved, "孙样", assist.Disability, place("HZ-140213-20260901-001", 5)), "2026-09-01", "2027-09-01")
	zhou := filing("0005", person("平城区", zhouLapsed, "周样", assist.Dibao, old(6)), "2025-10-17", "2026-10-17")
	wu := filing("0006", assist.Application{Row: assist.Row{Place: old(7), Unit: "平城区"}, Licence: wuErased, Hardship: assist.Dibao}, "2025-12-16", "2026-12-16")
	wu.Grounds = ""
	before = []assist.Change{
		joinedBy(li, "低保"), joinedBy(zhou, "低保"), joinedBy(wu, ""), joinedBy(fire, "临时困难"), joinedBy(qian, "低保"), joinedBy(sun, "残疾"),
		{Day: day("2026-10-18"), Kind: assist.Left, Licence: zhouLapsed, Unit: "平城区", Reason: assist.ReasonLapsed, By: assist.ByCalendar},
	}
	wang := person("平城区", wangBlind, "王样", assist.Disability, place("HZ-140213-20261125-001", 6))
	wang.DisabledNo, wang.Proofs = "14022119700101001243", []string{"残疾人证"}
	joined := filing("0007", wang, "2026-11-25", "2027-11-25")
	joined.Clause, joined.Grounds = "三.2", "卷烟年毛利 18000.00 元 ≥ 家庭年收入 20000.00 元的 60%"
	moved := sun
	moved.Unit, moved.Application.Unit, moved.Application.Place = "云州区", "云州区", place("HZ-140215-20261126-001", 5)
	after = []assist.Change{
		joinedBy(joined, "残疾"),
		{Day: today, Kind: assist.Amended, Licence: sunMoved, Unit: "云州区", Reason: "信息变更", Source: moved.Application.Place, By: assist.ByCounty, Filing: &moved},
		{Day: today, Kind: assist.Left, Licence: qianGone, Unit: "云州区", Reason: "不再经营", Source: place("HZ-140215-20261126-001", 6), By: assist.ByCounty},
		{Day: today, Kind: assist.Left, Licence: wuErased, Unit: "平城区", By: assist.ByCity, Source: assist.Place{Receipt: "HZ-SJ-20261123-001", Sheet: "名单调整", Row: 3}},
		{Day: today, Kind: assist.Suspended, Licence: zhaoFire, Unit: "云州区", Reason: "外出治疗", By: assist.ByCity, Until: day("2026-12-31"), Source: assist.Place{Receipt: "HZ-SJ-20261123-001", Sheet: "名单调整", Row: 4}},
	}
	return before, after
}

func foldAll(changes ...assist.Change) *assist.Roster {
	r := assist.NewRoster()
	for _, c := range changes {
		r.Fold(c)
	}
	return r
}

// finding puts a rule's words onto a cell of a row.
func finding(code string, p assist.Place, column, licence string, turn assist.Turn) assist.Finding {
	level := assist.Level(code[:1])
	return assist.Finding{
		Code: code, Level: level, Sheet: p.Sheet, Row: p.Row, Cell: sheetCell(column, p.Row), Value: "原值", Message: words[code][0], Fix: words[code][1],
		Turn: turn, Clause: "七.1", Licence: licence,
	}
}

func sheetCell(column string, row int) string {
	if column == "" {
		return ""
	}
	return column + sheet.Address(1, row)[1:]
}

var words = map[string][2]string{
	"V101": {"许可证号只有 11 位", "填 12 位许可证号"},
	"V112": {"身份证号校验位不对", "对照身份证改正"},
	"V203": {"“去年”不是日期", "填 2026-11-02 这样的日期"},
	"V301": {"人均月收入 800.00 元 ≥ 城市低保标准 650 元，且没有低保证", "核对收入；数据无误的不予备案"},
	"Q504": {"联系电话与平城区 140213100001 相同", "核实是否同一户"},
	"Q307": {"临时困难须市局确认", "等市局确认"},
	"N209": {"全角数字已按半角读取", "不用改"},
	"Q103": {"许可证前缀 140211 不属于本县区", "核实后说明"},
}

func judged(a assist.Application, o assist.Outcome, found ...assist.Finding) assist.JudgedApplication {
	v := assist.Judged{Place: a.Place, Form: assist.ApplicationForm, Unit: a.Unit, Licence: a.Licence, Outcome: o, Findings: found}
	if o != assist.Filed {
		v.Since = today
	}
	return assist.JudgedApplication{Application: &a, Verdict: v}
}

// rows has every outcome, a row that came back mended, one replaced and one older.
func rows() []assist.JudgedApplication {
	older := person("云州区", weiOlder, "卫样", assist.Dibao, place("HZ-140215-20261105-001", 5))
	olderRow := judged(older, assist.Held, finding("Q504", older.Place, "G", weiOlder, assist.TurnCounty))
	olderRow.Verdict.Since = day("2026-11-05")

	first := "HZ-140213-20261124-001"
	unread := person("平城区", "", "蒋样", assist.Dibao, place(first, 5))
	unread.Cells = typedCells(map[column.Header]assist.Cell{"许可证号": {Addr: "C5", Text: "14021310001"}})
	wang := person("平城区", wangBlind, "王样", assist.Disability, place(first, 6))
	replaced := person("平城区", chenBack, "陈样", assist.Dibao, place(first, 7))
	replacedRow := judged(replaced, assist.Returned, finding("V203", replaced.Place, "R", chenBack, assist.TurnCounty), finding("V112", replaced.Place, "F", chenBack, assist.TurnCounty))

	second := "HZ-140213-20261125-001"
	chen := person("平城区", chenBack, "陈样", assist.Dibao, place(second, 5))
	filed := person("平城区", wangBlind, "王样", assist.Disability, place(second, 6))
	zheng := person("平城区", zhengHeld, "郑样", assist.Dibao, place(second, 7))
	repeat := judged(person("平城区", wangBlind, "王样", assist.Disability, place(second, 9)), assist.Filed)
	repeat.Verdict.Standing, repeat.Verdict.By = assist.Replaced, assist.Place{Receipt: "HZ-140213-20261125-003", Sheet: "申请表", Row: 5}
	answered := finding("Q103", filed.Place, "C", wangBlind, assist.TurnCounty)
	answered.Confirmed = true

	third := "HZ-140215-20261126-001"
	sun := person("云州区", sunMoved, "孙样", assist.Disability, place(third, 5))
	sun.Business = assist.Amendment
	qian := person("云州区", qianGone, "钱样", assist.Dibao, place(third, 6))
	qian.Business = assist.Withdrawal
	feng := person("云州区", fengCity, "冯样", assist.Temporary, place(third, 7))
	chu := person("云州区", chuUnfit, "褚样", assist.Dibao, place(third, 8))
	held := judged(zheng, assist.Held, finding("Q504", zheng.Place, "G", zhengHeld, assist.TurnCounty), finding("N209", zheng.Place, "G", zhengHeld, assist.TurnCounty))
	held.Verdict.Unchecked = []assist.Unchecked{{Code: "V106", Why: "许可证登记中没有这个客户的姓名"}}
	return []assist.JudgedApplication{
		olderRow,
		judged(unread, assist.Returned, finding("V101", unread.Place, "C", "", assist.TurnCounty)),
		judged(wang, assist.Returned, finding("V112", wang.Place, "F", wangBlind, assist.TurnCounty)),
		replacedRow,
		judged(chen, assist.Returned, finding("V112", chen.Place, "F", chenBack, assist.TurnCounty)),
		judged(filed, assist.Filed, answered),
		held,
		repeat,
		judged(sun, assist.Filed),
		judged(qian, assist.Filed),
		judged(feng, assist.Held, finding("Q307", feng.Place, "W", fengCity, assist.TurnCity)),
		judged(chu, assist.Ineligible, finding("V301", chu.Place, "T", chuUnfit, assist.TurnCounty)),
	}
}

func files() []assist.Taken {
	table := func(last int) []assist.Table {
		return []assist.Table{{Form: assist.ApplicationForm, Sheet: "申请表", HeaderRow: 4, LastCol: 42, LastRow: last, Read: last - 4}}
	}
	taken := func(unit, receipt, name, when string, counts ...assist.SheetCount) assist.Taken {
		return assist.Taken{Receipt: receipt, Unit: unit, Name: name, SHA: "3f1d" + receipt, Size: 20480, Format: "xlsx", Kind: assist.KindApplication, Seen: at(when), At: at(when), Reported: today, Counts: counts}
	}
	old := taken("平城区", "HZ-140213-20251216-001", "去年.xlsx", "2025-12-16 10:00", assist.SheetCount{Sheet: "申请表", Read: 3, Filed: 3})
	older := taken("云州区", "HZ-140215-20261105-001", "十一月.xlsx", "2026-11-05 10:00", assist.SheetCount{Sheet: "申请表", Read: 1, Held: 1})
	city := taken(assist.City, "HZ-SJ-20261123-001", "名单调整.xlsx", "2026-11-23 08:30", assist.SheetCount{Sheet: "名单调整", Read: 2, Filed: 2})
	city.Kind = assist.KindAdjustment
	first := taken("平城区", "HZ-140213-20261124-001", "平城申请.xlsx", "2026-11-24 08:30", assist.SheetCount{Sheet: "申请表", Read: 3, Returned: 3})
	first.Tables = table(7)
	second := taken("平城区", "HZ-140213-20261125-001", "平城申请(改).xlsx", "2026-11-25 08:30", assist.SheetCount{Sheet: "申请表", Read: 7, Filed: 2, FiledReplaced: 1, Held: 1, Returned: 1, Blank: 1, Totals: 1, Headers: 1})
	second.Tables, second.Ours = append(table(11), assist.Table{Form: assist.WishForm, Sheet: "帮扶申请表", HeaderRow: 2, LastCol: 14, LastRow: 4, Read: 2}), first.Receipt
	second.Counts = append(second.Counts, assist.SheetCount{Sheet: "帮扶申请表", Read: 2, Filed: 1, Returned: 1})
	broken := taken("平城区", "HZ-140213-20261125-002", "坏了.xlsx", "2026-11-25 09:00")
	broken.Refused, broken.Kind, broken.Format, broken.Reported = true, assist.KindUnknown, "", 0
	broken.Findings = []assist.Finding{{Code: "S001", Level: assist.LevelFile, Message: "文件损坏，打不开", Fix: "用 Excel 或 WPS 重新保存后再放入", Turn: assist.TurnCounty, Clause: "填报要求"}}
	third := taken("云州区", "HZ-140215-20261126-001", "云州.xlsx", "2026-11-26 10:00", assist.SheetCount{Sheet: "申请表", Read: 4, Filed: 2, Held: 1, Ineligible: 1})
	third.Tables, third.Unread = table(8), []string{"十一月补报"}
	sales := taken("云州区", "HZ-140215-20261126-002", "销售.csv", "2026-11-26 10:00", assist.SheetCount{Sheet: "销售历史", Read: 40, Filed: 38, Returned: 1, Totals: 1})
	sales.Kind, sales.Format = assist.KindSales, "csv"
	sales.Tables = []assist.Table{{Form: assist.SalesForm, Sheet: "销售历史", HeaderRow: 1, LastCol: 6, LastRow: 41, Read: 40, Totals: 1}}
	sales.Findings = []assist.Finding{
		{Code: "V802", Level: assist.LevelReturn, Sheet: "销售历史", Row: 9, Cell: "F9", Value: "两条", Message: "数量不是整数", Fix: "填整数", Turn: assist.TurnCounty, Clause: "五.1", Licence: sunMoved},
		{Code: "N806", Level: assist.LevelNote, Sheet: "销售历史", Row: 3, Cell: "A3", Value: "140215999999", Message: "客户不在册，也没有申请", Fix: "不用改", Turn: assist.TurnCounty, Clause: "五.1", Count: 7},
	}
	return []assist.Taken{old, older, city, first, second, broken, third, sales}
}

func history(licence, month string, cartons ...int) assist.History {
	h := assist.History{Licence: licence}
	m, _ := assist.ParseMonth(month)
	for i, n := range cartons {
		sm := assist.SalesMonth{Licence: licence, Month: m + assist.Month(i)}
		sm.Lines = []assist.Sale{{Day: sm.Month.First(), Barcode: yunyan, Cartons: n}}
		h.Months = append(h.Months, sm)
	}
	return h
}

// supplyPlan is short of 云烟 and ample in 七匹狼.
func supplyPlan() assist.WeekPlan {
	w := week("2026-W49")
	line := func(unit, licence, code string, from assist.Origin, base, asked, demand, extra int, reason string) assist.SupplyLine {
		return assist.SupplyLine{Week: w, Unit: unit, Day: w.On(time.Tuesday), Licence: licence, Grade: 12, Barcode: code, Origin: from, Base: base, Asked: asked, Demand: demand, Extra: extra, Reason: reason}
	}
	friday := line("平城区", wangBlind, yunyan, assist.Recommended, 2, 3, 3, 0, "货源不足")
	friday.Day = w.On(time.Friday)
	return assist.WeekPlan{
		Week: w, State: assist.PlanDraft, Cutoff: cutoff,
		Lines: keptLines(
			line("平城区", liDibao, yunyan, assist.Requested, 2, 10, 8, 2, "货源不足、超过上限"),
			line("平城区", liDibao, qipilang, assist.Requested, 0, 5, 5, 5, ""),
			friday,
			line("云州区", sunMoved, yunyan, assist.Requested, 1, 2, 2, 1, "货源不足"),
		),
		Balance: []assist.Balance{
			{Barcode: zhonghua, Name: "中华(硬)", Pool: 4},
			{Barcode: qipilang, Name: "七匹狼(软灰)", BestSelling: true, Pool: 20, Asked: 5, Given: 5, Customers: 1},
			{Barcode: yunyan, Name: "云烟(硬云龙细支)", BestSelling: true, Pool: 3, Asked: 13, Given: 3, Customers: 2},
			{Barcode: "6901028000000", Name: "不明", Fault: "规格目录中没有这个条码"},
		},
		Rounds: []assist.Round{
			{Barcode: qipilang, Origin: assist.Requested, Round: 1, Upto: 5, Takers: 1, Given: 5, Left: 15},
			{Barcode: yunyan, Origin: assist.Requested, Round: 1, Upto: 1, Takers: 2, Given: 2, Left: 1},
			{Barcode: yunyan, Origin: assist.Requested, Round: 2, Upto: 2, Takers: 2, Given: 1, Cut: []assist.Turnout{
				{Licence: liDibao, Received: 3, Demanded: 40, Order: "0a11", Got: true}, {Licence: sunMoved, Received: 0, Demanded: 0, Order: "ff02"}}},
		},
		Unserved: []assist.Unserved{
			{Unit: "平城区", Licence: wangBlind, Day: w.On(time.Friday), Reason: assist.ShortPool},
			{Unit: "云州区", Licence: zhaoFire, Day: w.On(time.Tuesday), Reason: assist.OnHold},
		},
	}
}

// someFacts is a run with every outcome.
func someFacts() assist.Facts {
	before, after := changes()
	f := assist.Facts{
		At: runAt, Today: today, Period: week("2026-W48"), Week: week("2026-W49"), Program: "test",
		Terms: someTerms(), TermsFiles: []assist.TermsFile{{Name: "参数/政策参数.xlsx", SHA: "aa00bb11cc22dd33", Changed: true}, {Name: "参数/规格目录.xlsx", SHA: "0123456789abcdef"}},
		Register: assist.Register{Receipt: "HZ-SJ-20261102-001", Day: day("2026-10-20"), Licences: assist.RegisterRows{}},
		Files:    files(), Rows: assist.ApplicationRows{}.With(rows()...), Roster: foldAll(append(before, after...)...), Before: foldAll(before...), BeforeWeek: week("2026-W48"),
		Plan: supplyPlan(), Erased: map[string]bool{wuErased: true},
		Faults: []assist.Fault{{Text: "云州区 2026 年农村收入未录入"}},
		Reports: []assist.UnitReport{
			{Unit: "平城区", State: assist.Reported, Deadline: cutoff, First: at("2026-11-24 08:30")},
			{Unit: "云州区", State: assist.Late, Deadline: at("2026-11-25 18:00"), Past: true, First: at("2026-11-26 10:00")},
			{Unit: "开发区", State: assist.Silent, Deadline: at("2026-11-25 18:00"), Past: true},
		},
		Signals: []assist.Signal{
			{Number: "A101-1a2b", Code: "A101", Unit: "平城区", Licence: liDibao, Measure: "订货量 ÷ 近3次均值", Value: "30 ÷ 12.0 = 2.5", Threshold: "2", Span: "2026-11-24", Basis: "销售历史 2026-11"},
			{Number: "A104-9f00", Code: "A104", Unit: "云州区", Licence: sunMoved, Measure: "相同电话户数", Value: "2", Threshold: "1", Span: "2026-W48", Basis: "备案名单", Reply: "父子两店，已核实", Others: []string{zhaoFire}},
		},
	}
	f.Selling = assist.SellingOf(f, slices.Values([]assist.History{history(liDibao, "2026-08", 10, 11, 11), history(sunMoved, "2025-10", 99)}))
	wish := assist.Place{Receipt: "HZ-140213-20261125-001", Sheet: "帮扶申请表", Row: 3}
	f.Others = assist.OtherRows{}.With(
		assist.Judged{Place: wish, Form: assist.WishForm, Unit: "平城区", Licence: liDibao, Outcome: assist.Filed},
		assist.Judged{Place: assist.Place{Receipt: wish.Receipt, Sheet: wish.Sheet, Row: 4}, Form: assist.WishForm, Unit: "平城区", Licence: zhengHeld, Outcome: assist.Returned,
			Findings: []assist.Finding{{Code: "V703", Level: assist.LevelReturn, Sheet: wish.Sheet, Row: 4, Cell: "C4", Value: "好烟", Message: "“好烟”不是条码，也不在规格目录中", Fix: "填 13 位条盒条码或目录中的名称", Turn: assist.TurnCounty, Clause: "六"}}},
	)
	for licence, row := range map[string]assist.RegisterRow{
		liDibao: {Status: "有效", End: day("2026-12-31")}, wangBlind: {Status: "有效", End: day("2028-01-01")}, zhaoFire: {Status: "停业", End: day("2028-01-01")},
	} {
		row.Licence, row.Place = licence, assist.Place{Receipt: f.Register.Receipt, Sheet: "许可证状态", Row: 9}
		f.Register.Licences.Put(row)
	}
	return f
}

// typedCells are the cells of a row as they were typed.
func typedCells(typed map[column.Header]assist.Cell) assist.Cells {
	var p assist.CellPacking
	for _, c := range typed {
		_, row, _ := sheet.ParseAddress(c.Addr) // all stand in one
		p.Begin(row)
	}
	for h, c := range typed {
		col, _, _ := sheet.ParseAddress(c.Addr)
		p.Add(h, col, c.Text)
	}
	return p.Cells()
}

// keptLines are lines as a plan keeps them.
func keptLines(lines ...assist.SupplyLine) (list assist.SupplyLines) {
	for _, l := range lines {
		list = append(list, l.Keep())
	}
	return list
}
