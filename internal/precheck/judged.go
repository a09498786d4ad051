package precheck

import (
	"crypto/sha256"
	"encoding/hex"

	"bangfu/internal/assist"
	"bangfu/internal/check"
)

// Judged are some files and what was found in them together.
type Judged struct {
	Files   []*assist.Submission
	Verdict *check.Verdict
	// Totals are, by receipt with too many findings, all of them by code.
	Totals map[string]map[string]int

	rows map[[2]string]assist.SheetCount // by receipt and sheet, once they are counted
}

// AddSalesRows lists the refused rows of sales histories among the judged rows;
// a workbook with more does not come back marked, and they are only counted.
func (j *Judged) AddSalesRows() {
	for _, sub := range j.Files {
		for _, b := range sub.Sales.Bad[:min(len(sub.Sales.Bad), maxMarkedRows)] {
			j.Verdict.Rows = append(j.Verdict.Rows, assist.Judged{
				Place: b.Place, Form: assist.SalesForm, Unit: sub.Unit, Licence: b.Licence, Outcome: assist.Returned,
			})
		}
	}
}

// Findings are all that was found, by receipt.
func (j *Judged) Findings() map[string][]assist.Finding {
	all := map[string][]assist.Finding{}
	for _, sub := range j.Files {
		all[sub.Receipt] = append(append(all[sub.Receipt], j.Verdict.Files[sub.Receipt]...), sub.Sales.Findings...)
	}
	for _, a := range j.Verdict.Applications {
		all[a.Receipt] = append(all[a.Receipt], a.Verdict.Findings...)
	}
	for _, o := range j.Verdict.Rows {
		all[o.Receipt] = append(all[o.Receipt], o.Findings...)
	}
	return all
}

// Maskers hide, by receipt and row, what the new applications say of their persons.
func (j *Judged) Maskers() map[string]map[RowKey]func(string) string {
	all := map[string]map[RowKey]func(string) string{}
	for _, a := range j.Verdict.Applications {
		if len(a.Verdict.Findings) == 0 {
			continue
		}
		if all[a.Receipt] == nil {
			all[a.Receipt] = map[RowKey]func(string) string{}
		}
		all[a.Receipt][RowKey{a.Sheet, a.Place.Row}] = a.Masker()
	}
	return all
}

// sum is the hash of some bytes, as the ledger writes it.
func sum(data []byte) string {
	h := sha256.Sum256(data)
	return hex.EncodeToString(h[:])
}
