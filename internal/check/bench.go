package check

import "bangfu/internal/assist"

// bench is one run under judgement: the set, the terms, the rows, and what was
// looked up once for all of them.
type bench struct {
	Set
	terms    assist.Terms
	rows     []*applicant
	enrolled []assist.Filing // the roll, less whom this run or the city takes off
	limits   map[string]int
	best     map[string]bool            // barcodes of the plan that sell best
	unheard  assist.Judged              // what a row was judged before that is new
	answers  map[string][]assist.Answer // by licence and code
	confirms map[string][]assist.Adjustment
	removals map[string][]assist.Adjustment
	leavers  map[string]bool               // by licence: a 退出 of this run is accepted
	applying map[string]bool               // by unit and licence: a row of the run is filed, or waits
	joining  map[string]bool               // by unit and licence: filed by this run
	sent     map[[3]string][]assist.Judged // by sentKeys: what Sent were judged
	unfiled  map[string]assist.Judged      // by unit and licence: an application that is not filed
	settled  []assist.Answer               // newly settled, row by row
}

func newBench(s Set, t assist.Terms) *bench {
	if s.Roster == nil {
		s.Roster = assist.NewRoster()
	}
	b := &bench{
		Set: s, terms: t, limits: map[string]int{}, answers: map[string][]assist.Answer{},
		confirms: map[string][]assist.Adjustment{}, removals: map[string][]assist.Adjustment{},
		leavers: map[string]bool{}, applying: map[string]bool{}, joining: map[string]bool{}, unfiled: map[string]assist.Judged{}, sent: map[[3]string][]assist.Judged{},
	}
	if s.Plan != nil {
		b.best = bestSelling(*s.Plan)
	}
	for _, a := range s.Answers {
		b.answers[a.Licence+a.Code] = append(b.answers[a.Licence+a.Code], a)
	}
	for _, a := range s.Sent {
		for _, key := range sentKeys(a.Application) {
			b.sent[key] = append(b.sent[key], a.Verdict)
		}
	}
	for _, a := range s.Adjustments {
		switch a.Action {
		case assist.Confirm:
			b.confirms[a.Licence] = append(b.confirms[a.Licence], a)
		case assist.Remove:
			b.removals[a.Licence] = append(b.removals[a.Licence], a)
		}
	}
	return b
}

// bestSelling are the barcodes that sell best by a plan.
func bestSelling(plan assist.SupplyPlan) map[string]bool {
	best := map[string]bool{}
	for _, p := range plan.Products {
		if p.BestSelling && p.Fault == "" {
			best[p.Barcode] = true
		}
	}
	return best
}

// enrol lists who stands on the roll against the rows of the run.
func (b *bench) enrol() {
	for f := range b.Roster.Enrolled() {
		if l := f.Application.Licence; !b.leavers[l] && !b.removed(l, f.FiledOn) {
			b.enrolled = append(b.enrolled, f)
		}
	}
}

// owners says whose customer a licence is, as the run has left it so far.
func (b *bench) owners() assist.Owners {
	return assist.Owners{Terms: b.terms, Roster: b.Roster, Register: b.Register, Leaving: b.leavers}
}

// has reports whether a licence is a unit's, or joins it in this run.
func (b *bench) has(unit, licence string) bool {
	return b.joining[unit+licence] || b.owners().Has(unit, licence)
}

// limit is the whole value of a 帮扶标准 in force today.
func (b *bench) limit(name string) int {
	n, ok := b.limits[name]
	if !ok {
		n = b.terms.Limit(name, b.Today).Int()
		b.limits[name] = n
	}
	return n
}

// changed says behind a figure of today from which day on it holds, in
// brackets; "" when it was never another.
func (b *bench) changed(name string) string { return bracketed(b.terms.Since(name, b.Today)) }

// history is the sales on file of a licence.
func (b *bench) history(licence string) assist.History {
	if b.History == nil || licence == "" {
		return assist.History{Licence: licence}
	}
	return b.History(licence)
}

// removed reports whether the city has taken a licence off after a day: its
// clash with another is settled, and it no longer stands against anybody.
func (b *bench) removed(licence string, since assist.Date) bool {
	for _, a := range b.removals[licence] {
		if a.From >= since && a.From <= b.Today {
			return true
		}
	}
	return false
}

// onRoll reports whether a customer of a unit is on the roll, or joins it in this run.
func (b *bench) onRoll(unit, licence string) bool {
	f, ok := b.Roster.Find(licence)
	return ok && f.Unit == unit || b.joining[unit+licence]
}

// uncheckedAlone names what is not judged of the forms that have come without a
// workspace; planned says that a 货源计划 is known all the same.
func uncheckedAlone(files []*assist.Submission, planned bool) []assist.Unchecked {
	come := map[assist.Form]bool{}
	for _, f := range files {
		for _, t := range f.Tables {
			come[t.Form], come[""] = true, true
		}
	}
	var list []assist.Unchecked
	for _, r := range assist.Rules() {
		if r.NeedsWorkspace != "" && come[r.Form] && !(planned && r.Code == notBest) {
			list = append(list, assist.Unchecked{Code: r.Code, Why: assist.AfterSending(r.NeedsWorkspace)})
		}
	}
	return list
}
