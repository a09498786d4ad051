package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"bangfu/internal/assist"
)

// ClearStaging drops everything staged.
func (l *Ledger) ClearStaging(ctx context.Context) error {
	if _, err := l.db.ExecContext(ctx, "DELETE FROM staged"); err != nil {
		return fmt.Errorf("ledger: clear staging: %w", err)
	}
	return nil
}

// Stage keeps the months of a sales file, known by the SHA-256 of its bytes,
// until SwapSales. It replaces what was staged of the same file, so it may be
// repeated; on an error, one of months included, nothing is staged. A customer's
// month comes whole, and once. Not while a Tx is open: both write.
func (l *Ledger) Stage(ctx context.Context, sha string, months iter.Seq2[assist.SalesMonth, error]) error {
	tx, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("ledger: stage %s: %w", sha, err)
	}
	if err := stage(ctx, tx, sha, months); err != nil {
		return errors.Join(fmt.Errorf("ledger: stage %s: %w", sha, err), tx.Rollback())
	}
	if err := tx.Commit(); err != nil {
		return errors.Join(fmt.Errorf("ledger: stage %s: %w", sha, err), tx.Rollback())
	}
	return nil
}

func stage(ctx context.Context, tx *sql.Tx, sha string, months iter.Seq2[assist.SalesMonth, error]) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM staged WHERE file = ?", sha); err != nil {
		return err
	}
	put, err := tx.PrepareContext(ctx, "INSERT INTO staged (file, licence, month, digest, count, lines) VALUES (?, ?, ?, ?, ?, ?)")
	if err != nil {
		return err
	}
	defer put.Close()
	var b []byte
	for m, err := range months {
		if err != nil {
			return err
		}
		b = encode(b[:0], sorted(m.Lines))
		if _, err := put.ExecContext(ctx, sha, m.Licence, m.Month.String(), digest(b), len(m.Lines), string(b)); err != nil {
			return fmt.Errorf("customer %s, month %s: %w", m.Licence, m.Month, err)
		}
	}
	return nil
}

// Unstage drops what is staged of some customers of a file, so that SwapSales
// leaves what is in force of them as it is.
func (t *Tx) Unstage(sha string, licences []string) error {
	drop, err := t.prepare("DELETE FROM staged WHERE file = ? AND licence = ?")
	if err != nil {
		return t.fail("unstage sales", err)
	}
	defer drop.Close()
	for _, licence := range licences {
		if _, err := drop.ExecContext(t.ctx, sha, licence); err != nil {
			return t.fail("unstage sales", err)
		}
	}
	return nil
}

// Stage is Ledger.Stage inside the transaction.
func (t *Tx) Stage(sha string, months iter.Seq2[assist.SalesMonth, error]) error {
	if err := t.queue.drain(t.ctx); err != nil {
		return t.fail("stage sales", err)
	}
	return t.fail("stage sales", stage(t.ctx, t.tx, sha, months))
}

// month is what an entry of KindSales says: its body, and the licence beside.
type month struct {
	Digest  string `json:"digest"`
	File    string `json:"file"`
	Lines   int    `json:"lines"`
	Month   string `json:"month"`
	Source  string `json:"receipt"`
	Version int    `json:"version"`

	licence string
}

// SwapSales brings the staged months of a file into force: each whose lines
// differ from those in force gets a new version and an entry of KindSales with
// its digest and the receipt number; equal ones change nothing. It returns how
// many changed, and leaves nothing of the file staged.
func (t *Tx) SwapSales(sha, receipt string) (changed int, err error) {
	changed, err = t.swap(sha, receipt)
	return changed, t.fail("swap sales", err)
}

func (t *Tx) swap(sha, receipt string) (int, error) {
	news, err := t.news(sha, receipt)
	if err != nil {
		return 0, err
	}
	before := t.seq
	for _, m := range news {
		if _, err := t.append(KindSales, m.licence, m, nil); err != nil {
			return 0, err
		}
	}
	if err := t.move(sha, receipt, before, len(news)); err != nil {
		return 0, err
	}
	_, err = t.exec("DELETE FROM staged WHERE file = ?", sha)
	return len(news), err
}

// move brings the new months of a file into force at once; their entries are those
// that follow an entry, in the order of news.
func (t *Tx) move(sha, receipt string, before int64, months int) error {
	done, err := t.exec(`INSERT INTO sales (licence, month, version, entry, source, digest, lines)
		SELECT s.licence, s.month, k.version, ? + k.i, ?, s.digest, s.lines
		FROM (SELECT n.rowid AS id, coalesce(o.version, 0) + 1 AS version, row_number() OVER (ORDER BY n.licence, n.month) AS i `+changedMonths+`) k
		JOIN staged s ON s.rowid = k.id`, before, receipt, sha)
	if err != nil {
		return err
	}
	moved, err := done.RowsAffected()
	if err == nil && moved != int64(months) {
		err = fmt.Errorf("%d months brought into force, %d entered", moved, months)
	}
	return err
}

// changedMonths are the staged months of a file whose lines differ from those in force.
const changedMonths = `FROM staged n LEFT JOIN sales o ON o.licence = n.licence AND o.month = n.month
		AND o.version = (SELECT max(v.version) FROM sales v WHERE v.licence = n.licence AND v.month = n.month)
	WHERE n.file = ? AND (o.digest IS NULL OR o.digest <> n.digest) ORDER BY n.licence, n.month`

// news are the staged months whose lines differ from those in force.
func (t *Tx) news(sha, receipt string) ([]month, error) {
	read := func(rows *sql.Rows) (month, error) {
		m := month{File: sha, Source: receipt}
		err := rows.Scan(&m.licence, &m.Month, &m.Digest, &m.Lines, &m.Version)
		return m, err
	}
	var all []month
	for m, err := range each(t.ctx, t.reads, "staged sales", read, "SELECT n.licence, n.month, n.digest, n.count, coalesce(o.version, 0) + 1 "+changedMonths, sha) {
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, nil
}

// Displaced is a customer's month in force that a staged file says otherwise.
type Displaced struct {
	Licence string
	Month   string        // 2026-06
	Source  string        // receipt of the file in force
	Was, Is []assist.Sale // in force, and staged: by day, then barcode
}

// Displaces yields the months in force that the staged ones of a file would replace by
// others, by licence and month.
func (t *Tx) Displaces(sha string) iter.Seq2[Displaced, error] {
	barcodes := map[string]string{}
	read := func(rows *sql.Rows) (d Displaced, err error) {
		var before, now sql.RawBytes
		if err = rows.Scan(&d.Licence, &d.Month, &d.Source, &before, &now); err != nil {
			return d, err
		}
		if d.Was, err = decode(before, barcodes); err == nil {
			d.Is, err = decode(now, barcodes)
		}
		return d, err
	}
	return func(yield func(Displaced, error) bool) {
		for d, err := range each(t.ctx, t.reads, "staged sales", read, `SELECT n.licence, n.month, o.source, o.lines, n.lines
			FROM staged n JOIN sales o ON o.licence = n.licence AND o.month = n.month
				AND o.version = (SELECT max(v.version) FROM sales v WHERE v.licence = n.licence AND v.month = n.month)
			WHERE n.file = ? AND o.digest <> n.digest ORDER BY n.licence, n.month`, sha) {
			if err != nil {
				err = t.fail("compare sales", err)
			}
			if !yield(d, err) || err != nil {
				return
			}
		}
	}
}

// inForce selects the version of each month that the entries up to the first
// argument brought.
const inForce = `SELECT s.licence, s.month, s.source, s.lines FROM sales s
	WHERE s.version = (SELECT max(v.version) FROM sales v WHERE v.licence = s.licence AND v.month = s.month AND v.entry <= ?)
		AND s.month >= ? AND s.month <= ?`

// Sales are the months of sales from from to to, both included, as they were
// in force after the entry upto (0: after the last), by licence and month: of
// the given licences, or of all when licences is nil. A zero from or to leaves
// that side open.
func (r reads) Sales(ctx context.Context, upto int64, from, to assist.Month, licences map[string]bool) iter.Seq2[assist.SalesMonth, error] {
	args := []any{upto, from.String(), "9999-12"}
	if upto == 0 {
		args[0] = int64(1) << 62
	}
	if from == 0 {
		args[1] = ""
	}
	if to != 0 {
		args[2] = to.String()
	}
	if licences == nil {
		return each(ctx, r, "sales", monthsRead(), inForce+" ORDER BY s.licence, s.month", args...)
	}
	return func(yield func(assist.SalesMonth, error) bool) {
		read := monthsRead()
		for some := range slices.Chunk(named(licences), 500) {
			args := slices.Clone(args)
			for _, licence := range some {
				args = append(args, licence)
			}
			q := inForce + " AND s.licence IN (?" + strings.Repeat(", ?", len(some)-1) + ") ORDER BY s.licence, s.month"
			for m, err := range each(ctx, r, "sales", read, q, args...) {
				if !yield(m, err) || err != nil {
					return
				}
			}
		}
	}
}

func named(licences map[string]bool) []string {
	all := slices.Sorted(maps.Keys(licences))
	return slices.DeleteFunc(all, func(licence string) bool { return !licences[licence] })
}

// monthsRead reads rows of sales; the barcodes they share are kept once.
func monthsRead() func(*sql.Rows) (assist.SalesMonth, error) {
	barcodes := map[string]string{}
	return func(rows *sql.Rows) (m assist.SalesMonth, err error) {
		var name string
		var lines sql.RawBytes
		if err = rows.Scan(&m.Licence, &name, &m.Source, &lines); err != nil {
			return m, err
		}
		m.Month, _ = assist.ParseMonth(name)
		if m.Lines, err = decode(lines, barcodes); err != nil {
			err = fmt.Errorf("customer %s, month %s: %w", m.Licence, name, err)
		}
		return m, err
	}
}
