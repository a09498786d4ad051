package paper

import (
	"strings"
	"testing"
	"time"
)

func small() Doc {
	return Doc{
		Title: "周报", Author: "市局", Created: time.Date(2026, 11, 26, 18, 0, 0, 0, time.UTC), Foot: "内部资料",
		Blocks: []Block{
			Title{Text: "帮扶工作周报", Sub: "（2026-W48）"},
			Heading{Level: 1, Text: "一、基本情况"},
			Paragraph{Text: "全市在册329户，较上周增加12户。"},
			Table{Caption: "表1", Unit: "户", Columns: []Column{{Header: "县区"}, {Header: "低保", Group: "在册"}, {Header: "残疾", Group: "在册"}},
				Rows: [][]string{{"平城区", "4", "3"}}, Total: []string{"合计", "4", "3"}, Notes: []string{"注：略"}},
			Table{Columns: []Column{{Header: "未报县区"}}, Empty: "全部已报"},
			Note{Text: "甲", Right: "乙"},
			Form{Caption: "申请", Rows: [][]Cell{{{Label: "姓名", Value: "张*"}, {Label: "意见", Value: "同意", Sign: "（盖章）"}}}},
			LineChart{Figure{Caption: "图1", Unit: "户"}, []string{"W47", "W48"}, []Series{{"在册", []int64{Absent, 329}}}},
			Shares{Figure{Caption: "图2", Unit: "户"}, []Part{{"低保", 1}, {"残疾", 2}}},
			PageBreak{},
			KeepTogether{[]Block{Signature{Fields: []string{"制表人："}, Unit: "市局", Date: "2026年11月26日"}}},
		},
	}
}

func TestText(t *testing.T) {
	const want = `《周报》 市局 2026-11-26 18:00
页脚：内部资料

# 帮扶工作周报
（2026-W48）

## 一、基本情况
全市在册329户，较上周增加12户。
表：表1
单位：户
| 县区 | 在册/低保 | 在册/残疾
| 平城区 | 4 | 3
= 合计 | 4 | 3
> 注：略
| 未报县区
| （全部已报）
> 甲 | 乙
表：申请
| 姓名：张* | 意见：同意（盖章）
图：图1，单位：户
| | W47 | W48
| 在册 | — | 329
图：图2，单位：户
| 低保 | 1 | 33.3%
| 残疾 | 2 | 66.7%
--- 换页 ---
签字：制表人：
落款：市局 | 2026年11月26日
`
	if got := Text(small()); got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestDump(t *testing.T) {
	const want = `=== 第 1 页 ===
帮扶工作周报
（2026-W48）
一、基本情况
全市在册329户，较上周增加12户。
表1
单位：户
在册
县区
低保  残疾
平城区  4  3
合计  4  3
注：略
未报县区
全部已报
甲  乙
申请
同意
姓名  张*  意见
（盖章）
单位：户
400
300
200
100
0
W47  W48
在册  —  329
图1
33.3%  66.7%
低保  1 户，33.3%
残疾  2 户，66.7%
图2
--- 内部资料  — 1 —　
=== 第 2 页 ===
制表人：
市局
2026年11月26日
--- 　— 2 —  内部资料
`
	if got := dump(laid(t, small())); got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestTidy(t *testing.T) {
	tests := map[string]string{
		"平常 text\n行":            "平常 text\n行",
		"a\tb\u00a0c\u2003d":    "a b c d",
		"全\u3000角":              "全\u3000角",
		"a\r\nb\rc\vd\u2028e":   "a\nb\nc\nd\ne",
		"零\u200b宽\ufeff\u200d字": "零宽字",
		"软\u00ad连\x00\x1b控\x7f": "软连控",
		"异\U000E0100体\ufe0f":    "异体",
		"坏\xff字":                "坏\ufffd字",
		"留𠮷😀\ue000e\u0301":      "留𠮷😀\ue000e\u0301",
	}
	for in, want := range tests {
		if got := tidy(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if got := tidy(strings.Repeat("店", 60)); len(got) != 180 {
		t.Errorf("%d bytes", len(got))
	}
}
