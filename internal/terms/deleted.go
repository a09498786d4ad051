package terms

import (
	"maps"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// subjects are the headers that tell what a row speaks of, in the order in
// which they are told.
var subjects = []column.Header{column.Parameter, column.Unit, column.Year, column.Week, column.Barcode, column.From}

// Deleted names the rows that stood in a book and no longer do, by table.
func Deleted(before, now assist.TermsBook) []string {
	var list []string
	for _, table := range slices.Sorted(maps.Keys(before.Tables)) {
		there := map[string]bool{}
		for _, e := range now.Tables[table] {
			there[subject(e)] = true
			for _, name := range former(e) { // who was renamed is still there
				there[name] = true
			}
		}
		for _, e := range before.Tables[table] {
			if what := subject(e); !there[what] && !follows(e, now) {
				list = append(list, table+" "+what)
			}
		}
	}
	return list
}

// subject is what a row speaks of.
func subject(e assist.TermsEntry) string {
	var parts []string
	for _, header := range subjects {
		if text := e.Text(header); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, " ")
}

// follows reports a row of a unit that has another name now.
func follows(e assist.TermsEntry, now assist.TermsBook) bool {
	return slices.ContainsFunc(now.Tables[assist.UnitTable], func(u assist.TermsEntry) bool {
		return slices.Contains(former(u), e.Text(column.Unit))
	})
}
