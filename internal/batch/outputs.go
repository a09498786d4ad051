package batch

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/fault"
	"bangfu/internal/form"
	"bangfu/internal/history"
	"bangfu/internal/notice"
	"bangfu/internal/precheck"
	"bangfu/internal/report"
	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/write"
)

// output is one file to be published.
type output struct {
	path string
	data []byte
}

// ready is the recipe of an output that is made already.
func (o output) ready() recipe {
	return recipe{o.path, func() ([]byte, error) { return o.data, nil }}
}

// recipe makes one output when it is asked to.
type recipe struct {
	path string
	make func() ([]byte, error)
}

func book(path string, make func() sheet.Book) recipe {
	return recipe{path, func() ([]byte, error) { return write.Write(make()) }}
}

// frozenRecipes are the files of a week's supply: drafts until the freeze, and
// never written again after it.
func (s *Site) frozenRecipes(f assist.Facts) []recipe {
	total := s.Settings.Total
	p, w := s.Place, f.Week
	list := []recipe{
		book(p.Supply(w), func() sheet.Book { return report.Supply(f, total) }),
		{p.Import(w), func() ([]byte, error) { return report.SupplyCSV(f, total), nil }},
	}
	for _, u := range f.Terms.Units {
		list = append(list, book(p.UnitSupply(u.Name, w), func() sheet.Book { return report.UnitSupply(f, u.Name) }))
	}
	return append(list, s.supplyDocuments(f)...)
}

// weekRecipes are the files that follow the facts until the run's week ends.
func (s *Site) weekRecipes(f assist.Facts) []recipe {
	p, w := s.Place, f.Week
	list := []recipe{
		book(p.Roll(w), func() sheet.Book { return report.Roll(f) }),
		book(p.Watch(w), func() sheet.Book { return report.Supervision(f) }),
		book(p.Licensing(w), func() sheet.Book { return report.Licensing(f) }),
		book(p.CityTodo(), func() sheet.Book {
			return report.CityWaiting(f, filled(assist.AdjustmentForm, assist.City, f), filled(assist.SettlementForm, assist.City, f))
		}),
	}
	for _, plan := range f.Live {
		list = append(list, s.withdrawnRecipes(f, plan)...)
	}
	for _, u := range f.Terms.Units {
		list = append(list, book(p.Goods(u.Name, w), func() sheet.Book { return report.Goods(f, u.Name) }))
		list = append(list, book(p.Todo(u.Name), func() sheet.Book {
			return report.UnitTodo(f, u.Name, filled(assist.ApplicationForm, u.Name, f), filled(assist.WishForm, u.Name, f))
		}))
		for _, former := range u.Former {
			list = append(list, book(p.Todo(former), func() sheet.Book { return report.Renamed(former, u.Name, f.TermsDay) }))
		}
	}
	return append(list, s.documents(f)...)
}

// withdrawnRecipes are 供货撤销 of a final plan: the city's, and that of each
// unit whose customers it names. A plan that lost nothing has none.
func (s *Site) withdrawnRecipes(f assist.Facts, p assist.WeekPlan) []recipe {
	if len(p.Removed) == 0 {
		return nil
	}
	list := []recipe{book(s.Place.Withdrawn(p.Week), func() sheet.Book { return report.Removals(f, p, "") })}
	for _, u := range f.Terms.Units {
		if slices.ContainsFunc(p.Removed, func(r assist.Removal) bool { return r.Unit == u.Name }) {
			list = append(list, book(s.Place.UnitWithdrawn(u.Name, p.Week), func() sheet.Book { return report.Removals(f, p, u.Name) }))
		}
	}
	return list
}

// filled binds form.Filled to a form, a unit and the run.
func filled(f assist.Form, unit string, run assist.Facts) report.FormPage {
	return func(rows []map[column.Header]sheet.Value) sheet.Page {
		return form.Filled(f, unit, run.Today, run.Terms, rows)
	}
}

// cook makes recipes, several at a time; the outputs stand in the recipes'
// order. One that cannot be made is its unit's trouble; err is only that the
// run was called off.
func (s *Site) cook(ctx context.Context, list []recipe) (outs []output, bad []trouble, err error) {
	made, errs := make([]output, len(list)), make([]error, len(list))
	err = s.inLanes(ctx, list, func(i int) {
		made[i].path = list[i].path
		made[i].data, errs[i] = s.makeSafely(list[i])
	})
	for i, o := range made {
		switch {
		case errs[i] != nil:
			bad = append(bad, *s.troubleWith(o.path, errs[i]))
		case o.path != "":
			outs = append(outs, o)
		}
	}
	return outs, bad, err
}

// inLanes does something with each recipe, several at a time: those of the city,
// each of which may hold everybody, one after the other beside those of the units.
func (s *Site) inLanes(ctx context.Context, list []recipe, do func(i int)) error {
	lanes := [][]int{nil}
	for i, r := range list {
		if s.ownerOf(r.path) == assist.City {
			lanes[0] = append(lanes[0], i)
		} else {
			lanes = append(lanes, []int{i})
		}
	}
	told := s.counting(notice.Making, len(list))
	return abreast(ctx, len(lanes), func(int) {}, func(lane int) error {
		for _, i := range lanes[lane] {
			if ctx.Err() != nil {
				break
			}
			told()
			do(i)
		}
		return nil
	})
}

// makeSafely makes one output; over whatever the program trips there, the
// others must not lack theirs.
func (s *Site) makeSafely(r recipe) (data []byte, err error) {
	defer func() {
		if v := recover(); v != nil {
			s.Log.Error(notice.LogMakerBroke, "output", s.Place.Rel(r.path), "stack", string(debug.Stack()))
			err = fmt.Errorf("batch: make %s: panicked", s.Place.Rel(r.path))
		}
	}()
	if data, err = r.make(); err != nil {
		err = fmt.Errorf("batch: make %s: %w", s.Place.Rel(r.path), err)
	}
	return data, err
}

// receiptRecipes are the receipts of some files: the county's own workbook,
// marked, and the printed form. The plain rows of a file, which may be a register's
// thousands, are read as its receipt is made.
func (s *Site) receiptRecipes(ctx context.Context, h *history.History, f assist.Facts, numbers []string) ([]recipe, error) {
	fileOf := f.FileOf()
	var list []recipe
	for _, n := range numbers {
		t, _ := fileOf(n)
		f, err := s.recalling(ctx, h, f, n, t.Ours)
		if err != nil {
			return nil, err
		}
		reply := func() (report.Reply, error) {
			plain, err := h.Plain(s.Reader().Bodies(ctx), "", n)
			return report.ReplyOf(f, t).With(plain), err
		}
		list = append(list, s.receiptWorkbook(ctx, t, reply), s.receiptDocument(t, reply))
	}
	return list, nil
}

// recalling are the facts with the rows of receipts that may not all be remembered.
func (s *Site) recalling(ctx context.Context, h *history.History, f assist.Facts, receipts ...string) (assist.Facts, error) {
	for _, n := range receipts {
		if !h.Forgotten(n) {
			continue
		}
		rows, err := s.othersIn(ctx, h, n)
		if err != nil {
			return f, err
		}
		f.Others = f.Others.Without(func(j assist.Judged) bool { return j.Receipt == n }).With(rows...)
		f = f.Indexed()
	}
	return f, nil
}

// receiptWorkbook is the recipe of the county's own workbook, marked.
func (s *Site) receiptWorkbook(ctx context.Context, t assist.Taken, reply func() (report.Reply, error)) recipe {
	return recipe{s.Place.Receipt(t.Unit, t.Receipt, t.Update), func() ([]byte, error) {
		r, err := reply()
		if err != nil {
			return nil, err
		}
		return s.receipt(ctx, r)
	}}
}

// receipt marks an archived original with what was found in it.
func (s *Site) receipt(ctx context.Context, r report.Reply) ([]byte, error) {
	if precheck.FrontOnly(r.Taken) != "" {
		return s.mark(ctx, nil, r)
	}
	data, err := s.stored(ctx, r.Taken.SHA)
	if err != nil {
		return nil, err
	}
	return s.mark(ctx, data, r)
}

// mark puts a reply onto a workbook.
func (s *Site) mark(ctx context.Context, data []byte, r report.Reply) ([]byte, error) {
	return precheck.Marker{Limits: s.Settings.Limits, Bare: s.bare, Tell: s.unmarked(r.Receipt)}.Mark(ctx, data, r)
}

// unmarked tells the log of a workbook that came back as its 回执 alone.
func (s *Site) unmarked(receipt string) func(error) {
	return func(err error) {
		s.Log.Warn(notice.LogNotMarked, "receipt", receipt, "cause", fault.WithoutNames(err))
	}
}
