package batch

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"bangfu/internal/assist"
)

// borders is a town of two units, and what the first sends day by day: those of
// filedOn are filed on the 23rd, the others come later, wait, or are sent back.
type borders struct {
	*town
	all     []cells
	filedOn int // so many of all are on the roll from the 23rd
	days    []string
	sends   []map[assist.Form][]cells // by day
	sales   []byte
}

const (
	victim   = "平城区"
	intruder = "云冈区"
)

// newBorders makes the town before its first run.
func newBorders(t testing.TB) *borders {
	b := &borders{town: newTown(t, 2), filedOn: 3, days: []string{"2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"}}
	for n := range 8 {
		b.all = append(b.all, b.customer(victim, n, "2026-11-16"))
	}
	b.all[2] = b.all[2].with("困难类别", "残疾", "低保证号", "", "低保证有效期止", "", "残疾人姓名", b.all[2]["经营者姓名"], "与经营者关系", "本人",
		"残疾人证号", b.all[2]["身份证号"]+"42", "证明材料", "残疾证复印件", "卷烟年毛利", "9000")
	b.all[3] = b.all[3].temporary("2027-01-31") // waits: the city has to confirm
	sent := slices.Clone(b.all)
	sent[4] = sent[4].with("家庭人口", "三")
	on := func(c cells, day string) cells { return c.on(day) }
	b.sends = []map[assist.Form][]cells{
		{assist.ApplicationForm: sent[:5], assist.WishForm: {b.wish(b.all[0], "2026-11-16", 6, 0, 1), b.wish(b.all[4], "2026-11-16", 3, 1)}},
		{assist.ApplicationForm: sent[5:7], assist.VisitForm: {visit(b.all[1])}},
		{assist.ApplicationForm: {b.all[4], b.all[3].with("备注", "再报"), on(b.all[0].with("业务类型", "变更", "家庭人口", "4"), "2026-11-25")}},
		{assist.ApplicationForm: {sent[7], on(b.all[1].with("业务类型", "退出", "退出原因", "歇业"), "2026-11-26")}, assist.WishForm: {b.wish(b.all[5], "2026-11-26", 4, 2)}},
	}
	b.sales = salesOf(b.all[1]["许可证号"], b.terms.Products.List[2], 4)
	b.register("2026-11-16", append(slices.Clone(b.all), b.customer(intruder, 0, "2026-11-16")), nil)
	b.offers("2026-11-16", "2026-W49", 40, 40, 40)
	return b
}

func visit(c cells) cells {
	return cells{"走访日期": "2026-11-20", "许可证号": c["许可证号"], "经营者姓名": c["经营者姓名"], "走访人": "示例走访", "服务类型": "定期走访", "问题状态": "无"}
}

// live plays the days: disturb drops what the other unit sends before each run.
// It returns all that the first unit has from the program, and its lines among
// what the city has.
func (b *borders) live(disturb func(b *borders, day int)) map[string]string {
	b.Helper()
	for i, day := range b.days {
		disturb(b, i)
		b.sendAll(victim, day, b.sends[i])
		if i == 0 {
			b.drop(victim, "销售.csv", b.sales)
		}
		b.run(day + map[bool]string{false: " 09:00", true: " 18:30"}[i == len(b.days)-1])
	}
	said := b.outboxOf(victim)
	week := weekOf(b.at(b.days[0] + " 09:00"))
	for _, x := range []struct {
		path, sheet string
		columns     []string
	}{
		{b.Place.Roll(week), "备案名单", []string{"备案编号", "县区", "许可证号", "困难类别", "帮扶起始日", "帮扶截止日", "备案日期", "月均销量(条)", "状态"}},
		{b.Place.Supply(week), "供货明细", []string{"县区", "许可证号", "卷烟条码", "选择来源", "原供应量", "申请加量", "帮扶加量", "合计", "限制原因"}},
	} {
		for _, r := range b.table(x.path, x.sheet, x.columns...) {
			if r["县区"] == victim {
				said[x.sheet] += fmt.Sprintln(fieldsOf(r, x.columns))
			}
		}
	}
	return said
}

func fieldsOf(r cells, columns []string) string {
	var list []string
	for _, c := range columns {
		list = append(list, r[c])
	}
	return strings.Join(list, "|")
}

// forked is a copy of the town.
func (b *borders) forked(t testing.TB) *borders {
	c := *b
	c.town = b.town.fork(t)
	return &c
}

// ways in which a row says so little that it stands for nobody.
var hopeless = []func(cells) cells{
	func(c cells) cells { return c.with("经营者姓名", "") },
	func(c cells) cells { return c.with("身份证号", "") },
	func(c cells) cells { return c.with("许可证号", "") },
	func(c cells) cells { return c.with("许可证号", c["许可证号"][1:]) },
	func(c cells) cells { return c.with("身份证号", c["身份证号"][:15]) },
	func(c cells) cells { return c.with("身份证号", c["身份证号"][:17]+"甲") },
	func(c cells) cells {
		few := cells{}
		for _, h := range []string{"业务类型", "许可证号", "经营者姓名", "身份证号", "联系电话", "经营地址", "残疾人证号"} {
			few[h] = c[h]
		}
		return few
	},
}

// intrusion is what the other unit drops before a run.
type intrusion struct {
	name  string
	data  []byte
	reply bool // the first unit's receipt of the 24th, all of whose rows are filed, in place of data
}

// oneOf draws from a list.
func oneOf[T any](t *rapid.T, what string, list ...T) T { return rapid.SampledFrom(list).Draw(t, what) }

// claim draws a row of 申请表 about somebody of the first unit. One that could be
// a good new row is made hopeless: two of those may clash.
func (b *borders) claim(t *rapid.T, day int) cells {
	n := rapid.IntRange(0, len(b.all)-1).Draw(t, "whose")
	row := b.all[n].on(oneOf(t, "applied", "2026-11-16", "2026-11-20", "2026-11-25"))
	row["核实说明"] = oneOf(t, "answer", "", "属实", "属实：Q103 迁入", "属实：Q103 Q105 Q504 Q602 Q603 迁入")
	row["业务类型"] = oneOf(t, "business", "新增", "新增", "复核", "变更", "退出")
	filed := day > 0 && n < b.filedOn
	for range rapid.IntRange(0, 3).Draw(t, "slips") {
		h := oneOf(t, "column", slices.Sorted(maps.Keys(row))...)
		other := rapid.IntRange(0, len(b.all)-1).Draw(t, "other")
		row[h] = oneOf(t, "value", "", "乱写", "-5", "#REF!", b.all[other][h])
		filed = filed && h != "许可证号" && h != "身份证号" && h != "残疾人证号" && h != "残疾人姓名"
	}
	if rapid.Bool().Draw(t, "under a licence of nobody") {
		row["许可证号"] = b.licence(intruder, 900+n)
	}
	if !filed || rapid.Bool().Draw(t, "hopeless") {
		full := b.all[n].with("业务类型", row["业务类型"], "核实说明", row["核实说明"], "许可证号", row["许可证号"])
		if len(full["许可证号"]) != 12 {
			full["许可证号"] = b.all[n]["许可证号"]
		}
		row = oneOf(t, "how", hopeless...)(full)
	}
	return row
}

// intrude draws what the other unit drops before the run of a day.
func (b *borders) intrude(t *rapid.T, day int) (list []intrusion) {
	for i := range rapid.IntRange(0, 2).Draw(t, "files") {
		someone := b.all[rapid.IntRange(0, len(b.all)-1).Draw(t, "someone")]
		name := fmt.Sprintf("邻县%d_%d", day, i)
		unit := oneOf(t, "filled in as", intruder, intruder, victim)
		switch oneOf(t, "kind", "form", "form", "form", "sales", "city", "rubbish", "cut", "receipt") {
		case "receipt":
			if day > 1 {
				list = append(list, intrusion{name: name + ".xlsx", reply: true})
			}
		case "form":
			list = append(list, intrusion{name: name + ".xlsx", data: b.book(unit, oneOf(t, "reported", b.days...), b.forms(t, day))})
		case "sales":
			sales := salesOf(someone["许可证号"], b.terms.Products.List[rapid.IntRange(0, 2).Draw(t, "product")], rapid.IntRange(1, 60).Draw(t, "cartons"))
			list = append(list, intrusion{name: name + ".csv", data: sales})
		case "city":
			list = append(list, intrusion{name: name + ".xlsx", data: b.ofTheCity(t, someone)})
		case "rubbish":
			list = append(list, intrusion{name: name + oneOf(t, "ending", ".xlsx", ".csv", ".xls", ".txt"), data: rapid.SliceOfN(rapid.Byte(), 0, 60).Draw(t, "bytes")})
		case "cut":
			whole := b.book(unit, b.days[day], b.forms(t, day))
			list = append(list, intrusion{name: name + ".xlsx", data: whole[:len(whole)*rapid.IntRange(0, 9).Draw(t, "tenths")/10]})
		}
	}
	return list
}

// receiptOf24th is what the first unit got back for its rows of the 24th.
func (b *borders) receiptOf24th() []byte {
	b.Helper()
	data, err := os.ReadFile(b.Place.Receipt(victim, "HZ-140213-20261124-001", 0))
	b.must(err)
	return data
}

// forms draws the sheets of a workbook.
func (b *borders) forms(t *rapid.T, day int) map[assist.Form][]cells {
	forms := map[assist.Form][]cells{assist.ApplicationForm: {}}
	for range rapid.IntRange(0, 6).Draw(t, "rows") {
		forms[assist.ApplicationForm] = append(forms[assist.ApplicationForm], b.claim(t, day))
	}
	for range rapid.IntRange(0, 3).Draw(t, "others") {
		c := b.all[rapid.IntRange(0, len(b.all)-1).Draw(t, "of")]
		forms[assist.WishForm] = append(forms[assist.WishForm], b.wish(c, oneOf(t, "wished", "2026-11-16", "2026-11-26"), rapid.IntRange(0, 12).Draw(t, "each"), rapid.IntRange(0, 2).Draw(t, "product")))
		forms[assist.VisitForm] = append(forms[assist.VisitForm], visit(c))
	}
	return forms
}

// ofTheCity is a form that only the city may send.
func (b *borders) ofTheCity(t *rapid.T, c cells) []byte {
	day := oneOf(t, "of day", b.days...)
	switch oneOf(t, "form of the city", "register", "adjustment", "plan") {
	case "register":
		row := cells{"许可证号": c["许可证号"], "经营者姓名": c["经营者姓名"], "状态": oneOf(t, "status", "注销", "停业", "有效"), "有效期止": "2026-01-01", "县区": intruder}
		return b.book(assist.City, day, map[assist.Form][]cells{assist.RegisterForm: {row}})
	case "adjustment":
		return b.book(assist.City, day, map[assist.Form][]cells{assist.AdjustmentForm: {adjustment(c["许可证号"], oneOf(t, "action", "退出", "暂停", "确认"), day, "")}})
	}
	return b.book(assist.City, day, map[assist.Form][]cells{assist.PlanForm: b.planned("2026-W49", 1)})
}

// without are the lines of a text that another has not.
func without(text, other string) string {
	lines := strings.Split(other, "\n")
	return strings.Join(slices.DeleteFunc(strings.Split(text, "\n"), func(l string) bool { return slices.Contains(lines, l) }), "\n     ")
}

// TestIsolationLaw: whatever files another unit drops about a unit's customers,
// their outcomes, supply, receipts and 在册与待办 are as without them.
func TestIsolationLaw(t *testing.T) {
	t.Parallel()
	base := newBorders(t)
	want := base.forked(t).live(func(*borders, int) {})
	if n := strings.Count(want["备案名单"], "\n"); n < 6 || strings.Count(want["供货明细"], "\n") < 3 {
		t.Fatalf("too little goes on in the town without intrusions:\n%s\n%s", want["备案名单"], want["供货明细"])
	}
	rapid.Check(t, func(rt *rapid.T) {
		plan := make([][]intrusion, len(base.days))
		for day := range plan {
			plan[day] = base.intrude(rt, day)
		}
		b := base.forked(t)
		defer b.done()
		got := b.live(func(b *borders, day int) {
			for _, x := range plan[day] {
				if x.reply {
					x.data = b.receiptOf24th()
				}
				b.drop(intruder, x.name, x.data)
			}
		})
		for _, path := range slices.Sorted(maps.Keys(want)) {
			if got[path] != want[path] {
				rt.Errorf("%s differs:\ngot  %s\nwant %s", path, without(got[path], want[path]), without(want[path], got[path]))
			}
		}
		if len(got) != len(want) {
			rt.Errorf("%d outputs, want %d", len(got), len(want))
		}
	})
}
