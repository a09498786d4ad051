package paper

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"bangfu/internal/face"
)

func faces(t testing.TB) face.Set {
	t.Helper()
	set, err := face.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func laid(t testing.TB, doc Doc) Pages {
	t.Helper()
	pages, err := Lay(doc, faces(t))
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// The texts a clerk may well type, and some no one should.
var awkward = []string{
	"本周全市11个县区（单位）中，10个按时报送，1个未报（灵丘县）。人均月收入312.50元，低于标准630元（2025-01-01起）。",
	"帮扶加量3,214条，占可用量5,000条的64.3%；投放金额1.25亿元，其中“低保”168户、《残疾》124户……其余——临时困难。",
	"a very long Latin sentence with a word: Donaudampfschifffahrtsgesellschaftskapitän and 1402000100011402000100011402000100011402",
	"第一行\n第二行\r\n\n  前有空格，后有空格  \n\t制表符\t之间",
	"零宽\u200b字\ufeff符\u200d和\u00ad软连字，不换行\u00a0空格，全角\u3000空格",
	"𠮷祥便民店，刘𬭊，表情😀👨\u200d👩，异体\U000E0100字，私用\ue123字",
	"）））））））））））），，，，，，，，，，，，，（（（（（（（（（（（（（（",
	"", " ", "\n", "。",
	strings.Repeat("因暴雨致房屋进水，库存受损，家中老人患病，收入减少。", 12),
	strings.Repeat("长长的店名", 12),
	"e\u0301\u0302\u0303 组合字符 a\u0300",
	"100％ ￥1,234.56 $99 №7 20℃ 3‰ 1/2 A-B_c.d@e#f",
}

// everything is a document with a block of every kind, holding the awkward
// texts.
func everything(style Style) Doc {
	doc := Doc{Title: "全", Author: "市局", Created: time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC), Style: style, Foot: "页脚𠮷" + strings.Repeat("很长", 60)}
	doc.Blocks = []Block{Title{Text: "题" + awkward[0], Sub: awkward[1]}}
	for i, text := range awkward {
		doc.Blocks = append(doc.Blocks,
			Heading{Level: i%3 + 1, Text: fmt.Sprintf("%d标%s", i, text)},
			Paragraph{Text: fmt.Sprintf("%d段%s", i, text), Plain: i%2 == 1},
			Note{Text: fmt.Sprintf("%d注%s", i, text), Right: strings.Repeat("右", i%3*20)})
	}
	table := Table{Caption: "表题" + awkward[5], Unit: "条𠮷", Notes: awkward, Total: []string{"合计", awkward[0]},
		Columns: []Column{{Header: "序号"}, {Header: awkward[1], Group: "组" + awkward[0]}, {Header: "重", Weight: 2, Group: "组" + awkward[0]}, {Header: awkward[2]}, {Header: "末", Weight: 1}}}
	for i := range awkward {
		table.Rows = append(table.Rows, []string{fmt.Sprint(i), awkward[i], awkward[(i+1)%len(awkward)], awkward[(i+3)%len(awkward)]}[:i%4+1])
	}
	form := Form{Caption: "表" + awkward[2], Label: "𠮷表", Rows: [][]Cell{{{Label: "空"}, {Value: "无标签"}, {Label: strings.Repeat("长标签", 9), Value: "值"}}}}
	for i, text := range awkward {
		form.Rows = append(form.Rows, []Cell{{Label: fmt.Sprintf("项%d", i), Value: text, Lines: i}, {Label: "另" + text, Value: text, Weight: 2, Sign: "签" + text}})
	}
	tall := Table{Columns: []Column{{Header: "短"}, {Header: "长", Weight: 1}}, Rows: [][]string{{"甲", strings.Repeat(awkward[0]+"\n", 90)}, {strings.Repeat("乙", 900), "短"}}}
	doc.Blocks = append(doc.Blocks, table, form, tall, Table{Columns: []Column{{Header: "空表"}}}, Table{}, Form{Rows: [][]Cell{{}}},
		KeepTogether{[]Block{Paragraph{Text: "同页一"}, Paragraph{Text: "同页二"}}}, PageBreak{}, PageBreak{}, Paragraph{Text: "新页"})
	wide := Table{Rows: [][]string{nil, {"甲"}}}
	for i := range 70 {
		wide.Columns = append(wide.Columns, Column{Header: fmt.Sprintf("列%d", i)})
		wide.Rows[0] = append(wide.Rows[0], "140200010001 值")
	}
	doc.Blocks = append(doc.Blocks, wide)
	doc.Blocks = append(doc.Blocks, charts()...)
	return with(doc, Signature{Fields: []string{"制表人：", "复核" + awkward[0], "负责人："}, Unit: awkward[0], Date: "2026年11月26日"})
}

func with(doc Doc, b ...Block) Doc {
	doc.Blocks = append(doc.Blocks, b...)
	return doc
}

// charts are charts with few and many, small and great values.
func charts() []Block {
	many := make([]Bar, 70)
	points := make([]string, 80)
	long := Series{Name: strings.Repeat("名", 30)}
	for i := range many {
		many[i] = Bar{Label: fmt.Sprintf("第%d个名字很长很长的县区单位", i), Values: []int64{int64(i) * 3, 1, 0, int64(i * i)}}
	}
	for i := range points {
		points[i] = fmt.Sprintf("2026-W%02d", i)
		long.Values = append(long.Values, int64(i)*98765432)
	}
	figure := Figure{Caption: "图" + awkward[5], Unit: "元", Decimals: 2}
	return []Block{
		StackedBars{figure, []string{"低保", "残疾", "临时", "其他𠮷"}, many},
		StackedBars{Figure{}, nil, nil},
		StackedBars{Figure{Caption: "零"}, []string{"甲"}, []Bar{{"零", []int64{0}}, {"缺", []int64{Absent}}, {"负", []int64{-5}}}},
		PairBars{figure, [2]string{"分配", "可用"}, many[:9]},
		PairBars{Figure{Caption: "大"}, [2]string{"分配", "可用"}, []Bar{{"大", []int64{1 << 60, 3}}}},
		LineChart{figure, points, []Series{long, {Name: "短", Values: []int64{Absent, -300, 5}}}},
		LineChart{Figure{Caption: "空"}, nil, nil},
		LineChart{Figure{Caption: "一"}, []string{"一"}, []Series{{"一", []int64{7}}}},
		Shares{figure, []Part{{"甲", 1}, {"乙𠮷" + strings.Repeat("长", 60), 1}, {"丙", 1}, {"丁", 0}, {"戊", 1000000}}},
		Shares{Figure{Caption: "无"}, nil},
		Shares{Figure{Caption: "零"}, []Part{{"零", 0}, {"负", -3}}},
	}
}
