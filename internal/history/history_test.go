package history_test

import (
	"encoding/json"
	"iter"
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/history"
)

// book is a ledger on paper: entries in their order, without a file.
type book struct {
	t    *testing.T
	list []assist.Entry
}

func (b *book) enter(kind, licence string, body, person any) {
	b.t.Helper()
	e := assist.Entry{Seq: int64(len(b.list) + 1), At: time.Date(2026, 11, 26, 18, len(b.list), 0, 0, assist.Zone), Kind: kind, Licence: licence}
	var err error
	if e.Body, err = json.Marshal(body); err != nil {
		b.t.Fatal(err)
	}
	if person != nil {
		if e.Person, err = json.Marshal(person); err != nil {
			b.t.Fatal(err)
		}
	}
	b.list = append(b.list, e)
}

func (b *book) entries() iter.Seq2[assist.Entry, error] {
	return func(yield func(assist.Entry, error) bool) {
		for _, e := range b.list {
			if !yield(e, nil) {
				return
			}
		}
	}
}

func (b *book) fold() *history.History {
	b.t.Helper()
	h, err := history.Fold(b.entries())
	if err != nil {
		b.t.Fatal(err)
	}
	return h
}

func weekAt(number int) assist.Week { return assist.Week{Year: 2026, Number: number} }

// TestWeeks walks a week from no plan to its freeze, and the one after it.
func TestWeeks(t *testing.T) {
	b := &book{t: t}
	b.enter(history.KindRun, "", history.Run{Period: weekAt(48)}, nil)
	if got := b.fold().PlanState(weekAt(49)); got != assist.PlanMissing {
		t.Errorf("before any plan: %s", got)
	}
	b.enter(history.KindPlan, "", assist.SupplyPlan{Week: weekAt(49), Receipt: "HZ-SJ-20261126-001"}, nil)
	b.enter(history.KindPlan, "", assist.SupplyPlan{Week: weekAt(49), Receipt: "HZ-SJ-20261126-002"}, nil)
	h := b.fold()
	if got := h.PlanState(weekAt(49)); got != assist.PlanDraft {
		t.Errorf("with a plan: %s", got)
	}
	if p := h.Plan(weekAt(49)); p == nil || p.Receipt != "HZ-SJ-20261126-002" {
		t.Errorf("the later plan is in force, not %v", p)
	}
	if h.Plan(weekAt(50)) != nil || !h.LastFrozen().IsZero() {
		t.Error("a week has a plan or a freeze that never came")
	}
	b.enter(history.KindFreeze, "", history.Freeze{Plan: assist.WeekPlan{Week: weekAt(49)}}, nil)
	b.enter(history.KindFreeze, "", history.Freeze{Plan: assist.WeekPlan{Week: weekAt(50)}}, nil)
	h = b.fold()
	if got := h.PlanState(weekAt(49)); got != assist.PlanFinal {
		t.Errorf("frozen: %s", got)
	}
	if got := h.FrozenWeeks(weekAt(40), weekAt(49)); len(got) != 1 || got[0] != weekAt(49) {
		t.Errorf("frozen up to W49: %v", got)
	}
	if w, roll := h.RollBefore(weekAt(50)); w != weekAt(49) || roll == nil {
		t.Errorf("the roll before W50 is that of %v", w)
	}
}

// TestErasedCustomer proves that whose fields are blank is known, until a new
// application of theirs comes, and that originals are found where they lie now.
func TestErasedCustomer(t *testing.T) {
	const licence = "140200000001"
	b := &book{t: t}
	b.enter(history.KindApplication, licence, assist.Place{Receipt: "HZ-PCQ-20261126-001", Sheet: "申请表", Row: 5}, assist.Application{})
	b.list[0].Person, b.list[0].Erased = nil, true
	b.enter(assist.EntryErase, licence, map[string]any{"note": history.Erasure{Originals: map[string]string{"a": "b", "b": "c"}}}, nil)
	h := b.fold()
	if !h.Erased()[licence] || !h.EverErased()[licence] {
		t.Error("the erasure is not known")
	}
	if got := h.Original("a"); got != "c" {
		t.Errorf("the original lies under %q", got)
	}
	b.enter(history.KindApplication, licence, assist.Place{Receipt: "HZ-PCQ-20261127-001", Sheet: "申请表", Row: 5}, assist.Application{Operator: "某某"})
	h = b.fold()
	if h.Erased()[licence] || !h.EverErased()[licence] {
		t.Error("who came back is known again, and was erased once")
	}
}

// TestNumbers proves that numbers go on after the highest given out.
func TestNumbers(t *testing.T) {
	b := &book{t: t}
	b.enter(history.KindFile, "", history.File{Receipt: "HZ-PCQ-20261126-009", Unit: "平城区", SHA: "x"}, history.FilePerson{})
	b.enter(history.KindChange, "140200000001", history.Change{Filing: &history.Filing{Number: "大烟弱备〔2026〕0041号"}}, history.ChangePerson{})
	h := b.fold()
	if got := h.NextReceipt("HZ-PCQ-20261126"); got != "HZ-PCQ-20261126-010" {
		t.Errorf("next receipt %s", got)
	}
	if got := h.NextFiling("大烟弱备", 2026); got != "大烟弱备〔2026〕0042号" {
		t.Errorf("next filing %s", got)
	}
	if got := h.NextFiling("大烟弱备", 2027); got != "大烟弱备〔2027〕0001号" {
		t.Errorf("next filing of another year %s", got)
	}
	if f, ok := h.FileOf("平城区", "x"); !ok || f.Receipt != "HZ-PCQ-20261126-009" {
		t.Errorf("the file of these bytes is %v", f)
	}
}
