package form

import (
	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// plan makes the 货源计划 row; a grade without a figure has no base.
func (n *record) plan() assist.PlanRow {
	n.all()
	p := assist.PlanRow{
		Row:         n.row,
		Barcode:     n.text(column.Barcode),
		Name:        n.text(column.Product),
		BestSelling: n.text(column.BestSelling) == column.Yes,
		BestText:    n.row.Text(column.BestSelling),
		Pool:        int(n.number(column.Pool, -1)),
	}
	p.Week, _ = assist.ParseWeek(n.text(column.Week))
	for g := 1; g <= column.Grades; g++ {
		p.Base[g] = int(n.number(column.OfGrade(g), 0))
	}
	return p
}

// register makes the row of 许可证状态.
func (n *record) register() assist.RegisterRow {
	n.all()
	return assist.RegisterRow{
		Row:      n.row,
		Licence:  n.text(column.Licence),
		Operator: n.text(column.Operator),
		Status:   n.text(column.Status),
		End:      n.day(column.Until),
		UnitName: n.text(column.Unit),
	}
}

// adjustment makes the row of 名单调整.
func (n *record) adjustment() assist.Adjustment {
	n.all()
	return assist.Adjustment{
		Row:     n.row,
		Licence: n.text(column.Licence),
		Action:  assist.Action(n.text(column.Action)),
		From:    n.day(column.From),
		Until:   n.day(column.To),
		Reason:  n.text(column.Reason),
		By:      n.text(column.By),
	}
}

// settlement makes the row of 待确认.
func (n *record) settlement() assist.Settlement {
	n.all()
	return assist.Settlement{
		Row:      n.row,
		Doubted:  n.text(column.Receipt),
		Category: n.text(column.Sort),
		Action:   assist.Action(n.text(column.Action)),
		Reason:   n.text(column.Reason),
		By:       n.text(column.By),
	}
}

// reply makes the city's answer to a signal.
func (n *record) reply() assist.Reply {
	n.all()
	return assist.Reply{Row: n.row, Signal: n.text(column.Signal), Licence: n.text(column.Licence), Text: n.text(column.Answered)}
}
