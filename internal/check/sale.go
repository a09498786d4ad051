package check

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// mostFindings is how many findings of single rows a sales history keeps; what
// lies beyond is counted by code.
const mostFindings = 20000

// Sales judges a sales history while its rows stream by (五.1). It keeps sums
// and first cells by customer, never the rows.
type Sales struct {
	terms   assist.Terms
	today   assist.Date
	receipt string
	verdict assist.SalesVerdict
	people  map[string]*buyer
	heaps   map[pileKey]*heap // grouped findings, by code and what they are grouped by
	order   []pileKey         // keys of heaps in the order they began
	part    total             // since the last 小计
	whole   total
}

// buyer is what a sales history says of one customer.
type buyer struct {
	assist.SaleSeen
	sheet  string
	months []seenMonth // ascending
}

type seenMonth struct {
	month assist.Month
	cell  string
	row   int
}

// pileKey is a code, and what its findings are grouped by.
type pileKey struct{ code, by string }

// heap is one grouped finding as it grows.
type heap struct {
	first assist.Finding
	cells []string
	n     int
	what  string
}

// total is a running sum; broken when a row of it could not be read.
type total struct {
	cartons  int
	amount   assist.Fen
	broken   bool
	noAmount bool
}

// NewSales begins a sales history.
func NewSales(sub *assist.Submission, t assist.Terms, today assist.Date) *Sales {
	return &Sales{terms: t, today: today, receipt: sub.Receipt, people: map[string]*buyer{}, heaps: map[pileKey]*heap{}}
}

// Add judges one row. Keep reports whether the row is a sale to be kept.
func (s *Sales) Add(r assist.SaleRow) (keep bool) {
	if r.Total != "" {
		s.control(r)
		return false
	}
	bad := s.values(r)
	s.sum(r)
	if bad {
		s.verdict.Returned++
		s.verdict.Bad = append(s.verdict.Bad, assist.SaleOutcome{Place: r.Place, Licence: strings.Clone(r.Licence)})
		return false
	}
	s.verdict.Taken++
	s.note(r)
	s.noteCustomer(r)
	return true
}

// found makes a finding at a cell of a sales row.
func (s *Sales) found(code string, r assist.SaleRow, header column.Header, message string) assist.Finding {
	f := fileFinding(code, r.Sheet, "", "", message)
	c := r.Cells(header)
	f.Row, f.Cell, f.Value, f.Licence = r.Row, c.Addr, strings.Clone(c.Text), strings.Clone(r.Licence) // the row's are parts of many lines of the sheet
	return f
}

// keep stores a finding of a single row, or only counts it when there are too many.
func (s *Sales) keep(f assist.Finding) {
	if len(s.verdict.Findings) < mostFindings {
		s.verdict.Findings = append(s.verdict.Findings, f)
		return
	}
	if s.verdict.More == nil {
		s.verdict.More = map[string]int{}
	}
	s.verdict.More[f.Code]++
}

// saleCode is the code of a fault of a sales row.
func saleCode(f assist.FaultOfSale) string {
	kind := sheet.FaultKind(f.Kind)
	switch {
	case kind == sheet.DigitsLost && f.Header == column.Barcode:
		return codesOfSales[sheet.NotProduct]
	case kind == sheet.DigitsLost:
		return codeOf[sheet.NotLicence]
	case codesOfSales[kind] != "":
		return codesOfSales[kind]
	}
	return codeOf[kind]
}

// values is V101, V201–V207, V801, V802 of a sales row; it reports whether the
// row goes back. A cell gets one V. A blank cell that must not be one is a fault.
func (s *Sales) values(r assist.SaleRow) (bad bool) {
	if len(r.Faults) > 0 && (s.nameless(r) || s.sparse(r)) {
		return true
	}
	var told []column.Header
	for _, f := range r.Faults {
		code := saleCode(f)
		if code == "" || slices.Contains(told, f.Header) {
			continue
		}
		c := r.Cells(f.Header)
		fault := sheet.Fault{Kind: sheet.FaultKind(f.Kind), Header: f.Header, Value: c.Text, Read: f.Read}
		if s.hinted(code, f, c.Text, r) {
			continue
		}
		told = append(told, f.Header)
		if code == "V801" {
			told = append(told, column.Barcode)
		}
		g := s.found(code, r, f.Header, faultMessage(fault))
		if fix := faultFix[fault.Kind]; fix != "" {
			g.Fix = fix
		}
		if fault.Kind == sheet.NotProduct {
			g = s.near(g, fault.Value)
		}
		s.keep(g)
		bad = true
	}
	if r.Sale.Day > s.today {
		s.keep(s.found("V208", r, column.Ordered, afterToday(column.Ordered, r.Sale.Day, s.today)))
		bad = true
	}
	if s.unknown(r) && !slices.Contains(told, column.Barcode) {
		text := cmp.Or(r.Cells(column.Barcode).Text, r.Product)
		s.keep(s.near(s.found("V801", r, column.Barcode, "卷烟“"+text+"”既不是有效条码，也不是规格目录中的名称"), text))
		bad = true
	}
	return bad
}

// hinted is N209, N811 and N813 of a sales row, a finding for all that is alike; ok is false of
// a fault that sends the row back.
func (s *Sales) hinted(code string, f assist.FaultOfSale, text string, r assist.SaleRow) (ok bool) {
	const shown = 40
	switch sheet.FaultKind(f.Kind) {
	case sheet.CodeByName:
		text := strings.Clone(cut(text, shown))
		s.addToGroup(code, text+f.Read, "", r, f.Header, "卷烟条码“"+text+"”不是有效条码，已按卷烟名称读作 "+s.terms.Products.Name(f.Read)+"（"+f.Read+"）")
	case sheet.NameDiffers:
		text := strings.Clone(cut(text, shown))
		s.addToGroup(code, text+r.Sale.Barcode, "", r, f.Header, "卷烟名称“"+text+"”是另一规格，条码 "+r.Sale.Barcode+" 是"+f.Read+"，按条码计")
	case sheet.Folded:
		s.addToGroup(code, string(f.Header), "", r, f.Header, string(f.Header)+"含全角、空格或不可见字符，已自动整理")
	default:
		return false
	}
	return true
}

// cut is the beginning of a text that is longer than so many characters.
func cut(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "……"
	}
	return text
}

// nameless is V201 of a row without a 许可证号, one for the row.
func (s *Sales) nameless(r assist.SaleRow) bool {
	c := r.Cells(column.Licence)
	if c.Text != "" || c.Addr == "" || slices.ContainsFunc(r.Faults, func(f assist.FaultOfSale) bool {
		return f.Header == column.Licence && sheet.FaultKind(f.Kind) != sheet.Missing
	}) {
		return false
	}
	g := s.found("V201", r, column.Licence, noCustomer)
	g.Fix = nobodyFix + "；补填后再核对这一行的其余各列"
	s.keep(g)
	return true
}

// sparse is V201 of a row of which hardly anything is filled in, one for the row.
func (s *Sales) sparse(r assist.SaleRow) bool {
	words, first := sparse(column.Sales, salesStarred, r.Cells)
	if words == "" {
		return false
	}
	g := s.found("V201", r, first, words)
	g.Fix = nobodyFix + "；补填后再核对这一行的其余各列"
	s.keep(g)
	return true
}

// near asks whether the nearest product is meant, while findings are kept at all.
func (s *Sales) near(f assist.Finding, text string) assist.Finding {
	if len(s.verdict.Findings) >= mostFindings {
		return f
	}
	return maybe(f, s.terms.Products.Near(text))
}

// unknown is V801: neither in the catalogue nor a valid EAN-13.
func (s *Sales) unknown(r assist.SaleRow) bool {
	if _, ok := s.terms.Products.Barcode(r.Sale.Barcode); ok {
		return false
	}
	return !assist.ValidEAN13(r.Sale.Barcode)
}

// note is N803, N807 and N808 of a row that is kept.
func (s *Sales) note(r assist.SaleRow) {
	if r.Amount != -1 && r.Sale.Wholesale > 0 && !isProduct(int64(r.Amount), int64(r.Sale.Wholesale), count(r.Sale.Cartons)) {
		s.addToGroup("N803", r.Licence, r.Licence, r, column.Amount, "金额不等于数量 × 批发价")
	}
	if r.Sale.Cartons < 0 {
		s.addToGroup("N807", r.Licence, r.Licence, r, column.Cartons, "退货（数量为负），按负数计入")
	}
	if _, ok := s.terms.Products.Barcode(r.Sale.Barcode); !ok && len(s.terms.Products.List) > 0 {
		s.addToGroup("N808", r.Sale.Barcode, "", r, column.Barcode, "条码 "+r.Sale.Barcode+" 有效，但规格目录中没有")
	}
}

// addToGroup adds a row to a grouped finding: the first three cells and the count.
func (s *Sales) addToGroup(code, key, licence string, r assist.SaleRow, header column.Header, what string) {
	k := pileKey{code, key}
	h := s.heaps[k]
	if h == nil {
		h = &heap{first: s.found(code, r, header, ""), what: what}
		h.first.Licence = strings.Clone(licence)
		s.heaps[k] = h
		s.order = append(s.order, k)
	}
	h.n++
	h.cells = named(h.cells, r, header)
}

// named are the cells that stand for all, with that of one more row: the first three.
func named(cells []string, r assist.SaleRow, header column.Header) []string {
	if len(cells) == 3 {
		return cells // the address of a cell is made when it is asked for, and rows are many
	}
	if c := r.Cells(header).Addr; c != "" {
		cells = append(cells, c)
	}
	return cells
}

// sum adds a row to the control totals.
func (s *Sales) sum(r assist.SaleRow) {
	unread := slices.ContainsFunc(r.Faults, func(f assist.FaultOfSale) bool {
		return f.Header == column.Cartons && sheet.FaultKind(f.Kind) != sheet.Folded
	})
	for _, t := range []*total{&s.part, &s.whole} {
		t.cartons += r.Sale.Cartons
		t.broken = t.broken || unread
		t.noAmount = t.noAmount || r.Amount == -1
		t.amount += r.Amount
	}
}

// control is N804: a control total that does not agree with the rows: 小计 with
// those since the last one, 合计 and 总计 with all.
func (s *Sales) control(r assist.SaleRow) {
	t := s.whole
	if strings.Contains(r.Total, "小计") {
		t, s.part = s.part, total{}
	}
	if slices.ContainsFunc(r.Faults, func(f assist.FaultOfSale) bool {
		return sheet.FaultKind(f.Kind) == sheet.BadControl
	}) {
		s.keep(s.found("N804", r, column.Cartons, r.Total+"行的数量不是数字"))
		return
	}
	if t.broken {
		s.keep(s.found("N804", r, column.Cartons, r.Total+"行没有核对：明细里有读不出的数量"))
		return
	}
	if r.Cells(column.Cartons).Text != "" && r.Sale.Cartons != t.cartons {
		s.keep(s.found("N804", r, column.Cartons, r.Total+"行的数量 "+itoa(r.Sale.Cartons)+" 与明细之和 "+itoa(t.cartons)+" 不符"))
	}
	if r.Cells(column.Amount).Text != "" && r.Amount != -1 && !t.noAmount && r.Amount != t.amount {
		s.keep(s.found("N804", r, column.Amount, r.Total+"行的金额 "+r.Amount.Yuan()+" 与明细之和 "+t.amount.Yuan()+" 不符"))
	}
}

// noteCustomer notes a customer, and the months it bought in.
func (s *Sales) noteCustomer(r assist.SaleRow) {
	p := s.people[r.Licence]
	if p == nil {
		licence := strings.Clone(r.Licence) // the row's is part of many lines of the sheet
		p = &buyer{SaleSeen: assist.SaleSeen{Licence: licence, Row: int32(r.Row)}, sheet: r.Sheet}
		s.people[licence] = p
	}
	p.Count(func() string { return r.Cells(column.Licence).Addr })
	m := r.Sale.Day.Month()
	i, there := slices.BinarySearchFunc(p.months, m, func(a seenMonth, b assist.Month) int { return cmp.Compare(a.month, b) })
	if !there {
		p.months = slices.Insert(p.months, i, seenMonth{m, r.Cells(column.Ordered).Addr, r.Row})
	}
}

// Done ends the history: the grouped findings follow those of single rows.
func (s *Sales) Done() assist.SalesVerdict {
	v := s.verdict
	for _, k := range s.order {
		v.Findings = append(v.Findings, s.heaps[k].finding())
	}
	v.Licences = slices.AppendSeq(make([]string, 0, len(s.people)), maps.Keys(s.people))
	slices.Sort(v.Licences)
	v.Seen = make([]assist.SaleSeen, 0, len(s.people))
	for _, l := range v.Licences {
		v.Seen = append(v.Seen, s.people[l].SaleSeen)
		if f, ok := s.people[l].gap(); ok {
			v.Findings = append(v.Findings, f)
		}
	}
	return v
}

func (h *heap) finding() assist.Finding {
	f := h.first
	f.Message, f.Count = h.what+where(h.cells, h.n), h.n
	return f
}

// where names the first cells of a grouped finding and how many there are; of a single
// one its own cell tells it.
func where(cells []string, n int) string {
	if n == 1 && len(cells) == 1 {
		return ""
	}
	if len(cells) == 0 {
		return "（共 " + itoa(n) + " 处）"
	}
	text := strings.Join(cells, "、")
	if n > len(cells) {
		text += " 等"
	}
	return "（" + text + "，共 " + itoa(n) + " 处）"
}

// gap is N805: months missing inside the span of a customer's sales.
func (p *buyer) gap() (assist.Finding, bool) {
	var missing, cells []string
	row, n := 0, 0
	for i := 1; i < len(p.months); i++ {
		before, after := p.months[i-1], p.months[i]
		for m := before.month + 1; m < after.month; m++ {
			if n++; len(missing) < 12 {
				missing = append(missing, m.String())
			}
		}
		if after.month > before.month+1 && after.cell != "" && len(cells) < 3 {
			if cells = append(cells, after.cell); row == 0 {
				row = after.row
			}
		}
	}
	if n == 0 {
		return assist.Finding{}, false
	}
	f := fileFinding("N805", p.sheet, "", "", "销售历史缺少 "+listed(missing, "个月")+where(cells, n))
	if len(cells) > 0 {
		f.Cell, f.Row = cells[0], row
	}
	f.Licence, f.Count = p.Licence, n
	return f, true
}

// buyers is N806 and N809: whose sales a history brings.
func (b *bench) buyers(sub *assist.Submission, w away) []assist.Finding {
	if b.Alone {
		return nil
	}
	var list []assist.Finding
	var unknown []assist.SaleSeen
	for _, p := range sub.Sales.Seen {
		_, known := b.Roster.Last(p.Licence)
		_, unfiled := b.unfiled[sub.Unit+p.Licence]
		switch {
		case w.has(p.Licence):
		case sub.Unit != "" && !b.has(sub.Unit, p.Licence):
			list = append(list, b.elsewhere(sub, p))
		case !known && !unfiled && !b.applying[sub.Unit+p.Licence]:
			unknown = append(unknown, p)
		}
	}
	return append(list, strangers(sub, unknown)...)
}

// elsewhere is N809: the customer of a sales history is another unit's.
func (b *bench) elsewhere(sub *assist.Submission, p assist.SaleSeen) assist.Finding {
	of := "别的县区"
	if unit := b.owners().Of(p.Licence); unit != "" {
		of = unit
	}
	cells, rows := p.Cells(), int(p.Rows)
	f := fileFinding("N809", saleSheet(sub), "", p.Licence, "客户 "+p.Licence+" 是"+of+"的，不是"+sub.Unit+"的，销售数据另存，不采用"+where(cells, rows))
	f.Row, f.Count, f.Licence = int(p.Row), rows, p.Licence
	if len(cells) > 0 {
		f.Cell = cells[0]
	}
	return f
}

// strangers is N806: customers of a sales history who neither apply nor are on
// the roll, one finding a file.
func strangers(sub *assist.Submission, unknown []assist.SaleSeen) []assist.Finding {
	if len(unknown) == 0 {
		return nil
	}
	slices.SortFunc(unknown, func(x, y assist.SaleSeen) int { return cmp.Compare(x.Row, y.Row) })
	rows := 0
	var cells []string
	for _, p := range unknown {
		rows += int(p.Rows)
		if own := p.Cells(); len(own) > 0 && len(cells) < 3 {
			cells = append(cells, own[0])
		}
	}
	f := fileFinding("N806", saleSheet(sub), "", unknown[0].Licence, itoa(len(unknown))+" 个客户既未申报也不在册，数据保留"+where(cells, rows))
	f.Row, f.Count = int(unknown[0].Row), rows
	if len(cells) > 0 {
		f.Cell = cells[0]
	}
	return []assist.Finding{f}
}

func saleSheet(sub *assist.Submission) string {
	for _, t := range sub.Tables {
		if t.Form == assist.SalesForm {
			return t.Sheet
		}
	}
	return ""
}
