package report

import (
	"fmt"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// Units that came late are named, of very many how many there are, since the table has
// each.
func TestManyLateUnitsAreCounted(t *testing.T) {
	for n, want := range map[int]string{12: "迟报的单位：单位0、单位1、单位2、单位3、单位4、单位5、单位6、单位7、单位8、单位9、单位10、单位11（11月26日10:00收到）。", 13: "迟报的单位13个，见一的“报送”一栏。"} {
		f := noFacts()
		f.Terms.Units, f.Reports = nil, nil
		for i := range n {
			name := fmt.Sprint("单位", i)
			f.Terms.Units = append(f.Terms.Units, assist.Unit{Name: name, Code: fmt.Sprint(140200 + i)})
			f.Reports = append(f.Reports, assist.UnitReport{Unit: name, State: assist.Late, Past: true, First: at("2026-11-26 10:00")})
		}
		if text := paper.Text(WeeklyCity(f)); !strings.Contains(text, want) {
			t.Errorf("%d units: no %s in\n%s", n, want, text)
		}
	}
}
