package batch

import (
	"cmp"
	"context"
	"encoding/json"
	"iter"
	"reflect"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/check"
	"bangfu/internal/history"
	"bangfu/internal/notice"
	"bangfu/internal/precheck"
)

// judge judges the new rows and the held ones together, and enters what was
// decided. It is the only path by which a row is judged.
func (s *Site) judge(ctx context.Context, r *pass) error {
	s.progress(precheck.Judging, 0, len(r.files))
	if err := s.putRightBeside(ctx, r); err != nil {
		return err
	}
	held, beside, sent := r.heldRows()
	if err := s.readSales(ctx, r, held, r.present()); err != nil {
		return err
	}
	r.held = map[assist.Place]assist.Judged{}
	for _, a := range held {
		r.held[a.Place] = a.Verdict
	}
	judge := func(set check.Set) check.Verdict { return check.Judge(set, r.terms) }
	enter := func(v check.Verdict) error {
		if r.sold.err != nil {
			return r.sold.err
		}
		return s.enterJudged(ctx, r, v)
	}
	return s.inTime(r, r.set(held, beside, sent), judge, enter)
}

// enterJudged enters what was decided.
func (s *Site) enterJudged(ctx context.Context, r *pass, v check.Verdict) error {
	r.sold.letGo()
	v.Told = r.verdict.Told
	r.verdict = v
	for sub, list := range r.unused {
		r.verdict.Files[sub.Receipt] = append(r.verdict.Files[sub.Receipt], list...)
	}
	r.tellIdle()
	r.tellWishes()
	found := r.judged()
	found.AddSalesRows()
	found.KeepFindings()
	r.totals = found.Totals
	if err := r.enterFiles(); err != nil {
		return err
	}
	r.tellFiles()
	if err := r.enterRows(ctx); err != nil {
		return err
	}
	return r.enterRoll(s.Settings.Filing)
}

// set is what the files of the run are judged with.
func (r *pass) set(held, beside, sent []assist.JudgedApplication) check.Set {
	return check.Set{
		Now: r.at, Today: r.today, Files: r.subs(), Held: held, Roster: r.h.Roster(), Register: r.register,
		Adjustments: r.h.Adjustments(), Answers: r.h.Answers(), Shown: r.h.HasShown, Said: r.h.Said(), Plan: r.h.Plan(r.period().Next()), Beside: beside, Sent: sent,
		History: r.sold.history,
	}
}

// judged are the run's new files and what was found in them.
func (r *pass) judged() *precheck.Judged {
	return &precheck.Judged{Files: r.subs(), Verdict: &r.verdict, Totals: r.totals}
}

// counts are the lines of 行数核对 of one file; a sheet that does not add up
// stops the run.
func counts(judged *precheck.Judged, sub *assist.Submission) ([]assist.SheetCount, error) {
	list, err := judged.Counts(sub)
	if err != nil {
		return nil, notice.Uneven(err)
	}
	return list, nil
}

func (r *pass) subs() []*assist.Submission {
	list := make([]*assist.Submission, len(r.files))
	for i, f := range r.files {
		list[i] = f.sub
	}
	return list
}

// licences are all whose sales judging looks at, in its order: applicants of this run,
// and held rows, each with its unit.
func (r *pass) licences(held []assist.JudgedApplication) iter.Seq2[string, string] {
	return func(yield func(unit, licence string) bool) {
		for _, f := range r.files {
			for a := range f.sub.Applications.All() {
				if !yield(a.Unit, a.Licence) {
					return
				}
			}
		}
		for _, a := range held {
			if !yield(a.Unit, a.Licence) {
				return
			}
		}
	}
}

// readSales reads the sales that judging looks at: the latest, and of each customer those
// of the windows that its applications are judged by, whenever these are.
func (s *Site) readSales(ctx context.Context, r *pass, held []assist.JudgedApplication, from reading) error {
	of := r.spanOf(held)
	r.sold = soldTo(r.licences(held), of, s.most(), func(some map[string]bool) (map[string]assist.History, error) {
		return from.soldBy(ctx, 0, of, some)
	})
	return r.sold.err
}

// spanOf is which months the rows of the run look at.
func (r *pass) spanOf(held []assist.JudgedApplication) span {
	of := span{salesFrom(r.today, r.terms), map[string]window{}}
	look := func(a *assist.Application) {
		if day := cmp.Or(a.Applied, a.Reported); day != 0 {
			from, to := assist.Window(day, r.terms.Limit(assist.MarginWindow, day).Int())
			of.with(a.Licence, from, to)
		}
	}
	for _, f := range r.files {
		for a := range f.sub.Applications.All() {
			look(a)
		}
	}
	for _, a := range held {
		look(a.Application)
	}
	return of
}

// salesFrom is the first month planning and audit look at.
func salesFrom(today assist.Date, t assist.Terms) assist.Month {
	from, _ := assist.Window(today, t.Limit(assist.MarginWindow, today).Int())
	return from - 6 // a held row's 申请日期 lies up to the hold limit before today
}

// heldRows are the unreplaced rows of earlier runs that live on. A row that this run replaces is among them: judging hands
// over since when it has waited. beside are those that went back otherwise, or were
// not eligible, and were not sent again, nor their person under a better licence:
// judged no more, they still share a phone or an address, and are told of. sent are those
// that are sent again.
func (r *pass) heldRows() (held, beside, sent []assist.JudgedApplication) {
	replaced := map[[2]string]bool{}
	again := map[[2]string]bool{}  // sent again by this run
	people := map[[2]string]bool{} // with a row of this run, or a later one than is looked at
	for _, f := range r.files {
		for a := range f.sub.Applications.All() {
			again[[2]string{a.Unit, a.Licence}] = true
			people[[2]string{a.Unit, a.ID}] = true
		}
		if t, ok := r.h.File(f.sub.Ours); ok { // a mended receipt stands for the file it was made of
			again[[2]string{t.Receipt}] = true
		}
	}
	for a := range r.h.Rows().Backward() {
		key := [2]string{a.Unit, a.Licence}
		if a.Licence != "" && replaced[key] || r.h.Erased()[a.Licence] {
			continue
		}
		replaced[key] = true
		person := [2]string{a.Unit, a.ID}
		corrected := a.ID != "" && people[person] && check.LicenceAtFault(a.Verdict)
		people[person] = true
		switch {
		case a.Verdict.LivesOn():
			held = append(held, a)
		case !lies(a.Verdict) || a.Verdict.Standing != assist.Fresh:
		case corrected || again[key] || again[[2]string{a.Receipt}]:
			sent = append(sent, a)
		default:
			beside = append(beside, a)
		}
	}
	slices.Reverse(held)
	slices.Reverse(beside)
	return held, beside, sent
}

// lies reports a row that went back, or was not eligible, by what was found in it.
func lies(j assist.Judged) bool {
	return j.Refused == "" && (j.Outcome == assist.Returned || j.Outcome == assist.Ineligible)
}

// enterFiles enters every new file with its counts; a sheet whose rows do not
// add up stops the run before anything is committed.
func (r *pass) enterFiles() error {
	judged := r.judged()
	for _, f := range r.files {
		sub := f.sub
		counts, err := counts(judged, sub)
		if err != nil {
			return err
		}
		body := history.File{
			Receipt: sub.Receipt, Unit: sub.Unit, SHA: sub.SHA, Size: sub.Size, Format: sub.Format, Kind: sub.Kind,
			Refused: r.verdict.Refused[sub.Receipt], Seen: sub.Seen, Reported: sub.Reported, Saved: sub.Saved, Ours: sub.Ours, Nothing: sub.Nothing, Counts: counts, Notes: r.notes[sub.Receipt], Undecided: r.undecided[sub.Receipt], Late: r.late[sub.Receipt], Unstored: sub.Unstored, Totals: r.totals[sub.Receipt],
		}
		findings := append(slices.Clone(r.verdict.Files[sub.Receipt]), sub.Sales.Findings...)
		if err := r.enter(history.KindFile, "", body, history.FilePerson{Name: sub.Name, Tables: sub.Tables, Findings: findings, Unread: sub.Unread}); err != nil {
			return err
		}
		r.fresh = append(r.fresh, sub.Receipt)
	}
	return nil
}

// enterRows enters the new rows with their judgement, the changed judgements
// of held rows, and what rows of the other forms say.
func (r *pass) enterRows(ctx context.Context) error {
	changed, asBefore := r.rejudged()
	receipt, sheet := "", ""
	for i, kept := range r.verdict.Applications {
		a := kept.Open()
		if !asBefore[i] {
			if err := r.enterApplication(a, changed); err != nil {
				return err
			}
		}
		r.verdict.Applications[i] = assist.KeptRow{} // the history keeps it
		if a.Receipt != receipt {
			r.fileOf(receipt).Applications = nil
			receipt = strings.Clone(a.Receipt)
		}
		if a.Sheet != sheet {
			sheet = strings.Clone(a.Sheet)
		}
		at := assist.Place{Receipt: receipt, Sheet: sheet, Row: a.Place.Row} // of the row nothing is to stay
		r.entered = append(r.entered, enteredRow{at, a.Business == assist.Withdrawal})
	}
	r.fileOf(receipt).Applications, r.verdict.Applications = nil, nil
	for _, a := range r.verdict.Answers {
		body, person := history.Answer{Code: a.Code, Source: a.Source}, history.AnswerPerson{Compared: a.Compared, Said: a.Said}
		if err := r.enter(history.KindAnswer, a.Licence, body, person); err != nil {
			return err
		}
	}
	return r.enterOthers(ctx)
}

// fileOf is a file of the run; of another receipt one that says nothing.
func (r *pass) fileOf(receipt string) *assist.Submission {
	for _, f := range r.files {
		if f.sub.Receipt == receipt {
			return f.sub
		}
	}
	return &assist.Submission{}
}

// rejudged are the held rows that are judged otherwise than before, by receipt; one
// that another row stands for now is told with that row. asBefore says of each row of
// the verdict that it was held and is judged as before: nothing is entered of it.
func (r *pass) rejudged() (changed map[string][]assist.Rejudged, asBefore []bool) {
	changed, asBefore = map[string][]assist.Rejudged{}, make([]bool, len(r.verdict.Applications))
	if len(r.held) == 0 {
		return changed, asBefore
	}
	for i, kept := range r.verdict.Applications {
		a := kept.Open()
		before, held := r.held[a.Place]
		asBefore[i] = held && sameJudgement(before, a.Verdict)
		if held && !asBefore[i] && a.Verdict.Standing != assist.Replaced {
			changed[a.Receipt] = append(changed[a.Receipt], assist.Rejudge(before, a.Verdict))
		}
	}
	return changed, asBefore
}

// enterApplication enters a new row, or what has become of a held one.
func (r *pass) enterApplication(a assist.JudgedApplication, changed map[string][]assist.Rejudged) error {
	if _, held := r.held[a.Place]; !held {
		if err := r.enter(history.KindApplication, a.Licence, a.Place, a.Application); err != nil {
			return err
		}
	} else if a.Verdict.Standing != assist.Replaced {
		if err := r.enterUpdate(a.Receipt, changed[a.Receipt]); err != nil {
			return err
		}
	}
	return r.enterJudged(a.Verdict)
}

func (r *pass) enterJudged(j assist.Judged) error {
	body, person := history.OfJudged(j)
	return r.enter(history.KindJudged, j.Licence, body, person)
}

// enterUpdate enters, once a run, that a receipt is written again.
func (r *pass) enterUpdate(receipt string, changed []assist.Rejudged) error {
	if slices.Contains(r.updated, receipt) || slices.Contains(r.fresh, receipt) {
		return nil
	}
	r.updated = append(r.updated, receipt)
	t, _ := r.h.File(receipt)
	return r.enter(history.KindUpdate, "", history.Update{Receipt: receipt, Update: t.Update + 1, Rejudged: changed}, nil)
}

// sameJudgement reports whether a held row was judged as before.
func sameJudgement(a, b assist.Judged) bool {
	if a.Dropped > 0 || b.Dropped > 0 { // compared by all there was, not by what is kept
		if precheck.DigestOf(a) != precheck.DigestOf(b) {
			return false
		}
		a.Findings, b.Findings, a.Dropped, b.Dropped, a.Lives, b.Lives = nil, nil, 0, 0, false, false
	}
	ab, ap := history.OfJudged(a)
	bb, bp := history.OfJudged(b)
	return reflect.DeepEqual(ab, bb) && slices.EqualFunc(ap.Findings, bp.Findings, check.SameFinding) && ap.Grounds == bp.Grounds && ap.Clause == bp.Clause
}

// enterOthers enters the rows of the other forms: each judgement, and what an
// accepted row says. The rows of a file are let go of before the next one's, the
// judgements at the end.
func (r *pass) enterOthers(ctx context.Context) error {
	var said map[assist.Place]said
	file := &assist.Submission{} // whose rows come now
	var plain history.PlainRows
	for j := range r.verdict.Others() {
		if j.Receipt != file.Receipt {
			file.Wishes, file.Visits = nil, nil
			file = r.fileOf(j.Receipt)
			said = saidIn(file)
		}
		if history.IsPlain(j) {
			plain.Add(j)
		} else if err := r.enterJudged(j); err != nil {
			return err
		}
		if say, says := said[j.Place]; says && j.Outcome == assist.Filed {
			if err := r.enterSaid(say); err != nil {
				return err
			}
		}
	}
	r.verdict.Told, r.verdict.Rows = nil, nil
	for _, f := range r.files {
		f.sub.LetGo()
	}
	return r.enterTaken(ctx, plain)
}

// said is what a row of 帮扶申请表 or 走访台账 says; the other is "".
type said struct {
	wish  assist.KeptWish
	visit assist.KeptVisit
}

// saidIn are these rows of a file, by where they stand.
func saidIn(file *assist.Submission) map[assist.Place]said {
	rows := map[assist.Place]said{}
	for _, k := range file.Wishes {
		rows[k.Open().Place] = said{wish: k}
	}
	for _, k := range file.Visits {
		rows[k.Open().Place] = said{visit: k}
	}
	return rows
}

// enterSaid enters what an accepted row says, without what only judging needs.
func (r *pass) enterSaid(say said) error {
	if say.wish != "" {
		row := say.wish.Open()
		row.Cells, row.Faults = "", nil
		return r.enter(history.KindWish, row.Licence, row.Place, row)
	}
	row := say.visit.Open()
	row.Cells, row.Faults = "", nil
	return r.enter(history.KindVisit, row.Licence, history.VisitOf(row), row)
}

// enterTaken enters the plain rows, an entry a sheet.
func (r *pass) enterTaken(ctx context.Context, plain history.PlainRows) error {
	bodies := func(seq int64) (json.RawMessage, error) { return r.tx.BodyOf(ctx, seq) }
	return plain.Enter(r.h, bodies, func(body history.TakenSheet) error { return r.enter(history.KindTaken, "", body, nil) })
}

// enteredRow is where a judged row of 申请表 stands, and whether it is a 退出.
type enteredRow struct {
	assist.Place
	leaving bool
}

// enterRoll enters the changes of the roll that the 备案 rows bring: exits
// first, so that a customer may move from one unit to another in one run.
func (r *pass) enterRoll(prefix string) error {
	for _, leaving := range []bool{true, false} {
		for _, row := range r.entered {
			if row.leaving != leaving {
				continue
			}
			a := r.h.RowAt(row.Place)
			changes := assist.Accept(r.h.Roster(), a, r.h.Adjustments(), r.today, r.terms, func() string { return r.filingNumber(prefix, a.Licence) })
			if err := r.enterChanges(changes); err != nil {
				return err
			}
		}
	}
	r.entered = nil // asked for no more
	return r.enterFollowing()
}

func (r *pass) enterChanges(changes []assist.Change) error {
	for _, c := range changes {
		body, person := history.OfChange(c)
		if err := r.enter(history.KindChange, c.Licence, body, person); err != nil {
			return err
		}
	}
	return nil
}

// enterCalendar enters what the calendar, 名单调整 and the register bring to the
// roll before any row is judged. The register comes last: what it says of a
// licence stands against any decision.
func (r *pass) enterCalendar(since assist.Date) error {
	fresh := map[string]bool{}
	for _, f := range r.files {
		fresh[f.sub.Receipt] = true
	}
	var due []assist.Adjustment
	for _, a := range r.h.Adjustments() {
		if fresh[a.Receipt] || a.From > since {
			due = append(due, a)
		}
	}
	if err := r.enterChanges(assist.Elapse(r.h.Roster(), r.today)); err != nil {
		return err
	}
	if err := r.enterChanges(assist.Adjust(r.h.Roster(), due, r.today)); err != nil {
		return err
	}
	return r.enterChanges(r.register.ChangesOf(r.h.Roster(), r.today))
}

// enterFollowing enters what the calendar and the register bring to the roll as
// the rows of this run have left it, so that nothing is left for the next run.
func (r *pass) enterFollowing() error {
	if err := r.enterChanges(assist.Elapse(r.h.Roster(), r.today)); err != nil {
		return err
	}
	return r.enterChanges(r.register.ChangesOf(r.h.Roster(), r.today))
}
