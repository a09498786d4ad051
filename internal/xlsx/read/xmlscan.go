package read

import (
	"bytes"
	"errors"
	"io"
	"runtime"

	"bangfu/internal/sheet"
)

// token is what the scanner stands on.
type token uint8

const (
	tokFail  token = iota // err says why
	tokEOF                // the document is over, whole and well-formed
	tokStart              // an element begins: local, ns and attrs are set
	tokEnd                // the element on top has ended
	tokText               // a piece of text, decoded, in text
	tokMore               // inside: more bytes are needed
	tokSkip               // inside: nothing for the caller, go on
)

const (
	xmlBuffer = 128 << 10
	maxToken  = 4 << 20 // one tag or one piece of text
	maxDepth  = 200
	maxAttrs  = 256  // of one tag; they are compared with each other
	maxBinds  = 1000 // namespaces bound at a time
)

// attr is an attribute; it is valid until the scanner moves on.
type attr struct {
	name, value []byte
}

// frame is an open element: where its name begins and how many namespaces
// were bound outside of it.
type frame struct {
	name, binds int32
}

// xmlScan is a strict streaming scanner for the XML of workbooks. It refuses
// what is not well-formed, DTDs and unknown entities; names and values alias
// its buffer.
type xmlScan struct {
	more func(rest []byte) ([]byte, error) // next of stretches or of ahead
	kind sheet.DamageKind                  // of a fault in the XML itself
	part string

	buf   []byte // buf[lim] is a zero byte
	pos   int    // next byte to scan
	lim   int    // end of the valid bytes
	after error  // what comes behind them; nil for more of them
	eof   bool   // it is the end of the part

	frames []frame
	names  []byte
	binds  []bind
	nsDef  nsID // the namespace of names without prefix

	started, rooted, selfEnd bool

	local []byte
	ns    nsID
	attrs []attr
	text  []byte
	plain []byte // decoded text
	err   error
}

// newXML begins to scan a part. Faults of the XML become damage of this kind.
func newXML(p *part, kind sheet.DamageKind) *xmlScan {
	x, s := beginXML(p, kind)
	x.more = s.next
	return x
}

// aheadXML is newXML for a sheet: a large one is inflated ahead until close.
func aheadXML(p *part, kind sheet.DamageKind) (x *xmlScan, closing func()) {
	x, s := beginXML(p, kind)
	if p.left <= aheadFrom || runtime.GOMAXPROCS(0) == 1 {
		x.more = s.next
		return x, func() {}
	}
	in := readAhead(s)
	x.more = in.next
	return x, in.close
}

func beginXML(p *part, kind sheet.DamageKind) (*xmlScan, *stretches) {
	x := &xmlScan{kind: kind, part: p.name, buf: []byte{0}}
	s := &stretches{buf: make([]byte, min(max(p.left+64, 1<<10), xmlBuffer))}
	s.r, x.err = decodeUTF16(p)
	return x, s
}

// next moves to the next token.
func (x *xmlScan) next() token {
	if x.selfEnd {
		x.selfEnd = false
		x.pop()
		return tokEnd
	}
	for x.err == nil {
		switch t := x.try(); t {
		case tokMore:
			x.fill()
		case tokSkip, tokFail:
		default:
			return t
		}
	}
	return tokFail
}

// try scans one token from pos if it lies whole in the buffer.
func (x *xmlScan) try() token {
	b, p := x.buf, x.pos
	if b[p] != '<' {
		return x.tryText(p)
	}
	switch b[p+1] {
	case '/':
		return x.tryEnd(p + 2)
	case '!':
		return x.tryBang(p)
	case '?':
		return x.tryInstruction(p)
	case 0:
		return x.moreAt(p + 1)
	}
	return x.tryStart(p + 1)
}

// moreAt is returned where a zero byte stopped a loop.
func (x *xmlScan) moreAt(at int) token {
	if at < x.lim || x.eof {
		return x.fail("XML 在中途断开")
	}
	return tokMore
}

// fill reads on, keeping everything from pos.
func (x *xmlScan) fill() {
	rest := x.buf[x.pos:x.lim]
	switch {
	case errors.Is(x.after, errSigns):
		x.fail("含有不允许的字符或编码不是 UTF-8")
	case x.after != nil:
		x.err = x.after
	case len(rest) > maxToken:
		x.err = pastLimit("文件里的 %s 有一段内容超过 %d 字节", x.part, maxToken)
	default:
		x.buf, x.after = x.more(rest)
		x.pos, x.lim = 0, len(x.buf)-1
		x.eof = errors.Is(x.after, io.EOF)
	}
}

// fail records a fault of the XML. The rest of the part is read first: when
// the container itself is broken, that is the fault to tell.
func (x *xmlScan) fail(what string) token {
	if x.err == nil {
		if x.err = x.drain(); x.err == nil {
			x.err = damage(x.kind, "文件内容残缺或写法不对（%s：%s）", x.part, what)
		}
	}
	return tokFail
}

// drain reads the part to its end and tells whether the container is broken.
func (x *xmlScan) drain() error {
	for x.after == nil {
		_, x.after = x.more(nil)
	}
	if errors.Is(x.after, io.EOF) || errors.Is(x.after, errSigns) {
		return nil
	}
	return x.after
}

// tryText scans text up to the next tag.
func (x *xmlScan) tryText(p int) token {
	b, i, plain := x.buf, p, true
	for {
		for class[b[i]]&stopText == 0 {
			i++
		}
		switch b[i] {
		case '<':
			return x.textDone(b[p:i], i, plain)
		case 0:
			if i == x.lim && x.eof && len(x.frames) == 0 {
				return x.atEOF(b[p:i])
			}
			return x.moreAt(i)
		case ']':
			if b[i+1] == ']' && b[i+2] == '>' {
				return x.fail("文字中有 ]]>")
			}
			if i+2 >= x.lim && !x.eof {
				return tokMore
			}
			i++
		default: // & and CR
			plain = false
			i++
		}
	}
}

func (x *xmlScan) textDone(raw []byte, end int, plain bool) token {
	x.pos, x.started = end, true
	if len(x.frames) == 0 {
		if !allSpace(raw) {
			return x.fail("根元素之外有文字")
		}
		return tokSkip
	}
	x.text = raw
	if !plain {
		var ok bool
		x.plain, ok = unescape(x.plain[:0], raw)
		if !ok {
			return x.fail("含有未知的实体或 &")
		}
		x.text = x.plain
	}
	return tokText
}

func (x *xmlScan) atEOF(rest []byte) token {
	if !x.rooted {
		return x.fail("内容是空的")
	}
	if !allSpace(rest) {
		return x.fail("根元素之外有文字")
	}
	x.pos = x.lim
	return tokEOF
}

// tryEnd scans an end tag whose name begins at i.
func (x *xmlScan) tryEnd(i int) token {
	b, p := x.buf, i
	for class[b[i]]&isName != 0 {
		i++
	}
	name := b[p:i]
	i = pastSpace(b, i)
	if b[i] != '>' {
		return x.moreOr(i, "结束标签写法不对")
	}
	n := len(x.frames) - 1
	if n < 0 || string(x.names[x.frames[n].name:]) != string(name) {
		return x.fail("开始与结束标签不配对")
	}
	x.pos = i + 1
	x.pop()
	return tokEnd
}

func (x *xmlScan) pop() {
	n := len(x.frames) - 1
	f := x.frames[n]
	x.frames, x.names = x.frames[:n], x.names[:f.name]
	if int(f.binds) != len(x.binds) {
		x.binds = x.binds[:f.binds]
		x.nsDef = x.lookup(nil)
	}
}

// tryBang scans a comment or CDATA; a DTD is refused.
func (x *xmlScan) tryBang(p int) token {
	b := x.buf[p:x.lim]
	switch {
	case bytes.HasPrefix(b, []byte("<!--")):
		return x.tryComment(b)
	case bytes.HasPrefix(b, []byte("<![CDATA[")):
		return x.tryCDATA(b)
	case len(b) < 9 && !x.eof:
		return tokMore
	}
	return x.fail("含有 DTD 声明或不认识的标记，不予读取")
}

func (x *xmlScan) tryComment(b []byte) token {
	i := bytes.Index(b[4:], []byte("--"))
	if i < 0 || 4+i+2 >= len(b) {
		return x.moreAt(x.lim)
	}
	if b[4+i+2] != '>' {
		return x.fail("注释中有 --")
	}
	x.pos += 4 + i + 3
	x.started = true
	return tokSkip
}

func (x *xmlScan) tryCDATA(b []byte) token {
	i := bytes.Index(b, []byte("]]>"))
	if i < 0 {
		return x.moreAt(x.lim)
	}
	if len(x.frames) == 0 {
		return x.fail("根元素之外有文字")
	}
	x.text = b[9:i]
	if bytes.IndexByte(x.text, '\r') >= 0 {
		x.plain = foldLines(x.plain[:0], x.text)
		x.text = x.plain
	}
	x.pos += i + 3
	return tokText
}

// tryInstruction scans <?xml …?> and other instructions.
func (x *xmlScan) tryInstruction(p int) token {
	b := x.buf[p+2 : x.lim]
	i := bytes.Index(b, []byte("?>"))
	if i < 0 {
		return x.moreAt(x.lim)
	}
	body := b[:i]
	if len(body) == 0 || class[body[0]]&isName == 0 {
		return x.fail("处理指令写法不对")
	}
	if bytes.HasPrefix(body, []byte("xml")) && (len(body) == 3 || class[body[3]]&isSpace != 0) {
		if x.started {
			return x.fail("XML 声明不在开头")
		}
		if !knownDeclaration(body) {
			return x.fail("XML 声明的版本不是 1.0，或编码不是 UTF-8、UTF-16")
		}
	}
	x.started = true
	x.pos += 2 + i + 2
	return tokSkip
}

// skip goes on to the end of the element that has just begun.
func (x *xmlScan) skip() bool {
	_, ok := x.gist(nil, 0)
	return ok
}

// gist is skip that keeps the first n bytes, or a few more, of the text.
func (x *xmlScan) gist(dst []byte, n int) ([]byte, bool) {
	for depth := 1; depth > 0; {
		switch x.next() {
		case tokText:
			if len(dst) < n {
				dst = append(dst, x.text[:min(len(x.text), n)]...)
			}
		case tokStart:
			depth++
		case tokEnd:
			depth--
		case tokFail, tokEOF:
			return dst, false
		}
	}
	return dst, true
}
