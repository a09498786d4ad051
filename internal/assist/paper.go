package assist

// What our papers are called: the name of a file in the outbox begins with it,
// and who drops one into 收件箱 is told by it which paper that is.
const (
	ReceiptPaper   = "回执"
	SightingsPaper = "收件情况"
	TodoPaper      = "在册与待办"
	CityTodoPaper  = "待办"
	BoardPaper     = "看板"
	CheckPaper     = "核对"
	SupplyPaper    = "供货表"
	LinesPaper     = "供货明细"
	WeeklyPaper    = "帮扶工作周报"
	GoodsPaper     = "畅销与规格"
	RollPaper      = "备案汇总表"
	ListPaper      = "备案名单"
	ImportPaper    = "供货导入"
	WithdrawnPaper = "供货撤销"
	WatchPaper     = string(ReplyForm)
	LicensingPaper = "许可证清单"
	SummaryPaper   = "帮扶工作总结报告"
	FormPaper      = string(ApplicationForm) // one customer's, printed
	SlipPaper      = "告知单"                   // one customer's, printed
)

// Sheets by which a workbook of ours is known when it comes back, where they are
// not called as the paper is.
const (
	BalanceSheet   = "规格平衡" // of 供货表, beside 供货明细
	RollSheet      = "备案名单" // of 备案汇总表
	WatchSheet     = "监督汇总"
	LicensingSheet = "许可证关注"
	SummarySheet   = "总结报告"
	EnrolledSheet  = "在册" // of 在册与待办
	TodoSheet      = "待办" // of 在册与待办
)
