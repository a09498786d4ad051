package form

import (
	"time"

	"bangfu/internal/assist"
)

// unit is a row of 县区; former are the names it had before, separated by 、.
func (n *line) unit(former string) assist.Unit {
	return assist.Unit{
		Name:     n.text("县区"),
		Code:     n.text("代码"),
		Prefixes: n.list("许可证前缀"),
		Aliases:  n.list("别名"),
		Former:   assist.SplitNames(former),
		Deadline: weekday(n.text(headerDeadline)),
	}
}

// weekday is the day of the week of 周一 … 周日; Thursday when none is named.
func weekday(s string) time.Weekday {
	if d, ok := assist.WeekdayOf(s); ok {
		return d
	}
	return deadlineDefault
}

func (n *line) dibao() assist.DibaoStandard {
	return assist.DibaoStandard{
		Unit:  n.text("县区"),
		From:  n.day("生效日期"),
		Urban: assist.Fen(n.number("城市标准(元/月)", 0)),
		Rural: assist.Fen(n.number("农村标准(元/年)", 0)),
		Basis: n.text("依据"),
	}
}

func (n *line) rural() assist.RuralIncome {
	return assist.RuralIncome{
		Unit:   n.text("县区"),
		Year:   int(n.number("年度", 0)),
		Income: assist.Fen(n.number("可支配收入(元)", 0)),
		Basis:  n.text("依据"),
	}
}

func (n *line) limit() assist.Limit {
	return assist.Limit{
		Name:  n.text("参数"),
		From:  n.day("生效日期"),
		Value: assist.Number(n.number("值", 0)),
		Basis: n.text("依据"),
	}
}

func (n *line) cutoff() assist.Cutoff {
	week, _ := assist.ParseWeek(n.text("供货周"))
	return assist.Cutoff{Week: week, At: time.Unix(n.number("截止时间", 0), 0).In(assist.Zone), Basis: n.text("依据")}
}

func (n *line) product() assist.Product {
	p := assist.Product{
		Barcode:   n.text("卷烟条码"),
		Pack:      n.text("盒码"),
		Name:      n.text("名称"),
		Aliases:   n.list("别名"),
		Class:     n.text("价类"),
		Wholesale: assist.Fen(n.number("批发价", 0)),
		Retail:    assist.Fen(n.number("零售价", 0)),
		OnSale:    n.text("状态") != "停售",
	}
	if p.Class == "" {
		p.Class = assist.PriceClass(p.Wholesale)
	}
	return p
}
