package form

import (
	"slices"
	"strings"

	"bangfu/internal/sheet"
)

// Names of sheets that are no form.
const manualSheet = "填报说明"

// tab is one sheet of a workbook while its forms are looked for.
type tab struct {
	index  int
	name   string
	folded string
	rows   []sheet.Row // its top
	taken  bool
	ours   bool // our own 回执 sheet, or 填报说明
}

// free reports a sheet that may still be a form.
func (t *tab) free() bool { return !t.taken && !t.ours && t.folded != manualSheet }

// tabs reads the tops of all sheets.
func tabs(src Source) ([]*tab, error) {
	var list []*tab
	for i, info := range src.Sheets {
		rows, err := top(src, i)
		if err != nil {
			return nil, err
		}
		list = append(list, &tab{index: i, name: info.Name, folded: foldSheet(info.Name), rows: rows})
	}
	return list, nil
}

// ownReceipt is the receipt number on our own 回执 sheet, which is then set
// aside; "" when no sheet is ours.
func ownReceipt(list []*tab) string {
	for _, t := range list {
		if t.folded != sheet.Ours.Sheet {
			continue
		}
		if number := t.receipt(); number != "" {
			t.ours = true
			return number
		}
	}
	return ""
}

// receipt is the receipt number that stands on a sheet as on our own 回执; "" for none.
func (t *tab) receipt() string {
	for _, r := range t.rows {
		label := strings.TrimRight(compact(r.At(1).Text), ":")
		if number := compact(r.At(2).Text); label == sheet.Ours.ReceiptLabel && sheet.IsReceiptNumber(number) {
			return number
		}
	}
	return ""
}

// claims say which sheet is which form.
type claims struct {
	tabs     []*tab
	ours     bool // a receipt of ours: 结果 and 问题 are our own columns
	found    []*layout
	headless []headless
}

// headless is a sheet that has a form's name and no header of it.
type headless struct {
	*tab
	headers
}

// claim finds which sheet is which form: by the form's name first, then the
// first sheet whose header has all required columns. Forms that are not for
// the folder are looked for without their name only when there is nothing else.
func claim(list []*tab, known, others []*Form, ours bool) *claims {
	c := &claims{tabs: list, ours: ours}
	for _, f := range append(slices.Clone(known), others...) {
		c.byName(f)
	}
	for _, f := range known {
		c.byHeader(f)
	}
	if len(c.found) == 0 {
		for _, f := range others {
			c.byHeader(f)
		}
	}
	c.headless = slices.DeleteFunc(c.headless, func(h headless) bool { return c.has(h.form) })
	return c
}

// has reports whether a form was found.
func (c *claims) has(f *Form) bool {
	return slices.ContainsFunc(c.found, func(l *layout) bool { return l.form == f })
}

// take gives a sheet to the form of a header.
func (c *claims) take(t *tab, h headers) {
	t.taken = true
	c.found = append(c.found, newLayout(h, t.index, t.name, c.ours))
}

// byName takes the sheets that have a name of the form.
func (c *claims) byName(f *Form) {
	for _, name := range f.sheets() {
		t := named(c.tabs, name)
		if t == nil || len(t.rows) == 0 {
			continue
		}
		if h := f.header(t.rows); h.count >= 2 {
			c.take(t, h)
		} else {
			c.headless = append(c.headless, headless{t, h})
		}
	}
}

// byHeader takes the first free sheet with all required columns, unless the
// form was found by its name; of a form that stands on many sheets, all of them.
func (c *claims) byHeader(f *Form) {
	if c.has(f) && !f.Many {
		return
	}
	for _, t := range c.tabs {
		if !t.free() {
			continue
		}
		if h := f.header(t.rows); h.complete() {
			c.take(t, h)
			if !f.Many {
				return
			}
		}
	}
}

// unread are the sheets that were not taken although they hold, with rows below
// it, the whole header of a form that was found elsewhere.
func (c *claims) unread() []sheet.Fault {
	var list []sheet.Fault
	for _, t := range c.tabs {
		if !t.free() {
			continue
		}
		for _, l := range c.found {
			h := l.form.header(t.rows)
			if h.complete() && t.rows[len(t.rows)-1].Number > h.last {
				list = append(list, sheet.Fault{Kind: sheet.SheetUnread, Sheet: t.name, Value: string(l.form.Name), Read: l.name})
				break
			}
		}
	}
	return list
}

// leastTable is what makes a table of a sheet that is no form: so many rows with
// so many filled cells each. A title or a few lines of text are none.
const leastTable, leastCells = 2, 3

// passed names the sheets that were not read although rows stand on them: a
// further one of a form that was found (again), and a table that is no form,
// unless the workbook is a list of ours with a form to fill in.
func (c *claims) passed(again []sheet.Fault, paper bool) []string {
	var list []string
	for _, t := range c.tabs {
		further := slices.ContainsFunc(again, func(f sheet.Fault) bool { return f.Sheet == t.name })
		if t.free() && (further || !paper && holdsTable(t.rows)) {
			list = append(list, t.name)
		}
	}
	return list
}

func holdsTable(rows []sheet.Row) bool {
	n := 0
	for _, r := range rows {
		filled := 0
		for _, c := range r.Cells {
			if compact(c.Text) != "" {
				filled++
			}
		}
		if filled >= leastCells {
			n++
		}
	}
	return n >= leastTable
}

// named is the free sheet of a name, one without a trailing (2) first.
func named(list []*tab, name string) *tab {
	for _, same := range []func(*tab) bool{
		func(t *tab) bool { return compact(t.name) == name },
		func(t *tab) bool { return t.folded == name },
	} {
		for _, t := range list {
			if !t.taken && !t.ours && same(t) {
				return t
			}
		}
	}
	return nil
}

// nearest is the form that some sheet comes closest to, of those that the folder may
// hold, with what is missing.
func nearest(list []*tab, known []*Form) sheet.Fault {
	best, where := headers{form: known[0]}, ""
	share := func(h headers) float64 { return float64(h.count) / float64(len(h.form.Columns)) }
	for _, t := range list {
		if t.ours || t.folded == manualSheet {
			continue
		}
		for _, f := range known {
			if h := f.header(t.rows); h.count > 0 && share(h) > share(best) {
				best, where = h, t.name
			}
		}
	}
	return noForm(best, where)
}

// noForm says that a sheet lacks headers of the form it comes closest to.
func noForm(h headers, name string) sheet.Fault {
	f := sheet.Fault{Kind: sheet.NoForm, Sheet: name, Read: string(h.form.Name)}
	for _, i := range h.missing() {
		f.Allowed = append(f.Allowed, string(h.form.Columns[i].Header))
	}
	return f
}
