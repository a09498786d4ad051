package report

import (
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// misplacedIn is a file that went back since it lies in a folder for which it is not.
func misplacedIn(unit, receipt string, kind assist.FileKind, f assist.Finding) assist.Taken {
	return assist.Taken{Receipt: receipt, SHA: receipt, Unit: unit, Name: "甲.xlsx", Kind: kind, Refused: true, At: runAt, Seen: runAt, Findings: []assist.Finding{f}}
}

// A unit's report knows what came in other folders: of a misplaced file that the city has
// answered since nothing is asked, and a file of the unit's own that lies with another is
// told.
func TestWeeklyOfAUnitKnowsWhatCameElsewhere(t *testing.T) {
	f := someFacts()
	f.Files = append(f.Files,
		misplacedIn("平城区", "HZ-140213-20261126-071", assist.KindRegister, assist.Finding{Code: "S011", Level: assist.LevelFile, Message: "许可证状态应放入市局的收件箱"}),
		misplacedIn("云州区", "HZ-140215-20261126-072", assist.KindApplication, assist.Finding{Code: "S009", Level: assist.LevelFile, Value: "平城区", Message: "填报单位是平城区"}))
	text := paper.Text(WeeklyUnit(f, "平城区"))
	if !strings.Contains(text, "不是本文件夹的文件1份，没有收下任何一行：HZ-140213-20261126-071。请放入它所属单位的收件箱；") || !strings.Contains(text, "放在收件箱/云州区（回执 HZ-140215-20261126-072") {
		t.Errorf("open:\n%s", text)
	}
	f.Files = append(f.Files, assist.Taken{Receipt: "HZ-SJ-20261126-073", SHA: "073", Unit: assist.City, Name: "乙.xlsx", Kind: assist.KindRegister, At: runAt, Seen: runAt})
	text = paper.Text(WeeklyUnit(f.Indexed(), "平城区"))
	if strings.Contains(text, "HZ-140213-20261126-071") {
		t.Errorf("answered by the city's own:\n%s", text)
	}
}

// What lies in a wrong folder the city is told once, among the faults: there it stands what
// it is and where it belongs.
func TestWeeklyOfTheCityTellsAMisplacedFileOnce(t *testing.T) {
	f := someFacts()
	f.Files = append(f.Files, misplacedIn("平城区", "HZ-140213-20261126-071", assist.KindRegister, assist.Finding{Code: "S011", Level: assist.LevelFile}))
	f.Faults = append(f.Faults, assist.Fault{Text: "放错文件夹的文件（回执 HZ-140213-20261126-071，收件箱/平城区）没有收下：许可证状态应放入市局的收件箱"})
	if text := paper.Text(WeeklyCity(f)); strings.Count(text, "HZ-140213-20261126-071") != 1 || !strings.Contains(text, "没有收下：许可证状态应放入市局的收件箱") {
		t.Error(text)
	}
}

// The rows of a sheet that was refused whole are one errand, not two: who is asked for the
// sheet is not asked for its rows besides.
func TestRowsOfARefusedSheetAreOneErrand(t *testing.T) {
	f := someFacts()
	const receipt = "HZ-140215-20261126-081"
	counts := []assist.SheetCount{{Sheet: "申请表", Read: 2, Returned: 2}}
	f.Files = append(f.Files, assist.Taken{Receipt: receipt, SHA: receipt, Unit: "云州区", Name: "缺列.xlsx", Kind: assist.KindApplication, At: runAt, Seen: runAt, Counts: counts,
		Tables: []assist.Table{{Sheet: "申请表", Form: assist.ApplicationForm, Read: 2, Refused: true}}})
	for i, licence := range []string{"140215100901", "140215100902"} {
		row := judged(person("云州区", licence, "褚样", assist.Dibao, place(receipt, 5+i)), assist.Returned)
		row.Verdict.Refused, row.Verdict.Since = "S007", today
		f.Rows = f.Rows.With(row)
	}
	unit := paper.Text(WeeklyUnit(f, "云州区"))
	if head, _, _ := strings.Cut(unit, "一、基本情况"); strings.Count(head, receipt) != 1 || strings.Contains(head, "退回2户") {
		t.Errorf("the unit:\n%s", unit)
	}
	if city := paper.Text(WeeklyCity(f)); !strings.Contains(city, "，其中没有收下的文件和工作表中2户；") {
		t.Errorf("the city:\n%s", city)
	}
}

// While a newer register waits for a word nobody is urged to send one.
func TestARegisterInDoubtIsNotCalledOld(t *testing.T) {
	f := someFacts()
	f.Register.Day = f.Today - 60
	old := "许可证状态已60天未更新"
	for _, doubted := range []bool{false, true} {
		if doubted {
			f.Doubts = []assist.Doubt{{Receipt: "HZ-SJ-20261125-002", Kind: assist.RegisterDoubt, What: "少 44 户", Licences: []string{liDibao}, Since: today}}
		}
		for whose, text := range map[string]string{"the city": paper.Text(WeeklyCity(f)), "平城区": paper.Text(WeeklyUnit(f, "平城区")), "开发区": paper.Text(WeeklyUnit(f, "开发区"))} {
			if strings.Contains(text, old) == doubted {
				t.Errorf("%s, in doubt %t:\n%s", whose, doubted, text)
			}
		}
	}
}

// What can still be taken out of the ordering system, and what is too late for that, are two
// errands.
func TestWithdrawnAheadAndTooLateAreTwoErrands(t *testing.T) {
	f := someFacts()
	removed := func(licence string, day assist.Date) assist.Removal {
		return assist.Removal{Move: assist.Withdrawn, Unit: "平城区", Licence: licence, Barcode: yunyan, Cartons: 2, Day: day, Reason: assist.OnHold, At: runAt}
	}
	f.Live = []assist.WeekPlan{{Week: f.Period, State: assist.PlanFinal, Removed: []assist.Removal{removed(liDibao, f.Today), removed(wangBlind, f.Today+1)}}}
	text := paper.Text(WeeklyUnit(f, "平城区"))
	for _, want := range []string{wangBlind + "，11月27日订货）；由货源处从订货系统中撤下，请告知客户，数量和原因见供货撤销。\n", liDibao + "，11月26日订货）；订货日已到，由货源处核对订单和送货，请告知客户，数量和原因见供货撤销。\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s\n%s", want, text)
		}
	}
}

// Of those suspended it is told who is so since this week: a register can stop many at once.
func TestWeeklyTellsWhoIsSuspendedSinceThisWeek(t *testing.T) {
	f := someFacts()
	stop := func(licence string, day assist.Date) {
		f.Roster.Fold(assist.Change{Day: day, Kind: assist.Suspended, Licence: licence, Unit: f.Roster.Of(licence).Unit, By: assist.ByRegister})
	}
	for _, c := range []struct {
		licence string
		day     assist.Date
		want    string
	}{
		{liDibao, f.Today - 7, "在册客户中2户暂停帮扶，其中本周暂停1户。"},
		{wangBlind, f.Today, "在册客户中3户暂停帮扶，其中本周暂停2户。"},
	} {
		stop(c.licence, c.day)
		if text := paper.Text(WeeklyCity(f)); !strings.Contains(text, c.want) {
			t.Errorf("no %s\n%s", c.want, text)
		}
	}
}
