// Package history is the ledger folded: which files came, what every row was
// judged, who is on the roll, which register, plans and adjustments are in
// force, which weeks are frozen. It also holds the shape of every entry that a
// run appends, so that what is written and what is read stay one. It is pure:
// it opens no file, asks no clock, judges nothing and words nothing.
package history
