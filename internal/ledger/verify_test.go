package ledger

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
)

// full is a closed ledger of two runs that hold something of everything:
// entries 1 and 2 rows with a person (2 erased), 3 sales, 4 supply, 5 erase,
// 6 a row with a person, 7 sales, 8 a row.
func full(t testing.TB) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "ledger.db")
	l := opened(t, path)
	must(t, l.Stage(t.Context(), "f", sold1(12)))
	tx := begin(t, l, monday)
	everything(t, tx)
	commit(t, tx)
	must(t, l.Stage(t.Context(), "g", sold1(13)))
	tx = begin(t, l, monday.Add(time.Hour))
	appendTo(t, tx, "row", "140221000003", map[string]any{"n": 3}, map[string]string{"name": "王五"})
	_, err := tx.SwapSales("g", "R2")
	must(t, err)
	appendTo(t, tx, "row", "140221000004", map[string]any{"n": 4}, nil)
	commit(t, tx)
	clean(t, l)
	must(t, l.Close())
	return path
}

// bend changes a ledger behind its back.
func bend(t testing.TB, path string, q string, args ...any) {
	t.Helper()
	db, err := sql.Open("sqlite", source(path, nil))
	must(t, err)
	defer db.Close()
	if _, err = db.Exec(q, args...); err != nil {
		t.Fatalf("%s: %v", q, err)
	}
}

func problems(t testing.TB, path string) []Problem {
	t.Helper()
	l, err := Open(t.Context(), path, Options{ReadOnly: true})
	must(t, err)
	defer l.Close()
	p, err := l.Verify(t.Context())
	must(t, err)
	return p
}

// The chain must be what the package comment says it is: it is computed here
// a second time, from the table and that comment alone.
func TestChainByTheComment(t *testing.T) {
	path := full(t)
	db, err := sql.Open("sqlite", source(path, nil))
	must(t, err)
	defer db.Close()
	rows, err := db.Query("SELECT json_object('at', at, 'body', json(body), 'kind', kind, 'licence', licence, 'person', person, 'seq', seq), hash FROM entry ORDER BY seq")
	must(t, err)
	prev, n := make([]byte, 32), 0
	for rows.Next() {
		var canonical, stored string
		must(t, rows.Scan(&canonical, &stored))
		sum := sha256.Sum256(append(slices.Clone(prev), canonical...))
		prev = sum[:]
		if n++; hex.EncodeToString(prev) != stored {
			t.Errorf("entry %d: %s has hash %x, stored is %s", n, canonical, prev, stored)
		}
	}
	must(t, rows.Close())
	l := opened(t, path)
	if seq, head, err := l.Head(t.Context()); seq != 8 || n != 8 || head != hex.EncodeToString(prev) || err != nil {
		t.Error(seq, head, err)
	}
}

func TestVerifyNames(t *testing.T) {
	for name, c := range map[string]struct {
		q    string
		want []Problem
	}{
		"body":            {"UPDATE entry SET body = '{\"n\":9}' WHERE seq = 6", []Problem{{6, "第 6 条记录（row）的内容与它的校验值不符，被改动过"}}},
		"licence":         {"UPDATE entry SET licence = '140221000009' WHERE seq = 1", []Problem{{1, "第 1 条记录（row）的内容与它的校验值不符，被改动过"}}},
		"time":            {"UPDATE entry SET at = '2026-11-30T08:30:01+08:00' WHERE seq = 8", []Problem{{8, "第 8 条记录（row）的内容与它的校验值不符，被改动过"}}},
		"person":          {"UPDATE person SET fields = '{\"name\":\"王六\"}' WHERE entry = 6", []Problem{{6, "第 6 条记录的个人信息与它的校验值不符，被改动过"}}},
		"salt":            {"UPDATE person SET salt = '00' WHERE entry = 1", []Problem{{1, "第 1 条记录的个人信息与它的校验值不符，被改动过"}}},
		"person gone":     {"DELETE FROM person WHERE entry = 6", []Problem{{6, "第 6 条记录的个人信息不见了，台账中没有对应的清除记录"}}},
		"person back":     {"INSERT INTO person VALUES (2, '00', '{}')", []Problem{{2, "第 2 条记录的个人信息已由第 5 条登记清除，却仍然存在"}}},
		"person added":    {"INSERT INTO person VALUES (8, '00', '{}')", []Problem{{8, "有一份个人信息挂在第 8 条记录下，该记录并没有登记它"}}},
		"sales line":      {"UPDATE sales SET lines = replace(lines, ',12,', ',21,') WHERE version = 1", []Problem{{3, "第 3 条记录登记的销售数据（140221000001，2026-11）与它的校验值不符，被改动过"}}},
		"sales customer":  {"UPDATE sales SET licence = '140221000009' WHERE version = 2", []Problem{{7, "第 7 条记录登记的销售数据（140221000001，2026-11）与它的校验值不符，被改动过"}}},
		"sales receipt":   {"UPDATE sales SET source = 'R9' WHERE version = 2", []Problem{{7, "第 7 条记录登记的销售数据（140221000001，2026-11）与它的校验值不符，被改动过"}}},
		"sales gone":      {"DELETE FROM sales WHERE version = 1", []Problem{{3, "第 3 条记录登记的销售数据不见了"}}},
		"sales added":     {"INSERT INTO sales VALUES ('1', '2026-11', 1, 8, 'R', '', '[]')", []Problem{{8, "有一份销售数据挂在第 8 条记录下，该记录并没有登记它"}}},
		"plan number":     {"UPDATE supply SET extra = extra + 1 WHERE line = 2", []Problem{{4, "第 4 条记录冻结的 2026-W45 供货明细与它的校验值不符，被改动过"}}},
		"plan word":       {"UPDATE supply SET base = 'x' WHERE line = 2", []Problem{{4, "第 4 条记录冻结的 2026-W45 供货明细与它的校验值不符，被改动过"}}},
		"plan line gone":  {"DELETE FROM supply WHERE line = 1", []Problem{{4, "第 4 条记录冻结的 2026-W45 供货明细与它的校验值不符，被改动过"}}},
		"plan moved":      {"UPDATE supply SET entry = 8", []Problem{{8, "有一份供货明细挂在第 8 条记录下，该记录并没有登记它"}, {4, "第 4 条记录冻结的 2026-W45 供货明细与它的校验值不符，被改动过"}}},
		"plan renumbered": {"UPDATE supply SET line = line + 1 WHERE line = 2", []Problem{{4, "第 4 条记录冻结的 2026-W45 供货明细与它的校验值不符，被改动过"}}},
		"entry gone":      {"DELETE FROM entry WHERE seq = 1", []Problem{{1, "第 1 条至第 1 条记录不见了"}, {1, "有一份个人信息挂在第 1 条记录下，该记录并没有登记它"}}},
		"entry swapped": {"UPDATE entry SET seq = -1 WHERE seq = 1; UPDATE entry SET seq = 1 WHERE seq = 8; UPDATE entry SET seq = 8 WHERE seq = -1", []Problem{
			{1, "第 1 条记录（row）的内容与它的校验值不符，被改动过"},
			{2, "第 2 条记录（row）的内容与它的校验值不符，被改动过"},
			{8, "第 8 条记录（row）的内容与它的校验值不符，被改动过"},
			{8, "第 8 条记录的个人信息不见了，台账中没有对应的清除记录"},
			{8, "末条记录与台账首部记下的校验值不符"},
			{1, "有一份个人信息挂在第 1 条记录下，该记录并没有登记它"}}},
		"tail cut":    {"DELETE FROM entry WHERE seq >= 7", []Problem{{7, "末尾的第 7 条至第 8 条记录不见了"}, {7, "有一份销售数据挂在第 7 条记录下，该记录并没有登记它"}}},
		"tail grown":  {"INSERT INTO entry SELECT 9, at, kind, licence, body, person, hash FROM entry WHERE seq = 8", []Problem{{9, "第 9 条记录（row）的内容与它的校验值不符，被改动过"}, {9, "末尾多出第 9 条至第 9 条记录，不是本程序记入的"}}},
		"head":        {"UPDATE head SET hash = upper(hash)", []Problem{{8, "末条记录与台账首部记下的校验值不符"}}},
		"head gone":   {"DELETE FROM head", []Problem{{1, "末尾多出第 1 条至第 8 条记录，不是本程序记入的"}}},
		"stored hash": {"UPDATE entry SET hash = 'x' WHERE seq = 6", []Problem{{6, "第 6 条记录（row）的内容与它的校验值不符，被改动过"}}},
	} {
		t.Run(name, func(t *testing.T) {
			path := full(t)
			bend(t, path, c.q)
			if got := problems(t, path); !slices.Equal(got, c.want) {
				t.Errorf("got  %v\nwant %v", got, c.want)
			}
		})
	}
}

// Every single character of every chained column must be guarded: by Verify,
// or by SQLite, which refuses the change.
func TestVerifySeesEveryCharacter(t *testing.T) {
	l := opened(t, full(t))
	c, err := l.db.Conn(t.Context())
	must(t, err)
	defer c.Close()
	seen, refused := 0, 0
	for _, table := range []string{"entry", "head", "person", "sales", "supply"} {
		for _, q := range changes(t, l, table) {
			must(t, raw(c, "PRAGMA foreign_keys = 0", "PRAGMA ignore_check_constraints = 1", "BEGIN"))
			if raw(c, q) != nil {
				refused++
			} else {
				seen++
				v := verifier{reads: reads{c.QueryContext}, ctx: t.Context(), erased: map[int64]int64{}}
				if err := v.all(); err != nil || len(v.problems) == 0 {
					t.Errorf("%s: unseen (%v)", q, err)
				}
			}
			must(t, raw(c, "ROLLBACK"))
		}
	}
	clean(t, l)
	if seen < 1500 || refused > 20 {
		t.Errorf("%d changes were tried, %d refused", seen, refused)
	}
}

func raw(c *sql.Conn, qs ...string) error {
	for _, q := range qs {
		if _, err := c.ExecContext(context.Background(), q); err != nil {
			return err
		}
	}
	return nil
}

// changes are statements each of which makes one character of a table another.
func changes(t *testing.T, l *Ledger, table string) []string {
	t.Helper()
	text := func(r *sql.Rows) (s string, err error) { return s, r.Scan(&s) }
	type cell struct {
		row   int
		value string
	}
	var qs []string
	for _, column := range all(t, each(t.Context(), l.reads, "columns", text, "SELECT name FROM pragma_table_info('"+table+"')")) {
		for _, at := range all(t, each(t.Context(), l.reads, "cells", func(r *sql.Rows) (c cell, err error) { return c, r.Scan(&c.row, &c.value) },
			fmt.Sprintf("SELECT rowid, %s FROM %s", column, table))) {
			for i, r := range at.value {
				other := r + 1
				if r == '9' {
					other = '0'
				}
				value := at.value[:i] + string(other) + at.value[i+len(string(r)):]
				qs = append(qs, fmt.Sprintf("UPDATE %s SET %s = '%s' WHERE rowid = %d", table, column, strings.ReplaceAll(value, "'", "''"), at.row))
			}
		}
	}
	return qs
}

// A chain that hangs together may still tell of a time that ran backwards, or
// in a body that is none.
func TestVerifyForged(t *testing.T) {
	for want, r := range map[string]row{
		"第 9 条记录的时间 2026-11-30T07:30:00+08:00 早于前一条或无法识别": {at: stamped(monday.Add(-time.Hour)), body: []byte("1")},
		"第 9 条记录的时间 today 早于前一条或无法识别":                     {at: "today", body: []byte("1")},
		"第 9 条记录（row）的内容与它的校验值不符，被改动过":                    {at: stamped(monday.Add(time.Hour)), body: []byte(`1,"kind":"x"`)},
	} {
		path := full(t)
		l := opened(t, path)
		_, head, err := l.Head(t.Context())
		must(t, err)
		must(t, l.Close())
		prev, _ := parseHash(head)
		r.seq, r.kind = 9, "row"
		h := (&chaining{hash: prev}).following(r).String()
		bend(t, path, "INSERT INTO entry VALUES (?, ?, ?, '', ?, '', ?)", r.seq, r.at, r.kind, string(r.body), h)
		bend(t, path, "UPDATE head SET seq = 9, hash = ?", h)
		if got, want := problems(t, path), []Problem{{9, want}}; !slices.Equal(got, want) {
			t.Errorf("got  %v\nwant %v", got, want)
		}
	}
}

// A customer's licence stands in a table and in an index of it: wherever a byte
// of the file changes, it is seen.
func TestVerifyPages(t *testing.T) {
	path := full(t)
	file, err := os.ReadFile(path)
	must(t, err)
	licence, index := []byte("140221000004"), false
	n := bytes.Count(file, licence)
	for at := -1; ; {
		next := bytes.Index(file[at+1:], licence)
		if next < 0 {
			break
		}
		at += 1 + next
		file[at]++
		must(t, os.WriteFile(path, file, 0o600))
		p := problems(t, path)
		if len(p) == 0 {
			t.Errorf("byte %d: unseen", at)
		}
		index = index || len(p) > 0 && strings.HasPrefix(p[0].What, "台账文件的存储结构损坏：")
		file[at]--
	}
	if n < 2 || !index {
		t.Errorf("%d places, one in an index: %v", n, index)
	}
}

func TestVerifyStopsListing(t *testing.T) {
	l := fresh(t)
	tx := begin(t, l, monday)
	for i := range 600 {
		appendTo(t, tx, "row", "", i, nil)
	}
	commit(t, tx)
	_, err := l.db.Exec("UPDATE entry SET body = '-1'")
	must(t, err)
	p, err := l.Verify(t.Context())
	if err != nil || len(p) != 501 || p[500] != (Problem{0, "问题超过 500 处，其余不再列出"}) {
		t.Errorf("%d problems, %v", len(p), err)
	}
}

func TestErase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l := opened(t, path)
	tx := begin(t, l, monday)
	for i := range 200 { // enough to fill pages, so that free ones arise
		appendTo(t, tx, "row", "140221000001", i, map[string]string{"name": "张三丰" + strings.Repeat("x", 100)})
		appendTo(t, tx, "row", "140221000002", i, map[string]string{"name": "李四光"})
	}
	commit(t, tx)
	if !held(t, path, "张三丰") {
		t.Fatal("the name cannot be found even before")
	}
	var seqs []int64
	for e := range l.EntriesOf(t.Context(), "140221000001") {
		seqs = append(seqs, e.Seq)
	}
	tx = begin(t, l, monday.Add(time.Hour))
	e, err := tx.Erase("140221000001", append(seqs[:2:2], 2, 9999), map[string]string{"why": "retired"})
	must(t, err)
	if got, want := show([]assist.Entry{e}), "401 2026-11-30 09:30:00 erase 140221000001 {\"entries\":[1,3,2],\"note\":{\"why\":\"retired\"}}  false\n"; got != want {
		t.Errorf("got  %swant %s", got, want)
	}
	_, err = tx.Erase("140221000001", seqs, nil)
	must(t, err)
	commit(t, tx)
	clean(t, l)
	if held(t, path, "张三丰") {
		t.Error("the name still stands in a file")
	}
	if !held(t, path, "李四光") {
		t.Error("another name is gone too")
	}
	er := all(t, l.Erasures(t.Context()))
	if len(er) != 201 || er[2] != (Erasure{2, "140221000001", 401, monday.Add(time.Hour)}) || er[3] != (Erasure{5, "140221000001", 402, monday.Add(time.Hour)}) {
		t.Errorf("%d erasures: %v", len(er), er[:4])
	}
	n := 0
	for _, e := range all(t, l.Entries(t.Context(), 400)) {
		if e.Erased != (e.Person == nil) || e.Erased != (e.Licence == "140221000001" || e.Seq == 2) {
			t.Fatalf("entry %d: erased %v", e.Seq, e.Erased)
		}
		if e.Erased {
			n++
		}
	}
	if n != 201 {
		t.Errorf("%d entries erased, want 201", n)
	}
}

// A process that dies between the erasure and its last step leaves that step
// to the next.
func TestEraseFinishedByOpen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l := opened(t, path)
	tx := begin(t, l, monday)
	appendTo(t, tx, "row", "1", 1, map[string]string{"name": "张三丰"})
	commit(t, tx)
	reader, err := l.db.Query("SELECT 1 FROM entry") // a reader keeps the old state alive
	must(t, err)
	if !reader.Next() {
		t.Fatal("no row")
	}
	tx = begin(t, l, monday)
	_, err = tx.Erase("1", []int64{1}, nil)
	must(t, err)
	tx.erased = false // as if the process had died here
	commit(t, tx)
	if !held(t, path, "张三丰") {
		t.Fatal("nothing is left to do")
	}
	must(t, reader.Close())
	must(t, l.Close())
	l = opened(t, path)
	if held(t, path, "张三丰") {
		t.Error("the name still stands in a file")
	}
	if s, err := l.Note(t.Context(), scrubDue); s != "" || err != nil {
		t.Error(s, err)
	}
	clean(t, l)
}

func TestNumbersStayText(t *testing.T) {
	b, err := canonical(json.RawMessage(`{"b":[1e3,1.0,0.10],"a":"\u003c\u4e00"}`))
	if want := `{"a":"<一","b":[1e3,1.0,0.10]}`; string(b) != want || err != nil {
		t.Errorf("%s, want %s (%v)", b, want, err)
	}
}

// TestRedact takes words about one person out of another's fields: the chain
// proves what is left, and nothing else.
func TestRedact(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l := opened(t, path)
	tx := begin(t, l, monday)
	appendTo(t, tx, "row", "2", 1, map[string]string{"name": "李四光", "remark": "与张三丰为邻"})
	_, err := tx.PutSighting(Sighting{Unit: "平城区", Name: "张三丰.xlsx", Changed: monday, State: "已收"}, asItIs)
	must(t, err)
	commit(t, tx)
	tx = begin(t, l, monday.Add(time.Hour))
	must(t, tx.Redact(1, json.RawMessage(`{"name":"李四光","remark":"与为邻"}`)))
	n, err := tx.CutSightings(func(s string) string { return strings.ReplaceAll(s, "张三丰", "") })
	must(t, err)
	_, err = tx.Erase("1", nil, nil)
	must(t, err)
	commit(t, tx)
	clean(t, l)
	if held(t, path, "张三丰") || !held(t, path, "李四光") || n != 1 {
		t.Errorf("the name still stands in a file, or the other is gone; %d sightings cut", n)
	}
	if s := all(t, l.Sightings(t.Context(), "")); len(s) != 1 || s[0].Name != ".xlsx" || s[0].State != "已收" {
		t.Errorf("%+v", s)
	}
	if _, err := l.db.Exec(`UPDATE person SET fields = '{"name":"李四光","remark":"欠款"}' WHERE entry = 1`); err != nil {
		t.Fatal(err)
	}
	if p, err := l.Verify(t.Context()); err != nil || len(p) != 1 || p[0].Seq != 1 {
		t.Errorf("after somebody wrote other words: %v %v", p, err)
	}
	tx = begin(t, l, monday.Add(2*time.Hour))
	if err := tx.Redact(2, json.RawMessage(`{}`)); err == nil {
		t.Error("an entry without fields was given some")
	}
	tx.Rollback()
}
