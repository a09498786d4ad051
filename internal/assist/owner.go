package assist

import "slices"

// Owners (归属) says whose customer a licence is. What any other unit sends changes
// nothing of what that customer gets.
type Owners struct {
	Terms    Terms
	Roster   *Roster
	Register Register
	Leaving  map[string]bool // licences whose unit takes them off in this run
}

// Of is the unit a licence belongs to: that of its present filing; without one
// that of the register, unless this unit has filed his 退出. "" when neither
// says: then it is any unit's that has the prefix.
func (o Owners) Of(licence string) string {
	last, known := o.Roster.Last(licence)
	on := known && last.On() && !o.Leaving[licence]
	if on {
		return last.Unit
	}
	row, _ := o.Register.Licences.Of(licence)
	unit, named := o.Terms.UnitCalled(row.UnitName)
	if !named || known && last.Unit == unit && (o.Leaving[licence] || last.ExitBy == ByCounty) {
		return ""
	}
	return unit
}

// Has reports whether a licence is a unit's. A prefix that no unit has bars nobody.
func (o Owners) Has(unit, licence string) bool {
	if owner := o.Of(licence); owner != "" {
		return owner == unit
	}
	serves := func(u Unit) bool { return u.Serves(licence) }
	u, _ := o.Terms.Unit(unit)
	return serves(u) || !slices.ContainsFunc(o.Terms.Units, serves)
}
