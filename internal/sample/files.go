package sample

import (
	"fmt"
	"iter"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/disk"
	"bangfu/internal/form"
	"bangfu/internal/place"
	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/write"
)

// perFile is how many customers one file of a unit holds at most, so that none
// comes near the limits of a file; sales histories hold fewer.
const (
	perFile  = 20_000
	perSales = 120_000 // lines
)

// unit writes the files of one unit.
func (c *city) unit(d disk.FS, p place.Place, u int) error {
	name := c.terms.Units[u].Name
	for from := 0; from < c.Customers; from += perFile {
		to := min(from+perFile, c.Customers)
		err := c.drop(d, p, name, numbered("申请表", from/perFile),
			c.streamed(assist.ApplicationForm, name, c.applications(u, from, to)),
			c.streamed(assist.WishForm, name, c.wishes(u, from, to)))
		if err != nil {
			return err
		}
	}
	if err := c.sales(d, p, u); err != nil {
		return err
	}
	return c.drop(d, p, name, "走访台账.xlsx", c.streamed(assist.VisitForm, name, c.visits(u)))
}

// sales writes the sales histories of a unit, each customer whole in one file.
func (c *city) sales(d disk.FS, p place.Place, u int) error {
	if c.Months == 0 {
		return nil
	}
	name := c.terms.Units[u].Name
	each := max(1, perSales/(c.Months*14)) // customers a file: 14 lines a month and customer
	for from := 0; from < c.Customers; from += each {
		rows := c.orders(u, from, min(from+each, c.Customers))
		if err := c.drop(d, p, name, numbered("销售历史", from/each), c.streamed(assist.SalesForm, name, rows)); err != nil {
			return err
		}
	}
	return nil
}

// numbered is 申请表.xlsx, 申请表_2.xlsx and so on.
func numbered(stem string, n int) string {
	if n == 0 {
		return stem + ".xlsx"
	}
	return fmt.Sprintf("%s_%d.xlsx", stem, n+1)
}

// streamed is a form as a sheet of any length: title, 填报单位 and 填报日期, header, rows.
func (c *city) streamed(f assist.Form, unit string, rows iter.Seq[values]) write.StreamedSheet {
	headers := form.Headers(f)
	return write.StreamedSheet{Name: string(f), Rows: func(yield func([]sheet.Value) bool) {
		head := make([]sheet.Value, len(headers))
		for i, h := range headers {
			head[i] = sheet.S(string(h))
		}
		top := [][]sheet.Value{
			{sheet.S(form.Find(f).Title)},
			{sheet.S("填报单位："), sheet.S(unit), {}, sheet.S("填报日期："), day(c.today - 3)},
			head,
		}
		for _, r := range top {
			if !yield(r) {
				return
			}
		}
		for v := range rows {
			if !yield(v.order(headers)) {
				return
			}
		}
	}}
}

// keepers are the customers of a unit from one number to below another; they
// end early when somebody has asked to stop.
func (c *city) keepers(u, from, to int) iter.Seq[keeper] {
	return func(yield func(keeper) bool) {
		for i := from; i < to; i++ {
			if c.ended() != nil || !yield(c.keeper(u, i)) {
				return
			}
		}
	}
}

func (c *city) applications(u, from, to int) iter.Seq[values] {
	return func(yield func(values) bool) {
		i := from
		for k := range c.keepers(u, from, to) {
			i++
			v := applicationRow(k.Application)
			v[column.Serial] = number(i)
			if k.fault == faultWan {
				v[column.Income] = sheet.S(sheet.Decimal(int64(k.Income)/10_0000, 1) + "万")
			}
			if !yield(v) {
				return
			}
		}
	}
}

// wishes are what seven of ten customers ask for; a few ask for too much.
func (c *city) wishes(u, from, to int) iter.Seq[values] {
	return func(yield func(values) bool) {
		for k := range c.keepers(u, from, to) {
			if !k.wishes {
				continue
			}
			v := values{column.Licence: text(k.Licence), column.Operator: text(k.Operator), column.Applied: day(k.Applied), column.Wanted: text(column.Services[k.part(30, 5)])}
			for m := range 2 + k.part(31, 5) {
				at := k.part(32, len(c.sold)) + m*5
				v[column.Wished(m+1)] = text(c.sold[at%len(c.sold)].Name)
			}
			if n := k.part(33, 14); n < 12 {
				v[column.Each] = number(n + 1)
			}
			if !yield(v) {
				return
			}
		}
	}
}

func (c *city) orders(u, from, to int) iter.Seq[values] {
	return func(yield func(values) bool) {
		for k := range c.keepers(u, from, to) {
			for s := range k.buys.sales {
				if !yield(saleRow(k.buys, s, c.terms.Products)) {
					return
				}
			}
		}
	}
}

// visits are last month's, of four customers in five whose papers are in
// order, and now and then of another.
func (c *city) visits(u int) iter.Seq[values] {
	return func(yield func(values) bool) {
		for k := range c.keepers(u, 0, c.Customers) {
			waits := k.fault != "" || k.Hardship == assist.Temporary && !k.confirms
			if chance := k.part(34, 20); chance < 4 || waits && chance < 18 {
				continue
			}
			on := c.today - 3 - assist.Date(k.part(35, 25))
			v := values{
				column.Visited: day(on), column.Licence: text(k.Licence), column.Operator: text(k.Operator), column.Visitor: text(k.Approvals[0].Name),
				column.Service: text("定期走访、" + column.Services[k.part(36, 5)]), column.Situation: text("经营正常"), column.Problem: text("畅销规格偏少"),
				column.Measure: text("指导陈列，协调货源"), column.State: text(column.ProblemStates[k.part(37, 3)]), column.Next: day(on + 30),
			}
			if !yield(v) {
				return
			}
		}
	}
}

// office writes the city's own files: register, plan and 名单调整.
func (c *city) office(d disk.FS, p place.Place) error {
	for _, f := range []struct {
		name string
		form assist.Form
		rows iter.Seq[values]
	}{
		{"许可证状态.xlsx", assist.RegisterForm, c.register},
		{"货源计划.xlsx", assist.PlanForm, c.plan},
		{"名单调整.xlsx", assist.AdjustmentForm, c.confirmed},
	} {
		if err := c.drop(d, p, assist.City, f.name, c.streamed(f.form, assist.City, f.rows)); err != nil {
			return fmt.Errorf("sample: %s: %w", assist.City, err)
		}
	}
	return nil
}

// all are all customers of the city.
func (c *city) all(yield func(assist.Unit, keeper) bool) {
	for u, unit := range c.terms.Units {
		for k := range c.keepers(u, 0, c.Customers) {
			if !yield(unit, k) {
				return
			}
		}
	}
}

func (c *city) register(yield func(values) bool) {
	for unit, k := range c.all {
		if !yield(values{column.Licence: text(k.Licence), column.Operator: text(k.Operator), column.Status: text(k.status), column.Until: day(k.LicenceEnd), column.Unit: text(unit.Name)}) {
			return
		}
	}
}

func (c *city) confirmed(yield func(values) bool) {
	for _, k := range c.all {
		if !k.confirms {
			continue
		}
		if !yield(values{column.Licence: text(k.Licence), column.Action: text(column.Confirm), column.From: day(c.today - 1), column.Reason: text("入户核实，情况属实"), column.By: text("示例经办")}) {
			return
		}
	}
}

// plan offers every third product as 畅销, with pools of which some are short.
func (c *city) plan(yield func(values) bool) {
	everybody := len(c.terms.Units) * c.Customers
	for i, p := range c.terms.Products.List {
		best := i%3 == 0
		pool := 0
		if best {
			pool = everybody * []int{1, 3, 6}[i/3%3] / 4
		}
		if !yield(planRow(c.Week.Next(), p, best, pool, i%4)) {
			return
		}
	}
}

// planRow is a product of a plan; grade g gets each × g ÷ 10 cartons, rounded up.
func planRow(w assist.Week, p assist.Product, best bool, pool, each int) values {
	v := values{column.Week: text(w.String()), column.Barcode: text(p.Barcode), column.Product: text(p.Name), column.BestSelling: text(column.No), column.Pool: wholeNumber(pool)}
	if best {
		v[column.BestSelling] = text(column.Yes)
	}
	for g := 1; g <= column.Grades; g++ {
		v[column.OfGrade(g)] = wholeNumber((each*g + 9) / 10)
	}
	return v
}
