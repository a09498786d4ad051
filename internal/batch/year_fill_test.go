package batch

import (
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
	"bangfu/internal/report"
)

// pagesFilled looks at the signed papers of a week: none ends on a page with a
// line and a signature alone.
func (y *year) pagesFilled(f assist.Facts) {
	y.Helper()
	y.lastPageFilled("周报", report.WeeklyCity(f))
	y.lastPageFilled("备案名单", report.RollDocument(f))
	planned := f.Plan.State != assist.PlanMissing // else nobody signs 供货明细
	if planned {
		y.lastPageFilled("供货明细", report.SupplyDocument(f, ""))
	}
	for _, unit := range y.unitNames() {
		y.lastPageFilled("周报 "+unit, report.WeeklyUnit(f, unit))
		if planned {
			y.lastPageFilled("供货明细 "+unit, report.SupplyDocument(f, unit))
		}
	}
}

// lastPageFilled: what stands above the places to sign is a quarter of its last
// page or five lines, and the three places stand beside each other on one line.
func (y *year) lastPageFilled(name string, d paper.Doc) {
	y.Helper()
	faces, err := y.Faces()
	y.must(err)
	set, err := paper.Lay(d, faces)
	y.must(err)
	last := set.Pages[len(set.Pages)-1]
	var places []paper.Run
	for _, r := range last.Body.Runs {
		for _, field := range []string{"单位负责人", "审核人", "制表人"} {
			if strings.HasPrefix(r.Text, field) {
				places = append(places, r)
			}
		}
	}
	if len(places) != 3 {
		y.Errorf("%s %s: %d places to sign on the last page", y.day, name, len(places))
		return
	}
	for i, r := range places[1:] {
		if before := places[i]; r.Y != before.Y || r.X < before.X+before.Width {
			y.Errorf("%s %s: %s stands at %.0f, %.0f, after %s at %.0f, %.0f", y.day, name, r.Text, r.X, r.Y, before.Text, before.X, before.Y)
		}
	}
	const box, least, quarter = 28, 5, 0.25 // points above a base line that belong to the places themselves
	signed, low, lines := places[0].Y, last.Frame.Top, map[float64]bool{}
	for _, r := range last.Body.Rules {
		if foot := max(r.Y1, r.Y2); foot < signed-box {
			low = max(low, foot)
		}
	}
	for _, r := range last.Body.Runs {
		if r.Y < signed {
			low, lines[r.Y] = max(low, r.Y), true
		}
	}
	if full := (low - last.Frame.Top) / (last.Frame.Bottom - last.Frame.Top); len(set.Pages) > 1 && full < quarter && len(lines) < least {
		y.Errorf("%s %s: above the places to sign page %d is %.0f %% full with %d lines", y.day, name, len(set.Pages), full*100, len(lines))
	}
}
