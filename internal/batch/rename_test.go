package batch

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
	"bangfu/internal/report"
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
	t.Parallel()
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

// What a renamed unit has to do stands in the folder of its name, and in those of the
// names it had before only where that is: after a run, after a second name, and after
// the outbox was made again.
func TestTheOldFolderSaysWhereThePapersAre(t *testing.T) {
	t.Parallel()
	b, _, _ := supplied(t)
	b.run("2026-07-10 09:00")
	old := b.Place.Todo("平城区")
	if got := b.words(b.content(old)); !strings.Contains(got, "平城区在册弱势群体客户") {
		t.Fatalf("before: %s", got)
	}
	b.linked()
	says := func(unit string, former ...string) {
		t.Helper()
		for _, name := range former {
			got := b.words(b.content(b.Place.Todo(name)))
			if !strings.Contains(got, name+"已更名为"+unit) || !strings.Contains(got, "现在都在 发件箱/"+unit) || strings.Contains(got, "在册弱势群体客户") {
				t.Errorf("%s: the old folder says %s", name, got)
			}
		}
		if got := b.words(b.content(b.Place.Todo(unit))); !strings.Contains(got, unit+"在册弱势群体客户") {
			t.Errorf("the new folder says %s", got)
		}
	}
	told := func(want, unit string) {
		t.Helper()
		f, err := b.factsOf(context.Background(), b.fold())
		b.must(err)
		for name, d := range map[string]paper.Doc{"the city": report.WeeklyCity(f), unit: report.WeeklyUnit(f, unit)} {
			if text := paper.Text(d); !strings.Contains(text, want) || strings.Count(text, "更名") != 1 {
				t.Errorf("%s is not told %s:\n%s", name, want, text)
			}
		}
		if text := paper.Text(report.WeeklyUnit(f, "云冈区")); strings.Contains(text, "更名") {
			t.Errorf("another unit is told of it:\n%s", text)
		}
	}
	b.terms.Units[0].Name = "平城新区"
	b.rule()
	b.run("2026-07-13 09:00")
	told("平城区本周更名为平城新区。", "平城新区")
	says("平城新区", "平城区")
	b.linked()
	b.terms.Units[0].Name = "平城高新区"
	b.rule()
	b.run("2026-07-20 09:00")
	told("平城新区本周更名为平城高新区。", "平城高新区")
	says("平城高新区", "平城区", "平城新区")
	b.linked()
	b.must(os.RemoveAll(b.Place.Outbox("平城区")))
	faults, err := b.Rebuild(context.Background())
	b.must(err)
	if len(faults) > 0 {
		t.Error(faults)
	}
	says("平城高新区", "平城区", "平城新区")
	b.must(b.sound())
}

var leads = regexp.MustCompile(`href="([^"#]+)"`)

// linked holds when every board leads to files that are there.
func (t *town) linked() {
	t.Helper()
	boards, err := filepath.Glob(filepath.Join(t.Place.Outboxes(), "*", "看板.html"))
	t.must(err)
	links := 0
	for _, board := range boards {
		for _, m := range leads.FindAllStringSubmatch(string(t.content(board)), -1) {
			to, err := url.PathUnescape(m[1])
			t.must(err)
			if _, err := os.Stat(filepath.Join(filepath.Dir(board), to)); err != nil {
				t.Errorf("%s leads to %s: %v", t.Place.Rel(board), to, err)
			}
			links++
		}
	}
	if links == 0 {
		t.Error("the boards lead nowhere")
	}
}
