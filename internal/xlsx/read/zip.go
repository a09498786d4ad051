package read

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strings"
)

// maxParts bounds the directory of a zip: real workbooks hold a few dozen
// parts, a workbook full of pictures a few thousand.
const maxParts = 20000

// entry is one part of the container, as its directory tells it.
type entry struct {
	name         string // as a key: lower case, forward slashes, no leading one
	method       uint16
	flags        uint16
	crc          uint32
	packed, size int64
	offset       int64 // of the local header
}

// container is a zip with its directory read and nothing else.
type container struct {
	r     io.ReaderAt
	size  int64
	parts map[string]entry
}

const (
	sigLocal     = "PK\x03\x04"
	sigDirectory = "PK\x01\x02"
	sigEnd       = "PK\x05\x06"
	sigEnd64     = "PK\x06\x06"
	sigLocator   = "PK\x06\x07"

	flagEncrypted = 1
	methodStore   = 0
	methodDeflate = 8
)

// partKey folds what writers differ in: case, slashes and their direction.
func partKey(name string) string {
	return strings.TrimLeft(strings.ToLower(strings.ReplaceAll(name, `\`, "/")), "/")
}

// openContainer reads the directory. The declared sizes may not pass the limit
// in sum; that each part keeps to its declared size is enforced on inflating.
func openContainer(r io.ReaderAt, size, unpacked int64) (*container, error) {
	end, err := findEnd(r, size)
	if err != nil {
		return nil, err
	}
	c := &container{r: r, size: size, parts: map[string]entry{}}
	dir := bufio.NewReaderSize(io.NewSectionReader(r, end.offset, end.size), 32<<10)
	var n, total int64
	for left := end.size; left > 0; n++ {
		if n >= maxParts {
			return nil, pastLimit("文件里的部分太多，超过上限 %d 个", maxParts)
		}
		e, used, err := readEntry(dir)
		if err != nil {
			return nil, err
		}
		left -= used
		total += e.size
		if e.size > unpacked || total > unpacked {
			return nil, pastLimit("解压后的大小超过上限 %d 字节", unpacked)
		}
		if err := c.add(e); err != nil {
			return nil, err
		}
	}
	if n != end.count {
		return nil, errCut
	}
	return c, nil
}

func (c *container) add(e entry) error {
	if strings.HasSuffix(e.name, "/") {
		return nil
	}
	if _, twice := c.parts[e.name]; twice {
		return notWorkbook("文件里有两份同名的内容 %s", e.name)
	}
	c.parts[e.name] = e
	return nil
}

// ending is the end record of the directory.
type ending struct{ offset, size, count int64 }

func findEnd(r io.ReaderAt, size int64) (ending, error) {
	tail := make([]byte, min(size, 22+65535))
	if err := readFull(r, tail, size-int64(len(tail))); err != nil {
		return ending{}, err
	}
	for at := len(tail) - 22; at >= 0; at-- {
		at = bytes.LastIndex(tail[:at+4], []byte(sigEnd))
		if at < 0 {
			break
		}
		rec := tail[at:]
		if at+22+int(le16(rec[20:])) <= len(tail) {
			return endAt(r, rec, size-int64(len(tail)-at))
		}
	}
	return ending{}, errCut
}

// endAt reads the record at pos, and its Zip64 twin when a field is all ones.
func endAt(r io.ReaderAt, rec []byte, pos int64) (ending, error) {
	e := ending{offset: int64(le32(rec[16:])), size: int64(le32(rec[12:])), count: int64(le16(rec[10:]))}
	if e.offset == 0xFFFFFFFF || e.size == 0xFFFFFFFF || e.count == 0xFFFF {
		var err error
		if e, err = endAt64(r, e, pos); err != nil {
			return e, err
		}
	}
	if e.offset < 0 || e.size < 0 || e.offset > pos || e.size > pos-e.offset {
		return e, errCut
	}
	return e, nil
}

func endAt64(r io.ReaderAt, e ending, pos int64) (ending, error) {
	var loc [20]byte
	if pos < 20 {
		return e, nil
	}
	if err := readFull(r, loc[:], pos-20); err != nil {
		return e, err
	}
	if string(loc[:4]) != sigLocator {
		return e, nil
	}
	var rec [56]byte
	at := int64(le64(loc[8:]))
	if at < 0 || at > pos-20-56 {
		return e, errCut
	}
	if err := readFull(r, rec[:], at); err != nil {
		return e, err
	}
	if string(rec[:4]) != sigEnd64 {
		return e, errCut
	}
	return ending{offset: int64(le64(rec[48:])), size: int64(le64(rec[40:])), count: int64(le64(rec[32:]))}, nil
}

// readEntry reads one directory entry and tells how many bytes it took.
func readEntry(dir *bufio.Reader) (entry, int64, error) {
	var h [46]byte
	if err := readStream(dir, h[:]); err != nil {
		return entry{}, 0, err
	}
	if string(h[:4]) != sigDirectory {
		return entry{}, 0, errCut
	}
	nName, nExtra, nComment := int(le16(h[28:])), int(le16(h[30:])), int(le16(h[32:]))
	rest := make([]byte, nName+nExtra+nComment)
	if err := readStream(dir, rest); err != nil {
		return entry{}, 0, err
	}
	e := entry{
		name:  partKey(string(rest[:nName])),
		flags: le16(h[8:]), method: le16(h[10:]), crc: le32(h[16:]),
		packed: int64(le32(h[20:])), size: int64(le32(h[24:])), offset: int64(le32(h[42:])),
	}
	if err := e.widen(rest[nName : nName+nExtra]); err != nil {
		return e, 0, err
	}
	return e, int64(len(h) + len(rest)), nil
}

// widen takes the Zip64 values from the extra field for all fields of ones.
func (e *entry) widen(extra []byte) error {
	for len(extra) >= 4 {
		id, n := le16(extra), int(le16(extra[2:]))
		if 4+n > len(extra) {
			return nil // a padded extra field: nothing in it concerns us
		}
		if id == 1 {
			return e.widenFrom(extra[4 : 4+n])
		}
		extra = extra[4+n:]
	}
	return nil
}

func (e *entry) widenFrom(f []byte) error {
	for _, v := range []*int64{&e.size, &e.packed, &e.offset} {
		if *v != 0xFFFFFFFF {
			continue
		}
		if len(f) < 8 {
			return errCut
		}
		*v = int64(le64(f))
		if *v < 0 {
			return errCut
		}
		f = f[8:]
	}
	return nil
}

// body finds where the packed bytes of a part begin.
func (c *container) body(e entry) (*io.SectionReader, error) {
	var h [30]byte
	if e.offset < 0 || e.offset > c.size-30 {
		return nil, errCut
	}
	if err := readFull(c.r, h[:], e.offset); err != nil {
		return nil, err
	}
	start := e.offset + 30 + int64(le16(h[26:])) + int64(le16(h[28:]))
	if string(h[:4]) != sigLocal || start > c.size || e.packed > c.size-start {
		return nil, errCut
	}
	return io.NewSectionReader(c.r, start, e.packed), nil
}

// readFull reads exactly len(b) bytes that must be there: a file that ends
// early is cut, everything else is the disk's fault.
func readFull(r io.ReaderAt, b []byte, off int64) error {
	n, err := r.ReadAt(b, off)
	if n == len(b) {
		return nil
	}
	return cutOr(err)
}

func readStream(r io.Reader, b []byte) error {
	if _, err := io.ReadFull(r, b); err != nil {
		return cutOr(err)
	}
	return nil
}

func cutOr(err error) error {
	if err == nil || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errCut
	}
	return err
}

func le16(b []byte) uint16 { return binary.LittleEndian.Uint16(b) }
func le32(b []byte) uint32 { return binary.LittleEndian.Uint32(b) }
func le64(b []byte) uint64 { return binary.LittleEndian.Uint64(b) }
