package check

import (
	"strconv"
	"strings"

	"bangfu/internal/assist"
)

func itoa(n int) string { return strconv.Itoa(n) }

// bare is a text for comparison.
func bare(s string) string { return assist.Bare(s) }

func allDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// listed joins up to three items and says how many there are in all.
func listed(items []string, measure string) string {
	if len(items) <= 3 {
		return strings.Join(items, "、")
	}
	return strings.Join(items[:3], "、") + " 等 " + itoa(len(items)) + " " + measure
}

// anyOf joins the words of a closed list: 甲、乙或丙.
func anyOf(list []string) string {
	last := len(list) - 1
	return strings.Join(list[:last], "、") + "或" + list[last]
}
