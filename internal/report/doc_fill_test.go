package report

import (
	"fmt"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// No printed paper ends on a page with a line and a signature: its last page is
// a quarter full, or five lines stand above the places to sign. The cities are
// of many sizes, with none to forty findings a unit.
func TestLastPagesAreFilled(t *testing.T) {
	cities := map[string]assist.Facts{"nothing at all": noFacts(), "fixture": someFacts()}
	for _, n := range [][2]int{{1, 0}, {2, 1}, {3, 7}, {5, 2}, {8, 40}, {13, 3}, {21, 9}} {
		cities[fmt.Sprintf("%d customers and %d rows a unit", n[0], n[1])] = town(n[0], n[1])
	}
	for name, f := range cities {
		docs := map[string]paper.Doc{"周报": WeeklyCity(f), "名单": RollDocument(f), "供货": SupplyDocument(f, "")}
		for _, u := range f.Terms.Units {
			docs["周报 "+u.Name], docs["供货 "+u.Name] = WeeklyUnit(f, u.Name), SupplyDocument(f, u.Name)
		}
		for title, d := range docs {
			set := laid(t, d)
			last := set.Pages[len(set.Pages)-1]
			bottom, lines := last.Frame.Top, map[float64]bool{}
			for _, r := range last.Body.Runs {
				bottom = max(bottom, r.Y)
				lines[r.Y] = true
			}
			full := (bottom - last.Frame.Top) / (last.Frame.Bottom - last.Frame.Top)
			const signed = 3 // lines of a signature
			if len(set.Pages) > 1 && full < 0.25 && len(lines) < 5+signed {
				t.Errorf("%s, %s: page %d is %.0f %% full with %d lines", name, title, len(set.Pages), full*100, len(lines))
			}
			if strings.Contains(paper.Text(d), "（—）") {
				t.Errorf("%s, %s: compares with nothing", name, title)
			}
		}
	}
}
