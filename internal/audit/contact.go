package audit

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"bangfu/internal/assist"
)

// sharedContacts is A104: customers on the roll who share a phone or an
// address, and returned rows that claim a licence, an ID or a disabled person
// that is on the roll already.
func sharedContacts(d *desk) []finding {
	list := d.sharing("共用联系电话的在册客户", func(a *assist.Application) []string { return assist.SharedPhones(a.Phone) })
	list = append(list, d.sharing("共用经营地址的在册客户", func(a *assist.Application) []string { return assist.SharedAddresses(a.Address) })...)
	return append(list, d.claims()...)
}

// sharing groups the roll by a value. A group of two or more is one signal,
// under the first of its licences; the value itself is not told.
func (d *desk) sharing(measure string, values func(*assist.Application) []string) []finding {
	groups := map[string][]string{} // licences, ascending
	for f := range d.enrolled() {
		for _, v := range values(f.Application) {
			groups[v] = append(groups[v], f.Application.Licence)
		}
	}
	told := map[string]bool{} // two values shared by the same customers are one signal
	var list []finding
	for _, v := range slices.Sorted(maps.Keys(groups)) {
		who := groups[v]
		if len(who) < 2 || told[strings.Join(who, "|")] {
			continue
		}
		told[strings.Join(who, "|")] = true
		var filings []assist.Filing
		var rows []string
		for _, licence := range who {
			f := d.Roster.Of(licence)
			filings, rows = append(filings, f), append(rows, f.Application.Place.Words())
		}
		list = append(list, finding{
			Signal: assist.Signal{
				Unit: filings[0].Unit, Licence: who[0], Others: who[1:], Measure: measure,
				Value: fmt.Sprintf("%d 户", len(who)), Threshold: "≥ 2 户", Span: "截至 " + d.to.String(),
				Basis: firstOf(rows, 5) + "；" + d.unitsOf(who),
			},
			facts: append([]string{measure}, who...),
			known: d.latest(filings),
			lasts: true,
		})
	}
	return list
}

// latest is the day the last of some customers was filed with what is filed now.
func (d *desk) latest(filings []assist.Filing) assist.Date {
	var day assist.Date
	for _, f := range filings {
		day = max(day, d.filed(f))
	}
	return day
}

// claim is one way in which a returned row runs into the roll.
type claim struct {
	code    string // the rule that returned the row
	measure string
	value   func(*assist.Application) string // "" for none; what both have
	same    bool                             // of the same licence, another unit
}

var claims = []claim{
	{"V502", "退回申报与在册客户许可证号相同", func(a *assist.Application) string { return a.Licence }, true},
	{"V503", "退回申报与在册客户身份证号相同", func(a *assist.Application) string { return a.ID }, false},
	{"V505", "退回申报与在册客户残疾人相同", (*assist.Application).DisabledID, false},
}

// claims finds, for each returned row of the days looked at, the filing it runs
// into. The same pair of licences and units is one signal, told by its last row.
func (d *desk) claims() []finding {
	found := map[string]finding{}
	for _, c := range claims {
		rows := d.claiming(c)
		if len(rows) == 0 {
			continue
		}
		filed := map[string][]assist.Filing{}
		for _, row := range rows {
			filed[c.value(row.Application)] = nil
		}
		for f := range d.enrolled() {
			v := c.value(f.Application)
			if _, asked := filed[v]; asked {
				filed[v] = append(filed[v], f)
			}
		}
		for _, row := range rows {
			for _, f := range filed[c.value(row.Application)] {
				if (f.Application.Licence == row.Licence) == c.same && (!c.same || f.Unit != row.Unit) {
					x := d.claimed(c, f, row.JudgedApplication, row.day)
					found[strings.Join(x.facts, "|")] = x
				}
			}
		}
	}
	return slices.Collect(maps.Values(found))
}

// returnedRow is a row that went back, and the day on which it was taken.
type returnedRow struct {
	assist.JudgedApplication
	day assist.Date
}

// claiming are the rows of the days looked at that make a claim.
func (d *desk) claiming(c claim) []returnedRow {
	fileOf := d.FileOf()
	var list []returnedRow
	for row := range d.RowsIn("") {
		if !returnedBy(row, c.code) || c.value(row.Application) == "" {
			continue
		}
		file, _ := fileOf(row.Receipt)
		if day := assist.DateOf(file.At); d.from <= day && day <= d.to {
			list = append(list, returnedRow{row, day})
		}
	}
	return list
}

func (d *desk) claimed(c claim, f assist.Filing, row assist.JudgedApplication, day assist.Date) finding {
	x := finding{
		Signal: assist.Signal{
			Unit: f.Unit, Licence: f.Application.Licence, Measure: c.measure, Value: "1 行", Threshold: "> 0 行", Span: day.String(),
			Basis: "退回行 " + row.Unit + " " + row.Place.Words() + "（" + c.code + "）；在册行 " + f.Number + " " + f.Application.Place.Words(),
		},
		facts: []string{c.code, f.Unit, f.Application.Licence, row.Unit, row.Licence},
		known: day,
	}
	if row.Licence != f.Application.Licence {
		x.Others = []string{row.Licence}
	}
	return x
}

// returnedBy reports a row that a rule sent back; one of a refused sheet or file was not
// judged, and claims nothing.
func returnedBy(row assist.JudgedApplication, code string) bool {
	return row.Verdict.Outcome == assist.Returned && row.Verdict.Refused == "" && slices.ContainsFunc(row.Verdict.Findings, func(f assist.Finding) bool { return f.Code == code })
}
