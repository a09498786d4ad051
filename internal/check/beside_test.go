package check

import (
	"fmt"
	"testing"

	"bangfu/internal/assist"
)

// TestAMonthThatSaysLess: what a month lacks of the one it replaces, by lines of day,
// product and cartons; a return that came later is no order that went.
func TestAMonthThatSaysLess(t *testing.T) {
	goods := assist.NewCatalogue([]assist.Product{{Barcode: "6901028075015", Wholesale: 10000}, {Barcode: "6901028317177", Wholesale: 4000}})
	line := func(day, product, cartons int) assist.Sale {
		return assist.Sale{Day: assist.Day(2026, 6, day), Barcode: []string{"6901028075015", "6901028317177", "6901028300018"}[product], Cartons: cartons}
	}
	for _, c := range []struct {
		name    string
		was, is []assist.Sale
		want    string
	}{
		{"the same", []assist.Sale{line(3, 0, 5)}, []assist.Sale{line(3, 0, 5)}, "{0 0 0.00}"},
		{"more", []assist.Sale{line(3, 0, 5)}, []assist.Sale{line(3, 0, 5), line(10, 0, 2)}, "{0 0 0.00}"},
		{"a day is gone", []assist.Sale{line(3, 0, 5), line(10, 0, 2)}, []assist.Sale{line(3, 0, 5)}, "{2 0 0.00}"},
		{"fewer of a day", []assist.Sale{line(3, 0, 5), line(10, 0, 2)}, []assist.Sale{line(3, 0, 1), line(10, 0, 2)}, "{0 4 0.00}"},
		{"a day is gone, fewer of the other", []assist.Sale{line(3, 0, 5), line(10, 0, 2)}, []assist.Sale{line(3, 0, 1)}, "{2 4 0.00}"},
		{"from one day to another", []assist.Sale{line(3, 0, 5), line(10, 0, 2)}, []assist.Sale{line(3, 0, 4), line(10, 0, 3)}, "{0 0 0.00}"},
		{"a return came", []assist.Sale{line(3, 0, 5)}, []assist.Sale{line(3, 0, 5), line(3, 0, -2)}, "{0 0 0.00}"},
		{"another product", []assist.Sale{line(3, 0, 5)}, []assist.Sale{line(3, 1, 5)}, "{0 0 300.00}"},
		{"a dearer product", []assist.Sale{line(3, 1, 5)}, []assist.Sale{line(3, 0, 5)}, "{0 0 0.00}"},
		{"a product of no price", []assist.Sale{line(3, 0, 5)}, []assist.Sale{line(3, 2, 5)}, "{0 0 0.00}"},
	} {
		x := LessThan(c.was, c.is, goods)
		if got := fmt.Sprintf("{%d %d %s}", x.Lost, x.Fewer, x.Cheaper.Yuan()); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestMonthsThatSayLessAreToldInOneFinding: however many months and kinds there are.
func TestMonthsThatSayLessAreToldInOneFinding(t *testing.T) {
	var list []LessSold
	for i := range 5 {
		list = append(list, LessSold{Licence: fmt.Sprintf("14022510000%d", i), Month: "2026-06", Source: "HZ-1", Less: Less{Lost: 2}})
	}
	list = append(list, LessSold{Licence: "140225100007", Month: "2026-05", Source: "HZ-2", Less: Less{Fewer: 12}},
		LessSold{Licence: "140225100008", Month: "2026-05", Source: "HZ-2", Less: Less{Cheaper: 120050}})
	const want = "以前收到的 HZ-1 里有的订货，这一份里没有了，共少 10 条：140225100000 2026-06 少 2 条、140225100001 2026-06 少 2 条、140225100002 2026-06 少 2 条 等 5 个客户的月份；" +
		"以前收到的 HZ-2 里的订货，这一份里数量少了，共少 12 条：140225100007 2026-05 少 12 条；" +
		"以前收到的 HZ-2 里的订货，这一份里条数没少、规格改了，按批发价共少 1200.50 元：140225100008 2026-05 少 1200.50 元；这些月份只按这一份计"
	if f := LostSales(&assist.Submission{}, list); f.Message != want || f.Count != 7 {
		t.Errorf("%d %s", f.Count, f.Message)
	}
}
