package place

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"

	"bangfu/internal/assist"
)

// Label is what a file is called, without unit, week and ending.
func Label(path string) string {
	name := filepath.Base(path)
	if i := strings.IndexAny(name, "_."); i > 0 {
		return name[:i]
	}
	return name
}

// besideMark stands behind the name of a file that is written beside one which is open.
const besideMark = "_新"

// filledMark stands behind the name of a paper that somebody had begun to fill in where it lay.
const filledMark = "_填写中"

// Beside is the n-th name beside path, from 1: <name>_新.xlsx, <name>_新2.xlsx.
func Beside(path string, n int) string { return marked(path, besideMark, n) }

// Filled is the n-th name, from 1, under which a paper is kept that somebody had begun
// to fill in: <name>_填写中.xlsx, <name>_填写中2.xlsx.
func Filled(path string, n int) string { return marked(path, filledMark, n) }

func marked(path, mark string, n int) string {
	ending := filepath.Ext(path)
	if n > 1 {
		mark = fmt.Sprintf("%s%d", mark, n)
	}
	return strings.TrimSuffix(path, ending) + mark + ending
}

// ours are the names of what we publish that may speak of a person.
var ours = regexp.MustCompile(`^(` + strings.Join([]string{
	assist.ReceiptPaper + `_HZ-[A-Z0-9]+-\d{8}-\d+(_更新\d+)?`,
	assist.TodoPaper + `_.+`, assist.CityTodoPaper + `_` + City + `(` + filledMark + `\d*)?`, assist.SightingsPaper, assist.BoardPaper,
	anyOf(assist.SupplyPaper, assist.LinesPaper, assist.WeeklyPaper, assist.GoodsPaper, assist.WithdrawnPaper) + `_.*\d{4}-W\d{2}`, // of a unit or the city
	anyOf(assist.RollPaper, assist.ListPaper, assist.ImportPaper, assist.WatchPaper, assist.LicensingPaper) + `_\d{4}-W\d{2}`,      // of the city alone
	assist.SummaryPaper + `_.*\d{4}(Q[1-4])?`,
}, `|`) + `)(` + besideMark + `\d*)?\.(xlsx|pdf|csv|html)$`)

func anyOf(labels ...string) string { return `(` + strings.Join(labels, `|`) + `)` }

// Ours reports the name of a file that we publish and that may speak of a person.
func Ours(name string) bool { return ours.MatchString(name) }

var summaryName = regexp.MustCompile(`^` + assist.SummaryPaper + `_(?:.+_)?(\d{4}(?:Q[1-4])?)(?:` + besideMark + `\d*)?\.`)

// PeriodOf is the period of a 总结 by its name: 2026 or 2026Q4.
func PeriodOf(name string) (period string, ok bool) {
	m := summaryName.FindStringSubmatch(name)
	if m == nil {
		return "", false
	}
	return m[1], true
}
