package column

// Closed lists of more than one column.
var (
	// Weekdays are the days of the week from Monday on.
	Weekdays = []string{"周一", "周二", "周三", "周四", "周五", "周六", "周日"}
	// Opinions are what a level of 逐级审批 may say.
	Opinions = []string{Agreed, Refused}
	// ProblemStates are what 问题状态 of a visit may say.
	ProblemStates = []string{ProblemSolved, ProblemOpen, NoProblem}
	// Services are the kinds of help of 五.4.
	Services = []string{"经营指导", "定期走访", "节日慰问", "即时服务", "网络服务"}
)

// Single words of these lists that rules and reports go by.
const (
	Agreed        = "同意"
	Refused       = "不同意"
	ProblemSolved = "已解决"
	ProblemOpen   = "处理中"
	NoProblem     = "无" // of 存在问题 too
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
	"√": "是", "✓": "是", "✔": "是", "☑": "是", "1": "是", "1.0": "是", "Y": "是", "y": "是", "YES": "是", "Yes": "是", "yes": "是", "TRUE": "是", "畅销": "是",
	"×": "否", "✗": "否", "✘": "否", "☒": "否", "☐": "否", "0": "否", "0.0": "否", "N": "否", "n": "否", "NO": "否", "No": "否", "no": "否", "FALSE": "否", "非畅销": "否", "不畅销": "否",
}
