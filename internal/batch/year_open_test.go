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
	"f.day BETWEEN ? AND ?", "f.day <= ?2",
	"SELECT u, o, max(seq) FROM x", "SELECT u, o, js, since, day, max(seq) FROM x",
	"SELECT u, o, seq FROM x", "SELECT u, o, js, since, day, seq FROM x",
).Replace(rowsSQL), "SELECT u || ' ' || o, count(*) FROM l GROUP BY 1",
	`SELECT js, u, o, since, coalesce(json_extract(value, '$.Code'), ''), coalesce(json_extract(value, '$.Confirmed'), 0), day < ?1
		FROM l LEFT JOIN person ON entry = js, json_each(coalesce(json_extract(fields, '$.Findings'), '[]'))
		WHERE o IN ('待核', '退回') OR o = '不符合' AND day BETWEEN ?1 AND ?2`, 1)

// cityAnswers are the questions that only the city answers; the county answers the others.
var cityAnswers = []string{"Q104", "Q303", "Q307", "Q309"}

// openRow is a row that is not filed.
type openRow struct {
	unit, outcome string
	since         assist.Date
	codes         []string // what keeps it
	older         bool     // of a week before
}

// county reports whether the county acts next on a row.
func (r openRow) county() bool {
	return r.outcome == "退回" || slices.ContainsFunc(r.codes, func(c string) bool { return !slices.Contains(cityAnswers, c) })
}

// openRows are the rows that are not filed, with what keeps them.
func (y *year) openRows(db recount) []openRow {
	y.Helper()
	rows := map[string]*openRow{}
	var order []string
	for _, r := range db.texts(openSQL, y.week.Monday().String(), y.week.Sunday().String()) {
		if rows[r[0]] == nil {
			rows[r[0]] = &openRow{unit: r[1], outcome: r[2], since: y.date(r[3]), older: r[6] == "1"}
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
	reasons, county, city, long, older := map[string][3]int{}, 0, 0, 0, 0
	for _, r := range open {
		if unit != "" && r.unit != unit {
			continue
		}
		for _, c := range r.codes {
			n := reasons[c]
			n[slices.Index([]string{"待核", "退回", "不符合"}, r.outcome)]++
			reasons[c] = n
		}
		switch {
		case r.outcome == "不符合":
			continue
		case r.county():
			county++
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
	list := []sentence{{`由县区处理(\d+)户`, []int{county}}, {`由市局处理(\d+)户`, []int{city}}, {`另有往期仍在等待的(\d+)户`, []int{older}}}
	if unit == "" {
		list = append(list, sentence{`等市局答复超过14天的(\d+)户`, []int{long}})
		y.reasonsHold(reasons, text)
	}
	y.says(unit, text, list...)
}

// reasonsHold compares the table of reasons: the first six of them, and how many there are.
func (y *year) reasonsHold(want map[string][3]int, text string) {
	y.Helper()
	lines := regexp.MustCompile(`(?m)^\| ([VQ]\d+) \| [^|]+ \| (\d+) \| (\d+) \| (\d+) \| (\S+)`).FindAllStringSubmatch(text, -1)
	seen := 0
	for _, m := range lines {
		n := [3]int{y.int(m[2]), y.int(m[3]), y.int(m[4])}
		turn := "县区"
		switch {
		case want[m[1]][0]+want[m[1]][1] == 0:
			turn = "—"
		case slices.Contains(cityAnswers, m[1]):
			turn = "市局"
		}
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
