package assist

import "bangfu/internal/column"

// grades stands for the columns 30档 … 1档, which 填报说明 explains in one line.
var grades = column.OfGrade(column.Grades)

// cityRules are the rules about the city's own files.
var cityRules = []Rule{
	{Code: "C101", Clause: "五.3", Form: PlanForm, Columns: []column.Header{column.Barcode, column.Product},
		When: "货源计划：条码不在规格目录中、卷烟名称是另一规格的、同一规格出现两次，或畅销不是“是”“否”，也不是意思明确的记号（√ 1 Y、× 0 N）",
		Fix:  "请改正该行后重新放入市局收件箱；未改正前该规格不编入草案，整份计划有疑，到截单时间不定稿"},
	{Code: "C102", Clause: "五.3", Form: PlanForm, Columns: []column.Header{column.Pool, grades},
		When: "货源计划：帮扶可用量或档位供货量不是大于或等于 0 的整数",
		Fix:  "请改正为整数（条）后重新放入市局收件箱；未改正前该规格不编入草案，整份计划有疑，到截单时间不定稿"},
	{Code: "C103", Clause: "五.3", Form: PlanForm, Columns: []column.Header{grades},
		When: "货源计划：档位升高而供货量下降",
		Fix:  "请核对各档供货量，高档位不少于低档位；未改正前该规格不编入草案，整份计划有疑，到截单时间不定稿"},
	{Code: "C104", Clause: "五.3", Form: PlanForm, Columns: []column.Header{column.Week},
		When: "货源计划：供货周写法不对，该周已过去、已定稿，或一两行的供货周与本表多数行不同而像是写错了",
		Fix:  "请按 2026-W49 的写法填写下周的供货周后重新放入市局收件箱；可能属于哪一周，哪一周的计划就有疑，到截单时间不定稿"},
	{Code: "C105", Clause: "五.3", Form: PlanForm, Columns: []column.Header{grades},
		When: "货源计划：30档 … 1档 的列缺了几个（一个档位列都没有的，原供应量按 0 条计，不算缺）",
		Fix:  "请补上缺少的档位列后重新放入市局收件箱；未补上前草案中这些档位的原供应量按 0 条计，到截单时间不定稿"},
	{Code: "C201", Clause: "四", Form: RegisterForm, Columns: []column.Header{column.Licence},
		When: "许可证状态：许可证号不是 12 位数字、同一许可证出现两次、像是写错了号码、状态不认识，或县区不认识",
		Fix:  "请改正后重新放入市局收件箱；未改正前有关的客户按上一次登记认定；确是换了新证的，请把旧证也列入并写明状态"},
	{Code: "C301", Clause: "五.6", Form: AdjustmentForm, Columns: []column.Header{column.Action}, NeedsWorkspace: onTheRoll,
		When: "名单调整：动作不认识、许可证号不认识、日期先后颠倒，或恢复已退出的客户；待确认：回执号不认识、疑点已了结，或动作不是确认、作废",
		Fix:  "请改正该行后重新放入市局收件箱；该行未执行，其余各行照常执行"},
	{Code: "N311", Clause: "五.6", Form: AdjustmentForm, Columns: []column.Header{column.Action}, Turn: TurnCity, LeavesOut: true,
		When: "名单调整的一行收下了，但没有改变什么：没有等待确认的申请、客户不在册、没有暂停，或已经退出",
		Fix:  "请核对许可证号、动作和生效日期；填错的，请改正后重新放入市局收件箱，没有填错的不用处理"},
	{Code: "N312", Clause: "五.3", Form: PlanForm, Columns: []column.Header{column.BestSelling}, Turn: TurnCity,
		When: "货源计划：畅销是“是”的规格，规格目录里的状态是停售",
		Fix:  "请核对：确有货的，在 参数/规格目录.xlsx 里把状态改为在售；没有货的，把畅销改为否后重新放入市局收件箱。这一行照常编入草案"},
}

// signalRules are the rules about the signals of supervision, which package audit raises.
var signalRules = []Rule{
	{Code: "A101", Clause: "五.6", Turn: TurnCity,
		Short: "订货量与近期均值之比",
		When:  "订单超过前 3 次订单均值的监督倍数",
		Fix:   "{内管部门}核查该订单是否真实，必要时约谈县区"},
	{Code: "A102", Clause: "五.6", Turn: TurnCity,
		Short: "帮扶加量与自有订货",
		When:  "帮扶规格全部订足，而自选订单为零或持续下降",
		Fix:   "{内管部门}核查帮扶卷烟的去向"},
	{Code: "A103", Clause: "五.6", Turn: TurnCity,
		Short: "同日相同订单",
		When:  "几个在册客户同一天的订单完全相同",
		Fix:   "{内管部门}核查是否有人代订"},
	{Code: "A104", Clause: "五.6", Turn: TurnCity,
		Short: "共用电话或地址",
		When:  "在册客户之间电话或地址相同，或与在册客户重复申报",
		Fix:   "{内管部门}核查是否同一人或同一店"},
	{Code: "A105", Clause: "五.4",
		Short: "走访间隔",
		When:  "超过规定天数没有走访",
		Fix:   "县区尽快走访并报送走访台账"},
	{Code: "A106", Clause: "六",
		Short: "供货后未订货",
		When:  "连续几周安排了帮扶供货而没有订货；没有给该户供货的周（没有定稿计划、不是订货周、没有分到）不计入，也不算中断",
		Fix:   "县区了解原因，必要时调整帮扶"},
	{Code: "A107", Clause: "五.2",
		Short: "临近到期",
		When:  "许可证、证件或帮扶期即将到期",
		Fix:   "县区提醒客户办理延续或组织复核"},
}
