package archive

import (
	"bytes"
	"io"
	"sync"
)

// aside holds the originals of a trial in memory.
type aside struct {
	mu   sync.Mutex
	held map[string][]byte
}

// Aside is an archive that reads the same originals and writes none: what is
// put is held in memory, for a trial that must leave no trace.
func (a *Archive) Aside() *Archive {
	return &Archive{disk: a.disk, dir: a.dir, aside: &aside{held: map[string][]byte{}}}
}

func (s *aside) put(sha string, open func() (io.ReadCloser, error)) error {
	var data bytes.Buffer
	if err := copySum(&data, sha, open); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.held[sha] = data.Bytes()
	return nil
}

func (s *aside) get(sha string) ([]byte, bool) {
	if s == nil {
		return nil, false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	data, ok := s.held[sha]
	return data, ok
}
