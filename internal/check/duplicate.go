package check

import (
	"cmp"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// member is one customer who has a value that another may have too: a row of the run,
// a filing of the roll, or a row beside.
type member interface {
	customer() customer
	name() string // how a finding names it: licence, unit and place, nothing personal
	atHome() bool // counts against the rows of its own unit alone
}

// customer is a licence of a unit.
type customer struct{ unit, licence string }

// called is the licence, or what stands for one that cannot be read.
func (c customer) called() string { return cmp.Or(c.licence, "许可证号读不出的一行") }

func (a *applicant) customer() customer { return customer{a.unit(), a.licence} }
func (a *applicant) name() string       { return a.customer().called() + "（" + a.where() + "）" }
func (a *applicant) atHome() bool       { return a.hopeless }

// enrolled is a filing of the roll.
type enrolled struct{ *assist.Filing }

func (f enrolled) customer() customer { return customer{f.Unit, f.Application.Licence} }
func (f enrolled) name() string {
	return f.Application.Licence + assist.FiledThere(f.Unit) + f.Number + "）"
}
func (f enrolled) atHome() bool { return false }

// wentBack is a row of an earlier run that still lies with its county.
type wentBack struct{ *assist.JudgedApplication }

func (a wentBack) customer() customer { return customer{a.Unit, a.Licence} }
func (a wentBack) name() string {
	return a.customer().called() + "（" + rowPlace(a.Unit, a.Place) + "）"
}
func (a wentBack) atHome() bool { return hopelessRow(*a.JudgedApplication) }

// side is for whom a group is looked at: a unit's rows, or those among them
// whose value is that of their own filing.
type side struct {
	unit string
	home bool
}

// group is everybody who has one value.
type group struct {
	members []member
	seen    map[customer]bool // who is among the members
	crowds  map[side]crowd
}

// groups collects the rows and filings by a value; "" is no value. Most values are of one
// customer alone.
type groups struct {
	first   map[string]member
	several map[string]*group
}

func (g groups) add(key string, m member) {
	first, there := g.first[key]
	switch {
	case key == "":
	case !there:
		g.first[key] = m
	default:
		if g.several[key] == nil {
			g.several[key] = alone(first)
		}
		g.several[key].add(m)
	}
}

// of is the group of a value; nil when nobody has it.
func (g groups) of(key string) *group {
	if several := g.several[key]; several != nil {
		return several
	}
	if first, there := g.first[key]; there {
		return alone(first)
	}
	return nil
}

func alone(m member) *group { return &group{members: []member{m}} }

// add puts one more beside the first; a customer of a unit counts once.
func (g *group) add(m member) {
	if g.seen == nil {
		g.seen = map[customer]bool{g.members[0].customer(): true}
	}
	if !g.seen[m.customer()] {
		g.seen[m.customer()] = true
		g.members = append(g.members, m)
	}
}

// onlyOf reports whether nobody but a licence has the value.
func (g *group) onlyOf(licence string) bool {
	return !slices.ContainsFunc(g.members, func(m member) bool { return m.customer().licence != licence })
}

// clashes reports whether the row is set against others at all. A hopeless row
// is, so that one pass tells its county everything; it counts against nobody.
func (a *applicant) clashes() bool {
	return !a.leaving() && !a.away && !a.nobodys && a.standing != assist.Replaced && a.standing != assist.Unchanged
}

// stands reports whether the row counts where a rule compares a value. A
// hopeless row sends nobody back; it may make its own unit wait.
func (a *applicant) stands(code string, header column.Header) bool {
	if !a.competes() || a.standing == assist.Unchanged || a.lacks(header) || a.b.removed(a.licence, a.day) {
		return false
	}
	return !a.hopeless || assist.RuleOf(code).Level == assist.LevelHold
}

// collect groups what stands on the roll and what competes in the run. values
// gives the values of one application, keyed for comparison.
func (b *bench) collect(code string, header column.Header, values func(*assist.Application) []string) groups {
	g := groups{map[string]member{}, map[string]*group{}}
	for i := range b.enrolled {
		f := enrolled{&b.enrolled[i]}
		for _, v := range values(f.Application) {
			g.add(v, f)
		}
	}
	for _, a := range b.rows {
		if !a.stands(code, header) {
			continue
		}
		for _, v := range a.compared(header, values) {
			g.add(v, a)
		}
	}
	return g
}

// compared are the values of the row that are compared; licence and ID number are known
// without opening it.
func (a *applicant) compared(header column.Header, values func(*assist.Application) []string) (list []string) {
	switch header {
	case column.Licence:
		return []string{a.licence}
	case column.ID:
		return []string{a.id}
	}
	a.opened(func() { list = values(a.Application) })
	return list
}

// addBeside adds the rows that went back earlier and still lie with their county;
// one that asked for 退出, or was not eligible, competes with nobody.
func (b *bench) addBeside(g groups, values func(*assist.Application) []string) {
	for i := range b.Beside {
		a := wentBack{&b.Beside[i]}
		if a.Business == assist.Withdrawal || a.Verdict.Outcome == assist.Ineligible {
			continue
		}
		for _, v := range values(a.Application) {
			g.add(v, a)
		}
	}
}

// rivals names the members of a group other than the row's own licence, each
// licence once: the first few by name, in the order of the licences, and how many
// there are.
func (g *group) rivals(a *applicant, of side) (names []string, total int) {
	c := g.of(of)
	for i := 0; i < len(c.licences) && len(names) < 3; i++ {
		if c.licences[i] != a.licence {
			names = append(names, c.first[i].name())
		}
	}
	return names, len(g.with(a, of).licences) - 1
}

// counts reports whether a member counts against the rows of the side. What
// stands on the roll is not touched by another unit's row that does not.
func (x side) counts(m member) bool {
	_, filed := m.(enrolled)
	return m.customer().unit == x.unit || !m.atHome() && (filed || !x.home)
}

// crowd is who counts against the rows of a side, and the digest of it.
type crowd struct {
	licences []string // ascending
	first    []member // of each licence
	digest   string
}

// of is the crowd of a group for a side, counted once.
func (g *group) of(x side) crowd {
	if c, known := g.crowds[x]; known {
		return c
	}
	var c crowd
	for _, m := range g.members {
		if x.counts(m) {
			c.first = append(c.first, m)
		}
	}
	slices.SortStableFunc(c.first, func(a, b member) int { return cmp.Compare(a.customer().licence, b.customer().licence) })
	c.first = slices.CompactFunc(c.first, func(a, b member) bool { return a.customer().licence == b.customer().licence })
	for _, m := range c.first {
		c.licences = append(c.licences, m.customer().licence)
	}
	c.digest = digest(c.licences...)
	if g.crowds == nil {
		g.crowds = map[side]crowd{}
	}
	g.crowds[x] = c
	return c
}

// with is the crowd a row stands in, though it may count against nobody itself.
func (g *group) with(a *applicant, of side) crowd {
	c := g.of(of)
	i, in := slices.BinarySearch(c.licences, a.licence)
	if in {
		return c
	}
	list := slices.Insert(slices.Clone(c.licences), i, a.licence)
	return crowd{licences: list, digest: digest(list...)} // nobody is named by it
}

func naming(names []string, total int) string {
	s := strings.Join(names, "、")
	if total > len(names) {
		s += " 等 " + itoa(total) + " 户"
	}
	return s
}

// clash gives every row that shares a value a finding that names the others.
func (b *bench) clash(code string, header column.Header, values func(*assist.Application) []string, word string) {
	g := b.collect(code, header, values)
	if assist.RuleOf(code).Level == assist.LevelHold {
		b.addBeside(g, values)
	}
	for _, a := range b.rows {
		if !a.clashes() || a.lacks(header) {
			continue
		}
		var told, compared, filed []string
		if a.stays() {
			filed = values(a.filing.Application)
		}
		for _, v := range a.compared(header, values) {
			sharing := g.of(v)
			if sharing == nil || sharing.onlyOf(a.licence) {
				continue
			}
			of := side{a.unit(), slices.Contains(filed, v)}
			if names, total := sharing.rivals(a, of); total > 0 {
				told = append(told, naming(names, total))
				compared = append(compared, v, sharing.with(a, of).digest)
			}
		}
		if len(told) == 0 {
			continue
		}
		a.opened(func() {
			f := a.finding(code, header, word+"与 "+strings.Join(told, "、")+"相同")
			if f.Level == assist.LevelHold {
				f.Compared = digest(append(compared, code, string(header))...)
			}
			a.add(f)
		})
	}
}

// licenceTwice is V501: the same licence twice in a sheet, or in two files of
// one day with different facts (五.2).
func licenceTwice(b *bench) {
	for _, a := range b.rows {
		if len(a.twins) == 0 || a.away || a.lacks(column.Licence) {
			continue
		}
		var names []string
		abroad := false
		for _, o := range a.twins[:min(3, len(a.twins))] {
			if o.from.sheet == a.from.sheet {
				names = append(names, "本表第 "+itoa(int(o.row))+" 行")
			} else {
				names, abroad = append(names, o.where()), true
			}
		}
		text := "许可证号与" + strings.Join(names, "、") + "重复"
		if len(a.twins) > 3 {
			text = "许可证号与" + strings.Join(names, "、") + "等多行重复"
		}
		a.opened(func() {
			f := a.finding("V501", column.Licence, text)
			if abroad {
				f.Fix = "两份文件同日填报而内容不同：请定下哪一行正确，只把那一行放在一份文件里重报"
			}
			a.add(f)
		})
		a.missAll("V503 V505 Q504", column.Licence) // whether the rows are of one person shows when they have their own numbers
	}
}

// licenceElsewhere is V502: the same licence from another unit (五.2).
func licenceElsewhere(b *bench) {
	g := b.collect("V502", column.Licence, func(a *assist.Application) []string { return []string{a.Licence} })
	for _, a := range b.rows {
		if !a.clashes() || a.lacks(column.Licence) {
			continue
		}
		claims := g.of(a.licence)
		if claims == nil {
			continue
		}
		if text := a.claimed(claims.members); text != "" {
			a.opened(func() { a.add(a.finding("V502", column.Licence, text)) })
		}
	}
}

// claimed says which other units the row's licence is claimed by; "" for none.
func (a *applicant) claimed(members []member) string {
	var names []string
	for _, m := range members {
		if m.customer().unit != a.unit() && a.against(m) && len(names) < 4 {
			names = append(names, m.name())
		}
	}
	if len(names) > 0 {
		return "同一许可证号另有申报或在册：" + strings.Join(names, "、")
	}
	if owner := a.b.owners().Of(a.licence); owner != "" && owner != a.unit() && a.unit() != "" {
		return byRegister(a.b.Register.Day) + assist.LicenceThere(owner) + assist.NotTheirs(a.unit())
	}
	return ""
}

// against reports whether another unit's claim to the row's licence stands
// against the row. None does against the unit on whose roll he stands. Of two
// rows that came with one run, or that both wait, each does; else the unit whose
// customer it is comes first, and then who sends after both were told.
func (a *applicant) against(m member) bool {
	other, row := m.(*applicant)
	if !row {
		return true
	}
	if a.stays() {
		return false
	}
	if a.held == other.held {
		return true
	}
	mine, theirs := a.b.has(a.unit(), a.licence), a.b.has(other.unit(), a.licence)
	if mine != theirs {
		return theirs
	}
	return other.before.Outcome != assist.Returned
}

// idElsewhere is V503: the same ID on another licence (五.2).
func idElsewhere(b *bench) {
	b.clash("V503", column.ID, func(a *assist.Application) []string { return []string{a.ID} }, string(column.ID))
}

// disabledElsewhere is V505: the same disabled person behind two applications (五.2).
func disabledElsewhere(b *bench) {
	b.clash("V505", column.DisabledNo, func(a *assist.Application) []string { return []string{a.DisabledID()} }, "残疾人")
}

// contactShared is Q504: a phone or an address shared with another applicant
// (五.6). Placeholder numbers are N131, not duplicates.
func contactShared(b *bench) {
	b.clash("Q504", column.Phone, func(a *assist.Application) []string {
		return assist.SharedPhones(a.Phone)
	}, string(column.Phone))
	b.clash("Q504", column.Address, func(a *assist.Application) []string {
		return assist.SharedAddresses(a.Address)
	}, string(column.Address))
}
