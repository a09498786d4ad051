package assist

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// standards are the built-in 帮扶标准: name, value, what it may be, and 依据.
const standards = `
最多规格数 8 Positive 六：单次帮扶畅销单规格不超 8 个
单规格加量上限 10 Positive 六：单次单品再加 10 条（条）
残疾类毛利占比下限 0.6 Share 三.2：60% 以上
农村收入比例 0.6 Share 三.1：农民人均纯收入的 60%
临时困难最长月数 6 Positive 三.3：最长月数
复核周期月 12 Positive 五.2：备案有效月数
走访间隔天 31 Positive 五.4：定期走访（天）
监督倍数 2 Multiple 五.6：订单为前 3 次均值的倍数
公平窗口周 52 Positive 六：公平分配回看的周数
待核保留天数 180 Positive 七.3：待核保留天数
待核提醒天数 30 Whole 七.3：待核退回前提醒天数
毛利差异倍数 1.5 Multiple 三.2：申报与计算毛利相差倍数
毛利最少月数 3 Positive 三.2：计算毛利最少月数
毛利窗口月数 12 Positive 三.2：计算毛利回看月数
确认有效天数 90 Whole 三.3：市局确认对申请的有效天数
复核恢复天数 90 Whole 五.2：到期后可凭复核恢复的天数
申请超期天数 90 Whole 七.1：申请距收件天数
最低年龄 18 Whole 二：经营者最低年龄
到期提醒天数 60 Whole 五.2：到期提醒天数
登记过期天数 30 Whole 四：许可证登记超过此天数视为陈旧
低保标准过期月数 18 Whole 三.1：低保标准超过此月数提示更新
退出再申请月数 6 Whole 五.2：退出后再申请的月数
年收入过低 3000 Whole 三.1：家庭年收入低于此数提示（元）
年收入过高 500000 Whole 三.1：家庭年收入高于此数提示（元）
推荐窗口天数 90 Positive 六：推荐规格回看的天数
成效对比月数 3 Whole 五.6：帮扶前后对比的月数
相同订单户数 3 Whole 五.6：同日相同订单的户数
未订购周数 4 Whole 五.6：连续供货而未订购的周数
登记缩减警戒 0.1 Share 四：登记中不再有效的在册户达到此比例（至少 3 户）即为有疑
骤降警戒 0.5 Share 六：草案低于最近 4 个定稿周均值的此比例即为有疑
`

// TestStandardsAreAsWritten: every fact of a default is one that the list tells.
func TestStandardsAreAsWritten(t *testing.T) {
	spans := map[Span]string{SpanWhole: "Whole", SpanPositive: "Positive", SpanShare: "Share", SpanMultiple: "Multiple"}
	var got []string
	for _, d := range Defaults {
		value := strconv.FormatFloat(float64(d.Value)/10000, 'f', -1, 64)
		got = append(got, fmt.Sprintf("%s %s %s %s", d.Name, value, spans[d.Span], d.Basis))
	}
	if n := reflect.TypeFor[Default]().NumField(); n != 4 {
		t.Errorf("a default has %d facts; the list tells of 4", n)
	}
	want := strings.Split(strings.TrimSpace(standards), "\n")
	for i, line := range got {
		if i >= len(want) || line != want[i] {
			t.Errorf("%q; the list says otherwise", line)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d standards, %d in the list", len(got), len(want))
	}
}

// TestSpans: what each kind of 帮扶标准 may be, to the last value on either side.
func TestSpans(t *testing.T) {
	const whole, positive, share, multiple = "应为整数", "应为大于 0 的整数", "应大于 0、不超过 1，例如 0.6 或 60%", "应大于 0"
	for _, c := range []struct {
		span  Span
		value Number
		want  string
	}{
		{SpanWhole, -1_0000, whole}, {SpanWhole, -1, whole}, {SpanWhole, 0, ""}, {SpanWhole, 1_0000, ""}, {SpanWhole, 1_5000, whole},
		{SpanPositive, 0, positive}, {SpanPositive, 1, positive}, {SpanPositive, 1_0000, ""}, {SpanPositive, -1_0000, positive},
		{SpanShare, 0, share}, {SpanShare, 1, ""}, {SpanShare, 1_0000, ""}, {SpanShare, 1_0001, share},
		{SpanMultiple, 0, multiple}, {SpanMultiple, 1, ""}, {SpanMultiple, 9_9999, ""},
	} {
		if got := c.span.Fault(c.value); got != c.want {
			t.Errorf("span %d, %d: %q, want %q", c.span, c.value, got, c.want)
		}
	}
	if got := SpanOf("没有这个标准"); got != SpanWhole {
		t.Errorf("an unknown standard: %d", got)
	}
}

// TestWordsOfTables: the small tables, by the words of the contract.
func TestWordsOfTables(t *testing.T) {
	var kinds, ranks []string
	for _, k := range []FileKind{"application", "wishes", "sales", "visits", "plan", "register", "adjustment", "replies", "confirmation", "unknown", "other"} {
		kinds = append(kinds, k.Word())
	}
	for _, l := range []Level{"S", "V", "C", "Q", "N", "A", "Z"} {
		ranks = append(ranks, fmt.Sprint(l, l.Rank()))
	}
	var ended []string
	for _, s := range []string{"歇业", "注销", "撤销", "收回", "吊销", "停业", "有效", "延期", ""} {
		if (RegisterRow{Status: s}).Ended() {
			ended = append(ended, s)
		}
	}
	var stops []string
	for _, l := range levels {
		stops = append(stops, string(l)+string(stopsOf[l]))
	}
	for what, c := range map[string]struct{ got, want string }{
		"kinds":       {strings.Join(kinds, " "), "申请表 帮扶申请表 销售历史 走访台账 货源计划 许可证状态 名单调整 监督清单答复 待确认 未能识别 未能识别"},
		"ranks":       {strings.Join(ranks, " "), "S0 V1 C2 Q3 N4 A5 Z6"},
		"ended":       {strings.Join(ended, " "), "歇业 注销 撤销 收回 吊销"},
		"stops":       {strings.Join(stops, " "), "S V退回 C退回 Q待核 N提示 A提示"},
		"hardships":   {fmt.Sprint(Hardships), "[低保 残疾 临时困难]"},
		"topics":      {strings.Join(topics, " "), "户籍与收入 许可证登记 重复申报 客户是否在册 畅销规格"},
		"turns":       {string(TurnCounty + TurnCity + TurnOperator), "县区市局运维"},
		"whole file":  {Place{Receipt: "HZ-1"}.Words(), "HZ-1"},
		"whole sheet": {Place{Receipt: "HZ-1", Sheet: "申请表"}.Words(), "HZ-1 申请表"},
		"a row":       {Place{Receipt: "HZ-1", Sheet: "申请表", Row: 5}.Words(), "HZ-1 申请表 第5行"},
		"nowhere":     {Place{}.Words(), ""},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", what, c.got, c.want)
		}
	}
	invented := []string{"13800138000", "13800000000", "13900000000", "13000000000", "12345678901", "13912345678", "13812345678", "13123456789", "13888888888", "13999999999"}
	if !slices.Equal(standIns, invented) {
		t.Errorf("phones that stand in for none: %v", standIns)
	}
}

// TestPriceClasses: 一类 from 100 元 a carton on, 二类 from 70, 三类 from 30, 四类 from
// 16.50, 五类 below; and what a unit's former names and a file's rows are bounded by.
func TestPriceClasses(t *testing.T) {
	for yuan, want := range map[Fen]string{100_00: "一类", 99_99: "二类", 70_00: "二类", 69_99: "三类", 30_00: "三类", 29_99: "四类", 16_50: "四类", 16_49: "五类", 0: "五类", -1: "五类"} {
		if got := PriceClass(yuan); got != want {
			t.Errorf("%s is %s, want %s", yuan.Yuan(), got, want)
		}
	}
	if got := strings.Join(PriceClasses(), " "); got != "一类 二类 三类 四类 五类" {
		t.Error(got)
	}
	if got := fmt.Sprint(Bounds{}.Filled(), FormerNames); got != "{5000 20000}原名" {
		t.Error(got)
	}
}
