package read

import (
	"bytes"
	"context"
	"io"
	"strings"

	"github.com/richardlehane/mscfb"

	"bangfu/internal/sheet"
)

// ole holds the streams of a compound file that tell what it is.
type ole struct {
	names map[string]*mscfb.File // by lower-case name, of the root only
	size  int64
}

// readOLE reads the directory of a compound file. The library is handed bytes
// in memory, so that all its errors are the file's.
func readOLE(b []byte) (o *ole, err error) {
	defer func() {
		if recover() != nil { // foreign bytes in a foreign parser
			o, err = nil, errCut
		}
	}()
	if !tableWhole(b) {
		return nil, errCut
	}
	doc, err := mscfb.New(bytes.NewReader(b))
	if err != nil {
		return nil, errCut
	}
	o = &ole{names: map[string]*mscfb.File{}, size: int64(len(b))}
	for _, f := range doc.File[1:] {
		if len(f.Path) == 0 && f.Size >= 0 {
			o.names[strings.ToLower(f.Name)] = f
		}
	}
	return o, nil
}

// tableWhole reports whether the sectors of the allocation table that the
// header names all lie inside the file; the library reads only what it needs.
func tableWhole(b []byte) bool {
	if len(b) < 512 {
		return false
	}
	shift := le16(b[30:]) & 15
	for at := 76; at < 512; at += 4 {
		if sector := int64(le32(b[at:])); sector < 0xFFFFFFFA && (sector+2)<<shift > int64(len(b)) {
			return false
		}
	}
	return true
}

// stream reads a stream whole.
func (o *ole) stream(name string) (b []byte, err error) {
	defer func() {
		if recover() != nil {
			b, err = nil, errCut
		}
	}()
	f := o.names[name]
	if f.Size > o.size {
		return nil, errCut
	}
	b = make([]byte, f.Size)
	if _, err := io.ReadFull(f, b); err != nil {
		return nil, errCut
	}
	return b, nil
}

func (o *ole) has(name string) bool { return o.names[name] != nil }

// oleKinds tells what a compound file is that holds no BIFF8 workbook.
var oleKinds = []struct {
	stream string
	damage *sheet.Damage
}{
	{"encryptedpackage", errLocked},
	{"encryptioninfo", errLocked},
	{"workbook", nil},
	{"book", foreign("Excel 5.0/95 的 .xls", "内容是 Excel 5.0/95 的工作簿")},
	{"worddocument", foreign("Word 文档", "内容是 Word 文档，只是文件名像工作簿")},
	{"powerpoint document", foreign("PowerPoint 演示文稿", "内容是 PowerPoint 演示文稿，只是文件名像工作簿")},
}

// workbook gives the stream of the workbook, or what the file is instead.
func (o *ole) workbook() ([]byte, error) {
	for _, k := range oleKinds {
		if !o.has(k.stream) {
			continue
		}
		if k.damage != nil {
			return nil, k.damage
		}
		return o.stream(k.stream)
	}
	return nil, notWorkbook("文件里没有工作簿")
}

// readWhole reads the file into memory; its size is bounded by the limits.
func readWhole(ctx context.Context, r io.ReaderAt, size int64) ([]byte, error) {
	b := make([]byte, size)
	for at := int64(0); at < size; at += 1 << 20 {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := readFull(r, b[at:min(at+1<<20, size)], at); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// wholeOLE reports whether every sector of the main stream is there.
func wholeOLE(r io.ReaderAt, size int64) bool {
	if size > (Limits{}).Filled().FileBytes {
		return true // refused by its size, whatever it holds
	}
	b, err := readWhole(context.Background(), r, size)
	if err != nil {
		return false
	}
	o, err := readOLE(b)
	if err != nil {
		return false
	}
	for name := range o.names {
		if _, err := o.stream(name); err != nil {
			return false
		}
	}
	return true
}
