package plan

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"time"

	"bangfu/internal/assist"
)

// Input is everything a week's plan follows from.
type Input struct {
	Week        assist.Week // the supply week
	Today       assist.Date // the day of the roll
	Cutoff      time.Time   // when the plan freezes; the plan only carries it along
	Terms       assist.Terms
	Roster      *assist.Roster
	Register    assist.Register
	Adjustments []assist.Adjustment             // 名单调整: those that come into force after Today and by the order day count
	Source      *assist.SupplyPlan              // the week's 货源计划; nil when it is missing
	Wishes      assist.WishesOnFile             // the latest accepted, by licence
	Recent      func(string) assist.Recent      // what a licence ordered in the days that 推荐 looks back over
	Served      map[assist.Wanting]assist.Share // sums over the frozen plans of the fair window
}

// drafted plans the supply of a week (六, 七.4): everyone on the roll either has
// lines, also with 0 cartons, or stands among the unserved with a reason.
// Without a 货源计划 there is neither, and the state is PlanMissing.
func drafted(in Input) assist.WeekPlan {
	p := assist.WeekPlan{Week: in.Week, State: assist.PlanDraft, Cutoff: in.Cutoff, Source: in.Source}
	if in.Source == nil {
		p.State = assist.PlanMissing
		return p
	}
	t := newTable(in)
	ahead, pauses := announced(in.Adjustments, in.Today), sync.OnceValue(in.Roster.Suspensions)
	roll := candidates(in)
	p.Lines = slices.Grow(p.Lines, t.roomFor(roll))
	for _, c := range roll {
		c.open()
		before := len(p.Lines)
		reason := unsuppliedReason(ahead.on(c.filing, c.day), c.day, in.Week, in.Register)
		if reason == "" {
			p.Lines, reason = t.wanted(p.Lines, c)
		}
		if len(p.Lines) == before {
			u := assist.Unserved{Unit: c.filing.Unit, Licence: c.filing.Application.Licence, Day: c.day, Reason: reason}
			switch {
			case reason == assist.LicenceFault:
				u.Detail = in.Register.Unfit(c.filing.Application, c.day)
			case reason == assist.OnHold:
				u.Detail = pauseWords(pauses, ahead, c)
			case reason == assist.Expired && c.filing.End < c.day:
				u.Detail = "帮扶截止日 " + c.filing.End.String()
			}
			p.Unserved = append(p.Unserved, u)
		}
	}
	p.Rounds = share(p.Lines, t.pools(), in.Served, in.Week)
	explain(p.Lines)
	p.Balance = balance(t.list, p.Lines)
	p.Unserved = append(p.Unserved, emptyHanded(p.Lines)...)
	sortUnserved(p.Unserved, in.Terms)
	return p
}

// pauseWords say of a customer who is 暂停 on its order day by whom, since when, until when
// and why: 市局自 2026-11-20 起暂停，至 2026-12-31；核查结果.
func pauseWords(pauses func() map[string]assist.Change, coming ahead, c candidate) string {
	f := c.filing
	if !f.SuspendedOn(c.day) {
		return coming.words(f.Application.Licence, assist.Suspend, c.day)
	}
	words := f.SuspendedBy
	change, told := pauses()[f.Application.Licence]
	if told {
		words += "自 " + change.Day.String() + " 起"
	}
	words += "暂停，"
	switch {
	case f.SuspendedTo != 0:
		words += "至 " + f.SuspendedTo.String()
	case f.SuspendedBy == assist.ByRegister:
		words += "至登记恢复有效"
	default:
		words += "至恢复为止"
	}
	if change.Reason != "" {
		words += "；" + change.Reason
	}
	return words
}

// candidate is one customer on the roll and the day it orders in the week.
type candidate struct {
	licence string
	filing  *assist.Filing // with its application once it is opened
	day     assist.Date
	rank    int // of its unit
}

// open gives the candidate its application, which everybody's at once would be much.
func (c *candidate) open() {
	f := c.filing.Open()
	c.filing = &f
}

// candidates lists the roll in the order of the plan: unit, order day, licence.
func candidates(in Input) []candidate {
	rank := in.Terms.Rank()
	list := make([]candidate, 0, len(in.Roster.Filings))
	for licence, f := range in.Roster.Filings {
		if f.On() {
			list = append(list, candidate{licence, f, orderDay(f.Open().Application, in.Week), rank(f.Unit)})
		}
	}
	slices.SortFunc(list, func(a, b candidate) int {
		switch {
		case a.rank != b.rank:
			return cmp.Compare(a.rank, b.rank)
		case a.filing.Unit != b.filing.Unit:
			return strings.Compare(a.filing.Unit, b.filing.Unit)
		case a.day != b.day:
			return cmp.Compare(a.day, b.day)
		}
		return strings.Compare(a.licence, b.licence)
	})
	return list
}
