package report

import (
	"fmt"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// terms is 参数: each value in force on the run's day, and the files they stand in.
func (r rolling) terms() sheet.Page {
	p := r.page("参数", "本次使用的参数", "见各行")
	p.Notes = []string{"以下为 " + r.Today.String() + " 有效的参数；依据栏写“内置”的，政策参数中没有填写，按系统内置值执行。"}
	files := sheet.Block{Title: "参数文件", Empty: "没有参数文件，全部按系统内置值执行", Columns: narrow(heads("文件", "SHA-256~", "上次定稿后"), map[string]float64{"SHA-256": 24})}
	for _, t := range r.TermsFiles {
		files.Rows = append(files.Rows, texts(t.Name, t.SHA, changedWord(t)))
	}
	values := sheet.Block{Title: "参数值", Filter: true, Empty: "没有参数",
		Columns: narrow(heads("参数", "县区", "值~", "生效日期", "依据~", "SHA-256", "上次定稿后"), map[string]float64{"参数": 24, "值": 24, "依据": 36})}
	before := r.linesBefore()
	for _, v := range r.termLines() {
		t := r.termsFile(v.file)
		if old, known := before[[2]string{v.name, v.unit}]; known && old == v && v.file == assist.PolicyFile {
			t.Changed = false
		}
		sha := t.SHA[:min(len(t.SHA), 12)]
		values.Rows = append(values.Rows, slices.Concat(texts(v.name, v.unit, v.value), dates(v.from), texts(v.basis, sha, changedWord(t))))
	}
	p.Blocks = []sheet.Block{files, values}
	return p
}

// linesBefore are the values as they stood in the workbooks of the last freeze;
// nil when no workbook has changed.
func (r rolling) linesBefore() map[[2]string]term {
	if r.TermsBefore == nil {
		return nil
	}
	r.Terms = *r.TermsBefore
	lines := map[[2]string]term{}
	for _, v := range r.termLines() {
		lines[[2]string{v.name, v.unit}] = v
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

// term is one value in force.
type term struct {
	name, unit, value, basis, file string
	from                           assist.Date
}

func (r rolling) termLines() []term {
	var list []term
	for _, d := range assist.Defaults {
		l := r.Terms.LimitRow(d.Name, r.Today)
		basis := l.Basis
		if l.From == 0 {
			basis = "内置 " + basis
		}
		list = append(list, term{name: l.Name, value: l.Value.String(), basis: basis, file: assist.PolicyFile, from: l.From})
	}
	for _, u := range r.Terms.Units {
		list = append(list, r.unitTerms(u)...)
	}
	for _, c := range r.Terms.Cutoffs {
		if c.Week == r.Week {
			list = append(list, term{name: "截止调整 " + c.Week.String(), value: clock(c.At), basis: c.Basis, file: assist.PolicyFile})
		}
	}
	return append(list, term{name: "规格目录", value: catalogueWord(r.Terms.Products), file: assist.CatalogueFile})
}

// unitTerms are a unit's own values: deadline, prefixes, dibao standards and
// rural incomes of the last year and the year before.
func (r rolling) unitTerms(u assist.Unit) []term {
	list := []term{
		{name: "报送截止", unit: u.Name, value: assist.WeekdayName(u.Deadline), file: assist.PolicyFile},
		{name: "许可证前缀", unit: u.Name, value: strings.Join(u.Prefixes, "、"), file: assist.PolicyFile},
	}
	urban, _ := r.Terms.UrbanDibao(u.Name, r.Today)
	rural, _ := r.Terms.RuralDibao(u.Name, r.Today)
	list = append(list,
		term{name: "城市低保标准（元/月）", unit: u.Name, value: yuanOr(urban.Urban), basis: urban.Basis, file: assist.PolicyFile, from: urban.From},
		term{name: "农村低保标准（元/年）", unit: u.Name, value: yuanOr(rural.Rural), basis: rural.Basis, file: assist.PolicyFile, from: rural.From})
	for _, year := range []int{r.Today.Year() - 1, r.Today.Year() - 2} {
		income, _ := r.Terms.RuralOf(u.Name, year)
		list = append(list, term{name: fmt.Sprintf("%d 年农村人均可支配收入（元）", year), unit: u.Name, value: yuanOr(income.Income), basis: income.Basis, file: assist.PolicyFile})
	}
	return list
}

func yuanOr(f assist.Fen) string {
	if f == 0 {
		return "未录入"
	}
	return f.Short()
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
