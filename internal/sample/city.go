package sample

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/disk"
	"bangfu/internal/place"
	"bangfu/internal/xlsx/write"
)

// Options say how large a city is. The same options give the same bytes.
type Options struct {
	Units     int         // how many 县区; beyond the real ones they are invented
	Customers int         // vulnerable customers of each unit
	Months    int         // of sales history
	Seed      uint64      // of everything that looks like chance
	Week      assist.Week // the week of the run; the plan is that of the next one
}

// Bounds of a city: more units than the country has counties, and no more
// customers than licence numbers and one register can hold.
const (
	maxUnits     = 3000
	maxCustomers = 90_000
	maxAll       = 1_000_000
	maxMonths    = 120
)

// Check refuses a city that cannot be made. The error says what is allowed.
func (o Options) Check() error {
	switch {
	case o.Units < 1 || o.Units > maxUnits:
		return fmt.Errorf("县区数应为 1 至 %d", maxUnits)
	case o.Customers < 1 || o.Customers > maxCustomers || o.Units*o.Customers > maxAll:
		return fmt.Errorf("每县区客户数应为 1 至 %d，全市合计不超过 %d", maxCustomers, maxAll)
	case o.Months < 0 || o.Months > maxMonths:
		return fmt.Errorf("销售历史月数应为 0 至 %d", maxMonths)
	case o.Week.IsZero():
		return errors.New("没有指定是哪一周")
	}
	return nil
}

// Terms are the parameters of the city: the built-in ones with its units, and
// rural incomes for show.
func (o Options) Terms(builtin assist.Terms) assist.Terms {
	t := builtin
	t.Units = append([]assist.Unit(nil), builtin.Units[:min(o.Units, len(builtin.Units))]...)
	for n := len(t.Units); n < o.Units; n++ {
		u := inventedUnit(n)
		t.Units = append(t.Units, u)
		t.Dibao = append(t.Dibao[:len(t.Dibao):len(t.Dibao)], assist.DibaoStandard{Unit: u.Name, From: assist.Day(2025, time.January, 1), Urban: 630_00, Rural: 6420_00, Basis: show})
	}
	t.Dibao = ofUnits(t.Dibao, t.Units)
	year := o.Week.Monday().Year()
	for i, u := range t.Units {
		for _, y := range []int{year - 2, year - 1} {
			t.Rural = append(t.Rural, assist.RuralIncome{Unit: u.Name, Year: y, Income: assist.Fen(13000+i%11*300+(y-year+2)*700) * 100, Basis: show})
		}
	}
	return t
}

// show marks a figure that is none.
const show = "示例，非公布数"

func inventedUnit(n int) assist.Unit {
	code := fmt.Sprintf("9%05d", n)
	return assist.Unit{Name: fmt.Sprintf("示例县%04d", n), Code: code, Prefixes: []string{code}, Deadline: time.Thursday}
}

func ofUnits(list []assist.DibaoStandard, units []assist.Unit) []assist.DibaoStandard {
	var kept []assist.DibaoStandard
	for _, d := range list {
		for _, u := range units {
			if u.Name == d.Unit {
				kept = append(kept, d)
				break
			}
		}
	}
	return kept
}

// city is a city while it is written.
type city struct {
	Options
	terms    assist.Terms
	today    assist.Date // Monday of the week
	sold     []assist.Product
	ended    func() error // why to stop; nil while nobody has asked
	progress func(stage string, done, of int)
}

// Write fills the drop folders of a workspace with a city of these terms:
// 申请表, 销售历史 and 走访台账 of each unit, and the city's own three files.
// Rows are written as they are made; nothing is held. progress may be nil.
// The error is the disk's or the context's; the file under way is then not there.
func Write(ctx context.Context, d disk.FS, p place.Place, terms assist.Terms, o Options, progress func(stage string, done, of int)) error {
	if progress == nil {
		progress = func(string, int, int) {}
	}
	c := &city{Options: o, terms: terms, today: o.Week.Monday(), sold: everyday(terms.Products.List), ended: ctx.Err, progress: progress}
	for i, u := range terms.Units {
		if err := c.unit(d, p, i); err != nil {
			return fmt.Errorf("sample: %s: %w", u.Name, err)
		}
		progress("生成县区文件", i+1, len(terms.Units))
	}
	return c.office(d, p)
}

// drop writes one file into a drop folder, whole or not at all.
func (c *city) drop(d disk.FS, p place.Place, unit, name string, sheets ...write.StreamedSheet) error {
	return disk.ReplaceFrom(d, filepath.Join(p.Inbox(unit), name), filePerm, func(w io.Writer) error {
		if err := write.Sheets(w, sheets...); err != nil {
			return err
		}
		return c.ended()
	})
}

const filePerm = 0o640

// everyday are the products a small shop sells: the cheaper ones.
func everyday(list []assist.Product) []assist.Product {
	var kept []assist.Product
	for _, p := range list {
		if p.Wholesale < 220_00 {
			kept = append(kept, p)
		}
	}
	return kept
}
