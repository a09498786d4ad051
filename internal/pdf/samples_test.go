package pdf

import (
	"fmt"
	"strings"
	"time"

	"bangfu/internal/paper"
)

var created = time.Date(2026, 11, 26, 18, 0, 0, 0, time.UTC)

var unitNames = []string{"平城区", "云冈区", "新荣区", "云州区", "阳高县", "天镇县", "广灵县", "灵丘县", "浑源县", "左云县", "开发区"}

// weekly is a report like the city's: prose, tables and every chart.
func weekly() paper.Doc {
	bars := make([]paper.Bar, len(unitNames))
	rows := make([][]string, len(unitNames))
	for i, name := range unitNames {
		a, b, c := int64(i*7%23+4), int64(i*5%17+3), int64(i%4)
		bars[i] = paper.Bar{Label: name, Values: []int64{a, b, c}}
		rows[i] = []string{name, "已报", fmt.Sprint(a + b + c), fmt.Sprint(a), fmt.Sprint(b), fmt.Sprint(c), fmt.Sprint(i % 3), fmt.Sprint(i % 2), "0"}
	}
	rows[4][1], rows[7][1] = "迟报", "未报"
	weeks := make([]string, 12)
	filed, held := make([]int64, 12), make([]int64, 12)
	for i := range weeks {
		weeks[i] = fmt.Sprintf("2026-W%d", 37+i)
		filed[i], held[i] = int64(310+i*7%40), int64(i*3%11)
	}
	held[0] = paper.Absent
	products := []string{"云烟（紫）", "红塔山（硬经典）", "黄鹤楼（硬1916感恩版细支）", "芙蓉王（硬）", "利群（新版）", "七匹狼（豪运）"}
	pools := make([]paper.Bar, len(products))
	for i, p := range products {
		pools[i] = paper.Bar{Label: p, Values: []int64{int64(900 - i*120), int64(1000 - i*90)}}
	}
	prose := "本周全市11个县区（单位）中，10个按时报送，1个未报（灵丘县）。全市在册弱势群体客户329户，较上周增加12户，其中低保168户、残疾124户、临时困难37户。人均月收入最低的为312.50元，低于城市低保标准630元（2025-01-01起）。"
	return paper.Doc{
		Title: "弱势群体客户帮扶工作周报（2026-W48）", Author: "市局营销中心", Subject: "2026-W48", Created: created,
		Blocks: []paper.Block{
			paper.Title{Text: "弱势群体客户帮扶工作周报", Sub: "（2026年第48周）"},
			paper.Paragraph{Text: "市局决策层、内管科：", Plain: true},
			paper.Heading{Level: 1, Text: "一、基本情况"},
			paper.Paragraph{Text: prose},
			paper.Paragraph{Text: "按照《关于做好弱势群体客户帮扶工作的通知》要求，供货周2026-W49共投放畅销规格6个，帮扶加量3,214条，占可用量5,000条的64.3%；加上原供应量12,880条，合计16,094条。" + prose},
			paper.Table{Caption: "表1　各县区报送与在册情况", Unit: "户", Columns: []paper.Column{
				{Header: "县区"}, {Header: "报送状态"}, {Header: "在册", Align: paper.Right},
				{Header: "低保", Group: "按类别"}, {Header: "残疾", Group: "按类别"}, {Header: "临时困难", Group: "按类别"},
				{Header: "新增", Group: "本周变化"}, {Header: "退出", Group: "本周变化"}, {Header: "待核"},
			}, Rows: rows, Total: []string{"合计", "", "329", "168", "124", "37", "12", "5", "0"},
				Notes: []string{"注：在册为本次运行时的名单；—表示没有上期数据。"}},
			paper.StackedBars{Figure: paper.Figure{Caption: "图1　各县区在册客户（按困难类别）", Unit: "户"}, Classes: []string{"低保", "残疾", "临时困难"}, Bars: bars},
			paper.Heading{Level: 1, Text: "二、审核与备案"},
			paper.Heading{Level: 2, Text: "（一）本周审核结果"},
			paper.Paragraph{Text: prose},
			paper.Heading{Level: 3, Text: "1.退回的主要原因"},
			paper.Paragraph{Text: prose + prose},
			paper.LineChart{Figure: paper.Figure{Caption: "图2　近12周备案与待核户数", Unit: "户"}, Points: weeks, Series: []paper.Series{{Name: "在册", Values: filed}, {Name: "待核", Values: held}}},
			paper.Heading{Level: 1, Text: "三、货源投放"},
			paper.PairBars{Figure: paper.Figure{Caption: "图3　分规格帮扶加量与可用量", Unit: "条"}, Names: [2]string{"分配量", "可用量"}, Bars: pools},
			paper.Shares{Figure: paper.Figure{Caption: "图4　在册客户类别构成", Unit: "户"}, Parts: []paper.Part{{Label: "低保", Value: 168}, {Label: "残疾", Value: 124}, {Label: "临时困难", Value: 37}}},
			paper.Paragraph{Text: prose},
			paper.Signature{Unit: "大同市局（公司）营销中心", Date: "2026年11月26日"},
		},
	}
}

// roll is a wide list of n customers.
func roll(n int) paper.Doc {
	surnames := []rune("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜")
	given := []rune("建国秀英桂兰玉梅志强丽华淑珍海燕永红春花晓东文军俊杰振华")
	rows := make([][]string, n)
	for i := range rows {
		name := string(surnames[i%len(surnames)]) + "*" + string(given[i*7%len(given)])
		rows[i] = []string{fmt.Sprint(i + 1), fmt.Sprintf("大烟弱备〔2026〕%04d号", i+1), fmt.Sprintf("弱-%d", i%3+1), unitNames[i%len(unitNames)],
			fmt.Sprintf("1402%08d", 10000+i*37), name[:3] + "记便民烟酒副食超市" + string(given[i%len(given)]) + "店", name, "1402**********" + fmt.Sprintf("%04d", i%10000), "138****" + fmt.Sprintf("%04d", i*13%10000),
			"乡村", fmt.Sprintf("%d档", i%30+1), "低保", "人均月收入 512.00 元 < 城市低保标准 630 元（2025-01-01 起）", "2026-11-20", "2027-11-20"}
	}
	return paper.Doc{Title: "弱势群体客户备案名单", Author: "市局内管科", Created: created, Style: paper.List, Foot: "弱势群体客户备案名单　2026-W48", Blocks: []paper.Block{
		paper.Title{Text: "弱势群体客户备案名单", Sub: "（2026-W48）"},
		paper.Note{Text: "填报单位：大同市局", Right: "证件号码、电话已脱敏"},
		paper.Table{Label: 4, Columns: []paper.Column{{Header: "序号"}, {Header: "备案编号"}, {Header: "特殊标识"}, {Header: "县区"}, {Header: "许可证号"}, {Header: "客户名称"}, {Header: "经营者姓名"}, {Header: "身份证号"}, {Header: "联系电话"}, {Header: "市场类型"}, {Header: "客户档位"}, {Header: "困难类别"}, {Header: "认定依据"}, {Header: "备案日期"}, {Header: "复核到期日"}}, Rows: rows, Total: []string{"合计", fmt.Sprintf("%d 户", n)}},
		paper.Signature{Fields: []string{"制表人：", "复核人：", "负责人："}, Unit: "大同市局（公司）内管科", Date: "2026年11月26日"},
	}}
}

// sheet is the paper form of an application, with awkward characters.
func sheet() paper.Doc {
	story := strings.Repeat("因2026年9月暴雨致房屋进水，库存受损，家中老人患病，收入减少，经村委会核实确有困难。", 8)
	return paper.Doc{Title: "弱势群体客户申请表", Author: "平城区营销部", Created: created, Style: paper.Card, Blocks: []paper.Block{
		paper.Title{Text: "弱势群体客户申请表"},
		paper.Note{Text: "填报单位：平城区营销部", Right: "填报日期：2026-11-20"},
		paper.Form{Label: "140200010001", Rows: [][]paper.Cell{
			{{Label: "业务类型", Value: "新增"}, {Label: "许可证号", Value: "140200010001"}},
			{{Label: "客户名称", Value: "𠮷祥便民超市（" + strings.Repeat("长长的店名", 10) + "）"}, {Label: "经营者姓名", Value: "刘𬭊*"}},
			{{Label: "身份证号", Value: "1402**********0011"}, {Label: "联系电话", Value: "138****0001"}},
			{{Label: "户籍类别", Value: "城镇"}, {Label: "家庭人口", Value: "3"}, {Label: "家庭年收入（元）", Value: "18432.00"}},
			{{Label: "困难类别", Value: "临时困难"}, {Label: "证明材料", Value: "村委会证明、医院诊断书 😀"}},
			{{Label: "困难说明", Value: story, Lines: 4}},
			{{Label: "客户经理意见", Value: "同意", Lines: 3, Sign: "客户经理：张*　　2026年11月12日"}},
			{{Label: "营销部意见", Value: "同意", Lines: 3, Sign: "审核人：李*（盖章）　　2026年11月13日"}},
			{{Label: "县局意见", Value: "同意", Lines: 3, Sign: "审批人：王*（盖章）　　2026年11月16日"}},
			{{Label: "认定依据", Value: "三.3　临时遭遇灾祸等生活困难；帮扶截止日 2027-05-20"}},
		}},
		paper.Signature{Fields: []string{"打印人：", "核对人："}, Date: "2026年11月26日"},
	}}
}
