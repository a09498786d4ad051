package batch

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"bangfu/internal/assist"
)

// openSQL are the rows that are not filed, by the findings that keep each: of each
// licence in each unit the last row, while it waits or is of the week of two days.
var openSQL = strings.Replace(strings.NewReplacer(
	"max(seq) FROM entry WHERE kind = 'judged'", "json_extract(body, '$.Since') since, max(seq) js FROM entry WHERE kind = 'judged'",
	"SELECT a.seq, a.licence, f.u, j.o, f.seq fs, f.d FROM", "SELECT a.seq, a.licence, f.u, j.o, f.seq fs, f.d, j.js, j.since, f.day FROM",
	"f.day BETWEEN ?1 AND ?2", "f.day <= ?2",
	"SELECT u, o, max(seq) FROM x", "SELECT u, o, js, since, day, max(seq) FROM x",
	"SELECT u, o, seq FROM x", "SELECT u, o, js, since, day, seq FROM x",
).Replace(rowsSQL), "SELECT u || ' ' || o, count(*) FROM l GROUP BY 1",
	`SELECT js, u, o, since, coalesce(json_extract(value, '$.Code'), ''), coalesce(json_extract(value, '$.Confirmed'), 0), day < ?1
		FROM l LEFT JOIN person ON entry = js, json_each(coalesce(json_extract(fields, '$.Findings'), '[]'))
		WHERE o IN ('待核', '退回') OR o = '不符合' AND day BETWEEN ?1 AND ?2`, 1)

// cityAnswers are the questions that only the city answers; the county answers the others.
// Those that nothing but a 确认 settles are the county's when none can come any more.
var (
	cityAnswers = []string{"Q104", "Q303", "Q307", "Q309"}
	confirmOnly = []string{"Q303", "Q307"}
)

// openRow is a row that is not filed.
type openRow struct {
	unit, outcome string
	since         assist.Date // the day it became the turn of who acts next
	codes         []string    // what keeps it
	late          []string    // of these, what can be confirmed no more
	older         bool        // of a week before
}

// county reports whether the county acts next on a row.
func (r openRow) county() bool {
	return slices.ContainsFunc(r.codes, r.countys) || r.outcome == "退回"
}

// countys reports whether the county answers what keeps the row.
func (r openRow) countys(code string) bool {
	return r.outcome == "退回" || !slices.Contains(cityAnswers, code) || slices.Contains(r.late, code)
}

// sendersSQL is the unit of each receipt, found at once: a join on what stands in JSON looks
// through all files for each row.
const sendersSQL = `WITH f AS MATERIALIZED (SELECT json_extract(body, '$.Receipt') r, json_extract(body, '$.Unit') u FROM entry WHERE kind = 'file')`

// turnSQL is every judgement of every customer who waits, or waited, in its order: of
// what it keeps a row for, and on which day.
const turnSQL = sendersSQL + `
	SELECT e.seq, u || ' ' || CASE WHEN length(licence) = 12 THEN licence ELSE r || ' ' || json_extract(body, '$.Row') END, json_extract(body, '$.Outcome'),
		coalesce(json_extract(body, '$.Since'), ''), substr(at, 1, 10), coalesce(json_extract(value, '$.Code'), ''), coalesce(json_extract(value, '$.Confirmed'), 0)
	FROM entry e JOIN f ON f.r = json_extract(body, '$.Receipt') LEFT JOIN person ON entry = e.seq, json_each(coalesce(json_extract(fields, '$.Findings'), '[]'))
	WHERE kind = 'judged' AND json_extract(body, '$.Form') = '申请表' AND coalesce(json_extract(body, '$.Standing'), '') NOT IN ('被替换', '重复') ORDER BY e.seq`

// appliedSQL is the 申请日期 of every row, by its customer.
const appliedSQL = sendersSQL + `
	SELECT u || ' ' || e.licence, coalesce(json_extract(fields, '$.Applied'), '')
	FROM entry e JOIN f ON f.r = json_extract(e.body, '$.Receipt') LEFT JOIN person ON entry = e.seq
	WHERE e.kind = 'application' ORDER BY e.seq`

// turnedOn is, by judgement, since when it has been the turn of who acts next, the
// first day of those on which the customer's judgements of one wait said the same, and
// what could not be confirmed any more.
func (y *year) turnedOn(db recount) map[string]openRow {
	y.Helper()
	type judgement struct {
		openRow
		who, day string
		began    assist.Date
	}
	const confirmDays = 90
	by, last, turned, applied := map[string]*judgement{}, map[string]*judgement{}, map[string]openRow{}, map[string]assist.Date{}
	for _, r := range db.texts(appliedSQL) {
		applied[r[0]] = y.date(r[1])
	}
	var order []string
	for _, r := range db.texts(turnSQL) {
		j := by[r[0]]
		if j == nil {
			j = &judgement{openRow{outcome: r[2]}, r[1], r[4], y.date(r[3])}
			by[r[0]], order = j, append(order, r[0])
		}
		if code := r[5]; code != "" && (code[0] == 'V' || code[0] == 'Q' && r[6] == "0") {
			j.codes = append(j.codes, code)
			if day := applied[j.who]; day > 0 && y.date(j.day) > day+confirmDays && slices.Contains(confirmOnly, code) {
				j.late = append(j.late, code)
			}
		}
	}
	for _, seq := range order {
		j := by[seq]
		j.since = y.date(j.day)
		switch before := last[j.who]; {
		case before == nil || before.began != j.began:
			j.since = j.began
		case before.county() == j.county():
			j.since = before.since
		}
		last[j.who], turned[seq] = j, j.openRow
	}
	return turned
}

// openRows are the rows that are not filed, with what keeps them.
func (y *year) openRows(db recount) []openRow {
	y.Helper()
	rows, turned := map[string]*openRow{}, y.turnedOn(db)
	var order []string
	for _, r := range db.texts(openSQL, y.week.Monday().String(), y.week.Sunday().String()) {
		if rows[r[0]] == nil {
			now := turned[r[0]]
			if now.since < y.date(r[3]) {
				y.Errorf("%s: %s waits since %s, and for who acts next since %s", y.day, r[0], r[3], now.since)
			}
			rows[r[0]] = &openRow{unit: r[1], outcome: r[2], since: now.since, late: now.late, older: r[6] == "1"}
			order = append(order, r[0])
		}
		x := rows[r[0]]
		if code := r[4]; (code[0] == 'V' || code[0] == 'Q' && r[5] == "0") && !slices.Contains(x.codes, code) {
			x.codes = append(x.codes, code)
		}
	}
	var list []openRow
	for _, id := range order {
		list = append(list, *rows[id])
	}
	return list
}

// openHold compares what the weekly report of a unit, or of the city, says of the
// rows that wait: whose turn it is, for how long, and why.
func (y *year) openHold(open []openRow, unit, text string) {
	y.Helper()
	reasons, turns, counties, city, long, older, late := map[string][3]int{}, map[string][2]bool{}, map[string]int{}, 0, 0, 0, 0
	for _, r := range open {
		if unit != "" && r.unit != unit {
			continue
		}
		for _, c := range r.codes {
			n := reasons[c]
			n[slices.Index([]string{"待核", "退回", "不符合"}, r.outcome)]++
			reasons[c] = n
			if r.outcome != "不符合" {
				who, countys := turns[c], r.countys(c)
				who[0], who[1] = who[0] || countys, who[1] || !countys
				turns[c] = who
			}
		}
		switch {
		case r.outcome == "不符合":
			continue
		case r.county():
			counties[r.outcome]++
			if r.outcome == "待核" && len(r.late) > 0 {
				late++
			}
		default:
			city++
			if y.day-r.since > 14 {
				long++
			}
		}
		if r.older {
			older++
		}
	}
	county := counties["退回"] + counties["待核"]
	list := []sentence{{`由市局处理(\d+)户`, []int{city}}}
	switch {
	case older < county+city:
		list = append(list, sentence{`未办结的申请\d+户（其中往期的(\d+)户）`, []int{older}})
	case older > 0:
		list = append(list, sentence{`未办结的申请\d+户（往期）`, nil})
	}
	if unit == "" {
		list = append(list, sentence{`由县区处理(\d+)户`, []int{county}}, sentence{`等市局答复超过14天的(\d+)户`, []int{long}})
		y.reasonsHold(reasons, turns, text)
	} else {
		list = append(list, sentence{`退回(\d+)户按回执改正后重报`, []int{counties["退回"]}}, sentence{`待核(\d+)户在核实说明中答复`, []int{counties["待核"] - late}}, sentence{`申请日期已过90天、市局不能再确认的(\d+)户按新的申请日期重新申请`, []int{late}})
	}
	y.says(unit, text, list...)
}

// reasonsHold compares the table of reasons: the first six of them, and how many there are.
func (y *year) reasonsHold(want map[string][3]int, turns map[string][2]bool, text string) {
	y.Helper()
	lines := regexp.MustCompile(`(?m)^\| ([VQ]\d+) \| [^|]+ \| (\d+) \| (\d+) \| (\d+) \| (\S+)`).FindAllStringSubmatch(text, -1)
	seen := 0
	for _, m := range lines {
		n := [3]int{y.int(m[2]), y.int(m[3]), y.int(m[4])}
		turn := map[[2]bool]string{{}: "—", {true, false}: "县区", {false, true}: "市局", {true, true}: "县区、市局"}[turns[m[1]]]
		if seen++; n != want[m[1]] || m[5] != turn {
			y.Errorf("%s 周报 %s: %v %s, by SQL %v %s", y.day, m[1], n, m[5], want[m[1]], turn)
		}
	}
	rest := 0
	if m := regexp.MustCompile(`另有(\d+)个原因`).FindStringSubmatch(text); m != nil {
		rest = y.int(m[1])
	}
	if seen+rest != len(want) {
		y.Errorf("%s 周报: %d reasons told and %d more, by SQL %v", y.day, seen, rest, want)
	}
}

// says compares sentences with a text.
func (y *year) says(unit, text string, list ...sentence) {
	y.Helper()
	for _, s := range list {
		if wrong := s.against(text); wrong != "" {
			y.Errorf("%s %s: %s", y.day, orCity(unit), wrong)
		}
	}
}

// exactly compares a text with one that must stand in it, or must not.
func (y *year) exactly(unit, text, want string, stands bool) {
	y.Helper()
	if strings.Contains(text, want) != stands {
		y.Errorf("%s %s: %q stands there: %v\n%s", y.day, orCity(unit), want, !stands, fmt.Sprint(regexp.MustCompile(`[^\n]*`+regexp.QuoteMeta(string([]rune(want)[:4]))+`[^\n]*`).FindAllString(text, 3)))
	}
}
