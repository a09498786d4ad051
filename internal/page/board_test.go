package page

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
)

// twoUnits are the facts of a small city: 甲 sent a row that waits for the city
// and one that is filed, 乙 is silent past its deadline.
func twoUnits() assist.Facts {
	at := time.Date(2026, 11, 25, 9, 0, 0, 0, assist.Zone)
	place := func(row int) assist.Place {
		return assist.Place{Receipt: "HZ-1-20261125-001", Sheet: "申请表", Row: row}
	}
	row := func(n int, licence, unit, name string, out assist.Outcome, found ...assist.Finding) assist.JudgedApplication {
		a := &assist.Application{Licence: licence, Operator: name, Shop: name + "商店", ID: "140221197001010013", Phone: "13800001111", Business: assist.NewCustomer}
		a.Place, a.Unit = place(n), unit
		return assist.JudgedApplication{Application: a, Verdict: assist.Judged{Place: a.Place, Form: assist.ApplicationForm, Unit: unit, Licence: licence, Outcome: out, Findings: found}}
	}
	roll := assist.NewRoster()
	filed := row(6, "140101100011", "甲", "王小样", assist.Filed)
	f := assist.Filing{Number: "样烟弱备20260001", Unit: "甲", Application: filed.Application, FiledOn: assist.DateOf(at), Start: assist.DateOf(at), End: assist.DateOf(at) + 30}
	roll.Fold(assist.Change{Day: assist.DateOf(at), Kind: assist.Joined, Licence: filed.Licence, Unit: "甲", By: "县区审批", Filing: &f})
	line := func(unit, licence string, asked, extra int) assist.SupplyLine {
		return assist.SupplyLine{Week: assist.Week{Year: 2026, Number: 49}, Unit: unit, Day: assist.DateOf(at) + 5, Licence: licence, Barcode: "6900000000011", Origin: assist.Requested, Base: 2, Asked: asked, Demand: asked, Extra: extra, Reason: "公平分配"}
	}
	return assist.Facts{
		At: at, Today: assist.DateOf(at), Period: assist.WeekOf(assist.DateOf(at)), Week: assist.WeekOf(assist.DateOf(at)).Next(),
		Terms: assist.Terms{
			Units:    []assist.Unit{{Name: "甲"}, {Name: "乙"}},
			Products: assist.NewCatalogue([]assist.Product{{Barcode: "6900000000011", Name: "样牌（硬）"}}),
			Limits:   []assist.Limit{{Name: assist.DueDays, Value: 60 * 10000}},
		},
		Files: []assist.Taken{{Receipt: "HZ-1-20261125-001", Unit: "甲", Name: "王小样.xlsx", Kind: assist.KindApplication, At: at, Seen: at, Counts: []assist.SheetCount{{Sheet: "申请表", Read: 2, Filed: 1, Held: 1}}}},
		Rows: assist.ApplicationRows{}.With(filed,
			row(7, "140101100022", "甲", "李小样", assist.Held, assist.Finding{Code: "Q307", Level: assist.LevelHold, Turn: assist.TurnCity, Message: "李小样 13800001111"})),
		Roster:  roll,
		Visits:  assist.KeptVisits{assist.Visit{Row: assist.Row{Unit: "甲"}, Day: assist.DateOf(at), Licence: "140101100011", Services: []string{"定期走访"}, Problem: "王小样病了", State: "处理中"}.Keep()},
		Reports: []assist.UnitReport{{Unit: "甲", State: assist.Reported, Deadline: at, First: at}, {Unit: "乙", State: assist.Silent, Deadline: at.Add(-time.Hour), Past: true}},
		Plan: assist.WeekPlan{Week: assist.Week{Year: 2026, Number: 49}, State: assist.PlanDraft, Cutoff: at.Add(33 * time.Hour), Lines: keptLines(line("甲", "140101100011", 10, 4), line("乙", "140102100033", 8, 8)),
			Balance: []assist.Balance{{Barcode: "6900000000011", Name: "样牌（硬）", BestSelling: true, Pool: 12, Asked: 18, Given: 12, Customers: 2}}},
		Faults: []assist.Fault{{Text: "样例：参数要补"}},
	}
}

func board(unit string) Board {
	return Board{
		Facts: twoUnits(), Unit: unit, Links: []Link{{"备案汇总表", "2026-W49/备案汇总表_2026-W49.xlsx"}}, Decide: "待办_市局.xlsx",
		Receipt:  func(t assist.Taken) string { return "回执_" + t.Receipt + ".xlsx" },
		Deadline: func(string) time.Time { return time.Date(2026, 12, 3, 18, 0, 0, 0, assist.Zone) },
	}
}

func html(t *testing.T, b Board) string {
	t.Helper()
	out, err := b.HTML()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// TestTheCitysBoard says what waits, how each unit stands, what was dealt, and
// what happened to each licence.
func TestTheCitysBoard(t *testing.T) {
	text := html(t, board(""))
	for _, want := range []string{
		"2026-W49 供货周 · 草案", "截单 2026-11-26 18:00",
		`待确认 甲：1 户等市局确认 <a href="%e5%be%85%e5%8a%9e_%e5%b8%82%e5%b1%80.xlsx">去答复</a>`, "未报 乙：报送截止 2026-11-25 08:00 已过", "样例：参数要补",
		`<td class="bad">未报</td>`, "等市局 1", "2026-W48 2", // the week's rows, as words of the sparkline
		`aria-label="申请 18，分配 12，可用 12"`, `<td class="n s4">4/10</td>`, `<td class="n s10">8/8</td>`,
		"140101100011", "140102100033", "新增：备案（回执 HZ-1-20261125-001）", "新增 样烟弱备20260001（县区审批）",
		"2026-W49 草案 样牌（硬）：原供应 2，申请 10，加量 4（公平分配）", "定期走访　问题处理中",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the city's board lacks %s", want)
		}
	}
	masked(t, text)
}

// TestAUnitsBoard shows the unit's own and nothing of another.
func TestAUnitsBoard(t *testing.T) {
	text := html(t, board("甲"))
	for _, want := range []string{
		"本周已报；下次报送截止 2026-12-03 18:00", "待核 Q307", ">市局</td>", `_HZ-1-20261125-001.xlsx`,
		"？ 待核 1，✓ 备案或已收 1", "60 日内到期", "<td class=\"n\">30</td>", `<td class="n s4">4/10</td>`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("甲's board lacks %s", want)
		}
	}
	for _, other := range []string{"140102100033", "乙", "8/8", "可用"} {
		if strings.Contains(text, other) {
			t.Errorf("甲's board shows %s, which is not its own", other)
		}
	}
	masked(t, text)
}

// TestABoardStaysSmallOverTheYears: of the hundreds of visits of a customer the latest
// are listed and the others counted, whatever the order in which they came.
func TestABoardStaysSmallOverTheYears(t *testing.T) {
	b := board("甲")
	first, last := b.Facts.Visits[0].Open(), assist.DateOf(b.Facts.At)
	b.Facts.Visits = nil
	for n := range 520 {
		v := first
		v.Day, v.State = last-7*assist.Date(n*7%520), fmt.Sprintf("第%d周", n*7%520)
		b.Facts.Visits = append(b.Facts.Visits, v.Keep())
	}
	file, row, change := b.Facts.Files[0], b.Facts.Rows.Opened()[0], b.Facts.Roster.Changes[0]
	for n := range 40 {
		file.Receipt, file.At = fmt.Sprintf("HZ-1-年-%03d", n), b.Facts.At.AddDate(0, 0, n-100)
		a := *row.Application
		a.Receipt, row.Application = file.Receipt, &a
		change.Day, change.Filing = assist.DateOf(file.At), nil
		change.Kind, change.By = assist.Suspended, fmt.Sprintf("第%03d次", n)
		b.Facts.Files, b.Facts.Rows = append(b.Facts.Files, file), b.Facts.Rows.With(row)
		b.Facts.Roster.Fold(change)
	}
	text := html(t, b)
	for n, want := range map[string]int{"（回执 HZ-1-年-": 11, "HZ-1-年-039）": 1, "HZ-1-年-028）": 0, "第039次": 1, "第028次": 0, "<b>申请</b> 到这一天共 29 条（这里只列最近 12 条，全部见 bangfu trace）": 1, "<b>备案</b> 到这一天共 29 条": 1} {
		if got := strings.Count(text, n); got != want {
			t.Errorf("%s stands %d times, not %d", n, got, want)
		}
	}
	for n, want := range map[string]int{"定期走访　问题第": 12, "问题第0周": 1, "问题第11周": 1, "问题第12周": 0, "到这一天共 508 次（这里只列最近 12 次，全部见 bangfu trace）": 1} {
		if got := strings.Count(text, n); got != want {
			t.Errorf("%s stands %d times, not %d", n, got, want)
		}
	}
	if day := (last - 7*12).String(); !strings.Contains(text, day) {
		t.Errorf("nothing stands for the day of the last that is only counted, %s", day)
	}
}

// masked proves that a board names nobody.
func masked(t *testing.T, text string) {
	t.Helper()
	for _, who := range []string{"王小样", "李小样", "140221197001010013", "13800001111"} {
		if strings.Contains(text, who) {
			t.Errorf("the board shows %s", who)
		}
	}
}

// TestABoardIsTheSameBytesAgain draws the same facts twice.
func TestABoardIsTheSameBytesAgain(t *testing.T) {
	for _, unit := range []string{"", "甲"} {
		a, b := html(t, board(unit)), html(t, board(unit))
		if !bytes.Equal([]byte(a), []byte(b)) {
			t.Errorf("%q: other bytes of the same facts", unit)
		}
	}
}

// TestAnErasedCustomerIsOnNoBoard erases one of 甲's.
func TestAnErasedCustomerIsOnNoBoard(t *testing.T) {
	for _, unit := range []string{"", "甲"} {
		b := board(unit)
		b.Facts.Erased = map[string]bool{"140101100011": true}
		if strings.Contains(html(t, b), "140101100011") {
			t.Errorf("%q: an erased customer is shown", unit)
		}
	}
}

// TestABoardKeepsWhatWasTyped: style and script stand in their places alone, also where
// somebody has typed what stands for them.
func TestABoardKeepsWhatWasTyped(t *testing.T) {
	b := board("")
	const typed = "样例 @style@ &lt;script&gt;@script@"
	b.Facts.Faults = []assist.Fault{{Text: "样例 @style@ <script>@script@"}}
	text := html(t, b)
	for part, want := range map[string]int{typed: 1, boardCSS: 1, boardJS: 1, "<script>": 1, "</script>": 1, "<style>": 1} {
		if got := strings.Count(text, part); got != want {
			t.Errorf("%d times, want %d: %.40q", got, want, part)
		}
	}
}

// keptLines are lines as a plan keeps them.
func keptLines(lines ...assist.SupplyLine) (list assist.SupplyLines) {
	for _, l := range lines {
		list = append(list, l.Keep())
	}
	return list
}
