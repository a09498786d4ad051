package batch

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
)

// supplied are the lines of 供货明细 of a week: customer, product and cartons.
func (t *town) supplied(w assist.Week) []string {
	t.Helper()
	var list []string
	for _, r := range t.table(t.Place.Supply(w), "供货明细", "县区", "卷烟条码", "帮扶加量") {
		product := slices.IndexFunc(t.terms.Products.List, func(p assist.Product) bool { return p.Barcode == r["卷烟条码"] })
		list = append(list, strings.TrimSpace(fmt.Sprintf("%s 规格%d %s %s得%s %s", r["许可证号"][7:], product, r["选择来源"], r["申请加量"], r["帮扶加量"], r["限制原因"])))
	}
	return list
}

// titled is the title of 供货明细.
func (t *town) titled(w assist.Week) string {
	t.Helper()
	data, err := os.ReadFile(t.Place.Supply(w))
	t.must(err)
	return t.sheetOf(data, "供货明细")[0].Cells[0].Text
}

// same compares two lists of lines.
func (t *town) same(what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n\t%s\nwant\n\t%s", what, strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

// frozenFiles are the frozen files of a week with their bytes.
func (t *town) frozenFiles(w assist.Week) map[string]string {
	t.Helper()
	files := map[string]string{}
	patterns := []string{
		filepath.Join(t.Place.Outboxes(), "*", w.String(), "供货表_*"), filepath.Join(t.Place.Outboxes(), "*", w.String(), "供货明细_*"),
		filepath.Join(t.Place.Outboxes(), "*", w.String(), "供货导入_*"),
	}
	for _, p := range patterns {
		names, err := filepath.Glob(p)
		t.must(err)
		for _, n := range names {
			data, err := os.ReadFile(n)
			t.must(err)
			files[t.Place.Rel(n)] = string(data)
		}
	}
	return files
}

// TestThreeWeeks is the life of a supply plan: draft, correction, freeze, what
// comes after it, and the weeks that follow.
func TestThreeWeeks(t *testing.T) {
	t.Parallel()
	b := newTown(t, 2)
	w29, w30, w31 := assist.Week{Year: 2026, Number: 29}, assist.Week{Year: 2026, Number: 30}, assist.Week{Year: 2026, Number: 31}
	one, two, three := b.customer("平城区", 0, "2026-07-03"), b.customer("平城区", 1, "2026-07-03"), b.customer("云冈区", 2, "2026-07-03")
	all := []cells{one, two, three}
	b.register("2026-07-03", all, nil)
	b.offers("2026-07-03", "2026-W29", 10, 4)
	b.sendAll("平城区", "2026-07-03", map[assist.Form][]cells{
		assist.ApplicationForm: {one, two},
		assist.WishForm:        {b.wish(one, "2026-07-03", 5, 0), b.wish(two, "2026-07-03", 12, 0, 1)},
	})
	b.sendAll("云冈区", "2026-07-03", map[assist.Form][]cells{
		assist.ApplicationForm: {three}, assist.WishForm: {b.wish(three, "2026-07-03", 5, 1)},
	})

	// Monday: a draft. Product 0 has 10 for 5 + 10, product 1 has 4 for 10 + 5.
	res := b.run("2026-07-06 09:00")
	if res.Plan != assist.PlanDraft || !strings.Contains(b.titled(w29), "2026-W29 草案") {
		t.Errorf("%s %s", res.Plan, b.titled(w29))
	}
	b.same("the draft", b.supplied(w29),
		"00000 规格0 申请 5得5", "00001 规格0 申请 12得5 货源不足、超过上限", "00001 规格1 申请 12得2 货源不足、超过上限", "00002 规格1 申请 5得2 货源不足")

	// Wednesday: a correction, the later wish stands.
	b.send("平城区", "2026-07-07", assist.WishForm, b.wish(two, "2026-07-07", 3, 0))
	b.run("2026-07-08 09:00")
	corrected := []string{"00000 规格0 申请 5得5", "00001 规格0 申请 3得3", "00002 规格1 申请 5得4 货源不足"}
	b.same("the corrected draft", b.supplied(w29), corrected...)

	// Thursday, at the cut-off: final.
	if res = b.run("2026-07-09 18:00"); res.Plan != assist.PlanFinal || !strings.Contains(b.titled(w29), "2026-W29 定稿") {
		t.Errorf("%s %s", res.Plan, b.titled(w29))
	}
	b.same("the final plan", b.supplied(w29), corrected...)
	b.controls(w29, 10)
	final := b.frozenFiles(w29)
	if want := 2*(2+1) + 1; len(final) != want {
		t.Errorf("%d frozen files, want %d: %v", len(final), want, slices.Sorted(maps.Keys(final)))
	}

	// Friday: a late correction counts from the next week; a customer who is
	// taken off is listed, and its cartons are not dealt again.
	b.send("云冈区", "2026-07-10", assist.WishForm, b.wish(three, "2026-07-10", 2, 0, 1))
	b.adjust("2026-07-10", one["许可证号"], "退出", "2026-07-10", "")
	b.offers("2026-07-10", "2026-W29", 100, 100)
	res = b.run("2026-07-10 09:00")
	if !res.Urgent || !strings.Contains(strings.Join(res.Faults, ""), "2026-W29 的供货表已按货源计划（回执 HZ-SJ-20260706-002）定稿，后来的没有采用：回执 HZ-SJ-20260710-002（定稿以后才收到）") {
		t.Errorf("a plan for a frozen week: %v", res.Faults)
	}
	b.unchanged(w29, final, "after the late files")
	b.same("供货撤销", b.withdrawn(w29, assist.City), one["许可证号"]+" "+b.terms.Products.List[0].Barcode+" 撤销5 退出")
	if res = b.run("2026-07-11 09:00"); res.News || len(res.Outputs) > 0 {
		t.Errorf("a run that finds nothing new wrote %v", res.Outputs)
	}
	b.unchanged(w29, final, "after a rerun")

	// The next week, with the late correction and without who has left.
	b.offers("2026-07-13", "2026-W30", 10, 4)
	b.run("2026-07-13 09:00")
	b.same("the next week", b.supplied(w30), "00001 规格0 申请 3得3", "00002 规格0 申请 2得2", "00002 规格1 申请 2得2")
	b.run("2026-07-16 18:00")
	b.controls(w30, 10)
	b.unchanged(w29, final, "in the next week")

	// The third week: the pool is short, and who got less so far comes first.
	b.send("平城区", "2026-07-20", assist.WishForm, b.wish(two, "2026-07-20", 5, 1))
	b.offers("2026-07-20", "2026-W31", 10, 3)
	b.run("2026-07-23 18:30")
	b.same("the third week", b.supplied(w31), "00001 规格1 申请 5得2 货源不足", "00002 规格0 申请 2得2", "00002 规格1 申请 2得1 货源不足")
	b.controls(w31, 10)
	if wrong, _, err := b.Verify(context.Background()); err != nil || len(wrong) > 0 {
		t.Errorf("verify: %v %v", wrong, err)
	}
}

// unchanged sees that the frozen files of a week are as they were.
func (t *town) unchanged(w assist.Week, want map[string]string, when string) {
	t.Helper()
	got := t.frozenFiles(w)
	if !maps.Equal(got, want) {
		for n := range want {
			if got[n] != want[n] {
				t.Errorf("%s %s is another", when, n)
			}
		}
	}
}

// withdrawn are the lines of 供货撤销, of the city or of a unit; none without the file.
func (t *town) withdrawn(w assist.Week, unit string) []string {
	t.Helper()
	path := t.Place.Withdrawn(w)
	if unit != assist.City {
		path = t.Place.UnitWithdrawn(unit, w)
	}
	if _, err := os.Stat(path); err != nil {
		return nil
	}
	var list []string
	for _, r := range t.table(path, "供货撤销", "县区", "变更", "撤销数量", "订货日", "原因") {
		if r["许可证号"] != "" {
			list = append(list, r["许可证号"]+" "+r["卷烟条码"]+" "+r["变更"]+r["撤销数量"]+" "+r["原因"])
		}
	}
	return list
}

// TestFreezeWaitsForThePlan: without a 货源计划 a week stays open, and says so.
func TestFreezeWaitsForThePlan(t *testing.T) {
	t.Parallel()
	b := newTown(t, 2)
	w29 := assist.Week{Year: 2026, Number: 29}
	one := b.customer("平城区", 0, "2026-07-03")
	b.register("2026-07-03", []cells{one}, nil)
	b.sendAll("平城区", "2026-07-03", map[assist.Form][]cells{assist.ApplicationForm: {one}, assist.WishForm: {b.wish(one, "2026-07-03", 5, 0)}})
	res := b.run("2026-07-06 09:00")
	if res.Plan != assist.PlanMissing || res.Urgent || !strings.Contains(strings.Join(res.Faults, ""), "缺2026-W29货源计划") {
		t.Errorf("before the cut-off: %s urgent=%v %v", res.Plan, res.Urgent, res.Faults)
	}
	if got := b.outcome(one["许可证号"]); got != "备案" {
		t.Errorf("filing does not wait for a plan: %s", got)
	}
	if !strings.Contains(b.titled(w29), "缺货源计划") {
		t.Errorf("the workbook says %s", b.titled(w29))
	}
	for _, at := range []string{"2026-07-09 18:00", "2026-07-10 09:00"} {
		res = b.run(at)
		if said := strings.Contains(strings.Join(res.Faults, ""), "缺2026-W29货源计划"); res.Plan != assist.PlanMissing || !res.Urgent || !said {
			t.Errorf("%s: %s urgent=%v %v", at, res.Plan, res.Urgent, res.Faults)
		}
	}
	st, err := b.Status(context.Background(), b.at("2026-07-10 09:01"), func(t time.Time) (time.Time, error) { return t, nil })
	b.must(err)
	if st.Plan != assist.PlanMissing || !strings.Contains(strings.Join(st.Faults, ""), "缺2026-W29货源计划") {
		t.Errorf("status: %s %v", st.Plan, st.Faults)
	}
	b.offers("2026-07-10", "2026-W29", 3)
	if res = b.run("2026-07-10 10:00"); res.Plan != assist.PlanFinal || res.Urgent {
		t.Errorf("with the plan: %s urgent=%v %v", res.Plan, res.Urgent, res.Faults)
	}
	b.same("the plan", b.supplied(w29), "00000 规格0 申请 5得3 货源不足")
}

// TestWithdrawalsAreALog: who loses the right after the freeze is listed, and so
// is who has it again before the order day; 退出 is final.
func TestWithdrawalsAreALog(t *testing.T) {
	t.Parallel()
	b := newTown(t, 1)
	w29 := assist.Week{Year: 2026, Number: 29}
	one, two := b.customer("平城区", 0, "2026-07-03"), b.customer("平城区", 1, "2026-07-03")
	all := []cells{one, two}
	b.register("2026-07-03", all, nil)
	b.offers("2026-07-03", "2026-W29", 100)
	b.sendAll("平城区", "2026-07-03", map[assist.Form][]cells{
		assist.ApplicationForm: all, assist.WishForm: {b.wish(one, "2026-07-03", 5, 0), b.wish(two, "2026-07-03", 4, 0)},
	})
	b.run("2026-07-09 18:30")
	b.register("2026-07-10", all, map[string]string{one["许可证号"]: "停业", two["许可证号"]: "注销"})
	b.run("2026-07-10 09:00")
	product := b.terms.Products.List[0].Barcode
	log := []string{one["许可证号"] + " " + product + " 撤销5 暂停", two["许可证号"] + " " + product + " 撤销4 退出"}
	b.same("on Friday", b.withdrawn(w29, assist.City), log...)
	b.register("2026-07-11", all, map[string]string{two["许可证号"]: "注销"})
	b.run("2026-07-11 09:00")
	log = append(log, one["许可证号"]+" "+product+" 恢复5 暂停已解除")
	b.same("on Saturday", b.withdrawn(w29, assist.City), log...)
	b.register("2026-07-12", all, nil)
	b.send("平城区", "2026-07-12", assist.ApplicationForm, two.with("核实说明", "属实：Q603 已恢复经营"))
	b.run("2026-07-12 09:00")
	if got := b.outcome(two["许可证号"]); got != "备案 (Q603)" {
		t.Errorf("back on the roll: %s", got)
	}
	b.same("on Sunday", b.withdrawn(w29, assist.City), log...)
	b.adjust("2026-07-13", one["许可证号"], "退出", "2026-07-13", "")
	b.run("2026-07-13 09:00") // Monday of the supply week, before the order day
	log = append(log, one["许可证号"]+" "+product+" 撤销5 退出")
	b.same("on Monday", b.withdrawn(w29, assist.City), log...)
	b.same("of the unit", b.withdrawn(w29, "平城区"), log...)
	b.adjust("2026-07-14", one["许可证号"], "恢复", "2026-07-14", "")
	res := b.run("2026-07-14 09:00")
	if f := res.Files[0]; f.Totals["C301"] != 1 || f.Rows.Returned != 1 {
		t.Errorf("恢复 after 退出: %v %v", f.Totals, f.Rows)
	}
	b.same("on Tuesday", b.withdrawn(w29, assist.City), log...)
	b.register("2026-07-16", all, map[string]string{two["许可证号"]: "注销"})
	b.run("2026-07-16 09:00") // the order day is past
	b.same("on Thursday", b.withdrawn(w29, assist.City), log...)
	before := map[string]string{}
	for _, path := range []string{b.Place.Withdrawn(w29), b.Place.UnitWithdrawn("平城区", w29)} {
		before[path] = string(b.content(path))
	}
	b.whole("after the withdrawals", w29)
	for path, data := range before {
		if string(b.content(path)) != data {
			t.Errorf("%s is another after a rebuild", path)
		}
	}
}

// TestControlTotals counts a week with every kind of line again from 供货明细
// and finds the same sums on every other sheet and file.
func TestControlTotals(t *testing.T) {
	t.Parallel()
	b := newTown(t, 2)
	w29 := assist.Week{Year: 2026, Number: 29}
	cycles := []string{"每周", "单周", "双周", "不访销"}
	rows := map[string]map[assist.Form][]cells{}
	var all []cells
	for _, u := range b.terms.Units {
		rows[u.Name] = map[assist.Form][]cells{}
		for n := range 12 {
			c := b.customer(u.Name, n, "2026-07-03").with("订货周期", cycles[n%7%4], "订货日", []string{"周一", "周三", "", "周日"}[n%4])
			all = append(all, c)
			rows[u.Name][assist.ApplicationForm] = append(rows[u.Name][assist.ApplicationForm], c)
			switch {
			case n%3 < 2: // asks: up to nine products, some not 畅销, some in vain
				rows[u.Name][assist.WishForm] = append(rows[u.Name][assist.WishForm], b.wish(c, "2026-07-03", 1+2*n, n%5, n%5+1, 4, 5, 6, 30))
			case n%2 == 0: // buys
				rows[u.Name][assist.SalesForm] = append(rows[u.Name][assist.SalesForm], b.bought(c, "2026-06-10", 0, 3+n), b.bought(c, "2026-06-17", 6, 8))
			}
		}
		sales := rows[u.Name][assist.SalesForm]
		delete(rows[u.Name], assist.SalesForm)
		b.sendAll(u.Name, "2026-07-03", rows[u.Name])
		b.send(u.Name, "2026-07-03", assist.SalesForm, sales...)
	}
	b.register("2026-07-03", all, map[string]string{all[0]["许可证号"]: "停业"})
	b.offers("2026-07-03", "2026-W29", 7, 0, 60, 13, 11, 500, 60)
	b.run("2026-07-09 18:30")
	lines := b.controls(w29, 10)
	origins := map[string]int{}
	for _, l := range lines {
		origins[l["选择来源"]+l["限制原因"]]++
	}
	for _, kind := range []string{"申请", "申请货源不足", "申请货源不足、超过上限", "申请超过上限", "推荐", "推荐货源不足"} {
		if origins[kind] == 0 {
			t.Errorf("no line of kind %s: %v", kind, origins)
		}
	}
	reasons := map[string]bool{}
	for _, r := range b.table(b.Place.Supply(w29), "未供货名单", "县区", "许可证号", "原因") {
		reasons[r["原因"]] = true
	}
	for _, reason := range []string{assist.NoOrderWeek, assist.NoWish} {
		if !reasons[reason] {
			t.Errorf("nobody got nothing for %s: %v", reason, reasons)
		}
	}
}

// bought is a line of 销售历史.
func (t *town) bought(c cells, day string, product, cartons int) cells {
	p := t.terms.Products.List[product]
	return cells{"许可证号": c["许可证号"], "客户名称": c["客户名称"], "订货日期": day, "卷烟条码": p.Barcode, "卷烟名称": p.Name, "数量": fmt.Sprint(cartons)}
}

// controls recounts a week's supply from 供货明细 and compares every other
// sheet, the units' workbooks and the CSV with it; most is the cap of a line. It
// returns the lines.
func (t *town) controls(w assist.Week, most int) []cells {
	t.Helper()
	path := t.Place.Supply(w)
	lines := t.table(path, "供货明细", "县区", "卷烟条码", "帮扶加量")
	extra, served, products := 0, map[string]bool{}, map[string]bool{}
	given, asked, takers, ofUnit := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	var imported []string
	each := map[string]int{}
	for _, l := range lines {
		n, code := t.int(l["帮扶加量"]), l["卷烟条码"]
		demand := min(t.int(l["申请加量"]), most)
		if n < 0 || n > demand || t.int(l["合计"]) != n+t.int(l["原供应量"]) {
			t.Errorf("%s: a line that cannot be: %v", w, l)
		}
		if each[l["许可证号"]]++; each[l["许可证号"]] > 8 {
			t.Errorf("%s: %s has more than 8 products", w, l["许可证号"])
		}
		asked[code] += demand
		ofUnit[l["县区"]] += n
		if n > 0 {
			extra += n
			served[l["许可证号"]], products[code] = true, true
			given[code] += n
			takers[code]++
			imported = append(imported, l["许可证号"]+","+code+","+fmt.Sprint(n))
		}
	}
	note := fmt.Sprintf("控制总数：帮扶加量 %d 条，受益 %d 户，%d 个规格，供货明细 %d 行。", extra, len(served), len(products), len(lines))
	data, err := os.ReadFile(path)
	t.must(err)
	for _, name := range []string{"规格平衡", "供货明细", "县区汇总", "分配过程", "未供货名单"} {
		if !slices.ContainsFunc(t.sheetOf(data, name), func(r sheetRow) bool { return r.Cells[0].Text == note }) {
			t.Errorf("%s %s does not say %s", w, name, note)
		}
	}
	t.balanced(path, asked, given, takers)
	t.dealt(path, given)
	unserved := t.table(path, "未供货名单", "县区", "许可证号", "原因")
	for _, u := range t.table(path, "县区汇总", "县区", "在册", "帮扶加量") {
		none := len(slices.DeleteFunc(slices.Clone(unserved), func(c cells) bool { return c["县区"] != u["县区"] || len(c["许可证号"]) != 12 }))
		if t.int(u["帮扶加量"]) != ofUnit[u["县区"]] || t.int(u["未供货户数"]) != none || t.int(u["在册"]) != t.int(u["供货户数"])+none {
			t.Errorf("%s 县区汇总 %v: %d cartons, %d not supplied", w, u, ofUnit[u["县区"]], none)
		}
		sum := 0
		own := t.table(t.Place.UnitSupply(u["县区"], w), "供货明细", "县区", "卷烟条码", "帮扶加量")
		for _, l := range own {
			sum += t.int(l["帮扶加量"])
		}
		if sum != ofUnit[u["县区"]] || slices.ContainsFunc(own, func(l cells) bool { return len(l["许可证号"]) == 12 && l["县区"] != u["县区"] }) {
			t.Errorf("%s 供货表_%s has %d cartons, want %d of its own", w, u["县区"], sum, ofUnit[u["县区"]])
		}
	}
	var flat []string
	for _, r := range t.table(path, "导入", "客户编码", "商品编码", "数量") {
		flat = append(flat, r["客户编码"]+","+r["商品编码"]+","+r["数量"])
	}
	t.same("导入", flat, imported...)
	t.same("供货导入.csv", t.csv(t.Place.Import(w)), imported...)
	return lines
}

// balanced compares 规格平衡 with the lines.
func (t *town) balanced(path string, asked, given, takers map[string]int) {
	t.Helper()
	seen := map[string]bool{}
	for _, r := range t.table(path, "规格平衡", "卷烟条码", "可用量", "分配量") {
		code := r["卷烟条码"]
		seen[code] = true
		if t.int(r["申请量"]) != asked[code] || t.int(r["分配量"]) != given[code] || t.int(r["受益户数"]) != takers[code] {
			t.Errorf("规格平衡 %v: asked %d, given %d to %d", r, asked[code], given[code], takers[code])
		}
		if given[code] > t.int(r["可用量"]) || t.int(r["未投放"]) != t.int(r["可用量"])-given[code] {
			t.Errorf("规格平衡 %v: more than the pool", r)
		}
		if given[code] < min(asked[code], t.int(r["可用量"])) {
			t.Errorf("规格平衡 %v: cartons left over while somebody wants them", r)
		}
	}
	for code := range given {
		if !seen[code] {
			t.Errorf("规格平衡 lacks %s", code)
		}
	}
}

// dealt compares 分配过程 with what was given.
func (t *town) dealt(path string, given map[string]int) {
	t.Helper()
	sums := map[string]int{}
	for _, r := range t.table(path, "分配过程", "卷烟条码", "轮次", "本轮分配") {
		if r["本轮分配"] != "" {
			sums[r["卷烟条码"]] += t.int(r["本轮分配"])
		}
	}
	for code, n := range given {
		if sums[code] != n {
			t.Errorf("分配过程 %s deals %d, given %d", code, sums[code], n)
		}
	}
}

// csv reads a 供货导入: BOM, CRLF, and codes that are digits only.
func (t *town) csv(path string) []string {
	t.Helper()
	data, err := os.ReadFile(path)
	t.must(err)
	rest, bom := bytes.CutPrefix(data, []byte("\xef\xbb\xbf"))
	if !bom || !bytes.HasSuffix(rest, []byte("\r\n")) || bytes.Count(rest, []byte("\n")) != bytes.Count(rest, []byte("\r\n")) {
		t.Errorf("%s: no BOM, or not CRLF", t.Place.Rel(path))
	}
	all, err := csv.NewReader(bytes.NewReader(rest)).ReadAll()
	t.must(err)
	var list []string
	for i, r := range all {
		if i == 0 {
			if strings.Join(r, ",") != "客户编码,商品编码,数量" {
				t.Errorf("header %v", r)
			}
			continue
		}
		list = append(list, strings.Join(r, ","))
	}
	return list
}

// int is a number as a person reads it; blank is 0.
func (t *town) int(text string) int {
	t.Helper()
	if text == "" {
		return 0
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Errorf("%q is not a whole number", text)
	}
	return n
}
