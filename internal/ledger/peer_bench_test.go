package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"path/filepath"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/peer"
)

// bare is an empty file with the tables, indexes and settings of a ledger,
// written by the same driver: what nothing chained, compared or proved costs.
func bare(b *testing.B) *sql.DB {
	path := filepath.Join(b.TempDir(), "bare.db")
	l := opened(b, path)
	if err := l.Close(); err != nil {
		b.Fatal(err)
	}
	db, err := sql.Open("sqlite", source(path, pragmas(false)))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	return db
}

// inTx runs statements in one transaction.
func inTx(b *testing.B, db *sql.DB, do func(put func(query string, args ...any))) {
	b.Helper()
	tx, err := db.BeginTx(context.Background(), nil)
	if err != nil {
		b.Fatal(err)
	}
	prepared := map[string]*sql.Stmt{}
	do(func(query string, args ...any) {
		put := prepared[query]
		if put == nil {
			if put, err = tx.Prepare(query); err != nil {
				b.Fatal(err)
			}
			prepared[query] = put
		}
		if _, err := put.Exec(args...); err != nil {
			b.Fatal(err)
		}
	})
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
}

const (
	putEntry  = "INSERT INTO entry (seq, at, kind, licence, body, person, hash) VALUES (?, ?, ?, ?, ?, ?, ?)"
	putPerson = "INSERT INTO person (entry, salt, fields) VALUES (?, ?, ?)"
	putMonth  = "INSERT INTO sales (licence, month, version, entry, source, digest, lines) VALUES (?, ?, ?, ?, ?, ?, ?)"
)

// BenchmarkSalesBesideSQLite stages a million lines in 36,000 months and brings
// them into force; the peer inserts the same months, and an entry for each, into
// the same tables, once and without a digest.
func BenchmarkSalesBesideSQLite(b *testing.B) {
	peer.Beside(b, "sqlite", func() {
		l := fresh(b)
		if err := l.Stage(b.Context(), "file", year(3000, 28)); err != nil {
			b.Fatal(err)
		}
		tx := begin(b, l, monday)
		if n, err := tx.SwapSales("file", "R1"); n != 36000 || err != nil {
			b.Fatal(n, err)
		}
		commit(b, tx)
	}, func() {
		inTx(b, bare(b), func(put func(string, ...any)) {
			seq := int64(0)
			for m := range year(3000, 28) {
				seq++
				put(putEntry, seq, "2026-11-30", KindSales, m.Licence, `{"lines":28}`, "", "")
				put(putMonth, m.Licence, m.Month.String(), 1, seq, "R1", "", string(encode(nil, m.Lines)))
			}
		})
	})
}

// theHundredThousand calls f for the entries of hundredThousand.
func theHundredThousand(f func(i int, licence string, body, person any)) {
	for i := range 100_000 {
		var person any
		if i%10 == 0 {
			person = map[string]string{"id": fmt.Sprint(i)}
		}
		f(i, fmt.Sprintf("1402%08d", i%3000), map[string]any{"row": i, "file": "R1", "state": "filed", "class": "low"}, person)
	}
}

// insertBare writes the hundred thousand without chaining them.
func insertBare(b *testing.B, db *sql.DB) {
	inTx(b, db, func(put func(string, ...any)) {
		theHundredThousand(func(i int, licence string, body, person any) {
			text, _ := json.Marshal(body)
			put(putEntry, i+1, "2026-11-30T08:30:00+08:00", "row", licence, string(text), "", "")
			if person != nil {
				fields, _ := json.Marshal(person)
				put(putPerson, i+1, "", string(fields))
			}
		})
	})
}

// BenchmarkAppendBesideSQLite appends a hundred thousand entries; the peer
// inserts the same texts into the same tables, without canonical bytes, salts or hashes.
func BenchmarkAppendBesideSQLite(b *testing.B) {
	peer.Beside(b, "sqlite", func() { hundredThousand(b) }, func() { insertBare(b, bare(b)) })
}

// BenchmarkVerifyBesideSQLite proves a hundred thousand entries; the peer lets
// SQLite check its pages and reads every entry.
func BenchmarkVerifyBesideSQLite(b *testing.B) {
	l, db := hundredThousand(b), bare(b)
	insertBare(b, db)
	peer.Beside(b, "sqlite", func() {
		if p, err := l.Verify(b.Context()); len(p) > 0 || err != nil {
			b.Fatal(p, err)
		}
	}, func() {
		var word string
		if err := db.QueryRow("PRAGMA integrity_check").Scan(&word); err != nil || word != "ok" {
			b.Fatal(word, err)
		}
		if n := readBare(b, db); n != 100_000 {
			b.Fatal(n)
		}
	})
}

func readBare(b *testing.B, db *sql.DB) (n int) {
	rows, err := db.Query("SELECT seq, at, kind, licence, body, person, hash FROM entry ORDER BY seq")
	if err != nil {
		b.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var e assist.Entry
		var at, person, hash string
		if err := rows.Scan(&e.Seq, &at, &e.Kind, &e.Licence, &e.Body, &person, &hash); err != nil {
			b.Fatal(err)
		}
		n++
	}
	if err := rows.Err(); err != nil {
		b.Fatal(err)
	}
	return n
}
