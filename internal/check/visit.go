package check

import (
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// visitRules are all rules of one row of 走访台账.
var visitRules = []func(*visit) []assist.Finding{
	func(v *visit) []assist.Finding { return v.licenceNumber() },
	visitService, visitValues, visitFuture, visitNext, visitStranger,
}

// visit is one row of 走访台账 under judgement.
type visit struct {
	subject
	assist.Visit
	b *bench
}

// judgeVisit judges a row of 走访台账.
func (b *bench) judgeVisit(row assist.Visit, r refusal) assist.Judged {
	v := &visit{subject: subject{Row: row.Row, licence: row.Licence, dated: &b.terms, on: b.Today}, Visit: row, b: b}
	switch {
	case r.away.has(row.Licence):
		return v.judged(assist.VisitForm, r.of(row.Sheet))
	case v.nameless():
		v.add(v.nobody(noCustomer))
		return v.judged(assist.VisitForm, r.of(row.Sheet))
	}
	if f, ok := v.sparse(column.Visit, visitStarred); ok {
		v.add(f)
		return v.judged(assist.VisitForm, r.of(row.Sheet))
	}
	for _, rule := range visitRules {
		v.add(rule(v)...)
	}
	return v.judged(assist.VisitForm, r.of(row.Sheet))
}

// visitService is N903: a service that is none of ours (五.4).
func visitService(v *visit) []assist.Finding {
	var unknown []string
	for _, s := range v.Services {
		if !slices.Contains(column.Services, s) {
			unknown = append(unknown, s)
		}
	}
	if f := v.fault(column.Service); f != nil && f.Kind == sheet.NotChoice && len(unknown) == 0 {
		unknown = []string{f.Value}
	}
	if len(unknown) == 0 {
		return nil
	}
	f := v.finding("N903", column.Service, "服务类型“"+strings.Join(unknown, "、")+"”不在规定范围内")
	for _, s := range unknown {
		if near := assist.Meant(s, column.Services); near != "" && len(unknown) > 1 {
			f.Message += "；“" + s + "”是不是“" + near + "”？"
		} else {
			f = maybe(f, near)
		}
	}
	return []assist.Finding{f}
}

func visitValues(v *visit) []assist.Finding {
	var list []assist.Finding
	for _, f := range v.subject.Faults {
		if f.Header != column.Service || f.Kind != sheet.NotChoice {
			list = append(list, v.valueFault(f)...)
		}
	}
	return list
}

// visitFuture is V902: a visit that is yet to come (五.4).
func visitFuture(v *visit) []assist.Finding {
	if v.Day <= v.b.Today {
		return nil
	}
	return v.one("V902", column.Visited, afterToday(column.Visited, v.Day, v.b.Today))
}

// visitNext is V208: the next visit before this one (填报要求).
func visitNext(v *visit) []assist.Finding {
	if v.Next == 0 || v.Day == 0 || v.Next >= v.Day {
		return nil
	}
	return v.one("V208", column.Next, "下次走访日期 "+v.Next.String()+" 早于走访日期 "+v.Day.String())
}

// visitStranger is V901: the customer is not on the roll, nor was on the day of
// the visit, nor joins it in this run (五.4).
func visitStranger(v *visit) []assist.Finding {
	unit := v.subject.Unit
	if v.b.Alone || v.Licence == "" || v.bad[column.Licence] || v.b.onRoll(unit, v.Licence) {
		return nil
	}
	if f, known := v.b.Roster.Last(v.Licence); known && f.Unit == unit && v.Day != 0 && v.Day >= f.FiledOn && v.Day <= f.Exited {
		return nil
	}
	return v.b.stranger(&v.subject, "V901", "该客户不在本县区的在册名单中")
}
