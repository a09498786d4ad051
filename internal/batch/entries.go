package batch

import (
	"encoding/json"
	"fmt"
	"time"

	"bangfu/internal/assist"
)

// The kinds of entry a run appends. The ledger's own are ledger.KindSales,
// KindSupply and KindErase.
const (
	kindRun         = "run"         // a run that found something new
	kindFile        = "file"        // a file taken in
	kindApplication = "application" // a decoded row of 申请表
	kindJudged      = "judged"      // what became of a row
	kindTaken       = "taken"       // the rows of a sheet of which there is no more to say
	kindWish        = "wish"        // an accepted row of 帮扶申请表
	kindVisit       = "visit"       // an accepted row of 走访台账
	kindAnswer      = "answer"      // a settled 待核
	kindShown       = "shown"       // of older ledgers: which 待核 a receipt has shown; the judgements say so too
	kindRegister    = "register"    // a 许可证状态 in force
	kindPlan        = "plan"        // an accepted 货源计划 of one week
	kindAdjustment  = "adjustment"  // an accepted row of 名单调整
	kindReply       = "reply"       // the city's answer to a signal
	kindChange      = "change"      // a change of the roll
	kindUpdate      = "update"      // an updated receipt of a file taken in earlier
	kindFreeze      = "freeze"      // a week's plan is final
	kindPrint       = "print"       // one person's form printed in full
	kindReport      = "report"      // a summary report was made
)

// runBody opens the entries of a run.
type runBody struct {
	Program  string
	Period   assist.Week
	Week     assist.Week
	Terms    []assist.TermsFile
	Misfiled []assist.Place `json:",omitempty"` // rows of refused sheets that an older version had filed: named to the city by this run
}

// fileBody is a file without what may name a person.
type fileBody struct {
	Receipt  string
	Unit     string
	SHA      string
	Size     int64
	Format   string
	Kind     assist.FileKind
	Refused  bool
	Seen     time.Time
	Reported assist.Date
	Ours     string
	Nothing  bool
	Counts   []assist.SheetCount
}

// filePerson is what of a file may name a person: its name and its findings.
type filePerson struct {
	Name     string
	Tables   []assist.Table
	Findings []assist.Finding
}

// judgedBody is a judgement without the values it speaks of.
type judgedBody struct {
	assist.Place
	Form     assist.Form
	Unit     string
	Outcome  assist.Outcome
	Refused  string `json:",omitempty"` // ledgers of older versions say it of the sheet alone
	Standing assist.Standing
	Since    assist.Date
	Codes    []string
}

// judgedPerson is the words of a judgement.
type judgedPerson struct {
	Findings  []assist.Finding
	Unchecked []assist.Unchecked
	Clause    string
	Grounds   string
}

// takenBody is the rows of a sheet that were taken and of which there is no
// more to say. A register has tens of thousands, so that they stand together,
// and are decoded only for who asks.
type takenBody struct {
	Receipt string
	Sheet   string
	Form    assist.Form
	Unit    string
	Rows    json.RawMessage // takenRows
}

// takenRows is the numbers of some rows, and the licence of each.
type takenRows struct {
	Rows     []int
	Licences []string
}

// changeBody is a change of the roll without the person.
type changeBody struct {
	Day    assist.Date
	Kind   assist.ChangeKind
	Unit   string
	Source assist.Place
	By     string
	Until  assist.Date
	Filing *filingBody `json:",omitempty"`
}

// filingBody is a filing without the person.
type filingBody struct {
	Number      string
	FiledOn     assist.Date
	Start       assist.Date
	End         assist.Date
	Due         assist.Date
	Suspended   bool
	SuspendedBy string
	SuspendedTo assist.Date
}

// changePerson is what of a change speaks of the person.
type changePerson struct {
	Reason      string
	Application *assist.Application `json:",omitempty"`
	Clause      string
	Grounds     string
}

// registerBody names the original that holds the register.
type registerBody struct {
	Receipt string
	SHA     string
	Day     assist.Date
}

// answerBody is which finding was settled, and where.
type answerBody struct {
	Code   string
	Source assist.Place
}

// answerPerson is the digests of the values an answer holds for, and of its
// words: both could be guessed back from a phone or an address.
type answerPerson struct {
	Compared string
	Said     string
}

// updateBody is an updated receipt.
type updateBody struct {
	Receipt string
	Update  int
}

// freezeBody is a final plan without its lines, and the files published with it.
type freezeBody struct {
	Plan    assist.WeekPlan
	Outputs []frozenOutput
}

// frozenOutput is one frozen file by its path in the workspace.
type frozenOutput struct {
	Path string
	SHA  string
}

// judgedEntry splits a judgement into what the chain keeps and the person's part.
func judgedEntry(j assist.Judged) (judgedBody, judgedPerson) {
	b := judgedBody{Place: j.Place, Form: j.Form, Unit: j.Unit, Outcome: j.Outcome, Refused: j.Refused, Standing: j.Standing, Since: j.Since}
	for _, f := range j.Findings {
		b.Codes = append(b.Codes, f.Code)
	}
	return b, judgedPerson{Findings: j.Findings, Unchecked: j.Unchecked, Clause: j.Clause, Grounds: j.Grounds}
}

// changeEntry splits a change of the roll likewise.
func changeEntry(c assist.Change) (changeBody, changePerson) {
	b := changeBody{Day: c.Day, Kind: c.Kind, Unit: c.Unit, Source: c.Source, By: c.By, Until: c.Until}
	p := changePerson{Reason: c.Reason}
	if f := c.Filing; f != nil {
		b.Filing = &filingBody{f.Number, f.FiledOn, f.Start, f.End, f.Due, f.Suspended, f.SuspendedBy, f.SuspendedTo}
		a := f.Application
		a.Cells, a.Faults = nil, nil // as typed it stands with the row
		p.Application, p.Clause, p.Grounds = &a, f.Clause, f.Grounds
	}
	return b, p
}

// read decodes an entry's two halves; person may be nil, and stays zero when erased.
func read(e assist.Entry, body, person any) error {
	if err := json.Unmarshal(e.Body, body); err != nil {
		return fmt.Errorf("batch: entry %d (%s): %w", e.Seq, e.Kind, err)
	}
	if person == nil || len(e.Person) == 0 {
		return nil
	}
	if err := json.Unmarshal(e.Person, person); err != nil {
		return fmt.Errorf("batch: person of entry %d (%s): %w", e.Seq, e.Kind, err)
	}
	return nil
}
