package batch

import (
	"fmt"
	"strings"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/check"
	"bangfu/internal/history"
	"bangfu/internal/inbox"
	"bangfu/internal/journal"
	"bangfu/internal/ledger"
	"bangfu/internal/precheck"
	"bangfu/internal/report"
	"bangfu/internal/terms"
)

// pass is one run under way.
type pass struct {
	at    time.Time
	today assist.Date
	dry   bool
	brief bool // what is found in a file is counted, and not listed

	h     *history.History
	began ending // how the run before has left the ledger
	terms assist.Terms
	files []*decoded // new files in the order of judging

	termsFiles []assist.TermsFile
	kept       terms.Kept                    // what the parameter files have changed
	sightings  map[[2]string]ledger.Sighting // by unit and name, before this run
	waiting    []inbox.Waiting               // what is not taken in this time
	later      []arrived                     // what another pass of the run takes
	portion    portion
	trial      bool            // one file is read and judged, and nothing more
	blind      map[string]bool // units whose drop folder could not be looked into
	unmade     []string        // folders that a run would have made and a dry run has not
	arrived    []arrived
	ahead      map[lying]*decoded // read while the drop folders settled
	content    map[string][]byte  // a file that is only checked, by hash
	staged     map[string]bool    // sales histories in staging, by hash

	tx        *ledger.Tx
	opening   assist.Entry     // the entry that opens the run
	before    *history.History // up to that entry; nil until it is wanted
	froze     []assist.Week    // weeks whose plan this run froze
	frozen    []output         // their files
	lying     bool             // what was taken still lies in its folder
	appended  int              // entries besides the run's own
	register  assist.Register
	decided   []assist.Adjustment // accepted rows of 名单调整 of this run
	verdict   check.Verdict
	entered   []enteredRow                            // the rows of 申请表 it judged, once the history keeps them
	totals    map[string]map[string]int               // by receipt with too many findings: all of them by code
	unused    map[*assist.Submission][]assist.Finding // what the city sent and the run does not use
	undecided map[string][]assist.Claim               // what of the city cannot be told apart, by receipt
	late      map[string][]assist.Week                // weeks of a plan that were final when it came, by receipt
	notes     map[string][]string                     // what a receipt says of the whole file, by receipt
	sold      *sold                                   // the sales that judging looked at
	held      map[assist.Place]assist.Judged          // judgements of held rows before this run
	open      []string                                // receipts of files beside others of one day, of which one was to be chosen before this run
	updated   []string                                // receipts of earlier files to be written again
	fresh     []string                                // receipts of this run's files
	told      []precheck.FileResult                   // what was found in them, file by file
	again     *journal.Record                         // the run of the past that is done again; nil: a run of now
	tooLate   bool                                    // a plan came after the week looked at was final: the facts tell it
	faults    []string                                // what somebody must mend, in plain Chinese
	bad       []trouble                               // outputs of single units that could not be made or written
}

// period is the run's ISO week.
func (r *pass) period() assist.Week { return assist.WeekOf(r.today) }

// fault notes something the operator or the city must mend; status 1.
func (r *pass) fault(text string) {
	for _, f := range r.faults {
		if f == text {
			return
		}
	}
	r.faults = append(r.faults, text)
}

// firstSeen is the run that first saw a file: one that was arriving or lay
// there already keeps its time; the same name after it was taken is another file.
func (r *pass) firstSeen(unit, name string, size int64) time.Time {
	s := r.sightings[[2]string{orCity(unit), name}]
	switch {
	case s.State == report.StateWaiting, s.State == report.StateLocked, report.LiesInFolder(s.State) && s.Size == size:
		return s.First
	}
	return r.at
}

// stillInInbox reports whether a file has been judged already and simply still lies in
// its folder.
func (r *pass) stillInInbox(w inbox.Waiting, receipt string) bool {
	s, ok := r.sightings[[2]string{orCity(w.Unit), w.Name}]
	return ok && s.Receipt == receipt && report.LiesInFolder(s.State)
}

// enter appends one entry to the chain and folds it at once: the run and every
// later run see the same.
func (r *pass) enter(kind, licence string, body, person any) error {
	licence = strings.Clone(licence) // what is known by it must not keep the whole row that says it
	e, err := r.tx.Append(kind, licence, body, person)
	if err != nil {
		return err
	}
	r.appended++
	if kind == history.KindRun {
		r.opening = e
	}
	return r.h.Add(e)
}

// receiptNumber gives the next receipt number of a unit and day: HZ-<代码>-<yyyymmdd>-<nnn>.
func (r *pass) receiptNumber(unit string) string {
	head := fmt.Sprintf("HZ-%s-%s", r.terms.Code(unit), strings.ReplaceAll(r.today.String(), "-", ""))
	return r.h.NextReceipt(head)
}

// filingNumber gives the next 备案编号 of the year: continuous, never reused.
// A run done again gives the number it gave then.
func (r *pass) filingNumber(prefix, licence string) string {
	if r.again != nil && r.again.Numbers[licence] != "" {
		return r.again.Numbers[licence]
	}
	return r.h.NextFiling(prefix, r.today.Year())
}
