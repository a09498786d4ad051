package plan

import (
	"fmt"
	"strings"
	"testing"

	"bangfu/internal/assist"
)

// A small week as text, with its 分配过程: 14 cartons of 0011 among three who ask
// and one who is recommended it, 20 of 0022. Redone by hand:
//
//	0011: rounds 1 to 2 give all three of 申请 one each, 6 in all, 8 left; 甲 is
//	full. Rounds 3 to 5 give 乙 and 丙 one each, 6 in all, 2 left; 乙 is full.
//	Rounds 6 to 7 give 丙 one each, none left. 丙 wanted an 8th, and 推荐 gets none.
//	0022: 戊 asks for 12, cut to 10, and gets them; 10 are left for 丁's 推荐.
//	0044: 5 cartons for three: round 1 gives 3, 2 left. In round 2 甲 comes last:
//	it has had 3 of 4, 丙 1 of 4, and 乙, who never asked for it, counts as 0.
//	The order codes begin as sha256sum prints them for 2026-W49|6900000000044|…
func TestSmallWeek(t *testing.T) {
	c := newCity()
	c.sells(yellow, true, 5, 1)
	c.sells(red, true, 14, 2)
	c.sells(green, false, 50, 0)
	c.sells(blue, true, 20, 0)
	jia, yi, bing, ding, wu := "140213100001", "140213100002", "140213100003", "140215100004", "140215100005"
	c.enrol("云州区", wu, func(f *assist.Filing) { f.Application.OrderDay = "周二" })
	c.enrol("云州区", ding, func(f *assist.Filing) { f.Application.OrderDay = "周四" })
	c.enrol("平城区", yi, nil)
	c.enrol("平城区", jia, nil)
	c.enrol("平城区", bing, nil)
	c.enrol("云州区", "140215100006", func(f *assist.Filing) { f.Application.Cycle = assist.Even })
	c.asks(jia, 2, red, yellow)
	c.asks(yi, 5, yellow, red)
	c.asks(bing, 8, red, green, yellow)
	c.asks(wu, 12, blue)
	c.sold(ding, 2, assist.Seller{Barcode: blue, Cartons: 40}, assist.Seller{Barcode: red, Cartons: 3})
	c.Served[assist.Wanting{Licence: jia, Barcode: yellow}] = assist.Share{Extra: 3, Demand: 4}
	c.Served[assist.Wanting{Licence: bing, Barcode: yellow}] = assist.Share{Extra: 1, Demand: 4}
	p := drafted(c.Input)
	want := trim(`
		平城区 2026-12-04 140213100001 11 申请 原2 求2 限2 得2
		平城区 2026-12-04 140213100001 44 申请 原1 求2 限2 得1 货源不足
		平城区 2026-12-04 140213100002 44 申请 原1 求5 限5 得2 货源不足
		平城区 2026-12-04 140213100002 11 申请 原2 求5 限5 得5
		平城区 2026-12-04 140213100003 11 申请 原2 求8 限8 得7 货源不足
		平城区 2026-12-04 140213100003 44 申请 原1 求8 限8 得2 货源不足
		云州区 2026-12-01 140215100005 22 申请 原0 求12 限10 得10 超过上限
		云州区 2026-12-03 140215100004 22 推荐 原0 求10 限10 得10
		云州区 2026-12-03 140215100004 11 推荐 原2 求2 限2 得0 货源不足
		未供货 云州区 2026-12-04 140215100006 本周不订货
		规格 11 池14 求17 得14 3户
		规格 22 池20 求20 得20 2户
		规格 33 池50 求0 得0 0户
		规格 44 池5 求15 得5 3户
		轮次 11 申请 1-2 3户 分6 余8
		轮次 11 申请 3-5 2户 分6 余2
		轮次 11 申请 6-7 1户 分2 余0
		轮次 11 申请 8-8 1户 分0 余0
		轮次 11 推荐 1-1 1户 分0 余0
		轮次 22 申请 1-10 1户 分10 余10
		轮次 22 推荐 1-10 1户 分10 余0
		轮次 44 申请 1-1 3户 分3 余2
		轮次 44 申请 2-2 3户 分2 余0
		140213100002 0/0 次序码 6514 得
		140213100003 1/4 次序码 074f 得
		140213100001 3/4 次序码 0c0d 未得`)
	if got := shown(p) + process(p); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// process is 规格平衡 and 分配过程 as text.
func process(p assist.WeekPlan) string {
	var b strings.Builder
	for _, x := range p.Balance {
		fmt.Fprintf(&b, "规格 %s 池%d 求%d 得%d %d户\n", x.Barcode[11:], x.Pool, x.Asked, x.Given, x.Customers)
	}
	for _, r := range p.Rounds {
		fmt.Fprintf(&b, "轮次 %s %s %d-%d %d户 分%d 余%d\n", r.Barcode[11:], r.Origin, r.Round, r.Upto, r.Takers, r.Given, r.Left)
		for _, x := range r.Cut {
			got := "未得"
			if x.Got {
				got = "得"
			}
			fmt.Fprintf(&b, "%s %d/%d 次序码 %s %s\n", x.Licence, x.Received, x.Demanded, x.Order[:4], got)
		}
	}
	return b.String()
}
