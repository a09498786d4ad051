package report

import (
	"fmt"
	"strconv"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/paper"
)

// ruled makes the columns of a printed table from their headers; one that ends
// in ~ holds words and stands left, one that ends in # holds figures and stands
// right.
func ruled(names ...string) []paper.Column {
	list := make([]paper.Column, len(names))
	for i, n := range names {
		list[i].Header = strings.TrimRight(n, "~#")
		switch {
		case strings.HasSuffix(n, "~"):
			list[i].Align = paper.Left
		case strings.HasSuffix(n, "#"):
			list[i].Align = paper.Right
		}
	}
	return list
}

// weighing gives columns their shares of the table's width.
func weighing(list []paper.Column, weights ...float64) []paper.Column {
	for i, w := range weights {
		list[i].Weight = w
	}
	return list
}

// footed is the 合计 row of a printed table: its label, and the sums of the named columns.
func footed(columns []paper.Column, rows [][]string, label string, sums ...string) []string {
	if len(rows) == 0 {
		return nil
	}
	total := make([]string, len(columns))
	total[0] = label
	for i, c := range columns {
		for _, name := range sums {
			if c.Header == name {
				total[i] = strconv.Itoa(columnSum(rows, i))
			}
		}
	}
	return total
}

func columnSum(rows [][]string, column int) int {
	sum := 0
	for _, r := range rows {
		n, _ := strconv.Atoi(r[column])
		sum += n
	}
	return sum
}

// gradeWord is 客户档位, "" when it is not known.
func gradeWord(g int) string {
	if g == 0 {
		return ""
	}
	return fmt.Sprint(g)
}

// masked is a person's field for print: erased ones say so, and no number of an
// identity card, a certificate or a telephone stands in full.
func (w people) masked(licence, field string) string { return assist.Mask(w.shown(licence, field)) }

// maskedBy is a person's field under a mask of its own.
func (w people) maskedBy(as column.Personal, licence, field string) string {
	if field == "" {
		return w.shown(licence, field)
	}
	return assist.MaskAs(as, field)
}
