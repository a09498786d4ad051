package assist_test

import (
	"testing"
	"time"

	"bangfu/internal/assist"
)

// TestOpenRefusals: a file that went back as a whole is open, in whatever week, until
// something has come in its place.
func TestOpenRefusals(t *testing.T) {
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, assist.Zone)
	day := assist.DateOf(at)
	torn := assist.Taken{Receipt: "HZ-1", SHA: "refused", Unit: "甲", Name: "销售历史.xlsx", Kind: assist.KindUnknown, Refused: true, At: at}
	nameless := with(torn, func(t *assist.Taken) { t.Name = "报表.et" })
	sales := assist.Taken{Receipt: "HZ-1", SHA: "refused", Unit: "甲", Name: "销售.xlsx", Kind: assist.KindSales, Refused: true, Reported: day, At: at}
	elsewhere := with(sales, func(t *assist.Taken) { t.Findings = []assist.Finding{{Code: "S009"}} })
	later := assist.Taken{Receipt: "HZ-2", SHA: "later", Unit: "甲", Name: "销售历史.xlsx", Kind: assist.KindSales, Reported: day, At: at.AddDate(0, 0, 2), Tables: tables(assist.SalesForm)}
	named := func(name string) assist.Taken { return with(later, func(t *assist.Taken) { t.Name = name }) }
	bringing := func(forms ...assist.Form) assist.Taken {
		return with(later, func(t *assist.Taken) { t.Name, t.Tables = "甲.xlsx", tables(forms...) })
	}
	sameRun := func(t assist.Taken) assist.Taken { t.At = at; return t }
	for name, c := range map[string]struct {
		refused, later assist.Taken
		open           bool
	}{
		"a torn file, come again":                {torn, later, false},
		"saved in another format":                {with(torn, func(t *assist.Taken) { t.Name = "销售历史.xlsb" }), later, false},
		"under another ending":                   {torn, named("销售历史.xls"), false},
		"as a copy":                              {torn, named("销售历史 - 副本 (2).csv"), false},
		"from a folder in the drop folder":       {torn, named("十一月/销售历史.xlsx"), false},
		"beside it in one run, by another name":  {torn, sameRun(named("十一月销售.xlsx")), true},
		"beside it in one run, by its name":      {torn, sameRun(named("销售历史.xlsx")), false},
		"its form under another name":            {torn, bringing(assist.SalesForm), false},
		"its form, refused":                      {torn, with(bringing(assist.SalesForm), func(t *assist.Taken) { t.Tables[0].Refused = true }), true},
		"another form":                           {torn, bringing(assist.VisitForm), true},
		"a name that says nothing, one form":     {nameless, bringing(assist.ApplicationForm, assist.VisitForm), true},
		"a name that says nothing, every form":   {nameless, bringing(assist.ApplicationForm, assist.VisitForm, assist.SalesForm), false},
		"from another unit":                      {torn, with(later, func(t *assist.Taken) { t.Unit = "乙" }), true},
		"refused again":                          {torn, with(later, func(t *assist.Taken) { t.Refused = true }), true},
		"the mended receipt":                     {torn, with(bringing(), func(t *assist.Taken) { t.Ours = "HZ-1" }), false},
		"a readable file, its kind again":        {sales, later, false},
		"its kind beside it in one run":          {sales, sameRun(later), true},
		"of an earlier day":                      {sales, with(later, func(t *assist.Taken) { t.Reported-- }), true},
		"the same name, another kind of file":    {with(sales, func(t *assist.Taken) { t.Name = "销售历史.xlsx" }), with(later, func(t *assist.Taken) { t.Kind = assist.KindVisits }), true},
		"in another's folder, its kind came":     {elsewhere, later, true},
		"in another's folder, mended there":      {elsewhere, with(later, func(t *assist.Taken) { t.Ours = "HZ-1" }), false},
		"taken as another unit's":                {with(sales, func(t *assist.Taken) { t.SHA = "accepted" }), with(later, func(t *assist.Taken) { t.Reported--; t.Unit, t.SHA = "乙", "accepted" }), false},
		"a plan in a county's folder, come home": {with(elsewhere, func(t *assist.Taken) { t.Kind = assist.KindPlan }), with(later, func(t *assist.Taken) { t.Unit, t.Kind = assist.City, assist.KindPlan }), false},
		"in the next week":                       {torn, with(later, func(t *assist.Taken) { t.At = at.AddDate(0, 0, 8) }), false},
		"the city said 作废":                       {with(torn, func(t *assist.Taken) { t.Settle(assist.Settled{Kind: assist.FileDoubt, How: assist.Void}) }), named("甲.xlsx"), false},
		"the city's plan, come again":            {with(torn, func(t *assist.Taken) { t.Unit, t.Name = assist.City, "货源计划.et" }), with(bringing(assist.PlanForm), func(t *assist.Taken) { t.Unit = assist.City }), false},
	} {
		for weeks := range 3 {
			f := assist.Facts{Files: []assist.Taken{c.refused, c.later}, Period: assist.WeekOf(day).Add(weeks), Roster: assist.NewRoster()}
			unit := c.refused.Unit
			open := len(f.OpenRefusals(unit)) > 0 && f.OpenRefusals(unit)[0].Receipt == "HZ-1"
			if open != c.open || len(f.OpenRefusals("丙")) > 0 || len(f.OpenRefusals("")) < len(f.OpenRefusals(unit)) {
				t.Errorf("%s: open %v after %d weeks", name, open, weeks)
			}
		}
	}
}

func with(t assist.Taken, change func(*assist.Taken)) assist.Taken {
	change(&t)
	return t
}

func tables(forms ...assist.Form) []assist.Table {
	var list []assist.Table
	for _, f := range forms {
		list = append(list, assist.Table{Form: f})
	}
	return list
}

// TestMisplacedRowsAreNobodys: what lies in the city's folder, or has found its own
// folder, is no application of the folder's unit.
func TestMisplacedRowsAreNobodys(t *testing.T) {
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, assist.Zone)
	row := func(receipt, unit, refused string, outcome assist.Outcome) assist.JudgedApplication {
		a := &assist.Application{Licence: "140221100001"}
		a.Receipt, a.Unit, a.Row.Place.Row = receipt, unit, 4
		return assist.JudgedApplication{Application: a, Verdict: assist.Judged{Place: a.Place, Unit: unit, Outcome: outcome, Refused: refused}}
	}
	file := func(receipt, unit, code string) assist.Taken {
		f := assist.Taken{Receipt: receipt, SHA: receipt, Unit: unit, Kind: assist.KindApplication, At: at}
		if code != "" {
			f.Refused, f.Findings = true, []assist.Finding{{Code: code, Level: assist.LevelFile}}
		}
		return f
	}
	for name, c := range map[string]struct {
		files []assist.Taken
		rows  []assist.JudgedApplication
		want  string
	}{
		"in the city's folder":    {[]assist.Taken{file("1", assist.City, "S011")}, []assist.JudgedApplication{row("1", assist.City, "S011", assist.Returned)}, ""},
		"in another's, nobody's":  {[]assist.Taken{file("1", "乙", "S009")}, []assist.JudgedApplication{row("1", "乙", "S009", assist.Returned)}, "乙 1 户"},
		"in another's, come home": {[]assist.Taken{file("1", "乙", "S009"), file("2", "甲", "")}, []assist.JudgedApplication{row("1", "乙", "S009", assist.Returned), row("2", "甲", "", assist.Filed)}, "甲 1 户"},
	} {
		f := assist.Facts{Files: c.files, Rows: assist.ApplicationRows{}.With(c.rows...), Period: assist.WeekOf(assist.DateOf(at)), Roster: assist.NewRoster()}
		got := ""
		units, _ := assist.Tallies(f)
		for _, u := range units {
			got += u.Unit + " " + string(rune('0'+u.Applications)) + " 户"
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestOpenSheets: a sheet that went back beside others that were taken is told until its
// form comes again.
func TestOpenSheets(t *testing.T) {
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, assist.Zone)
	day := assist.DateOf(at)
	half := assist.Taken{Receipt: "HZ-1", Unit: "甲", At: at, Reported: day, Tables: tables(assist.ApplicationForm, assist.SalesForm)}
	half.Tables[1].Refused = true
	again := assist.Taken{Receipt: "HZ-2", Unit: "甲", At: at.AddDate(0, 0, 9), Reported: day + 9, Tables: tables(assist.SalesForm)}
	for name, c := range map[string]struct {
		later assist.Taken
		open  int
	}{
		"nothing came":      {assist.Taken{}, 1},
		"its form again":    {again, 0},
		"of an earlier day": {with(again, func(t *assist.Taken) { t.Reported = day - 1 }), 1},
		"another form":      {with(again, func(t *assist.Taken) { t.Tables = tables(assist.VisitForm) }), 1},
		"from another unit": {with(again, func(t *assist.Taken) { t.Unit = "乙" }), 1},
		"refused again":     {with(again, func(t *assist.Taken) { t.Tables = []assist.Table{{Form: assist.SalesForm, Refused: true}} }), 2},
		"its receipt":       {with(again, func(t *assist.Taken) { t.Ours, t.Tables = "HZ-1", nil }), 0},
	} {
		f := assist.Facts{Files: []assist.Taken{half, c.later}, Period: assist.WeekOf(day).Next()}
		if open := f.OpenSheets("甲"); len(open) != c.open || len(open) > 0 && (open[0].Form != assist.SalesForm || open[0].Receipt != "HZ-1") {
			t.Errorf("%s: %v", name, open)
		}
	}
}

// TestARefusedApplicationSheetIsToldItself: a refused 申请表 is told as a sheet, with its
// rows, whatever refuses it, until other files have brought each of them.
func TestARefusedApplicationSheetIsToldItself(t *testing.T) {
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, assist.Zone)
	for _, code := range []string{"S007", "S008", "S012", "S013"} {
		list := assist.Taken{Receipt: "HZ-1", Unit: "甲", At: at, Tables: []assist.Table{{Form: assist.ApplicationForm, Sheet: "申请表", Refused: true}},
			Findings: []assist.Finding{{Code: code, Level: assist.LevelFile, Sheet: "申请表"}}, Counts: []assist.SheetCount{{Sheet: "申请表", Read: 2, Returned: 2}}}
		row := func(receipt, licence string, n int, o assist.Outcome) assist.JudgedApplication {
			place := assist.Place{Receipt: receipt, Sheet: "申请表", Row: n}
			return assist.JudgedApplication{Application: &assist.Application{Row: assist.Row{Place: place, Unit: "甲"}, Licence: licence}, Verdict: assist.Judged{Place: place, Outcome: o}}
		}
		f := assist.Facts{Files: []assist.Taken{list}, Period: assist.WeekOf(assist.DateOf(at)), Roster: assist.NewRoster()}
		told := func(want int) {
			t.Helper()
			if got := f.OpenSheets("甲"); len(got) != want || want > 0 && got[0].Rows() != 2 {
				t.Errorf("%s: %v", code, got)
			}
		}
		told(1)
		f.Rows = f.Rows.With(row("HZ-1", "140213100001", 5, assist.Returned), row("HZ-1", "140213100002", 6, assist.Returned))
		f.Rows.Opened()[0].Verdict.Refused, f.Rows.Opened()[1].Verdict.Refused = code, code
		told(1)
		f.Rows = f.Rows.With(row("HZ-2", "140213100001", 5, assist.Filed))
		told(1)
		f.Rows = f.Rows.With(row("HZ-2", "140213100002", 6, assist.Filed))
		told(0)
	}
}
