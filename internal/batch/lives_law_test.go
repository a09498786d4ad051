package batch

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"bangfu/internal/assist"
)

// fate is one customer as the contract alone tells what becomes of him: who
// decides which row lives, how long it counts, and what suspends him.
type fate struct {
	on, joined       bool // on the roll; ever on it
	filed, due, ends assist.Date
	lapsed, left     assist.Date // the day he left the roll: by the calendar, by 退出
	present          assist.Date // 申请日期 of the filing
	decided          []decision
	waits            *application // 临时困难, until it is confirmed
}

// decision is a row of 名单调整 that was accepted, and the run that took it.
type decision struct {
	action      string
	from, until assist.Date
	taken       assist.Date
}

// application is a 新增 of class 3.
type application struct{ applied, end, since assist.Date }

// paused is whether the city holds him on a day.
func (l *fate) paused(day assist.Date) bool {
	var standing []decision
	rows := slices.Clone(l.decided)
	slices.SortStableFunc(rows, func(a, b decision) int {
		if x, y := max(a.from, a.taken), max(b.from, b.taken); x != y {
			return int(x - y)
		}
		return int(a.from - b.from)
	})
	for _, d := range rows {
		switch {
		case max(d.from, d.taken) > day:
		case d.action == "恢复":
			standing = nil
		case d.action == "暂停":
			standing = append(standing, d)
		}
	}
	return slices.ContainsFunc(standing, func(s decision) bool { return s.until == 0 || day <= s.until })
}

// confirmed is whether a 确认 of his window has come into force by a day.
func (l *fate) confirmed(day assist.Date) bool {
	a := l.waits
	return slices.ContainsFunc(l.decided, func(d decision) bool {
		return d.action == "确认" && a.applied <= d.from && d.from <= a.applied+90 && d.from <= day
	})
}

// elapse is what the calendar does before a run's rows, and after them.
func (l *fate) elapse(day assist.Date) {
	if l.on && l.ends < day {
		l.on, l.lapsed, l.left = false, l.ends, 0
	}
}

// join puts him onto the roll with a new number.
func (l *fate) join(day, end assist.Date) {
	l.on, l.joined, l.filed, l.due, l.ends = true, true, day, day.AddMonths(12), day.AddMonths(12)
	if end != 0 {
		l.due, l.ends = end, end
	}
}

// conclude files what waited for the city, once it is confirmed; after 180 days it
// has gone back.
func (l *fate) conclude(day assist.Date) {
	switch {
	case l.waits == nil:
	case l.confirmed(day):
		l.present = l.waits.applied
		l.join(day, l.waits.end)
		l.waits = nil
	case day-l.waits.since >= 180:
		l.waits = nil
	}
}

// line is what stands of him on 备案名单, without the number.
func (l *fate) line(day assist.Date) string {
	if !l.on {
		return "无"
	}
	state := "在册"
	if l.paused(day) {
		state = "暂停"
	}
	return fmt.Sprint(state, " ", l.filed, " ", l.ends, " ", l.due)
}

// living is a fate under way in a town.
type living struct {
	*town
	fate
	rt    *rapid.T
	row   cells
	day   assist.Date
	acts  []string
	count int // of rows, so that no two say the same
}

func (v *living) draw(name string, from, to int) int {
	return rapid.IntRange(from, to).Draw(v.rt, name)
}

// county sends a row of the county, applied for on the day of the run.
func (v *living) county(c cells, what string) {
	v.acts = append(v.acts, fmt.Sprint(v.day, " ", what))
	v.row = c
	v.send("平城区", v.day.String(), assist.ApplicationForm, c)
}

// dibao is a row of class 1 of the day, whose income differs from the last one's.
func (v *living) dibao(business string, applied assist.Date) cells {
	v.count++
	return v.customer("平城区", 1, applied.String()).with("业务类型", business, "家庭年收入", fmt.Sprint(12000+v.count), "核实说明", fmt.Sprintf("属实：Q603 第%d次核实", v.count))
}

// applies lets the county do something that it may do now.
func (v *living) applies() {
	switch what := v.draw("county", 0, 9); {
	case v.waits != nil:
	case !v.on && what < 3:
		end := v.day + 100
		v.county(v.dibao("新增", v.day).temporary(end.String()), "新增 临时 到 "+end.String())
		v.waits = &application{applied: v.day, end: end, since: v.day}
	case !v.on && v.joined && v.left == 0 && v.day-v.lapsed < 80:
		v.county(v.dibao("复核", v.day), "复核恢复")
		v.on, v.due, v.ends, v.present = true, v.day.AddMonths(12), v.day.AddMonths(12), v.day
	case !v.on:
		v.county(v.dibao("新增", v.day), "新增")
		v.join(v.day, 0)
		v.present = v.day
	case v.ends != v.filed.AddMonths(12) && v.row["困难类别"] == "临时困难": // until it ends
	case what < 3:
		v.county(v.dibao("复核", v.day), "复核")
		v.due, v.ends, v.present = v.day.AddMonths(12), v.day.AddMonths(12), v.day
	case what < 6:
		v.county(v.dibao("变更", v.day), "变更")
		v.present = v.day
	case what < 8:
		v.county(v.dibao("新增", v.present), "更正 "+v.present.String())
	default:
		v.county(v.dibao("退出", v.day).with("退出原因", "不再经营"), "退出")
		v.on, v.left = false, v.day
	}
}

// decree lets the city do something about him, dated back or ahead.
func (v *living) decree() {
	d := decision{action: []string{"暂停", "恢复", "确认"}[v.draw("action", 0, 2)], from: v.day + assist.Date(v.draw("from", -20, 40)), taken: v.day}
	until := ""
	if d.action == "暂停" && v.draw("ends", 0, 1) == 1 {
		d.until = d.from + assist.Date(v.draw("days", 0, 60))
		until = d.until.String()
	}
	v.acts = append(v.acts, fmt.Sprint(v.day, " ", d.action, " ", d.from, " ", until))
	v.adjust(v.day.String(), v.row["许可证号"], d.action, d.from.String(), until)
	if d.action == "恢复" && !v.on && v.left != 0 {
		return // 退出 is final
	}
	v.decided = append(v.decided, d)
}

// step is one day of his: what is sent, a run, and what then stands on the roll.
func (v *living) step() {
	v.elapse(v.day)
	switch v.draw("who", 0, 4) {
	case 0, 1:
		v.applies()
	case 2, 3:
		v.decree()
	}
	v.conclude(v.day)
	v.elapse(v.day)
	v.run(v.day.String() + " 09:00")
	week := assist.WeekOf(v.day).Next()
	got := "无"
	for _, r := range ofLicence(v.table(v.Place.Roll(week), "备案名单", "许可证号", "状态"), v.row["许可证号"]) {
		got = fmt.Sprint(r["状态"], " ", r["备案日期"], " ", r["帮扶截止日"], " ", r["复核到期日"])
	}
	if want := v.line(v.day); got != want {
		v.rt.Fatalf("%s: on the roll %q, by the contract %q\n%v", v.day, got, want, v.acts)
	}
	before := v.seq()
	if v.run(v.day.String() + " 10:00"); v.seq() != before {
		v.rt.Fatalf("%s: a run that has nothing new enters %d facts\n%v", v.day, v.seq()-before, v.acts)
	}
}

// TestANewApplicationWaitsItsOwnTime sends a 临时困难 again that had gone back after
// half a year without an answer: it waits anew, whatever its customer once waited.
func TestANewApplicationWaitsItsOwnTime(t *testing.T) {
	t.Parallel()
	b := newTown(t, 1)
	row := b.customer("平城区", 0, "2026-01-08").temporary("2026-06-30")
	b.register("2026-01-08", []cells{row}, nil)
	outcome := func() (last string) {
		for a := range b.fold().Rows().All() {
			last = fmt.Sprint(a.Verdict.Outcome, " ", a.Verdict.Since)
		}
		return last
	}
	for _, step := range []struct{ at, sent, end, want string }{
		{"2026-01-08 18:30", "2026-01-08", "2026-06-30", "待核 2026-01-08"},
		{"2026-07-10 18:30", "", "", "退回 2026-01-08"},
		{"2026-12-24 18:30", "2026-12-24", "2027-06-20", "待核 2026-12-24"},
		{"2026-12-24 19:30", "", "", "待核 2026-12-24"},
		{"2027-06-01 19:30", "", "", "待核 2026-12-24"},
		{"2027-06-22 19:30", "", "", "退回 2026-12-24"},
	} {
		if step.sent != "" {
			b.send("平城区", step.sent, assist.ApplicationForm, b.customer("平城区", 0, step.sent).temporary(step.end))
		}
		b.run(step.at)
		if got := outcome(); got != step.want {
			t.Errorf("%s: %s, want %s", step.at, got, step.want)
		}
	}
}

// TestLives plays a customer whom county and city do something about at random,
// dated back and ahead, while the machine runs or sleeps, and compares each day's roll with
// the contract: a 确认 settles only its window, a 暂停 ends by 恢复 or its end and
// by nothing else, a correction moves no date.
func TestLives(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		v := &living{town: newTown(t, 1), rt: rt, day: assist.Day(2026, 7, 6)}
		defer v.done()
		v.row = v.customer("平城区", 1, v.day.String())
		v.register(v.day.String(), []cells{v.row}, nil)
		v.county(v.dibao("新增", v.day), "新增")
		v.join(v.day, 0)
		v.present = v.day
		v.run(v.day.String() + " 09:00")
		for range lifeSteps {
			v.day += assist.Date(rapid.SampledFrom([]int{1, 2, 7, 20, 45, 100}).Draw(rt, "sleeps"))
			v.step()
		}
	})
}
