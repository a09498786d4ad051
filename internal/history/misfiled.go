package history

import "bangfu/internal/assist"

// Misfiled are the filings of the roll that stand on a row of a refused sheet:
// an older version judged such rows again and filed them. They stay filed, and
// the city is told of each once.
func (h *History) Misfiled() []*assist.Application {
	var list []*assist.Application
	for f := range h.roster.Enrolled() {
		at := f.Application.Place
		if i, ok := h.row[at]; ok && h.rows[i].Open().Verdict.Refused != "" && !h.named[at] {
			list = append(list, f.Application)
		}
	}
	return list
}
