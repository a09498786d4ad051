package report

import (
	"fmt"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/paper"
)

// prints are the lists, receipts and forms of the fixture, masked, by name.
func prints(f assist.Facts) map[string]paper.Doc {
	docs := map[string]paper.Doc{"备案名单_打印": RollDocument(f), "供货明细_打印": SupplyDocument(f, "")}
	for _, u := range []string{"平城区", "云州区", "开发区"} {
		docs["供货明细_打印_"+u] = SupplyDocument(f, u)
	}
	for _, t := range f.Files[3:] {
		docs["回执_打印_"+t.Receipt] = ReceiptDocument(ReplyOf(f, t))
	}
	for i, row := range f.Rows.Opened() {
		docs[fmt.Sprintf("申请表_打印_%02d", i)] = FormDocument(f, row, false)
	}
	return docs
}

// troubled is the fixture with numbers of persons in every place a clerk might
// put them, misspelt and in groups, also where a text is cut.
func troubled() (f assist.Facts, secrets []string) {
	f = someFacts()
	misspelt, short, spaced, grouped := "14022119700101001", "1402211970010", "140221 19700101 0012", "139-3520-0001"
	for i := range f.Rows.Opened() {
		a := f.Rows.Opened()[i].Application
		a.Cells = typedCells(map[column.Header]assist.Cell{"身份证号": {Addr: "F5", Text: []string{misspelt, short, spaced}[i%3]}, "联系电话": {Addr: "G5", Text: "1393520000"}})
		a.DisabledNo = "14022119700101001243"
		a.Story = strings.Repeat("困难", 8) + a.ID + "，电话13935200001或" + grouped
		a.Remark, a.Answer = a.Text("身份证号"), "属实："+a.DisabledNo
		for cut := range 12 {
			f.Rows.Opened()[i].Verdict.Findings = append(f.Rows.Opened()[i].Verdict.Findings, assist.Finding{
				Code: "V112", Level: assist.LevelReturn, Sheet: a.Sheet, Row: a.Row.Row, Cell: "F5", Value: strings.Repeat("1", cut) + " " + a.Text("身份证号"),
				Message: strings.Repeat("问", 76+cut) + a.ID, Fix: strings.Repeat("改", 56+cut) + a.DisabledNo, Turn: assist.TurnCounty,
			})
		}
	}
	f.Files[4].Name = "李样140221197001010012.xlsx"
	// what is left of a number when all but its last digit stand there
	return f, []string{"14022119700101", "1402211970010", "19700101", "13935200001", "1393520000", "139-3520", "3520-0001"}
}

func TestNumbersAreMaskedOnPaper(t *testing.T) {
	f, secrets := troubled()
	for name, d := range prints(f) {
		text := paper.Text(d)
		for _, s := range secrets {
			if i := strings.Index(text, s); i >= 0 {
				t.Errorf("%s shows %s: …%s", name, s, text[max(0, i-40):i+len(s)])
			}
		}
		if strings.Contains(d.Title+d.Author+d.Subject+d.Foot, "样") {
			t.Errorf("%s: a person in the properties: %s %s %s %s", name, d.Title, d.Author, d.Subject, d.Foot)
		}
	}
	full := paper.Text(FormDocument(f, f.Rows.Opened()[5], true))
	for _, s := range []string{"140221197001010012", "14022119700101001243", "13935200001", "139-3520-0001"} {
		if !strings.Contains(full, s) {
			t.Errorf("the full form lacks %s", s)
		}
	}
}
