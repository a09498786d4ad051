package place

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
)

// What a file in the outbox is called, before unit, week or number.
const (
	receiptLabel   = "回执"
	sightingsLabel = "收件情况"
	todoLabel      = "在册与待办"
	cityTodoLabel  = "待办"
	boardLabel     = "看板"
	checkLabel     = "核对"
	supplyLabel    = "供货表"
	linesLabel     = "供货明细"
	reportLabel    = "帮扶工作周报"
	goodsLabel     = "畅销与规格"
	rollLabel      = "备案汇总表"
	listLabel      = "备案名单"
	importLabel    = "供货导入"
	withdrawnLabel = "供货撤销"
	watchLabel     = "监督清单"
	licensingLabel = "许可证清单"
	summaryLabel   = "帮扶工作总结报告"
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

// Beside is the n-th name beside path, from 1: <name>_新.xlsx, <name>_新2.xlsx.
func Beside(path string, n int) string {
	ending := filepath.Ext(path)
	mark := besideMark
	if n > 1 {
		mark = fmt.Sprintf("%s%d", besideMark, n)
	}
	return strings.TrimSuffix(path, ending) + mark + ending
}

// ours are the names of what we publish that may speak of a person.
var ours = regexp.MustCompile(`^(` + strings.Join([]string{
	receiptLabel + `_HZ-[A-Z0-9]+-\d{8}-\d+(_更新\d+)?`,
	todoLabel + `_.+`, cityTodoLabel + `_` + City, sightingsLabel, boardLabel,
	anyOf(supplyLabel, linesLabel, reportLabel, goodsLabel, withdrawnLabel) + `_.*\d{4}-W\d{2}`, // of a unit or the city
	anyOf(rollLabel, listLabel, importLabel, watchLabel, licensingLabel) + `_\d{4}-W\d{2}`,      // of the city alone
	summaryLabel + `_.*\d{4}(Q[1-4])?`,
}, `|`) + `)(` + besideMark + `\d*)?\.(xlsx|pdf|csv|html)$`)

func anyOf(labels ...string) string { return `(` + strings.Join(labels, `|`) + `)` }

// Ours reports the name of a file that we publish and that may speak of a person.
func Ours(name string) bool { return ours.MatchString(name) }

var summaryName = regexp.MustCompile(`^` + summaryLabel + `_(?:.+_)?(\d{4}(?:Q[1-4])?)(?:` + besideMark + `\d*)?\.`)

// PeriodOf is the period of a 总结 by its name: 2026 or 2026Q4.
func PeriodOf(name string) (period string, ok bool) {
	m := summaryName.FindStringSubmatch(name)
	if m == nil {
		return "", false
	}
	return m[1], true
}
