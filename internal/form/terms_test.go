package form

import (
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/terms"
)

const paramsText = `
== 县区
县区|代码|许可证前缀|别名|报送截止
平城区|=140213|140213 140202、140211|平城、城区|周三
开发区|KFQ|140213||
== 低保标准
大同市低保标准
县区|生效日期|城市标准(元/月)|农村标准(元/年)|依据
平城区|2025-01-01|=730||通知
开发区|2025-01-01|=630|6,420|通知
== 农村收入
县区|年度|可支配收入(元)|依据
平城区|=2025|=16000.5|公报
== 帮扶标准
参数|生效日期|值|依据
最多规格数|2013-08-01|=8|六
残疾类毛利占比下限|2026-01-01|60%|三.2
== 截止调整
供货周|截止时间|依据
2026-W41|2026-09-29 12:30|国庆`

const productsText = `
== 规格目录
卷烟条码|盒码|名称|别名|价类|批发价|零售价|状态
=6901028046893|6901028046886|云烟(硬紫)|紫云 云烟紫||=114.5|=130|
6901028316866||玉溪(硬)||一类|=199.28|=230|停售`

// read reads both workbooks and keeps what can be used, over nothing.
func read(t *testing.T, params, products string) (assist.Terms, []string) {
	t.Helper()
	policy, err := PolicyTables(book(params))
	if err != nil {
		t.Fatal(err)
	}
	catalogue, err := CatalogueTables(book(products))
	if err != nil {
		t.Fatal(err)
	}
	kept := terms.Keep(assist.TermsBook{}, append(policy, catalogue...), assist.Day(2026, time.November, 16), func(string) bool { return true })
	var slips []string
	for _, s := range kept.Slips {
		slips = append(slips, strings.Join(strings.Fields(s.Table+" "+s.Where+" "+s.Wrong()), " "))
	}
	return TermsOf(kept.Book), slips
}

func TestTerms(t *testing.T) {
	terms, slips := read(t, paramsText, productsText)
	same(t, "slips", strings.Join(slips, "\n"), "")
	same(t, "units", spaced(terms.Units), "[{平城区 140213 [140213 140202 140211] [平城 城区] [] Wednesday 2026-11-16 } {开发区 KFQ [140213] [] [] Thursday 2026-11-16 }]")
	same(t, "dibao", spaced(terms.Dibao), "[{平城区 2025-01-01 73000 0 通知} {开发区 2025-01-01 63000 642000 通知}]")
	same(t, "rural", spaced(terms.Rural), "[{平城区 2025 1600050 公报}]")
	same(t, "limits", spaced(terms.Limits), "[{最多规格数 2013-08-01 8 六} {残疾类毛利占比下限 2026-01-01 0.6 三.2}]")
	same(t, "cutoff", terms.Cutoffs[0].Week.String()+" "+terms.Cutoffs[0].At.Format(time.RFC3339), "2026-W41 2026-09-29T12:30:00+08:00")
	same(t, "products", spaced(terms.Products.List), "[{6901028046893 6901028046886 云烟(硬紫) [紫云 云烟紫] 一类 11450 13000 true} {6901028316866  玉溪(硬) [] 一类 19928 23000 false}]")
	if p, ok := terms.Products.Named("云烟紫"); !ok || p.Barcode != "6901028046893" {
		t.Errorf("the alias finds %+v", p)
	}
}

// What cannot be used is told where it stands.
func TestTermsFaults(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"unknown unit", "开发区|2025-01-01|=630", "开发局|2025-01-01|=630", "低保标准 A4 县区 “开发局”不是县区表里的单位"},
		{"bad amount", "=730", "七百", "低保标准 C3 城市标准(元/月) “七百”无法采用"},
		{"an amount of nothing", "=730", "=0", "低保标准 C3 城市标准(元/月) “0”应大于 0"},
		{"bad date", "平城区|2025-01-01|=730", "平城区|1月1日|=730", "低保标准 B3 生效日期 “1月1日”无法采用"},
		{"unknown limit", "最多规格数", "最大规格数", "帮扶标准 A2 参数 “最大规格数”无法采用"},
		{"same limit twice", "残疾类毛利占比下限|2026-01-01", "最多规格数|2013-08-01", "帮扶标准 A3 参数 “最多规格数”与 A2 重复"},
		{"same code twice", "开发区|KFQ", "开发区|140213", "县区 B2 代码 “140213”与 另一行 重复\n县区 B3 代码 “140213”与 另一行 重复\n" +
			"低保标准 A3 县区 “平城区”不是县区表里的单位\n低保标准 A4 县区 “开发区”不是县区表里的单位\n农村收入 A2 县区 “平城区”不是县区表里的单位"},
		{"code of the city", "|KFQ|", "|SJ|", "县区 B3 代码 “SJ”不能作代码，应为 2 至 10 位数字或大写字母，不能是 SJ\n低保标准 A4 县区 “开发区”不是县区表里的单位"},
		{"a unit named like the city", "开发区|KFQ", "市局|KFQ", "县区 A3 县区 “市局”是市局自己的名称，不能作县区\n低保标准 A4 县区 “开发区”不是县区表里的单位"},
		{"a prefix of five digits", "140213 140202、140211", "14021", "县区 C2 许可证前缀 “14021”不能作前缀，每个应为 6 位数字\n低保标准 A3 县区 “平城区”不是县区表里的单位\n农村收入 A2 县区 “平城区”不是县区表里的单位"},
		{"no time of day", "2026-09-29 12:30", "2026-09-29", "截止调整 B2 截止时间 “2026-09-29”缺少时间，例如 2026-09-29 18:00"},
		{"a cut-off of another year", "2026-09-29 12:30", "2025-09-29 12:30", "截止调整 B2 截止时间 “2025-09-29 12:30”离供货周 2026-W41 太远，应在它之前的两周至该周周日之间"},
		{"no weekday", "|周三\n", "|星期五\n", "县区 E2 报送截止 “星期五”无法采用"},
		{"a year of two digits", "平城区|=2025", "平城区|=25", "农村收入 B2 年度 “25”应为四位年份，例如 2025"},
		{"a share in percent", "|60%|", "|=60|", "帮扶标准 C3 值 “60”应大于 0、不超过 1，例如 0.6 或 60%"},
		{"half a product", "|=8|", "|=8.5|", "帮扶标准 C2 值 “8.5”应为大于 0 的整数"},
		{"no basis", "|通知\n开发区", "|\n开发区", ""},
		{"sheet found by its header", "== 农村收入", "== 收入", ""},
		{"column missing", "许可证前缀", "前缀", "县区 缺少列“许可证前缀”\n低保标准 A3 县区 “平城区”不是县区表里的单位\n低保标准 A4 县区 “开发区”不是县区表里的单位\n农村收入 A2 县区 “平城区”不是县区表里的单位"},
	} {
		_, slips := read(t, strings.Replace(paramsText, c.old, c.new, 1), productsText)
		same(t, c.name, strings.Join(slips, "\n"), c.want)
	}
}

func TestTermsWithoutTables(t *testing.T) {
	_, slips := read(t, "== Sheet1\nx", "== 规格目录\n卷烟条码|名称|批发价|零售价\n123|云烟|=1|=2\n6901028046893|云烟|=1|=2\n6901028046893|云烟二|=1|=2")
	same(t, "slips", strings.Join(slips, "\n"), "县区 没有这张工作表\n低保标准 没有这张工作表\n农村收入 没有这张工作表\n帮扶标准 没有这张工作表\n"+
		"规格目录 A2 卷烟条码 “123”不是 13 位条码或校验位不对\n规格目录 A4 卷烟条码 “6901028046893”与 A3 重复")
}

// What Standard makes of the built-in tables, and what it refuses.
func TestStandard(t *testing.T) {
	units := "unit,gb2260,licence_prefixes,aliases\n平城区,140213,140213 140202,平城\n开发区,KFQ,140213,\n"
	dibao := "unit,from,urban,rural,basis\n平城区,2025-01-01,730,,通知\n"
	products := "name,carton,pack,wholesale,retail\n云烟(硬紫),6901028046893,6901028046886,114.5,130\n"
	terms, err := Standard([]byte(units), []byte(dibao), []byte(products))
	if err != nil {
		t.Fatal(err)
	}
	same(t, "units", spaced(terms.Units), "[{平城区 140213 [140213 140202] [平城] [] Thursday  } {开发区 KFQ [140213] [] [] Thursday  }]")
	same(t, "dibao", spaced(terms.Dibao), "[{平城区 2025-01-01 73000 0 通知}]")
	same(t, "products", spaced(terms.Products.List), "[{6901028046893 6901028046886 云烟(硬紫) [] 一类 11450 13000 true}]")
	if len(terms.Limits) != len(assist.Defaults) || len(terms.Rural) != 0 {
		t.Errorf("%d limits, %d rural incomes", len(terms.Limits), len(terms.Rural))
	}
	instead := strings.Replace
	for want, bad := range map[string][3]string{
		"低保标准表第 2 行“2025”不是日期":             {units, instead(dibao, "2025-01-01", "2025", 1), products},
		"低保标准表第 2 行“七百”或“”不是金额":            {units, instead(dibao, "730", "七百", 1), products},
		"低保标准表第 2 行“平城”不在县区表里":             {units, instead(dibao, "平城区", "平城", 1), products},
		"规格表第 2 行“6901028046890”不是 13 位条码": {units, dibao, instead(products, "893", "890", 1)},
		"县区表每行应有 4 列":                      {instead(units, ",平城\n", "\n", 1), dibao, products},
		"县区表第 3 行“kfq”不能作代码":               {instead(units, "KFQ", "kfq", 1), dibao, products},
		"县区表第 3 行“SJ”不能作代码":                {instead(units, "KFQ", "SJ", 1), dibao, products},
		"县区表第 2 行“14020”不能作前缀":             {instead(units, "140202", "14020", 1), dibao, products},
		"县区表第 3 行没有县区名称":                   {instead(units, "开发区", "  ", 1), dibao, products},
		"县区表第 3 行“市局”是市局自己的名称":             {instead(units, "开发区", "市局", 1), dibao, products},
		"县区表里“平城区”出现两次":                    {instead(units, "开发区", "平城区", 1), dibao, products},
		"县区表里“140213”出现两次":                 {instead(units, "KFQ", "140213", 1), dibao, products},
		"县区表第 1 行应是表头":                     {instead(units, "unit,gb2260,licence_prefixes,aliases\n", "", 1), dibao, products},
		"县区表不是 UTF-8 编码":                   {instead(units, "平城区", "\xc6\xbd\xb3\xc7", 1), dibao, products},
	} {
		if _, err := Standard([]byte(bad[0]), []byte(bad[1]), []byte(bad[2])); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}
