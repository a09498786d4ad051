package report

import (
	"fmt"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// rounds is 分配过程: each round of each product, and for the round in which the
// pool ran out who got a carton and who did not, so that a clerk can redo it.
func (s supplying) rounds() sheet.Page {
	p := s.page("分配过程", "帮扶货源分配过程")
	p.Notes = append(p.Notes,
		"分配办法：每个规格先在“申请”中、再在“推荐”中，一轮每户一条，直到货源用完或各户加量满足。货源不够一轮时，按已得份额（回看窗口内所得加量 ÷ 应得加量）从低到高、再按次序码从小到大，依次各得一条。",
		"次序码 = 文本“供货周|卷烟条码|许可证号”的 SHA-256。")
	b := sheet.Block{Empty: s.empty("本周没有分配"), Filter: true,
		Columns: narrow(heads(column.Barcode, long(column.Product), column.Sort, column.Round, column.Sharing, column.RoundDealt, column.Remaining, column.Licence, column.Got, long(column.OrderCode), column.Won),
			map[column.Header]float64{column.Product: productWide, column.OrderCode: 34})}
	for _, x := range s.Plan.Rounds {
		b.Rows = append(b.Rows, s.roundRow(x))
		for _, t := range x.Cut {
			b.Rows = append(b.Rows, s.turnoutRow(x, t))
		}
	}
	b.Total = totalled(b.Columns, b.Rows, column.RoundDealt)
	p.Blocks = []sheet.Block{b}
	return p
}

// roundRow is a round, or a span of rounds in which everybody got one.
func (s supplying) roundRow(x assist.Round) []sheet.Value {
	row := append(s.roundHead(x), ints(x.Takers, x.Given, x.Left)...)
	return append(row, texts("", "", "", "")...)
}

// turnoutRow is one customer of a cut round. Its carton stands in the round's line.
func (s supplying) turnoutRow(x assist.Round, t assist.Turnout) []sheet.Value {
	got := sheet.S("未得").With(sheet.Wait)
	if t.Got {
		got = sheet.S("得 1 条").With(sheet.Good)
	}
	row := append(s.roundHead(x), texts("", "", "", t.Licence, fmt.Sprintf("%d/%d", t.Received, t.Demanded), t.Order)...)
	return append(row, got)
}

func (s supplying) roundHead(x assist.Round) []sheet.Value {
	rounds := sheet.I(x.Round)
	if x.Upto > x.Round {
		rounds = sheet.S(fmt.Sprintf("%d 至 %d", x.Round, x.Upto))
	}
	return append(texts(x.Barcode, s.Terms.Products.Name(x.Barcode), string(x.Origin)), rounds)
}
