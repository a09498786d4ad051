// Package docs_test keeps the generated documents what the tables say.
package docs_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/config"
	"bangfu/internal/form"
	"bangfu/internal/schedule"
	"bangfu/internal/sheet"
	"bangfu/templates"
)

var update = flag.Bool("update", false, "write the generated documents again")

// on is the day whose figures the documents quote.
var on = assist.Day(2026, 11, 2)

func TestGeneratedDocuments(t *testing.T) {
	terms, err := form.Standard(templates.Units, templates.Dibao, templates.Products)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"contract.md": contract(terms) + jsonContract(t), "rules.md": rules(terms), "glossary.md": glossary(t)} {
		if *update {
			if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		got, err := os.ReadFile(name)
		if err != nil || string(got) != text {
			t.Errorf("%s is not what the tables say (%v); run: go test ./docs -update", name, err)
		}
	}
}

// cell is a text as a table of Markdown takes it.
func cell(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "|", "\\|"), "\n", " ")
}

// contract tells every workbook that people fill in: its sheets and columns.
func contract(terms assist.Terms) string {
	var b strings.Builder
	b.WriteString("# Contract: workbooks, sheets, columns\n\nGenerated from the tables of the forms. Columns are found by header name, in any order, in the first 20 rows.\n\n")
	b.WriteString("| folder | holds |\n|---|---|\n")
	for _, f := range [][2]string{
		{"参数/", "政策参数.xlsx and 规格目录.xlsx: units, standards, limits, products, all dated"}, {"收件箱/<县区>/", "the drop folder of a unit"},
		{"收件箱/市局/", "register, plan, adjustments, confirmations"}, {"发件箱/<县区>/", "receipts, 在册与待办, 收件情况, the week's supply, 畅销与规格 and report"},
		{"发件箱/市局/<供货周>/", "备案汇总表, 供货表, 供货导入, 监督清单, reports"}, {"存档/", "every original by its SHA-256"}, {"ledger.db", "the commit point of everything"},
	} {
		fmt.Fprintf(&b, "| `%s` | %s |\n", f[0], f[1])
	}
	for _, w := range form.Workbooks {
		book := form.Blank(w, "", terms, on)
		fmt.Fprintf(&b, "\n## %s.xlsx\n", w)
		for _, p := range book.Pages[:len(book.Pages)-1] {
			writeColumns(&b, p)
		}
	}
	b.WriteString(bounds())
	return b.String()
}

// bounds tells what a file, and a run, may take; the benchmark of hopeless
// workbooks reads its limits here.
func bounds() string {
	c, err := config.Parse(nil, templates.Office, schedule.Parse)
	if err != nil {
		return err.Error()
	}
	var b strings.Builder
	b.WriteString("\n## Bounds\n\nOf `bangfu.toml` [limits], but the last: a file beyond them is refused with what to do, and every other unit is served.\n\n| bound | as built in |\n|---|---|\n")
	for _, x := range []struct {
		name string
		n    int64
		unit string
	}{
		{"size of a file", c.Limits.File >> 20, "MB"}, {"its size unpacked", c.Limits.Unpacked >> 20, "MB"},
		{"rows of 申请表", int64(c.Limits.Applications), ""}, {"rows of 帮扶申请表 or 走访台账", int64(c.Limits.Others), ""},
		{"time of a file, to its receipt", int64(c.Limits.Time.Seconds()), "s"}, {"memory of a run, whatever a unit drops", 1024, "MB"},
	} {
		fmt.Fprintf(&b, "| %s | %s |\n", x.name, strings.TrimSpace(fmt.Sprintf("%d %s", x.n, x.unit)))
	}
	return b.String()
}

// writeColumns tells the columns of a sheet; the grades of a plan in one line.
func writeColumns(b *strings.Builder, p sheet.Page) {
	fmt.Fprintf(b, "\n### %s\n\n| column | what is wanted |\n|---|---|\n", p.Name)
	for _, c := range p.Blocks[0].Columns {
		note := c.Note
		if len(c.Choices) > 0 && len(c.Choices) < 12 {
			note += "（" + strings.Join(c.Choices, "、") + "）"
		}
		fmt.Fprintf(b, "| %s | %s |\n", cell(string(c.Header)), cell(note))
	}
}

// rules tells the rule catalogue.
func rules(terms assist.Terms) string {
	var b strings.Builder
	b.WriteString("# Rules\n\nGenerated from the rule values; figures as built in.\n\n| code | level | clause | when | what to do | turn |\n|---|---|---|---|---|---|\n")
	for _, r := range assist.RulesOn(terms, on) {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", r.Code, r.Level, r.Clause, cell(r.When), cell(r.Fix), r.Turn)
	}
	return b.String()
}
