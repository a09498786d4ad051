package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// terms is 参数: each value that this week's judgements and plan used or that
// holds on the run's day, and the files they stand in.
func (r rolling) terms() sheet.Page {
	p := r.page("参数", "本次使用的参数", "见各行")
	p.Notes = []string{"以下为 " + r.Today.String() + " 有效的参数，以及本周认定按申请日期、货源计划按供货周采用的参数；依据栏写“内置”的，政策参数中没有填写，按系统内置值执行。参数文件列在参数值之后。"}
	p.Notes = append(p.Notes, r.TermsNotes...)
	for _, row := range r.TermsDeleted {
		p.Notes = append(p.Notes, "已删除："+row+"（上次定稿后从参数中删去，按较早的行或内置值执行）。")
	}
	files := sheet.Block{Title: "参数文件", Empty: "没有参数文件，全部按系统内置值执行", Columns: narrow(heads(column.File, long(column.Digest), column.SinceFrozen), map[column.Header]float64{column.Digest: 24})}
	for _, t := range r.TermsFiles {
		files.Rows = append(files.Rows, texts(t.Name, t.SHA, changedWord(t)))
	}
	values := sheet.Block{Title: "参数值", Filter: true, Empty: "没有参数",
		Columns: narrow(heads(column.Parameter, column.Unit, long(column.Value), column.From, long(column.Basis), column.Digest, column.SinceFrozen, column.UsedFor, long(column.Note)), map[column.Header]float64{column.Parameter: 34, column.Value: 40, column.Basis: 36, column.Note: 36})}
	before := r.linesBefore()
	for _, v := range r.termLines() {
		t := r.termsFile(v.file)
		if before[v.unused()] && v.file == assist.PolicyFile {
			t.Changed = false
		}
		sha := t.SHA[:min(len(t.SHA), 12)]
		note := ""
		if v.kept.Kept != "" {
			sha, note = v.kept.File[:min(len(v.kept.File), 12)], "沿用："+v.kept.Kept
			files.Rows = addOnce(files.Rows, texts(v.file, v.kept.File, "沿用的值出自这一份"))
		}
		values.Rows = append(values.Rows, slices.Concat(texts(v.name, v.unit), []sheet.Value{v.value}, dates(v.from), texts(v.basis, sha, changedWord(t), v.use, note)))
	}
	p.Blocks = []sheet.Block{values, files}
	return p
}

// addOnce adds a row that is not among the rows yet.
func addOnce(rows [][]sheet.Value, row []sheet.Value) [][]sheet.Value {
	if slices.ContainsFunc(rows, func(r []sheet.Value) bool { return slices.Equal(r, row) }) {
		return rows
	}
	return append(rows, row)
}

// linesBefore are the values as they stood in the workbooks of the last freeze;
// none when there was none.
func (r rolling) linesBefore() map[term]bool {
	if r.TermsBefore == nil {
		return nil
	}
	r.Terms, r.PlanTerms = *r.TermsBefore, nil
	lines := map[term]bool{}
	for _, v := range r.termLines() {
		lines[v.unused()] = true
	}
	return lines
}

func changedWord(t assist.TermsFile) string {
	switch {
	case t.Name == "":
		return ""
	case t.Changed:
		return "有改动"
	}
	return "未改动"
}

// termsFile finds a parameter file by its name, whatever folder stands before it.
func (r rolling) termsFile(name string) assist.TermsFile {
	for _, t := range r.TermsFiles {
		if strings.HasSuffix(t.Name, name) {
			return t
		}
	}
	return assist.TermsFile{}
}

// term is one value, and what it was used for.
type term struct {
	name, unit, basis, file string
	value                   sheet.Value
	from                    assist.Date
	use                     string
	kept                    assist.Said // where the last workbook does not say it
}

// unused is the value, whatever it was used for and whichever workbook says it.
func (t term) unused() term {
	t.use, t.kept = "", assist.Said{}
	return t
}

// What a value is used for.
const (
	forToday  = "当日有效"
	forRows   = "本周认定"
	forSupply = "货源计划"
)

// planLimits are the limits that a plan deals by.
var planLimits = []string{assist.MaxProducts, assist.MaxExtra, assist.CycleMonths, assist.FairWeeks}

// usedOn is a day whose values were used, by which terms and for what.
type usedOn struct {
	day   assist.Date
	terms assist.Terms
	use   string
}

// termLines are the values of the week, those of 帮扶标准 first.
func (r rolling) termLines() []term {
	var list []term
	days := r.appliedDays()
	all := r.usedOn(days[""])
	for _, d := range assist.Defaults {
		uses := all
		if slices.Contains(planLimits, d.Name) {
			uses = append(slices.Clip(uses), r.ofPlan())
		}
		list = append(list, merged(uses, func(u usedOn) []term { return []term{limitTerm(u.terms, u.terms.LimitRow(d.Name, u.day))} })...)
	}
	for _, u := range r.Terms.Units {
		list = append(list, unitTerms(r.Terms, u)...)
		list = append(list, merged(r.usedOn(days[u.Name]), func(on usedOn) []term { return standardTerms(on, u.Name) })...)
	}
	for _, c := range r.Terms.Cutoffs {
		if c.Week == r.Week {
			list = append(list, term{name: "截止调整 " + c.Week.String(), value: moment(c.At), basis: c.Basis, file: assist.PolicyFile, use: forSupply, kept: keptOf(r.Terms, assist.CutoffTable, column.Cutoff, c.Week.String())})
		}
	}
	return append(list, term{name: assist.ProductTable, value: sheet.S(catalogueWord(r.Terms.Products)), file: assist.CatalogueFile, use: forToday, kept: firstKept(r.Terms, assist.ProductTable)})
}

// keptOf is a value of a row that the last workbook does not say; none where it does.
func keptOf(t assist.Terms, table string, header column.Header, row ...string) assist.Said {
	return t.Kept[assist.TermsValue{Table: table, Row: strings.Join(row, "|"), Header: header}]
}

// firstKept is the first value of a table that the last workbook does not say.
func firstKept(t assist.Terms, table string) assist.Said {
	var of []assist.TermsValue
	for v := range t.Kept {
		if v.Table == table {
			of = append(of, v)
		}
	}
	if len(of) == 0 {
		return assist.Said{}
	}
	return t.Kept[slices.MinFunc(of, func(a, b assist.TermsValue) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Header, b.Header))
	})]
}

// appliedDays are the days of application of the rows that were judged in the run's
// week, by unit; "" has those of all.
func (r rolling) appliedDays() map[string]map[assist.Date]bool {
	taken := map[string]bool{}
	for t := range r.WeekFiles() {
		taken[t.Receipt] = true
	}
	days := map[string]map[assist.Date]bool{}
	for a := range r.RowsIn("") {
		if a.Applied <= 0 || !taken[a.Receipt] && !a.Verdict.LivesOn() {
			continue
		}
		for _, unit := range []string{"", a.Unit} {
			if days[unit] == nil {
				days[unit] = map[assist.Date]bool{}
			}
			days[unit][a.Applied] = true
		}
	}
	return days
}

// usedOn are the run's day, and days of application.
func (r rolling) usedOn(days map[assist.Date]bool) []usedOn {
	list := []usedOn{{r.Today, r.Terms, forToday}}
	for _, day := range slices.Sorted(maps.Keys(days)) {
		list = append(list, usedOn{day, r.Terms, forRows})
	}
	return list
}

// ofPlan is the first day of the supply week, by the terms its plan was dealt by.
func (r rolling) ofPlan() usedOn {
	t := r.Terms
	if r.PlanTerms != nil {
		t = *r.PlanTerms
	}
	return usedOn{r.Week.Monday(), t, forSupply}
}

// merged are the values of several days, each once with all it was used for,
// by name and the day each came into force.
func merged(uses []usedOn, of func(usedOn) []term) []term {
	var list []term
	for _, u := range uses {
		for _, v := range of(u) {
			i := slices.IndexFunc(list, func(old term) bool { return old.unused() == v.unused() })
			if i < 0 {
				v.use = u.use
				list = append(list, v)
			} else if !strings.Contains(list[i].use, u.use) {
				list[i].use += "、" + u.use
			}
		}
	}
	var names []string
	for _, v := range list {
		names = append(names, v.name)
	}
	slices.SortStableFunc(list, func(a, b term) int {
		return cmp.Or(slices.Index(names, a.name)-slices.Index(names, b.name), cmp.Compare(a.from, b.from))
	})
	return list
}

func limitTerm(t assist.Terms, l assist.Limit) term {
	basis, from := l.Basis, ""
	if l.From == 0 {
		basis = "内置 " + basis
	} else {
		from = l.From.String()
	}
	return term{name: l.Name, value: l.Value.Cell(), basis: basis, file: assist.PolicyFile, from: l.From, kept: keptOf(t, assist.LimitTable, column.Value, l.Name, from)}
}

// unitTerms are a unit's deadline and prefixes.
func unitTerms(t assist.Terms, u assist.Unit) []term {
	kept := func(header column.Header) assist.Said {
		return keptOf(t, assist.UnitTable, header, u.Name, u.Code)
	}
	return []term{
		{name: "报送截止", unit: u.Name, value: sheet.S(assist.WeekdayName(u.Deadline)), file: assist.PolicyFile, use: forToday, kept: kept(column.Deadline)},
		{name: "许可证前缀", unit: u.Name, value: sheet.S(strings.Join(u.Prefixes, "、")), file: assist.PolicyFile, use: forToday, kept: kept(column.Prefixes)},
	}
}

// standardTerms are a unit's dibao standards on a day, and its rural incomes of
// the year before and the one before that.
func standardTerms(on usedOn, unit string) []term {
	urban, _ := on.terms.UrbanDibao(unit, on.day)
	rural, _ := on.terms.RuralDibao(unit, on.day)
	kept := func(d assist.DibaoStandard, header column.Header) assist.Said {
		return keptOf(on.terms, assist.DibaoTable, header, unit, d.From.String())
	}
	list := []term{
		{name: "城市低保标准（元/月）", unit: unit, value: yuanOr(urban.Urban), basis: urban.Basis, file: assist.PolicyFile, from: urban.From, kept: kept(urban, column.Urban)},
		{name: "农村低保标准（元/年）", unit: unit, value: yuanOr(rural.Rural), basis: rural.Basis, file: assist.PolicyFile, from: rural.From, kept: kept(rural, column.Rural)},
	}
	for _, year := range []int{on.day.Year() - 1, on.day.Year() - 2} {
		income, _ := on.terms.RuralOf(unit, year)
		list = append(list, term{name: fmt.Sprintf("%d 年农村人均可支配收入（元）", year), unit: unit, value: yuanOr(income.Income), basis: income.Basis, file: assist.PolicyFile, kept: keptOf(on.terms, assist.RuralTable, column.Disposable, unit, strconv.Itoa(year))})
	}
	return list
}

func yuanOr(f assist.Fen) sheet.Value {
	if f == 0 {
		return sheet.S("未录入")
	}
	return sheet.Fen(f)
}

func catalogueWord(c assist.Catalogue) string {
	on := 0
	for _, p := range c.List {
		if p.OnSale {
			on++
		}
	}
	return fmt.Sprintf("%d 个规格，在售 %d 个", len(c.List), on)
}
