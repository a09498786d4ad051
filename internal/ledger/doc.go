// Package ledger is the one place where facts become final: an append-only
// chain of entries in an SQLite file, with the large things a run enters —
// sales lines, frozen supply lines, a person's fields — kept in tables beside
// the chain and bound to it by digests. It appends, finds, reads and verifies.
// It interprets no fact: a body is bytes to it, a kind is a word, and what an
// entry means is known only to the stages that wrote it. It is the only
// importer of the SQLite driver.
//
// The chain can be recomputed with nothing but SHA-256 and this paragraph.
// The canonical entry is the JSON object
//
//	{"at":…,"body":…,"kind":…,"licence":…,"person":…,"seq":…}
//
// without spaces, where at is RFC 3339 in +08:00, body is the column body as
// it stands and person is the column person: "" or the hexadecimal
// SHA-256(salt ‖ the person's JSON). The hash of an entry is
// SHA-256(hash of the entry before ‖ canonical entry), 32 zero bytes standing
// before the first. The table head keeps number and hash of the last entry, so
// that a cut tail shows.
package ledger
