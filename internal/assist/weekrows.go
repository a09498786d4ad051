package assist

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"bangfu/internal/column"
)

// WeekRows yields the rows 汇总 counts: of each licence in each unit its last row
// of the run's ISO week, in order of taking; of one unit or of all ("").
func (f Facts) WeekRows(unit string) iter.Seq[JudgedApplication] {
	return at(f.Rows.row, f.looked().week().in(unit))
}

// LastRows yields the rows no later one has replaced: of each licence in each
// unit its last one ever, in order of taking; of one unit or of all ("").
func (f Facts) LastRows(unit string) iter.Seq[JudgedApplication] {
	return at(f.Rows.row, f.looked().last().in(unit))
}

// inPeriod answers whether a receipt is one of the run's ISO week.
func (f Facts) inPeriod() func(receipt string) bool {
	in := map[string]bool{}
	for t := range f.WeekFiles() {
		in[t.Receipt] = true
	}
	return func(receipt string) bool { return in[receipt] }
}

// lastRows keeps, of the files that count, the last row of each licence and
// unit. A row that another of its run
// replaced or repeats does not count. A row whose licence cannot be read counts
// under what was typed, and no more once its receipt has come back mended or a later
// file of the unit holds a row of the same person or place; one that names neither, once
// a file of the same 填报日期 or later has come from its unit. Without a word
// typed it counts by itself, unless it is nobody's on a refused sheet. The
// rows of a stray file count for nobody, and the city applies for nobody.
func lastRows(f Facts, counts func(receipt string) bool) []int {
	back, later, again, strays := mended(f.Files), f.sentSince(ApplicationForm), f.looked().again(), f.strays()
	last := map[string]int{}
	keys := make([]string, f.Rows.count())
	for i := range keys {
		if receipt := f.placeOfRow(i).Receipt; !counts(receipt) || strays[receipt] {
			continue
		}
		row := f.Rows.row(i)
		if row.Verdict.Superseded() || row.Unit == City {
			continue
		}
		key, known := rowKey(row.Application)
		switch {
		case !known && (back[row.Receipt] || again[i] || !traced(row) && sentAgain(later(row.Receipt), row.Reported)):
			continue
		case key == "" && row.Verdict.Refused != "" && row.Nobodys():
			continue
		case key == "":
			key = "@" + row.Receipt + "|" + row.Sheet + "|" + strconv.Itoa(row.Place.Row)
		}
		keys[i] = row.Unit + "|" + key
		last[keys[i]] = i
	}
	var list []int
	for i, key := range keys {
		if key != "" && last[key] == i {
			list = append(list, i)
		}
	}
	return list
}

// sentAgain reports whether a sheet that was sent later stands for one of a day.
func sentAgain(later, day Date) bool { return later != 0 && later >= day }

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

// heldAgain are the rows whose person or place a later file of the unit holds again,
// by their index.
func heldAgain(f Facts) map[int]bool {
	if !f.someUnread() {
		return nil
	}
	fileOf := f.FileOf()
	sent, again := map[string][]string{}, map[int]bool{} // receipts by what they hold
	for i := f.Rows.count() - 1; i >= 0; i-- {
		row := f.Rows.row(i)
		file, _ := fileOf(row.Receipt)
		for _, key := range whoAndWhere(row, file.Name) {
			if slices.ContainsFunc(sent[key], func(receipt string) bool { return receipt != row.Receipt }) {
				again[i] = true
			}
			if !slices.Contains(sent[key], row.Receipt) && len(sent[key]) < 2 {
				sent[key] = append(sent[key], row.Receipt)
			}
		}
	}
	return again
}

// someUnread reports a row whose licence cannot be read.
func (f Facts) someUnread() bool {
	for i := range f.Rows.count() {
		if _, known := rowKey(f.application(i)); !known {
			return true
		}
	}
	return false
}

// application is that of the i-th row.
func (f Facts) application(i int) *Application {
	return part(f.Rows, i, func(k KeptRow) *Application { return k.Application.Open() }, func(row JudgedApplication) *Application { return row.Application })
}

// placeOfRow is where the i-th row stands.
func (f Facts) placeOfRow(i int) Place {
	return part(f.Rows, i, func(k KeptRow) Place { return k.Application.Place() }, func(row JudgedApplication) Place { return row.Place })
}

// whoAndWhere are the signs by which a row whose licence cannot be read is known
// again: the person's name and number, the shop's address, and the row of a file
// that bears the same name.
func whoAndWhere(row JudgedApplication, file string) []string {
	var keys []string
	add := func(kind, value string) {
		if value != "" {
			keys = append(keys, row.Unit+"|"+kind+"|"+value)
		}
	}
	add("name", Bare(row.Operator))
	add("number", row.ID)
	for _, a := range SharedAddresses(row.Address) {
		add("address", a)
	}
	if file != "" {
		add("row", file+"|"+row.Sheet+"|"+strconv.Itoa(row.Place.Row))
	}
	return keys
}

// traced reports a row that names its person or shop: it is known again when it is sent
// again, and another customer's row does not stand for it.
func traced(row JudgedApplication) bool { return len(whoAndWhere(row, "")) > 0 }

// rowKey is the licence of a row, else what was typed for it and the person's name;
// known says whether it is a licence.
func rowKey(row *Application) (key string, known bool) {
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
	return "?" + typed + "|" + Bare(row.Operator), false
}
