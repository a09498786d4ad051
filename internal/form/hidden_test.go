package form

import (
	"testing"

	"bangfu/internal/sheet"
)

// What is hidden is named, so that a clerk finds it; of very much the first stretches.
func TestHiddenIsNamed(t *testing.T) {
	var rows, many, columns, none sheet.Spans
	for _, n := range []int{12, 15, 16, 17, 20} {
		rows.Add(n, n)
	}
	for n := range 200 {
		many.Add(2*n+1, 2*n+1)
	}
	columns.Add(8, 8)
	columns.Add(27, 16384)
	for _, c := range []struct{ got, want string }{
		{hiddenRows(rows), "第 12、15–17、20 行"},
		{hiddenRows(many), "第 1、3、5、7、9 等 200 行"},
		{hiddenColumns(columns.UpTo(40)), "H、AA–AN 列"},
		{hiddenColumns(columns.UpTo(20)), "H 列"},
	} {
		if c.got != c.want {
			t.Errorf("%s, want %s", c.got, c.want)
		}
	}
	if columns.UpTo(7).Count != 0 || none.UpTo(9).Count != 0 || many.Count != 200 {
		t.Error("what is not there is counted")
	}
}
