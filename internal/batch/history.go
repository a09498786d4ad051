package batch

import (
	"fmt"
	"iter"
	"runtime"
	"strings"
	"sync"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/ledger"
)

// history is the ledger folded up to an entry: all that has been entered so far.
type history struct {
	seq         int64
	at          time.Time
	run         runBody
	runAt       time.Time
	runs        int
	files       []assist.Taken
	receipt     map[string]int    // by receipt number
	bytes       map[[2]string]int // by unit and SHA-256
	rows        []assist.JudgedApplication
	row         map[assist.Place]int
	others      []assist.Judged
	taken       []takenBody
	roster      *assist.Roster
	visits      []assist.Visit
	wishes      map[string]assist.Wish
	answers     []assist.Answer
	showed      map[[3]string]bool // by licence, code and the values compared
	register    registerBody
	registerSeq int64
	kept        []assist.RegisterRow // rows of an earlier register that still count
	plans       map[assist.Week]assist.SupplyPlan
	adjusts     []assist.Adjustment
	replies     []assist.Reply
	frozen      map[assist.Week]freezeBody
	frozenAt    map[assist.Week]int64 // sequence of the freeze
	rolls       []rollAt              // the roll at the latest freezes, ascending
	erased      map[string]bool       // whose fields are blank, and who has not come back since
	everErased  map[string]bool       // also who came back
	replaced    map[string]string     // originals rewritten by an erasure, old hash → new
	termsOld    map[string]string     // parameter files at the last freeze, by name
	termsNew    []assist.TermsFile
	named       map[assist.Place]bool // misfiled rows the city was told of
	number      map[int]int           // last 备案编号 by year
	counter     map[string]int        // last receipt number by code and day
}

// rollAt is the roll as it was at a freeze.
type rollAt struct {
	week   assist.Week
	roster *assist.Roster
}

func newHistory() *history {
	return &history{
		receipt: map[string]int{}, bytes: map[[2]string]int{}, row: map[assist.Place]int{},
		roster: assist.NewRoster(), wishes: map[string]assist.Wish{}, showed: map[[3]string]bool{},
		plans: map[assist.Week]assist.SupplyPlan{}, frozen: map[assist.Week]freezeBody{}, frozenAt: map[assist.Week]int64{},
		erased: map[string]bool{}, everErased: map[string]bool{}, named: map[assist.Place]bool{}, replaced: map[string]string{}, termsOld: map[string]string{}, number: map[int]int{}, counter: map[string]int{},
	}
}

// foldLot is how many entries are decoded side by side before they are folded.
const foldLot = 1024

// fold reads entries into a history.
func fold(entries iter.Seq2[assist.Entry, error]) (*history, error) {
	h := newHistory()
	lot := make([]assist.Entry, 0, foldLot)
	for e, err := range entries {
		if err != nil {
			return nil, err
		}
		if lot = append(lot, e); len(lot) == foldLot {
			if err := h.addAll(lot); err != nil {
				return nil, err
			}
			lot = lot[:0]
		}
	}
	return h, h.addAll(lot)
}

// addAll folds entries in their order; they are decoded side by side.
func (h *history) addAll(lot []assist.Entry) error {
	turns, errs := make([]turn, len(lot)), make([]error, len(lot))
	var all sync.WaitGroup
	hands := runtime.GOMAXPROCS(0)
	for hand := range hands {
		all.Go(func() {
			for i := hand; i < len(lot); i += hands {
				turns[i], errs[i] = turnOf(lot[i])
			}
		})
	}
	all.Wait()
	for i, e := range lot {
		if errs[i] != nil {
			return errs[i]
		}
		h.take(e, turns[i])
	}
	return nil
}

// add folds one entry.
func (h *history) add(e assist.Entry) error {
	t, err := turnOf(e)
	if err == nil {
		h.take(e, t)
	}
	return err
}

// take lets a decoded entry do what it does.
func (h *history) take(e assist.Entry, t turn) {
	h.seq, h.at = e.Seq, e.At
	if e.Erased && e.Licence != "" {
		h.erased[e.Licence] = true
	}
	t(h)
}

// A turn is what a decoded entry does to a history.
type turn func(*history)

// turnOf decodes an entry; the ledger's own kinds, and prints, do nothing.
func turnOf(e assist.Entry) (turn, error) {
	if decode, known := folds[e.Kind]; known {
		return decode(e)
	}
	return func(*history) {}, nil
}

// folding decodes the two halves of a kind of entry for its fold; what is
// erased, and what never was, stays zero.
func folding[B, P any](fold func(*history, assist.Entry, B, P)) func(assist.Entry) (turn, error) {
	return func(e assist.Entry) (turn, error) {
		var body B
		var person P
		err := read(e, &body, &person)
		return func(h *history) { fold(h, e, body, person) }, err
	}
}

// nobody is the person's half of an entry that speaks of none.
type nobody = struct{}

// folds is how each kind of entry is decoded, and what it does to a history.
var folds = map[string]func(assist.Entry) (turn, error){
	kindRun:          folding(foldRun),
	kindFile:         folding(foldFile),
	kindApplication:  folding(foldApplication),
	kindJudged:       folding(foldJudged),
	kindTaken:        folding(foldTaken),
	kindWish:         folding(foldWish),
	kindVisit:        folding(foldVisit),
	kindAnswer:       folding(foldAnswer),
	kindShown:        folding(func(*history, assist.Entry, nobody, nobody) {}),
	kindRegister:     folding(foldRegister),
	kindPlan:         folding(foldPlan),
	kindAdjustment:   folding(foldAdjustment),
	kindReply:        folding(foldReply),
	kindChange:       folding(foldChange),
	kindUpdate:       folding(foldUpdate),
	kindFreeze:       folding(foldFreeze),
	ledger.KindErase: folding(foldErase),
}

func foldRun(h *history, e assist.Entry, b runBody, _ nobody) {
	h.runAt = e.At
	h.runs++
	for _, t := range h.termsNew { // a freeze counts as the last one from the next run on
		h.termsOld[t.Name] = t.SHA
	}
	h.termsNew, h.run = nil, b
	for _, p := range b.Misfiled {
		h.named[p] = true
	}
}

func foldFile(h *history, e assist.Entry, b fileBody, p filePerson) {
	t := assist.Taken{
		Receipt: b.Receipt, Unit: b.Unit, Name: p.Name, SHA: b.SHA, Size: b.Size, Format: b.Format, Kind: b.Kind, Refused: b.Refused,
		Seen: b.Seen, At: e.At, Reported: b.Reported, Ours: b.Ours, Nothing: b.Nothing, Tables: p.Tables, Counts: b.Counts, Findings: p.Findings,
	}
	if i, again := h.receipt[t.Receipt]; again { // a refused file, judged again under its number
		t.Seen, t.Update, t.Updated = h.files[i].Seen, h.files[i].Update+1, e.At
		h.files[i] = t
	} else {
		h.receipt[t.Receipt] = len(h.files)
		h.files = append(h.files, t)
	}
	h.bytes[[2]string{t.Unit, t.SHA}] = h.receipt[t.Receipt]
	h.count(t.Receipt)
}

// count remembers the highest receipt number of a code and day.
func (h *history) count(receipt string) {
	i := strings.LastIndexByte(receipt, '-')
	var n int
	if _, err := fmt.Sscanf(receipt[i+1:], "%d", &n); err == nil {
		h.counter[receipt[:i]] = max(h.counter[receipt[:i]], n)
	}
}

func foldApplication(h *history, e assist.Entry, place assist.Place, a assist.Application) {
	a.Place, a.Licence = place, e.Licence
	if len(e.Person) > 0 {
		delete(h.erased, a.Licence) // who came back after an erasure is known again
	}
	h.row[place] = len(h.rows)
	h.rows = append(h.rows, assist.JudgedApplication{Application: a})
}

func foldJudged(h *history, e assist.Entry, b judgedBody, p judgedPerson) {
	j := assist.Judged{
		Place: b.Place, Form: b.Form, Unit: b.Unit, Licence: e.Licence, Outcome: b.Outcome, Standing: b.Standing, Since: b.Since,
		Findings: p.Findings, Unchecked: p.Unchecked, Clause: p.Clause, Grounds: p.Grounds,
		Refused: b.Refused,
	}
	if j.Refused == "" && b.Form == assist.ApplicationForm {
		j.Refused = h.refusedBy(b.Place)
	}
	if j.Refused != "" && j.Outcome == assist.Held { // an older version let it wait
		j.Outcome = assist.Returned
	}
	if i, ok := h.row[b.Place]; ok && b.Form == assist.ApplicationForm {
		h.rows[i].Verdict = j
		h.show(j)
		return
	}
	h.others = append(h.others, j)
}

// refusedBy is the S code that refuses the sheet of a place; "" for none.
func (h *history) refusedBy(p assist.Place) string {
	i, ok := h.receipt[p.Receipt]
	if !ok {
		return ""
	}
	return h.files[i].RefusedBy(p.Sheet)
}

// show keeps which 待核 of which values a licence's receipts have shown.
func (h *history) show(j assist.Judged) {
	for _, f := range j.Findings {
		if f.Level == assist.LevelHold && f.Compared != "" && j.Licence != "" {
			h.showed[[3]string{j.Licence, f.Code, f.Compared}] = true
		}
	}
}

// hasShown reports whether a receipt has shown a 待核 of these values.
func (h *history) hasShown(licence, code, compared string) bool {
	return h.showed[[3]string{licence, code, compared}]
}

func foldWish(h *history, e assist.Entry, place assist.Place, w assist.Wish) {
	w.Place = place
	h.wish(e.Licence, w)
}

// wish keeps the latest wish of a licence: the greatest 申请日期, then the later taken.
func (h *history) wish(licence string, w assist.Wish) {
	if old, ok := h.wishes[licence]; !ok || old.Applied <= w.Applied {
		h.wishes[licence] = w
	}
}

func foldVisit(h *history, e assist.Entry, place assist.Place, v assist.Visit) {
	v.Place, v.Licence = place, e.Licence
	h.visits = append(h.visits, v)
}

func foldAnswer(h *history, e assist.Entry, b answerBody, p answerPerson) {
	h.answers = append(h.answers, assist.Answer{Licence: e.Licence, Code: b.Code, Source: b.Source, Compared: p.Compared, Said: p.Said})
}

func foldRegister(h *history, e assist.Entry, b registerBody, kept []assist.RegisterRow) {
	h.register, h.registerSeq, h.kept = b, e.Seq, kept
}

func foldPlan(h *history, e assist.Entry, p assist.SupplyPlan, _ nobody) {
	h.plans[p.Week] = p
}

func foldAdjustment(h *history, e assist.Entry, place assist.Place, a assist.Adjustment) {
	a.Place, a.Licence = place, e.Licence
	h.adjusts = append(h.adjusts, a)
}

func foldReply(h *history, e assist.Entry, place assist.Place, r assist.Reply) {
	r.Place = place
	h.replies = append(h.replies, r)
}

func foldChange(h *history, e assist.Entry, b changeBody, p changePerson) {
	c := assist.Change{Day: b.Day, Kind: b.Kind, Licence: e.Licence, Unit: b.Unit, Reason: p.Reason, Source: b.Source, By: b.By, Until: b.Until}
	if f := b.Filing; f != nil {
		c.Filing = &assist.Filing{
			Number: f.Number, Unit: b.Unit, FiledOn: f.FiledOn, Start: f.Start, End: f.End, Due: f.Due,
			Suspended: f.Suspended, SuspendedBy: f.SuspendedBy, SuspendedTo: f.SuspendedTo, Clause: p.Clause, Grounds: p.Grounds,
		}
		if p.Application != nil {
			c.Filing.Application = *p.Application
		}
		c.Filing.Application.Licence = e.Licence
		h.numbered(f.Number)
	}
	h.roster.Fold(c)
}

// numbered remembers the highest 备案编号 of its year: …〔2026〕0001号.
func (h *history) numbered(number string) {
	_, rest, ok := strings.Cut(number, "〔")
	var year, n int
	if _, err := fmt.Sscanf(rest, "%d〕%d号", &year, &n); ok && err == nil {
		h.number[year] = max(h.number[year], n)
	}
}

func foldUpdate(h *history, e assist.Entry, b updateBody, _ nobody) {
	if i, ok := h.receipt[b.Receipt]; ok {
		h.files[i].Update, h.files[i].Updated = b.Update, e.At
	}
}

func foldFreeze(h *history, e assist.Entry, b freezeBody, _ nobody) {
	h.frozen[b.Plan.Week], h.frozenAt[b.Plan.Week] = b, e.Seq
	h.rolls = append(h.rolls, rollAt{b.Plan.Week, h.roster.Snapshot()})
	h.rolls = h.rolls[max(0, len(h.rolls)-2):] // this week's and the one before it
	h.termsNew = h.run.Terms
}
