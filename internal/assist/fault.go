package assist

import "slices"

// Topic is what a fault tells of, where papers have words of their own for it.
type Topic uint8

const (
	OfAny     Topic = iota // nothing that a paper tells otherwise
	OfDoubt                // something of the city that waits for a word of it
	OfUnused               // what the city has sent, and was not taken or not executed
	OfMissing              // a form that the city owes, and of which nothing came
)

// Fault is something that the operator or the city must mend.
type Fault struct {
	Text     string // what is wrong, whom it concerns, what holds meanwhile, and what to do; in plain Chinese
	Topic    Topic
	Doubt    Doubt    // of OfDoubt
	Form     Form     // of OfUnused and OfMissing
	Week     Week     // of a 货源计划 that is missing
	Receipts []string // of OfUnused
}

// Under reports whether what the fault tells of came under a receipt.
func (f Fault) Under(receipt string) bool { return slices.Contains(f.Receipts, receipt) }

// Unused (没有采用) are the faults that tell what the city itself has sent in vain.
func (f Facts) Unused() []Fault {
	var list []Fault
	for _, x := range f.Faults {
		if x.Topic == OfUnused {
			list = append(list, x)
		}
	}
	return list
}

// UnusedUnder reports whether a fault tells that what came under a receipt was not used.
func (f Facts) UnusedUnder(receipt string) bool {
	return slices.ContainsFunc(f.Faults, func(x Fault) bool { return x.Topic == OfUnused && x.Under(receipt) })
}

// Misses reports whether a fault tells that nothing of a form came; week is that of a
// 货源计划, and zero for the others.
func (f Facts) Misses(form Form, week Week) bool {
	return slices.ContainsFunc(f.Faults, func(x Fault) bool { return x.Topic == OfMissing && x.Form == form && x.Week == week })
}
