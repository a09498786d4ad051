package history

import (
	"encoding/json"
	"slices"
	"time"

	"bangfu/internal/assist"
)

// Terms puts the parameters in force after a run's reading of 参数.
type Terms struct {
	Book    assist.TermsBook
	Renamed []assist.Rename `json:",omitempty"`
	Notes   []string        `json:",omitempty"` // what nobody must mend
	Large   []string        `json:",omitempty"` // of these, values far from what stood before
}

// TermsVersion is the parameter files of the runs from a time on.
type TermsVersion struct {
	At    time.Time
	Files []assist.TermsFile
}

// termsHistory is what of 参数 is in force, and was at the last freeze.
type termsHistory struct {
	versions []TermsVersion
	book     *assist.TermsBook // nil while no entry holds one: a ledger of an older version
	notes    []string          // since the last freeze
	large    []string          // of these, values far from what stood before the last reading
	atFreeze *assist.TermsBook // at the last freeze before this run
	frozen   map[assist.Week]*assist.TermsBook
	renamed  map[string]string // old name → present name
	passed   []passed          // names that another unit bears now, in the order in which they passed on
	fresh    bool              // the last run froze: what it left counts from the next run on
}

// passed is a name that one unit had until another came to bear it.
type passed struct {
	Name, Now string // Now is what the former bearer is called
	Until     time.Time
}

// pass notes that a name which a unit had before is another's from an instant on.
func (t *termsHistory) pass(name string, at time.Time) {
	if now, was := t.renamed[name]; was {
		t.passed = append(t.passed, passed{name, now, at})
		delete(t.renamed, name)
	}
}

// nextRun notes the files of a run, and lets a freeze of the run before count.
func (t *termsHistory) nextRun(e assist.Entry, b Run) {
	if t.fresh {
		t.atFreeze, t.notes, t.large, t.fresh = t.book, nil, nil, false
	}
	if n := len(t.versions); n == 0 || !slices.EqualFunc(t.versions[n-1].Files, b.Terms, sameFile) {
		t.versions = append(t.versions, TermsVersion{e.At, b.Terms})
	}
}

func sameFile(a, b assist.TermsFile) bool { return a.Name == b.Name && a.SHA == b.SHA }

func foldTerms(h *History, e assist.Entry, b Terms, _ nobody) {
	h.terms.book, h.terms.large = &b.Book, b.Large
	for _, n := range b.Notes {
		if !slices.Contains(h.terms.notes, n) {
			h.terms.notes = append(h.terms.notes, n)
		}
	}
	for _, name := range b.Book.Units() { // who bears a name now is nobody's former one
		h.terms.pass(name, e.At)
	}
	for _, r := range b.Renamed {
		h.Rename(r, e.At)
	}
}

// Book is the parameters in force; nil while no run has entered any.
func (h *History) Book() *assist.TermsBook { return h.terms.book }

// BookAtFreeze is the parameters at the last freeze before the last run; nil when there was none.
func (h *History) BookAtFreeze() *assist.TermsBook { return h.terms.atFreeze }

// BookOf is the parameters that a frozen week was dealt by; nil when it is not known.
func (h *History) BookOf(w assist.Week) *assist.TermsBook { return h.terms.frozen[w] }

// TermsNotes are what 参数 has brought since the last freeze and nobody must mend.
func (h *History) TermsNotes() []string { return h.terms.notes }

// LargeChanges are the values that the last reading of 参数 made far larger or
// smaller, until the next freeze: they count, and somebody should look at them.
func (h *History) LargeChanges() []string { return h.terms.large }

// TermsVersions are the parameter files of all runs, a version once.
func (h *History) TermsVersions() []TermsVersion { return h.terms.versions }

// SameBook reports whether a book is the one in force.
func (h *History) SameBook(b assist.TermsBook) bool {
	if h.terms.book == nil {
		return false
	}
	old, err1 := json.Marshal(h.terms.book)
	now, err2 := json.Marshal(b)
	return err1 == nil && err2 == nil && string(old) == string(now)
}
