package plan

import (
	"fmt"
	"strings"
	"testing"

	"bangfu/internal/assist"
)

// TestWhichPlanIsUsed: the latest sound one, else the latest; 确认 makes one sound,
// 作废 takes it away; a draft that deals less than half of what weeks dealt is in
// doubt, but not for the sake of those whom the register has cut off.
func TestWhichPlanIsUsed(t *testing.T) {
	offer := func(receipt string, pool int, action assist.Action, doubts ...string) assist.Offer {
		p := assist.SupplyPlan{Week: week49, Receipt: receipt, Doubts: doubts, Products: []assist.PlannedProduct{{Barcode: red, Name: "样品", BestSelling: true, Pool: pool}}}
		return assist.Offer{Plan: p, On: day("2026-11-24"), Action: action}
	}
	dealt := func(each int) assist.WeekPlan {
		return assist.WeekPlan{Lines: keptLines(assist.SupplyLine{Licence: "140213100001", Extra: each}, assist.SupplyLine{Licence: "140215100002", Extra: each})}
	}
	const bad = "第 4 行（C101）"
	for _, c := range []struct {
		name   string
		offers []assist.Offer
		frozen []assist.WeekPlan
		cut    bool // the register has cut off the second customer
		want   string
	}{
		{"none", nil, nil, false, "missing"},
		{"sound", []assist.Offer{offer("甲", 20, "")}, nil, false, "甲 20"},
		{"doubtful alone", []assist.Offer{offer("甲", 20, "", bad)}, nil, false, "甲 20；甲 第 4 行（C101） 2户 等"},
		{"doubtful after a sound one", []assist.Offer{offer("甲", 20, ""), offer("乙", 6, "", bad)}, nil, false, "甲 20；乙 第 4 行（C101） 2户"},
		{"sound after a doubtful one", []assist.Offer{offer("甲", 20, "", bad), offer("乙", 6, "")}, nil, false, "乙 6"},
		{"confirmed", []assist.Offer{offer("甲", 20, ""), offer("乙", 6, assist.Confirm, bad)}, nil, false, "乙 6"},
		{"void", []assist.Offer{offer("甲", 20, ""), offer("乙", 6, assist.Void, bad)}, nil, false, "甲 20"},
		{"all void", []assist.Offer{offer("甲", 20, assist.Void)}, nil, false, "missing"},
		{"two doubtful ones", []assist.Offer{offer("甲", 20, "", bad), offer("乙", 6, "", bad)}, nil, false, "乙 6；乙 第 4 行（C101） 2户 等"},
		{"half of the mean", []assist.Offer{offer("甲", 10, "")}, []assist.WeekPlan{dealt(10)}, false, "甲 10"},
		{"less than half", []assist.Offer{offer("甲", 9, "")}, []assist.WeekPlan{dealt(10)}, false, "甲 9；甲 草案只分配 9 条，不到最近 1 个定稿周平均 20 条的 50% 2户 等"},
		{"the last four weeks count", []assist.Offer{offer("甲", 9, "")}, []assist.WeekPlan{dealt(1), dealt(10), dealt(10), dealt(10), dealt(10)}, false, "甲 9；甲 草案只分配 9 条，不到最近 4 个定稿周平均 20 条的 50% 2户 等"},
		{"a mean of different weeks", []assist.Offer{offer("甲", 9, "")}, []assist.WeekPlan{dealt(10), dealt(8)}, false, "甲 9"},
		{"confirmed although it drops", []assist.Offer{offer("甲", 1, assist.Confirm)}, []assist.WeekPlan{dealt(10)}, false, "甲 1"},
		{"the register cut somebody off", []assist.Offer{offer("甲", 9, "")}, []assist.WeekPlan{dealt(10)}, true, "甲 9"},
	} {
		in := newCity()
		for _, l := range []string{"140213100001", "140215100002"} {
			in.enrol("平城区", l, nil)
			in.asks(l, 10, red)
		}
		if c.cut {
			in.Register = assist.Register{Receipt: "登", Licences: assist.RegisterRows{"140213100001": assist.RegisterRow{Status: "有效", End: day("2030-01-01")}.Keep()}}
		}
		p := Choose(in.Input, c.offers, c.frozen)
		got := string(p.State)
		if p.Source != nil {
			sum := 0
			for l := range p.Lines.All() {
				sum += l.Extra
			}
			got = fmt.Sprintf("%s %d", p.Source.Receipt, sum)
		}
		if d := p.Doubt; d != nil {
			got = strings.TrimSpace(fmt.Sprintf("%s；%s %s %d户", got, d.Receipt, d.What, len(d.Licences)))
			if d.Holds {
				got += " 等"
			}
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
