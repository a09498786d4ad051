package form

import (
	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// The tables of the parameter workbooks.
var (
	unitTable = indexed(Form{Name: assist.UnitTable, Title: "县区", Columns: []Column{
		{Header: column.Unit, Kind: Free, Key: true, Required: true, Width: 12, Advice: "单位名称，也是收件箱里的文件夹名"},
		{Header: column.Code, Kind: Code, Key: true, Required: true, Width: 10, Advice: "回执号里的代码：行政区划代码 6 位，没有的用大写字母，例如 KFQ"},
		{Header: column.Prefixes, Kind: Words, Required: true, Width: 34, Advice: "该单位许可证号的前 6 位，多个用空格或、隔开"},
		{Header: column.OtherNames, Kind: Words, Dashed: true, Width: 26, Advice: "县区可能写的其他名称，多个用空格或、隔开；不再要的写“无”"},
		{Header: column.Deadline, Kind: Choice, Width: 10, Choices: column.Weekdays, Blank: assist.WeekdayName(deadlineDefault), Advice: "每周哪一天截止，不填为" + assist.WeekdayName(deadlineDefault)},
	}})
	dibaoTable = indexed(Form{Name: assist.DibaoTable, Title: "低保标准", Columns: []Column{
		{Header: column.Unit, Kind: Free, Key: true, Required: true, Width: 12, Advice: "单位名称"},
		{Header: column.From, Kind: Day, Key: true, Required: true, Width: 13, Advice: "从哪一天起执行。" + column.DateAdvice},
		{Header: column.Urban, Kind: Amount, Dashed: true, Width: 16, Advice: "每人每月；没有公布的空着，不再执行的写“无”"},
		{Header: column.Rural, Kind: Amount, Dashed: true, Width: 16, Advice: "每人每年；没有公布的空着，不再执行的写“无”"},
		{Header: column.Basis, Kind: Free, Width: 36, Advice: "文件名称或文号"},
	}})
	ruralTable = indexed(Form{Name: assist.RuralTable, Title: "农村居民人均可支配收入", Columns: []Column{
		{Header: column.Unit, Kind: Free, Key: true, Required: true, Width: 12, Advice: "单位名称"},
		{Header: column.Year, Kind: Whole, Key: true, Required: true, Width: 8, Advice: "收入所属的年份，四位"},
		{Header: column.Disposable, Kind: Amount, Required: true, Width: 16, Advice: "每人每年（元）"},
		{Header: column.Basis, Kind: Free, Width: 36, Advice: "统计公报名称或文号"},
	}})
	limitTable = indexed(Form{Name: assist.LimitTable, Title: "帮扶标准", Columns: []Column{
		{Header: column.Parameter, Kind: Choice, Key: true, Required: true, Width: 22, Choices: limitNames(), Advice: "参数名称，不要改写；同一参数可以有多行，按生效日期取用"},
		{Header: column.From, Kind: Day, Key: true, Width: 13, Advice: "从哪一天起执行；空着为一直有效。" + column.DateAdvice},
		{Header: column.Value, Kind: Decimal, Required: true, Width: 12, Advice: "数字，至多四位小数"},
		{Header: column.Basis, Kind: Free, Width: 40, Advice: "条款或文号"},
	}})
	cutoffTable = indexed(Form{Name: assist.CutoffTable, Title: "截止调整", Option: true, Columns: []Column{
		{Header: column.Week, Kind: WeekMark, Key: true, Required: true, Width: 11, Advice: "节假日调整的供货周，例如 2026-W41"},
		{Header: column.Cutoff, Kind: Moment, Required: true, Width: 18, Advice: "日期和时间，例如 2026-09-29 18:00"},
		{Header: column.Basis, Kind: Free, Width: 36, Advice: "为什么调整"},
	}})
	productTable = indexed(Form{Name: assist.ProductTable, Title: "规格目录", Columns: []Column{
		{Header: column.Barcode, Aliases: []string{"条码"}, Kind: Code, Key: true, Required: true, Width: 16, Advice: "条盒条码 13 位"},
		{Header: column.Pack, Kind: Code, Dashed: true, Width: 16, Advice: "盒装条码 13 位，可不填"},
		{Header: column.Title, Aliases: []string{string(column.Product)}, Kind: Free, Required: true, Width: 27, Advice: "规格名称"},
		{Header: column.OtherNames, Kind: Words, Dashed: true, Width: 26, Advice: "其他叫法，多个用空格或、隔开；不再要的写“无”"},
		{Header: column.Class, Kind: Choice, Width: 8, Choices: assist.PriceClasses(), Advice: "不填按批发价算"},
		{Header: column.Wholesale, Kind: Amount, Required: true, Width: 11, Advice: "每条（元）"},
		{Header: column.Retail, Kind: Amount, Required: true, Width: 11, Advice: "每条（元）"},
		{Header: column.Status, Kind: Choice, Width: 8, Choices: []string{column.OnSale, column.NotForSale}, Blank: column.OnSale, Advice: "不填为" + column.OnSale},
	}})
	policyTables = []*Form{unitTable, dibaoTable, ruralTable, limitTable, cutoffTable}
)

func limitNames() []string {
	var list []string
	for _, d := range assist.Defaults {
		list = append(list, d.Name)
	}
	return list
}
