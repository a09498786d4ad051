package batch

import (
	"encoding/json"

	"bangfu/internal/archive"
	"bangfu/internal/assist"
)

// mostKept is how many findings of a file ledger, receipt and JSON keep; all
// are counted by code.
const mostKept = 2_000

// keepFindings leaves out what is too much of a file's findings, the lightest
// and last first, and counts by code what there was.
func (r *pass) keepFindings() {
	r.totals = map[string]map[string]int{}
	quotas := map[string]map[int]int{}
	for receipt, list := range r.findingsByReceipt() {
		more := r.beyondSales(receipt)
		if len(list) <= mostKept && len(more) == 0 {
			continue
		}
		r.totals[receipt] = more
		byRank := map[int]int{}
		for _, f := range list {
			r.totals[receipt][f.Code] += max(f.Count, 1)
			byRank[f.Level.Rank()]++
		}
		quotas[receipt] = quota(byRank)
	}
	for receipt, list := range r.verdict.Files {
		r.verdict.Files[receipt] = kept(list, quotas[receipt])
	}
	for _, f := range r.files {
		f.sub.Sales.Findings = kept(f.sub.Sales.Findings, quotas[f.sub.Receipt])
	}
	for i := range r.verdict.Applications {
		keepOf(&r.verdict.Applications[i].Verdict, quotas)
	}
	for i := range r.verdict.Rows {
		keepOf(&r.verdict.Rows[i], quotas)
	}
}

// beyondSales counts what the judge of a sales history has only counted.
func (r *pass) beyondSales(receipt string) map[string]int {
	more := map[string]int{}
	for _, f := range r.files {
		if f.sub.Receipt == receipt {
			for code, n := range f.sub.Sales.More {
				more[code] += n
			}
		}
	}
	return more
}

// quota is how many findings of each rank of level are kept, the heaviest first.
func quota(byRank map[int]int) map[int]int {
	left := map[int]int{}
	for rank, room := 0, mostKept; room > 0 && rank <= maxRank; rank++ {
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
// it lives on, and the digest of all by which a later judgement is compared.
func keepOf(j *assist.Judged, quotas map[string]map[int]int) {
	some := kept(j.Findings, quotas[j.Receipt])
	if len(some) == len(j.Findings) {
		return
	}
	j.Lives, j.Digest = j.LivesOn(), digestOf(*j)
	j.Dropped = len(j.Findings) - len(some)
	if j.Findings = some; len(some) == 0 {
		j.Unchecked = nil
	}
}

// digestOf stands for exactly a row's findings.
func digestOf(j assist.Judged) string {
	if j.Dropped > 0 {
		return j.Digest
	}
	text, err := json.Marshal(j.Findings)
	if err != nil {
		return ""
	}
	return archive.Sum(text)
}
