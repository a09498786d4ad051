package batch

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/form"
	"bangfu/internal/history"
)

// year is the city's life week by week: what eleven counties and the city drop,
// drawn from a seed, and the laws that must hold after each week.
type year struct {
	*town
	*rand.Rand
	week    assist.Week // of the run
	day     assist.Date // of the run
	roster  *assist.Roster
	made    map[string]int     // customers made so far, by unit
	rows    map[string]cells   // the last row sent, by licence
	known   []string           // licences in the order they were made
	late    map[string]bool    // licences the register does not have yet
	valid   map[string]bool    // licences that are 有效 on the latest register
	again   map[string][]cells // by unit: rows that are not eligible, to be sent once the register lists them
	moving  map[string][]cells
	ripe    []string                          // licences of class 3 that wait for a 确认
	wrote   map[string]map[string]int         // rows written, by file name and sheet
	pools   map[assist.Week]map[string]string // of each plan, by barcode
	seen    map[string]int                    // how often each thing happened
	bare    map[assist.Week]bool              // weeks of which the last run said that no plan had come
	dealing bool                              // a week had a plan
	listed  bool                              // a register has had a row
	empty   bool                              // the last register had none
	book    recount

	printed   map[string]string // the last weekly reports, by unit
	printedOf assist.Week       // and of which week they are
}

// TestYear lives through weeks of a city, over the turn of the year and its
// week 53, with parameters that change, and checks the laws after each.
func TestYear(t *testing.T) {
	t.Parallel()
	y := newYear(t, yearUnits, 2)
	y.play(yearStart, yearWeeks)
	if yearProved {
		if wrong, _, err := y.Verify(context.Background()); err != nil || len(wrong) > 0 {
			t.Errorf("verify: %v %v", wrong, err)
		}
	}
	for _, what := range yearMust {
		if y.seen[what] == 0 {
			t.Errorf("a year without %s: %v", what, y.seen)
		}
	}
}

// TestYearsAtRandom lives through a few weeks of small cities, of any luck, and
// compares every paper with what SQL counts.
func TestYearsAtRandom(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		y := newYear(t, 2, rapid.Uint64().Draw(rt, "luck"))
		defer y.done()
		start := assist.Week{Year: 2026, Number: rapid.IntRange(20, 53).Draw(rt, "start")}
		y.play(start, randomWeeks)
		if t.Failed() {
			rt.Fatal("above")
		}
	})
}

// newYear is a city that nothing has happened in yet, its luck drawn from a seed.
func newYear(t *testing.T, units int, seed uint64) *year {
	t.Helper()
	y := &year{
		town: newTown(t, units), Rand: rand.New(rand.NewPCG(2026, seed)), made: map[string]int{}, rows: map[string]cells{}, late: map[string]bool{},
		again: map[string][]cells{}, moving: map[string][]cells{}, wrote: map[string]map[string]int{}, pools: map[assist.Week]map[string]string{}, seen: map[string]int{}, bare: map[assist.Week]bool{}, roster: assist.NewRoster(),
	}
	y.limit(assist.CycleMonths, 1, "2026-01-01")
	y.limit(assist.CycleMonths, 2, "2027-01-01")
	y.limit(assist.RevivalDays, 15, "2026-01-01")
	y.limit(assist.SameOrderCount, 2, "2026-01-01")
	y.limit(assist.UnsoldWeeks, 2, "2026-01-01")
	y.limit(assist.ShrinkAlarm, 1, "2026-01-01") // its registers and plans are never a slip, however many they end or little they deal
	y.terms.Limits = append(y.terms.Limits, assist.Limit{Name: assist.DropAlarm, From: assist.Day(2026, time.January, 1), Value: 1, Basis: "市局通知"})
	for _, d := range slices.Clone(y.terms.Dibao) {
		d.From, d.Urban, d.Basis = assist.Day(2027, time.January, 1), d.Urban+50_00, "新标准"
		y.terms.Dibao = append(y.terms.Dibao, d)
	}
	y.rule()
	y.book = y.ledger()
	return y
}

// play lives through weeks with the laws, and then reports on their years.
func (y *year) play(start assist.Week, weeks int) {
	y.Helper()
	for i := range weeks {
		y.week = start.Add(i)
		if i == weeks*2/3 { // the file itself changes in the middle
			y.limit(assist.MaxExtra, 7, y.week.Monday().String())
			y.limit(assist.MaxProducts, 5, y.week.Monday().String())
			y.rule()
		}
		y.live(y.book, i)
		if y.Failed() {
			y.Fatalf("after %s", y.week)
		}
	}
	for n := start.Monday().Year(); n <= y.day.Year(); n++ {
		y.annual(y.book, fmt.Sprint(n))
	}
}

// limit dates a 帮扶标准 again.
func (y *year) limit(name string, value int, from string) {
	day, _ := assist.ParseDate(from)
	y.terms.Limits = append(y.terms.Limits, assist.Limit{Name: name, From: day, Value: assist.Number(value * 10000), Basis: "市局通知"})
}

// live plays one week: every thirteenth has a draft on Monday, each ends with the
// run after the cut-off, and now and then a second run finds nothing new.
func (y *year) live(db recount, i int) {
	if i%13 == 0 {
		y.day = y.week.Monday()
		y.counties(0.3)
		y.pass(db, "09:00")
	}
	y.day = y.week.On(time.Thursday)
	y.office()
	y.counties(0.6)
	y.pass(db, "18:30")
	if i%3 == 1 {
		y.lose(db, i)
	}
	if y.week.Number == 53 {
		y.seen["W53"]++
	}
	if i%13 != 2 {
		return
	}
	before := db.one(`SELECT max(seq) FROM entry`)
	again := y.run(y.day.String() + " 19:00")
	if n := db.one(`SELECT max(seq) FROM entry`) - before; again.News || len(again.Outputs) > 0 || n != 0 {
		y.Errorf("%s: a second run entered %v and wrote %v", y.week, db.numbers(`SELECT kind || ' ' || licence || ' ' || body, seq FROM entry WHERE seq > ?`, before), again.Outputs)
	}
}

// lose suspends one of those who were dealt a share the evening before: its
// cartons are withdrawn.
func (y *year) lose(db recount, i int) {
	y.day++
	supplied := slices.Sorted(maps.Keys(db.numbers(`SELECT licence, sum(extra) FROM supply WHERE week = ? AND extra > 0 GROUP BY 1`, y.week.Next().String())))
	supplied = slices.DeleteFunc(supplied, func(l string) bool { f, on := y.roster.Find(l); return !on || f.Suspended })
	if len(supplied) == 0 {
		return
	}
	rows := []cells{adjustment(supplied[i%len(supplied)], "暂停", y.day.String(), (y.day + 8).String())}
	y.write(assist.City, map[assist.Form][]cells{assist.AdjustmentForm: rows})
	y.pass(db, "09:00")
	y.seen["撤销"] += db.one(`SELECT count(*) FROM entry WHERE kind = 'withdrawal' AND json_extract(body, '$.Week') = ?`, y.week.Next().String())
}

// pass is one run with its laws.
func (y *year) pass(db recount, hour string) {
	y.Helper()
	res := y.run(y.day.String() + " " + hour)
	h, err := history.Fold(y.Ledger.Entries(context.Background(), 0, history.KindChange))
	y.must(err)
	y.roster = h.Roster()
	y.laws(db, res)
	clear(y.wrote)
}

// chance is true so often.
func (y *year) chance(p float64) bool { return y.Float64() < p }

// write drops a workbook and remembers how many rows each sheet has.
func (y *year) write(unit string, forms map[assist.Form][]cells) {
	for f, rows := range forms {
		if len(rows) == 0 {
			delete(forms, f)
		}
	}
	if len(forms) == 0 {
		return
	}
	y.sendAll(unit, y.day.String(), forms)
	counts := map[string]int{}
	for f, rows := range forms {
		counts[string(f)] = len(rows)
	}
	y.wrote[fmt.Sprintf("报送%04d.xlsx", y.files)] = counts
}

// counties lets some of the units report.
func (y *year) counties(share float64) {
	on := map[string][]assist.Filing{}
	for f := range y.roster.Enrolled() {
		on[f.Unit] = append(on[f.Unit], f)
	}
	for _, u := range y.terms.Units {
		if !y.chance(share) && len(y.moving[u.Name]) == 0 {
			continue
		}
		apply := append(y.moving[u.Name], y.changes(u.Name, on[u.Name])...)
		delete(y.moving, u.Name)
		apply = append(apply, y.newcomers(u.Name, len(on[u.Name]))...)
		if len(apply) == 0 {
			apply = []cells{{"序号": "本期无新增"}}
		} else if y.chance(0.3) {
			apply = append(apply, cells{}, cells{"序号": "合计", "家庭人口": "9"}, repeated(assist.ApplicationForm), y.customer(u.Name, 990, y.day.String()).with("许可证号", ""))
		}
		y.write(u.Name, map[assist.Form][]cells{assist.ApplicationForm: apply, assist.WishForm: y.wishes(on[u.Name]), assist.VisitForm: y.visits(on[u.Name])})
		if _, _, d := y.day.Parts(); d <= 7 {
			y.write(u.Name, map[assist.Form][]cells{assist.SalesForm: y.sales(on[u.Name])})
		}
	}
}

// repeated is a header row in the middle of a form.
func repeated(f assist.Form) cells {
	c := cells{}
	for _, h := range form.Headers(f) {
		c[string(h)] = string(h)
	}
	return c
}

// changes are what a unit tells of those on its roll, and of some who lapsed.
func (y *year) changes(unit string, on []assist.Filing) []cells {
	var list []cells
	today := y.day.String()
	for _, f := range on {
		row, sent := y.rows[f.Application.Licence]
		if !sent {
			continue
		}
		row = row.with("核实说明", "")
		switch at := y.Float64(); {
		case f.Due-y.day <= 8 && at < 0.7:
			list = append(list, y.remember(row.on(today).with("业务类型", "复核")))
		case at < 0.05:
			list = append(list, y.remember(row.on(today).with("业务类型", "变更", "家庭年收入", fmt.Sprint(9000+y.IntN(9000)))))
		case at < 0.08:
			list = append(list, row.on(today).with("业务类型", "退出", "退出原因", "转行"))
		case at < 0.10 && y.valid[f.Application.Licence]: // so that the row is filed at once: one that waits is asked Q603
			to := y.terms.Units[y.IntN(len(y.terms.Units))].Name
			if to != unit && len(y.moving[to]) == 0 && to != "平城区" {
				y.moving[to] = append(y.moving[to], y.remember(row.on(today).with("业务类型", "新增", "县区", to, "核实说明", "属实：Q103 Q603 店址迁入 "+today)))
				list = append(list, row.on(today).with("业务类型", "退出", "退出原因", "迁往"+to))
				y.seen["调往"]++
			}
		case at < 0.2:
			list = append(list, row)
		}
	}
	y.again[unit] = slices.DeleteFunc(y.again[unit], func(c cells) bool { // refused for the register alone, they would wait for ever
		listed := y.valid[c["许可证号"]]
		if listed {
			list = append(list, y.remember(c.on(today)))
		}
		return listed
	})
	for _, licence := range y.known {
		f, was := y.roster.Last(licence)
		if was && !f.On() && f.Unit == unit && f.ExitReason == assist.ReasonLapsed && y.day-f.Exited < 12 && y.chance(0.5) {
			list = append(list, y.remember(y.rows[licence].on(today).with("业务类型", "复核", "核实说明", "")))
		}
	}
	return list
}

func (y *year) remember(row cells) cells {
	licence := row["许可证号"]
	if _, there := y.rows[licence]; !there {
		y.known = append(y.known, licence)
	}
	y.rows[licence] = row
	return row
}

// newcomers are new applicants: most of them as they should be.
func (y *year) newcomers(unit string, have int) []cells {
	var list []cells
	for have < yearCustomers && y.chance(0.7) {
		have++
		c := y.customer(unit, y.made[unit], y.day.String())
		c["订货周期"] = []string{"每周", "每周", "单周", "双周", "不访销"}[y.IntN(5)]
		y.made[unit]++
		switch at := y.Float64(); {
		case at < 0.08:
			c = c.temporary((y.day + 40).String())
			y.ripe = append(y.ripe, c["许可证号"])
		case at < 0.14:
			c = c.with("身份证号", c["身份证号"][:17])
		case at < 0.19:
			c = c.with("家庭年收入", "90000", "低保证号", "", "低保证有效期止", "", "证明材料", "民政部门证明")
			y.again[unit] = append(y.again[unit], c)
		case at < 0.25:
			y.late[c["许可证号"]] = true
		case at < 0.36 && y.made[unit] > 1:
			c = c.with("联系电话", y.customer(unit, y.made[unit]-2, y.day.String())["联系电话"], "核实说明", "属实：Q504 同住一户")
		}
		list = append(list, y.remember(c))
	}
	return list
}

func (y *year) wishes(on []assist.Filing) []cells {
	var list []cells
	for _, f := range on {
		if !y.chance(0.25) {
			continue
		}
		list = append(list, y.wish(cells{"许可证号": f.Application.Licence}, y.day.String(), 1+y.IntN(12), y.Perm(12)[:1+y.IntN(8)]...))
	}
	return list
}

func (y *year) visits(on []assist.Filing) []cells {
	var list []cells
	for _, f := range on {
		if !y.chance(0.1) {
			continue
		}
		c := cells{"走访日期": y.day.String(), "许可证号": f.Application.Licence, "走访人": "示例经理", "服务类型": column.Services[y.IntN(5)], "问题状态": "无"}
		if y.chance(0.5) {
			c = c.with("存在问题", []string{"缺货", "货架陈旧"}[y.IntN(2)], "问题状态", []string{"处理中", "已解决"}[y.IntN(2)])
		}
		list = append(list, c)
	}
	return list
}

// sales are last month's orders of a unit, with a control total: some order the
// very same, some what they were dealt, some nothing of it, some far more at once.
func (y *year) sales(on []assist.Filing) []cells {
	var list []cells
	sum, end := 0, y.day.Month().First()
	buy := func(licence string, day assist.Date, product, n int) {
		sum += n
		list = append(list, y.bought(cells{"许可证号": licence}, day.String(), product, n))
	}
	for _, f := range on {
		l := f.Application.Licence
		switch at := y.Float64(); {
		case at < 0.1:
			buy(l, end-10, 0, 5)
		case at < 0.5:
			y.takes(l, end, buy)
		case at < 0.65:
			for k := range 4 {
				buy(l, end-assist.Date(24-7*k), 20, 1+8*(k/3))
			}
		default:
			for k := range 3 {
				buy(l, end-assist.Date(3+7*k), y.IntN(12), 1+y.IntN(9))
			}
		}
	}
	if len(list) == 0 {
		return nil
	}
	return append(list, cells{}, cells{"许可证号": "合计", "数量": fmt.Sprint(sum)})
}

// takes orders exactly what somebody was dealt in the month before an end.
func (y *year) takes(licence string, end assist.Date, buy func(licence string, day assist.Date, product, n int)) {
	y.Helper()
	for _, r := range y.book.texts(`SELECT day, barcode, base + extra FROM supply WHERE licence = ? AND day BETWEEN ? AND ? AND extra > 0 ORDER BY 1, 2`, licence, (end - 1).Month().First().String(), (end - 1).String()) {
		product := slices.IndexFunc(y.terms.Products.List, func(p assist.Product) bool { return p.Barcode == r[1] })
		buy(licence, y.date(r[0]), product, y.int(r[2]))
	}
}

// office drops what the city drops: the register every other week, the plan
// but now and then, and decisions.
func (y *year) office() {
	if y.week.Count()%2 == 0 || len(y.known) == 0 {
		status := map[string]string{}
		var rows []cells
		y.valid = map[string]bool{}
		for _, l := range y.known {
			rows = append(rows, y.rows[l])
			switch at := y.Float64(); {
			case y.late[l] && at < 0.5:
				status[l] = ""
			case at < 0.03:
				status[l] = "停业"
			case at < 0.04:
				status[l] = "注销"
			default:
				y.valid[l] = true
			}
		}
		if len(rows) > 0 {
			y.register(y.day.String(), rows, status)
			listed := len(rows) - lacking(status)
			y.wrote[fmt.Sprintf("报送%04d.xlsx", y.files)] = map[string]int{"许可证状态": listed}
			y.empty, y.listed = listed == 0, y.listed || listed > 0
		}
	}
	y.decisions()
	if y.chance(0.88) {
		var pools []int
		for range 12 {
			pools = append(pools, []int{0, 3, 11, 60, 200}[y.IntN(5)])
		}
		next := y.week.Next()
		y.pools[next] = map[string]string{}
		rows := y.planned(next.String(), pools...)
		for _, r := range rows {
			y.pools[next][r["卷烟条码"]] = r["帮扶可用量"]
		}
		y.write(assist.City, map[assist.Form][]cells{assist.PlanForm: rows})
	}
}

// lacking counts the licences a register leaves out.
func lacking(status map[string]string) int {
	n := 0
	for word := range maps.Values(status) {
		if word == "" {
			n++
		}
	}
	return n
}

// decisions is the city's 名单调整 of a week.
func (y *year) decisions() {
	var rows []cells
	for _, l := range y.ripe {
		rows = append(rows, adjustment(l, "确认", y.day.String(), ""))
	}
	y.ripe = nil
	for f := range y.roster.Enrolled() {
		l := f.Application.Licence
		switch at := y.Float64(); {
		case f.Suspended && at < 0.4:
			rows = append(rows, adjustment(l, "恢复", y.day.String(), ""))
		case at < 0.02:
			rows = append(rows, adjustment(l, "暂停", y.day.String(), (y.day+assist.Date(y.IntN(20))).String()))
		case at < 0.03:
			rows = append(rows, adjustment(l, "暂停", (y.day+5).String(), ""), adjustment(l, "恢复", (y.day+6).String(), ""))
		case at < 0.04:
			rows = append(rows, adjustment(l, "退出", (y.day+assist.Date(y.IntN(9))).String(), ""))
		}
	}
	y.write(assist.City, map[assist.Form][]cells{assist.AdjustmentForm: rows})
}
