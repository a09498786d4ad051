package place

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"bangfu/internal/assist"
)

// Receipt is the receipt workbook 回执_<回执号>.xlsx of a unit, or with an
// update number above 0 its later form 回执_<回执号>_更新<n>.xlsx.
func (p Place) Receipt(unit, number string, update int) string {
	return p.receipt(unit, number, update, ".xlsx")
}

// ReceiptPDF is the printed receipt beside the workbook.
func (p Place) ReceiptPDF(unit, number string, update int) string {
	return p.receipt(unit, number, update, ".pdf")
}

func (p Place) receipt(unit, number string, update int, ending string) string {
	name := assist.ReceiptPaper + "_" + safe(number)
	if update > 0 {
		name += fmt.Sprintf("_更新%d", update)
	}
	return filepath.Join(p.Outbox(unit), name+ending)
}

// checkPage is the page that judges a workbook in a browser.
const checkPage = assist.CheckPaper + ".html"

// CheckPage is 核对.html of a unit.
func (p Place) CheckPage(unit string) string { return filepath.Join(p.Outbox(unit), checkPage) }

// Board is 看板.html, the state at one look, of a unit or of the City ("").
func (p Place) Board(unit string) string {
	if unit == "" {
		unit = City
	}
	return filepath.Join(p.Outbox(unit), assist.BoardPaper+".html")
}

// CheckTemplate is 核对.html among the blank workbooks, of no unit.
func (p Place) CheckTemplate() string { return filepath.Join(p.Templates(), checkPage) }

// Sightings is 收件情况.xlsx: what was seen in the drop folder.
func (p Place) Sightings(unit string) string {
	return filepath.Join(p.Outbox(unit), assist.SightingsPaper+".xlsx")
}

// Todo is 在册与待办_<县区>.xlsx.
func (p Place) Todo(unit string) string {
	return filepath.Join(p.Outbox(unit), assist.TodoPaper+"_"+safe(unit)+".xlsx")
}

// CityTodo is 待办_市局.xlsx, the waiting rows the city answers.
func (p Place) CityTodo() string {
	return filepath.Join(p.Outbox(City), assist.CityTodoPaper+"_"+City+".xlsx")
}

// Week is the folder of a supply week in the outbox of a unit or of the City.
func (p Place) Week(unit string, w assist.Week) string {
	return filepath.Join(p.Outbox(unit), w.String())
}

// UnitSupply is 供货表_<县区>_<供货周>.xlsx.
func (p Place) UnitSupply(unit string, w assist.Week) string {
	return p.weekly(unit, w, assist.SupplyPaper+"_"+safe(unit), ".xlsx")
}

// UnitSupplyPDF is 供货明细_<县区>_<供货周>.pdf, by order day, for signature.
func (p Place) UnitSupplyPDF(unit string, w assist.Week) string {
	return p.weekly(unit, w, assist.LinesPaper+"_"+safe(unit), ".pdf")
}

// UnitReport is 帮扶工作周报_<县区>_<供货周>.pdf.
func (p Place) UnitReport(unit string, w assist.Week) string {
	return p.weekly(unit, w, assist.WeeklyPaper+"_"+safe(unit), ".pdf")
}

// Goods is 畅销与规格_<供货周>.xlsx of a unit.
func (p Place) Goods(unit string, w assist.Week) string {
	return p.weekly(unit, w, assist.GoodsPaper, ".xlsx")
}

// Roll is 备案汇总表_<供货周>.xlsx.
func (p Place) Roll(w assist.Week) string { return p.weekly(City, w, assist.RollPaper, ".xlsx") }

// RollPDF is 备案名单_<供货周>.pdf, the printable roll, masked.
func (p Place) RollPDF(w assist.Week) string { return p.weekly(City, w, assist.ListPaper, ".pdf") }

// Supply is 供货表_<供货周>.xlsx.
func (p Place) Supply(w assist.Week) string { return p.weekly(City, w, assist.SupplyPaper, ".xlsx") }

// SupplyPDF is 供货明细_<供货周>.pdf, by unit and order day.
func (p Place) SupplyPDF(w assist.Week) string { return p.weekly(City, w, assist.LinesPaper, ".pdf") }

// Import is 供货导入_<供货周>.csv.
func (p Place) Import(w assist.Week) string { return p.weekly(City, w, assist.ImportPaper, ".csv") }

// Withdrawn is 供货撤销_<供货周>.xlsx: cartons taken back after the freeze.
func (p Place) Withdrawn(w assist.Week) string {
	return p.weekly(City, w, assist.WithdrawnPaper, ".xlsx")
}

// UnitWithdrawn is 供货撤销_<县区>_<供货周>.xlsx.
func (p Place) UnitWithdrawn(unit string, w assist.Week) string {
	return p.weekly(unit, w, assist.WithdrawnPaper+"_"+safe(unit), ".xlsx")
}

// Watch is 监督清单_<供货周>.xlsx for 内管科.
func (p Place) Watch(w assist.Week) string { return p.weekly(City, w, assist.WatchPaper, ".xlsx") }

// Licensing is 许可证清单_<供货周>.xlsx for 专卖科.
func (p Place) Licensing(w assist.Week) string {
	return p.weekly(City, w, assist.LicensingPaper, ".xlsx")
}

// Report is 帮扶工作周报_<供货周>.pdf of the city.
func (p Place) Report(w assist.Week) string { return p.weekly(City, w, assist.WeeklyPaper, ".pdf") }

func (p Place) weekly(unit string, w assist.Week, label, ending string) string {
	return filepath.Join(p.Week(unit, w), label+"_"+w.String()+ending)
}

// Summary is 总结/帮扶工作总结报告_….pdf of a period such as 2026 or 2026Q4,
// of a unit or of the City.
func (p Place) Summary(unit, period string) string { return p.summary(unit, period, ".pdf") }

// SummaryXLSX is the editable workbook beside Summary.
func (p Place) SummaryXLSX(unit, period string) string { return p.summary(unit, period, ".xlsx") }

func (p Place) summary(unit, period, ending string) string {
	name := assist.SummaryPaper + "_"
	if unit != City {
		name += safe(unit) + "_"
	}
	return filepath.Join(p.Outbox(unit), "总结", name+safe(period)+ending)
}

// CustomerPDF is 申请表_<许可证号>.pdf, one customer's print, in a folder that
// the caller names.
func CustomerPDF(dir, licence string) string {
	return filepath.Join(dir, assist.FormPaper+"_"+safe(licence)+".pdf")
}

// SlipPDF is 告知单_<许可证号>.pdf, a household's slip, in a folder that the caller names.
func SlipPDF(dir, licence string) string {
	return filepath.Join(dir, assist.SlipPaper+"_"+safe(licence)+".pdf")
}

// Checked is <name>_核对.xlsx beside a workbook that check has read.
func Checked(path string) string {
	name := filepath.Base(path)
	stem := strings.TrimSuffix(name, filepath.Ext(name))
	return filepath.Join(filepath.Dir(path), cut(stem, 255-len("_"+assist.CheckPaper+".xlsx"))+"_"+assist.CheckPaper+".xlsx")
}

// Backups is the folder of the ledger's copies.
func (p Place) Backups() string { return p.folders.Backup }

// DailyBackup is the ledger's copy of a day, ledger_<yyyymmdd>.db.
func (p Place) DailyBackup(d assist.Date) string {
	return filepath.Join(p.folders.Backup, "ledger_"+strings.ReplaceAll(d.String(), "-", "")+".db")
}

// TimedBackup is a further copy of the same day, ledger_<yyyymmdd>_<hhmm>.db.
func (p Place) TimedBackup(at time.Time) string {
	return filepath.Join(p.folders.Backup, "ledger_"+at.In(assist.Zone).Format("20060102_1504")+".db")
}

// FreezeBackup is the ledger's copy made at a freeze, ledger_<供货周>_定稿.db.
func (p Place) FreezeBackup(w assist.Week) string {
	return filepath.Join(p.folders.Backup, "ledger_"+w.String()+"_定稿.db")
}

// Packed is the name of a copy of the ledger once it is compressed.
func Packed(backup string) string { return backup + packedEnding }

const packedEnding = ".zst"

// Increment is the name of a copy of the ledger, compressed, that holds only what
// came after a whole one: 续, for it goes on from there.
func Increment(backup string) string { return strings.TrimSuffix(backup, ".db") + incrementEnding }

// IsIncrement reports whether a name is that of an increment.
func IsIncrement(name string) bool { return strings.HasSuffix(name, incrementEnding) }

const incrementEnding = "_续.db" + packedEnding

var dayBackup = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(_\d{4})?$`)

// BackupOf says what a file name in the backup folder is a copy of, compressed
// or not, whole or an increment: a day, or a frozen week; ok is false when it is no backup of ours.
func BackupOf(name string) (d assist.Date, w assist.Week, ok bool) {
	mid, ok1 := strings.CutPrefix(name, "ledger_")
	mid, ok2 := strings.CutSuffix(strings.TrimSuffix(mid, packedEnding), ".db")
	if IsIncrement(name) {
		mid = strings.TrimSuffix(mid, "_续")
	}
	if !ok1 || !ok2 {
		return 0, w, false
	}
	if week, frozen := strings.CutSuffix(mid, "_定稿"); frozen {
		w, ok = assist.ParseWeek(week)
		return 0, w, ok
	}
	m := dayBackup.FindStringSubmatch(mid)
	if m == nil {
		return 0, w, false
	}
	d, ok = assist.ParseDate(m[1] + "-" + m[2] + "-" + m[3])
	return d, w, ok
}
