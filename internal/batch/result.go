package batch

import (
	"path"
	"sort"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/inbox"
)

// Result is what a run did; its JSON is that of the contract.
type Result struct {
	Week    assist.Week      `json:"week"` // 供货周
	Plan    assist.PlanState `json:"plan"`
	Files   []FileResult     `json:"files"`
	Outputs []string         `json:"outputs"`          // relative to the workspace
	Doubts  []assist.Doubt   `json:"doubts"`           // what of the city waits for 确认
	Frozen  []assist.Week    `json:"frozen,omitempty"` // weeks that this run made final, late ones too
	Faults  []string         `json:"faults"`           // what somebody must mend

	Urgent bool                `json:"-"` // status 1: something must be run again or mended by the operator
	Units  []assist.Tally      `json:"-"`
	Report []assist.UnitReport `json:"-"`
	News   bool                `json:"-"` // something was entered
}

// FileResult is one file of the run.
type FileResult struct {
	Unit     string          `json:"unit"`
	Name     string          `json:"name"`
	Kind     assist.FileKind `json:"kind"`
	Receipt  *string         `json:"receipt"`
	SHA      string          `json:"sha256"`
	State    string          `json:"state"` // taken known unreadable settling ignored
	Rows     RowCounts       `json:"rows"`
	Findings []FoundJSON     `json:"findings"`
	Totals   map[string]int  `json:"findings_total"`
	// Unchecked are the rules a pre-check without a workspace cannot judge by (未核对).
	Unchecked []UncheckedJSON `json:"unchecked,omitempty"`

	plain []assist.Finding
}

// rowKey is a row of a file.
type rowKey struct {
	sheet string
	row   int
}

// Unmask shows personal values again, for --full.
func (f *FileResult) Unmask() {
	for i, x := range f.plain {
		f.Findings[i].Value, f.Findings[i].Message = x.Value, x.Message
	}
}

// Veil hides the file's own name, which may be a person's, and the sheet of a
// CSV that is called after it; the ending stays.
func (f *FileResult) Veil() {
	base := path.Base(f.Name)
	ending := path.Ext(base)
	stem := strings.TrimSuffix(base, ending)
	f.Name = veil + ending
	for i := range f.Findings {
		if f.Findings[i].Sheet == stem {
			f.Findings[i].Sheet = veil
		}
	}
}

// veil stands for a file name that is not shown.
const veil = "＊＊＊"

// maskers hide, row by row, what the new applications say of their persons.
func (r *pass) maskers(receipt string) map[rowKey]func(string) string {
	m := map[rowKey]func(string) string{}
	for _, a := range r.verdict.Applications {
		if a.Receipt == receipt && len(a.Verdict.Findings) > 0 {
			m[rowKey{a.Sheet, a.Place.Row}] = a.Masker()
		}
	}
	return m
}

// RowCounts are the rows of a file by outcome.
type RowCounts struct {
	Read       int `json:"read"`
	Filed      int `json:"filed"`
	Held       int `json:"held"`
	Returned   int `json:"returned"`
	Ineligible int `json:"ineligible"`
	Blank      int `json:"blank"`
	Totals     int `json:"totals"`
	Headers    int `json:"headers"`
	Replaced   int `json:"replaced,omitempty"` // of filed and held: another row of the run stands for it
}

func (c *RowCounts) add(s assist.SheetCount) {
	c.Read += s.Read
	c.Filed += s.Filed
	c.Held += s.Held
	c.Returned += s.Returned
	c.Ineligible += s.Ineligible
	c.Blank += s.Blank
	c.Totals += s.Totals
	c.Headers += s.Headers
	c.Replaced += s.Replaced()
}

// FoundJSON is one finding.
type FoundJSON struct {
	Code    string       `json:"code"`
	Level   assist.Level `json:"level"`
	Sheet   string       `json:"sheet"`
	Cell    string       `json:"cell"`
	Value   string       `json:"value"`
	Message string       `json:"message"`
	Fix     string       `json:"fix"`
	Turn    assist.Turn  `json:"turn"`
}

// UncheckedJSON is one rule that was not judged, and why.
type UncheckedJSON struct {
	Code string `json:"code"`
	Why  string `json:"why"`
}

// list fills a file's findings, the heaviest first, and counts them by code.
// What they say of a person is masked; the plain words stay in plain.
func (f *FileResult) list(all []assist.Finding, masks map[rowKey]func(string) string) {
	f.Totals = map[string]int{}
	sort.SliceStable(all, func(i, j int) bool { return all[i].Level.Rank() < all[j].Level.Rank() })
	f.Findings = []FoundJSON{}
	for i, x := range all {
		f.Totals[x.Code]++
		if i < mostKept {
			mask := masks[rowKey{x.Sheet, x.Row}]
			if mask == nil {
				mask = assist.Mask
			}
			f.Findings = append(f.Findings, FoundJSON{x.Code, x.Level, x.Sheet, x.Cell, mask(x.Value), mask(x.Message), x.Fix, x.Turn})
			f.plain = append(f.plain, x)
		}
	}
}

// count puts the full counts of a file of which not every finding was kept.
func (f *FileResult) count(totals map[string]int) {
	for code, n := range totals {
		f.Totals[code] = n
	}
}

// result tells what a run did, file by file: the new ones in the order of
// judging, then those known already, then what waits.
func (s *Site) result(r *pass, f assist.Facts) Result {
	res := Result{Week: r.period().Next(), Plan: f.Plan.State, Files: []FileResult{}, Outputs: []string{}, Doubts: []assist.Doubt{}, Faults: append([]string{}, r.faults...), News: r.appended > 0, Frozen: r.froze}
	res.Urgent = len(r.faults) > 0
	if r.appended > 0 {
		res.Units, _ = assist.Tallies(f)
		res.Report = f.Reports
		res.Faults = append(res.Faults, f.Faults...)
		res.Urgent = res.Urgent || f.Plan.State == assist.PlanMissing && !r.at.Before(f.Plan.Cutoff)
	} else {
		res.Plan = r.h.PlanState(res.Week)
		frozen, _ := r.h.Frozen(res.Week)
		f = assist.Facts{
			Week: res.Week, Register: r.register, Roster: r.h.Roster(), Terms: r.terms, Doubts: r.h.Doubts(),
			Plan: assist.WeekPlan{State: res.Plan, Cutoff: s.cutoff(r.terms, res.Week), Doubt: frozen.Plan.Doubt},
		}
		res.Faults = append(append(res.Faults, s.cityFaults(r.h, f)...), weekFaults(r.h, r.period())...)
		res.Urgent = res.Urgent || res.Plan == assist.PlanMissing && !r.at.Before(f.Plan.Cutoff)
	}
	res.Doubts = append(res.Doubts, f.Doubts...)
	res.Urgent = res.Urgent || len(res.Doubts) > 0 || f.Plan.Doubt != nil || len(standingFaults(r.h, f)) > 0
	res.Urgent = res.Urgent || len(weekFaults(r.h, r.period())) > 0
	findings := r.findingsByReceipt()
	for _, d := range r.files {
		res.Files = append(res.Files, r.fileResult(d, findings[d.sub.Receipt]))
	}
	for _, a := range r.arrived {
		if a.known != "" {
			res.Files = append(res.Files, r.knownResult(a))
		}
	}
	for _, w := range r.waiting {
		res.Files = append(res.Files, waitingResult(w))
	}
	return res
}

func (r *pass) findingsByReceipt() map[string][]assist.Finding {
	all := map[string][]assist.Finding{}
	for _, d := range r.files {
		all[d.sub.Receipt] = append(append(all[d.sub.Receipt], r.verdict.Files[d.sub.Receipt]...), d.sub.Sales.Findings...)
	}
	for _, a := range r.verdict.Applications {
		all[a.Receipt] = append(all[a.Receipt], a.Verdict.Findings...)
	}
	for _, j := range r.verdict.Rows {
		all[j.Receipt] = append(all[j.Receipt], j.Findings...)
	}
	return all
}

func (r *pass) fileResult(d *decoded, findings []assist.Finding) FileResult {
	sub := d.sub
	f := FileResult{Unit: sub.Unit, Name: sub.Name, Kind: sub.Kind, Receipt: &sub.Receipt, SHA: sub.SHA, State: "taken"}
	if sub.Damage != nil {
		f.State = "unreadable"
	}
	t, _ := r.h.File(sub.Receipt)
	for _, c := range t.Counts {
		f.Rows.add(c)
	}
	f.list(findings, r.maskers(sub.Receipt))
	f.count(r.totals[sub.Receipt])
	return f
}

func (r *pass) knownResult(a arrived) FileResult {
	t, _ := r.h.File(a.known)
	f := FileResult{Unit: a.Unit, Name: a.Name, Kind: t.Kind, Receipt: &a.known, SHA: a.sha, State: "known"}
	var said []assist.Finding
	if a.by != "" {
		said = append(said, backFinding(a.by))
	}
	f.list(said, nil)
	return f
}

func waitingResult(w inbox.Waiting) FileResult {
	state := "settling"
	if w.State == inbox.Ignored {
		state = "ignored"
	}
	f := FileResult{Unit: orCity(w.Unit), Name: w.Name, Kind: assist.KindUnknown, State: state}
	f.list(nil, nil)
	return f
}
