package check

import (
	"slices"
	"strings"

	"bangfu/internal/assist"
)

// compareRows says how each row stands to the others of its licence and unit, and to
// its present filing: replaced, repeated, unchanged, a correction, or twice
// (V501). Only one row of a licence goes on to the roll.
func (b *bench) compareRows() {
	fresh, people := map[string][]*applicant{}, map[string][]*applicant{}
	var keys []string
	for _, a := range b.rows {
		if a.held || a.licence == "" || a.misread {
			continue
		}
		if a.from.refused == "" {
			people[a.unit()+"|"+a.id] = append(people[a.unit()+"|"+a.id], a)
		}
		k := a.unit() + "|" + a.licence
		if a.from.refused != "" {
			k += "|" + a.from.sheet.Receipt + "|" + a.from.sheet.Sheet // a refused sheet stands against nobody but itself
		}
		if fresh[k] == nil {
			keys = append(keys, k)
		}
		fresh[k] = append(fresh[k], a)
	}
	for _, k := range keys {
		settleLicence(fresh[k])
	}
	for _, a := range b.rows {
		if a.held {
			a.yield(fresh[a.unit()+"|"+a.licence])
			if same := people[a.unit()+"|"+a.id]; a.id != "" && len(same) > 0 && LicenceAtFault(*a.before) {
				a.giveWay(same)
			}
		}
		if a.compares() {
			a.opened(a.compare)
		}
	}
}

// LicenceAtFault reports whether a row's own licence number was found wrong, or
// none was read. The same person under another number then stands for that row.
func LicenceAtFault(j assist.Judged) bool {
	return j.Licence == "" || slices.ContainsFunc(j.Findings, func(f assist.Finding) bool { return f.Rule().LicenceSlip })
}

// settleLicence orders the new rows of one licence and unit: a later 填报日期
// replaces, equal rows of two files count once, all else is V501.
func settleLicence(rows []*applicant) {
	last := rows[0].from.reported
	sheets := map[assist.Place][]*applicant{}
	for _, a := range rows {
		last = max(last, a.from.reported)
		sheets[a.from.sheet] = append(sheets[a.from.sheet], a)
	}
	var single []*applicant // the latest rows that stand alone in their sheet
	for _, a := range rows {
		a.twins = others(sheets[a.from.sheet], a)
		switch {
		case a.from.reported < last:
			a.standing = assist.Replaced
		case len(a.twins) == 0:
			single = append(single, a)
		}
	}
	settleFiles(single)
	for _, a := range rows {
		if a.standing == assist.Replaced {
			a.giveWay(rows)
		}
	}
}

// giveWay lets a row be replaced by the first of some that stands itself.
func (a *applicant) giveWay(rows []*applicant) {
	a.standing = assist.Replaced
	for _, o := range rows {
		if o.standing != assist.Replaced && o.standing != assist.Repeated {
			a.by = o
			return
		}
	}
}

// settleFiles settles rows of several files of one day: equal ones count once,
// and the one that answers a 待核 is the one that counts.
func settleFiles(rows []*applicant) {
	if len(rows) < 2 {
		return
	}
	first := rows[0]
	for a := range open(rows) {
		if a.Answer != "" {
			first = a
			break
		}
	}
	equal := true
	first.opened(func() {
		for a := range open(rows) {
			equal = equal && a.Business == first.Business && sameFacts(a.Application, first.Application)
		}
	})
	for _, a := range rows {
		switch {
		case !equal:
			a.twins = others(rows, a)
		case a != first:
			a.standing = assist.Repeated
		}
	}
}

// others are the first few rows besides one.
func others(rows []*applicant, a *applicant) []*applicant {
	var list []*applicant
	for _, o := range rows {
		if o != a {
			list = append(list, o)
		}
		if len(list) > 3 {
			break
		}
	}
	return list
}

// yield lets a row that waits give way to a new one of its licence and unit.
// A new row that says the same takes over since when it has waited.
func (a *applicant) yield(fresh []*applicant) {
	if len(fresh) > 0 {
		a.giveWay(fresh)
	}
	for n := range open(fresh) {
		if sameFacts(a.Application, n.Application) {
			n.since, n.turned, n.turn = a.since, a.turned, a.turn
		}
	}
}

// compares reports whether a row is set against its licence's present filing.
func (a *applicant) compares() bool {
	return a.filing != nil && a.standing == assist.Fresh && !a.leaving() && a.from.refused == "" && len(a.twins) == 0
}

// compare sets a row against its licence's present filing.
func (a *applicant) compare() {
	present := a.filing.Application
	switch {
	case sameFacts(a.Application, present):
		a.standing = assist.Unchanged
	case a.Business == assist.NewCustomer && a.Applied != 0 && a.Applied == present.Applied:
		a.standing = assist.Correction
	}
}

// sameFacts reports whether all judged fields of two rows are equal: all but
// 序号, 业务类型, 核实说明 and 备注.
func sameFacts(a, b *assist.Application) bool {
	return a.Licence == b.Licence && bare(a.Shop) == bare(b.Shop) && bare(a.Operator) == bare(b.Operator) && a.ID == b.ID &&
		bare(a.Phone) == bare(b.Phone) && bare(a.Address) == bare(b.Address) && a.Market == b.Market && a.Grade == b.Grade &&
		a.Cycle == b.Cycle && a.OrderDay == b.OrderDay && a.LicenceEnd == b.LicenceEnd && a.Household == b.Household &&
		a.Members == b.Members && a.Income == b.Income && a.Margin == b.Margin && a.Hardship == b.Hardship &&
		a.DibaoNo == b.DibaoNo && a.DibaoEnd == b.DibaoEnd && a.DisabledBy == b.DisabledBy && a.Relation == b.Relation &&
		a.DisabledNo == b.DisabledNo && bare(a.Story) == bare(b.Story) && slices.Equal(a.Proofs, b.Proofs) &&
		a.Start == b.Start && a.End == b.End && a.Applied == b.Applied && a.Approvals == b.Approvals &&
		strings.TrimSpace(a.ExitReason) == strings.TrimSpace(b.ExitReason)
}
