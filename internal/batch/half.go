package batch

import (
	"bytes"
	"io"
	"time"

	"bangfu/internal/inbox"
	"bangfu/internal/report"
	"bangfu/internal/xlsx/read"
)

// How long a file that may be half copied waits.
const (
	packPatience = 24 * time.Hour   // a workbook whose end is still blank, since first seen
	openPatience = 10 * time.Minute // a CSV whose last line lacks only its end, unchanged
	cutPatience  = 2 * time.Hour    // a CSV that is cut, since first seen
)

// arrival says of each file whether it has been copied to its end, or has waited
// long enough to be taken as it is.
func (s *Site) arrival(r *pass) inbox.Whole {
	last := s.lastChance(r)
	return func(f io.ReaderAt, w inbox.Waiting) bool {
		waited := r.at.Sub(r.firstSeen(w.Unit, w.Name, w.Size))
		switch end, _ := read.EndOf(f, w.Size, w.Name); end {
		case read.EndOpen:
			return last || waited >= cutPatience || r.at.Sub(r.unchangedSince(w)) >= openPatience
		case read.EndCut, read.EndZeros:
			return last || waited >= cutPatience
		}
		return read.Whole(f, w.Size, w.Name) || !read.BlankTail(f, w.Size) || waited >= packPatience
	}
}

// lastChance reports whether what this run leaves waiting comes too late for the
// week's plan: it is the last run before the cut-off by schedule, or the one
// that freezes.
func (s *Site) lastChance(r *pass) bool {
	week := r.period().Next()
	cutoff := s.Settings.CutoffOf(r.terms, week)
	if _, frozen := r.h.Frozen(week); frozen {
		return false
	}
	if !r.at.Before(cutoff) {
		return true
	}
	if s.Next == nil {
		return false
	}
	next, err := s.Next(r.at)
	return err == nil && !next.Before(cutoff)
}

// unchangedSince is since when a waiting file has had its size and time; the
// time counts only where the sender's clock is not ahead.
func (r *pass) unchangedSince(w inbox.Waiting) time.Time {
	x := r.sightings[[2]string{orCity(w.Unit), w.Name}]
	since := r.at
	if x.State == report.StateWaiting && x.Size == w.Size {
		since = x.Changed
	}
	if w.ModTime.After(since) && !w.ModTime.After(r.at) {
		since = w.ModTime
	}
	return since
}

// cutOff reports a file that is taken although it may not be all: it is left to
// whoever copies it.
func (r *pass) cutOff(data []byte, a arrived) bool {
	end, _ := read.EndOf(bytes.NewReader(data), int64(len(data)), a.Name)
	if end == read.EndCut || end == read.EndZeros {
		return true
	}
	packed := bytes.HasPrefix(data, []byte("PK"))
	return packed && !read.Whole(bytes.NewReader(data), int64(len(data)), a.Name) && r.at.Sub(a.first) < packPatience
}
