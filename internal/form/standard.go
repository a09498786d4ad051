package form

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"unicode/utf8"

	"bangfu/internal/assist"
)

// regulated is the day the regulation took effect, and with it its limits.
var regulated = assist.Day(2013, 8, 1)

// Standard makes terms of tables (CSV with a header row): units, dibao standards
// and products, with the regulation's own limits, no rural income and no changed
// cut-off. An error names the table, the line and what is wrong with it.
func Standard(units, dibao, products []byte) (t assist.Terms, err error) {
	if t.Units, err = recordsOf("县区", units, 4, unitOf); err == nil {
		err = apart(t.Units)
	}
	if err == nil {
		t.Dibao, err = recordsOf("低保标准", dibao, 5, func(r []string) (assist.DibaoStandard, string) { return dibaoOf(r, t) })
	}
	if err != nil {
		return assist.Terms{}, err
	}
	list, err := recordsOf("规格", products, 5, productOf)
	if err != nil {
		return assist.Terms{}, err
	}
	t.Products = assist.NewCatalogue(list)
	for _, d := range assist.Defaults {
		t.Limits = append(t.Limits, assist.Limit{Name: d.Name, From: regulated, Value: d.Value, Basis: d.Basis})
	}
	return t, nil
}

// unitOf is the unit of a record, or what is wrong with it.
func unitOf(r []string) (u assist.Unit, why string) {
	u = assist.Unit{Name: r[0], Code: r[1], Prefixes: wordsIn(r[2]), Aliases: wordsIn(r[3]), Deadline: deadlineDefault}
	switch {
	case u.Name == "":
		return u, "没有县区名称"
	case u.Name == assist.City:
		return u, "“" + u.Name + "”" + cityName
	case badCode(u.Code):
		return u, "“" + u.Code + "”" + codeWanted
	}
	for _, p := range u.Prefixes {
		if badPrefix(p) {
			return u, "“" + p + "”" + prefixWanted
		}
	}
	return u, ""
}

// apart refuses two units of one name or one code.
func apart(units []assist.Unit) error {
	seen := map[string]bool{}
	for _, u := range units {
		for _, s := range []string{u.Name, u.Code} {
			if seen[s] {
				return fmt.Errorf("县区表里“%s”出现两次", s)
			}
			seen[s] = true
		}
	}
	return nil
}

// dibaoOf is the standard of a record, or what is wrong with it. Its unit has to
// be one of the terms, where they have any.
func dibaoOf(r []string, t assist.Terms) (d assist.DibaoStandard, why string) {
	from, ok := assist.ParseDate(r[1])
	urban, good := yuan(r[2])
	rural, well := yuan(r[3])
	d = assist.DibaoStandard{Unit: r[0], From: from, Urban: urban, Rural: rural, Basis: r[4]}
	if _, known := t.Unit(d.Unit); len(t.Units) > 0 && !known {
		return d, "“" + d.Unit + "”不在县区表里"
	}
	switch {
	case !ok:
		return d, "“" + r[1] + "”不是日期，例如 2025-01-01"
	case !good || !well:
		return d, "“" + r[2] + "”或“" + r[3] + "”不是金额"
	}
	return d, ""
}

// productOf is the product of a record, or what is wrong with it.
func productOf(r []string) (p assist.Product, why string) {
	wholesale, ok := yuan(r[3])
	retail, good := yuan(r[4])
	p = assist.Product{Name: r[0], Barcode: r[1], Pack: r[2], Class: assist.PriceClass(wholesale), Wholesale: wholesale, Retail: retail, OnSale: true}
	switch {
	case !assist.ValidEAN13(p.Barcode):
		return p, "“" + p.Barcode + "”" + barcodeWanted
	case !ok || !good:
		return p, "“" + r[3] + "”或“" + r[4] + "”不是金额"
	}
	return p, ""
}

// yuan is an amount of such a table; blank is 0.
func yuan(s string) (assist.Fen, bool) {
	if s == "" {
		return 0, true
	}
	n, ok := decimal(s, 2)
	return assist.Fen(n), ok
}

// recordsOf reads the records below the header of a table; parse says what is wrong
// with one, "" for nothing. A table without a header is refused: its first record
// would be lost in silence.
func recordsOf[T any](name string, table []byte, fields int, parse func([]string) (T, string)) (list []T, err error) {
	if !utf8.Valid(table) {
		return nil, errors.New(name + "表不是 UTF-8 编码，请另存为“CSV UTF-8（逗号分隔）”")
	}
	r := csv.NewReader(bytes.NewReader(table))
	r.FieldsPerRecord = fields
	records, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s表每行应有 %d 列：%w", name, fields, err)
	}
	for i, rec := range records {
		for k := range rec {
			rec[k] = trim(rec[k])
		}
		x, why := parse(rec)
		switch {
		case i == 0 && why == "":
			return nil, errors.New(name + "表第 1 行应是表头")
		case i > 0 && why != "":
			return nil, fmt.Errorf("%s表第 %d 行%s", name, i+1, why)
		case i > 0:
			list = append(list, x)
		}
	}
	return list, nil
}
