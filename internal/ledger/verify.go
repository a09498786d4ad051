package ledger

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"time"
)

// Problem is one place where the ledger is not as it was written.
type Problem struct {
	Seq  int64  // the entry it concerns; 0 when it concerns none
	What string // what is wrong, in Chinese, without personal values
}

// most is how many problems are listed; a chain broken from its start would
// name every entry otherwise.
const most = 500

var errEnough = errors.New("enough")

// Verify recomputes everything that the ledger can prove: the pages of the
// file, the hash of every entry, the head note, the digest of each person's
// fields that was not erased, of each month of sales and of each frozen plan.
// It lists what differs, at most 500 places; none means that the ledger is as
// it was written. Fields that an entry of KindErase names are missing rightly.
// It cannot see an ending cut off together with the head note: for that,
// compare Head with one written down elsewhere.
func (l *Ledger) Verify(ctx context.Context) ([]Problem, error) {
	return l.verify(ctx, &verifier{})
}

// verify lets a verifier walk from where it stands to the end.
func (l *Ledger) verify(ctx context.Context, v *verifier) ([]Problem, error) {
	c, err := l.db.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("ledger: verify: %w", err)
	}
	defer c.Close()
	if _, err := c.ExecContext(ctx, "BEGIN DEFERRED"); err != nil {
		return nil, fmt.Errorf("ledger: verify: %w", err)
	}
	v.reads, v.ctx, v.erased, v.redacted = reads{c.QueryContext}, ctx, map[int64]int64{}, map[int64]string{}
	err = v.all()
	_, end := c.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
	if err = errors.Join(err, end); err != nil {
		return v.problems, fmt.Errorf("ledger: verify: %w", err)
	}
	return v.problems, nil
}

type verifier struct {
	reads
	ctx      context.Context
	erased   map[int64]int64  // entry → the entry that erased its person
	redacted map[int64]string // entry → the digest of what an erasure left of its person's fields
	problems []Problem

	seq int64 // the entry before, in the walk along the chain
	chaining
	sure bool // its hash is that of entry seq
	at   time.Time
}

func (v *verifier) all() error {
	for _, check := range []func() error{v.pages, v.erasures, v.chain, v.head, v.strays, v.sales, v.plans} {
		if err := check(); err == errEnough {
			v.problems = append(v.problems, Problem{0, fmt.Sprintf("问题超过 %d 处，其余不再列出", most)})
			return nil
		} else if err != nil {
			return err
		}
	}
	return nil
}

// found notes a problem.
func (v *verifier) found(seq int64, format string, args ...any) error {
	v.problems = append(v.problems, Problem{seq, fmt.Sprintf(format, args...)})
	if len(v.problems) >= most {
		return errEnough
	}
	return nil
}

// faults are what SQLite itself finds wrong with a file.
func faults(ctx context.Context, r reads) iter.Seq2[string, error] {
	read := func(rows *sql.Rows) (s string, err error) { return s, rows.Scan(&s) }
	return func(yield func(string, error) bool) {
		for s, err := range each(ctx, r, "pages", read, "PRAGMA integrity_check") {
			if (err != nil || s != "ok") && !yield(s, err) {
				return
			}
		}
	}
}

func (v *verifier) pages() error {
	for fault, err := range faults(v.ctx, v.reads) {
		if err != nil {
			return err
		}
		if err := v.found(0, "台账文件的存储结构损坏：%s", fault); err != nil {
			return err
		}
	}
	return nil
}

// erasures gathers what was erased rightly. A body that cannot be read excuses
// nothing, and the walk names it.
func (v *verifier) erasures() error {
	read := func(rows *sql.Rows) (r row, err error) { return r, rows.Scan(&r.seq, &r.body) }
	for r, err := range each(v.ctx, v.reads, "erasures", read, "SELECT seq, body FROM entry WHERE kind = ? ORDER BY seq", KindErase) {
		if err != nil {
			return err
		}
		var body erasure
		if json.Unmarshal(r.body, &body) != nil {
			continue
		}
		for _, seq := range body.Entries {
			v.erased[seq] = r.seq
		}
		for seq, digest := range body.Redacted {
			if seq < r.seq {
				v.redacted[seq] = digest
			}
		}
	}
	return nil
}

// link is an entry with its stored hash and its person.
type link struct {
	row
	hash         string
	salt, fields sql.NullString
}

// chain walks all entries; a changed one is named itself, and the walk goes on
// from the hash that is stored.
func (v *verifier) chain() error {
	v.sure = v.sure || v.seq == 0
	read := func(rows *sql.Rows) (k link, err error) {
		return k, rows.Scan(&k.seq, &k.at, &k.kind, &k.licence, &k.body, &k.person, &k.hash, &k.salt, &k.fields)
	}
	for k, err := range each(v.ctx, v.reads, "the chain", read, `SELECT e.seq, e.at, e.kind, e.licence, e.body, e.person, e.hash, p.salt, p.fields
		FROM entry e LEFT JOIN person p ON p.entry = e.seq ORDER BY e.seq`) {
		if err == nil {
			err = v.link(k)
		}
		if err == nil {
			err = v.person(k)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (v *verifier) link(k link) error {
	if k.seq != v.seq+1 {
		if err := v.found(v.seq+1, "第 %d 条至第 %d 条记录不见了", v.seq+1, k.seq-1); err != nil {
			return err
		}
		v.sure = false
	}
	stored, ok := parseHash(k.hash)
	same := ok && (!v.sure || v.following(k.row) == stored)
	v.seq, v.hash, v.sure = k.seq, stored, ok
	if !same || !json.Valid(k.body) {
		return v.found(k.seq, "第 %d 条记录（%s）的内容与它的校验值不符，被改动过", k.seq, k.kind)
	}
	at, err := instant(k.at)
	if err != nil || at.Before(v.at) {
		return v.found(k.seq, "第 %d 条记录的时间 %s 早于前一条或无法识别", k.seq, k.at)
	}
	v.at = at
	return nil
}

func (v *verifier) person(k link) error {
	by := v.erased[k.seq]
	switch {
	case k.person == "":
		return nil
	case !k.fields.Valid && by > k.seq:
		return nil
	case !k.fields.Valid:
		return v.found(k.seq, "第 %d 条记录的个人信息不见了，台账中没有对应的清除记录", k.seq)
	case by > k.seq:
		return v.found(k.seq, "第 %d 条记录的个人信息已由第 %d 条登记清除，却仍然存在", k.seq, by)
	}
	want := k.person
	if digest, redacted := v.redacted[k.seq]; redacted {
		want = digest
	}
	salt, err := hex.DecodeString(k.salt.String)
	if err != nil || sealed(salt, []byte(k.fields.String)) != want {
		return v.found(k.seq, "第 %d 条记录的个人信息与它的校验值不符，被改动过", k.seq)
	}
	return nil
}

// head compares the end of the walk with the head note.
func (v *verifier) head() error {
	seq, hash, err := v.Head(v.ctx)
	last := ""
	if v.seq > 0 {
		last = v.hash.String()
	}
	switch {
	case err != nil:
		return err
	case seq > v.seq:
		return v.found(v.seq+1, "末尾的第 %d 条至第 %d 条记录不见了", v.seq+1, seq)
	case seq < v.seq:
		return v.found(seq+1, "末尾多出第 %d 条至第 %d 条记录，不是本程序记入的", seq+1, v.seq)
	case hash != last:
		return v.found(seq, "末条记录与台账首部记下的校验值不符")
	}
	return nil
}

// strayed are the rows that belong to no entry.
var strayed = []struct{ what, q string }{
	{"个人信息", "SELECT DISTINCT entry FROM person WHERE entry NOT IN (SELECT seq FROM entry WHERE person <> '') ORDER BY entry"},
	{"销售数据", "SELECT DISTINCT entry FROM sales WHERE entry NOT IN (SELECT seq FROM entry WHERE kind = 'sales') ORDER BY entry"},
	{"供货明细", "SELECT DISTINCT entry FROM supply WHERE entry NOT IN (SELECT seq FROM entry WHERE kind = 'supply') ORDER BY entry"},
}

func (v *verifier) strays() error {
	read := func(rows *sql.Rows) (seq int64, err error) { return seq, rows.Scan(&seq) }
	for _, s := range strayed {
		for seq, err := range each(v.ctx, v.reads, "rows without an entry", read, s.q) {
			if err != nil {
				return err
			}
			if err := v.found(seq, "有一份%s挂在第 %d 条记录下，该记录并没有登记它", s.what, seq); err != nil {
				return err
			}
		}
	}
	return nil
}

// sold is an entry of KindSales and what its table holds for it; has is nil
// when the table holds nothing.
type sold struct {
	seq     int64
	licence string
	body    []byte
	has     []byte
	digest  sql.NullString
	lines   []byte
}

// sales compares each entry with its month, told as the entry's own body.
func (v *verifier) sales() error {
	read := func(rows *sql.Rows) (s sold, err error) {
		return s, rows.Scan(&s.seq, &s.licence, &s.body, &s.has, &s.digest, &s.lines)
	}
	for s, err := range each(v.ctx, v.reads, "sales", read, `SELECT e.seq, e.licence, e.body,
			CASE WHEN s.entry IS NULL THEN NULL
				ELSE json_object('licence', s.licence, 'month', s.month, 'receipt', s.source, 'version', s.version) END,
			s.digest, CAST(s.lines AS TEXT)
		FROM entry e LEFT JOIN sales s ON s.entry = e.seq WHERE e.kind = 'sales' ORDER BY e.seq`) {
		if err != nil {
			return err
		}
		if err := v.month(s); err != nil {
			return err
		}
	}
	return nil
}

func (v *verifier) month(s sold) error {
	var said, is struct {
		month
		Licence string `json:"licence"`
	}
	if s.has == nil {
		return v.found(s.seq, "第 %d 条记录登记的销售数据不见了", s.seq)
	}
	err := errors.Join(json.Unmarshal(s.body, &said.month), json.Unmarshal(s.has, &is))
	said.Licence = s.licence
	lines, unread := decode(s.lines, map[string]string{})
	is.Digest, is.Lines, is.File = digest(s.lines), len(lines), said.File
	if err != nil || unread != nil || is != said || s.digest.String != said.Digest {
		return v.found(s.seq, "第 %d 条记录登记的销售数据（%s，%s）与它的校验值不符，被改动过", s.seq, s.licence, said.Month)
	}
	return nil
}

// plans compares each entry of KindSupply with the lines frozen under it.
func (v *verifier) plans() error {
	read := func(rows *sql.Rows) (r row, err error) { return r, rows.Scan(&r.seq, &r.body) }
	for r, err := range each(v.ctx, v.reads, "plans", read, "SELECT seq, body FROM entry WHERE kind = ? ORDER BY seq", KindSupply) {
		if err != nil {
			return err
		}
		var said frozen
		unread := json.Unmarshal(r.body, &said)
		is, err := v.plan(r.seq)
		if err != nil {
			return err
		}
		if unread == nil && is.Digest == said.Digest && is.Lines == said.Lines {
			continue
		}
		if err := v.found(r.seq, "第 %d 条记录冻结的 %s 供货明细与它的校验值不符，被改动过", r.seq, said.Week); err != nil {
			return err
		}
	}
	return nil
}

// plan counts and digests the lines under an entry as their table holds them,
// each value spelled by SQLite, so that none is too wrong to be compared.
func (v *verifier) plan(seq int64) (f frozen, err error) {
	sum := sha256.New()
	read := func(rows *sql.Rows) (b []byte, err error) { return b, rows.Scan(&b) }
	for b, err := range each(v.ctx, v.reads, "a plan", read,
		"SELECT json_array(line, "+supplyColumns+") FROM supply WHERE entry = ? ORDER BY line", seq) {
		if err != nil {
			return f, err
		}
		f.Lines++
		prefix := fmt.Appendf(nil, "[%d,", f.Lines)
		if !bytes.HasPrefix(b, prefix) {
			return f, nil // a line number is missing: the digest stays empty
		}
		line, err := canonical(json.RawMessage(append([]byte{'['}, b[len(prefix):]...)))
		if err != nil {
			return f, err
		}
		sum.Write(append(line, '\n'))
	}
	f.Digest = hash(sum.Sum(nil)).String()
	return f, nil
}
