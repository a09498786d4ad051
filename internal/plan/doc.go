// Package plan turns the roll into next week's supply: who may be supplied,
// what each wants, and how a short pool is shared fairly. It is pure: the same
// facts give the same plan. It refuses to know a workbook, a clock or a ledger.
package plan
