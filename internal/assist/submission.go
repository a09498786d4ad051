package assist

import (
	"slices"
	"time"

	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// FileKind (文件类别) is what a file turned out to be; the words are those of --json.
type FileKind string

// The kinds of file.
const (
	KindApplication FileKind = "application"
	KindWishes      FileKind = "wishes"
	KindSales       FileKind = "sales"
	KindVisits      FileKind = "visits"
	KindPlan        FileKind = "plan"
	KindRegister    FileKind = "register"
	KindAdjustment  FileKind = "adjustment"
	KindReplies     FileKind = "replies" // a 监督清单 that came back with answers
	KindSettlement  FileKind = "confirmation"
	KindUnknown     FileKind = "unknown"
)

// kindWords are the kinds of file in the clerks' words.
var kindWords = map[FileKind]string{
	KindApplication: string(ApplicationForm), KindWishes: string(WishForm), KindSales: string(SalesForm), KindVisits: string(VisitForm),
	KindPlan: string(PlanForm), KindRegister: string(RegisterForm), KindAdjustment: string(AdjustmentForm), KindReplies: string(ReplyForm) + string(column.Answered), KindSettlement: string(SettlementForm),
}

// Word is the kind in the clerks' words.
func (k FileKind) Word() string {
	if w, ok := kindWords[k]; ok {
		return w
	}
	return "未能识别"
}

// Table is one sheet that was recognised as a form.
type Table struct {
	Form      Form
	Sheet     string
	HeaderRow int
	LastCol   int   // last column with a header
	LastRow   int   // last row with a value
	Read      int   // rows from below the header to the last row with a value
	Blank     int   // of these: without a value
	Totals    int   // of these: 合计, 小计, 总计
	Headers   int   // of these: the header again
	Refused   bool  // a fault of the sheet (S) refuses it: judged, but nothing is filed
	Codes     []int `json:",omitempty"` // columns of codes, whose cells are texts
}

// Rows is how many data rows the table has: Read − Blank − Totals − Headers.
func (t Table) Rows() int { return t.Read - t.Blank - t.Totals - t.Headers }

// unfilled reports a sheet whose rows were handed out, and in which nobody filled in one.
func (t Table) unfilled() bool { return t.Read > 0 && t.Rows() == 0 }

// Submission (报送文件) is one file as it was decoded: everything judging needs of it.
type Submission struct {
	Receipt       string
	Unit          string // of the drop folder; 市局 for the city's own
	Name          string // file name as dropped (NFC); personal, stands in receipts only
	SHA           string // SHA-256 of the bytes, hex
	Size          int64
	Unstored      bool   // too large to be kept in the archive, or read
	Format        string // xlsx, xlsm, xls, csv; "" when unreadable
	Kind          FileKind
	Seen          time.Time     // the run that first saw it
	Damage        *sheet.Damage // why it cannot be read; nil when it can
	Declared      Cell          // 填报单位 as written; Addr "" when there is none
	DeclaredSheet string
	ReportedText  Cell   // 填报日期 as written
	Reported      Date   // 填报日期, else the workbook's modified date, else 0
	Saved         bool   // Reported is the workbook's modified date: the form itself has none that can be used
	Nothing       bool   // 本期无新增
	Ours          string // the receipt number of our own 回执 sheet, when it came back
	Paper         string // the name of the paper that the program gives out and that it is; "" for none
	Tables        []Table
	Unread        []string      // sheets that hold rows and were not read, in their order
	Faults        []sheet.Fault // of the file and its sheets (Row 0), not of rows
	Beside        []Beside      // what stands under 填报值 of our own 回执 sheet

	Applications KeptApplications
	Wishes       KeptWishes
	Visits       KeptVisits
	Plan         []PlanRow
	Register     []RegisterRow
	Adjustments  []Adjustment
	Replies      []Reply
	Settlements  []Settlement
	// Sales is what check found in the rows of 销售历史 as they streamed by.
	Sales SalesVerdict
}

// Beside is 填报值 of a finding, as it stands on a 回执 sheet that came back.
type Beside struct {
	Sheet, Cell string // what the finding speaks of
	Code        string
	Value       string
	At          string // where it stands, in words
}

// Typed is what was typed into a cell of a row of the file; known is false for a
// cell of no row.
func (s *Submission) Typed(sheetName, cell string) (text string, known bool) {
	in := func(r Row) bool {
		for _, c := range r.Cells.all() {
			if r.Sheet == sheetName && c.Addr == cell {
				text = c.Text
				return true
			}
		}
		return false
	}
	known = s.Applications.has(func(a *Application) bool { return in(a.Row) }) ||
		s.Wishes.has(func(w Wish) bool { return in(w.Row) }) || s.Visits.has(func(v Visit) bool { return in(v.Row) })
	return text, known
}

// Empty reports a file of whose tables none holds a row, and that does not say 本期无新增.
func (s *Submission) Empty() bool {
	return len(s.Tables) > 0 && !s.Nothing && !slices.ContainsFunc(s.Tables, func(t Table) bool { return t.Rows() > 0 })
}

// Unlike reports a sheet that is not the form it looks like: of its rows none is judged.
func (s *Submission) Unlike(sheetName string) bool {
	return slices.ContainsFunc(s.Faults, func(f sheet.Fault) bool { return f.Kind == sheet.UnlikeForm && f.Sheet == sheetName })
}

// SetUnit makes the file one of a unit, with every row of it.
func (s *Submission) SetUnit(unit string) {
	s.Unit = unit
	s.eachKept(func(r *Row) { r.Unit = unit })
}

// eachKept changes something in every row that is kept packed.
func (s *Submission) eachKept(change func(*Row)) {
	for i, k := range s.Applications {
		a := *k.Open()
		change(&a.Row)
		s.Applications[i] = a.Keep()
	}
	for i, k := range s.Wishes {
		w := k.Open()
		change(&w.Row)
		s.Wishes[i] = w.Keep()
	}
	for i, k := range s.Visits {
		v := k.Open()
		change(&v.Row)
		s.Visits[i] = v.Keep()
	}
}

// SetReceipt gives the file its receipt number, in every place that names it.
func (s *Submission) SetReceipt(receipt string) {
	s.Receipt = receipt
	s.eachKept(func(r *Row) { r.Receipt = receipt })
	number(s.Plan, receipt)
	number(s.Settlements, receipt)
	number(s.Register, receipt)
	number(s.Adjustments, receipt)
	number(s.Replies, receipt)
	number(s.Sales.Bad, receipt)
}

// number gives rows the receipt number of their file.
func number[T any, P interface {
	*T
	number(receipt string)
}](rows []T, receipt string) {
	for i := range rows {
		P(&rows[i]).number(receipt)
	}
}

func (p *Place) number(receipt string) { p.Receipt = receipt }

// LetGo forgets the rows, which are the greater part of a file.
func (s *Submission) LetGo() {
	s.Applications, s.Wishes, s.Visits, s.Plan, s.Register = nil, nil, nil, nil, nil
	s.Adjustments, s.Replies, s.Settlements, s.Sales = nil, nil, nil, SalesVerdict{}
}

// SalesVerdict sums up a sales history after its rows have streamed past.
type SalesVerdict struct {
	Findings []Finding
	More     map[string]int `json:",omitempty"` // by code: findings beyond the first 20,000, which are only counted
	Taken    int            // rows kept
	Returned int            // rows refused by a V
	Bad      []SaleOutcome  // outcome of each refused row
	Licences []string       // who occurs, ascending
	Seen     []SaleSeen     // the same, with where
}

// SaleSeen says how often a licence occurs in a sales history, and where first. A run has
// one of every customer, so it is small.
type SaleSeen struct {
	Licence string
	Rows    int32
	Row     int32     // of the first
	cells   [3]cellAt // the first that name it; zero where there are fewer
}

// cellAt is the column and row of a cell; zero for none.
type cellAt struct{ col, row int32 }

// Count adds a row, which names the licence in the cell of an address; "" for none.
func (s *SaleSeen) Count(addr func() string) {
	s.Rows++
	i := slices.Index(s.cells[:], cellAt{})
	if i < 0 {
		return // the address of a cell is made when it is asked for, and rows are many
	}
	if col, row, ok := sheet.ParseAddress(addr()); ok {
		s.cells[i] = cellAt{int32(col), int32(row)}
	}
}

// Cells are the addresses of the first three cells that name the licence.
func (s SaleSeen) Cells() []string {
	var list []string
	for _, c := range s.cells {
		if c != (cellAt{}) {
			list = append(list, sheet.Address(int(c.col), int(c.row)))
		}
	}
	return list
}

// SaleOutcome is a refused row of a sales history.
type SaleOutcome struct {
	Place
	Licence string
}

// Reply is the city's answer to a supervision signal: the 答复 column of a 监督清单 that came back.
type Reply struct {
	Row
	Signal  string // 编号 of the signal
	Licence string
	Text    string
}
