package overview

import (
	"fmt"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/history"
)

// unexecutedFaults tell the rows of the latest 名单调整 that were not executed,
// until another comes: the roll stands as it was, though somebody wanted it changed.
func unexecutedFaults(h *history.History, f assist.Facts) []string {
	latest := latestDecisions(h.Files())
	rows := map[string][]string{}
	for _, j := range h.Others() {
		if j.Form == assist.AdjustmentForm && j.Outcome == assist.Returned && slices.Contains(latest, j.Receipt) {
			rows[j.Receipt] = append(rows[j.Receipt], fmt.Sprintf("第 %d 行", j.Row)+whoseRow(j, f.Roster))
		}
	}
	var list []string
	for _, receipt := range latest {
		t, _ := h.File(receipt)
		for _, x := range t.Findings {
			if x.Code == "N311" {
				list = append(list, fmt.Sprintf("名单调整（回执 %s）%s。请市局填好后重新放入 收件箱/市局；不想改变名册的不用管", receipt, x.Message))
			}
		}
		named := rows[receipt]
		if len(named) == 0 {
			continue
		}
		list = append(list, fmt.Sprintf("名单调整（回执 %s）有 %d 行没有执行，名册照旧：%s。请市局按回执改好后重新放入 收件箱/市局", receipt, len(named), atMost(named)))
	}
	return list
}

// latestDecisions are the receipts of the files with a 名单调整 that came last, by
// one run.
func latestDecisions(files []assist.Taken) []string {
	var list []string
	var last assist.Taken
	for _, t := range slices.Backward(files) {
		has := slices.ContainsFunc(t.Tables, func(x assist.Table) bool { return x.Form == assist.AdjustmentForm && x.Read > 0 })
		if t.Unit != assist.City || !has || len(list) > 0 && !t.At.Equal(last.At) {
			continue
		}
		last, list = t, append(list, t.Receipt)
	}
	slices.Reverse(list)
	return list
}

// whoseRow names the licence of a row, and whom on the roll it may be meant for
// when it is nobody's.
func whoseRow(j assist.Judged, r *assist.Roster) string {
	if j.Licence == "" {
		return ""
	}
	if _, ever := r.Last(j.Licence); ever {
		return " " + j.Licence
	}
	var like []string
	for f := range r.Enrolled() {
		if l := f.Application.Licence; assist.SignsApart(l, j.Licence) <= 1 {
			like = append(like, l)
		}
	}
	if len(like) == 0 {
		return " " + j.Licence
	}
	return " " + j.Licence + "（像是 " + atMost(like) + "）"
}

// atMost joins the first few of a list.
func atMost(list []string) string {
	if len(list) > namedAtMost {
		return strings.Join(list[:namedAtMost], "、") + " 等"
	}
	return strings.Join(list, "、")
}
