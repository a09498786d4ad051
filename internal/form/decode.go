package form

import (
	"cmp"
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// decoder carries what decoding one workbook needs.
type decoder struct {
	Context
	src  Source
	sub  *assist.Submission
	sale SaleSink

	answers map[assist.Place]string // where on our 回执 sheet a row of a sheet is answered
	packing assist.CellPacking
}

// Decode reads a whole workbook into sub: its kind, tables, faults, rows,
// 填报单位 and 填报日期. Rows of a sales history go to sale and are not held.
// Damage of a sheet comes back as a *sheet.Damage error, an error of sale as it is.
func Decode(src Source, c Context, sub *assist.Submission, sale SaleSink) error {
	d := &decoder{Context: c, src: src, sub: sub, sale: sale}
	sub.Kind, sub.Reported, sub.Saved = assist.KindUnknown, src.Modified, src.Modified != 0
	if c.Today != 0 && sub.Reported > c.Today { // saved by a computer whose clock is wrong
		sub.Reported = c.Today
	}
	list, err := tabs(src)
	if err != nil {
		return err
	}
	sub.Ours, sub.Paper = ownReceipt(list), paperOf(list)
	if err := d.answersBeside(list); err != nil {
		return err
	}
	known, others := sides(c.Unit)
	found := claim(list, known, others, sub.Ours != "")
	d.nothing(found)
	if len(found.found)+len(found.headless) == 0 && !sub.Nothing {
		f := nearest(list, known)
		f.Value = sub.Paper
		sub.Faults = append(sub.Faults, f)
		return nil
	}
	for _, h := range found.headless {
		sub.Faults = append(sub.Faults, noForm(h.headers, h.name))
	}
	again := found.unread()
	sub.Faults = append(sub.Faults, again...)
	sub.Unread = found.passed(again, sub.Paper != "")
	d.declared(list, found.found)
	for _, l := range found.found {
		if err := d.table(l); err != nil {
			return err
		}
	}
	if err := d.answersOnLists(list); err != nil {
		return err
	}
	d.conclude(list)
	d.fit()
	return nil
}

// fit gives the lists of rows the room that they take: they are held until all files of a
// run are judged, and a list that has grown row by row has up to twice that room.
func (d *decoder) fit() {
	s := d.sub
	s.Applications, s.Wishes, s.Visits, s.Register = slices.Clone(s.Applications), slices.Clone(s.Wishes), slices.Clone(s.Visits), slices.Clone(s.Register)
}

// sides are the forms that belong into a folder, and the others.
func sides(unit string) (known, others []*Form) {
	for _, f := range forms {
		if f.countys() == (unit != assist.City) {
			known = append(known, f)
		} else {
			others = append(others, f)
		}
	}
	return known, others
}

// nothing looks for 本期无新增 on a sheet 申请表 that has no header at all.
func (d *decoder) nothing(c *claims) {
	c.headless = slices.DeleteFunc(c.headless, func(h headless) bool {
		if h.form != applicationForm || !slices.ContainsFunc(h.rows, rowSaysNothing) {
			return false
		}
		d.sub.Nothing, d.sub.Kind = true, assist.KindApplication
		return true
	})
}

func rowSaysNothing(r sheet.Row) bool {
	return slices.ContainsFunc(r.Cells, func(c sheet.Cell) bool { return saysNothing(c.Text) })
}

// kinds in the order in which they name a file that holds several forms.
var kinds = []assist.FileKind{assist.KindApplication, assist.KindWishes, assist.KindSales, assist.KindVisits,
	assist.KindPlan, assist.KindRegister, assist.KindAdjustment, assist.KindSettlement, assist.KindReplies, assist.KindUnknown}

// table decodes one sheet.
func (d *decoder) table(l *layout) error {
	if slices.Index(kinds, l.form.Kind) < slices.Index(kinds, d.sub.Kind) {
		d.sub.Kind = l.form.Kind
	}
	d.sub.Faults = append(append(d.sub.Faults, l.faults...), l.hints...)
	t := l.table()
	l.prefilled = d.prefilled(l.form.Name, l.name)
	d.answersInNotes(l)
	err := d.rows(l, &t)
	if err != nil {
		return err
	}
	if l.moved != nil {
		d.sub.Faults = append(d.sub.Faults, *l.moved)
	}
	for _, told := range []func() (sheet.Fault, bool){l.words.fault, l.astray.fault, l.begun.fault} {
		if f, found := told(); found {
			d.sub.Faults = append(d.sub.Faults, f)
		}
	}
	d.sub.Faults = append(d.sub.Faults, l.merged(d.src.Extent(l.sheet).Tall, t.LastRow)...)
	d.sub.Tables = append(d.sub.Tables, t)
	return nil
}

// filledIn names the file again when what weighs most is a prefilled form in
// which nobody wrote anything, and another one was filled in.
func (d *decoder) filledIn() {
	unfilled := func(t assist.Table) bool {
		return (len(Find(t.Form).Alive) > 0 || d.prefilled(t.Form, t.Sheet)) && t.Rows() == 0
	}
	best := assist.KindUnknown
	for _, t := range d.sub.Tables {
		if k := Find(t.Form).Kind; !unfilled(t) && slices.Index(kinds, k) < slices.Index(kinds, best) {
			best = k
		}
	}
	if best != assist.KindUnknown && slices.ContainsFunc(d.sub.Tables, unfilled) && !d.sub.Nothing {
		d.sub.Kind = best
	}
}

// rows decodes the rows of one sheet into the list of its form.
func (d *decoder) rows(l *layout, t *assist.Table) error {
	if l.form == salesForm {
		return d.sales(l, t)
	}
	g := d.guard(l)
	err := scan(d.src, l, t, func(r sheet.Row) error {
		if err := g.admit(r); err != nil || g.counted {
			return err
		}
		if l.form != applicationForm {
			d.astrayAnswers(l, r)
		}
		n := d.readRow(l, r)
		if !g.see(r.Number, n.hopeless()) {
			d.drop(l)
			return nil
		}
		switch l.form {
		case applicationForm:
			a := n.application()
			a.Elsewhere = cmp.Or(l.elsewhere(r), d.answers[assist.Place{Sheet: l.name, Row: r.Number}])
			d.sub.Applications = append(d.sub.Applications, a.Keep())
		case wishForm:
			d.sub.Wishes = append(d.sub.Wishes, n.wish(d.Terms, d.Today).Keep())
		case visitForm:
			d.sub.Visits = append(d.sub.Visits, n.visit().Keep())
		case planForm:
			d.sub.Plan = append(d.sub.Plan, n.plan())
		case registerForm:
			d.sub.Register = append(d.sub.Register, n.register())
		case adjustmentForm:
			d.sub.Adjustments = append(d.sub.Adjustments, n.adjustment())
		case settlementForm:
			d.sub.Settlements = append(d.sub.Settlements, n.settlement())
		case replyForm:
			d.sub.Replies = append(d.sub.Replies, n.reply())
		}
		return nil
	})
	d.tell(g)
	return err
}

// tell notes a sheet that is not the form it looks like.
func (d *decoder) tell(g *guard) {
	if f, unlike := g.fault(); unlike {
		d.sub.Faults = append(d.sub.Faults, f)
	}
}

// drop forgets the rows read of a sheet.
func (d *decoder) drop(l *layout) {
	s := d.sub
	s.Applications = s.Applications.Without(func(a *assist.Application) bool { return a.Sheet == l.name })
	s.Wishes = s.Wishes.Without(func(w assist.Wish) bool { return w.Sheet == l.name })
	s.Visits = s.Visits.Without(func(v assist.Visit) bool { return v.Sheet == l.name })
	s.Plan = slices.DeleteFunc(s.Plan, func(p assist.PlanRow) bool { return p.Sheet == l.name })
	s.Register = slices.DeleteFunc(s.Register, func(r assist.RegisterRow) bool { return r.Sheet == l.name })
	s.Adjustments = slices.DeleteFunc(s.Adjustments, func(a assist.Adjustment) bool { return a.Sheet == l.name })
	s.Settlements = slices.DeleteFunc(s.Settlements, func(x assist.Settlement) bool { return x.Sheet == l.name })
	s.Replies = slices.DeleteFunc(s.Replies, func(r assist.Reply) bool { return r.Sheet == l.name })
}

// conclude notes what concerns the whole file: that there is nothing new, hidden
// parts, an old template.
func (d *decoder) conclude(list []*tab) {
	for _, t := range d.sub.Tables {
		if t.Form == assist.ApplicationForm && t.Rows() == 0 && d.tableSaysNothing(list, t) {
			d.sub.Nothing = true
		}
	}
	d.filledIn()
	for _, t := range list {
		if t.taken {
			d.hidden(t)
		}
	}
	d.template(list)
}

func (d *decoder) tableSaysNothing(list []*tab, t assist.Table) bool {
	for _, tab := range list {
		if tab.name == t.Sheet && slices.ContainsFunc(tab.rows, rowSaysNothing) {
			return true
		}
	}
	return false
}

// hasRows reports whether a row of a sheet was read.
func (d *decoder) hasRows(name string) bool {
	return slices.ContainsFunc(d.sub.Tables, func(t assist.Table) bool { return t.Sheet == name && t.Rows() > 0 })
}
