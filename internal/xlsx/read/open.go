package read

import (
	"context"
	"errors"
	"io"
	"iter"
	"time"

	"bangfu/internal/sheet"
)

// Limits bound what a foreign file may cost.
type Limits = sheet.Limits

// Book is a workbook opened for reading. It reads from the io.ReaderAt it was
// opened on, which has to outlive it. A Book is not safe for concurrent use;
// different Books are independent.
type Book struct {
	format   string
	modified time.Time
	sheets   []sheet.Info
	extents  []sheet.Extent
	lim      Limits
	scan     scanFunc
	notes    notesFunc                                      // nil for none
	look     func(context.Context) (*sheet.BookLook, error) // nil for none
}

// scanFunc streams the rows with a value of sheet i and notes what else it saw.
type scanFunc func(ctx context.Context, i int, ext *sheet.Extent, emit func(sheet.Row) bool) error

// errStopped ends a scan whose consumer wants no more rows.
var errStopped = errors.New("read: stopped")

// Format is "xlsx", "xlsm", "xls" or "csv", by content; "locked" is an .xlsx that
// the password built into Excel has opened.
func (b *Book) Format() string { return b.format }

// Sheets describes the sheets in the order of the workbook.
func (b *Book) Sheets() []sheet.Info { return b.sheets }

// Modified is the time the workbook itself says it was saved last; zero if none.
func (b *Book) Modified() time.Time { return b.modified }

// Extent tells what the last whole pass of Rows over sheet i has seen.
func (b *Book) Extent(i int) sheet.Extent { return b.extents[i] }

// Rows streams the rows of sheet i that hold at least one value, in ascending
// order. A fault of the file is yielded once as *sheet.Damage with an empty
// row and ends the stream; whatever was yielded before it must be discarded.
// Cells are valid until the next row, texts for ever. Each call reads the
// sheet again.
func (b *Book) Rows(ctx context.Context, i int) iter.Seq2[sheet.Row, error] {
	return func(yield func(sheet.Row, error) bool) {
		ctx, cancel := limitTime(ctx, b.lim.Time)
		defer cancel()
		var ext sheet.Extent
		n := 0
		err := b.scan(ctx, i, &ext, func(r sheet.Row) bool {
			n++
			ext.LastRow = r.Number
			if r.Hidden {
				ext.HiddenRows.Add(r.Number, r.Number)
			}
			return n <= b.lim.Rows && yield(r, nil)
		})
		switch {
		case n > b.lim.Rows:
			yield(sheet.Row{}, b.damageIn(i, pastLimit("行数超过上限 %d 行", b.lim.Rows)))
		case err == nil:
			b.extents[i] = ext
		case !errors.Is(err, errStopped):
			yield(sheet.Row{}, b.damageIn(i, fault(ctx, err, b.lim)))
		}
	}
}

// damageIn names the sheet in a damage that was found while reading it.
func (b *Book) damageIn(i int, err error) error {
	var d *sheet.Damage
	if errors.As(err, &d) && d.Sheet == "" {
		named := *d
		named.Sheet = b.sheets[i].Name
		return &named
	}
	return err
}

// Open recognises a workbook by its content and its name and reads its
// directory. The error is a *sheet.Damage when the file is at fault, and an
// operator's error otherwise (the disk, a cancelled context).
func Open(ctx context.Context, r io.ReaderAt, size int64, name string, lim Limits) (*Book, error) {
	lim = lim.Filled()
	if size > lim.FileBytes {
		return nil, pastLimit("文件大小 %d 字节，超过上限 %d 字节", size, lim.FileBytes)
	}
	ctx, cancel := limitTime(ctx, lim.Time)
	defer cancel()
	b, err := open(ctx, r, size, name, lim)
	if err != nil {
		return nil, fault(ctx, err, lim)
	}
	b.lim = lim
	b.extents = make([]sheet.Extent, len(b.sheets))
	return b, nil
}
