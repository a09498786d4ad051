package assist

import (
	"encoding/binary"
	"iter"
	"slices"
)

// Packing folds the sales of many customers into few bytes: what a run holds of
// everybody's sales would be the greatest part of its memory. Receipt numbers, and
// products with their prices, of which there are few, are kept once for all.
type Packing struct {
	receipts shelf[string]
	products shelf[priced]
	line     []byte
}

// shelf holds values once, each under its number.
type shelf[T comparable] struct {
	list   []T
	number map[T]uint64
}

// of is the number of a value, which is kept from now on.
func (k *shelf[T]) of(value T) uint64 {
	n, known := k.number[value]
	if !known {
		if k.number == nil {
			k.number = map[T]uint64{}
		}
		n = uint64(len(k.list))
		k.number[value], k.list = n, append(k.list, value)
	}
	return n
}

// priced is a product at its prices.
type priced struct {
	barcode           string
	wholesale, retail Fen
}

// Add is a history with a month more. Months come ascending, before the packing
// is read by others.
func (p *Packing) Add(h History, m SalesMonth) History {
	h.Licence, h.packing = m.Licence, p
	b := p.line[:0]
	first := m.Month.First()
	for _, s := range m.Lines {
		b = binary.AppendVarint(b, int64(s.Day-first))
		b = binary.AppendUvarint(b, p.products.of(priced{s.Barcode, s.Wholesale, s.Retail}))
		b = binary.AppendVarint(b, int64(s.Cartons))
	}
	p.line = b
	h.packed = binary.AppendUvarint(h.packed, uint64(m.Month))
	h.packed = binary.AppendUvarint(h.packed, p.receipts.of(m.Source))
	h.packed = binary.AppendUvarint(h.packed, uint64(len(m.Lines)))
	h.packed = binary.AppendUvarint(h.packed, uint64(len(b)))
	h.packed = append(h.packed, b...)
	return h
}

// Clip is a history to which no month comes any more.
func (h History) Clip() History {
	h.packed = slices.Clip(slices.Clone(h.packed))
	return h
}

// All are the months on file, ascending. The lines of one stand until the next.
func (h History) All() iter.Seq[SalesMonth] { return h.Span(0, 1<<30) }

// None reports whether no month is on file.
func (h History) None() bool { return len(h.packed) == 0 && len(h.Months) == 0 }

// Span are the months on file from one up to and including another, ascending. The
// lines of one stand until the next.
func (h History) Span(from, to Month) iter.Seq[SalesMonth] {
	return func(yield func(SalesMonth) bool) {
		var sales []Sale
		r := unpacking{h.packed}
		for len(r.b) > 0 {
			m := SalesMonth{Licence: h.Licence, Month: Month(r.count())}
			m.Source = h.packing.receipts.list[r.count()]
			lines, size := int(r.count()), int(r.count())
			if m.Month >= from && m.Month <= to {
				sales = h.packing.salesOf(sales[:0], unpacking{r.b[:size]}, m.Month.First(), lines)
				m.Lines = sales
				if !yield(m) {
					return
				}
			}
			r.b = r.b[size:]
		}
		for _, m := range h.Months {
			if m.Month >= from && m.Month <= to && !yield(m) {
				return
			}
		}
	}
}

// salesOf are the sales of a month that begins on a day, in a list that is there already.
func (p *Packing) salesOf(lines []Sale, r unpacking, first Date, n int) []Sale {
	lines = slices.Grow(lines, n)[:n]
	for i := range lines {
		s := &lines[i]
		s.Day = first + Date(r.signed())
		x := p.products.list[r.count()]
		s.Barcode, s.Wholesale, s.Retail = x.barcode, x.wholesale, x.retail
		s.Cartons = int(r.signed())
	}
	return lines
}

// unpacking takes numbers from the front of what a Packing wrote.
type unpacking struct{ b []byte }

func (r *unpacking) count() uint64 {
	v, n := binary.Uvarint(r.b)
	r.b = r.b[n:]
	return v
}

func (r *unpacking) signed() int64 {
	v, n := binary.Varint(r.b)
	r.b = r.b[n:]
	return v
}
