package form

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"

	"bangfu/internal/assist"
)

// regulated is the day the regulation took effect, and with it its limits.
var regulated = assist.Day(2013, 8, 1)

// Standard makes terms of the built-in tables (CSV with a header row): units,
// dibao standards and products, with the regulation's own limits, no rural income and
// no changed cut-off.
func Standard(units, dibao, products []byte) (assist.Terms, error) {
	var t assist.Terms
	if err := eachRecord(units, 4, func(r []string) bool {
		u := assist.Unit{Name: r[0], Code: r[1], Prefixes: strings.Fields(r[2]), Aliases: strings.Fields(r[3]), Deadline: deadlineDefault}
		t.Units = append(t.Units, u)
		return u.Name != "" && codeForm.MatchString(u.Code)
	}); err != nil {
		return assist.Terms{}, fmt.Errorf("form: table of units: %w", err)
	}
	if err := eachRecord(dibao, 5, func(r []string) bool {
		from, ok1 := assist.ParseDate(r[1])
		urban, ok2 := yuan(r[2])
		rural, ok3 := yuan(r[3])
		t.Dibao = append(t.Dibao, assist.DibaoStandard{Unit: r[0], From: from, Urban: urban, Rural: rural, Basis: r[4]})
		return ok1 && ok2 && ok3
	}); err != nil {
		return assist.Terms{}, fmt.Errorf("form: table of dibao standards: %w", err)
	}
	var list []assist.Product
	if err := eachRecord(products, 5, func(r []string) bool {
		wholesale, ok1 := yuan(r[3])
		retail, ok2 := yuan(r[4])
		list = append(list, assist.Product{Name: r[0], Barcode: r[1], Pack: r[2], Class: assist.PriceClass(wholesale), Wholesale: wholesale, Retail: retail, OnSale: true})
		return ok1 && ok2 && assist.ValidEAN13(r[1])
	}); err != nil {
		return assist.Terms{}, fmt.Errorf("form: table of products: %w", err)
	}
	t.Products = assist.NewCatalogue(list)
	for _, d := range assist.Defaults {
		t.Limits = append(t.Limits, assist.Limit{Name: d.Name, From: regulated, Value: d.Value, Basis: d.Basis})
	}
	return t, nil
}

// yuan is an amount of a built-in table; blank is 0.
func yuan(s string) (assist.Fen, bool) {
	if s == "" {
		return 0, true
	}
	n, ok := decimal(s, 2)
	return assist.Fen(n), ok
}

// eachRecord reads the records below the header; take refuses a bad one.
func eachRecord(table []byte, fields int, take func([]string) bool) error {
	r := csv.NewReader(bytes.NewReader(table))
	r.FieldsPerRecord = fields
	records, err := r.ReadAll()
	if err != nil {
		return err
	}
	for i, rec := range records[min(1, len(records)):] {
		if !take(rec) {
			return fmt.Errorf("line %d: bad value", i+2)
		}
	}
	return nil
}
