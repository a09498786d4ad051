package column

import (
	"slices"
	"strconv"
	"strings"
)

// Application are the columns of 申请表.
var Application = List{
	{Header: Serial, Kind: SerialKind, Width: 6, Advice: "顺序号，可不填"},
	{Header: Business, Kind: ChoiceKind, Required: true, OnExit: true, Width: 10, Choices: []string{NewCustomer, Reverification, Amendment, Withdrawal}, Advice: "首次申请选新增；到期再审选复核；资料有变选变更；不再帮扶选退出"},
	{Header: Licence, Aliases: licenceNames, Kind: LicenceKind, Required: true, OnExit: true, Width: 15, Advice: LicenceAdvice},
	{Header: Shop, Aliases: shopNames, Kind: FreeKind, Dashed: true, Required: true, Width: 18, Advice: "店铺名称，与许可证正本一致"},
	{Header: Operator, Aliases: operatorNames, Kind: NameKind, Personal: Name, Required: true, OnExit: true, Width: 12, Advice: "许可证上的经营者，与登记一致"},
	{Header: ID, Kind: CodeKind, Personal: Identity, Required: true, Width: 21, Advice: "经营者的 18 位身份证号；本列已设为文本，不要改成数字，否则末几位会丢失"},
	{Header: Phone, Kind: PhoneKind, Personal: Telephone, Required: true, Width: 14, Advice: "手机 11 位，或 {区号} 加 7 至 8 位座机；两个号码用 / 隔开"},
	{Header: Address, Kind: FreeKind, Personal: Dwelling, Dashed: true, Required: true, Width: 26, Advice: "店铺所在地址，与许可证一致"},
	{Header: Market, Kind: ChoiceKind, Width: 10, Dashed: true, Choices: []string{Town, Village}, Spelt: map[string]string{"城网": Town, "农网": Village}, Advice: "城镇或乡村（城网即城镇，农网即乡村）"},
	{Header: Grade, Aliases: []string{"档位"}, Kind: GradeKind, Required: true, Width: 9, Advice: "1 至 " + strconv.Itoa(Grades) + "，例如 9 或 9档"},
	{Header: Cycle, Kind: ChoiceKind, Required: true, Width: 9, Choices: []string{Weekly, Odd, Even, NoOrder}, Advice: "从列表中选"},
	{Header: OrderDay, Kind: ChoiceKind, Width: 8, Dashed: true, Choices: Weekdays, Advice: "每周订货的那一天；不填按周五算"},
	{Header: LicenceEnd, Kind: DayKind, Required: true, Width: 13, Advice: "许可证正本上的有效期截止日。" + DateAdvice},
	{Header: Household, Kind: ChoiceKind, Required: true, Width: 9, Choices: []string{Town, Countryside}, Advice: "户口簿登记的类别，决定用城市还是农村标准"},
	{Header: Members, Kind: WholeKind, Required: true, Width: 9, Advice: "共同生活的家庭成员人数，整数"},
	{Header: Income, Aliases: []string{"家庭年总收入"}, Kind: AmountKind, Unit: "元", Required: true, Width: 13, Advice: "全家一年的总收入。" + YuanAdvice},
	{Header: Margin, Kind: AmountKind, Unit: "元", Dashed: true, Width: 13, Advice: "一年卖烟的毛利（不是销售额），残疾类要填。" + YuanAdvice},
	{Header: Hardship, Kind: ChoiceKind, Required: true, Width: 10, Choices: []string{Dibao, Disability, Temporary}, Advice: "从列表中选一类"},
	{Header: DibaoNo, Kind: CodeKind, Personal: Certificate, Dashed: true, Width: 20, Advice: "有低保证的填证号"},
	{Header: DibaoEnd, Kind: DayKind, Dashed: true, Width: 13, Advice: "有低保证的填有效期截止日。" + DateAdvice},
	{Header: DisabledBy, Kind: NameKind, Personal: Name, Dashed: true, Width: 12, Advice: "残疾类要填：残疾证上的姓名"},
	{Header: Relation, Kind: ChoiceKind, Dashed: true, Width: 10, Choices: []string{Self, Spouse, Parent, Child}, Advice: "残疾类要填：残疾人是经营者的什么人"},
	{Header: DisabledNo, Kind: CodeKind, Personal: DisabledPerson, Dashed: true, Width: 24, Advice: "残疾类要填：20 位（身份证号 18 位加类别、等级各 1 位），补办的后加 B1、B2"},
	{Header: Story, Kind: FreeKind, Dashed: true, Width: 28, Advice: "临时困难要填：什么时候、因为什么造成困难"},
	{Header: Proofs, Kind: ListKind, Dashed: true, Required: true, Width: 24, Advice: "随申请留存的证明，用、隔开，例如 低保证、户口簿复印件"},
	{Header: Start, Kind: DayKind, Dashed: true, Width: 13, Advice: "不填从备案当天起。" + DateAdvice},
	{Header: End, Kind: DayKind, Dashed: true, Width: 13, Advice: "临时困难要填，最长 {临时困难最长月数} 个月。" + DateAdvice},
	{Header: Applied, Kind: DayKind, Required: true, OnExit: true, Width: 13, Advice: "客户递交申请的日子。" + DateAdvice},
	{Header: ManagerOpinion, Kind: ChoiceKind, Required: true, Judged: true, OnExit: true, Width: 9, Choices: Opinions, Advice: "客户经理实地核实后的意见"},
	{Header: Manager, Aliases: []string{"客户经理姓名"}, Kind: NameKind, Dashed: true, Required: true, Judged: true, OnExit: true, Width: 10, Advice: "客户经理姓名"},
	{Header: ManagerDay, Kind: DayKind, Required: true, Judged: true, OnExit: true, Width: 13, Advice: "不早于申请日期。" + DateAdvice},
	{Header: SalesOpinion, Kind: ChoiceKind, Required: true, Judged: true, OnExit: true, Width: 9, Choices: Opinions, Advice: "营销部审核意见"},
	{Header: Reviewer, Aliases: []string{"营销部姓名"}, Kind: NameKind, Dashed: true, Required: true, Judged: true, OnExit: true, Width: 10, Advice: "营销部审核人姓名"},
	{Header: SalesDay, Kind: DayKind, Required: true, Judged: true, OnExit: true, Width: 13, Advice: "不早于客户经理日期。" + DateAdvice},
	{Header: BureauOpinion, Kind: ChoiceKind, Required: true, Judged: true, OnExit: true, Width: 9, Choices: Opinions, Advice: "县局审批意见"},
	{Header: Approver, Aliases: []string{"县局姓名"}, Kind: NameKind, Dashed: true, Required: true, Judged: true, OnExit: true, Width: 10, Advice: "县局审批人姓名"},
	{Header: BureauDay, Kind: DayKind, Required: true, Judged: true, OnExit: true, Width: 13, Advice: "不早于营销部日期。" + DateAdvice},
	{Header: ExitReason, Kind: FreeKind, OnExit: true, Width: 20, Advice: "业务类型为退出时要填"},
	{Header: Answer, Kind: FreeKind, Width: 26, Advice: "回执要求核实的，核实后在这里写：属实：规则编号 说明，例如 属实：Q504 同住一户"},
	{Header: Remark, Kind: FreeKind, Loose: true, Width: 16, Advice: "其他需要说明的"},
}

// Wish are the columns of 帮扶申请表.
var Wish = slices.Concat(List{
	{Header: Licence, Aliases: licenceNames, Kind: LicenceKind, Required: true, Width: 15, Advice: LicenceAdvice},
	{Header: Operator, Aliases: operatorNames, Kind: NameKind, Personal: Name, Width: 12, Advice: "许可证上的经营者，可不填"},
}, wished(), List{
	{Header: Each, Kind: WholeKind, Unit: "条", Dashed: true, Width: 11, UpTo: "单规格加量上限", Advice: "每个规格每次想加多少条，1 至 {单规格加量上限}；不填按 {单规格加量上限} 条"},
	{Header: Wanted, Kind: ListOfKind, Dashed: true, Width: 24, Choices: Services, Advice: "想要的服务，多项用、隔开：" + strings.Join(Services, "、")},
	{Header: Applied, Kind: DayKind, Required: true, Width: 13, Advice: "客户提出需求的日子。" + DateAdvice},
	{Header: Remark, Kind: FreeKind, Loose: true, Width: 16, Advice: "其他需要说明的"},
})

// wished are the columns 规格1 … 规格8; what a clerk adds behind them is
// recognised too, so that a ninth product is told and not lost.
func wished() List {
	var list List
	for i := 1; i <= 16; i++ {
		list = append(list, Column{Header: Wished(i), Kind: BarcodeKind, Dashed: true, Extra: i > 8, Width: 18,
			Advice: "条盒条码，或规格目录里的名称、别名；排在前面的优先"})
	}
	return list
}

// Sales are the columns of 销售历史.
var Sales = List{
	{Header: Licence, Aliases: licenceNames, Kind: LicenceKind, Required: true, Width: 15, Advice: LicenceAdvice},
	{Header: Shop, Aliases: shopNames, Kind: FreeKind, Width: 18, Advice: "店铺名称，可不填"},
	{Header: Ordered, Aliases: []string{"订单日期", "日期"}, Kind: DayKind, Timed: true, Required: true, Width: 13, Advice: DateAdvice},
	{Header: Barcode, Aliases: barcodeNames, Kind: BarcodeKind, Required: true, Width: 16, Advice: "条盒条码 13 位；没有条码时在卷烟名称写规格目录里的名称"},
	{Header: Product, Aliases: productNames, Kind: FreeKind, Width: 20, Advice: "规格名称，可不填"},
	{Header: Cartons, Aliases: []string{"订购量", "销量"}, Kind: SignedKind, Unit: "条", Required: true, Width: 9, Advice: "条数，整数；退货写负数"},
	{Header: Wholesale, Kind: AmountKind, Unit: "元/条", Width: 10, Advice: "每条批发价（元），可不填"},
	{Header: Retail, Kind: AmountKind, Unit: "元/条", Width: 10, Advice: "每条零售价（元），可不填"},
	{Header: Amount, Kind: BalanceKind, Unit: "元", Width: 12, Advice: "数量乘批发价（元），可不填"},
}

// Visit are the columns of 走访台账.
var Visit = List{
	{Header: Visited, Kind: DayKind, Required: true, Width: 13, Advice: "走访那一天，不晚于报送日。" + DateAdvice},
	{Header: Licence, Aliases: licenceNames, Kind: LicenceKind, Required: true, Width: 15, Advice: LicenceAdvice},
	{Header: Operator, Aliases: operatorNames, Kind: NameKind, Personal: Name, Width: 12, Advice: "许可证上的经营者，可不填"},
	{Header: Visitor, Kind: NameKind, Dashed: true, Required: true, Width: 12, Advice: "走访的客户经理姓名；两人用、隔开"},
	{Header: Service, Kind: ListKind, Required: true, Width: 20, Choices: Services, Advice: "本次做了什么，多项用、隔开：" + strings.Join(Services, "、")},
	{Header: Situation, Kind: FreeKind, Width: 28, Advice: "店里经营得怎样"},
	{Header: Problem, Kind: FreeKind, Width: 24, Advice: "发现的困难和问题"},
	{Header: Measure, Kind: FreeKind, Width: 24, Advice: "帮了什么、准备怎么帮"},
	{Header: State, Kind: ChoiceKind, Width: 10, Choices: ProblemStates, Advice: "从列表中选"},
	{Header: Next, Kind: DayKind, Dashed: true, Width: 13, Advice: "计划的下次走访日。" + DateAdvice},
}
