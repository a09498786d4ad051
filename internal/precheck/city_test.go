package precheck

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
)

// TestEveryRowOfTheCitysFilesIsCounted: a register, a plan and decisions are
// pre-checked as a county's files are, row by row; what is judged only when it is
// sent is named.
func TestEveryRowOfTheCitysFilesIsCounted(t *testing.T) {
	rules := standard(t)
	for _, c := range []struct {
		path       string
		read       int
		unchecked  bool
		conclusion string
	}{
		{"周一/市局/许可证状态.xlsx", 64, false, ""},
		{"周一/市局/货源计划_2026-W49.xlsx", 15, false, ""},
		{"周三/市局/名单调整.xlsx", 5, true, "客户是否在册 要在报送后才能核对"},
	} {
		data, err := os.ReadFile("../../samples/" + c.path)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Check(context.Background(), Ask{Name: "市局.xlsx", Data: data, At: time.Date(2026, 11, 25, 9, 0, 0, 0, assist.Zone), Rules: rules})
		if err != nil {
			t.Errorf("%s: %v", c.path, err)
			continue
		}
		if r := got.Result.Rows; r.Read != c.read || r.Filed+r.Held+r.Returned+r.Ineligible+r.Blank+r.Totals+r.Headers != c.read {
			t.Errorf("%s: %+v, want %d rows", c.path, r, c.read)
		}
		told := false
		var codes []string
		for _, u := range got.Result.Unchecked {
			told = told || u.Code == "C301"
			codes = append(codes, u.Code)
		}
		if told != c.unchecked || !strings.Contains(assist.Later(codes), c.conclusion) {
			t.Errorf("%s: not checked: %v (%s)", c.path, codes, assist.Later(codes))
		}
	}
}
