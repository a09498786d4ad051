package templates_test

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"os"
	"reflect"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/form"
	"bangfu/internal/sheet"
	"bangfu/internal/terms"
	"bangfu/internal/xlsx/read"
	"bangfu/internal/xlsx/write"
)

// source opens workbook bytes as the decoder wants them.
func source(t *testing.T, b []byte) form.Source {
	t.Helper()
	book, err := read.Open(context.Background(), bytes.NewReader(b), int64(len(b)), "t.xlsx", read.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return form.Source{
		Sheets: book.Sheets(),
		Rows:   func(i int) iter.Seq2[sheet.Row, error] { return book.Rows(context.Background(), i) },
		Extent: book.Extent,
	}
}

func decode(t *testing.T, b []byte, terms assist.Terms) (assist.Submission, []assist.SaleRow) {
	t.Helper()
	var sub assist.Submission
	var sales []assist.SaleRow
	c := form.Context{Unit: "平城区", Receipt: "HZ-140213-20261102-001", Terms: terms}
	err := form.Decode(source(t, b), c, &sub, func(r assist.SaleRow) error { sales = append(sales, r); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return sub, sales
}

// The parameter workbooks come back as the built-in tables.
func TestParametersRoundTrip(t *testing.T) {
	want := standard(t)
	open := func(name string) form.Source {
		b, err := os.ReadFile(name + ".xlsx")
		if err != nil {
			t.Fatal(err)
		}
		return source(t, b)
	}
	policy, err := form.PolicyTables(open("政策参数"))
	if err != nil {
		t.Fatal(err)
	}
	catalogue, err := form.CatalogueTables(open("规格目录"))
	if err != nil {
		t.Fatal(err)
	}
	kept := terms.Keep(assist.TermsBook{}, append(policy, catalogue...), 1, func(string) bool { return false })
	if len(kept.Slips) > 0 {
		t.Fatalf("slips: %+v", kept.Slips)
	}
	got := form.TermsOf(kept.Book)
	if len(got.Units) != 11 || len(got.Dibao) != 11 || len(got.Rural) != 0 || len(got.Products.List) != 56 {
		t.Errorf("%d units, %d dibao standards, %d rural incomes, %d products", len(got.Units), len(got.Dibao), len(got.Rural), len(got.Products.List))
	}
	for i := range got.Units {
		got.Units[i].Since = 0 // the day of the reading
	}
	for _, pair := range [][2]any{{got.Units, want.Units}, {got.Dibao, want.Dibao}, {got.Limits, want.Limits}, {got.Products.List, want.Products.List}} {
		if g, w := fmt.Sprintf("%+v", pair[0]), fmt.Sprintf("%+v", pair[1]); g != w {
			t.Errorf("got  %s\nwant %s", g, w)
		}
	}
}

// sound is a value that a column takes, one a header; the rest stay blank.
var sound = map[column.Header]string{
	"业务类型": "新增", "许可证号": "140213100001", "客户名称": "便民商店", "经营者姓名": "张三丰", "身份证号": "140221197001010012",
	"联系电话": "13935270416", "经营地址": "平城区南街 1 号", "客户档位": "9", "订货周期": "每周", "许可证有效期止": "2028-01-01",
	"户籍类别": "城镇", "家庭人口": "3", "家庭年收入": "12000", "困难类别": "低保", "低保证号": "D140213001", "低保证有效期止": "2027-12-31",
	"证明材料": "低保证、户口簿复印件", "申请日期": "2026-11-02",
	"客户经理意见": "同意", "客户经理": "李四", "客户经理日期": "2026-11-02", "营销部意见": "同意", "营销部审核人": "王五",
	"营销部日期": "2026-11-03", "县局意见": "同意", "县局审批人": "赵六", "县局日期": "2026-11-04",
	"规格1": "云烟(硬紫)", "规格2": "6901028316866", "每规格加量": "10", "服务需求": "经营指导、定期走访",
	"订货日期": "2026-10-30", "卷烟条码": "6901028046893", "卷烟名称": "云烟(硬紫)", "数量": "3", "批发价": "114.5", "零售价": "130", "金额": "343.5",
	"走访日期": "2026-10-30", "走访人": "李四", "服务类型": "定期走访", "经营情况": "平稳", "存在问题": "无", "帮扶措施": "指导陈列", "问题状态": "无",
	"供货周": "2026-W49", "畅销": "是", "帮扶可用量": "100",
	"状态": "有效", "有效期止": "2028-01-01", "县区": "平城区",
	"动作": "确认", "生效日期": "2026-11-02", "原因": "已核实", "经办人": "孙七",
}

// filled is a blank workbook with one row on each of its forms.
func filled(t *testing.T, w form.Workbook, change map[column.Header]string) []byte {
	t.Helper()
	book := form.Blank(w, "平城区", standard(t), assist.Day(2026, 11, 2))
	for i := range book.Pages {
		p := &book.Pages[i]
		if form.Find(assist.Form(p.Name)) == nil {
			continue
		}
		p.Right += "2026-11-05"
		var row []sheet.Value
		for _, c := range p.Blocks[0].Columns {
			text := sound[c.Header]
			if strings.HasSuffix(string(c.Header), "档") {
				text = "5"
			}
			if other, ok := change[c.Header]; ok {
				text = other
			}
			row = append(row, sheet.S(text))
		}
		p.Blocks[0].Rows = [][]sheet.Value{row}
	}
	b, err := write.Write(book)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// faultsOf gathers every fault of a file.
func faultsOf(sub assist.Submission, sales []assist.SaleRow) []string {
	var list []string
	add := func(faults []sheet.Fault) {
		for _, f := range faults {
			list = append(list, fmt.Sprintf("%+v", f))
		}
	}
	add(sub.Faults)
	for a := range sub.Applications.All() {
		add(a.Faults)
	}
	for w := range sub.Wishes.All() {
		add(w.Faults)
	}
	for v := range sub.Visits.All() {
		add(v.Faults)
	}
	v := reflect.ValueOf(sub)
	for _, name := range []string{"Plan", "Register", "Adjustments"} {
		for i := range v.FieldByName(name).Len() {
			add(v.FieldByName(name).Index(i).FieldByName("Row").Interface().(assist.Row).Faults)
		}
	}
	for _, s := range sales {
		for _, f := range s.Faults {
			list = append(list, fmt.Sprintf("%+v", f))
		}
	}
	return list
}

// A filled template comes through with nothing found, as the kind it is.
func TestFilledTemplates(t *testing.T) {
	kinds := map[form.Workbook]assist.FileKind{form.ApplicationBook: assist.KindApplication, form.SalesBook: assist.KindSales,
		form.VisitBook: assist.KindVisits, form.PlanBook: assist.KindPlan, form.RegisterBook: assist.KindRegister, form.AdjustmentBook: assist.KindAdjustment}
	for w, kind := range kinds {
		sub, sales := decode(t, filled(t, w, nil), standard(t))
		if list := faultsOf(sub, sales); len(list) > 0 {
			t.Errorf("%s: %s", w, list)
		}
		if sub.Kind != kind || sub.Declared.Text != "平城区" || sub.Reported.String() != "2026-11-05" {
			t.Errorf("%s: kind %s, unit %q, reported %s", w, sub.Kind, sub.Declared.Text, sub.Reported)
		}
		for _, table := range sub.Tables {
			if table.Rows() != 1 || table.Read != 1 {
				t.Errorf("%s: %+v", w, table)
			}
		}
	}
}

// Every value of every drop-down list is taken.
func TestEveryChoiceIsTaken(t *testing.T) {
	terms := standard(t)
	for _, w := range form.Workbooks[:6] {
		for _, p := range form.Blank(w, "", terms, assist.Day(2026, 11, 2)).Pages {
			if len(p.Blocks) == 0 || form.Find(assist.Form(p.Name)) == nil {
				continue
			}
			for _, c := range p.Blocks[0].Columns {
				for _, choice := range c.Choices {
					change := map[column.Header]string{c.Header: choice, "退出原因": "搬迁"}
					if list := faultsOf(decode(t, filled(t, w, change), terms)); len(list) > 0 {
						t.Errorf("%s %s=%s: %s", w, c.Header, choice, list)
					}
				}
			}
		}
	}
}

// A template nobody filled in has no row, and nothing else to find.
func TestBlankHasNoRow(t *testing.T) {
	for _, w := range form.Workbooks[:6] {
		b, err := os.ReadFile(string(w) + ".xlsx")
		if err != nil {
			t.Fatal(err)
		}
		sub, _ := decode(t, b, standard(t))
		if len(sub.Faults) > 0 || !sub.Empty() {
			t.Errorf("%s: %+v", w, sub.Faults)
		}
	}
}
