package report

import (
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// FormPage lays rows out in a form's own layout, values by canonical header.
// The caller hands in form.Filled bound to its form and unit.
type FormPage func(rows []map[string]sheet.Value) sheet.Page

// ReplyOf gathers from the facts what the receipt of a file tells.
func ReplyOf(f assist.Facts, t assist.Taken) Reply { return Reply{} }

// Receipt is the 回执 sheet and the marks on the file's own sheets.
func Receipt(r Reply) sheet.Marking { return sheet.Marking{} }

// Roll is 备案汇总表.
func Roll(f assist.Facts) sheet.Book { return sheet.Book{} }

// Supply is 供货表; total makes 导入 hold 原供应量 + 帮扶加量 instead of 帮扶加量.
func Supply(f assist.Facts, total bool) sheet.Book { return sheet.Book{} }

// SupplyCSV is 供货导入: UTF-8 with BOM, CRLF, lines above 0 only.
func SupplyCSV(f assist.Facts, total bool) []byte { return nil }

// UnitSupply is 供货表_<县区>.
func UnitSupply(f assist.Facts, unit string) sheet.Book { return sheet.Book{} }

// Removals is 供货撤销.
func Removals(f assist.Facts) sheet.Book { return sheet.Book{} }

// Standing is 在册与待办_<县区>; form lays out the 复核申请表.
func Standing(f assist.Facts, unit string, form FormPage) sheet.Book { return sheet.Book{} }

// CityWaiting is 待办_市局; form lays out 名单调整.
func CityWaiting(f assist.Facts, form FormPage) sheet.Book { return sheet.Book{} }

// Seen is one line of 收件情况.
type Seen struct {
	Name    string    // 文件名, with the sub-folder
	First   time.Time // 首次看到
	Size    int64     // bytes
	State   string    // 状态: 已收, 正在传入, 不收, 已收过 …
	Receipt string    // 回执号; "" for none
	Why     string    // 原因
	Next    string    // 下一步
}

// Sightings is 收件情况 of a unit's drop folder.
func Sightings(unit string, rows []Seen, at time.Time) sheet.Book { return sheet.Book{} }

// Supervision is 监督清单.
func Supervision(f assist.Facts) sheet.Book { return sheet.Book{} }

// Licensing is 许可证清单, the licence list for 专卖科 as a workbook of its own.
func Licensing(f assist.Facts) sheet.Book { return sheet.Book{} }

// LicenceList is the sheet 许可证关注.
func LicenceList(f assist.Facts) sheet.Page { return sheet.Page{} }
