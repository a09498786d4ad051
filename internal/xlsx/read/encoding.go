package read

import (
	"bytes"
	"context"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// encoding is how the text of a CSV is stored.
type encoding uint8

const (
	encUTF8 encoding = iota
	encUTF16LE
	encUTF16BE
	encGB18030
)

// findEncoding reads the whole file once: a byte order mark decides, then
// zeros beside the letters, then whether all of it is UTF-8. Everything else
// is taken for GB18030, which holds GBK.
func findEncoding(ctx context.Context, r io.ReaderAt, size int64) (encoding, error) {
	head := make([]byte, min(size, 4096))
	if err := readFull(r, head, 0); err != nil {
		return 0, err
	}
	switch {
	case bytes.HasPrefix(head, []byte("\xFF\xFE")):
		return encUTF16LE, nil
	case bytes.HasPrefix(head, []byte("\xFE\xFF")):
		return encUTF16BE, nil
	case zeros(head, 1) > len(head)/8:
		return encUTF16LE, nil
	case zeros(head, 0) > len(head)/8:
		return encUTF16BE, nil
	}
	marked := bytes.HasPrefix(head, []byte("\xEF\xBB\xBF"))
	wide, ok, err := scanUTF8(ctx, io.NewSectionReader(r, 0, size))
	switch {
	case err != nil:
		return 0, err
	case ok:
		return encUTF8, nil
	case marked || wide >= 8:
		// So many characters of UTF-8 are no accident of GB18030.
		return 0, badData("文字编码不一致：开头是 UTF-8，后面有不属于 UTF-8 的字节，文件可能已损坏")
	}
	return encGB18030, nil
}

// zeros counts the zero bytes at even or odd places.
func zeros(b []byte, first int) int {
	n := 0
	for i := first; i < len(b); i += 2 {
		if b[i] == 0 {
			n++
		}
	}
	return n
}

// scanUTF8 reports whether all of r is UTF-8, and how many characters of three
// and more bytes stood before the first fault.
func scanUTF8(ctx context.Context, r io.Reader) (wide int, ok bool, err error) {
	buf := make([]byte, csvChunk)
	kept := 0
	for {
		if err := ctx.Err(); err != nil {
			return 0, false, err
		}
		n, err := r.Read(buf[kept:])
		if err != nil && !errors.Is(err, io.EOF) {
			return 0, false, err
		}
		b := buf[:kept+n]
		for len(b) > 0 && (utf8.FullRune(b) || err != nil) {
			if b[0] < utf8.RuneSelf {
				b = b[1:]
				continue
			}
			c, size := utf8.DecodeRune(b)
			if c == utf8.RuneError && size == 1 {
				return wide, false, nil
			}
			if size > 2 {
				wide++
			}
			b = b[size:]
		}
		if err != nil {
			return wide, true, nil
		}
		kept = copy(buf, b)
	}
}

// decode gives the text as UTF-8 without its mark. A byte that is no text ends
// the stream with a damage.
func (e encoding) decode(r io.Reader) io.Reader {
	switch e {
	case encUTF16LE, encUTF16BE:
		return &strictText{r: &utf16Reader{r: r, big: e == encUTF16BE}}
	case encGB18030:
		return &strictText{r: simplifiedchinese.GB18030.NewDecoder().Reader(r)}
	}
	return &strictText{r: r}
}

// strictText drops the byte order mark and refuses what is not text. GB18030
// marks a fault as U+FFFD, the UTF-16 reader as a byte UTF-8 never has.
type strictText struct {
	r     io.Reader
	begun bool
}

var replacement = []byte("\uFFFD")

func (s *strictText) Read(p []byte) (int, error) {
	if !s.begun {
		s.begun = true
		mark := make([]byte, 3)
		n, err := io.ReadFull(s.r, mark)
		if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
			err = nil
		}
		if err != nil {
			return 0, err
		}
		if mark = mark[:n]; string(mark) != "\uFEFF" {
			s.r = io.MultiReader(bytes.NewReader(mark), s.r)
		}
	}
	n, err := s.r.Read(p)
	if bytes.Contains(p[:n], replacement) || bytes.IndexByte(p[:n], 0xFF) >= 0 {
		return 0, badData("文字编码有误：有既不是 UTF-8 也不是 GB18030 的字节，文件可能已损坏")
	}
	return n, err
}
