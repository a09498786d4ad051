package check

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// Every value a faultless row has, for all three classes alike, so that a
// clerk who mends a cell knows what belongs there.
const fullRow = `卷烟年毛利: 12000
残疾人姓名: 甄样本
与经营者关系: 本人
困难说明: 十月火灾
帮扶起始日: 2026-11-20
帮扶截止日: 2027-04-30
退出原因: 转行`

var ids = []string{"140221197001010012", "142121195806120048", "14020219621103123X", "140224194812319991"}

// truth is the faultless row n of a sheet.
func truth(n int, class string) *card {
	c := newCard(assist.ApplicationForm, fullRow)
	c.fill("许可证号: 14022510000" + itoa(n+1) + "\n身份证号: " + ids[n] + "\n联系电话: 1351234000" + itoa(n+1) +
		"\n经营地址: 永安镇槐树街" + itoa(n+1) + "号\n困难类别: " + class + "\n残疾人证号: " + ids[n] + "43")
	c.place = assist.Place{Receipt: "HZ-1", Sheet: "申请表", Row: 5 + n}
	return c
}

// damage are values that may stand wrongly under a header.
var damage = map[string][]string{
	"业务类型": {"空", "复核", "变更", "退出", "增加"}, "许可证号": {"空", "1402251", "1.40225E+11", "140203100009", "140225100001"},
	"客户名称": {"空", "=A1"}, "经营者姓名": {"空", "贾样本", "#N/A"}, "身份证号": {"空", "140221700101001", "140221197001010013", "140227195502290015", "140221201001010011", "1.4E+17", "140221197001010012"},
	"联系电话": {"空", "13512340001"}, "经营地址": {"空", "永安镇槐树街1号"}, "市场类型": {"镇上"}, "客户档位": {"空", "31", "九等"}, "订货周期": {"空", "隔周"}, "订货日": {"礼拜一"},
	"许可证有效期止": {"空", "2026-11-01", "2027-03-01", "明年"}, "户籍类别": {"空", "城里"}, "家庭人口": {"空", "0", "1"}, "家庭年收入": {"空", "1.8万", "-5", "60000", "约一万"},
	"卷烟年毛利": {"空", "100", "五千"}, "困难类别": {"空", "贫困"}, "低保证号": {"空"}, "低保证有效期止": {"空", "2020-01-01", "长期"},
	"残疾人姓名": {"空"}, "与经营者关系": {"空", "岳父", "父母"}, "残疾人证号": {"空", "123", "14022119700101001393", "14022119700101001249", "14022119700101001243"}, "困难说明": {"空"},
	"证明材料": {"空", "户口簿"}, "帮扶起始日": {"2027-05-01", "月底"}, "帮扶截止日": {"空", "2026-11-01", "2027-12-31", "年底"}, "申请日期": {"空", "2026-11-25", "2026-12-31", "昨天"},
	"客户经理意见": {"空", "不同意", "已阅"}, "客户经理": {"空"}, "客户经理日期": {"空", "2026-11-01", "2026-12-01"}, "营销部意见": {"空", "不同意"}, "营销部审核人": {"空"}, "营销部日期": {"空", "2026-11-01", "刚才"},
	"县局意见": {"空", "不同意"}, "县局审批人": {"空"}, "县局日期": {"空", "2026-11-30", "2026-11-02"}, "退出原因": {"空"}, "备注": {"很长……"},
}

func judgeCards(cards []*card) []assist.JudgedApplication {
	sub := &assist.Submission{Receipt: "HZ-1", Unit: "浑源县", Declared: assist.Cell{Addr: "B2", Text: "浑源县"}, Tables: []assist.Table{{Form: assist.ApplicationForm, Sheet: "申请表", Read: len(cards)}}}
	s := Set{Today: day("2026-11-24"), Files: []*assist.Submission{sub}, Roster: assist.NewRoster()}
	for n, c := range cards {
		c.faults = nil
		sub.Applications = append(sub.Applications, c.application().Keep())
		l := "14022510000" + itoa(n+1)
		s.Adjustments = append(s.Adjustments, assist.Adjustment{Licence: l, Action: assist.Confirm, From: day("2026-11-20"), Row: assist.Row{Place: assist.Place{Receipt: "HZ-SJ", Row: n}}})
	}
	s.Register = assist.Register{Receipt: "HZ-SJ-1", Day: day("2026-11-20"), Licences: assist.RegisterRows{}}
	for _, l := range []string{"140225100001", "140225100002", "140225100003", "140225100004", "140203100009"} {
		s.Register.Licences.Put(assist.RegisterRow{Licence: l, Operator: "甄样本", Status: "有效", End: day("2028-06-30")})
	}
	return slices.Collect(Judge(s, testTerms()).Applications.All())
}

// asks are the findings that want something done.
func asks(j assist.Judged) []assist.Finding {
	return slices.DeleteFunc(slices.Clone(j.Findings), func(f assist.Finding) bool {
		return f.Level == assist.LevelNote || f.Confirmed
	})
}

// clashes are the codes that speak of two rows: the other row's receipt may be
// the one that names what was not checked.
var clashes = map[string]bool{"V501": true, "V502": true, "V503": true, "V505": true, "Q504": true}

func anyUnchecked(rows []map[string]bool, code string) bool {
	return slices.ContainsFunc(rows, func(m map[string]bool) bool { return m[code] })
}

// TestMendingAllLeavesNone: whatever is wrong with some rows, mending each
// cell that was pointed at leaves nothing to mend, but for what the receipt had
// named as 未核对; and a row that goes back has a V.
func TestMendingAllLeavesNone(t *testing.T) {
	classes := []string{"低保", "残疾", "临时困难"}
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 7))
		var cards []*card
		for n := range 3 {
			cards = append(cards, truth(n, classes[r.IntN(3)]))
		}
		right := make([]map[string]string, len(cards))
		var story []string
		left := false // a row that is set against others only when it is mended, such as a mistaken 退出
		headers := columns(assist.ApplicationForm)
		for n, c := range cards {
			right[n] = map[string]string{}
			for k, v := range c.cells {
				right[n][k] = v
			}
			for range r.IntN(5) {
				h := headers[r.IntN(len(headers))]
				if len(damage[h]) == 0 {
					continue
				}
				v := damage[h][r.IntN(len(damage[h]))]
				c.fill(h + ": " + v)
				if n == 0 && slices.Contains([]string{"许可证号", "身份证号", "联系电话", "经营地址", "残疾人证号"}, h) {
					left = true // the others copy its values: they clash only when it is mended
				}
				story = append(story, itoa(c.place.Row)+" "+h+"="+v)
			}
		}
		unchecked := make([]map[string]bool, len(cards))
		for i, a := range judgeCards(cards) {
			unchecked[i] = map[string]bool{}
			for _, u := range a.Verdict.Unchecked {
				unchecked[i][u.Code] = true
			}
			list := asks(a.Verdict)
			left = left || a.Business == assist.Withdrawal
			if a.Verdict.Outcome == assist.Returned && !slices.ContainsFunc(list, returnsRow) {
				t.Fatalf("seed %d: row %d goes back without a V: %v", seed, a.Place.Row, story)
			}
			cells := map[string]string{}
			for _, f := range list {
				if other, twice := cells[f.Cell]; twice && f.Level == assist.LevelReturn {
					t.Fatalf("seed %d: cell %s has %s and %s: %v", seed, f.Cell, other, f.Code, story)
				}
				if f.Level == assist.LevelReturn {
					cells[f.Cell] = f.Code
				}
				for _, h := range columns(cards[i].form) { // the cell, and the columns the finding names
					if c, _ := a.Cells.Of(column.Header(h)); c.Addr == f.Cell || strings.Contains(f.Message+f.Fix, h) {
						cards[i].cells[h] = right[i][h]
					}
				}
			}
		}
		for i, a := range judgeCards(cards) {
			for _, f := range asks(a.Verdict) {
				if !unchecked[i][f.Code] && !unchecked[i][restUnchecked] && !(clashes[f.Code] && (left || anyUnchecked(unchecked, f.Code))) {
					t.Fatalf("seed %d: row %d mended, and now %s %s %s; it was %s", seed, a.Place.Row, f.Code, f.Cell, f.Message, strings.Join(story, ", "))
				}
			}
		}
	}
}
