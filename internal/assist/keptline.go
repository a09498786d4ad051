package assist

import "unique"

// KeptLine is a line of a supply plan in few bytes: a city has hundreds of thousands, of
// which many say the same of their day, and of their product.
type KeptLine struct {
	Licence              string
	Asked, Demand, Extra int // as SupplyLine has them
	day                  unique.Handle[lineDay]
	product              unique.Handle[lineProduct]
}

// lineDay is what the lines of a unit and an order day say alike.
type lineDay struct {
	week Week
	unit string
	day  Date
}

// lineProduct is what the lines of a product and a grade say alike.
type lineProduct struct {
	grade   int
	barcode string
	origin  Origin
	base    int // cartons
	reason  string
}

// Keep is the line in few bytes.
func (l SupplyLine) Keep() KeptLine {
	return KeptLine{
		Licence: l.Licence, Asked: l.Asked, Demand: l.Demand, Extra: l.Extra,
		day:     unique.Make(lineDay{l.Week, l.Unit, l.Day}),
		product: unique.Make(lineProduct{l.Grade, l.Barcode, l.Origin, l.Base, l.Reason}),
	}
}

// Open is the line as it was kept.
func (k KeptLine) Open() SupplyLine {
	d, p := k.day.Value(), k.product.Value()
	return SupplyLine{
		Week: d.week, Unit: d.unit, Day: d.day, Licence: k.Licence, Grade: p.grade, Barcode: p.barcode, Origin: p.origin,
		Base: p.base, Asked: k.Asked, Demand: k.Demand, Extra: k.Extra, Reason: p.reason,
	}
}

// SupplyLines are lines of a supply plan, each kept in few bytes.
type SupplyLines = KeptList[KeptLine, SupplyLine]
