package read

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"sync/atomic"
	"testing"

	"bangfu/internal/sheet"
)

// longBook has a sheet that is read ahead.
func longBook(t testing.TB, rows int) []byte {
	return zipOf(t, plainBook(dataSheet(strings.Repeat(`<row><c t="inlineStr"><is><t>阳高县某某便民商店</t></is></c><c><v>140221100001</v></c></row>`, rows))))
}

// watchedFile remembers whether it was read after it was given back.
type watchedFile struct {
	io.ReaderAt
	back atomic.Bool
	late atomic.Bool
}

func (w *watchedFile) ReadAt(b []byte, off int64) (int, error) {
	if w.back.Load() {
		w.late.Store(true)
	}
	return w.ReaderAt.ReadAt(b, off)
}

func TestNothingReadsOnAfterTheRows(t *testing.T) {
	b := longBook(t, 40000)
	file := &watchedFile{ReaderAt: bytes.NewReader(b)}
	for range 20 {
		book, err := Open(t.Context(), file, int64(len(b)), "a.xlsx", Limits{})
		if err != nil {
			t.Fatal(err)
		}
		for r := range book.Rows(t.Context(), 0) {
			if r.Number == 5 {
				break
			}
		}
		file.back.Store(true)
		if file.late.Load() {
			t.Fatal("read after the rows were left")
		}
		file.back.Store(false)
	}
}

func TestLongSheetWholeCutAndCancelled(t *testing.T) {
	b := longBook(t, 40000)
	got, _ := mustRead(t, b, "a.xlsx")
	if n := strings.Count(got, "\n"); n != 40000 || !strings.HasSuffix(got, "40000: A=\"阳高县某某便民商店\" B=140221100001\n") {
		t.Errorf("%d rows", n)
	}
	_, _, err := readAll(patch(t, b, 16, 1), "a.xlsx", Limits{})
	wantDamage(t, err, sheet.Spoilt, "sheet1.xml），请重新复制一次")
	_, _, err = readAll(patch(t, b, 24, 3<<20), "a.xlsx", Limits{})
	wantDamage(t, err, sheet.Spoilt, "重新复制")

	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	book, err := Open(ctx, bytes.NewReader(b), int64(len(b)), "a.xlsx", Limits{})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, err = range book.Rows(ctx, 0) {
		if n++; n == 10 {
			cancel()
		}
	}
	if !errors.Is(err, context.Canceled) || n >= 40000 {
		t.Errorf("after %d rows: %v", n, err)
	}
}
