package batch

import (
	"database/sql"
	"fmt"
	"strings"
	"time"

	"bangfu/internal/assist"
)

// recount is the ledger as any program reads it: by SQL, past our own code.
type recount struct {
	*town
	*sql.DB
}

// ledger opens the ledger's file a second time.
func (t *town) ledger() recount {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+t.Place.Ledger()+"?mode=ro")
	t.must(err)
	t.Cleanup(func() { db.Close() })
	return recount{t, db}
}

// numbers is a query that gives names and numbers.
func (b recount) numbers(query string, args ...any) map[string]int {
	b.Helper()
	rows, err := b.Query(query, args...)
	b.must(err)
	defer rows.Close()
	m := map[string]int{}
	for rows.Next() {
		var name sql.NullString
		var n int
		b.must(rows.Scan(&name, &n))
		m[name.String] = n
	}
	b.must(rows.Err())
	return m
}

// one is a query that gives one number; NULL is 0.
func (b recount) one(query string, args ...any) int {
	b.Helper()
	var n sql.NullInt64
	b.must(b.QueryRow(query, args...).Scan(&n))
	return int(n.Int64)
}

// enrolled counts the roll of each unit up to an entry: of each licence its
// last change, when that is no 退出.
func (b recount) enrolled(upto int) map[string]int {
	b.Helper()
	return b.numbers(`SELECT json_extract(body, '$.Unit'), count(*) FROM entry AS e WHERE kind = 'change'
		AND seq = (SELECT max(seq) FROM entry WHERE kind = 'change' AND licence = e.licence AND seq <= ?)
		AND json_extract(body, '$.Kind') <> '退出' GROUP BY 1`, upto)
}

// steps counts the steps onto the units' rolls, or off them, by a condition on
// seq and day d.
func (b recount) steps(in bool, where string, args ...any) map[string]int {
	b.Helper()
	unit, step := "u", "k <> '退出' AND (pk IS NULL OR pk = '退出' OR pu <> u)"
	if !in {
		unit, step = "pu", "pk <> '退出' AND (k = '退出' OR pu <> u)"
	}
	return b.numbers(`WITH c AS (SELECT seq, licence, json_extract(body, '$.Kind') k, json_extract(body, '$.Unit') u, json_extract(body, '$.Day') d
			FROM entry WHERE kind = 'change'),
		p AS (SELECT *, lag(k) OVER (PARTITION BY licence ORDER BY seq) pk, lag(u) OVER (PARTITION BY licence ORDER BY seq) pu FROM c)
		SELECT `+unit+`, count(*) FROM p WHERE `+step+` AND `+where+` GROUP BY 1`, args...)
}

// laws checks what must hold after a run.
func (y *year) laws(db recount, res Result) {
	y.Helper()
	roll := y.Place.Roll(y.week.Next())
	y.rowsAddUp(res, roll)
	y.rollAddsUp(db, roll)
	y.summaryCounts(db, roll)
	y.numbersRunOn(db)
	y.suppliesHold(db, res)
	y.tellApart(res)
	y.papersHold(db)
}

// rowsAddUp: every row written into a file was read and has one outcome.
func (y *year) rowsAddUp(res Result, roll string) {
	y.Helper()
	lines := y.table(roll, "行数核对", "县区", "回执号", "工作表", "读到")
	for _, f := range res.Files {
		want := y.wrote[f.Name]
		if want == nil || f.State != "taken" {
			y.Errorf("%s: %s %s %v", y.week, f.Name, f.State, f.Totals)
			continue
		}
		got := map[string]int{}
		for _, l := range lines {
			if l["回执号"] != *f.Receipt {
				continue
			}
			sum := 0
			for _, h := range []string{"备案", "待核", "退回", "不符合", "空行", "合计行", "重复表头", "已替换"} {
				sum += y.int(l[h])
			}
			if got[l["工作表"]] = y.int(l["读到"]); sum != got[l["工作表"]] {
				y.Errorf("%s: %v adds up to %d", y.week, l, sum)
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			y.Errorf("%s: %s %s read %v, written %v", y.week, f.Unit, f.Name, got, want)
		}
	}
	if len(res.Files) != len(y.wrote) {
		y.Errorf("%s: %d files dropped, %d told", y.week, len(y.wrote), len(res.Files))
	}
}

// rollAddsUp: the last period's roll + 新增 − 退出 = this period's, for each unit
// and for all, and each of the four is what SQL counts.
func (y *year) rollAddsUp(db recount, roll string) {
	y.Helper()
	since := db.one(`SELECT max(seq) FROM entry WHERE kind = 'freeze' AND json_extract(body, '$.Plan.Week') < ?`, y.week.Next().String())
	before, now := db.enrolled(since), db.enrolled(1<<40)
	in, out := db.steps(true, "seq > ?", since), db.steps(false, "seq > ?", since)
	lines, sum := y.summed(roll, "变更情况", "县区", "上期在册", "新增", "退出", "本期在册")
	if len(lines) != len(y.terms.Units) {
		y.Errorf("%s: %d units on 变更情况", y.week, len(lines))
	}
	total := [4]int{}
	for _, l := range lines {
		u := l["县区"]
		got := [4]int{y.int(l["上期在册"]), y.int(l["新增"]), y.int(l["退出"]), y.int(l["本期在册"])}
		if want := [4]int{before[u], in[u], out[u], now[u]}; got != want || got[0]+got[1]-got[2] != got[3] {
			y.Errorf("%s 变更情况 %s: %v, by SQL %v", y.week, u, got, want)
		}
		for i, n := range got {
			total[i] += n
		}
	}
	if got := [4]int{y.int(sum["上期在册"]), y.int(sum["新增"]), y.int(sum["退出"]), y.int(sum["本期在册"])}; got != total {
		y.Errorf("%s 变更情况 合计 %v, the lines add up to %v", y.week, got, total)
	}
}

// summaryCounts: 在册 of 汇总 is the roll by SQL, its classes add up to it, 申请
// to its outcomes, and 新增 and 退出 are the steps of the ISO week.
func (y *year) summaryCounts(db recount, roll string) {
	y.Helper()
	now := db.enrolled(1 << 40)
	monday, sunday := y.week.Monday().String(), y.week.Sunday().String()
	in, out := db.steps(true, "d BETWEEN ? AND ?", monday, sunday), db.steps(false, "d BETWEEN ? AND ?", monday, sunday)
	rows, classes, states := db.numbers(rowsSQL, monday, sunday), db.numbers(rollSQL, "9999"), y.states(db)
	lines, sum := y.summed(roll, "汇总", "县区", "报送状态", "申请", "在册")
	total := map[string]int{}
	for _, l := range lines {
		u := l["县区"]
		n := func(h string) int { total[h] += y.int(l[h]); return y.int(l[h]) }
		if n("在册") != now[u] || n("低保")+n("残疾")+n("临时困难") != now[u] {
			y.Errorf("%s 汇总 %v: on the roll by SQL %d", y.week, l, now[u])
		}
		for _, h := range []string{"备案", "待核", "退回", "不符合"} {
			if y.int(l[h]) != rows[u+" "+h] {
				y.Errorf("%s 汇总 %s %s %s, by SQL %d", y.week, u, h, l[h], rows[u+" "+h])
			}
		}
		for _, h := range []string{"低保", "残疾", "临时困难"} {
			if y.int(l[h]) != classes[u+" "+h] {
				y.Errorf("%s 汇总 %s %s %s, by SQL %d", y.week, u, h, l[h], classes[u+" "+h])
			}
		}
		if l["报送状态"] != states[u] {
			y.Errorf("%s 汇总 %s %s, by SQL %s", y.week, u, l["报送状态"], states[u])
		}
		if n("申请") != n("备案")+n("待核")+n("退回")+n("不符合") {
			y.Errorf("%s 汇总 %v: 申请 does not add up", y.week, l)
		}
		if n("新增") != in[u] || n("退出") != out[u] {
			y.Errorf("%s 汇总 %v: by SQL 新增 %d 退出 %d", y.week, l, in[u], out[u])
		}
		y.seen[l["报送状态"]]++
	}
	for h, want := range total {
		if y.int(sum[h]) != want {
			y.Errorf("%s 汇总 合计 %s %s, the lines add up to %d", y.week, h, sum[h], want)
		}
	}
	if listed := y.table(roll, "备案名单", "序号", "备案编号", "许可证号"); len(listed) != total["在册"] && total["在册"] > 0 {
		y.Errorf("%s 备案名单 has %d lines, %d are on the roll", y.week, len(listed), total["在册"])
	}
}

// states are how the units have reported in the week: by the first file that was
// not refused as a whole, and the weekday of their 报送截止 at the cut-off hour.
func (y *year) states(db recount) map[string]string {
	y.Helper()
	first := map[string]string{}
	for _, r := range db.texts(`SELECT json_extract(body, '$.Unit'), min(json_extract(body, '$.Seen')) FROM entry WHERE kind = 'file' AND NOT json_extract(body, '$.Refused')
		AND substr(json_extract(body, '$.Seen'), 1, 10) BETWEEN ? AND ? GROUP BY 1`, y.week.Monday().String(), y.week.Sunday().String()) {
		first[r[0]] = r[1]
	}
	states := map[string]string{}
	for _, u := range y.terms.Units {
		switch seen, by := first[u.Name], y.week.On(u.Deadline).String()+"T18:00:00+08:00"; {
		case seen == "":
			states[u.Name] = "未报"
		case seen > by:
			states[u.Name] = "迟报"
		default:
			states[u.Name] = "已报"
		}
	}
	return states
}

// numbersRunOn: 备案编号 run from 1 in each year and stand for one licence for
// good; no two files have one receipt.
func (y *year) numbersRunOn(db recount) {
	y.Helper()
	const number = `json_extract(body, '$.Filing.Number')`
	if n := db.one(`SELECT count(*) FROM (SELECT ` + number + ` FROM entry WHERE kind = 'change' AND ` + number + ` IS NOT NULL GROUP BY 1 HAVING count(DISTINCT licence) > 1)`); n > 0 {
		y.Errorf("%s: %d filing numbers stand for two licences", y.week, n)
	}
	last := db.numbers(`SELECT substr(` + number + `, 6, 4), max(CAST(substr(` + number + `, 11, 4) AS INTEGER)) FROM entry WHERE kind = 'change' AND ` + number + ` IS NOT NULL GROUP BY 1`)
	many := db.numbers(`SELECT substr(` + number + `, 6, 4), count(DISTINCT ` + number + `) FROM entry WHERE kind = 'change' AND ` + number + ` IS NOT NULL GROUP BY 1`)
	if fmt.Sprint(last) != fmt.Sprint(many) {
		y.Errorf("%s: filing numbers go up to %v, there are %v", y.week, last, many)
	}
	if a, b := db.one(`SELECT count(*) FROM entry WHERE kind = 'file'`), db.one(`SELECT count(DISTINCT json_extract(body, '$.Receipt')) FROM entry WHERE kind = 'file'`); a != b {
		y.Errorf("%s: %d files have %d receipts", y.week, a, b)
	}
}

// suppliesHold: no product gives more than its pool, nobody gets more products
// or cartons than the terms of that day allow, and the sheets say the same.
func (y *year) suppliesHold(db recount, res Result) {
	y.Helper()
	next := y.week.Next()
	if res.Plan != assist.PlanFinal {
		return
	}
	most, each := y.terms.Limit(assist.MaxProducts, y.day).Int(), y.terms.Limit(assist.MaxExtra, y.day).Int()
	for code, extra := range db.numbers(`SELECT barcode, sum(extra) FROM supply WHERE week = ? GROUP BY 1`, next.String()) {
		if pool := y.int(y.pools[next][code]); extra > pool {
			y.Errorf("%s: %s gives %d of %d", next, code, extra, pool)
		}
	}
	if n := db.one(`SELECT max(n) FROM (SELECT count(DISTINCT barcode) n FROM supply WHERE week = ? GROUP BY licence)`, next.String()); n > most {
		y.Errorf("%s: a customer has %d products, %d are allowed", next, n, most)
	}
	if n := db.one(`SELECT max(extra) FROM supply WHERE week = ?`, next.String()); n > each {
		y.Errorf("%s: a line has %d cartons, %d are allowed", next, n, each)
	}
	if n := db.one(`SELECT count(*) FROM supply WHERE week = ? AND reason LIKE '%货源不足%'`, next.String()); n > 0 {
		y.seen["货源不足"]++
	}
	y.controls(next, each)
}

// tellApart counts what has happened, so that a year without it is told, and
// sees that a missing plan is told, and asks for a person after the cut-off. A register
// without a row is refused, and told alone: none is asked for beside it.
func (y *year) tellApart(res Result) {
	for _, c := range y.roster.Changes {
		if c.Day == y.day {
			y.seen[string(c.Kind)]++
			y.seen[c.Reason]++
		}
	}
	for _, f := range res.Files {
		y.seen["备案"] += f.Rows.Filed
		y.seen["待核"] += f.Rows.Held
		y.seen["退回"] += f.Rows.Returned
		y.seen["不符合"] += f.Rows.Ineligible
	}
	y.seen[res.Plan.Title()]++
	if said := strings.Contains(strings.Join(res.Faults, ""), "缺"+res.Week.String()+"货源计划"); said != (res.Plan == assist.PlanMissing) {
		y.Errorf("%s: the plan is %s and the run says %v", res.Week, res.Plan, res.Faults)
	}
	late, bare := y.day >= y.week.On(time.Thursday), res.Plan == assist.PlanMissing
	doubt := strings.Contains(strings.Join(res.Faults, ""), "草案只分配 0 条") // nobody orders, or no pool: a doubt by any threshold
	if gap := y.bare[y.week] || y.bare[y.week.Add(-1)]; res.Urgent != (late && bare || gap || doubt || y.empty) {
		y.Errorf("%s: the plan is %s, urgent %v: %v", res.Week, res.Plan, res.Urgent, res.Faults)
	}
	for what, told := range map[string]bool{"还没有许可证状态登记": !y.listed && !y.empty, "）没有收下，仍": y.empty} {
		if said := strings.Contains(strings.Join(res.Faults, ""), what); said != told {
			y.Errorf("%s: a register listed somebody %v, the last nobody %v, and the run says %v", y.day, y.listed, y.empty, res.Faults)
		}
	}
	for w, ended := range map[assist.Week]string{y.week: "缺" + y.week.String() + "货源计划：该周已经开始", y.week.Add(-1): y.week.Add(-1).String() + " 未定稿"} {
		if said := strings.Contains(strings.Join(res.Faults, ""), ended); said != y.bare[w] {
			y.Errorf("%s: %s without a plan %v, and the run says %v", y.day, w, y.bare[w], res.Faults)
		}
	}
	y.bare[res.Week] = bare && y.dealing
	y.dealing = y.dealing || !bare
}
