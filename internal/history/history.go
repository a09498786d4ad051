package history

import (
	"runtime"
	"slices"
	"sync"
	"time"

	"bangfu/internal/assist"
)

// History is the ledger folded up to an entry: all that has been entered so
// far. What its methods return is the history's own and only to be read.
type History struct {
	seq int64
	at  time.Time

	run       Run
	runAt     time.Time
	runBefore time.Time // of the run before the last
	runs      int
	began     time.Time // the first run

	reviews   []assist.Reviewed // of the week before the last run's, as its last run left it
	reviewsOf assist.Week       // and which week that was

	files   []assist.Taken    `canon:"apart"`
	receipt map[string]int    `canon:"made"` // by receipt number, into files
	bytes   map[[2]string]int `canon:"made"` // by unit and SHA-256, into files
	ofWeek  []int             `canon:"made"` // into files: those taken in since the Monday of the last run's week

	rows   assist.KeptRows      // in one part with the roll, which shares their applications
	row    map[assist.Place]int `canon:"made"` // into rows
	others []assist.KeptJudged  `canon:"apart"`
	taken  []takenAt
	shown  map[[4]string]bool // by unit, licence, code and the values compared

	roster  *assist.Roster
	visits  assist.KeptVisits    `canon:"apart"` // without those that are only counted
	counted map[[2]string]int    // visits of each unit and licence that are not remembered
	whole   bool                 // nothing is forgotten
	wishes  map[[2]string]wished // by unit and licence
	asides  []Aside
	answers []assist.Answer
	adjusts []assist.Adjustment
	replies []assist.Reply

	register RegisterEntry             // in force
	pending  []RegisterEntry           // in doubt, in the order in which they came
	doubts   []assist.Doubt            // told by the last run
	rejected map[assist.Form]string    // receipt of a register or plan that an S refused, until one is taken
	accepted map[assist.Form]time.Time // when one was taken last

	offers   map[assist.Week][]assist.Offer
	frozen   map[assist.Week]Freeze `canon:"apart"`
	changes  map[assist.Week]int    // how many changes the roll had at the freeze
	unfrozen map[assist.Week]Unfrozen
	ended    []Unfrozen        // found by runs of the last run's week
	rolls    []assist.Week     // that were frozen last, in the order of freezing
	termsOld map[string]string // parameter files at the last freeze, by name
	termsNew []assist.TermsFile
	terms    termsHistory

	erased     map[string]bool   // whose fields are blank, and who has not come back since
	everErased map[string]bool   // also who came back
	rewritten  map[string]string // originals rewritten by an erasure, old hash → new

	based based `canon:"made"` // zero when it was folded from the first entry

	named map[assist.Place]bool // misfiled rows that the city was told of

	filingNumber  map[int]int    // last 备案编号 by year
	receiptNumber map[string]int // last receipt number by code and day
}

// wished is a row of 帮扶申请表, and the entry that took it.
type wished struct {
	wish    assist.KeptWish
	applied assist.Date
	seq     int64
}

// after reports a wish of a greater 申请日期, or taken later.
func (w wished) after(old wished) bool {
	return w.applied > old.applied || w.applied == old.applied && w.seq > old.seq
}

// New is the history before the first entry.
func New() *History {
	return &History{
		receipt: map[string]int{}, bytes: map[[2]string]int{}, row: map[assist.Place]int{}, shown: map[[4]string]bool{},
		roster: assist.NewRoster(), wishes: map[[2]string]wished{}, counted: map[[2]string]int{},
		offers: map[assist.Week][]assist.Offer{}, rejected: map[assist.Form]string{}, accepted: map[assist.Form]time.Time{}, frozen: map[assist.Week]Freeze{}, changes: map[assist.Week]int{}, unfrozen: map[assist.Week]Unfrozen{}, termsOld: map[string]string{},
		erased: map[string]bool{}, everErased: map[string]bool{}, rewritten: map[string]string{}, named: map[assist.Place]bool{},
		terms:        termsHistory{frozen: map[assist.Week]*assist.TermsBook{}, renamed: map[string]string{}},
		filingNumber: map[int]int{}, receiptNumber: map[string]int{},
	}
}

// foldLot is how many entries are decoded side by side before they are folded.
const foldLot = 1024

// addAll folds entries in their order; they are decoded side by side.
func (h *History) addAll(lot []assist.Entry) error {
	effects, errs := make([]effect, len(lot)), make([]error, len(lot))
	var all sync.WaitGroup
	hands := runtime.GOMAXPROCS(0)
	for hand := range hands {
		all.Go(func() {
			for i := hand; i < len(lot); i += hands {
				effects[i], errs[i] = effectOf(lot[i])
			}
		})
	}
	all.Wait()
	for i, e := range lot {
		if errs[i] != nil {
			return errs[i]
		}
		h.apply(e, effects[i])
	}
	return nil
}

// Add folds one more entry.
func (h *History) Add(e assist.Entry) error {
	does, err := effectOf(e)
	if err == nil {
		h.apply(e, does)
	}
	return err
}

// apply lets a decoded entry have its effect.
func (h *History) apply(e assist.Entry, does effect) {
	h.seq, h.at = e.Seq, e.At
	if e.Erased && e.Licence != "" {
		h.erased[e.Licence] = true
	}
	does(h)
}

// Seq is the number of the last entry; 0 before the first.
func (h *History) Seq() int64 { return h.seq }

// At is the time of the last entry, which need not be a run's.
func (h *History) At() time.Time { return h.at }

// Run is the last run, and RunAt its time; zero when there was none.
func (h *History) Run() Run { return h.run }

// RunAt is the time of the last run; zero when there was none.
func (h *History) RunAt() time.Time { return h.runAt }

// RunBefore is the time of the run before the last; zero when there was none.
func (h *History) RunBefore() time.Time { return h.runBefore }

// Began is the time of the first run; zero before it.
func (h *History) Began() time.Time { return h.began }

// Runs is how many runs have entered something.
func (h *History) Runs() int { return h.runs }

// Files are all files taken in, in the order of taking.
func (h *History) Files() []assist.Taken { return h.files }

// File is the file of a receipt number.
func (h *History) File(receipt string) (assist.Taken, bool) {
	i, ok := h.receipt[receipt]
	if !ok {
		return assist.Taken{}, false
	}
	return h.files[i], true
}

// FileOf is the file that a unit sent with these bytes; the latest of them.
func (h *History) FileOf(unit, sha string) (assist.Taken, bool) {
	i, ok := h.bytes[[2]string{unit, sha}]
	if !ok {
		return assist.Taken{}, false
	}
	return h.files[i], true
}

// Rows are all rows of 申请表 with their latest judgement, in the order of
// taking; replaced ones too.
func (h *History) Rows() assist.KeptRows { return h.rows }

// RowAt is the row of 申请表 at a place; what was never taken says nothing.
func (h *History) RowAt(at assist.Place) assist.JudgedApplication {
	if i, known := h.row[at]; known {
		return h.rows[i].Open()
	}
	return assist.JudgedApplication{Application: &assist.Application{}}
}

// Others are the rows of the other forms of which there is something to say, as far as
// they are remembered: see Forgotten.
func (h *History) Others() []assist.KeptJudged { return h.others }

// HasShown reports whether a receipt of a unit has shown a 待核 of these values.
func (h *History) HasShown(unit, licence, code, compared string) bool {
	return h.shown[[4]string{unit, licence, code, compared}]
}

// Said answers what the 核实说明 of a unit's last row of a licence says.
func (h *History) Said() func(unit, licence string) string {
	said := make(map[[2]string]string, len(h.rows))
	for a := range h.rows.All() {
		said[[2]string{a.Unit, a.Licence}] = a.Answer
	}
	return func(unit, licence string) string { return said[[2]string{unit, licence}] }
}

// Roster is the roll with all its changes.
func (h *History) Roster() *assist.Roster { return h.roster }

// Visits are the accepted rows of 走访台账, as far as they are remembered: see RememberedFrom.
func (h *History) Visits() assist.KeptVisits { return h.visits }

// Wishes are the latest accepted rows of 帮扶申请表, by licence: of the greatest
// 申请日期, then the later taken, from a unit that has filed the customer.
func (h *History) Wishes() assist.WishesOnFile {
	filed := map[[2]string]bool{}
	for _, c := range h.roster.Changes {
		if c.Filing != nil {
			filed[[2]string{c.Filing.Unit, c.Licence}] = true
		}
	}
	latest := map[string]wished{}
	for key, w := range h.wishes {
		if old, known := latest[key[1]]; filed[key] && (!known || w.after(old)) {
			latest[key[1]] = w
		}
	}
	wishes := make(assist.WishesOnFile, len(latest))
	for licence, w := range latest {
		wishes[licence] = w.wish
	}
	return wishes
}

// WishOf is the wish of a licence that a unit has sent and that counts.
func (h *History) WishOf(unit, licence string) (assist.Wish, bool) {
	w, ok := h.wishes[[2]string{unit, licence}]
	if !ok {
		return assist.Wish{}, false
	}
	return w.wish.Open(), true
}

// Asides are the sales that lie aside, in the order of taking.
func (h *History) Asides() []Aside { return h.asides }

// Answers are the settled 待核.
func (h *History) Answers() []assist.Answer { return h.answers }

// Adjustments are the accepted rows of 名单调整.
func (h *History) Adjustments() []assist.Adjustment { return h.adjusts }

// Ahead are the accepted rows of 名单调整 that come into force after a day.
func (h *History) Ahead(day assist.Date) []assist.Adjustment {
	var list []assist.Adjustment
	for _, a := range h.adjusts {
		if a.From > day {
			list = append(list, a)
		}
	}
	return list
}

// Replies are the city's answers to signals.
func (h *History) Replies() []assist.Reply { return h.replies }

// Customers are all who are or were on the roll, or have applied: by licence the unit
// that filed them last, else that of their last row.
func (h *History) Customers() map[string]string {
	unit := map[string]string{}
	for a := range h.rows.All() {
		unit[a.Licence] = a.Unit
	}
	for l, f := range h.roster.Filings {
		unit[l] = f.Unit
	}
	delete(unit, "")
	return unit
}

// TermsFiles are the last run's parameter files, marked when they changed since
// the last freeze.
func (h *History) TermsFiles() []assist.TermsFile {
	list := slices.Clone(h.run.Terms)
	for i, t := range list {
		old, known := h.termsOld[t.Name]
		list[i].Changed = known && old != t.SHA
	}
	return list
}
