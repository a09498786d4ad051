package batch

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sort"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/check"
	"bangfu/internal/fault"
	"bangfu/internal/history"
	"bangfu/internal/inbox"
	"bangfu/internal/notice"
)

// Run is one batch pass at an instant: look, keep, read, judge, enter, plan,
// publish. It returns what happened, also beside an error that came after the
// commit. A dry run judges and says what it would do; it leaves no trace but in
// the ledger's staging, so that it is given a copy of the ledger (ledger.OpenCopy).
func (s *Site) Run(ctx context.Context, at time.Time, dry bool) (Result, error) {
	if dry {
		trial := *s
		trial.Archive = s.Archive.Trial()
		s = &trial
	}
	if err := s.clock(ctx, at); err != nil {
		return Result{}, err
	}
	if !dry {
		if res, ok, err := s.quietResult(ctx, at); ok || err != nil {
			return res, err
		}
	}
	return s.busy(ctx, at, dry)
}

// busy is a run that looks at everything.
func (s *Site) busy(ctx context.Context, at time.Time, dry bool) (Result, error) {
	watched, err := s.watching(ctx, dry)
	if err != nil {
		return Result{}, err
	}
	res, err := s.portion(ctx, at, dry, portion{watch: watched})
	for _, sha := range slices.Sorted(maps.Keys(watched.singles)) {
		if err != nil {
			break
		}
		var one Result
		one, err = s.portion(ctx, at, dry, portion{watch: watched, only: sha})
		res = res.plus(one)
		delete(watched.singles, sha)
	}
	if err == nil && !dry {
		err = s.note(ctx, at, res.Faults)
	}
	return res, err
}

// portion is one pass over some of the files, made again while one of them takes
// longer than a file may. A pass that ends, even with an error, has died over none.
func (s *Site) portion(ctx context.Context, at time.Time, dry bool, p portion) (Result, error) {
	p.slow = map[string]bool{}
	for {
		res, err := s.pass(ctx, at, dry, p)
		var slow slowError
		if errors.As(err, &slow) {
			p.slow[slow.sha] = true
			continue
		}
		if !dry {
			err = errors.Join(err, s.ended(context.WithoutCancel(ctx), p))
		}
		return res, err
	}
}

// pass takes a portion from the drop folders to its receipts.
func (s *Site) pass(ctx context.Context, at time.Time, dry bool, p portion) (Result, error) {
	r, err := s.begin(ctx, at, dry)
	if err != nil {
		return Result{}, err
	}
	r.portion = p
	if err := s.intake(ctx, r); err != nil {
		return Result{}, err
	}
	if err := s.goingBack(ctx, r); err != nil {
		return Result{}, err
	}
	if err := s.tryAlone(ctx, r); err != nil {
		return Result{}, err
	}
	if err := s.begun(ctx, r); err != nil {
		return Result{}, err
	}
	if err := s.decode(ctx, r); err != nil {
		return Result{}, err
	}
	facts, outs, err := s.commit(ctx, r)
	if err != nil {
		return Result{}, err
	}
	return s.finish(ctx, r, facts, outs)
}

// begin folds the ledger, publishes what an earlier run could not, and reads
// the terms as they stand.
func (s *Site) begin(ctx context.Context, at time.Time, dry bool) (*pass, error) {
	r := &pass{
		at: at, today: assist.DateOf(at), dry: dry, brief: s.Brief, staged: map[string]bool{}, ahead: map[lying]*decoded{}, content: map[string][]byte{},
		blind: map[string]bool{},
	}
	var err error
	var unfinished []string
	fold := s.Reader().FoldKept
	if dry {
		fold = s.Reader().Fold
	}
	if r.h, err = fold(ctx); err != nil {
		return nil, err
	}
	if !dry {
		if err := errors.Join(s.witness(ctx), s.Ledger.SetNote(ctx, noteQuiet, "")); err != nil {
			return nil, err
		}
		if unfinished, err = s.finishErasures(ctx, r.h); err != nil {
			return nil, err
		}
		if r.bad, err = s.catchUp(ctx, r.h); err != nil {
			return nil, err
		}
	}
	r.began = endingOf(r.h, at, false)
	if err := s.beginTerms(ctx, r); err != nil {
		return nil, err
	}
	r.faults = append(r.faults, unfinished...)
	if r.sightings, err = s.seenSoFar(ctx, r.h); err != nil {
		return nil, err
	}
	return r, s.Ledger.ClearStaging(ctx)
}

// beginTerms reads 参数, and makes the folders of units that are new.
func (s *Site) beginTerms(ctx context.Context, r *pass) error {
	f, err := s.presentTerms(ctx, r.h, r.at, !r.dry)
	if err != nil {
		return err
	}
	r.kept, r.termsFiles = f.Kept, f.files
	r.terms = s.termsOf(f.Book)
	s.makeFolders(r, f.before)
	return nil
}

// commit enters everything the run found in one transaction, and makes the
// outputs that must be frozen with it. Without anything new nothing is entered.
func (s *Site) commit(ctx context.Context, r *pass) (assist.Facts, []output, error) {
	tx, err := s.Ledger.Begin(ctx, r.at)
	if err != nil {
		return assist.Facts{}, nil, err
	}
	defer tx.Rollback() // also when a stage panics: the next run must find the ledger free
	r.tx = tx
	facts, outs, err := s.enterAll(ctx, r)
	if err != nil || r.dry || r.appended == 0 {
		return facts, outs, errors.Join(err, tx.Rollback())
	}
	if err := s.tellEntered(r); err != nil {
		return facts, outs, errors.Join(err, tx.Rollback())
	}
	s.progress(notice.Entering, 0, 1)
	if err := tx.Commit(); err != nil {
		return facts, outs, err
	}
	return facts, outs, s.witness(ctx)
}

// enterAll is the order in which facts are entered; whatever is judged sees
// everything entered before it.
func (s *Site) enterAll(ctx context.Context, r *pass) (assist.Facts, []output, error) {
	since, period := assist.DateOf(r.h.RunAt()), r.h.Run().Period
	news, err := s.enterRun(r)
	if err != nil {
		return assist.Facts{}, nil, err
	}
	r.numberFiles()
	if err := s.enterFound(ctx, r, since, period); err != nil {
		return assist.Facts{}, nil, err
	}
	if r.appended == 0 && !news || r.trial {
		return assist.Facts{}, nil, nil
	}
	r.appended++
	return s.enterPlan(ctx, r)
}

// enterFound enters what a run finds in its files and in the calendar, when the
// last run before it was on a day and in an ISO week.
func (s *Site) enterFound(ctx context.Context, r *pass, since assist.Date, period assist.Week) error {
	r.open = r.h.Unchosen(since)
	r.verdict.Refused = map[string]bool{}
	for _, f := range r.files {
		_, refused := check.File(f.sub, r.terms)
		r.verdict.Refused[f.sub.Receipt] = refused
	}
	for _, step := range []func() error{
		func() error { return r.enterUnfrozen(period) },
		func() error { return s.enterLate(ctx, r) },
		func() error { return s.enterCity(ctx, r) },
		func() error { return s.enterLate(ctx, r) }, // the plan may have come with this run
		func() error { return r.enterCalendar(since) },
		func() error { return s.takeUp(ctx, r) }, // whom the register has given to another unit
		r.enterSales,
		func() error { return s.judge(ctx, r) },
		func() error { return s.takeUp(ctx, r) }, // whom this run has filed
		r.letGoAll,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// enterRun enters the run itself, and reports whether that alone is news: the
// first run, another week, other parameters, a deadline that has passed, or
// misfiled rows to be named.
func (s *Site) enterRun(r *pass) (bool, error) {
	body := history.Run{Program: s.Program, Period: r.period(), Week: r.period().Next(), Terms: r.termsFiles, Slips: r.kept.Slips, Misfiled: r.nameMisfiled()}
	old := r.h.Run()
	news := old.Period != body.Period || len(old.Terms) != len(body.Terms) || len(body.Misfiled) > 0 || !slices.EqualFunc(old.Slips, body.Slips, assist.TermsSlip.Same) || s.passed(r)
	for i := range old.Terms {
		news = news || old.Terms[i] != body.Terms[i]
	}
	changed := !r.h.SameBook(r.kept.Book)
	news = news || changed
	freeze := len(s.due(r, onTime, r.h.Held)) > 0
	if err := r.enter(history.KindRun, "", body, nil); err != nil {
		return false, err
	}
	if changed {
		if err := r.enter(history.KindTerms, "", history.Terms{Book: r.kept.Book, Renamed: r.kept.Renamed, Notes: r.kept.Notes, Large: r.kept.Large}, nil); err != nil {
			return false, err
		}
	}
	r.appended = 0
	return news || freeze, nil
}

// numberFiles gives every new file its receipt number, in the order of judging.
func (r *pass) numberFiles() {
	for _, f := range r.files {
		number := f.arrived.again
		if number == "" {
			number = r.receiptNumber(f.sub.Unit)
		}
		f.sub.SetReceipt(number)
	}
}

// finish does what follows the commit and can be repeated: publish, empty the
// drop folders, tell what was seen.
func (s *Site) finish(ctx context.Context, r *pass, f assist.Facts, outs []output) (Result, error) {
	res := s.result(r, f)
	if r.dry {
		return res, nil
	}
	paths, faults, err := s.publishRun(ctx, r, f, outs)
	res.Outputs, res.Faults = append(res.Outputs, paths...), append(res.Faults, faults...)
	left := s.take(r)
	r.lying = len(left.paths) > 0
	told, terr := s.tell(ctx, r, left)
	res.Outputs = append(res.Outputs, told...)
	res.Faults = append(append(res.Faults, s.toldOf(r.bad)...), left.faults...)
	res.Urgent = res.Urgent || len(r.bad) > 0
	if err = errors.Join(err, terr, s.backup(ctx, r.ending())); err != nil {
		return res, err
	}
	if err := s.keepHistory(ctx, r); err != nil {
		return res, err
	}
	return res, s.rest(ctx, r)
}

// publishRun publishes the frozen files, then everything else that follows the
// run's facts, and notes that the outbox is up to the ledger.
func (s *Site) publishRun(ctx context.Context, r *pass, f assist.Facts, frozen []output) (paths, faults []string, err error) {
	if r.appended == 0 {
		return nil, nil, nil
	}
	before, err := s.upTo(ctx)
	if err != nil {
		return nil, nil, err
	}
	var bad []trouble
	f = f.Indexed()
	for _, lot := range []func() ([]recipe, error){ // the receipts, which hold every row of the files, are let go of first
		func() ([]recipe, error) { return s.receiptRecipes(ctx, r.h, f, append(r.fresh, r.updated...)) },
		func() ([]recipe, error) { return s.lateRecipes(ctx, r.h, r.opening.Seq, r.froze) },
		func() ([]recipe, error) { return s.otherRecipes(f, frozen), nil },
	} {
		list, err := lot()
		if err != nil {
			return paths, faults, err
		}
		wrote, told, failed, err := s.publish(ctx, list)
		paths, faults, bad = append(paths, wrote...), append(faults, told...), append(bad, failed...)
		if err != nil {
			return paths, faults, err
		}
	}
	sort.Strings(paths)
	r.bad = append(r.bad, bad...)
	return paths, faults, errors.Join(s.noteLagging(ctx, bad, before), s.published(ctx, r.h.Seq()))
}

// otherRecipes are the outputs of a run besides its receipts.
func (s *Site) otherRecipes(f assist.Facts, frozen []output) []recipe {
	var list []recipe
	if f.Plan.State != assist.PlanFinal {
		list = s.frozenRecipes(f)
	}
	list = append(append(list, s.weekRecipes(f)...), s.pages(f)...)
	for _, o := range frozen {
		list = append(list, o.ready())
	}
	return list
}

// leftover is what could not be removed from the drop folders.
type leftover struct {
	paths  map[string]bool
	faults []string
}

// take removes the files whose facts are committed; one that cannot be removed
// stays and is known by its hash.
func (s *Site) take(r *pass) leftover {
	left := leftover{paths: map[string]bool{}}
	for i, a := range r.arrived {
		s.progress(notice.Emptying, i+1, len(r.arrived))
		if a.cut || a.big {
			left.paths[a.Path] = true
			continue
		}
		if err := inbox.Take(s.Disk, a.Waiting, a.sha); err != nil {
			left.paths[a.Path] = true
			s.Log.Warn(notice.LogLeftInInbox, "unit", a.Unit, "cause", fault.WithoutNames(err))
		}
	}
	return left
}

// keepHistory keeps the history of a pass that entered something as a snapshot, where
// the one before is outgrown. One that gave units new names has mended what it had folded, and is folded again.
func (s *Site) keepHistory(ctx context.Context, r *pass) error {
	if r.appended == 0 || len(r.kept.Renamed) > 0 || !r.h.Outgrown() {
		return nil
	}
	return s.Reader().Keep(ctx, r.h)
}
