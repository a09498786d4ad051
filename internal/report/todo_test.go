package report

import (
	"strings"
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
		hint  = "有 1 条提示要核对或补报：不影响收下，请按问题清单的“处理办法”办理。"
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

// TestReturnedRowsThatAskToo: who mends a row that went back answers at once what would
// let it wait the next time.
func TestReturnedRowsThatAskToo(t *testing.T) {
	asks := assist.Finding{Code: "Q504", Level: assist.LevelHold, Turn: assist.TurnCounty}
	answered := asks
	answered.Confirmed = true
	row := func(o assist.Outcome, x assist.Finding) assist.JudgedApplication {
		return assist.JudgedApplication{Application: &assist.Application{}, Verdict: assist.Judged{Outcome: o, Findings: []assist.Finding{{Code: "V112", Level: assist.LevelReturn}, x}}}
	}
	r := Reply{Taken: assist.Taken{Unit: "平城区", Counts: []assist.SheetCount{{Sheet: "申请表", Read: 3, Returned: 2, Held: 1}}},
		Applications: []assist.JudgedApplication{row(assist.Returned, asks), row(assist.Returned, answered), row(assist.Held, asks)}}
	const want = "退回的行里，1 行还有待核的问题：请同时改正，或在该行“核实说明”答复（例如“属实：Q504 同住一户”），免得重报后再待核。"
	if got := r.toDo([]assist.Finding{asks}); len(got) < 2 || got[1][1] != want {
		t.Errorf("%q", got)
	}
}

// TestBothWhoAreAskedAreNamed: of a row with questions to the county and to the city the
// receipt names both, each with its own.
func TestBothWhoAreAskedAreNamed(t *testing.T) {
	county, city := assist.Finding{Code: "Q504", Level: assist.LevelHold, Turn: assist.TurnCounty}, assist.Finding{Code: "Q307", Level: assist.LevelHold, Turn: assist.TurnCity}
	held := func(found ...assist.Finding) assist.JudgedApplication {
		return assist.JudgedApplication{Application: &assist.Application{}, Verdict: assist.Judged{Outcome: assist.Held, Findings: found}}
	}
	r := Reply{Taken: assist.Taken{Unit: "平城区", Counts: []assist.SheetCount{{Sheet: "申请表", Read: 3, Held: 3}}},
		Applications: []assist.JudgedApplication{held(county), held(county, city), held(city)}}
	want := []string{
		"待核 2 行要县区核实：数据有误的改正；情况属实的，在该行“核实说明”填“属实：”加规则代码和理由（例如“属实：Q504 同住一户”），再放回 收件箱/平城区。",
		"其中 1 行除县区答复以外，还有要市局确认或补录的：Q307（临时困难待市局确认），市局有结果才备案，会有更新的回执。",
		"待核 1 行等市局确认或补录参数，县区不用做什么；有结果时会有更新的回执。",
	}
	got := r.toDo([]assist.Finding{county, county, city, city})
	for i, s := range want {
		if i >= len(got) || got[i][1] != s {
			t.Errorf("%d: %q", i, got)
		}
	}
}

// TestRedCellsAreNamedWhereTheyAre: what to do speaks of red cells where there are some.
func TestRedCellsAreNamedWhereTheyAre(t *testing.T) {
	marked, bare := assist.Finding{Code: "V112", Level: assist.LevelReturn, Cell: "F5"}, assist.Finding{Code: "V124", Level: assist.LevelReturn}
	for _, c := range []struct {
		list        []assist.Finding
		full, short string
	}{
		{[]assist.Finding{marked}, "要改的单元格已标红，", "按清单改标红的单元格，把本工作簿放回 收件箱/平城区"},
		{[]assist.Finding{marked, bare}, "要改的单元格已标红（没有单元格的，见清单），", "按清单改标红的单元格，把本工作簿放回 收件箱/平城区"},
		{[]assist.Finding{{Code: "C101", Level: assist.LevelCity, Cell: "D3"}}, "要改的单元格已标红，", "按清单改标红的单元格，把本工作簿放回 收件箱/平城区"},
		{[]assist.Finding{bare}, "", "按清单办理，把本工作簿放回 收件箱/平城区"},
	} {
		r := Reply{Taken: assist.Taken{Unit: "平城区"}}
		full := "按“处理办法”办理，" + c.full + "改好后把本工作簿直接放回 收件箱/平城区 即可，“回执”表、颜色、批注和“结果”“问题”两列不用删。"
		if r.mending(c.list) != full || r.mendingShort(c.list) != c.short {
			t.Errorf("%s / %s", r.mending(c.list), r.mendingShort(c.list))
		}
	}
}

// TestSheetsOfAnotherKindWereNotJudged: that the rows were judged is said where they were.
func TestSheetsOfAnotherKindWereNotJudged(t *testing.T) {
	r := Reply{Taken: assist.Taken{Unit: "平城区", Tables: []assist.Table{{Sheet: "申请表", Refused: true}, {Sheet: "名单", Refused: true}},
		Findings: []assist.Finding{{Code: "S007", Level: assist.LevelFile, Sheet: "申请表", Message: "缺少必需的列“身份证号”"}, {Code: "S013", Level: assist.LevelFile, Sheet: "名单", Message: "这不像申请表"}}}}
	r.Taken.Counts = []assist.SheetCount{{Sheet: "申请表", Read: 1, Returned: 1}, {Sheet: "名单", Read: 260, Returned: 260}}
	got := r.toDo(r.Taken.Findings)
	if len(got) != 3 || !strings.HasPrefix(got[2][1], "退回 1 行：") || got[0][1] != "工作表“申请表”：这张表整张没有收下：缺少必需的列“身份证号”。其中各行也已核对，请一次改完。" ||
		got[1][1] != "工作表“名单”：这张表整张没有收下：这不像申请表。其中各行没有核对：请用系统下发的空白表，每位客户一行，把各列填全后再报；只有许可证号的名单不用放进收件箱。" {
		t.Errorf("%q", got)
	}
}

// TestRowsThatCameTooEarlyAreNotToBeMended: a row of another form whose customer still
// waits has nothing red to be changed; it comes again when he is filed.
func TestRowsThatCameTooEarlyAreNotToBeMended(t *testing.T) {
	of := func(o assist.Outcome) assist.Finding {
		told, _ := assist.Stranger{Unit: "平城区", Last: assist.Judged{Outcome: o}}.Told(assist.Place{})
		told.Code, told.Level, told.Cell, told.Turn = "V901", assist.LevelReturn, "B5", assist.TurnCounty
		return told
	}
	row := func(found ...assist.Finding) assist.Judged {
		return assist.Judged{Outcome: assist.Returned, Findings: found}
	}
	r := Reply{Taken: assist.Taken{Unit: "平城区", Counts: []assist.SheetCount{{Sheet: "走访台账", Read: 4, Returned: 4}}}}
	r.Others = []assist.Judged{row(of(assist.Held)), row(of(assist.Held)), row(of(assist.Returned)), row(of(assist.Held), assist.Finding{Code: "V902", Level: assist.LevelReturn, Cell: "C5"})}
	got := r.toDo([]assist.Finding{of(assist.Returned)})
	if len(got) != 2 || !strings.HasPrefix(got[0][1], "退回 2 行：按“处理办法”办理") || got[1][1] != "退回 2 行：不用改；这几户的申请还在待核，备案以后把这几行再报一次。" {
		t.Errorf("%q", got)
	}
}

// TestAFileInTheWrongFolderIsNotSentBackThere: what to do names the folder it belongs to.
func TestAFileInTheWrongFolderIsNotSentBackThere(t *testing.T) {
	for code, want := range map[string]string{
		"S011": "把文件移到应放的收件箱",
		"S009": "填报单位写错的改好放回 收件箱/平城区；放错文件夹的移到所属单位的收件箱",
		"S001": "按清单的“处理办法”改好，重新放入 收件箱/平城区",
	} {
		x := assist.Finding{Code: code, Level: assist.LevelFile, Turn: assist.TurnCounty, Message: "不对", Fix: "照办"}
		r := Reply{Taken: assist.Taken{Unit: "平城区", Refused: true, Findings: []assist.Finding{x}}}
		if got := r.headlines([]assist.Finding{x})[2][1]; !strings.HasSuffix(got, want+"。") {
			t.Errorf("%s: %s", code, got)
		}
		for _, line := range r.toDo([]assist.Finding{x}) {
			if code == "S011" && strings.Contains(line[1], "重新放入") || line[1] == "" {
				t.Errorf("%s: %q", code, line)
			}
		}
	}
}

// TestHintsThatMayBeLeftAreNobodysTurn: what may be left as it is asks nobody.
func TestHintsThatMayBeLeftAreNobodysTurn(t *testing.T) {
	for _, r := range assist.Rules() {
		turn := openTurn(assist.Finding{Code: r.Code, Level: r.Level, Turn: r.Turn})
		if r.Optional != (turn == "") {
			t.Errorf("%s: %q", r.Code, turn)
		}
	}
}

// TestAnsweredIsCountedApart: what is 已核实 does not wait.
func TestAnsweredIsCountedApart(t *testing.T) {
	list := []assist.Finding{{Code: "Q307", Level: assist.LevelHold, Confirmed: true}, {Code: "Q504", Level: assist.LevelHold}}
	if got := codeCounts(list, nil); len(got) != 2 || got[0] != [2]string{"待核", "1 处：Q504 1"} || got[1] != [2]string{"已核实", "1 处：Q307 1"} {
		t.Errorf("%q", got)
	}
}

// TestAFileOfWhichNothingIsUsedSaysSo: of two plans of one day none is used; its good rows
// are not called taken, and putting it back as it is would help nobody.
func TestAFileOfWhichNothingIsUsedSaysSo(t *testing.T) {
	whole := assist.Finding{Code: "C104", Level: assist.LevelCity, Turn: assist.TurnCity, Sheet: "货源计划", Message: "同一日期收到了几份 2026-W49 的货源计划，都没有采用", Fix: "请只留一份，写上新的填报日期，另存后重新放入收件箱"}
	columns := assist.Finding{Code: "C105", Level: assist.LevelCity, Turn: assist.TurnCity, Sheet: "货源计划", Message: "缺少 2 个档位列", Fix: "请补上"}
	row := assist.Finding{Code: "C102", Level: assist.LevelCity, Turn: assist.TurnCity, Sheet: "货源计划", Row: 4, Cell: "E4", Message: "不是整数", Fix: "请改正"}
	taken := assist.Taken{Unit: assist.City, Kind: assist.KindPlan, Tables: []assist.Table{{Form: assist.PlanForm, Sheet: "货源计划"}}, Undecided: []assist.Claim{{Form: assist.PlanForm}},
		Counts: []assist.SheetCount{{Sheet: "货源计划", Read: 15, Filed: 14, Returned: 1}}}
	const first = "这份文件没有采用：同一日期收到了几份 2026-W49 的货源计划，都没有采用。请只留一份，写上新的填报日期，另存后重新放入收件箱。"
	for want, list := range map[string][]assist.Finding{
		first: {whole},
		first + "其中有问题的 1 行，请一并按清单改好。": {columns, whole, row},
	} {
		r := Reply{Taken: taken}
		r.Taken.Findings = list
		r.Taken.Counts[0].Returned = len(list) / 2
		if got := r.toDo(list); len(got) != 1 || got[0][1] != want || r.verdict() != "✗ 没有采用" {
			t.Errorf("%s: %q, want %q", r.verdict(), got, want)
		}
		if got := r.advice(list)[0].short; got != "这份没有采用：请只留一份，写上新的填报日期，另存后重新放入收件箱" {
			t.Errorf("short: %s", got)
		}
	}
}

// TestHintsOnAFileOfWhichNothingWasTaken: where no row was taken a hint cannot leave it so.
func TestHintsOnAFileOfWhichNothingWasTaken(t *testing.T) {
	hint := []assist.Finding{{Code: "N605", Level: assist.LevelNote, Turn: assist.TurnCounty, Cell: "C4"}}
	for refused, want := range map[bool]string{
		true:  "有 1 条提示要核对或补报：请按问题清单的“处理办法”一并办理。",
		false: "有 1 条提示要核对或补报：不影响收下，请按问题清单的“处理办法”办理。",
	} {
		r := Reply{Taken: assist.Taken{Unit: "平城区", Kind: assist.KindApplication, Tables: []assist.Table{{Form: assist.ApplicationForm, Sheet: "申请表", Read: 1, Refused: refused}}}}
		if got := r.hintAdvice(hint); len(got) != 1 || got[0].full != want {
			t.Errorf("refused %v: %q", refused, got)
		}
	}
}

// TestWhatIsNotUsedStandsBesideWhatWentBack: where rows went back, hints of what is not
// used are told with them, whosever turn they are.
func TestWhatIsNotUsedStandsBesideWhatWentBack(t *testing.T) {
	for _, c := range []struct {
		unit, code string
		turn       assist.Turn
	}{{assist.City, "N311", assist.TurnCity}, {"平城区", "N709", assist.TurnCounty}} {
		r := Reply{Taken: assist.Taken{Unit: c.unit, Counts: []assist.SheetCount{{Sheet: "表", Read: 5, Returned: 1, Filed: 4}}}}
		list := []assist.Finding{{Code: c.code, Level: assist.LevelNote, Turn: c.turn, Row: 5, Count: 2}, {Code: "V201", Level: assist.LevelReturn, Row: 6}}
		told := ""
		for _, line := range r.toDo(list) {
			told += line[1]
		}
		if !strings.Contains(told, "有 2 处没有采用、没有读取，或没有起作用：请按问题清单的“处理办法”办理。") {
			t.Errorf("%s: %s", c.code, told)
		}
	}
}

// TestTheDayOfAFile: a file that does not say its 填报日期 says by which day it counts.
func TestTheDayOfAFile(t *testing.T) {
	at := day("2026-11-24").Time()
	for want, taken := range map[string]assist.Taken{
		"":           {At: at},
		"2026-11-20": {At: at, Reported: day("2026-11-20")},
		"表上没有写（文件存盘日期 2026-11-20）": {At: at, Reported: day("2026-11-20"), Saved: true},
		"表上没有写（按收件日期 2026-11-24）":  {At: at, Reported: day("2026-11-24"), Saved: true},
	} {
		got := ""
		for _, line := range (Reply{Taken: taken}).file() {
			if line[0] == "填报日期" {
				got = line[1]
			}
		}
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
