package report

import (
	"fmt"
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// Goods is 畅销与规格_<供货周> of a unit: what its customers may ask for, the 畅销
// of the week's plan in use first, and what each grade gets without assistance.
func Goods(f assist.Facts, unit string) sheet.Book {
	g := newGoods(f)
	return bound(unit+"畅销与规格 "+g.week().String(), f.At, g.offers(unit), g.supplied(unit))
}

// goods are the products of 规格目录 in the order in which they are offered.
type goods struct {
	supplying
	planned map[string]assist.PlannedProduct // of the plan in use, by carton barcode
	list    []assist.Product                 // 畅销, then 在售, then 停售
}

func newGoods(f assist.Facts) goods {
	g := goods{supplying: newSupplying(f), planned: map[string]assist.PlannedProduct{}, list: slices.Clone(f.Terms.Products.List)}
	if f.Plan.Source != nil {
		for _, p := range f.Plan.Source.Products {
			if x, known := f.Terms.Products.Barcode(p.Barcode); known && p.Fault == "" {
				g.planned[x.Barcode] = p
			}
		}
	}
	slices.SortStableFunc(g.list, func(a, b assist.Product) int { return g.rank(a) - g.rank(b) })
	return g
}

func (g goods) rank(p assist.Product) int {
	switch {
	case g.planned[p.Barcode].BestSelling:
		return 0
	case p.OnSale:
		return 1
	}
	return 2
}

// names are what may be chosen as 规格: each product's name, or its barcode where
// the name alone does not find it.
func (g goods) names() []string {
	var list []string
	for _, p := range g.list {
		name := p.Name
		if found, ok := g.Terms.Products.Named(name); !ok || found.Barcode != p.Barcode {
			name = p.Barcode
		}
		list = append(list, name)
	}
	return list
}

// sheet is the frame of one sheet of the unit.
func (g goods) sheet(unit, name, title, measure string) sheet.Page {
	return sheet.Page{Name: name, Title: fmt.Sprintf("%s%s（%s）", unit, title, g.week()), Left: "填报单位：" + issuer(g.Facts, unit), Right: dated(g.Facts, measure),
		Notes: append([]string{"供货周：" + span(g.week()) + "。"}, g.basis()...)}
}

// basis says which plan the sheet follows, and how firm it is.
func (g goods) basis() []string {
	source := g.Plan.Source
	if source == nil {
		return []string{g.awaited()}
	}
	notes := []string{"按货源计划（回执 " + source.Receipt + "）。"}
	if g.Plan.State == assist.PlanDraft {
		notes[0] = "按货源计划（回执 " + source.Receipt + "）；截止时间 " + clock(g.Plan.Cutoff) + " 之前市局更换计划的，本表随之更新。"
	}
	if g.Plan.Doubt != nil && g.Plan.State == assist.PlanDraft {
		notes = append(notes, "本周的资料有疑点，等市局核实，畅销和原供应量可能改变。")
	}
	return append(notes, g.doubted()...)
}

// offers is 畅销与规格.
func (g goods) offers(unit string) sheet.Page {
	p := g.sheet(unit, assist.GoodsPaper, assist.GoodsPaper, "元/条")
	b := sheet.Block{Empty: "规格目录里还没有规格，请市局补录 " + assist.CataloguePath, Filter: true,
		Columns: narrow(heads(column.Barcode, long(column.Product), long(column.OtherNames), column.Class, column.Wholesale, column.Retail, column.Status, column.BestSelling), map[column.Header]float64{column.Product: productWide, column.OtherNames: 24})}
	best := 0
	for _, x := range g.list {
		if g.planned[x.Barcode].BestSelling {
			best++
		}
		row := append(texts(x.Barcode, x.Name, listed(x.Aliases, len(x.Aliases)), x.Class), sheet.Fen(x.Wholesale), sheet.Fen(x.Retail))
		b.Rows = append(b.Rows, append(row, sheet.S(x.State()), g.sells(x.Barcode)))
	}
	if g.Plan.Source != nil {
		p.Notes = append(p.Notes, fmt.Sprintf("本周畅销 %d 个规格，排在最前；帮扶加量只分配畅销规格。帮扶申请表的规格可填条码、名称或别名。", best))
	}
	p.Blocks = []sheet.Block{b}
	return p
}

// sells is 畅销 of a product: 是, 否, or blank when the plan does not hold it.
func (g goods) sells(barcode string) sheet.Value {
	p, in := g.planned[barcode]
	switch {
	case !in:
		return sheet.Value{}
	case p.BestSelling:
		return sheet.S(column.Yes).With(sheet.Good)
	}
	return sheet.S(column.No)
}

// supplied is 原供应: the cartons a customer of a grade gets before assistance,
// and how many of the unit's customers are of that grade.
func (g goods) supplied(unit string) sheet.Page {
	p := g.sheet(unit, "原供应", "各档位原供应量", "条")
	var grades []column.Header
	for n := column.Grades; n >= 1; n-- {
		grades = append(grades, column.OfGrade(n))
	}
	widths := map[column.Header]float64{column.Product: productWide}
	for _, h := range grades {
		widths[h] = 5
	}
	b := sheet.Block{Columns: narrow(heads(append([]column.Header{column.Barcode, long(column.Product), column.BestSelling}, grades...)...), widths), Empty: g.empty("货源计划里没有可用的规格"), Filter: true}
	for _, x := range g.list {
		plan, in := g.planned[x.Barcode]
		if in {
			b.Rows = append(b.Rows, append(append(texts(x.Barcode, x.Name), g.sells(x.Barcode)), byGrade(plan.Base)...))
		}
	}
	if len(b.Rows) > 0 {
		b.Total = append([]sheet.Value{sheet.S("本县区在册户数"), {}, {}}, byGrade(g.enrolledBy(unit))...)
	}
	p.Blocks = []sheet.Block{b}
	return p
}

// enrolledBy counts the unit's roll by grade.
func (g goods) enrolledBy(unit string) (count assist.ByGrade) {
	for f := range g.Enrolled(unit) {
		if n := f.Application.Grade; n >= 1 && n <= column.Grades {
			count[n]++
		}
	}
	return count
}

// byGrade are figures by grade, the highest first; no base or nobody stays blank.
func byGrade(list assist.ByGrade) []sheet.Value {
	var row []sheet.Value
	for n := column.Grades; n >= 1; n-- {
		v := sheet.Value{}
		if list[n] > 0 {
			v = sheet.I(list[n])
		}
		row = append(row, v)
	}
	return row
}

// offered makes the names of the products the list of each 规格 of a form; what
// is not on it, such as a barcode, may still be typed.
func (g goods) offered(p sheet.Page) sheet.Page {
	for _, b := range p.Blocks {
		for i := range b.Columns {
			if c := &b.Columns[i]; slices.Contains(wished, c.Header) {
				c.Choices, c.Open = g.names(), true
			}
		}
	}
	return p
}

// wished are the headers 规格1 … 规格8.
var wished = func() (list []column.Header) {
	for n := 1; n <= 8; n++ {
		list = append(list, column.Wished(n))
	}
	return list
}()
