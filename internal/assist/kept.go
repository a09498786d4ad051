package assist

import (
	"iter"
	"slices"
	"strings"

	"bangfu/internal/canon"
	"bangfu/internal/column"
)

// A run holds everybody's application, its judgement and its filing, and looks at few of
// them at a time: so they are kept packed, and unpacked for who looks at them.

// KeptApplication is an application, packed. The zero value is an empty one.
type KeptApplication string

var (
	applications = canon.NewPacking[Application](keptWords())
	judgements   = canon.NewPacking[Judged](keptWords())
	headings     = canon.NewPacking[Heading](keptWords()) // what a packed judgement begins with
	places       = canon.NewPacking[Place](keptWords())   // what a packed application begins with
	wishes       = canon.NewPacking[Wish](formWords(WishForm, column.Wish))
	visits       = canon.NewPacking[Visit](formWords(VisitForm, column.Visit))
	registerRows = canon.NewPacking[RegisterRow](append(formWords(RegisterForm, column.Register), asTyped))
)

// KeptShape tells how what a history keeps of this is packed: it must be the same when it
// is read.
func KeptShape() string {
	return applications.Shape() + " " + judgements.Shape() + " " + wishes.Shape() + " " + visits.Shape()
}

// keptWords are the texts that many rows say: those of the closed lists and of the rules.
func keptWords() []string {
	words := []string{"", asTyped, string(ApplicationForm), string(WishForm), string(VisitForm)}
	add := func(list ...string) {
		for _, w := range list {
			if !slices.Contains(words, w) {
				words = append(words, w)
			}
		}
	}
	for _, c := range column.Application {
		add(c.Choices...)
	}
	add(string(Filed), string(Held), string(Returned), string(Ineligible))
	add(string(Unchanged), string(Correction), string(Replaced), string(Resent), string(Repeated))
	add(string(TurnCounty), string(TurnCity), string(TurnOperator))
	for _, l := range levels {
		add(string(l))
	}
	for _, r := range rules {
		add(r.Code, r.Clause)
	}
	for _, r := range rules {
		add(r.Fix)
	}
	return words
}

// asTyped stands for a text of an application that says what was typed in its cell, and,
// as the licence of a judgement, for what it says as its application does.
const asTyped = "\x00="

// typedTexts are the texts of an application that are mostly as they were typed.
var typedTexts = map[column.Header]func(*Application) *string{
	column.Licence:    func(a *Application) *string { return &a.Licence },
	column.Shop:       func(a *Application) *string { return &a.Shop },
	column.Operator:   func(a *Application) *string { return &a.Operator },
	column.ID:         func(a *Application) *string { return &a.ID },
	column.Phone:      func(a *Application) *string { return &a.Phone },
	column.Address:    func(a *Application) *string { return &a.Address },
	column.DibaoNo:    func(a *Application) *string { return &a.DibaoNo },
	column.DisabledBy: func(a *Application) *string { return &a.DisabledBy },
	column.DisabledNo: func(a *Application) *string { return &a.DisabledNo },
	column.Story:      func(a *Application) *string { return &a.Story },
	column.ExitReason: func(a *Application) *string { return &a.ExitReason },
	column.Answer:     func(a *Application) *string { return &a.Answer },
	column.Remark:     func(a *Application) *string { return &a.Remark },

	column.Approvals[0].Name: func(a *Application) *string { return &a.Approvals[0].Name },
	column.Approvals[1].Name: func(a *Application) *string { return &a.Approvals[1].Name },
	column.Approvals[2].Name: func(a *Application) *string { return &a.Approvals[2].Name },
}

// typedText are these by the numbers of their headers; nil for another.
var typedText = func() []func(*Application) *string {
	list := make([]func(*Application) *string, len(numbered))
	for h, text := range typedTexts {
		list[numberOf[h]] = text
	}
	return list
}()

// eachTyped goes through these texts of an application, each with what was typed.
func (a *Application) eachTyped(do func(text *string, typed string)) {
	for r := a.Cells.read(); r.next(); {
		if text := typedText[r.number]; text != nil && r.text != "" {
			do(text(a), r.text)
		}
	}
}

// Keep packs an application.
func (a Application) Keep() KeptApplication {
	a.eachTyped(func(text *string, typed string) {
		if *text == typed {
			*text = asTyped
		}
	})
	return KeptApplication(applications.Pack(&a))
}

// Open is the application as it was packed. Others who open it may be given the same: it
// is only to be read.
func (k KeptApplication) Open() *Application {
	if k == "" {
		return new(Application)
	}
	return openedApplications.of(string(k), unpackApplication)
}

// Place is where the application stands; it is read without the rest.
func (k KeptApplication) Place() (at Place) {
	if k != "" {
		places.Unpack(string(k), &at)
	}
	return at
}

// Mentions reports whether the application says a text, or a longer one with it. Licences
// are looked for so before an application is opened.
func (k KeptApplication) Mentions(text string) bool { return strings.Contains(string(k), text) }

var openedApplications lately[Application]

func unpackApplication(packed string) *Application {
	a := new(Application)
	applications.Unpack(packed, a)
	a.eachTyped(func(text *string, typed string) {
		if *text == asTyped {
			*text = typed
		}
	})
	return a
}

// formWords are the texts that many rows of a form say.
func formWords(form Form, list column.List) []string {
	words := []string{"", string(form)}
	for _, c := range list {
		words = append(append(words, string(c.Header)), c.Choices...)
	}
	return words
}

// KeptWish is a wish, packed.
type KeptWish string

// Keep packs a wish.
func (w Wish) Keep() KeptWish { return KeptWish(wishes.Pack(&w)) }

// Open is the wish as it was packed.
func (k KeptWish) Open() (w Wish) {
	wishes.Unpack(string(k), &w)
	return w
}

// WishesOnFile are the wishes of customers, packed, by licence.
type WishesOnFile map[string]KeptWish

// Of is the wish of a customer; ok is false of who has none.
func (w WishesOnFile) Of(licence string) (wish Wish, ok bool) { return openedOf(w, licence) }

// openedOf is what is kept of a licence; ok is false where nothing is.
func openedOf[K interface{ Open() T }, T any](kept map[string]K, licence string) (row T, ok bool) {
	k, ok := kept[licence]
	if ok {
		row = k.Open()
	}
	return row, ok
}

// KeptRegisterRow is a row of 许可证状态, packed.
type KeptRegisterRow string

// Keep packs a row of 许可证状态.
func (r RegisterRow) Keep() KeptRegisterRow {
	r.eachTyped(func(text *string, typed string) {
		if *text == typed {
			*text = asTyped
		}
	})
	return KeptRegisterRow(registerRows.Pack(&r))
}

// Open is the row as it was packed.
func (k KeptRegisterRow) Open() (r RegisterRow) {
	registerRows.Unpack(string(k), &r)
	r.eachTyped(func(text *string, typed string) {
		if *text == asTyped {
			*text = typed
		}
	})
	return r
}

// eachTyped goes through the texts that are mostly as they were typed, each with what was
// typed.
func (r *RegisterRow) eachTyped(do func(text *string, typed string)) {
	do(&r.Licence, r.Text(column.Licence))
	do(&r.Operator, r.Text(column.Operator))
	do(&r.UnitName, r.Text(column.Unit))
}

// RegisterRows are the rows of a register, packed, by licence.
type RegisterRows map[string]KeptRegisterRow

// Of is the row of a licence; ok is false of one that has none.
func (r RegisterRows) Of(licence string) (row RegisterRow, ok bool) { return openedOf(r, licence) }

// Put puts a row in, in place of the one that its licence has.
func (r RegisterRows) Put(row RegisterRow) {
	k := row.Keep()
	r[k.Open().Licence] = k // whose text is a part of what is kept
}

// KeptVisit is a visit, packed.
type KeptVisit string

// Keep packs a visit.
func (v Visit) Keep() KeptVisit { return KeptVisit(visits.Pack(&v)) }

// Open is the visit as it was packed.
func (k KeptVisit) Open() (v Visit) {
	visits.Unpack(string(k), &v)
	return v
}

// KeptJudged is a judgement, packed.
type KeptJudged string

// Keep packs a judgement.
func (j Judged) Keep() KeptJudged { return KeptJudged(judgements.Pack(&j)) }

// Open is the judgement as it was packed.
func (k KeptJudged) Open() (j Judged) {
	judgements.Unpack(string(k), &j)
	return j
}

// Heading is what the judgement says first.
func (k KeptJudged) Heading() (h Heading) {
	headings.Unpack(string(k), &h)
	return h
}

// KeepJudged packs judgements.
func KeepJudged(rows ...Judged) JudgedRows {
	list := make(JudgedRows, 0, len(rows))
	for _, j := range rows {
		list = append(list, j.Keep())
	}
	return list
}

// KeptRow is a row of 申请表 with its judgement, packed.
type KeptRow struct {
	Application KeptApplication
	judged      KeptJudged // "" while it is not judged
}

// Judged is the row with another judgement.
func (r KeptRow) Judged(j Judged) KeptRow {
	if a := r.Application.Open(); j.Place == a.Place && j.Unit == a.Unit && j.Licence == a.Licence {
		j.Place, j.Unit, j.Licence = Place{}, "", asTyped
	}
	r.judged = j.Keep()
	return r
}

// Changed is the row with something changed in it.
func (r KeptRow) Changed(change func(*JudgedApplication)) KeptRow {
	a := r.Open()
	own := *a.Application
	a.Application = &own
	change(&a)
	return KeptRow{Application: a.Keep()}.Judged(a.Verdict)
}

// Open is the row as it was packed.
func (r KeptRow) Open() JudgedApplication {
	a := JudgedApplication{Application: r.Application.Open()}
	if r.judged == "" {
		return a
	}
	a.Verdict = r.judged.Open()
	if j := &a.Verdict; j.Licence == asTyped {
		j.Place, j.Unit, j.Licence = a.Place, a.Unit, a.Licence
	}
	return a
}

// KeptList are rows, each packed for itself.
type KeptList[K interface{ Open() T }, T any] []K

// The rows that a run has many of.
type (
	KeptApplications = KeptList[KeptApplication, *Application] // of a file
	KeptWishes       = KeptList[KeptWish, Wish]                // of a file
	KeptVisits       = KeptList[KeptVisit, Visit]              // of a file, and those remembered
	KeptRows         = KeptList[KeptRow, JudgedApplication]    // of 申请表, with their judgements
	JudgedRows       = KeptList[KeptJudged, Judged]            // the judgements of rows of any form
)

// All yields the rows in their order.
func (l KeptList[K, T]) All() iter.Seq[T] {
	return func(yield func(T) bool) {
		for _, k := range l {
			if !yield(k.Open()) {
				return
			}
		}
	}
}

// Backward yields the rows from the last on.
func (l KeptList[K, T]) Backward() iter.Seq[T] {
	return func(yield func(T) bool) {
		for _, k := range slices.Backward(l) {
			if !yield(k.Open()) {
				return
			}
		}
	}
}

// has reports whether some row is so.
func (l KeptList[K, T]) has(so func(T) bool) bool {
	return slices.ContainsFunc(l, func(k K) bool { return so(k.Open()) })
}

// Without are the rows that are not so.
func (l KeptList[K, T]) Without(so func(T) bool) KeptList[K, T] {
	return slices.DeleteFunc(slices.Clone(l), func(k K) bool { return so(k.Open()) })
}
