package report

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// signedDocuments are all papers of some facts that are signed.
func signedDocuments(f assist.Facts) map[string]paper.Doc {
	docs := map[string]paper.Doc{"周报": WeeklyCity(f), "名单": RollDocument(f), "供货": SupplyDocument(f, ""), "总结": SummaryDocument(summing(f, ""))}
	for _, u := range f.Terms.Units {
		docs["周报 "+u.Name], docs["供货 "+u.Name] = WeeklyUnit(f, u.Name), SupplyDocument(f, u.Name)
		docs["总结 "+u.Name] = SummaryDocument(summing(f, u.Name))
	}
	return docs
}

// No printed paper ends on a page with a line and a signature: what stands above
// the places to sign fills a quarter of its last page, or is five lines. The
// cities are of many sizes, with none to forty findings a unit, and many are drawn.
func TestLastPagesAreFilled(t *testing.T) {
	cities := map[string]assist.Facts{"nothing at all": noFacts(), "fixture": someFacts()}
	sizes := [][2]int{{1, 0}, {2, 1}, {3, 7}, {8, 40}}
	draw := rand.New(rand.NewPCG(20, 26))
	for range fillDraws {
		sizes = append(sizes, [2]int{draw.IntN(25), draw.IntN(45)})
	}
	for _, n := range sizes {
		cities[fmt.Sprintf("%d customers and %d rows a unit", n[0], n[1])] = town(n[0], n[1])
	}
	for name, f := range cities {
		for title, d := range signedDocuments(f) {
			set := laid(t, d)
			if full, lines := ending(set); len(set.Pages) > 1 && full < 0.25 && lines < 5 {
				t.Errorf("%s, %s: above the places to sign page %d is %.0f %% full with %d lines", name, title, len(set.Pages), full*100, lines)
			}
			if strings.Contains(paper.Text(d), "（—）") {
				t.Errorf("%s, %s: compares with nothing", name, title)
			}
		}
	}
}

// Whoever opens a paper of more than three pages finds its parts in the outline, on
// most of its pages or by its headings.
func TestLongPapersHaveAnOutline(t *testing.T) {
	long := map[string]int{}
	for _, n := range []int{7, 40} {
		f := town(n, 40)
		for title, d := range signedDocuments(f) {
			set := laid(t, d)
			if len(set.Pages) <= 3 {
				continue
			}
			kind, _, _ := strings.Cut(title, " ")
			long[kind]++
			pages := map[int]bool{}
			for _, m := range set.Bookmarks {
				pages[m.Page] = true
			}
			if len(set.Bookmarks) < 2 || len(pages) < 2 {
				t.Errorf("%s of %d customers a unit, %d pages: %d entries on %d pages", title, n, len(set.Pages), len(set.Bookmarks), len(pages))
			}
		}
	}
	for _, kind := range []string{"周报", "名单", "供货", "总结"} {
		if long[kind] == 0 {
			t.Errorf("no %s is so long", kind)
		}
	}
	marks := laid(t, RollDocument(town(40, 0))).Bookmarks
	if got := fmt.Sprint(len(marks), " ", marks[0].Text, "; ", marks[8].Text); got != "9 〔2026〕0001号 至 〔2026〕0050号 平城区、云冈区; 〔2026〕0401号 至 〔2026〕0440号 开发区" {
		t.Error(got)
	}
}

// signing is the height of a line of places to sign, in points.
const signing = 28

// ending is how far the last page is filled above the places to sign, and the
// lines that stand there.
func ending(set paper.Pages) (full float64, lines int) {
	last := set.Pages[len(set.Pages)-1]
	signed := last.Frame.Bottom
	for _, r := range last.Ink().Runs {
		if strings.HasPrefix(r.Text, "单位负责人") {
			signed = r.Y
		}
	}
	bottom, ys := last.Frame.Top, map[float64]bool{}
	for _, r := range last.Ink().Rules { // a box to write in is as high as its frame
		if low := max(r.Y1, r.Y2); low < signed-signing {
			bottom = max(bottom, low)
		}
	}
	for _, r := range last.Ink().Runs {
		if r.Y < signed {
			bottom, ys[r.Y] = max(bottom, r.Y), true
		}
	}
	return (bottom - last.Frame.Top) / (last.Frame.Bottom - last.Frame.Top), len(ys)
}
