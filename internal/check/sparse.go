package check

import (
	"fmt"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// What makes a row of which hardly anything is filled in: so many cells at most, and so
// many required ones blank at least.
const (
	filledAtMost = 2
	blankAtLeast = 3
)

// sparse tells in words a row of a form of which hardly anything is filled in, a lone name
// below the list, and the cell to fill first, 许可证号 where it is blank: one finding of it
// says more than one a cell.
// words is "" for any other row. cell reads the row.
func sparse(form column.List, needs map[column.Header]bool, cell func(column.Header) assist.Cell) (words string, first column.Header) {
	var filled []string
	blank := 0
	for _, col := range form {
		switch c := cell(col.Header); {
		case col.Kind == column.SerialKind:
		case c.Text != "":
			if filled = append(filled, "“"+string(col.Header)+"”"); len(filled) > filledAtMost {
				return "", ""
			}
		case needs[col.Header] && c.Addr != "":
			if blank++; blank == 1 || col.Header == column.Licence {
				first = col.Header
			}
		}
	}
	if len(filled) == 0 || blank < blankAtLeast {
		return "", ""
	}
	return fmt.Sprintf("这一行只填了%s，其余 %d 个必填项都没有填", strings.Join(filled, "和"), blank), first
}

// sparse is V201 of such a row, one for the row; ok is false for any other.
func (l *subject) sparse(form column.List, needs map[column.Header]bool) (f assist.Finding, ok bool) {
	words, first := sparse(form, needs, func(h column.Header) assist.Cell {
		c, _ := l.Cells.Of(h)
		return c
	})
	if words == "" {
		return f, false
	}
	l.miss(restUnchecked, "补填后核对这一行的其余各列")
	return l.advised("V201", first, words, nobodyFix), true
}

// starred are the columns of a form that are marked with *.
func starred(form column.List) map[column.Header]bool {
	m := map[column.Header]bool{}
	for _, col := range form {
		m[col.Header] = col.Required
	}
	return m
}

var visitStarred, salesStarred = starred(column.Visit), starred(column.Sales)
