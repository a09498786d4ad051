package report

import (
	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// SummaryDocument is the 帮扶工作总结报告 (五.7) of the city or of a unit, with the
// figures filled in and room for the people's own text in each part.
func SummaryDocument(s Summing) paper.Doc {
	d := paper.Doc{Title: s.title() + " " + s.Span, Author: s.who(), Subject: s.Span, Created: s.Facts.At, Style: paper.Official}
	d.Blocks = append(d.Blocks, paper.Title{Text: s.title(), Sub: s.Span})
	for i, p := range s.parts() {
		d.Blocks = append(d.Blocks, paper.Heading{Level: 1, Text: p.heading})
		for _, w := range p.words {
			d.Blocks = append(d.Blocks, paper.Paragraph{Text: w})
		}
		for _, g := range p.grids {
			d.Blocks = append(d.Blocks, g.paper(s.who()))
		}
		d.Blocks = append(d.Blocks, s.charts(i)...)
		d.Blocks = append(d.Blocks, paper.Form{Rows: [][]paper.Cell{{{Label: "补充", Value: "", Lines: 4}}}, Label: p.heading})
	}
	d.Blocks = append(d.Blocks, paper.Signature{Fields: signatures, Unit: s.who(), Date: inProse(s.Facts.Today)})
	return d
}

// paper is a grid as a printed table; a small one stays on one page. Of a line a
// customer only the sum is printed.
func (g grid) paper(unit string) paper.Block {
	t := paper.Table{Caption: g.name, Rows: g.rows, Empty: "本期无", Size: 9}
	for _, h := range g.headers {
		t.Columns = append(t.Columns, paper.Column{Header: h})
	}
	switch {
	case g.each:
		t.Columns[0].Header = "县区"
		t.Rows = [][]string{append([]string{unit}, g.total[1:]...)}
		t.Notes = []string{"逐户明细见同名工作簿。"}
	case len(g.rows) > 0:
		t.Total = g.total
	}
	if len(t.Rows) <= 15 {
		return paper.KeepTogether{Blocks: []paper.Block{t}}
	}
	return t
}

// charts are the figures of a part, by its number from 0.
func (s Summing) charts(part int) []paper.Block {
	l := s.line()
	switch {
	case part == 0 && s.Unit == "":
		c := paper.StackedBars{Figure: paper.Figure{Caption: "各县区期内帮扶户数", Unit: "户"}}
		for _, h := range assist.Hardships {
			c.Classes = append(c.Classes, string(h))
		}
		for _, u := range s.Summary.Units {
			c.Bars = append(c.Bars, paper.Bar{Label: u.Unit, Values: []int64{int64(u.ByClass[0]), int64(u.ByClass[1]), int64(u.ByClass[2])}})
		}
		return []paper.Block{c}
	case part == 0 && l.Helped > 0:
		c := paper.Shares{Figure: paper.Figure{Caption: "期内帮扶户数按困难类别", Unit: "户"}}
		for i, h := range assist.Hardships {
			c.Parts = append(c.Parts, paper.Part{Label: string(h), Value: int64(l.ByClass[i])})
		}
		return []paper.Block{c}
	case part == 1 && s.Unit == "" && l.Usage.OnFile > 0:
		c := paper.PairBars{Figure: paper.Figure{Caption: "各县区帮扶加量与订购（已有销售的投放）", Unit: "条"}, Names: [2]string{"投放", "订购"}}
		for _, u := range s.Summary.Units {
			c.Bars = append(c.Bars, paper.Bar{Label: u.Unit, Values: []int64{int64(u.Usage.OnFile), int64(u.Usage.Ordered)}})
		}
		return []paper.Block{c}
	case part == 2 && l.Effect.Comparable():
		return []paper.Block{s.trend(l.Effect)}
	}
	return nil
}

// trend is the mean cartons a customer sold, month by month before and after.
func (s Summing) trend(e assist.Effect) paper.Block {
	c := paper.Lines{Figure: paper.Figure{Caption: "可比客户户均月销量（帮扶前后）", Unit: "条", Decimals: 1}}
	line := paper.Series{Name: "户均销量"}
	add := func(name string, months []assist.MonthPair) {
		for i, m := range months {
			c.Points = append(c.Points, name+count(i+1))
			line.Values = append(line.Values, tenths(m.Own))
		}
	}
	add("前", e.Before)
	add("后", e.After)
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
