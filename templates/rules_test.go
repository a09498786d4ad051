package templates_test

import (
	"fmt"
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/check"
	"bangfu/internal/column"
	"bangfu/internal/form"
)

// findings judges filled workbooks as one run on 2026-11-06 and tells all it found.
func findings(t *testing.T, change map[column.Header]string) []string {
	t.Helper()
	terms := standard(t)
	today := assist.Day(2026, 11, 6)
	var list []string
	add := func(found []assist.Finding) {
		for _, f := range found {
			list = append(list, fmt.Sprintf("%s %s %s", f.Code, f.Cell, f.Message))
		}
	}
	open := func(w form.Workbook, unit string) *assist.Submission {
		var sub assist.Submission
		sub.Unit, sub.Receipt = unit, "HZ-140213-20261106-"+string(w)
		sales := check.NewSales(&sub, terms, today)
		c := form.Context{Unit: unit, Receipt: sub.Receipt, Terms: terms}
		err := form.Decode(source(t, filled(t, w, change)), c, &sub, func(r assist.SaleRow) error { sales.Add(r); return nil })
		if err != nil {
			t.Fatal(err)
		}
		sub.Sales = sales.Done()
		add(sub.Sales.Findings)
		return &sub
	}
	register, judged, _ := check.Register(open(form.RegisterBook, assist.City), assist.Register{}, terms)
	plans, more := check.Plan(open(form.PlanBook, assist.City), terms, today)
	if len(plans) != 1 {
		t.Errorf("%d plans", len(plans))
	}
	judged = append(judged, assist.KeepJudged(more...)...)
	app := open(form.ApplicationBook, "平城区")
	visits := open(form.VisitBook, "平城区")
	_, more = check.Adjust(open(form.AdjustmentBook, assist.City), assist.NewRoster(), register, map[string]bool{"140213100001": true}, terms, nil)
	judged = append(judged, assist.KeepJudged(more...)...)
	set := check.Set{
		Now: today.Time().Add(10 * time.Hour), Today: today, Files: []*assist.Submission{open(form.SalesBook, "平城区"), app, visits},
		Roster: assist.NewRoster(), Register: register,
		History: func(l string) assist.History {
			day := assist.Day(2026, 10, 30)
			line := assist.Sale{Day: day, Barcode: "6901028046893", Cartons: 3}
			return assist.History{Licence: l, Months: []assist.SalesMonth{{Licence: l, Month: day.Month(), Lines: []assist.Sale{line}}}}
		},
	}
	v := check.Judge(set, terms)
	for _, found := range v.Files {
		add(found)
	}
	for a := range v.Applications.All() {
		add(a.Verdict.Findings)
	}
	for j := range append(judged, v.Rows...).All() {
		add(j.Findings)
	}
	if n := len(v.Applications) + len(v.Rows) + len(judged); n != 6 {
		t.Errorf("%d rows judged", n)
	}
	return list
}

// Filled templates of every kind come through all rules with nothing found.
func TestFilledTemplatesPassTheRules(t *testing.T) {
	if list := findings(t, nil); len(list) > 0 {
		t.Errorf("found:\n%q", list)
	}
	if list := findings(t, map[column.Header]string{"身份证号": "140221197001010013"}); len(list) == 0 {
		t.Error("a wrong check digit passes: this test judges nothing")
	}
}
