package overview

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/history"
)

// unexecutedFaults tell the rows of 名单调整 that were not executed: the roll stands as
// it was, though somebody wanted it changed.
func unexecutedFaults(h *history.History, f assist.Facts) []string {
	latest := latestDecisions(h.Files())
	rows := unexecuted(h, f, latest)
	receipts := slices.DeleteFunc(slices.Sorted(maps.Keys(rows)), func(r string) bool { return slices.Contains(latest, r) })
	var list []string
	for _, receipt := range append(receipts, latest...) {
		t, _ := h.File(receipt)
		for _, x := range t.Findings {
			if x.Code == "N311" && slices.Contains(latest, receipt) {
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

// unexecuted are the rows that were not executed, by receipt: those of the latest files,
// and of earlier ones the last of each customer who still waits for the city and about
// whom nothing was decided since.
func unexecuted(h *history.History, f assist.Facts, latest []string) map[string][]string {
	waits, decided := waitsForCity(f), lastDecided(h)
	rows, last := map[string][]string{}, map[string]string{} // last: by licence
	for _, j := range slices.Backward(h.Others()) {
		if j.Form != assist.AdjustmentForm || j.Outcome != assist.Returned {
			continue
		}
		t, _ := h.File(j.Receipt)
		open := waits[j.Licence] && decided[j.Licence].Before(t.At) && (last[j.Licence] == "" || last[j.Licence] == j.Receipt)
		last[j.Licence] = j.Receipt
		if open || slices.Contains(latest, j.Receipt) {
			rows[j.Receipt] = append(rows[j.Receipt], fmt.Sprintf("第 %d 行", j.Row)+whoseRow(j, f.Roster))
		}
	}
	for _, list := range rows {
		slices.Reverse(list)
	}
	return rows
}

// waitsForCity are the licences of applications that only the city's 确认 can settle.
func waitsForCity(f assist.Facts) map[string]bool {
	waits := map[string]bool{}
	for a := range f.LastRows("") {
		if v := a.Verdict; v.Outcome == assist.Held && slices.ContainsFunc(v.Findings, func(x assist.Finding) bool { return x.Asks(assist.TurnCity) }) {
			waits[a.Licence] = true
		}
	}
	delete(waits, "")
	return waits
}

// lastDecided is when a row of 名单调整 about each licence was last accepted.
func lastDecided(h *history.History) map[string]time.Time {
	last := map[string]time.Time{}
	for _, a := range h.Adjustments() {
		if t, known := h.File(a.Place.Receipt); known && t.At.After(last[a.Licence]) {
			last[a.Licence] = t.At
		}
	}
	return last
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

// likeAtMost is how many licences may be meant for one that is unknown: among more there
// is nothing to guess.
const likeAtMost = 2

// whoseRow names the licence of a row, and whom on the roll it may be meant for when its
// licence itself is what is wrong.
func whoseRow(j assist.Judged, r *assist.Roster) string {
	if j.Licence == "" {
		return ""
	}
	if !slices.ContainsFunc(j.Findings, assist.Finding.DoubtsLicence) {
		return " " + j.Licence
	}
	var like []string
	for f := range r.Enrolled() {
		if l := f.Application.Licence; assist.SignsApart(l, j.Licence) <= 1 {
			like = append(like, l)
		}
	}
	if len(like) == 0 || len(like) > likeAtMost {
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
