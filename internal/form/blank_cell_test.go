package form

import (
	"testing"

	"bangfu/internal/column"
)

// TestBlankForTheEyeIsBlank: what nobody can see, and what stands for nothing,
// is no signature and no number to the rules that look at the cell itself.
func TestBlankForTheEyeIsBlank(t *testing.T) {
	blank := map[string]string{"县局审批人": "␣", "客户经理": "　", "营销部审核人": "/", "残疾人证号": "␣⏎", "困难说明": "无", "低保证号": "办理中", "证明材料": "暂无"}
	sub, _ := decodeText(t, applicationText(blank))
	for h := range blank {
		if got, _ := sub.Applications[0].Open().Cells.Of(column.Header(h)); got.Text != "" || got.Addr == "" {
			t.Errorf("%s is %q at %s", h, got.Text, got.Addr)
		}
	}
}
