package column

import "slices"

// Plan are the columns of 货源计划.
var Plan = append(List{
	{Header: Week, Kind: WeekMarkKind, Required: true, Width: 11, Advice: "供货那一周，例如 2026-W49"},
	{Header: Barcode, Aliases: barcodeNames, Kind: BarcodeKind, Required: true, Width: 16, Advice: "条盒条码 13 位，规格目录里有的"},
	{Header: Product, Aliases: productNames, Kind: FreeKind, Width: 20, Advice: "规格名称，可不填"},
	{Header: BestSelling, Kind: ChoiceKind, Required: true, Judged: true, Width: 8, Choices: []string{Yes, No}, Spelt: yesAndNo, Advice: "本周是否畅销，是或否"},
	{Header: Pool, Kind: CountKind, Unit: "条", Required: true, Width: 11, Advice: "全市可用于帮扶加量的条数，0 或整数"}},
	bases()...)

// bases are the columns 30档 … 1档.
func bases() List {
	var list List
	for g := Grades; g >= 1; g-- {
		c := Column{Header: OfGrade(g), Kind: CountKind, Dashed: true, Width: 6, Advice: "该档位每户每次的基础投放条数；不填按 0"}
		if g < 10 {
			c.Aliases = []string{"0" + string(OfGrade(g))}
		}
		list = append(list, c)
	}
	return list
}

// Register are the columns of 许可证状态.
var Register = List{
	{Header: Licence, Aliases: licenceNames, Kind: LicenceKind, Required: true, Width: 15, Advice: LicenceAdvice},
	{Header: Operator, Aliases: operatorNames, Kind: NameKind, Personal: Name, Required: true, Width: 12, Advice: "许可证登记的经营者"},
	{Header: Status, Kind: ChoiceKind, Required: true, Width: 9, Choices: slices.Concat([]string{LicenceValid, LicencePaused}, LicenceEnds), Advice: "从列表中选"},
	{Header: Until, Kind: DayKind, Required: true, Width: 13, Advice: DateAdvice},
	{Header: Unit, Kind: FreeKind, Width: 12, Advice: "所属县区的名称；有此列时每行都要填"},
}

// Adjustment are the columns of 名单调整.
var Adjustment = List{
	{Header: Licence, Aliases: licenceNames, Kind: LicenceKind, Required: true, Width: 15, Advice: LicenceAdvice},
	{Header: Action, Kind: ChoiceKind, Required: true, Width: 9, Choices: []string{Confirm, Suspend, Resume, Remove}, Advice: "从列表中选；空着的行不算"},
	{Header: From, Kind: DayKind, Required: true, Width: 13, Advice: DateAdvice},
	{Header: To, Kind: DayKind, Dashed: true, Width: 13, Advice: "暂停到哪一天为止，可不填。" + DateAdvice},
	{Header: Reason, Kind: FreeKind, Required: true, Width: 28, Advice: "为什么调整，写清依据"},
	{Header: By, Kind: NameKind, Required: true, Width: 12, Advice: "经办人姓名"},
}

// Settlement are the columns of 待确认.
var Settlement = List{
	{Header: Receipt, Kind: FreeKind, Required: true, Width: 24, Advice: "有疑的那份文件的回执号，不要改动"},
	{Header: Sort, Kind: FreeKind, Loose: true, Width: 20, Advice: "不要改动"},
	{Header: Doubt, Kind: FreeKind, Loose: true, Width: 50, Advice: "为什么有疑，不用填"},
	{Header: Customers, Kind: FreeKind, Loose: true, Width: 10, Advice: "不用填"},
	{Header: Since, Kind: FreeKind, Loose: true, Width: 13, Advice: "不用填"},
	{Header: Action, Kind: ChoiceKind, Required: true, Width: 9, Choices: []string{Confirm, Void}, Advice: "核实无误的选确认，这份文件按原样采用；有误的选作废，当作没有来过；空着的行不算"},
	{Header: Reason, Kind: FreeKind, Required: true, Width: 28, Advice: "怎么核实的，写清依据"},
	{Header: By, Kind: NameKind, Required: true, Width: 12, Advice: "经办人姓名"},
}

// Reply are the columns of 监督清单, as far as the city answers in it.
var Reply = List{
	{Header: Signal, Kind: FreeKind, Required: true, Advice: "信号的编号，不要改动"},
	{Header: SignalCode, Kind: FreeKind, Required: true, Advice: "不要改动"},
	{Header: Licence, Kind: LicenceKind, Judged: true, Dashed: true, Advice: "不要改动"},
	{Header: Answered, Kind: FreeKind, Required: true, Judged: true, Advice: "核查后的说明"},
}
