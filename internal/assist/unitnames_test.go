package assist

import "testing"

// A unit is found by any of its names, the first of several first; names made
// ready are not taken for other units.
func TestAUnitIsFoundByAnyOfItsNames(t *testing.T) {
	terms := Terms{
		Office: Office{Province: "样城省", City: "样城市", Noise: "客户服务中心"},
		Units:  []Unit{{Name: "甲区", Aliases: []string{"老甲"}}, {Name: "乙县", Former: []string{"老甲", "丙县"}}},
	}
	ask := func(terms Terms, want map[string]string) {
		t.Helper()
		for text, unit := range want {
			if got, known := terms.UnitCalled(text); got != unit || known != (unit != "") {
				t.Errorf("%s is %q, want %q", text, got, unit)
			}
		}
	}
	want := map[string]string{"甲区": "甲区", "样城市甲区烟草专卖局": "甲区", "老甲": "甲区", "丙县营销部": "乙县", "乙县客户服务中心": "乙县", "丁县": "", "": ""}
	ask(terms, want)
	ready := terms.Named()
	ask(ready, want)
	ready.Office.Noise = ""
	ask(ready, map[string]string{"甲区": "甲区", "乙县客户服务中心": ""})
	ready.Units = ready.Units[1:]
	ask(ready, map[string]string{"甲区": "", "老甲": "乙县"})
}

// The words that stand around a unit's name in every office are no part of it.
func TestTheWordsAroundAUnit(t *testing.T) {
	terms := Terms{Office: Office{Province: "样城省", City: "样城市", Marketing: "营销中心", Licensing: "专卖科"}, Units: []Unit{{Name: "甲区"}}}.Named()
	for _, text := range []string{
		"甲区烟草专卖局", "甲区烟草专卖", "甲区烟草公司", "甲区烟草有限责任公司", "甲区分公司", "甲区营销部", "甲区客户服务部", "甲区烟草", "甲区公司", "(甲区)", "（甲区）", "甲 区", "甲\u3000区", "甲区局", "样城省样城市甲区", "样城市烟草专卖局甲区营销部", "样城甲区分公司", "样城甲区", "中国烟草总公司样城省公司样城市公司甲区分公司", "甲区卷烟营销部", "甲区局（分公司）", "甲区营销中心", "甲区专卖科",
	} {
		if got, _ := terms.UnitCalled(text); got != "甲区" {
			t.Errorf("%q is %q", text, got)
		}
	}
	for _, text := range []string{"甲区供销社", "甲区商店", "甲区内管科", "样城", "样甲区"} {
		if got, known := terms.UnitCalled(text); known {
			t.Errorf("%q is %q", text, got)
		}
	}
}

// TestACityThatIsItsOwnUnit: it is found by its name, and a blank name is nobody's.
func TestACityThatIsItsOwnUnit(t *testing.T) {
	terms := Terms{Office: Office{Province: "样城省", City: "样城市"}, Units: []Unit{{Name: "样城市"}, {Name: "营销部"}, {Name: "城关"}, {Name: "城关镇"}, {Name: "样城市市区"}}}
	for text, want := range map[string]string{
		"样城市": "样城市", "样城市烟草专卖局": "样城市", "样城省样城市烟草公司": "样城市", "": "", "烟草公司": "", "营销部": "营销部", "样城省": "",
		"样城市城关营销部": "城关", "城关镇": "城关镇", "样城省样城市城关镇烟草": "城关镇", "市区": "样城市市区", "样城市市区分公司": "样城市市区",
	} {
		if got, known := terms.UnitCalled(text); got != want || known != (want != "") {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
