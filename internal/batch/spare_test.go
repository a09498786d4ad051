package batch

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/place"
)

// TestAPaperFilledInWhereItLiesIsKept: a county writes into 在册与待办, and 市局 into
// 待办_市局, in the outbox itself; the next run keeps both under another name and says
// so, and one that nobody has touched is written anew without a word.
func TestAPaperFilledInWhereItLiesIsKept(t *testing.T) {
	t.Parallel()
	b, one, other := supplied(t)
	other["家庭人口"] = "4"
	b.send("云冈区", "2026-07-10", assist.ApplicationForm, other.with("业务类型", "变更", "申请日期", "2026-07-10"))
	if res := b.run("2026-07-10 09:00"); strings.Contains(strings.Join(res.Faults, ""), "填写") {
		t.Fatalf("nobody has filled in anything: %v", res.Faults)
	}
	filled := b.book("平城区", "2026-07-10", map[assist.Form][]cells{assist.WishForm: {b.wish(one, "2026-07-10", 3, 0)}})
	for n := 1; n <= 2; n++ {
		for _, path := range []string{b.Place.Todo("平城区"), b.Place.CityTodo()} {
			b.must(os.WriteFile(path, filled, 0o644))
		}
		day := []string{"2026-07-13", "2026-07-14"}[n-1]
		b.send("平城区", day, assist.ApplicationForm, b.customer("平城区", n, day))
		said := strings.Join(b.run(day+" 09:00").Faults, "\n")
		for _, path := range []string{b.Place.Todo("平城区"), b.Place.CityTodo()} {
			aside := place.Filled(path, n)
			if kept, err := os.ReadFile(aside); err != nil || !bytes.Equal(kept, filled) || !strings.Contains(said, b.Place.Rel(aside)) {
				t.Errorf("%s: %v; told: %s", b.Place.Rel(aside), err, said)
			}
			if now, err := os.ReadFile(path); err != nil || bytes.Equal(now, filled) {
				t.Errorf("%s is not written anew: %v", b.Place.Rel(path), err)
			}
		}
		if there(t, place.Filled(b.Place.Todo("云冈区"), 1)) {
			t.Error("a paper that nobody touched was set aside")
		}
	}
	for n := 1; n <= 2; n++ { // what people have written is not made again
		b.must(os.Remove(place.Filled(b.Place.Todo("平城区"), n)))
		b.must(os.Remove(place.Filled(b.Place.CityTodo(), n)))
	}
	b.must(b.sound())
}
