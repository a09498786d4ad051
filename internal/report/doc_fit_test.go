package report

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/paper"
	"bangfu/internal/sheet"
)

// full is a reply with so many findings, of so many characters, and as many
// sheets and reasons as a file might have.
func full(findings, letters, sheets int) Reply {
	f := someFacts()
	r := ReplyOf(f, f.Files[4])
	r.Taken.Name = strings.Repeat("很长的文件名", 40) + ".xlsx"
	r.Update = 1
	text := strings.Repeat("请核对Q504与140213100001。", letters/18+1)
	text = string([]rune(text)[:letters])
	for i := range findings {
		code := []string{"V112", "Q504", "N209"}[i%3]
		r.Taken.Findings = append(r.Taken.Findings, assist.Finding{Code: code, Level: assist.Level(code[:1]), Sheet: "弱势群体客户申请登记表第" + strconv.Itoa(i%7), Row: i + 5,
			Cell: sheet.Address(30, i+5), Value: text, Message: text, Fix: text, Turn: assist.TurnCounty, Clause: "七.1"})
	}
	for i := range sheets {
		name := fmt.Sprintf("销售历史-%02d", i)
		r.Taken.Counts = append(r.Taken.Counts, assist.SheetCount{Sheet: name, Read: 1, Filed: 1})
		r.Taken.Tables = append(r.Taken.Tables, assist.Table{Form: assist.SalesForm, Sheet: name, Refused: true})
		r.Unchecked = append(r.Unchecked, assist.Unchecked{Code: "V106", Why: text + strconv.Itoa(i)})
	}
	return r
}

// A receipt takes two pages at most, however much there is to tell, fills them,
// and says how many findings are left to the workbook.
func TestReceiptTakesTwoPages(t *testing.T) {
	for _, findings := range []int{0, 1, 8, 20, 60, 2_001} {
		for _, letters := range []int{0, 5, 40, 300} {
			for _, sheets := range []int{0, 1, 40} {
				r := full(findings, letters, sheets)
				d := ReceiptDocument(r)
				pages := laid(t, d).Pages
				if n := len(pages); n > 2 {
					t.Errorf("%d findings of %d letters, %d sheets: %d pages", findings, letters, sheets, n)
				}
				listed, note := listedFindings(d)
				all := len(r.findings())
				told := fmt.Sprintf("问题共%d条，列不下的，同一规则的合在一行，", all)
				if (note != "") != (listed.rows < all) || note != "" && !strings.HasPrefix(note, told) {
					t.Errorf("%d lines of %d findings, said %q", listed.rows, all, note)
				}
				if left := fmt.Sprintf("这里列出%d条，其余%d条", listed.findings, all-listed.findings); strings.Contains(note, "其余") != (listed.findings < all) || listed.findings < all && !strings.Contains(note, left) {
					t.Errorf("%d of %d findings told, said %q", listed.findings, all, note)
				}
				if listed.rows == 0 && all > 0 {
					t.Errorf("%d letters, %d sheets: none of %d findings listed", letters, sheets, all)
				}
				if low := lowest(pages[len(pages)-1]); listed.findings < all && (len(pages) < 2 || low < 500) {
					t.Errorf("%d letters, %d sheets: findings left out while the last of %d pages ends at %.0f", letters, sheets, len(pages), low)
				}
			}
		}
	}
}

// lowest is where the lowest text of a page stands, in points from its top.
func lowest(p paper.Page) float64 {
	y := 0.0
	for _, r := range p.Ink().Runs {
		y = max(y, r.Y)
	}
	return y
}

// rare is some characters that no font has, others for each i.
func rare(i, n int) string {
	text := ""
	for k := range n {
		text += string(rune(0x2CEB0 + (i*n+k)%200))
	}
	return text
}

// Characters that no font has take room for their footnotes.
func TestReceiptWithRareCharacters(t *testing.T) {
	r := full(200, 40, 1)
	for i := range r.Taken.Findings {
		x := &r.Taken.Findings[i]
		x.Value, x.Message, x.Code = "值", rare(i, 40), fmt.Sprint("V", 900+i) // each another rule: none stands with another
	}
	p := laid(t, ReceiptDocument(r))
	if len(p.Pages) > 2 || len(p.Missing) == 0 {
		t.Errorf("%d pages, %d characters missing", len(p.Pages), len(p.Missing))
	}
}

// toldLines is how many lines a receipt has, and of how many findings.
type toldLines struct{ rows, findings int }

var places = regexp.MustCompile(`（(\d+) 处`)

// listedFindings counts what a receipt lists, and is what it says of the rest.
func listedFindings(d paper.Doc) (n toldLines, note string) {
	t := d.Blocks[len(d.Blocks)-1].(paper.Table)
	for _, row := range t.Rows {
		of := 1
		if m := places.FindStringSubmatch(row[6]); m != nil {
			of, _ = strconv.Atoi(m[1])
		}
		n.rows, n.findings = n.rows+1, n.findings+of
	}
	return n, strings.Join(t.Notes, "")
}

// TestIdleFindingsShareALine: what may be left as it is stands in one line a rule, not in
// one a cell; a few of a rule, and what must be answered, keep their lines.
func TestIdleFindingsShareALine(t *testing.T) {
	for n, want := range map[int]string{
		3:  "1 N807 F10|2 N807 F20|3 N807 F30|4 N803 J7|",
		17: "1 N803 J7|2 N807 |问题共18条，不用处理的，同一规则的合在一行。",
	} {
		var r Reply
		for i := 1; i <= n; i++ {
			r.Taken.Findings = append(r.Taken.Findings, assist.Finding{Code: "N807", Level: assist.LevelNote, Sheet: "销售历史", Row: 10 * i, Cell: sheet.Address(6, 10*i), Count: 1, Message: "退货（数量为负），按负数计入", Fix: "无需处理；如非退货请改正", Turn: assist.TurnCounty})
		}
		r.Taken.Findings = append(r.Taken.Findings, assist.Finding{Code: "N803", Level: assist.LevelNote, Sheet: "销售历史", Row: 7, Cell: "J7", Message: "金额不等于数量 × 批发价", Fix: "请核对", Turn: assist.TurnCounty})
		blocks := ReceiptDocument(r).Blocks
		table := blocks[len(blocks)-1].(paper.Table)
		got := ""
		for _, row := range table.Rows {
			got += row[0] + " " + row[4] + " " + row[3] + "|"
		}
		if got += strings.Join(table.Notes, ""); got != want {
			t.Errorf("%d: %s", n, got)
		}
		if last := table.Rows[len(table.Rows)-1]; n == 17 && (last[6] != "退货（数量为负），按负数计入（17 处：第10行、第20行、第30行、第40行、第50行等）" || last[8] != "") {
			t.Errorf("%q", last)
		}
	}
}

// TestLongReceiptsTellEachRule: of a list too long for two pages each rule is told once,
// with its rows: also the one that must be answered.
func TestLongReceiptsTellEachRule(t *testing.T) {
	var r Reply
	for row := range 150 {
		r.Taken.Findings = append(r.Taken.Findings, assist.Finding{Code: "V111", Level: assist.LevelReturn, Sheet: "申请表", Row: row + 5, Cell: sheet.Address(6, row+5), Value: strconv.Itoa(row), Message: "身份证号是 " + strconv.Itoa(row) + " 位", Fix: "请核对", Turn: assist.TurnCounty})
	}
	r.Taken.Findings = append(r.Taken.Findings, assist.Finding{Code: "Q504", Level: assist.LevelHold, Sheet: "申请表", Row: 9, Cell: "G9", Message: "联系电话与 140213100001 相同", Fix: "请核实", Turn: assist.TurnCounty})
	r.Taken.Totals = map[string]int{"V111": 2_461, "Q504": 1}
	table := ReceiptDocument(r).Blocks
	rows := table[len(table)-1].(paper.Table)
	want := [][]string{
		{"1", "退回", "申请表", "", "V111", "", "身份证号不是18位（150 处：第5至154行）", "请核对", "县区"},
		{"2", "待核", "申请表", "G9", "Q504", "", "联系电话与 140213100001 相同", "请核实", "县区"},
	}
	if fmt.Sprint(rows.Rows) != fmt.Sprint(want) {
		t.Errorf("%q", rows.Rows)
	}
	if got := strings.Join(rows.Notes, ""); got != "问题共2462条，列不下的，同一规则的合在一行，这里列出151条；回执工作簿的问题清单列出151条，其余改好重报后再列。" {
		t.Errorf("%s", got)
	}
}

// What weighs most is listed first: 退回, then 待核, then 提示.
func TestReceiptListsTheHeaviestFirst(t *testing.T) {
	d := ReceiptDocument(full(30, 10, 0))
	last := 0
	for _, row := range d.Blocks[len(d.Blocks)-1].(paper.Table).Rows {
		at := map[string]int{"退回": 1, "待核": 2, "已核实": 2, "提示": 3}[row[1]]
		if at < last || at == 0 {
			t.Errorf("%s after what weighs less", row[1])
		}
		last = at
	}
}

// Without a plan, a unit or a customer every print still says what is missing.
func TestEmptyPrints(t *testing.T) {
	f := noFacts()
	for _, c := range []struct {
		doc  paper.Doc
		says []string
	}{
		{RollDocument(f), []string{"目前无人在册"}},
		{SupplyDocument(f, ""), []string{"（缺货源计划）", "还没有第49周的货源计划：请市局在2026年11月26日18:00前把《货源计划》放入收件箱/市局。"}},
		{SupplyDocument(f, "平城区"), []string{"平城区弱势群体客户帮扶供货明细（缺货源计划）"}},
		{ReceiptDocument(Reply{}), []string{"没有读到数据行", "没有发现问题"}},
		{FormDocument(f, assist.JudgedApplication{Application: &assist.Application{}}, false), []string{"未备案"}},
	} {
		text := paper.Text(c.doc)
		for _, s := range c.says {
			if !strings.Contains(text, s) {
				t.Errorf("%s does not say %s:\n%s", c.doc.Title, s, text)
			}
		}
		laid(t, c.doc)
	}
	f.Plan.State = assist.PlanFinal
	if text := paper.Text(SupplyDocument(f, "")); !strings.Contains(text, "（定稿）") || !strings.Contains(text, "没有报送单位") {
		t.Errorf("a final plan without units:\n%s", text)
	}
}

// A shop's name of 60 characters, a narrative of 300 and a roll of 3,000 hold.
func TestLongPrints(t *testing.T) {
	f := someFacts()
	row := f.Rows.Opened()[5]
	row.Shop, row.Story = strings.Repeat("超长店名", 15), strings.Repeat("困难说明", 75)
	for _, full := range []bool{true, false} {
		d := FormDocument(f, row, full)
		if text := paper.Text(d); !strings.Contains(text, row.Shop) || !strings.Contains(text, row.Story) {
			t.Error("the form lost some of a long text")
		}
		if n := len(laid(t, d).Pages); n > 2 {
			t.Errorf("a long form takes %d pages", n)
		}
	}
	many := town(273, 0)
	filing, _ := many.Roster.Last("140212000001")
	filing.Application = copyOf(filing.Application)
	filing.Application.Shop = row.Shop
	many.Roster.Filings["140212000001"] = &filing
	d := RollDocument(many)
	if text := paper.Text(d); !strings.Contains(text, row.Shop) || !strings.Contains(text, "共3003户") {
		t.Error("the roll of 3,003 lost a customer or a name")
	}
	if n := len(laid(t, d).Pages); n < 60 || n > 160 {
		t.Errorf("the roll of 3,003 takes %d pages", n)
	}
}

// What was erased says so.
func TestErasedPrints(t *testing.T) {
	f := someFacts()
	filing, _ := f.Roster.Last(wuErased)
	filing.Exited = 0
	f.Roster.Filings[wuErased] = &filing
	row := assist.JudgedApplication{Application: filing.Application}
	for _, d := range []paper.Doc{RollDocument(f), FormDocument(f, row, true), FormDocument(f, row, false)} {
		if !strings.Contains(paper.Text(d), gone) {
			t.Errorf("%s does not say that the person was erased", d.Title)
		}
	}
}

// An amount that could not be read stands as it was typed.
func TestFormShowsWhatWasTyped(t *testing.T) {
	f := someFacts()
	row := f.Rows.Opened()[3]
	row.Income, row.Applied = 0, 0
	row.Cells = typedCells(map[column.Header]assist.Cell{"家庭年收入": {Addr: "P7", Text: "两万"}, "申请日期": {Addr: "AB7", Text: "去年"}})
	row.Faults = []sheet.Fault{{Header: "家庭年收入", Kind: sheet.NotAmount}}
	text := paper.Text(FormDocument(f, row, false))
	for _, s := range []string{"家庭年收入：两万", "申请日期：去年"} {
		if !strings.Contains(text, s) {
			t.Errorf("the form does not show %s", s)
		}
	}
}
