package form

import (
	"fmt"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// deadlineDefault is 报送截止 of a unit that states none.
const deadlineDefault = time.Thursday

// Terms reads the parameter workbooks 政策参数 and 规格目录. A row with a fault
// is left out, and the fault says where it stands. Damage of a workbook comes
// back as a *sheet.Damage error.
func Terms(params, products Source) (assist.Terms, []sheet.Fault, error) {
	var t termsReader
	if err := t.workbook(params, policyTables); err != nil {
		return assist.Terms{}, nil, err
	}
	if err := t.workbook(products, []*Form{productTable}); err != nil {
		return assist.Terms{}, nil, err
	}
	t.terms.Products = assist.NewCatalogue(t.products)
	return t.terms, t.faults, nil
}

// termsReader gathers the rows of the parameter tables.
type termsReader struct {
	terms    assist.Terms
	products []assist.Product
	faults   []sheet.Fault
	keys     map[string]string // key of a row → where it stands
}

// workbook reads the tables a parameter workbook has to have.
func (t *termsReader) workbook(src Source, tables []*Form) error {
	list, err := tabs(src)
	if err != nil {
		return err
	}
	found := claim(list, tables, nil, false).found
	t.keys = map[string]string{}
	have := map[*Form]bool{}
	for _, l := range found {
		have[l.form] = true
		t.faults = append(t.faults, l.faults...)
		if err := t.table(src, l); err != nil {
			return err
		}
	}
	for _, f := range tables {
		if !have[f] {
			t.faults = append(t.faults, noForm(headers{form: f}, f.Sheets[0]))
		}
	}
	return nil
}

// table reads the rows of one table.
func (t *termsReader) table(src Source, l *layout) error {
	d := &decoder{src: src, sub: &assist.Submission{}}
	account := l.table()
	return scan(src, l, &account, func(r sheet.Row) error {
		n := d.line(l, r)
		n.all()
		if t.sound(n) {
			t.take(n)
		}
		return nil
	})
}

// sound keeps the faults of a row and reports whether it has none that counts:
// a unit without a deadline it can read still has its people.
func (t *termsReader) sound(n *line) bool {
	ok := true
	for _, f := range n.row.Faults {
		if f.Kind != sheet.Folded {
			t.faults = append(t.faults, f)
			ok = ok && n.form == unitTable && f.Header == headerDeadline
		}
	}
	return ok
}

// take adds a sound row to the terms.
func (t *termsReader) take(n *line) {
	switch n.form {
	case unitTable:
		t.unit(n)
	case dibaoTable:
		t.dibao(n)
	case ruralTable:
		t.rural(n)
	case limitTable:
		t.limit(n)
	case cutoffTable:
		t.cutoff(n)
	case productTable:
		t.product(n)
	}
}

// once refuses a key that stood before, naming the first place.
func (t *termsReader) once(n *line, header, key string) bool {
	key = n.row.Sheet + "|" + header + "|" + key
	cell := n.row.Cells[header]
	if first, ok := t.keys[key]; ok {
		t.faults = append(t.faults, n.fault(sheet.Repeated, header, first))
		return false
	}
	t.keys[key] = cell.Addr
	return true
}

func (t *termsReader) unit(n *line) {
	u := assist.Unit{
		Name:     n.text("县区"),
		Code:     n.text("代码"),
		Prefixes: n.list("许可证前缀"),
		Aliases:  n.list("别名"),
		Deadline: weekday(n.text(headerDeadline)),
	}
	if t.once(n, "县区", u.Name) && t.once(n, "代码", u.Code) {
		t.terms.Units = append(t.terms.Units, u)
	}
}

// weekday is the day of the week of 周一 … 周日; Thursday when none is named.
func weekday(s string) time.Weekday {
	if d, ok := assist.WeekdayOf(s); ok {
		return d
	}
	return deadlineDefault
}

func (t *termsReader) dibao(n *line) {
	d := assist.DibaoStandard{
		Unit:  n.text("县区"),
		From:  n.day("生效日期"),
		Urban: assist.Fen(n.number("城市标准(元/月)", 0)),
		Rural: assist.Fen(n.number("农村标准(元/年)", 0)),
		Basis: n.text("依据"),
	}
	if t.known(n, d.Unit) && t.once(n, "生效日期", d.Unit+d.From.String()) {
		t.terms.Dibao = append(t.terms.Dibao, d)
	}
}

// known refuses a unit that the table 县区 does not name.
func (t *termsReader) known(n *line, unit string) bool {
	if _, ok := t.terms.Unit(unit); ok {
		return true
	}
	f := n.fault(sheet.NotChoice, "县区", "")
	for _, u := range t.terms.Units {
		f.Allowed = append(f.Allowed, u.Name)
	}
	t.faults = append(t.faults, f)
	return false
}

func (t *termsReader) rural(n *line) {
	r := assist.RuralIncome{
		Unit:   n.text("县区"),
		Year:   int(n.number("年度", 0)),
		Income: assist.Fen(n.number("可支配收入(元)", 0)),
		Basis:  n.text("依据"),
	}
	if t.known(n, r.Unit) && t.once(n, "年度", fmt.Sprint(r.Unit, r.Year)) {
		t.terms.Rural = append(t.terms.Rural, r)
	}
}

func (t *termsReader) limit(n *line) {
	l := assist.Limit{
		Name:  n.text("参数"),
		From:  n.day("生效日期"),
		Value: assist.Number(n.number("值", 0)),
		Basis: n.text("依据"),
	}
	if !t.once(n, "参数", l.Name+l.From.String()) {
		return
	}
	if kind, why := outOfRange(l); kind != 0 {
		t.faults = append(t.faults, n.fault(kind, "值", why))
		return
	}
	t.terms.Limits = append(t.terms.Limits, l)
}

// outOfRange says what a limit should have been: a share between nothing and
// all, a multiple above nothing, a whole number of all else; 0 when it is that.
func outOfRange(l assist.Limit) (sheet.FaultKind, string) {
	const one = 1_0000
	switch l.Name {
	case assist.MarginShare, assist.RuralShare, assist.ShrinkAlarm, assist.DropAlarm:
		if l.Value <= 0 || l.Value > one {
			return sheet.NotAmount, "应大于 0、不超过 1，例如 0.6 或 60%"
		}
	case assist.OrderMultiple, assist.MarginConflict:
		if l.Value <= 0 {
			return sheet.NotAmount, "应大于 0"
		}
	default:
		if l.Value < 0 || l.Value%one != 0 {
			return sheet.NotWhole, "应为整数"
		}
	}
	return 0, ""
}

func (t *termsReader) cutoff(n *line) {
	week, _ := assist.ParseWeek(n.text("供货周"))
	if t.once(n, "供货周", week.String()) {
		at := time.Unix(n.number("截止时间", 0), 0).In(assist.Zone)
		t.terms.Cutoffs = append(t.terms.Cutoffs, assist.Cutoff{Week: week, At: at, Basis: n.text("依据")})
	}
}

func (t *termsReader) product(n *line) {
	p := assist.Product{
		Barcode:   n.text("卷烟条码"),
		Pack:      n.text("盒码"),
		Name:      n.text("名称"),
		Aliases:   n.list("别名"),
		Class:     n.text("价类"),
		Wholesale: assist.Fen(n.number("批发价", 0)),
		Retail:    assist.Fen(n.number("零售价", 0)),
		OnSale:    n.text("状态") != "停售",
	}
	if p.Class == "" {
		p.Class = assist.PriceClass(p.Wholesale)
	}
	if !assist.ValidEAN13(p.Barcode) {
		t.faults = append(t.faults, n.fault(sheet.NotProduct, "卷烟条码", ""))
		return
	}
	if t.once(n, "卷烟条码", p.Barcode) {
		t.products = append(t.products, p)
	}
}
