package check

import (
	"strings"

	"bangfu/internal/assist"
)

// away says of which rows of a refused file nothing is said, by their licence: the file
// lies in a folder that is not theirs, and what holds of them there holds nowhere else.
// They are judged where they belong. Rows that may be the folder's are judged, so that one
// pass tells everything when only the 填报单位 is wrong.
type away struct {
	all    bool   // S011: no row belongs in the folder
	unit   string // S009: the unit that the file names; "" when it names none
	folder string
	owners assist.Owners
}

// awayOf is what is away of a file that an S refuses.
func (b *bench) awayOf(sub *assist.Submission, code string) away {
	w := away{all: code == "S011", folder: sub.Unit, owners: b.owners()}
	if code == "S009" {
		w.unit, _ = b.terms.UnitCalled(strings.TrimSpace(sub.Declared.Text))
	}
	return w
}

// has reports whether nothing is said of the rows of a licence.
func (w away) has(licence string) bool {
	return w.all || w.unit != "" && licence != "" && w.owners.Has(w.unit, licence) && !w.owners.Has(w.folder, licence)
}
