package column

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"testing"
)

// ofOurTables are the headers of the tables that we write, as other programs
// look for them.
var ofOurTables = []struct {
	header Header
	text   string
}{
	{Digest, "SHA-256"},
	{LastOnRoll, "上期在册"},
	{SinceFrozen, "上次定稿后"},
	{NextStep, "下一步"},
	{Ineligible, "不符合"},
	{Matter, "事项"},
	{DibaoCount, "低保"},
	{Supplied, "供货户数"},
	{Clause, "依据条款"},
	{Content, "内容"},
	{Decider, "决定者"},
	{NetRemoved, "净撤销"},
	{Dealt, "分配量"},
	{Remaining, "剩余"},
	{DaysLeft, "剩余天数"},
	{Added, "加量"},
	{Cell, "单元格"},
	{BaseSum, "原供应"},
	{Base, "原供应量"},
	{Sharing, "参与户数"},
	{Served, "受益户数"},
	{Change, "变更"},
	{Available, "可用量"},
	{Sum, "合计"},
	{SumRows, "合计行"},
	{OnRoll, "在册"},
	{Typed, "填报值"},
	{Fix, "处理办法"},
	{Filed, "备案"},
	{FiledOn, "备案日期"},
	{FilingNo, "备案编号"},
	{ReviewBy, "复核到期日"},
	{Size, "大小"},
	{Subtotal, "小计"},
	{Sheet, "工作表"},
	{Got, "已得份额"},
	{AnsweredCount, "已答复"},
	{Extra, "帮扶加量"},
	{Held, "待核"},
	{Unanswered, "待答复"},
	{Won, "得否"},
	{Households, "户数"},
	{Reporting, "报送状态"},
	{Indicator, "指标"},
	{Reminder, "提醒"},
	{Removed, "撤销数量"},
	{ReceivedAt, "收到时间"},
	{Figure, "数值"},
	{File, "文件"},
	{FileName, "文件名"},
	{Joined, "新增"},
	{Day, "日期"},
	{Time, "时间"},
	{MonthlySales, "月均销量(条)"},
	{Span, "期间"},
	{Unsupplied, "未供货户数"},
	{Undealt, "未投放"},
	{ThisWeek, "本周"},
	{WeekResult, "本周结果"},
	{WeekOrders, "本周订货"},
	{NowOnRoll, "本期在册"},
	{RoundDealt, "本轮分配"},
	{Count, "条数"},
	{Source, "来源"},
	{ArchiveMark, "档案-标识"},
	{ArchiveApplication, "档案-申请"},
	{ArchiveProofs, "档案-证明"},
	{ArchiveSales, "档案-销量"},
	{OrderCode, "次序码"},
	{DisabilityCount, "残疾"},
	{SpecialMark, "特殊标识"},
	{UsedFor, "用于"},
	{Turn, "由谁处理"},
	{Applications, "申请"},
	{WantedExtra, "申请加量"},
	{WantedSum, "申请量"},
	{BlankRows, "空行"},
	{Level, "级别"},
	{Outcome, "结果"},
	{Verdict, "结论"},
	{Rows, "行数"},
	{Addition, "补充（由填报单位填写）"},
	{Rule, "规则"},
	{Products, "规格数"},
	{Grounds, "认定依据"},
	{GroundsClause, "认定条款"},
	{LicenceState, "许可证状态"},
	{Note, "说明"},
	{ReadRows, "读到"},
	{Round, "轮次"},
	{Compared, "较上次"},
	{Exited, "退出"},
	{Returned, "退回"},
	{ChosenBy, "选择来源"},
	{Part, "部分"},
	{HeaderRows, "重复表头"},
	{Trouble, "问题"},
	{Threshold, "阈值"},
	{Limit, "限制原因"},
	{FirstReceived, "首次收到"},
	{FirstSeen, "首次看到"},
	{TemporaryCount, "临时困难"},
	{Opening, "期初在册"},
	{Closing, "期末在册"},
	{Helped, "期内帮扶"},
	{Weeks, "供货周数"},
	{ExtraCartons, "帮扶加量(条)"},
	{ExtraValue, "按批发价(元)"},
	{DealtOnFile, "已有销售的投放(条)"},
	{DealtOrdered, "其中订购(条)"},
	{Usage, "利用率"},
	{Comparable, "可比户数"},
	{SalesBefore, "帮扶前销量(条)"},
	{SalesAfter, "帮扶后销量(条)"},
	{Growth, "增减"},
	{MarginBefore, "帮扶前毛利(元)"},
	{MarginAfter, "帮扶后毛利(元)"},
	{MarginGrowth, "毛利增减"},
	{ProductsBefore, "帮扶前规格数"},
	{ProductsAfter, "帮扶后规格数"},
	{VisitsDue, "应走访"},
	{VisitsDone, "按期走访"},
	{VisitsOverdue, "超期未走访"},
	{Coverage, "覆盖率"},
	{Visits, "走访次数"},
	{Carried, "期初未解决"},
	{Brought, "转入问题"},
	{Raised, "提出问题"},
	{Solved, "已解决"},
	{Taken, "转出问题"},
	{Open, "处理中"},
	{SignalsRaised, "提出"},
	{WeeksDue, "应报(周)"},
	{WeeksSilent, "未报(周)"},
	{WeeksLate, "迟报(周)"},
	{SilentIn, "未报的周"},
	{LateIn, "迟报的周"},
	{Lacking, "期内没有报过"},
	{Times, "户次"},
	{ToConfirm, "待确认事项"},
	{CustomerCode, "客户编码"},
	{ProductCode, "商品编码"},
	{ColumnName, "列名"},
	{Needed, "必填"},
	{HowTo, "怎么填"},
	{Choices, "可选内容"},
	{RuleCodes, "有关规则"},
	{When, "什么情况"},
	{WhatToDo, "怎么办"},
	{Balanced, "核对"},
}

// TestHeadersOfOurTablesAreAsWritten: nobody looks for a column by its constant.
func TestHeadersOfOurTablesAreAsWritten(t *testing.T) {
	for _, h := range ofOurTables {
		if string(h.header) != h.text {
			t.Errorf("%q, want %q", h.header, h.text)
		}
	}
	file, err := parser.ParseFile(token.NewFileSet(), "output.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	constants := 0
	ast.Inspect(file, func(n ast.Node) bool {
		if _, is := n.(*ast.ValueSpec); is {
			constants++
		}
		return true
	})
	if constants != len(ofOurTables) {
		t.Errorf("%d headers, %d in the list", constants, len(ofOurTables))
	}
}

// TestLevelsOfApproval: 客户经理 → 营销部 → 县局, each with who and when.
func TestLevelsOfApproval(t *testing.T) {
	got := OfApprovals(func(a Approval) []Header { return []Header{a.Opinion, a.Name, a.Day} })
	want := []Header{"客户经理意见", "客户经理", "客户经理日期", "营销部意见", "营销部审核人", "营销部日期", "县局意见", "县局审批人", "县局日期"}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
