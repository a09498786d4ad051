package report

import (
	"fmt"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// changes is 变更情况: 上期在册 + 新增 − 退出 = 本期在册 for each unit, then each change.
// Others read it in that order, so below many units the list's header stands too
// low to stay in view.
// The period runs from the last freeze before this week's to the run.
func (r rolling) changes() sheet.Page {
	p := r.page("变更情况", "弱势群体客户名单变更情况", "户")
	from, since := 0, "自建立名单起"
	if r.Before != nil {
		from, since = len(r.Before.Changes), "自 "+r.BeforeWeek.String()+" 定稿起"
	}
	sums, balanced := r.changeSums(from)
	p.Notes = []string{"期间：" + since + "至 " + clock(r.At) + "。" + sumWords(sums.Total) + "变更明细在各县区增减之后。"}
	if !balanced {
		p.Notes = append(p.Notes, "✗ 不平：上期在册加新增减退出不等于本期在册，请运维人员运行 bangfu verify。")
	}
	p.Notes = append(p.Notes, "调入另一县区的，在原县区计退出，在新县区计新增。汇总表的新增、退出按自然周计，期间不同时数目可以不同。")
	p.Blocks = []sheet.Block{sums, r.changeList(from)}
	return p
}

// sumWords is the 合计 of the sums in one line: 上期在册 3 户 + 新增 2 户 − …; "" for none.
func sumWords(total []sheet.Value) string {
	if total == nil {
		return ""
	}
	return fmt.Sprintf("上期在册 %d 户 + 新增 %d 户 − 退出 %d 户 = 本期在册 %d 户。", total[1].N, total[2].N, total[3].N, total[4].N)
}

// changeSums is the first block, of the changes from one on, and whether each line adds up.
func (r rolling) changeSums(from int) (sheet.Block, bool) {
	b := sheet.Block{Title: "各县区增减", Empty: "没有报送单位", Columns: heads(column.Unit, column.LastOnRoll, column.Joined, column.Exited, column.NowOnRoll)}
	type line struct{ before, in, out, now int }
	lines := map[string]*line{}
	units, _ := assist.Tallies(r.Facts)
	for _, t := range units {
		lines[t.Unit] = &line{now: t.Enrolled}
	}
	of := func(unit string) *line {
		if lines[unit] == nil {
			lines[unit] = &line{}
			units = append(units, assist.Tally{Unit: unit})
		}
		return lines[unit]
	}
	if r.Before != nil {
		for f := range r.Before.Enrolled() {
			of(f.Unit).before++
		}
	}
	for m := range r.Movements(from) {
		if m.In {
			of(m.Unit).in++
		} else {
			of(m.Unit).out++
		}
	}
	balanced := true
	for _, t := range units {
		l := lines[t.Unit]
		balanced = balanced && l.before+l.in-l.out == l.now
		b.Rows = append(b.Rows, append(texts(t.Unit), ints(l.before, l.in, l.out, l.now)...))
	}
	b.Total = totalled(b.Columns, b.Rows, column.LastOnRoll, column.Joined, column.Exited, column.NowOnRoll)
	return b, balanced
}

// changeList is the last block, with the number of the changes of each kind.
func (r rolling) changeList(from int) sheet.Block {
	b := sheet.Block{Title: "变更明细", Empty: "本期无变更", Filter: true,
		Columns: narrow(heads(column.Day, column.Unit, column.Licence, long(column.Shop), column.Change, long(column.Reason), long(column.Basis), long(column.Source), column.Decider, column.WeekResult),
			map[column.Header]float64{column.Shop: 18, column.Reason: 20, column.Basis: 54, column.Source: 24})}
	lines := r.changeLines(from)
	b.Long = sheet.Long{Count: len(lines), Row: func(i int) []sheet.Value { return r.changeRow(lines[i]) }}
	if b.Total = totalled(b.Columns, make([][]sheet.Value, len(lines))); b.Total != nil {
		b.Total[5] = sheet.S(fmt.Sprintf("共 %d 条", len(lines)))
		b.Total[6] = sheet.S(kindCounts(lines))
	}
	return b
}

// changeLine is a line of 变更明细, of the change with a number.
type changeLine struct {
	change int
	unit   string
	kind   assist.ChangeKind
	reason string
}

// changeLines are the lines of the changes from one on; who moves to another unit has two.
func (r rolling) changeLines(from int) []changeLine {
	var lines []changeLine
	crossed := r.crossings(from)
	for i := from; i < len(r.roster.Changes); i++ {
		c := r.roster.Changes[i]
		x, crosses := crossed[i]
		if !crosses {
			lines = append(lines, changeLine{i, c.Unit, c.Kind, c.Reason})
			continue
		}
		lines = append(lines, changeLine{i, x.out, assist.Left, "调往" + x.in}, changeLine{i, x.in, assist.Joined, "自" + x.out + "调入"})
	}
	return lines
}

// crossing is out of which unit and into which other one a change has brought a customer.
type crossing struct{ out, in string }

// crossings are such changes from one on, by their numbers.
func (r rolling) crossings(from int) map[int]crossing {
	list, last := map[int]crossing{}, assist.Movement{Index: -1}
	for m := range r.Movements(from) {
		if m.Index == last.Index {
			list[m.Index] = crossing{last.Unit, m.Unit}
		}
		last = m
	}
	return list
}

// kindCounts counts the lines of each kind: 新增 3、退出 1.
func kindCounts(lines []changeLine) string {
	n := map[assist.ChangeKind]int{}
	for _, l := range lines {
		n[l.kind]++
	}
	var parts []string
	for _, kind := range []assist.ChangeKind{assist.Joined, assist.Reverified, assist.Amended, assist.Suspended, assist.Resumed, assist.Left} {
		if n[kind] > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", kind, n[kind]))
		}
	}
	return strings.Join(parts, "、")
}

// changeRow is a line of 变更明细.
func (r rolling) changeRow(l changeLine) []sheet.Value {
	c := r.roster.Changes[l.change]
	from := c.Source.Words()
	if from == "" {
		from = "系统按日期"
	}
	result := string(r.result()[l.unit+"|"+c.Licence])
	return slices.Concat(dates(c.Day), texts(l.unit, c.Licence, r.shop(c.Licence), string(l.kind), r.shown(c.Licence, l.reason), r.basis(l.change), from, c.By, result))
}

// basis is 依据 of the i-th change, in the words of its day: the grounds of a
// filing, else the clause that lets the decider do it.
func (r rolling) basis(i int) string {
	c := r.roster.Changes[i]
	switch {
	case c.Filing != nil:
		return r.shown(c.Licence, joined(c.Filing.Clause, c.Filing.Grounds, " "))
	case c.By == assist.ByRegister:
		return "四：许可证状态登记"
	case c.By == assist.ByCalendar && c.Kind == assist.Left:
		return "五.2：帮扶截止日 " + r.ends()[i].String() + " 已过，未复核"
	case c.By == assist.ByCalendar:
		return "暂停期限届满"
	case c.By == assist.ByCity && c.Until != 0:
		return fmt.Sprintf("五.6：市局名单调整，至 %s", c.Until)
	case c.By == assist.ByCity:
		return "五.6：市局名单调整"
	}
	return "七.5：县区申报"
}
