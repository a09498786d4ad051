package batch

import (
	"context"
	"path/filepath"
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/disk"
	"bangfu/internal/history"
	"bangfu/internal/inbox"
	"bangfu/internal/place"
	"bangfu/internal/report"
	"bangfu/internal/results"
	"bangfu/internal/xlsx/read"
)

// edition is 总结 of a period that were made of the same ledger: up to an entry.
type edition struct {
	period string
	upto   int64
}

// remakeSummaries makes the 总结 among some files again, each of what the ledger
// held when it was made: whoever reads it finds the figures that he has read before.
func (s *Site) remakeSummaries(ctx context.Context, paths []string) (faults []string, err error) {
	editions, files, err := s.editionsOf(ctx, paths)
	if err != nil {
		return nil, err
	}
	for _, e := range editions {
		span, ok := results.ParsePeriod(e.period)
		if !ok {
			continue
		}
		told, err := s.summaryAgain(ctx, span, e.upto, func(path string) bool { return slices.Contains(files[e], path) })
		if faults = append(faults, told...); err != nil {
			return faults, err
		}
	}
	return faults, nil
}

// editionsOf are the 总结 among some files, by edition in the order of the files.
func (s *Site) editionsOf(ctx context.Context, paths []string) (list []edition, files map[edition][]string, err error) {
	var runs []assist.Entry
	for e, err := range s.Ledger.Entries(ctx, 0, history.KindRun) {
		if err != nil {
			return nil, nil, err
		}
		runs = append(runs, e)
	}
	files = map[edition][]string{}
	for _, path := range paths {
		period, ok := place.PeriodOf(inbox.Name(filepath.Base(path)))
		if !ok {
			continue
		}
		data, err := disk.ReadFile(s.Disk, path)
		if err != nil {
			return nil, nil, err
		}
		e := edition{period, ledgerOf(data, runs)}
		if files[e] == nil {
			list = append(list, e)
		}
		files[e] = append(files[e], path)
	}
	return list, files, nil
}

// ledgerOf is the last entry that was known when a file of ours was made: the one
// before the first run after the time that stands in it. 0 is the last of all, also
// for a file that does not say when it was made.
func ledgerOf(data []byte, runs []assist.Entry) int64 {
	for text := range read.Raw(data) {
		made, ok := report.MadeAt(text)
		if !ok {
			continue
		}
		later := func(run assist.Entry) bool { return run.At.Unix() > made.Unix() } // a file names the second
		if i := slices.IndexFunc(runs, later); i > 0 {
			return runs[i].Seq - 1
		}
		break
	}
	return 0
}
