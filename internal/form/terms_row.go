package form

import (
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// unit is a row of 县区; former are the names it had before, separated by 、.
func (n *record) unit(former string) assist.Unit {
	return assist.Unit{
		Name:     n.text(column.Unit),
		Code:     n.text(column.Code),
		Prefixes: n.list(column.Prefixes),
		Aliases:  n.list(column.OtherNames),
		Former:   assist.SplitNames(former),
		Deadline: weekday(n.text(column.Deadline)),
	}
}

// weekday is the day of the week of 周一 … 周日; Thursday when none is named.
func weekday(s string) time.Weekday {
	if d, ok := assist.WeekdayOf(s); ok {
		return d
	}
	return deadlineDefault
}

func (n *record) dibao() assist.DibaoStandard {
	return assist.DibaoStandard{
		Unit:  n.text(column.Unit),
		From:  n.day(column.From),
		Urban: assist.Fen(n.number(column.Urban, 0)),
		Rural: assist.Fen(n.number(column.Rural, 0)),
		Basis: n.text(column.Basis),
	}
}

func (n *record) rural() assist.RuralIncome {
	return assist.RuralIncome{
		Unit:   n.text(column.Unit),
		Year:   int(n.number(column.Year, 0)),
		Income: assist.Fen(n.number(column.Disposable, 0)),
		Basis:  n.text(column.Basis),
	}
}

func (n *record) limit() assist.Limit {
	return assist.Limit{
		Name:  n.text(column.Parameter),
		From:  n.day(column.From),
		Value: assist.Number(n.number(column.Value, 0)),
		Basis: n.text(column.Basis),
	}
}

func (n *record) cutoff() assist.Cutoff {
	week, _ := assist.ParseWeek(n.text(column.Week))
	return assist.Cutoff{Week: week, At: time.Unix(n.number(column.Cutoff, 0), 0).In(assist.Zone), Basis: n.text(column.Basis)}
}

func (n *record) product() assist.Product {
	p := assist.Product{
		Barcode:   n.text(column.Barcode),
		Pack:      n.text(column.Pack),
		Name:      n.text(column.Title),
		Aliases:   n.list(column.OtherNames),
		Class:     n.text(column.Class),
		Wholesale: assist.Fen(n.number(column.Wholesale, 0)),
		Retail:    assist.Fen(n.number(column.Retail, 0)),
		OnSale:    n.text(column.Status) != column.NotForSale,
	}
	if p.Class == "" {
		p.Class = assist.PriceClass(p.Wholesale)
	}
	return p
}
