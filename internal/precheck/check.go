package precheck

import (
	"context"
	"slices"
	"strings"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/check"
	"bangfu/internal/report"
	"bangfu/internal/sheet"
)

// Ask is one file to be judged, and by what.
type Ask struct {
	Name  string
	Data  []byte
	Unit  string // the folder the file would be dropped into; "" takes the file's own 填报单位
	At    time.Time
	Rules Rules // its Today is set from At
	// Known is what a workspace knows that the file is judged against; with nil
	// there is no workspace: what needs register, roll or parameters is named 未核对.
	Known func(File) (check.Set, error)
	Tell  func(error) // is told why a workbook could not be marked; nil tells nobody
	// Progress is told which stage begins; nil tells nobody.
	Progress func(stage string)
}

// Checked is what was found in one file.
type Checked struct {
	Result FileResult
	Reply  report.Reply // what the receipt says
	Copy   []byte       // the annotated copy
}

// The stages of a check, for whoever watches; a run calls its own by the same words.
const (
	Reading = "读表" // the workbook is read
	Judging = "审核" // its rows are judged
	Marking = "标注" // what was found is marked on it
)

// Check judges one file as a run would, enters nothing and keeps nothing.
func Check(ctx context.Context, a Ask) (Checked, error) {
	a.Rules.Today = assist.DateOf(a.At)
	sub := &assist.Submission{Unit: a.Unit, Name: a.Name, SHA: sum(a.Data), Size: int64(len(a.Data)), Seen: a.At, Kind: assist.KindUnknown}
	a.begin(Reading)
	f, err := Read(ctx, a.Data, sub, a.Rules)
	if err != nil {
		return Checked{}, err
	}
	if sub.Unit == "" {
		unit, _ := a.Rules.Terms.UnitCalled(sub.Declared.Text)
		sub.SetUnit(unit)
	}
	a.begin(Judging)
	set, err := a.set(f)
	if err != nil {
		return Checked{}, err
	}
	verdict := check.Judge(set, a.Rules.Terms)
	j := &Judged{Files: []*assist.Submission{sub}, Verdict: &verdict}
	j.city(sub, set.Register, a.Rules)
	j.AddSalesRows()
	j.KeepFindings()
	counts, err := j.Counts(sub)
	if err != nil {
		return Checked{}, err
	}
	reply := j.reply(sub, a.At, counts)
	a.begin(Marking)
	see := func(unseen []sheet.Unseen) { reply.Unseen = unseen }
	marked, err := Marker{Limits: a.Rules.Limits, Tell: a.Tell, Unseen: see}.Mark(ctx, a.Data, reply)
	return Checked{j.result(sub, reply), reply, marked}, err
}

func (a Ask) begin(stage string) {
	if a.Progress != nil {
		a.Progress(stage)
	}
}

// set is the file and what it is judged against: its own sales stand with
// those on file.
func (a Ask) set(f File) (set check.Set, err error) {
	set = check.Set{Roster: assist.NewRoster(), Alone: true, Plan: a.Rules.Plan}
	if a.Known != nil {
		if set, err = a.Known(f); err != nil {
			return set, err
		}
	}
	set.Now, set.Today, set.Files = a.At, a.Rules.Today, []*assist.Submission{f.Sub}
	filed, own := set.History, f.histories()
	set.History = func(licence string) assist.History {
		h := assist.History{Licence: licence}
		if filed != nil {
			h = filed(licence)
		}
		h.Months = append(h.Months[:len(h.Months):len(h.Months)], own[licence]...)
		return h
	}
	return set, nil
}

// histories are the months of a sales history by customer, the earliest first.
func (f File) histories() map[string][]assist.SalesMonth {
	own := map[string][]assist.SalesMonth{}
	for m := range f.Months.All() {
		own[m.Licence] = append(own[m.Licence], m)
	}
	return own
}

// reply is the receipt of a pre-checked file.
func (j *Judged) reply(sub *assist.Submission, at time.Time, counts []assist.SheetCount) report.Reply {
	t := assist.Taken{
		Unit: sub.Unit, Name: sub.Name, SHA: sub.SHA, Size: sub.Size, Format: sub.Format, Kind: sub.Kind, At: at, Seen: at, Counts: counts,
		Refused: j.Verdict.Refused[sub.Receipt], Tables: sub.Tables, Unread: sub.Unread, Reported: sub.Reported, Saved: sub.Saved, Nothing: sub.Nothing, Ours: sub.Ours, Totals: j.Totals[sub.Receipt],
		Findings: append(append([]assist.Finding{}, j.Verdict.Files[sub.Receipt]...), sub.Sales.Findings...),
	}
	return report.Reply{Receipt: number(at), At: at, Taken: t, Applications: slices.Collect(j.Verdict.Applications.All()), Others: slices.Collect(j.Verdict.Rows.All()), Unchecked: j.Verdict.Unchecked, Checking: true}
}

// number has the form of a receipt number, so that the marks of an annotated
// copy are known as ours when it is dropped; no receipt ever bears it.
func number(at time.Time) string {
	return "HZ-JC-" + strings.ReplaceAll(assist.DateOf(at).String(), "-", "") + "-000"
}

// result is the file as --json tells it; of a mark that is not seen at first it
// says how to see it, as the copy does.
func (j *Judged) result(sub *assist.Submission, reply report.Reply) FileResult {
	f := FileResult{Unit: sub.Unit, Name: sub.Name, Kind: sub.Kind, SHA: sub.SHA, State: "taken"}
	if sub.Damage != nil {
		f.State = "unreadable"
	}
	for _, c := range reply.Taken.Counts {
		f.Rows.Add(c)
	}
	f.List(reply.Unveiled(j.Findings()[sub.Receipt]), j.Maskers()[sub.Receipt])
	f.Count(j.Totals[sub.Receipt])
	for _, u := range j.Verdict.Unchecked {
		f.Unchecked = append(f.Unchecked, UncheckedJSON{u.Code, u.Why})
	}
	return f
}
