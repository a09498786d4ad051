package batch

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
)

// awaits are the words of a paper that waits for a plan, or whose plan is not final.
var awaits = []string{"缺2026-W29货源计划", "缺第29周货源计划", "缺货源计划", "还没有第29周的货源计划", "还没有货源计划", "供货方案为草案", "草案，"}

// papersOf are the papers of a week in all outboxes, in words, by their path.
func (t *town) papersOf(w assist.Week) map[string]string {
	t.Helper()
	words := map[string]string{}
	for _, unit := range append(unitNames(t.terms), assist.City) {
		list, err := os.ReadDir(t.Place.Week(unit, w))
		t.must(err)
		for _, e := range list {
			path := filepath.Join(t.Place.Week(unit, w), e.Name())
			switch filepath.Ext(path) {
			case ".xlsx":
				words[t.Place.Rel(path)] = t.words(t.content(path))
			case ".pdf":
				words[t.Place.Rel(path)] = string(printed(t.content(path)))
			}
		}
	}
	return words
}

// TestPapersOfAWeekPlannedLateTellItsPlan: a week whose plan comes after it has begun, or
// whose machine slept over the cut-off, is frozen by a run of the supply week. Its papers
// then tell of the final plan, as 供货表 beside them does, and none goes on asking for one;
// a rebuilt outbox holds the same.
func TestPapersOfAWeekPlannedLateTellItsPlan(t *testing.T) {
	t.Parallel()
	for name, planned := range map[string]string{"slept": "2026-07-08", "late": "2026-07-13"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newTown(t, 2)
			one, other := b.customer("平城区", 0, "2026-07-03"), b.customer("云冈区", 1, "2026-07-03")
			b.offers("2026-06-25", "2026-W28", 9)
			b.run("2026-06-25 18:30")
			b.register("2026-07-03", []cells{one, other}, nil)
			for _, c := range []cells{one, other} {
				b.sendAll(c["县区"], "2026-07-03", map[assist.Form][]cells{assist.ApplicationForm: {c}, assist.WishForm: {b.wish(c, "2026-07-03", 5, 0)}})
			}
			plan := func() { b.offers(planned, "2026-W29", 20) }
			if name == "slept" {
				plan()
			}
			b.run("2026-07-08 09:00")
			if name == "late" {
				b.run("2026-07-10 09:00")
				plan()
			}
			waiting := 0
			for _, words := range b.papersOf(w29) {
				if slices.ContainsFunc(awaits, func(w string) bool { return strings.Contains(words, w) }) {
					waiting++
				}
			}
			if waiting < 2 {
				t.Fatalf("only %d papers wait: the search proves nothing", waiting)
			}
			b.run("2026-07-13 09:00")
			b.run("2026-07-14 09:00")
			if !strings.Contains(b.titled(w29), "2026-W29 定稿") {
				t.Fatalf("%s", b.titled(w29))
			}
			papers := b.papersOf(w29)
			for path, words := range papers {
				for _, w := range awaits {
					if i := strings.Index(words, w); i >= 0 {
						t.Errorf("%s still says %q: …%s", path, w, words[max(0, i-60):min(len(words), i+240)])
					}
				}
			}
			weekly := papers["发件箱/市局/2026-W29/帮扶工作周报_2026-W29.pdf"]
			for _, want := range []string{"定稿", "10条"} {
				if !strings.Contains(weekly, want) {
					t.Errorf("周报 does not say %q: %s", want, weekly)
				}
			}
			for _, path := range []string{b.Place.CityTodo(), b.Place.Board(assist.City), b.Place.Board("平城区")} {
				if text := string(b.content(path)); strings.Contains(text, "W29货源计划") || strings.Contains(text, "第29周货源计划") {
					t.Errorf("%s still asks for the plan", b.Place.Rel(path))
				}
			}
			b.must(os.RemoveAll(b.Place.Outboxes()))
			_, err := b.Rebuild(context.Background())
			b.must(err)
			again := b.papersOf(w29)
			for path, words := range papers {
				if again[path] != words {
					t.Errorf("%s is another after a rebuild", path)
				}
			}
			b.must(b.sound())
		})
	}
}
