// Package journal keeps, outside the ledger, what somebody needs who has lost
// it: the head (首部), which tells where the ledger ended, and a record (记录) of
// every commit, which tells what originals came in by it and when. It refuses
// to judge, and to hold what a row says of a person; a file's own name stands
// in a record as it stands in 来源.
package journal
