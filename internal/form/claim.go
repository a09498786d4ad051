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
		for _, r := range t.rows {
			label := strings.TrimRight(compact(r.At(1).Text), ":")
			if number := compact(r.At(2).Text); label == sheet.Ours.ReceiptLabel && sheet.IsReceiptNumber(number) {
				t.ours = true
				return number
			}
		}
	}
	return ""
}

// claim finds which sheet is which form: by the form's name first, then the
// first sheet whose header has all required columns. Sheets that have a form's
// name and no header of it come back as headless.
func claim(list []*tab, known []*Form, ours bool) (found []*layout, headless []headers, sheets []*tab) {
	for _, f := range known {
		n := len(found)
		for _, name := range f.Sheets {
			if t := named(list, name); t != nil {
				h := f.header(t.rows)
				if h.count >= 2 {
					t.taken = true
					found = append(found, newLayout(h, t.index, t.name, ours))
				} else if len(t.rows) > 0 {
					headless, sheets = append(headless, h), append(sheets, t)
				}
			}
		}
		if len(found) > n {
			headless, sheets = cutForm(f, headless, sheets)
		}
	}
	for _, f := range known {
		if slices.ContainsFunc(found, func(l *layout) bool { return l.form == f }) {
			continue
		}
		for _, t := range list {
			if t.taken || t.ours || t.folded == manualSheet {
				continue
			}
			if h := f.header(t.rows); h.count > 0 && len(h.missing()) == 0 && h.telling() {
				t.taken = true
				found = append(found, newLayout(h, t.index, t.name, ours))
				headless, sheets = cutForm(f, headless, sheets)
				break
			}
		}
	}
	return found, headless, sheets
}

// cutForm drops the headless sheets of a form that was found elsewhere.
func cutForm(f *Form, headless []headers, sheets []*tab) ([]headers, []*tab) {
	var hs []headers
	var ts []*tab
	for i, h := range headless {
		if h.form != f {
			hs, ts = append(hs, h), append(ts, sheets[i])
		}
	}
	return hs, ts
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

// nearest is the form that some sheet comes closest to, with what is missing.
func nearest(list []*tab) sheet.Fault {
	best, where := headers{form: applicationForm}, ""
	share := func(h headers) float64 { return float64(h.count) / float64(len(h.form.Columns)) }
	for _, t := range list {
		if t.ours || t.folded == manualSheet {
			continue
		}
		for _, f := range forms {
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
		f.Allowed = append(f.Allowed, h.form.Columns[i].Header)
	}
	return f
}
