package batch

import (
	"bangfu/internal/assist"
	"bangfu/internal/overview"
)

// nameMisfiled tells the city of misfiled rows, and returns where they stand.
func (r *pass) nameMisfiled() []assist.Place {
	var places []assist.Place
	for _, a := range r.h.Misfiled() {
		r.fault(overview.Misfiled(a))
		places = append(places, a.Place)
	}
	return places
}
