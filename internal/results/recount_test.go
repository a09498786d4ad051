package results

import (
	"fmt"
	"slices"
	"sort"
	"testing"
	"time"

	"pgregory.net/rapid"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// anyCity draws two years of a few customers who come, go, move, buy and are visited.
func anyCity(t *rapid.T) *city {
	c := newCity("2026-12-31")
	number := func(low, high int) int { return rapid.IntRange(low, high).Draw(t, "n") }
	units := []string{"平城区", "云州区", "旧区"}
	at := func(n int) string { return (day("2025-01-01") + assist.Date(n)).String() }
	var steps []func()
	var days []int
	step := func(n int, do func()) { steps, days = append(steps, do), append(days, n) }
	for i := range number(1, 6) {
		licence := fmt.Sprintf("1402131%05d", i)
		n, on := number(0, 300), false
		for range number(1, 4) {
			switch n := n; {
			case !on:
				unit, class := units[number(0, 2)], assist.Hardships[number(0, 2)]
				step(n, func() { c.join(at(n), unit, licence, class) })
				on = true
			case number(0, 1) == 0:
				step(n, func() { c.leave(at(n), licence, "不再经营") })
				on = false
			default:
				unit := units[number(0, 2)]
				step(n, func() { c.move(at(n), licence, unit) })
			}
			n += number(1, 200)
		}
		for n := number(-200, 100); n < 730; n += number(5, 60) {
			if number(0, 4) > 0 {
				order := fmt.Sprintf("%s 红%d 蓝%d", at(n), number(-1, 9), number(0, 5))
				step(9999, func() { c.buys(licence, order) })
			}
		}
		for n := number(0, 200); n < 730; n += number(10, 90) {
			text, state, next := []string{"", "缺货", "店旧"}[number(0, 2)], []string{"已解决", "处理中", "无"}[number(0, 2)], at(n+number(1, 40))
			step(9999, func() { c.visit(at(n), licence, column.Services[number(0, 4)], text, state, next) })
		}
	}
	order := make([]int, len(steps))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return days[order[a]] < days[order[b]] })
	for _, i := range order {
		steps[i]()
	}
	for w := week("2025-W10"); w.Before(week("2026-W40")); w = w.Add(number(1, 9)) {
		for _, licence := range licencesOf(c) {
			if number(0, 2) > 0 {
				c.gives(w.String(), licence, []string{red, blue, green}[number(0, 2)], number(0, 2), number(0, 6))
			}
		}
	}
	return c
}

func licencesOf(c *city) []string {
	var list []string
	for l := range c.Roster.Filings {
		list = append(list, l)
	}
	slices.Sort(list)
	return list
}

// unitOn is where a customer is on the roll at the end of a day, "" for nowhere.
func unitOn(c *city, licence string, on assist.Date) string {
	unit := ""
	for _, x := range c.Roster.Changes {
		if x.Licence == licence && x.Day <= on {
			if unit = x.Unit; x.Kind == assist.Left {
				unit = ""
			}
		}
	}
	return unit
}

// filingOn is the filing of a customer as it stood at the end of a day.
func filingOn(c *city, licence string, on assist.Date) assist.Filing {
	var f assist.Filing
	for _, x := range c.Roster.Changes {
		if x.Licence != licence || x.Day > on {
			continue
		}
		if x.Filing != nil {
			f = *x.Filing
		}
		if x.Kind == assist.Left {
			f.Exited = x.Day
		}
	}
	return f
}

// eachSale visits every sale of a customer.
func eachSale(c *city, licence string, do func(assist.Sale)) {
	for m := range c.sold[licence].All() {
		for _, s := range m.Lines {
			do(s)
		}
	}
}

// The roll, recounted day by day.
func TestRollRecounted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyCity(t)
		from := day("2025-01-01") + assist.Date(rapid.IntRange(0, 500).Draw(t, "from"))
		to := from + assist.Date(rapid.IntRange(0, 300).Draw(t, "long"))
		want := map[string]*assist.Followed{}
		of := func(unit string) *assist.Followed {
			if want[unit] == nil {
				want[unit] = &assist.Followed{}
			}
			return want[unit]
		}
		everywhere := map[string]bool{}
		for _, l := range licencesOf(c) {
			seen := map[string]bool{}
			if u := unitOn(c, l, from-1); u != "" {
				of(u).Opening++
				seen[u] = true
			}
			for d := from; d <= to; d++ {
				was, is := unitOn(c, l, d-1), unitOn(c, l, d)
				if was != is {
					of(was).Left++
					of(is).Joined++
				}
				seen[is] = true
			}
			if u := unitOn(c, l, to); u != "" {
				of(u).Closing++
			}
			for u := range seen {
				of(u).Helped++
				everywhere[l] = everywhere[l] || u != ""
			}
		}
		s := Summarise(c.Facts, from, to)
		for _, u := range s.Units {
			w := of(u.Unit)
			if u.Opening != w.Opening || u.Joined != w.Joined || u.Left != w.Left || u.Closing != w.Closing || u.Helped != w.Helped {
				t.Fatalf("%s to %s: %s\nrecounted %+v", from, to, shown(u), *w)
			}
			classes, reasons := 0, 0
			for _, n := range u.ByClass {
				classes += n
			}
			for _, r := range u.Why {
				reasons += r.N
			}
			for _, r := range u.WhyLeft {
				reasons += r.N
			}
			if classes != u.Helped || reasons != u.Joined+u.Left {
				t.Fatalf("classes or reasons do not add up: %s", shown(u))
			}
		}
		helped := 0
		for _, yes := range everywhere {
			if yes {
				helped++
			}
		}
		people, columns := map[string]bool{}, map[string][6]int{}
		for _, f := range s.Customers {
			if f.Helped > 0 {
				people[f.Licence] = true
			}
			columns[f.Unit] = addUp(columns[f.Unit], column6(f))
			columns[assist.Sum] = addUp(columns[assist.Sum], column6(f))
		}
		for _, u := range append(s.Units, s.Total) {
			sums := columns[u.Unit]
			if u.Unit == assist.Sum {
				sums[4] -= s.Moved()
			}
			if sums != column6(u) {
				t.Fatalf("the customers of %s sum up to %v: %s", u.Unit, sums, shown(u))
			}
		}
		if s.Total.Helped != helped || len(people) != helped || s.Total.Opening+s.Total.Joined-s.Total.Left != s.Total.Closing {
			t.Fatalf("%d customers helped, recounted %d: %s", s.Total.Helped, helped, shown(s.Total))
		}
	})
}

// column6 are the columns of a line that add up: the roll and the cartons.
func column6(f assist.Followed) [6]int {
	return [6]int{f.Opening, f.Joined, f.Left, f.Closing, f.Helped, f.Usage.Planned}
}

func addUp(a, b [6]int) [6]int {
	for i := range a {
		a[i] += b[i]
	}
	return a
}

// lastStays are the customers' lines with the unit where each was last on the
// roll; the lines of earlier units have no visit.
func lastStays(t *rapid.T, c *city, s assist.Summary) []assist.Followed {
	var list []assist.Followed
	for _, f := range s.Customers {
		unit := ""
		for d := s.To; d >= s.From-1 && unit == ""; d-- {
			unit = unitOn(c, f.Licence, d)
		}
		if f.Unit == unit {
			list = append(list, f)
		} else if f.Visiting.Visits > 0 || f.Effect.Customers > 0 {
			t.Fatalf("visited before the move: %s", shown(f))
		}
	}
	return list
}

// The visits of each customer, recounted row by row, and summed up to the total.
func TestVisitsRecounted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyCity(t)
		from, to := day("2025-09-01"), day("2026-03-31")
		s := Summarise(c.Facts, from, to)
		sum, left := assist.Visiting{Services: make([]int, 5)}, map[string]int{} // left: problems on the eve of who moved away since, by unit
		for _, f := range lastStays(t, c, s) {
			w := assist.Visiting{Services: make([]int, 5)}
			for v := range c.Visits.All() {
				if v.Licence != f.Licence || v.Day > to {
					continue
				}
				if v.Day > w.Last {
					w.Last, w.Next = v.Day, v.Next
				}
				if v.Day >= from {
					w.Visits, w.Visited = w.Visits+1, 1
					w.Services[slices.Index(column.Services, v.Services[0])]++
				}
			}
			for _, text := range []string{"", "缺货", "店旧"} {
				state := ""                     // 处理中 or 已解决, as the last word has it
				for v := range c.Visits.All() { // days ascend within a customer
					if v.Licence != f.Licence || v.Day > to || v.Problem != text || v.State == "无" {
						continue
					}
					before := state
					if state = v.State; state == "" {
						state = "处理中"
					}
					switch {
					case before == state:
					case v.Day < from && state == "处理中":
						w.Carried++
					case v.Day < from && before == "处理中":
						w.Carried--
					case v.Day < from: // told and solved at once
					case before == "":
						w.Raised++
						if state == "已解决" {
							w.Solved++
						}
					case state == "处理中":
						w.Raised++
					default:
						w.Solved++
					}
				}
				if state == "处理中" {
					w.Open++
				}
			}
			if before := unitOn(c, f.Licence, from-1); before != f.Unit {
				if w.Carried > 0 && before != "" {
					left[before] += w.Carried
				}
				w.Brought, w.Carried = w.Carried, 0
			}
			filing := filingOn(c, f.Licence, to)
			if unitOn(c, f.Licence, to) == "" {
				w.Taken, w.Open = w.Open, 0
			} else {
				begun := max(filing.Start, filing.FiledOn)
				switch {
				case to < filing.Start || filing.End < to:
					w.Outside = 1
				case w.Last != 0 && w.Last+31 >= to:
					w.Covered = 1
				case w.Last != 0, begun+31 < to:
					w.Overdue = 1
				default:
					w.NotDue = 1
				}
				w.Customers = w.Covered + w.Overdue
			}
			if got := fmt.Sprint(f.Visiting); got != fmt.Sprint(w) {
				t.Fatalf("%s: %s, recounted %v", f.Licence, got, w)
			}
			add(&sum, w)
		}
		for _, n := range left {
			sum.Carried, sum.Taken = sum.Carried+n, sum.Taken+n
		}
		if got, want := fmt.Sprint(s.Total.Visiting), fmt.Sprint(sum); got != want {
			t.Fatalf("in all %s, recounted %s", got, want)
		}
	})
}

// The problems of a unit, and of all, add up; a period begins with those that the one before
// it ended with, whoever moved, left or came back.
func TestProblemsReconcile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, ended := anyCity(t), map[string]int{}
		from := day("2025-01-01")
		for from < day("2026-12-31") {
			to := min(from+assist.Date(rapid.IntRange(0, 200).Draw(t, "days")), day("2026-12-31"))
			s, sum := Summarise(c.Facts, from, to), assist.Visiting{}
			for _, l := range append(slices.Clone(s.Units), s.Total) {
				v := l.Visiting
				if v.Carried+v.Brought+v.Raised-v.Solved-v.Taken != v.Open {
					t.Fatalf("%s to %s do not add up: %s", from, to, shown(l))
				}
				if v.Carried != ended[l.Unit] {
					t.Fatalf("%s: %d open at the end of the period before, %s", from, ended[l.Unit], shown(l))
				}
				ended[l.Unit] = v.Open
				if l.Unit != assist.Sum {
					sum.Carried, sum.Brought, sum.Taken, sum.Open = sum.Carried+v.Carried, sum.Brought+v.Brought, sum.Taken+v.Taken, sum.Open+v.Open
				}
			}
			if v := s.Total.Visiting; [4]int{v.Carried, v.Brought, v.Taken, v.Open} != [4]int{sum.Carried, sum.Brought, sum.Taken, sum.Open} {
				t.Fatalf("%s to %s: the units are %v, all %s", from, to, sum, shown(s.Total))
			}
			from = to + 1
		}
	})
}

// The use of the extra cartons, recounted line by line.
func TestUsageRecounted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyCity(t)
		from, to := day("2025-06-01"), day("2026-05-31")
		last, sent := map[string]assist.Date{}, map[string]bool{} // by unit; by unit and month
		for _, l := range licencesOf(c) {
			f := filingOn(c, l, to)
			if f.Unit == "" {
				continue
			}
			eachSale(c, l, func(s assist.Sale) {
				last[f.Unit] = max(last[f.Unit], s.Day)
				sent[f.Unit+s.Day.String()[:7]] = true
			})
		}
		want := map[string]*assist.Usage{"合计": {}}
		for _, p := range c.Plans {
			for l := range p.Lines.All() {
				if l.Day < from || l.Day > to {
					continue
				}
				net := 0
				eachSale(c, l.Licence, func(s assist.Sale) {
					if s.Barcode == l.Barcode && assist.WeekOf(s.Day) == p.Week {
						net += s.Cartons
					}
				})
				if want[l.Unit] == nil {
					want[l.Unit] = &assist.Usage{}
				}
				for _, u := range []*assist.Usage{want["合计"], want[l.Unit]} {
					u.Planned += l.Extra
					u.Value += map[string]assist.Fen{red: 90_00, blue: 45_00}[l.Barcode] * assist.Fen(l.Extra)
					if l.Day > last[l.Unit] || !sent[l.Unit+l.Day.String()[:7]] {
						continue
					}
					u.OnFile += l.Extra
					for n := 1; n <= l.Extra; n++ {
						if net >= l.Base+n {
							u.Ordered++
						}
					}
				}
			}
		}
		s := Summarise(c.Facts, from, to)
		for _, f := range append(s.Units, s.Total) {
			w := want[f.Unit]
			if w == nil {
				w = &assist.Usage{}
			}
			u := f.Usage
			if u.Planned != w.Planned || u.Value != w.Value || u.OnFile != w.OnFile || u.Ordered != w.Ordered {
				t.Fatalf("%s: %+v, recounted %+v", f.Unit, u, *w)
			}
		}
	})
}

// Before and after, recounted sale by sale.
func TestEffectRecounted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyCity(t)
		to := day("2026-08-31")
		s := Summarise(c.Facts, day("2025-01-01"), to)
		for _, f := range lastStays(t, c, s) {
			filing := filingOn(c, f.Licence, to)
			y, m, d := filing.Start.Parts()
			for k := range 3 {
				if got, want := cartons(f.Effect.Before[k].Own), recount(c, filing, time.Date(y, m+time.Month(k-3), 1, 0, 0, 0, 0, time.UTC), to); got != want {
					t.Fatalf("%s, %d months before %s: %s, recounted %s", f.Licence, 3-k, filing.Start, got, want)
				}
				after := time.Date(y, m+time.Month(k), 1, 0, 0, 0, 0, time.UTC)
				if d != 1 {
					after = after.AddDate(0, 1, 0)
				}
				if got, want := cartons(f.Effect.After[k].Own), recount(c, filing, after, to); got != want {
					t.Fatalf("%s, month %d after %s: %s, recounted %s", f.Licence, k+1, filing.Start, got, want)
				}
			}
		}
	})
}

func cartons(m assist.MonthSales) string {
	if !m.Known() {
		return "—"
	}
	return fmt.Sprint(m.Cartons)
}

// recount is the cartons of a calendar month, — where there is no base.
func recount(c *city, f assist.Filing, month time.Time, to assist.Date) string {
	text := month.Format("2006-01")
	sum, began, sent := 0, false, false
	eachSale(c, f.Application.Licence, func(s assist.Sale) {
		began = began || s.Day.String()[:7] <= text
		if s.Day.String()[:7] == text {
			sum += s.Cartons
		}
	})
	last, week, reaches := month.AddDate(0, 1, -1).Format("2006-01-02"), month.AddDate(0, 1, -7).Format("2006-01-02"), false
	for _, l := range licencesOf(c) {
		other := filingOn(c, l, to)
		eachSale(c, l, func(s assist.Sale) {
			sent = sent || other.Unit == f.Unit && s.Day.String()[:7] == text
			reaches = reaches || other.Unit == f.Unit && s.Day.String() >= week
		})
	}
	if !began || !sent || !reaches || last > to.String() || f.Exited != 0 && f.Exited.String() <= last {
		return "—"
	}
	return fmt.Sprint(sum)
}

// TestUnitsAreTheSameWithoutCustomers: a run, which tells of units alone, counts as a report does.
func TestUnitsAreTheSameWithoutCustomers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyCity(t)
		from := day("2025-01-01") + assist.Date(rapid.IntRange(0, 700).Draw(t, "from"))
		to := from + assist.Date(rapid.IntRange(0, 400).Draw(t, "days"))
		for licence, f := range c.Facts.Roster.Filings {
			c.Facts.Signals = append(c.Facts.Signals, assist.Signal{Unit: f.Unit, Licence: licence, Code: "A104"})
		}
		whole, units := Summarise(c.Facts, from, to), SummariseUnits(c.Facts, from, to)
		if units.Customers != nil {
			t.Fatalf("%d customers are told of", len(units.Customers))
		}
		if whole.Customers = nil; fmt.Sprintf("%+v", whole) != fmt.Sprintf("%+v", units) {
			t.Fatalf("with customers\n%+v\nwithout\n%+v", whole, units)
		}
	})
}
