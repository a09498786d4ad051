package batch

import (
	"encoding/json"
	"strings"
	"testing"

	"bangfu/internal/disk"
)

// TestMaskedResultNamesNobody drops files that are called after a customer; the
// masked JSON of the run says neither name nor number.
func TestMaskedResultNamesNobody(t *testing.T) {
	t.Parallel()
	b := emptyCity(t, disk.Real())
	const name = "任国平 140213100001 140202195203010119"
	b.drop(pingcheng, name+".csv", []byte("备注\r\n"+"材料\r\n"))
	b.drop(pingcheng, name+".xlsx", files(t)[pingcheng]["申请表.xlsx"])
	b.drop(pingcheng, "~$"+name+".xlsx", []byte("x"))
	res := b.run("2026-11-23 09:00")
	if len(res.Files) != 3 {
		t.Fatalf("%d files", len(res.Files))
	}
	for i := range res.Files {
		res.Files[i].Veil()
	}
	text, err := json.Marshal(res)
	b.must(err)
	if s := string(text); strings.Contains(s, "任国平") || strings.Contains(s, "140202195203010119") || !strings.Contains(s, `"name":"＊＊＊.csv"`) {
		t.Errorf("%s", s)
	}
}
