package check

import (
	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// Judge judges everything a run has taken in, together with the rows that
// wait, against the roll, the register and the terms. It marks the tables that
// an S refuses, and changes nothing else of what it is given.
//
// What came first does not depend on file names: new rows stand in the order
// of the files, which the caller has put into the order of commit.
func Judge(s Set, t assist.Terms) Verdict {
	b := newBench(s, t)
	v := Verdict{Files: map[string][]assist.Finding{}, Refused: map[string]bool{}}
	if s.Alone {
		v.Unchecked = uncheckedAlone(s.Files, s.Plan != nil)
	}
	refusals := map[string]refusal{}
	for _, f := range s.Files {
		findings, code := admit(f, t)
		v.Files[f.Receipt] = findings
		if code != "" {
			v.Refused[f.Receipt] = true
		}
		refusals[f.Receipt] = refusal{code, refusedSheets(f, findings), b.awayOf(f, code)}
	}
	b.gather(refusals)
	b.compareRows()
	for a := range open(b.rows) {
		if !a.away {
			a.judgeRow()
		}
		a.hopeless = hopelessRow(assist.JudgedApplication{Application: a.Application, Verdict: assist.Judged{Findings: a.findings}})
	}
	b.judgeSet()
	for _, a := range b.Beside {
		b.noteUnfiled(a)
	}
	v.Applications = make(assist.KeptRows, 0, len(b.rows))
	for i, a := range b.rows {
		a.opened(func() { b.conclude(a, &v) })
		b.rows[i] = nil // what was found of it is told
	}
	v.Answers = b.settled
	for _, f := range s.Files {
		for j := range b.otherRows(f, refusals[f.Receipt]) {
			v.Rows = append(v.Rows, j.Keep())
		}
		v.Files[f.Receipt] = append(v.Files[f.Receipt], b.buyers(f, refusals[f.Receipt].away)...)
	}
	return v
}

// conclude puts what was found of a row into the verdict.
func (b *bench) conclude(a *applicant, v *Verdict) {
	a.conclude()
	row := a.verdict()
	v.Applications = append(v.Applications, assist.KeptRow{Application: a.packed()}.Judged(row.Verdict))
	b.noteUnfiled(row)
}

// refusal is what an S refuses of a file: all of it, or some sheets.
type refusal struct {
	code   string            // of the whole file; "" for none
	sheets map[string]string // S code by sheet
	away   away
}

// of is the S code that refuses a sheet of the file; "" for none.
func (r refusal) of(sheet string) string {
	if r.code != "" {
		return r.code
	}
	return r.sheets[sheet]
}

// gather makes applicants of the new rows and of the rows that wait.
func (b *bench) gather(refusals map[string]refusal) {
	for _, f := range b.Files {
		doubtful := doubtfulColumns(f)
		sheets := map[string]*origin{}
		for _, k := range f.Applications {
			row := k.Open()
			if sheets[row.Sheet] == nil {
				sheets[row.Sheet] = originOf(row.Row)
				sheets[row.Sheet].refused = refusals[f.Receipt].of(row.Sheet)
			}
			a := newApplicant(b, row, sheets[row.Sheet])
			a.kept = k
			for _, h := range doubtful[row.Sheet] {
				a.spoil(h)
			}
			a.away = refusals[f.Receipt].away.has(a.licence)
			a.pack()
			b.rows = append(b.rows, a)
		}
	}
	for i := range b.Held {
		h := &b.Held[i]
		a := newApplicant(b, h.Application, originOf(h.Row))
		a.held, a.before, a.since = true, &h.Verdict, h.Verdict.Since
		a.turned, a.turn = h.Verdict.Turned, h.Verdict.Turn()
		b.rows = append(b.rows, a)
	}
}

// doubtfulColumns are the columns whose values cannot be used, by sheet: they
// occur twice (S008), or count another unit (S012).
func doubtfulColumns(sub *assist.Submission) map[string][]column.Header {
	m := map[string][]column.Header{}
	for _, f := range sub.Faults {
		if f.Kind == sheet.DoubleColumn || f.Kind == sheet.TenThousand || f.Kind == sheet.OtherUnit {
			m[f.Sheet] = append(m[f.Sheet], f.Header)
		}
	}
	return m
}

// judgeSet lets the rules of all rows together speak.
func (b *bench) judgeSet() {
	for _, a := range b.rows {
		if a.leaving() && a.from.refused == "" && a.standing == assist.Fresh && !a.returned() {
			b.leavers[a.licence] = true
		}
	}
	b.enrol()
	for _, r := range setRules {
		for _, a := range b.rows {
			if h := a.lacking(r.needs); a.clashes() && a.ofClass(r.codes, r.class) && h != "" {
				a.missAll(r.codes, h)
			}
		}
		r.judge(b)
	}
}
