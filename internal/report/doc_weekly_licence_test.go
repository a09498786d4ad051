package report

import (
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// Who is not supplied because of the licence, or loses supply by it, is counted by what
// is the matter with it.
func TestWeeklySaysWhatIsTheMatterWithALicence(t *testing.T) {
	f := someFacts()
	f.Register = assist.Register{Receipt: "HZ-SJ-1", Day: f.Today - 2, Licences: assist.RegisterRows{
		liDibao:   assist.RegisterRow{Licence: liDibao, Status: "停业", End: f.Today + 300}.Keep(),
		wangBlind: assist.RegisterRow{Licence: wangBlind, Status: "有效", End: f.Today - 3}.Keep(),
	}}
	f.Plan.State, f.Plan.Frozen = assist.PlanFinal, cutoff
	f.Plan.Unserved = nil
	for i, detail := range []string{"有效期止于 2026-11-01", "有效期止于 2026-11-02", "登记状态为停业", "不在许可证登记中", "没有有效期止", ""} {
		f.Plan.Unserved = append(f.Plan.Unserved, assist.Unserved{Unit: "平城区", Licence: "14021310009" + string(rune('0'+i)), Reason: assist.LicenceFault, Detail: detail})
	}
	f.Plan.Lines = keptLines([]assist.SupplyLine{{Unit: "平城区", Licence: liDibao, Barcode: yunyan, Extra: 4, Day: f.Today + 5}, {Unit: "平城区", Licence: wangBlind, Barcode: yunyan, Extra: 3, Day: f.Today + 5}}...)
	f.Plan.Removed = nil
	for l := range f.Plan.Lines.All() {
		f.Plan.Removed = append(f.Plan.Removed, assist.Removal{Move: assist.Withdrawn, Unit: l.Unit, Licence: l.Licence, Barcode: l.Barcode, Cartons: l.Extra, Day: l.Day, Reason: assist.LicenceFault, At: runAt})
	}
	text := paper.Text(WeeklyCity(f))
	for _, want := range []string{"其中未供货6户：许可证过期2户、许可证1户、许可证不在登记1户、许可证停业1户、许可证没有有效期止1户。", "定稿后撤销2户1个规格7条（许可证停业1户、许可证过期1户）"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s\n%s", want, text)
		}
	}
}
