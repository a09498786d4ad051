package report

import (
	"regexp"
	"strings"
	"testing"

	"bangfu/internal/paper"
)

// Each table and chart of a report is spoken of in the text before it, by its number: it may
// stand on the next page. What waits is referred to in the sentence that counts it.
func TestTablesAndChartsAreReferredTo(t *testing.T) {
	f := town(11, 5)
	docs := map[string]paper.Doc{"周报": WeeklyCity(f), "总结": SummaryDocument(summing(f, ""))}
	for _, u := range f.Terms.Units[:2] {
		docs["周报 "+u.Name], docs["总结 "+u.Name] = WeeklyUnit(f, u.Name), SummaryDocument(summing(f, u.Name))
	}
	captioned := 0
	for name, d := range docs {
		text := paper.Text(d)
		for _, m := range regexp.MustCompile(`(?m)^[图表]：([图表]\d+)　`).FindAllStringSubmatchIndex(text, -1) {
			captioned++
			label := text[m[2]:m[3]]
			if before := text[:m[0]]; !regexp.MustCompile(`见([图表]\d+、)*` + label + `[、。；]`).MatchString(before[strings.LastIndex(before, "\n## "):]) {
				t.Errorf("%s: nothing refers to %s\n%s", name, label, text)
			}
		}
		if open := regexp.MustCompile(`：(表\d+)　未办结的申请`).FindStringSubmatch(text); open != nil && !regexp.MustCompile(`未办结的申请\d+户.*见`+open[1]+`[。；]`).MatchString(text) {
			t.Errorf("%s: what waits is not referred to:\n%s", name, text)
		}
		if strings.Contains(text, "见。") || strings.Contains(text, "见表“") {
			t.Errorf("%s refers to nothing:\n%s", name, text)
		}
	}
	if captioned < 20 {
		t.Errorf("only %d tables and charts", captioned)
	}
}
