package report

import (
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
)

// TestCustomersStandBehindWhatTheyShare: what a register does to customers is one point
// of the receipt, however many lines it takes.
func TestCustomersStandBehindWhatTheyShare(t *testing.T) {
	const less, turned = "与上次登记比：少 3 户，其中在册 3 户", "由有效变为不再有效的，在册 1 户"
	for _, c := range []struct{ notes, want []string }{
		{nil, nil},
		{[]string{"与上次登记比：少 0 户，其中在册 0 户"}, []string{"与上次登记比：少 0 户，其中在册 0 户"}},
		{[]string{less, "平城区 2 户：140213100001、140213100002", "平城区（续）：140213100003", turned, "天镇县 1 户：140222100030"},
			[]string{less + "：平城区 2 户：140213100001、140213100002；平城区（续）：140213100003", turned + "：天镇县 1 户：140222100030"}},
	} {
		if got := together(c.notes); !slices.Equal(got, c.want) {
			t.Errorf("%q", got)
		}
	}
}

// TestManyCustomersStandInLines: a point does not grow over a page.
func TestManyCustomersStandInLines(t *testing.T) {
	long := "平城区 99 户：" + strings.Repeat("140213100001、", 40)
	if got := together([]string{"与上次登记比：少 99 户，其中在册 99 户", long}); len(got) != 2 {
		t.Errorf("%d points", len(got))
	}
}

// TestRegisterThatLeavesOutIsNotAllWell: who sends a register is asked to look at the
// customers it treats otherwise.
func TestRegisterThatLeavesOutIsNotAllWell(t *testing.T) {
	r := Reply{Taken: assist.Taken{Unit: assist.City, Notes: []string{"由有效变为不再有效的，在册 1 户", "天镇县 1 户：140222100030"}}}
	if got := r.toDo(nil)[0][1]; got != "全部收下；在册客户有变化，请核对“整份文件”所列的各户。" {
		t.Errorf("%s", got)
	}
	r.Taken.Notes = []string{"与上次登记比：少 0 户，其中在册 0 户"}
	if got := r.toDo(nil)[0][1]; got != "全部收下，不用做什么。" {
		t.Errorf("%s", got)
	}
}
