package batch

import (
	"testing"
	"time"

	"bangfu/internal/assist"
)

// seenIn is what 收件情况 of a unit says of each file, by its name.
func (t *town) seenIn(unit string) map[string]string {
	t.Helper()
	told := map[string]string{}
	for _, row := range t.table(t.Place.Sightings(unit), "收件情况", "文件名", "首次看到", "状态", "回执号") {
		told[row["文件名"]] = row["首次看到"] + " " + row["状态"] + " " + row["回执号"]
	}
	return told
}

// Two units that bore one name after each other have each a line of their own for
// a file of one name, also when a run of before the second came left the first's
// under the name of then.
func TestAFileOfOneNameFromTheOldAndTheNewBearer(t *testing.T) {
	const name = "申请表.xlsx"
	b, _, _ := supplied(t)
	b.drop("平城区", name, []byte("旧"))
	b.run("2026-07-10 09:00")
	before := b.seenIn("平城区")[name]
	if before == "" {
		t.Fatal("the file was not seen")
	}
	b.terms.Units[0].Name = "平城新区"
	b.rule()
	b.run("2026-07-13 09:00")
	b.terms.Units = append(b.terms.Units, assist.Unit{Name: "平城区", Code: "140299", Prefixes: []string{"140299"}, Deadline: time.Thursday})
	b.rule()
	b.drop("平城区", name, []byte("新"))
	for _, at := range []string{"2026-07-14 09:00", "2026-07-14 10:00"} {
		b.run(at)
		if got := b.seenIn("平城新区")[name]; got != before {
			t.Errorf("%s: the renamed unit is told %q, want %q", at, got, before)
		}
		if got := b.seenIn("平城区")[name]; got == before || got == "" {
			t.Errorf("%s: the new unit is told %q", at, got)
		}
	}
	b.drop("平城新区", name, []byte("更新"))
	b.run("2026-07-15 09:00")
	if got := b.seenIn("平城新区")[name]; got == before || got == "" {
		t.Errorf("of its later file the renamed unit is told %q", got)
	}
	b.must(b.sound())
}
