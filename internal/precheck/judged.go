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
			}.Keep())
		}
	}
}

// found yields all that was found, a list of the file or of a row, with its receipt.
func (j *Judged) found(yield func(receipt string, list []assist.Finding) bool) {
	for _, sub := range j.Files {
		if !yield(sub.Receipt, j.Verdict.Files[sub.Receipt]) || !yield(sub.Receipt, sub.Sales.Findings) {
			return
		}
	}
	for a := range j.Verdict.Applications.All() {
		if !yield(a.Receipt, a.Verdict.Findings) {
			return
		}
	}
	for o := range j.Verdict.Others() {
		if !yield(o.Receipt, o.Findings) {
			return
		}
	}
}

// Findings are all that was found, by receipt.
func (j *Judged) Findings() map[string][]assist.Finding {
	all := map[string][]assist.Finding{}
	for receipt, list := range j.found {
		all[receipt] = append(all[receipt], list...)
	}
	return all
}

// Codes are how often each rule spoke, by receipt.
func (j *Judged) Codes() map[string]map[string]int {
	all := map[string]map[string]int{}
	for receipt, list := range j.found {
		if all[receipt] == nil {
			all[receipt] = map[string]int{}
		}
		for _, f := range list {
			all[receipt][f.Code]++
		}
	}
	return all
}

// Maskers hide, by receipt and row, what the new applications say of their persons.
func (j *Judged) Maskers() map[string]map[RowKey]func(string) string {
	all := map[string]map[RowKey]func(string) string{}
	for a := range j.Verdict.Applications.All() {
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
