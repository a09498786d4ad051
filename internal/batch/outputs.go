package batch

import (
	"bytes"
	"context"
	"fmt"
	"runtime/debug"
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/form"
	"bangfu/internal/history"
	"bangfu/internal/report"
	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/mark"
	"bangfu/internal/xlsx/read"
	"bangfu/internal/xlsx/write"
)

// output is one file to be published.
type output struct {
	path string
	data []byte
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
			return report.Standing(f, u.Name, filled(assist.ApplicationForm, u.Name, f), filled(assist.WishForm, u.Name, f))
		}))
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
	tell := func(i int) { s.progress("成文", i+1, len(list)) }
	err = abreast(ctx, len(list), tell, func(i int) error {
		made[i].path = list[i].path
		made[i].data, errs[i] = s.makeSafely(list[i])
		return nil
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

// makeSafely makes one output; over whatever the program trips there, the
// others must not lack theirs.
func (s *Site) makeSafely(r recipe) (data []byte, err error) {
	defer func() {
		if v := recover(); v != nil {
			s.Log.Error("生成输出时程序出错", "output", s.Place.Rel(r.path), "stack", string(debug.Stack()))
			err = fmt.Errorf("batch: make %s: panicked", s.Place.Rel(r.path))
		}
	}()
	if data, err = r.make(); err != nil {
		err = fmt.Errorf("batch: make %s: %w", s.Place.Rel(r.path), err)
	}
	return data, err
}

// receiptRecipes are the receipts of some files: the county's own workbook,
// marked, and the printed form.
func (s *Site) receiptRecipes(ctx context.Context, h *history.History, f assist.Facts, numbers []string) ([]recipe, error) {
	plain, err := h.Plain("", numbers...)
	if err != nil || len(numbers) == 0 {
		return nil, err
	}
	f.Others = append(plain, f.Others...)
	files := map[string]assist.Taken{}
	for _, t := range f.Files {
		files[t.Receipt] = t
	}
	var list []recipe
	for _, n := range numbers {
		t := files[n]
		reply := report.ReplyOf(f, t)
		list = append(list, recipe{s.Place.Receipt(t.Unit, t.Receipt, t.Update), func() ([]byte, error) { return s.receipt(ctx, reply) }})
		list = append(list, s.receiptDocument(t, reply))
	}
	return list, nil
}

// maxMarkedRows is how many rows a workbook may have to come back marked.
const maxMarkedRows = 20000

// receipt marks an archived original with what was found in it.
func (s *Site) receipt(ctx context.Context, r report.Reply) ([]byte, error) {
	if frontOnly(r.Taken) != "" {
		return s.mark(ctx, nil, r)
	}
	data, err := s.stored(ctx, r.Taken.SHA)
	if err != nil {
		return nil, err
	}
	return s.mark(ctx, data, r)
}

// mark puts a reply onto a workbook; one that cannot be read, or is too large,
// gets the 回执 sheet alone, which says why.
func (s *Site) mark(ctx context.Context, data []byte, r report.Reply) ([]byte, error) {
	t := r.Taken
	if r.FrontOnly = frontOnly(t); s.bare && r.FrontOnly == "" {
		r.FrontOnly = "在原文件上标注时程序两次中断，只给出回执，请按单元格地址在原文件中修改"
	}
	if r.FrontOnly != "" {
		return write.FrontOnly(report.Receipt(r))
	}
	if t.Format != "xlsx" && t.Format != "xlsm" {
		return s.markValues(ctx, data, r)
	}
	out, err := marked(data, t.Format, r, nil)
	if err != nil && ctx.Err() == nil {
		s.Log.Warn("回执没有附上原工作簿，只有回执一张表", "receipt", r.Receipt, "cause", Nameless(err))
		r.FrontOnly = "原文件结构特殊，无法在其上标注，只给出回执，请按单元格地址在原文件中修改"
		return write.FrontOnly(report.Receipt(r))
	}
	return out, err
}

// frontOnly says why a file comes back as the 回执 sheet alone; "" when it comes
// back marked.
func frontOnly(t assist.Taken) string {
	switch {
	case t.Format == "" || len(t.Tables) == 0 && t.Refused:
		return "原文件无法标注，只给出回执"
	case rowsOf(t) > maxMarkedRows:
		return fmt.Sprintf("原文件超过 %d 行，只给出回执，请按行号在原文件中修改", maxMarkedRows)
	}
	return ""
}

func rowsOf(t assist.Taken) int {
	n := 0
	for _, k := range t.Tables {
		n += k.Read
	}
	return n
}

// markValues is mark for what is no .xlsx: the same cells in a new workbook.
func (s *Site) markValues(ctx context.Context, data []byte, r report.Reply) ([]byte, error) {
	data, _ = wholeLines(data, r.Taken.Name)
	b, err := read.Open(ctx, bytes.NewReader(data), int64(len(data)), r.Taken.Name, s.Settings.Limits)
	if err != nil {
		return nil, err
	}
	var tables []write.ValueTable
	for i, info := range b.Sheets() {
		tables = append(tables, write.ValueTable{Name: info.Name, Rows: b.Rows(ctx, i)})
	}
	look, err := b.Look(ctx)
	if err != nil {
		return nil, err
	}
	plain, names, err := write.Dressed(tables, look)
	if err != nil {
		return nil, err
	}
	return marked(plain, "xlsx", r, names)
}

// marked marks a workbook whose sheets may have got other names; what was lost
// of it, and which marks are not seen at first, stands in its receipt.
func marked(data []byte, format string, r report.Reply, names map[string]string) ([]byte, error) {
	out, told, err := mark.Mark(data, format, report.Receipt(r).Renamed(names), write.Write)
	if err != nil || len(told.Lost)+len(told.Unseen) == 0 {
		return out, err
	}
	r.Lost, r.Unseen = told.Lost, told.Named(names).Unseen
	out, _, err = mark.Mark(data, format, report.Receipt(r).Renamed(names), write.Write)
	return out, err
}
