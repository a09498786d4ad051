package read

import (
	"context"

	"bangfu/internal/sheet"
)

// maxShared bounds the memory of the shared strings: their bytes and 12 more
// for each.
const maxShared = 48 << 20

// shared holds the shared strings in a few large blocks.
type shared struct {
	blocks []string
	refs   []textRef
	open   []byte // the block being filled
	cost   int
}

type textRef struct{ block, off, n uint32 }

// text gives a shared string; ok is false when there is none of that number.
func (s *shared) text(i int) (string, bool) {
	if s == nil || i < 0 || i >= len(s.refs) {
		return "", false
	}
	r := s.refs[i]
	return s.blocks[r.block][r.off : r.off+r.n], true
}

// add ends the string that was appended to open[from:].
func (s *shared) add(from int) bool {
	n := len(s.open) - from
	s.refs = append(s.refs, textRef{uint32(len(s.blocks)), uint32(from), uint32(n)})
	s.cost += n + 12
	if len(s.open) >= blockSize(len(s.blocks)) {
		s.seal()
	}
	return s.cost <= maxShared
}

// blockSize grows from 4 KB to 1 MB, so that few strings hold little memory.
func blockSize(blocks int) int { return 4 << 10 << min(blocks, 8) }

func (s *shared) seal() {
	s.blocks = append(s.blocks, string(s.open))
	s.open = s.open[:0]
}

// readShared reads the part of the shared strings.
func readShared(ctx context.Context, c *container, name string) (*shared, error) {
	p, err := c.open(ctx, name)
	if err != nil {
		return nil, err
	}
	x := newXML(p, sheet.BadData)
	if x.next() != tokStart || !x.is("sst") {
		return nil, x.wrongRoot()
	}
	s, keep := &shared{}, preserves(x, false)
	for {
		switch x.next() {
		case tokFail:
			return nil, x.err
		case tokEOF:
			s.seal()
			return s, nil
		case tokStart:
			if err := s.item(x, keep); err != nil {
				return nil, err
			}
		}
	}
}

func (s *shared) item(x *xmlScan, keep bool) error {
	if !x.is("si") {
		if !x.skip() {
			return x.err
		}
		return nil
	}
	from := len(s.open)
	out, ok := readRich(x, s.open, keep)
	if !ok {
		return x.err
	}
	if s.open = out; !s.add(from) {
		return pastLimit("共享文字表超过上限 %d 字节", maxShared)
	}
	return nil
}

// preserves reports whether white space at the ends of a text is kept.
func preserves(x *xmlScan, outer bool) bool {
	if v := x.attrNS(nsXML, "space"); v != nil {
		return string(v) == "preserve"
	}
	return outer
}

// readRich appends the text of the si or is element that has begun: its plain
// text or that of its runs, without the phonetic ones.
func readRich(x *xmlScan, dst []byte, keep bool) ([]byte, bool) {
	from := len(dst)
	for {
		switch x.next() {
		case tokFail, tokEOF:
			return dst, false
		case tokEnd:
			return dst, true
		case tokStart:
			ok := true
			switch {
			case x.is("t"):
				dst, ok = readText(x, dst, preserves(x, keep))
			case x.is("r"):
				dst, ok = readRich(x, dst, keep)
			default:
				ok = x.skip()
			}
			if !ok || x.tooLong(dst[from:]) {
				return dst, false
			}
		}
	}
}

// tooLong refuses a text that nobody wrote.
func (x *xmlScan) tooLong(text []byte) bool {
	if len(text) > maxToken {
		x.err = pastLimit("文件里的 %s 有一段文字超过 %d 字节", x.part, maxToken)
	}
	return len(text) > maxToken
}

// readText appends the text of the t element that has begun.
func readText(x *xmlScan, dst []byte, keep bool) ([]byte, bool) {
	from := len(dst)
	dst, ok := x.content(dst)
	if !ok {
		return dst, false
	}
	if !keep {
		text := trimSpace(dst[from:])
		dst = dst[:from+copy(dst[from:], text)]
	}
	return resolveX(dst, from), true
}

// content appends all the text up to the end of the element that has begun.
func (x *xmlScan) content(dst []byte) ([]byte, bool) {
	from := len(dst)
	for {
		switch x.next() {
		case tokText:
			dst = append(dst, x.text...)
			if x.tooLong(dst[from:]) {
				return dst, false
			}
		case tokEnd:
			return dst, true
		case tokStart:
			x.fail("文字中夹有标签 " + string(x.local))
			return dst, false
		default:
			return dst, false
		}
	}
}

// wrongRoot is the damage of a part that is not what its place says.
func (x *xmlScan) wrongRoot() error {
	x.fail("内容与部件的用途不符")
	return x.err
}
