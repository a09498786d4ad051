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
			"“撤销”的数量在定稿后失去供货资格，请从订货系统中撤下，不再重新分配；“恢复”的在订货日前重新取得资格，请照原数量放回。已列出的行不再删除。",
		},
	}
	b := sheet.Block{Empty: "定稿后没有撤销", Filter: true,
		Columns: narrow(heads(column.Unit, column.Licence, column.Barcode, column.Removed, long(column.Reason), long(column.Basis), column.Time, column.Change, column.OrderDay, column.NetRemoved, long(column.Product)),
			map[column.Header]float64{column.Reason: 20, column.Basis: 36, column.Time: 17, column.OrderDay: 17, column.Product: 24})}
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
		b.Rows = append(b.Rows, append(row, orderDate(x.Day), sheet.I(x.Net()), sheet.S(f.Terms.Products.Name(x.Barcode))))
	}
	if len(b.Rows) > 0 {
		p.Notes = append(p.Notes, fmt.Sprintf("撤销 %d 条，恢复 %d 条，净撤销 %d 条。", gone, back, gone-back))
	}
	b.Total = totalled(b.Columns, b.Rows, column.NetRemoved)
	p.Blocks = []sheet.Block{b}
	return bound(unit+"帮扶供货撤销清单 "+week.String(), f.At, p)
}
