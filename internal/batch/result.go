package batch

import (
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/check"
	"bangfu/internal/inbox"
	"bangfu/internal/overview"
	"bangfu/internal/precheck"
)

// Result is what a run did; its JSON is that of the contract.
type Result struct {
	Week    assist.Week           `json:"week"`             // 供货周
	Plan    assist.PlanState      `json:"plan"`             // how far the week's supply plan is
	Files   []precheck.FileResult `json:"files"`            // what came and what waits, in the order of judging
	Outputs []string              `json:"outputs"`          // relative to the workspace
	Doubts  []assist.Doubt        `json:"doubts"`           // what of the city waits for 确认
	Frozen  []assist.Week         `json:"frozen,omitempty"` // weeks that this run made final, late ones too
	Faults  []string              `json:"faults"`           // what somebody must mend

	Urgent bool                `json:"-"` // status 1: something must be run again or mended by the operator
	Units  []assist.Tally      `json:"-"`
	Report []assist.UnitReport `json:"-"`
	News   bool                `json:"-"` // something was entered
}

// result tells what a run did, file by file: the new ones in the order of
// judging, then those known already, then what waits.
func (s *Site) result(r *pass, f assist.Facts) Result {
	res := Result{Week: r.period().Next(), Plan: f.Plan.State, Files: []precheck.FileResult{}, Outputs: []string{}, Doubts: []assist.Doubt{}, Faults: append([]string{}, r.faults...), News: r.appended > 0, Frozen: r.froze}
	res.Urgent = len(r.faults) > 0 || r.tooLate || slices.ContainsFunc(r.froze, r.doubted)
	if r.appended > 0 {
		res.Units, _ = assist.Tallies(f)
		res.Report = f.Reports
		res.Faults = append(res.Faults, overview.Sentences(f.Faults)...)
		res.Urgent = res.Urgent || f.Plan.State == assist.PlanMissing && !r.at.Before(f.Plan.Cutoff)
	} else {
		res.Plan = r.h.PlanState(res.Week)
		frozen, _ := r.h.Frozen(res.Week)
		f = assist.Facts{
			At: r.at, Today: r.today, Period: r.period(), Week: res.Week, Register: r.register, Roster: r.h.Roster(), Terms: r.terms, Doubts: r.h.Doubts(), Files: r.h.Files(), Rows: assist.Packed(r.h.Rows()), Undecided: r.h.Undecided(r.today),
			Plan: assist.WeekPlan{State: res.Plan, Cutoff: s.Settings.CutoffOf(r.terms, res.Week), Doubt: frozen.Plan.Doubt},
		}
		res.Faults = append(res.Faults, overview.Sentences(overview.Faults(r.h, f, s.Settings.Deadlines))...)
		res.Urgent = res.Urgent || res.Plan == assist.PlanMissing && !r.at.Before(f.Plan.Cutoff)
	}
	res.Doubts = append(res.Doubts, f.Doubts...)
	res.Urgent = res.Urgent || len(res.Doubts) > 0 || f.Plan.Doubt != nil || overview.Pressing(r.h, f)
	res.Files = append(res.Files, r.told...)
	read := r.pathsRead()
	for _, a := range r.arrived {
		if path, ok := read[bytesOf{a.Unit, a.sha}]; a.known != "" || ok && path != a.Path {
			res.Files = append(res.Files, r.knownResult(a))
		}
	}
	for _, w := range r.waiting {
		res.Files = append(res.Files, waitingResult(w))
	}
	return res
}

// doubted reports whether the plan of a week was frozen although it was in doubt.
func (r *pass) doubted(w assist.Week) bool {
	b, _ := r.h.Frozen(w)
	return b.Plan.Doubt != nil
}

// tellFiles tells of the new files what the run found in them.
func (r *pass) tellFiles() {
	tell := telling(r.judged(), r.brief)
	for _, d := range r.files {
		f := r.fileResult(d.sub)
		tell(&f, d.sub.Receipt)
		f.Count(r.totals[d.sub.Receipt])
		r.told = append(r.told, f)
	}
}

// telling puts down what was found in the file of a receipt: in brief how much, else all of it.
func telling(judged *precheck.Judged, brief bool) func(f *precheck.FileResult, receipt string) {
	if brief {
		codes := judged.Codes()
		return func(f *precheck.FileResult, receipt string) { f.Tally(codes[receipt]) }
	}
	findings, maskers := judged.Findings(), judged.Maskers()
	return func(f *precheck.FileResult, receipt string) { f.List(findings[receipt], maskers[receipt]) }
}

// letGoAll lets go of what was judged: what is made afterwards is made of the facts.
func (r *pass) letGoAll() error {
	r.verdict, r.held, r.unused = check.Verdict{}, nil, nil
	return nil
}

func (r *pass) fileResult(sub *assist.Submission) precheck.FileResult {
	f := precheck.FileResult{Unit: sub.Unit, Name: sub.Name, Kind: sub.Kind, Receipt: &sub.Receipt, SHA: sub.SHA, State: "taken"}
	if sub.Damage != nil {
		f.State = "unreadable"
	}
	t, _ := r.h.File(sub.Receipt)
	for _, c := range t.Counts {
		f.Rows.Add(c)
	}
	return f
}

// bytesOf are the bytes of a file in the folder of a unit, by their hash.
type bytesOf struct{ unit, sha string }

// pathsRead is where the bytes that this run read lay; a copy of them is not read.
func (r *pass) pathsRead() map[bytesOf]string {
	paths := map[bytesOf]string{}
	for _, f := range r.files {
		paths[bytesOf{f.sub.Unit, f.arrived.sha}] = f.arrived.Path
	}
	return paths
}

func (r *pass) knownResult(a arrived) precheck.FileResult {
	receipt := r.receiptOf(a)
	t, _ := r.h.File(receipt)
	f := precheck.FileResult{Unit: a.Unit, Name: a.Name, Kind: t.Kind, Receipt: &receipt, SHA: a.sha, State: "known"}
	var said []assist.Finding
	if back, ok := check.WentBack(t, a.by); ok && a.twice {
		said = append(said, back)
	}
	f.List(said, nil)
	return f
}

func waitingResult(w inbox.Waiting) precheck.FileResult {
	state := "settling"
	if w.State == inbox.Ignored {
		state = "ignored"
	}
	f := precheck.FileResult{Unit: orCity(w.Unit), Name: w.Name, Kind: assist.KindUnknown, State: state}
	f.List(nil, nil)
	return f
}
