package report

import (
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
	"bangfu/internal/sheet"
)

// Those whose class was erased are told beside the classes, so that these make up the
// whole: in the sentence, in a note of the table, in the charts. Of nobody there is no word.
func TestClassesMakeUpTheWhole(t *testing.T) {
	summing := func(helped int) Summing {
		f := someFacts()
		l := assist.Followed{Unit: assist.Sum, Joined: helped, Closing: helped, Helped: helped, ByClass: [3]int{23, 12, 3}}
		one, other := l, assist.Followed{Unit: "云州区", Helped: 1, ByClass: [3]int{1}}
		one.Unit = "平城区"
		return Summing{Facts: f, Span: "2026年度", Ends: day("2026-12-31"), Summary: assist.Summary{Total: l, Units: []assist.Followed{one, other}}}
	}
	for _, c := range []struct {
		helped               int
		sentence, note, bars string
		values               []int64
	}{
		{38, "期内共帮扶38户，其中低保23户、残疾12户、临时困难3户。", "", "低保 残疾 临时困难", []int64{23, 12, 3}},
		{39, "期内共帮扶39户，其中低保23户、残疾12户、临时困难3户、已清除1户。", "期内帮扶中已清除 1 户：个人信息已按规定清除，不再分困难类别，其余各项照计。", "低保 残疾 临时困难 已清除", []int64{23, 12, 3, 1}},
	} {
		s := summing(c.helped)
		if got := s.basics()[0]; !strings.HasSuffix(got, c.sentence) {
			t.Errorf("%s, want …%s", got, c.sentence)
		}
		if got := strings.Join(clearedNote(s.Summary.Total.Cleared(), "期内帮扶"), " "); got != c.note || c.note != "" && !strings.Contains(strings.Join(s.rollGrid().notes, " "), c.note) {
			t.Errorf("notes %v, want %s", s.rollGrid().notes, c.note)
		}
		chart, ok := s.charts(0, &numbering{})[0].(paper.StackedBars)
		if !ok || strings.Join(chart.Classes, " ") != c.bars {
			t.Fatalf("the chart has %v, want %s", chart.Classes, c.bars)
		}
		for i, want := range c.values {
			if got := chart.Bars[0].Values; len(got) != len(c.values) || got[i] != want {
				t.Errorf("bar %v, want %v", got, c.values)
			}
		}
	}
}

// Of somebody erased nobody is asked to send anything again.
func TestNothingIsAskedOfSomebodyErased(t *testing.T) {
	f := someFacts()
	row := assist.JudgedApplication{Application: &assist.Application{Row: assist.Row{Unit: "平城区"}, Licence: "140202999999"}, Verdict: assist.Judged{Unit: "平城区", Licence: "140202999999", Outcome: assist.Returned}}
	said := func() (text string) {
		for _, v := range newRolling(f).waitingRow(row, assist.Finding{}, "是") {
			text += v.String() + " "
		}
		for _, v := range newRolling(f).waitingRows(row, "是")[0] {
			text += v.String() + " "
		}
		return text
	}
	if got := said(); !strings.Contains(got, "按回执改好后重新报送") {
		t.Errorf("before: %s", got)
	}
	f.Erased = map[string]bool{row.Licence: true}
	if got := said(); strings.Contains(got, "重新报送") || !strings.Contains(got, "个人信息已清除，原因不再列出 不用处理") {
		t.Errorf("after: %s", got)
	}
}

// Of somebody erased no paper says that his proofs or his row of the register are wanting:
// what was there went with him.
func TestWhatWentWithSomebodyErasedIsNoWant(t *testing.T) {
	f := someFacts()
	a := &assist.Application{Licence: "140213999999"}
	filing := assist.Filing{Application: a, Unit: "平城区", Number: "大烟弱备〔2026〕0099号"}
	f.Register = assist.Register{Receipt: "HZ-SJ-20261101-001", Day: f.Today, Licences: assist.RegisterRows{}}
	said := func() string {
		r := newRolling(f)
		return textOf(append(r.licenceRows(filing, 60), r.archive(filing)))
	}
	if got := said(); !strings.Contains(got, "不在登记") || strings.Count(got, "缺") != 4 {
		t.Errorf("before: %s", got)
	}
	f.Erased = map[string]bool{a.Licence: true}
	if got := said(); got != "已清除 已清除 缺 已清除" {
		t.Errorf("after: %s", got)
	}
}

// textOf is what some rows say.
func textOf(rows [][]sheet.Value) string {
	var list []string
	for _, row := range rows {
		for _, v := range row {
			list = append(list, v.String())
		}
	}
	return strings.Join(list, " ")
}
