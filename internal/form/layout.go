package form

import (
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// layout is where a form stands on a sheet.
type layout struct {
	headers
	sheet  int
	name   string        // of the sheet, as written
	cols   []int         // by column of the form: the sheet's column, 0 for none
	byCol  []int         // by the sheet's column: the form's column + 1, 0 for none
	ours   map[int]bool  // columns that a receipt of ours added
	faults []sheet.Fault // refuse the sheet
	hints  []sheet.Fault // do not
	moved  *sheet.Fault  // the first header below that has another order
	words  several       // lines of text that are nobody's row
	astray several       // answers that stand where none is read
	begun  several       // rows that count as blank and were begun

	prefilled bool // a form that our own 在册与待办 hands out filled in
}

// newLayout settles which column of the sheet is which column of the form and
// notes what is wrong with the header. ours says that 结果 and 问题 are our own.
func newLayout(h headers, i int, name string, ours bool) *layout {
	l := &layout{headers: h, sheet: i, name: name, cols: make([]int, len(h.form.Columns)), ours: map[int]bool{},
		words: several{measure: "行"}, astray: several{measure: "处"}, begun: several{measure: "行"}}
	own := map[int]bool{}
	for _, c := range h.heads {
		own[c.column] = own[c.column] || c.own
		if ours && c.column < 0 && (c.name == sheet.Ours.Result || c.name == sheet.Ours.Problem) {
			l.ours[c.col] = true
		}
	}
	for _, c := range h.heads {
		if c.column < 0 || own[c.column] && !c.own {
			continue
		}
		l.take(c)
	}
	l.index()
	l.missed()
	l.misnamed()
	return l
}

// take gives a column to a header; a second one of the same name is a fault.
func (l *layout) take(c head) {
	known := l.form.Columns[c.column]
	f := sheet.Fault{Sheet: l.name, Header: known.Header, Cell: sheet.Address(c.col, c.row), Value: c.raw}
	if l.cols[c.column] != 0 {
		f.Kind = sheet.DoubleColumn
		l.faults = append(l.faults, f)
		return
	}
	l.cols[c.column] = c.col
	switch {
	case c.unit == "万元" || c.unit == "万":
		f.Kind = sheet.TenThousand
		l.faults = append(l.faults, f)
	case !counts(known, c.unit):
		f.Kind, f.Read = sheet.OtherUnit, known.Unit
		l.faults = append(l.faults, f)
	}
}

// index prepares finding the form's column of a cell.
func (l *layout) index() {
	last := l.lastCol()
	l.byCol = make([]int, last+1)
	for i, col := range l.cols {
		if col > 0 {
			l.byCol[col] = i + 1
		}
	}
}

// lastCol is the last column with a header that is not our own.
func (l *layout) lastCol() int {
	last := 0
	for _, c := range l.heads {
		if !l.ours[c.col] {
			last = max(last, c.col)
		}
	}
	return last
}

// missed notes each required column that is missing, with the unknown header
// that looks most like it.
func (l *layout) missed() {
	missing := l.missing()
	if l.form == wishForm && !l.has(isWish) {
		missing = append(missing, wishForm.columnAt(column.Wished(1)))
	}
	for _, i := range missing {
		known := l.form.Columns[i]
		f := sheet.Fault{Kind: sheet.MissingColumn, Sheet: l.name, Header: known.Header, Cell: l.neighbour(i)}
		if near, found := l.near(known.Header); found {
			f.Read, f.Cell = trim(near.raw), sheet.Address(near.col, near.row)
			if known.Unit != "" && strings.ContainsFunc(near.name, oddUnit) {
				f.Kind, f.Value, f.Read = sheet.OtherUnit, near.raw, known.Unit
			}
		}
		l.faults = append(l.faults, f)
	}
}

// misnamed notes unknown headers of 申请表 that look like an optional column it
// lacks: what stands below them is not read, and the clerk sees it filled in.
// The grades that a plan lacks are told too.
func (l *layout) misnamed() {
	if l.form == planForm {
		l.hints = append(l.hints, l.ungraded()...)
	}
	if l.form != applicationForm {
		return
	}
	told := map[int]bool{}
	for i, c := range l.form.Columns {
		if l.cols[i] > 0 || c.Required || c.Kind == Serial {
			continue
		}
		if near, found := l.near(c.Header); found && !told[near.col] {
			told[near.col] = true
			l.hints = append(l.hints, sheet.Fault{Kind: sheet.ColumnUnknown, Sheet: l.name, Cell: sheet.Address(near.col, near.row), Value: trim(near.raw), Read: string(c.Header)})
		}
	}
}

// has reports whether the sheet has a column of a sort.
func (l *layout) has(sort func(Column) bool) bool {
	for i, c := range l.form.Columns {
		if l.cols[i] > 0 && sort(c) {
			return true
		}
	}
	return false
}

// ungraded notes a plan without the column of any grade, or of some, with the
// unknown header that looks most like the first of them.
func (l *layout) ungraded() []sheet.Fault {
	if !l.has(isGrade) {
		return []sheet.Fault{{Kind: sheet.ColumnUnknown, Sheet: l.name, Read: string(column.OfGrade(column.Grades)) + " 至 " + string(column.OfGrade(1))}}
	}
	f := sheet.Fault{Kind: sheet.GradesMissing, Sheet: l.name}
	for i, c := range l.form.Columns {
		if l.cols[i] > 0 || !isGrade(c) {
			continue
		}
		f.Allowed = append(f.Allowed, string(c.Header))
		if near, found := l.near(c.Header); found && f.Cell == "" {
			f.Cell, f.Value, f.Read = sheet.Address(near.col, near.row), trim(near.raw), string(c.Header)
		}
	}
	if len(f.Allowed) == 0 {
		return nil
	}
	return []sheet.Fault{f}
}

// isGrade reports the column of a grade of a plan.
func isGrade(c Column) bool { return strings.HasSuffix(string(c.Header), "档") }

// isWish reports a column by which a product or a service is asked for.
func isWish(c Column) bool { return c.Kind == Barcode || c.Kind == ListOf }

// oddUnit reports a sign that a header of another unit holds: it must not be
// taken for a misspelt name, and renamed.
func oddUnit(r rune) bool { return strings.ContainsRune("万千百件箱盒支月", r) }

// codes are the columns of the sheet that hold codes.
func (l *layout) codes() []int {
	var list []int
	for i, c := range l.form.Columns {
		if c.AsText() && l.cols[i] > 0 {
			list = append(list, l.cols[i])
		}
	}
	slices.Sort(list)
	return list
}

// neighbour is the header next to which a missing column stands in the template:
// the nearest before it, else behind it.
func (l *layout) neighbour(i int) string {
	for _, step := range []int{-1, 1} {
		for j := i + step; j >= 0 && j < len(l.form.Columns); j += step {
			if l.cols[j] > 0 {
				return sheet.Address(l.cols[j], l.last)
			}
		}
	}
	return ""
}

// near is the unknown header that is most like a wanted one.
func (l *layout) near(header column.Header) (best head, found bool) {
	folded, _ := foldHeader(string(header))
	least := 0
	for _, c := range l.heads {
		if c.column >= 0 || l.ours[c.col] || c.name == "" {
			continue
		}
		if d, ok := assist.Alike(folded, c.name, headerShare); ok && (!found || d < least) {
			best, least, found = c, d, true
		}
	}
	return best, found
}

// headerShare: a header up to half of whose signs differ may still be the wanted
// one, since a column that must be there is missing.
const headerShare = 2

// merged notes data cells that are merged over several rows: only the topmost
// of them holds a value.
func (l *layout) merged(tall []string, lastRow int) []sheet.Fault {
	var at []string
	for _, ref := range tall {
		from, to, _ := strings.Cut(ref, ":")
		col, first, _ := sheet.ParseAddress(from)
		_, last, _ := sheet.ParseAddress(to)
		if i := l.columnOf(col); first > l.last && last <= lastRow && i >= 0 && l.form.Columns[i].Kind != Serial {
			at = append(at, ref)
		}
	}
	if len(at) == 0 {
		return nil
	}
	first, _, _ := strings.Cut(at[0], ":")
	where := strings.Join(at[:min(len(at), 3)], "、")
	if len(at) > 3 {
		where += " 等 " + itoa(len(at)) + " 处"
	}
	return []sheet.Fault{{Kind: sheet.CellsMerged, Sheet: l.name, Cell: first, Read: where}}
}

// refused reports a fault of the header that refuses the sheet.
func (l *layout) refused() bool { return len(l.faults) > 0 }

// table starts the account of the sheet's rows.
func (l *layout) table() assist.Table {
	return assist.Table{Form: l.form.Name, Sheet: l.name, HeaderRow: l.last, LastCol: l.lastCol(), Refused: l.refused(), Codes: l.codes()}
}
