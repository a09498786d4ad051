package assist

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"bangfu/internal/column"
)

// tallyRow is one row of the test: receipt, row, licence typed, licence read, outcome, standing.
type tallyRow struct {
	unit, receipt string
	row           int
	typed, read   string
	outcome       Outcome
	standing      Standing
}

func tallyFacts(rows []tallyRow, files ...Taken) Facts {
	f := Facts{Period: Week{2026, 48}, Terms: Terms{Units: []Unit{{Name: "甲"}, {Name: "乙"}}}, Roster: NewRoster(), Files: files}
	for _, r := range rows {
		a := Application{Row: Row{Place: Place{r.receipt, "申请表", r.row}, Unit: r.unit, Cells: packCells(maps.All(map[column.Header]Cell{"许可证号": {Text: r.typed}}))}, Licence: r.read}
		j := Judged{Place: a.Place, Outcome: r.outcome, Standing: r.standing}
		if r.receipt == "R4" {
			j.Refused = "S007"
		}
		f.Rows = f.Rows.With(JudgedApplication{&a, j})
	}
	return f
}

func tallyFile(receipt string, day int, ours string) Taken {
	return Taken{Receipt: receipt, At: time.Date(2026, 11, day, 9, 0, 0, 0, Zone), Ours: ours}
}

const (
	one = "140213100001"
	two = "140213100002"
)

// Each licence counts once by its last row of the week.
func TestTalliesCountEachLicenceOnce(t *testing.T) {
	for _, c := range []struct {
		name string
		rows []tallyRow
		want string // 申请 备案 待核 退回 不符合 of 甲, then of 乙
	}{
		{"nothing", nil, "[0 0 0 0 0] [0 0 0 0 0]"},
		{"the last row of the week", []tallyRow{{"甲", "R1", 5, one, one, Returned, ""}, {"甲", "R2", 5, one, one, Filed, ""}}, "[1 1 0 0 0] [0 0 0 0 0]"},
		{"a row of the week before", []tallyRow{{"甲", "R0", 5, one, one, Held, ""}}, "[0 0 0 0 0] [0 0 0 0 0]"},
		{"replaced in the run", []tallyRow{{"甲", "R1", 5, one, one, Held, ""}, {"甲", "R1", 6, one, one, Returned, Replaced}}, "[1 0 1 0 0] [0 0 0 0 0]"},
		{"repeated in the run", []tallyRow{{"甲", "R1", 5, one, one, Filed, ""}, {"甲", "R1", 6, one, one, Filed, Repeated}}, "[1 1 0 0 0] [0 0 0 0 0]"},
		{"two units with one licence", []tallyRow{{"甲", "R1", 5, one, one, Returned, ""}, {"乙", "R3", 5, one, one, Returned, ""}}, "[1 0 0 1 0] [1 0 0 1 0]"},
		{"unreadable, then mended", []tallyRow{{"甲", "R1", 5, "14021310", "", Returned, ""}, {"甲", "R2", 5, one, one, Filed, ""}}, "[1 1 0 0 0] [0 0 0 0 0]"},
		{"unreadable twice", []tallyRow{{"甲", "R2", 5, "14021310", "", Returned, ""}, {"甲", "R2", 6, "14021310", "", Returned, ""}}, "[1 0 0 1 0] [0 0 0 0 0]"},
		{"nothing typed is nobody's application", []tallyRow{{"甲", "R2", 5, "", "", Returned, ""}, {"甲", "R2", 6, "", "", Returned, ""}}, "[0 0 0 0 0] [0 0 0 0 0]"},
		{"nothing typed on a refused sheet", []tallyRow{{"甲", "R4", 5, "", "", Returned, ""}, {"甲", "R4", 6, two, two, Returned, ""}}, "[1 0 0 1 0] [0 0 0 0 0]"},
		{"not 符合", []tallyRow{{"乙", "R3", 5, two, two, Ineligible, ""}}, "[0 0 0 0 0] [1 0 0 0 1]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := tallyFacts(c.rows, tallyFile("R0", 20, ""), tallyFile("R1", 23, ""), tallyFile("R2", 29, "R1"), tallyFile("R3", 25, ""), tallyFile("R4", 26, ""))
			units, sum := Tallies(f)
			five := func(t Tally) []int { return []int{t.Applications, t.Filed, t.Held, t.Returned, t.Ineligible} }
			if got := fmt.Sprint(five(units[0]), five(units[1])); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			if sum.Unit != "合计" || sum.Applications != units[0].Applications+units[1].Applications {
				t.Errorf("sum %+v", sum)
			}
		})
	}
}

// Rows whose licence cannot be read count each person once: two persons with one wrong
// number are two, and so are those of a refused sheet that has no column for it; a row
// without a person is nobody's.
func TestTalliesCountPersonsWithoutALicence(t *testing.T) {
	for name, c := range map[string]struct {
		typed [2]string
		who   [2]string
		sheet string // what refuses it
		want  int
	}{
		"one wrong number, two persons": {[2]string{"1402131", "1402131"}, [2]string{"样一", "样二"}, "", 2},
		"one wrong number, one person":  {[2]string{"1402131", "1402131"}, [2]string{"样一", "样 一"}, "", 1},
		"no column for it":              {[2]string{}, [2]string{"样一", "样二"}, "S007", 2},
		"no column, and nobody":         {[2]string{}, [2]string{"样一", ""}, "S007", 1},
	} {
		f := tallyFacts([]tallyRow{{"甲", "R1", 5, c.typed[0], "", Returned, ""}, {"甲", "R1", 6, c.typed[1], "", Returned, ""}}, tallyFile("R1", 23, ""))
		for i := range f.Rows.Opened() {
			cells := map[column.Header]Cell{"许可证号": {Text: c.typed[i]}, "经营者姓名": {Text: c.who[i]}}
			f.Rows.Opened()[i].Cells, f.Rows.Opened()[i].Operator = packCells(maps.All(cells)), c.who[i]
			f.Rows.Opened()[i].Verdict.Refused = c.sheet
		}
		units, _ := Tallies(f)
		if units[0].Applications != c.want || units[0].Returned != c.want || len(slices.Collect(f.LastRows(""))) < c.want {
			t.Errorf("%s: %+v", name, units[0])
		}
	}
}

// Changes of the roll count in the week of their day; a move is 退出 there and 新增 here.
func TestTalliesCountMovements(t *testing.T) {
	f := tallyFacts(nil)
	monday := Day(2026, 11, 23)
	filed := func(unit string, h Hardship) *Filing {
		return &Filing{Unit: unit, Application: &Application{Licence: one, Hardship: h}}
	}
	other := &Filing{Unit: "甲", Application: &Application{Licence: two, Hardship: Temporary}}
	for _, c := range []Change{
		{Day: monday - 1, Kind: Joined, Licence: one, Unit: "甲", Filing: filed("甲", Dibao)},
		{Day: monday, Kind: Joined, Licence: two, Unit: "甲", Filing: other},
		{Day: monday + 1, Kind: Amended, Licence: one, Unit: "乙", Filing: filed("乙", Disability)},
		{Day: monday + 2, Kind: Left, Licence: two, Unit: "甲"},
		{Day: monday + 6, Kind: Joined, Licence: two, Unit: "甲", Filing: other},
		{Day: monday + 6, Kind: Reverified, Licence: two, Unit: "甲", Filing: other},
		{Day: monday + 7, Kind: Suspended, Licence: one, Unit: "乙"},
		{Day: monday + 7, Kind: Left, Licence: one, Unit: "乙"},
	} {
		f.Roster.Fold(c)
	}
	units, sum := Tallies(f)
	got := fmt.Sprint(units[0].Joined, units[0].Left, units[0].Enrolled, units[0].Classes, " ", units[1].Joined, units[1].Left, units[1].Enrolled, " ", sum.Joined, sum.Left)
	if want := "2 2 1 [0 0 1] 1 0 0 3 2"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if moves := slices.Collect(f.Roster.movements(6)); len(moves) != 1 || moves[0].In || moves[0].Unit != "乙" || moves[0].Index != 7 {
		t.Errorf("movements from the sixth change on: %+v", moves)
	}
}

// A unit that has vanished from the terms still has its line, so that the sum is whole.
func TestTalliesKeepForgottenUnits(t *testing.T) {
	f := tallyFacts([]tallyRow{{"丙", "R1", 5, one, one, Filed, ""}}, tallyFile("R1", 23, ""))
	units, sum := Tallies(f)
	if len(units) != 3 || units[2].Unit != "丙" || units[2].Report.State != Silent || sum.Filed != 1 {
		t.Errorf("%+v", units)
	}
}

// A row whose licence cannot be read, and that does not say whose it is, waits no more
// when its unit has sent a whole 申请表 of the same 填报日期 or later in a later run;
// another unit's file, a refused one, an earlier one and one that came with it leave it.
// A row that names its person or shop waits until that one is sent again: the next
// file of a unit is mostly of other customers.
func TestAWholeFileReplacesUnreadableRows(t *testing.T) {
	for _, c := range []struct {
		name  string
		hours int // after the first file
		file  Taken
		want  int
	}{
		{"of the same day", 1, Taken{Unit: "甲", Reported: Day(2026, 11, 23)}, 0},
		{"of the same run", 0, Taken{Unit: "甲", Reported: Day(2026, 11, 23)}, 1},
		{"of an earlier day", 1, Taken{Unit: "甲", Reported: Day(2026, 11, 22)}, 1},
		{"of another unit", 1, Taken{Unit: "乙", Reported: Day(2026, 11, 24)}, 1},
		{"refused", 1, Taken{Unit: "甲", Reported: Day(2026, 11, 24), Refused: true}, 1},
	} {
		c.file.Receipt, c.file.Tables = "R9", []Table{{Form: ApplicationForm, Sheet: "申请表"}}
		first := tallyFile("R1", 23, "")
		first.Unit = "甲"
		c.file.At = first.At.Add(time.Duration(c.hours) * time.Hour)
		f := tallyFacts([]tallyRow{{"甲", "R1", 5, "14021310", "", Returned, ""}}, first, c.file)
		f.Rows.Opened()[0].Reported = Day(2026, 11, 23)
		if got := len(slices.Collect(f.LastRows(""))); got != c.want {
			t.Errorf("%s: %d rows wait, want %d", c.name, got, c.want)
		}
		for _, whose := range []Application{{Operator: "样人"}, {ID: "14022119700101001X"}, {Address: "样县样街 1 号"}} {
			named := f
			named.Rows = ApplicationRows{}.With(f.Rows.Opened()...)
			whose.Row, whose.Licence = f.Rows.Opened()[0].Row, f.Rows.Opened()[0].Licence
			named.Rows.Opened()[0].Application = &whose
			if got := len(slices.Collect(named.LastRows(""))); got != 1 {
				t.Errorf("%s, with %q%q%q: %d rows wait, want 1", c.name, whose.Operator, whose.ID, whose.Address, got)
			}
		}
	}
}

// A row whose licence cannot be read waits no more when a later file of its unit
// holds its person, its shop or its very row again, whatever 填报日期 that bears.
func TestARowSentAnewReplacesAnUnreadableOne(t *testing.T) {
	unread := Application{Operator: "样 人", ID: "14022119700101001X", Address: "样县样街 1 号"}
	for _, c := range []struct {
		name, unit, file, receipt string
		row                       int
		of                        Application
		want                      int
	}{
		{"the same name", "甲", "乙.xlsx", "R9", 9, Application{Operator: "样人"}, 1},
		{"the same number", "甲", "乙.xlsx", "R9", 9, Application{Operator: "另样", ID: "14022119700101001X"}, 1},
		{"the same shop", "甲", "乙.xlsx", "R9", 9, Application{Operator: "另样", Address: "样县样街1号"}, 1},
		{"the same row of the same file", "甲", "甲.xlsx", "R9", 5, Application{Operator: "另样"}, 1},
		{"the same row of another file", "甲", "乙.xlsx", "R9", 5, Application{Operator: "另样"}, 2},
		{"somebody else", "甲", "乙.xlsx", "R9", 9, Application{Operator: "另样", Address: "样县样街 2 号"}, 2},
		{"another unit", "乙", "甲.xlsx", "R9", 5, unread, 2},
		{"the same file", "甲", "甲.xlsx", "R1", 9, unread, 2},
	} {
		f := tallyFacts([]tallyRow{{"甲", "R1", 5, "", "", Returned, ""}, {c.unit, c.receipt, c.row, one, "", Filed, ""}}, tallyFile("R1", 23, ""), tallyFile("R9", 24, ""))
		f.Files[0].Name, f.Files[1].Name = "甲.xlsx", c.file
		place, licence := f.Rows.Opened()[1].Row, f.Rows.Opened()[1].Licence
		f.Rows.Opened()[0].Operator, f.Rows.Opened()[0].ID, f.Rows.Opened()[0].Address = unread.Operator, unread.ID, unread.Address
		f.Rows.Opened()[1].Application = &c.of
		f.Rows.Opened()[1].Row, f.Rows.Opened()[1].Licence = place, licence
		if got := len(slices.Collect(f.LastRows(""))); got != c.want {
			t.Errorf("%s: %d rows stand, want %d", c.name, got, c.want)
		}
	}
}
