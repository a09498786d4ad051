package report

import (
	"fmt"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/paper"
	"bangfu/internal/sheet"
)

// SummaryDocument is the 帮扶工作总结报告 (五.7) of the city or of a unit, with the
// figures filled in and room for the people's own text below the text of each part. It
// alone of the printed papers has a 文号.
func SummaryDocument(s Summing) paper.Doc {
	d := paper.Doc{Title: s.plainTitle() + " " + s.Span, Author: s.signedBy(), Subject: s.Span, Created: s.Facts.At, Style: paper.Official}
	d.Blocks = append(d.Blocks, paper.Title{Text: s.title(), Sub: s.documentNumber() + "\n" + s.Span})
	var n numbering
	said := s.figures().Helped == 0 // that the workbook lists everybody, or there is nobody to list
	for i, p := range s.parts() {
		d.Blocks = append(d.Blocks, paper.Heading{Level: 1, Text: p.heading})
		for _, w := range p.words {
			d.Blocks = append(d.Blocks, paper.Paragraph{Text: w})
		}
		d.Blocks = append(d.Blocks, paper.Form{Rows: [][]paper.Cell{{{Label: "补充", Value: "", Lines: 4}}}, Label: p.heading, Stays: true})
		for _, g := range p.grids {
			if !g.idle {
				d.Blocks = append(d.Blocks, g.paper(&n, said))
				said = said || g.each
			}
		}
		d.Blocks = append(d.Blocks, s.charts(i, &n)...)
	}
	d.Blocks = referred(d.Blocks)
	d.Blocks = append(d.Blocks, paper.Signature{Fields: signatures, Unit: s.signedBy(), Date: inProse(s.Facts.Today)})
	return d
}

// documentNumber is the 文号 with the place of its number left for ink.
func (s Summing) documentNumber() string {
	head := "文号："
	if s.Unit == "" && s.Facts.Terms.Office.Document != "" {
		head = s.Facts.Terms.Office.Document
	}
	return fmt.Sprintf("%s〔%d〕　　号", head, s.Facts.Today.Year())
}

// paper is a grid as a printed table. Of a line a customer only the sum is printed; said is that it has been said where they stand.
func (g grid) paper(n *numbering, said bool) paper.Block {
	t := paper.Table{Caption: n.table(g.name), Empty: "本期无", Size: 9}
	headers, rows := g.headers, g.rows
	if g.each { // a line a customer is for the workbook
		headers = headers[g.names:]
		rows = [][]sheet.Value{g.total[g.names:]}
		if !said {
			t.Notes = []string{"各表的逐户明细见同名工作簿。"}
		}
	} else if len(rows) > 0 {
		t.Total = printedRow(headers, g.total)
	}
	t.Notes = append(t.Notes, g.notes...)
	for _, h := range headers {
		t.Columns = append(t.Columns, paper.Column{Header: string(h)})
	}
	for _, r := range rows {
		t.Rows = append(t.Rows, printedRow(headers, r))
	}
	return t
}

// printedRow is the values of a row as they are printed: a rise has its sign, as in the text.
func printedRow(headers []column.Header, row []sheet.Value) []string {
	out := make([]string, len(row))
	for i, v := range row {
		out[i] = v.String()
		if rises := headers[i] == column.Growth || headers[i] == column.MarginGrowth; rises && v.Kind == sheet.Ratio && v.N > 0 {
			out[i] = "+" + out[i]
		}
	}
	return out
}

// charts are the figures of a part, by its number from 0.
func (s Summing) charts(part int, n *numbering) []paper.Block {
	l := s.figures()
	switch {
	case part == 0 && s.Unit == "":
		helped := func(u assist.Followed) int { return u.Helped }
		if !comparing(s.Summary.Units, helped) {
			return nil
		}
		shown, caption := charted(s.Summary.Units, "期内帮扶户数", helped)
		c := paper.StackedBars{Figure: n.figure(caption, "户"), Classes: classNames(l.ByClass, l.Helped)}
		for _, u := range shown {
			c.Bars = append(c.Bars, paper.Bar{Label: u.Unit, Values: classValues(u.ByClass, u.Helped, len(c.Classes))})
		}
		return []paper.Block{c}
	case part == 0:
		return shares(l, n)
	case part == 1 && s.Unit == "":
		dealt := func(u assist.Followed) int { return u.Usage.OnFile }
		if !comparing(s.Summary.Units, dealt) {
			return nil
		}
		shown, caption := charted(s.Summary.Units, "帮扶加量与订购", dealt)
		c := paper.PairBars{Figure: n.figure(caption+"（已有销售的投放）", "条"), Names: [2]string{"投放", "订购"}}
		for _, u := range shown {
			c.Bars = append(c.Bars, paper.Bar{Label: u.Unit, Values: []int64{int64(u.Usage.OnFile), int64(u.Usage.Ordered)}})
		}
		return []paper.Block{c}
	case part == 2 && tells(l.Effect):
		return []paper.Block{s.trend(l.Effect, n)}
	}
	return nil
}

// shares are the classes of a unit's customers, when there is more than one to compare.
func shares(l assist.Followed, n *numbering) []paper.Block {
	var parts []paper.Part
	for _, c := range classCounts(l.ByClass, l.Helped) {
		if c.n > 0 {
			parts = append(parts, paper.Part{Label: c.what, Value: int64(c.n)})
		}
	}
	if len(parts) < 2 {
		return nil
	}
	return []paper.Block{paper.Shares{Figure: n.figure("期内帮扶户数按困难类别", "户"), Parts: parts}}
}

// trend is the mean cartons a customer sold, month by month before and after.
// The months stand in their order: the third before, … the first after.
func (s Summing) trend(e assist.Effect, n *numbering) paper.Block {
	c := paper.LineChart{Figure: n.figure("可比客户户均月销量（帮扶前后各月）", "条")}
	c.Decimals = 1
	line := paper.Series{Name: "户均销量"}
	for i, m := range e.Before {
		c.Points = append(c.Points, "前"+count(len(e.Before)-i))
		line.Values = append(line.Values, tenths(m.Own))
	}
	for i, m := range e.After {
		c.Points = append(c.Points, "后"+count(i+1))
		line.Values = append(line.Values, tenths(m.Own))
	}
	c.Series = []paper.Series{line}
	return c
}

// tenths is a month's cartons per customer in tenths, half up.
func tenths(m assist.MonthSales) int64 {
	if !m.Known() {
		return paper.Absent
	}
	n := int64(m.Customers)
	return (int64(m.Cartons)*20 + n) / (2 * n)
}
