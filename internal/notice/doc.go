// Package notice words what whoever runs the program is told: how far a run is,
// what an order will do or has done, what is wrong with ledger, 存档, backups and
// outbox, and what to do next. It decides nothing: batch knows that a thing is
// so, notice says it. What an error of the machine means is package fault.
package notice
