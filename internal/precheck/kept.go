package precheck

import (
	"encoding/json"

	"bangfu/internal/assist"
)

// MostKept is how many findings of a file ledger, receipt and JSON keep; all
// are counted by code.
const MostKept = 2_000

// KeepFindings leaves out what is too much of a file's findings, the lightest
// and last first, and counts by code what there was.
func (j *Judged) KeepFindings() {
	quotas := j.quotas()
	for receipt, list := range j.Verdict.Files {
		j.Verdict.Files[receipt] = kept(list, quotas[receipt])
	}
	for _, sub := range j.Files {
		sub.Sales.Findings = kept(sub.Sales.Findings, quotas[sub.Receipt])
	}
	if len(quotas) == 0 {
		return
	}
	for i, k := range j.Verdict.Applications {
		if a := k.Open(); keepOf(&a.Verdict, quotas) {
			j.Verdict.Applications[i] = k.Judged(a.Verdict)
		}
	}
	j.Verdict.ChangeOthers(func(o *assist.Judged) bool { return keepOf(o, quotas) })
}

// quotas are, by receipt with too many findings, how many of each rank of level are kept,
// and count all of them by code.
func (j *Judged) quotas() map[string]map[int]int {
	j.Totals = map[string]map[string]int{}
	count, byRank, quotas := map[string]int{}, map[string]map[int]int{}, map[string]map[int]int{}
	for receipt, list := range j.found {
		count[receipt] += len(list)
	}
	for receipt, n := range count {
		if more := j.beyondSales(receipt); n > MostKept || len(more) > 0 {
			j.Totals[receipt], byRank[receipt] = more, map[int]int{}
		}
	}
	for receipt, list := range j.found {
		if j.Totals[receipt] == nil {
			continue
		}
		for _, f := range list {
			j.Totals[receipt][f.Code] += max(f.Count, 1)
			byRank[receipt][f.Level.Rank()]++
		}
	}
	for receipt, ranks := range byRank {
		quotas[receipt] = quota(ranks)
	}
	return quotas
}

// beyondSales counts what the judge of a sales history has only counted.
func (j *Judged) beyondSales(receipt string) map[string]int {
	more := map[string]int{}
	for _, sub := range j.Files {
		if sub.Receipt == receipt {
			for code, n := range sub.Sales.More {
				more[code] += n
			}
		}
	}
	return more
}

// quota is how many findings of each rank of level are kept, the heaviest first.
func quota(byRank map[int]int) map[int]int {
	left := map[int]int{}
	for rank, room := 0, MostKept; room > 0 && rank <= maxRank; rank++ {
		left[rank] = min(byRank[rank], room)
		room -= left[rank]
	}
	return left
}

// maxRank is the rank of the lightest level.
var maxRank = assist.LevelSignal.Rank()

// kept is a list without what the quota has no room for; nil keeps all.
func kept(list []assist.Finding, left map[int]int) []assist.Finding {
	if left == nil {
		return list
	}
	var some []assist.Finding
	for _, f := range list {
		if rank := f.Level.Rank(); left[rank] > 0 {
			left[rank]--
			some = append(some, f)
		}
	}
	return some
}

// keepOf is kept for a row, which remembers what it needs of the rest: whether
// it lives on, and the digest of all by which a later judgement is compared. It says
// whether something was left out.
func keepOf(j *assist.Judged, quotas map[string]map[int]int) bool {
	some := kept(j.Findings, quotas[j.Receipt])
	if len(some) == len(j.Findings) {
		return false
	}
	j.Lives, j.Digest = j.LivesOn(), DigestOf(*j)
	j.Dropped = len(j.Findings) - len(some)
	if j.Findings = some; len(some) == 0 {
		j.Unchecked = nil
	}
	return true
}

// DigestOf stands for exactly a row's findings.
func DigestOf(j assist.Judged) string {
	if j.Dropped > 0 {
		return j.Digest
	}
	text, err := json.Marshal(j.Findings)
	if err != nil {
		return ""
	}
	return sum(text)
}
