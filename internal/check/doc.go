// Package check is the rules: it judges every row that was decoded, together
// with the rows that still wait and the roll, and says what is wrong in which
// cell, what to do about it, and whose turn it is.
//
// One file holds one subject, one function holds one rule. A rule looks at one
// row and the terms, or at all rows of the run; the lists in rules.go name them
// all in the order in which they speak.
//
// The package is pure. It refuses to read or write a file, to ask the clock, to
// know how bytes become rows, and to change the roll: a verdict says what is to
// happen, others do it. Money is compared in fen by cross-multiplication.
package check
