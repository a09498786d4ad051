package ledger

import (
	"errors"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Full reports whether the disk of the ledger is full.
func Full(err error) bool { return says(err, sqlite3.SQLITE_FULL) }

// Denied reports whether the account may not write the ledger.
func Denied(err error) bool {
	return says(err, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN)
}

// Occupied reports whether another program holds the ledger.
func Occupied(err error) bool { return says(err, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) }

// Damaged reports whether the ledger's file is no longer one.
func Damaged(err error) bool { return says(err, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) }

// says reports whether the driver answered with one of some codes.
func says(err error, codes ...int) bool {
	var answer *sqlite.Error
	if !errors.As(err, &answer) {
		return false
	}
	for _, code := range codes {
		if answer.Code()&0xFF == code { // above stands the extended code
			return true
		}
	}
	return false
}
