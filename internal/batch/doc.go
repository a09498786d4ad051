// Package batch puts the stages in their order, on one page: look at the drop
// folders, keep the originals, read, decode, judge, enter, plan, publish. One
// ledger transaction is the only commit point; what comes before it can be
// repeated, what comes after it can be rebuilt from it. It refuses to judge,
// to plan and to word anything: the stages do, and notice and overview say to the
// operator and the city what it finds.
package batch
