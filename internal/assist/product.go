package assist

import (
	"strings"

	"bangfu/internal/column"

	"golang.org/x/text/width"
)

// Product (规格) is one product of the catalogue.
type Product struct {
	Barcode   string // carton barcode, EAN-13
	Pack      string // pack barcode
	Name      string
	Aliases   []string
	Class     string // 价类
	Wholesale Fen    // per carton
	Retail    Fen    // per carton
	OnSale    bool   // 在售
}

// State is the word for 状态 of the catalogue.
func (p Product) State() string {
	if p.OnSale {
		return column.OnSale
	}
	return column.NotForSale
}

// Catalogue (规格目录) finds products by barcode and by exact folded name or alias.
type Catalogue struct {
	List   []Product
	byCode map[string]int
	byName map[string]int
}

// NewCatalogue indexes products. A name that two products share finds neither.
func NewCatalogue(list []Product) Catalogue {
	c := Catalogue{List: list, byCode: map[string]int{}, byName: map[string]int{}}
	for i, p := range list {
		c.byCode[p.Barcode] = i
		for _, n := range append([]string{p.Name}, p.Aliases...) {
			n = foldName(n)
			if j, taken := c.byName[n]; taken && j != i {
				c.byName[n] = -1
			} else {
				c.byName[n] = i
			}
		}
	}
	for i, p := range list { // a pack's barcode never hides a carton's
		if _, taken := c.byCode[p.Pack]; p.Pack != "" && !taken {
			c.byCode[p.Pack] = i
		}
	}
	return c
}

// Barcode finds a product by its carton or pack barcode.
func (c Catalogue) Barcode(code string) (Product, bool) {
	i, ok := c.byCode[code]
	if !ok {
		return Product{}, false
	}
	return c.List[i], true
}

// Named finds a product by its exact name or alias, with width, spaces and brackets folded.
func (c Catalogue) Named(text string) (Product, bool) {
	i, ok := c.byName[foldName(text)]
	if !ok || i < 0 {
		return Product{}, false
	}
	return c.List[i], true
}

// Near is the name or alias that a text which finds nothing is clearly near to;
// "" when no one product's is. It is only to be asked about, never taken.
func (c Catalogue) Near(text string) string {
	if strings.Trim(foldName(text), "0123456789") == "" {
		return "" // a barcode
	}
	var names []string
	var owners []int
	for i, p := range c.List {
		for _, n := range append([]string{p.Name}, p.Aliases...) {
			names, owners = append(names, n), append(owners, i)
		}
	}
	if i := nearest(text, names, func(i int) int { return owners[i] }); i >= 0 {
		return names[i]
	}
	return ""
}

// Name is the product's name for a barcode, or the barcode itself.
func (c Catalogue) Name(code string) string {
	if p, ok := c.Barcode(code); ok {
		return p.Name
	}
	return code
}

// foldName folds width, spaces and brackets of a product's name, for exact comparison.
func foldName(s string) string {
	s = width.Fold.String(s)
	var b strings.Builder
	for _, r := range strings.ToUpper(s) {
		switch r {
		case ' ', '\t', '\n', '\r', '\u00a0', '\u3000', '\u200b', '\u200c', '\u200d', '\ufeff', '(', ')', '[', ']', '【', '】', '〔', '〕', '·', '-':
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// ValidEAN13 reports whether s is 13 digits with the right check digit.
func ValidEAN13(s string) bool {
	if len(s) != 13 {
		return false
	}
	sum := 0
	for i := range 13 {
		d := int(s[i]) - '0'
		if d < 0 || d > 9 {
			return false
		}
		sum += d * (1 + 2*(i%2))
	}
	return sum%10 == 0
}

// priceClasses are the 价类 from the dearest on, and the wholesale price per carton
// from which each begins.
var priceClasses = []struct {
	from Fen
	name string
}{{100_00, "一类"}, {70_00, "二类"}, {30_00, "三类"}, {16_50, "四类"}, {name: "五类"}}

// PriceClass is the 价类 of a wholesale price per carton; the last of all others.
func PriceClass(wholesale Fen) string {
	for _, c := range priceClasses {
		if wholesale >= c.from {
			return c.name
		}
	}
	return priceClasses[len(priceClasses)-1].name
}

// PriceClasses are the names of the 价类, from the dearest on.
func PriceClasses() []string {
	var list []string
	for _, c := range priceClasses {
		list = append(list, c.name)
	}
	return list
}
