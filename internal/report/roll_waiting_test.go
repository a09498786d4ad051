package report

import (
	"testing"

	"bangfu/internal/assist"
)

// A row of a refused sheet says by what the sheet went back, before what of its own is
// asked; one with a fault of its own says that.
func TestWhyARowOfARefusedSheetWaits(t *testing.T) {
	f := someFacts()
	place := assist.Place{Receipt: "HZ-重列", Sheet: "申请表", Row: 7}
	f.Files = append(f.Files, assist.Taken{Receipt: place.Receipt, Unit: "平城区", Tables: []assist.Table{{Form: assist.ApplicationForm, Sheet: "申请表", Refused: true}}, Findings: []assist.Finding{
		{Code: "S008", Level: assist.LevelFile, Sheet: "申请表", Cell: "H3", Message: "列“家庭人口”出现了两次", Fix: "请删去多余的一列"}}})
	said := func(refused string, found ...assist.Finding) string {
		row := assist.JudgedApplication{Application: &assist.Application{Row: assist.Row{Place: place, Unit: "平城区"}, Licence: "140213999999"},
			Verdict: assist.Judged{Place: place, Unit: "平城区", Licence: "140213999999", Outcome: assist.Returned, Refused: refused, Findings: found}}
		return textOf(newRolling(f).waitingRows(row, ""))
	}
	const who, from = "平城区 140213999999     退回 ", "  HZ-重列 申请表 第7行 "
	sheet := who + "S008 H3 所在工作表或文件被整份退回：列“家庭人口”出现了两次 请删去多余的一列 县区" + from
	asked := assist.Finding{Code: "Q105", Level: assist.LevelHold, Turn: assist.TurnCounty, Cell: "B7", Message: "业务不明", Fix: "属实的写属实"}
	wrong := assist.Finding{Code: "V206", Level: assist.LevelReturn, Turn: assist.TurnCounty, Cell: "J7", Message: "档位不对", Fix: "改正"}
	for what, c := range map[string]struct {
		got, want string
	}{
		"nothing of its own": {said("S008"), sheet},
		"a question":         {said("S008", asked), sheet + " " + who + "Q105 B7 业务不明 属实的写属实 县区" + from},
		"a fault":            {said("S008", wrong), who + "V206 J7 档位不对 改正 县区" + from},
		"not refused":        {said("", wrong), who + "V206 J7 档位不对 改正 县区" + from},
	} {
		if c.got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", what, c.got, c.want)
		}
	}
}

// The heading of 退回与待核 counts customers, as 汇总 does: a row that is nobody's is none,
// and where nothing is listed there is nothing to count.
func TestTheHeadingOfWhatWaitsCountsCustomers(t *testing.T) {
	row := assist.JudgedApplication{Application: &assist.Application{Licence: "140213999999"}}
	nobody := assist.JudgedApplication{Application: &assist.Application{}}
	for _, c := range []struct {
		week, older []assist.JudgedApplication
		want        string
	}{
		{nil, nil, ""},
		{[]assist.JudgedApplication{row, row}, nil, "本周 2 户，一条问题一行。"},
		{[]assist.JudgedApplication{row, nobody, nobody}, nil, "本周 1 户（另有 2 行不知道是哪位客户），一条问题一行。"},
		{nil, []assist.JudgedApplication{row, nobody}, "本周 0 户，一条问题一行；往期仍未办结的 1 户（另有 1 行不知道是哪位客户）列在其后，不计入本周申请（“本周”列为空）。"},
	} {
		if got := waitingNote(c.week, c.older); got != c.want {
			t.Errorf("%d and %d rows: %s, want %s", len(c.week), len(c.older), got, c.want)
		}
	}
}

// 来源 says what became of a file in the words of 收件情况 and its receipt: one in doubt is
// not taken, nor is one that another stands for.
func TestSourcesTellADoubt(t *testing.T) {
	plan := assist.Taken{Kind: assist.KindPlan, Tables: []assist.Table{{Form: assist.PlanForm, Sheet: "货源计划"}}}
	with := func(change func(*assist.Taken)) assist.Taken {
		t := plan
		change(&t)
		return t
	}
	for want, taken := range map[string]assist.Taken{
		"✓ 已收":         plan,
		"？ 有疑，核实以前不作准": with(func(t *assist.Taken) { t.InDoubt = true }),
		"✗ 没有采用":       with(func(t *assist.Taken) { t.Settle(assist.Settled{Kind: assist.PlanDoubt, By: "HZ-SJ-20261123-001"}) }),
		"✗ 市局已作废":      with(func(t *assist.Taken) { t.Settle(assist.Settled{Kind: assist.PlanDoubt, How: assist.Void}) }),
	} {
		if got := newRolling(someFacts()).fileState(taken); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	confirmed := with(func(t *assist.Taken) { t.Settle(assist.Settled{Kind: assist.PlanDoubt, How: assist.Confirm}) })
	if got := newRolling(someFacts()).fileState(confirmed); got != "✓ 已收" {
		t.Errorf("confirmed: %s", got)
	}
}
