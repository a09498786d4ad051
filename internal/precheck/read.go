package precheck

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/check"
	"bangfu/internal/form"
	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/read"
)

type rowSeq = iter.Seq2[sheet.Row, error]

// Rules are what a file is read and judged by.
type Rules struct {
	Terms  assist.Terms
	Today  assist.Date // 0 takes a 填报日期 of any day
	Limits read.Limits
	Bounds form.Bounds
	Plan   *assist.SupplyPlan `json:",omitempty"` // of the supply week, for a file that is judged alone; nil: none is known
}

// File is one file after reading.
type File struct {
	Sub    *assist.Submission
	Months Months // of a sales history
}

// Read reads and decodes one file, of which sub holds name, size, hash and the
// unit it came from. A file that is itself at fault comes back with its damage
// told; an error is the machine's.
func Read(ctx context.Context, data []byte, sub *assist.Submission, by Rules) (File, error) {
	f := File{Sub: sub, Months: Months{}}
	asked := *sub
	sales, err := f.decode(ctx, data, by)
	var damage *sheet.Damage
	if errors.As(err, &damage) {
		asked.Format, asked.Damage = sub.Format, damage
		if asked.Kind = sub.Kind; asked.Kind == "" {
			asked.Kind = assist.KindUnknown
		}
		*sub = asked
		f.Months = Months{}
		return f, nil
	}
	if err != nil {
		return f, err
	}
	sub.Sales = sales.Done()
	if check.File(sub, by.Terms); slices.ContainsFunc(sub.Tables, refusedSales) { // which marks the tables refused
		f.Months = Months{}
	}
	if slices.ContainsFunc(sub.Tables, func(t assist.Table) bool { return t.Form == assist.SalesForm && sub.Unlike(t.Sheet) }) {
		sub.Sales = assist.SalesVerdict{}
	}
	return f, nil
}

// Decode reads a file as it stands, without a word about it as a whole.
func Decode(ctx context.Context, data []byte, sub *assist.Submission, by Rules) error {
	f := File{Sub: sub, Months: Months{}}
	_, err := f.decode(ctx, data, by)
	return err
}

func refusedSales(t assist.Table) bool { return t.Form == assist.SalesForm && t.Refused }

// decode opens and decodes; sales rows stream through the judge of sales into months.
func (f *File) decode(ctx context.Context, data []byte, by Rules) (*check.Sales, error) {
	data, cut := wholeLines(data, f.Sub.Name)
	sales := check.NewSales(f.Sub, by.Terms, by.Today)
	book, err := open(ctx, data, f.Sub.Name, by.Limits)
	if err != nil {
		return sales, err
	}
	f.Sub.Format = book.Format()
	err = form.Decode(Source(ctx, book), form.Context{Unit: f.Sub.Unit, Terms: by.Terms, Today: by.Today, Bounds: by.Bounds}, f.Sub, func(row assist.SaleRow) error {
		if sales.Add(row) {
			f.Months.add(row)
		}
		return nil
	})
	if cut && err == nil {
		f.Sub.Faults = append(f.Sub.Faults, sheet.Fault{Kind: sheet.LastLineCut, Sheet: book.Sheets()[0].Name})
	}
	return sales, err
}

// open opens a workbook from memory.
func open(ctx context.Context, data []byte, name string, limits read.Limits) (*read.Book, error) {
	return read.Open(ctx, bytes.NewReader(data), int64(len(data)), name, limits)
}

// wholeLines is a CSV without a last line that is cut, and whether one was.
func wholeLines(data []byte, name string) ([]byte, bool) {
	end, lines := read.EndOf(bytes.NewReader(data), int64(len(data)), name)
	if end != read.EndCut {
		return data, false
	}
	return data[:lines], true
}

// Source makes an opened workbook readable for form.
func Source(ctx context.Context, b *read.Book) form.Source {
	src := form.Source{
		Sheets: b.Sheets(),
		Rows:   func(i int) rowSeq { return ahead(b.Rows(ctx, i)) },
		Extent: b.Extent,
		Notes:  func(i int) iter.Seq2[string, string] { return b.Notes(ctx, i) },
	}
	if m := b.Modified(); !m.IsZero() {
		src.Modified = assist.DateOf(m)
	}
	return src
}
