package batch

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bangfu/internal/disk"
	"bangfu/internal/report"
)

// saleLines is a CSV of sales, a day a line.
func saleLines(days int) string {
	var b strings.Builder
	b.WriteString("许可证号,客户名称,订货日期,卷烟条码,数量\r\n")
	for d := range days {
		fmt.Fprintf(&b, "140213100001,样店,2026-10-%02d,6901028339957,129\r\n", d+1)
	}
	return b.String()
}

// TestAHalfCopiedCSV drops CSV files that end otherwise than in a line end, and
// looks at them again and again: when they are taken, how many rows, and
// whether that is told and the file is left to who copies it.
func TestAHalfCopiedCSV(t *testing.T) {
	t.Parallel()
	whole := saleLines(5)
	for _, c := range []struct {
		name, data string
		taken      string // at which of the times below; "" at none
		rows       int
		code       string // that tells it
		left       bool
	}{
		{"whole", whole, "09:00", 5, "", false},
		{"without its last line end", strings.TrimRight(whole, "\r\n"), "09:30", 5, "", false},
		{"a total without its line end", whole + "合计,,,,645", "09:30", 6, "", false},
		{"cut in its last line", whole[:len(whole)-12], "11:00", 4, "N020", true},
		{"cut in a character", whole + "140213100001,\xE6\xA0", "11:00", 5, "N020", true},
		{"room set aside", whole[:len(whole)-20] + strings.Repeat("\x00", 20), "11:00", 0, "S001", true},
		{"room set aside behind a short line", "许可证号,客户名称\r\n" + strings.Repeat("\x00", 500), "11:00", 0, "S001", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := emptyCity(t, disk.Real())
			b.drop(pingcheng, "销售.csv", []byte(c.data))
			old := b.at("2026-11-23 08:59")
			b.must(os.Chtimes(filepath.Join(b.Place.Inbox(pingcheng), "销售.csv"), old, old))
			for _, clock := range []string{"09:00", "09:05", "09:30", "10:30", "11:00"} {
				f := b.one(b.run("2026-11-23 " + clock))
				if clock != c.taken {
					if f.State != "settling" {
						t.Fatalf("%s: %s", clock, f.State)
					}
					if x := b.sightings(pingcheng)["销售.csv"]; !strings.Contains(x.Reason, "可能没有传完") {
						t.Errorf("%s: 收件情况 says %+v", clock, x)
					}
					continue
				}
				if f.State == "settling" || f.Rows.Read != c.rows || c.code != "" && f.Totals[c.code] != 1 || c.code == "" && f.Totals["N020"] != 0 {
					t.Errorf("%s: %s %+v %v", clock, f.State, f.Rows, f.Totals)
				}
				break
			}
			if left := b.left(pingcheng) != ""; left != c.left {
				t.Errorf("left in the folder: %v", left)
			}
			if x := b.sightings(pingcheng)["销售.csv"]; c.left && (x.State == report.StateLeft || !strings.Contains(x.Reason, "没有传完")) {
				t.Errorf("收件情况 says %+v", x)
			}
			if h, _ := b.Reader().Fold(context.Background()); c.code == "S001" {
				told := h.Files()[0].Findings[0]
				if x := b.sightings(pingcheng)["销售.csv"]; x.Reason != told.Message || x.Next != told.Fix || !strings.Contains(told.Message, "可能没有传完") {
					t.Errorf("收件情况 says %+v, the receipt %+v", x, told)
				}
			}
			before := b.seq()
			if b.run("2026-11-23 12:00"); b.seq() != before {
				t.Error("taken twice")
			}
		})
	}
}

// TestAHalfCopiedCSVIsTakenBeforeTheCutOff takes in the last run before the
// cut-off what would come too late for the plan.
func TestAHalfCopiedCSVIsTakenBeforeTheCutOff(t *testing.T) {
	t.Parallel()
	b := emptyCity(t, disk.Real())
	b.Next = func(after time.Time) (time.Time, error) { return after.Add(30 * time.Minute), nil }
	b.drop(pingcheng, "销售.csv", []byte(saleLines(5)[:200]))
	if f := b.one(b.run("2026-11-26 17:00")); f.State != "settling" {
		t.Errorf("17:00: %s", f.State)
	}
	if f := b.one(b.run("2026-11-26 17:30")); f.State != "taken" || f.Totals["N020"] != 1 {
		t.Errorf("17:30: %s %v", f.State, f.Totals)
	}
}
