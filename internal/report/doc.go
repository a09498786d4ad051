// Package report turns the facts of a run into what people get: one file an
// output, each a pure function of values to a sheet.Book, a sheet.Marking or a
// paper document. It writes no file, reads no clock, and judges, plans and
// counts nothing that packages check, plan, audit and assist should: it only
// lays out, sums up columns, and says in plain Chinese what is to be done.
package report
