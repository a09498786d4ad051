package batch

import (
	"context"
	"strings"
	"time"

	"bangfu/internal/archive"
	"bangfu/internal/assist"
	"bangfu/internal/check"
	"bangfu/internal/history"
	"bangfu/internal/report"
)

// Checked is what the county's pre-check found in one file.
type Checked struct {
	Result FileResult
	Copy   []byte // the annotated copy
}

// Check judges one file as a run would, enters nothing and keeps nothing. With
// alone there is no workspace: what needs register, roll or parameters is
// named 未核对. unit is the folder the file would be dropped into; "" takes the
// file's own 填报单位.
func (s *Site) Check(ctx context.Context, name string, data []byte, unit string, at time.Time, alone bool) (Checked, error) {
	r, err := s.checking(ctx, at, alone)
	if err != nil {
		return Checked{}, err
	}
	sha := archive.Sum(data)
	r.content[sha] = data
	a := arrived{sha: sha, first: at}
	a.Unit, a.Name, a.Size = unit, name, int64(len(data))
	d, err := s.decodeFile(ctx, r, a)
	if err != nil {
		return Checked{}, err
	}
	if d.sub.Unit == "" {
		unit, _ := r.terms.UnitCalled(d.sub.Declared.Text)
		d.sub.SetUnit(unit)
	}
	r.files = []*decoded{d}
	r.verdict = s.judgeAlone(ctx, r, alone)
	r.addSalesRows()
	r.keepFindings()
	reply := r.reply(d)
	copyOf, err := s.mark(ctx, data, reply)
	return Checked{r.checkedResult(d), copyOf}, err
}

// checking is a pass that reads a workspace, or stands alone.
func (s *Site) checking(ctx context.Context, at time.Time, alone bool) (*pass, error) {
	r := &pass{at: at, today: assist.DateOf(at), dry: true, h: history.New(), content: map[string][]byte{}, staged: map[string]bool{}}
	if alone {
		r.terms = s.Builtin
		return r, nil
	}
	var err error
	if r.h, err = history.Fold(s.Ledger.Entries(ctx, 0)); err != nil {
		return nil, err
	}
	f, err := s.presentTerms(ctx, r.h, r.today, false)
	if err != nil {
		return nil, err
	}
	r.terms = s.termsOf(f.Book)
	r.register, err = s.register(ctx, r.h, r.terms)
	return r, err
}

// Terms are the workspace's parameters as a run of now would use them.
func (s *Site) Terms(ctx context.Context, today assist.Date) (assist.Terms, error) {
	h, err := history.Fold(s.Ledger.Entries(ctx, 0))
	if err != nil {
		return assist.Terms{}, err
	}
	f, err := s.presentTerms(ctx, h, today, false)
	return s.termsOf(f.Book), err
}

// judgeAlone judges the one file of a pre-check.
func (s *Site) judgeAlone(ctx context.Context, r *pass, alone bool) check.Verdict {
	history := map[string]assist.History{}
	if !alone {
		history, _ = histories(s.Ledger.Sales(ctx, 0, r.earliestSales(nil), 0, r.licences()))
	}
	for k, lines := range r.files[0].months {
		h := history[k.licence]
		h.Licence = k.licence
		h.Months = append(h.Months, assist.SalesMonth{Licence: k.licence, Month: k.month, Lines: lines})
		history[k.licence] = h
	}
	set := check.Set{
		Now: r.at, Today: r.today, Files: r.subs(), Roster: r.h.Roster(), Register: r.register, Adjustments: r.h.Adjustments(),
		Answers: r.h.Answers(), Shown: r.h.HasShown, Said: r.h.Said(), Plan: r.h.Plan(r.period().Next()), Alone: alone,
		History: func(licence string) assist.History { return history[licence] },
	}
	return check.Judge(set, r.terms)
}

// reply is the receipt of a pre-checked file.
func (r *pass) reply(d *decoded) report.Reply {
	sub := d.sub
	t := assist.Taken{
		Unit: sub.Unit, Name: sub.Name, SHA: sub.SHA, Size: sub.Size, Format: sub.Format, Kind: sub.Kind, At: r.at, Seen: r.at,
		Refused: r.verdict.Refused[sub.Receipt], Tables: sub.Tables, Unread: sub.Unread, Reported: sub.Reported, Nothing: sub.Nothing, Ours: sub.Ours, Totals: r.totals[sub.Receipt],
		Findings: append(append([]assist.Finding{}, r.verdict.Files[sub.Receipt]...), sub.Sales.Findings...),
	}
	t.Counts, _ = r.counts(d)
	return report.Reply{Receipt: r.checkNumber(), At: r.at, Taken: t, Applications: r.verdict.Applications, Others: r.verdict.Rows, Unchecked: r.verdict.Unchecked, Checking: true}
}

// checkNumber has the form of a receipt number, so that the marks of an
// annotated copy are known as ours when it is dropped; no receipt ever bears it.
func (r *pass) checkNumber() string {
	return "HZ-JC-" + strings.ReplaceAll(r.today.String(), "-", "") + "-000"
}

func (r *pass) checkedResult(d *decoded) FileResult {
	f := FileResult{Unit: d.sub.Unit, Name: d.sub.Name, Kind: d.sub.Kind, SHA: d.sub.SHA, State: "taken"}
	if d.sub.Damage != nil {
		f.State = "unreadable"
	}
	counts, _ := r.counts(d)
	for _, c := range counts {
		f.Rows.add(c)
	}
	f.list(r.findingsByReceipt()[d.sub.Receipt], r.maskers(d.sub.Receipt))
	f.count(r.totals[d.sub.Receipt])
	for _, u := range r.verdict.Unchecked {
		f.Unchecked = append(f.Unchecked, UncheckedJSON{u.Code, u.Why})
	}
	return f
}
