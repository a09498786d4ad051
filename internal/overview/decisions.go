package overview

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/history"
)

// unexecutedFaults tell the rows of 名单调整 that were not executed, and why: the roll
// stands as it was, though somebody wanted it changed.
func unexecutedFaults(h *history.History, f assist.Facts) []assist.Fault {
	var list []assist.Fault
	rows := unexecuted(h, f)
	latest := latestDecisions(h.Files())
	for _, t := range h.Files() {
		for _, x := range t.Findings {
			if x.Code == "N311" && slices.Contains(latest, t.Receipt) {
				list = append(list, inVain(assist.AdjustmentForm, fmt.Sprintf("名单调整（回执 %s）%s。请市局填好后重新放入 收件箱/市局；不想改变名册的不用管", t.Receipt, x.Message), t.Receipt))
			}
		}
		if named := rows[t.Receipt]; len(named) > 0 {
			list = append(list, inVain(assist.AdjustmentForm, fmt.Sprintf("名单调整（回执 %s）有 %d 行没有执行，名册照旧：%s。请市局按回执改好后重新放入 收件箱/市局；不再要改名册的，把回执里的这些行删去，再放回 收件箱/市局", t.Receipt, len(named), atMost(named)), t.Receipt))
		}
	}
	return list
}

// unexecuted are the rows that were not executed, by receipt, until their receipt comes
// back, the customer has left, is decided about by a later row that is good, or a later one of his
// goes back, too.
func unexecuted(h *history.History, f assist.Facts) map[string][]string {
	back, decided := f.CameBack(), lastDecided(h)
	rows, last := map[string][]string{}, map[string]string{} // last: by licence
	for _, kept := range slices.Backward(h.Others()) {
		if head := kept.Heading(); head.Form != assist.AdjustmentForm || head.Outcome != assist.Returned {
			continue
		}
		j := kept.Open()
		t, _ := h.File(j.Receipt)
		again := j.Licence != "" && last[j.Licence] != "" && last[j.Licence] != j.Receipt
		last[j.Licence] = j.Receipt
		filing, known := f.Roster.Last(j.Licence)
		left := known && !filing.On() && filing.Exited >= assist.DateOf(t.At)
		if !again && !left && !back(j.Receipt) && !decidedSince(j, t.At, decided) {
			rows[j.Receipt] = append(rows[j.Receipt], namedRow(j, f.Roster))
		}
	}
	for _, list := range rows {
		slices.Reverse(list)
	}
	return rows
}

// decidedSince reports a good row, after an instant, about the customer of a row; of one
// with a wrong licence, about whom it may be meant for.
func decidedSince(j assist.Judged, since time.Time, decided map[string]time.Time) bool {
	if !slices.ContainsFunc(j.Findings, assist.Finding.DoubtsLicence) {
		return decided[j.Licence].After(since)
	}
	for licence, at := range decided {
		if at.After(since) && assist.SignsApart(licence, typedLicence(j)) <= likeSigns {
			return true
		}
	}
	return false
}

// typedLicence is the licence of a row, as typed where it is none.
func typedLicence(j assist.Judged) string {
	for _, x := range j.Findings {
		if j.Licence == "" && x.DoubtsLicence() {
			return x.Value
		}
	}
	return j.Licence
}

// namedRow names a row that was not executed, whose it is, and why:
// 第 4 行 140213100002（许可证号不认识；像是 140213100001）.
func namedRow(j assist.Judged, r *assist.Roster) string {
	name := strings.TrimSpace(fmt.Sprintf("第 %d 行 %s", j.Row, j.Licence))
	why := append(whyNot(j), whoseRow(j, r)...)
	if len(why) == 0 {
		return name
	}
	return name + "（" + strings.Join(why, "；") + "）"
}

// quotedText is what somebody typed, as a finding quotes it.
var quotedText = regexp.MustCompile("“[^”]*”")

// whyNot says why a row was not executed. Of a cell that may hold anything the rule is
// told, and not what stands in it.
func whyNot(j assist.Judged) []string {
	if j.Refused != "" {
		return []string{"整张表没有收下"}
	}
	var why []string
	for _, x := range j.Findings {
		if !x.Keeps() && x.Level != assist.LevelCity {
			continue
		}
		text := quotedText.ReplaceAllString(x.Message, "")
		if short := x.Rule().Short; short != "" {
			text = strings.TrimSpace(x.Cell + " " + short)
		}
		why = append(why, text)
	}
	return why
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
		if t.Unit != assist.City || !decides(t) || len(list) > 0 && !t.At.Equal(last.At) {
			continue
		}
		last, list = t, append(list, t.Receipt)
	}
	slices.Reverse(list)
	return list
}

// decides reports a file in which a row of 名单调整 was filled in, or begun.
func decides(t assist.Taken) bool {
	return slices.ContainsFunc(t.Tables, func(x assist.Table) bool { return x.Form == assist.AdjustmentForm && x.Rows() > 0 }) ||
		slices.ContainsFunc(t.Findings, func(x assist.Finding) bool { return x.Code == "N311" })
}

// likeSigns is how many signs a licence may differ from the one that is meant.
const likeSigns = 1

// likeAtMost is how many licences may be meant for one that is unknown: among more there
// is nothing to guess.
const likeAtMost = 2

// whoseRow tells whom on the roll a row may be meant for when its licence itself is what
// is wrong; nothing when there are too many.
func whoseRow(j assist.Judged, r *assist.Roster) []string {
	if !slices.ContainsFunc(j.Findings, assist.Finding.DoubtsLicence) {
		return nil
	}
	var like []string
	for f := range r.Enrolled() {
		if l := f.Application.Licence; assist.SignsApart(l, typedLicence(j)) <= likeSigns {
			like = append(like, l)
		}
	}
	if len(like) == 0 || len(like) > likeAtMost {
		return nil
	}
	return []string{"像是 " + atMost(like)}
}

// atMost joins the first few of a list.
func atMost(list []string) string {
	if len(list) > namedAtMost {
		return strings.Join(list[:namedAtMost], "、") + " 等"
	}
	return strings.Join(list, "、")
}
