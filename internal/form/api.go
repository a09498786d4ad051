package form

import (
	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// Decode reads a whole workbook into sub: its kind, tables, faults, rows,
// 填报单位 and 填报日期. Rows of a sales history go to sale and are not held.
// Damage of a sheet comes back as a *sheet.Damage error, an error of sale as it is.
func Decode(src Source, c Context, sub *assist.Submission, sale SaleSink) error { return nil }

// Terms reads the parameter workbooks 政策参数 and 规格目录. A row with a fault
// is left out, and the fault says where it stands.
func Terms(params, products Source) (assist.Terms, []sheet.Fault, error) {
	return assist.Terms{}, nil, nil
}

// Standard makes terms of the built-in tables (CSV): units, dibao standards and
// products, with the default limits and no rural income.
func Standard(units, dibao, products []byte) (assist.Terms, error) { return assist.Terms{}, nil }

// Headers lists the canonical headers of a form in the order of its template.
func Headers(f assist.Form) []string { return nil }

// Workbook names a blank workbook: its file name without the ending.
type Workbook string

// The blank workbooks.
const (
	ApplicationBook Workbook = "申请表"
	SalesBook       Workbook = "销售历史"
	VisitBook       Workbook = "走访台账"
	PlanBook        Workbook = "货源计划"
	RegisterBook    Workbook = "许可证状态"
	AdjustmentBook  Workbook = "名单调整"
	PolicyBook      Workbook = "政策参数"
	CatalogueBook   Workbook = "规格目录"
)

// Workbooks are all blank workbooks in their order.
var Workbooks = []Workbook{ApplicationBook, SalesBook, VisitBook, PlanBook, RegisterBook, AdjustmentBook, PolicyBook, CatalogueBook}

// Blank writes a blank workbook with its 填报说明. The unit stands behind
// 填报单位 ("" leaves it open); the rules are the catalogue that the 填报说明
// quotes; the terms fill 政策参数 and 规格目录 and the list of units.
func Blank(w Workbook, unit string, rules []assist.Rule, terms assist.Terms) sheet.Book {
	return sheet.Book{}
}

// Filled lays rows out in a form's own layout, values by canonical header, so
// that the sheet can be completed and dropped as it is.
func Filled(f assist.Form, unit string, reported assist.Date, rows []map[string]sheet.Value) sheet.Page {
	return sheet.Page{}
}
