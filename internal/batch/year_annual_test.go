package batch

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/paper"
	"bangfu/internal/report"
	"bangfu/internal/results"
)

// whySQL are the steps onto the units' rolls and off them between two days, by
// unit, direction and reason; what a county or the city wrote of an exit is not told. An
// exit that a county filed and a 新增 in another unit, of the licence or the person and
// within neighbouring weeks, are a move; so is one whose 新增 there still waits.
const whySQL = `WITH c AS (SELECT seq, licence, json_extract(body, '$.Kind') k, json_extract(body, '$.Unit') u, json_extract(body, '$.Day') d, json_extract(body, '$.By') b,
		json_extract(fields, '$.Reason') r, json_extract(fields, '$.Application.ID') id, json_extract(fields, '$.Application.Applied') a FROM entry LEFT JOIN person ON entry = seq WHERE kind = 'change'),
	p AS (SELECT *, lag(k) OVER w pk, lag(u) OVER w pu FROM c WINDOW w AS (PARTITION BY licence ORDER BY seq)),
	x AS (SELECT seq, licence, pu u, floor((julianday(d) + 0.5) / 7) w, (SELECT o.id FROM c o WHERE o.licence = p.licence AND o.seq < p.seq AND o.id <> '' ORDER BY o.seq DESC LIMIT 1) id FROM p WHERE k = '退出' AND b = '县区审批'),
	n AS (SELECT seq, licence, u, id, floor((julianday(d) + 0.5) / 7) w, floor((julianday(nullif(a, '')) + 0.5) / 7) aw FROM p WHERE k = '新增'),
	moved AS (SELECT x.seq gone, n.seq came FROM x JOIN n ON x.u <> n.u AND (x.licence = n.licence OR x.id = n.id) AND (abs(x.w - n.w) <= 1 OR abs(x.w - n.aw) <= 1)),
	f AS (SELECT json_extract(body, '$.Receipt') r, json_extract(body, '$.Unit') u FROM entry WHERE kind = 'file'),
	j AS (SELECT json_extract(body, '$.Receipt') r, json_extract(body, '$.Sheet') s, json_extract(body, '$.Row') n, json_extract(body, '$.Outcome') o, coalesce(json_extract(body, '$.Standing'), '') st,
		json_extract(body, '$.Since') since, max(seq) FROM entry WHERE kind = 'judged' AND json_extract(body, '$.Form') = '申请表' GROUP BY 1, 2, 3),
	l AS (SELECT f.u, e.licence, j.o, j.since, json_extract(fields, '$.ID') id, json_extract(fields, '$.Applied') a, json_extract(fields, '$.Business') bz, max(e.seq)
		FROM entry e JOIN f ON f.r = json_extract(e.body, '$.Receipt') JOIN j ON j.r = f.r AND j.s = json_extract(e.body, '$.Sheet') AND j.n = json_extract(e.body, '$.Row') LEFT JOIN person ON entry = e.seq
		WHERE e.kind = 'application' AND j.st NOT IN ('被替换', '重复') GROUP BY 1, 2),
	h AS (SELECT u, licence, id, floor((julianday(since) + 0.5) / 7) w, floor((julianday(nullif(a, '')) + 0.5) / 7) aw FROM l WHERE o = '待核' AND bz = '新增'),
	waits AS (SELECT x.seq gone FROM x JOIN h ON x.u <> h.u AND (x.licence = h.licence OR x.id = h.id) AND (abs(x.w - h.w) <= 1 OR abs(x.w - h.aw) <= 1) WHERE x.seq NOT IN (SELECT gone FROM moved)),
	m AS (SELECT u, '新增' way, CASE WHEN k <> '新增' OR seq IN (SELECT came FROM moved) THEN '由其他县区转入' WHEN coalesce(r, '') = '' THEN k ELSE r END why, d FROM p
			WHERE k <> '退出' AND (pk IS NULL OR pk = '退出' OR pu <> u)
		UNION ALL SELECT pu, '退出', CASE WHEN k <> '退出' OR seq IN (SELECT gone FROM moved) THEN '转往其他县区' WHEN seq IN (SELECT gone FROM waits) THEN '转往其他县区（新县区待核）' WHEN b = '到期' THEN '到期未复核' WHEN b = '许可证登记' THEN r WHEN b = '市局' THEN '市局名单调整' ELSE '县区申报退出' END, d FROM p
			WHERE pk <> '退出' AND (k = '退出' OR pu <> u))
	SELECT u || ' ' || way || ' ' || why, count(*) FROM m WHERE d BETWEEN ?1 AND ?2 GROUP BY 1`

// aheadSQL is what was frozen by a day and is delivered after it, less what was withdrawn.
const aheadSQL = `WITH lost AS (SELECT licence, json_extract(body, '$.Week') week, json_extract(body, '$.Barcode') barcode,
		sum(CASE json_extract(body, '$.Move') WHEN '恢复' THEN -1 ELSE 1 END * json_extract(body, '$.Cartons')) n FROM entry WHERE kind = 'withdrawal' GROUP BY 1, 2, 3),
	x AS (SELECT s.unit, s.week, s.licence, s.extra - coalesce(n, 0) net FROM supply s JOIN entry e ON e.seq = s.entry LEFT JOIN lost ON lost.week = s.week AND lost.licence = s.licence AND lost.barcode = s.barcode
		WHERE s.day > ?1 AND substr(e.at, 1, 10) <= ?1),
	y AS (SELECT * FROM x WHERE net > 0 UNION ALL SELECT '', week, licence, net FROM x WHERE net > 0)
	SELECT unit || ' weeks', count(DISTINCT week) FROM y GROUP BY unit
	UNION ALL SELECT unit || ' customers', count(DISTINCT licence) FROM y GROUP BY unit
	UNION ALL SELECT unit || ' cartons', sum(net) FROM y GROUP BY unit`

// reports are the printed 总结报告 of a period as text, by unit; what is read is
// what was published.
func (y *year) reports(period string) map[string]string {
	y.Helper()
	ctx := context.Background()
	h, err := y.Reader().Fold(ctx)
	y.must(err)
	terms, err := y.termsIn(ctx, h)
	y.must(err)
	span, _ := results.ParsePeriod(period)
	f, sum, err := y.summaryFacts(ctx, h, terms, span)
	y.must(err)
	texts := map[string]string{}
	for _, unit := range append([]string{""}, y.unitNames()...) {
		doc := report.SummaryDocument(report.Summing{Facts: f, Summary: sum, Span: span.Title(), Unit: unit, Ends: span.To})
		published, err := os.ReadFile(y.Place.Summary(orCity(unit), period))
		y.must(err)
		if again, err := y.print(doc); err != nil || !bytes.Equal(published, again) {
			y.Errorf("%s %s: the facts print another report than the one that was published: %v", period, orCity(unit), err)
		}
		y.lastPageFilled("总结 "+unit, doc)
		texts[unit] = paper.Text(doc)
	}
	return texts
}

// annualSays compares every sentence of the 总结报告, and the sheets that list what
// the sentences sum up, with what the ledger holds.
func (y *year) annualSays(db recount, period string, from, to assist.Date) {
	y.Helper()
	p, texts := y.plainly(db, to), y.reports(period)
	following, why, net, ahead := p.following(from, y.terms.Products), db.numbers(whySQL, from.String(), to.String()), db.numbers(netSQL, from.String(), to.String()), db.numbers(aheadSQL, to.String())
	signals := map[string][]signalled{}
	for _, x := range p.signals(from, assist.WeekOf(from), y.thresholds(to)) {
		signals[""], signals[x.unit] = append(signals[""], x), append(signals[x.unit], x)
	}
	opening, closing, in, out := db.numbers(rollSQL, (from-1).String()), db.numbers(rollSQL, to.String()), y.reasons(why, "新增"), y.reasons(why, "退出")
	for unit, text := range texts {
		f, classes, all := following[unit], p.classes(from, unit), 0
		for _, n := range classes {
			all += n
		}
		roll := func(m map[string]int) int {
			n := 0
			for _, class := range []string{"低保", "残疾", "临时困难"} {
				n += byUnit(m, p.units, unit, class)
			}
			return n
		}
		y.says(unit, text, sentence{`期初在册(\d+)户，新增(\d+)户(?:次)?，退出(\d+)户(?:次)?，期末在册(\d+)户；期内共帮扶(\d+)户`,
			[]int{roll(opening), total(in[unit]), total(out[unit]), roll(closing), all}})
		for _, class := range []string{"低保", "残疾", "临时困难"} {
			y.says(unit, text, sentence{`期内共帮扶[^。]*` + class + `(\d+)户`, []int{classes[class]}})
		}
		for way, why := range map[string]map[string]int{"新增": in[unit], "退出": out[unit]} {
			for reason, n := range why {
				y.exactly(unit, text, fmt.Sprintf("| %s | %s | %d", way, reason, n), true)
			}
		}
		y.suppliesSaid(unit, text, net, ahead, f)
		y.followingSaid(unit, text, f)
		answered := p.answered(signals[unit])
		y.says(unit, text, sentence{`监督信号(\d+)条`, []int{len(signals[unit])}})
		y.exactly(unit, text, answeredWords(answered, len(signals[unit])), len(signals[unit]) > 0)
		y.annualSheets(unit, period, f, signals[unit], in[unit], out[unit])
	}
	y.dueSaid(db, texts)
	y.troublesSaid(db, from, to, texts)
	y.reportingSaid(db, period, from, to, texts)
}

// reportingSaid: which weeks each unit did not report or came late, week by week from the
// files, and which forms it never sent though somebody was helped there.
func (y *year) reportingSaid(db recount, period string, from, to assist.Date, texts map[string]string) {
	y.Helper()
	began, now := db.texts(`SELECT min(at) FROM entry`)[0][0], db.texts(`SELECT max(at) FROM entry`)[0][0]
	brought := db.numbers(`SELECT json_extract(body, '$.Unit') || ' ' || json_extract(t.value, '$.Form'), count(*) FROM entry JOIN person ON entry = seq, json_each(fields, '$.Tables') t WHERE kind = 'file' AND NOT json_extract(body, '$.Refused')
		AND NOT json_extract(t.value, '$.Refused') AND substr(json_extract(body, '$.Seen'), 1, 10) BETWEEN ? AND ? GROUP BY 1`, from.String(), to.String())
	helped, lines := db.numbers(helpedSQL, from.String(), to.String()), map[string]cells{}
	list, _ := y.summed(y.Place.SummaryXLSX(orCity(""), period), "报送情况", "未报(周)", "迟报(周)")
	for _, l := range list {
		lines[l["县区"]] = l
	}
	said := 0
	for _, u := range y.terms.Units {
		due, silent, late, lacks := 0, "", "", ""
		for d := from; d <= to; d++ {
			if d.Weekday() != time.Thursday {
				continue
			}
			by := (d - 3 + assist.Date((u.Deadline+6)%7)).String() + "T18:00:00+08:00"
			if by <= began || by >= now {
				continue
			}
			due++
			seen := db.texts(`SELECT min(json_extract(body, '$.Seen')) FROM entry WHERE kind = 'file' AND NOT json_extract(body, '$.Refused') AND json_extract(body, '$.Unit') = ?
				AND substr(json_extract(body, '$.Seen'), 1, 10) BETWEEN ? AND ?`, u.Name, (d - 3).String(), (d + 3).String())[0][0]
			switch _, n := d.Time().ISOWeek(); {
			case seen == "":
				silent += fmt.Sprintf("%d ", n)
			case seen > by:
				late += fmt.Sprintf("%d ", n)
			}
		}
		for _, form := range []string{"申请表", "销售历史", "走访台账"} {
			if due > 0 && brought[u.Name+" "+form] == 0 && (form == "申请表" || helped[u.Name] > 0) {
				lacks += form + " "
			}
		}
		want := fmt.Sprintf("%d 未报 %s迟报 %s没有 %s", due, silent, late, lacks)
		l, listed := lines[u.Name]
		if listed != (silent+late+lacks != "") {
			y.Errorf("%s 报送情况 lists %s: %v, counted again %s", period, u.Name, listed, want)
		}
		y.exactly(u.Name, texts[u.Name], "每周报送：应报"+fmt.Sprint(due)+"周，", listed)
		if !listed {
			continue
		}
		said++
		if got := fmt.Sprintf("%s 未报 %s迟报 %s没有 %s", l["应报(周)"], spelt(l["未报的周"]), spelt(l["迟报的周"]), strings.ReplaceAll(l["期内没有报过"]+"、", "、", " ")); got != want && got != want+" " {
			y.Errorf("%s 报送情况 of %s: %q, counted again %q", period, u.Name, got, want)
		}
	}
	y.exactly("", texts[""], "每周报送：", said > 0)
}

// spelt is 第3、9至11周 with each week: 3 9 10 11.
func spelt(weeks string) string {
	text := ""
	for _, m := range regexp.MustCompile(`(\d+)(?:至(\d+))?`).FindAllStringSubmatch(weeks, -1) {
		first, _ := strconv.Atoi(m[1])
		last, _ := strconv.Atoi(m[2])
		for n := first; n <= max(first, last); n++ {
			text += fmt.Sprintf("%d ", n)
		}
	}
	return text
}

// takenSQL is what was withdrawn of the plans, and not restored, of order days between
// two days: customers of each week, and cartons, by unit and for all.
const takenSQL = `WITH x AS (SELECT json_extract(body, '$.Unit') unit, json_extract(body, '$.Week') week, licence,
		sum(CASE json_extract(body, '$.Move') WHEN '恢复' THEN -1 ELSE 1 END * json_extract(body, '$.Cartons')) n
		FROM entry WHERE kind = 'withdrawal' AND json_extract(body, '$.Day') BETWEEN ?1 AND ?2 GROUP BY 1, 2, 3, json_extract(body, '$.Barcode') HAVING n > 0),
	y AS (SELECT * FROM x UNION ALL SELECT '', week, licence, n FROM x)
	SELECT unit || ' customers', count(DISTINCT week || licence) FROM y GROUP BY unit UNION ALL SELECT unit || ' cartons', sum(n) FROM y GROUP BY unit`

// troublesSaid: the weeks without supply, what was withdrawn, and what waits on the day.
func (y *year) troublesSaid(db recount, from, to assist.Date, texts map[string]string) {
	y.Helper()
	taken, open := db.numbers(takenSQL, from.String(), to.String()), map[string]int{}
	for _, r := range y.openRows(db) {
		if r.outcome != "不符合" {
			open[r.unit]++
			open[""]++
		}
	}
	weeks, frozen := 0, map[string]bool{}
	list := db.texts(`SELECT DISTINCT json_extract(body, '$.Plan.Week') FROM entry WHERE kind = 'freeze' ORDER BY 1`)
	for _, w := range list {
		frozen[w[0]] = true
	}
	for d := from; d <= to-6; d++ {
		if w := assist.WeekOf(d); d == w.Monday() && !frozen[w.String()] && w.String() > list[0][0] && w.String() < list[len(list)-1][0] {
			weeks++
		}
	}
	for unit, text := range texts {
		y.says(unit, text, sentence{`定稿后撤销(\d+)户次、(\d+)条，已从投放中扣除`, []int{taken[unit+" customers"], taken[unit+" cartons"]}},
			sentence{`未办结的申请(\d+)户，按退回与待核的原因`, []int{open[unit]}})
		if unit == "" {
			y.says(unit, text, sentence{`有(\d+)周没有定稿供货方案`, []int{weeks}})
		}
	}
	y.seen["没有供货的周"] += weeks
}

// reasons are the reasons of one direction with their numbers, by unit and "" for all.
func (y *year) reasons(why map[string]int, way string) map[string]map[string]int {
	by := map[string]map[string]int{"": {}}
	for key, n := range why {
		part := strings.SplitN(key, " ", 3)
		if part[1] != way {
			continue
		}
		if by[part[0]] == nil {
			by[part[0]] = map[string]int{}
		}
		by[part[0]][part[2]] += n
		by[""][part[2]] += n
	}
	return by
}

func total(m map[string]int) int {
	n := 0
	for _, k := range m {
		n += k
	}
	return n
}

// answeredWords is how many of some signals have been answered.
func answeredWords(answered, of int) string {
	switch answered {
	case 0:
		return "尚未答复。"
	case of:
		return "已全部答复。"
	}
	return fmt.Sprintf("已答复%d条，待答复%d条。", answered, of-answered)
}

// suppliesSaid: what was supplied, what is frozen and not delivered, what it is
// worth, and what of it was ordered.
func (y *year) suppliesSaid(unit, text string, net, ahead map[string]int, f *followed) {
	y.Helper()
	n := func(m map[string]int, what string) int { return m[unit+" "+what] }
	fen := int64(0)
	for _, p := range y.terms.Products.List {
		fen += int64(p.Wholesale) * int64(n(net, "= "+p.Barcode))
	}
	y.exactly(unit, text, fmt.Sprintf("货源支持：供货%d周，向%d户投放帮扶加量%d条，涉及%d个规格，按批发价计%d.%02d元。", n(net, "weeks"), n(net, "customers"), n(net, "cartons"), n(net, "products"), fen/100, fen%100), n(net, "weeks") > 0)
	y.exactly(unit, text, "没有已到订货日的帮扶供货。", n(net, "weeks") == 0)
	y.says(unit, text, sentence{`\S+供货已定稿，到\S+还没有到订货日的(\d+)户、帮扶加量(\d+)条`, []int{n(ahead, "customers"), n(ahead, "cartons")}})
	if m := regexp.MustCompile(`((?:\d+年)?第\d+周(?:、(?:\d+年)?第\d+周)*)供货已定稿，到`).FindStringSubmatch(text); m != nil && strings.Count(m[1], "周") != n(ahead, "weeks") {
		y.Errorf("%s: weeks %s, by SQL %d", y.day, m[1], n(ahead, "weeks"))
	}
	if f.onFile > 0 {
		y.exactly(unit, text, fmt.Sprintf("已有销售记录的投放%d条，客户实际订购%d条，利用率%s。", f.onFile, f.ordered, percent(f.ordered, f.onFile)), true)
	}
}

// followingSaid: visits, problems, and sales before and after.
func (y *year) followingSaid(unit, text string, f *followed) {
	y.Helper()
	list := []sentence{{`走访服务：走访(\d+)次，涉及(\d+)户`, []int{f.visits, f.visited}},
		{`走访反映的问题：(?:期初未解决(\d+)件)?、?(?:随客户转入（迁入或重新备案）(\d+)件)?、?(?:本期提出(\d+)件)?、?(?:已解决(\d+)件)?、?(?:随客户转出（迁出或退出）(\d+)件)?、?(?:期末处理中(\d+)件)?。`, []int{f.carried, f.brought, f.raised, f.solved, f.taken, f.open}}}
	if f.carried+f.brought+f.raised-f.solved-f.taken != f.open {
		y.Errorf("%s %s: problems %d + %d + %d - %d - %d are not %d", y.day, orCity(unit), f.carried, f.brought, f.raised, f.solved, f.taken, f.open)
	}
	for _, s := range column.Services {
		list = append(list, sentence{`走访服务：走访[^。]*` + s + `(\d+)次`, []int{f.services[s]}})
	}
	y.says(unit, text, list...)
	b, a := f.effect.before, f.effect.after
	switch n := f.effect.customers; {
	case n == 0:
		y.exactly(unit, text, "暂不能比较销量和毛利", true)
		return
	case n < 5: // a mean of a shop or two is theirs alone
		y.exactly(unit, text, fmt.Sprintf("完整销售月份的客户只有%d户，不足5户，不比较销量和毛利。", n), true)
		y.exactly(unit, text, "户月均销量由", false)
		return
	}
	y.exactly(unit, text, fmt.Sprintf("帮扶前后可比的%d户，户月均销量由%s条变为%s条（%s），户月均毛利由%s元变为%s元（%s）。", f.effect.customers,
		quotient(int64(b.cartons), b.months, 1), quotient(int64(a.cartons), a.months, 1), f.effect.soldMore(),
		quotient(b.margin, b.months*100, 2), quotient(a.margin, a.months*100, 2), grown(b.margin, b.months, a.margin, a.months)), true)
}

// annualSheets compares the sheets 帮扶成效, 走访与服务, 监督信号 and 新增与退出原因.
func (y *year) annualSheets(unit, period string, f *followed, list []signalled, in, out map[string]int) {
	y.Helper()
	path := y.Place.SummaryXLSX(orCity(unit), period)
	want := f.effect.cells()
	told := cells{} // nothing of a unit that had nobody
	for sheet, header := range map[string]string{"帮扶成效": "可比户数", "走访与服务": "走访次数"} {
		_, sum := y.summed(path, sheet, header)
		maps.Copy(told, sum)
	}
	for header, n := range map[string]int{"走访次数": f.visits, "期初未解决": f.carried, "转入问题": f.brought, "提出问题": f.raised, "已解决": f.solved, "转出问题": f.taken, "处理中": f.open} {
		want[header] = fmt.Sprint(n)
	}
	for _, s := range column.Services {
		want[s] = fmt.Sprint(f.services[s])
	}
	for header, text := range want {
		if nothing := text == "0" || text == "—"; told[header] != text && !(nothing && len(told) == 0) {
			y.Errorf("%s %s %s: the sheet says %q, counted again %q", period, orCity(unit), header, told[header], text)
		}
	}
	codes, whys := map[string]int{}, map[string]int{}
	for _, x := range list {
		codes[x.code]++
	}
	got, _ := y.summed(path, "监督信号", "代码", "提出")
	for _, l := range got {
		if y.int(l["提出"]) != codes[l["代码"]] {
			y.Errorf("%s %s %s: the sheet says %s, counted again %d", period, orCity(unit), l["代码"], l["提出"], codes[l["代码"]])
		}
	}
	reasons, _ := y.summed(path, "新增与退出原因", "变更", "原因", "户次")
	for _, l := range reasons {
		whys[l["变更"]+l["原因"]] = y.int(l["户次"])
	}
	for way, m := range map[string]map[string]int{"新增": in, "退出": out} {
		for why, n := range m {
			if whys[way+why] != n {
				y.Errorf("%s %s %s %s: the sheet says %d, by SQL %d", period, orCity(unit), way, why, whys[way+why], n)
			}
		}
	}
	if len(codes) != len(got) || len(reasons) != len(in)+len(out) {
		y.Errorf("%s %s: the sheets list %v and %v, counted again %v %v %v", period, orCity(unit), got, reasons, codes, in, out)
	}
}

// dueSaid: whose terms end soon.
func (y *year) dueSaid(db recount, texts map[string]string) {
	y.Helper()
	p, days := y.plainly(db, y.day), y.terms.Limit(assist.DueDays, y.day).Int()
	due := map[string]int{}
	for _, l := range p.enrolled() {
		if p.filed[l].end <= y.day+assist.Date(days) {
			due[p.filed[l].unit]++
			due[""]++
		}
	}
	for unit, text := range texts {
		y.says(unit, text, sentence{fmt.Sprintf(`%d日内帮扶到期、需要复核的有(\d+)户`, days), []int{due[unit]}})
	}
}
