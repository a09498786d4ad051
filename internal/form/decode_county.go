package form

import (
	"cmp"

	"bangfu/internal/assist"
)

// application makes the application of a row.
func (n *line) application() assist.Application {
	a := assist.Application{
		Business: assist.Business(n.text("业务类型")),
		Licence:  n.text("许可证号"),
		Shop:     n.text("客户名称"),
		Operator: n.text("经营者姓名"),
		ID:       n.text("身份证号"),
		Phone:    n.text("联系电话"),
		Address:  n.text("经营地址"),
		Market:   n.text("市场类型"),
		Grade:    int(max(0, n.number("客户档位", 0))),
		Cycle:    assist.Cycle(n.text("订货周期")),
		OrderDay: n.text("订货日"),

		LicenceEnd: n.day("许可证有效期止"),
		Household:  n.text("户籍类别"),
		Members:    int(max(0, n.number("家庭人口", 0))),
		Income:     assist.Fen(n.number("家庭年收入", -1)),
		Margin:     assist.Fen(n.number("卷烟年毛利", -1)),
		Hardship:   assist.Hardship(n.text("困难类别")),
		DibaoNo:    n.text("低保证号"),
		DibaoEnd:   n.day("低保证有效期止"),
		DisabledBy: n.text("残疾人姓名"),
		Relation:   n.text("与经营者关系"),
		DisabledNo: n.text("残疾人证号"),
		Story:      n.text("困难说明"),
		Proofs:     n.list("证明材料"),

		Start: n.day("帮扶起始日"), End: n.day("帮扶截止日"),
		Applied:    n.day("申请日期"),
		ExitReason: n.text("退出原因"),
		Answer:     n.text("核实说明"),
		Remark:     n.text("备注"),
	}
	a.Approvals = [3]assist.Approval{
		{Opinion: n.text("客户经理意见"), Name: n.text("客户经理"), Day: n.day("客户经理日期")},
		{Opinion: n.text("营销部意见"), Name: n.text("营销部审核人"), Day: n.day("营销部日期")},
		{Opinion: n.text("县局意见"), Name: n.text("县局审批人"), Day: n.day("县局日期")},
	}
	if n.leaves() {
		n.report(func(c *Column) bool { return c.OnExit }, func(c *Column) bool { return !c.Judged })
	} else {
		n.all()
	}
	a.Row = n.row
	return a
}

// leaves reports a withdrawal, of which only few columns count: by its 业务类型,
// or, when that cannot be read, by a 退出原因 beside no 困难类别.
func (n *line) leaves() bool {
	kind := n.get("业务类型")
	if kind.stated && kind.fault == 0 {
		return kind.text == string(assist.Withdrawal)
	}
	return n.get("退出原因").stated && !n.get("困难类别").stated
}

// wish makes the wish of a row; products in order of preference, as often as
// written. Who states no 每规格加量 wants as much as may be had on the row's day.
func (n *line) wish(terms assist.Terms, today assist.Date) assist.Wish {
	day := cmp.Or(n.day("申请日期"), today)
	w := assist.Wish{
		Licence:  n.text("许可证号"),
		Operator: n.text("经营者姓名"),
		Each:     int(n.number("每规格加量", int64(terms.Limit(assist.MaxExtra, day).Int()))),
		Services: n.list("服务需求"),
		Applied:  n.day("申请日期"),
		Remark:   n.text("备注"),
	}
	for i, c := range n.form.Columns {
		if r := n.readings[i]; c.Kind == Barcode && r.stated {
			w.Products = append(w.Products, assist.WishedProduct{Header: c.Header, Text: trim(n.cells[i].Text), Barcode: r.text})
		}
	}
	n.all()
	w.Row = n.row
	return w
}

// visit makes the visit of a row.
func (n *line) visit() assist.Visit {
	n.all()
	return assist.Visit{
		Row:       n.row,
		Day:       n.day("走访日期"),
		Licence:   n.text("许可证号"),
		Operator:  n.text("经营者姓名"),
		Visitor:   n.text("走访人"),
		Services:  n.list("服务类型"),
		Situation: n.text("经营情况"),
		Problem:   n.text("存在问题"),
		Measure:   n.text("帮扶措施"),
		State:     n.text("问题状态"),
		Next:      n.day("下次走访日期"),
	}
}
