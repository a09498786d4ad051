package form

import (
	"cmp"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// application makes the application of a row.
func (n *record) application() assist.Application {
	a := assist.Application{
		Business: assist.Business(n.text(column.Business)),
		Licence:  n.licence(),
		Shop:     n.text(column.Shop),
		Operator: n.text(column.Operator),
		ID:       n.text(column.ID),
		Phone:    n.text(column.Phone),
		Address:  n.text(column.Address),
		Market:   n.text(column.Market),
		Grade:    int(max(0, n.number(column.Grade, 0))),
		Cycle:    assist.Cycle(n.text(column.Cycle)),
		OrderDay: n.text(column.OrderDay),

		LicenceEnd: n.day(column.LicenceEnd),
		Household:  n.text(column.Household),
		Members:    int(max(0, n.number(column.Members, 0))),
		Income:     assist.Fen(n.number(column.Income, -1)),
		Margin:     assist.Fen(n.number(column.Margin, -1)),
		Hardship:   assist.Hardship(n.text(column.Hardship)),
		DibaoNo:    n.text(column.DibaoNo),
		DibaoEnd:   n.day(column.DibaoEnd),
		DisabledBy: n.text(column.DisabledBy),
		Relation:   n.text(column.Relation),
		DisabledNo: n.text(column.DisabledNo),
		Story:      n.text(column.Story),
		Proofs:     n.list(column.Proofs),

		Start: n.day(column.Start), End: n.day(column.End),
		Applied:    n.day(column.Applied),
		ExitReason: n.text(column.ExitReason),
		Answer:     n.text(column.Answer),
		Remark:     n.text(column.Remark),
	}
	for i, h := range column.Approvals {
		a.Approvals[i] = assist.Approval{Opinion: n.text(h.Opinion), Name: n.text(h.Name), Day: n.day(h.Day)}
	}
	if n.leaves() {
		n.report(func(c *Column) bool { return c.OnExit }, func(c *Column) bool { return !c.Judged })
	} else {
		n.all()
	}
	a.Row = n.row
	return a
}

// leaves reports a withdrawal, of which only few columns count: by its 业务类型,
// or, when that cannot be read, by a 退出原因 beside no 困难类别.
func (n *record) leaves() bool {
	kind := n.get(column.Business)
	if kind.stated && kind.fault == 0 {
		return kind.text == string(assist.Withdrawal)
	}
	return n.get(column.ExitReason).stated && !n.get(column.Hardship).stated
}

// wish makes the wish of a row; products in order of preference, as often as
// written. Who states no 每规格加量 wants as much as may be had on the row's day.
func (n *record) wish(terms assist.Terms, today assist.Date) assist.Wish {
	day := cmp.Or(n.day(column.Applied), today)
	w := assist.Wish{
		Licence:  n.licence(),
		Operator: n.text(column.Operator),
		Each:     int(n.number(column.Each, int64(terms.Limit(assist.MaxExtra, day).Int()))),
		Services: n.list(column.Wanted),
		Applied:  n.day(column.Applied),
		Remark:   n.text(column.Remark),
	}
	for i, c := range n.form.Columns {
		if r := n.readings[i]; c.Kind == Barcode && r.stated {
			w.Products = append(w.Products, assist.WishedProduct{Header: c.Header, Text: trim(n.cells[i].Text), Barcode: r.text})
		}
	}
	n.all()
	w.Row = n.row
	return w
}

// visit makes the visit of a row.
func (n *record) visit() assist.Visit {
	n.all()
	return assist.Visit{
		Row:       n.row,
		Day:       n.day(column.Visited),
		Licence:   n.licence(),
		Operator:  n.text(column.Operator),
		Visitor:   n.text(column.Visitor),
		Services:  n.list(column.Service),
		Situation: n.text(column.Situation),
		Problem:   n.text(column.Problem),
		Measure:   n.text(column.Measure),
		State:     n.text(column.State),
		Next:      n.day(column.Next),
	}
}
