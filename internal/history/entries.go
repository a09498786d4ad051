package history

import (
	"encoding/json"
	"time"

	"bangfu/internal/assist"
)

// The kinds of entry that are appended; the ledger's own are assist.EntrySales,
// EntrySupply and EntryErase.
const (
	KindRun         = "run"          // a run that found something new
	KindFile        = "file"         // a file taken in
	KindApplication = "application"  // a decoded row of 申请表
	KindJudged      = "judged"       // what became of a row
	KindTaken       = "taken"        // the rows of a sheet of which there is no more to say
	KindWish        = "wish"         // an accepted row of 帮扶申请表
	KindVisit       = "visit"        // an accepted row of 走访台账
	KindAnswer      = "answer"       // a settled 待核
	KindShown       = "shown"        // of older ledgers: which 待核 a receipt has shown; the judgements say so too
	KindAside       = "aside"        // sales kept aside, or taken up
	KindRegister    = "register"     // a 许可证状态: in force, or in doubt
	KindPlan        = "plan"         // an accepted 货源计划 of one week
	KindAdjustment  = "adjustment"   // an accepted row of 名单调整
	KindReply       = "reply"        // the city's answer to a signal
	KindChange      = "change"       // a change of the roll
	KindUpdate      = "update"       // an updated receipt of a file taken in earlier
	KindFreeze      = "freeze"       // a week's plan is final
	KindUnfrozen    = "unfrozen"     // a week ended without a final plan
	KindWithdrawal  = "withdrawal"   // cartons of a final plan withdrawn, or restored
	KindSettlement  = "confirmation" // 确认 or 作废 of a doubt
	KindDoubts      = "doubts"       // what is in doubt after a run, when that changed
	KindChosen      = "chosen"       // of several files of one day nothing is to be chosen any more
	KindPrint       = "print"        // one person's form printed in full
	KindReport      = "report"       // a summary report was made
	KindTerms       = "terms"        // the parameters in force from a run on
)

// Run opens the entries of a run.
type Run struct {
	Program  string
	Period   assist.Week
	Week     assist.Week
	Terms    []assist.TermsFile
	Slips    []assist.TermsSlip `json:",omitempty"` // what of 参数 could not be used; none in ledgers of older versions
	Misfiled []assist.Place     `json:",omitempty"` // rows of refused sheets that an older version had filed: named to the city by this run
}

// File is a file without what may name a person.
type File struct {
	Receipt   string
	Unit      string
	SHA       string
	Size      int64
	Format    string
	Kind      assist.FileKind
	Refused   bool
	Seen      time.Time
	Reported  assist.Date
	Saved     bool `json:",omitempty"` // Reported is the day on which the file was saved; never in ledgers of older versions
	Ours      string
	Nothing   bool
	Counts    []assist.SheetCount
	Totals    map[string]int `json:",omitempty"` // of a file with too many findings: all of them by code
	Unstored  bool           `json:",omitempty"` // too large: its bytes are not in the archive
	Undecided []assist.Claim `json:",omitempty"` // what it says beside another file of one day, so that neither is used
	Late      []assist.Week  `json:",omitempty"` // weeks of its plans that were final when it came
	Notes     []string       `json:",omitempty"` // what its receipt says of the whole file; names nobody but by licence
}

// FilePerson is what of a file may name a person: its name and its findings.
type FilePerson struct {
	Name     string
	Tables   []assist.Table
	Findings []assist.Finding
	Unread   []string `json:",omitempty"` // sheets that hold rows and were not read
}

// Judged is a judgement without the values it speaks of.
type Judged struct {
	assist.Place
	Form     assist.Form
	Unit     string
	Outcome  assist.Outcome
	Refused  string `json:",omitempty"` // ledgers of older versions say it of the sheet alone
	Standing assist.Standing
	By       assist.Place `json:",omitzero"` // with 被替换: the row that stands for it
	Since    assist.Date
	Turned   assist.Date `json:",omitempty"` // when it became the turn of who acts next; 0: since Since
	Codes    []string
	Dropped  int  `json:",omitempty"` // findings that were only counted
	Lives    bool `json:",omitempty"` // with Dropped: later runs judge the row again
}

// JudgedPerson is the words of a judgement.
type JudgedPerson struct {
	Digest    string `json:",omitempty"` // with Dropped: of all findings
	Findings  []assist.Finding
	Unchecked []assist.Unchecked
	Clause    string
	Grounds   string
}

// Visit is an accepted row of 走访台账 without the person: what weeks and years count, so
// that an erasure changes no number of theirs.
type Visit struct {
	assist.Place
	Day      assist.Date `json:",omitempty"` // of what the person's half holds too; none in ledgers of older versions
	Services []string    `json:",omitempty"` // of the list of 服务类型
	State    string      `json:",omitempty"` // 问题状态, of the list
}

// VisitOf is what of a visit names nobody.
func VisitOf(v assist.Visit) Visit {
	services, state := v.Listed()
	return Visit{v.Place, v.Day, services, state}
}

// of is a visit, of somebody erased as far as it names nobody.
func (b Visit) of(e assist.Entry, v assist.Visit) assist.Visit {
	if len(e.Person) == 0 {
		v.Day, v.Services, v.State = b.Day, b.Services, b.State
	}
	v.Place, v.Licence = b.Place, e.Licence
	return v
}

// VisitIn is the visit that an entry of KindVisit holds.
func VisitIn(e assist.Entry) (assist.Visit, error) {
	var b Visit
	var v assist.Visit
	err := Decode(e, &b, &v)
	return b.of(e, v), err
}

// TakenSheet is the rows of a sheet that were taken and of which there is no
// more to say. A register has tens of thousands, so that they stand together,
// and are decoded only for who asks.
type TakenSheet struct {
	Receipt string
	Sheet   string
	Form    assist.Form
	Unit    string
	Rows    json.RawMessage // takenRows

	Like int64 `json:",omitempty"` // the entry of an earlier sheet by which the rows are told; 0: all stand in Rows
	Runs []run `json:",omitempty"` // with Like: what of it they are, and what of Rows
}

// takenRows is the numbers of some rows, and the licence of each.
type takenRows struct {
	Rows     []int
	Licences []string
}

// Change is a change of the roll without the person.
type Change struct {
	Day    assist.Date
	Kind   assist.ChangeKind
	Unit   string
	Source assist.Place
	By     string
	Until  assist.Date
	Filing *Filing `json:",omitempty"`
}

// Filing is a filing without the person.
type Filing struct {
	Number      string
	FiledOn     assist.Date
	Start       assist.Date
	End         assist.Date
	Due         assist.Date
	Suspended   bool
	SuspendedBy string
	SuspendedTo assist.Date
}

// ChangePerson is what of a change speaks of the person.
type ChangePerson struct {
	Reason      string
	Application *assist.Application `json:",omitempty"`
	Clause      string
	Grounds     string
}

// Aside is the customers of a sales history who were other units' when it came:
// their sales lie in the original and count for nothing. Taken says that they
// have become the unit's since, and their sales are in force.
type Aside struct {
	Receipt  string
	Unit     string
	Licences []string // ascending
	Taken    bool     `json:",omitempty"`
}

// Register names the original that holds the register.
type Register struct {
	Receipt string
	SHA     string
	Day     assist.Date

	Mistyped []string      `json:",omitempty"` // licence numbers of it that were not believed
	Doubt    *assist.Doubt `json:",omitempty"` // why it is not in force; nil when it is
}

// Settlement is which doubt was settled, how, and where it was said.
type Settlement struct {
	assist.Place
	Doubted string
	Kind    assist.DoubtKind
	Week    assist.Week `json:",omitzero"`
	Action  assist.Action
}

// SettlementPerson is who settled it and why.
type SettlementPerson struct {
	Reason string
	By     string
}

// Doubts is all that is in doubt.
type Doubts struct {
	Doubts []assist.Doubt
}

// Chosen is how it ended that a file stood beside another of one day.
type Chosen struct {
	Receipt string
	Ended   []assist.Settled
}

// Answer is which finding was settled, and where.
type Answer struct {
	Code   string
	Source assist.Place
}

// AnswerPerson is the digests of the values an answer holds for, and of its
// words: both could be guessed back from a phone or an address.
type AnswerPerson struct {
	Compared string
	Said     string
}

// Update is an updated receipt.
type Update struct {
	Receipt  string
	Update   int
	Rejudged []assist.Rejudged `json:",omitempty"` // its rows that were judged otherwise; none in ledgers of older versions
}

// Freeze is a final plan without its lines, and the files published with it.
type Freeze struct {
	Plan     assist.WeekPlan
	Outputs  []Output
	Restored bool `json:",omitempty"` // put back as it was published: its files lie in 存档 and are not made again
}

// Unfrozen is a week that ended without a final plan (未定稿).
type Unfrozen struct {
	Week     assist.Week
	Planned  bool // a 货源计划 was on file
	Enrolled int  // 在册 when that was found
}

// Withdrawal is a line of 供货撤销; the licence stands beside.
type Withdrawal struct {
	Week    assist.Week
	Move    assist.Move
	Unit    string
	Barcode string
	Cartons int
	Day     assist.Date
	Reason  string
}

// WithdrawalPerson is what a withdrawal stands on: it tells of the person.
type WithdrawalPerson struct {
	Basis string
}

// Output is one frozen file by its path in the workspace.
type Output struct {
	Path string
	SHA  string
}

// OfJudged splits a judgement into what the chain keeps and the person's part.
func OfJudged(j assist.Judged) (Judged, JudgedPerson) {
	b := Judged{Place: j.Place, Form: j.Form, Unit: j.Unit, Outcome: j.Outcome, Refused: j.Refused, Standing: j.Standing, By: j.By, Since: j.Since, Turned: j.Turned, Dropped: j.Dropped, Lives: j.Lives}
	for _, f := range j.Findings {
		b.Codes = append(b.Codes, f.Code)
	}
	return b, JudgedPerson{Digest: j.Digest, Findings: j.Findings, Unchecked: j.Unchecked, Clause: j.Clause, Grounds: j.Grounds}
}

// OfRemoval splits a line of 供货撤销 of a week likewise.
func OfRemoval(w assist.Week, r assist.Removal) (Withdrawal, WithdrawalPerson) {
	return Withdrawal{w, r.Move, r.Unit, r.Barcode, r.Cartons, r.Day, r.Reason}, WithdrawalPerson{r.Basis}
}

// OfChange splits a change of the roll likewise.
func OfChange(c assist.Change) (Change, ChangePerson) {
	b := Change{Day: c.Day, Kind: c.Kind, Unit: c.Unit, Source: c.Source, By: c.By, Until: c.Until}
	p := ChangePerson{Reason: c.Reason}
	if c.Filing != nil {
		f := c.Filing.Open()
		b.Filing = &Filing{f.Number, f.FiledOn, f.Start, f.End, f.Due, f.Suspended, f.SuspendedBy, f.SuspendedTo}
		a := *f.Application
		a.Cells, a.Faults = "", nil // as typed it stands with the row
		p.Application, p.Clause, p.Grounds = &a, f.Clause, f.Grounds
	}
	return b, p
}
