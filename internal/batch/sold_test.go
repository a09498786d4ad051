package batch

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
)

// TestSalesAreReadInLots asks for the sales of five customers of whom two are held at a
// time: each answer is that customer's, who asks in their order reads each lot once, and
// an error of any lot is told at the end.
func TestSalesAreReadInLots(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		most  int
		asked string
		reads string // the lots as they were read
		knows bool   // whether planning need not read "甲" again
	}{
		{2, "甲 甲 乙 丙 丁 戊", "甲乙 丙丁 戊", false},
		{2, "戊 甲 丁 己", "甲乙 戊 甲乙 丙丁", false},
		{5, "戊 甲 丁", "甲乙丙丁戊", true},
	} {
		var reads []string
		s := soldTo(slices.Values([]string{"甲", "", "乙", "甲", "丙", "丁", "戊"}), 0, c.most, func(some map[string]bool) (map[string]assist.History, error) {
			all := map[string]assist.History{}
			for licence := range some {
				all[licence] = assist.History{Licence: licence}
			}
			reads = append(reads, strings.Join(slices.SortedFunc(maps.Keys(some), func(a, b string) int {
				return strings.Index("甲乙丙丁戊", a) - strings.Index("甲乙丙丁戊", b)
			}), ""))
			if some["丁"] && c.most == 2 {
				return all, errors.New("the disk")
			}
			return all, nil
		})
		for licence := range strings.FieldsSeq(c.asked) {
			want := licence
			if licence == "己" {
				want = "" // nobody's
			}
			if got := s.history(licence).Licence; got != want {
				t.Errorf("%d at a time: %q is told of %q", c.most, got, licence)
			}
		}
		if got := strings.Join(reads, " "); got != c.reads || s.knows("甲") != c.knows {
			t.Errorf("%d at a time, asked for %s: read %s, want %s", c.most, c.asked, got, c.reads)
		}
		if told := fmt.Sprint(s.err); (told == "the disk") != (c.most == 2) {
			t.Errorf("%d at a time: %s", c.most, told)
		}
	}
}
