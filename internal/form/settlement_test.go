package form

import (
	"testing"

	"bangfu/internal/assist"
)

// TestSettlementRows: 待确认 is read as it was handed out; a row counts when 动作,
// 原因 or 经办人 is filled, so that a forgotten 动作 is told.
func TestSettlementRows(t *testing.T) {
	sub, _ := decodeText(t, `
== 名单调整
许可证号|动作|生效日期|截止日期|原因|经办人
140213100001||2026-11-02|||
== 待确认
回执号|类别|疑点|涉及户数|自何时|动作|原因|经办人
HZ-SJ-20261130-001|许可证状态|少 44 户|25|2026-11-30|确认|已核对|李四
HZ-SJ-20261130-002|货源计划 2026-W50|C101|38|2026-11-30|||
HZ-SJ-20261130-003|货源计划 2026-W51|C101|38|2026-11-30||已核对|李四
HZ-SJ-20261130-004|货源计划 2026-W52|C101|38|2026-11-30|同意||李四`)
	same(t, "kind", string(sub.Kind), "confirmation")
	same(t, "sheet", spaced(sub.Tables[1].Read, sub.Tables[1].Blank), "4 1")
	s := sub.Settlements[0]
	same(t, "settlement", spaced(s.Doubted, s.Category, s.Action, s.Reason, s.By, len(s.Faults)), "HZ-SJ-20261130-001 许可证状态 确认 已核对 李四 0")
	same(t, "faults", told(append(sub.Settlements[1].Faults, sub.Settlements[2].Faults...)), `
missing 待确认!F4 动作 
choice 待确认!F5 动作 同意 [确认 作废]
missing 待确认!G5 原因 `)
}

// TestKindOfAPrefilledFile: of two prefilled forms the one that was filled in
// names the file; filled in both, 名单调整 does.
func TestKindOfAPrefilledFile(t *testing.T) {
	const roll, doubts = "== 名单调整\n许可证号|动作|生效日期|原因|经办人\n140213100001|", "\n== 待确认\n回执号|动作|原因|经办人\nHZ-SJ-20261130-001|"
	for _, c := range []struct{ first, second, want string }{
		{"|2026-11-02||", "||", "adjustment"},
		{"确认|2026-11-02|已核对|李四", "||", "adjustment"},
		{"|2026-11-02||", "作废|有误|李四", "confirmation"},
		{"确认|2026-11-02|已核对|李四", "作废|有误|李四", "adjustment"},
	} {
		sub, _ := decodeText(t, roll+c.first+doubts+c.second)
		same(t, c.first+" "+c.second, string(sub.Kind), c.want)
	}
}

// TestSignsForBestSelling: signs whose meaning nobody can doubt are 是 and 否.
func TestSignsForBestSelling(t *testing.T) {
	read := func(sign string) (best, known bool) {
		var sub assist.Submission
		text := "== 货源计划\n供货周|卷烟条码|畅销|帮扶可用量\n2026-W49|6901028046893|" + sign + "|30"
		if err := Decode(book(text), Context{Unit: assist.City, Terms: assist.Terms{Products: testProducts()}}, &sub, nil); err != nil {
			t.Fatal(err)
		}
		return sub.Plan[0].BestSelling, !sub.Plan[0].Faulty("畅销")
	}
	for _, s := range []string{"是", " 是 ", "√", "✓", "✔", "1", "１", "Y", "y", "Ｙ"} {
		if best, known := read(s); !best || !known {
			t.Errorf("%q: %v %v", s, best, known)
		}
	}
	for _, s := range []string{"否", "×", "✗", "0", "N", "n", "不畅销"} {
		if best, known := read(s); best || !known {
			t.Errorf("%q: %v %v", s, best, known)
		}
	}
	for _, s := range []string{"一般", "x", "2", "是/否", "?", "#N/A"} {
		if _, known := read(s); known {
			t.Errorf("%q is taken", s)
		}
	}
}
