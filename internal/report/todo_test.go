package report

import (
	"testing"

	"bangfu/internal/assist"
)

// TestAllWellIsSaidOnlyWhereItIs: a file with a sheet nobody read, or with rows
// that are not used, has something to be looked at.
func TestAllWellIsSaidOnlyWhereItIs(t *testing.T) {
	const look = "读到的各行已收下，但有的没有采用或没有读取：请看问题清单。"
	for _, c := range []struct {
		finding assist.Finding
		want    string
	}{
		{assist.Finding{Code: "N012", Level: assist.LevelNote}, "全部收下，不用做什么。"},
		{assist.Finding{Code: "N014", Level: assist.LevelNote}, look},
		{assist.Finding{Code: "C201", Level: assist.LevelCity}, look},
		{assist.Finding{Code: "N311", Level: assist.LevelNote, Row: 5}, look},
	} {
		if got := (Reply{}).allWell([]assist.Finding{c.finding}); got != c.want {
			t.Errorf("%s: %s", c.finding.Code, got)
		}
	}
}
