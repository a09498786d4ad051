// Package overview tells what a ledger says to whoever asks, with no workspace
// around it: everything about one licence, how things stand at an instant, and
// what the city must mend. It reads no drop folder and no parameter file.
package overview
