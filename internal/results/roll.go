package results

import "bangfu/internal/assist"

// roll replays the changes of the roll up to the last day: who was on it on the
// eve, who came and went and why, and who was on it at all in the period.
func (d *desk) roll() {
	unit := map[string]string{} // of those on the roll
	began := false
	begin := func() {
		began = true
		for licence, name := range unit {
			d.help(name, licence)
			d.onEve[licence] = name
			for _, l := range d.accounts(licence, name) {
				l.Opening++
			}
		}
	}
	for m := range d.Movements(0) {
		if m.Change.Day > d.to {
			break
		}
		if !began && m.Change.Day >= d.from {
			begin()
		}
		if began {
			d.step(m)
		}
		if m.In {
			unit[m.Change.Licence] = m.Unit
		} else {
			delete(unit, m.Change.Licence)
		}
	}
	if !began {
		begin()
	}
	for licence := range unit {
		d.onLast[licence] = true
	}
}

// help notes that a customer was on a unit's roll in the period.
func (d *desk) help(unit, licence string) {
	d.lastly[licence] = unit
	for _, l := range d.accounts(licence, unit) {
		l.helped[licence] = true
	}
}

// step counts one movement of the period.
func (d *desk) step(m assist.Movement) {
	if m.In {
		d.help(m.Unit, m.Change.Licence)
	}
	why := m.Why()
	for _, l := range d.accounts(m.Change.Licence, m.Unit) {
		if m.In {
			l.Joined++
			l.why[why]++
		} else {
			l.Left++
			l.whyLeft[why]++
		}
	}
}
