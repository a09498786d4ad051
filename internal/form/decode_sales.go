package form

import (
	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// The columns of 销售历史 by position in its table.
const (
	saleLicence = iota
	saleShop
	saleDay
	saleBarcode
	saleName
	saleCartons
	saleWholesale
	saleRetail
	saleAmount
	saleColumns
)

// salesReader decodes the rows of a sales history one by one. Rows are many, so
// it holds one row only, reads clean values without the parsers of the other
// forms, and keeps each licence and barcode once.
type salesReader struct {
	*decoder
	l     *layout
	row   int
	cells [saleColumns]sheet.Cell
	out   assist.SaleRow
	texts map[string]string // licences as they are kept
	codes map[string]string // barcode as written → carton barcode
	names map[string]string // product name as written → carton barcode
	day   assist.Date       // of dayText
	seen  string            // the last date text
	at    func(header column.Header) assist.Cell
}

// sales streams the rows of a sales history to the sink.
func (d *decoder) sales(l *layout, t *assist.Table) error {
	s := &salesReader{decoder: d, l: l, texts: map[string]string{}, codes: map[string]string{}, names: map[string]string{}}
	s.at = s.cell
	data, g := 0, d.guard(l)
	for r, err := range d.src.Rows(l.sheet) {
		if err != nil {
			return err
		}
		if r.Number <= l.last || l.isVoid(r) {
			continue
		}
		t.LastRow = r.Number
		sort := s.next(r)
		switch sort {
		case headerRow:
			t.Headers++
			continue
		case blankRow:
			continue
		case totalRow:
			t.Totals++
		case dataRow:
			data++
			if err := g.admit(r); err != nil {
				return err
			}
			g.see(r.Number, s.hopeless())
			d.astrayAnswers(l, r)
		}
		if g.counted {
			continue
		}
		if err := d.sale(s.out); err != nil {
			return err
		}
	}
	l.close(t, data)
	d.tell(g)
	return nil
}

// next reads a row and tells its sort; s.out is it when it is data or a total.
func (s *salesReader) next(r sheet.Row) rowSort {
	s.row = r.Number
	s.cells = [saleColumns]sheet.Cell{}
	for _, c := range r.Cells {
		if i := s.l.columnOf(c.Col); i >= 0 {
			s.cells[i] = c
		}
	}
	s.out = assist.SaleRow{Place: assist.Place{Receipt: s.Receipt, Sheet: s.l.name, Row: r.Number}, Amount: -1, Cells: s.at}
	licence := s.licence()
	if licence == "" || !s.dated() || !s.coded() {
		if sort := s.l.sortOf(r); sort == headerRow || sort == blankRow {
			return sort
		}
		if w := s.total(r); w != "" {
			s.readTotal(w)
			return totalRow
		}
	}
	s.readRow(licence)
	return dataRow
}

// cell answers for a canonical header of the row that is being handed on.
func (s *salesReader) cell(header column.Header) assist.Cell {
	for i, c := range s.l.form.Columns {
		if c.Header == header && s.l.cols[i] > 0 {
			return assist.Cell{Addr: sheet.Address(s.l.cols[i], s.row), Text: s.cells[i].Text}
		}
	}
	return assist.Cell{}
}

// licence is the licence number when it is clean; "" otherwise.
func (s *salesReader) licence() string {
	text := s.cells[saleLicence].Text
	if kept, ok := s.texts[text]; ok {
		return kept
	}
	if len(text) != licenceDigits || !digitsOnly(text) || s.cells[saleLicence].Wide {
		return ""
	}
	s.texts[text] = text
	return text
}

// dated reports a clean date, which date then returns again.
func (s *salesReader) dated() bool {
	c := &s.cells[saleDay]
	if c.Text == s.seen && s.seen != "" && c.Kind != sheet.Error {
		return true
	}
	day, ok := assist.ParseDate(c.Text)
	if ok {
		s.seen, s.day = c.Text, day
	}
	return ok
}

// coded reports a barcode that was found before.
func (s *salesReader) coded() bool {
	_, ok := s.codes[s.cells[saleBarcode].Text]
	return ok
}

// total is the word of a control total: it stands in place of the product, or
// in any cell of a row without a date.
func (s *salesReader) total(r sheet.Row) string {
	for _, i := range []int{saleBarcode, saleName} {
		if w := totalWord(s.cells[i].Text); w != "" {
			return w
		}
	}
	if c := s.cells[saleDay]; c.Kind != sheet.Empty && !blankText(c.Text) && totalWord(c.Text) == "" && !dash(c.Text) {
		return ""
	}
	for _, c := range r.Cells {
		if c.Kind == sheet.Text && !s.l.ours[c.Col] {
			if w := totalWord(c.Text); w != "" {
				return w
			}
		}
	}
	return s.l.addsUp(r)
}

// readTotal reads what a control total states; a blank quantity states nothing.
func (s *salesReader) readTotal(word string) {
	s.out.Total = word
	if c := s.cells[saleCartons]; totalWord(c.Text) != "" {
		s.cells[saleCartons] = sheet.Cell{}
	}
	r := s.read(saleCartons)
	if r.fault != 0 {
		s.add(sheet.BadControl, saleCartons, "")
	}
	s.out.Sale.Cartons = int(r.number)
	if r := s.read(saleAmount); r.stated && r.fault == 0 {
		s.out.Amount = assist.Fen(r.number)
	}
}

// readRow reads a sale.
func (s *salesReader) readRow(licence string) {
	s.out.Licence = licence
	if licence == "" {
		s.out.Licence = s.slow(saleLicence).text
	}
	s.out.Product = s.cells[saleName].Text
	s.out.Sale.Day = s.date()
	s.out.Sale.Barcode = s.barcode()
	s.out.Sale.Cartons = s.cartons()
	s.out.Sale.Wholesale = max(0, s.amount(saleWholesale))
	s.out.Sale.Retail = max(0, s.amount(saleRetail))
	s.out.Amount = s.amount(saleAmount)
}

// read reads a cell with the parser of its column.
func (s *salesReader) read(i int) reading {
	c := &s.l.form.Columns[i]
	if !c.Required && s.cells[i].Kind == sheet.Text && dash(s.cells[i].Text) {
		return reading{}
	}
	return readCell(c, s.cells[i], s.Terms.Products)
}

// slow reads a cell with its parser and notes what is wrong with it.
func (s *salesReader) slow(i int) reading {
	r := s.read(i)
	switch c := &s.l.form.Columns[i]; {
	case r.fault != 0:
		s.add(r.fault, i, r.read)
	case r.folded:
		s.add(sheet.Folded, i, r.read)
	case !r.stated && c.Required && s.l.cols[i] > 0:
		s.add(sheet.Missing, i, "")
	}
	return r
}

func (s *salesReader) add(k sheet.FaultKind, i int, read string) {
	s.out.Faults = append(s.out.Faults, assist.FaultOfSale{Kind: uint8(k), Header: s.l.form.Columns[i].Header, Read: read})
}

// date reads the date; the parser only when it is not clean.
func (s *salesReader) date() assist.Date {
	if s.dated() {
		return s.day
	}
	return s.slow(saleDay).day
}

// cartons reads the quantity; a short run of digits without the parser.
func (s *salesReader) cartons() int {
	c := &s.cells[saleCartons]
	if len(c.Text) <= 6 && digitsOnly(c.Text) && c.Kind <= sheet.Number {
		return number(c.Text)
	}
	return int(s.slow(saleCartons).number)
}

// amount reads a price or an amount; -1 when it is not stated.
func (s *salesReader) amount(i int) assist.Fen {
	c := &s.cells[i]
	if c.Kind == sheet.Empty {
		return -1
	}
	if c.Kind == sheet.Number {
		if n, ok := decimal(c.Text, 2); ok {
			return assist.Fen(n)
		}
	}
	r := s.slow(i)
	if r.fault != 0 || !r.stated {
		return -1
	}
	return assist.Fen(r.number)
}

// barcode finds the product: by its barcode, else by a name in the cell of the
// barcode, else by 卷烟名称. What of the two is not used is noted.
func (s *salesReader) barcode() string {
	text, name := s.cells[saleBarcode].Text, s.cells[saleName].Text
	if code, ok := s.codes[text]; ok {
		return s.beside(code, name)
	}
	before := len(s.out.Faults)
	r := s.slow(saleBarcode)
	if r.fault == 0 && r.stated {
		if !r.folded {
			s.codes[text] = r.text
		}
		return s.beside(r.text, name)
	}
	if code := s.named(name); code != "" {
		s.out.Faults = s.out.Faults[:before]
		if r.fault != 0 {
			s.add(sheet.CodeByName, saleBarcode, code)
		}
		return code
	}
	if !r.stated && trim(name) != "" {
		s.out.Faults = s.out.Faults[:before]
		s.add(sheet.NotProduct, saleName, "")
	}
	return ""
}

// beside is a barcode; a name beside it that is another product's is noted.
func (s *salesReader) beside(code, name string) string {
	if other := s.named(name); other != "" && other != code {
		if p, known := s.Terms.Products.Barcode(code); known && p.Barcode != other {
			s.add(sheet.NameDiffers, saleName, p.Name)
		}
	}
	return code
}

// named finds the product of a name; "" when the catalogue has none.
func (s *salesReader) named(text string) string {
	code, ok := s.names[text]
	if !ok {
		if p, found := s.Terms.Products.Named(text); found && text != "" {
			code = p.Barcode
		}
		s.names[text] = code
	}
	return code
}

// hopeless reports a row of which nobody can know whose sale it is, or in
// which hardly anything is filled in.
func (s *salesReader) hopeless() bool {
	if len(s.out.Licence) != licenceDigits {
		return true
	}
	required, blank := 0, 0
	for i, c := range s.l.form.Columns {
		if c.Required && s.l.cols[i] > 0 {
			required++
			if s.cells[i].Kind == sheet.Empty {
				blank++
			}
		}
	}
	return blank*2 > required
}
