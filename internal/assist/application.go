package assist

import (
	"slices"
	"strings"

	"bangfu/internal/column"
)

// Business (业务类型) is what an application asks for.
type Business string

// The kinds of business.
const (
	NewCustomer    Business = column.NewCustomer
	Reverification Business = column.Reverification
	Amendment      Business = column.Amendment
	Withdrawal     Business = column.Withdrawal
)

// Hardship (困难类别) is the class of an applicant.
type Hardship string

// The classes of hardship: 三.1, 三.2 and 三.3 of the regulation.
const (
	Dibao      Hardship = column.Dibao
	Disability Hardship = column.Disability
	Temporary  Hardship = column.Temporary
)

// Hardships are the classes in their order.
var Hardships = []Hardship{Dibao, Disability, Temporary}

// Class is 1, 2 or 3; 0 for no class.
func (h Hardship) Class() int {
	for i, k := range Hardships {
		if k == h {
			return i + 1
		}
	}
	return 0
}

// label is the 特殊标识 of a class: 弱-1, 弱-2, 弱-3.
func (h Hardship) label() string {
	return map[Hardship]string{Dibao: "弱-1", Disability: "弱-2", Temporary: "弱-3"}[h]
}

// Clause is the clause of the regulation a class stands on.
func (h Hardship) Clause() string {
	return map[Hardship]string{Dibao: "三.1", Disability: "三.2", Temporary: "三.3"}[h]
}

// Cycle (订货周期) is how often a customer orders.
type Cycle string

// The order cycles.
const (
	Weekly  Cycle = column.Weekly
	Odd     Cycle = column.Odd
	Even    Cycle = column.Even
	NoOrder Cycle = column.NoOrder
)

// Orders reports whether a customer of this cycle orders in a week.
func (c Cycle) Orders(w Week) bool {
	switch c {
	case Weekly:
		return true
	case Odd:
		return w.Count()%2 != 0
	case Even:
		return w.Count()%2 == 0
	}
	return false
}

// Household registration (户籍类别).
const (
	Urban = column.Town
	Rural = column.Countryside
)

// Approval (审批) is one level of 逐级审核: opinion, name and date.
type Approval struct {
	Opinion string // 同意 or 不同意
	Name    string
	Day     Date
}

// Application (申请) is one row of the sheet 申请表. A value that could not be read is
// the zero value, and Row.Faults says why. Amounts are -1 when not stated.
type Application struct {
	Row
	Business   Business
	Licence    string // 许可证号, 12 digits
	Shop       string // 客户名称
	Operator   string // 经营者姓名
	ID         string // 身份证号
	Phone      string
	Address    string
	Market     string // 城镇 or 乡村
	Grade      int    // 档位 1–30
	Cycle      Cycle
	OrderDay   string // 周一 … 周日; "" when not stated
	LicenceEnd Date   // 许可证有效期止
	Household  string // 户籍类别: 城镇 or 农村
	Members    int    // 家庭人口
	Income     Fen    // 家庭年收入; -1 when not stated
	Margin     Fen    // 卷烟年毛利; -1 when not stated
	Hardship   Hardship
	DibaoNo    string
	DibaoEnd   Date
	DisabledBy string // 残疾人姓名
	Relation   string // 与经营者关系
	DisabledNo string // 残疾人证号
	Story      string // 困难说明
	Proofs     []string
	Start, End Date                            // 帮扶起始日, 帮扶截止日
	Applied    Date                            // 申请日期
	Approvals  [len(column.Approvals)]Approval // 客户经理, 营销部, 县局
	ExitReason string                          // 退出原因
	Answer     string                          // 核实说明
	Elsewhere  string                          `json:",omitempty"` // where an answer stands that is not read, in words
	Remark     string                          // 备注
}

// Nobodys reports a row that has none of what says whose it is, such as one
// whose values were dragged down.
func (a Application) Nobodys() bool {
	return a.Text(column.Licence) == "" && a.Text(column.Operator) == "" && a.Text(column.ID) == "" && a.Licence == ""
}

// DisabledID is the ID number of the person behind a disability certificate; ""
// for another 困难类别, or where it cannot be read.
func (a Application) DisabledID() string {
	if a.Hardship != Disability || len(a.DisabledNo) < 18 {
		return ""
	}
	return a.DisabledNo[:18]
}

// Wish (帮扶需求) is one row of the sheet 帮扶申请表.
type Wish struct {
	Row
	Licence  string
	Operator string
	Products []WishedProduct // in order of preference, each once
	Each     int             // 每规格加量, cartons; 10 when not stated
	Services []string        // 服务需求
	Applied  Date
	Remark   string
}

// Same reports whether two rows ask for the same.
func (w Wish) Same(other Wish) bool {
	same := func(x, y WishedProduct) bool { return x.Barcode == y.Barcode }
	return w.Each == other.Each && slices.EqualFunc(w.Products, other.Products, same)
}

// WishedProduct is one of 规格1 … 规格8 as typed and as found in the catalogue.
type WishedProduct struct {
	Header  column.Header // 规格1 …
	Text    string
	Barcode string // "" when neither a valid EAN-13 nor a catalogue name
}

// Visit (走访) is one row of the sheet 走访台账.
type Visit struct {
	Row
	Day       Date
	Licence   string
	Operator  string
	Visitor   string
	Services  []string // 服务类型
	Situation string   // 经营情况
	Problem   string   // 存在问题
	Measure   string   // 帮扶措施
	State     string   // 问题状态: 已解决, 处理中, 无
	Next      Date     // 下次走访日期
}

// Listed are 服务类型 and 问题状态 as far as they are words of our lists, and not what
// somebody wrote.
func (v Visit) Listed() (services []string, state string) {
	for _, s := range v.Services {
		if slices.Contains(column.Services, s) {
			services = append(services, s)
		}
	}
	if slices.Contains(column.ProblemStates, v.State) {
		state = v.State
	}
	return services, state
}

// VisitsListed is how many visits of a customer 看板 lists: over the years there are
// hundreds, and bangfu trace has them all.
const VisitsListed = 12

// Trouble is the problem a visit tells of. The same words, or none, of the same
// customer mean the same problem.
func (v Visit) Trouble() (text string, ok bool) {
	text = strings.Trim(foldName(v.Problem), "。.")
	switch {
	case v.State == column.NoProblem || text == column.NoProblem || text == "" && v.State == "":
		return "", false
	}
	return text, true
}

// SaleRow is one data row of a sales history.
type SaleRow struct {
	Place
	Licence string
	Product string // name as typed
	Sale    Sale
	Amount  Fen // 金额; -1 when not stated
	// Cells gives the address of a value by canonical header.
	Cells  func(header column.Header) Cell
	Total  string // 合计, 小计 or 总计 for a control total, else ""
	Faults []FaultOfSale
}

// FaultOfSale is a fault of a sales row; sales rows are many, so it is small.
type FaultOfSale struct {
	Kind   uint8 // a sheet.FaultKind
	Header column.Header
	Read   string
}
