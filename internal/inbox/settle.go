package inbox

import (
	"errors"
	"io"

	"bangfu/internal/disk"
)

// Whole reports whether a file has been copied to its end, or has waited long
// enough to be taken as it is. It looks at both ends, not at every byte.
type Whole func(r io.ReaderAt, w Waiting) bool

// Settle compares two looks that lie the settle time apart. What kept size and
// time is Ready; what changed, is new or empty stays Settling; what has gone
// since the first look is left out. The order is that of the second look.
func Settle(first, second []Waiting) []Waiting {
	before := make(map[string]Waiting, len(first))
	for _, w := range first {
		before[w.Path] = w
	}
	settled := make([]Waiting, 0, len(second))
	for _, w := range second {
		settled = append(settled, judgeWaiting(before[w.Path], w))
	}
	return settled
}

// judgeWaiting judges one file; before is zero when the first look had not seen it.
func judgeWaiting(before, now Waiting) Waiting {
	switch {
	case now.State != Settling:
		return now
	case before.Path == "" || before.State != Settling:
		return now.as(Settling, whyNew)
	case before.Size != now.Size || !before.ModTime.Equal(now.ModTime):
		return now.as(Settling, whyGrowing)
	case now.Size == 0:
		return now.as(Settling, whyEmpty)
	}
	return now.as(Ready, why{})
}

// Probe opens what is Ready: a file that cannot be opened becomes Unreadable,
// one that is not whole Settling and Partial. One file's trouble never touches
// another.
func Probe(d disk.FS, list []Waiting, whole Whole) []Waiting {
	probed := make([]Waiting, len(list))
	for i, w := range list {
		if w.State == Ready {
			w = probe(d, w, whole)
		}
		probed[i] = w
	}
	return probed
}

func probe(d disk.FS, w Waiting, whole Whole) Waiting {
	f, err := d.Open(w.Path)
	if err != nil {
		return refuse(w, err)
	}
	defer f.Close()
	at, err := f.Stat()
	if err != nil {
		return refuse(w, err)
	}
	if at.Size() != w.Size || !at.ModTime().Equal(w.ModTime) {
		return w.as(Settling, whyGrowing)
	}
	r := &trouble{file: f}
	ok := whole(r, w)
	switch {
	case r.err != nil:
		return refuse(w, r.err)
	case ok:
		return w
	}
	w.Partial = true
	return w.as(Settling, whyPart)
}

// trouble remembers that reading failed: a disk fault is no half file.
type trouble struct {
	file disk.File
	err  error
}

func (t *trouble) ReadAt(p []byte, off int64) (int, error) {
	n, err := t.file.ReadAt(p, off)
	if err != nil && !errors.Is(err, io.EOF) {
		t.err = err
	}
	return n, err
}

// refuse is the state of a file that could not be read for now.
func refuse(w Waiting, err error) Waiting {
	w.Busy = whyOf(err) == whyBusy
	return w.as(Unreadable, whyOf(err))
}
