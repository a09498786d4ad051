package ledger

import (
	"context"
	"database/sql"
	"fmt"
)

// application marks a file as one of ours in SQLite's application_id: "bang".
const application = 0x62616e67

// migrations bring a ledger from one schema version to the next; the version a
// ledger stands at is the count of those it has had. A step once released is
// never altered: a new need is a new step.
var migrations = []string{schema1, schema2, schema3}

// schema1 is the first schema. Tables that are not chained by a digest
// (sighting, note, staged) hold nothing that could not be found again.
const schema1 = `
CREATE TABLE entry (
	seq     INTEGER PRIMARY KEY,
	at      TEXT NOT NULL,
	kind    TEXT NOT NULL,
	licence TEXT NOT NULL,
	body    TEXT NOT NULL,
	person  TEXT NOT NULL,
	hash    TEXT NOT NULL
);
CREATE INDEX entry_kind ON entry (kind, seq);
CREATE INDEX entry_licence ON entry (licence, seq);

CREATE TABLE head (
	id   INTEGER PRIMARY KEY CHECK (id = 1),
	seq  INTEGER NOT NULL,
	hash TEXT NOT NULL
);
INSERT INTO head (id, seq, hash) VALUES (1, 0, '');

CREATE TABLE person (
	entry  INTEGER PRIMARY KEY REFERENCES entry (seq),
	salt   TEXT NOT NULL,
	fields TEXT NOT NULL
);

CREATE TABLE staged (
	file    TEXT NOT NULL,
	licence TEXT NOT NULL,
	month   TEXT NOT NULL,
	digest  TEXT NOT NULL,
	count   INTEGER NOT NULL,
	lines   TEXT NOT NULL,
	UNIQUE (file, licence, month)
);

CREATE TABLE sales (
	licence TEXT NOT NULL,
	month   TEXT NOT NULL,
	version INTEGER NOT NULL,
	entry   INTEGER NOT NULL UNIQUE REFERENCES entry (seq),
	source  TEXT NOT NULL,
	digest  TEXT NOT NULL,
	lines   TEXT NOT NULL,
	UNIQUE (licence, month, version)
);

CREATE TABLE supply (
	entry   INTEGER NOT NULL REFERENCES entry (seq) DEFERRABLE INITIALLY DEFERRED,
	line    INTEGER NOT NULL,
	week    TEXT NOT NULL,
	unit    TEXT NOT NULL,
	day     TEXT NOT NULL,
	licence TEXT NOT NULL,
	grade   INTEGER NOT NULL,
	barcode TEXT NOT NULL,
	origin  TEXT NOT NULL,
	base    INTEGER NOT NULL,
	asked   INTEGER NOT NULL,
	demand  INTEGER NOT NULL,
	extra   INTEGER NOT NULL,
	reason  TEXT NOT NULL,
	UNIQUE (week, line)
);

CREATE TABLE sighting (
	unit    TEXT NOT NULL,
	name    TEXT NOT NULL,
	first   TEXT NOT NULL,
	changed TEXT NOT NULL,
	size    INTEGER NOT NULL,
	state   TEXT NOT NULL,
	receipt TEXT NOT NULL,
	reason  TEXT NOT NULL,
	next    TEXT NOT NULL,
	PRIMARY KEY (unit, name)
);

CREATE TABLE note (
	name TEXT PRIMARY KEY,
	text TEXT NOT NULL
);
`

// version is the schema version of a database, 0 of an empty one. It refuses
// a database that is another program's and one that is newer than steps.
func version(ctx context.Context, c *sql.Conn, steps int) (int, error) {
	var has, app, tables int
	err := c.QueryRowContext(ctx, "PRAGMA user_version").Scan(&has)
	if err == nil {
		err = c.QueryRowContext(ctx, "PRAGMA application_id").Scan(&app)
	}
	if err == nil {
		err = c.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_master").Scan(&tables)
	}
	switch {
	case err != nil:
		return 0, err
	case app != application && (app != 0 || has != 0 || tables != 0):
		return 0, ErrForeign
	case has > steps:
		return 0, fmt.Errorf("%w: it has schema version %d, this program knows %d", ErrNewer, has, steps)
	}
	return has, nil
}

// migrate brings the database forward through steps in one transaction.
func migrate(ctx context.Context, c *sql.Conn, steps []string) error {
	has, err := version(ctx, c, len(steps))
	if err != nil || has == len(steps) {
		return err
	}
	tx, err := c.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for i := has; i < len(steps); i++ {
		if _, err := tx.ExecContext(ctx, steps[i]); err != nil {
			return fmt.Errorf("to schema version %d: %w", i+1, err)
		}
	}
	stamp := fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", application, len(steps))
	if _, err := tx.ExecContext(ctx, stamp); err != nil {
		return err
	}
	return tx.Commit()
}

// schema3 changes no table. From it on the rows of a sheet may be told by those of
// an earlier entry, and a backup may be an increment: a program that knows neither
// would lose them in silence, so that it refuses the ledger as one of a newer.
const schema3 = "PRAGMA user_version = 3"
