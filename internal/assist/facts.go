package assist

import (
	"slices"
	"time"
)

// Taken is a file that was taken in, with what became of it.
type Taken struct {
	Receipt   string
	Unit      string
	Name      string // as dropped; personal
	SHA       string
	Size      int64
	Format    string
	Kind      FileKind
	Refused   bool      // an S refuses the whole file
	Seen      time.Time // the run that first saw it
	At        time.Time // the run that took it in
	Reported  Date
	Saved     bool   // Reported is the day on which the file was saved: the form has none that can be used
	Ours      string // receipt number of the 回执 it came back with
	Nothing   bool   // 本期无新增
	Tables    []Table
	Unread    []string // sheets that hold rows and were not read
	Counts    []SheetCount
	Notes     []string       // what the receipt says of the whole file, line by line
	Findings  []Finding      // of the file, its sheets and its sales; not of its other rows
	Update    int            // how many updated receipts were written
	Updated   time.Time      // the run of the last update
	Told      time.Time      // the run of the receipt before the last update; zero without one
	Rejudged  []Rejudged     // what the last update changed; nil when that is not known
	Totals    map[string]int // of a file with too many findings: all of them by code; nil when Findings and rows hold all
	Unstored  bool           // too large: its bytes are not in the archive
	Folder    string         // the name that the unit bore when the receipt was written last, where it bears another now; "" for Unit
	InDoubt   bool           // 有疑: a doubt about it is open
	Undecided []Claim        // what it says beside another file of one day, so that neither is used
	Left      bool           // it brings plans, and none of them was used when it came
	Late      []Week         // weeks of its plans that were final when it came
	Settled   []Settled      // how earlier doubts about it ended, in that order
}

// RefusedBy is the S code that refuses a sheet of the file, alone or with all
// of it; "" for none.
func (t Taken) RefusedBy(sheet string) string {
	refused := t.Refused || slices.ContainsFunc(t.Tables, func(x Table) bool { return x.Sheet == sheet && x.Refused })
	if !refused {
		return ""
	}
	if f, told := t.Refusal(sheet); told {
		return f.Code
	}
	return string(LevelFile) // its words were erased
}

// Refusal is the S that refuses a sheet of the file, alone or with all of it.
func (t Taken) Refusal(sheet string) (f Finding, ok bool) {
	i := slices.IndexFunc(t.Findings, func(f Finding) bool { return f.Level == LevelFile && (t.Refused || f.Sheet == sheet) })
	if i < 0 {
		return f, false
	}
	return t.Findings[i], true
}

// RefusedForm reports whether an S refuses what the file brings of a form: a sheet
// of it, or one that only bears its name.
func (t Taken) RefusedForm(f Form) bool {
	return slices.ContainsFunc(t.Tables, func(x Table) bool { return x.Form == f && (t.Refused || x.Refused) }) ||
		slices.ContainsFunc(t.Findings, func(x Finding) bool { return x.Level == LevelFile && x.Sheet == string(f) })
}

// SheetCount (行数核对) is one line of 行数核对: Read = Filed + Held + Returned +
// Ineligible + Blank + Totals + Headers, always.
type SheetCount struct {
	Sheet      string
	Read       int
	Filed      int
	Held       int
	Returned   int
	Ineligible int
	Blank      int
	Totals     int
	Headers    int

	FiledReplaced int `json:",omitempty"` // of Filed: another row of the run stands for it
	HeldReplaced  int `json:",omitempty"` // of Held: likewise, or a row sent again later
}

// Replaced is how many rows another row stands for.
func (c SheetCount) Replaced() int { return c.FiledReplaced + c.HeldReplaced }

// WithoutReplaced are the rows without those that another row stands for: Read =
// Filed + Held + Returned + Ineligible + Blank + Totals + Headers + c.Replaced().
func (c SheetCount) WithoutReplaced() SheetCount {
	c.Filed, c.FiledReplaced = c.Filed-c.FiledReplaced, 0
	c.Held, c.HeldReplaced = c.Held-c.HeldReplaced, 0
	return c
}

// AddRow counts one more row by its judgement; one that was sent again waits no more,
// whatever had become of it.
func (c *SheetCount) AddRow(j Judged) {
	if j.Standing == Resent {
		c.Held, c.HeldReplaced = c.Held+1, c.HeldReplaced+1
		return
	}
	c.Add(j.Outcome, 1)
	switch {
	case j.Yields() && j.Outcome == Filed:
		c.FiledReplaced++
	case j.Yields():
		c.HeldReplaced++
	}
}

// Sum is how many rows are accounted for.
func (c SheetCount) Sum() int {
	return c.Filed + c.Held + c.Returned + c.Ineligible + c.Blank + c.Totals + c.Headers
}

// Plus adds the rows of two sheets.
func (c SheetCount) Plus(o SheetCount) SheetCount {
	c.Read += o.Read
	c.Filed += o.Filed
	c.Held += o.Held
	c.Returned += o.Returned
	c.Ineligible += o.Ineligible
	c.Blank += o.Blank
	c.Totals += o.Totals
	c.Headers += o.Headers
	c.FiledReplaced += o.FiledReplaced
	c.HeldReplaced += o.HeldReplaced
	return c
}

// Balanced reports whether every row read is accounted for.
func (c SheetCount) Balanced() bool { return c.Read == c.Sum() }

// Add counts one more row of an outcome.
func (c *SheetCount) Add(o Outcome, n int) {
	switch o {
	case Filed:
		c.Filed += n
	case Held:
		c.Held += n
	case Returned:
		c.Returned += n
	case Ineligible:
		c.Ineligible += n
	}
}

// ReportState (报送状态) says whether a unit has reported in a week.
type ReportState string

// The report states.
const (
	Reported ReportState = "已报"
	Late     ReportState = "迟报"
	Silent   ReportState = "未报"
)

// UnitReport (报送) is one unit's reporting in the run's week.
type UnitReport struct {
	Unit     string
	State    ReportState
	Deadline time.Time
	Past     bool      // the deadline has passed
	First    time.Time // when its first file came; zero for none
}

// Facts is everything that is known at the end of a run: all that a report,
// a receipt or an answer is made of. It is folded from the ledger, the
// archived originals and the terms in force, and from nothing else.
type Facts struct {
	At      time.Time // the run's time, as entered
	Today   Date
	Period  Week // the run's ISO week
	Week    Week // the supply week, Period + 1
	Program string

	Terms         Terms
	TermsFiles    []TermsFile
	TermsBefore   *Terms   // at the last freeze; nil when there was none
	TermsDeleted  []string // rows of 参数 deleted since the last freeze, in words
	TermsDay      Date     // the day of the run that brought the newest value of 参数
	TermsNotes    []string // what 参数 has brought since then and nobody must mend
	PlanTerms     *Terms   // what the week's frozen plan was dealt by; nil when it is not known
	Register      Register
	Adjustments   []Adjustment
	Files         []Taken         // every file taken in so far, in order of taking
	Rows          ApplicationRows // every application row with its latest judgement, replaced ones too: read by RowsIn
	Others        OtherRows       // rows of the other forms: read by OthersIn
	Aside         []SalesAside
	Roster        *Roster
	Histories     Histories          // of everyone on the roll or applying; nil once all that follows from them is known
	Selling       map[string]Selling // what the roll tells of them
	Visits        KeptVisits         // without the words that nobody asks for; of the earlier years only those that a later one asks for
	VisitsCounted map[[2]string]int  // the others, by unit and licence
	Wishes        WishesOnFile       // latest accepted, by licence; nil once the week is planned
	Plan          WeekPlan           // of the supply week
	Live          []WeekPlan         // final plans of the weeks that have not ended, ascending, without lines: what was withdrawn
	Plans         []WeekPlan         // frozen plans of earlier weeks, ascending: lines only
	Before        *Roster            // the roll at the last freeze before this week's; nil when there is none
	BeforeWeek    Week
	LastReviews   []Reviewed // of the ISO week before, as its last run counted and published it
	Signals       []Signal
	Reporting     []Reporting // how each unit reported over the period of a 总结报告; nil when none was asked for
	FollowUp      *Summary    // visits, results and use of supply over a period; nil when none was asked for
	Replies       []Reply
	Reports       []UnitReport
	Erased        map[string]bool // licences whose person's fields are blank
	Moving        []Migration     // of the facts of one unit, those from it and to it; nil of all facts: see Migrations
	Refusals      []Taken         // of the facts of one unit, its open ones and those that say they are its own; nil of all facts: see OpenRefusals
	Doubts        []Doubt         // what of the city is in doubt
	Undecided     []Undecided     // registers and plans of which none is used, since several came for one day
	Faults        []Fault         // what the operator or the city must mend, doubts first

	index *lookup
}

// SalesAside is the customers of a sales history that counts for nothing as
// long as they are other units' (N809).
type SalesAside struct {
	Receipt  string
	Unit     string // the sender
	Licences []string
}

// TermsFile is one archived parameter file of the run.
type TermsFile struct {
	Name    string
	SHA     string
	Changed bool // since the last freeze
}

// Signal (监督信号) is one line of the 监督清单 (A101–A107): an indicator with its figures, never a verdict.
type Signal struct {
	Number    string // 编号: code and digest of the facts it stands on
	Code      string
	Unit      string
	Licence   string
	Measure   string   // 指标
	Value     string   // 数值
	Threshold string   // 阈值
	Span      string   // 期间
	Basis     string   // 依据: the rows it comes from
	Reply     string   // 答复, when the city has answered these facts
	Others    []string // licences it also concerns
}

// FrozenPlans are the plans that are final, each week once, ascending.
func (f Facts) FrozenPlans() []WeekPlan {
	list := f.Plans
	if f.Plan.State == PlanFinal && (len(list) == 0 || list[len(list)-1].Week != f.Plan.Week) {
		list = append(list[:len(list):len(list)], f.Plan)
	}
	return list
}
