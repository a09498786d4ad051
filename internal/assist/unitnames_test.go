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
