package report

import (
	"fmt"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// Removals is 供货撤销 of a final plan, a log: cartons that customers lost after
// the freeze, and those they regained before their order day; nobody else gets
// them. unit "" is the city's, with everybody.
func Removals(f assist.Facts, plan assist.WeekPlan, unit string) sheet.Book {
	week := plan.Week
	title := unit + "帮扶供货撤销清单（" + week.String() + "）"
	p := sheet.Page{
		Name: assist.WithdrawnPaper, Title: title, Left: "填报单位：" + issuer(f, unit), Right: dated(f, "条"), Sign: signatures,
		Notes: []string{
			"“撤销”的数量在定稿后失去供货资格，不再重新分配；“恢复”的在订货日前重新取得资格，照原数量放回。已列出的行不再删除。", removalsTurn(f, plan, unit),
		},
	}
	who := peopleOf(f)
	b := sheet.Block{Empty: "定稿后没有撤销", Filter: true,
		Columns: narrow(heads(column.Unit, column.Licence, column.Barcode, column.Removed, long(column.Reason), long(column.Basis), column.Time, column.Change, column.OrderDay, column.NetRemoved, long(column.Product), long(column.Shop), column.Operator),
			map[column.Header]float64{column.Reason: 20, column.Basis: 36, column.Time: 17, column.OrderDay: 17, column.Product: productWide, column.Shop: 22})}
	gone, back := 0, 0
	for _, x := range plan.Removed {
		if unit != "" && x.Unit != unit {
			continue
		}
		if gone += x.Cartons; x.Move == assist.Restored {
			gone, back = gone-x.Cartons, back+x.Cartons
		}
		row := append(texts(x.Unit, x.Licence, x.Barcode), sheet.I(x.Cartons))
		row = append(append(row, texts(x.Reason, x.Basis)...), moment(x.At), sheet.S(string(x.Move)))
		row = append(row, orderDate(x.Day), sheet.I(x.Net()), sheet.S(f.Terms.Products.Name(x.Barcode)))
		b.Rows = append(b.Rows, append(row, texts(who.shop(x.Licence), who.operator(x.Licence))...))
	}
	if len(b.Rows) > 0 {
		p.Notes = append(p.Notes, fmt.Sprintf("撤销 %d 条，恢复 %d 条，净撤销 %d 条。", gone, back, gone-back))
	}
	b.Total = totalled(b.Columns, b.Rows, column.NetRemoved)
	p.Blocks = []sheet.Block{b}
	return bound(unit+"帮扶供货撤销清单 "+week.String(), f.At, p)
}

// removalsTurn says who does what: the marketing centre takes the cartons out of the
// ordering system before the order day, or checks what was ordered, the county tells the customer.
func removalsTurn(f assist.Facts, plan assist.WeekPlan, unit string) string {
	desk, ahead := f.Terms.Office.MarketingDesk(), false
	for _, x := range plan.Removed {
		ahead = ahead || x.Day > f.Today && (unit == "" || x.Unit == unit)
	}
	switch {
	case unit != "":
		return "订货系统由" + desk + "处理；请县区告知客户。"
	case ahead:
		return "请" + desk + "在订货日前按本表调整订货系统；订货日已到的，请核对订单和送货，已订上的撤下或办理退货。"
	}
	return "订货日都已到：请" + desk + "核对订单和送货是否已按本表调整，已订上的撤下或办理退货。"
}
