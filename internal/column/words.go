package column

// The words of the closed lists. The rules go by the same: what a row asks for in
// assist is made of them.
const (
	NewCustomer    = "新增" // 业务类型
	Reverification = "复核"
	Amendment      = "变更"
	Withdrawal     = "退出"

	Dibao      = "低保" // 困难类别
	Disability = "残疾"
	Temporary  = "临时困难"

	Weekly  = "每周" // 订货周期
	Odd     = "单周"
	Even    = "双周"
	NoOrder = "不访销"

	Town        = "城镇" // 市场类型; 户籍类别 says 城镇 too
	Village     = "乡村"
	Countryside = "农村" // 户籍类别

	Self   = "本人" // 与经营者关系
	Spouse = "配偶"
	Parent = "父母"
	Child  = "子女"

	Agreed  = "同意" // what a level of 逐级审批 says
	Refused = "不同意"

	ProblemSolved = "已解决" // 问题状态
	ProblemOpen   = "处理中"
	NoProblem     = "无" // of 存在问题 too

	Attested = "属实" // what an answer in 核实说明 begins with

	Yes = "是"
	No  = "否"

	LicenceValid  = "有效" // 状态 of 许可证状态
	LicencePaused = "停业"

	OnSale     = "在售" // 状态 of 规格目录
	NotForSale = "停售"

	Confirm = "确认" // 动作 of 名单调整 and 待确认
	Suspend = "暂停"
	Resume  = "恢复"
	Remove  = "退出"
	Void    = "作废"
)

// Closed lists of more than one column, or that a rule goes through.
var (
	// LicenceEnds are the 状态 with which a licence is over.
	LicenceEnds = []string{"歇业", "注销", "撤销", "收回", "吊销"}
	// Weekdays are the days of the week from Monday on.
	Weekdays = []string{"周一", "周二", "周三", "周四", "周五", "周六", "周日"}
	// Opinions are what a level of 逐级审批 may say.
	Opinions = []string{Agreed, Refused}
	// ProblemStates are what 问题状态 of a visit may say.
	ProblemStates = []string{ProblemSolved, ProblemOpen, NoProblem}
	// Services are the kinds of help of 五.4.
	Services = []string{"经营指导", "定期走访", "节日慰问", "即时服务", "网络服务"}
)

// What a clerk is told of columns of one kind.
const (
	LicenceAdvice = "12 位数字，与许可证正本一致；本列已设为文本，直接输入即可"
	DateAdvice    = "日期，例如 2026-11-02；年份写四位"
	YuanAdvice    = "以元为单位，例如 28800；不写“万”"
)

// What the same column is called in other systems.
var (
	licenceNames  = []string{"客户编码", "专卖证号", "许可证编号"}
	operatorNames = []string{"负责人", "姓名"}
	shopNames     = []string{"店名", "零售户名称"}
	barcodeNames  = []string{"商品编码", "卷烟编码", "条码"}
	productNames  = []string{"商品名称", "规格"}
)

// yesAndNo are the other signs for 是 and 否 that nobody can take for anything else.
var yesAndNo = map[string]string{
	"√": Yes, "✓": Yes, "✔": Yes, "☑": Yes, "1": Yes, "1.0": Yes, "Y": Yes, "y": Yes, "YES": Yes, "Yes": Yes, "yes": Yes, "TRUE": Yes, "畅销": Yes,
	"×": No, "✗": No, "✘": No, "☒": No, "☐": No, "0": No, "0.0": No, "N": No, "n": No, "NO": No, "No": No, "no": No, "FALSE": No, "非畅销": No, "不畅销": No,
}
