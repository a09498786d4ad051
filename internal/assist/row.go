package assist

import (
	"fmt"
	"strings"

	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// Place (出处) is where a fact was read: a receipt number, a sheet and a row.
type Place struct {
	Receipt string
	Sheet   string
	Row     int
}

// Words names the place as every table does: receipt, sheet and row, "" for none.
func (p Place) Words() string {
	switch {
	case p.Receipt == "":
		return ""
	case p.Row == 0:
		return strings.TrimSpace(p.Receipt + " " + p.Sheet)
	}
	return fmt.Sprintf("%s %s 第%d行", p.Receipt, p.Sheet, p.Row)
}

// Cell (单元格) is a value as a person typed it, and where.
type Cell struct {
	Addr string
	Text string
}

// Form (表) names one of our forms by its sheet name.
type Form string

// The forms.
const (
	ApplicationForm Form = "申请表"
	WishForm        Form = "帮扶申请表"
	SalesForm       Form = "销售历史"
	VisitForm       Form = "走访台账"
	PlanForm        Form = "货源计划"
	RegisterForm    Form = "许可证状态"
	AdjustmentForm  Form = "名单调整"
	ReplyForm       Form = "监督清单"
	SettlementForm  Form = "待确认"
)

// RenewalSheet is the sheet of 在册与待办 with a prefilled 申请表 for each 复核.
const RenewalSheet = "复核申请表"

// Row is what every decoded row carries besides its parsed values.
type Row struct {
	Place
	Unit     string        // the unit (县区) of the drop folder
	Reported Date          // 填报日期, else the workbook's modified date, else 0
	Cells    Cells         `json:",omitempty"` // what was typed
	Faults   []sheet.Fault `json:",omitempty"` // what decoding could not read or had to fold
}

// Text is the value as typed under a canonical header, "" when blank or absent.
func (r Row) Text(header column.Header) string {
	cell, _ := r.Cells.Of(header)
	return cell.Text
}

// Addr is the address of the cell under a canonical header; "" when the
// sheet has no such column.
func (r Row) Addr(header column.Header) string {
	cell, _ := r.Cells.Of(header)
	return cell.Addr
}

// Faulty reports whether the value under a header could not be read.
func (r Row) Faulty(header column.Header) bool {
	for _, f := range r.Faults {
		if f.Header == header && f.Kind != sheet.Folded && f.Kind != sheet.Missing {
			return true
		}
	}
	return false
}
