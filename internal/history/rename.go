package history

import (
	"maps"
	"slices"
	"time"

	"bangfu/internal/assist"
)

// UnitNow is the present name of the unit that had a name at an instant.
func (h *History) UnitNow(name string, at time.Time) string {
	for _, p := range h.terms.passed {
		if p.Name == name && at.Before(p.Until) {
			return p.Now
		}
	}
	if now, renamed := h.terms.renamed[name]; renamed {
		return now
	}
	return name
}

// FormerNames are the names that a unit had before, in their order.
func (h *History) FormerNames(unit string) []string {
	var names []string
	for old, now := range h.terms.renamed {
		if now == unit {
			names = append(names, old)
		}
	}
	slices.Sort(names)
	return names
}

// Rename gives a unit, from an instant on, its new name in everything that was
// entered so far; what has that name already stays as it is.
func (h *History) Rename(r assist.Rename, at time.Time) {
	h.terms.pass(r.New, at)
	for old, now := range h.terms.renamed {
		if now == r.Old {
			h.terms.renamed[old] = r.New
		}
	}
	for i := range h.terms.passed {
		if p := &h.terms.passed[i]; p.Now == r.Old {
			p.Now = r.New
		}
	}
	h.terms.renamed[r.Old] = r.New
	unit := func(name *string) {
		if *name == r.Old {
			*name = r.New
		}
	}
	h.renameFiles(unit)
	h.renameRows(unit)
	h.renameFindings(r)
	renameRoster(h.roster, unit)
	for i := range h.reviews {
		unit(&h.reviews[i].Unit)
	}
	for week, f := range h.frozen {
		f.Plan = renamePlan(f.Plan, unit)
		h.frozen[week] = f
	}
}

// renameFiles renames the sender of files and of plain rows. What was written so far
// stays in the folder of the name of then.
func (h *History) renameFiles(unit func(*string)) {
	for i := range h.files {
		t := &h.files[i]
		was := t.Unit
		if unit(&t.Unit); t.Unit != was && t.Folder == "" {
			t.Folder = was
		}
	}
	h.index()
	for i := range h.taken {
		unit(&h.taken[i].unit)
	}
}

// renameRows renames the sender of decoded rows.
func (h *History) renameRows(unit func(*string)) {
	for i := range h.rows {
		h.rows[i] = h.rows[i].Changed(func(a *assist.JudgedApplication) { unit(&a.Unit); unit(&a.Verdict.Unit) })
	}
	for i := range h.others {
		j := h.others[i].Open()
		unit(&j.Unit)
		h.others[i] = j.Keep()
	}
	for i := range h.visits {
		v := h.visits[i].Open()
		unit(&v.Unit)
		h.visits[i] = v.Keep()
	}
	for i := range h.answers {
		unit(&h.answers[i].Unit)
	}
	for i := range h.asides {
		unit(&h.asides[i].Unit)
	}
	h.counted = renamedCounts(h.counted, unit)
	h.renameWishes(unit)
	for key := range maps.Clone(h.shown) {
		was := key
		if unit(&key[0]); key != was {
			delete(h.shown, was)
			h.shown[key] = true
		}
	}
}

// renameFindings calls the unit by its new name where a finding of a row that is not
// filed says in which unit another row or filing stands.
func (h *History) renameFindings(r assist.Rename) {
	renamed := r.Renaming()
	for i, row := range h.rows {
		a := row.Open()
		if a.Verdict.Outcome == assist.Filed {
			continue
		}
		for j, x := range a.Verdict.Findings {
			a.Verdict.Findings[j] = renamed(x)
		}
		h.rows[i] = row.Judged(a.Verdict)
	}
}

// renameWishes renames the sender of wishes. One that has sent a wish of a customer
// under either name has sent the later.
func (h *History) renameWishes(unit func(*string)) {
	for key, w := range maps.Clone(h.wishes) {
		was, wish := key, w.wish.Open()
		if unit(&key[0]); key == was {
			continue
		}
		unit(&wish.Unit)
		w.wish = wish.Keep()
		delete(h.wishes, was)
		if other, both := h.wishes[key]; !both || w.after(other) {
			h.wishes[key] = w
		}
	}
}

// renamedCounts are counts by unit and licence under the units' new names.
func renamedCounts(old map[[2]string]int, unit func(*string)) map[[2]string]int {
	now := map[[2]string]int{}
	for key, n := range old {
		unit(&key[0])
		now[key] += n
	}
	return now
}

func renameRoster(r *assist.Roster, unit func(*string)) {
	renameFiling := func(f *assist.Filing) { // the roll and its changes share it
		now := f.Open()
		a := *now.Application
		unit(&now.Unit)
		unit(&a.Unit)
		*f = *now.Keep(a.Keep())
	}
	for _, f := range r.Filings {
		renameFiling(f)
	}
	for i, c := range r.Changes {
		if unit(&r.Changes[i].Unit); c.Filing != nil {
			renameFiling(c.Filing)
		}
	}
}

// renamePlan renames the units of a plan, which is kept without its lines.
func renamePlan(p assist.WeekPlan, unit func(*string)) assist.WeekPlan {
	for i := range p.Unserved {
		unit(&p.Unserved[i].Unit)
	}
	for i := range p.Removed {
		unit(&p.Removed[i].Unit)
	}
	return p
}

// Follow gives units the names that a later history has given them.
func (h *History) Follow(later *History) {
	for _, old := range slices.Sorted(maps.Keys(later.terms.renamed)) {
		h.Rename(assist.Rename{Old: old, New: later.terms.renamed[old]}, later.at)
	}
	h.terms.passed = slices.Clone(later.terms.passed)
}
