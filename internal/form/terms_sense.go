package form

import (
	"regexp"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// sense says why a value of a parameter table, good by its kind, cannot be
// meant; 0 when it can.
func (n *record) sense(c *Column) (sheet.FaultKind, string) {
	if judge := senses[term{n.form.Name, c.Header}]; judge != nil {
		return judge(n, c)
	}
	return 0, ""
}

// A term is a column of a parameter table.
type term struct {
	table  assist.Form
	header column.Header
}

// A judgeOf looks at a value in its row.
type judgeOf func(n *record, c *Column) (sheet.FaultKind, string)

// senses are the values that have to make sense, by table and header.
var senses = map[term]judgeOf{
	{assist.UnitTable, column.Unit}:         notTheCity,
	{assist.UnitTable, column.Code}:         receiptCode,
	{assist.UnitTable, column.Prefixes}:     sixDigits,
	{assist.DibaoTable, column.Urban}:       aboveNothing,
	{assist.DibaoTable, column.Rural}:       aboveNothing,
	{assist.RuralTable, column.Year}:        aYear,
	{assist.RuralTable, column.Disposable}:  aboveNothing,
	{assist.LimitTable, column.Value}:       inRange,
	{assist.CutoffTable, column.Cutoff}:     nearItsWeek,
	{assist.ProductTable, column.Barcode}:   aBarcode,
	{assist.ProductTable, column.Pack}:      aBarcode,
	{assist.ProductTable, column.Wholesale}: aPrice,
	{assist.ProductTable, column.Retail}:    aPrice,
}

func notTheCity(n *record, c *Column) (sheet.FaultKind, string) {
	if n.text(c.Header) == assist.City {
		return sheet.NotChoice, cityName
	}
	return 0, ""
}

// What a value of 参数 should be.
const (
	cityName      = "是市局自己的名称，不能作县区"
	codeWanted    = "不能作代码，应为 2 至 10 位数字或大写字母，不能是 " + assist.CityCode
	prefixWanted  = "不能作前缀，每个应为 6 位数字"
	barcodeWanted = "不是 13 位条码或校验位不对"
)

var codeForm = regexp.MustCompile(`^[0-9A-Z]{2,10}$`)

// badCode reports a code that cannot stand in a receipt number.
func badCode(code string) bool { return !codeForm.MatchString(code) || code == assist.CityCode }

func receiptCode(n *record, c *Column) (sheet.FaultKind, string) {
	if badCode(n.text(c.Header)) {
		return sheet.NotChoice, codeWanted
	}
	return 0, ""
}

// badPrefix reports what no licence number begins with.
func badPrefix(p string) bool { return len(p) != 6 || !digitsOnly(p) }

func sixDigits(n *record, c *Column) (sheet.FaultKind, string) {
	for _, p := range n.list(c.Header) {
		if badPrefix(p) {
			return sheet.NotChoice, prefixWanted
		}
	}
	return 0, ""
}

func aboveNothing(n *record, c *Column) (sheet.FaultKind, string) {
	if n.number(c.Header, 0) <= 0 {
		return sheet.NotAmount, "应大于 0"
	}
	return 0, ""
}

// aPrice wants both prices above nothing and the wholesale price not above the
// retail price: a row with the two exchanged would turn every margin around.
func aPrice(n *record, c *Column) (sheet.FaultKind, string) {
	if kind, why := aboveNothing(n, c); kind != 0 {
		return kind, why
	}
	retail := n.number(column.Retail, 0)
	if wholesale := n.number(column.Wholesale, 0); retail > 0 && wholesale > retail {
		return sheet.NotAmount, "不合理：同一行的批发价 " + assist.Fen(wholesale).Yuan() + " 元高于零售价 " + assist.Fen(retail).Yuan() + " 元，可能填反了"
	}
	return 0, ""
}

func aYear(n *record, c *Column) (sheet.FaultKind, string) {
	if y := n.number(c.Header, 0); y < 1990 || y > 2100 {
		return sheet.NotWhole, "应为四位年份，例如 2025"
	}
	return 0, ""
}

func aBarcode(n *record, c *Column) (sheet.FaultKind, string) {
	if !assist.ValidEAN13(n.text(c.Header)) {
		return sheet.NotProduct, barcodeWanted
	}
	return 0, ""
}

// inRange wants a limit within its span.
func inRange(n *record, c *Column) (sheet.FaultKind, string) {
	why := assist.SpanOf(n.text(column.Parameter)).Fault(assist.Number(n.number(c.Header, 0)))
	if why == "" {
		return 0, ""
	}
	return sheet.NotAmount, why
}

// nearItsWeek wants a changed cut-off between two weeks before its supply week
// and that week's end: any other would freeze at once, or never.
func nearItsWeek(n *record, c *Column) (sheet.FaultKind, string) {
	week, ok := assist.ParseWeek(n.text(column.Week))
	if !ok {
		return 0, ""
	}
	if day := n.get(c.Header).day; day < week.Monday()-14 || day > week.Sunday() {
		return sheet.NotDate, "离供货周 " + week.String() + " 太远，应在它之前的两周至该周周日之间"
	}
	return 0, ""
}
