package batch

import (
	"reflect"
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/check"
	"bangfu/internal/history"
)

// enterSettlements enters what the city says of doubts it was told of, before any
// other of its files is taken: it had those in hand and none of the new ones.
func (r *pass) enterSettlements() error {
	var files []*decoded
	for _, f := range r.files {
		if f.sub.Unit == assist.City && !r.verdict.Refused[f.sub.Receipt] && len(f.sub.Settlements) > 0 {
			files = append(files, f)
		}
	}
	if len(files) == 0 {
		return nil
	}
	open := slices.Concat(r.h.Doubts(), assist.Facts{Files: r.h.Files(), Rows: assist.Packed(r.h.Rows())}.Lingering())
	for _, f := range files {
		rows, judged := check.Confirm(f.sub, open, r.settled, r.terms)
		r.verdict.Told = append(r.verdict.Told, assist.KeepJudged(judged...)...)
		for _, row := range rows {
			about := func(d assist.Doubt) bool { return row.About(d) }
			for _, d := range open {
				if !about(d) {
					continue
				}
				body := history.Settlement{Place: row.Place, Doubted: d.Receipt, Kind: d.Kind, Week: d.Week, Action: row.Action}
				if err := r.enter(history.KindSettlement, "", body, history.SettlementPerson{Reason: row.Reason, By: row.By}); err != nil {
					return err
				}
				if err := r.enterUpdate(d.Receipt, nil); err != nil {
					return err
				}
			}
			open = slices.DeleteFunc(slices.Clone(open), about)
		}
	}
	return nil
}

// settled says what became of a file that is not in doubt: a register or plan of the
// city, or one that was refused as a whole.
func (r *pass) settled(receipt string) (assist.Action, assist.Date, bool) {
	t, ok := r.h.File(receipt)
	for _, s := range slices.Backward(t.Settled) {
		if s.How != "" {
			return s.How, assist.DateOf(s.At), true
		}
	}
	citys := t.Unit == assist.City && slices.ContainsFunc(t.Tables, func(x assist.Table) bool { return x.Form == assist.RegisterForm || x.Form == assist.PlanForm })
	return "", 0, ok && (t.Refused || citys)
}

// compareRegister puts onto a register's receipt how it differs from the one in
// force, and says whether it is in doubt; nil when it is not.
func (r *pass) compareRegister(sub *assist.Submission, next assist.Register) *assist.Doubt {
	if !r.register.Present() {
		return nil
	}
	c := next.Compare(r.register, r.h.Roster(), r.today)
	lines := c.Lines(r.h.Roster(), r.terms)
	why := c.Doubt(r.terms, r.today)
	var doubt *assist.Doubt
	if why != "" && next.Day >= r.register.Day {
		doubt = &assist.Doubt{Receipt: sub.Receipt, Kind: assist.RegisterDoubt, What: why, Licences: c.Concerned(), Since: r.today}
	}
	r.notes[sub.Receipt] = append(r.notes[sub.Receipt], lines...)
	return doubt
}

// doubts lists what is in doubt.
func doubts(list ...*assist.Doubt) []assist.Doubt {
	var open []assist.Doubt
	for _, d := range list {
		if d != nil {
			open = append(open, *d)
		}
	}
	return open
}

// enterDoubts enters what is in doubt after the run, when that has changed. A receipt that
// told of a doubt, or did not yet, is written again.
func (r *pass) enterDoubts(list []assist.Doubt) error {
	before := r.h.Doubts()
	if len(list) == 0 && len(before) == 0 || reflect.DeepEqual(list, before) {
		return nil
	}
	if err := r.enter(history.KindDoubts, "", history.Doubts{Doubts: list}, nil); err != nil {
		return err
	}
	for _, d := range slices.Concat(toldAnew(before, list), toldAnew(list, before)) {
		if err := r.enterUpdate(d.Receipt, nil); err != nil {
			return err
		}
	}
	return nil
}

// enterChosen enters of the files that stood beside another of one day, and of which
// nothing is to be chosen any more, how it ended; open are those that were to be chosen
// before the run. Their receipts are written again.
func (r *pass) enterChosen(open []string) error {
	for _, receipt := range slices.Concat(open, r.fresh) {
		t, _ := r.h.File(receipt)
		if !r.h.Chosen(t, r.today) {
			continue
		}
		if err := r.enter(history.KindChosen, "", history.Chosen{Receipt: receipt, Ended: r.h.EndsOf(t)}, nil); err != nil {
			return err
		}
		if err := r.enterUpdate(receipt, nil); err != nil {
			return err
		}
	}
	return nil
}

// toldAnew are the doubts of a list that another lacks, or tells otherwise. Whom a doubt
// concerns may change with every customer: of that alone no receipt is written again.
func toldAnew(list, other []assist.Doubt) []assist.Doubt {
	return slices.DeleteFunc(slices.Clone(list), func(d assist.Doubt) bool {
		return slices.ContainsFunc(other, func(x assist.Doubt) bool { return d.Same(x) && d.What == x.What && d.Holds == x.Holds })
	})
}
