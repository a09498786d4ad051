package batch

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"bangfu/internal/archive"
	"bangfu/internal/assist"
	"bangfu/internal/check"
	"bangfu/internal/disk"
	"bangfu/internal/report"
	"bangfu/internal/xlsx/read"
)

// text is all that a workbook says, cell by cell.
func (b *bench) text(path string) string {
	b.Helper()
	data, err := os.ReadFile(path)
	b.must(err)
	book, err := read.Open(context.Background(), bytes.NewReader(data), int64(len(data)), "a.xlsx", read.Limits{})
	b.must(err)
	var all []string
	for i := range book.Sheets() {
		for row, err := range book.Rows(context.Background(), i) {
			b.must(err)
			for _, c := range row.Cells {
				all = append(all, c.Text)
			}
		}
	}
	return strings.Join(all, "\n")
}

// dyingAt makes the next run die when a stage is reached for the n-th time.
func (b *bench) dyingAt(stage string, n int) {
	b.Helper()
	b.Progress = func(s string, _, _ int) {
		if s == stage {
			if n--; n == 0 {
				panic("the process is killed")
			}
		}
	}
	if v := b.survive(); v == nil {
		b.Errorf("%s was not reached", stage)
	}
	b.Progress = nil
}

// TestARunThatDiedTakesTheFilesAlone lets a run die while it judges: the next
// one tries each file alone and then ends as if nothing had happened.
func TestARunThatDiedTakesTheFilesAlone(t *testing.T) {
	t.Parallel()
	want, _ := untouched(t)
	b := newCity(t, disk.Real())
	b.dyingAt("审核", 1)
	judged := 0
	b.Progress = func(s string, _, _ int) {
		if s == "审核" {
			judged++
		}
	}
	b.run(thursday)
	if n := len(strings.Split(b.dropped(), "\n")); judged != n+1 {
		t.Errorf("judged %d times, want once for each of %d files and once for all", judged, n)
	}
	if d := differ(b.ending(), want); d != "" {
		t.Error(d)
	}
}

// dropped are the files of the small city, a line each.
func (b *bench) dropped() string {
	var names []string
	for unit, list := range files(b.TB) {
		for name := range list {
			names = append(names, unit+"/"+name)
		}
	}
	return strings.Join(names, "\n")
}

// TestAFileThatKillsTwiceIsSetAside lets the program die over one file, with the
// others and then alone: it is set aside, the others are served, and it comes
// back when its bytes change or the operator asks for it.
func TestAFileThatKillsTwiceIsSetAside(t *testing.T) {
	t.Parallel()
	b := emptyCity(t, disk.Real())
	bad := files(t)[pingcheng]["申请表.xlsx"]
	b.drop(pingcheng, "申请表.xlsx", bad)
	b.dyingAt("审核", 1)
	b.dyingAt("审核", 1) // alone
	b.drop(yungang, "申请表.xlsx", files(t)[yungang]["申请表.xlsx"])
	res := b.run("2026-11-26 19:00")
	if len(res.Files) != 2 || res.Files[0].Unit != yungang || res.Files[0].State != "taken" || res.Files[1].State != "ignored" {
		t.Fatalf("%+v", res.Files)
	}
	sha := archive.Sum(bad)
	if !res.Urgent || !strings.Contains(strings.Join(res.Faults, "\n"), pingcheng+"：有一份文件两次处理时程序中断") || !strings.Contains(strings.Join(res.Faults, "\n"), sha) {
		t.Errorf("faults %q", res.Faults)
	}
	if x := b.sightings(pingcheng)["申请表.xlsx"]; x.State != report.StateIgnored || !strings.Contains(x.Reason, "两次处理时程序中断") {
		t.Errorf("%+v", x)
	}
	before := b.seq()
	if res = b.run("2026-11-26 19:30"); !res.Urgent || b.seq() != before {
		t.Errorf("urgent %v, %d entries after %d", res.Urgent, b.seq(), before)
	}
	b.Retry = sha
	if res = b.run("2026-11-26 20:00"); len(res.Files) != 1 || res.Files[0].State != "taken" || res.Urgent && strings.Contains(strings.Join(res.Faults, "\n"), "中断") {
		t.Errorf("tried again: %+v %q", res.Files, res.Faults)
	}
	if _, err := b.Run(t.Context(), b.at("2026-11-26 20:30"), false); err == nil || !strings.Contains(err.Error(), "没有搁置") {
		t.Errorf("tried again without need: %v", err)
	}
}

// TestFilesThatKillOnlyTogether lets the program die twice with several files in
// work although none kills it alone: then they are taken one by one.
func TestFilesThatKillOnlyTogether(t *testing.T) {
	t.Parallel()
	b := emptyCity(t, disk.Real())
	for _, unit := range []string{pingcheng, yungang} {
		b.drop(unit, "申请表.xlsx", files(t)[unit]["申请表.xlsx"])
	}
	b.dyingAt("审核", 1)
	b.dyingAt("审核", 3) // after each alone
	res := b.run("2026-11-26 19:00")
	if len(res.Files) != 2 || res.Files[0].State != "taken" || res.Files[1].State != "taken" {
		t.Errorf("%+v", res.Files)
	}
	if b.left(pingcheng)+b.left(yungang) != "" {
		t.Error("not taken")
	}
}

// TestAReceiptThatKillsComesWithoutItsWorkbook lets the program die while it
// writes receipts, and again when it makes up for that.
func TestAReceiptThatKillsComesWithoutItsWorkbook(t *testing.T) {
	t.Parallel()
	b := emptyCity(t, disk.Real())
	b.drop(pingcheng, "申请表.xlsx", files(t)[pingcheng]["申请表.xlsx"])
	b.dyingAt("成文", 1)
	b.dyingAt("成文", 1)
	b.run("2026-11-26 19:00")
	path := b.Place.Receipt(pingcheng, "HZ-140213-20261126-001", 0)
	if text := b.text(path); !strings.Contains(text, "标注时程序两次中断") {
		t.Errorf("the receipt says %.300s", text)
	}
}

// TestAFileHasOneTimeForItsWholeWay: what reading has used is not there for judging;
// a short file is not to blame.
func TestAFileHasOneTimeForItsWholeWay(t *testing.T) {
	t.Parallel()
	s := &Site{}
	s.Settings.Limits.Time = time.Hour
	for _, c := range []struct {
		took time.Duration
		rows int
		slow bool
	}{{time.Hour, 501, true}, {time.Minute, 501, false}, {time.Hour, 500, false}} {
		r := &pass{files: []*decoded{
			{arrived: arrived{sha: "short"}, sub: &assist.Submission{Tables: []assist.Table{{Read: 3}}}},
			{arrived: arrived{sha: "long"}, sub: &assist.Submission{Tables: []assist.Table{{Read: c.rows}}}, took: c.took},
		}}
		err := s.inTime(r, check.Set{Files: r.subs()}, func(check.Set) check.Verdict { time.Sleep(time.Microsecond); return check.Verdict{} }, func(check.Verdict) error { return nil })
		if slow := new(slowError); errors.As(err, slow) != c.slow || c.slow && slow.sha != "long" {
			t.Errorf("%v for %d rows: %v", c.took, c.rows, err)
		}
	}
}

// TestNoFileIsToBlameForManyOthers: where many files together take longer than one may,
// the longest is refused only for its own part of that.
func TestNoFileIsToBlameForManyOthers(t *testing.T) {
	t.Parallel()
	const limit = 40 * time.Millisecond // for judging and entering: as much is kept for the receipt
	s := &Site{}
	s.Settings.Limits.Time = 2 * limit
	for _, c := range []struct {
		together, alone, entering time.Duration
		slow                      bool
	}{
		{2 * limit, 0, 0, false}, {2 * limit, 3 * limit / 2, 0, true}, {0, 2 * limit, 0, false},
		{0, 0, 3 * limit, false}, // of 16,000 rows it has 3,600
		{0, 0, 9 * limit, true},
	} {
		r := &pass{}
		for _, sha := range []string{"one", "long", "other", "last", "more"} {
			r.files = append(r.files, &decoded{arrived: arrived{sha: sha}, sub: &assist.Submission{Receipt: sha, Tables: []assist.Table{{Read: 3100}}}})
		}
		r.files[1].sub.Tables[0].Read = 3600
		entered := false
		err := s.inTime(r, check.Set{Files: r.subs(), Held: make([]assist.JudgedApplication, 1)}, func(set check.Set) check.Verdict {
			if len(set.Files) == 1 {
				if set.Files[0].Receipt != "long" || len(set.Held) > 0 {
					t.Errorf("%s is judged alone, with %d held rows", set.Files[0].Receipt, len(set.Held))
				}
				time.Sleep(c.alone)
				return check.Verdict{}
			}
			time.Sleep(c.together)
			return check.Verdict{Refused: map[string]bool{"all": true}}
		}, func(v check.Verdict) error {
			time.Sleep(c.entering)
			entered = v.Refused["all"]
			return nil
		})
		if slow := new(slowError); errors.As(err, slow) != c.slow || c.slow && slow.sha != "long" {
			t.Errorf("%+v: %v", c, err)
		}
		if !entered {
			t.Errorf("%+v: what was found of all files is not entered", c)
		}
	}
}
