package report

import (
	"regexp"
	"strings"
	"testing"

	"bangfu/internal/paper"
)

// Each chart of a report is spoken of in the text before it, by its number.
func TestChartsAreReferredTo(t *testing.T) {
	f := town(11, 5)
	docs := map[string]paper.Doc{"周报": WeeklyCity(f), "总结": SummaryDocument(summing(f, ""))}
	for _, u := range f.Terms.Units[:2] {
		docs["周报 "+u.Name], docs["总结 "+u.Name] = WeeklyUnit(f, u.Name), SummaryDocument(summing(f, u.Name))
	}
	charts := 0
	for name, d := range docs {
		text := paper.Text(d)
		for _, m := range regexp.MustCompile(`图：(图\d+)　`).FindAllStringSubmatchIndex(text, -1) {
			charts++
			label := text[m[2]:m[3]]
			if before := text[:m[0]]; !regexp.MustCompile(`见(图\d+、)*` + label + `[、。]`).MatchString(before[strings.LastIndex(before, "\n## "):]) {
				t.Errorf("%s: nothing refers to %s\n%s", name, label, text)
			}
		}
		if strings.Contains(text, "见。") {
			t.Errorf("%s refers to nothing:\n%s", name, text)
		}
	}
	if charts < 8 {
		t.Errorf("only %d charts", charts)
	}
}
