package report

import (
	"fmt"

	"bangfu/internal/assist"
)

// classCounts are customers by 困难类别, in the order of the classes, and last those whose
// class was erased, if there are any.
func classCounts(classes [3]int, cleared int) []quantity {
	var list []quantity
	for i, h := range assist.Hardships {
		list = append(list, quantity{string(h), classes[i]})
	}
	if cleared > 0 {
		list = append(list, quantity{gone, cleared})
	}
	return list
}

// classNames are what the parts of a bar are called, one a class; with those whose class
// was erased, where a bar has such.
func classNames(cleared int) []string {
	var names []string
	for _, c := range classCounts([3]int{}, cleared) {
		names = append(names, c.what)
	}
	return names
}

// classValues are the parts of a bar, as many as it has names.
func classValues(classes [3]int, cleared, names int) []int64 {
	values := make([]int64, names)
	for i, c := range classCounts(classes, cleared) {
		values[i] = int64(c.n)
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
