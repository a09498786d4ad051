package report

import (
	"testing"

	"bangfu/internal/assist"
)

// Whose row of the register was left out is told so, and how he is judged; he is not
// among those whom the register does not list.
func TestALicenceLeftOutOfTheRegister(t *testing.T) {
	f := someFacts()
	end := f.Today + 30
	a := &assist.Application{Row: assist.Row{Place: assist.Place{Receipt: "HZ-SQ", Sheet: "申请表", Row: 4}}, Licence: "140213999999", LicenceEnd: end, Shop: "店", Operator: "人"}
	filing := assist.Filing{Application: a, Unit: "平城区"}
	soon := "平城区 140213999999 店 人 即将到期  " + end.String() + " 30 还有 30 天到期，请优先办理延续。 HZ-SQ 申请表 第4行"
	before := assist.RegisterRow{Row: assist.Row{Place: assist.Place{Receipt: "HZ-QC", Sheet: "许可证状态", Row: 9}}, Licence: a.Licence, Status: "停业", End: f.Today + 900}
	stopped := before.End.String()
	for what, c := range map[string]struct {
		present, left bool
		rows          []assist.RegisterRow
		want          string
	}{
		"no register": {want: soon},
		"not listed":  {present: true, want: "平城区 140213999999 店 人 不在登记    许可证状态中没有这个许可证，不供货；请核实后更新登记。 HZ-DJ"},
		"left out":    {present: true, left: true, want: "平城区 140213999999 店 人 登记未采用  " + end.String() + " 30 许可证状态（回执 HZ-DJ）中的这一行没有采用（C201），暂按申报的许可证有效期止认定；请按回执改好后重报。 HZ-SQ 申请表 第4行 " + soon},
		"left out, listed before": {present: true, left: true, rows: []assist.RegisterRow{before},
			want: "平城区 140213999999 店 人 登记未采用 停业 " + stopped + " 900 许可证状态（回执 HZ-DJ）中的这一行没有采用（C201），暂按上一次登记认定；请按回执改好后重报。 HZ-QC 许可证状态 第9行 平城区 140213999999 店 人 停业 停业 " + stopped + " 900 状态不是有效，不供货。 HZ-QC 许可证状态 第9行"},
		"the row meant for him has no usable number": {present: true, rows: []assist.RegisterRow{before},
			want: "平城区 140213999999 店 人 登记未采用 停业 " + stopped + " 900 许可证状态（回执 HZ-DJ）中像是这个许可证的一行没有采用（C201），暂按上一次登记认定；请按回执改好后重报。 HZ-QC 许可证状态 第9行 平城区 140213999999 店 人 停业 停业 " + stopped + " 900 状态不是有效，不供货。 HZ-QC 许可证状态 第9行"},
	} {
		f.Register = assist.Register{Licences: assist.RegisterRows{}, Left: map[string]bool{a.Licence: c.left}}
		if c.present {
			f.Register.Receipt = "HZ-DJ"
		}
		for _, row := range c.rows {
			f.Register.Licences.Put(row)
		}
		if got := textOf(newRolling(f).licenceRows(filing, 60)); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", what, got, c.want)
		}
	}
}
