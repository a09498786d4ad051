// Package precheck does to one file what a run does to each: it reads and
// decodes it, counts its rows, keeps the findings that fit, and puts them onto
// the sender's own workbook. [Check] does all of it to a file by itself, with
// no ledger and no disk: that is `bangfu check`, and it also runs in a browser.
package precheck
