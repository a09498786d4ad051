package ledger

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"iter"

	"bangfu/internal/assist"
)

// frozen is the body of an entry of KindSupply.
type frozen struct {
	Digest string `json:"digest"`
	Lines  int    `json:"lines"`
	Week   string `json:"week"`
}

const supplyColumns = "week, unit, day, licence, grade, barcode, origin, base, asked, demand, extra, reason"

// PutPlan freezes a week's plan: its lines, in their order, and an entry of
// KindSupply with their digest, which is returned. ErrFrozen when the week has
// one already; a line of another week is an error.
func (t *Tx) PutPlan(week assist.Week, lines iter.Seq[assist.SupplyLine]) (digest string, err error) {
	digest, err = t.putPlan(week, lines)
	return digest, t.fail("freeze "+week.String(), err)
}

func (t *Tx) putPlan(week assist.Week, lines iter.Seq[assist.SupplyLine]) (string, error) {
	f := frozen{Week: week.String()}
	known, err := t.Frozen(t.ctx, week)
	if err != nil {
		return "", err
	}
	if known != "" {
		return "", ErrFrozen
	}
	if err := t.putLines(&f, lines); err != nil {
		return "", err
	}
	_, err = t.append(KindSupply, "", f, nil)
	return f.Digest, err
}

// putLines writes the lines of the entry that comes next and counts and
// digests them into f. The reference to the entry is checked at the commit.
func (t *Tx) putLines(f *frozen, lines iter.Seq[assist.SupplyLine]) error {
	put, err := t.prepare("INSERT INTO supply (entry, line, " + supplyColumns + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
	if err != nil {
		return err
	}
	defer put.Close()
	sum := sha256.New()
	for s := range lines {
		if s.Week.String() != f.Week {
			return fmt.Errorf("line %d is of week %s", f.Lines+1, s.Week)
		}
		f.Lines++
		values := supplyValues(s)
		b, err := compact(values)
		if err != nil {
			return err
		}
		sum.Write(append(b, '\n'))
		if _, err := put.ExecContext(t.ctx, append([]any{t.seq + 1, f.Lines}, values...)...); err != nil {
			return fmt.Errorf("line %d: %w", f.Lines, err)
		}
	}
	f.Digest = hash(sum.Sum(nil)).String()
	return nil
}

// supplyValues are a line's columns; as a JSON array, one a line, they are
// what the digest of a plan is taken of.
func supplyValues(s assist.SupplyLine) []any {
	return []any{s.Week.String(), s.Unit, s.Day.String(), s.Licence, s.Grade, s.Barcode, string(s.Origin),
		s.Base, s.Asked, s.Demand, s.Extra, s.Reason}
}

// PlanLines are the lines of a week's frozen plan, in the order they were put.
func (r reads) PlanLines(ctx context.Context, week assist.Week) iter.Seq2[assist.SupplyLine, error] {
	return each(ctx, r, "plan lines", readSupply, "SELECT "+supplyColumns+" FROM supply WHERE week = ? ORDER BY line", week.String())
}

// LinesOf are a customer's lines of all frozen plans, by week.
func (r reads) LinesOf(ctx context.Context, licence string) iter.Seq2[assist.SupplyLine, error] {
	return each(ctx, r, "plan lines of a customer", readSupply, "SELECT "+supplyColumns+" FROM supply WHERE licence = ? ORDER BY week, line", licence)
}

func readSupply(rows *sql.Rows) (s assist.SupplyLine, err error) {
	var week, day string
	err = rows.Scan(&week, &s.Unit, &day, &s.Licence, &s.Grade, &s.Barcode, &s.Origin,
		&s.Base, &s.Asked, &s.Demand, &s.Extra, &s.Reason)
	if err == nil {
		err = s.Week.UnmarshalText([]byte(week))
	}
	if err == nil {
		err = s.Day.UnmarshalText([]byte(day))
	}
	return s, err
}

// Frozen is the digest of a week's frozen plan; "" when it has none.
func (r reads) Frozen(ctx context.Context, week assist.Week) (digest string, err error) {
	_, err = r.one(ctx, []any{&digest}, frozenDigest, KindSupply, week.String())
	if err != nil {
		return "", fmt.Errorf("ledger: read plan of %s: %w", week, err)
	}
	return digest, nil
}

// frozenDigest reads a value of a body; PostgreSQL says body::jsonb ->> 'week'.
const frozenDigest = `SELECT json_extract(body, '$.digest') FROM entry
	WHERE kind = ? AND json_extract(body, '$.week') = ? ORDER BY seq LIMIT 1`

// Served names a customer's product in the sums of past plans.
type Served struct {
	Licence string
	Barcode string
}

// Share is what a customer asked and got of a product over some weeks, in
// cartons.
type Share struct {
	Extra  int // Σ 帮扶加量
	Demand int // Σ demand
}

// Served sums the frozen plans of the last weeks weeks that have one and lie
// before the week before.
func (r reads) Served(ctx context.Context, before assist.Week, weeks int) (map[Served]Share, error) {
	type sum struct {
		Served
		Share
	}
	read := func(rows *sql.Rows) (s sum, err error) {
		err = rows.Scan(&s.Licence, &s.Barcode, &s.Extra, &s.Demand)
		return s, err
	}
	all := map[Served]Share{}
	for s, err := range each(ctx, r, "past plans", read, `SELECT licence, barcode, sum(extra), sum(demand) FROM supply
		WHERE week IN (SELECT json_extract(body, '$.week') FROM entry WHERE kind = ? AND json_extract(body, '$.week') < ?
			ORDER BY json_extract(body, '$.week') DESC LIMIT ?)
		GROUP BY licence, barcode`, KindSupply, before.String(), weeks) {
		if err != nil {
			return nil, err
		}
		all[s.Served] = s.Share
	}
	return all, nil
}
