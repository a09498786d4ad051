package form

import "bangfu/internal/assist"

// plan makes the 货源计划 row; a grade without a figure has no base.
func (n *line) plan() assist.PlanRow {
	n.all()
	p := assist.PlanRow{
		Row:         n.row,
		Barcode:     n.text("卷烟条码"),
		Name:        n.text("卷烟名称"),
		BestSelling: n.text("畅销") == "是",
		BestText:    n.row.Text("畅销"),
		Pool:        int(n.number("帮扶可用量", -1)),
	}
	p.Week, _ = assist.ParseWeek(n.text("供货周"))
	for g := 1; g <= 30; g++ {
		p.Base[g] = int(n.number(itoa(g)+"档", 0))
	}
	return p
}

// register makes the row of 许可证状态.
func (n *line) register() assist.RegisterRow {
	n.all()
	return assist.RegisterRow{
		Row:      n.row,
		Licence:  n.text("许可证号"),
		Operator: n.text("经营者姓名"),
		Status:   n.text("状态"),
		End:      n.day("有效期止"),
		UnitName: n.text("县区"),
	}
}

// adjustment makes the row of 名单调整.
func (n *line) adjustment() assist.Adjustment {
	n.all()
	return assist.Adjustment{
		Row:     n.row,
		Licence: n.text("许可证号"),
		Action:  assist.Action(n.text("动作")),
		From:    n.day("生效日期"),
		Until:   n.day("截止日期"),
		Reason:  n.text("原因"),
		By:      n.text("经办人"),
	}
}

// settlement makes the row of 待确认.
func (n *line) settlement() assist.Settlement {
	n.all()
	return assist.Settlement{
		Row:      n.row,
		Doubted:  n.text("回执号"),
		Category: n.text("类别"),
		Action:   assist.Action(n.text("动作")),
		Reason:   n.text("原因"),
		By:       n.text("经办人"),
	}
}

// reply makes the city's answer to a signal.
func (n *line) reply() assist.Reply {
	n.all()
	return assist.Reply{Row: n.row, Signal: n.text("编号"), Licence: n.text("许可证号"), Text: n.text("答复")}
}
