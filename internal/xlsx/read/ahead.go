package read

import "io"

const (
	aheadFrom  = 1 << 20 // parts smaller than this are read in place
	aheadChunk = 128 << 10
	aheadDepth = 3
)

// ahead inflates a part in a goroutine of its own, a few buffers before the
// scanner, so that a large sheet uses both. close ends the goroutine and waits
// for it; until then nobody else may touch the reader below.
type ahead struct {
	full chan chunk
	free chan []byte
	stop chan struct{}
	done chan struct{}
	cur  chunk
	rest []byte // of cur, not yet read
}

// chunk is what one round of reading gave: bytes, and why they ended.
type chunk struct {
	b   []byte
	err error
}

func readAhead(r io.Reader) *ahead {
	a := &ahead{
		full: make(chan chunk), free: make(chan []byte, aheadDepth),
		stop: make(chan struct{}), done: make(chan struct{}),
	}
	for range aheadDepth {
		a.free <- make([]byte, aheadChunk)
	}
	go a.run(r)
	return a
}

func (a *ahead) run(r io.Reader) {
	defer close(a.done)
	for {
		var c chunk
		select {
		case c.b = <-a.free:
		case <-a.stop:
			return
		}
		n := 0
		for n < len(c.b) && c.err == nil {
			var m int
			m, c.err = r.Read(c.b[n:])
			n += m
		}
		c.b = c.b[:n]
		select {
		case a.full <- c:
		case <-a.stop:
			return
		}
		if c.err != nil {
			return
		}
	}
}

func (a *ahead) Read(p []byte) (int, error) {
	for len(a.rest) == 0 {
		if a.cur.err != nil {
			return 0, a.cur.err
		}
		if a.cur.b != nil {
			a.free <- a.cur.b[:aheadChunk]
		}
		a.cur = <-a.full
		a.rest = a.cur.b
	}
	n := copy(p, a.rest)
	a.rest = a.rest[n:]
	return n, nil
}

func (a *ahead) close() {
	close(a.stop)
	<-a.done
}
