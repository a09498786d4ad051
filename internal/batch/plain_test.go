package batch

import (
	"database/sql"
	"encoding/json"
	"maps"
	"slices"

	"bangfu/internal/assist"
)

// plain is the ledger as rows of plain values, as they stood on a day: what a
// report counts is counted here once more, row by row, and by none of the code
// that made the report.
type plain struct {
	to      assist.Date
	units   []string
	filed   map[string]enrolment // everybody ever filed, by licence
	steps   []rollStep           // the changes of the roll, as entered
	orders  map[string][]orderLine
	supply  []dealtLine // less what was withdrawn; lines without a carton are left out
	visits  []visitRow
	claims  []claimRow          // rows that went back since another is on the roll already
	decided map[string][]decree // 暂停, 恢复 and 退出 by the city, by licence
}

// enrolment is how somebody stands on the roll, or last stood.
type enrolment struct {
	unit, class, phone, address, id, disabled string
	start, end, filed                         assist.Date
	row                                       assist.Date // when the row that is filed now came onto the roll
	left                                      assist.Date // 0 while on the roll
	dibaoEnd                                  assist.Date
	resting                                   bool
}

// decree is a row of 名单调整.
type decree struct {
	action             string
	from, until, taken assist.Date
}

// rollStep is a change of the roll.
type rollStep struct {
	licence, unit string
	off           bool
	day           assist.Date
}

// orderLine is a line of 销售历史.
type orderLine struct {
	day     assist.Date
	barcode string
	n       int
}

// dealtLine is a line of a frozen plan.
type dealtLine struct {
	unit, licence, barcode string
	day                    assist.Date
	base, n                int
}

// visitRow is a row of 走访台账.
type visitRow struct {
	unit, licence, problem, state string
	services                      []string
	day                           assist.Date
}

// claimRow is a row that went back, by the rule that says whose it is already.
type claimRow struct {
	code, unit, licence, id, disabled string
	day                               assist.Date
}

const (
	filedSQL = `WITH c AS (SELECT seq, licence, json_extract(body, '$.Kind') k, json_extract(body, '$.Day') d, json_extract(body, '$.Filing') IS NOT NULL filed,
			coalesce(json_extract(body, '$.Filing.Suspended'), json_extract(body, '$.Kind') = '暂停') sus,
			coalesce(json_extract(body, '$.Filing.SuspendedTo'), json_extract(body, '$.Until')) upto FROM entry WHERE kind = 'change' AND json_extract(body, '$.Day') <= ?1),
		last AS (SELECT licence, k, d, sus, upto, max(seq) FROM c GROUP BY licence),
		f AS (SELECT licence, max(seq) s FROM c WHERE filed GROUP BY licence)
		SELECT last.licence, json_extract(e.body, '$.Unit'), json_extract(e.body, '$.Filing.Start'), json_extract(e.body, '$.Filing.End'), json_extract(e.body, '$.Filing.FiledOn'),
			CASE last.k WHEN '退出' THEN last.d ELSE '' END, last.sus AND (last.upto = '' OR ?1 <= last.upto), json_extract(fields, '$.Application.Hardship'), json_extract(fields, '$.Application.DibaoEnd'),
			json_extract(fields, '$.Application.Phone'), json_extract(fields, '$.Application.Address'), json_extract(fields, '$.Application.ID'),
			CASE json_extract(fields, '$.Application.Hardship') WHEN '残疾' THEN substr(json_extract(fields, '$.Application.DisabledNo'), 1, 18) ELSE '' END
		FROM last JOIN f USING (licence) JOIN entry e ON e.seq = f.s JOIN person ON entry = f.s`
	stepsSQL = `SELECT licence, json_extract(body, '$.Unit'), json_extract(body, '$.Kind') = '退出', json_extract(body, '$.Day') FROM entry
		WHERE kind = 'change' AND json_extract(body, '$.Day') <= ?1 ORDER BY seq`
	ordersSQL = `SELECT licence, json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]') FROM sales s, json_each(lines)
		WHERE version = (SELECT max(version) FROM sales WHERE licence = s.licence AND month = s.month) ORDER BY 1, 2`
	dealtSQL = `WITH lost AS (SELECT licence, json_extract(body, '$.Week') week, json_extract(body, '$.Barcode') barcode,
			sum(CASE json_extract(body, '$.Move') WHEN '恢复' THEN -1 ELSE 1 END * json_extract(body, '$.Cartons')) n FROM entry WHERE kind = 'withdrawal' GROUP BY 1, 2, 3)
		SELECT unit, licence, barcode, day, base, extra - coalesce(n, 0) FROM supply LEFT JOIN lost USING (week, licence, barcode)
		WHERE extra > coalesce(n, 0) ORDER BY licence, day`
	visitRowsSQL = `SELECT json_extract(fields, '$.Unit'), json_extract(fields, '$.Licence'), json_extract(fields, '$.Problem'), json_extract(fields, '$.State'),
			json_extract(fields, '$.Services'), json_extract(fields, '$.Day') FROM entry JOIN person ON entry = seq
		WHERE kind = 'visit' AND json_extract(fields, '$.Day') <= ?1 ORDER BY 6, seq`
	claimsSQL = `WITH f AS (SELECT json_extract(body, '$.Receipt') r, json_extract(body, '$.Unit') u, substr(at, 1, 10) day FROM entry WHERE kind = 'file'),
		a AS (SELECT seq, licence, json_extract(body, '$.Receipt') r, json_extract(body, '$.Sheet') s, json_extract(body, '$.Row') n FROM entry WHERE kind = 'application'),
		j AS (SELECT json_extract(body, '$.Receipt') r, json_extract(body, '$.Sheet') s, json_extract(body, '$.Row') n, json_extract(body, '$.Outcome') o, max(seq) js
			FROM entry WHERE kind = 'judged' AND json_extract(body, '$.Form') = '申请表' GROUP BY 1, 2, 3)
		SELECT DISTINCT json_extract(value, '$.Code'), f.u, a.licence, json_extract(row.fields, '$.ID'),
			CASE json_extract(row.fields, '$.Hardship') WHEN '残疾' THEN substr(json_extract(row.fields, '$.DisabledNo'), 1, 18) ELSE '' END, f.day
		FROM a JOIN f USING (r) JOIN j USING (r, s, n) JOIN person row ON row.entry = a.seq JOIN person word ON word.entry = j.js, json_each(word.fields, '$.Findings')
		WHERE o = '退回' AND json_extract(value, '$.Code') IN ('V502', 'V503', 'V505')`
	decreesSQL = `SELECT licence, json_extract(fields, '$.Action'), json_extract(fields, '$.From'), json_extract(fields, '$.Until'), substr(at, 1, 10) FROM entry JOIN person ON entry = seq
		WHERE kind = 'adjustment' AND json_extract(fields, '$.Action') IN ('暂停', '恢复', '退出') ORDER BY seq`
	broughtSQL = `WITH c AS (SELECT seq, licence, json_extract(body, '$.Day') d, json_array(json_extract(fields, '$.Application.Receipt'), json_extract(fields, '$.Application.Sheet'), json_extract(fields, '$.Application.Row')) row
			FROM entry JOIN person ON entry = seq WHERE kind = 'change' AND json_extract(body, '$.Filing') IS NOT NULL AND json_extract(body, '$.Day') <= ?1)
		SELECT licence, max(d) FROM c WHERE row IS NOT (SELECT row FROM c b WHERE b.licence = c.licence AND b.seq < c.seq ORDER BY seq DESC LIMIT 1) GROUP BY licence`
)

// plainly reads the ledger as it stood on a day; what was sold, dealtLine and decided
// later is there too.
func (y *year) plainly(db recount, to assist.Date) plain {
	y.Helper()
	p := plain{to: to, units: y.unitNames(), filed: map[string]enrolment{}, orders: map[string][]orderLine{}, decided: map[string][]decree{}}
	for _, r := range db.texts(filedSQL, to.String()) {
		p.filed[r[0]] = enrolment{unit: r[1], start: y.date(r[2]), end: y.date(r[3]), filed: y.date(r[4]), left: y.date(r[5]), resting: r[6] == "1",
			class: r[7], dibaoEnd: y.date(r[8]), phone: r[9], address: r[10], id: r[11], disabled: r[12]}
	}
	for _, r := range db.texts(stepsSQL, to.String()) {
		p.steps = append(p.steps, rollStep{licence: r[0], unit: r[1], off: r[2] == "1", day: y.date(r[3])})
	}
	for _, r := range db.texts(ordersSQL) {
		p.orders[r[0]] = append(p.orders[r[0]], orderLine{y.date(r[1]), r[2], y.int(r[3])})
	}
	for _, r := range db.texts(dealtSQL) {
		p.supply = append(p.supply, dealtLine{r[0], r[1], r[2], y.date(r[3]), y.int(r[4]), y.int(r[5])})
	}
	for _, r := range db.texts(visitRowsSQL, to.String()) {
		v := visitRow{unit: r[0], licence: r[1], problem: r[2], state: r[3], day: y.date(r[5])}
		y.must(json.Unmarshal([]byte(r[4]), &v.services))
		p.visits = append(p.visits, v)
	}
	for _, r := range db.texts(claimsSQL) {
		p.claims = append(p.claims, claimRow{r[0], r[1], r[2], r[3], r[4], y.date(r[5])})
	}
	for _, r := range db.texts(decreesSQL) {
		p.decided[r[0]] = append(p.decided[r[0]], decree{r[1], y.date(r[2]), y.date(r[3]), y.date(r[4])})
	}
	for _, r := range db.texts(broughtSQL, to.String()) {
		f := p.filed[r[0]]
		f.row = y.date(r[1])
		p.filed[r[0]] = f
	}
	return p
}

// texts is a query whose rows are read as texts; NULL is "".
func (b recount) texts(query string, args ...any) [][]string {
	b.Helper()
	rows, err := b.Query(query, args...)
	b.must(err)
	defer rows.Close()
	names, err := rows.Columns()
	b.must(err)
	var list [][]string
	for rows.Next() {
		cells, into := make([]sql.NullString, len(names)), make([]any, len(names))
		for i := range cells {
			into[i] = &cells[i]
		}
		b.must(rows.Scan(into...))
		row := make([]string, len(names))
		for i, c := range cells {
			row[i] = c.String
		}
		list = append(list, row)
	}
	b.must(rows.Err())
	return list
}

// date is a day of the ledger; 0 for none.
func (t *town) date(text string) assist.Date {
	t.Helper()
	if text == "" {
		return 0
	}
	d, ok := assist.ParseDate(text)
	if !ok {
		t.Fatalf("no date: %q", text)
	}
	return d
}

// licences are those of everybody ever filed, ascending.
func (p plain) licences() []string { return slices.Sorted(maps.Keys(p.filed)) }

// enrolled are the licences on the roll, ascending.
func (p plain) enrolled() []string {
	return slices.DeleteFunc(p.licences(), func(l string) bool { return p.filed[l].left != 0 })
}

// sent are the months of which a unit has sent sales, and its last day of them.
func (p plain) sent() (months map[string]bool, last map[string]assist.Date) {
	months, last = map[string]bool{}, map[string]assist.Date{}
	for l, f := range p.filed {
		for _, o := range p.orders[l] {
			months[f.unit+o.day.String()[:7]] = true
			last[f.unit] = max(last[f.unit], o.day)
		}
	}
	return months, last
}

// stays tells of everybody helped from a day on in which units, the last one last.
func (p plain) stays(from assist.Date) map[string][]string {
	on, helped := map[string]string{}, map[string][]string{}
	enter := func(l, unit string) {
		helped[l] = append(slices.DeleteFunc(helped[l], func(u string) bool { return u == unit }), unit)
	}
	begun := false
	begin := func() {
		begun = true
		for l, unit := range on {
			enter(l, unit)
		}
	}
	for _, s := range p.steps {
		if !begun && s.day >= from {
			begin()
		}
		switch was := on[s.licence]; {
		case s.off:
			delete(on, s.licence)
		case was == s.unit:
		default:
			on[s.licence] = s.unit
			if begun {
				enter(s.licence, s.unit)
			}
		}
	}
	if !begun {
		begin()
	}
	return helped
}
