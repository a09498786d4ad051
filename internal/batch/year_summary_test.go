package batch

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"bangfu/internal/assist"
)

// helpedSQL are who was on the roll at any time between two days, by unit; the
// city, without a name, counts one who moved once.
const helpedSQL = `WITH c AS (SELECT seq, licence, json_extract(body, '$.Kind') k, json_extract(body, '$.Unit') u, json_extract(body, '$.Day') d FROM entry WHERE kind = 'change'),
	p AS (SELECT *, lag(k) OVER w pk, lag(u) OVER w pu FROM c WINDOW w AS (PARTITION BY licence ORDER BY seq)),
	opening AS (SELECT licence, u, k, max(seq) FROM c WHERE d < ?1 GROUP BY licence),
	h AS (SELECT licence, u FROM opening WHERE k <> '退出'
		UNION SELECT licence, u FROM p WHERE k <> '退出' AND (pk IS NULL OR pk = '退出' OR pu <> u) AND d BETWEEN ?1 AND ?2)
	SELECT u, count(DISTINCT licence) FROM h GROUP BY 1 UNION ALL SELECT '', count(DISTINCT licence) FROM h`

// netSQL is what was supplied on the order days between two days, less what was
// withdrawn, by unit and for all: weeks, customers, products and cartons.
const netSQL = `WITH lost AS (SELECT licence, json_extract(body, '$.Week') week, json_extract(body, '$.Barcode') barcode,
		sum(CASE json_extract(body, '$.Move') WHEN '恢复' THEN -1 ELSE 1 END * json_extract(body, '$.Cartons')) n FROM entry WHERE kind = 'withdrawal' GROUP BY 1, 2, 3),
	x AS (SELECT unit, week, licence, barcode, extra - coalesce(n, 0) net FROM supply LEFT JOIN lost USING (week, licence, barcode) WHERE day BETWEEN ?1 AND ?2),
	y AS (SELECT * FROM x WHERE net > 0 UNION ALL SELECT '', week, licence, barcode, net FROM x WHERE net > 0)
	SELECT unit || ' weeks', count(DISTINCT week) FROM y GROUP BY unit
	UNION ALL SELECT unit || ' customers', count(DISTINCT licence) FROM y GROUP BY unit
	UNION ALL SELECT unit || ' products', count(DISTINCT barcode) FROM y GROUP BY unit
	UNION ALL SELECT unit || ' cartons', sum(net) FROM y GROUP BY unit
	UNION ALL SELECT unit || ' = ' || barcode, sum(net) FROM y GROUP BY unit, barcode`

// annual makes the summary report of a period and counts its figures again by SQL:
// the roll, its steps and their reasons, who was helped, what was supplied net of
// withdrawals and what that is worth, and the visits.
func (y *year) annual(db recount, period string) {
	y.Helper()
	paths, _, err := y.Summary(context.Background(), period, y.at(y.day.String()+" 20:00"))
	y.must(err)
	if len(paths) != 2*(len(y.terms.Units)+1) {
		y.Errorf("%s: wrote %v", period, paths)
	}
	year, _ := strconv.Atoi(period)
	from, to := assist.Day(year, 1, 1), min(assist.Day(year, 12, 31), y.day)
	span := []any{from.String(), to.String()}
	opening, closing := db.numbers(rollSQL, (from-1).String()), db.numbers(rollSQL, to.String())
	in, out := db.steps(true, "d BETWEEN ? AND ?", span...), db.steps(false, "d BETWEEN ? AND ?", span...)
	helped, net := db.numbers(helpedSQL, span...), db.numbers(netSQL, span...)
	units := y.unitNames()
	of := func(m map[string]int, unit string) int {
		return byUnit(m, units, unit, "低保") + byUnit(m, units, unit, "残疾") + byUnit(m, units, unit, "临时困难")
	}
	all := func(m map[string]int, unit string) int {
		if unit != "" {
			return m[unit]
		}
		sum := 0
		for _, u := range units {
			sum += m[u]
		}
		return sum
	}
	for _, unit := range append([]string{""}, units...) {
		path := y.Place.SummaryXLSX(orCity(unit), period)
		_, roll := y.summed(path, "在册变化", "期初在册", "期末在册")
		_, supply := y.summed(path, "货源支持", "受益户数", "帮扶加量(条)")
		reasons, _ := y.summed(path, "新增与退出原因", "变更", "原因", "户次")
		why := map[string]int{}
		for _, r := range reasons {
			why[r["变更"]] += y.int(r["户次"])
		}
		for _, x := range []struct {
			what, got string
			want      any
		}{
			{"期初在册", roll["期初在册"], of(opening, unit)},
			{"新增", roll["新增"], all(in, unit)},
			{"退出", roll["退出"], all(out, unit)},
			{"期末在册", roll["期末在册"], of(closing, unit)},
			{"期内帮扶", roll["期内帮扶"], helped[unit]},
			{"新增 by reason", strconv.Itoa(why["新增"]), all(in, unit)},
			{"退出 by reason", strconv.Itoa(why["退出"]), all(out, unit)},
			{"供货周数", supply["供货周数"], net[unit+" weeks"]},
			{"受益户数", supply["受益户数"], net[unit+" customers"]},
			{"规格数", supply["规格数"], net[unit+" products"]},
			{"帮扶加量", supply["帮扶加量(条)"], net[unit+" cartons"]},
			{"按批发价", supply["按批发价(元)"], y.worthOf(net, unit)},
		} {
			if want := fmt.Sprint(x.want); x.got != want && (x.got != "" || want != "0") { // of a unit that had nobody no line is told
				y.Errorf("%s %s %s: the report says %q, SQL %v", period, orCity(unit), x.what, x.got, x.want)
			}
		}
		y.linesAddUp(path, unit)
	}
	y.yearsVisits(db, period, from, to)
	y.annualSays(db, period, from, to)
}

// worthOf is what some cartons are worth in 元, by the prices of the table of products.
func (y *year) worthOf(net map[string]int, unit string) string {
	var sum int64
	for _, p := range y.terms.Products.List {
		sum += int64(p.Wholesale) * int64(net[unit+" = "+p.Barcode])
	}
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%d.%02d", sum/100, sum%100), "0"), ".") // as a cell holds the number
}

// linesAddUp: the lines of a sheet add up to its 合计, but for what is counted
// once for all.
func (y *year) linesAddUp(path, unit string) {
	y.Helper()
	for sheet, columns := range map[string][]string{
		"在册变化":  {"期初在册", "新增", "退出", "期末在册"},
		"货源支持":  {"帮扶加量(条)", "已有销售的投放(条)", "其中订购(条)"},
		"走访与服务": {"应走访", "按期走访", "超期未走访", "走访次数", "定期走访"},
	} {
		lines, total := y.summed(path, sheet, columns...)
		for _, c := range columns {
			sum := 0
			for _, l := range lines {
				sum += y.int(l[c])
			}
			if sum != y.int(total[c]) {
				y.Errorf("%s %s %s: 合计 %s, the lines add up to %d", orCity(unit), sheet, c, total[c], sum)
			}
		}
	}
}

// yearsVisits: the visits of those who were helped, and how they stand on the
// last day, when that is the ledger's.
func (y *year) yearsVisits(db recount, period string, from, to assist.Date) {
	y.Helper()
	_, total := y.summed(y.Place.SummaryXLSX(orCity(""), period), "走访与服务", "应走访", "走访次数")
	visits := db.one(`SELECT count(*) FROM entry JOIN person ON entry = seq WHERE kind = 'visit' AND json_extract(fields, '$.Day') BETWEEN ?1 AND ?2`, from.String(), to.String())
	if y.int(total["走访次数"]) != visits {
		y.Errorf("%s 走访次数 %s, by SQL %d", period, total["走访次数"], visits)
	}
	if to != y.day {
		return
	}
	due := db.numbers(visitedSQL, to.String())
	late, inTime := byUnit(due, y.unitNames(), "", "late"), byUnit(due, y.unitNames(), "", "in time")
	if got, want := []string{total["应走访"], total["按期走访"], total["超期未走访"]}, []string{strconv.Itoa(late + inTime), strconv.Itoa(inTime), strconv.Itoa(late)}; !slices.Equal(got, want) {
		y.Errorf("%s visits due, in time, overdue: %v, by SQL %v", period, got, want)
	}
}
