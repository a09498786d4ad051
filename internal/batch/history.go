package batch

import (
	"fmt"
	"iter"
	"strings"
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
	roster      *assist.Roster
	visits      []assist.Visit
	wishes      map[string]assist.Wish
	answers     []assist.Answer
	shown       map[string][]string
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
	number      map[int]int    // last 备案编号 by year
	counter     map[string]int // last receipt number by code and day
}

// rollAt is the roll as it was at a freeze.
type rollAt struct {
	week   assist.Week
	roster *assist.Roster
}

func newHistory() *history {
	return &history{
		receipt: map[string]int{}, bytes: map[[2]string]int{}, row: map[assist.Place]int{},
		roster: assist.NewRoster(), wishes: map[string]assist.Wish{}, shown: map[string][]string{},
		plans: map[assist.Week]assist.SupplyPlan{}, frozen: map[assist.Week]freezeBody{}, frozenAt: map[assist.Week]int64{},
		erased: map[string]bool{}, everErased: map[string]bool{}, replaced: map[string]string{}, termsOld: map[string]string{}, number: map[int]int{}, counter: map[string]int{},
	}
}

// fold reads entries into a history.
func fold(entries iter.Seq2[assist.Entry, error]) (*history, error) {
	h := newHistory()
	for e, err := range entries {
		if err != nil {
			return nil, err
		}
		if err := h.add(e); err != nil {
			return nil, err
		}
	}
	return h, nil
}

// add folds one entry.
func (h *history) add(e assist.Entry) error {
	h.seq, h.at = e.Seq, e.At
	if e.Erased && e.Licence != "" {
		h.erased[e.Licence] = true
	}
	fold, known := folds[e.Kind]
	if !known {
		return nil // the ledger's own kinds, and prints: nothing to fold
	}
	return fold(h, e)
}

// folds is what each kind of entry does to a history.
var folds = map[string]func(*history, assist.Entry) error{
	kindRun:          foldRun,
	kindFile:         foldFile,
	kindApplication:  foldApplication,
	kindJudged:       foldJudged,
	kindWish:         foldWish,
	kindVisit:        foldVisit,
	kindAnswer:       foldAnswer,
	kindShown:        foldShown,
	kindRegister:     foldRegister,
	kindPlan:         foldPlan,
	kindAdjustment:   foldAdjustment,
	kindReply:        foldReply,
	kindChange:       foldChange,
	kindUpdate:       foldUpdate,
	kindFreeze:       foldFreeze,
	ledger.KindErase: foldErase,
}

func foldRun(h *history, e assist.Entry) error {
	h.runAt = e.At
	h.runs++
	for _, t := range h.termsNew { // a freeze counts as the last one from the next run on
		h.termsOld[t.Name] = t.SHA
	}
	h.termsNew = nil
	h.run = runBody{}
	return read(e, &h.run, nil)
}

func foldFile(h *history, e assist.Entry) error {
	var b fileBody
	var p filePerson
	if err := read(e, &b, &p); err != nil {
		return err
	}
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
	return nil
}

// count remembers the highest receipt number of a code and day.
func (h *history) count(receipt string) {
	i := strings.LastIndexByte(receipt, '-')
	var n int
	if _, err := fmt.Sscanf(receipt[i+1:], "%d", &n); err == nil {
		h.counter[receipt[:i]] = max(h.counter[receipt[:i]], n)
	}
}

func foldApplication(h *history, e assist.Entry) error {
	var place assist.Place
	var a assist.Application
	if err := read(e, &place, &a); err != nil {
		return err
	}
	a.Place, a.Licence = place, e.Licence
	if len(e.Person) > 0 {
		delete(h.erased, a.Licence) // who came back after an erasure is known again
	}
	h.row[place] = len(h.rows)
	h.rows = append(h.rows, assist.JudgedApplication{Application: a})
	return nil
}

func foldJudged(h *history, e assist.Entry) error {
	var b judgedBody
	var p judgedPerson
	if err := read(e, &b, &p); err != nil {
		return err
	}
	j := assist.Judged{
		Place: b.Place, Form: b.Form, Unit: b.Unit, Licence: e.Licence, Outcome: b.Outcome, Standing: b.Standing, Since: b.Since,
		Findings: p.Findings, Unchecked: p.Unchecked, Clause: p.Clause, Grounds: p.Grounds,
	}
	if i, ok := h.row[b.Place]; ok && b.Form == assist.ApplicationForm {
		h.rows[i].Verdict = j
		return nil
	}
	h.others = append(h.others, j)
	return nil
}

func foldWish(h *history, e assist.Entry) error {
	var w assist.Wish
	if err := read(e, &w.Place, &w); err != nil {
		return err
	}
	h.wish(e.Licence, w)
	return nil
}

// wish keeps the latest wish of a licence: the greatest 申请日期, then the later taken.
func (h *history) wish(licence string, w assist.Wish) {
	if old, ok := h.wishes[licence]; !ok || old.Applied <= w.Applied {
		h.wishes[licence] = w
	}
}

func foldVisit(h *history, e assist.Entry) error {
	var v assist.Visit
	if err := read(e, &v.Place, &v); err != nil {
		return err
	}
	v.Licence = e.Licence
	h.visits = append(h.visits, v)
	return nil
}

func foldAnswer(h *history, e assist.Entry) error {
	var b answerBody
	var p answerPerson
	if err := read(e, &b, &p); err != nil {
		return err
	}
	h.answers = append(h.answers, assist.Answer{Licence: e.Licence, Code: b.Code, Source: b.Source, Compared: p.Compared, Said: p.Said})
	return nil
}

func foldShown(h *history, e assist.Entry) error {
	var b shownBody
	err := read(e, &b, nil)
	h.shown[e.Licence] = b.Codes
	return err
}

func foldRegister(h *history, e assist.Entry) error {
	h.kept, h.registerSeq = nil, e.Seq
	return read(e, &h.register, &h.kept)
}

func foldPlan(h *history, e assist.Entry) error {
	var p assist.SupplyPlan
	err := read(e, &p, nil)
	h.plans[p.Week] = p
	return err
}

func foldAdjustment(h *history, e assist.Entry) error {
	var a assist.Adjustment
	if err := read(e, &a.Place, &a); err != nil {
		return err
	}
	a.Licence = e.Licence
	h.adjusts = append(h.adjusts, a)
	return nil
}

func foldReply(h *history, e assist.Entry) error {
	var r assist.Reply
	if err := read(e, &r.Place, &r); err != nil {
		return err
	}
	h.replies = append(h.replies, r)
	return nil
}

func foldChange(h *history, e assist.Entry) error {
	var b changeBody
	var p changePerson
	if err := read(e, &b, &p); err != nil {
		return err
	}
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
	return nil
}

// numbered remembers the highest 备案编号 of its year: …〔2026〕0001号.
func (h *history) numbered(number string) {
	_, rest, ok := strings.Cut(number, "〔")
	var year, n int
	if _, err := fmt.Sscanf(rest, "%d〕%d号", &year, &n); ok && err == nil {
		h.number[year] = max(h.number[year], n)
	}
}

func foldUpdate(h *history, e assist.Entry) error {
	var b updateBody
	if err := read(e, &b, nil); err != nil {
		return err
	}
	if i, ok := h.receipt[b.Receipt]; ok {
		h.files[i].Update, h.files[i].Updated = b.Update, e.At
	}
	return nil
}

func foldFreeze(h *history, e assist.Entry) error {
	var b freezeBody
	if err := read(e, &b, nil); err != nil {
		return err
	}
	h.frozen[b.Plan.Week], h.frozenAt[b.Plan.Week] = b, e.Seq
	h.rolls = append(h.rolls, rollAt{b.Plan.Week, h.roster.Snapshot()})
	h.rolls = h.rolls[max(0, len(h.rolls)-2):] // this week's and the one before it
	h.termsNew = h.run.Terms
	return nil
}
