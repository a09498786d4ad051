package read

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"io"
	"iter"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Spellings are a word in UTF-8, GB18030 and UTF-16.
func Spellings(w string) [][]byte {
	all := [][]byte{[]byte(w)}
	if gb, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(w)); err == nil {
		all = append(all, gb)
	}
	var wide []byte
	for _, u := range utf16.Encode([]rune(w)) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	return append(all, wide)
}

// mostInflated is how much of one part is looked at.
const mostInflated = 64 << 20

// Raw are the bytes of a file and, of a zip, those of each part as far as
// it can be inflated: found by its own header, since a cut package has no
// directory.
func Raw(data []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		if !yield(data) {
			return
		}
		for at := 0; ; {
			i := bytes.Index(data[at:], []byte("PK\x03\x04"))
			if i < 0 {
				return
			}
			at += i + 4
			if at+26 > len(data) {
				return
			}
			from := at + 26 + int(binary.LittleEndian.Uint16(data[at+22:])) + int(binary.LittleEndian.Uint16(data[at+24:]))
			if from >= len(data) {
				continue
			}
			part, _ := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(data[from:])), mostInflated)) // what comes before a fault counts
			if !yield(part) {
				return
			}
		}
	}
}
