package assist_test

import (
	"testing"
	"time"

	"bangfu/internal/assist"
)

// TestOpenRefusals: a file that went back as a whole is open until something has come
// in its place from its unit.
func TestOpenRefusals(t *testing.T) {
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, assist.Zone)
	day := assist.DateOf(at)
	torn := assist.Taken{Receipt: "HZ-1", Unit: "甲", Name: "销售历史.xlsx", Kind: assist.KindUnknown, Refused: true, At: at}
	sales := assist.Taken{Receipt: "HZ-1", Unit: "甲", Name: "销售.xlsx", Kind: assist.KindSales, Refused: true, Reported: day, At: at}
	later := assist.Taken{Receipt: "HZ-2", Unit: "甲", Name: "销售历史.xlsx", Kind: assist.KindSales, Reported: day, At: at.AddDate(0, 0, 2)}
	with := func(t assist.Taken, change func(*assist.Taken)) assist.Taken { change(&t); return t }
	for name, c := range map[string]struct {
		refused, later assist.Taken
		open           bool
	}{
		"a torn file, come again":             {torn, later, false},
		"saved in another format":             {with(torn, func(t *assist.Taken) { t.Name = "销售历史.xlsb" }), later, false},
		"under another name":                  {torn, with(later, func(t *assist.Taken) { t.Name = "其他.xlsx" }), true},
		"from another unit":                   {torn, with(later, func(t *assist.Taken) { t.Unit = "乙" }), true},
		"refused again":                       {torn, with(later, func(t *assist.Taken) { t.Refused = true }), true},
		"the mended receipt":                  {torn, with(later, func(t *assist.Taken) { t.Name, t.Ours = "回执.xlsx", "HZ-1" }), false},
		"a readable file, its kind again":     {sales, later, false},
		"of an earlier day":                   {sales, with(later, func(t *assist.Taken) { t.Reported-- }), true},
		"the same name, another kind of file": {with(sales, func(t *assist.Taken) { t.Name = "销售历史.xlsx" }), with(later, func(t *assist.Taken) { t.Kind = assist.KindVisits }), true},
		"in another's folder, its kind came":  {with(sales, func(t *assist.Taken) { t.Findings = []assist.Finding{{Code: "S009"}} }), later, true},
		"taken as another unit's":             {with(sales, func(t *assist.Taken) { t.SHA = "accepted" }), with(later, func(t *assist.Taken) { t.Reported-- }), false},
		"in the next week":                    {torn, with(later, func(t *assist.Taken) { t.At = at.AddDate(0, 0, 8) }), true},
	} {
		f := assist.Facts{Files: []assist.Taken{c.refused, c.later}, Period: assist.WeekOf(day), Accepted: map[string]bool{"accepted": true}}
		open := len(f.OpenRefusals("甲")) > 0 && f.OpenRefusals("甲")[0].Receipt == "HZ-1"
		if open != c.open || len(f.OpenRefusals("丙")) > 0 || len(f.OpenRefusals("")) < len(f.OpenRefusals("甲")) {
			t.Errorf("%s: open %v", name, open)
		}
	}
}
