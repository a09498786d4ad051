package read

import (
	"bufio"
	"context"
	"errors"
	"hash/crc32"
	"io"

	"github.com/klauspost/compress/flate"

	"bangfu/internal/sheet"
)

// part is one part being inflated. It checks the context at every read, never
// gives more than the declared size, and reports io.EOF only after size and
// CRC were found right.
type part struct {
	ctx  context.Context
	name string
	disk *diskReader
	in   io.Reader
	left int64
	crc  uint32
	want uint32
	err  error
}

// diskReader remembers a failing disk, which must not pass for a broken file.
type diskReader struct {
	r   io.Reader
	err error
}

func (d *diskReader) Read(b []byte) (int, error) {
	n, err := d.r.Read(b)
	if err != nil && !errors.Is(err, io.EOF) {
		d.err = err
	}
	return n, err
}

// open begins to read a part by its key.
func (c *container) open(ctx context.Context, name string) (*part, error) {
	e, ok := c.parts[name]
	if !ok {
		return nil, notWorkbook("文件里缺少 %s", name)
	}
	if e.flags&flagEncrypted != 0 {
		return nil, &sheet.Damage{Kind: sheet.Password, Detail: "文件里的内容加了密码"}
	}
	body, err := c.body(e)
	if err != nil {
		return nil, err
	}
	p := &part{ctx: ctx, name: name, disk: &diskReader{r: body}, left: e.size, want: e.crc}
	switch e.method {
	case methodStore:
		p.in = p.disk
	case methodDeflate:
		p.in = flate.NewReader(bufio.NewReaderSize(p.disk, int(min(max(e.packed, 512), 32<<10))))
	default:
		return nil, notWorkbook("文件里的 %s 用了不认识的压缩方法 %d", name, e.method)
	}
	return p, nil
}

func (p *part) Read(b []byte) (int, error) {
	if p.err != nil {
		return 0, p.err
	}
	if p.err = p.ctx.Err(); p.err != nil {
		return 0, p.err
	}
	n, err := p.in.Read(b)
	if int64(n) > p.left {
		p.err = corrupt(p.name)
		return 0, p.err
	}
	p.left -= int64(n)
	p.crc = crc32.Update(p.crc, crc32.IEEETable, b[:n])
	if err != nil {
		p.err = p.verdict(err)
	}
	return n, p.err
}

// verdict says what the end of the packed bytes means.
func (p *part) verdict(err error) error {
	switch {
	case p.disk.err != nil:
		return p.disk.err
	case !errors.Is(err, io.EOF), p.left != 0, p.crc != p.want:
		return corrupt(p.name)
	}
	return io.EOF
}
