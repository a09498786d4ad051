package audit

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"bangfu/internal/assist"
)

// indicators are the rules, by code. Each answers its signals in any order: ofOne looks
// at one customer after another, whose sales are held for that time alone; ofAll looks at
// the desk after that.
var indicators = []struct {
	code  string
	ofOne func(*desk, customer) []finding
	ofAll func(*desk) []finding
}{
	{"A101", surges, nil},
	{"A102", helpOnly, nil},
	{"A103", noteOrders, sameOrders},
	{"A104", nil, sharedContacts},
	{"A105", nil, unvisited},
	{"A106", unsold, nil},
	{"A107", nil, expiring},
}

// finding is a signal before it has its number and its answer. Of what lasts a 暂停 is
// an answer only as long as it stands: once it is over, the customer is helped again
// and nothing has changed. What happened once is answered once.
type finding struct {
	assist.Signal
	facts []string    // what it stands on: an answer holds for exactly these
	known assist.Date // the day on which these facts were complete: what was decided before is no answer
	lasts bool        // it tells how things are (A104 of the roll, A105, A107), not what happened
}

// Signals are the signals of a run: orders since the first day of the month
// before, since sales come in by the month, and everything else as it stands
// on the run's day. They are by code, unit (order of the terms), licence and
// number; one that has been answered carries the answer.
func Signals(f assist.Facts) []assist.Signal {
	return Between(f, (f.Today.Month() - 1).First(), f.Today)
}

// Between is Signals with orders and returned rows of other days, both
// included, and the roll as it stood at the end of the last of them.
func Between(f assist.Facts, from, to assist.Date) []assist.Signal {
	d := newDesk(f, from, to)
	var list []assist.Signal
	raise := func(code string, found []finding) {
		for _, x := range found {
			x.Code = code
			x.Number = number(x.Code, x.facts)
			x.Reply = d.answer(x)
			list = append(list, x.Signal)
		}
	}
	for c := range d.customers() {
		for _, rule := range indicators {
			if rule.ofOne != nil {
				raise(rule.code, rule.ofOne(d, c))
			}
		}
	}
	for _, rule := range indicators {
		if rule.ofAll != nil {
			raise(rule.code, rule.ofAll(d))
		}
	}
	slices.SortFunc(list, func(a, b assist.Signal) int {
		return cmp.Or(
			strings.Compare(a.Code, b.Code),
			cmp.Compare(d.rank(a.Unit), d.rank(b.Unit)), strings.Compare(a.Unit, b.Unit),
			strings.Compare(a.Licence, b.Licence), strings.Compare(a.Number, b.Number))
	})
	return list
}

// number is the 编号 of a signal: its code and a digest of the facts. The facts
// are licences, days, weeks and cartons, never a person's value.
func number(code string, facts []string) string {
	sum := sha256.Sum256([]byte(code + "|" + strings.Join(facts, "|")))
	return code + "-" + hex.EncodeToString(sum[:4])
}
