package overview

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/fault"
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
	return fmt.Sprintf("%s %d 次，自 %s，原因：%s", failedHead, f.Count, assist.Clock(f.Since), f.Reason)
}

// Again is one failure more, at an instant.
func (f *Failed) Again(at time.Time, failure error) *Failed {
	next := Failed{Since: at}
	if f != nil {
		next = *f
	}
	next.Count, next.Reason = next.Count+1, reason(failure)
	return &next
}

// reason is a failure in a line: what is wrong, and by what the machine said,
// without the name of anybody's file.
func reason(err error) string {
	told := fault.Explain(err)
	text := told.What
	if told.Err != nil {
		text += "（" + fault.WithoutNames(told.Err) + "）"
	}
	return strings.Join(strings.Fields(text), " ")
}

// TellFailed puts the failed runs first among the faults; nil takes the line away.
func (st *Status) TellFailed(f *Failed) {
	st.Failed = f
	st.Faults = slices.DeleteFunc(st.Faults, func(s string) bool { return strings.HasPrefix(s, failedHead) })
	if f != nil {
		st.Faults = append([]string{f.String()}, st.Faults...)
	}
}
