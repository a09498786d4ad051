package read

import (
	"regexp"
	"strconv"
)

// formulaHead is how many bytes of a formula tell what it shows or adds up.
const formulaHead = 64

// sums is a formula that adds up a stretch of one column, as Excel's 分类汇总 and
// the total row of a table write it.
var sums = regexp.MustCompile(`(?i)^=?(?:SUBTOTAL\((?:9|109),|SUM\()\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})\)$`)

// tableSum is the same over a column of a table, which has no rows in its text.
var tableSum = regexp.MustCompile(`(?i)^=?SUBTOTAL\((?:9|109),[^():]*\[[^\]:]*\]\)$`)

// sumFrom is the first of the rows that a formula adds up; 0 when it adds up
// nothing, or cells of one row.
func sumFrom(formula string) int {
	if formula == "" {
		return 0
	}
	if tableSum.MatchString(formula) {
		return 1
	}
	m := sums.FindStringSubmatch(formula)
	if m == nil {
		return 0
	}
	first, _ := strconv.Atoi(m[2])
	last, _ := strconv.Atoi(m[4])
	if first == last {
		return 0
	}
	return first
}
