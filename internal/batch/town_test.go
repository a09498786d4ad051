package batch

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/disk"
	"bangfu/internal/form"
	"bangfu/internal/history"
	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/read"
	"bangfu/internal/xlsx/write"
	"bangfu/templates"
)

// cells are the values of a row as a clerk types them, by header.
type cells map[string]string

// with is a copy of a row with other values: header, value, header, value …
func (c cells) with(pairs ...string) cells {
	c = maps.Clone(c)
	for i := 0; i+1 < len(pairs); i += 2 {
		c[pairs[i]] = pairs[i+1]
	}
	return c
}

// town is a workspace whose clerks fill in our forms by hand.
type town struct {
	*bench
	terms assist.Terms
	files int // dropped so far
}

// newTown is a workspace of the first units of the city.
func newTown(t testing.TB, units int) *town {
	t.Helper()
	terms, err := form.Standard(templates.Units, templates.Dibao, templates.Products)
	if err != nil {
		t.Fatal(err)
	}
	terms.Units = terms.Units[:units]
	terms.Dibao = slices.DeleteFunc(terms.Dibao, func(d assist.DibaoStandard) bool {
		_, known := terms.Unit(d.Unit)
		return !known
	})
	return &town{bench: benchOf(t, disk.Real(), terms), terms: terms}
}

// rule writes the parameters again.
func (t *town) rule() {
	t.Helper()
	data, err := write.Write(form.Blank(form.PolicyBook, "", t.terms, assist.Day(2026, 11, 2)))
	t.must(err)
	t.must(os.WriteFile(t.Place.Terms(), data, 0o644))
}

// book writes forms as a clerk fills them in, each on its sheet.
func (t *town) book(unit, reported string, forms map[assist.Form][]cells) []byte {
	t.Helper()
	day, _ := assist.ParseDate(reported)
	book := sheet.Book{Title: "报表"}
	for _, f := range slices.Sorted(maps.Keys(forms)) {
		var rows []map[column.Header]sheet.Value
		for _, c := range forms[f] {
			v := map[column.Header]sheet.Value{}
			for h, text := range c {
				if text != "" {
					v[column.Header(h)] = sheet.S(text)
				}
			}
			rows = append(rows, v)
		}
		book.Pages = append(book.Pages, form.Filled(f, unit, day, t.terms, rows))
	}
	data, err := write.Write(book)
	t.must(err)
	return data
}

// send drops a workbook of one form.
func (t *town) send(unit, reported string, f assist.Form, rows ...cells) {
	t.Helper()
	t.sendAll(unit, reported, map[assist.Form][]cells{f: rows})
}

// sendAll drops a workbook of several forms under a name not used before.
func (t *town) sendAll(unit, reported string, forms map[assist.Form][]cells) {
	t.Helper()
	t.files++
	t.drop(unit, fmt.Sprintf("报送%04d.xlsx", t.files), t.book(unit, reported, forms))
}

// licence is the licence of the n-th customer of a unit.
func (t *town) licence(unit string, n int) string {
	u, _ := t.terms.Unit(unit)
	prefix := u.Prefixes[0]
	if unit == "开发区" {
		prefix = "140201" // 140213 is 平城区's first
	}
	return fmt.Sprintf("%s1%05d", prefix, n)
}

// customer is the n-th customer of a town in a unit: an urban household well
// below the dibao line, whose row is filed as it stands.
func (t *town) customer(unit string, n int, applied string) cells {
	u := slices.IndexFunc(t.terms.Units, func(u assist.Unit) bool { return u.Name == unit })
	person, called := u*1000+n, name(u*700+n) // there are 8000 names, and no two customers share one
	c := cells{
		"业务类型": "新增", "许可证号": t.licence(unit, n), "客户名称": called + "烟酒店", "经营者姓名": called,
		"身份证号": resident("140202", 19500101+n%28+100*(n/28%12)+10000*(u%40), person%1000), "联系电话": fmt.Sprintf("139%08d", 35120000+person*7),
		"经营地址": fmt.Sprintf("%s示例街%d号", unit, n+1), "市场类型": "城镇", "客户档位": fmt.Sprint(1 + n%30), "订货周期": "每周",
		"订货日": "周三", "许可证有效期止": "2031-12-31", "户籍类别": "城镇", "家庭人口": "3", "家庭年收入": fmt.Sprint(12000 + n*12),
		"县区": unit, "困难类别": "低保", "低保证号": fmt.Sprintf("同低字第%06d号", person), "低保证有效期止": "2030-12-31", "证明材料": "低保证复印件、户口簿复印件",
	}
	return c.on(applied)
}

// on is a row applied for and approved on a day.
func (c cells) on(day string) cells {
	return c.with("申请日期", day, "客户经理意见", "同意", "客户经理", "示例经理", "客户经理日期", day, "营销部意见", "同意", "营销部审核人", "示例审核",
		"营销部日期", day, "县局意见", "同意", "县局审批人", "示例审批", "县局日期", day)
}

// temporary is a row of class 3 with an end.
func (c cells) temporary(end string) cells {
	return c.with("困难类别", "临时困难", "低保证号", "", "低保证有效期止", "", "困难说明", "店内失火，货物受损", "证明材料", "村（居）委会证明、照片", "帮扶截止日", end)
}

// name is an invented name of the n-th person.
func name(n int) string {
	const family, given = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", "安邦城德恩方光海吉康乐明宁平清荣顺泰文兴"
	f, g := []rune(family), []rune(given)
	return string([]rune{f[n%20], g[n/20%20], g[n/400%20]})
}

// resident is an ID number with its check character, of a birth date written
// as a number.
func resident(region string, born, order int) string {
	s := fmt.Sprintf("%s%d%03d", region, born, order)
	sum, weight := 0, 1
	for i := 16; i >= 0; i-- {
		weight = weight * 2 % 11
		sum += int(s[i]-'0') * weight
	}
	return s + string("10X98765432"[sum%11])
}

// register drops a 许可证状态 that lists rows as 有效, but for the statuses given by licence; "" leaves one out.
func (t *town) register(day string, rows []cells, status map[string]string) {
	t.Helper()
	var list []cells
	for _, r := range rows {
		word, named := status[r["许可证号"]]
		if named && word == "" {
			continue
		}
		if word == "" {
			word = "有效"
		}
		list = append(list, cells{"许可证号": r["许可证号"], "经营者姓名": r["经营者姓名"], "状态": word, "有效期止": r["许可证有效期止"], "县区": r["县区"]})
	}
	t.send(assist.City, day, assist.RegisterForm, list...)
}

// adjust drops a 名单调整 of one row.
func (t *town) adjust(day, licence, action, from, until string) {
	t.Helper()
	t.send(assist.City, day, assist.AdjustmentForm, adjustment(licence, action, from, until))
}

func adjustment(licence, action, from, until string) cells {
	return cells{"许可证号": licence, "动作": action, "生效日期": from, "截止日期": until, "原因": "核查结果", "经办人": "示例经办"}
}

// offers drops a 货源计划: the first n products of the catalogue as 畅销, each
// with its pool; grade g has g ÷ 10 cartons as its base, rounded up.
func (t *town) offers(day, week string, pools ...int) {
	t.Helper()
	t.send(assist.City, day, assist.PlanForm, t.planned(week, pools...)...)
}

func (t *town) planned(week string, pools ...int) []cells {
	var rows []cells
	for i, pool := range pools {
		p := t.terms.Products.List[i]
		r := cells{"供货周": week, "卷烟条码": p.Barcode, "卷烟名称": p.Name, "畅销": "是", "帮扶可用量": fmt.Sprint(pool)}
		for g := 1; g <= 30; g++ {
			r[fmt.Sprintf("%d档", g)] = fmt.Sprint((g + 9) / 10)
		}
		rows = append(rows, r)
	}
	return rows
}

// wish is a row of 帮扶申请表 for some of the first products.
func (t *town) wish(c cells, day string, each int, products ...int) cells {
	w := cells{"许可证号": c["许可证号"], "经营者姓名": c["经营者姓名"], "每规格加量": fmt.Sprint(each), "申请日期": day}
	for i, p := range products {
		w[fmt.Sprintf("规格%d", i+1)] = t.terms.Products.List[p].Barcode
	}
	return w
}

// table reads one table of a written workbook: the header is the first row
// that holds all the columns named, and the rows go on to 合计, to a row that has
// nothing in the first of them, or to a line of words.
func (t *town) table(path, name string, columns ...string) []cells {
	t.Helper()
	rows, _ := t.summed(path, name, columns...)
	return rows
}

// summed is a table with its 合计 row; nil when it has none.
func (t *town) summed(path, name string, columns ...string) (list []cells, sum cells) {
	t.Helper()
	data, err := os.ReadFile(path)
	t.must(err)
	var head map[int]string
	for _, row := range t.sheetOf(data, name) {
		if head == nil {
			head = headOf(row, columns)
			continue
		}
		c := cells{}
		for _, x := range row.Cells {
			c[head[x.Col]] = x.Text
		}
		switch {
		case slices.ContainsFunc(row.Cells, func(x sheet.Cell) bool { return x.Text == "合计" }):
			return list, c
		case c[columns[0]] == "", len(row.Cells) < 2: // below the table, or what an empty one says
			return list, nil
		}
		list = append(list, c)
	}
	if head == nil {
		t.Fatalf("%s %s: no columns %v", t.Place.Rel(path), name, columns)
	}
	return list, nil
}

// headOf is the header by column when a row holds all the columns, else nil.
func headOf(row sheet.Row, columns []string) map[int]string {
	head := map[int]string{}
	for _, c := range row.Cells {
		head[c.Col] = c.Text
	}
	for _, want := range columns {
		if !slices.Contains(slices.Collect(maps.Values(head)), want) {
			return nil
		}
	}
	return head
}

// sheetRow is a row as it is read.
type sheetRow = sheet.Row

// sheetOf are the rows of a sheet.
func (t *town) sheetOf(data []byte, name string) []sheetRow {
	t.Helper()
	b, err := read.Open(context.Background(), bytes.NewReader(data), int64(len(data)), "a.xlsx", read.Limits{})
	t.must(err)
	i := slices.IndexFunc(b.Sheets(), func(s sheet.Info) bool { return s.Name == name })
	if i < 0 {
		t.Fatalf("no sheet %s", name)
	}
	var rows []sheetRow
	for row, err := range b.Rows(context.Background(), i) {
		t.must(err)
		row.Cells = slices.Clone(row.Cells)
		rows = append(rows, row)
	}
	return rows
}

// ofLicence are the rows of a table that are about a licence.
func ofLicence(rows []cells, licence string) []cells {
	return slices.DeleteFunc(slices.Clone(rows), func(c cells) bool { return c["许可证号"] != licence })
}

// outcome is what became of the last row of 申请表 of a licence, and the codes
// found, notes left out and 已核实 in brackets.
func (t *town) outcome(licence string) string {
	t.Helper()
	h, err := history.Fold(t.Ledger.Entries(context.Background(), 0))
	t.must(err)
	text := "没有"
	for a := range h.Rows().All() {
		if a.Licence == licence {
			text = outcomeWords(a.Verdict)
		}
	}
	return text
}

func outcomeWords(v assist.Judged) string {
	words := []string{string(v.Outcome)}
	for _, f := range v.Findings {
		switch {
		case f.Level == assist.LevelNote:
		case f.Confirmed:
			words = append(words, "("+f.Code+")")
		default:
			words = append(words, f.Code)
		}
	}
	return strings.Join(words, " ")
}

// weekOf is the supply week of a run.
func weekOf(at time.Time) assist.Week { return assist.WeekOf(assist.DateOf(at)).Next() }
