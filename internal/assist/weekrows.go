package assist

import (
	"slices"
	"strconv"
	"strings"

	"bangfu/internal/column"
)

// WeekRows are the rows 汇总 counts: of each licence in each unit its last row
// of the run's ISO week, in order of taking.
func WeekRows(f Facts) []JudgedApplication {
	inWeek := map[string]bool{}
	for _, t := range f.Files {
		inWeek[t.Receipt] = WeekOf(DateOf(t.At)) == f.Period
	}
	return lastRows(f, func(receipt string) bool { return inWeek[receipt] })
}

// LastRows are the rows no later one has replaced: of each licence in each
// unit its last one ever, in order of taking.
func LastRows(f Facts) []JudgedApplication {
	return lastRows(f, func(string) bool { return true })
}

// lastRows keeps, of the files that count, the last row of each licence and
// unit. A row that another of its run
// replaced or repeats does not count. A row whose licence cannot be read counts
// under what was typed, and no more once its receipt has come back mended, or a
// file of the same 填报日期 or later has come from its unit;
// without a word typed it counts by itself, unless its sheet was refused.
func lastRows(f Facts, counts func(receipt string) bool) []JudgedApplication {
	back, later := mended(f.Files), laterWhole(f.Files)
	last := map[string]int{}
	keys := make([]string, len(f.Rows))
	for i, row := range f.Rows {
		if row.Verdict.Superseded() || !counts(row.Receipt) {
			continue
		}
		key, known := rowKey(row)
		switch {
		case !known && (back[row.Receipt] || later[row.Receipt] != 0 && later[row.Receipt] >= row.Reported):
			continue
		case key == "" && row.Verdict.Refused != "":
			continue
		case key == "":
			key = "@" + row.Receipt + "|" + row.Sheet + "|" + strconv.Itoa(row.Place.Row)
		}
		keys[i] = row.Unit + "|" + key
		last[keys[i]] = i
	}
	var list []JudgedApplication
	for i, row := range f.Rows {
		if keys[i] != "" && last[keys[i]] == i {
			list = append(list, row)
		}
	}
	return list
}

// mended are the receipts that came back with a later file.
func mended(files []Taken) map[string]bool {
	back := map[string]bool{}
	for _, t := range files {
		if t.Ours != "" && t.Ours != t.Receipt {
			back[t.Ours] = true
		}
	}
	return back
}

// laterWhole is, by receipt, the latest 填报日期 of the 申请表 that the unit has
// sent after it; 0 for none.
func laterWhole(files []Taken) map[string]Date {
	last, later := map[string]Date{}, map[string]Date{}
	for _, t := range slices.Backward(files) {
		later[t.Receipt] = last[t.Unit]
		if !t.Refused && slices.ContainsFunc(t.Tables, func(x Table) bool { return x.Form == ApplicationForm && !x.Refused }) {
			last[t.Unit] = max(last[t.Unit], t.Reported)
		}
	}
	return later
}

// rowKey is the licence of a row, else what was typed for it; known says
// whether it is a licence.
func rowKey(row JudgedApplication) (key string, known bool) {
	if len(row.Licence) == 12 {
		return row.Licence, true
	}
	typed := strings.TrimSpace(row.Text(column.Licence))
	if typed == "" {
		typed = row.Licence
	}
	if typed == "" {
		return "", false
	}
	return "?" + typed, false
}
