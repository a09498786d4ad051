package check

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// subject is one row under judgement, of any form: its findings so far, and the
// columns whose value is already returned. A cell gets one V, the first that
// speaks; so the more specific rules stand first in the lists.
type subject struct {
	assist.Row
	licence string
	dated   *assist.Terms // what a figure in an advice is, on a day; nil: no figure is named
	on      assist.Date
	city    bool   // a row of the city's own file: every turn is the city's
	spoken  []spot // where findings were made
	found
}

// found is what was found of a row so far.
type found struct {
	findings  []assist.Finding
	unchecked []assist.Unchecked
	bad       map[column.Header]bool // by header: has a V
	unusable  map[column.Header]bool // by header: no other rule can use the value
}

// nothing reports that nothing was found.
func (f found) nothing() bool { return f.findings == nil && f.unchecked == nil && f.bad == nil }

// spot is a cell and the header it stands under.
type spot struct {
	cell   string
	header column.Header
}

// finding makes a finding of this row at the cell under a header. Where the
// sheet has no such column there is no cell, and the message names the header.
func (l *subject) finding(code string, header column.Header, message string) assist.Finding {
	r := assist.RuleOf(code).On(l.terms(), l.on)
	f := assist.Finding{
		Code: code, Level: r.Level, Sheet: l.Sheet, Row: l.Place.Row, Cell: l.Addr(header), Value: l.Text(header),
		Message: message, Fix: r.Fix, Turn: r.Turn, Clause: r.Clause, Licence: l.licence,
	}
	if f.Cell != "" {
		l.spoken = append(l.spoken, spot{f.Cell, header})
	}
	if f.Cell == "" && header != "" && !strings.Contains(message, string(header)) {
		f.Message = string(header) + "：" + message
	}
	f.Fix = l.whereToPut(f, header, f.Fix)
	if l.city {
		f.Turn = assist.TurnCity
	}
	return f
}

// terms are the parameters by which the row is judged.
func (l *subject) terms() assist.Terms {
	if l.dated == nil {
		return assist.Terms{}
	}
	return *l.dated
}

// limit is the whole value of a 帮扶标准 on the row's day.
func (l *subject) limit(name string) int { return l.terms().Limit(name, l.on).Int() }

// changed says behind a figure from which day on it holds, in brackets; "" when it
// was never another.
func (l *subject) changed(name string) string { return bracketed(l.terms().Since(name, l.on)) }

func bracketed(s string) string {
	if s == "" {
		return ""
	}
	return "（" + s + "）"
}

// advised is finding with the advice that fits this fault better than its rule's.
func (l *subject) advised(code string, header column.Header, message, fix string) assist.Finding {
	f := l.finding(code, header, message)
	f.Fix = l.whereToPut(f, header, fix)
	return f
}

// whereToPut is an advice that says, where the sheet has no column for what is to be
// written, that one is to be added.
func (l *subject) whereToPut(f assist.Finding, header column.Header, fix string) string {
	add := func(h column.Header) string {
		return "表中没有“" + string(h) + "”这一列，请先在表头加上"
	}
	switch {
	case header != "" && f.Cell == "" && f.Level != assist.LevelNote:
		return add(header) + "；" + fix
	case f.Rule().Answer == assist.TurnCounty && l.Addr(column.Answer) == "":
		return fix + "（" + add(column.Answer) + "）"
	}
	return fix
}

// one makes a list of a single finding.
func (l *subject) one(code string, header column.Header, message string) []assist.Finding {
	return []assist.Finding{l.finding(code, header, message)}
}

// add keeps findings. A second V of one cell is dropped, but a clash with
// another row is told together with what the cell has already: only a changed
// row settles it.
func (l *subject) add(list ...assist.Finding) {
	for _, f := range list {
		var h column.Header
		if returnsRow(f) {
			h = l.headerOf(f)
		}
		switch {
		case h == "" || !l.bad[h]:
			l.findings = append(l.findings, f)
			l.mark(h, f.Rule().Usable)
		case f.Rule().Clash:
			l.join(f)
		}
	}
}

// join puts a clash and the V its cell already has into one finding.
func (l *subject) join(f assist.Finding) {
	for i, g := range l.findings {
		if g.Cell != f.Cell || !returnsRow(g) {
			continue
		}
		if g.Rule().Clash {
			f, g = g, f
		}
		f.Message += "；另外，" + g.Message
		if g.Fix != f.Fix {
			f.Fix += "；另外，" + g.Fix
		}
		l.findings[i] = f
		return
	}
}

// mark notes the V of a column; usable says that other rules can use the value.
func (l *subject) mark(header column.Header, usable bool) {
	if header == "" {
		return
	}
	if l.bad == nil {
		l.bad, l.unusable = map[column.Header]bool{}, map[column.Header]bool{}
	}
	l.bad[header] = true
	l.unusable[header] = l.unusable[header] || !usable
}

// spoil notes a column whose values are not to be used, without a V.
func (l *subject) spoil(header column.Header) { l.mark(header, false) }

// headerOf is the header a finding's cell stands under; "" for no cell.
func (l *subject) headerOf(f assist.Finding) column.Header {
	if f.Cell == "" {
		return ""
	}
	for i := len(l.spoken) - 1; i >= 0; i-- {
		if l.spoken[i].cell == f.Cell {
			return l.spoken[i].header
		}
	}
	return ""
}

// nobody is V201 of a row of which nobody can know whose it is: one for the row,
// not one a cell.
func (l *subject) nobody(message string) assist.Finding {
	l.miss(restUnchecked, "补填后核对这一行的其余各列")
	return l.advised("V201", column.Licence, message, nobodyFix)
}

const (
	nobodyFix  = "是客户的，请补填；是多拉出来的行，请整行删除"
	noCustomer = "许可证号没有填，不知道是哪位客户"
)

// nameless reports a row of another form than 申请表 whose 许可证号 is blank.
func (l *subject) nameless() bool {
	f := l.fault(column.Licence)
	return l.Text(column.Licence) == "" && l.Addr(column.Licence) != "" && (f == nil || f.Kind == sheet.Missing)
}

// lacks reports whether a rule that needs the value under a header cannot be
// judged: the value is returned, was not readable, or a required one is blank.
func (l *subject) lacks(header column.Header) bool {
	return l.unusable[header] || l.fault(header) != nil || needed[header] && l.Text(header) == ""
}

// fault is what keeps the value under a header from being read; nil when nothing does.
func (l *subject) fault(header column.Header) *sheet.Fault {
	for i, f := range l.Faults {
		if f.Header == header && f.Kind != sheet.Folded {
			return &l.Faults[i]
		}
	}
	return nil
}

// has reports whether a finding of a code was made.
func (l *subject) has(code string) bool {
	return slices.ContainsFunc(l.findings, func(f assist.Finding) bool { return f.Code == code })
}

// miss lists a rule as 未核对, each code once.
func (f *found) miss(code, why string) {
	if !slices.ContainsFunc(f.unchecked, func(u assist.Unchecked) bool { return u.Code == code }) {
		f.unchecked = append(f.unchecked, assist.Unchecked{Code: code, Why: why})
	}
}

// judged sums the row up as a row of a form other than 申请表: taken, or 退回 by a V or C.
func (l *subject) judged(form assist.Form, refused string) assist.Judged {
	sortFindings(l.findings)
	j := assist.Judged{Place: l.Place, Form: form, Unit: l.Unit, Licence: l.licence, Outcome: assist.Filed, Refused: refused, Findings: l.findings, Unchecked: l.unchecked}
	if refused != "" || slices.ContainsFunc(l.findings, returnsRow) {
		j.Outcome = assist.Returned
	}
	return j
}

func returnsRow(f assist.Finding) bool {
	return f.Level == assist.LevelReturn || f.Level == assist.LevelCity
}

// sortFindings puts the heavier levels first, then goes by column and code.
func sortFindings(list []assist.Finding) {
	slices.SortStableFunc(list, func(a, b assist.Finding) int {
		ca, _, _ := sheet.ParseAddress(a.Cell)
		cb, _, _ := sheet.ParseAddress(b.Cell)
		return cmp.Or(cmp.Compare(a.Level.Rank(), b.Level.Rank()), cmp.Compare(ca, cb), cmp.Compare(a.Code, b.Code))
	})
}

// digest is the SHA-256 of values, in hex; it stands for "exactly these values".
func digest(values ...string) string {
	h := sha256.New()
	for _, v := range values {
		h.Write([]byte(v))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil))
}
