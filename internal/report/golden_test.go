package report

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
	"bangfu/internal/sheet/sheettest"
)

var update = flag.Bool("update", false, "write the golden files again, to be read by eye")

// golden compares a text with its file in testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(g), len(w)) {
		if line(g, i) != line(w, i) {
			t.Fatalf("%s line %d:\n got %s\nwant %s", path, i+1, line(g, i), line(w, i))
		}
	}
}

func line(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return "(end)"
}

// plainForm stands in for the form's own layout.
func plainForm(name string, headers ...column.Header) FormPage {
	return func(rows []map[column.Header]sheet.Value) sheet.Page {
		b := sheet.Block{Columns: heads(headers...)}
		for _, r := range rows {
			var row []sheet.Value
			for _, h := range headers {
				row = append(row, r[h])
			}
			b.Rows = append(b.Rows, row)
		}
		return sheet.Page{Name: name, Title: name, Blocks: []sheet.Block{b}}
	}
}

var adjustment = plainForm("名单调整", "许可证号", "动作", "生效日期", "截止日期", "原因", "经办人")

var settlement = plainForm("待确认", "回执号", "类别", "疑点", "涉及户数", "自何时", "动作", "原因", "经办人")

var renewalForm = plainForm("申请表", "序号", "业务类型", "许可证号", "客户名称", "经营者姓名", "身份证号", "联系电话", "客户档位", "家庭年收入", "困难类别", "残疾人证号", "申请日期")

var wishForm = plainForm("帮扶申请表", "许可证号", "经营者姓名", "规格1", "规格8", "每规格加量", "申请日期")

func TestBooks(t *testing.T) {
	f := someFacts()
	for _, c := range []struct {
		name string
		book sheet.Book
	}{
		{"备案汇总表", Roll(f)},
		{"供货表", Supply(f, false)},
		{"供货表_平城区", UnitSupply(f, "平城区")},
		{"畅销与规格_平城区", Goods(planned(f), "平城区")},
		{"监督清单", Supervision(f)},
		{"在册与待办_平城区", UnitTodo(f, "平城区", renewalForm, wishForm)},
		{"在册与待办_云州区", UnitTodo(f, "云州区", renewalForm, wishForm)},
		{"待办_市局", CityWaiting(f, adjustment, settlement)},
	} {
		t.Run(c.name, func(t *testing.T) { golden(t, c.name, dumped(c.book)) })
	}
}

func dumped(b sheet.Book) string {
	return fmt.Sprintf("%s | %s | %s\n%s", b.Title, b.Author, b.Created, sheettest.Dump(b))
}

func TestRemovals(t *testing.T) {
	f := someFacts()
	f.Plan.State, f.Plan.Frozen = assist.PlanFinal, at("2026-11-26 18:05")
	lost := assist.Removal{Move: assist.Withdrawn, Unit: "平城区", Licence: liDibao, Barcode: qipilang, Cartons: 5, Day: day("2026-12-02"), Reason: "许可证", Basis: "许可证状态 2026-11-27", At: at("2026-11-27 09:00")}
	back, other := lost, lost
	back.Move, back.Reason, back.At = assist.Restored, "许可证已有效", at("2026-11-28 09:00")
	other.Unit = "云州区"
	f.Plan.Removed = []assist.Removal{lost, other, back}
	golden(t, "供货撤销", dumped(Removals(f, f.Plan, "")))
	golden(t, "供货撤销_平城区", dumped(Removals(f, f.Plan, "平城区")))
	if got := Supply(f, false).Pages[0].Title; got != "帮扶规格平衡表（2026-W49 定稿）" {
		t.Errorf("title %q", got)
	}
}

func TestSightings(t *testing.T) {
	golden(t, "收件情况", dumped(Sightings("平城区", nil, []Seen{
		{Name: "平城申请.xlsx", First: at("2026-11-24 08:30"), Size: 20480, State: "已收", Receipt: "HZ-140213-20261124-001", Next: "看回执"},
		{Name: "销售/大.xlsx", First: at("2026-11-24 08:30"), Size: 31 << 20, State: "正在传入", Why: "大小还在变", Next: "等它不再变化"},
		{Name: "~$平城申请.xlsx", First: at("2026-11-24 08:30"), Size: 165, State: "不收", Why: "Excel 的临时文件", Next: "不用处理"},
	}, runAt)))
}

// marked is a receipt as text: the sheet, then the marks.
func marked(m sheet.Marking) string {
	var w strings.Builder
	w.WriteString(sheettest.Dump(sheet.Book{Pages: []sheet.Page{m.Front}}))
	for _, t := range m.Tables {
		fmt.Fprintf(&w, "== marks on %s: header %d, last column %d, last row %d\n", t.Sheet, t.HeaderRow, t.LastCol, t.LastRow)
		for _, r := range t.Rows {
			fmt.Fprintf(&w, "row %d: %s | %s (tone %d)\n", r.Row, r.Result, r.Problem, r.Tone)
		}
		for _, c := range t.Cells {
			fmt.Fprintf(&w, "%s (tone %d): %s\n", c.Cell, c.Tone, strings.ReplaceAll(c.Note, "\n", " / "))
		}
	}
	return w.String()
}

func TestReceipts(t *testing.T) {
	f := someFacts()
	for _, taken := range f.Files[3:] {
		t.Run(taken.Receipt, func(t *testing.T) {
			r := ReplyOf(f, taken)
			if taken.Format == "" {
				r.FrontOnly = "文件打不开"
			}
			golden(t, "回执_"+taken.Receipt, marked(Receipt(r)))
		})
	}
}

func TestCheckingReceipt(t *testing.T) {
	f := someFacts()
	r := ReplyOf(f, f.Files[4])
	r.Receipt, r.Checking, r.Before, r.At = "", true, nil, runAt
	r.Taken.Receipt, r.Lost = "", []string{"批注中的图片"}
	r.Unchecked = []assist.Unchecked{{Code: "V104", Why: "许可证登记 要在报送后才能核对"}, {Code: "Q104", Why: "许可证登记 要在报送后才能核对"}}
	golden(t, "核对", marked(Receipt(r)))
}
