package audit

import (
	"crypto/sha256"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
)

// one is the only signal of a code in a city made of some facts.
func one(t *testing.T, code string, facts ...string) assist.Signal {
	t.Helper()
	c := newCity(t)
	c.tell(facts)
	var found []assist.Signal
	for _, s := range Signals(c.Facts) {
		if s.Code == code {
			found = append(found, s)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d signals %s, want one: %v", len(found), code, found)
	}
	return found[0]
}

// The number is the code and the first four bytes of the SHA-256 of the facts.
func TestNumberIsADigestOfTheFacts(t *testing.T) {
	got := one(t, "A105", "在册 140213100001 平城区 2026-01-05 2026-12-31", "走访 140213100001 2026-10-20").Number
	sum := sha256.Sum256([]byte("A105|140213100001|2026-10-20|31"))
	if want := fmt.Sprintf("A105-%x", sum[:4]); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestAnsweredByReply(t *testing.T) {
	facts := []string{"在册 140213100001 平城区 2026-01-05 2026-12-31", "走访 140213100001 2026-10-20"}
	open := one(t, "A105", facts...)
	if open.Reply != "" {
		t.Fatalf("nobody has answered: %q", open.Reply)
	}
	answered := append(facts, "答复 "+open.Number+" 已电话了解", "答复 A105-00000000 别的")
	if got := one(t, "A105", answered...); got.Reply != "已电话了解" || got.Number != open.Number {
		t.Errorf("not remembered: %+v", got)
	}
	// The next day the same gap is the same fact, though it is a day longer …
	if got := one(t, "A105", append(answered, "今天 2026-11-25")...); got.Reply != "已电话了解" {
		t.Errorf("raised again a day later: %+v", got)
	}
	// … and after another whole interval it is a new one.
	if got := one(t, "A105", append(answered, "今天 2026-12-22")...); got.Reply != "" || got.Number == open.Number {
		t.Errorf("62 days are not the facts that were answered: %+v", got)
	}
	// A later reply replaces an earlier one; an empty one answers nothing.
	if got := one(t, "A105", append(answered, "答复 "+open.Number+" 已补走访")...); got.Reply != "已补走访" {
		t.Errorf("the later reply counts: %+v", got)
	}
}

func TestAnsweredByAdjustment(t *testing.T) {
	facts := []string{
		"在册 140213100001 平城区 2026-01-05 2026-12-31",
		"订货 140213100001 2026-10-16 红×6", "订货 140213100001 2026-10-23 红×7", "订货 140213100001 2026-10-30 红×5", "订货 140213100001 2026-11-06 红×13",
	}
	open := one(t, "A101", facts...)
	for adjustment, want := range map[string]string{
		"调整 140213100001 暂停 2026-11-20 核查大单":              "名单调整 暂停（2026-11-20 起）：核查大单",
		"调整 140213100001 退出 2026-11-06 转供":                "名单调整 退出（2026-11-06 起）：转供",
		"调整 140213100001 暂停 2026-11-05 别的事":               "",                         // older than the order
		"调整 140213100001 暂停 2026-11-10 别的事 收到=2026-11-05": "",                         // decided before, to begin after it
		"调整 140213100001 暂停 2026-11-01 核查 收到=2026-11-09":  "名单调整 暂停（2026-11-01 起）：核查", // decided after it, for the days before too
		"调整 140213100001 恢复 2026-11-20 期满":                "",                         // says nothing of the order
		"调整 140213100001 确认 2026-11-20 A101已核实":           "名单调整 确认（2026-11-20 起）：A101已核实",
		"调整 140213100001 确认 2026-11-20 A101-12345678已核实":  "", // another number
		"调整 140213100001 恢复 2026-11-01 见" + open.Number:   "名单调整 恢复（2026-11-01 起）：见" + open.Number,
		"调整 140213100002 暂停 2026-11-20 核查大单":              "", // another customer
	} {
		if got := one(t, "A101", append(facts, adjustment)...); got.Reply != want {
			t.Errorf("%s: %q, want %q", adjustment, got.Reply, want)
		}
	}
}

// TestOnlyWhatWasDecidedAfterAnswers: of every signal, a 暂停 of before what it tells is
// no answer, and one of what lasts is none any more once it is over.
func TestOnlyWhatWasDecidedAfterAnswers(t *testing.T) {
	one213 := "在册 140213100001 平城区 2026-01-05 2026-12-31 许可证止=2026-12-31"
	sales := []string{"订货 140213100001 2026-10-16 红×6", "订货 140213100001 2026-10-23 红×7", "订货 140213100001 2026-10-30 红×5", "订货 140213100001 2026-11-06 红×13"}
	four := []string{"供货 2026-W43 140213100001 红×5", "供货 2026-W44 140213100001 红×5", "供货 2026-W45 140213100001 红×5", "供货 2026-W46 140213100001 红×5"}
	other := []string{"在册 140213100002 平城区 2026-01-05 2026-12-31", "订货 140213100002 2026-10-23 红×1", "订货 140213100002 2026-11-13 红×1"}
	all := func(lists ...[]string) []string { return slices.Concat(append([][]string{{one213}}, lists...)...) }
	for code, c := range map[string]struct {
		facts       []string
		known       string // the first day on which a decision answers, from the rule
		stays, ends bool   // answered after a 恢复; after the last day of the 暂停
	}{
		"A101": {all(sales), "2026-11-06", true, true},
		"A102": {all(four, []string{"订货 140213100001 2026-10-23 红×5", "订货 140213100001 2026-10-30 红×5", "订货 140213100001 2026-11-06 红×5", "订货 140213100001 2026-11-13 红×5"}), "2026-11-15", true, true},
		"A103": {all([]string{"标准 相同订单户数 2", "订货 140213100001 2026-11-06 红×5", "在册 140213100002 平城区 2026-01-05 2026-12-31", "订货 140213100002 2026-11-06 红×5"}), "2026-11-06", true, true},
		"A104": {[]string{"在册 140213100001 平城区 2026-01-05 2026-12-31 电话=13935200001", "在册 140213100002 平城区 2026-01-05 2026-12-31", "更正 140213100002 2026-11-10 电话=13935200001"}, "2026-11-10", false, false},
		"A105": {all([]string{"走访 140213100001 2026-10-20"}), "2026-11-20", false, false},
		"A106": {all(four, other), "2026-11-15", true, true},
		"A107": {all(), "2026-11-01", false, false},
	} {
		known := newCity(t).day(c.known)
		answered := func(more ...string) bool {
			city := newCity(t)
			city.tell(append(c.facts, more...))
			for _, s := range Signals(city.Facts) {
				if s.Code == code && s.Licence == "140213100001" {
					return s.Reply != ""
				}
			}
			t.Fatalf("%s: there is no signal", code)
			return false
		}
		pause := "调整 140213100001 暂停 " + known.String() + " 核查"
		switch before := "调整 140213100001 暂停 2026-11-22 核查 收到=" + (known - 1).String(); {
		case answered():
			t.Errorf("%s: answered by nobody", code)
		case answered(before):
			t.Errorf("%s: answered the day before", code)
		case !answered(pause):
			t.Errorf("%s: not answered on %s", code, known)
		case answered(pause, "调整 140213100001 恢复 2026-11-23 期满") != c.stays:
			t.Errorf("%s: after 恢复 it is answered: %v", code, !c.stays)
		case !answered(pause, "调整 140213100001 恢复 2026-11-25 期满"):
			t.Errorf("%s: a 恢复 to come ends the answer", code)
		case !answered(pause, "调整 140213100001 恢复 2026-11-23 "+code+"已了解"):
			t.Errorf("%s: a 恢复 that names it does not answer", code)
		case answered(pause+" 至=2026-11-23") != c.ends:
			t.Errorf("%s: after its last day it is answered: %v", code, !c.ends)
		}
	}
}

// TestFiledAnew: who is filed with a licence about to end is told of it whatever was
// decided of an earlier filing.
func TestFiledAnew(t *testing.T) {
	facts := []string{"在册 140213100001 平城区 2026-11-10 2027-11-09 许可证止=2026-12-31", "调整 140213100001 暂停 2026-11-05 别的事"}
	if got := one(t, "A107", facts...); got.Reply != "" {
		t.Errorf("answered before it was filed: %q", got.Reply)
	}
}

// A run of weeks without orders is one fact until another 4 weeks have passed.
func TestARunIsOneFact(t *testing.T) {
	facts := []string{"在册 140213100001 平城区 2026-01-05 2026-12-31", "在册 140213100002 平城区 2026-01-05 2026-12-31"}
	numbers := map[string]bool{}
	for n, week := range []string{"2026-W36", "2026-W37", "2026-W38", "2026-W39", "2026-W40", "2026-W41", "2026-W42", "2026-W43"} {
		w, _ := assist.ParseWeek(week)
		facts = append(facts, "供货 "+week+" 140213100001 红×5", "订货 140213100002 "+(w.Monday()+4).String()+" 红×1")
		if n >= 3 {
			numbers[one(t, "A106", facts...).Number] = true
		}
	}
	if len(numbers) != 2 {
		t.Errorf("weeks 4 to 7 are one fact and week 8 another: %v", numbers)
	}
}

// full is a city in which every indicator speaks.
var full = []string{
	"在册 140213100001 平城区 2026-01-05 2026-12-31 电话=13935200001 地址=样例路东一号 身份证=140221197001010012",
	"在册 140213100002 平城区 2026-01-05 2026-12-31 电话=13935200001 地址=样例路东一号",
	"在册 140215100003 云州区 2026-01-05 2026-12-31 电话=13935200001 低保证止=2026-11-20",
	"供货 2026-W43 140213100001 红×5", "供货 2026-W44 140213100001 红×5", "供货 2026-W45 140213100001 红×5", "供货 2026-W46 140213100001 红×5",
	"供货 2026-W43 140213100002 绿×5", "供货 2026-W44 140213100002 绿×5", "供货 2026-W45 140213100002 绿×5", "供货 2026-W46 140213100002 绿×5",
	"订货 140213100001 2026-10-23 红×5", "订货 140213100001 2026-10-30 红×5", "订货 140213100001 2026-11-06 红×5", "订货 140213100001 2026-11-13 红×5",
	"订货 140213100002 2026-10-23 红×5", "订货 140213100002 2026-10-30 红×5", "订货 140213100002 2026-11-06 红×5", "订货 140213100002 2026-11-13 红×50",
	"订货 140215100003 2026-10-30 红×5",
	"退回 140215100009 云州区 2026-11-03 V503 身份证=140221197001010012",
}

func TestOrderOfSignals(t *testing.T) {
	c := newCity(t)
	c.tell(full)
	list := Signals(c.Facts)
	var got []string
	for _, s := range list {
		got = append(got, s.Code+" "+s.Unit+" "+s.Licence)
	}
	want := strings.Split(`A101 平城区 140213100002
A102 平城区 140213100001
A103 平城区 140213100001
A104 平城区 140213100001
A104 平城区 140213100001
A104 平城区 140213100001
A105 云州区 140215100003
A105 平城区 140213100001
A105 平城区 140213100002
A106 平城区 140213100002
A107 云州区 140215100003
A107 云州区 140215100003
A107 平城区 140213100001
A107 平城区 140213100002`, "\n")
	if !reflect.DeepEqual(got, want) {
		t.Errorf("signals\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for range 5 {
		if again := Signals(c.Facts); !reflect.DeepEqual(again, list) {
			t.Fatal("the same facts give other signals")
		}
	}
}

// Signals name others by licence and unit alone, and judge nobody.
func TestNothingPersonalAndNoVerdict(t *testing.T) {
	c := newCity(t)
	c.tell(full)
	for _, s := range Signals(c.Facts) {
		text := line(s)
		for _, word := range []string{"13935200001", "样例路", "140221197001010012", "违规", "套取", "虚假", "嫌疑", "异常"} {
			if strings.Contains(text, word) {
				t.Errorf("%q stands in: %s", word, text)
			}
		}
		if s.Value == "" || s.Threshold == "" || s.Span == "" || s.Basis == "" || s.Measure == "" {
			t.Errorf("a figure is missing: %s", text)
		}
	}
}

// A report of a period looks at the orders of its own days.
func TestBetween(t *testing.T) {
	c := newCity(t)
	c.tell([]string{
		"在册 140213100001 平城区 2026-01-05 2026-12-31",
		"订货 140213100001 2026-02-06 红×6", "订货 140213100001 2026-02-13 红×7", "订货 140213100001 2026-02-20 红×5", "订货 140213100001 2026-02-27 红×13",
	})
	if got := of(Signals(c.Facts), "A101"); got != "" {
		t.Errorf("the run of November raises February: %s", got)
	}
	if got := of(Between(c.Facts, c.day("2026-01-01"), c.day("2026-03-31")), "A101"); !strings.Contains(got, "2026-02-27 订 13 条") {
		t.Errorf("the first quarter does not tell February: %q", got)
	}
}
