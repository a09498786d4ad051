package batch

import (
	"encoding/json"
	"time"

	"bangfu/internal/disk"
	"bangfu/internal/overview"
	"bangfu/internal/place"
)

// readStatus is status.json as it was last published; a zero one when there is
// none, or none that can be read.
func readStatus(d disk.FS, p place.Place) overview.Status {
	st := overview.Status{}
	if data, err := disk.ReadFile(d, p.Status()); err != nil || json.Unmarshal(data, &st) != nil {
		return overview.Status{}
	}
	return st
}

// NoteFailure puts one more failed run into status.json, beside what the last
// good run said.
func NoteFailure(d disk.FS, p place.Place, at time.Time, failure error) error {
	st := readStatus(d, p)
	st.Now = at
	st.TellFailed(st.Failed.Again(at, failure))
	return writeStatus(d, p, st)
}

// WithFailed is a status that also tells of the runs that failed since.
func (s *Site) WithFailed(st overview.Status) overview.Status {
	st.TellFailed(readStatus(s.Disk, s.Place).Failed)
	return st
}
