package form

import (
	"errors"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// bounded decodes a workbook in its text form with small bounds; the damage is
// told as its sheet, cell and words.
func bounded(text string) (assist.Submission, int, string) {
	var sub assist.Submission
	sales := 0
	c := Context{Unit: "平城区", Terms: assist.Terms{Products: testProducts()}, Bounds: Bounds{Applications: 2, Others: 3}}
	err := Decode(book(text), c, &sub, func(assist.SaleRow) error { sales++; return nil })
	var d *sheet.Damage
	switch {
	case errors.As(err, &d) && d.Kind == sheet.BeyondLimit:
		return sub, sales, d.Sheet + "|" + d.Cell + "|" + d.Detail
	case err != nil:
		return sub, sales, err.Error()
	}
	return sub, sales, ""
}

func TestBoundsOfASheet(t *testing.T) {
	app := applicationText(nil)
	row := app[strings.LastIndex(app, "\n"):]
	wishes := "== 帮扶申请表\n许可证号|规格1|申请日期" + strings.Repeat("\n140213100001|紫云|2026-11-02", 3)
	sales := "== 销售历史\n许可证号|订货日期|卷烟条码|数量" + strings.Repeat("\n140213100001|2026-11-02|6901028046893|3", 9)
	long := strings.Repeat("长", 32767)
	for _, c := range []struct{ name, file, want string }{
		{"as many applications as there may be", app + row, ""},
		{"one more", app + row + row, "申请表||申请表超过上限 2 行，请拆成几个文件，每个不超过 2 行，再报"},
		{"wishes", wishes, ""},
		{"one wish more", wishes + "\n140213100001|紫云|2026-11-02", "帮扶申请表||帮扶申请表超过上限 3 行，请拆成几个文件，每个不超过 3 行，再报"},
		{"visits", "== 走访台账\n" + visitHead + strings.Repeat("\n"+visitRow, 4), "走访台账||走访台账超过上限 3 行，请拆成几个文件，每个不超过 3 行，再报"},
		{"sales have no bound of their own", sales, ""},
		{"a cell as long as it may be", "== 走访台账\n" + visitHead + "\n" + strings.Replace(visitRow, "平稳", long, 1), ""},
		{"one sign more", "== 走访台账\n" + visitHead + "\n" + strings.Replace(visitRow, "平稳", long+"长", 1), "走访台账|F2|一格里的文字超过上限 32767 个字，请缩短后再报"},
		{"in a column that is none of the form's", sales + "|" + long + "长", "销售历史|E10|一格里的文字超过上限 32767 个字，请缩短后再报"},
		{"signs that count double", "== 走访台账\n" + visitHead + "\n" + strings.Replace(visitRow, "平稳", strings.Repeat("𠮷", 16384), 1), "走访台账|F2|一格里的文字超过上限 32767 个字，请缩短后再报"},
	} {
		if _, _, got := bounded(c.file); got != c.want {
			t.Errorf("%s: %q\nwant %q", c.name, got, c.want)
		}
	}
}

// TestASheetThatIsNotTheForm counts the rows of a sheet in which 200 one after
// another are hopeless, and reads none of them; its other sheets stand.
func TestASheetThatIsNotTheForm(t *testing.T) {
	good := map[string]string{
		"申请表":   applicationText(nil)[strings.LastIndex(applicationText(nil), "\n"):],
		"走访台账":  "\n" + visitRow,
		"帮扶申请表": "\n140213100001|紫云|2026-11-02",
		"销售历史":  "\n140213100001|2026-11-02|6901028046893|3",
	}
	heads := map[string]string{
		"申请表": strings.Join(column.Texts(Headers(assist.ApplicationForm)), "|"), "走访台账": visitHead,
		"帮扶申请表": "许可证号|规格1|申请日期", "销售历史": "许可证号|订货日期|卷烟条码|数量",
	}
	app := good["申请表"]
	hopeless := []struct{ name, form, row string }{
		{"licences alone", "申请表", "\n||140213100001"},
		{"an identity number that nobody has", "申请表", strings.Replace(app, decodeOne(t, nil).ID, "140202195203010118", 1)},
		{"no name", "申请表", strings.Replace(app, "|"+decodeOne(t, nil).Operator+"|", "||", 1)},
		{"other numbers than licences", "走访台账", strings.Replace("\n"+visitRow, "140213100001", "1402131000011", 1)},
		{"no licence", "帮扶申请表", "\n|紫云|2026-11-02"},
		{"customer codes of another system", "销售历史", "\nDT00017|2026-11-02|6901028046893|3"},
	}
	for _, c := range hopeless {
		decode := func(before, rows, after int) (assist.Submission, int) {
			text := "== " + c.form + "\n" + heads[c.form] + strings.Repeat(good[c.form], before) + strings.Repeat(c.row, rows) + strings.Repeat(good[c.form], after)
			var sub assist.Submission
			sales := 0
			ctx := Context{Unit: "平城区", Terms: assist.Terms{Products: testProducts()}}
			if err := Decode(book(text+"\n== 另一张\n"+visitHead+"\n"+visitRow), ctx, &sub, func(assist.SaleRow) error { sales++; return nil }); err != nil {
				t.Fatalf("%s: %v", c.name, err)
			}
			return sub, sales + len(sub.Applications) + len(sub.Wishes)
		}
		sub, read := decode(1, 199, 1)
		if n := strings.Count(told(sub.Faults), "unlike"); n > 0 || c.form != "走访台账" && read != 201 {
			t.Errorf("%s, 199 rows: %d read, %s", c.name, read, told(sub.Faults))
		}
		sub, read = decode(1, 200, 5)
		want := "unlike " + c.form
		if got := told(sub.Faults); !strings.Contains(got, want) || sub.Tables[0].Rows() != 206 {
			t.Errorf("%s: %d rows, %s", c.name, sub.Tables[0].Rows(), got)
		}
		if c.form != "走访台账" && (read > 200 || c.form != "销售历史" && read != 0 || len(sub.Visits) != 1) {
			t.Errorf("%s: %d rows read, %d visits", c.name, read, len(sub.Visits))
		}
	}
}
