package assist

import (
	"cmp"
	"slices"
	"strings"

	"bangfu/internal/column"
)

// read is what the rules read of the columns of 申请表 that tell of a person.
var read = map[column.Header]func(Application) string{
	column.Operator:   func(a Application) string { return a.Operator },
	column.ID:         func(a Application) string { return a.ID },
	column.Phone:      func(a Application) string { return a.Phone },
	column.Address:    func(a Application) string { return a.Address },
	column.DibaoNo:    func(a Application) string { return a.DibaoNo },
	column.DisabledBy: func(a Application) string { return a.DisabledBy },
	column.DisabledNo: func(a Application) string { return a.DisabledNo },
}

// personal are the columns of 申请表 that tell of a person.
var personal = column.Application.Where(func(c column.Column) bool { return c.Personal != column.Nothing })

// Particular is one value that an application tells of its person.
type Particular struct {
	What  column.Personal
	Value string
}

// Hidden is the value as others may see it.
func (t Particular) Hidden() string { return MaskAs(t.What, t.Value) }

// Particulars lists what an application tells of its person, as read and as typed. The
// longest value comes first, since one may begin another.
func (a Application) Particulars() []Particular {
	var list []Particular
	for _, c := range personal {
		for _, s := range a.said(c.Header) {
			if t := (Particular{c.Personal, s}); s != "" && !slices.Contains(list, t) {
				list = append(list, t)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Particular) int { return cmp.Compare(len(b.Value), len(a.Value)) })
	return list
}

// said is what stands in a cell, as read where the rules read it, and as typed.
func (a Application) said(header column.Header) []string {
	typed := a.Text(header)
	if value := read[header]; value != nil {
		return []string{value(a), typed}
	}
	return []string{typed}
}

// Masker hides what a row says of its person: numbers by their form, and the
// row's own values wherever they stand.
func (a Application) Masker() func(string) string {
	var pairs []string
	for _, t := range a.Particulars() {
		if len([]rune(t.Value)) > 1 && (!t.What.Number() || t.What == column.Certificate) {
			pairs = append(pairs, t.Value, t.Hidden())
		}
	}
	own := strings.NewReplacer(pairs...)
	return func(text string) string { return Mask(own.Replace(text)) }
}

// MaskAs hides a value of a column that tells of a person.
func MaskAs(p column.Personal, s string) string {
	switch p {
	case column.Identity:
		return maskID(s)
	case column.DisabledPerson:
		return maskDisabled(s)
	case column.Certificate:
		return maskMiddle(s, 0, 3)
	case column.Telephone:
		return maskPhones(s)
	case column.Name, column.Dwelling:
		return maskName(s)
	}
	return s
}

// maskPhones masks each of the numbers of a telephone field.
func maskPhones(field string) string {
	parts := strings.FieldsFunc(field, func(r rune) bool { return strings.ContainsRune("/、，,；; ", r) })
	for i, p := range parts {
		parts[i] = maskPhone(p)
	}
	return strings.Join(parts, "、")
}
