package form

import (
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

const (
	licenceDigits = 12
	exactDigits   = 15 // what Excel keeps of a number
)

// scientific reports a number in scientific notation: 1.40221E+11.
func scientific(s string) bool {
	mantissa, exponent, ok := strings.Cut(strings.ToUpper(s), "E")
	if !ok {
		return false
	}
	exponent = strings.TrimPrefix(exponent, "+")
	whole, frac, point := strings.Cut(mantissa, ".")
	return digitsOnly(whole) && len(whole) <= 2 && (!point || digitsOnly(frac)) && digitsOnly(exponent) && len(exponent) <= 2
}

// lostDigits says why the last digits of a long number are gone; "" when they are not.
func lostDigits(cell sheet.Cell, text string) string {
	switch {
	case scientific(text):
		return "按科学计数法保存，后面的数字已丢失"
	case cell.Wide, cell.Kind == sheet.Number && len(text) > exactDigits:
		return fmt.Sprintf("按数字保存，只留住前 %d 位，后面的已变成 0", exactDigits)
	}
	if head := withoutPoint(text); head != text && len(head) > exactDigits {
		return "经数字转换，后面的数字已丢失"
	}
	return ""
}

// withoutPoint is a whole number without the .0 that a conversion has put behind it.
func withoutPoint(text string) string {
	if head, ok := strings.CutSuffix(text, ".0"); ok && digitsOnly(head) {
		return head
	}
	return text
}

// readCode reads a certificate number: width and spaces folded, x in upper case.
func readCode(_ *Column, cell sheet.Cell, _ assist.Catalogue) reading {
	text, folded := compacted(cell.Text)
	if why := lostDigits(cell, text); why != "" {
		return bad(sheet.DigitsLost, why)
	}
	text = withoutPoint(text)
	if upper := upperX(text); upper != text {
		text, folded = upper, true
	}
	return reading{value: value{text: text}, stated: true}.with(folded, text)
}

// upperX writes the check sign x of an identity number in upper case; other
// letters stay as they are.
func upperX(s string) string {
	if len(s) >= 18 && s[17] == 'x' && digitsOnly(s[:17]) {
		return s[:17] + "X" + s[18:]
	}
	return s
}

// readLicence reads a licence number and says of any other text what it is.
func readLicence(_ *Column, cell sheet.Cell, _ assist.Catalogue) reading {
	text, folded := compacted(cell.Text)
	text = withoutPoint(text)
	if len(text) == licenceDigits && digitsOnly(text) && !cell.Wide {
		return reading{value: value{text: text}, stated: true}.with(folded, text)
	}
	return bad(sheet.NotLicence, explainLicence(cell, text))
}

// explainLicence says what a text is that should have been a licence number.
func explainLicence(cell sheet.Cell, text string) string {
	switch {
	case cell.Kind == sheet.Date:
		return "是日期"
	case lostDigits(cell, text) != "":
		return lostDigits(cell, text)
	case digitsOnly(text) && len(text) == 2*licenceDigits, licencesIn(cell.Text) > 1:
		return "一格里有两个号码"
	case digitsOnly(text):
		return fmt.Sprintf("是 %d 位数字", len(text))
	case len(text) >= 17 && digitsOnly(text[:17]):
		return "像是身份证号"
	}
	if signs := assist.Signs(text); signs != "" {
		return "含有数字以外的字符“" + signs + "”"
	}
	return "含有数字以外的字符"
}

// licencesIn counts the runs of exactly 12 digits in a text.
func licencesIn(s string) int {
	n := 0
	for _, run := range strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' }) {
		if len(run) == licenceDigits {
			n++
		}
	}
	return n
}

// readPhone reads telephone numbers; white space inside a number goes, between
// two whole numbers it becomes /.
func readPhone(_ *Column, cell sheet.Cell, _ assist.Catalogue) reading {
	text, folded := compacted(cell.Text)
	text = withoutPoint(text)
	if parts := strings.Fields(trim(norm.NFKC.String(cell.Text))); len(parts) == 2 && len(parts[0]) >= 7 && len(parts[1]) >= 7 {
		text = strings.TrimRight(parts[0], "/、,;") + "/" + strings.TrimLeft(parts[1], "/、,;")
	}
	return reading{value: value{text: text}, stated: true}.with(folded, text)
}

// readBarcode finds a product by its carton barcode, or by a name or alias of
// the catalogue; a pack barcode of the catalogue stands for its carton.
func readBarcode(_ *Column, cell sheet.Cell, products assist.Catalogue) reading {
	text, folded := compacted(cell.Text)
	text = withoutPoint(text)
	code, ok := findProduct(text, products)
	if !ok {
		return bad(sheet.NotProduct, "")
	}
	return reading{value: value{text: code}, stated: true}.with(folded && text == code, code)
}

// findProduct is the carton barcode that a folded text means.
func findProduct(text string, products assist.Catalogue) (string, bool) {
	if assist.ValidEAN13(text) {
		if p, ok := products.Barcode(text); ok {
			return p.Barcode, true
		}
		return text, true
	}
	if p, ok := products.Named(text); ok {
		return p.Barcode, true
	}
	return "", false
}
