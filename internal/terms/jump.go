package terms

import (
	"math/big"
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// figures are the columns whose value decides by its size.
var figures = []column.Header{column.Urban, column.Rural, column.Disposable, column.Value, column.Wholesale, column.Retail}

// jumpFactor is how many times larger or smaller a value must be to be asked about.
const jumpFactor = 2

// jumps tell the values of a table that this reading made at least twice or at
// most half of what stood: they count, and a digit too many looks just like that.
func (k *keeper) jumps(t assist.TermsTable) {
	old := k.before.Tables[t.Name]
	for _, e := range k.book.Tables[t.Name] {
		today := slices.DeleteFunc(slices.Clone(figures), func(h column.Header) bool { return e[h].Text == "" || e[h].On != k.day })
		if len(today) == 0 { // of most entries nothing was said today
			continue
		}
		was := previous(t, e, old)
		for _, header := range today {
			if from, to := was.Text(header), e.Text(header); farApart(from, to) {
				text := "参数表“" + t.Name + "”" + subject(e) + " 的" + string(header) + "由 " + from + " 改为 " + to + "，相差很大，已按新值执行；填错的请在 参数/" + assist.TermsWorkbook(t.Name) + " 里改正后再运行一次。"
				k.note(text)
				k.large = append(k.large, text)
			}
		}
	}
}

// previous is what stood for the same, or for the same at the last date before.
func previous(t assist.TermsTable, e assist.TermsEntry, old []assist.TermsEntry) assist.TermsEntry {
	var last assist.TermsEntry
	key := keyOf(t, e)
	for _, o := range old {
		if keyOf(t, o) == key {
			return o
		}
		if sameBut(t, e, o) && date(o) < date(e) && (last == nil || date(o) > date(last)) {
			last = o
		}
	}
	return last
}

// dates are the headers of a key that tell from when a row holds.
var dates = []column.Header{column.From, column.Year}

// date is from when a row holds, in a spelling that orders.
func date(e assist.TermsEntry) string { return e.Text(column.From) + e.Text(column.Year) }

// sameBut reports two entries that speak of the same, at whatever date. A table
// without dates has none.
func sameBut(t assist.TermsTable, a, b assist.TermsEntry) bool {
	dated := false
	for _, c := range t.Columns {
		switch {
		case slices.Contains(dates, c.Header):
			dated = dated || c.Key
		case c.Key && a.Text(c.Header) != b.Text(c.Header):
			return false
		}
	}
	return dated
}

// farApart reports two figures of which one is at least jumpFactor times the other.
func farApart(a, b string) bool {
	x, okX := new(big.Rat).SetString(a)
	y, okY := new(big.Rat).SetString(b)
	if !okX || !okY || x.Sign() <= 0 || y.Sign() <= 0 {
		return false
	}
	if x.Cmp(y) > 0 {
		x, y = y, x
	}
	return x.Mul(x, big.NewRat(jumpFactor, 1)).Cmp(y) <= 0
}
