package batch

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/history"
	"bangfu/internal/paper"
	"bangfu/internal/report"
)

// rowsSQL are the rows of 申请表 that count between two days, by unit and
// outcome, as they had been judged by the second of them: of each licence in each unit
// the last that no other row of its run stands for; a row without a licence until its person
// or shop is sent again, or, where it names neither, its unit has sent another file.
const rowsSQL = `WITH f AS (SELECT seq, json_extract(body, '$.Receipt') r, json_extract(body, '$.Unit') u, json_extract(body, '$.Reported') d, substr(at, 1, 10) day,
		json_extract(body, '$.Kind') = 'application' AND NOT json_extract(body, '$.Refused') whole FROM entry WHERE kind = 'file'),
	a AS (SELECT seq, licence, json_extract(body, '$.Receipt') r, json_extract(body, '$.Sheet') s, json_extract(body, '$.Row') n FROM entry WHERE kind = 'application'),
	j AS (SELECT json_extract(body, '$.Receipt') r, json_extract(body, '$.Sheet') s, json_extract(body, '$.Row') n, json_extract(body, '$.Outcome') o,
		json_extract(body, '$.Standing') st, max(seq) FROM entry WHERE kind = 'judged' AND json_extract(body, '$.Form') = '申请表' AND substr(at, 1, 10) <= ?2 GROUP BY 1, 2, 3),
	x AS (SELECT a.seq, a.licence, f.u, j.o, f.seq fs, f.d FROM a JOIN f USING (r) JOIN j USING (r, s, n)
		WHERE coalesce(j.st, '') NOT IN ('被替换', '重复') AND f.day BETWEEN ?1 AND ?2),
	z AS MATERIALIZED (SELECT u, fs FROM x WHERE length(licence) <> 12),
	w AS MATERIALIZED (SELECT f.u, f.seq fs, f.day, fields ->> 'Operator' name, fields ->> 'ID' number, fields ->> 'Address' place FROM f JOIN a USING (r) JOIN person ON entry = a.seq
		WHERE f.u IN (SELECT u FROM z) AND f.seq > (SELECT min(fs) FROM z)),
	l AS (SELECT u, o, max(seq) FROM x WHERE length(licence) = 12 GROUP BY u, licence
		UNION ALL SELECT u, o, seq FROM x JOIN person p ON p.entry = seq WHERE length(licence) <> 12 AND
			CASE WHEN coalesce(fields ->> 'Operator', '') || coalesce(fields ->> 'ID', '') || coalesce(fields ->> 'Address', '') = ''
			THEN NOT EXISTS (SELECT 1 FROM f WHERE f.u = x.u AND f.seq > x.fs AND f.day <= ?2 AND f.whole AND f.d >= x.d)
			ELSE NOT EXISTS (SELECT 1 FROM w WHERE w.u = x.u AND w.fs > x.fs AND w.day <= ?2 AND
				(w.name = fields ->> 'Operator' OR w.number = fields ->> 'ID' AND w.number <> '' OR w.place = fields ->> 'Address')) END)
	SELECT u || ' ' || o, count(*) FROM l GROUP BY 1`

// lateSQL are the customers whom judgements between two days have filed by a row that
// had come before them, by unit.
const lateSQL = `WITH f AS (SELECT json_extract(body, '$.Receipt') r, json_extract(body, '$.Unit') u, min(substr(at, 1, 10)) day FROM entry WHERE kind = 'file' GROUP BY 1)
	SELECT u || ' late', count(DISTINCT licence) FROM entry JOIN f ON r = json_extract(body, '$.Receipt')
	WHERE kind = 'judged' AND json_extract(body, '$.Form') = '申请表' AND json_extract(body, '$.Outcome') = '备案'
		AND coalesce(json_extract(body, '$.Standing'), '') NOT IN ('被替换', '重复', '同前') AND substr(at, 1, 10) BETWEEN ?1 AND ?2 AND day < ?1 GROUP BY 1`

// rollSQL is the roll at the end of a day, by unit and class.
const rollSQL = `WITH c AS (SELECT seq, licence, json_extract(body, '$.Kind') k, json_extract(body, '$.Filing') IS NOT NULL filed FROM entry
		WHERE kind = 'change' AND json_extract(body, '$.Day') <= ?),
	last AS (SELECT licence, k, max(seq) FROM c GROUP BY licence),
	filing AS (SELECT licence, max(seq) s FROM c WHERE filed GROUP BY licence)
	SELECT json_extract(e.body, '$.Unit') || ' ' || json_extract(fields, '$.Application.Hardship'), count(*)
	FROM last JOIN filing USING (licence) JOIN entry e ON e.seq = filing.s JOIN person ON entry = filing.s WHERE last.k <> '退出' GROUP BY 1`

// dealtRollSQL is the roll by which a week was dealt, by unit and class.
var dealtRollSQL = strings.Replace(rollSQL, "json_extract(body, '$.Day') <= ?",
	"seq < (SELECT seq FROM entry WHERE kind = 'freeze' AND json_extract(body, '$.Plan.Week') = ?)", 1)

// visitedSQL are who is on the roll on a day, by unit and whether the last visit is in
// time, overdue, or there was none and the term is young; or whether nobody need visit
// them, since they are suspended or outside their term.
const visitedSQL = `WITH last AS (SELECT licence, json_extract(body, '$.Kind') k,
		coalesce(json_extract(body, '$.Filing.Suspended'), json_extract(body, '$.Kind') = '暂停') sus,
		coalesce(json_extract(body, '$.Filing.SuspendedTo'), json_extract(body, '$.Until')) upto, max(seq) FROM entry WHERE kind = 'change' GROUP BY licence),
	filing AS (SELECT licence, json_extract(body, '$.Unit') u, json_extract(body, '$.Filing.Start') s, json_extract(body, '$.Filing.End') e, json_extract(body, '$.Filing.FiledOn') o,
		max(seq) FROM entry
		WHERE kind = 'change' AND json_extract(body, '$.Filing') IS NOT NULL GROUP BY licence),
	seen AS (SELECT json_extract(fields, '$.Licence') licence, max(json_extract(fields, '$.Day')) v FROM entry JOIN person ON entry = seq
		WHERE kind = 'visit' AND json_extract(fields, '$.Day') <= ?1 GROUP BY 1),
	x AS (SELECT u, v, julianday(?1) - julianday(coalesce(v, max(s, o))) gone, s <= ?1 AND ?1 <= e term, sus AND (upto = '' OR ?1 <= upto) paused
		FROM last JOIN filing USING (licence) LEFT JOIN seen USING (licence) WHERE k <> '退出')
	SELECT u || ' ' || CASE WHEN NOT term THEN 'outside' WHEN paused THEN 'paused' WHEN gone > 31 THEN 'late' WHEN v IS NOT NULL THEN 'in time' ELSE 'young' END, count(*) FROM x GROUP BY 1`

// visitSQL are the visits between two days: rows, customers and one service, by unit.
const visitSQL = `SELECT json_extract(fields, '$.Unit') || ' visits', count(*) FROM entry JOIN person ON entry = seq
		WHERE kind = 'visit' AND json_extract(fields, '$.Day') BETWEEN ?1 AND ?2 GROUP BY 1
	UNION ALL SELECT json_extract(fields, '$.Unit') || ' customers', count(DISTINCT json_extract(fields, '$.Licence')) FROM entry JOIN person ON entry = seq
		WHERE kind = 'visit' AND json_extract(fields, '$.Day') BETWEEN ?1 AND ?2 GROUP BY 1`

// supplySQL is a frozen week less what was withdrawn of it: customers with cartons,
// cartons, base (of the customers with cartons) and demand, by unit; and what was dealt at the freeze.
const supplySQL = `WITH lost AS (SELECT licence, json_extract(body, '$.Barcode') barcode,
		sum(CASE json_extract(body, '$.Move') WHEN '恢复' THEN -1 ELSE 1 END * json_extract(body, '$.Cartons')) n
		FROM entry WHERE kind = 'withdrawal' AND json_extract(body, '$.Week') = ?1 GROUP BY 1, 2),
	s AS (SELECT unit, licence, barcode, base, demand, extra, extra - coalesce(n, 0) net FROM supply LEFT JOIN lost USING (licence, barcode) WHERE week = ?1)
	SELECT unit || ' customers', count(DISTINCT licence) FROM s WHERE net > 0 GROUP BY unit
	UNION ALL SELECT unit || ' extra', sum(net) FROM s GROUP BY unit
	UNION ALL SELECT unit || ' dealt', sum(extra) FROM s GROUP BY unit
	UNION ALL SELECT unit || ' served', count(DISTINCT licence) FROM s WHERE extra > 0 GROUP BY unit
	UNION ALL SELECT unit || ' base', sum(base) FROM s WHERE licence IN (SELECT licence FROM s WHERE net > 0) GROUP BY unit
	UNION ALL SELECT unit || ' demand', sum(demand) FROM s GROUP BY unit
	UNION ALL SELECT unit || ' products', count(DISTINCT barcode) FROM s WHERE net > 0 GROUP BY unit
	UNION ALL SELECT ' products', count(DISTINCT barcode) FROM s WHERE net > 0`

// lostSQL is what is withdrawn of a week and not restored by what was entered from a
// day on: customers, products and cartons, by unit and for all.
const lostSQL = `WITH x AS (SELECT json_extract(body, '$.Unit') unit, licence, json_extract(body, '$.Barcode') barcode,
		sum(CASE json_extract(body, '$.Move') WHEN '恢复' THEN -1 ELSE 1 END * json_extract(body, '$.Cartons')) n
		FROM entry WHERE kind = 'withdrawal' AND json_extract(body, '$.Week') = ?1 AND substr(at, 1, 10) >= ?2 GROUP BY 1, 2, 3 HAVING n > 0),
	y AS (SELECT * FROM x UNION ALL SELECT '', licence, barcode, n FROM x)
	SELECT unit || ' customers', count(DISTINCT licence) FROM y GROUP BY unit
	UNION ALL SELECT unit || ' products', count(DISTINCT barcode) FROM y GROUP BY unit
	UNION ALL SELECT unit || ' cartons', sum(n) FROM y GROUP BY unit`

// byUnit picks a figure of a unit, or adds up those of all.
func byUnit(m map[string]int, units []string, unit, what string) int {
	if unit != "" {
		return m[unit+" "+what]
	}
	sum := 0
	for _, u := range units {
		sum += m[u+" "+what]
	}
	return sum
}

// counted is what SQL says of the week that a report is about, and of the one before.
type counted struct {
	units              []string
	roll, rows, visits [2]map[string]int
	in, out            [2]map[string]int
	supply             [2]map[string]int
	known              [2]bool // the supply week is frozen
	open, due          map[string]int
	lost               [2]map[string]int // withdrawn of the supply week, and this week of the one before
	late               map[string]int    // filed by rows of earlier weeks
	dealt              map[string]int    // the roll at the freeze of the supply week
	pool               int
}

// countedBySQL asks the ledger for all a weekly report counts.
func (y *year) countedBySQL(db recount) counted {
	y.Helper()
	c := counted{units: y.unitNames()}
	for i, week := range []assist.Week{y.week, y.week.Add(-1)} {
		monday, sunday := week.Monday().String(), week.Sunday().String()
		end := sunday
		if i == 0 {
			end = "9999"
		}
		c.roll[i] = db.numbers(rollSQL, end)
		c.rows[i], c.visits[i] = db.numbers(rowsSQL, monday, sunday), db.numbers(visitSQL, monday, sunday)
		c.in[i], c.out[i] = db.steps(true, "d BETWEEN ? AND ?", monday, sunday), db.steps(false, "d BETWEEN ? AND ?", monday, sunday)
		c.supply[i] = db.numbers(supplySQL, week.Next().String())
		c.known[i] = db.one(`SELECT count(*) FROM entry WHERE kind = 'freeze' AND json_extract(body, '$.Plan.Week') = ?`, week.Next().String()) > 0
	}
	c.open, c.due = db.numbers(rowsSQL, "0", "9999"), db.numbers(visitedSQL, y.day.String())
	c.late = db.numbers(lateSQL, y.week.Monday().String(), y.week.Sunday().String())
	c.dealt = db.numbers(dealtRollSQL, y.week.Next().String())
	c.lost = [2]map[string]int{db.numbers(lostSQL, y.week.Next().String(), ""), db.numbers(lostSQL, y.week.String(), y.week.Monday().String())}
	for _, n := range y.pools[y.week.Next()] {
		c.pool += y.int(n)
	}
	return c
}

func (y *year) unitNames() []string {
	var names []string
	for _, u := range y.terms.Units {
		names = append(names, u.Name)
	}
	return names
}

// sentence is a sentence of a report and the numbers it must have; nil ones are not asked.
type sentence struct {
	pattern string
	want    []int
}

// sentences are what SQL lets a report of a unit, or of the city (""), say.
func (c counted) sentences(unit string) []sentence {
	const n, b = `(\d+)[户条个次]`, `(?:（(\d+)[户条个次]）)?`
	of := func(m [2]map[string]int, what string) []int {
		return []int{byUnit(m[0], c.units, unit, what), byUnit(m[1], c.units, unit, what)}
	}
	steps := func(m [2]map[string]int) []int {
		for i := range m {
			with := map[string]int{}
			for u, k := range m[i] {
				with[u+" n"] = k
			}
			m[i] = with
		}
		return of(m, "n")
	}
	sum := func(m [2]map[string]int, what ...string) []int {
		all := []int{0, 0}
		for _, w := range what {
			for i, k := range of(m, w) {
				all[i] += k
			}
		}
		return all
	}
	applied, visits := sum(c.rows, "备案", "待核", "退回", "不符合"), of(c.visits, "visits")
	list := []sentence{{"在册弱势群体客户" + n + b, sum(c.roll, "低保", "残疾", "临时困难")}}
	each := func(before, after string, parts map[string][]int) {
		for what, want := range parts {
			list = append(list, sentence{before + what + n + b + after, want})
		}
	}
	each(`在册弱势群体客户[^。]*`, "", map[string][]int{"低保": of(c.roll, "低保"), "残疾": of(c.roll, "残疾"), "临时困难": of(c.roll, "临时困难")})
	each(`\n截至[^\n]*。本周[^。]*`, "", map[string][]int{"新增": steps(c.in), "退出": steps(c.out)})
	if applied[0] > 0 {
		list = append(list, sentence{"本周审核申请" + n + b, applied})
		each("本周审核申请[^。]*", "", map[string][]int{"备案": of(c.rows, "备案"), "待核": of(c.rows, "待核"), "退回": of(c.rows, "退回"), "不符合": of(c.rows, "不符合")})
	}
	if visits[0] > 0 {
		list = append(list, sentence{"本周走访" + n + b + "，涉及" + n + b + "。", slices.Concat(visits, of(c.visits, "customers"))})
	}
	dealt := of(c.supply, "customers")
	if c.known[0] && dealt[0] > 0 {
		products := of(c.supply, "products")
		if unit == "" {
			products = []int{c.supply[0][" products"], c.supply[1][" products"]}
		}
		list = append(list,
			sentence{"向" + n + b + "投放帮扶加量" + n + b + "，涉及规格" + n + b + "，这些客户的原供应量" + n + b + "。",
				slices.Concat(of(c.supply, "customers"), of(c.supply, "extra"), products, of(c.supply, "base"))})
	}
	one := func(m map[string]int, what string) int { return byUnit(m, c.units, unit, what) }
	list = append(list, c.visitSentences(one)...)
	list = append(list, sentence{`往期的申请本周转为备案(\d+)户`, []int{one(c.late, "late")}})
	held, returned := one(c.open, "待核"), one(c.open, "退回")
	list = append(list, sentence{`未办结的申请(\d+)户`, []int{held + returned}})
	if unit == "" && held > 0 && returned > 0 {
		list = append(list, sentence{`未办结的申请\d+户[^：]*：退回(\d+)户、待核(\d+)户`, []int{returned, held}})
	}
	if unit == "" && c.known[0] && dealt[0] > 0 {
		share := assist.Ratio{Part: int64(one(c.supply[0], "dealt")), Whole: int64(c.pool)}
		list = append(list, sentence{`畅销规格可用量(\d+)条，申请量(\d+)条(?:，定稿时分配(\d+)条)?，分配的占可用量` + regexp.QuoteMeta(share.Percent()), []int{c.pool, one(c.supply[0], "demand"), one(c.supply[0], "dealt")}})
	}
	if onRoll := one(c.dealt, "低保") + one(c.dealt, "残疾") + one(c.dealt, "临时困难"); c.known[0] {
		list = append(list, sentence{`定稿时在册(\d+)户`, []int{onRoll}})
		if served := one(c.supply[0], "served"); served < onRoll {
			list = append(list, sentence{`定稿时在册\d+户，其中未供货(\d+)户`, []int{onRoll - served}})
		}
	}
	for i, before := range []string{`定稿后撤销`, `第\d+周的方案本周撤销`} {
		n := func(what string) int { return c.lost[i][unit+" "+what] }
		list = append(list, sentence{before + `(\d+)户(\d+)个规格(\d+)条`, []int{n("customers"), n("products"), n("cartons")}})
	}
	return list
}

// visitSentences are how the report tells of the visits due, by what of them is so many.
func (c counted) visitSentences(one func(m map[string]int, what string) int) []sentence {
	late, inTime, young, paused, outside := one(c.due, "late"), one(c.due, "in time"), one(c.due, "young"), one(c.due, "paused"), one(c.due, "outside")
	all := late + inTime + young + paused + outside
	list := []sentence{{`超期未走访(\d+)户（见五）`, []int{late}}}
	if all == 0 {
		return append(list, sentence{"没有在册客户要走访", nil})
	}
	list = append(list, sentence{`按31天一次走访，在册(\d+)户`, []int{all}},
		sentence{`按31天一次走访[^。]*备案未满31天的(\d+)户`, []int{young}}, sentence{`按31天一次走访[^。]*暂停帮扶的(\d+)户`, []int{paused}}, sentence{`按31天一次走访[^。]*不在帮扶期内的(\d+)户`, []int{outside}})
	switch {
	case inTime+late == 0:
		return append(list, sentence{"目前没有到期应走访的", nil})
	case late == 0:
		return append(list, sentence{`应走访(\d+)户，都?在近31天内走访过`, []int{inTime}})
	case inTime == 0:
		return append(list, sentence{`应走访(\d+)户，都?已超期`, []int{late}})
	}
	share := assist.Ratio{Part: int64(inTime), Whole: int64(inTime + late)}
	return append(list, sentence{`应走访(\d+)户，其中按期走访(\d+)户（` + regexp.QuoteMeta(share.Percent()) + `），其余超期`, []int{inTime + late, inTime}})
}

// papersHold compares every figure of the weekly reports, city and units, with
// what SQL counts; the published paper is the one that is read.
func (y *year) papersHold(db recount) {
	y.Helper()
	ctx := context.Background()
	h, err := history.Fold(y.Ledger.Entries(ctx, 0))
	y.must(err)
	terms, err := y.termsIn(ctx, h)
	y.must(err)
	f, err := y.facts(ctx, h, ofLedger(y.Ledger), terms)
	y.must(err)
	published, err := os.ReadFile(y.Place.Report(y.week.Next()))
	y.must(err)
	if again, err := y.print(report.WeeklyCity(f)); err != nil || !bytes.Equal(published, again) {
		y.Errorf("%s: the facts print another paper than the one that was published: %v", y.day, err)
	}
	before := y.printed
	defer func() { y.printedOf = y.week }()
	c, open, texts := y.countedBySQL(db), y.openRows(db), map[string]string{}
	for _, unit := range append([]string{""}, c.units...) {
		doc := report.WeeklyCity(f)
		if unit != "" {
			doc = report.WeeklyUnit(f, unit)
		}
		texts[unit] = paper.Text(doc)
		y.says(unit, texts[unit], c.sentences(unit)...)
		y.openHold(open, unit, texts[unit])
		if y.printedOf == y.week.Add(-1) {
			y.bracketsHold(unit, before[unit], texts[unit])
		}
	}
	y.printed = texts
	y.signalsHold(db, texts)
	y.pagesFilled(f)
	y.supervised(c)
}

// bracketsHold compares what a report has in brackets with what the report of the week
// before told, which the reader has in hand. A word that one of them lacks is of nothing.
func (y *year) bracketsHold(unit, before, now string) {
	y.Helper()
	for _, what := range []string{"在册弱势群体客户", "本周审核申请", `本周审核申请[^。]*备案`, `本周审核申请[^。]*待核`, `本周审核申请[^。]*退回`, `本周审核申请[^。]*不符合`} {
		said, told := regexp.MustCompile(what+`(\d+)户`).FindStringSubmatch(before), regexp.MustCompile(what+`\d+户（(\d+)户）`).FindStringSubmatch(now)
		if told == nil {
			continue
		}
		if said == nil {
			said = []string{"", "0"}
		}
		if y.seen["括号"]++; said[1] != told[1] {
			y.Errorf("%s %s: %s（%s）, the report of the week before said %s", y.day, orCity(unit), what, told[1], said[1])
		}
	}
}

// against says how a text differs from a sentence; "" when it does not. What is
// of nothing at all nothing may be said, and so may last week's figures.
func (s sentence) against(text string) string {
	m := regexp.MustCompile(s.pattern).FindStringSubmatch(text)
	if m == nil {
		if slices.ContainsFunc(s.want, func(n int) bool { return n != 0 }) || s.want == nil {
			return fmt.Sprintf("no sentence %s with %v", s.pattern, s.want)
		}
		return ""
	}
	for i, want := range s.want {
		if got := m[i+1]; got != "" && got != strconv.Itoa(want) {
			return fmt.Sprintf("%s, by SQL %v", m[0], s.want)
		}
	}
	return ""
}

// supervised: 监督清单 has a line for each customer that SQL finds unvisited.
func (y *year) supervised(c counted) {
	y.Helper()
	got := map[string]int{}
	for _, l := range y.table(y.Place.Watch(y.week.Next()), "A105", "编号", "县区", "许可证号") {
		got[l["县区"]+" late"]++
	}
	sums, total := y.summed(y.Place.Watch(y.week.Next()), "监督汇总", "县区", "小计")
	all := 0
	for _, l := range sums {
		if want := byUnit(c.due, c.units, l["县区"], "late"); got[l["县区"]+" late"] != want || y.int(l["A105 走访间隔"]) != want {
			y.Errorf("%s 监督清单 A105 %s: %d lines, 汇总 %s, by SQL %d", y.day, l["县区"], got[l["县区"]+" late"], l["A105 走访间隔"], want)
		}
		all += y.int(l["小计"])
	}
	if y.int(total["小计"]) != all {
		y.Errorf("%s 监督汇总 小计 %s, the lines add up to %d", y.day, total["小计"], all)
	}
}
