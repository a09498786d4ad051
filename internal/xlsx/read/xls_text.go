package read

import (
	"context"
	"math"
	"time"
	"unicode/utf16"
	"unicode/utf8"
)

// cursor reads values from a record and the CONTINUE records behind it. Past
// the end it gives zeros and sets short.
type cursor struct {
	segs  [][]byte
	short bool
}

// take gives the next n bytes if they lie in one piece, nil otherwise.
func (c *cursor) take(n int) []byte {
	for len(c.segs) > 1 && len(c.segs[0]) == 0 {
		c.segs = c.segs[1:]
	}
	if len(c.segs) == 0 || len(c.segs[0]) < n {
		return nil
	}
	b := c.segs[0][:n]
	c.segs[0] = c.segs[0][n:]
	return b
}

// uint reads n bytes, low first, from as many pieces as they take.
func (c *cursor) uint(n int) (v uint64) {
	for i := range n {
		b := c.take(1)
		if b == nil {
			c.short = true
			return 0
		}
		v |= uint64(b[0]) << (8 * i)
	}
	return v
}

func (c *cursor) u8() byte     { return byte(c.uint(1)) }
func (c *cursor) u16() uint16  { return uint16(c.uint(2)) }
func (c *cursor) u32() uint32  { return uint32(c.uint(4)) }
func (c *cursor) u64() uint64  { return c.uint(8) }
func (c *cursor) f64() float64 { return math.Float64frombits(c.u64()) }

func (c *cursor) skip(n int) {
	for n > 0 {
		for len(c.segs) > 1 && len(c.segs[0]) == 0 {
			c.segs = c.segs[1:]
		}
		if len(c.segs) == 0 || len(c.segs[0]) == 0 {
			c.short = true
			return
		}
		m := min(n, len(c.segs[0]))
		c.segs[0] = c.segs[0][m:]
		n -= m
	}
}

// chars appends n characters. A text that goes on in a CONTINUE record begins
// there with its flags again: one half may have narrow, the other wide ones.
func (c *cursor) chars(dst []byte, n int, flags byte) []byte {
	var high rune
	for n > 0 && !c.short {
		if len(c.segs) == 0 {
			c.short = true
			break
		}
		if len(c.segs[0]) == 0 {
			if len(c.segs) < 2 {
				c.short = true
				break
			}
			c.segs = c.segs[1:]
			flags = c.u8()
			continue
		}
		width := 1 + int(flags&1)
		b := c.take(width)
		if b == nil {
			c.short = true
			break
		}
		u := rune(b[0])
		if width == 2 {
			u |= rune(b[1]) << 8
		}
		dst, high = appendUnit(dst, high, u)
		n--
	}
	if high != 0 {
		dst = utf8.AppendRune(dst, utf8.RuneError)
	}
	return dst
}

// appendUnit appends a unit of UTF-16; high is the half still waiting.
func appendUnit(dst []byte, high, u rune) ([]byte, rune) {
	if high != 0 {
		r := utf16.DecodeRune(high, u)
		dst = utf8.AppendRune(dst, r)
		if r != utf8.RuneError {
			return dst, 0
		}
	}
	if u >= 0xD800 && u < 0xDC00 {
		return dst, u
	}
	return utf8.AppendRune(dst, u), 0
}

// readSST reads the table of shared strings.
func readSST(ctx context.Context, segs [][]byte) (*shared, error) {
	c := &cursor{segs: segs}
	c.u32()
	unique := c.u32()
	s := &shared{}
	for i := range unique {
		if i&0xFFF == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		from := len(s.open)
		s.open = c.sharedText(s.open)
		if c.short {
			return nil, badData("共享文字表不完整")
		}
		if !s.add(from) {
			return nil, pastLimit("共享文字表超过上限 %d 字节", maxShared)
		}
	}
	s.seal()
	return s, nil
}

// sharedText appends one string of the table, without its runs and phonetics.
func (c *cursor) sharedText(dst []byte) []byte {
	n, flags := int(c.u16()), c.u8()
	runs, extra := 0, 0
	if flags&8 != 0 {
		runs = int(c.u16())
	}
	if flags&4 != 0 {
		extra = int(c.u32())
	}
	dst = c.chars(dst, n, flags)
	c.skip(4 * runs)
	c.skip(extra)
	return dst
}

// The property set that holds the time of the last save.
const (
	summaryStream = "summaryinformation" // behind a control character, which the library keeps apart
	propSaved     = 13
	typeFileTime  = 64
)

// saved reads the time of the last save; zero when there is none or the
// property set is not in order, for it says nothing about the cells.
func (o *ole) saved() time.Time {
	b, err := o.stream(summaryStream)
	if err != nil || len(b) < 48 {
		return time.Time{}
	}
	set := int(le32(b[44:]))
	if set < 0 || set > len(b)-8 {
		return time.Time{}
	}
	b = b[set:]
	for i := range min(int(le32(b[4:])), (len(b)-8)/8) {
		at := int(le32(b[12+8*i:]))
		if le32(b[8+8*i:]) == propSaved && at >= 0 && at <= len(b)-12 && le32(b[at:]) == typeFileTime {
			return fileTime(le64(b[at+4:]))
		}
	}
	return time.Time{}
}

// fileTime turns 100-nanosecond steps since 1601 into a time.
func fileTime(ticks uint64) time.Time {
	const epoch = 11644473600 // seconds from 1601 to 1970
	if ticks == 0 {
		return time.Time{}
	}
	return time.Unix(int64(ticks/1e7)-epoch, 0).UTC()
}
