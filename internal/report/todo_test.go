package report

import (
	"testing"

	"bangfu/internal/assist"
)

// TestAllWellIsSaidOnlyWhereItIs: a file with a sheet nobody read, with rows that are
// not used, or with a hint that asks for something, has something to be looked at.
func TestAllWellIsSaidOnlyWhereItIs(t *testing.T) {
	const (
		look  = "读到的各行已收下，但有的没有采用或没有读取：请看问题清单。"
		well  = "全部收下，不用做什么。"
		taken = "全部收下。"
		hint  = "提示 1 条：不影响收下，请看问题清单，按“处理办法”核对或补报。"
	)
	for _, c := range []struct {
		unit    string
		finding assist.Finding
		want    string
	}{
		{"平城区", assist.Finding{Code: "N705", Level: assist.LevelNote, Turn: assist.TurnCounty}, well},
		{"平城区", assist.Finding{Code: "N605", Level: assist.LevelNote, Turn: assist.TurnCounty}, taken + hint},
		{"平城区", assist.Finding{Code: "N903", Level: assist.LevelNote, Turn: assist.TurnCounty}, taken + hint},
		{"平城区", assist.Finding{Code: "N808", Level: assist.LevelNote, Turn: assist.TurnCity}, well},
		{"平城区", assist.Finding{Code: "Q303", Level: assist.LevelHold, Turn: assist.TurnCity, Confirmed: true}, well},
		{"平城区", assist.Finding{Code: "N014", Level: assist.LevelNote, Turn: assist.TurnCounty}, look},
		{"市局", assist.Finding{Code: "C201", Level: assist.LevelCity, Turn: assist.TurnCity}, look},
		{"市局", assist.Finding{Code: "N311", Level: assist.LevelNote, Turn: assist.TurnCity, Row: 5}, look},
		{"市局", assist.Finding{Code: "N312", Level: assist.LevelNote, Turn: assist.TurnCity, Row: 5}, taken + hint},
	} {
		got := ""
		for _, line := range (Reply{Taken: assist.Taken{Unit: c.unit}}).toDo([]assist.Finding{c.finding}) {
			got += line[1]
		}
		if got != c.want {
			t.Errorf("%s: %s", c.finding.Code, got)
		}
	}
}

// TestAnswersAreShownByExample: what is shown as an answer fits what is asked.
func TestAnswersAreShownByExample(t *testing.T) {
	for _, r := range assist.Rules() {
		if (r.Answer == assist.TurnCounty) != (r.Example != "") {
			t.Errorf("%s: answered by %q, example %q", r.Code, r.Answer, r.Example)
		}
	}
	for _, c := range [][2]string{{"Q306", "Q306 毛利按进货单逐笔算得"}, {"Q504", "Q504 同住一户"}, {"Q103", "Q103 店铺已迁入本县区"}} {
		answered := assist.Finding{Code: "Q105", Level: assist.LevelHold, Turn: assist.TurnCounty, Confirmed: true}
		if got := heldAnswer([]assist.Finding{answered, {Code: c[0], Level: assist.LevelHold, Turn: assist.TurnCounty}}); got != c[1] {
			t.Errorf("%s: %s", c[0], got)
		}
	}
}

// TestAnsweredIsNobodysTurn: what is 已核实 asks nobody for anything.
func TestAnsweredIsNobodysTurn(t *testing.T) {
	x := assist.Finding{Code: "Q307", Level: assist.LevelHold, Turn: assist.TurnCity, Fix: "市局核实后在名单调整中填“确认”", Confirmed: true}
	b := findingsBlock([]assist.Finding{x}, nil, nil)
	if fix, turn := b.Rows[0][7].Text, b.Rows[0][8].Text; fix != "已核实，不用再处理" || turn != "" {
		t.Errorf("%s %s", fix, turn)
	}
	row := slip{}.findingRow(0, x)
	if row[7] != "已核实，不用再处理" || row[8] != "" {
		t.Errorf("printed: %v", row)
	}
}
