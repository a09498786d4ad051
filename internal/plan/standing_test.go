package plan

import (
	"strconv"
	"testing"
	"time"

	"bangfu/internal/assist"
)

const shop = "140213100001"

func valid(end string) assist.Register {
	return assist.Register{Receipt: "HZ-SJ-20261120-001", Day: day("2026-11-20"), Licences: assist.RegisterRows{
		shop: assist.RegisterRow{Licence: shop, Status: "有效", End: day(end), Row: assist.Row{Place: assist.Place{Receipt: "HZ-SJ-20261120-001", Sheet: "许可证状态", Row: 9}}}.Keep(),
	}}
}

// Each case: a customer of 平城区 who asks for 红 and orders on Friday
// 2026-12-04 of the odd week 2026-W49, one thing changed.
func TestWhyNobodyIsSupplied(t *testing.T) {
	filed := func(change func(*assist.Filing)) func(*city) {
		return func(c *city) { delete(c.Roster.Filings, shop); c.enrol("平城区", shop, change) }
	}
	cases := []struct {
		name, reason string
		change       func(*city)
	}{
		{"nothing is changed", "", func(*city) {}},
		{"双周 in an odd week", "本周不订货", filed(func(f *assist.Filing) { f.Application.Cycle = assist.Even })},
		{"单周 in an odd week", "", filed(func(f *assist.Filing) { f.Application.Cycle = assist.Odd })},
		{"不访销", "本周不订货", filed(func(f *assist.Filing) { f.Application.Cycle = assist.NoOrder })},
		{"不访销 is stronger than 已到期", "本周不订货", filed(func(f *assist.Filing) { f.Application.Cycle, f.End = assist.NoOrder, day("2026-12-01") })},
		{"the term starts on the order day", "", filed(func(f *assist.Filing) { f.Start = day("2026-12-04") })},
		{"the term starts the day after", "未到期", filed(func(f *assist.Filing) { f.Start = day("2026-12-05") })},
		{"the term starts the day after, suspended too", "未到期", filed(func(f *assist.Filing) { f.Start, f.Suspended = day("2026-12-05"), true })},
		{"the term ends on the order day", "", filed(func(f *assist.Filing) { f.End = day("2026-12-04") })},
		{"the term ends the day before", "已到期", filed(func(f *assist.Filing) { f.End = day("2026-12-03") })},
		{"ends the day before, suspended, no licence", "已到期", filed(func(f *assist.Filing) {
			f.End, f.Suspended, f.Application.LicenceEnd = day("2026-12-03"), true, day("2026-01-01")
		})},
		{"ends on Wednesday, orders on Tuesday", "", filed(func(f *assist.Filing) { f.End, f.Application.OrderDay = day("2026-12-02"), "周二" })},
		{"ends on Saturday, orders on Sunday", "已到期", filed(func(f *assist.Filing) { f.End, f.Application.OrderDay = day("2026-12-05"), "周日" })},
		{"suspended", "暂停", filed(func(f *assist.Filing) { f.Suspended = true })},
		{"suspended, its licence over", "暂停", filed(func(f *assist.Filing) { f.Suspended, f.Application.LicenceEnd = true, day("2026-01-01") })},
		{"suspended up to the order day", "暂停", filed(func(f *assist.Filing) { f.Suspended, f.SuspendedTo = true, day("2026-12-04") })},
		{"suspended up to the day before", "", filed(func(f *assist.Filing) { f.Suspended, f.SuspendedTo = true, day("2026-12-03") })},
		{"licence ends on the order day, no register", "", filed(func(f *assist.Filing) { f.Application.LicenceEnd = day("2026-12-04") })},
		{"licence ends the day before, no register", "许可证", filed(func(f *assist.Filing) { f.Application.LicenceEnd = day("2026-12-03") })},
		{"the register decides against the form", "许可证", func(c *city) { c.Register = valid("2026-12-03") }},
		{"the register decides for the form", "", func(c *city) {
			filed(func(f *assist.Filing) { f.Application.LicenceEnd = day("2026-12-03") })(c)
			c.Register = valid("2026-12-04")
		}},
		{"not in the register", "许可证", func(c *city) { c.Register = assist.Register{Receipt: "HZ-SJ-20261120-001"} }},
		{"停业 in the register, not yet on the roll", "许可证", func(c *city) {
			c.Register = valid("2030-01-01")
			c.Register.Licences.Put(assist.RegisterRow{Licence: shop, Status: "停业", End: day("2030-01-01")})
		}},
		{"licence over, and nothing to want", "许可证", func(c *city) { c.Register, c.Wishes = valid("2026-12-03"), nil }},
		{"asks for nothing that sells well, and has no sales", "所选非畅销且无可推荐", func(c *city) { c.asks(shop, 10, green) }},
		{"asks for nothing that sells well, its sales neither", "所选非畅销且无可推荐", func(c *city) {
			c.asks(shop, 10, green)
			c.sold(shop, 4, assist.Seller{Barcode: green, Cartons: 20})
		}},
		{"asks for nothing that sells well, its own sales do", "", func(c *city) {
			c.asks(shop, 10, green)
			c.sold(shop, 4, assist.Seller{Barcode: red, Cartons: 20})
		}},
		{"no wish, no sales", "无申请且无销量", func(c *city) { c.Wishes = nil }},
		{"no wish, sales of nothing that sells well", "所选非畅销且无可推荐", func(c *city) { c.Wishes = nil; c.sold(shop, 4, assist.Seller{Barcode: green, Cartons: 20}) }},
		{"asks for an empty pool", "规格无货", func(c *city) { c.asks(shop, 10, blue) }},
		{"asks for an empty pool, and is not given what it sells", "规格无货", func(c *city) {
			c.asks(shop, 10, blue)
			c.sold(shop, 4, assist.Seller{Barcode: red, Cartons: 20})
		}},
		{"no wish, sells what has an empty pool", "规格无货", func(c *city) { c.Wishes = nil; c.sold(shop, 4, assist.Seller{Barcode: blue, Cartons: 20}) }},
		{"the pool goes to another", "货源不足", func(c *city) {
			c.enrol("云州区", "140215100009", nil)
			c.asks("140215100009", 10, red)
			c.Source.Products[0].Pool = 1
			c.Served[assist.Wanting{Licence: shop, Barcode: red}] = assist.Share{Extra: 1, Demand: 100}
		}},
		{"the city has announced a suspension for the order day", "暂停", func(c *city) {
			c.Adjustments = []assist.Adjustment{{Licence: shop, Action: assist.Suspend, From: day("2026-12-04")}}
		}},
		{"the city has announced one for the day after", "", func(c *city) {
			c.Adjustments = []assist.Adjustment{{Licence: shop, Action: assist.Suspend, From: day("2026-12-05")}}
		}},
		{"announced, and over before the order day", "", func(c *city) {
			c.Adjustments = []assist.Adjustment{{Licence: shop, Action: assist.Suspend, From: day("2026-11-30"), Until: day("2026-12-03")}}
		}},
		{"the city has announced the end of a suspension", "", func(c *city) {
			filed(func(f *assist.Filing) { f.Suspended = true })(c)
			c.Adjustments = []assist.Adjustment{{Licence: shop, Action: assist.Resume, From: day("2026-12-01")}}
		}},
		{"the city has announced a removal", "已到期", func(c *city) {
			c.Adjustments = []assist.Adjustment{{Licence: shop, Action: assist.Remove, From: day("2026-12-01")}}
		}},
		{"what was announced earlier stands in the roll alone", "", func(c *city) {
			c.Adjustments = []assist.Adjustment{{Licence: shop, Action: assist.Suspend, From: day("2026-11-01")}}
		}},
	}
	for _, x := range cases {
		c := newCity()
		c.sells(red, true, 100, 2)
		c.sells(blue, true, 0, 2)
		c.sells(green, false, 100, 2)
		c.enrol("平城区", shop, nil)
		c.asks(shop, 10, red)
		x.change(c)
		p := drafted(c.Input)
		got := ""
		for _, u := range p.Unserved {
			if u.Licence == shop {
				got = u.Reason
			}
		}
		if got != x.reason {
			t.Errorf("%s: %q, want %q\n%s", x.name, got, x.reason, shown(p))
		}
	}
}

func TestOrderDay(t *testing.T) {
	for name, want := range map[string]string{
		"周一": "2026-11-30", "周三": "2026-12-02", "周五": "2026-12-04", "周日": "2026-12-06", "": "2026-12-04",
	} {
		if got := orderDay(&assist.Application{OrderDay: name}, week49).String(); got != want {
			t.Errorf("%s orders on %s, want %s", name, got, want)
		}
	}
}

// 2026 has 53 weeks. A customer of 单周 orders every second week right through it.
func TestRhythmOverALongYear(t *testing.T) {
	want := map[string]assist.Cycle{
		"2026-W49": assist.Odd, "2026-W50": assist.Even, "2026-W52": assist.Even, "2026-W53": assist.Odd,
		"2027-W01": assist.Even, "2027-W02": assist.Odd,
	}
	for text, cycle := range want {
		w, ok := assist.ParseWeek(text)
		if !ok {
			t.Fatal(text)
		}
		for _, c := range []assist.Cycle{assist.Odd, assist.Even} {
			f := &assist.Filing{End: day("2030-01-01"), Application: &assist.Application{Cycle: c, LicenceEnd: day("2030-01-01")}}
			reason := unsuppliedReason(f, w.On(time.Friday), w, assist.Register{})
			if (reason == "") != (c == cycle) {
				t.Errorf("%s in %s: %q", c, text, reason)
			}
		}
	}
}

// announcedRow is a row of 名单调整 that came after the freeze.
func announcedRow(action assist.Action, from, until string) []assist.Adjustment {
	a := assist.Adjustment{Action: action, From: day(from), Reason: "核查"}
	a.Licence, a.Place = shop, assist.Place{Receipt: "HZ-SJ-20261127-001", Sheet: "名单调整", Row: 4}
	if until != "" {
		a.Until = day(until)
	}
	return []assist.Adjustment{a}
}

// After the freeze only removals: who lost the right, why, and on what it stands.
func TestWithdrawn(t *testing.T) {
	base := func() (*city, assist.WeekPlan) {
		c := newCity()
		c.sells(red, true, 100, 2)
		c.sells(blue, true, 100, 2)
		c.enrol("平城区", shop, nil)
		c.asks(shop, 10, red, blue)
		frozen := drafted(c.Input)
		frozen.Lines[1].Extra = 0 // nothing to take back
		return c, frozen
	}
	leave := assist.Change{Day: day("2026-11-27"), Kind: assist.Left, Licence: shop, Reason: "不再经营", By: assist.ByCounty, Source: assist.Place{Receipt: "HZ-140213-20261127-001", Sheet: "申请表", Row: 7}}
	cases := []struct {
		name, want string
		change     func(*city)
	}{
		{"nothing happened", "", func(*city) {}},
		{"left", "0011 10 退出 | 2026-11-27 退出：不再经营（县区审批），HZ-140213-20261127-001 申请表 第7行", func(c *city) { c.Roster.Fold(leave) }},
		{"suspended", "0011 10 暂停 | 2026-11-28 暂停：核查（市局）", func(c *city) {
			c.Roster.Fold(assist.Change{Day: day("2026-11-28"), Kind: assist.Suspended, Licence: shop, Reason: "核查", By: assist.ByCity})
		}},
		{"suspended, over before the order day", "", func(c *city) {
			c.Roster.Fold(assist.Change{Day: day("2026-11-28"), Kind: assist.Suspended, Licence: shop, By: assist.ByCity, Until: day("2026-12-03")})
		}},
		{"to be suspended before the order day", "0011 10 暂停 | 2026-11-30 起暂停：核查（市局），HZ-SJ-20261127-001 名单调整 第4行", func(c *city) {
			c.Adjustments = announcedRow(assist.Suspend, "2026-11-30", "")
		}},
		{"to be suspended after it", "", func(c *city) { c.Adjustments = announcedRow(assist.Suspend, "2026-12-05", "") }},
		{"to be suspended, and over", "", func(c *city) { c.Adjustments = announcedRow(assist.Suspend, "2026-11-30", "2026-12-03") }},
		{"to leave before the order day", "0011 10 退出 | 2026-12-01 起退出：核查（市局），HZ-SJ-20261127-001 名单调整 第4行", func(c *city) {
			c.Adjustments = announcedRow(assist.Remove, "2026-12-01", "")
		}},
		{"the term was cut", "0011 10 已到期 | 帮扶截止日 2026-12-03", func(c *city) { c.change(func(f *assist.Filing) { f.End = day("2026-12-03") }) }},
		{"a new register", "0011 10 许可证 | 许可证状态 有效，有效期止 2026-12-01，HZ-SJ-20261120-001 许可证状态 第9行", func(c *city) { c.Register = valid("2026-12-01") }},
		{"absent from a new register", "0011 10 许可证 | 许可证状态登记中没有该许可证，登记日期 2026-11-27", func(c *city) {
			c.Register = assist.Register{Receipt: "HZ-SJ-20261127-001", Day: day("2026-11-27")}
		}},
		{"the licence ended, no register", "0011 10 许可证 | 许可证有效期止 2026-12-01", func(c *city) {
			c.change(func(f *assist.Filing) { f.Application.LicenceEnd = day("2026-12-01") })
		}},
	}
	for _, x := range cases {
		c, frozen := base()
		x.change(c)
		got := ""
		for _, r := range Withdraw(Frozen{Plan: frozen, Roster: c.Roster, Since: c.Roster.Changes, Register: c.Register, Adjustments: c.Adjustments, At: c.Cutoff}) {
			if got += r.Barcode[9:] + " " + strconv.Itoa(r.Cartons) + " " + r.Reason + " | " + r.Basis; r.Move != assist.Withdrawn || r.Day != day("2026-12-04") {
				t.Errorf("%s: %s, ordered on %s", x.name, r.Move, r.Day)
			}
		}
		if got != x.want {
			t.Errorf("%s:\n%q, want\n%q", x.name, got, x.want)
		}
	}
}

// TestAPauseIsTold: 说明 of 暂停 says by whom, since when, until when and why; of one that
// is announced, what was announced.
func TestAPauseIsTold(t *testing.T) {
	paused := assist.Change{Day: assist.Day(2026, 11, 20), Kind: assist.Suspended, Licence: shop, Unit: "平城区", Reason: "核查结果", By: assist.ByCity}
	register := assist.Change{Day: assist.Day(2026, 11, 21), Kind: assist.Suspended, Licence: shop, Unit: "平城区", By: assist.ByRegister}
	until := paused
	until.Until = assist.Day(2026, 12, 31)
	for want, change := range map[string]func(*city){
		"市局自 2026-11-20 起暂停，至恢复为止；核查结果":                func(c *city) { c.Roster.Fold(paused) },
		"市局自 2026-11-20 起暂停，至 2026-12-31；核查结果":         func(c *city) { c.Roster.Fold(until) },
		assist.ByRegister + "自 2026-11-21 起暂停，至登记恢复有效": func(c *city) { c.Roster.Fold(register) },
		"市局暂停，至恢复为止": func(c *city) { // a 暂停 of the city stood when the customer came back
			back := *c.Roster.Filings[shop]
			back.Suspended, back.SuspendedBy = true, assist.ByCity
			c.Roster.Fold(register)
			c.Roster.Fold(assist.Change{Day: assist.Day(2026, 11, 22), Kind: assist.Left, Licence: shop, Unit: "平城区", By: "县区审批"})
			c.Roster.Fold(assist.Change{Day: assist.Day(2026, 11, 23), Kind: assist.Joined, Licence: shop, Unit: "平城区", By: "县区审批", Filing: &back})
		},
	} {
		c := newCity()
		c.sells(red, true, 100, 2)
		c.enrol("平城区", shop, nil)
		c.asks(shop, 10, red)
		change(c)
		p := drafted(c.Input)
		if len(p.Unserved) != 1 || p.Unserved[0].Reason != assist.OnHold || p.Unserved[0].Detail != want {
			t.Errorf("%+v, want %q", p.Unserved, want)
		}
	}
}
