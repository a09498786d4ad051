package sample

import (
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// usualProduct is a product in a customer's usual order.
type usualProduct struct {
	product assist.Product
	cartons int // in an ordinary week
}

// buyer is who orders what, and when.
type buyer struct {
	licence string
	shop    string
	basket  []usualProduct
	cycle   assist.Cycle
	weekday time.Weekday
	from    assist.Date
	to      assist.Date
	seed    uint64
	returns bool // now and then a carton comes back
}

// season is what a month sells, in percent of an ordinary one.
var season = [13]int{0, 130, 120, 95, 90, 95, 95, 90, 95, 110, 105, 100, 110}

// sales are the lines of all orders by day. A customer who is not visited
// (不访销) orders every fourth week.
func (b buyer) sales(yield func(assist.Sale) bool) {
	for w := assist.WeekOf(b.from); w.Monday() <= b.to; w = w.Next() {
		on := w.On(b.weekday)
		if on < b.from || on > b.to || !b.orders(w) {
			continue
		}
		if !b.order(w, on, yield) {
			return
		}
	}
}

func (b buyer) orders(w assist.Week) bool {
	if b.cycle == assist.NoOrder {
		return w.Count()%4 == 0
	}
	return b.cycle.Orders(w)
}

// order yields one order; a product that does not sell that week is left out.
func (b buyer) order(w assist.Week, on assist.Date, yield func(assist.Sale) bool) bool {
	_, month, _ := on.Parts()
	for k, l := range b.basket {
		chance := mix(b.seed, uint64(w.Count())<<8|uint64(k))
		n := (l.cartons*season[month] + int(chance%100)) / 100
		if b.returns && chance%997 == 0 {
			n = -1
		}
		if n == 0 {
			continue
		}
		if !yield(assist.Sale{Day: on, Barcode: l.product.Barcode, Cartons: n, Wholesale: l.product.Wholesale, Retail: l.product.Retail}) {
			return false
		}
	}
	return true
}

// history is everything on file, month by month.
func (b buyer) history() assist.History {
	h := assist.History{Licence: b.licence}
	for s := range b.sales {
		if n := len(h.Months); n == 0 || h.Months[n-1].Month != s.Day.Month() {
			h.Months = append(h.Months, assist.SalesMonth{Licence: b.licence, Month: s.Day.Month()})
		}
		m := &h.Months[len(h.Months)-1]
		m.Lines = append(m.Lines, s)
	}
	return h
}

// mix makes a number out of two that looks like chance.
func mix(a, b uint64) uint64 {
	x := a*0x9e3779b97f4a7c15 + b + 0x632be59bd9b4e019
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// saleRow writes a line of an order.
func saleRow(b buyer, s assist.Sale, products assist.Catalogue) values {
	return values{
		column.Licence: text(b.licence), column.Shop: text(b.shop), column.Ordered: day(s.Day), column.Barcode: text(s.Barcode),
		column.Product: text(products.Name(s.Barcode)), column.Cartons: wholeNumber(s.Cartons), column.Wholesale: amount(s.Wholesale), column.Retail: amount(s.Retail),
		column.Amount: owed(s.Wholesale * assist.Fen(s.Cartons)),
	}
}
