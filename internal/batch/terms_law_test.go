package batch

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/form"
	"bangfu/internal/sheet"
	"bangfu/internal/terms"
	"bangfu/internal/xlsx/write"
)

// slip is one way in which a parameter workbook can be spoiled.
type slip struct {
	name    string
	meant   bool // a row that is deleted, or a name: nobody has to be told by a fault
	deletes bool // a limit, whose default holds from then on
	spoil   func(*sheet.Book)
}

// slipsOf are all ways to spoil one cell, header, row or sheet of a workbook.
func slipsOf(b sheet.Book) []slip {
	var list []slip
	for p, page := range b.Pages[:len(b.Pages)-1] { // the last is 填报说明
		list = append(list, slip{name: page.Name + " 没有", spoil: func(b *sheet.Book) { b.Pages = slices.Delete(b.Pages, p, p+1) }})
		for c, col := range page.Blocks[0].Columns {
			spare := col.Header == "依据" || col.Header == "价类"
			list = append(list, slip{name: page.Name + " 表头 " + string(col.Header), meant: spare, spoil: func(b *sheet.Book) { b.Pages[p].Blocks[0].Columns[c].Header = "乱写" }})
			for r, row := range page.Blocks[0].Rows {
				at := fmt.Sprintf("%s 第 %d 行 %s ", page.Name, r+1, col.Header)
				free := col.Header == "依据" || col.Header == "名称" || col.Header == "别名" || page.Name == "县区" && col.Header == "县区"
				for _, rubbish := range []string{"乱写", "-5", "#REF!"} {
					list = append(list, slip{name: at + rubbish, meant: free, spoil: func(b *sheet.Book) { b.Pages[p].Blocks[0].Rows[r][c] = sheet.S(rubbish) }})
				}
				blank := row[c] == sheet.Value{} || row[c] == sheet.S("") || col.Header == "依据" || row[c] == sheet.S("周四") || row[c] == sheet.S("在售")
				list = append(list, slip{name: at + "空", meant: blank, spoil: func(b *sheet.Book) { b.Pages[p].Blocks[0].Rows[r][c] = sheet.Value{} }})
			}
		}
		for r := range page.Blocks[0].Rows {
			list = append(list, slip{name: fmt.Sprintf("%s 第 %d 行没有", page.Name, r+1), meant: page.Name != "县区", deletes: page.Name == "帮扶标准", spoil: func(b *sheet.Book) {
				b.Pages[p].Blocks[0].Rows = slices.Delete(b.Pages[p].Blocks[0].Rows, r, r+1)
			}})
		}
	}
	return list
}

// copyOf is a book whose rows and headers can be changed alone.
func copyOf(b sheet.Book) sheet.Book {
	b.Pages = slices.Clone(b.Pages)
	for i, p := range b.Pages {
		p.Blocks = slices.Clone(p.Blocks)
		for j, block := range p.Blocks {
			block.Columns, block.Rows = slices.Clone(block.Columns), slices.Clone(block.Rows)
			for k := range block.Rows {
				block.Rows[k] = slices.Clone(block.Rows[k])
			}
			p.Blocks[j] = block
		}
		b.Pages[i] = p
	}
	return b
}

// smallTown is a town of two units with a handful of parameters, none of them the
// built-in one, and a draft of 2026-W30 that supplies four.
func smallTown(t *testing.T) *town {
	b := newTown(t, 2)
	day := assist.Day(2026, 7, 1)
	b.terms.Units[0].Deadline = 3 // 周三
	for _, u := range b.terms.Units {
		b.terms.Rural = append(b.terms.Rural, assist.RuralIncome{Unit: u.Name, Year: 2025, Income: 16000_00, Basis: "示例"})
	}
	for i := range b.terms.Dibao {
		b.terms.Dibao[i].Rural = 6420_00
	}
	b.terms.Limits = []assist.Limit{
		{Name: assist.MaxProducts, From: assist.Day(2013, 8, 1), Value: 8_0000, Basis: "六"}, {Name: assist.MaxExtra, From: assist.Day(2013, 8, 1), Value: 10_0000, Basis: "六"},
		{Name: assist.MaxExtra, From: assist.Day(2026, 7, 20), Value: 3_0000, Basis: "示例"},
		{Name: assist.FairWeeks, From: assist.Day(2013, 8, 1), Value: 26_0000, Basis: "六"},
	}
	b.terms.Cutoffs = []assist.Cutoff{{Week: assist.Week{Year: 2026, Number: 30}, At: b.at("2026-07-16 12:00"), Basis: "示例"}}
	list := slices.Clone(b.terms.Products.List[:3])
	list[0].Aliases, list[2].OnSale = []string{"示例别名"}, false
	b.terms.Products = assist.NewCatalogue(list)
	b.rule()
	b.write(form.CatalogueBook, b.blank(form.CatalogueBook))
	var all []cells
	for _, unit := range []string{"平城区", "云冈区"} {
		var rows, wishes []cells
		for n := range 2 {
			c := b.customer(unit, n, day.String())
			rows, wishes = append(rows, c), append(wishes, b.wish(c, day.String(), 5, 0, 1))
		}
		all = append(all, rows...)
		b.sendAll(unit, day.String(), map[assist.Form][]cells{assist.ApplicationForm: rows, assist.WishForm: wishes})
	}
	b.register(day.String(), all, nil)
	b.offers("2026-07-10", "2026-W30", 15, 15)
	b.run("2026-07-13 09:00")
	return b
}

func (t *town) blank(w form.Workbook) sheet.Book {
	return form.Blank(w, "", t.terms, assist.Day(2026, 7, 1))
}

func (t *town) write(w form.Workbook, book sheet.Book) {
	t.Helper()
	data, err := write.Write(book)
	t.must(err)
	path := t.Place.Terms()
	if w == form.CatalogueBook {
		path = t.Place.Products()
	}
	t.must(os.WriteFile(path, data, 0o644))
}

// supply is what the week's draft gives each licence by the parameters as they
// lie in the folder, and what is told of them.
func (t *town) supply() (given map[string]int, told []string, kept terms.Kept) {
	t.Helper()
	ctx, h := context.Background(), t.fold()
	f, err := t.presentTerms(ctx, h, t.at("2026-07-13 09:00"), false)
	t.must(err)
	facts, err := t.facts(ctx, h, ofLedger(t.Ledger), t.termsOf(f.Book))
	t.must(err)
	given = map[string]int{}
	for l := range facts.Plan.Lines.All() {
		given[l.Licence] += l.Extra
	}
	told = append(told, assist.SlipWords(f.Slips, func(assist.TermsSlip) int { return h.Roster().OnRoll() })...)
	return given, told, f.Kept
}

// One cell, header, row or sheet of 政策参数 or 规格目录 that is spoiled takes
// nothing from anybody; whatever was lost is told with how many it concerns.
func TestNoSlipInTheParametersTakesAnything(t *testing.T) {
	t.Parallel()
	b := smallTown(t)
	want, told, _ := b.supply()
	if len(want) != 4 || len(told) > 0 {
		t.Fatalf("undisturbed: %v, told %v", want, told)
	}
	for _, w := range []form.Workbook{form.PolicyBook, form.CatalogueBook} {
		sound := b.blank(w)
		list := slipsOf(sound)
		if len(list) < 50 {
			t.Fatalf("%s: only %d slips", w, len(list))
		}
		for _, s := range list {
			book := copyOf(sound)
			s.spoil(&book)
			b.write(w, book)
			got, told, kept := b.supply()
			if s.deletes {
				if gone := terms.Deleted(*b.fold().Book(), kept.Book); len(gone) != 1 || !strings.HasPrefix(gone[0], "帮扶标准 ") {
					t.Errorf("%s %s: deleted %v", w, s.name, gone)
				}
				continue
			}
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%s %s: supplied %v, want %v; told %v", w, s.name, got, want, told)
			}
			if !s.meant && !slices.ContainsFunc(told, func(f string) bool { return strings.Contains(f, "涉及在册") }) {
				t.Errorf("%s %s: nobody is told; notes %v", w, s.name, kept.Notes)
			}
		}
		b.write(w, sound)
	}
}
