package batch

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/disk"
	"bangfu/internal/fault"
	"bangfu/internal/place"
)

// Failed counts the runs since the last good one that entered nothing because
// something was wrong. It stands in status.json alone, which can be written
// also when the ledger cannot.
type Failed struct {
	Count  int       `json:"count"`  // how many runs
	Since  time.Time `json:"since"`  // the first of them
	Reason string    `json:"reason"` // of the last, without personal words
}

// failedHead begins the line that tells of failed runs.
const failedHead = "连续失败"

// String is the line for whoever looks: how often, since when, why.
func (f Failed) String() string {
	return fmt.Sprintf("%s %d 次，自 %s，原因：%s", failedHead, f.Count, f.Since.In(assist.Zone).Format("2006-01-02 15:04"), f.Reason)
}

// readStatus is status.json as it was last published; a zero Status when there
// is none, or none that can be read.
func readStatus(d disk.FS, p place.Place) Status {
	st := Status{}
	if data, err := disk.ReadFile(d, p.Status()); err != nil || json.Unmarshal(data, &st) != nil {
		return Status{}
	}
	return st
}

// NoteFailure puts one more failed run into status.json, beside what the last
// good run said.
func NoteFailure(d disk.FS, p place.Place, at time.Time, failure error) error {
	st := readStatus(d, p)
	f := Failed{Since: at}
	if st.Failed != nil {
		f = *st.Failed
	}
	f.Count, f.Reason = f.Count+1, reason(failure)
	st.Now = at
	st.tellFailed(&f)
	return writeStatus(d, p, st)
}

// reason is a failure in a line: what is wrong, and by what the machine said,
// without the name of anybody's file.
func reason(err error) string {
	told := fault.Explain(err)
	text := told.What
	if told.Err != nil {
		text += "（" + fault.Nameless(told.Err) + "）"
	}
	return strings.Join(strings.Fields(text), " ")
}

// tellFailed puts the failed runs first among the faults; nil takes the line away.
func (st *Status) tellFailed(f *Failed) {
	st.Failed = f
	st.Faults = slices.DeleteFunc(st.Faults, func(s string) bool { return strings.HasPrefix(s, failedHead) })
	if f != nil {
		st.Faults = append([]string{f.String()}, st.Faults...)
	}
}

// WithFailed is a status that also tells of the runs that failed since.
func (s *Site) WithFailed(st Status) Status {
	st.tellFailed(readStatus(s.Disk, s.Place).Failed)
	return st
}
