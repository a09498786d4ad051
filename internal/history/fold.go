package history

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"bangfu/internal/assist"
)

// An effect is what a decoded entry does to a history.
type effect func(*History)

// effectOf decodes an entry; kinds that say nothing to a history have no effect.
func effectOf(e assist.Entry) (effect, error) {
	if decode, known := folds[e.Kind]; known {
		return decode(e)
	}
	return func(*History) {}, nil
}

// folding decodes the two halves of a kind of entry for its fold; what is
// erased, and what never was, stays zero.
func folding[B, P any](fold func(*History, assist.Entry, B, P)) func(assist.Entry) (effect, error) {
	return func(e assist.Entry) (effect, error) {
		var body B
		var person P
		err := Decode(e, &body, &person)
		return func(h *History) { fold(h, e, body, person) }, err
	}
}

// Decode reads an entry's two halves; person may be nil, and stays zero when erased.
func Decode(e assist.Entry, body, person any) error {
	if err := json.Unmarshal(e.Body, body); err != nil {
		return fmt.Errorf("history: entry %d (%s): %w", e.Seq, e.Kind, err)
	}
	if person == nil || len(e.Person) == 0 {
		return nil
	}
	if err := json.Unmarshal(e.Person, person); err != nil {
		return fmt.Errorf("history: person of entry %d (%s): %w", e.Seq, e.Kind, err)
	}
	return nil
}

// nobody is the person's half of an entry that speaks of none.
type nobody = struct{}

// folds is how each kind of entry is decoded, and what it does to a history.
var folds = map[string]func(assist.Entry) (effect, error){
	KindRun:           folding(foldRun),
	KindTerms:         folding(foldTerms),
	KindFile:          folding(foldFile),
	KindApplication:   folding(foldApplication),
	KindJudged:        folding(foldJudged),
	KindTaken:         folding(foldTaken),
	KindWish:          folding(foldWish),
	KindVisit:         folding(foldVisit),
	KindAnswer:        folding(foldAnswer),
	KindShown:         folding(func(*History, assist.Entry, nobody, nobody) {}),
	KindAside:         folding(foldAside),
	KindRegister:      folding(foldRegister),
	KindPlan:          folding(foldPlan),
	KindAdjustment:    folding(foldAdjustment),
	KindReply:         folding(foldReply),
	KindChange:        folding(foldChange),
	KindUpdate:        folding(foldUpdate),
	KindFreeze:        folding(foldFreeze),
	KindUnfrozen:      folding(foldUnfrozen),
	KindSettlement:    folding(foldSettlement),
	KindDoubts:        folding(foldDoubts),
	KindChosen:        folding(foldChosen),
	KindWithdrawal:    folding(foldWithdrawal),
	assist.EntryErase: folding(foldErase),
}

func foldRun(h *History, e assist.Entry, b Run, _ nobody) {
	h.newYear(e.At)
	h.numbersOf(e.At)
	h.runBefore, h.runAt = h.runAt, e.At
	if h.runs++; h.runs == 1 {
		h.began = e.At
	}
	if b.Period != h.run.Period {
		h.ended = nil
		h.reviewsOf, h.reviews = h.run.Period, h.weekReviews()
		h.beginWeek(b.Period)
	}
	for _, t := range h.termsNew { // a freeze counts as the last one from the next run on
		h.termsOld[t.Name] = t.SHA
	}
	h.termsNew, h.run = nil, b
	h.terms.nextRun(e, b)
	for _, p := range b.Misfiled {
		h.named[p] = true
	}
}

func foldFile(h *History, e assist.Entry, b File, p FilePerson) {
	withCases(p.Findings)
	t := assist.Taken{
		Receipt: b.Receipt, Unit: b.Unit, Name: p.Name, SHA: b.SHA, Size: b.Size, Format: b.Format, Kind: b.Kind, Refused: b.Refused,
		Seen: b.Seen, At: e.At, Reported: b.Reported, Saved: b.Saved, Ours: b.Ours, Nothing: b.Nothing, Tables: p.Tables, Unread: p.Unread, Counts: b.Counts, Findings: p.Findings, Unstored: b.Unstored, Totals: b.Totals, Notes: b.Notes, Undecided: b.Undecided, Late: b.Late,
	}
	t.Left = h.leftPlan(t)
	if i, again := h.receipt[t.Receipt]; again { // a refused file, judged again under its number
		t.Seen, t.Update, t.Updated = h.files[i].Seen, h.files[i].Update+1, e.At
		h.files[i] = t
	} else {
		h.receipt[t.Receipt] = len(h.files)
		h.files = append(h.files, t)
	}
	h.indexFile(h.receipt[t.Receipt])
	h.noteOfWeek(h.receipt[t.Receipt])
	h.receiptNumbered(t.Receipt)
	h.reject(t)
}

// leftPlan reports a file with plans of which none was entered: their weeks were final, or
// another of the same day came with it.
func (h *History) leftPlan(t assist.Taken) bool {
	_, left := t.WhyPassedOver()
	return left && slices.ContainsFunc(t.Tables, func(x assist.Table) bool { return x.Form == assist.PlanForm && !x.Refused }) && !h.offered(t.Receipt)
}

// offered reports a file of which the plan of some week was entered.
func (h *History) offered(receipt string) bool {
	for _, offers := range h.offers {
		if slices.ContainsFunc(offers, func(o assist.Offer) bool { return o.Plan.Receipt == receipt }) {
			return true
		}
	}
	return false
}

func foldApplication(h *History, e assist.Entry, place assist.Place, a assist.Application) {
	a.Place, a.Licence = place, e.Licence
	if len(e.Person) > 0 {
		delete(h.erased, a.Licence) // who came back after an erasure is known again
	}
	h.sentBy(&a.Row)
	one(&a.Receipt, &a.Sheet)
	h.row[a.Place] = len(h.rows)
	h.rows = append(h.rows, assist.KeptRow{Application: a.Keep()})
}

// sentBy puts the sender and the 填报日期 of its file back into a row of somebody who
// was erased: they tell of no person, and the row still counts where it did.
func (h *History) sentBy(r *assist.Row) {
	if r.Unit != "" {
		return
	}
	if t, known := h.File(r.Receipt); known {
		r.Unit, r.Reported = t.Unit, t.Reported
	}
}

func foldJudged(h *History, e assist.Entry, b Judged, p JudgedPerson) {
	j := h.judgement(e, b, p)
	if i, ok := h.row[b.Place]; ok && b.Form == assist.ApplicationForm {
		h.rows[i] = h.rows[i].Judged(j)
		h.noteShown(j)
		return
	}
	h.others = append(h.others, j.Keep())
}

// judgement is what an entry says became of a row.
func (h *History) judgement(e assist.Entry, b Judged, p JudgedPerson) assist.Judged {
	j := assist.Judged{
		Place: b.Place, Form: b.Form, Unit: b.Unit, Licence: e.Licence, Outcome: b.Outcome, Standing: b.Standing, By: b.By, Since: b.Since, Turned: b.Turned, Dropped: b.Dropped, Lives: b.Lives, Digest: p.Digest,
		Findings: slices.Clone(p.Findings), Unchecked: p.Unchecked, Clause: p.Clause, Grounds: p.Grounds,
		Refused: b.Refused,
	}
	if j.Refused == "" && b.Form == assist.ApplicationForm {
		j.Refused = h.refusedBy(b.Place)
	}
	if j.Refused != "" && j.Outcome == assist.Held { // an older version let it wait
		j.Outcome = assist.Returned
	}
	if len(e.Person) == 0 {
		j.Codes = b.Codes
	}
	withCases(j.Findings)
	oneJudged(&j)
	return j
}

// withCases gives findings the cases that an older program told by words alone.
func withCases(list []assist.Finding) {
	for i := range list {
		switch f := &list[i]; {
		case f.Case != "":
		case f.Code == "S006" && f.Value != "":
			f.Case = assist.OwnPaper
		case f.Code == "C301" && strings.HasPrefix(f.Message, "许可证号不认识"):
			f.Case = assist.UnknownLicence
		}
	}
}

// OtherRow is what an entry says became of a row that is no application of a sheet; ok
// is false of an entry that says no such thing.
func (h *History) OtherRow(e assist.Entry) (j assist.Judged, ok bool, err error) {
	if e.Kind != KindJudged {
		return j, false, nil
	}
	var b Judged
	var p JudgedPerson
	if err := Decode(e, &b, &p); err != nil {
		return j, false, err
	}
	if _, row := h.row[b.Place]; row && b.Form == assist.ApplicationForm {
		return j, false, nil
	}
	j = h.judgement(e, b, p)
	j.Unit = h.UnitNow(j.Unit, e.At)
	return j, true, nil
}

// refusedBy is the S code that refuses the sheet of a place; "" for none.
func (h *History) refusedBy(p assist.Place) string {
	t, ok := h.File(p.Receipt)
	if !ok {
		return ""
	}
	return t.RefusedBy(p.Sheet)
}

// noteShown keeps which 待核 of which values a licence's receipts have shown.
func (h *History) noteShown(j assist.Judged) {
	for _, f := range j.Findings {
		if f.Level == assist.LevelHold && f.Compared != "" && j.Licence != "" {
			h.shown[[4]string{j.Unit, j.Licence, f.Code, f.Compared}] = true
		}
	}
}

// foldWish keeps the latest wish of a licence from each unit.
func foldWish(h *History, e assist.Entry, place assist.Place, w assist.Wish) {
	w.Place = place
	h.sentBy(&w.Row)
	one(&w.Unit)
	key, now := [2]string{w.Unit, e.Licence}, wished{w.Keep(), w.Applied, e.Seq}
	if old, ok := h.wishes[key]; !ok || now.after(old) {
		h.wishes[key] = now
	}
}

// foldVisit remembers a visit, without the words that nobody asks a history for: only
// its entry has them.
func foldVisit(h *History, e assist.Entry, b Visit, v assist.Visit) {
	v = b.of(e, v)
	h.sentBy(&v.Row)
	v.Operator, v.Visitor, v.Situation, v.Measure = "", "", "", ""
	h.visits = append(h.visits, v.Keep())
}

func foldAnswer(h *History, e assist.Entry, b Answer, p AnswerPerson) {
	h.answers = append(h.answers, assist.Answer{Licence: e.Licence, Code: b.Code, Source: b.Source, Compared: p.Compared, Said: p.Said, Unit: h.unitOf(b.Source)})
}

// foldAside keeps who lies aside of each file.
func foldAside(h *History, _ assist.Entry, b Aside, _ nobody) {
	if !b.Taken {
		h.asides = append(h.asides, b)
		return
	}
	for i := range h.asides {
		if a := &h.asides[i]; a.Receipt == b.Receipt {
			a.Licences = slices.DeleteFunc(slices.Clone(a.Licences), func(l string) bool { return slices.Contains(b.Licences, l) })
		}
	}
}

// unitOf is the unit that sent what stands at a place; "" when unknown.
func (h *History) unitOf(p assist.Place) string {
	t, _ := h.File(p.Receipt)
	return t.Unit
}

func foldAdjustment(h *History, e assist.Entry, place assist.Place, a assist.Adjustment) {
	a.Place, a.Licence, a.Taken = place, e.Licence, assist.DateOf(e.At)
	h.adjusts = append(h.adjusts, a)
}

func foldReply(h *History, e assist.Entry, place assist.Place, r assist.Reply) {
	r.Place = place
	h.replies = append(h.replies, r)
}

func foldChange(h *History, e assist.Entry, b Change, p ChangePerson) {
	c := assist.Change{Day: b.Day, Kind: b.Kind, Licence: e.Licence, Unit: b.Unit, Reason: p.Reason, Source: b.Source, By: b.By, Until: b.Until}
	if f := b.Filing; f != nil {
		filing := assist.Filing{
			Number: f.Number, Unit: b.Unit, FiledOn: f.FiledOn, Start: f.Start, End: f.End, Due: f.Due,
			Suspended: f.Suspended, SuspendedBy: f.SuspendedBy, SuspendedTo: f.SuspendedTo, Clause: p.Clause, Grounds: p.Grounds,
		}
		c.Filing = filing.Keep(h.filed(cmp.Or(p.Application, &assist.Application{}), e.Licence))
		h.filingNumbered(f.Number)
	}
	h.oneChange(&c)
	h.roster.Fold(c)
}

func foldUpdate(h *History, e assist.Entry, b Update, _ nobody) {
	if i, ok := h.receipt[b.Receipt]; ok {
		t := &h.files[i]
		t.Told = t.LastTold()
		t.Update, t.Updated, t.Rejudged, t.Folder = b.Update, e.At, b.Rejudged, ""
	}
}
