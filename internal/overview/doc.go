// Package overview tells what a ledger says to whoever asks, with no workspace
// around it: everything about one licence, how things stand at an instant, and
// what the city must mend. It reads no drop folder and no parameter file.
//
// How things stand depends on 参数 as it lies in the workspace, too: a ledger cannot
// know of a workbook that was saved a minute ago. Whoever asks hands the terms, the
// register and the deadlines over (Asked); who has a ledger alone hands over the
// terms of its last run.
package overview
