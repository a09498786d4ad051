package batch

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"bangfu/internal/assist"

	_ "modernc.org/sqlite"
)

// quarter is a town of two units in the third quarter of 2026: three customers who apply and
// wish, and whose week is frozen.
func quarter(t *testing.T) (b *town, one, two, three cells) {
	t.Helper()
	b = newTown(t, 2)
	one, two, three = b.customer("平城区", 0, "2026-07-03"), b.customer("平城区", 1, "2026-07-03"), b.customer("云冈区", 2, "2026-07-03")
	b.register("2026-07-03", []cells{one, two, three}, nil)
	b.offers("2026-07-03", "2026-W29", 10, 40)
	b.sendAll("平城区", "2026-07-03", map[assist.Form][]cells{
		assist.ApplicationForm: {one, two},
		assist.WishForm:        {b.wish(one, "2026-07-03", 5, 0), b.wish(two, "2026-07-03", 10, 0, 1)},
	})
	b.sendAll("云冈区", "2026-07-03", map[assist.Form][]cells{
		assist.ApplicationForm: {three}, assist.WishForm: {b.wish(three, "2026-07-03", 7, 1)},
	})
	b.run("2026-07-09 18:00") // files and freezes
	return b, one, two, three
}

// TestSummaryIsRecountedFromTheLedger plays a quarter and recounts every figure
// of its summary report by plain SQL on the ledger.
func TestSummaryIsRecountedFromTheLedger(t *testing.T) {
	t.Parallel()
	b, one, two, three := quarter(t)
	b.send("平城区", "2026-09-25", assist.SalesForm,
		b.bought(one, "2026-05-06", 0, 9), b.bought(one, "2026-06-10", 0, 6), b.bought(one, "2026-07-15", 0, 4),
		b.bought(one, "2026-08-05", 1, 12), b.bought(two, "2026-07-15", 1, 30), b.bought(two, "2026-08-12", 0, 2))
	visit := cells{"走访日期": "2026-08-20", "走访人": "示例经理", "服务类型": "定期走访、经营指导", "问题状态": "处理中", "存在问题": "货架陈旧"}
	b.send("平城区", "2026-09-25", assist.VisitForm, visit.with("许可证号", one["许可证号"]), visit.with("许可证号", two["许可证号"], "走访日期", "2026-09-02", "服务类型", "节日慰问"))
	b.send("云冈区", "2026-09-25", assist.ApplicationForm, three.on("2026-09-22").with("业务类型", "退出", "退出原因", "歇业转让"))
	b.run("2026-09-28 09:00")

	paths, _, err := b.Summary(context.Background(), "2026Q3", b.at("2026-09-28 10:00"))
	b.must(err)
	if len(paths) != 6 {
		t.Fatalf("wrote %v", paths)
	}
	db, err := sql.Open("sqlite", b.Place.Ledger())
	b.must(err)
	defer db.Close()
	ask := func(query string, args ...any) string {
		t.Helper()
		var n sql.NullString
		b.must(db.QueryRow(query, args...).Scan(&n))
		if !n.Valid {
			return "0"
		}
		return n.String
	}
	const in = " BETWEEN '2026-07-01' AND '2026-09-28' "
	changes := "SELECT count(*) FROM entry WHERE kind = 'change' AND json_extract(body, '$.Kind') = ? AND json_extract(body, '$.Day')" + in + "AND json_extract(body, '$.Unit') LIKE ?"
	visits := "SELECT count(*) FROM entry JOIN person ON person.entry = seq WHERE kind = 'visit' AND json_extract(fields, '$.Day')" + in + "AND json_extract(fields, '$.Unit') LIKE ?"
	onFile := ` FROM supply WHERE extra > 0 AND unit LIKE ? AND EXISTS (SELECT 1 FROM sales WHERE month = '2026-07' AND sales.licence IN (SELECT s.licence FROM supply s WHERE s.unit = supply.unit))`
	ordered := "SELECT sum(min(extra, max(0, coalesce((SELECT sum(json_extract(l.value, '$[2]')) FROM sales, json_each(sales.lines) l WHERE sales.licence = supply.licence AND month = '2026-07' AND json_extract(l.value, '$[1]') = supply.barcode), 0) - base)))" + onFile

	for unit, like := range map[string]string{"": "%", "平城区": "平城区", "云冈区": "云冈区"} {
		path := b.Place.SummaryXLSX(orCity(unit), "2026Q3")
		sum := func(name string, columns ...string) cells {
			t.Helper()
			_, total := b.summed(path, name, columns...)
			return total
		}
		roll := sum("在册变化", "期初在册", "期末在册")
		supply := sum("货源支持", "受益户数", "帮扶加量(条)")
		visited := sum("走访与服务", "应走访", "走访次数")
		joined, left := ask(changes, "新增", like), ask(changes, "退出", like)
		for _, x := range []struct{ what, got, want string }{
			{"新增", roll["新增"], joined},
			{"退出", roll["退出"], left},
			{"期末在册", roll["期末在册"], ask("SELECT ? - ?", joined, left)},
			{"帮扶加量", supply["帮扶加量(条)"], ask("SELECT sum(extra) FROM supply WHERE day"+in+"AND unit LIKE ?", like)},
			{"受益户数", supply["受益户数"], ask("SELECT count(DISTINCT licence) FROM supply WHERE extra > 0 AND unit LIKE ?", like)},
			{"规格数", supply["规格数"], ask("SELECT count(DISTINCT barcode) FROM supply WHERE extra > 0 AND unit LIKE ?", like)},
			{"已有销售的投放", supply["已有销售的投放(条)"], ask("SELECT sum(extra)"+onFile, like)},
			{"订购", supply["其中订购(条)"], ask(ordered, like)},
			{"按批发价", supply["按批发价(元)"], b.worth(db, like)},
			{"走访次数", visited["走访次数"], ask(visits, like)},
			{"节日慰问", visited["节日慰问"], ask(visits+" AND fields LIKE '%节日慰问%'", like)},
			{"经营指导", visited["经营指导"], ask(visits+" AND fields LIKE '%经营指导%'", like)},
		} {
			if x.got != x.want {
				t.Errorf("%s %s: the report says %q, the ledger %q", orCity(unit), x.what, x.got, x.want)
			}
		}
	}
	// What the figures are, by hand, so that both cannot be wrong alike.
	if got, want := ask("SELECT sum(extra) FROM supply"), "27"; got != want { // 5 and 5 of ten, 10 and 7 of forty
		t.Errorf("Σ 帮扶加量 %s, want %s", got, want)
	}
	if got, want := ask(changes, "退出", "%"), "1"; got != want {
		t.Errorf("退出 %s, want %s", got, want)
	}
}

// worth is Σ 帮扶加量 × 批发价 of a unit's lines in 元, with the prices of the table of products.
func (t *town) worth(db *sql.DB, like string) string {
	t.Helper()
	price := map[string]int64{}
	for _, p := range t.terms.Products.List {
		price[p.Barcode] = int64(p.Wholesale)
	}
	rows, err := db.Query("SELECT barcode, extra FROM supply WHERE unit LIKE ?", like)
	t.must(err)
	defer rows.Close()
	var sum int64
	for rows.Next() {
		var code string
		var extra int64
		t.must(rows.Scan(&code, &extra))
		sum += price[code] * extra
	}
	t.must(rows.Err())
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%d.%02d", sum/100, sum%100), "0"), ".") // as a cell holds the number
}

// TestSummaryOfAWrongPeriod says how to write it.
func TestSummaryOfAWrongPeriod(t *testing.T) {
	t.Parallel()
	b := newTown(t, 1)
	b.run("2026-07-09 09:00")
	_, _, err := b.Summary(context.Background(), "2026年", b.at("2026-07-09 10:00"))
	if err == nil || !strings.Contains(err.Error(), "2026Q4") {
		t.Errorf("got %v", err)
	}
}
