package check

import (
	"cmp"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// member is one customer who has a value that another may have too: a row of
// the run, or a filing of the roll.
type member struct {
	licence string
	unit    string
	number  string     // 备案编号 of a filing
	row     *applicant // nil for a filing, and for a row beside
	place   string     // of a row beside: where it stands
}

// name is how a finding names the member: licence, unit and place, nothing personal.
func (m member) name() string {
	if m.place != "" {
		return cmp.Or(m.licence, "许可证号读不出的一行") + "（" + m.place + "）"
	}
	if m.row == nil {
		return m.unit + "在册客户 " + m.licence + "（" + m.number + "）"
	}
	return m.licence + "（" + m.row.where() + "）"
}

// group is everybody who has one value.
type group struct {
	members []member
	seen    map[string]bool // by unit and licence
	size    int             // how many licences; 0 until counted
	crowd   string          // digest of who they are; "" until counted
}

// groups collects the rows and filings by a value; "" is no value.
type groups map[string]*group

func (g groups) add(key string, m member) {
	if key == "" {
		return
	}
	if g[key] == nil {
		g[key] = &group{seen: map[string]bool{}}
	}
	if g[key].seen[m.unit+m.licence] {
		return
	}
	g[key].seen[m.unit+m.licence] = true
	g[key].members = append(g[key].members, m)
}

// clashes reports whether the row is set against others at all.
func (a *applicant) clashes() bool {
	return !a.leaving() && a.standing != assist.Replaced && a.standing != assist.Unchanged
}

// collect groups what stands on the roll and what competes in the run. values
// gives the values of one application, keyed for comparison.
func (b *bench) collect(header string, values func(assist.Application) []string) groups {
	g := groups{}
	for _, f := range b.enrolled {
		a := f.Application
		for _, v := range values(a) {
			g.add(v, member{licence: a.Licence, unit: f.Unit, number: f.Number})
		}
	}
	for _, a := range b.rows {
		if !a.competes() || a.standing == assist.Unchanged || a.lacks(header) || b.removed(a.Licence, a.day) {
			continue
		}
		for _, v := range values(a.Application) {
			g.add(v, member{licence: a.Licence, unit: a.unit(), row: a})
		}
	}
	return g
}

// beside adds the rows that went back earlier and still lie with their county.
func (b *bench) beside(g groups, values func(assist.Application) []string) {
	for _, a := range b.Beside {
		for _, v := range values(a) {
			g.add(v, member{licence: a.Licence, unit: a.Unit, place: place(a.Unit, a.Place)})
		}
	}
}

// rivals names the members of a group other than the row's own licence, each
// licence once: the first few by name, and how many there are.
func (g *group) rivals(licence string) (names []string, total int) {
	seen := map[string]bool{licence: true}
	for _, m := range g.members {
		if !seen[m.licence] {
			seen[m.licence] = true
			names = append(names, m.name())
		}
		if len(names) > 3 {
			break
		}
	}
	if len(names) <= 3 {
		return names, len(names)
	}
	g.count()
	return names[:3], g.size - 1
}

// count counts the licences of the group and fixes their digest, once.
func (g *group) count() {
	if g.size > 0 {
		return
	}
	list := make([]string, len(g.members))
	for i, m := range g.members {
		list[i] = m.licence
	}
	slices.Sort(list)
	list = slices.Compact(list)
	g.size, g.crowd = len(list), digest(list...)
}

// who is the digest of everybody in the group.
func (g *group) who() string {
	g.count()
	return g.crowd
}

func naming(names []string, total int) string {
	s := strings.Join(names, "、")
	if total > len(names) {
		s += " 等 " + itoa(total) + " 户"
	}
	return s
}

// clash gives every row that shares a value a finding that names the others.
func (b *bench) clash(code, header string, values func(assist.Application) []string, word string) {
	g := b.collect(header, values)
	if assist.RuleOf(code).Level == assist.LevelHold {
		b.beside(g, values)
	}
	for _, a := range b.rows {
		if !a.clashes() || a.lacks(header) {
			continue
		}
		var told, compared []string
		for _, v := range values(a.Application) {
			if g[v] == nil {
				continue
			}
			if names, total := g[v].rivals(a.Licence); total > 0 {
				told = append(told, naming(names, total))
				compared = append(compared, v, g[v].who())
			}
		}
		if len(told) == 0 {
			continue
		}
		f := a.finding(code, header, word+"与 "+strings.Join(told, "、")+"相同")
		if f.Level == assist.LevelHold {
			f.Compared = digest(append(compared, code, header)...)
		}
		a.add(f)
	}
}

// licenceTwice is V501: the same licence twice in a sheet, or in two files of
// one day with different facts (五.2).
func licenceTwice(b *bench) {
	for _, a := range b.rows {
		if len(a.twins) == 0 || a.lacks(column.Licence) {
			continue
		}
		var names []string
		for _, o := range a.twins[:min(3, len(a.twins))] {
			if o.line.Receipt == a.line.Receipt && o.line.Sheet == a.line.Sheet {
				names = append(names, "本表第 "+itoa(o.line.Place.Row)+" 行")
			} else {
				names = append(names, o.where())
			}
		}
		text := "许可证号与" + strings.Join(names, "、") + "重复"
		if len(a.twins) > 3 {
			text = "许可证号与" + strings.Join(names, "、") + "等多行重复"
		}
		a.add(a.finding("V501", column.Licence, text))
		a.missAll("V503 V505 Q504", column.Licence) // whether the rows are of one person shows when they have their own numbers
	}
}

// licenceElsewhere is V502: the same licence from another unit (五.2).
func licenceElsewhere(b *bench) {
	g := b.collect(column.Licence, func(a assist.Application) []string { return []string{a.Licence} })
	for _, a := range b.rows {
		if !a.clashes() || a.lacks(column.Licence) || g[a.Licence] == nil {
			continue
		}
		var names []string
		for _, m := range g[a.Licence].members {
			if m.unit != a.unit() && len(names) < 4 {
				names = append(names, m.name())
			}
		}
		if len(names) > 0 {
			a.add(a.finding("V502", column.Licence, "同一许可证号另有申报或在册："+strings.Join(names, "、")))
		}
	}
}

// idElsewhere is V503: the same ID on another licence (五.2).
func idElsewhere(b *bench) {
	b.clash("V503", column.ID, func(a assist.Application) []string { return []string{a.ID} }, column.ID)
}

// disabledElsewhere is V505: the same disabled person behind two applications (五.2).
func disabledElsewhere(b *bench) {
	b.clash("V505", column.DisabledNo, func(a assist.Application) []string {
		if a.Hardship != assist.Disability || len(a.DisabledNo) < 18 {
			return nil
		}
		return []string{a.DisabledNo[:18]}
	}, "残疾人")
}

// contactShared is Q504: a phone or an address shared with another applicant
// (五.6). Placeholder numbers are N131, not duplicates.
func contactShared(b *bench) {
	b.clash("Q504", column.Phone, func(a assist.Application) []string {
		return assist.SharedPhones(a.Phone)
	}, column.Phone)
	b.clash("Q504", column.Address, func(a assist.Application) []string {
		return assist.SharedAddresses(a.Address)
	}, column.Address)
}
