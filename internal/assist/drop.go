package assist

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// dropWeeks is how many frozen weeks a draft is compared with, at most.
const dropWeeks = 4

// Drop says that a draft deals less than 骤降警戒 of the mean 帮扶加量 of the last
// frozen weeks, up to dropWeeks; "" when it does not, or there is none. Whom the
// licence register has cut off since is left out of the mean; nil for nobody.
func Drop(draft WeekPlan, frozen []WeekPlan, cutOff func(licence string) bool, t Terms, today Date) string {
	last := frozen[max(0, len(frozen)-dropWeeks):]
	sum := 0
	for _, p := range last {
		sum += p.extra(cutOff)
	}
	alarm, now := t.Limit(DropAlarm, today), draft.extra(nil)
	if int64(now)*int64(len(last))*int64(One) >= int64(alarm)*int64(sum) {
		return ""
	}
	return fmt.Sprintf("草案只分配 %d 条，不到最近 %d 个定稿周平均 %s 条的 %s", now, len(last), strings.TrimSuffix(Ratio{int64(sum), int64(len(last))}.Mean(1), ".0"), alarm.Percent())
}

// extra is Σ 帮扶加量 of a plan without some customers, in cartons.
func (p WeekPlan) extra(without func(licence string) bool) int {
	n := 0
	for _, l := range p.Lines {
		if without == nil || !without(l.Licence) {
			n += l.Extra
		}
	}
	return n
}

// Awaiting lists the customers whose supply of a week hangs on its 货源计划:
// everyone who orders and may be supplied then, ascending.
func (p WeekPlan) Awaiting() []string {
	own := map[string]bool{NoOrderWeek: true, NotYet: true, Expired: true, OnHold: true, LicenceFault: true}
	set := map[string]bool{}
	for _, l := range p.Lines {
		set[l.Licence] = true
	}
	for _, u := range p.Unserved {
		if !own[u.Reason] {
			set[u.Licence] = true
		}
	}
	list := slices.AppendSeq([]string{}, maps.Keys(set))
	slices.Sort(list)
	return list
}
