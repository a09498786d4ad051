package terms_test

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/form"
	"bangfu/internal/sheet"
	"bangfu/internal/terms"
)

const policy = `
== 县区
县区|代码|许可证前缀|别名|报送截止
甲县|140221|140221|甲|周三
乙县|140222|140222 140211||
== 低保标准
县区|生效日期|城市标准(元/月)|农村标准(元/年)|依据
甲县|2025-01-01|630|6420|通知一
乙县|2025-01-01|610||通知一
== 农村收入
县区|年度|可支配收入(元)|依据
甲县|2025|16000|公报
== 帮扶标准
参数|生效日期|值|依据
最多规格数|2013-08-01|8|六
单规格加量上限|2013-08-01|10|六
单规格加量上限|2026-12-07|6|通知二
== 截止调整
供货周|截止时间|依据
2026-W41|2026-09-29 12:30|国庆`

const catalogue = `
== 规格目录
卷烟条码|盒码|名称|别名|价类|批发价|零售价|状态
6901028046893|6901028046886|云烟(硬紫)|紫云||114.5|130|
6901028316866||玉溪(硬)||一类|199.28|230|停售`

var (
	first  = assist.Day(2026, time.November, 16)
	second = assist.Day(2026, time.November, 30)
)

// source is a workbook in text: == begins a sheet, | parts the cells.
func source(text string) form.Source {
	var src form.Source
	var sheets [][]sheet.Row
	for _, line := range strings.Split(strings.Trim(text, "\n"), "\n") {
		if name, ok := strings.CutPrefix(line, "== "); ok {
			src.Sheets = append(src.Sheets, sheet.Info{Name: name})
			sheets = append(sheets, nil)
			continue
		}
		i := len(sheets) - 1
		row := sheet.Row{Number: len(sheets[i]) + 1}
		for col, cell := range strings.Split(line, "|") {
			if cell != "" {
				row.Cells = append(row.Cells, sheet.Cell{Col: col + 1, Kind: sheet.Text, Text: cell})
			}
		}
		sheets[i] = append(sheets[i], row)
	}
	src.Rows = func(i int) iter.Seq2[sheet.Row, error] {
		return func(yield func(sheet.Row, error) bool) {
			for _, r := range sheets[i] {
				if len(r.Cells) > 0 && !yield(r, nil) {
					return
				}
			}
		}
	}
	src.Extent = func(i int) sheet.Extent { return sheet.Extent{LastRow: len(sheets[i])} }
	return src
}

// read reads both workbooks.
func read(t testing.TB, policy, catalogue string) []assist.TermsTable {
	t.Helper()
	p, err := form.PolicyTables(source(policy))
	if err != nil {
		t.Fatal(err)
	}
	c, err := form.CatalogueTables(source(catalogue))
	if err != nil {
		t.Fatal(err)
	}
	return append(p, c...)
}

// sound is the book after the first reading, in which nothing is wrong.
func sound(t testing.TB) assist.TermsBook {
	t.Helper()
	k := terms.Keep(assist.TermsBook{}, read(t, policy, catalogue), first, nil)
	if len(k.Slips)+len(k.Notes) > 0 {
		t.Fatalf("%v %v", k.Slips, k.Notes)
	}
	return k.Book
}

// dump is what the terms decide, without how they are founded.
func dump(b assist.TermsBook) string {
	t := form.TermsOf(b)
	for i := range t.Units {
		t.Units[i].Former, t.Units[i].Renamed = nil, 0
	}
	slices.SortFunc(t.Units, func(a, b assist.Unit) int { return strings.Compare(a.Code, b.Code) })
	slices.SortFunc(t.Dibao, func(a, b assist.DibaoStandard) int { return strings.Compare(a.Unit, b.Unit) })
	slices.SortFunc(t.Limits, func(a, b assist.Limit) int { return strings.Compare(a.Name+a.From.String(), b.Name+b.From.String()) })
	slices.SortFunc(t.Products.List, func(a, b assist.Product) int { return strings.Compare(a.Barcode, b.Barcode) })
	for i := range t.Dibao {
		t.Dibao[i].Basis = ""
	}
	for i := range t.Limits {
		t.Limits[i].Basis = ""
	}
	for i := range t.Rural {
		t.Rural[i].Basis = ""
	}
	for i := range t.Cutoffs {
		t.Cutoffs[i].Basis = ""
	}
	return fmt.Sprintf("%v\n%v\n%v\n%v\n%v\n%v", t.Units, t.Dibao, t.Rural, t.Limits, t.Cutoffs, t.Products.List)
}

// keep lays a changed pair of workbooks over the sound ones.
func keep(t testing.TB, old, new string, occupied bool) terms.Kept {
	t.Helper()
	p, c := strings.Replace(policy, old, new, 1), strings.Replace(catalogue, old, new, 1)
	if p == policy && c == catalogue {
		t.Fatalf("%q changes nothing", old)
	}
	return terms.Keep(sound(t), read(t, p, c), second, func(string) bool { return occupied })
}

// inWords tells a slip that concerns so many on the roll.
func inWords(s assist.TermsSlip, households int) string {
	return assist.SlipWords([]assist.TermsSlip{s}, func(assist.TermsSlip) int { return households })[0]
}

// Each slip leaves everything as it was, and is told with what stands.
func TestTheLastGoodReadingStands(t *testing.T) {
	for _, c := range []struct{ name, old, new, told string }{
		{"no code", "乙县|140222|", "乙县||", "参数表“县区”B3的代码（乙县）没有填：沿用 2026-11-16 的 140222，涉及在册 7 户（乙县）；请在 参数/政策参数.xlsx 里改正"},
		{"no name", "乙县|140222|", "|140222|", "参数表“县区”A3的县区（140222）没有填：沿用 2026-11-16 的 乙县，涉及在册 7 户（乙县）；请在 参数/政策参数.xlsx 里改正"},
		{"no prefix", "140222 140211", "", "C3的许可证前缀（乙县 140222）没有填：沿用 2026-11-16 的 140222 140211"},
		{"no alias", "|甲|周三", "||周三", "D2的别名（甲县 140221）没有填：沿用 2026-11-16 的 甲"},
		{"another unit's name as an alias", "|甲|周三", "|甲 乙县|周三", "D2的别名（甲县 140221）“甲 乙县”里的乙县是另一个单位的名称：沿用 2026-11-16 的 甲，涉及在册 7 户（甲县）"},
		{"one alias twice", "140222 140211||", "140222 140211|甲|", "D3的别名（乙县 140222）“甲”里的甲在几个单位的别名里都有，没有采用，以前也没有可以沿用的值，涉及在册 7 户（乙县）"},
		{"no weekday", "|周三\n", "|周8\n", "E2的报送截止（甲县 140221）“周8”无法采用：沿用 2026-11-16 的 周三"},
		{"a deadline is gone", "|周三\n", "|\n", "E2的报送截止（甲县 140221）没有填：沿用 2026-11-16 的 周三"},
		{"neither name nor code", "乙县|140222|", "||", "县区”A3的县区没有填：沿用 2026-11-16 的 乙县 140222 140222 140211 周四，涉及在册 7 户（乙县）"},
		{"a new name without a code", "乙县|140222|", "已县||", "县区”B3的代码没有填：沿用 2026-11-16 的 乙县 140222 140222 140211 周四"},
		{"one code twice", "乙县|140222|", "乙县|140221|", "B3的代码“140221”与 另一行 重复：沿用 2026-11-16 的 甲县 140221 140221 甲 周三；乙县 140222 140222 140211 周四，涉及在册 7 户（甲县、乙县）"},
		{"one name twice", "乙县|140222|", "甲县|140222|", "A3的县区“甲县”与 另一行 重复"},
		{"a row is gone and somebody depends on it", "乙县|140222|140222 140211||\n", "", "参数表“县区”没有了“乙县”，但它还有在册客户、待办的行或收件箱里的文件：沿用 2026-11-16 的 乙县 那一行，涉及在册 7 户（乙县）；请在 参数/政策参数.xlsx 里补回这一行；确要撤销的，先为其客户办完退出或迁移"},
		{"the header of the code", "县区|代码|", "县区|编号|", "参数表“县区”缺少列“代码”：沿用 2026-11-16 的 甲县 140221 140221 甲 周三；乙县 140222 140222 140211 周四"},
		{"the header of the alias", "|别名|报送截止", "|曾用|报送截止", "参数表“县区”缺少列“别名”：沿用 2026-11-16 的 甲县 140221 140221 甲 周三"},
		{"the sheet of units", "== 县区\n县区|代码|许可证前缀|别名|报送截止\n甲县|140221|140221|甲|周三\n乙县|140222|140222 140211||\n", "", "参数表“县区”没有这张工作表"},
		{"the rows of units", "甲县|140221|140221|甲|周三\n乙县|140222|140222 140211||\n", "", "参数表“县区”没有了“甲县”，但它还有在册客户"},
		{"all of the sheet of units", "县区|代码|许可证前缀|别名|报送截止\n甲县|140221|140221|甲|周三\n乙县|140222|140222 140211||\n", "", "参数表“县区”这张工作表是空的，表头也没有了：沿用"},
		{"another header of the units", "县区|代码|许可证前缀|别名|报送截止\n", "一|二|三|四|五\n", "参数表“县区”这张工作表的表头没有认出，缺少的列：县区、代码、许可证前缀：沿用"},
		{"no urban standard", "|630|", "||", "低保标准”C2的城市标准(元/月)（甲县，2025-01-01 起）没有填：沿用 2026-11-16 的 630，涉及在册 7 户（甲县）"},
		{"a new row of a limit in words", "|6|通知二", "|6|通知二\n单规格加量上限|2026-12-20|两条|样", "C5的值（单规格加量上限，2026-12-20 起）“两条”无法采用，仍按 2026-12-07 起的 6，涉及在册 7 户"},
		{"a new row of a limit whose day nobody can read", "|6|通知二", "|6|通知二\n最多规格数|2026.13.1|3|样", "B5的生效日期（最多规格数）“2026.13.1”无法采用，其他行照旧，涉及在册"},
		{"a rural standard in words", "|6420|", "|六千|", "D2的农村标准(元/年)（甲县，2025-01-01 起）“六千”无法采用：沿用 2026-11-16 的 6420"},
		{"no date of a standard", "乙县|2025-01-01", "乙县|", "低保标准”B3的生效日期没有填：沿用 2026-11-16 的 乙县 2025-01-01 610"},
		{"a standard of nobody", "乙县|2025-01-01", "已县|2025-01-01", "低保标准”A3的县区“已县”不是县区表里的单位：沿用 2026-11-16 的 乙县 2025-01-01 610"},
		{"one standard twice", "乙县|2025-01-01|610|", "甲县|2025-01-01|610|", "低保标准”A3的县区“甲县”与 A2 重复：沿用 2026-11-16 的 甲县 2025-01-01 630 6420；乙县 2025-01-01 610"},
		{"an income of another scale", "|16000|", "|1.6万|", "农村收入”C2的可支配收入(元)（甲县 2025）“1.6万”"},
		{"a year in words", "甲县|2025|", "甲县|去年|", "农村收入”B2的年度“去年”无法采用：沿用 2026-11-16 的 甲县 2025 16000"},
		{"a limit in words", "|10|六", "|十条|六", "帮扶标准”C3的值（单规格加量上限，2013-08-01 起）“十条”无法采用：沿用 2026-11-16 的 10，涉及在册 7 户；"},
		{"no value of a limit", "|10|六", "||六", "C3的值（单规格加量上限，2013-08-01 起）没有填：沿用 2026-11-16 的 10"},
		{"another name of a limit", "最多规格数", "最多规格", "帮扶标准”A2的参数“最多规格”无法采用：沿用 2026-11-16 的 最多规格数 2013-08-01 8"},
		{"no date of a limit", "单规格加量上限|2026-12-07", "单规格加量上限|", "帮扶标准”B4的生效日期没有填：沿用 2026-11-16 的 单规格加量上限 2026-12-07 6"},
		{"the header of the date", "参数|生效日期|值", "参数|起|值", "参数表“帮扶标准”缺少列“生效日期”：沿用 2026-11-16 的"},
		{"a week in words", "2026-W41|", "国庆周|", "截止调整”A2的供货周“国庆周”无法采用：沿用 2026-11-16 的 2026-W41 2026-09-29 12:30:00"},
		{"no cut-off", "2026-09-29 12:30", "", "截止调整”B2的截止时间（2026-W41）没有填：沿用 2026-11-16 的 2026-09-29 12:30:00"},
		{"the sheet of cut-offs", "== 截止调整\n供货周|截止时间|依据\n2026-W41|2026-09-29 12:30|国庆", "", "参数表“截止调整”没有这张工作表：沿用"},
		{"a barcode with one digit less", "6901028046893|", "690102804689|", "规格目录”A2的卷烟条码“690102804689”不是 13 位条码或校验位不对：沿用 2026-11-16 的 6901028046893 6901028046886 云烟(硬紫) 紫云 114.50 130 在售，涉及在册 7 户；请在 参数/规格目录.xlsx 里改正"},
		{"no price", "|114.5|", "||", "F2的批发价（6901028046893）没有填：沿用 2026-11-16 的 114.50"},
		{"the prices exchanged", "|114.5|130|", "|130|114.5|", "F2的批发价（6901028046893）“130”不合理：同一行的批发价 130.00 元高于零售价 114.50 元，可能填反了：沿用 2026-11-16 的 114.50"},
		{"a wholesale price with a digit too many", "|114.5|130|", "|1145|130|", "F2的批发价（6901028046893）“1145”不合理：同一行的批发价 1145.00 元高于零售价 130.00 元，可能填反了：沿用 2026-11-16 的 114.50"},
		{"no pack", "|6901028046886|", "||", "B2的盒码（6901028046893）没有填：沿用 2026-11-16 的 6901028046886"},
		{"no state", "|停售", "|", "H3的状态（6901028316866）没有填：沿用 2026-11-16 的 停售"},
		{"the sheet of products", "== 规格目录\n卷烟条码|", "== 规格目录\n条形|", "参数表“规格目录”缺少列“卷烟条码”：沿用"},
	} {
		k := keep(t, c.old, c.new, true)
		var told []string
		for _, s := range k.Slips {
			told = append(told, inWords(s, 7))
		}
		if !strings.Contains(strings.Join(told, "\n"), c.told) {
			t.Errorf("%s: told\n%s\nwant %s", c.name, strings.Join(told, "\n"), c.told)
		}
		if got, want := dump(k.Book), dump(sound(t)); got != want {
			t.Errorf("%s: in force\n%s\nwant\n%s", c.name, got, want)
		}
	}
}

// quoted is what a changed limit is noted with.
const quoted = "帮扶标准 有改动：模板 文件夹里的空白表写的还是原来的数，请运行 bangfu templates 模板 -w . 重写，再发给各县区。"

// What is meant is taken, and nobody is troubled.
func TestWhatIsMeantIsTaken(t *testing.T) {
	for _, c := range []struct{ name, old, new, in, note string }{
		{"a new standard", "乙县|2025-01-01|610||通知一\n", "乙县|2025-01-01|610||通知一\n乙县|2026-01-01|650||通知三\n", "{乙县 2026-01-01 65000 0 }", ""},
		{"a row of only the rural standard", "乙县|2025-01-01|610||通知一\n", "乙县|2025-01-01|610||通知一\n乙县|2026-11-01||7000|通知三\n", "{乙县 2026-11-01 0 700000 }", ""},
		{"a standard that no longer holds", "|6420|", "|无|", "{甲县 2025-01-01 63000 0 }", ""},
		{"a limit that is deleted", "单规格加量上限|2026-12-07|6|通知二\n", "", "[{单规格加量上限 2013-08-01 10 } {最多规格数 2013-08-01 8 }]", quoted},
		{"a limit with another value", "单规格加量上限|2026-12-07|6|通知二", "单规格加量上限|2026-12-07|7|通知二", "{单规格加量上限 2026-12-07 7 }", quoted},
		{"a limit with another ground", "单规格加量上限|2026-12-07|6|通知二", "单规格加量上限|2026-12-07|6|通知三", "{单规格加量上限 2026-12-07 6 }", ""},
		{"an alias that is no longer wanted", "|甲|", "|无|", "{甲县 140221 [140221] [] [] Wednesday 2026-11-16 }", ""},
		{"another deadline", "|周三", "|周五", "Friday", ""},
		{"a new unit", "乙县|140222|140222 140211||\n", "乙县|140222|140222 140211||\n丙区|BQ|140299||周二\n", "{丙区 BQ [140299] [] [] Tuesday 2026-11-30 }", "县区 新增单位：丙区（代码 BQ），收件箱和发件箱里已建好它的文件夹。"},
		{"another name", "乙县|140222|", "已县|140222|", "{已县 140222 [140222 140211] [] [] Thursday 2026-11-16 }", "县区 改名：乙县 现在叫 已县（代码 140222 不变），名单、回执和文件夹随之改名，原文件夹 收件箱/乙县 里的文件照收。"},
		{"a unit that nobody needs", "乙县|140222|140222 140211||\n", "", "{甲县 140221 [140221] [甲] [] Wednesday 2026-11-16 }]", "县区 已撤销：乙县，它没有在册客户、待办的行和文件。"},
		{"a product that is deleted", "6901028316866||玉溪(硬)||一类|199.28|230|停售", "", "[{6901028046893 6901028046886 云烟(硬紫) [紫云] 一类 11450 13000 true}]", ""},
	} {
		k := keep(t, c.old, c.new, false)
		if len(k.Slips) > 0 && c.note == "" {
			t.Errorf("%s: told %s", c.name, inWords(k.Slips[0], 7))
		}
		if !strings.Contains(dump(k.Book), c.in) {
			t.Errorf("%s: in force\n%s\nwant %s", c.name, dump(k.Book), c.in)
		}
		if c.note != "" && !slices.Contains(k.Notes, c.note) || c.note != quoted && slices.Contains(k.Notes, quoted) {
			t.Errorf("%s: noted %q", c.name, k.Notes)
		}
	}
}

// A unit's rows on the other sheets follow its new name, and so do they when
// the name comes back.
func TestRowsFollowTheNameOfTheirUnit(t *testing.T) {
	k := keep(t, "甲县|140221|", "钾县|140221|", true)
	if len(k.Slips) > 0 || fmt.Sprint(k.Renamed) != "[{甲县 钾县}]" {
		t.Errorf("%v %v", k.Slips, k.Renamed)
	}
	now := form.TermsOf(k.Book)
	if s, ok := now.UrbanDibao("钾县", second); !ok || s.Urban != 630_00 || now.Units[0].Former[0] != "甲县" {
		t.Errorf("%+v, %+v", s, now.Units[0])
	}
	for i, want := range []string{"", "甲县", ""} {
		if got := now.Units[0].RenamedIn(assist.WeekOf(second).Add(i - 1)); got != want {
			t.Errorf("week %+d: the name before was %q, want %q", i-1, got, want)
		}
	}
	if r, ok := now.RuralOf("钾县", 2025); !ok || r.Income != 16000_00 {
		t.Errorf("%+v", r)
	}
	back := terms.Keep(k.Book, read(t, policy, catalogue), second+1, nil)
	if got := form.TermsOf(back.Book).Units[0]; got.Name != "甲县" || fmt.Sprint(got.Former, back.Renamed) != "[钾县] [{钾县 甲县}]" {
		t.Errorf("%+v %v", got, back.Renamed)
	}
	if _, ok := form.TermsOf(back.Book).UrbanDibao("甲县", second); !ok || len(back.Slips) > 0 {
		t.Errorf("no standard after the name came back: %v", back.Slips)
	}
}

// A row of a unit that is gone is only told; one of a unit that never was is a slip.
func TestRowsLeftForAUnitThatIsGone(t *testing.T) {
	k := keep(t, "乙县|140222|140222 140211||\n", "", false)
	if len(k.Slips) > 0 || !slices.Contains(k.Notes, "“低保标准”里 乙县 的行没有采用：县区 表里已经没有这个单位。") {
		t.Errorf("%v %q", k.Slips, k.Notes)
	}
}

// The same workbooks read again, on another day, change nothing.
func TestReadingAgainChangesNothing(t *testing.T) {
	for _, old := range []string{"乙县|140222|", "|630|", "甲县|140221|", "2026-12-07|6|"} {
		p := strings.Replace(policy, old, "乱|写|", 1)
		once := terms.Keep(sound(t), read(t, p, catalogue), second, func(string) bool { return true })
		again := terms.Keep(once.Book, read(t, p, catalogue), second+9, func(string) bool { return true })
		if fmt.Sprint(once.Book) != fmt.Sprint(again.Book) || fmt.Sprint(once.Slips) != fmt.Sprint(again.Slips) || len(again.Renamed) > 0 {
			t.Errorf("%s: after the second reading\n%v\n%v\nwant\n%v\n%v", old, again.Book, again.Slips, once.Book, once.Slips)
		}
	}
}

// Deleted rows are named, a renamed unit's are not.
func TestDeleted(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"单规格加量上限|2026-12-07|6|通知二\n", "", "[帮扶标准 单规格加量上限 2026-12-07]"},
		{"6901028316866||玉溪(硬)||一类|199.28|230|停售", "", "[规格目录 6901028316866]"},
		{"甲县|140221|", "钾县|140221|", "[]"},
		{"\n2026-W41|2026-09-29 12:30|国庆", "", "[截止调整 2026-W41]"},
		{"\n甲县|2025|16000|公报", "", "[农村收入 甲县 2025]"},
		{"|630|", "|640|", "[]"},
	} {
		if got := fmt.Sprint(terms.Deleted(sound(t), keep(t, c.old, c.new, true).Book)); got != c.want {
			t.Errorf("%q: %s, want %s", c.old, got, c.want)
		}
	}
}

// A value far from what stood counts and is told; one that is near, or says
// something for the first time, is not.
func TestALargeChangeIsTold(t *testing.T) {
	for _, c := range []struct{ name, old, new, told string }{
		{"a digit too few", "|630|", "|63|", "参数表“低保标准”甲县 2025-01-01 的城市标准(元/月)由 630 改为 63，相差很大，已按新值执行；填错的请在 参数/政策参数.xlsx 里改正后再运行一次。"},
		{"a new row with a digit too many", "乙县|2025-01-01|610||通知一\n", "乙县|2025-01-01|610||通知一\n乙县|2026-01-01|6500||通知三\n", "参数表“低保标准”乙县 2026-01-01 的城市标准(元/月)由 610 改为 6500，"},
		{"another year's income", "甲县|2025|16000|公报", "甲县|2025|16000|公报\n甲县|2026|1700|公报", "参数表“农村收入”甲县 2026 的可支配收入(元)由 16000 改为 1700，"},
		{"both prices", "|114.5|130|", "|11.45|13|", "的批发价由 114.50 改为 11.45，"},
		{"a limit", "|2013-08-01|10|六", "|2013-08-01|100|六", "单规格加量上限 2013-08-01 的值由 10 改为 100，"},
		{"one price alone", "|114.5|130|", "|114.5|1300|", "的零售价由 130 改为 1300，"},
		{"a rural standard", "|630|6420|", "|630|642|", "的农村标准(元/年)由 6420 改为 642，"},
		{"twice as much", "|630|", "|1260|", "由 630 改为 1260，"},
		{"not quite twice", "|630|", "|1259|", ""},
		{"a near value", "|630|", "|650|", ""},
		{"a first value", "乙县|2025-01-01|610|", "乙县|2025-01-01|610|6300", ""},
	} {
		k := keep(t, c.old, c.new, true)
		told := strings.Join(k.Large, "\n")
		if !strings.Contains(told, c.told) || c.told == "" && told != "" {
			t.Errorf("%s: told\n%s\nwant %s", c.name, told, c.told)
		}
	}
}

// TestANewStandardInWords: the row's other value counts, of the wrong one the
// earlier row stands.
func TestANewStandardInWords(t *testing.T) {
	k := keep(t, "|630|6420|通知一", "|630|6420|通知一\n甲县|2026-11-01|七百|7000|样", false)
	want := "参数表“低保标准”C3的城市标准(元/月)（甲县，2026-11-01 起）“七百”无法采用，仍按 2025-01-01 起的 630，涉及在册 7 户（甲县）；请在 参数/政策参数.xlsx 里改正"
	if len(k.Slips) != 1 || inWords(k.Slips[0], 7) != want {
		t.Errorf("told %v, want %s", k.Slips, want)
	}
	urban, _ := form.TermsOf(k.Book).UrbanDibao("甲县", second)
	rural, _ := form.TermsOf(k.Book).RuralDibao("甲县", second)
	if urban.Urban != 63000 || rural.Rural != 700000 {
		t.Errorf("urban %v, rural %v", urban, rural)
	}
}

// TestALimitInWordsAtTheFirstReading: nothing was said before, so the built-in
// value holds, and the slip says so.
func TestALimitInWordsAtTheFirstReading(t *testing.T) {
	k := terms.Keep(assist.TermsBook{}, read(t, strings.Replace(policy, "最多规格数|2013-08-01|8|六", "最多规格数|2013-08-01|八个|六", 1), catalogue), first, nil)
	want := "参数表“帮扶标准”C2的值（最多规格数，2013-08-01 起）“八个”无法采用，仍按程序内置的 8；请在 参数/政策参数.xlsx 里改正"
	if len(k.Slips) != 1 || inWords(k.Slips[0], 0) != want {
		t.Errorf("told %v, want %s", k.Slips, want)
	}
	if got := form.TermsOf(k.Book).Limit(assist.MaxProducts, first).Int(); got != 8 {
		t.Errorf("%d products at most", got)
	}
}
