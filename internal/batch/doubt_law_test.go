package batch

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/write"
)

// A grid is a sheet of the city as it lies: texts by row and column.
type grid [][]string

// workbook writes a grid below a title and its 填报日期.
func (g grid) workbook(t testing.TB, name, day string) []byte {
	t.Helper()
	p := sheet.Page{Name: name, Title: name, Left: "填报单位：市局", Right: "填报日期：" + day}
	b := sheet.Block{}
	for _, h := range g[0] {
		b.Columns = append(b.Columns, sheet.ColumnSpec{Header: sheet.Header(h), Text: true})
	}
	for _, r := range g[1:] {
		row := make([]sheet.Value, len(r))
		for j, text := range r {
			if text != "" {
				row[j] = sheet.S(text)
			}
		}
		b.Rows = append(b.Rows, row)
	}
	p.Blocks = []sheet.Block{b}
	data, err := write.Write(sheet.Book{Title: name, Pages: []sheet.Page{p}})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// slips are a grid with each one cell changed to rubbish or blank, and with
// each one row or column gone.
func (g grid) slips() map[string]grid {
	all := map[string]grid{}
	copied := func() grid {
		var c grid
		for _, r := range g {
			c = append(c, slices.Clone(r))
		}
		return c
	}
	for i, r := range g {
		for j := range r {
			slip := map[string]string{"rubbish": "甲@乙", "blank": "", "half": halved(r[j])}
			if g[0][j] == "供货周" && i > 0 {
				slip["later"] = "2026-W31"
			}
			for what, text := range slip {
				c := copied()
				c[i][j] = text
				all[fmt.Sprintf("row %d column %s %s", i, g[0][j], what)] = c
			}
		}
	}
	for i := 1; i < len(g); i++ {
		all[fmt.Sprintf("row %d gone", i)] = slices.Delete(copied(), i, i+1)
	}
	for j := range g[0] {
		c := copied()
		for i := range c {
			c[i] = slices.Delete(c[i], j, j+1)
		}
		all["column "+g[0][j]+" gone"] = c
	}
	return all
}

// halved is a text that lost its last sign.
func halved(s string) string {
	r := []rune(s)
	return string(r[:max(0, len(r)-1)])
}

// A deal is what a run would give: the week's lines by licence, whom its doubts
// and fault lines name, and whether it froze the week.
type deal struct {
	got    map[string]string
	named  map[string]bool
	urgent bool
	final  bool
}

// dealt is what each customer gets of each product in a draft: base and extra.
func dealt(p assist.WeekPlan) map[string]string {
	got := map[string]string{}
	for l := range p.Lines.All() {
		got[l.Licence] += fmt.Sprintf("%s %d+%d；", l.Barcode, l.Base, l.Extra)
	}
	return got
}

// drafted is the week as a run would draft it, or freeze it after its cut-off,
// with one more file of the city, whose rows are of some licences; nothing is entered.
// Named are the customers whom a doubt or a fault line names by licence, by the
// row or, of a file not taken, all.
func (t *town) drafted(at string, data []byte, rows map[int]string) deal {
	t.Helper()
	path := filepath.Join(t.Place.Inbox(assist.City), "一处笔误.xlsx")
	t.must(os.WriteFile(path, data, 0o644))
	defer func() { t.must(os.Remove(path)) }()
	ctx := context.Background()
	r, err := t.begin(ctx, t.at(at), true)
	t.must(err)
	t.must(t.intake(ctx, r))
	t.must(t.decode(ctx, r))
	f, _, err := t.commit(ctx, r)
	t.must(err)
	res := t.result(r, f)
	named := map[string]bool{}
	for _, d := range res.Doubts {
		for _, l := range d.Licences {
			named[l] = true
		}
	}
	told := strings.Join(res.Faults, "\n")
	for l, x := range f.Roster.Filings {
		if strings.Contains(told, l) || strings.Contains(told, "没有收下") && strings.Contains(told, x.Unit) {
			named[l] = true
		}
	}
	for row, l := range rows {
		if strings.Contains(told, fmt.Sprintf("第 %d 行", row)) {
			named[l] = true
		}
	}
	return deal{dealt(f.Plan), named, res.Urgent, f.Plan.State == assist.PlanFinal}
}

// When a variant is drafted, and when it would be frozen.
const (
	beforeCutoff = "2026-07-07 09:00"
	atCutoff     = "2026-07-09 18:00"
)

// disturbed deals every slip of a grid, and each so many-th also at the cut-off,
// and tells whoever gets something else than the undisturbed and is not named.
// skip are slips that are somebody's word.
func (t *town) disturbed(name string, good grid, rows map[int]string, skip func(what string, l string, d deal) bool) {
	t.Helper()
	want := map[string]deal{}
	for _, at := range []string{beforeCutoff, atCutoff} {
		d := t.drafted(at, good.workbook(t.bench.TB, name, "2026-07-06"), rows)
		if len(d.named) > 0 || d.urgent || d.final != (at == atCutoff) {
			t.Fatalf("%s undisturbed at %s: %v named, urgent %v, final %v", name, at, d.named, d.urgent, d.final)
		}
		want[at] = d
	}
	slips := good.slips()
	for n, what := range shareOf(slices.Sorted(maps.Keys(slips))) {
		times := []string{beforeCutoff}
		if n%freezes == 0 {
			times = append(times, atCutoff)
		}
		for _, at := range times {
			d := t.drafted(at, slips[what].workbook(t.bench.TB, name, "2026-07-06"), rows)
			for _, l := range differing(d.got, want[at].got) {
				if !d.named[l] && !skip(what, l, d) {
					t.Errorf("%s %s at %s: %s gets %q, undisturbed %q, and nobody is told", name, what, at, l, d.got[l], want[at].got[l])
				}
			}
		}
	}
}

// differing are the licences that two drafts deal otherwise.
func differing(a, b map[string]string) []string {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return slices.DeleteFunc(slices.Sorted(maps.Keys(all)), func(l string) bool { return a[l] == b[l] })
}

// served is a town of two units whose W28 is frozen, with everybody's wishes.
func served(t *testing.T) (*town, []cells) {
	b := newTown(t, 2)
	var all []cells
	for n := range 5 {
		all = append(all, b.customer([]string{"平城区", "云冈区"}[n%2], n, "2026-06-26"))
	}
	b.register("2026-06-26", all, nil)
	b.offers("2026-06-26", "2026-W28", 90, 90, 90)
	for _, u := range []string{"平城区", "云冈区"} {
		own := slices.DeleteFunc(slices.Clone(all), func(c cells) bool { return c["县区"] != u })
		forms := map[assist.Form][]cells{assist.ApplicationForm: own}
		for i, c := range own {
			forms[assist.WishForm] = append(forms[assist.WishForm], b.wish(c, "2026-06-26", 5, i%2, (i+1)%2))
		}
		b.sendAll(u, "2026-06-26", forms)
	}
	b.run("2026-06-29 09:00")
	if res := b.run("2026-07-02 18:30"); res.Plan != assist.PlanFinal || res.Urgent {
		t.Fatalf("%s %v", res.Plan, res.Faults)
	}
	return b, all
}

// register is a 许可证状态 of some customers, statuses by licence.
func registerOf(rows []cells, status map[string]string) grid {
	g := grid{{"许可证号", "经营者姓名", "状态", "有效期止", "县区"}}
	for _, r := range rows {
		word := status[r["许可证号"]]
		if word == "" {
			word = "有效"
		}
		g = append(g, []string{r["许可证号"], r["经营者姓名"], word, r["许可证有效期止"], r["县区"]})
	}
	return g
}

// TestOneSlipInTheRegister: with any one cell of the register changed, blank or
// missing, whoever no doubt and no fault line names gets what the undisturbed
// register gives him; and nobody gets less than by that or the one before.
func TestOneSlipInTheRegister(t *testing.T) {
	t.Parallel()
	b, all := served(t)
	b.offers("2026-07-06", "2026-W29", 90, 90, 90) // enough for all: nobody's share hangs on another's
	b.run("2026-07-06 09:00")
	good := registerOf(all, map[string]string{all[4]["许可证号"]: "停业"})
	before := b.drafted(beforeCutoff, registerOf(all, nil).workbook(t, "许可证状态", "2026-07-06"), nil)
	want := b.drafted(beforeCutoff, good.workbook(t, "许可证状态", "2026-07-06"), nil)
	if len(want.got) != 4 || len(before.got) != 5 {
		t.Fatalf("undisturbed: %d of %d served", len(want.got), len(before.got))
	}
	b.disturbed("许可证状态", good, nil, func(what, l string, d deal) bool {
		if !strings.HasSuffix(what, "gone") && d.got[l] != before.got[l] {
			t.Errorf("%s: %s gets neither what the new register nor what the old one gives", what, l)
		}
		return l == ""
	})
}

// TestOneSlipInThePlan: with any one cell of the plan changed, blank or missing,
// whoever no doubt names gets what the undisturbed plan gives him.
func TestOneSlipInThePlan(t *testing.T) {
	t.Parallel()
	b, _ := served(t)
	good := grid{{"供货周", "卷烟条码", "卷烟名称", "畅销", "帮扶可用量", "9档", "8档", "7档", "6档", "5档", "4档", "3档", "2档", "1档"}}
	for g := 30; g > 9; g-- {
		good[0] = slices.Insert(good[0], 5+30-g, fmt.Sprintf("%d档", g))
	}
	for i, row := range b.planned("2026-W29", 90, 90, 0) {
		line := []string{}
		for _, h := range good[0] {
			line = append(line, row[h])
		}
		if good = append(good, line); i == 2 {
			line[3] = "否"
		}
	}
	b.disturbed("货源计划", good, nil, func(what, l string, d deal) bool {
		week := strings.Contains(what, "供货周")
		said := strings.HasPrefix(what, "row ") && (strings.HasSuffix(what, " gone") || strings.HasSuffix(what, " half") && !week)
		return said || len(d.got) == 0 // a product that is not offered and a smaller number are the plan's to say
	})
}

// TestOneSlipInTheDecisions: with any one cell of 名单调整 changed, blank or missing,
// whoever no fault line names, by licence or by his row, gets what the undisturbed one
// gives him.
func TestOneSlipInTheDecisions(t *testing.T) {
	t.Parallel()
	b, all := served(t)
	b.offers("2026-07-06", "2026-W29", 90, 90, 90)
	b.adjust("2026-07-06", all[1]["许可证号"], "暂停", "2026-07-06", "")
	b.run("2026-07-06 09:00")
	good := grid{{"许可证号", "动作", "生效日期", "截止日期", "原因", "经办人"}}
	rows := map[int]string{}
	for i, r := range [][]string{{"暂停", "2026-07-06", "2026-12-31"}, {"恢复", "2026-07-06", ""}, {"退出", "2026-07-07", ""}} {
		good = append(good, []string{all[i]["许可证号"], r[0], r[1], r[2], "核查结果", "示例经办"})
		rows[4+i] = all[i]["许可证号"]
	}
	b.disturbed("名单调整", good, rows, func(what, l string, d deal) bool {
		return strings.HasPrefix(what, "row ") && strings.HasSuffix(what, " gone") // a decision that nobody took
	})
}
