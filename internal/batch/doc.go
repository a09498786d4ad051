// Package batch puts the stages in their order, on one page: look at the drop
// folders, keep the originals, read, decode, judge, enter, plan, publish. One
// ledger transaction is the only commit point; what comes before it can be
// repeated, what comes after it can be rebuilt from it. It refuses to judge,
// to plan and to word a report: the stages do.
package batch
