package form

import "bangfu/internal/assist"

// Closed lists of more than one column.
var (
	weekdays = []string{"周一", "周二", "周三", "周四", "周五", "周六", "周日"}
	opinions = []string{"同意", "不同意"}
	services = []string{"经营指导", "定期走访", "节日慰问", "即时服务", "网络服务"}
)

const (
	adviceLicence = "12 位数字，与许可证正本一致；本列已设为文本，直接输入即可"
	adviceDate    = "日期，例如 2026-11-02；年份写四位"
	adviceYuan    = "以元为单位，例如 28800；不写“万”"
)

var applicationForm = indexed(Form{
	Name: assist.ApplicationForm, Sheets: []string{"申请表", "复核申请表"}, Kind: assist.KindApplication,
	Title:   "弱势零售客户帮扶申请表",
	Telling: []string{"业务类型"},
	Columns: []Column{
		{Header: "序号", Kind: Serial, Width: 6, Advice: "顺序号，可不填"},
		{Header: "业务类型", Kind: Choice, Required: true, OnExit: true, Width: 10, Choices: []string{"新增", "复核", "变更", "退出"}, Advice: "首次申请选新增；到期再审选复核；资料有变选变更；不再帮扶选退出"},
		{Header: "许可证号", Aliases: []string{"客户编码", "专卖证号", "许可证编号"}, Kind: Licence, Required: true, OnExit: true, Width: 15, Advice: adviceLicence},
		{Header: "客户名称", Aliases: []string{"店名", "零售户名称"}, Kind: Free, Dashed: true, Required: true, Width: 18, Advice: "店铺名称，与许可证正本一致"},
		{Header: "经营者姓名", Aliases: []string{"负责人", "姓名"}, Kind: Name, Required: true, OnExit: true, Width: 12, Advice: "许可证上的经营者，与登记一致"},
		{Header: "身份证号", Kind: Code, Required: true, Width: 21, Advice: "经营者的 18 位身份证号；本列已设为文本，不要改成数字，否则末几位会丢失"},
		{Header: "联系电话", Kind: Phone, Required: true, Width: 14, Advice: "手机 11 位，或 0352 加 7 位座机；两个号码用 / 隔开"},
		{Header: "经营地址", Kind: Free, Dashed: true, Required: true, Width: 26, Advice: "店铺所在地址，与许可证一致"},
		{Header: "市场类型", Kind: Choice, Width: 10, Dashed: true, Choices: []string{"城镇", "乡村"}, Spelt: map[string]string{"城网": "城镇", "农网": "乡村"}, Advice: "城镇或乡村（城网即城镇，农网即乡村）"},
		{Header: "客户档位", Aliases: []string{"档位"}, Kind: Grade, Required: true, Width: 9, Advice: "1 至 30，例如 9 或 9档"},
		{Header: "订货周期", Kind: Choice, Required: true, Width: 9, Choices: []string{"每周", "单周", "双周", "不访销"}, Advice: "从列表中选"},
		{Header: "订货日", Kind: Choice, Width: 8, Dashed: true, Choices: weekdays, Advice: "每周订货的那一天；不填按周五算"},
		{Header: "许可证有效期止", Kind: Day, Required: true, Width: 13, Advice: "许可证正本上的有效期截止日。" + adviceDate},
		{Header: "户籍类别", Kind: Choice, Required: true, Width: 9, Choices: []string{"城镇", "农村"}, Advice: "户口簿登记的类别，决定用城市还是农村标准"},
		{Header: "家庭人口", Kind: Whole, Required: true, Width: 9, Advice: "共同生活的家庭成员人数，整数"},
		{Header: "家庭年收入", Aliases: []string{"家庭年总收入"}, Kind: Amount, Unit: "元", Required: true, Width: 13, Advice: "全家一年的总收入。" + adviceYuan},
		{Header: "卷烟年毛利", Kind: Amount, Unit: "元", Dashed: true, Width: 13, Advice: "一年卖烟的毛利（不是销售额），残疾类要填。" + adviceYuan},
		{Header: "困难类别", Kind: Choice, Required: true, Width: 10, Choices: []string{"低保", "残疾", "临时困难"}, Advice: "从列表中选一类"},
		{Header: "低保证号", Kind: Code, Dashed: true, Width: 20, Advice: "有低保证的填证号"},
		{Header: "低保证有效期止", Kind: Day, Dashed: true, Width: 13, Advice: "有低保证的填有效期截止日。" + adviceDate},
		{Header: "残疾人姓名", Kind: Name, Dashed: true, Width: 12, Advice: "残疾类要填：残疾证上的姓名"},
		{Header: "与经营者关系", Kind: Choice, Dashed: true, Width: 10, Choices: []string{"本人", "配偶", "父母", "子女"}, Advice: "残疾类要填：残疾人是经营者的什么人"},
		{Header: "残疾人证号", Kind: Code, Dashed: true, Width: 24, Advice: "残疾类要填：20 位（身份证号 18 位加类别、等级各 1 位），补办的后加 B1、B2"},
		{Header: "困难说明", Kind: Free, Dashed: true, Width: 28, Advice: "临时困难要填：什么时候、因为什么造成困难"},
		{Header: "证明材料", Kind: List, Dashed: true, Required: true, Width: 24, Advice: "随申请留存的证明，用、隔开，例如 低保证、户口簿复印件"},
		{Header: "帮扶起始日", Kind: Day, Dashed: true, Width: 13, Advice: "不填从备案当天起。" + adviceDate},
		{Header: "帮扶截止日", Kind: Day, Dashed: true, Width: 13, Advice: "临时困难要填，最长 {临时困难最长月数} 个月。" + adviceDate},
		{Header: "申请日期", Kind: Day, Required: true, OnExit: true, Width: 13, Advice: "客户递交申请的日子。" + adviceDate},
		{Header: "客户经理意见", Kind: Choice, Required: true, Judged: true, OnExit: true, Width: 9, Choices: opinions, Advice: "客户经理实地核实后的意见"},
		{Header: "客户经理", Aliases: []string{"客户经理姓名"}, Kind: Name, Dashed: true, Required: true, Judged: true, OnExit: true, Width: 10, Advice: "客户经理姓名"},
		{Header: "客户经理日期", Kind: Day, Required: true, Judged: true, OnExit: true, Width: 13, Advice: "不早于申请日期。" + adviceDate},
		{Header: "营销部意见", Kind: Choice, Required: true, Judged: true, OnExit: true, Width: 9, Choices: opinions, Advice: "营销部审核意见"},
		{Header: "营销部审核人", Aliases: []string{"营销部姓名"}, Kind: Name, Dashed: true, Required: true, Judged: true, OnExit: true, Width: 10, Advice: "营销部审核人姓名"},
		{Header: "营销部日期", Kind: Day, Required: true, Judged: true, OnExit: true, Width: 13, Advice: "不早于客户经理日期。" + adviceDate},
		{Header: "县局意见", Kind: Choice, Required: true, Judged: true, OnExit: true, Width: 9, Choices: opinions, Advice: "县局审批意见"},
		{Header: "县局审批人", Aliases: []string{"县局姓名"}, Kind: Name, Dashed: true, Required: true, Judged: true, OnExit: true, Width: 10, Advice: "县局审批人姓名"},
		{Header: "县局日期", Kind: Day, Required: true, Judged: true, OnExit: true, Width: 13, Advice: "不早于营销部日期。" + adviceDate},
		{Header: "退出原因", Kind: Free, OnExit: true, Width: 20, Advice: "业务类型为退出时要填"},
		{Header: "核实说明", Kind: Free, Width: 26, Advice: "回执要求核实的，核实后在这里写：属实：规则编号 说明，例如 属实：Q504 同住一户"},
		{Header: "备注", Kind: Free, Loose: true, Width: 16, Advice: "其他需要说明的"},
	},
})

var wishForm = indexed(Form{
	Name: assist.WishForm, Sheets: []string{"帮扶申请表"}, Kind: assist.KindWishes,
	Title:   "弱势零售客户帮扶需求申请表",
	Telling: []string{"规格1", "规格2", "每规格加量", "服务需求"},
	Columns: append(append([]Column{
		{Header: "许可证号", Aliases: []string{"客户编码", "专卖证号", "许可证编号"}, Kind: Licence, Required: true, Width: 15, Advice: adviceLicence},
		{Header: "经营者姓名", Aliases: []string{"负责人", "姓名"}, Kind: Name, Width: 12, Advice: "许可证上的经营者，可不填"}},
		wished()...),
		Column{Header: "每规格加量", Kind: Whole, Unit: "条", Dashed: true, Width: 11, UpTo: assist.MaxExtra, Advice: "每个规格每次想加多少条，1 至 {单规格加量上限}；不填按 {单规格加量上限} 条"},
		Column{Header: "服务需求", Kind: ListOf, Dashed: true, Width: 24, Choices: services, Advice: "想要的服务，多项用、隔开：经营指导、定期走访、节日慰问、即时服务、网络服务"},
		Column{Header: "申请日期", Kind: Day, Required: true, Width: 13, Advice: "客户提出需求的日子。" + adviceDate},
		Column{Header: "备注", Kind: Free, Loose: true, Width: 16, Advice: "其他需要说明的"},
	),
})

// wished are the columns 规格1 … 规格8; what a clerk adds behind them is
// recognised too, so that a ninth product is told and not lost.
func wished() []Column {
	var list []Column
	for i := 1; i <= 16; i++ {
		list = append(list, Column{Header: "规格" + itoa(i), Kind: Barcode, Dashed: true, Extra: i > 8, Width: 18,
			Advice: "条盒条码，或规格目录里的名称、别名；排在前面的优先"})
	}
	return list
}

var salesForm = indexed(Form{
	Name: assist.SalesForm, Sheets: []string{"销售历史"}, Kind: assist.KindSales,
	Title: "卷烟销售历史",
	Columns: []Column{
		{Header: "许可证号", Aliases: []string{"客户编码", "专卖证号", "许可证编号"}, Kind: Licence, Required: true, Width: 15, Advice: adviceLicence},
		{Header: "客户名称", Aliases: []string{"店名", "零售户名称"}, Kind: Free, Width: 18, Advice: "店铺名称，可不填"},
		{Header: "订货日期", Aliases: []string{"订单日期", "日期"}, Kind: Day, Required: true, Width: 13, Advice: adviceDate},
		{Header: "卷烟条码", Aliases: []string{"商品编码", "卷烟编码", "条码"}, Kind: Barcode, Required: true, Width: 16, Advice: "条盒条码 13 位；没有条码时在卷烟名称写规格目录里的名称"},
		{Header: "卷烟名称", Aliases: []string{"商品名称", "规格"}, Kind: Free, Width: 20, Advice: "规格名称，可不填"},
		{Header: "数量", Aliases: []string{"订购量", "销量"}, Kind: Signed, Unit: "条", Required: true, Width: 9, Advice: "条数，整数；退货写负数"},
		{Header: "批发价", Kind: Amount, Unit: "元/条", Width: 10, Advice: "每条批发价（元），可不填"},
		{Header: "零售价", Kind: Amount, Unit: "元/条", Width: 10, Advice: "每条零售价（元），可不填"},
		{Header: "金额", Kind: Balance, Unit: "元", Width: 12, Advice: "数量乘批发价（元），可不填"},
	},
})

var visitForm = indexed(Form{
	Name: assist.VisitForm, Sheets: []string{"走访台账"}, Kind: assist.KindVisits,
	Title: "弱势零售客户走访台账",
	Columns: []Column{
		{Header: "走访日期", Kind: Day, Required: true, Width: 13, Advice: "走访那一天，不晚于报送日。" + adviceDate},
		{Header: "许可证号", Aliases: []string{"客户编码", "专卖证号", "许可证编号"}, Kind: Licence, Required: true, Width: 15, Advice: adviceLicence},
		{Header: "经营者姓名", Aliases: []string{"负责人", "姓名"}, Kind: Name, Width: 12, Advice: "许可证上的经营者，可不填"},
		{Header: "走访人", Kind: Name, Dashed: true, Required: true, Width: 12, Advice: "走访的客户经理姓名；两人用、隔开"},
		{Header: "服务类型", Kind: List, Required: true, Width: 20, Choices: services, Advice: "本次做了什么，多项用、隔开：经营指导、定期走访、节日慰问、即时服务、网络服务"},
		{Header: "经营情况", Kind: Free, Width: 28, Advice: "店里经营得怎样"},
		{Header: "存在问题", Kind: Free, Width: 24, Advice: "发现的困难和问题"},
		{Header: "帮扶措施", Kind: Free, Width: 24, Advice: "帮了什么、准备怎么帮"},
		{Header: "问题状态", Kind: Choice, Width: 10, Choices: []string{"已解决", "处理中", "无"}, Advice: "从列表中选"},
		{Header: "下次走访日期", Kind: Day, Dashed: true, Width: 13, Advice: "计划的下次走访日。" + adviceDate},
	},
})
