package batch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"strings"
	"testing"

	"bangfu/internal/disk"
	"bangfu/internal/fault"
	"bangfu/internal/inbox"
	"bangfu/internal/sheet"
)

// TestAPanicLeavesTheLedgerFree lets a stage panic inside the run's transaction,
// as a daemon may live to see: the next run of the same process goes on.
func TestAPanicLeavesTheLedgerFree(t *testing.T) {
	t.Parallel()
	want, _ := untouched(t)
	for _, stage := range []string{"读表", "审核", "计划", "入账", "成文", "发布", "清收件箱", "收件情况", "备份"} {
		t.Run(stage, func(t *testing.T) {
			t.Parallel()
			b := newCity(t, disk.Real())
			b.Progress = func(s string, _, _ int) {
				if s == stage {
					panic("a fault in " + stage)
				}
			}
			if v := b.survive(); v == nil {
				t.Error("the stage was never reached")
			}
			b.Progress = nil
			if v := b.survive(); v != nil {
				t.Errorf("the next run: %v", v)
			}
			if d := differ(b.ending(), want); d != "" {
				t.Error(d)
			}
		})
	}
}

// survive is a run as the daemon calls it; it returns the panic, or the error.
func (b *bench) survive() (v any) {
	defer func() {
		if p := recover(); p != nil {
			v = p
		}
	}()
	if err := b.whole(); err != nil {
		return err
	}
	return nil
}

func TestAFileThatMakesUsPanicIsDamagedNoMore(t *testing.T) {
	t.Parallel()
	b := newCity(t, disk.Real())
	b.Archive = nil // reading the original panics
	f, err := b.decodeSafely(context.Background(), &pass{}, arrived{Waiting: inbox.Waiting{Unit: pingcheng, Name: "a.xlsx"}, sha: strings.Repeat("a", 64)}, func() ([]byte, error) { return b.original(&pass{}, strings.Repeat("a", 64)) })
	if err != nil || f.sub.Damage == nil || f.sub.Damage.Kind != sheet.NotWorkbook || f.sub.Unit != pingcheng {
		t.Errorf("%+v %v", f, err)
	}
}

// TestLogsNameNobody runs with faults at files that are named after a customer,
// and looks for him in the log.
func TestLogsNameNobody(t *testing.T) {
	t.Parallel()
	name := "任国平 140213100001 140202195203010119.xlsx"
	var log bytes.Buffer
	b := emptyCity(t, disk.Real())
	b.open(fixed{disk.Real(), b.Place.Inboxes()})
	b.Site.Log = slog.New(slog.NewTextHandler(&log, nil))
	b.drop(pingcheng, name, files(t)[pingcheng]["申请表.xlsx"])
	b.run("2026-11-23 09:00")
	if said := log.String(); !strings.Contains(said, "unit="+pingcheng) || strings.Contains(said, "任国平") || strings.Contains(said, "1402") {
		t.Errorf("the log: %s", said)
	}
	if got := fault.WithoutNames(fmt.Errorf("inbox: read: %w", &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission})); got != "open: permission denied" {
		t.Error(got)
	}
	if got := fault.WithoutNames(errors.New("batch: whatever")); got != "batch: whatever" {
		t.Error(got)
	}
}
