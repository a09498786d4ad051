package read

const (
	aheadFrom  = 1 << 20 // parts smaller than this are read in place
	aheadChunk = 256 << 10
	aheadDepth = 6
	aheadRoom  = 4 << 10 // before each chunk, for what is left of the one before
)

// ahead inflates a part and checks its characters in a goroutine of its own, a
// few chunks before the scanner, so that a large sheet uses two processors.
// close ends the goroutine and waits for it; until then nobody else may touch
// the reader below.
type ahead struct {
	full chan chunk
	free chan []byte
	stop chan struct{}
	done chan struct{}
	cur  []byte // the chunk that is being scanned; nil for none of the ring
}

// chunk is a piece of the part: n bytes behind the room, and what came after them.
type chunk struct {
	b     []byte
	n     int
	err   error
	panic any
}

func readAhead(s *stretches) *ahead {
	a := &ahead{
		full: make(chan chunk, aheadDepth), free: make(chan []byte, aheadDepth),
		stop: make(chan struct{}), done: make(chan struct{}),
	}
	for range aheadDepth {
		a.free <- make([]byte, aheadRoom+aheadChunk+1)
	}
	go a.run(s)
	return a
}

func (a *ahead) run(s *stretches) {
	defer close(a.done)
	for c := (chunk{}); c.err == nil && c.panic == nil; {
		select {
		case b := <-a.free:
			c = filled(s, b)
		case <-a.stop:
			return
		}
		a.full <- c // has room for all of them
	}
}

// filled fills a chunk; a panic of the inflater travels to whoever scans.
func filled(s *stretches, b []byte) (c chunk) {
	c.b = b
	defer func() { c.panic = recover() }()
	c.n, c.err = s.fill(b[aheadRoom : aheadRoom+aheadChunk])
	b[aheadRoom+c.n] = 0
	return c
}

// next is that of stretches; the rest is copied only into the room before the
// next chunk. It is not called again after an error.
func (a *ahead) next(rest []byte) ([]byte, error) {
	c := <-a.full
	if c.panic != nil {
		panic(c.panic)
	}
	b := c.b[aheadRoom : aheadRoom+c.n+1]
	old := a.cur
	if a.cur = c.b; len(rest) <= aheadRoom {
		b = c.b[aheadRoom-len(rest) : aheadRoom+c.n+1]
		copy(b, rest)
	} else {
		b = append(append(make([]byte, 0, len(rest)+len(b)), rest...), b...)
	}
	if old != nil {
		a.free <- old
	}
	return b, c.err
}

func (a *ahead) close() {
	close(a.stop)
	<-a.done
}
