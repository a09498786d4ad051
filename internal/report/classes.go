package report

import (
	"fmt"

	"bangfu/internal/assist"
)

// classCounts are all customers by 困难类别, in the order of the classes, and last those
// whose class was erased.
func classCounts(classes assist.ByClass, all int) []quantity {
	var list []quantity
	for i, h := range assist.Hardships {
		list = append(list, quantity{string(h), classes[i]})
	}
	return append(list, quantity{gone, classes.Cleared(all)})
}

// classNames are what the parts of a bar are called, one a class; with those whose class
// was erased, where a bar has such.
func classNames(classes assist.ByClass, all int) []string {
	var names []string
	for _, c := range classCounts(classes, all) {
		if c.what != gone || c.n > 0 {
			names = append(names, c.what)
		}
	}
	return names
}

// classValues are the parts of a bar, as many as it has names.
func classValues(classes assist.ByClass, all, names int) []int64 {
	var values []int64
	for _, c := range classCounts(classes, all)[:names] {
		values = append(values, int64(c.n))
	}
	return values
}

// clearedNote tells why the classes of a table do not make up the whole; none when they do.
func clearedNote(n int, of string) []string {
	if n == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%s中%s %d 户：个人信息已按规定清除，不再分困难类别，其余各项照计。", of, gone, n)}
}
